//! The browsers for the tests: Chromium with its driver, and Firefox.

use std::path::PathBuf;
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};

use crate::support::process::{read, run, step};

const PACKAGES: [&str; 2] = ["chromium", "chromium-driver"];

/// Chromium, and its driver.
#[derive(Debug)]
pub struct Browser {
    /// The browser.
    pub chromium: PathBuf,
    /// Its WebDriver server.
    pub chromedriver: PathBuf,
}

impl Browser {
    /// Finds both on PATH, else installs Debian's packages if this user may.
    pub fn ensure() -> Result<Self> {
        if let Some(browser) = Self::find() {
            return Ok(browser);
        }
        install(&PACKAGES).context(
            "the browser tests need Chromium and chromedriver on PATH: install them yourself, or leave out the parts that \
             use them with `--without wasm-browser --without fuzz --without page --without examples --without consumers`",
        )?;
        Self::find().context("chromium and chromium-driver were installed, but are not on PATH")
    }

    fn find() -> Option<Self> {
        let names = ["chromium", "chromium-browser", "google-chrome"];
        let chromium = names.iter().find_map(|name| which::which(name).ok())?;
        Some(Self { chromium, chromedriver: which::which("chromedriver").ok()? })
    }
}

/// Finds Firefox on PATH, else installs Debian's package if this user may.
pub fn firefox() -> Result<PathBuf> {
    let find = || ["firefox-esr", "firefox"].iter().find_map(|name| which::which(name).ok());
    if let Some(firefox) = find() {
        return Ok(firefox);
    }
    install(&["firefox-esr"]).context("Firefox is not on PATH: install it yourself, or leave out the parts that use it with `--without page --without consumers`")?;
    find().context("firefox-esr was installed, but is not on PATH")
}

/// Installs Debian packages, if this user may.
fn install(packages: &[&str]) -> Result<()> {
    let names = packages.join(" ");
    let root = as_root().with_context(|| format!("this user can't install the Debian packages {names}"))?;
    step(&format!("install {names}"), || {
        run(apt_get(root).arg("update"))?;
        run(apt_get(root).args(["install", "--yes", "--no-install-recommends"]).args(packages))
    })
}

/// The words before `apt-get` that run it as root.
fn as_root() -> Result<&'static [&'static str]> {
    which::which("apt-get").context("there is no apt-get on PATH")?;
    if read(Command::new("id").arg("-u"))?.trim() == "0" {
        return Ok(&[]);
    }
    let sudo = Command::new("sudo").args(["-n", "true"]).stderr(Stdio::null()).status();
    if !sudo.is_ok_and(|status| status.success()) {
        bail!("this user is not root, and has no sudo without a password");
    }
    Ok(&["sudo", "-n"])
}

fn apt_get(as_root: &[&str]) -> Command {
    let words: Vec<_> = as_root.iter().chain(&["env", "DEBIAN_FRONTEND=noninteractive", "apt-get"]).collect();
    let mut command = Command::new(words[0]);
    command.args(&words[1..]).stdin(Stdio::null());
    command
}

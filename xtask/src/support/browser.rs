//! Chromium and its driver, and Firefox: what the browser tests need.

use std::path::PathBuf;
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};

use crate::support::process::{read, run, step};

const PACKAGES: [&str; 2] = ["chromium", "chromium-driver"];

/// A Chromium and the driver that belongs to it.
#[derive(Debug)]
pub struct Browser {
    /// The browser.
    pub chromium: PathBuf,
    /// Its WebDriver server.
    pub chromedriver: PathBuf,
}

impl Browser {
    /// Finds them on PATH, else installs Debian's packages where that is allowed.
    pub fn ensure() -> Result<Self> {
        if let Some(browser) = Self::find() {
            return Ok(browser);
        }
        install(&PACKAGES).context(
            "the browser tests need Chromium and chromedriver on PATH: install them, or leave these tests out with \
             `--without wasm-browser --without page`",
        )?;
        Self::find().context("chromium and chromium-driver were installed, and are not on PATH")
    }

    fn find() -> Option<Self> {
        let names = ["chromium", "chromium-browser", "google-chrome"];
        let chromium = names.iter().find_map(|name| which::which(name).ok())?;
        Some(Self { chromium, chromedriver: which::which("chromedriver").ok()? })
    }
}

/// Finds Firefox on PATH, else installs Debian's where that is allowed.
pub fn firefox() -> Result<PathBuf> {
    let find = || ["firefox-esr", "firefox"].iter().find_map(|name| which::which(name).ok());
    if let Some(firefox) = find() {
        return Ok(firefox);
    }
    install(&["firefox-esr"]).context("Firefox is not on PATH: install it")?;
    find().context("firefox-esr was installed, and is not on PATH")
}

/// Installs packages of Debian's, if this user may.
fn install(packages: &[&str]) -> Result<()> {
    let names = packages.join(" ");
    let root = as_root().with_context(|| format!("Debian's packages {names} can't be installed by this user"))?;
    step(&format!("install {names}"), || {
        run(apt_get(root).arg("update"))?;
        run(apt_get(root).args(["install", "--yes", "--no-install-recommends"]).args(packages))
    })
}

/// The words before `apt-get` that make it run as root, if there is a way.
fn as_root() -> Result<&'static [&'static str]> {
    which::which("apt-get").context("there is no apt-get")?;
    if read(Command::new("id").arg("-u"))?.trim() == "0" {
        return Ok(&[]);
    }
    let sudo = Command::new("sudo").args(["-n", "true"]).stderr(Stdio::null()).status();
    if !sudo.is_ok_and(|status| status.success()) {
        bail!("this user is not root, and sudo asks for a password");
    }
    Ok(&["sudo", "-n"])
}

fn apt_get(as_root: &[&str]) -> Command {
    let words: Vec<_> = as_root.iter().chain(&["env", "DEBIAN_FRONTEND=noninteractive", "apt-get"]).collect();
    let mut command = Command::new(words[0]);
    command.args(&words[1..]).stdin(Stdio::null());
    command
}

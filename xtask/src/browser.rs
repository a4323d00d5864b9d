//! Chromium and its driver: what the browser tests need.

use std::path::PathBuf;
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};

use crate::run::{read, run, step};

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
        let root = as_root().with_context(|| {
            format!(
                "the browser tests need Chromium and chromedriver on PATH, and this user may not install them: \
                 install them (Debian's packages: {}), or leave these tests out with `--without wasm-browser --without page`",
                PACKAGES.join(" ")
            )
        })?;
        step("install chromium and chromium-driver", || {
            run(apt_get(root).arg("update"))?;
            run(apt_get(root).args(["install", "--yes", "--no-install-recommends"]).args(PACKAGES))
        })?;
        Self::find().context("chromium and chromium-driver were installed, and are not on PATH")
    }

    fn find() -> Option<Self> {
        let names = ["chromium", "chromium-browser", "google-chrome"];
        let chromium = names.iter().find_map(|name| which::which(name).ok())?;
        Some(Self { chromium, chromedriver: which::which("chromedriver").ok()? })
    }
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

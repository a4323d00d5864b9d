//! The admin console in www/: installed, type-checked and built, as by any user of the package.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Result, ensure};
use flate2::Compression;
use flate2::write::GzEncoder;

use crate::drive::node;
use crate::support::browser::{self, Browser};
use crate::support::files;
use crate::support::process::{run, step};
use crate::support::standin::Standin;
use crate::support::tools::npm;
use crate::support::workspace::{PACKAGE, Workspace};

/// The token that the stand-in's proxy adds. It may call every method.
const PROXY_TOKEN: &str = "xoxp-standin-admin";

/// The limit for all JavaScript of the built console after gzip, in bytes. The page and its worker each have a copy of the client
/// and of the run, about 87,000 bytes.
const LIMIT: usize = 221_000;

/// The console, built twice.
#[derive(Debug)]
pub struct Console {
    /// For a server: it calls only Slack, GovSlack and its own origin.
    production: PathBuf,
    /// For the demo, whose policy also allows this machine and any `https:` host.
    demo: PathBuf,
}

impl Console {
    /// Installs the packages of `www/package.json` and our own from `pkg/`, checks the types, and builds the console.
    pub fn build(workspace: &Workspace) -> Result<Self> {
        let core = workspace.package().join("core");
        ensure!(core.is_dir(), "{} is missing: build the package first, or run the part `package` too", core.display());
        let npm = |words: &[&str]| {
            let mut command = npm();
            command.args(words).current_dir(workspace.root.join("www"));
            command
        };
        // Install every time, even if the lock file is the same: the package in pkg/ may have changed.
        step("install the console's packages", || run(&mut npm(&["ci", "--ignore-scripts", "--prefer-offline"])))?;
        step("check the console's types", || run(&mut npm(&["run", "--silent", "check"])))?;
        let place = workspace.target.join("console");
        let built = Self { production: place.join("production"), demo: place.join("demo") };
        for (mode, folder) in [("production", &built.production), ("demo", &built.demo)] {
            let folder = folder.display().to_string();
            let words = ["run", "--silent", "build", "--", "--logLevel=warn", "--emptyOutDir", "--mode", mode];
            step(&format!("build the console for {mode}"), || run(npm(&words).args(["--outDir", &folder])))?;
        }
        built.weigh()?;
        Ok(built)
    }

    /// Prints the size of the JavaScript that a visitor downloads, and fails if it is above the limit.
    fn weigh(&self) -> Result<()> {
        println!("{:44}{:>9}{:>9}", "the console's JavaScript in kB (1000 bytes)", "raw", "gzip");
        let mut total = 0;
        for path in files::find(&self.production.join("assets"), "script", |name| name.ends_with(".js"))? {
            let bytes = std::fs::read(&path)?;
            let packed = gzip(&bytes)?;
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            println!("{name:44}{:>9.1}{:>9.1}", bytes.len() as f64 / 1000.0, packed as f64 / 1000.0);
            total += packed;
        }
        ensure!(
            total <= LIMIT,
            "the console's JavaScript is {total} bytes after gzip, and the limit is {LIMIT}: find out what has grown in the table above"
        );
        Ok(())
    }

    /// Starts a stand-in that serves the console, a proxy that adds a token, and the files that the page's tests need.
    pub fn serve(&self, workspace: &Workspace) -> Result<Standin> {
        let mounts = [
            ("production", self.production.clone()),
            ("blank", workspace.root.join("tests/page/blank")),
            (PACKAGE, workspace.installed()),
        ];
        Standin::start_with(workspace, |command| {
            command.arg("--www").arg(&self.demo).args(["--proxy-token", PROXY_TOKEN]);
            for (prefix, folder) in mounts {
                command.arg("--mount").arg(format!("/{prefix}={}", folder.display()));
            }
        })
    }
}

/// The number of bytes after gzip.
fn gzip(bytes: &[u8]) -> Result<usize> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes)?;
    Ok(encoder.finish()?.len())
}

/// Runs the page's tests whose file names fit. Writes the pictures to `pictures`. Returns how many tests passed.
pub fn test(workspace: &Workspace, browser: &Browser, pictures: &Path, fits: impl Fn(&str) -> bool) -> Result<usize> {
    let standin = Console::build(workspace)?.serve(workspace)?;
    let mut command = Command::new("node");
    command.arg("--test-concurrency=2").current_dir(&workspace.root);
    command.env("STANDIN", &standin.base).env("WWW", standin.www()?);
    command.env("CHROMIUM", &browser.chromium).env("FIREFOX", browser::firefox()?).env("PICTURES", pictures);
    node::run_some_tests(&mut command, &workspace.root.join("tests/page"), fits)
}

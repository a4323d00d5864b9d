//! The tools for building and testing: finds them, and installs only the missing ones.

use std::env;
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::support::files;
use crate::support::process::{read, run, step};
use crate::support::workspace::Workspace;

const WASM_TARGET: &str = "wasm32-unknown-unknown";
/// The source code of the standard library, which the build compiles.
const SOURCES: &str = "rust-src";
const WASM_PACK: &str = "0.15.1";
const CARGO_DENY: &str = "0.20.2";
const GECKODRIVER: &str = "0.37.1";
const TWIGGY: &str = "0.8.0";
const OLDEST_NODE: u32 = 20;

/// The tools for building, beside `cargo`, `node` and `npm`.
#[derive(Debug)]
pub struct Tools {
    wasm_pack: PathBuf,
    wasm_bindgen: PathBuf,
    path: OsString,
}

impl Tools {
    /// Finds the tools, and installs the missing ones.
    pub fn ensure(workspace: &Workspace) -> Result<Self> {
        check_node()?;
        ensure_rust("target", WASM_TARGET)?;
        ensure_rust("component", SOURCES)?;
        let wasm_pack = ensure_cargo_tool(workspace, "wasm-pack", "wasm-pack", WASM_PACK, &[])?;
        let lock = files::read(&workspace.root.join("Cargo.lock"))?;
        let version = locked_version(&lock, "wasm-bindgen")
            .context("Cargo.lock has no wasm-bindgen, whose version the tool needs: run `cargo check`")?;
        let wasm_bindgen = ensure_cargo_tool(workspace, "wasm-bindgen", "wasm-bindgen-cli", version, &[])?;
        ensure_npm_packages(&workspace.root.join("tests"))?;
        Ok(Self { wasm_pack, path: path_with(workspace, &wasm_bindgen)?, wasm_bindgen })
    }

    /// The WebDriver server of Firefox. Debian has no package of it.
    pub fn geckodriver(workspace: &Workspace) -> Result<PathBuf> {
        // Without optimisation the build takes a third of the time.
        ensure_cargo_tool(workspace, "geckodriver", "geckodriver", GECKODRIVER, &["--debug"])
    }

    /// wasm-pack, with the `wasm-bindgen` and `wasm-opt` found here. Otherwise it would download its own.
    pub fn wasm_pack(&self, workspace: &Workspace) -> Command {
        let mut command = Command::new(&self.wasm_pack);
        command.current_dir(&workspace.root).env("PATH", &self.path);
        command
    }

    /// The same `wasm-bindgen` that wasm-pack uses.
    pub fn wasm_bindgen(&self, workspace: &Workspace) -> Command {
        let mut command = Command::new(&self.wasm_bindgen);
        command.current_dir(&workspace.root);
        command
    }
}

/// cargo-deny, built without optimisation: the build takes a minute, and a check takes a second.
pub fn ensure_cargo_deny(workspace: &Workspace) -> Result<PathBuf> {
    ensure_cargo_tool(workspace, "cargo-deny", "cargo-deny", CARGO_DENY, &["--locked", "--debug"])
}

/// Twiggy, which shows the size of each part of a module.
pub fn ensure_twiggy(workspace: &Workspace) -> Result<PathBuf> {
    ensure_cargo_tool(workspace, "twiggy", "twiggy", TWIGGY, &["--debug"])
}

/// A command of one of the npm packages in `tests/`. It runs at the top of the checkout.
pub fn npm_tool(workspace: &Workspace, name: &str) -> Command {
    let mut command = Command::new(workspace.npm_bin().join(name));
    command.current_dir(&workspace.root);
    command
}

fn path_with(workspace: &Workspace, wasm_bindgen: &Path) -> Result<OsString> {
    let mut folders = vec![workspace.npm_bin()];
    folders.extend(wasm_bindgen.parent().map(Path::to_owned));
    folders.extend(env::split_paths(&env::var_os("PATH").unwrap_or_default()));
    env::join_paths(folders).context("this checkout's path has a character that PATH can't hold")
}

fn check_node() -> Result<()> {
    let version = read(Command::new("node").arg("--version"))
        .with_context(|| format!("Node {OLDEST_NODE} or newer and npm are needed: install them"))?;
    let major = version.trim().trim_start_matches('v').split('.').next().and_then(|text| text.parse::<u32>().ok());
    if major.is_none_or(|major| major < OLDEST_NODE) {
        bail!("Node {OLDEST_NODE} or newer is needed, but `node --version` says {}", version.trim());
    }
    Ok(())
}

/// Adds a target or a component to the toolchain, if it is missing.
fn ensure_rust(what: &str, name: &str) -> Result<()> {
    let installed = read(Command::new("rustup").args([what, "list", "--installed"]))
        .with_context(|| format!("rustup is needed, to add the {what} {name} to the toolchain"))?;
    if installed.lines().any(|line| line == name) {
        return Ok(());
    }
    step(&format!("add the Rust {what} {name}"), || run(Command::new("rustup").args([what, "add", name])))
}

/// Finds a command of exactly this version, else installs it for this checkout.
fn ensure_cargo_tool(
    workspace: &Workspace,
    name: &str,
    package: &str,
    version: &str,
    flags: &[&str],
) -> Result<PathBuf> {
    let own = workspace.tools().join("bin").join(name);
    let on_path = which::which(name).ok();
    let in_cargo = cargo_home().map(|home| home.join("bin").join(name));
    for candidate in on_path.into_iter().chain(in_cargo).chain([own.clone()]) {
        if candidate.is_file() && has_version(&candidate, version) {
            return Ok(candidate);
        }
    }
    step(&format!("install {package} {version} (a few minutes, once)"), || {
        cargo_install(workspace, package, version, flags)
    })?;
    if !has_version(&own, version) {
        bail!("{package} {version} was installed, but {} prints another version", own.display());
    }
    Ok(own)
}

fn has_version(tool: &Path, version: &str) -> bool {
    let said = Command::new(tool).arg("--version").output();
    said.is_ok_and(|said| String::from_utf8_lossy(&said.stdout).split_whitespace().nth(1) == Some(version))
}

/// Installs a tool. `--locked` is not always given, because wasm-bindgen-cli's own lock file holds a package that doesn't build.
fn cargo_install(workspace: &Workspace, package: &str, version: &str, flags: &[&str]) -> Result<()> {
    let build = workspace.tools().join("build");
    let mut command = Command::new("cargo");
    command.args(["install", package, "--version", &format!("={version}"), "--force", "--root"]).arg(workspace.tools());
    command.args(flags).env("CARGO_PROFILE_DEV_DEBUG", "false");
    command.current_dir(&workspace.root).env("CARGO_TARGET_DIR", &build);
    // Flags for this project must not reach a tool's build.
    for name in ["CARGO_BUILD_TARGET", "CARGO_ENCODED_RUSTFLAGS", "RUSTFLAGS"] {
        command.env_remove(name);
    }
    run(&mut command)?;
    files::remove_folder(&build)
}

/// The folder in which Cargo keeps installed and downloaded files.
pub fn cargo_home() -> Option<PathBuf> {
    env::var_os("CARGO_HOME").map(PathBuf::from).or_else(|| env::home_dir().map(|home| home.join(".cargo")))
}

/// Runs `npm ci` in a folder if its lock file has changed since the last time.
pub fn ensure_npm_packages(folder: &Path) -> Result<()> {
    let stamp = folder.join("node_modules/.installed-lock.json");
    let lock = files::read(&folder.join("package-lock.json"))?;
    if fs::read_to_string(&stamp).is_ok_and(|installed| installed == lock) {
        return Ok(());
    }
    step(&format!("install the npm packages of {}", folder.display()), || {
        // No scripts: esbuild's would only fetch a package that the lock file already has.
        run(npm().args(["ci", "--ignore-scripts"]).current_dir(folder))?;
        files::write(&stamp, &lock)
    })
}

/// npm, without its requests for audits and updates, and without its notices about funding.
pub fn npm() -> Command {
    let mut command = Command::new("npm");
    for (name, value) in [("audit", "false"), ("fund", "false"), ("update_notifier", "false")] {
        command.env(format!("npm_config_{name}"), value);
    }
    command
}

/// The version of a package in a Cargo.lock.
fn locked_version<'a>(lock: &'a str, package: &str) -> Option<&'a str> {
    let name = format!("name = \"{package}\"");
    let mut lines = lock.lines().skip_while(|line| *line != name);
    lines.nth(1)?.strip_prefix("version = \"")?.strip_suffix('"')
}

#[cfg(test)]
mod tests {
    use super::locked_version;

    const LOCK: &str = "[[package]]\nname = \"wasm-bindgen-futures\"\nversion = \"0.4.80\"\n\n\
        [[package]]\nname = \"wasm-bindgen\"\nversion = \"0.2.130\"\nsource = \"registry\"\n";

    #[test]
    fn reads_the_version_of_exactly_that_package() {
        assert_eq!(locked_version(LOCK, "wasm-bindgen"), Some("0.2.130"));
    }

    #[test]
    fn a_package_that_is_not_locked_has_no_version() {
        assert_eq!(locked_version(LOCK, "wasm-bind"), None);
        assert_eq!(locked_version("", "wasm-bindgen"), None);
    }
}

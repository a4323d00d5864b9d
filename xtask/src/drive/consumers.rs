//! `cargo xtask consumers`: fresh projects install the packed package and run it against the Slack stand-in.

use std::ffi::OsString;
use std::process::Command;

use anyhow::Result;

use crate::drive::{installed, run};
use crate::support::browser::{self, Browser};
use crate::support::counts;
use crate::support::process::{read, watch};
use crate::support::standin::Standin;
use crate::support::tools::Tools;
use crate::support::workspace::Workspace;

/// The rows of the matrix that `cargo xtask test` runs.
pub const SHORT: &[&str] = &["--short"];

/// Runs the rows that `words` choose. Returns the number of rows, and fails if one doesn't work.
pub fn run(workspace: &Workspace, tools: &Tools, standin: &Standin, words: &[impl AsRef<str>]) -> Result<usize> {
    let runner = || {
        let mut command = Command::new("node");
        command.arg("tests/consumers/main.mjs").args(words.iter().map(AsRef::as_ref)).current_dir(&workspace.root);
        command
    };
    let needs = read(runner().arg("--needs"))?;
    let mut command = runner();
    for name in needs.split_whitespace() {
        match find(workspace, name) {
            Ok(path) => command.env(name, path),
            // The row fails, and prints this error.
            Err(error) => command.env(format!("{name}_LACKS"), format!("{error:#}")),
        };
    }
    command.env("STANDIN", &standin.base).env("INSTALLED", workspace.installed());
    command.env("TARBALL", installed::tarball(workspace)?).env("PROJECTS", workspace.target.join("consumers"));
    let wasm_pack = tools.wasm_pack(workspace);
    command.env("WASM_PACK", wasm_pack.get_program());
    for (name, value) in wasm_pack.get_envs() {
        command.env(format!("WASM_PACK_{}", name.to_string_lossy()), value.unwrap_or_default());
    }
    counts::closing(&watch(&mut command)?, "tests/consumers/main.mjs", "rows")
}

/// Finds a program that a row needs, by the name of the variable for its path.
fn find(workspace: &Workspace, name: &str) -> Result<OsString> {
    match name {
        "CHROMIUM" => Ok(Browser::ensure()?.chromium.into()),
        "FIREFOX" => Ok(browser::firefox()?.into()),
        "TERMINAL" => Ok(run::terminal(workspace)?.into()),
        "GECKODRIVER" => Ok(Tools::geckodriver(workspace)?.into()),
        other => anyhow::bail!(
            "tests/consumers/main.mjs needs {other}, and xtask doesn't know it: add it to xtask/src/drive/consumers.rs"
        ),
    }
}

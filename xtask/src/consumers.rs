//! `cargo xtask consumers`: fresh projects that install the packed package, each run against the Slack stand-in.

use std::ffi::OsString;
use std::process::Command;

use anyhow::{Context, Result};

use crate::browser::{self, Browser};
use crate::consumer;
use crate::run::{read, watch};
use crate::standin::Standin;
use crate::tools::Tools;
use crate::workspace::Workspace;

/// The rows of the matrix that `cargo xtask test` runs.
pub const SHORT: &[&str] = &["--short"];

/// Runs the rows that `words` choose, and returns how many work, which is all of them.
pub fn run(workspace: &Workspace, tools: &Tools, standin: &Standin, words: &[impl AsRef<str>]) -> Result<usize> {
    let runner = || {
        let mut command = Command::new("node");
        command.arg("tests/consumers/run.mjs").args(words.iter().map(AsRef::as_ref)).current_dir(&workspace.root);
        command
    };
    let needs = read(runner().arg("--needs"))?;
    let mut command = runner();
    for name in needs.split_whitespace() {
        match find(workspace, name) {
            Ok(path) => command.env(name, path),
            // The row says so, and fails.
            Err(error) => command.env(format!("{name}_LACKS"), format!("{error:#}")),
        };
    }
    command.env("STANDIN", &standin.base).env("INSTALLED", workspace.installed());
    command.env("TARBALL", consumer::tarball(workspace)?).env("PROJECTS", workspace.target.join("consumers"));
    let wasm_pack = tools.wasm_pack(workspace);
    command.env("WASM_PACK", wasm_pack.get_program());
    for (name, value) in wasm_pack.get_envs() {
        command.env(format!("WASM_PACK_{}", name.to_string_lossy()), value.unwrap_or_default());
    }
    count(&watch(&mut command)?)
}

/// What a row needs of this machine, by the name of the variable that tells it.
fn find(workspace: &Workspace, name: &str) -> Result<OsString> {
    match name {
        "CHROMIUM" => Ok(Browser::ensure()?.chromium.into()),
        "FIREFOX" => Ok(browser::firefox()?.into()),
        "GECKODRIVER" => Ok(Tools::geckodriver(workspace)?.into()),
        other => anyhow::bail!("tests/consumers/run.mjs needs {other}, which nobody here knows"),
    }
}

/// The number that the closing line begins with.
fn count(output: &str) -> Result<usize> {
    let last = output.lines().last().unwrap_or_default();
    let number = last.split_whitespace().next().and_then(|word| word.parse().ok());
    number.with_context(|| format!("tests/consumers/run.mjs closed with {last:?}, not with a number of rows"))
}

#[cfg(test)]
mod tests {
    use super::count;

    #[test]
    fn reads_how_many_rows_work() {
        assert_eq!(count("row  versions\nnode-20  Node 20\n40 of 40 rows work\n").unwrap(), 40);
    }

    #[test]
    fn a_run_without_a_closing_line_is_a_failure() {
        assert!(count("row  versions\n").is_err());
        assert!(count("").is_err());
    }
}

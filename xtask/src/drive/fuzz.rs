//! `cargo xtask fuzz`: passes any JavaScript value to any place of the installed package, in Node and in Chromium.

use std::process::Command;

use anyhow::Result;

use crate::drive::installed;
use crate::support::browser::Browser;
use crate::support::process::{run, step};
use crate::support::workspace::Workspace;

/// Passes at least `values` values in each of the two runtimes. Returns the number of runtimes.
pub fn run_both(workspace: &Workspace, browser: &Browser, values: u64) -> Result<usize> {
    installed::copy_tests(workspace)?;
    let values = format!("--values={values}");
    step("fuzz in Node", || run(installed::node(workspace).arg("tests/fuzz/node.mjs").arg(&values)))?;
    step("fuzz in Chromium", || {
        let mut command = Command::new("node");
        command.arg("tests/fuzz/browser.mjs").arg(&values).current_dir(&workspace.root);
        run(command.env("CHROMIUM", &browser.chromium).env("PACKAGE", workspace.installed()))
    })?;
    Ok(2)
}

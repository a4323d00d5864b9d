//! The examples that the package ships, run from the installed package as a user would run them.

use std::process::Command;

use anyhow::Result;

use crate::drive::node;
use crate::support::browser::Browser;
use crate::support::standin::Standin;
use crate::support::workspace::Workspace;

/// Runs their tests; returns how many passed.
pub fn test(workspace: &Workspace, standin: &Standin, browser: &Browser) -> Result<usize> {
    let mut command = Command::new("node");
    command.current_dir(&workspace.root).env("STANDIN", &standin.base).env("CHROMIUM", &browser.chromium);
    command.env("PACKAGE", workspace.installed());
    node::run_tests(&mut command, &workspace.root.join("tests/examples"))
}

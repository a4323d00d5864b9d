//! `cargo xtask faults`: tries every fault with this client and its peers, and prints a table of the results.

use std::process::Command;

use anyhow::Result;

use crate::support::counts;
use crate::support::process::watch;
use crate::support::standin::Standin;
use crate::support::workspace::Workspace;

/// Tries every fault, if `short` only with this client. Returns the number of faults, and fails if one ended other than the
/// contract says.
pub fn run(workspace: &Workspace, standin: &Standin, short: bool) -> Result<usize> {
    let mut command = Command::new("node");
    command.arg("tests/faults/main.mjs").args(short.then_some("--short")).current_dir(&workspace.root);
    command.env("STANDIN", &standin.base).env("CONSUMER", workspace.consumer());
    counts::closing(&watch(&mut command)?, "tests/faults/main.mjs", "faults")
}

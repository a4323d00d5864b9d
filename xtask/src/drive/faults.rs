//! `cargo xtask faults`: every fault with this client and with its peers, and a table of what they did.

use std::process::Command;

use anyhow::Result;

use crate::support::counts;
use crate::support::process::watch;
use crate::support::standin::Standin;
use crate::support::workspace::Workspace;

/// Runs every fault, `short` with this client alone; returns how many ended as the contract says, which is all of them.
pub fn run(workspace: &Workspace, standin: &Standin, short: bool) -> Result<usize> {
    let mut command = Command::new("node");
    command.arg("tests/faults/main.mjs").args(short.then_some("--short")).current_dir(&workspace.root);
    command.env("STANDIN", &standin.base).env("CONSUMER", workspace.consumer());
    counts::closing(&watch(&mut command)?, "tests/faults/main.mjs", "faults")
}

//! `cargo xtask faults`: every fault with this client and with its peers, and a table of what they did.

use std::process::Command;

use anyhow::{Context, Result};

use crate::run::watch;
use crate::standin::Standin;
use crate::workspace::Workspace;

/// Runs every fault, `short` with this client alone; returns how many ended as the contract says, which is all of them.
pub fn run(workspace: &Workspace, standin: &Standin, short: bool) -> Result<usize> {
    let mut command = Command::new("node");
    command.arg("tests/faults/main.mjs").args(short.then_some("--short")).current_dir(&workspace.root);
    command.env("STANDIN", &standin.base).env("CONSUMER", workspace.consumer());
    count(&watch(&mut command)?)
}

/// The number that the closing line begins with.
fn count(output: &str) -> Result<usize> {
    let last = output.lines().last().unwrap_or_default();
    let number = last.split_whitespace().next().and_then(|word| word.parse().ok());
    number.with_context(|| format!("tests/faults/main.mjs closed with {last:?}, not with a number of faults"))
}

#[cfg(test)]
mod tests {
    use super::count;

    #[test]
    fn reads_how_many_faults_ended_well() {
        assert_eq!(count("✓ success\n\n184 of 184 faults ended as the contract says, in 13.0 s\n").unwrap(), 184);
    }

    #[test]
    fn a_run_without_a_closing_line_is_a_failure() {
        assert!(count("✓ success\n").is_err());
        assert!(count("").is_err());
    }
}

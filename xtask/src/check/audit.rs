//! `cargo xtask audit`: checks the licences and sources of all crates.

use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result};

use crate::check::notices;
use crate::support::process::{run, step};
use crate::support::tools::ensure_cargo_deny;
use crate::support::workspace::Workspace;

/// The checks of cargo-deny that need only the crates. .cargo/deny.toml configures them.
const CHECKS: [&str; 3] = ["bans", "licenses", "sources"];

/// Checks the crates, and that the notices in the package are current. Returns how many checks passed.
pub fn check(workspace: &Workspace) -> Result<usize> {
    let deny = ensure_cargo_deny(workspace)?;
    for check in CHECKS {
        step(&format!("cargo deny check {check}"), || run(&mut cargo_deny(workspace, &deny, check)))?;
    }
    notices::check(workspace)?;
    Ok(CHECKS.len() + 1)
}

/// Checks the crates against the database of known vulnerabilities, which is fetched from its git host.
pub fn check_advisories(workspace: &Workspace) -> Result<()> {
    let deny = ensure_cargo_deny(workspace)?;
    step("cargo deny check advisories", || run(&mut cargo_deny(workspace, &deny, "advisories")))
        .context("a crate has an advisory, or the database could not be fetched: read the output above")
}

fn cargo_deny(workspace: &Workspace, deny: &PathBuf, check: &str) -> Command {
    let mut command = Command::new(deny);
    command.args(["--locked", "--workspace", "check", check]).current_dir(&workspace.root);
    command
}

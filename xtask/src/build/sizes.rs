//! The sizes of the built files, as a user's browser downloads them.

use std::process::Command;

use anyhow::Result;

use crate::support::process::run;
use crate::support::workspace::Workspace;

/// Prints the table of sizes, raw and compressed.
pub fn print(workspace: &Workspace) -> Result<()> {
    let mut command = Command::new("node");
    command.arg("benches/own-sizes.mjs").current_dir(&workspace.root);
    run(command.env("PACKAGE", workspace.package()).env("TESTS", workspace.root.join("tests")))
}

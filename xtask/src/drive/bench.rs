//! `cargo xtask bench`: size, start, time and memory, side by side with `fetch` and the other clients.

use std::process::Command;

use anyhow::{Result, ensure};

use crate::support::counts;
use crate::support::files;
use crate::support::process::watch;
use crate::support::standin::Standin;
use crate::support::workspace::Workspace;

/// How much is measured, and what becomes of it.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Form {
    /// Few rounds, for the limits alone.
    Short,
    /// Enough rounds for the ratios to settle.
    Long,
    /// The same, kept in benches/RESULTS.md.
    Recorded,
}

/// Measures; returns how many limits hold, which is all of them.
pub fn measure(workspace: &Workspace, standin: &Standin, form: Form) -> Result<usize> {
    ensure!(workspace.installed().is_dir(), "the package is not installed: run the part `package` too");
    // A project of its own: the consumer's has nothing but our package.
    let programs = workspace.target.join("bench/benches");
    files::copy_folder(&workspace.root.join("benches"), &programs)?;
    for file in ["tests/heap.mjs", "tests/instances.mjs", "tests/standin/client.mjs"] {
        files::copy(&workspace.root.join(file), &workspace.target.join("bench").join(file))?;
    }
    files::write(&workspace.target.join("bench/package.json"), "{ \"private\": true, \"type\": \"module\" }\n")?;
    let mut command = Command::new("node");
    command.arg(programs.join("main.mjs")).current_dir(&workspace.root);
    command.env("STANDIN", &standin.base).env("CONSUMER", workspace.consumer());
    command.env("TESTS", workspace.root.join("tests"));
    match form {
        Form::Short => command.arg("--short"),
        Form::Long => &mut command,
        Form::Recorded => command.arg("--record").arg(workspace.root.join("benches/RESULTS.md")),
    };
    counts::closing(&watch(&mut command)?, "benches/main.mjs", "limits")
}

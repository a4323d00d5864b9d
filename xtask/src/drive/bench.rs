//! `cargo xtask bench`: size, start, time and memory, side by side with `fetch` and the other clients.

use std::process::Command;

use anyhow::{Result, ensure};

use crate::support::counts;
use crate::support::files;
use crate::support::process::watch;
use crate::support::standin::Standin;
use crate::support::workspace::Workspace;

/// How many rounds are measured, and whether the results are kept.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Form {
    /// Few rounds, only to check the limits.
    Short,
    /// Enough rounds for stable ratios.
    Long,
    /// The same as `Long`, and the results are written to benches/RESULTS.md.
    Recorded,
}

/// Measures. Returns the number of limits, and fails if one doesn't hold.
pub fn measure(workspace: &Workspace, standin: &Standin, form: Form) -> Result<usize> {
    ensure!(workspace.installed().is_dir(), "the package is not installed: run the part `package` too");
    // Use another project than the consumer's, which holds only our package.
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

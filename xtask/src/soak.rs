//! `cargo xtask soak`: memory, timers and listeners after many calls.

use anyhow::Result;

use crate::consumer;
use crate::counts;
use crate::files;
use crate::run::watch;
use crate::standin::Standin;
use crate::workspace::Workspace;

/// Measures, `short` with fewer calls; returns how many figures hold, which is all of them.
pub fn measure(workspace: &Workspace, standin: &Standin, short: bool) -> Result<usize> {
    files::copy_folder(&workspace.root.join("tests/soak"), &workspace.consumer().join("tests/soak"))?;
    let mut command = consumer::node(workspace);
    command.args(["--expose-gc", "tests/soak/run.mjs"]).args(short.then_some("--short")).env("STANDIN", &standin.base);
    counts::closing(&watch(&mut command)?, "tests/soak/run.mjs", "figures")
}

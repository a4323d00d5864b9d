//! `cargo xtask soak`: memory, timers and listeners after many calls.

use anyhow::Result;

use crate::drive::installed;
use crate::support::counts;
use crate::support::process::watch;
use crate::support::standin::Standin;
use crate::support::workspace::Workspace;

/// Measures, `short` with fewer calls; returns how many figures hold, which is all of them.
pub fn measure(workspace: &Workspace, standin: &Standin, short: bool) -> Result<usize> {
    installed::copy_tests(workspace)?;
    let mut command = installed::node(workspace);
    command.args(["--expose-gc", "tests/soak/main.mjs"]).args(short.then_some("--short")).env("STANDIN", &standin.base);
    counts::closing(&watch(&mut command)?, "tests/soak/main.mjs", "figures")
}

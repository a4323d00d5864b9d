//! `cargo xtask soak`: measures the memory, timers and listeners that calls leave behind.

use anyhow::Result;

use crate::drive::installed;
use crate::support::counts;
use crate::support::process::watch;
use crate::support::standin::Standin;
use crate::support::workspace::Workspace;

/// Measures, if `short` with fewer calls. Returns the number of figures, and fails if one doesn't hold.
pub fn measure(workspace: &Workspace, standin: &Standin, short: bool) -> Result<usize> {
    installed::copy_tests(workspace)?;
    let mut command = installed::node(workspace);
    command.args(["--expose-gc", "tests/soak/main.mjs"]).args(short.then_some("--short")).env("STANDIN", &standin.base);
    counts::closing(&watch(&mut command)?, "tests/soak/main.mjs", "figures")
}

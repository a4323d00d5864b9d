//! `cargo xtask soak`: memory, timers and listeners after many calls, what a waiting call costs, and the time of one.

use anyhow::{Context, Result};

use crate::consumer;
use crate::files;
use crate::run::watch;
use crate::standin::Standin;
use crate::workspace::Workspace;

/// Measures, `short` with fewer calls; returns how many figures hold, which is all of them.
pub fn measure(workspace: &Workspace, standin: &Standin, short: bool) -> Result<usize> {
    files::copy_folder(&workspace.root.join("tests/soak"), &workspace.consumer().join("tests/soak"))?;
    let mut command = consumer::node(workspace);
    command.args(["--expose-gc", "tests/soak/run.mjs"]).args(short.then_some("--short")).env("STANDIN", &standin.base);
    count(&watch(&mut command)?)
}

/// The number that the closing line begins with.
fn count(output: &str) -> Result<usize> {
    let last = output.lines().last().unwrap_or_default();
    let number = last.split_whitespace().next().and_then(|word| word.parse().ok());
    number.with_context(|| format!("tests/soak/run.mjs closed with {last:?}, not with a number of figures"))
}

#[cfg(test)]
mod tests {
    use super::count;

    #[test]
    fn reads_how_many_figures_hold() {
        assert_eq!(count("✓ timers left   0   none\n40 of 40 figures hold, 17.4 s\n").unwrap(), 40);
    }

    #[test]
    fn a_run_without_a_closing_line_is_a_failure() {
        assert!(count("✓ timers left   0   none\n").is_err());
        assert!(count("").is_err());
    }
}

//! `cargo xtask bench`: size, start, time and memory, side by side with a bare `fetch` and the other clients.

use std::process::Command;

use anyhow::{Context, Result, ensure};

use crate::files;
use crate::run::watch;
use crate::standin::Standin;
use crate::workspace::Workspace;

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
    count(&watch(&mut command)?)
}

/// The number that the closing line begins with.
fn count(output: &str) -> Result<usize> {
    let last = output.lines().last().unwrap_or_default();
    let number = last.split_whitespace().next().and_then(|word| word.parse().ok());
    number.with_context(|| format!("benches/main.mjs closed with {last:?}, not with a number of limits"))
}

#[cfg(test)]
mod tests {
    use super::count;

    #[test]
    fn reads_how_many_limits_hold() {
        assert_eq!(count("| one by one | 1.02 |\n10 of 10 limits hold, 31.4 s\n").unwrap(), 10);
    }

    #[test]
    fn a_run_without_a_closing_line_is_a_failure() {
        assert!(count("| one by one | 1.02 |\n").is_err());
        assert!(count("").is_err());
    }
}

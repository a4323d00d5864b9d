//! Runs `node --test`, for all parts with tests in JavaScript.

use std::path::Path;
use std::process::Command;

use anyhow::Result;

use crate::drive::installed;
use crate::support::counts;
use crate::support::files;
use crate::support::process::watch;
use crate::support::standin::Standin;
use crate::support::workspace::Workspace;

/// Runs `tests/node` against the installed package; returns how many tests passed.
pub fn test(workspace: &Workspace, standin: &Standin) -> Result<usize> {
    installed::copy_tests(workspace)?;
    let mut command = installed::node(workspace);
    // For fast-check, which the empty project doesn't have.
    command.env("STANDIN", &standin.base).env("TESTS_NODE_MODULES", workspace.root.join("tests/node_modules"));
    run_tests(&mut command, &workspace.consumer().join("tests/node"))
}

/// Runs all test files in a folder and below it. Returns how many tests passed.
pub fn run_tests(command: &mut Command, folder: &Path) -> Result<usize> {
    run_some_tests(command, folder, |_| true)
}

/// Runs the test files whose names fit. Returns how many tests passed.
pub fn run_some_tests(command: &mut Command, folder: &Path, fits: impl Fn(&str) -> bool) -> Result<usize> {
    let tests = files::find(folder, "test file `….test.mjs` or `….test.cjs`", |name| {
        (name.ends_with(".test.mjs") || name.ends_with(".test.cjs")) && fits(name)
    })?;
    counts::node(&watch(command.args(["--test", "--test-reporter=spec"]).args(tests))?)
}

//! Tests the run of the installed package: its library, and its command, in separate processes and terminals.

use std::path::PathBuf;
use std::process::Command;

use anyhow::Result;

use crate::drive::{installed, node};
use crate::support::counts;
use crate::support::process::{run, step, watch};
use crate::support::standin::Standin;
use crate::support::workspace::Workspace;

/// The number of cases of each property in the long form.
const CASES: &str = "10000";

/// Runs the tests; returns how many passed.
pub fn test(workspace: &Workspace, standin: &Standin) -> Result<usize> {
    node::run_tests(&mut command(workspace, standin)?, &workspace.consumer().join("tests/run"))
}

/// Runs the test that mounts a disk and fills it. It runs in a namespace of its own, so that no other program sees the disk and
/// the test doesn't need root. It fails if the system allows no namespace.
pub fn test_full_disk(workspace: &Workspace, standin: &Standin) -> Result<usize> {
    installed::copy_tests(workspace)?;
    let mut command = Command::new("unshare");
    command.args(["--map-root-user", "--mount", "node"]);
    command.current_dir(workspace.consumer()).env("STANDIN", &standin.base);
    node::run_tests(&mut command, &workspace.consumer().join("tests/full-disk"))
}

/// Runs the long form: many cases of each property, a hundred random kills, a record cut at every byte.
pub fn test_long(workspace: &Workspace, standin: &Standin) -> Result<usize> {
    let mut properties = Command::new("cargo");
    properties.args(["test", "--release", "--package", "slack-admin-session-run"]).current_dir(&workspace.root);
    let properties = counts::rust(&watch(properties.env("PROPTEST_CASES", CASES))?)?;
    let mut long = command(workspace, standin)?;
    Ok(properties + node::run_tests(long.env("LONG", "1"), &workspace.consumer().join("tests/run"))?)
}

/// A command that runs Node in the package's project, with the variables that the tests in `tests/run` need.
fn command(workspace: &Workspace, standin: &Standin) -> Result<Command> {
    installed::copy_tests(workspace)?;
    let mut command = installed::node(workspace);
    command.arg("--test-concurrency=2");
    command.env("STANDIN", &standin.base).env("TERMINAL", terminal(workspace)?);
    // The tests use esbuild from here.
    command.env("TESTS_NODE_MODULES", workspace.root.join("tests/node_modules"));
    Ok(command)
}

/// Builds the program that runs another one in a terminal, and returns its path.
pub fn terminal(workspace: &Workspace) -> Result<PathBuf> {
    step("build the terminal", || {
        let mut command = Command::new("cargo");
        run(command.args(["build", "--quiet", "--package", "terminal"]).current_dir(&workspace.root))
    })?;
    Ok(workspace.target.join("debug/terminal"))
}

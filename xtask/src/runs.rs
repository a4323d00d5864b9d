//! The run of the installed package: its library, and its command in processes and terminals of its own.

use std::path::PathBuf;
use std::process::Command;

use anyhow::Result;

use crate::consumer;
use crate::counts;
use crate::files;
use crate::run::{run, step, watch};
use crate::standin::Standin;
use crate::workspace::Workspace;

/// Cases of each property, in the long form.
const CASES: &str = "10000";

/// Runs the tests; returns how many passed.
pub fn test(workspace: &Workspace, standin: &Standin) -> Result<usize> {
    node(&mut command(workspace, standin)?, workspace)
}

/// Runs the tests that fill a disk, which they mount: in namespaces of their own, so that nobody else sees it and nobody need be
/// root. Fails where the system gives none.
pub fn test_full_disk(workspace: &Workspace, standin: &Standin) -> Result<usize> {
    consumer::copy_tests(workspace)?;
    let mut command = Command::new("unshare");
    command.args(["--map-root-user", "--mount", "node", "--test", "--test-reporter=spec"]);
    command.arg(workspace.consumer().join("tests/run/full-disk/full-disk.test.mjs"));
    command.current_dir(workspace.consumer()).env("STANDIN", &standin.base);
    counts::node(&watch(&mut command)?)
}

/// The long form: many cases of each property, a hundred random kills, a record cut at every byte.
pub fn test_long(workspace: &Workspace, standin: &Standin) -> Result<usize> {
    let mut properties = Command::new("cargo");
    properties.args(["test", "--release", "--package", "slack-admin-session-run"]).current_dir(&workspace.root);
    let properties = counts::rust(&watch(properties.env("PROPTEST_CASES", CASES))?)?;
    Ok(properties + node(command(workspace, standin)?.env("LONG", "1"), workspace)?)
}

fn node(command: &mut Command, workspace: &Workspace) -> Result<usize> {
    let tests = files::find(&workspace.consumer().join("tests/run"), "test file `….test.mjs`", |name| {
        name.ends_with(".test.mjs")
    })?;
    counts::node(&watch(command.args(["--test", "--test-concurrency=2", "--test-reporter=spec"]).args(tests))?)
}

/// Node in the project that has the package, told what the tests in `tests/run` need.
fn command(workspace: &Workspace, standin: &Standin) -> Result<Command> {
    consumer::copy_tests(workspace)?;
    let mut command = consumer::node(workspace);
    command.env("STANDIN", &standin.base).env("TERMINAL", terminal(workspace)?);
    // For esbuild.
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

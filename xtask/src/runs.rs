//! The run of the installed package: its library, and its command in processes and terminals of its own.

use std::process::Command;

use anyhow::Result;

use crate::consumer;
use crate::run::{run, step};
use crate::standin::Standin;
use crate::workspace::Workspace;

/// Node in the project that has the package, told what the tests in `tests/run` need.
pub fn command(workspace: &Workspace, standin: &Standin) -> Result<Command> {
    consumer::copy_tests(workspace)?;
    step("build the terminal", || {
        let mut command = Command::new("cargo");
        run(command.args(["build", "--quiet", "--package", "terminal"]).current_dir(&workspace.root))
    })?;
    let mut command = consumer::node(workspace);
    command.env("STANDIN", &standin.base).env("TERMINAL", workspace.target.join("debug/terminal"));
    // For esbuild.
    command.env("TESTS_NODE_MODULES", workspace.root.join("tests/node_modules"));
    Ok(command)
}

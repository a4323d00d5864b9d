//! The examples that the package ships, run as a user would run them: where it is installed.

use std::process::Command;

use crate::browser::Browser;
use crate::standin::Standin;
use crate::workspace::Workspace;

/// Node, told where everything is that the tests of the examples need.
pub fn command(workspace: &Workspace, standin: &Standin, browser: &Browser) -> Command {
    let mut command = Command::new("node");
    command.current_dir(&workspace.root).env("STANDIN", &standin.base).env("CHROMIUM", &browser.chromium);
    command.env("PACKAGE", workspace.installed());
    command
}

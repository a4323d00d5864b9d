//! Checks the shipped JavaScript: its types, its formatting and its lints.

use std::process::Command;

use anyhow::Result;

use crate::build::package;
use crate::support::process::{run, step};
use crate::support::tools::npm_tool;
use crate::support::workspace::Workspace;

/// Checks `src/js`, `src/run/js` and the loaders in `pkg/`. Returns how many checks passed. The types of the glue come from the
/// build.
pub fn check(workspace: &Workspace) -> Result<usize> {
    let types = |project: &str| {
        let mut command = npm_tool(workspace, "tsc");
        command.args(["--project", project]);
        command
    };
    let mut style = npm_tool(workspace, "biome");
    style.args(["ci", "--error-on-warnings", "src/js", "src/run/js"]);
    style.args(loaders(workspace)?);
    let checks: [(&str, Command); 3] = [
        ("types of src/js, strict", types("src/js/tsconfig.json")),
        ("types of src/run/js, strict", types("src/run/js/tsconfig.json")),
        ("format and lints of src/js, src/run/js and the loaders", style),
    ];
    let count = checks.len();
    for (what, mut command) in checks {
        step(what, || run(&mut command))?;
    }
    Ok(count)
}

/// The loaders in `pkg/`, which are written by hand.
fn loaders(workspace: &Workspace) -> Result<Vec<String>> {
    let is_made_or_example = |name: &str| name.starts_with("core/") || name.starts_with("examples/");
    let is_script = |name: &str| [".js", ".cjs", ".mjs"].iter().any(|end| name.ends_with(end));
    let listed = package::listed_files(workspace)?.into_iter();
    Ok(listed.filter(|name| is_script(name) && !is_made_or_example(name)).map(|name| format!("pkg/{name}")).collect())
}

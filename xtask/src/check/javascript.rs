//! The JavaScript that is shipped: its types, its formatting and its lints.

use std::process::Command;

use anyhow::Result;

use crate::support::process::{run, step};
use crate::support::tools::npm_tool;
use crate::support::workspace::Workspace;

/// The loaders in `pkg/`, written by hand.
const LOADERS: &[&str] = &[
    "index.cjs",
    "index.js",
    "node.mjs",
    "slim.cjs",
    "slim.js",
    "slim.mjs",
    "workerd.js",
    "run/file.cjs",
    "run/file.mjs",
    "run/index.cjs",
    "run/index.js",
    "run/node.mjs",
    "run/workerd.js",
];

/// Checks `src/js`, `src/run/js` and the loaders in `pkg/`; returns how many checks passed. The types of the glue come from the
/// build.
pub fn check(workspace: &Workspace) -> Result<usize> {
    let types = |project: &str| {
        let mut command = npm_tool(workspace, "tsc");
        command.args(["--project", project]);
        command
    };
    let mut style = npm_tool(workspace, "biome");
    style.args(["ci", "--error-on-warnings", "src/js", "src/run/js"]);
    style.args(LOADERS.iter().map(|loader| format!("pkg/{loader}")));
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

//! The JavaScript that is shipped: its types, its formatting and its lints.

use std::process::Command;

use anyhow::Result;

use crate::run::{run, step};
use crate::tools::npm_tool;
use crate::workspace::Workspace;

/// Checks `src/js` and the loaders in `pkg/`; returns how many checks passed. The types of the glue come from the build.
pub fn check(workspace: &Workspace) -> Result<usize> {
    let mut types = npm_tool(workspace, "tsc");
    types.args(["--project", "src/js/tsconfig.json"]);
    let mut style = npm_tool(workspace, "biome");
    style.args(["ci", "--error-on-warnings", "src/js", "pkg/index.js", "pkg/slim.js", "pkg/workerd.js"]);
    style.args(["pkg/node.mjs", "pkg/slim.mjs", "pkg/index.cjs", "pkg/slim.cjs"]);
    let checks: [(&str, Command); 2] =
        [("types of src/js, strict", types), ("format and lints of src/js and the loaders", style)];
    let count = checks.len();
    for (what, mut command) in checks {
        step(what, || run(&mut command))?;
    }
    Ok(count)
}

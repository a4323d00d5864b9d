//! The files in `pkg/core` for `slack-admin-session/run`, `/run/file` and the command.

use anyhow::{Result, ensure};

use crate::build::bundle::{self, bundle};
use crate::build::module::RUN;
use crate::support::files;
use crate::support::workspace::Workspace;

/// The type of the export that the loaders call.
const START: &str = "\nexport default function start(module: unknown): void;\nexport {};\n";

/// Writes these files.
pub fn write(workspace: &Workspace) -> Result<()> {
    let core = workspace.package().join("core");
    let source = |name: &str| files::read(&workspace.root.join("src/run/js").join(name));
    bundle::both(workspace, "src/run/js/entry.js", &core.join("run"), &(source("types.ts")? + START), bundle::TEXT)?;
    bundle::module(&RUN.wasm(workspace), &core.join("run"), &core.join("run-bytes"))?;

    // Only for Node, Deno and Bun, which take CommonJS. The errors come from `run`, or `instanceof` would fail.
    let file = core.join("run-file.cjs");
    bundle(workspace, "src/run/js/file.js", &file, &["--format=cjs", "--external:node:*", "--external:./errors.js"])?;
    let text = files::read(&file)?;
    let own = "require(\"./errors.js\")";
    ensure!(text.contains(own), "esbuild writes what it leaves out in another way");
    files::write(&file, text.replace(own, "require(\"./run.cjs\")"))?;
    bundle::types(&core.join("run-file"), &source("file-types.ts")?.replace("./types.js", "./run.js"))?;

    // The command imports the package by its name, as any other program.
    let others = ["--external:node:*", "--external:slack-admin-session"];
    let command = core.join("command.js");
    bundle(workspace, "src/run/js/command/main.js", &command, &[&["--format=esm"][..], &others].concat())
}

//! Builds the npm package: compiles Rust to wasm, and writes `pkg/core` for the loaders in `pkg/`.

use anyhow::{Context, Result};
use serde_json::Value;

use crate::build::module::RUN;
use crate::build::{client, documents, run};
use crate::support::files;
use crate::support::process::step;
use crate::support::tools::Tools;
use crate::support::workspace::Workspace;

/// Builds `pkg/core`, and copies the documents that the package ships.
pub fn build(workspace: &Workspace, tools: &Tools) -> Result<()> {
    step("compile the client to WebAssembly", || client::compile(workspace, tools))?;
    step("compile the run to WebAssembly", || RUN.compile(workspace, tools))?;
    step("write pkg/core", || {
        files::remove_folder(&workspace.package().join("core"))?;
        client::write(workspace)?;
        run::write(workspace)?;
        documents::copy(workspace)
    })
}

/// `pkg/package.json`.
pub fn manifest(workspace: &Workspace) -> Result<Value> {
    let path = workspace.package().join("package.json");
    serde_json::from_str(&files::read(&path)?).with_context(|| path.display().to_string())
}

/// The names of the files that `pkg/package.json` ships.
pub fn listed_files(workspace: &Workspace) -> Result<Vec<String>> {
    let manifest = manifest(workspace)?;
    let names = manifest["files"].as_array().context("pkg/package.json has no list `files`")?;
    Ok(names.iter().filter_map(Value::as_str).map(str::to_owned).collect())
}

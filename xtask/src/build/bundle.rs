//! Writes the files of `pkg/core`: JavaScript in both formats, the wasm modules, and their bytes as text.

use std::fs;
use std::path::Path;

use anyhow::Result;

use crate::build::inlined::{inlined, inlined_for_node};
use crate::support::files;
use crate::support::process::run;
use crate::support::tools::npm_tool;
use crate::support::workspace::Workspace;

/// The oldest engines that the package supports, as esbuild names them. It rewrites syntax that one of them doesn't know, or
/// fails.
pub const ENGINES: &str = "chrome115,firefox97,safari15.4,node20";

/// esbuild's options for CommonJS files that use these two classes: src/js/text.js replaces them.
pub const TEXT: &[&str] = &["--define:TextDecoder=Decoder", "--define:TextEncoder=Encoder", "--inject:src/js/text.js"];

/// Bundles one file and everything it imports, without minifying.
pub fn bundle(workspace: &Workspace, from: &str, to: &Path, options: &[&str]) -> Result<()> {
    let mut command = npm_tool(workspace, "esbuild");
    command.arg(from).args(["--bundle", "--log-level=warning"]).args(options).arg(format!("--target={ENGINES}"));
    // `import.meta` would be empty in CommonJS. The glue must not look for the wasm itself anyway.
    command.arg("--log-override:empty-import-meta=error");
    command.arg(format!("--outfile={}", to.display()));
    run(&mut command)
}

/// Writes `NAME.js`, `NAME.cjs` and their types. The options in `common` are only for `NAME.cjs`.
pub fn both(workspace: &Workspace, from: &str, to: &Path, types: &str, common: &[&str]) -> Result<()> {
    bundle(workspace, from, &to.with_extension("js"), &["--format=esm"])?;
    bundle(workspace, from, &to.with_extension("cjs"), &[&["--format=cjs"], common].concat())?;
    self::types(to, types)
}

/// Writes `NAME.d.ts` and `NAME.d.cts`.
pub fn types(to: &Path, types: &str) -> Result<()> {
    files::write(&to.with_extension("d.ts"), types)?;
    // A CommonJS file takes its types from CommonJS files.
    files::write(&to.with_extension("d.cts"), types.replace(".js\"", ".cjs\""))
}

/// Writes a module as `NAME.wasm`, and its bytes as `BYTES.js` and `BYTES.cjs`.
pub fn module(wasm: &Path, to: &Path, bytes: &Path) -> Result<()> {
    files::copy(wasm, &to.with_extension("wasm"))?;
    let module = fs::read(wasm)?;
    files::write(&bytes.with_extension("js"), format!("export default {};\n", inlined(&module)))?;
    files::write(&bytes.with_extension("cjs"), format!("module.exports = {};\n", inlined_for_node(&module)))
}

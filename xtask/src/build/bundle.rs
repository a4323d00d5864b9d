//! Makes the files of `pkg/core`: JavaScript in both formats, and modules with their bytes as text.

use std::fs;
use std::path::Path;

use anyhow::Result;

use crate::build::inlined::{inlined, inlined_for_node};
use crate::support::files;
use crate::support::process::run;
use crate::support::tools::npm_tool;
use crate::support::workspace::Workspace;

/// The oldest engines that the package is for, as esbuild writes them. It makes older syntax of what one of them doesn't know,
/// or fails.
pub const ENGINES: &str = "chrome115,firefox97,safari15.4,node20";

/// What src/js/text.js is for: options of what uses these two classes, in CommonJS.
pub const TEXT: &[&str] = &["--define:TextDecoder=Decoder", "--define:TextEncoder=Encoder", "--inject:src/js/text.js"];

/// Bundles one file and all that it imports, readable.
pub fn bundle(workspace: &Workspace, from: &str, to: &Path, options: &[&str]) -> Result<()> {
    let mut command = npm_tool(workspace, "esbuild");
    command.arg(from).args(["--bundle", "--log-level=warning"]).args(options).arg(format!("--target={ENGINES}"));
    // `import.meta` would be empty in CommonJS; the glue must not look for the wasm by itself anyway.
    command.arg("--log-override:empty-import-meta=error");
    command.arg(format!("--outfile={}", to.display()));
    run(&mut command)
}

/// Writes `NAME.js` and `NAME.cjs` in a folder, the latter with further options, and their types beside them.
pub fn both(workspace: &Workspace, from: &str, to: &Path, types: &str, common: &[&str]) -> Result<()> {
    bundle(workspace, from, &to.with_extension("js"), &["--format=esm"])?;
    bundle(workspace, from, &to.with_extension("cjs"), &[&["--format=cjs"], common].concat())?;
    self::types(to, types)
}

/// Writes `NAME.d.ts` and `NAME.d.cts`.
pub fn types(to: &Path, types: &str) -> Result<()> {
    files::write(&to.with_extension("d.ts"), types)?;
    // What is CommonJS takes the types of what is CommonJS too.
    files::write(&to.with_extension("d.cts"), types.replace(".js\"", ".cjs\""))
}

/// Writes a module as `NAME.wasm`, and its bytes as `BYTES.js` and `BYTES.cjs`.
pub fn module(wasm: &Path, to: &Path, bytes: &Path) -> Result<()> {
    files::copy(wasm, &to.with_extension("wasm"))?;
    let module = fs::read(wasm)?;
    files::write(&bytes.with_extension("js"), format!("export default {};\n", inlined(&module)))?;
    files::write(&bytes.with_extension("cjs"), format!("module.exports = {};\n", inlined_for_node(&module)))
}

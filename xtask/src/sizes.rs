//! The sizes of what was made: what lies on disk, and what a user's browser downloads.

use std::fs;
use std::io::Write;
use std::path::Path;

use anyhow::Result;
use flate2::Compression;
use flate2::write::GzEncoder;

use crate::files;
use crate::run::{run, step};
use crate::tools::npm_tool;
use crate::workspace::Workspace;

const PROGRAM: &str = r#"import { AdminUsersSessionApi } from "slack-admin-session";
const api = new AdminUsersSessionApi({ accessToken: location.hash.slice(1) });
await api.reset({ user_id: "W12345678" });
"#;

/// Prints the table of sizes, raw and compressed.
pub fn print(workspace: &Workspace) -> Result<()> {
    let core = workspace.package().join("core");
    let folder = workspace.target.join("sizes");
    let glue = folder.join("glue.js");
    let run_glue = folder.join("run-glue.js");
    let program = folder.join("program.js");
    step("bundle a program that calls reset, to weigh it", || {
        minify(workspace, &core.join("core.js"), &glue)?;
        minify(workspace, &core.join("run.js"), &run_glue)?;
        let source = folder.join("source.js");
        files::write(&source, PROGRAM)?;
        let index = workspace.package().join("index.js");
        let alias = format!("--alias:slack-admin-session={}", index.display());
        minify_with(workspace, &source, &program, &["--bundle", &alias])
    })?;
    println!("{:44}{:>9}{:>9}{:>9}", "size in kB (1000 bytes)", "raw", "gzip", "brotli");
    row("core.wasm", &core.join("core.wasm"))?;
    row("core.js, minified", &glue)?;
    row("a program that calls reset, wasm included", &program)?;
    row("run.wasm", &core.join("run.wasm"))?;
    row("run.js, minified", &run_glue)
}

fn minify(workspace: &Workspace, from: &Path, to: &Path) -> Result<()> {
    minify_with(workspace, from, to, &[])
}

fn minify_with(workspace: &Workspace, from: &Path, to: &Path, options: &[&str]) -> Result<()> {
    let mut command = npm_tool(workspace, "esbuild");
    command.arg(from).args(["--minify", "--format=esm", "--target=es2022", "--log-level=warning"]);
    run(command.args(options).arg(format!("--outfile={}", to.display())))
}

fn row(name: &str, path: &Path) -> Result<()> {
    let bytes = fs::read(path)?;
    let kb = |length: usize| format!("{:.1}", length as f64 / 1000.0);
    println!("{name:44}{:>9}{:>9}{:>9}", kb(bytes.len()), kb(gzip(&bytes)?), kb(brotli(&bytes)?));
    Ok(())
}

pub fn gzip(bytes: &[u8]) -> Result<usize> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes)?;
    Ok(encoder.finish()?.len())
}

fn brotli(bytes: &[u8]) -> Result<usize> {
    let (quality, window) = (11, 22);
    let mut encoder = brotli::CompressorWriter::new(Vec::new(), 4096, quality, window);
    encoder.write_all(bytes)?;
    Ok(encoder.into_inner().len())
}

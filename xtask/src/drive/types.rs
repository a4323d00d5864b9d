//! Tests the types of the installed package, with compilers and as in an editor.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Result, ensure};

use crate::check::reference;
use crate::drive::{installed, node};
use crate::support::files;
use crate::support::process::{read, run};
use crate::support::tools::ensure_npm_packages;
use crate::support::workspace::Workspace;

/// Compiles each configuration with the newest TypeScript and the oldest that the README names, and tests what an editor shows.
/// Returns how many compilations and tests passed.
pub fn test(workspace: &Workspace) -> Result<usize> {
    installed::copy_tests(workspace)?;
    ensure_npm_packages(&reference::folder(workspace))?;
    let folder = workspace.consumer().join("tests/types");
    let configurations =
        files::find(&folder, "tsconfig….json", |name| name.starts_with("tsconfig") && name.ends_with(".json"))?;
    let compilers = [workspace.npm_bin().join("tsc"), reference::oldest_typescript(workspace)];
    for compiler in &compilers {
        let version = read(Command::new(compiler).arg("--version"))?;
        let version = version.trim();
        let refused: Vec<&PathBuf> = configurations.iter().filter(|path| !compiles(compiler, version, path)).collect();
        ensure!(refused.is_empty(), "TypeScript {version} did not accept {refused:?}");
    }
    // The newest TypeScript has no language service for JavaScript, so the editor tests use the oldest.
    let mut command = installed::node(workspace);
    command.env("TYPESCRIPT", reference::folder(workspace).join("node_modules").join(reference::OLDEST));
    Ok(configurations.len() * compilers.len() + node::run_tests(&mut command, &folder)?)
}

fn compiles(compiler: &Path, version: &str, configuration: &Path) -> bool {
    let result = run(Command::new(compiler).arg("--project").arg(configuration));
    println!("  {} {version}: {}", if result.is_ok() { "✓" } else { "✗" }, configuration.display());
    result.is_ok()
}

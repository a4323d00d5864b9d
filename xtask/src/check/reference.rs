//! pkg/API.md: the reference, which typedoc makes from the doc comments in the package's types.
//! Typedoc can't use the newest TypeScript, so it has an npm project of its own, together with the oldest TypeScript.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Result, ensure};

use crate::support::files;
use crate::support::process::{run, step};
use crate::support::tools::ensure_npm_packages;
use crate::support::workspace::Workspace;

/// The oldest TypeScript's name in that project.
pub const OLDEST: &str = "typescript-oldest";

/// The npm project with typedoc and the older TypeScripts.
pub fn folder(workspace: &Workspace) -> PathBuf {
    workspace.root.join("tests/reference")
}

/// The oldest TypeScript that takes the package's types, as the README says.
pub fn oldest_typescript(workspace: &Workspace) -> PathBuf {
    folder(workspace).join("node_modules").join(OLDEST).join("bin/tsc")
}

/// Writes pkg/API.md.
pub fn write(workspace: &Workspace) -> Result<()> {
    files::write(&document(workspace), make(workspace)?)
}

/// Checks that pkg/API.md is current, and that every public item has a doc comment. Returns the number of items.
pub fn check(workspace: &Workspace) -> Result<usize> {
    let made = make(workspace)?;
    is_current(&document(workspace), &made)?;
    Ok(items(&made))
}

/// Fails unless the committed document is equal to the new one.
pub fn is_current(document: &Path, made: &str) -> Result<()> {
    let name = document.file_name().unwrap_or_default().to_string_lossy();
    ensure!(document.is_file(), "pkg/{name} is missing: run `cargo xtask docs`");
    ensure!(files::read(document)? == made, "pkg/{name} is out of date: run `cargo xtask docs`");
    println!("  ✓ pkg/{name} is current");
    Ok(())
}

/// Makes the reference. Typedoc fails if a public item has no doc comment.
fn make(workspace: &Workspace) -> Result<String> {
    let folder = folder(workspace);
    let out = workspace.target.join("reference");
    ensure_npm_packages(&folder)?;
    step("make the reference from the types", || {
        let mut command = Command::new(folder.join("node_modules/.bin/typedoc"));
        command.args(["--logLevel", "Warn", "--out"]).arg(&out);
        run(command.current_dir(&folder))?;
        files::read(&out.join("API.md"))
    })
}

fn document(workspace: &Workspace) -> PathBuf {
    workspace.package().join("API.md")
}

/// How many items a reference describes: classes, functions, types.
fn items(reference: &str) -> usize {
    reference.lines().filter(|line| line.starts_with("### ")).count()
}

#[cfg(test)]
mod tests {
    use super::items;

    #[test]
    fn counts_what_is_exported_and_not_its_members() {
        assert_eq!(items("# all\n\n## Classes\n\n### One\n\n#### Methods\n\n##### run()\n\n### Two\n"), 2);
    }
}

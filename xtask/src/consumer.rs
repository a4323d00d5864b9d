//! The packed package, installed in an empty project: what is tested is what a user gets.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, ensure};
use flate2::read::GzDecoder;

use crate::files;
use crate::package;
use crate::run::{read, run, step};
use crate::tools::npm;
use crate::workspace::Workspace;

/// Packs `pkg/` and installs the tarball; returns how many facts about it were checked.
pub fn install(workspace: &Workspace) -> Result<usize> {
    let tarball = step("pack the npm package", || pack(workspace))?;
    let checks = check(workspace, &tarball)?;
    step("install it in the empty project target/consumer", || {
        let consumer = workspace.consumer();
        files::remove_folder(&consumer)?;
        files::write(&consumer.join("package.json"), "{ \"private\": true, \"type\": \"module\" }\n")?;
        // The package has no dependencies, so nothing may be asked of a registry.
        run(npm().args(["install", "--offline", "--ignore-scripts"]).arg(&tarball).current_dir(&consumer))
    })?;
    copy_tests(workspace)?;
    Ok(checks)
}

/// Brings the tests that run against the installed package into the project that has it.
pub fn copy_tests(workspace: &Workspace) -> Result<()> {
    let consumer = workspace.consumer();
    ensure!(
        workspace.installed().is_dir(),
        "the package is not installed in {}: run the part `package` too",
        consumer.display()
    );
    for folder in ["tests/node", "tests/types"] {
        files::copy_folder(&workspace.root.join(folder), &consumer.join(folder))?;
    }
    files::copy(&workspace.root.join("README.md"), &consumer.join("README.md"))
}

/// Node, in that project.
pub fn node(workspace: &Workspace) -> Command {
    let mut command = Command::new("node");
    command.current_dir(workspace.consumer());
    command
}

fn pack(workspace: &Workspace) -> Result<PathBuf> {
    let folder = workspace.target.join("pack");
    files::remove_folder(&folder)?;
    fs::create_dir_all(&folder)?;
    let mut command = npm();
    command.args(["pack", "--silent", "--ignore-scripts", "--pack-destination"]).arg(&folder);
    read(command.current_dir(workspace.package()))?;
    tarball(workspace)
}

/// The packed package.
pub fn tarball(workspace: &Workspace) -> Result<PathBuf> {
    let folder = workspace.target.join("pack");
    let tarball = if folder.is_dir() { files::list(&folder)?.pop() } else { None };
    tarball.with_context(|| format!("no tarball is in {}: run the part `package` too", folder.display()))
}

/// The tarball holds what `package.json` lists, nothing else, and one wasm file.
fn check(workspace: &Workspace, tarball: &Path) -> Result<usize> {
    let packed = packed_files(tarball)?;
    let mut listed: BTreeSet<_> = package::listed_files(workspace)?.into_iter().collect();
    listed.insert("package.json".to_owned());
    let lacks: Vec<_> = listed.difference(&packed).collect();
    let extra: Vec<_> = packed.difference(&listed).collect();
    ensure!(
        lacks.is_empty() && extra.is_empty(),
        "the tarball is not what `files` in pkg/package.json lists: it lacks {lacks:?} and has {extra:?} on top"
    );
    let wasm = packed.iter().filter(|name| name.ends_with(".wasm")).count();
    ensure!(wasm == 1, "the tarball holds {wasm} wasm files; it must be 1");
    println!("  {} files, as listed, 1 of them wasm", packed.len());
    Ok(2)
}

fn packed_files(tarball: &Path) -> Result<BTreeSet<String>> {
    let mut archive = tar::Archive::new(GzDecoder::new(fs::File::open(tarball)?));
    let mut names = BTreeSet::new();
    for entry in archive.entries()? {
        let path = entry?.path()?.into_owned();
        names.insert(path.strip_prefix("package").unwrap_or(&path).display().to_string());
    }
    Ok(names)
}

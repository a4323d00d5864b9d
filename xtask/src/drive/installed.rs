//! Packs the package and installs it in an empty project, so that the tests use what a user gets.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result, ensure};

use crate::check::contents;
use crate::support::files;
use crate::support::process::{read, run, step};
use crate::support::tools::npm;
use crate::support::workspace::Workspace;

/// The folders of tests that run in the empty project.
const FOLDERS: [&str; 6] = ["tests/full-disk", "tests/fuzz", "tests/node", "tests/run", "tests/soak", "tests/types"];

/// Files that these tests share.
const FILES: [&str; 7] = [
    "README.md",
    "tests/dead-port.mjs",
    "tests/heap.mjs",
    "tests/instances.mjs",
    "tests/leaks.mjs",
    "tests/standin/client.mjs",
    "tests/stopwatch.mjs",
];

/// Packs `pkg/`, checks the tarball and installs it. Returns how many facts were checked.
pub fn install(workspace: &Workspace) -> Result<usize> {
    let tarball = step("pack the npm package", || pack(workspace))?;
    let checks = contents::check(workspace, &tarball)?;
    step("install it in the empty project target/consumer", || {
        let consumer = workspace.consumer();
        files::remove_folder(&consumer)?;
        files::write(&consumer.join("package.json"), "{ \"private\": true, \"type\": \"module\" }\n")?;
        // The package has no dependencies, so npm must not need a registry.
        run(npm().args(["install", "--offline", "--ignore-scripts"]).arg(&tarball).current_dir(&consumer))
    })?;
    copy_tests(workspace)?;
    Ok(checks)
}

/// Copies the tests of the installed package into its project.
pub fn copy_tests(workspace: &Workspace) -> Result<()> {
    let consumer = workspace.consumer();
    ensure!(
        workspace.installed().is_dir(),
        "the package is not installed in {}: run the part `package` too",
        consumer.display()
    );
    for folder in FOLDERS {
        files::copy_folder(&workspace.root.join(folder), &consumer.join(folder))?;
    }
    for file in FILES {
        files::copy(&workspace.root.join(file), &consumer.join(file))?;
    }
    Ok(())
}

/// A command that runs Node in that project.
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

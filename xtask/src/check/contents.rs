//! Checks the packed package: it holds exactly the files that `files` in pkg/package.json lists, and no path of this machine.
//! publint and attw check its entries, its command and its types (tests/consumers/rows/lint.mjs).

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::Read;
use std::path::Path;

use anyhow::{Context, Result, ensure};
use flate2::read::GzDecoder;
use serde_json::Value;

use crate::build::package;
use crate::support::files;
use crate::support::tools::cargo_home;
use crate::support::workspace::Workspace;

/// A packed file.
struct File {
    bytes: Vec<u8>,
    executable: bool,
}

/// Files by their names in the package.
type Files = BTreeMap<String, File>;

/// Prints the files of a packed package and checks it. Returns how many facts were checked.
pub fn check(workspace: &Workspace, tarball: &Path) -> Result<usize> {
    let files = unpack(tarball)?;
    print(&files, fs::metadata(tarball)?.len());
    let manifest = files.get("package.json").context("the tarball has no package.json")?;
    let manifest: Value = serde_json::from_slice(&manifest.bytes).context("package.json in the tarball")?;
    let facts = [
        is_as_listed(&files, package::listed_files(workspace)?),
        has_its_command(&files, &manifest),
        has_its_modules(&files),
        needs_nothing(&manifest),
        has_the_version(workspace, &manifest),
        packed_links_exist(&files),
        checkout_links_exist(workspace),
        names_no_local_paths(workspace, &files),
    ];
    let count = facts.len();
    facts.into_iter().collect::<Result<()>>()?;
    Ok(count)
}

fn is_as_listed(files: &Files, mut listed: Vec<String>) -> Result<()> {
    listed.push("package.json".to_owned());
    let listed: BTreeSet<_> = listed.iter().collect();
    let packed: BTreeSet<_> = files.keys().collect();
    let missing: Vec<_> = listed.difference(&packed).collect();
    let extra: Vec<_> = packed.difference(&listed).collect();
    ensure!(
        missing.is_empty() && extra.is_empty(),
        "the tarball is not what `files` in pkg/package.json lists: missing: {missing:?}; not listed: {extra:?}"
    );
    Ok(())
}

/// Only the command is executable; npm makes it so.
fn has_its_command(files: &Files, manifest: &Value) -> Result<()> {
    let executable: Vec<_> = files.iter().filter(|(_, file)| file.executable).map(|(name, _)| name.as_str()).collect();
    let commands = manifest["bin"].as_object().into_iter().flat_map(|bin| bin.values().filter_map(Value::as_str));
    let commands: Vec<_> = commands.map(|path| path.trim_start_matches("./")).collect();
    ensure!(executable == commands, "the tarball has the executable files {executable:?}; they must be {commands:?}");
    Ok(())
}

/// The modules are those of the client and the run, and no other one was packed by mistake.
fn has_its_modules(files: &Files) -> Result<()> {
    let modules: Vec<_> = files.keys().filter(|name| name.ends_with(".wasm")).collect();
    ensure!(
        modules == ["core/core.wasm", "core/run.wasm"],
        "the tarball holds the wasm files {modules:?}; they must be core/core.wasm and core/run.wasm"
    );
    Ok(())
}

/// The package has no dependencies, and runs nothing when it is installed.
fn needs_nothing(manifest: &Value) -> Result<()> {
    let kinds = ["dependencies", "peerDependencies", "optionalDependencies", "bundleDependencies", "scripts"];
    let found: Vec<_> = kinds.iter().filter(|kind| !manifest[**kind].is_null()).collect();
    ensure!(
        found.is_empty(),
        "pkg/package.json has {found:?}: remove them, the package must have no dependencies and no scripts"
    );
    Ok(())
}

/// Cargo.toml, package.json and the first entry of the changelog have the same version.
fn has_the_version(workspace: &Workspace, manifest: &Value) -> Result<()> {
    let version = env!("CARGO_PKG_VERSION");
    ensure!(manifest["version"] == version, "pkg/package.json has another version than Cargo.toml, {version}");
    let changelog = files::read(&workspace.root.join("CHANGELOG.md"))?;
    let newest = newest_heading(&changelog);
    ensure!(
        newest.split_whitespace().next() == Some(version),
        "CHANGELOG.md begins with {newest:?}, not with the version {version}"
    );
    Ok(())
}

/// The heading of the changelog's newest version.
pub fn newest_heading(changelog: &str) -> &str {
    changelog.lines().find_map(|line| line.strip_prefix("## ")).unwrap_or_default()
}

/// Relative links in the documents lead to packed files: people read the documents in the installed package too.
fn packed_links_exist(files: &Files) -> Result<()> {
    for (name, file) in files.iter().filter(|(name, _)| name.ends_with(".md")) {
        let text = String::from_utf8_lossy(&file.bytes);
        let broken: Vec<_> = links(&text).into_iter().filter(|link| !files.contains_key(*link)).collect();
        ensure!(broken.is_empty(), "{name} has links to files that aren't packed: {broken:?}");
    }
    Ok(())
}

fn checkout_links_exist(workspace: &Workspace) -> Result<()> {
    for name in ["CHANGELOG.md", "CONTRIBUTING.md", "README.md"] {
        let text = files::read(&workspace.root.join(name))?;
        let broken: Vec<_> = links(&text).into_iter().filter(|link| !workspace.root.join(link).exists()).collect();
        ensure!(broken.is_empty(), "{name} has links to missing files: {broken:?}");
    }
    Ok(())
}

/// The package must not name folders of this machine: they could reveal a user's name, and other machines would build other
/// bytes.
fn names_no_local_paths(workspace: &Workspace, files: &Files) -> Result<()> {
    let places = cargo_home().into_iter().chain([workspace.root.clone(), workspace.target.clone()]);
    let places: Vec<_> = places.map(|place| place.display().to_string()).collect();
    for (name, file) in files {
        let text = String::from_utf8_lossy(&file.bytes);
        ensure!(
            !places.iter().any(|place| text.contains(place.as_str())),
            "{name} names a folder of this machine, and the package must not: look in it for {places:?}"
        );
        ensure!(
            !text.contains("sourceMappingURL"),
            "{name} names a source map, but none is packed: build it without source maps"
        );
    }
    Ok(())
}

/// The relative targets of a Markdown text's links and pictures.
fn links(markdown: &str) -> Vec<&str> {
    let between =
        |begin: &'static str, end: char| markdown.split(begin).skip(1).filter_map(move |rest| rest.split(end).next());
    let targets = between("](", ')').chain(between("src=\"", '"')).chain(between("srcset=\"", '"'));
    let files = targets.filter_map(|target| target.split('#').next()).filter(|file| !file.contains(':'));
    files.map(|file| file.trim_start_matches("./")).filter(|file| !file.is_empty()).collect()
}

fn unpack(tarball: &Path) -> Result<Files> {
    let mut archive = tar::Archive::new(GzDecoder::new(fs::File::open(tarball)?));
    let mut files = Files::new();
    for entry in archive.entries()? {
        let mut entry = entry?;
        let path = entry.path()?.into_owned();
        let name = path.strip_prefix("package").unwrap_or(&path).display().to_string();
        let executable = entry.header().mode()? & 0o111 != 0;
        let mut bytes = Vec::new();
        entry.read_to_end(&mut bytes)?;
        files.insert(name, File { bytes, executable });
    }
    Ok(files)
}

fn print(files: &Files, packed: u64) {
    for (name, file) in files {
        println!("  {name:40}{:>9}", file.bytes.len());
    }
    let total: usize = files.values().map(|file| file.bytes.len()).sum();
    println!("  {:40}{total:>9}", format!("{} files, {packed} bytes packed", files.len()));
}

#[cfg(test)]
mod tests {
    use super::{File, Files, is_as_listed, links, needs_nothing};
    use serde_json::json;

    fn packed(names: &[&str]) -> Files {
        names.iter().map(|name| ((*name).to_owned(), File { bytes: Vec::new(), executable: false })).collect()
    }

    #[test]
    fn a_missing_file_and_an_unlisted_one_are_named() {
        let listed = || vec!["index.js".to_owned(), "LICENSE".to_owned()];
        assert!(is_as_listed(&packed(&["package.json", "index.js", "LICENSE"]), listed()).is_ok());
        let error = is_as_listed(&packed(&["package.json", "index.js", ".env"]), listed()).unwrap_err().to_string();
        assert!(error.contains("missing: [\"LICENSE\"]") && error.contains("not listed: [\".env\"]"), "{error}");
    }

    #[test]
    fn a_dependency_or_a_script_is_refused() {
        assert!(needs_nothing(&json!({ "files": [] })).is_ok());
        assert!(needs_nothing(&json!({ "dependencies": { "left-pad": "1" } })).is_err());
        assert!(needs_nothing(&json!({ "scripts": { "postinstall": "x" } })).is_err());
    }

    #[test]
    fn finds_relative_links() {
        let text = "[a](API.md#retry), [b](#errors), [c](https://docs.slack.dev/), [d](./examples/proxy.mjs).";
        assert_eq!(links(text), ["API.md", "examples/proxy.mjs"]);
    }
}

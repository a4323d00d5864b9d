//! pkg/THIRD-PARTY.md: the crates in the wasm, and the licences that must go with them.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail, ensure};
use serde_json::Value;

use crate::build::module::{CLIENT, RUN};
use crate::check::reference::is_current;
use crate::support::files;
use crate::support::process::read;
use crate::support::workspace::Workspace;

const HEAD: &str = "<!-- Made by `cargo xtask docs` from Cargo.lock. -->\n\n# Third-party code\n\n\
    The WebAssembly of this package is compiled from Rust, together with the crates below and Rust's standard library. \
    The JavaScript around it is written by wasm-bindgen. Where a crate offers a choice of licences, it is used under \
    the MIT License.\n";

/// The copyright notices of the standard library, and of the crates that it brings into the wasm. `cargo metadata` doesn't list
/// them.
const STANDARD_LIBRARY: &str = "Copyright (c) The Rust Project Contributors\n\
    Copyright (c) 2014 Alex Crichton (dlmalloc, rustc-demangle)\n\
    Copyright (c) 2016 Amanieu d'Antras (hashbrown)\n\
    Copyright (c) 2018 Jorge Aparicio, Copyright (c) 2005-2020 Rich Felker, et al. (libm)";

/// The text of the MIT License, for crates that name it without shipping a copy.
const MIT: &str = "Permission is hereby granted, free of charge, to any person obtaining a copy\n\
    of this software and associated documentation files (the \"Software\"), to deal\n\
    in the Software without restriction, including without limitation the rights\n\
    to use, copy, modify, merge, publish, distribute, sublicense, and/or sell\n\
    copies of the Software, and to permit persons to whom the Software is\n\
    furnished to do so, subject to the following conditions:\n\n\
    The above copyright notice and this permission notice shall be included in all\n\
    copies or substantial portions of the Software.\n\n\
    THE SOFTWARE IS PROVIDED \"AS IS\", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR\n\
    IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY,\n\
    FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE\n\
    AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER\n\
    LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM,\n\
    OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE\n\
    SOFTWARE.";

/// Writes pkg/THIRD-PARTY.md.
pub fn write(workspace: &Workspace) -> Result<()> {
    files::write(&document(workspace), make(&crates(workspace)?))
}

/// Checks that pkg/THIRD-PARTY.md is current. Returns how many crates it names.
pub fn check(workspace: &Workspace) -> Result<usize> {
    let crates = crates(workspace)?;
    is_current(&document(workspace), &make(&crates))?;
    Ok(crates.len())
}

fn document(workspace: &Workspace) -> PathBuf {
    workspace.package().join("THIRD-PARTY.md")
}

/// A crate that is compiled into one of the modules.
struct Crate {
    name: String,
    version: String,
    licence: String,
    /// The texts that must be shipped with it.
    texts: Vec<String>,
}

fn make(crates: &[Crate]) -> String {
    let mut text = format!("{HEAD}\n| crate | version | licence |\n|---|---|---|\n");
    let mut users: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for Crate { name, version, licence, texts } in crates {
        let _ = writeln!(text, "| {name} | {version} | {licence} |");
        for text in texts {
            users.entry(text).or_default().push(name);
        }
    }
    let standard = format!("{STANDARD_LIBRARY}\n\n{MIT}");
    users.entry(&standard).or_default().push("Rust's standard library");
    let mut sections: Vec<_> = users.into_iter().map(|(text, users)| (users.join(", "), text)).collect();
    sections.sort_unstable();
    for (users, licence) in sections {
        let _ = write!(text, "\n## {users}\n\n```text\n{licence}\n```\n");
    }
    text
}

/// The crates that are linked into the client and the run, sorted by name.
fn crates(workspace: &Workspace) -> Result<Vec<Crate>> {
    let mut command = Command::new("cargo");
    command.args(["metadata", "--locked", "--format-version", "1", "--filter-platform", "wasm32-unknown-unknown"]);
    let metadata: Value = serde_json::from_str(&read(command.current_dir(&workspace.root))?)?;
    let packages: BTreeMap<_, _> =
        array(&metadata["packages"]).iter().map(|package| (text(&package["id"]), package)).collect();
    let mut linked = BTreeSet::new();
    for module in [CLIENT, RUN] {
        let name = module.name.replace('_', "-");
        let own = packages.values().find(|package| text(&package["name"]) == name);
        let own = own.with_context(|| format!("Cargo knows no crate {name}"))?;
        linked.append(&mut self::linked(&metadata["resolve"], &packages, text(&own["id"])));
    }
    let mut crates = linked.iter().map(|id| describe(packages[id])).collect::<Result<Vec<_>>>()?;
    crates.sort_by(|one, other| one.name.cmp(&other.name));
    let twice = crates.windows(2).find(|pair| pair[0].name == pair[1].name);
    ensure!(twice.is_none(), "two versions of {} are compiled into the wasm", twice.map_or("", |pair| &pair[0].name));
    Ok(crates)
}

/// The crates that are linked into the crate `own`. Macros and build scripts only run during the build, and are left out.
fn linked<'a>(resolve: &'a Value, packages: &BTreeMap<&str, &Value>, own: &str) -> BTreeSet<&'a str> {
    let nodes: BTreeMap<_, _> = array(&resolve["nodes"]).iter().map(|node| (text(&node["id"]), node)).collect();
    let mut found = BTreeSet::new();
    let mut open = vec![own];
    while let Some(node) = open.pop().and_then(|id| nodes.get(id)) {
        for dependency in array(&node["deps"]) {
            let id = text(&dependency["pkg"]);
            let normal = array(&dependency["dep_kinds"]).iter().any(|kind| kind["kind"].is_null());
            let is_macro = packages.get(id).is_some_and(|package| is_macro(package));
            if normal && !is_macro && found.insert(id) {
                open.push(id);
            }
        }
    }
    found
}

fn is_macro(package: &Value) -> bool {
    array(&package["targets"]).iter().any(|target| array(&target["kind"]).iter().any(|kind| kind == "proc-macro"))
}

fn describe(package: &Value) -> Result<Crate> {
    let name = text(&package["name"]).to_owned();
    // Some manifests write the choice in the old way, with a slash.
    let licence = text(&package["license"]).replace('/', " OR ");
    let folder = Path::new(text(&package["manifest_path"])).parent().map(Path::to_owned).unwrap_or_default();
    let mut texts = licence_files(&folder, licence.contains("MIT"))?;
    if texts.is_empty() {
        texts.push(without_file(package, &licence)?);
    }
    Ok(Crate { name, version: text(&package["version"]).to_owned(), licence, texts })
}

/// The licence files of a crate. The Apache License is left out if the crate offers MIT too.
fn licence_files(folder: &Path, offers_mit: bool) -> Result<Vec<String>> {
    let mut names = fs::read_dir(folder)?.map(|entry| Ok(entry?.file_name())).collect::<Result<Vec<_>>>()?;
    names.sort();
    let wanted = |name: &str| {
        let upper = name.to_uppercase();
        let is_licence =
            ["LICENSE", "LICENCE", "COPYING", "COPYRIGHT", "NOTICE"].iter().any(|word| upper.starts_with(word));
        is_licence && !(offers_mit && upper.contains("APACHE"))
    };
    let names = names.iter().filter_map(|name| name.to_str()).filter(|name| wanted(name));
    names.map(|name| Ok(plain(&files::read(&folder.join(name))?))).collect()
}

/// The text for a crate that has no licence file: only the MIT License can be written without one.
fn without_file(package: &Value, licence: &str) -> Result<String> {
    let authors: Vec<_> = array(&package["authors"]).iter().map(text).collect();
    if !licence.split(" OR ").any(|choice| choice == "MIT") || authors.is_empty() {
        bail!(
            "{} has no licence file, and either no MIT licence or no authors: write its notice by hand",
            text(&package["name"])
        );
    }
    let names: Vec<_> = authors.iter().map(|author| author.split(" <").next().unwrap_or(author)).collect();
    Ok(format!("Copyright (c) {}\n\n{MIT}", names.join(", ")))
}

/// The text without blanks at the ends of lines, and without empty lines around it, so that equal licences compare as equal.
fn plain(text: &str) -> String {
    let lines: Vec<_> = text.lines().map(str::trim_end).collect();
    lines.join("\n").trim_matches('\n').to_owned()
}

fn array(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

//! What a module's bytes are: by section, by crate, and by function.

use std::collections::{BTreeMap, HashMap};
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result};
use serde_json::Value;
use wasmparser::{KnownCustom, Name, Parser, Payload};

use crate::build::module::Module as Compiled;
use crate::support::process::{run, step};
use crate::support::tools::{Tools, npm_tool};
use crate::support::workspace::Workspace;

/// How many functions are named.
const FUNCTIONS: usize = 30;

/// Prints the report of a crate's module. What is shipped has no names, so it is finished once more with them.
pub fn print(workspace: &Workspace, tools: &Tools, compiled: Compiled) -> Result<()> {
    let name = compiled.name;
    let folder = workspace.target.join("report").join(name);
    let named = folder.join("named.wasm");
    step(&format!("finish the module of {name} once more, with names"), || {
        std::fs::create_dir_all(&folder)?;
        let wasm = workspace.target.join("wasm32-unknown-unknown/release").join(format!("{name}.wasm"));
        let mut bindgen = tools.wasm_bindgen(workspace);
        bindgen.args(["--target", "web", "--keep-debug", "--omit-default-module-path"]);
        run(bindgen.arg("--out-dir").arg(&folder).arg(wasm))?;
        let mut optimise = npm_tool(workspace, "wasm-opt");
        optimise.args(flags(workspace, name)?).arg("-g").arg(folder.join(format!("{name}_bg.wasm")));
        run(optimise.arg("-o").arg(&named))
    })?;
    let module = Module::read(&named)?;
    table("section", &module.sections);
    let mut crates: BTreeMap<String, usize> = BTreeMap::new();
    for (name, size) in &module.functions {
        *crates.entry(origin(name)).or_default() += size;
    }
    table("code, by crate", &sorted(crates));
    let functions: Vec<_> = sorted(module.functions).into_iter().take(FUNCTIONS).collect();
    table("code, by function", &functions);
    Ok(())
}

/// Those that wasm-pack gives wasm-opt, as Cargo.toml has them.
fn flags(workspace: &Workspace, name: &str) -> Result<Vec<String>> {
    let mut command = Command::new("cargo");
    command.args(["metadata", "--no-deps", "--format-version=1"]).current_dir(&workspace.root);
    let metadata: Value = serde_json::from_str(&crate::support::process::read(&mut command)?)?;
    let packages = metadata["packages"].as_array().context("cargo metadata names no packages")?;
    let package = packages.iter().find(|package| package["name"] == name.replace('_', "-"));
    let package = package.with_context(|| format!("cargo metadata names no {name}"))?;
    let flags = package["metadata"]["wasm-pack"]["profile"]["release"]["wasm-opt"].as_array();
    let flags = flags.with_context(|| format!("the Cargo.toml of {name} has no flags for wasm-opt"))?;
    Ok(flags.iter().filter_map(Value::as_str).map(str::to_owned).collect())
}

#[derive(Debug, Default)]
struct Module {
    sections: Vec<(String, usize)>,
    functions: Vec<(String, usize)>,
}

impl Module {
    fn read(path: &Path) -> Result<Self> {
        let wasm = std::fs::read(path)?;
        let mut module = Module::default();
        let (mut imported, mut bodies, mut names) = (0, Vec::new(), HashMap::new());
        for payload in Parser::new(0).parse_all(&wasm) {
            let payload = payload?;
            if let Some((id, range)) = payload.as_section() {
                module.sections.push((section(id).to_owned(), (range.end - range.start) as usize));
            }
            match payload {
                Payload::ImportSection(section) => imported = section.into_imports().count(),
                Payload::CodeSectionEntry(body) => {
                    let range = body.range();
                    bodies.push((range.end - range.start) as usize);
                }
                Payload::CustomSection(section) => {
                    if let KnownCustom::Name(subsections) = section.as_known() {
                        for subsection in subsections {
                            if let Name::Function(map) = subsection? {
                                for naming in map {
                                    let naming = naming?;
                                    names.insert(naming.index as usize, naming.name.to_owned());
                                }
                            }
                        }
                    }
                }
                _ => {}
            }
        }
        module.sections.retain(|(name, _)| name != "custom");
        let named = bodies.into_iter().enumerate();
        let name = |index: usize| {
            names.get(&(imported + index)).cloned().unwrap_or_else(|| "split off by wasm-opt".to_owned())
        };
        module.functions = named.map(|(index, size)| (name(index), size)).collect();
        Ok(module)
    }
}

fn section(id: u8) -> &'static str {
    match id {
        1 => "types",
        2 => "imports",
        3 => "functions",
        4 => "tables",
        5 => "memory",
        6 => "globals",
        7 => "exports",
        8 => "start",
        9 => "elements",
        10 => "code",
        11 => "data",
        12 => "data count",
        _ => "custom",
    }
}

/// The crate that a function is of, which is the first one in its name; what is generic is counted where it was written.
fn origin(name: &str) -> String {
    let name = name.trim_start_matches(['<', '&', ' ']);
    let end = name.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(name.len());
    let (first, rest) = name.split_at(end);
    match first {
        "" => "Rust's standard library".to_owned(),
        _ if first.starts_with("__") || !(rest.starts_with("::") || rest.starts_with('[')) => {
            "exports and glue".to_owned()
        }
        "alloc" | "core" | "std" => "Rust's standard library".to_owned(),
        _ => first.to_owned(),
    }
}

fn sorted(sizes: impl IntoIterator<Item = (String, usize)>) -> Vec<(String, usize)> {
    let mut sizes: Vec<_> = sizes.into_iter().collect();
    sizes.sort_by(|(one, small), (other, large)| large.cmp(small).then(one.cmp(other)));
    sizes
}

fn table(title: &str, rows: &[(String, usize)]) {
    let total: usize = rows.iter().map(|(_, size)| size).sum();
    println!("\n{:>8} {:>6}  {title}", "bytes", "%");
    for (name, size) in rows {
        println!("{size:>8} {:>6.1}  {name}", *size as f64 * 100.0 / total.max(1) as f64);
    }
}

#[cfg(test)]
mod tests {
    use super::{origin, sorted};

    #[test]
    fn a_function_is_its_crates() {
        for (name, expected) in [
            ("slack_admin_session::call::Run::judge::h0123456789abcdef", "slack_admin_session"),
            ("<js_sys[0123]::futures::JsFuture as core[4567]::future::Future>::poll", "js_sys"),
            ("<alloc::string::String as core::fmt::Write>::write_str", "Rust's standard library"),
            ("__externref_table_alloc", "exports and glue"),
            ("memcpy", "exports and glue"),
        ] {
            assert_eq!(origin(name), expected, "{name}");
        }
    }

    #[test]
    fn the_largest_comes_first() {
        let sizes = [("a".to_owned(), 1), ("b".to_owned(), 3), ("c".to_owned(), 3)];
        let names: Vec<_> = sorted(sizes).into_iter().map(|(name, _)| name).collect();
        assert_eq!(names, ["b", "c", "a"]);
    }
}

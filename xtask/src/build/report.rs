//! The size of each part of a module, as twiggy counts it: by function and piece of data, and in sum by crate.

use std::collections::BTreeMap;
use std::process::Command;

use anyhow::{Context, Result};
use serde_json::Value;

use crate::build::module::Module;
use crate::support::process::{read, run, step};
use crate::support::tools::{Tools, ensure_twiggy, npm_tool};
use crate::support::workspace::Workspace;

/// How many functions the report names.
const FUNCTIONS: &str = "30";

/// Prints the report of a crate's module. The shipped module has no names, so wasm-bindgen and wasm-opt run again and keep them.
pub fn print(workspace: &Workspace, tools: &Tools, module: Module) -> Result<()> {
    let twiggy = ensure_twiggy(workspace)?;
    let name = module.name;
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
    run(Command::new(&twiggy).args(["top", "-n", FUNCTIONS]).arg(&named))?;
    let items: Vec<Value> =
        serde_json::from_str(&read(Command::new(&twiggy).args(["top", "-f", "json"]).arg(&named))?)?;
    let mut crates: BTreeMap<&str, u64> = BTreeMap::new();
    for item in &items {
        let (name, size) = (item["name"].as_str(), item["shallow_size"].as_u64());
        let (name, size) = name.zip(size).context("twiggy writes its items in another way")?;
        *crates.entry(origin(name)).or_default() += size;
    }
    println!("\n   bytes  by crate");
    crates.iter().for_each(|(name, size)| println!("{size:>8}  {name}"));
    Ok(())
}

/// The flags that wasm-pack gives wasm-opt, read from Cargo.toml.
fn flags(workspace: &Workspace, name: &str) -> Result<Vec<String>> {
    let mut command = Command::new("cargo");
    command.args(["metadata", "--no-deps", "--format-version=1"]).current_dir(&workspace.root);
    let metadata: Value = serde_json::from_str(&read(&mut command)?)?;
    let packages = metadata["packages"].as_array().context("cargo metadata names no packages")?;
    let package = packages.iter().find(|package| package["name"] == name.replace('_', "-"));
    let package = package.with_context(|| format!("cargo metadata names no {name}"))?;
    let flags = package["metadata"]["wasm-pack"]["profile"]["release"]["wasm-opt"].as_array();
    let flags = flags.with_context(|| format!("the Cargo.toml of {name} has no flags for wasm-opt"))?;
    Ok(flags.iter().filter_map(Value::as_str).map(str::to_owned).collect())
}

/// The crate of a function: the first one in its name. Generic code counts for the crate in which it was written.
fn origin(item: &str) -> &str {
    let path = item.trim_start_matches(['<', '&', ' ']);
    let end = path.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(path.len());
    let (first, rest) = path.split_at(end);
    match first {
        "" if item.starts_with('"') => "(names, which aren't shipped)",
        "data" if rest.starts_with(" segment") => "(data)",
        "" | "alloc" | "core" | "std" => "Rust's standard library",
        _ if rest.starts_with("::") || rest.starts_with('[') && rest.contains("]::") => first,
        _ => "(exports, glue and tables)",
    }
}

#[cfg(test)]
mod tests {
    use super::origin;

    #[test]
    fn a_function_counts_for_its_crate() {
        for (name, expected) in [
            ("slack_admin_session::call::Run::judge::h0123456789abcdef", "slack_admin_session"),
            ("<js_sys[0123]::futures::JsFuture as core[4567]::future::Future>::poll", "js_sys"),
            ("<alloc::string::String as core::fmt::Write>::write_str", "Rust's standard library"),
            ("__externref_table_alloc", "(exports, glue and tables)"),
            ("elem[0]", "(exports, glue and tables)"),
            ("data segment \".rodata\"", "(data)"),
            ("\"function names\" subsection", "(names, which aren't shipped)"),
        ] {
            assert_eq!(origin(name), expected, "{name}");
        }
    }
}

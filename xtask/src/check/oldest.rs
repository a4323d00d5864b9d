//! Checks that the built wasm runs in the oldest supported engines, and that the README names them.

use anyhow::{Context, Result, ensure};
use serde_json::Value;

use crate::build::{ENGINES, package};
use crate::check::reference;
use crate::support::files;
use crate::support::process::run;
use crate::support::tools::npm_tool;
use crate::support::workspace::Workspace;

/// The WebAssembly features beyond its first version that all of these engines have.
const FEATURES: [&str; 6] =
    ["bulk-memory", "multivalue", "mutable-globals", "nontrapping-float-to-int", "reference-types", "sign-ext"];

const MODULES: [&str; 2] = ["core.wasm", "run.wasm"];

/// Checks that the wasm needs no newer engine, and that the README names these engines. Returns how many facts were checked.
pub fn check(workspace: &Workspace) -> Result<usize> {
    let folder = workspace.target.join("oldest");
    std::fs::create_dir_all(&folder)?;
    // The build strips the module's own list of features, because wasm-opt would allow every feature on it.
    for module in MODULES {
        let mut validate = npm_tool(workspace, "wasm-opt");
        validate.arg(workspace.package().join("core").join(module)).arg("--mvp-features");
        validate.args(FEATURES.map(|feature| format!("--enable-{feature}")));
        run(validate.arg("-O0").arg("-o").arg(folder.join("valid.wasm")))?;
        println!("  ✓ {module} needs no more than {}", FEATURES.join(", "));
    }

    let readme = files::read(&workspace.root.join("README.md"))?;
    let rows = rows(workspace)?;
    for (name, version) in &rows {
        let row = format!("| {name} | {version} ");
        ensure!(
            readme.contains(&row),
            "README.md has no row `{row}…`: add it, {version} is the oldest {name} that the build supports"
        );
    }
    Ok(rows.len() + MODULES.len())
}

/// Each kind of engine as the README names it, and its oldest version.
fn rows(workspace: &Workspace) -> Result<[(&'static str, String); 5]> {
    let node = package::manifest(workspace)?["engines"]["node"].as_str().unwrap_or_default().replace(">=", "");
    let packages = files::read(&workspace.root.join("tests/reference/package.json"))?;
    let packages: Value = serde_json::from_str(&packages).context("tests/reference/package.json")?;
    let typescript = &packages["devDependencies"][reference::OLDEST];
    let typescript = typescript.as_str().and_then(|name| name.rsplit('@').next()).unwrap_or_default();
    ensure!(
        engine("node") == node,
        "`engines` in pkg/package.json must name Node {}, the oldest that the build supports",
        engine("node")
    );
    Ok([
        ("Node", node),
        ("Chrome, Edge", engine("chrome").to_owned()),
        ("Firefox", engine("firefox").to_owned()),
        ("Safari", engine("safari").to_owned()),
        ("TypeScript", without_patch(typescript).to_owned()),
    ])
}

fn engine(name: &str) -> &'static str {
    ENGINES.split(',').find_map(|engine| engine.strip_prefix(name)).unwrap_or_default()
}

/// `5.2` of `5.2.2`.
fn without_patch(version: &str) -> &str {
    version.rsplit_once('.').map_or(version, |(start, _)| start)
}

#[cfg(test)]
mod tests {
    use super::{engine, without_patch};

    #[test]
    fn an_engine_is_found_by_its_name() {
        assert_eq!(engine("safari"), "15.4");
        assert_eq!(engine("opera"), "");
    }

    #[test]
    fn a_patch_version_is_left_out() {
        assert_eq!(without_patch("5.2.2"), "5.2");
    }
}

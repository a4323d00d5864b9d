//! The parts of `cargo xtask test`: each runs one kind of test and returns how many ran.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Result, ensure};
use clap::ValueEnum;

use crate::bench;
use crate::consumer;
use crate::counts;
use crate::faults;
use crate::files;
use crate::fuzz;
use crate::package;
use crate::run::{run, watch};
use crate::sizes;
use crate::soak;
use crate::standin::Standin;
use crate::suite::Bench;
use crate::tools::npm_tool;
use crate::workspace::Workspace;

/// A part of the tests, in the order they run in.
#[derive(Clone, Copy, Debug, Eq, PartialEq, ValueEnum)]
pub enum Part {
    /// Everything that needs no JavaScript, by cargo test
    Host,
    /// The package is built, packed and installed
    Package,
    /// The wasm suite in Node
    WasmNode,
    /// The wasm suite in Chromium
    WasmBrowser,
    /// The installed package in Node
    Node,
    /// Every fault, with this client alone
    Faults,
    /// Any JavaScript value in any place, in Node and in Chromium, in short
    Fuzz,
    /// What calls leave behind, what a waiting call costs, and the time of one, in short
    Soak,
    /// Size, start, calls and memory beside the other clients, in short
    Bench,
    /// The installed package's types
    Types,
    /// The page in Chromium
    Page,
}

/// The parts to run: those of `only`, or all, without those of `without`.
pub fn select(only: &[Part], without: &[Part]) -> Vec<Part> {
    let wanted = |part: &Part| (only.is_empty() || only.contains(part)) && !without.contains(part);
    Part::value_variants().iter().copied().filter(wanted).collect()
}

impl Part {
    /// The name it has on the command line.
    pub fn name(self) -> String {
        self.to_possible_value().map(|value| value.get_name().to_owned()).unwrap_or_default()
    }

    /// Whether it talks to the Slack stand-in.
    pub fn needs_standin(self) -> bool {
        matches!(
            self,
            Part::WasmNode | Part::WasmBrowser | Part::Node | Part::Faults | Part::Soak | Part::Bench | Part::Page
        )
    }

    /// Whether it starts Chromium.
    pub fn needs_browser(self) -> bool {
        matches!(self, Part::WasmBrowser | Part::Fuzz | Part::Page)
    }

    /// Whether it tests what the part `package` installs.
    pub fn needs_package(self) -> bool {
        matches!(self, Part::Node | Part::Faults | Part::Fuzz | Part::Soak | Part::Bench | Part::Types | Part::Page)
    }

    /// Runs it, and returns how many tests passed.
    pub fn run(self, bench: &Bench) -> Result<usize> {
        let workspace = bench.workspace;
        match self {
            Part::Host => {
                let mut command = Command::new("cargo");
                counts::rust(&watch(command.args(["test", "--workspace"]).current_dir(&workspace.root))?)
            }
            Part::Package => {
                package::build(workspace, &bench.tools)?;
                sizes::print(workspace)?;
                consumer::install(workspace)
            }
            Part::WasmNode => wasm(bench, bench.standin()?, "node", |command| {
                command.arg("--node");
            }),
            Part::WasmBrowser => {
                let browser = bench.browser()?;
                wasm(bench, bench.standin()?, "browser", |command| {
                    command.args(["--headless", "--chrome", "--chromedriver"]).arg(&browser.chromedriver);
                })
            }
            Part::Node => {
                consumer::copy_tests(workspace)?;
                let mut command = consumer::node(workspace);
                command.env("STANDIN", &bench.standin()?.base);
                // For fast-check, which the empty project doesn't have.
                command.env("TESTS_NODE_MODULES", workspace.root.join("tests/node_modules"));
                node(&mut command, &workspace.consumer().join("tests/node"))
            }
            Part::Faults => faults::run(workspace, bench.standin()?, true),
            Part::Fuzz => fuzz::run_both(workspace, bench.browser()?, 20_000),
            Part::Soak => soak::measure(workspace, bench.standin()?, true),
            Part::Bench => bench::measure(workspace, bench.standin()?, bench::Form::Short),
            Part::Types => types(workspace),
            Part::Page => {
                let standin = bench.standin()?;
                let mut command = Command::new("node");
                command.current_dir(&workspace.root).env("STANDIN", &standin.base).env("WWW", &standin.www);
                command.env("CHROMIUM", &bench.browser()?.chromium);
                node(&mut command, &workspace.root.join("tests/page"))
            }
        }
    }
}

/// One of the wasm suite's runners. What follows `--` is for cargo.
fn wasm(bench: &Bench, standin: &Standin, runner: &str, place: impl Fn(&mut Command)) -> Result<usize> {
    let mut command = bench.tools.wasm_pack(bench.workspace);
    command.arg("test");
    place(&mut command);
    command.args(["--", "--test", runner]);
    // The default, 20 seconds for all tests together, is short on a busy machine.
    command.env("WASM_BINDGEN_TEST_TIMEOUT", "300").env("STANDIN", &standin.base);
    counts::rust(&watch(&mut command)?)
}

/// All test files of a folder, in one `node --test`.
fn node(command: &mut Command, folder: &Path) -> Result<usize> {
    let tests = files::find(folder, "test file `….test.mjs` or `….test.cjs`", |name| {
        name.ends_with(".test.mjs") || name.ends_with(".test.cjs")
    })?;
    counts::node(&watch(command.args(["--test", "--test-reporter=spec"]).args(tests))?)
}

/// Each configuration that the TypeScript compiler accepts is a test.
fn types(workspace: &Workspace) -> Result<usize> {
    consumer::copy_tests(workspace)?;
    let folder = workspace.consumer().join("tests/types");
    let configurations =
        files::find(&folder, "tsconfig….json", |name| name.starts_with("tsconfig") && name.ends_with(".json"))?;
    let refused: Vec<&PathBuf> = configurations.iter().filter(|path| !compiles(workspace, path)).collect();
    ensure!(refused.is_empty(), "tsc did not accept {refused:?}");
    Ok(configurations.len())
}

fn compiles(workspace: &Workspace, configuration: &Path) -> bool {
    let result = run(npm_tool(workspace, "tsc").arg("--project").arg(configuration));
    println!("  {} tsc --project {}", if result.is_ok() { "✓" } else { "✗" }, configuration.display());
    result.is_ok()
}

#[cfg(test)]
mod tests {
    use super::{Part, select};
    use clap::ValueEnum;

    #[test]
    fn all_parts_run_unless_told_otherwise() {
        assert_eq!(select(&[], &[]), Part::value_variants());
    }

    #[test]
    fn only_the_named_parts_run_in_their_usual_order() {
        assert_eq!(select(&[Part::Types, Part::Host], &[]), [Part::Host, Part::Types]);
    }

    #[test]
    fn a_part_is_left_out_by_name() {
        assert!(!select(&[], &[Part::Page]).contains(&Part::Page));
    }
}

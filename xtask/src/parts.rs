//! The parts of `cargo xtask test`: each runs one kind of test and returns how many ran.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Result, ensure};
use clap::ValueEnum;

use crate::audit;
use crate::bench;
use crate::console;
use crate::consumer;
use crate::consumers;
use crate::counts;
use crate::examples;
use crate::faults;
use crate::files;
use crate::fuzz;
use crate::javascript;
use crate::oldest;
use crate::package;
use crate::reference;
use crate::run::{read, run, watch};
use crate::runs;
use crate::sizes;
use crate::soak;
use crate::standin::Standin;
use crate::suite::Bench;
use crate::tools::ensure_npm_packages;
use crate::workspace::Workspace;

/// A part of the tests, in the order they run in.
#[derive(Clone, Copy, Debug, Eq, PartialEq, ValueEnum)]
pub enum Part {
    /// Everything that needs no JavaScript, by cargo test
    Host,
    /// The package is built, packed and installed
    Package,
    /// Types, format and lints of the JavaScript in src/js and of the loaders
    Javascript,
    /// The wasm suite in Node
    WasmNode,
    /// The wasm suite in Chromium
    WasmBrowser,
    /// The installed package in Node
    Node,
    /// The run of the installed package: its library, and its command in processes of its own
    Run,
    /// The run on a disk that is full; needs Linux, and the right to mount one
    FullDisk,
    /// Every fault, with this client alone
    Faults,
    /// Any JavaScript value in any place, in Node and in Chromium, in short
    Fuzz,
    /// What calls leave behind, in short
    Soak,
    /// Size, start, calls and memory beside the other clients, in short
    Bench,
    /// The installed package's types
    Types,
    /// The console, and the package in a page, in Chromium
    Page,
    /// The package's examples, in Node and in Chromium
    Examples,
    /// pkg/API.md, and that every public item has a doc comment
    Reference,
    /// Licences and sources of the crates, and pkg/THIRD-PARTY.md
    Audit,
    /// Fresh projects of users, in short
    Consumers,
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

    /// Whether it talks to the shared Slack stand-in; the page has one of its own.
    pub fn needs_standin(self) -> bool {
        use Part::{Bench, Consumers, Examples, Faults, FullDisk, Node, Run, Soak, WasmBrowser, WasmNode};
        matches!(self, WasmNode | WasmBrowser | Node | Run | FullDisk | Faults | Soak | Bench | Examples | Consumers)
    }

    /// Whether it starts Chromium.
    pub fn needs_browser(self) -> bool {
        matches!(self, Part::WasmBrowser | Part::Fuzz | Part::Page | Part::Examples | Part::Consumers)
    }

    /// Whether it tests what the part `package` installs.
    pub fn needs_package(self) -> bool {
        use Part::{
            Bench, Consumers, Examples, Faults, FullDisk, Fuzz, Javascript, Node, Page, Reference, Run, Soak, Types,
        };
        matches!(
            self,
            Javascript
                | Node
                | Run
                | FullDisk
                | Faults
                | Fuzz
                | Soak
                | Bench
                | Types
                | Page
                | Examples
                | Reference
                | Consumers
        )
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
                Ok(consumer::install(workspace)? + oldest::check(workspace)?)
            }
            Part::Javascript => javascript::check(workspace),
            Part::WasmNode => wasm(bench, bench.standin()?, &["node"], |command| {
                command.arg("--node");
            }),
            Part::WasmBrowser => {
                let browser = bench.browser()?;
                wasm(bench, bench.standin()?, &["browser", "preflight"], |command| {
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
            Part::Run => runs::test(workspace, bench.standin()?),
            Part::FullDisk => runs::test_full_disk(workspace, bench.standin()?),
            Part::Faults => faults::run(workspace, bench.standin()?, true),
            Part::Fuzz => fuzz::run_both(workspace, bench.browser()?, 20_000),
            Part::Soak => soak::measure(workspace, bench.standin()?, true),
            Part::Bench => bench::measure(workspace, bench.standin()?, bench::Form::Short),
            Part::Types => types(workspace),
            // Not into www/pictures: pixels differ between machines.
            Part::Page => console::test(workspace, bench.browser()?, &workspace.target.join("pictures"), |_| true),
            Part::Examples => {
                let mut command = examples::command(workspace, bench.standin()?, bench.browser()?);
                node(&mut command, &workspace.root.join("tests/examples"))
            }
            Part::Reference => reference::check(workspace),
            Part::Audit => audit::check(workspace),
            Part::Consumers => consumers::run(workspace, &bench.tools, bench.standin()?, consumers::SHORT),
        }
    }
}

/// One of the wasm suite's runners. What follows `--` is for cargo.
fn wasm(bench: &Bench, standin: &Standin, targets: &[&str], place: impl Fn(&mut Command)) -> Result<usize> {
    let mut command = bench.tools.wasm_pack(bench.workspace);
    command.arg("test");
    place(&mut command);
    command.args(["--", "--features", "standin"]).args(targets.iter().flat_map(|target| ["--test", target]));
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

/// Each configuration that a TypeScript compiler accepts is a test: the newest, and the oldest that the README names.
/// What an editor offers and shows is tested too.
fn types(workspace: &Workspace) -> Result<usize> {
    consumer::copy_tests(workspace)?;
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
    // The newest TypeScript has no language service for JavaScript; what an editor shows is asked of the oldest.
    let mut command = consumer::node(workspace);
    command.env("TYPESCRIPT", reference::folder(workspace).join("node_modules").join(reference::OLDEST));
    Ok(configurations.len() * compilers.len() + node(&mut command, &folder)?)
}

fn compiles(compiler: &Path, version: &str, configuration: &Path) -> bool {
    let result = run(Command::new(compiler).arg("--project").arg(configuration));
    println!("  {} {version}: {}", if result.is_ok() { "✓" } else { "✗" }, configuration.display());
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

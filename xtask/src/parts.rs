//! The parts of `cargo xtask test`: each runs one kind of test and returns how many ran.

use std::process::Command;

use anyhow::Result;
use clap::ValueEnum;

use crate::build::{package, sizes};
use crate::check::{audit, javascript, oldest, reference};
use crate::drive::{bench, console, consumers, examples, faults, fuzz, installed, node, run, soak, types, wasm_suite};
use crate::support::counts;
use crate::support::process::watch;
use crate::support::setup::Setup;

/// A part of the tests. The parts run in this order.
#[derive(Clone, Copy, Debug, Eq, PartialEq, ValueEnum)]
pub enum Part {
    /// The Rust tests that need no JavaScript, with cargo test
    Host,
    /// Build, pack and install the package, and check it
    Package,
    /// Types, format and lints of the JavaScript in src/js and of the loaders
    Javascript,
    /// The wasm suite in Node
    WasmNode,
    /// The wasm suite in Chromium
    WasmBrowser,
    /// The installed package in Node
    Node,
    /// The run of the installed package: its library, and its command in separate processes
    Run,
    /// The run on a full disk; needs Linux, and the right to mount a disk
    FullDisk,
    /// Every fault, with only this client
    Faults,
    /// Any JavaScript value in any place, in Node and in Chromium, with few values
    Fuzz,
    /// The memory, timers and listeners that calls leave behind, with fewer calls
    Soak,
    /// Size, start, calls and memory compared with other clients, with few rounds
    Bench,
    /// The installed package's types
    Types,
    /// The console, and the package in a page, in Chromium
    Page,
    /// The package's examples, in Node and in Chromium
    Examples,
    /// Whether pkg/API.md is current and every public item has a doc comment
    Reference,
    /// The licences and sources of the crates, and whether pkg/THIRD-PARTY.md is current
    Audit,
    /// Fresh projects that install the package, the short list
    Consumers,
}

/// The parts to run: those of `only`, or all, without those of `without`.
pub fn select(only: &[Part], without: &[Part]) -> Vec<Part> {
    let wanted = |part: &Part| (only.is_empty() || only.contains(part)) && !without.contains(part);
    Part::value_variants().iter().copied().filter(wanted).collect()
}

impl Part {
    /// The part's name on the command line.
    pub fn name(self) -> String {
        self.to_possible_value().map(|value| value.get_name().to_owned()).unwrap_or_default()
    }

    /// Whether it uses the shared Slack stand-in. `page` starts its own, and `fuzz` needs none.
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
    pub fn run(self, setup: &Setup) -> Result<usize> {
        let (workspace, tools) = (setup.workspace, &setup.tools);
        match self {
            Part::Host => {
                let mut command = Command::new("cargo");
                counts::rust(&watch(command.args(["test", "--workspace"]).current_dir(&workspace.root))?)
            }
            Part::Package => {
                package::build(workspace, tools)?;
                sizes::print(workspace)?;
                Ok(installed::install(workspace)? + oldest::check(workspace)?)
            }
            Part::Javascript => javascript::check(workspace),
            Part::WasmNode => wasm_suite::test_in_node(workspace, tools, setup.standin()?),
            Part::WasmBrowser => wasm_suite::test_in_browser(workspace, tools, setup.standin()?, setup.browser()?),
            Part::Node => node::test(workspace, setup.standin()?),
            Part::Run => run::test(workspace, setup.standin()?),
            Part::FullDisk => run::test_full_disk(workspace, setup.standin()?),
            Part::Faults => faults::run(workspace, setup.standin()?, true),
            Part::Fuzz => fuzz::run_both(workspace, setup.browser()?, 20_000),
            Part::Soak => soak::measure(workspace, setup.standin()?, true),
            Part::Bench => bench::measure(workspace, setup.standin()?, bench::Form::Short),
            Part::Types => types::test(workspace),
            // The pictures don't go to www/pictures, because their pixels differ between machines.
            Part::Page => console::test(workspace, setup.browser()?, &workspace.target.join("pictures"), |_| true),
            Part::Examples => examples::test(workspace, setup.standin()?, setup.browser()?),
            Part::Reference => reference::check(workspace),
            Part::Audit => audit::check(workspace),
            Part::Consumers => consumers::run(workspace, tools, setup.standin()?, consumers::SHORT),
        }
    }
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

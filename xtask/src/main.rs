//! `cargo xtask …`: builds, shows and tests the npm package.
//! Each command first installs what is missing, and prints how long every step takes.

mod build;
mod check;
mod drive;
mod parts;
mod suite;
mod support;

use std::process::{Command, ExitCode};

use anyhow::Result;
use clap::{Parser, Subcommand};

use crate::build::module::{CLIENT, RUN};
use crate::build::{package, report, sizes};
use crate::check::{audit, notices, reference, release};
use crate::drive::bench::{self, Form};
use crate::drive::{console, consumers, demo, faults, fuzz, installed, run, soak};
use crate::parts::Part;
use crate::support::browser::Browser;
use crate::support::process;
use crate::support::standin::Standin;
use crate::support::tools::Tools;
use crate::support::workspace::Workspace;

#[derive(Debug, Parser)]
#[command(about = "Builds, shows and tests the npm package slack-admin-session")]
struct Arguments {
    #[command(subcommand)]
    task: Task,
}

#[derive(Debug, Subcommand)]
enum Task {
    /// End sessions in a Slack stand-in on this machine with the built package: one, all of a user, and those of a list
    Demo {
        /// End after the calls, without serving the console
        #[arg(long)]
        once: bool,
    },
    /// Build the npm package in pkg/ and print its sizes
    Build {
        /// Also print the modules' sizes by crate and by function
        #[arg(long)]
        report: bool,
    },
    /// Build the package and run every test
    Test {
        /// Run only these parts
        #[arg(long, value_name = "PART", conflicts_with = "without")]
        only: Vec<Part>,
        /// Leave these parts out
        #[arg(long, value_name = "PART")]
        without: Vec<Part>,
    },
    /// Try every fault with this client and its peers, and print a table of the results
    Faults {
        /// With only this client
        #[arg(long)]
        short: bool,
    },
    /// Pass any JavaScript value to any place of the package, in Node and in Chromium
    Fuzz {
        /// The least number of values
        #[arg(long, default_value_t = 1_000_000)]
        values: u64,
    },
    /// Measure the memory, timers and listeners that calls leave behind
    Soak {
        /// With fewer calls
        #[arg(long)]
        short: bool,
    },
    /// Test the run in its long form: 10,000 cases of each property, a hundred random kills, a record cut at every byte
    Crashes,
    /// Write the generated documents in pkg/: API.md and THIRD-PARTY.md
    Docs,
    /// Check the licences and sources of all crates, and the notices of those in the package
    Audit {
        /// Instead, fetch the database of known vulnerabilities from its git host, and check the crates against it
        #[arg(long)]
        advisories: bool,
    },
    /// Install the packed package in fresh projects of every kind, run both calls in each, and print the results
    Consumers {
        /// Run only these rows
        #[arg(long, value_name = "ROW", conflicts_with = "without")]
        only: Vec<String>,
        /// Leave these rows out
        #[arg(long, value_name = "ROW")]
        without: Vec<String>,
    },
    /// Retake the pictures of the console in www/pictures
    Pictures,
    /// Measure size, start, calls and memory, and compare them with fetch, @slack/web-api and slack-web-api-client
    Bench {
        /// With few rounds, only to check the limits
        #[arg(long)]
        short: bool,
        /// Write the tables to benches/RESULTS.md
        #[arg(long, conflicts_with = "short")]
        record: bool,
    },
    /// Check that everything is filled in that publishing needs
    Release,
    /// Run .ci/run: check formatting and lints, then run every test
    Ci,
}

fn main() -> ExitCode {
    match perform(Arguments::parse().task) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

/// Builds the package.
fn built(workspace: &Workspace) -> Result<Tools> {
    let tools = Tools::ensure(workspace)?;
    package::build(workspace, &tools)?;
    Ok(tools)
}

/// Builds the package, and installs it in the empty project.
fn built_and_installed(workspace: &Workspace) -> Result<Tools> {
    let tools = built(workspace)?;
    installed::install(workspace)?;
    Ok(tools)
}

fn perform(task: Task) -> Result<()> {
    let workspace = Workspace::find()?;
    match task {
        Task::Demo { once } => {
            built(&workspace)?;
            demo::show(&workspace, once)
        }
        Task::Build { report } => {
            let tools = built(&workspace)?;
            sizes::print(&workspace)?;
            let modules = if report { &[CLIENT, RUN][..] } else { &[] };
            modules.iter().try_for_each(|module| report::print(&workspace, &tools, *module))
        }
        Task::Test { only, without } => suite::run(&workspace, &parts::select(&only, &without)),
        Task::Faults { short } => {
            built_and_installed(&workspace)?;
            faults::run(&workspace, &Standin::start(&workspace)?, short).map(drop)
        }
        Task::Fuzz { values } => {
            let browser = Browser::ensure()?;
            built_and_installed(&workspace)?;
            fuzz::run_both(&workspace, &browser, values).map(drop)
        }
        Task::Soak { short } => {
            built_and_installed(&workspace)?;
            soak::measure(&workspace, &Standin::start(&workspace)?, short).map(drop)
        }
        Task::Crashes => {
            built_and_installed(&workspace)?;
            let passed = run::test_long(&workspace, &Standin::start(&workspace)?)?;
            println!("{passed} passed, 0 failed");
            Ok(())
        }
        Task::Docs => {
            built(&workspace)?;
            reference::write(&workspace)?;
            notices::write(&workspace)
        }
        Task::Audit { advisories: true } => audit::check_advisories(&workspace),
        Task::Audit { advisories: false } => audit::check(&workspace).map(drop),
        Task::Consumers { only, without } => {
            let tools = built_and_installed(&workspace)?;
            let only = only.iter().map(|row| format!("--only={row}"));
            let words: Vec<_> = only.chain(without.iter().map(|row| format!("--without={row}"))).collect();
            consumers::run(&workspace, &tools, &Standin::start(&workspace)?, &words).map(drop)
        }
        Task::Pictures => {
            let browser = Browser::ensure()?;
            built_and_installed(&workspace)?;
            let pictures = workspace.root.join("www/pictures");
            console::test(&workspace, &browser, &pictures, |name| name.starts_with("pictures.")).map(drop)
        }
        Task::Bench { short, record } => {
            built_and_installed(&workspace)?;
            let (form, standin) = match (short, record) {
                (true, _) => (Form::Short, Standin::start(&workspace)?),
                (false, false) => (Form::Long, Standin::start_optimised(&workspace)?),
                (false, true) => (Form::Recorded, Standin::start_optimised(&workspace)?),
            };
            bench::measure(&workspace, &standin, form).map(drop)
        }
        Task::Release => release::check(&workspace),
        Task::Ci => process::run(Command::new("bash").arg(".ci/run").current_dir(&workspace.root)),
    }
}

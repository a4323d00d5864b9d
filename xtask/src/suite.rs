//! `cargo xtask test`: runs the parts, and prints a table of the results at the end.

use std::time::Instant;

use anyhow::{Result, bail, ensure};
use clap::ValueEnum;

use crate::parts::Part;
use crate::support::setup::Setup;
use crate::support::workspace::Workspace;

/// The result of a part.
#[derive(Debug)]
enum Outcome {
    Passed(usize),
    Failed,
    NotRun,
}

struct Row {
    part: Part,
    outcome: Outcome,
    seconds: f64,
}

/// Runs these parts, and goes on if one fails.
pub fn run(workspace: &Workspace, parts: &[Part]) -> Result<()> {
    ensure!(!parts.is_empty(), "no part is left to run: leave out fewer parts with `--without`");
    let mut setup = Setup::prepare(workspace, parts.iter().any(|part| part.needs_browser()))?;
    let mut rows: Vec<Row> = Vec::new();
    for &part in Part::value_variants() {
        let start = Instant::now();
        let outcome = if parts.contains(&part) { attempt(part, &mut setup, &rows) } else { Outcome::NotRun };
        rows.push(Row { part, outcome, seconds: start.elapsed().as_secs_f64() });
    }
    close(&rows)
}

fn attempt(part: Part, setup: &mut Setup, before: &[Row]) -> Outcome {
    let name = part.name();
    println!("\n== {name} ==");
    match try_part(part, setup, before) {
        Ok(count) => {
            println!("== {name}: {count} passed ==");
            Outcome::Passed(count)
        }
        Err(error) => {
            println!("== {name} FAILED: {error:#} ==");
            Outcome::Failed
        }
    }
}

fn try_part(part: Part, setup: &mut Setup, before: &[Row]) -> Result<usize> {
    let broken = before.iter().any(|row| row.part == Part::Package && matches!(row.outcome, Outcome::Failed));
    ensure!(!(broken && part.needs_package()), "the part `package` failed, so there is no package to test");
    if part.needs_standin() {
        setup.start_standin()?;
    }
    let count = part.run(setup)?;
    ensure!(count > 0, "no test ran");
    Ok(count)
}

/// Prints the table, and then the total if nothing failed.
fn close(rows: &[Row]) -> Result<()> {
    println!("\n{:<14}{:>9}{:>9}", "part", "tests", "seconds");
    for row in rows {
        let tests = match row.outcome {
            Outcome::Passed(count) => count.to_string(),
            Outcome::Failed => "FAILED".to_owned(),
            Outcome::NotRun => "NOT RUN".to_owned(),
        };
        println!("{:<14}{tests:>9}{:>9.1}", row.part.name(), row.seconds);
    }
    let failed: Vec<_> =
        rows.iter().filter(|row| matches!(row.outcome, Outcome::Failed)).map(|row| row.part.name()).collect();
    if !failed.is_empty() {
        bail!("failed: {} (see above)", failed.join(", "));
    }
    println!("{} passed, 0 failed", passed(rows));
    Ok(())
}

fn passed(rows: &[Row]) -> usize {
    let counts = rows.iter().map(|row| if let Outcome::Passed(count) = row.outcome { count } else { 0 });
    counts.sum()
}

#[cfg(test)]
mod tests {
    use super::{Outcome, Row, close, passed};
    use crate::parts::Part;

    fn row(part: Part, outcome: Outcome) -> Row {
        Row { part, outcome, seconds: 0.0 }
    }

    #[test]
    fn the_total_adds_up_what_passed() {
        let rows = [row(Part::Host, Outcome::Passed(3)), row(Part::Node, Outcome::Passed(4))];
        assert_eq!(passed(&rows), 7);
        assert!(close(&rows).is_ok());
    }

    #[test]
    fn a_failed_part_fails_the_run_by_name() {
        let rows = [row(Part::Host, Outcome::Passed(3)), row(Part::WasmBrowser, Outcome::Failed)];
        assert!(close(&rows).unwrap_err().to_string().contains("wasm-browser"));
    }
}

//! How many tests ran, read from what the test runners print.
//! A skipped test counts as a failure: it looks like a pass, but proves nothing.

use anyhow::{Context, Result, ensure};

/// Counts the tests of `cargo test` or wasm-bindgen's runner, from all `test result:` lines.
pub fn rust(output: &str) -> Result<usize> {
    let mut total = 0;
    for line in output.lines().filter(|line| line.trim_start().starts_with("test result: ")) {
        let number = |label: &str| number_before(line, label).with_context(|| format!("no `{label}` in {line:?}"));
        ensure!(number("failed")? == 0, "tests failed: {line}");
        ensure!(number("ignored")? == 0, "tests were ignored: {line}");
        total += number("passed")?;
    }
    Ok(total)
}

/// Counts the tests of `node --test`, from the closing lines of its spec reporter.
pub fn node(output: &str) -> Result<usize> {
    let number = |label: &str| {
        let prefix = format!("ℹ {label} ");
        let value = output.lines().rev().find_map(|line| line.strip_prefix(&prefix)?.trim().parse::<usize>().ok());
        value.with_context(|| format!("`node --test` printed no line `ℹ {label} N`"))
    };
    for label in ["fail", "cancelled", "skipped", "todo"] {
        ensure!(number(label)? == 0, "`node --test` ended with {label} {}", number(label)?);
    }
    number("pass")
}

/// The number at the start of the closing line of one of our own programs.
pub fn closing(output: &str, program: &str, what: &str) -> Result<usize> {
    let last = output.lines().last().unwrap_or_default();
    let number = last.split_whitespace().next().and_then(|word| word.parse().ok());
    number.with_context(|| format!("{program} closed with {last:?}, not with a number of {what}"))
}

fn number_before(line: &str, label: &str) -> Option<usize> {
    let mut words = line.split([' ', ';']).filter(|word| !word.is_empty());
    let mut last = words.next()?;
    for word in words {
        if word == label {
            return last.parse().ok();
        }
        last = word;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::{closing, node, rust};

    #[test]
    fn reads_the_number_at_the_start_of_a_closing_line() {
        for (output, count) in [
            ("row  versions\nnode-20  Node 20\n40 of 40 rows work\n", 40),
            ("| one by one | 1.02 |\n10 of 10 limits hold, 31.4 s\n", 10),
            ("✓ success\n\n184 of 184 faults ended as the contract says, in 13.0 s\n", 184),
            ("✓ timers left   0   none\n40 of 40 figures hold, 17.4 s\n", 40),
        ] {
            assert_eq!(closing(output, "a program", "things").unwrap(), count);
        }
    }

    #[test]
    fn a_run_without_a_closing_line_is_a_failure() {
        for output in ["row  versions\n", "| one by one | 1.02 |\n", "✓ success\n", "✓ timers left   0   none\n", ""]
        {
            assert!(closing(output, "a program", "things").is_err());
        }
    }

    #[test]
    fn adds_up_every_result_of_cargo_test() {
        let output = "running 2 tests\n\
            test result: ok. 2 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.00s\n\
            running 0 tests\n\
            test result: ok. 0 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.00s\n\
            test result: ok. 40 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out; finished in 1.20s\n";
        assert_eq!(rust(output).unwrap(), 42);
    }

    #[test]
    fn reads_the_result_of_the_wasm_runner() {
        let output = "test result: ok. 7 passed; 0 failed; 0 ignored; 0 filtered out; finished in 0.05s\n";
        assert_eq!(rust(output).unwrap(), 7);
    }

    #[test]
    fn no_result_is_no_test() {
        assert_eq!(rust("no tests to run!\n").unwrap(), 0);
    }

    #[test]
    fn an_ignored_rust_test_is_a_failure() {
        let output = "test result: ok. 7 passed; 0 failed; 1 ignored; 0 filtered out; finished in 0.05s\n";
        assert!(rust(output).unwrap_err().to_string().contains("ignored"));
    }

    fn closing_lines(pass: usize, skipped: usize, todo: usize) -> String {
        format!(
            "✔ pass 99 (1.2ms)\nℹ tests {pass}\nℹ suites 0\nℹ pass {pass}\nℹ fail 0\nℹ cancelled 0\n\
             ℹ skipped {skipped}\nℹ todo {todo}\nℹ duration_ms 50.1\n"
        )
    }

    #[test]
    fn reads_the_closing_lines_of_node() {
        assert_eq!(node(&closing_lines(12, 0, 0)).unwrap(), 12);
    }

    #[test]
    fn a_skipped_node_test_is_a_failure() {
        assert!(node(&closing_lines(12, 1, 0)).unwrap_err().to_string().contains("skipped 1"));
        assert!(node(&closing_lines(12, 0, 1)).unwrap_err().to_string().contains("todo 1"));
    }

    #[test]
    fn a_node_run_without_closing_lines_is_a_failure() {
        assert!(node("✔ a test (1ms)\n").is_err());
    }
}

//! Runs a program in a terminal of its own, as a person would: `terminal COLUMNS PROGRAM [ARGUMENT …]`.
//!
//! Input on stdin is typed there, and what the terminal shows is written to stdout. The first line on stderr is the
//! program's process id. The exit status is the program's, or 128 plus the signal that ended it. Killing this program closes
//! the terminal.

use std::io::{Read, Write, copy, stdin, stdout};
use std::os::unix::process::ExitStatusExt;
use std::process::ExitCode;
use std::sync::Arc;
use std::thread;

use anyhow::{Context, Result};
use pty_process::Size;
use pty_process::blocking::{Command, Pty, open};

const ROWS: u16 = 24;

fn main() -> Result<ExitCode> {
    let mut words = std::env::args_os().skip(1);
    let columns = words.next().and_then(|word| word.into_string().ok()).and_then(|word| word.parse().ok());
    let columns = columns.context("the first argument is the number of columns")?;
    let program = words.next().context("the second argument is a program")?;
    let (pty, pts) = open().context("no terminal could be opened")?;
    pty.resize(Size::new(ROWS, columns))?;
    let mut child = Command::new(&program).args(words).spawn(pts).with_context(|| format!("{}", program.display()))?;
    eprintln!("{}", child.id());
    let pty = Arc::new(pty);
    let keyboard = Arc::clone(&pty);
    // It ends with the process, since more could be typed at any time.
    thread::spawn(move || copy(&mut stdin(), &mut &*keyboard));
    show(&pty)?;
    let status = child.wait()?;
    let code = status.code().or_else(|| status.signal().map(|signal| 128 + signal)).unwrap_or(1);
    Ok(ExitCode::from(u8::try_from(code).unwrap_or(1)))
}

/// Passes on what the terminal shows, until no program has it open any more.
fn show(pty: &Pty) -> Result<()> {
    let mut screen = stdout();
    let mut bytes = [0; 4096];
    let mut pty = pty;
    // Its end is an error on Linux.
    while let Ok(length) = pty.read(&mut bytes) {
        let shown = bytes.get(..length).unwrap_or_default();
        if shown.is_empty() {
            break;
        }
        screen.write_all(shown)?;
        screen.flush()?;
    }
    Ok(())
}

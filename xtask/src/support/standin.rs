//! The Slack stand-in, as a running process.

use std::io::{BufRead, BufReader};
use std::net::TcpListener;
use std::process::{Child, Command, Stdio};

use anyhow::{Context, Result, bail};
use serde_json::Value;

use crate::support::process::{run, step};
use crate::support::workspace::Workspace;

/// The wasm tests have the address compiled in: with the same port nothing is compiled again.
const PORTS: std::ops::Range<u16> = 4750..4760;

/// A stand-in that runs until this is dropped.
#[derive(Debug)]
pub struct Standin {
    child: Child,
    /// Where Slack would be.
    pub base: String,
    www: Option<String>,
}

impl Standin {
    /// Builds and starts it, without a page.
    pub fn start(workspace: &Workspace) -> Result<Self> {
        Self::start_with(workspace, |_| ())
    }

    /// Builds and starts it, with what `add` adds to its command line.
    pub fn start_with(workspace: &Workspace, add: impl FnOnce(&mut Command)) -> Result<Self> {
        Self::launch(workspace, "dev", "debug", add)
    }

    /// The same, built to answer quickly, so that of a measured call the client is the greater part.
    pub fn start_optimised(workspace: &Workspace) -> Result<Self> {
        Self::launch(workspace, "release", "release", |_| ())
    }

    fn launch(workspace: &Workspace, profile: &str, folder: &str, add: impl FnOnce(&mut Command)) -> Result<Self> {
        step("build the Slack stand-in", || {
            let mut command = Command::new("cargo");
            command.args(["build", "--quiet", "--package", "standin", "--profile", profile]);
            run(command.current_dir(&workspace.root))
        })?;
        let mut command = Command::new(workspace.target.join(folder).join("standin"));
        command.arg("--port").arg(free_port()?.to_string());
        add(&mut command);
        // It ends when its input closes, so it never outlives us.
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().context("the stand-in")?;
        let mut line = String::new();
        BufReader::new(child.stdout.take().context("the stand-in's output")?).read_line(&mut line)?;
        let Ok(ready) = serde_json::from_str::<Value>(&line) else {
            bail!("the stand-in did not say where it listens; it ended with {}", child.wait()?);
        };
        let address = |key: &str| ready[key].as_str().map(str::to_owned);
        let base = address("base").with_context(|| format!("the stand-in named no `base`: {line}"))?;
        println!("  the Slack stand-in listens at {base}");
        Ok(Self { base, www: address("www"), child })
    }

    /// The origin that serves the page.
    pub fn www(&self) -> Result<&str> {
        self.www.as_deref().context("this stand-in serves no page")
    }

    /// Waits until somebody ends it.
    pub fn wait(mut self) -> Result<()> {
        // Not `Child::wait`, which closes the input first and so would end it at once.
        let pause = std::time::Duration::from_millis(200);
        loop {
            if let Some(status) = self.child.try_wait()? {
                bail!("the stand-in ended with {status}");
            }
            std::thread::sleep(pause);
        }
    }
}

impl Drop for Standin {
    fn drop(&mut self) {
        drop(self.child.stdin.take());
        // Nothing is left to do if it is gone already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn free_port() -> Result<u16> {
    let port = PORTS.into_iter().find(|port| TcpListener::bind(("127.0.0.1", *port)).is_ok());
    port.with_context(|| format!("the ports {PORTS:?} of 127.0.0.1 are all in use"))
}

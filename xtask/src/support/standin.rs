//! Builds and runs the Slack stand-in.

use std::io::{BufRead, BufReader};
use std::net::TcpListener;
use std::process::{Child, Command, Stdio};

use anyhow::{Context, Result, bail};
use serde_json::Value;

use crate::support::process::{run, step};
use crate::support::workspace::Workspace;

/// The address is compiled into the wasm tests, so with the same port they need no new compilation.
const PORTS: std::ops::Range<u16> = 4750..4760;

/// A stand-in that runs until this is dropped.
#[derive(Debug)]
pub struct Standin {
    child: Child,
    /// The base address of its Slack API.
    pub base: String,
    www: Option<String>,
}

impl Standin {
    /// Builds and starts it, without a page.
    pub fn start(workspace: &Workspace) -> Result<Self> {
        Self::start_with(workspace, |_| ())
    }

    /// Builds and starts it, with the arguments that `add` adds.
    pub fn start_with(workspace: &Workspace, add: impl FnOnce(&mut Command)) -> Result<Self> {
        Self::launch(workspace, "dev", "debug", add)
    }

    /// Builds it with optimisation and starts it. It answers quickly, so that most of a measured call is the client's time.
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
        // It ends when its stdin closes, so it ends with this process.
        let mut child =
            command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().context("cannot start the stand-in")?;
        let mut line = String::new();
        BufReader::new(child.stdout.take().context("cannot read the stand-in's output")?).read_line(&mut line)?;
        let Ok(ready) = serde_json::from_str::<Value>(&line) else {
            bail!("the stand-in did not print its address; it ended with {}", child.wait()?);
        };
        let address = |key: &str| ready[key].as_str().map(str::to_owned);
        let base = address("base").with_context(|| format!("the stand-in printed no `base`: {line}"))?;
        println!("  the Slack stand-in listens at {base}");
        Ok(Self { base, www: address("www"), child })
    }

    /// The origin that serves the page.
    pub fn www(&self) -> Result<&str> {
        self.www.as_deref().context("this stand-in serves no page")
    }

    /// Waits until it is ended.
    pub fn wait(mut self) -> Result<()> {
        // `Child::wait` would close its stdin first, and so end it at once.
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
        // Errors mean that it has ended already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn free_port() -> Result<u16> {
    let port = PORTS.into_iter().find(|port| TcpListener::bind(("127.0.0.1", *port)).is_ok());
    port.with_context(|| format!("the ports {PORTS:?} of 127.0.0.1 are all in use: end other stand-ins"))
}

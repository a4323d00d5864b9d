//! The Slack stand-in, as a running process.

use std::io::{BufRead, BufReader};
use std::net::TcpListener;
use std::process::{Child, Command, Stdio};

use anyhow::{Context, Result, bail};
use serde_json::Value;

use crate::run::{run, step};
use crate::workspace::{PACKAGE, Workspace};

/// The wasm tests have the address compiled in: with the same port nothing is compiled again.
const PORTS: std::ops::Range<u16> = 4750..4760;

/// A stand-in that runs until this is dropped.
#[derive(Debug)]
pub struct Standin {
    child: Child,
    /// Where Slack would be.
    pub base: String,
    /// The origin that serves the page.
    pub www: String,
}

impl Standin {
    /// Builds and starts it, and the page's origin with the installed package below it.
    pub fn start(workspace: &Workspace) -> Result<Self> {
        Self::launch(workspace, "dev", "debug")
    }

    /// The same, built to answer quickly, so that of a measured call the client is the greater part.
    pub fn start_optimised(workspace: &Workspace) -> Result<Self> {
        Self::launch(workspace, "release", "release")
    }

    fn launch(workspace: &Workspace, profile: &str, folder: &str) -> Result<Self> {
        step("build the Slack stand-in", || {
            let mut command = Command::new("cargo");
            command.args(["build", "--quiet", "--package", "standin", "--profile", profile]);
            run(command.current_dir(&workspace.root))
        })?;
        let mut command = Command::new(workspace.target.join(folder).join("standin"));
        command.arg("--port").arg(free_port()?.to_string());
        command.arg("--www").arg(workspace.root.join("www"));
        command.arg("--mount").arg(format!("/{PACKAGE}={}", workspace.installed().display()));
        // It ends when its input closes, so it never outlives us.
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().context("the stand-in")?;
        let mut line = String::new();
        BufReader::new(child.stdout.take().context("the stand-in's output")?).read_line(&mut line)?;
        let Ok(ready) = serde_json::from_str::<Value>(&line) else {
            bail!("the stand-in did not say where it listens; it ended with {}", child.wait()?);
        };
        let address = |key: &str| {
            let text = ready[key].as_str().map(str::to_owned);
            text.with_context(|| format!("the stand-in named no `{key}`: {line}"))
        };
        println!("  the Slack stand-in listens at {}", address("base")?);
        Ok(Self { base: address("base")?, www: address("www")?, child })
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

//! The tools, browser and stand-in that the parts of `cargo xtask test` share.

use anyhow::{Context, Result};

use crate::support::browser::Browser;
use crate::support::standin::Standin;
use crate::support::tools::Tools;
use crate::support::workspace::Workspace;

/// The checkout under test, its tools, and the browser and stand-in for the parts that need them.
#[derive(Debug)]
pub struct Setup<'a> {
    /// The checkout under test.
    pub workspace: &'a Workspace,
    /// The tools that build it.
    pub tools: Tools,
    browser: Option<Browser>,
    standin: Option<Standin>,
}

impl<'a> Setup<'a> {
    /// Finds the tools, and the browser if a part needs it.
    pub fn prepare(workspace: &'a Workspace, needs_browser: bool) -> Result<Self> {
        let tools = Tools::ensure(workspace)?;
        let browser = if needs_browser { Some(Browser::ensure()?) } else { None };
        Ok(Self { workspace, tools, browser, standin: None })
    }

    /// Starts the stand-in, unless it runs already.
    pub fn start_standin(&mut self) -> Result<()> {
        if self.standin.is_none() {
            self.standin = Some(Standin::start(self.workspace)?);
        }
        Ok(())
    }

    /// The browser, for parts that need one.
    pub fn browser(&self) -> Result<&Browser> {
        self.browser.as_ref().context("this part needs a browser, but `Part::needs_browser` says no")
    }

    /// The running stand-in, for parts that need it.
    pub fn standin(&self) -> Result<&Standin> {
        self.standin.as_ref().context("the Slack stand-in did not start")
    }
}

//! `cargo xtask demo`: both calls, through the packed and installed package.

use anyhow::Result;

use crate::consumer;
use crate::files;
use crate::run::{run, step};
use crate::standin::Standin;
use crate::workspace::Workspace;

/// Shows both calls against a stand-in, which then stays up for the page unless told otherwise.
pub fn show(workspace: &Workspace, once: bool) -> Result<()> {
    consumer::install(workspace)?;
    let standin = Standin::start(workspace)?;
    step("revoke one session and wipe a user's sessions", || {
        files::copy(&workspace.root.join("xtask/demo.mjs"), &workspace.consumer().join("demo.mjs"))?;
        run(consumer::node(workspace).arg("demo.mjs").env("STANDIN", &standin.base))
    })?;
    if once {
        return Ok(());
    }
    println!("\nNow by hand: open  {}", page(&standin));
    println!("The token is       xoxp-standin-admin");
    println!("Ctrl-C ends it.");
    standin.wait()
}

fn page(standin: &Standin) -> String {
    let host = format!("{}/api", standin.base).replace(':', "%3A").replace('/', "%2F");
    format!("{}/?host={host}", standin.www)
}

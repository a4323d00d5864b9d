//! `cargo xtask demo`: both calls and a run, through the packed and installed package, then the console to do it by hand.

use anyhow::Result;

use crate::drive::console::Console;
use crate::drive::installed;
use crate::support::files;
use crate::support::process::{run, step};
use crate::support::standin::Standin;
use crate::support::workspace::Workspace;

const TO_TRY: &str = "
  sign in with   xoxp-standin-admin (works), xoxp-standin-noscope (missing_scope), xoxp-standin-expired,
                 xoxp-standin-error-internal_error (unknown outcome), or any other code there;
                 or through this server, which adds a token of its own
  users          W12345678 (sessions 1112275520242, 1112275520243, 1112275520244), W00000002 (9007199254740993),
                 W0000OWNR (primary owner), W0000BOT1 (bot), W0000FAIL (fails in Slack)
  team           T12345678
";

/// Shows both calls, and a run that is killed and resumed, against a stand-in; then serves the console, unless told otherwise.
pub fn show(workspace: &Workspace, once: bool) -> Result<()> {
    installed::install(workspace)?;
    let standin = if once { Standin::start(workspace)? } else { Console::build(workspace)?.serve(workspace)? };
    let program = |name: &str| {
        files::copy(&workspace.root.join(name), &workspace.consumer().join(name))?;
        run(installed::node(workspace).arg(name).env("STANDIN", &standin.base))
    };
    step("revoke one session and wipe a user's sessions", || program("xtask/demo.mjs"))?;
    step("reset a list of users, killed in the middle and resumed", || program("xtask/demo-run.mjs"))?;
    if once {
        return Ok(());
    }
    println!("\nNow by hand: open  {}", page(&standin)?);
    println!("{TO_TRY}");
    println!("Every call, and faults to script: {}/control/requests, tests/standin/README.md", standin.base);
    println!("Ctrl-C ends it.");
    standin.wait()
}

/// The link names the stand-in as the host. The console takes hosts of this machine from a link, and no others.
fn page(standin: &Standin) -> Result<String> {
    let host = format!("{}/api", standin.base).replace(':', "%3A").replace('/', "%2F");
    Ok(format!("{}/?host={host}", standin.www()?))
}

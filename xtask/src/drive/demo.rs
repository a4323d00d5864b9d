//! `cargo xtask demo`: runs both calls and a run of the installed package, then serves the console.

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

/// Runs both calls, and a run that is killed and resumed, against a stand-in. Then serves the console, unless `once`.
pub fn show(workspace: &Workspace, once: bool) -> Result<()> {
    installed::install(workspace)?;
    let standin = if once { Standin::start(workspace)? } else { Console::build(workspace)?.serve(workspace)? };
    let program = |name: &str| {
        files::copy(&workspace.root.join(name), &workspace.consumer().join(name))?;
        run(installed::node(workspace).arg(name).env("STANDIN", &standin.base))
    };
    step("end one session, and all sessions of a user", || program("xtask/demo.mjs"))?;
    step("reset a list of users, killed in the middle and resumed", || program("xtask/demo-run.mjs"))?;
    if once {
        return Ok(());
    }
    println!("\nTry the console: open  {}", page(&standin)?);
    println!("{TO_TRY}");
    println!("All calls so far: {}/control/requests. To script faults, see tests/standin/README.md.", standin.base);
    println!("Press Ctrl-C to end the demo.");
    standin.wait()
}

/// The link to the console, which names the stand-in as the host. From a link the console takes only hosts of this machine.
fn page(standin: &Standin) -> Result<String> {
    let host = format!("{}/api", standin.base).replace(':', "%3A").replace('/', "%2F");
    Ok(format!("{}/?host={host}", standin.www()?))
}

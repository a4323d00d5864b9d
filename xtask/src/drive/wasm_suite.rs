//! The wasm suite: tests in Rust that run as WebAssembly, in Node and in Chromium.

use std::process::Command;

use anyhow::Result;

use crate::support::browser::Browser;
use crate::support::counts;
use crate::support::process::watch;
use crate::support::standin::Standin;
use crate::support::tools::Tools;
use crate::support::workspace::Workspace;

/// Runs it in Node; returns how many tests passed.
pub fn test_in_node(workspace: &Workspace, tools: &Tools, standin: &Standin) -> Result<usize> {
    let mut command = tools.wasm_pack(workspace);
    test(command.args(["test", "--node"]), standin, &["node"])
}

/// Runs it in Chromium, with the tests that need a browser. Returns how many tests passed.
pub fn test_in_browser(workspace: &Workspace, tools: &Tools, standin: &Standin, browser: &Browser) -> Result<usize> {
    let mut command = tools.wasm_pack(workspace);
    command.args(["test", "--headless", "--chrome", "--chromedriver"]).arg(&browser.chromedriver);
    test(&mut command, standin, &["browser", "preflight"])
}

fn test(wasm_pack: &mut Command, standin: &Standin, targets: &[&str]) -> Result<usize> {
    // wasm-pack passes the arguments after `--` to cargo.
    wasm_pack.args(["--", "--features", "standin"]).args(targets.iter().flat_map(|target| ["--test", target]));
    // The default, 20 seconds for all tests together, is too short on a busy machine.
    wasm_pack.env("WASM_BINDGEN_TEST_TIMEOUT", "300").env("STANDIN", &standin.base);
    counts::rust(&watch(wasm_pack)?)
}

//! Compiles a crate to WebAssembly, with the glue that wasm-bindgen writes around it.

use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result};

use crate::build::shorten::shorten;
use crate::support::files;
use crate::support::process::run;
use crate::support::tools::{Tools, cargo_home};
use crate::support::workspace::Workspace;

/// A crate that is compiled to a module of its own.
#[derive(Clone, Copy, Debug)]
pub struct Module {
    /// Where the crate is.
    source: &'static str,
    /// The folder in `target/` for its module and glue.
    made: &'static str,
    /// The crate's name, as in its files' names.
    pub name: &'static str,
}

/// The client.
pub const CLIENT: Module = Module { source: ".", made: "core", name: "slack_admin_session" };
/// The part of `slack-admin-session/run` that is in Rust. It is a module of its own, so that only users of the run download it.
pub const RUN: Module = Module { source: "src/run", made: "run-core", name: "slack_admin_session_run" };

impl Module {
    /// The folder of the module and the glue. It is always in the checkout's `target/`, even if Cargo's target folder is another
    /// one, because the JavaScript in `src/` imports from it.
    pub fn folder(self, workspace: &Workspace) -> PathBuf {
        workspace.root.join("target").join(self.made)
    }

    /// The module.
    pub fn wasm(self, workspace: &Workspace) -> PathBuf {
        self.folder(workspace).join(format!("{}_bg.wasm", self.name))
    }

    /// The JavaScript around it.
    pub fn glue(self, workspace: &Workspace) -> PathBuf {
        self.folder(workspace).join(format!("{}.js", self.name))
    }

    /// Compiles the module and writes its glue.
    pub fn compile(self, workspace: &Workspace, tools: &Tools) -> Result<()> {
        let made = self.folder(workspace);
        files::remove_folder(&made)?;
        // A folder of its own: wasm-pack deletes a package.json and adds a .gitignore where it writes.
        let mut command = tools.wasm_pack(workspace);
        command.args(["build", self.source, "--release", "--target", "web", "--no-pack", "--out-dir"]).arg(&made);
        // The standard library is compiled too, so that a panic is only a trap. The code for its message would be a tenth of the
        // module. The option isn't stable yet.
        command.args(["--", "-Zbuild-std=std,panic_abort", "-Zbuild-std-features=optimize_for_size"]);
        run(command.env("RUSTC_BOOTSTRAP", "1").env("CARGO_ENCODED_RUSTFLAGS", flags()?))?;
        let (wasm, glue) = (self.wasm(workspace), self.glue(workspace));
        let (short, text) = shorten(self.name, &fs::read(&wasm)?, &files::read(&glue)?)?;
        fs::write(&wasm, short)?;
        files::write(&glue, &text)
    }
}

/// The compiler's flags. Source paths in panic messages begin with the crate's name instead of a folder of this machine. So two
/// machines build the same bytes, and the package doesn't reveal a user's name.
fn flags() -> Result<String> {
    let sources = cargo_home().context("Cargo's home folder is unknown: set CARGO_HOME")?.join("registry/src");
    let registries = fs::read_dir(&sources).with_context(|| format!("cannot list {}", sources.display()))?;
    let remapped = registries.map(|entry| Ok(format!("--remap-path-prefix={}/=", entry?.path().display())));
    let mut flags = remapped.collect::<Result<Vec<_>>>()?;
    flags.extend(["-Zunstable-options", "-Cpanic=immediate-abort", "-Zlocation-detail=none"].map(str::to_owned));
    // The default is a megabyte of memory in every page and process. No call needs a deep stack.
    flags.push("-Clink-arg=-zstack-size=65536".to_owned());
    Ok(flags.join("\u{1f}"))
}

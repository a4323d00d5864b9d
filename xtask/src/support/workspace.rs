//! The folders of this checkout.

use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result};
use serde_json::Value;

use crate::support::process::read;

/// The name of the npm package, and of the crate it is made from.
pub const PACKAGE: &str = "slack-admin-session";

/// The folders of this checkout.
#[derive(Debug)]
pub struct Workspace {
    /// The top of the checkout.
    pub root: PathBuf,
    /// Cargo's target folder, which the user may have set.
    pub target: PathBuf,
}

impl Workspace {
    /// Asks Cargo for the folders, so that xtask runs from any folder and with any target folder.
    pub fn find() -> Result<Self> {
        let text = read(Command::new("cargo").args(["metadata", "--no-deps", "--format-version", "1"]))?;
        let metadata: Value = serde_json::from_str(&text).context("`cargo metadata` printed no JSON")?;
        let folder = |key: &str| {
            let path = metadata[key].as_str().map(PathBuf::from);
            path.with_context(|| format!("`cargo metadata` names no {key}"))
        };
        Ok(Self { root: folder("workspace_root")?, target: folder("target_directory")? })
    }

    /// The folder in which the npm package is written and built.
    pub fn package(&self) -> PathBuf {
        self.root.join("pkg")
    }

    /// The empty project that has the packed package installed.
    pub fn consumer(&self) -> PathBuf {
        self.target.join("consumer")
    }

    /// The package as it is installed in that project.
    pub fn installed(&self) -> PathBuf {
        self.consumer().join("node_modules").join(PACKAGE)
    }

    /// The tools that `cargo install` installs only for this checkout.
    pub fn tools(&self) -> PathBuf {
        self.target.join("tools")
    }

    /// The command-line tools of the npm packages in `tests/`.
    pub fn npm_bin(&self) -> PathBuf {
        self.root.join("tests/node_modules/.bin")
    }
}

//! `cargo xtask release`: checks what must be filled in before the package is published.

use std::process::Command;

use anyhow::{Result, ensure};
use serde_json::Value;

use crate::build::package;
use crate::check::contents::newest_heading;
use crate::support::files;
use crate::support::process::read;
use crate::support::workspace::Workspace;

/// Fails if anything is missing, and names all of it.
pub fn check(workspace: &Workspace) -> Result<()> {
    let changelog = files::read(&workspace.root.join("CHANGELOG.md"))?;
    let mut problems = problems(&package::manifest(workspace)?, &changelog);
    let changes = read(Command::new("git").args(["status", "--porcelain"]).current_dir(&workspace.root))?;
    if !changes.trim().is_empty() {
        problems.push(format!("commit these files first:\n{}", changes.trim_end()));
    }
    ensure!(problems.is_empty(), "the package can't be published yet:\n- {}", problems.join("\n- "));
    Ok(())
}

/// The addresses missing from pkg/package.json, and a missing date in the changelog.
fn problems(manifest: &Value, changelog: &str) -> Vec<String> {
    let mut problems = Vec::new();
    for (key, example) in [
        ("/repository/url", r#""repository": { "type": "git", "url": "git+https://HOST/OWNER/NAME.git" }"#),
        ("/bugs/url", r#""bugs": { "url": "https://HOST/OWNER/NAME/issues" }"#),
        ("/homepage", r#""homepage": "https://HOST/OWNER/NAME#readme""#),
    ] {
        let value = manifest.pointer(key).and_then(Value::as_str).unwrap_or_default();
        if !value.trim_start_matches("git+").starts_with("https://") || value.contains("/OWNER/") {
            problems.push(format!("pkg/package.json needs {example}"));
        }
    }
    let version = env!("CARGO_PKG_VERSION");
    let newest = newest_heading(changelog);
    let date = newest.strip_prefix(version).map(str::trim).and_then(|rest| rest.strip_prefix('(')?.strip_suffix(')'));
    if !date.is_some_and(is_date) {
        problems.push(format!("CHANGELOG.md must begin with \"## {version} (YYYY-MM-DD)\", not with \"## {newest}\""));
    }
    problems
}

fn is_date(text: &str) -> bool {
    let parts: Vec<_> = text.split('-').collect();
    let is_number = |part: &&str| part.bytes().all(|byte| byte.is_ascii_digit());
    parts.iter().map(|part| part.len()).eq([4, 2, 2]) && parts.iter().all(is_number)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn changelog(heading: &str) -> String {
        format!("# Changelog\n\n## {} {heading}\n\n## 0.0.1 (2020-01-01)\n", env!("CARGO_PKG_VERSION"))
    }

    fn manifest(host: &str) -> Value {
        serde_json::json!({
            "repository": { "type": "git", "url": format!("git+https://{host}.git") },
            "bugs": { "url": format!("https://{host}/issues") },
            "homepage": format!("https://{host}#readme"),
        })
    }

    #[test]
    fn a_release_needs_its_addresses_and_its_date() {
        assert_eq!(problems(&manifest("git.example/a/b"), &changelog("(2026-11-25)")), [""; 0]);
        assert_eq!(problems(&Value::Null, &changelog("(2026-11-25)")).len(), 3);
        assert_eq!(problems(&manifest("git.example/OWNER/NAME"), &changelog("(2026-11-25)")).len(), 3);
        for heading in ["(unreleased)", "", "(26-11-25)", "(2026-11-2x)"] {
            let found = problems(&manifest("git.example/a/b"), &changelog(heading));
            assert!(matches!(&found[..], [one] if one.contains("YYYY-MM-DD")), "{heading}: {found:?}");
        }
        assert_eq!(problems(&manifest("git.example/a/b"), "## 0.0.1 (2020-01-01)\n").len(), 1);
    }
}

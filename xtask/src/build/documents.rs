//! The documents that stand at the top of the repository, as the package ships them.

use anyhow::{Context, Result};

use crate::support::files;
use crate::support::workspace::Workspace;

/// Copies them to where `npm pack` takes them from.
pub fn copy(workspace: &Workspace) -> Result<()> {
    for name in ["CHANGELOG.md", "LICENSE", "README.md"] {
        let text = files::read(&workspace.root.join(name))?;
        // What lies in pkg/ here lies beside them there.
        let text = without_repository(&text)?.replace("](pkg/", "](");
        files::write(&workspace.package().join(name), text)?;
    }
    Ok(())
}

/// A document without the parts that nobody needs who installed the package: how to build it, pictures that aren't packed.
fn without_repository(document: &str) -> Result<String> {
    const BEGIN: &str = "<!-- only in the repository -->\n\n";
    const END: &str = "<!-- /only in the repository -->\n";
    let mut parts = document.split(BEGIN);
    let mut packed = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (_, after) = part.split_once(END).context("a part that is only in the repository has no end")?;
        packed.push_str(after.trim_start_matches('\n'));
    }
    Ok(packed.trim_end().to_owned() + "\n")
}

#[cfg(test)]
mod tests {
    use super::without_repository;

    #[test]
    fn what_is_only_for_the_repository_is_not_packed() {
        let part = "<!-- only in the repository -->\n\n## b\n\n<!-- /only in the repository -->\n";
        let document = format!("# a\n\n{part}\n## c\n\n{part}");
        assert_eq!(without_repository(&document).unwrap(), "# a\n\n## c\n");
        assert!(without_repository("<!-- only in the repository -->\n\n").is_err());
    }
}

//! Copies the documents at the top of the repository into the package.

use anyhow::{Context, Result};

use crate::support::files;
use crate::support::workspace::Workspace;

/// Copies the documents to `pkg/`, from where `npm pack` takes them.
pub fn copy(workspace: &Workspace) -> Result<()> {
    for name in ["CHANGELOG.md", "LICENSE", "README.md"] {
        let text = files::read(&workspace.root.join(name))?;
        // In the package these files are in the same folder as the documents.
        let text = without_repository(&text)?.replace("](pkg/", "](");
        files::write(&workspace.package().join(name), text)?;
    }
    Ok(())
}

/// A document without the parts that only the repository needs: how to build the package, and pictures that aren't packed.
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
    fn parts_for_the_repository_are_not_packed() {
        let part = "<!-- only in the repository -->\n\n## b\n\n<!-- /only in the repository -->\n";
        let document = format!("# a\n\n{part}\n## c\n\n{part}");
        assert_eq!(without_repository(&document).unwrap(), "# a\n\n## c\n");
        assert!(without_repository("<!-- only in the repository -->\n\n").is_err());
    }
}

//! Reads, writes, lists and copies files and folders. The errors name the path.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

/// Reads a text file.
pub fn read(path: &Path) -> Result<String> {
    fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))
}

/// Writes a file, and makes the folders above it.
pub fn write(path: &Path, content: impl AsRef<[u8]>) -> Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).with_context(|| format!("cannot make {}", folder.display()))?;
    }
    fs::write(path, content).with_context(|| format!("cannot write {}", path.display()))
}

/// Copies a file, and makes the folders above its new place.
pub fn copy(from: &Path, to: &Path) -> Result<()> {
    write(to, fs::read(from).with_context(|| format!("cannot read {}", from.display()))?)
}

/// Makes `to` a copy of the folder `from`. Removes the old content of `to`.
pub fn copy_folder(from: &Path, to: &Path) -> Result<()> {
    remove_folder(to)?;
    for file in list(from)? {
        copy(&file, &to.join(file.strip_prefix(from)?))?;
    }
    Ok(())
}

/// Removes a folder, if it exists.
pub fn remove_folder(path: &Path) -> Result<()> {
    if path.exists() {
        fs::remove_dir_all(path).with_context(|| format!("cannot remove {}", path.display()))?;
    }
    Ok(())
}

/// Every file in a folder and below it, sorted.
pub fn list(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).with_context(|| format!("cannot list {}", folder.display()))? {
        let path = entry?.path();
        if path.is_dir() {
            files.extend(list(&path)?);
        } else {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}

/// The files in a folder and below it whose names fit. Fails if there are none.
pub fn find(folder: &Path, what: &str, fits: impl Fn(&str) -> bool) -> Result<Vec<PathBuf>> {
    let mut files = list(folder)?;
    files.retain(|path| path.file_name().and_then(|name| name.to_str()).is_some_and(&fits));
    if files.is_empty() {
        anyhow::bail!("no {what} in {}", folder.display());
    }
    Ok(files)
}

//! Looks for a part of a text.

/// Whether a text has this part, byte for byte. The standard library's search for strings is faster with long parts, but larger.
pub(crate) fn contains(text: impl AsRef<[u8]>, part: impl AsRef<[u8]>) -> bool {
    contains_bytes(text.as_ref(), part.as_ref())
}

fn contains_bytes(text: &[u8], part: &[u8]) -> bool {
    text.windows(part.len().max(1)).any(|window| window == part)
}

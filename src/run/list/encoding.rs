//! How to decode the bytes of a list.

/// The encoding of a list, as a label for `TextDecoder`: from its byte order mark, or else UTF-8.
pub fn encoding(bytes: &[u8]) -> &'static str {
    match bytes {
        [0xff, 0xfe, ..] => "utf-16le",
        [0xfe, 0xff, ..] => "utf-16be",
        _ => "utf-8",
    }
}

//! How the bytes of a list are to be decoded.

/// The label of the encoding that `TextDecoder` takes, told by the first bytes of a list: by its byte order mark, or UTF-8.
pub fn encoding(bytes: &[u8]) -> &'static str {
    match bytes {
        [0xff, 0xfe, ..] => "utf-16le",
        [0xfe, 0xff, ..] => "utf-16be",
        _ => "utf-8",
    }
}

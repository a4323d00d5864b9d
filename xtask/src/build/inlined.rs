//! The module's bytes as text in JavaScript, for runtimes that can't read a file.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

/// The first of the characters in use: visible ASCII without the backslash. No server's charset changes them, and they need no
/// escapes.
const FIRST: u8 = b'#';
const CHARACTERS: u8 = 92;
/// The number of characters that begin a pair. Pairs are needed because there are more byte values than characters.
const PAIRS: u8 = 2;
/// Written in place of a backslash.
const INSTEAD: u8 = b'!';

/// The bytes as a JavaScript expression for Node, which decodes base64 as fast as it reads a file.
pub fn inlined_for_node(bytes: &[u8]) -> String {
    format!(r#"Buffer.from("{}", "base64")"#, STANDARD.encode(bytes))
}

/// The bytes as a JavaScript expression for all runtimes. Base64 would be a third longer after compression, because repeated
/// bytes are seldom repeated characters in it.
pub fn inlined(bytes: &[u8]) -> String {
    let text = encode(bytes);
    let singles = CHARACTERS - PAIRS;
    format!(
        r#"/* @__PURE__ */ ((text) => {{
  const bytes = new Uint8Array({length});
  const value = (at) => (text.charCodeAt(at) === {INSTEAD} ? {backslash} : text.charCodeAt(at)) - {FIRST};
  for (let from = 0, to = 0; from < text.length; from++) {{
    const first = value(from);
    bytes[to++] = first < {PAIRS} ? {singles} + {CHARACTERS} * first + value(++from) : first - {PAIRS};
  }}
  return bytes;
}})("{text}")"#,
        length = bytes.len(),
        backslash = b'\\',
    )
}

fn encode(bytes: &[u8]) -> String {
    let singles = CHARACTERS - PAIRS;
    let mut text = String::with_capacity(bytes.len() * 2);
    let mut push = |value: u8| {
        let character = FIRST + value;
        text.push(char::from(if character == b'\\' { INSTEAD } else { character }));
    };
    for &byte in bytes {
        if byte < singles {
            push(byte + PAIRS);
        } else {
            push((byte - singles) / CHARACTERS);
            push((byte - singles) % CHARACTERS);
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::{encode, inlined, inlined_for_node};
    use std::process::Command;

    #[test]
    fn every_byte_is_one_or_two_harmless_characters() {
        let bytes: Vec<u8> = (0..=255).collect();
        let text = encode(&bytes);
        assert_eq!(text.len(), 90 + 2 * 166);
        assert!(text.bytes().all(|b| b.is_ascii_graphic() && b != b'"' && b != b'\\'));
    }

    #[test]
    fn javascript_reads_back_what_was_written() {
        let bytes: Vec<u8> = (0..=255).chain((0..=255).rev()).collect();
        for expression in [inlined(&bytes), inlined_for_node(&bytes)] {
            let program = format!("process.stdout.write({expression})");
            assert_eq!(Command::new("node").args(["-e", &program]).output().unwrap().stdout, bytes);
        }
    }
}

//! What the body of an answer says.

/// What the body of an answer says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum SlackAnswer {
    /// An object whose `ok` is exactly `true`.
    Ok,
    /// An object with `ok: false` and an error code.
    Error {
        /// Slack's code.
        code: String,
    },
    /// Anything else.
    Unrecognized,
}

impl SlackAnswer {
    /// An answer whose `ok` is `true`. An answer with two `ok`s can't be trusted.
    pub(crate) fn of_ok(json: &str) -> Self {
        if has_ok_once(json) { SlackAnswer::Ok } else { SlackAnswer::Unrecognized }
    }

    /// An answer whose `ok` is `false`.
    pub(crate) fn of_error(code: Option<String>) -> Self {
        match code {
            Some(code) if !code.is_empty() => SlackAnswer::Error { code },
            _ => SlackAnswer::Unrecognized,
        }
    }
}

/// Whether the text of a JSON object has the key `ok` exactly once. `JSON.parse` would keep the last of several. Any key
/// with a `\u` escape counts as `ok`.
fn has_ok_once(json: &str) -> bool {
    let mut found = 0_u32;
    let mut depth = 0_u32;
    let mut is_key = false;
    let mut bytes = json.bytes();
    while let Some(byte) = bytes.next() {
        match byte {
            b'{' | b'[' => {
                depth = depth.saturating_add(1);
                is_key = depth == 1;
            }
            b'}' | b']' => depth = depth.saturating_sub(1),
            b',' => is_key = depth == 1,
            b'"' => {
                let (mut name, mut length, mut escaped) = ([0; 2], 0_usize, false);
                loop {
                    match bytes.next() {
                        Some(b'"') | None => break,
                        Some(b'\\') => escaped |= bytes.next() == Some(b'u'),
                        Some(byte) => {
                            if let Some(slot) = name.get_mut(length) {
                                *slot = byte;
                            }
                        }
                    }
                    length = length.saturating_add(1);
                }
                if is_key && (escaped || (length == 2 && name == *b"ok")) {
                    found = found.saturating_add(1);
                }
                is_key = false;
            }
            _ => {}
        }
    }
    found == 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ok_is_looked_for_among_the_objects_own_keys() {
        for json in [
            r#"{"ok":true}"#,
            r#" { "ok" : true , "a" : "ok" , "b" : ["ok", {"ok": false}], "c": {"ok": 1} } "#,
            r#"{"a":"\\\"ok","ok":true}"#,
            r#"{"ok ":1,"o":2,"okk":3,"ok":true}"#,
        ] {
            assert!(has_ok_once(json), "{json}");
        }
        for json in [
            r#"{"ok":false,"error":"x","ok":true}"#,
            r#"{"ok":true,"a":[1,{"b":2}],"ok":true}"#,
            r#"{"\u006fk":false,"ok":true}"#,
            r#"{"a":{"ok":true}}"#,
            "",
        ] {
            assert!(!has_ok_once(json), "{json}");
        }
    }
}

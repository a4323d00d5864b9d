//! Writes JSON objects.

use std::fmt::Write;

use crate::record::key::{LineType, TextKey};

/// An object that is being written.
#[derive(Debug)]
pub(crate) struct Object(String);

impl Object {
    /// A line of this type.
    pub(crate) fn line(line_type: LineType) -> Self {
        Object::new().text(TextKey::Type.name(), line_type.name())
    }

    /// An object that isn't a line of the record.
    pub(crate) fn new() -> Self {
        Object("{".to_owned())
    }

    pub(crate) fn text(mut self, key: &str, value: &str) -> Self {
        self.key(key);
        write_string(&mut self.0, value);
        self
    }

    /// Left out if there is none.
    pub(crate) fn optional(self, key: &str, value: Option<&str>) -> Self {
        match value {
            Some(value) => self.text(key, value),
            None => self,
        }
    }

    pub(crate) fn number(mut self, key: &str, value: u64) -> Self {
        self.key(key);
        // Writing to a string can't fail.
        let _ = write!(self.0, "{value}");
        self
    }

    /// Left out if it is false.
    pub(crate) fn flag(mut self, key: &str, value: bool) -> Self {
        if value {
            self.key(key);
            self.0.push_str("true");
        }
        self
    }

    pub(crate) fn object(mut self, key: &str, value: Object) -> Self {
        self.key(key);
        self.0.push_str(&value.close());
        self
    }

    /// A list, each element written by itself.
    pub(crate) fn list<T>(
        mut self,
        key: &str,
        values: impl IntoIterator<Item = T>,
        write: impl Fn(&mut String, T),
    ) -> Self {
        self.key(key);
        self.0.push('[');
        for (index, value) in values.into_iter().enumerate() {
            if index > 0 {
                self.0.push(',');
            }
            write(&mut self.0, value);
        }
        self.0.push(']');
        self
    }

    /// The object.
    pub(crate) fn close(mut self) -> String {
        self.0.push('}');
        self.0
    }

    /// The object as a line, with its LF.
    pub(crate) fn end(self) -> String {
        self.close() + "\n"
    }

    fn key(&mut self, key: &str) {
        if self.0.len() > 1 {
            self.0.push(',');
        }
        write_string(&mut self.0, key);
        self.0.push(':');
    }
}

pub(crate) fn write_string(out: &mut String, text: &str) {
    out.push('"');
    for letter in text.chars() {
        match letter {
            '"' | '\\' => out.extend(['\\', letter]),
            // Line separators too, which end a line for some readers.
            '\0'..='\u{1f}' | '\u{7f}'..='\u{9f}' | '\u{2028}' | '\u{2029}' => {
                let _ = write!(out, "\\u{:04x}", u32::from(letter));
            }
            _ => out.push(letter),
        }
    }
    out.push('"');
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn any_text_is_one_line_of_json_and_reads_back(text: String) {
            let line = Object::line(LineType::Run).text("note", &text).end();
            prop_assert_eq!(line.find('\n'), Some(line.len() - 1));
            let value: serde_json::Value = serde_json::from_str(&line).unwrap();
            prop_assert_eq!(value["note"].as_str(), Some(text.as_str()));
        }
    }
}

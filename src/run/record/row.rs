//! The result of one target.

use crate::record::state::Standing;
use crate::record::words::Words;
use crate::target::Target;

/// The result of one target.
#[derive(Clone, Debug)]
pub struct Row<'a> {
    /// The number of the target, from 1.
    pub n: u32,
    /// The target.
    pub target: &'a Target,
    /// Its state.
    pub standing: Standing,
    /// Slack's code, or this program's word; empty if there is none.
    pub code: &'a str,
    /// `x-slack-req-id`; empty if there is none.
    pub request_id: &'a str,
    /// When its last outcome was recorded; empty if there is none.
    pub at: String,
    /// What happened, and what to do.
    pub words: Words,
}

/// The headings of rows as CSV. The columns of ids have names that a list may have, so that rows are a list.
pub const HEADINGS: &str = "user_id,session_id,team_id,line,state,error,what_happened,what_to_do,request_id,at\n";

impl Row<'_> {
    /// The row as CSV, with its line end.
    pub fn csv(&self) -> String {
        let id = |id: &Option<String>| id.clone().unwrap_or_default();
        let mut line = String::new();
        let fields = [
            &id(&self.target.user_id),
            &id(&self.target.session_id),
            &id(&self.target.team_id),
            &self.target.line.to_string(),
            self.standing.name(),
            self.code,
            self.words.what,
            self.words.next,
            self.request_id,
            &self.at,
        ];
        for (index, field) in fields.into_iter().enumerate() {
            if index > 0 {
                line.push(',');
            }
            write_field(&mut line, field);
        }
        line.push('\n');
        line
    }
}

/// Writes a field of CSV, with quotes if it needs them.
fn write_field(line: &mut String, text: &str) {
    let is_special = |byte: u8| matches!(byte, b',' | b'"' | b'\r' | b'\n');
    if !text.bytes().any(is_special) {
        return line.push_str(text);
    }
    line.push('"');
    for letter in text.chars() {
        if letter == '"' {
            line.push('"');
        }
        line.push(letter);
    }
    line.push('"');
}

//! Reads a list of any form.

use std::collections::BTreeSet;

use crate::list::address::Address;
use crate::list::csv::Header;
use crate::list::entry::{Cell, Entry, JsonEntry};
use crate::list::first_line::{FirstLine, without_comment};
use crate::list::look_up::LookUp;
use crate::list::problem::Problems;
use crate::list::purpose::{self, Purpose};
use crate::list::table::{Row, Table, unknown_headings};
use crate::list::value::Value;
use crate::list::{Form, List, MOST_TARGETS};
use crate::target::Target;
use crate::text::find::contains;
use crate::text::id::trim;
use crate::text::lines::{Line, Lines};
use crate::text::looks_like::LooksLike;

/// The longest line of a list, in bytes.
const LONGEST_LINE: usize = 1 << 20;

/// What was read.
#[derive(Clone, Debug)]
pub enum Listed {
    /// Targets.
    List(List),
    /// Addresses, whose users must be looked up.
    LookUp(LookUp),
}

/// What the reader expects of the next line.
#[derive(Debug)]
enum Reading {
    Start,
    /// After a line `sep=;`.
    Heading(u8),
    Plain,
    Table(Box<Table>),
    Json,
}

/// Reads a list as its bytes come in, as UTF-8.
///
/// It returns JSON Lines line by line, since JavaScript has a parser and this has none: after each [`push`] and [`end`], as
/// long as there is a [`json_line`], parse it and call [`json`] or [`not_json`].
///
/// [`push`]: ListReader::push
/// [`end`]: ListReader::end
/// [`json_line`]: ListReader::json_line
/// [`json`]: ListReader::json
/// [`not_json`]: ListReader::not_json
#[derive(Debug)]
pub struct ListReader {
    purpose: Purpose,
    lines: Lines,
    reading: Reading,
    /// The line of JSON that JavaScript parses.
    asked: Option<Line>,
    ended: bool,
    /// The whole list was refused, so nothing more is read.
    refused: bool,
    /// It names users by their e-mail addresses.
    is_of_addresses: bool,
    addresses: Vec<Address>,
    targets: Vec<Target>,
    seen: BTreeSet<String>,
    duplicates: u32,
    problems: Problems,
}

impl ListReader {
    /// A reader of a list for this purpose.
    pub fn new(purpose: Purpose) -> Self {
        ListReader {
            purpose,
            lines: Lines::new(LONGEST_LINE),
            reading: Reading::Start,
            asked: None,
            ended: false,
            refused: false,
            is_of_addresses: false,
            addresses: Vec::new(),
            targets: Vec::new(),
            seen: BTreeSet::new(),
            duplicates: 0,
            problems: Problems::default(),
        }
    }

    /// The next bytes.
    pub fn push(&mut self, bytes: &[u8]) {
        if !self.refused {
            self.lines.push(bytes);
            self.advance();
        }
    }

    /// There are no more bytes.
    pub fn end(&mut self) {
        self.ended = true;
        self.advance();
    }

    /// The line that JavaScript has to parse, if there is one.
    pub fn json_line(&self) -> Option<String> {
        self.asked.as_ref().map(|line| String::from_utf8_lossy(&line.bytes).into_owned())
    }

    /// Takes the values of that line.
    pub fn json(&mut self, entry: JsonEntry) {
        let Some(Line { number, bytes, .. }) = self.asked.take() else { return };
        if entry.is_empty()
            && let Some(list) = wrapped(&bytes)
        {
            let message =
                format!("This line is an answer with a list in it. Write one entry a line: `jq -c '.{list}[]' FILE`.");
            self.problems.add_line(number, message);
            return self.advance();
        }
        match entry.entry() {
            Ok(entry) => self.take_entry(number, &bytes, entry),
            Err(message) => self.problems.add_line(number, message),
        }
        self.advance();
    }

    /// The line that waits is no JSON object.
    pub fn not_json(&mut self) {
        let Some(line) = self.asked.take() else { return };
        let message = "This line is not a JSON object. Each line must be one; `jq -c . FILE` writes a file like that.";
        self.problems.add_line(line.number, message);
        self.advance();
    }

    /// Whether it names users by their e-mail addresses.
    pub fn is_of_addresses(&self) -> bool {
        self.is_of_addresses
    }

    /// The list, or what is wrong with it.
    pub fn finish(mut self) -> Result<Listed, Problems> {
        let form = match &self.reading {
            Reading::Start | Reading::Heading(_) => None,
            Reading::Plain => Some((Form::Plain, Vec::new())),
            Reading::Json => Some((Form::JsonLines, Vec::new())),
            Reading::Table(table) => Some((Form::Csv, table.columns())),
        };
        if let Some(line) = self.asked.take() {
            self.problems.add_line(line.number, "This line was not read.");
        }
        if !self.ended && !self.refused {
            self.problems.add_line(1, "The list was not read to its end.");
        }
        match form {
            Some((form, columns)) if self.problems.is_empty() && !self.addresses.is_empty() => {
                Ok(Listed::LookUp(LookUp::new(form, columns, self.addresses, self.duplicates)))
            }
            Some((form, columns)) if self.problems.is_empty() && !self.targets.is_empty() => {
                let (targets, duplicates) = (self.targets, self.duplicates);
                Ok(Listed::List(List {
                    form,
                    columns,
                    targets,
                    duplicates,
                    looked_up: 0,
                    skipped: Problems::default(),
                }))
            }
            _ => {
                if self.problems.is_empty() {
                    self.problems.add_line(1, "The list is empty.");
                }
                Err(self.problems)
            }
        }
    }

    fn advance(&mut self) {
        while self.asked.is_none() && !self.refused {
            let next = self.lines.next();
            let Some(line) = next.or_else(|| if self.ended { self.lines.rest() } else { None }) else { break };
            self.take_line(line);
        }
    }

    /// Refuses the list as a whole.
    fn refuse(&mut self, line: u32, message: impl Into<String>) {
        self.problems.add_line(line, message);
        self.refused = true;
    }

    fn take_line(&mut self, mut line: Line) {
        if line.number == 1 && line.bytes.starts_with(b"\xef\xbb\xbf") {
            line.bytes.drain(..3);
        }
        if line.bytes.last() == Some(&b'\r') {
            line.bytes.pop();
        }
        let number = line.number;
        if line.too_long {
            return self.refuse(number, "This line is longer than a megabyte, so this is not a list.");
        }
        if matches!(self.reading, Reading::Start) && line.bytes.starts_with(b"PK\x03\x04") {
            return self.refuse(number, "This is a workbook (or a ZIP file). Save it as CSV first.");
        }
        if line.bytes.contains(&0) {
            let message =
                "This line has NUL bytes: it is not text, or UTF-16 without a byte order mark. Save it as UTF-8.";
            return self.refuse(number, message);
        }
        let text = String::from_utf8_lossy(&line.bytes);
        let text = trim(&text);
        if text.is_empty() {
            return;
        }
        match &mut self.reading {
            Reading::Start => {
                let text = text.to_owned();
                self.take_first(line, &text);
            }
            Reading::Heading(delimiter) => match Header::find(&line.bytes, &[*delimiter]) {
                Some(header) => self.take_header(number, header),
                None => self.refuse(number, unknown_headings(self.purpose)),
            },
            Reading::Plain => {
                let text = text.to_owned();
                self.take_plain(line, &text);
            }
            Reading::Table(table) => match table.row(number, &line.bytes) {
                Row::Empty => {}
                Row::Entry(entry) => self.take_entry(number, &line.bytes, entry),
                Row::Refused(problem) => self.problems.add(problem),
            },
            Reading::Json => self.asked = Some(line),
        }
    }

    fn take_first(&mut self, line: Line, text: &str) {
        let number = line.number;
        match FirstLine::tell(&line.bytes, text) {
            FirstLine::Comment => {}
            FirstLine::Json => {
                self.reading = Reading::Json;
                self.asked = Some(line);
            }
            FirstLine::Array => {
                self.refuse(number, "This is one JSON array. Write one object a line: `jq -c '.[]' FILE`.");
            }
            FirstLine::Separator(delimiter) => self.reading = Reading::Heading(delimiter),
            FirstLine::UnknownSeparator => {
                self.refuse(number, "The separator of the columns must be a comma, a semicolon or a tab.");
            }
            FirstLine::Headings(header) => self.take_header(number, header),
            FirstLine::UnknownHeadings => self.refuse(number, unknown_headings(self.purpose)),
            FirstLine::Plain => self.take_plain_first(line, text),
        }
    }

    fn take_header(&mut self, line: u32, header: Header) {
        match Table::new(header, self.purpose) {
            Ok(table) => {
                self.is_of_addresses = table.is_of_addresses();
                self.reading = Reading::Table(Box::new(table));
            }
            Err(message) => self.refuse(line, message),
        }
    }

    fn take_plain_first(&mut self, line: Line, text: &str) {
        self.reading = Reading::Plain;
        if self.purpose == Purpose::Invalidate {
            let message =
                "A plain list can't have sessions. Give CSV with the columns sessionid and userid, or JSON Lines.";
            return self.refuse(line.number, message);
        }
        // The first line decides: a list has ids or addresses, not both.
        self.is_of_addresses = self.purpose == Purpose::ResetOrLookUp
            && LooksLike::of(trim(without_comment(text))) == Some(LooksLike::Email);
        self.take_plain(line, text);
    }

    fn take_plain(&mut self, line: Line, text: &str) {
        let text = trim(without_comment(text));
        if !text.is_empty() {
            let user = Cell { column: "", value: Value::Text(text.to_owned()) };
            self.take_entry(line.number, &line.bytes, Entry { user, ..Entry::default() });
        }
    }

    fn take_entry(&mut self, line: u32, raw: &[u8], entry: Entry) {
        if self.is_of_addresses {
            return self.take_address(line, raw, entry.user);
        }
        let target = match self.purpose.target(line, raw, entry) {
            Ok(target) => target,
            Err(problem) => return self.problems.add(problem),
        };
        if self.is_new(line, target.key()) {
            self.targets.push(target);
        }
    }

    fn take_address(&mut self, line: u32, raw: &[u8], cell: Cell) {
        match purpose::address(line, raw, cell) {
            Ok(address) if self.is_new(line, address.key()) => self.addresses.push(address),
            Ok(_) => {}
            Err(problem) => self.problems.add(problem),
        }
    }

    /// Whether a target is new. A repeated one is counted; one too many refuses the list.
    fn is_new(&mut self, line: u32, key: String) -> bool {
        if self.seen.contains(&key) {
            self.duplicates = self.duplicates.saturating_add(1);
            return false;
        }
        if self.seen.len() >= MOST_TARGETS {
            self.refuse(line, format!("There are more than {MOST_TARGETS} targets. Split the list."));
            return false;
        }
        self.seen.insert(key)
    }
}

/// The name of the list in an answer of Slack's.
fn wrapped(line: &[u8]) -> Option<&'static str> {
    ["active_sessions", "entries", "Resources", "members"]
        .into_iter()
        .find(|name| contains(line, format!("\"{name}\"")))
}

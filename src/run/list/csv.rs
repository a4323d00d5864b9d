//! Rows of CSV, a line at a time.

use csv_core::{ReadFieldResult, Reader, ReaderBuilder};

use crate::text::id::trim;

/// Reads rows. A row is one line. A field that goes on in the next line is refused: a missing closing quote looks the same,
/// and would swallow the lines after it.
#[derive(Debug)]
pub(crate) struct Rows {
    reader: Reader,
    field: Vec<u8>,
}

impl Rows {
    pub(crate) fn new(delimiter: u8) -> Self {
        Rows { reader: ReaderBuilder::new().delimiter(delimiter).build(), field: Vec::new() }
    }

    /// Passes the fields of a line to `field`, numbered from 0, and returns whether the line is a whole row.
    pub(crate) fn read(&mut self, line: &[u8], mut field: impl FnMut(usize, &[u8])) -> bool {
        self.reader.reset();
        // No field is longer than its line and the line end.
        self.field.resize(line.len().saturating_add(1), 0);
        let mut input = line;
        let mut at_end = false;
        let (mut index, mut length) = (0_usize, 0_usize);
        loop {
            if input.is_empty() {
                if at_end {
                    return false;
                }
                at_end = true;
                input = b"\n";
            }
            let (result, read, written) =
                self.reader.read_field(input, self.field.get_mut(length..).unwrap_or_default());
            input = input.get(read..).unwrap_or_default();
            length = length.saturating_add(written);
            match result {
                ReadFieldResult::InputEmpty => {}
                ReadFieldResult::Field { record_end } => {
                    field(index, self.field.get(..length).unwrap_or_default());
                    if record_end {
                        return input.is_empty();
                    }
                    index = index.saturating_add(1);
                    length = 0;
                }
                ReadFieldResult::OutputFull | ReadFieldResult::End => return false,
            }
        }
    }
}

/// A column that is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Column {
    pub(crate) index: usize,
    pub(crate) name: &'static str,
}

/// The names of the columns to look for. The first one that the list has counts.
const USER: [&str; 3] = ["userid", "user", "id"];
const SESSION: [&str; 2] = ["sessionid", "session"];
const TEAM: [&str; 2] = ["teamid", "team"];
/// E-mail addresses. They count only if there is no column of users.
const ADDRESS: [&str; 3] = ["email", "primaryemail", "userprincipalname"];

/// The first line of a list with columns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Header {
    pub(crate) delimiter: u8,
    /// How many columns there are.
    pub(crate) width: usize,
    pub(crate) user: Option<Column>,
    pub(crate) session: Option<Column>,
    pub(crate) team: Option<Column>,
    pub(crate) address: Option<Column>,
    /// A known name that two columns have.
    pub(crate) doubled: Option<&'static str>,
}

impl Header {
    /// Reads a line as a header, split at the first of the delimiters with which it has a known column.
    pub(crate) fn find(line: &[u8], delimiters: &[u8]) -> Option<Header> {
        delimiters.iter().find_map(|delimiter| Header::split(line, *delimiter))
    }

    fn split(line: &[u8], delimiter: u8) -> Option<Header> {
        let mut names = Vec::new();
        if !Rows::new(delimiter).read(line, |_, field| names.push(plain_name(field))) {
            return None;
        }
        let column = |wanted: &[&'static str]| {
            let named =
                |name: &'static str| names.iter().position(|other| other == name).map(|index| Column { index, name });
            wanted.iter().copied().find_map(named)
        };
        let (user, session, team) = (column(&USER), column(&SESSION), column(&TEAM));
        let address = if user.is_none() { column(&ADDRESS) } else { None };
        let found = || [user, session, team, address].into_iter().flatten();
        found().next()?;
        let doubled = found().find(|column| names.iter().filter(|name| *name == column.name).count() > 1);
        let doubled = doubled.map(|column| column.name);
        Some(Header { delimiter, width: names.len(), user, session, team, address, doubled })
    }
}

/// The name of a column in lower case, only its letters and digits.
fn plain_name(field: &[u8]) -> String {
    let text = String::from_utf8_lossy(field);
    let counts = |c: &char| c.is_ascii_alphanumeric() || !(c.is_ascii() || trim(c.encode_utf8(&mut [0; 4])).is_empty());
    text.chars().filter(counts).map(|c| c.to_ascii_lowercase()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(line: &str) -> Option<Vec<String>> {
        let mut fields = Vec::new();
        let whole =
            Rows::new(b',').read(line.as_bytes(), |_, field| fields.push(String::from_utf8(field.to_vec()).unwrap()));
        whole.then_some(fields)
    }

    #[test]
    fn a_line_is_a_row_or_refused() {
        assert_eq!(row("a,\"b, \"\"c\",").unwrap(), ["a", "b, \"c", ""]);
        assert_eq!(row("a,b\r").unwrap(), ["a", "b"]);
        assert_eq!(row("a,\"b"), None);
        assert_eq!(row("a\rb"), None);
        assert_eq!(row(""), None);
    }

    #[test]
    fn columns_are_found_by_any_spelling_of_their_name() {
        let found = |line: &str| Header::find(line.as_bytes(), b",;\t").unwrap();
        for line in [
            "email,User ID",
            "email;user_id",
            "email\tuserId",
            "\u{feff}\"e,mail\",\"USER-ID\"",
            "email,\u{a0}userid\u{200b}",
        ] {
            assert_eq!(found(line).user, Some(Column { index: 1, name: "userid" }), "{line}");
        }
        let all = found("id,user,team,session,userid,sessionId,team id");
        assert_eq!(all.user.unwrap().index, 4);
        assert_eq!(all.session.unwrap().index, 5);
        assert_eq!(all.team.unwrap().index, 6);
        assert_eq!(found("id;name;id").doubled, Some("id"));
        assert_eq!(found("id").width, 1);
        assert_eq!(found("name;primaryEmail").address, Some(Column { index: 1, name: "primaryemail" }));
        assert_eq!(found("userid,email").address, None);
        for line in ["mail,name", "W0AAAAAA1", "idé", "user id list", ""] {
            assert_eq!(Header::find(line.as_bytes(), b",;\t"), None, "{line}");
        }
    }
}

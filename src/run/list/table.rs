//! A list with columns.

use crate::list::csv::{Column, Header, Rows};
use crate::list::entry::{Cell, Entry};
use crate::list::problem::Problem;
use crate::list::purpose::Purpose;
use crate::list::value::Value;
use crate::text::looks_like::{LINE_BREAK, LooksLike};

/// The columns of a list that count for its purpose. Others aren't even decoded.
#[derive(Debug)]
pub(crate) struct Table {
    rows: Rows,
    width: usize,
    /// The column of the users, or of their addresses.
    user: Option<Column>,
    session: Option<Column>,
    team: Option<Column>,
    is_of_addresses: bool,
}

/// What a row is.
#[derive(Debug)]
pub(crate) enum Row {
    /// Only separators, which spreadsheets leave at the end.
    Empty,
    /// The values of its columns.
    Entry(Entry),
    /// It is refused.
    Refused(Problem),
}

impl Table {
    /// The table under these headings, or why there is none.
    pub(crate) fn new(header: Header, purpose: Purpose) -> Result<Self, String> {
        let Header { delimiter, width, user, session, team, address, doubled } = header;
        let is_of_addresses = purpose == Purpose::ResetOrLookUp && address.is_some();
        let user = if is_of_addresses { address } else { user };
        let (session, team) = match purpose {
            Purpose::Reset | Purpose::ResetOrLookUp | Purpose::Protect => (None, None),
            Purpose::Invalidate => (session, team),
        };
        let is_enough = match purpose {
            Purpose::Reset | Purpose::ResetOrLookUp | Purpose::Protect => user.is_some(),
            Purpose::Invalidate => session.is_some() && (user.is_some() || team.is_some()),
        };
        if !is_enough {
            return Err(unknown_headings(purpose));
        }
        match doubled {
            Some(name) => Err(format!("Two columns are named {name}. Keep only the one that counts.")),
            None => Ok(Table { rows: Rows::new(delimiter), width, user, session, team, is_of_addresses }),
        }
    }

    /// Whether its users are named by their e-mail addresses.
    pub(crate) fn is_of_addresses(&self) -> bool {
        self.is_of_addresses
    }

    /// The plain names of the columns that count.
    pub(crate) fn columns(&self) -> Vec<&'static str> {
        [self.session, self.user, self.team].into_iter().flatten().map(|column| column.name).collect()
    }

    /// Reads a line as a row.
    pub(crate) fn row(&mut self, number: u32, line: &[u8]) -> Row {
        let columns = [self.user, self.session, self.team];
        let mut cells =
            columns.map(|column| Cell { column: column.map_or("", |column| column.name), ..Cell::default() });
        let (mut unreadable, mut is_empty, mut is_shifted) = (None, true, false);
        let width = self.width;
        let is_row = self.rows.read(line, |index, field| {
            let is_blank = field.iter().all(u8::is_ascii_whitespace);
            is_empty &= is_blank;
            is_shifted |= index >= width && !is_blank;
            for (column, cell) in columns.iter().zip(&mut cells) {
                if column.is_some_and(|column| column.index == index) {
                    match std::str::from_utf8(field) {
                        Ok(text) => cell.value = Value::Text(text.to_owned()),
                        Err(_) => unreadable = Some(cell.column),
                    }
                }
            }
        });
        let refused = |column, looks_like, message: &str| {
            Row::Refused(Problem { line: number, column, looks_like, message: message.to_owned() })
        };
        if !is_row {
            return refused(None, Some(LooksLike::LineBreak), LINE_BREAK);
        }
        if is_empty {
            return Row::Empty;
        }
        if is_shifted {
            let message =
                "This row has more fields than there are headings: a value with a separator in it needs quotes.";
            return refused(None, None, message);
        }
        if unreadable.is_some() {
            return refused(unreadable, None, "This value is not UTF-8. Save the list as UTF-8.");
        }
        let [user, session, team] = cells;
        Row::Entry(Entry { user, session, team })
    }
}

/// The sentence about headings if none is known.
pub(crate) fn unknown_headings(purpose: Purpose) -> String {
    let wanted = match purpose {
        Purpose::Reset | Purpose::Protect => "userid, user or id",
        Purpose::ResetOrLookUp => "userid, user, id, email, primaryemail or userprincipalname",
        Purpose::Invalidate => "sessionid or session, and of userid, user, id, teamid, team",
    };
    format!("The first line must name the columns of the list: at least one of {wanted}.")
}

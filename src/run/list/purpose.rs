//! What a list is for: which ids its lines must have.

use crate::list::address::Address;
use crate::list::entry::{Cell, Entry};
use crate::list::problem::Problem;
use crate::list::value::Value;
use crate::method::Method;
use crate::target::Target;
use crate::text::find::contains;
use crate::text::id::{Id, trim};
use crate::text::looks_like::{LooksLike, is_token_like};

/// What a list is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// Users whose sessions all end, by their ids.
    Reset,
    /// The same, by their ids or by their e-mail addresses.
    ResetOrLookUp,
    /// Single sessions that end.
    Invalidate,
    /// Users who are left alone.
    Protect,
}

impl Purpose {
    /// What a list of targets of the method is for.
    pub const fn of(method: Method) -> Self {
        match method {
            Method::Reset(_) => Purpose::Reset,
            Method::Invalidate => Purpose::Invalidate,
        }
    }

    /// The target that a line names. `raw` is the line as it is in the list.
    pub(crate) fn target(self, line: u32, raw: &[u8], entry: Entry) -> Result<Target, Problem> {
        let read = |id, cell| text(line, raw, id, cell);
        match self {
            Purpose::Reset | Purpose::ResetOrLookUp | Purpose::Protect => {
                let column = entry.user.column;
                let user_id = read(Id::User, entry.user)?;
                if user_id.is_none() {
                    return Err(missing(line, column, "There is no user id in this line."));
                }
                Ok(Target { line, user_id, session_id: None, team_id: None, protected: false })
            }
            Purpose::Invalidate => {
                let (user_column, session_column) = (entry.user.column, entry.session.column);
                let user_id = read(Id::User, entry.user)?;
                let session_id = read(Id::Session, entry.session)?;
                let team_id = read(Id::Team, entry.team)?;
                if session_id.is_none() {
                    return Err(missing(line, session_column, "There is no session id in this line."));
                }
                if user_id.is_none() && team_id.is_none() {
                    let message =
                        "There is neither a user id nor a team id in this line, and a session needs one of them.";
                    return Err(missing(line, user_column, message));
                }
                Ok(Target { line, user_id, session_id, team_id, protected: false })
            }
        }
    }
}

/// The e-mail address that a line names.
pub(crate) fn address(line: u32, raw: &[u8], cell: Cell) -> Result<Address, Problem> {
    let column = cell.column;
    let text = text(line, raw, Id::Address, cell)?;
    let text = text.ok_or_else(|| missing(line, column, "There is no e-mail address in this line."))?;
    Ok(Address { line, column, text })
}

fn missing(line: u32, column: &'static str, message: &str) -> Problem {
    let column = (!column.is_empty()).then_some(column);
    Problem { line, column, looks_like: None, message: message.to_owned() }
}

/// The sentences about a value in a list of addresses that isn't an address.
fn no_address() -> String {
    let rule = Id::Address.rule();
    format!("This is a list of e-mail addresses, but this isn't one: {rule}. User ids go into a list of their own.")
}

/// The id that a cell holds; `None` if it is empty.
fn text(line: u32, raw: &[u8], id: Id, cell: Cell) -> Result<Option<String>, Problem> {
    let problem = |looks_like: Option<LooksLike>, message: String| Problem {
        line,
        column: (!cell.column.is_empty()).then_some(cell.column),
        looks_like,
        message,
    };
    let text = match &cell.value {
        Value::Missing => return Ok(None),
        Value::Text(text) => trim(text).to_owned(),
        number @ Value::Number(_) => match number.whole() {
            Some(whole) => whole.to_string(),
            None => {
                let message = "This number is not exact in JSON. Export the list again with this value as text.";
                return Err(problem(None, message.to_owned()));
            }
        },
        Value::Flag(_) | Value::Other => {
            return Err(problem(None, format!("This is not a text, but {}.", id.rule())));
        }
    };
    if text.is_empty() {
        return Ok(None);
    }
    if !id.matches(&text) || is_token_like(&text) {
        let looks_like = LooksLike::of(&text);
        let message = match (id, looks_like) {
            (_, Some(it @ (LooksLike::Token | LooksLike::LineBreak))) => it.message(id),
            (Id::Address, _) => return Err(problem(None, no_address())),
            (_, Some(it)) => it.message(id),
            (_, None) => format!("This is not an id: {}.", id.rule()),
        };
        return Err(problem(looks_like, message));
    }
    // Escapes, exponents and quotes within a field could spell an id that a person doesn't see in the list.
    if !contains(raw, &text) {
        let looks_like = matches!(cell.value, Value::Number(_)).then_some(LooksLike::ShortenedNumber);
        let message = "This id is written with escapes, quotes or an exponent. Write it as it is.";
        return Err(problem(looks_like, message.to_owned()));
    }
    Ok(Some(text))
}

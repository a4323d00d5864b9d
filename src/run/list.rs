//! Lists of targets.

pub(crate) mod address;
pub(crate) mod csv;
pub(crate) mod encoding;
pub(crate) mod entry;
pub(crate) mod first_line;
pub(crate) mod look_up;
pub(crate) mod problem;
pub(crate) mod protect;
pub(crate) mod purpose;
pub(crate) mod reader;
pub(crate) mod table;
pub(crate) mod value;

use crate::list::problem::Problems;
use crate::target::Target;

/// How a list is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// One user id, or one e-mail address, per line.
    Plain,
    /// Columns with headings.
    Csv,
    /// One JSON object per line.
    JsonLines,
}

impl Form {
    /// The name that users of the library see.
    pub const fn name(self) -> &'static str {
        match self {
            Form::Plain => "plain",
            Form::Csv => "csv",
            Form::JsonLines => "json-lines",
        }
    }
}

/// A list without a bad line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct List {
    /// How it is written.
    pub form: Form,
    /// The columns that were read, by their plain names.
    pub columns: Vec<&'static str>,
    /// The targets that it names, in order, each once.
    pub targets: Vec<Target>,
    /// How many lines named a target again.
    pub duplicates: u32,
    /// How many e-mail addresses were looked up to get it.
    pub looked_up: u32,
    /// Lines that are left out, since their users' sessions can't be ended.
    pub skipped: Problems,
}

/// The most targets that a run has.
pub const MOST_TARGETS: usize = 100_000;

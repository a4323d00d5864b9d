//! What is wrong with a list.

use crate::text::looks_like::LooksLike;

/// A line that was refused. It never quotes the value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The line of the list, from 1.
    pub line: u32,
    /// The column or property of the value.
    pub column: Option<&'static str>,
    /// What the value looks like.
    pub looks_like: Option<LooksLike>,
    /// What is wrong, and what to do.
    pub message: String,
}

/// How many problems are kept.
const LISTED: usize = 20;

/// The first problems of a list, and how many there are.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Problems {
    first: Vec<Problem>,
    total: u32,
}

impl Problems {
    /// The first 20 of them.
    pub fn first(&self) -> &[Problem] {
        &self.first
    }

    /// How many there are.
    pub fn total(&self) -> u32 {
        self.total
    }

    pub(crate) fn add(&mut self, problem: Problem) {
        self.total = self.total.saturating_add(1);
        if self.first.len() < LISTED {
            self.first.push(problem);
        }
    }

    /// Notes what is wrong with a line as a whole.
    pub(crate) fn add_line(&mut self, line: u32, message: impl Into<String>) {
        self.add(Problem { line, column: None, looks_like: None, message: message.into() });
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.total == 0
    }
}

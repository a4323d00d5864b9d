//! The record: what was done, and what is known of each target.

pub(crate) mod counts;
pub(crate) mod event;
pub(crate) mod key;
pub(crate) mod ledger;
pub(crate) mod outcome;
pub(crate) mod reader;
pub(crate) mod reason;
pub(crate) mod replay;
pub(crate) mod report;
pub(crate) mod row;
pub(crate) mod state;
pub(crate) mod words;
pub(crate) mod writer;

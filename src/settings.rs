//! Settings that the configuration and the options of a call share.

use crate::header::Given;
use crate::read::{Entries, kind};
use crate::retry::Retry;
use crate::secret::Secret;
use std::rc::Rc;

/// Time limits in milliseconds, infinite where there is none, and what is repeated.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Limits {
    /// Of one attempt, for its headers.
    pub(crate) connect: f64,
    /// Of one attempt, for its body; not a number where `connect` is for both.
    pub(crate) read: f64,
    /// For the call with all its attempts and waits.
    pub(crate) deadline: f64,
    pub(crate) retry: Retry,
}

impl Default for Limits {
    fn default() -> Self {
        Limits { connect: 30_000.0, read: f64::NAN, deadline: 300_000.0, retry: Retry::default() }
    }
}

const TIME: &str = "must be milliseconds, zero or more";

/// Reads a time, or what else isn't negative.
fn time(entries: &Entries, must: &str) -> f64 {
    let ms = entries.number();
    if entries.kind() != kind::NUMBER || ms.is_nan() || ms < 0.0 {
        entries.refuse(must);
    }
    ms
}

/// Reads a time limit; `0` means none.
fn limit(entries: &Entries, must: &str) -> f64 {
    let ms = time(entries, must);
    if ms == 0.0 { f64::INFINITY } else { ms }
}

/// Reads a whole number up to `most`.
pub(crate) fn count(entries: &Entries, most: f64, must: &str) -> f64 {
    let count = time(entries, must);
    // Infinity has no remainder.
    if !((1.0..=most).contains(&count) && (count % 1.0 == 0.0 || count == f64::INFINITY)) {
        entries.refuse(must);
    }
    count
}

/// The keys of what `Limits::set` takes, which come first in the configuration's and the options'.
macro_rules! keys {
    ($more:literal) => {
        concat!("timeout deadline retry headers ", $more)
    };
}
pub(crate) use keys;

impl Limits {
    /// Takes the current one of `entries`, if its key is one of these.
    pub(crate) fn set(&mut self, key: u32, entries: &Entries, headers: &mut Given) {
        match key {
            0 => self.timeout(entries),
            1 => self.deadline = limit(entries, TIME),
            2 => self.retry(entries),
            _ => headers.read(entries),
        }
    }

    fn timeout(&mut self, entries: &Entries) {
        const MUST: &str = "must be milliseconds, zero or more, or an array [connect, read] of two such numbers";
        self.read = f64::NAN;
        if entries.kind() != kind::ARRAY {
            self.connect = limit(entries, MUST);
            return;
        }
        let two = entries.inner("");
        two.next();
        self.connect = limit(&two, MUST);
        two.next();
        self.read = limit(&two, MUST);
        if two.next().is_some() {
            entries.refuse(MUST);
        }
    }

    fn retry(&mut self, entries: &Entries) {
        let retry = &mut self.retry;
        match entries.kind() {
            kind::BOOLEAN if entries.number() == 0.0 => retry.attempts = 1.0,
            kind::SIGNAL | kind::OBJECT | kind::ARRAY => {
                let entries = entries.inner("minDelay maxDelay maxRetryAfter attempts unknown");
                while let Some(key) = entries.next() {
                    match key {
                        0 => retry.min_delay = time(&entries, TIME),
                        1 => retry.max_delay = time(&entries, TIME),
                        2 => retry.max_retry_after = time(&entries, TIME),
                        3 => retry.attempts = count(&entries, 1000.0, "must be a whole number from 1 to 1000"),
                        4 => retry.unknown = entries.boolean(),
                        _ => entries.refuse("is not a key of retry"),
                    }
                }
            }
            _ => entries.refuse("must be false or an object"),
        }
    }
}

/// Reads a token.
pub(crate) fn token(entries: &Entries) -> Option<Rc<Secret>> {
    let token = secret(entries.string_or_empty());
    if token.is_none() {
        entries.refuse(TOKEN);
    }
    token
}

/// What can be a token.
pub(crate) fn secret(text: String) -> Option<Rc<Secret>> {
    Secret::new(text).map(Rc::new)
}

/// What a token must be.
pub(crate) const TOKEN: &str =
    "must be a token: a string that isn't empty, of visible ASCII characters without spaces or line breaks";

//! Time limits and retries: settings that both the configuration and the options of a call have.

use crate::reader::{Key, Value, ValueKind};
use crate::retry::{Retry, RetryKey};

/// The time for one attempt, in milliseconds; infinite if there is no limit.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Timeout {
    /// For the headers; where `read` is `None`, for headers and body together.
    pub(crate) connect: f64,
    /// For the body.
    pub(crate) read: Option<f64>,
}

/// The limits of a call.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Limits {
    pub(crate) timeout: Timeout,
    /// Milliseconds for the call with all its attempts and waits; infinite if there is no limit.
    pub(crate) deadline: f64,
    pub(crate) retry: Retry,
}

impl Default for Limits {
    fn default() -> Self {
        Limits { timeout: Timeout { connect: 30_000.0, read: None }, deadline: 300_000.0, retry: Retry::default() }
    }
}

const MILLISECONDS: &str = "must be milliseconds, zero or more";

/// Reads a number that isn't negative.
fn number(value: &Value, expectation: &str) -> f64 {
    let number = value.number();
    if value.value_kind() != ValueKind::Number || number.is_nan() || number < 0.0 {
        value.refuse(expectation);
    }
    number
}

/// Reads a time limit; `0` means none.
fn time_limit(value: &Value, expectation: &str) -> f64 {
    let milliseconds = number(value, expectation);
    if milliseconds == 0.0 { f64::INFINITY } else { milliseconds }
}

/// Reads a whole number from 1 to `limit`.
pub(crate) fn count(value: &Value, limit: u32, expectation: &str) -> u32 {
    let number = number(value, expectation);
    if !((1.0..=f64::from(limit)).contains(&number) && number % 1.0 == 0.0) {
        value.refuse(expectation);
    }
    // `as` takes the nearest number that fits.
    number as u32
}

/// The same, in digits.
pub(crate) fn count_in_digits(value: &Value, limit: u32, expectation: &str) -> String {
    count(value, limit, expectation);
    value.text()
}

impl Limits {
    /// Reads the option `timeout`.
    pub(crate) fn read_timeout(&mut self, value: &Value) {
        const EXPECTATION: &str = "must be milliseconds, zero or more, or an array [connect, read] of two such numbers";
        if value.value_kind() != ValueKind::Array {
            self.timeout = Timeout { connect: time_limit(value, EXPECTATION), read: None };
            return;
        }
        let pair = value.array();
        let next = || {
            pair.next();
            time_limit(&pair, EXPECTATION)
        };
        self.timeout = Timeout { connect: next(), read: Some(next()) };
        if pair.next().is_some() {
            value.refuse(EXPECTATION);
        }
    }

    /// Reads the option `deadline`.
    pub(crate) fn read_deadline(&mut self, value: &Value) {
        self.deadline = time_limit(value, MILLISECONDS);
    }

    /// Reads the option `retry`.
    pub(crate) fn read_retry(&mut self, value: &Value) {
        match value.value_kind() {
            ValueKind::Boolean if value.number() == 0.0 => self.retry.attempts = 1,
            ValueKind::Signal | ValueKind::Object | ValueKind::Array => {
                let settings = value.object::<RetryKey>();
                while let Some(key) = settings.next() {
                    set_retry(&mut self.retry, key, &settings);
                }
            }
            ValueKind::Boolean
            | ValueKind::Text
            | ValueKind::Number
            | ValueKind::Bigint
            | ValueKind::Function
            | ValueKind::Null
            | ValueKind::Unsupported => value.refuse("must be false or an object"),
        }
    }
}

fn set_retry(retry: &mut Retry, key: Key<RetryKey>, value: &Value) {
    match key {
        Key::Known(RetryKey::Attempts) => {
            retry.attempts = count(value, 1000, "must be a whole number from 1 to 1000");
        }
        Key::Known(RetryKey::MinDelay) => retry.min_delay = number(value, MILLISECONDS),
        Key::Known(RetryKey::MaxDelay) => retry.max_delay = number(value, MILLISECONDS),
        Key::Known(RetryKey::MaxRetryAfter) => retry.max_retry_after = number(value, MILLISECONDS),
        Key::Known(RetryKey::Unknown) => retry.unknown = value.boolean(),
        Key::Other => value.refuse("is not a key of retry"),
    }
}

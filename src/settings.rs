//! Settings that the configuration and the options of a call share.

use crate::encode::Placement;
use crate::error::{Error, refuse};
use crate::read;
use crate::retry::Retry;
use crate::secret::Secret;
use wasm_bindgen::JsValue;

/// Time limits of one attempt, in milliseconds; infinite where there is none.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Timeout {
    /// From the start to the end of the body.
    Whole(f64),
    /// For the headers, then for the body.
    Split { connect: f64, read: f64 },
}

impl Default for Timeout {
    fn default() -> Self {
        Timeout::Whole(30_000.0)
    }
}

/// Reads a time in milliseconds; `0` means none.
fn limit(value: &JsValue) -> Option<f64> {
    value.as_f64().filter(|ms| *ms >= 0.0).map(|ms| if ms == 0.0 { f64::INFINITY } else { ms })
}

/// Reads a deadline.
pub(crate) fn deadline(value: &JsValue) -> Result<f64, Error> {
    limit(value).ok_or_else(|| refuse("deadline", "must be milliseconds, zero or more"))
}

/// Reads what is changed of a retry policy.
pub(crate) fn retry(value: &JsValue, base: Retry) -> Result<Retry, Error> {
    const COUNT: &str = "must be a whole number from 1 to 1000";
    const TIME: &str = "must be milliseconds, zero or more";
    if value.as_bool() == Some(false) {
        return Ok(Retry { attempts: 1, ..base });
    }
    if !value.is_object() {
        return Err(refuse("retry", "must be false or an object"));
    }
    let mut retry = base;
    for (name, value) in read::properties(value, "retry", "retry.")? {
        let argument = ["retry.", &name].concat();
        let time = || value.as_f64().filter(|ms| *ms >= 0.0).ok_or_else(|| refuse(argument.clone(), TIME));
        match name.as_str() {
            "attempts" => {
                let count = value.as_f64().filter(|count| (1.0..=1000.0).contains(count) && count % 1.0 == 0.0);
                retry.attempts = count.ok_or_else(|| refuse(argument, COUNT))? as u32;
            }
            "minDelay" => retry.min_delay = time()?,
            "maxDelay" => retry.max_delay = time()?,
            "maxRetryAfter" => retry.max_retry_after = time()?,
            "unknown" => retry.unknown = read::boolean(&value, &argument)?,
            _ => return Err(refuse(argument, "is not a key of retry")),
        }
    }
    Ok(retry)
}

/// Reads how many requests may be in flight.
pub(crate) fn concurrency(value: &JsValue) -> Result<f64, Error> {
    let most = value.as_f64().filter(|most| *most >= 1.0 && (most % 1.0 == 0.0 || most.is_infinite()));
    most.ok_or_else(|| refuse("maxConcurrency", "must be a whole number, 1 or more, or Infinity"))
}

/// Reads a timeout.
pub(crate) fn timeout(value: &JsValue) -> Result<Timeout, Error> {
    const MUST: &str = "must be milliseconds, zero or more, or an array [connect, read] of two such numbers";
    if let Some(whole) = limit(value) {
        return Ok(Timeout::Whole(whole));
    }
    match read::elements(value).as_deref() {
        Some([connect, read]) => match (limit(connect), limit(read)) {
            (Some(connect), Some(read)) => Ok(Timeout::Split { connect, read }),
            _ => Err(refuse("timeout", MUST)),
        },
        _ => Err(refuse("timeout", MUST)),
    }
}

/// Reads a token.
pub(crate) fn token(value: &JsValue, argument: &str) -> Result<Secret, Error> {
    value.as_string().and_then(Secret::new).ok_or_else(|| {
        refuse(
            argument,
            "must be a token: a string that isn't empty, of visible ASCII characters without spaces or line breaks",
        )
    })
}

/// Reads a token placement.
pub(crate) fn placement(value: &JsValue) -> Result<Placement, Error> {
    match value.as_string().as_deref() {
        Some("authorization") => Ok(Placement::Authorization),
        Some("form") => Ok(Placement::Form),
        Some("token-header") => Ok(Placement::TokenHeader),
        Some("none") => Ok(Placement::None),
        _ => Err(refuse("tokenPlacement", "must be \"authorization\", \"form\", \"token-header\" or \"none\"")),
    }
}

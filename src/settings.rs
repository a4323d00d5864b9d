//! Settings that the configuration and the options of a call share.

use crate::encode::Placement;
use crate::error::{Error, refuse};
use crate::read;
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

/// Reads a timeout.
pub(crate) fn timeout(value: &JsValue) -> Result<Timeout, Error> {
    const MUST: &str = "must be milliseconds, zero or more, or an array [connect, read] of two such numbers";
    let limit =
        |value: &JsValue| value.as_f64().filter(|ms| *ms >= 0.0).map(|ms| if ms == 0.0 { f64::INFINITY } else { ms });
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

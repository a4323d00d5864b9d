//! The arguments of a call, checked and typed.

use crate::encode::{Field, Value};
use crate::error::{Error, refuse};
use crate::method::Method;
use crate::read;
use js_sys::BigInt;
use wasm_bindgen::prelude::*;

/// Reads a request object into the fields that are sent.
pub(crate) fn fields(method: Method, request: &JsValue) -> Result<Vec<Field>, Error> {
    let mut fields = Vec::new();
    let mut seen = Seen::default();
    for (name, value) in read::properties(request, "request", "")? {
        if value.is_null() {
            continue;
        }
        let value = match (name.as_str(), method) {
            ("token", _) => return Err(refuse("token", "must not be a property of the request: it is options.token")),
            ("user_id", _) => {
                seen.user_id = true;
                Value::Text(read::text(&value, "user_id")?)
            }
            ("team_id", _) => {
                seen.team_id = true;
                Value::Text(read::text(&value, "team_id")?)
            }
            ("session_id", Method::Invalidate) => {
                seen.session_id = true;
                session_id(&value)?
            }
            ("mobile_only" | "web_only", Method::Reset) => {
                let on = read::boolean(&value, &name)?;
                seen.flags = seen.flags.saturating_add(u8::from(on));
                Value::Json(if on { "true" } else { "false" }.to_owned())
            }
            _ => further(&name, &value)?,
        };
        fields.push(Field { name, value });
    }
    seen.check(method)?;
    Ok(fields)
}

#[derive(Default)]
struct Seen {
    user_id: bool,
    team_id: bool,
    session_id: bool,
    flags: u8,
}

impl Seen {
    fn check(&self, method: Method) -> Result<(), Error> {
        match method {
            Method::Invalidate if !self.session_id => Err(refuse("session_id", "is missing")),
            Method::Invalidate if !self.user_id && !self.team_id => {
                Err(refuse("user_id", "is missing: it, or team_id, or both must be given"))
            }
            Method::Reset if !self.user_id => Err(refuse("user_id", "is missing")),
            Method::Reset if self.flags > 1 => Err(refuse(
                "web_only",
                "must not be true together with mobile_only: leave both out to end all sessions, \
                 or call twice to end mobile and web sessions",
            )),
            _ => Ok(()),
        }
    }
}

/// A session id, digit for digit.
fn session_id(value: &JsValue) -> Result<Value, Error> {
    const MOST: f64 = 9_007_199_254_740_991.0;
    let digits = if let Some(number) = value.as_f64() {
        // Above the safe integers a number has already lost digits.
        if (0.0..=MOST).contains(&number) && number % 1.0 == 0.0 { whole(number) } else { None }
    } else if value.is_bigint() {
        bigint(value)
    } else {
        value.as_string()
    };
    digits
        .filter(|digits| !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit()))
        .map(number)
        .ok_or_else(|| {
            refuse("session_id", "must be a safe integer that isn't negative, a bigint, or a string of digits")
        })
}

/// JSON has no numbers with leading zeros: such digits are sent as text.
fn number(digits: String) -> Value {
    if digits.len() > 1 && digits.starts_with('0') { Value::Text(digits) } else { Value::Json(digits) }
}

fn whole(number: f64) -> Option<String> {
    bigint(&BigInt::from(number as u64))
}

fn bigint(value: &JsValue) -> Option<String> {
    value.unchecked_ref::<BigInt>().to_string(10).ok()?.as_string()
}

/// Any further property.
fn further(name: &str, value: &JsValue) -> Result<Value, Error> {
    const MUST: &str = "must be a string, boolean, finite number, bigint, array or plain object without cycles";
    if let Some(text) = value.as_string() {
        return Ok(Value::Text(text));
    }
    let json = if value.is_bigint() {
        bigint(value).ok_or(JsValue::UNDEFINED)
    } else if value.as_bool().is_some() || value.as_f64().is_some_and(f64::is_finite) {
        read::scalar(value)
    } else if value.is_object() {
        read::json(value)
    } else {
        Err(JsValue::UNDEFINED)
    };
    json.map(Value::Json).map_err(|cause| Error { cause, ..refuse(name, MUST) })
}

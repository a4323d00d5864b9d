//! The arguments of a call, checked, typed, and written as they are sent.

use crate::encode::{Body, Value};
use crate::method::Method;
use crate::read::{Entries, kind};
use crate::refusal::{Refused, refuse};
use wasm_bindgen::JsValue;

/// What a request says.
#[derive(Debug, Default)]
struct Request {
    user_id: bool,
    team_id: bool,
    session_id: bool,
    mobile_only: bool,
    web_only: bool,
}

/// Reads a request object, and writes what it says.
pub(crate) fn read(method: Method, request: &JsValue, body: &mut Body) -> Result<(), Refused> {
    let mut seen = Request::default();
    let entries = Entries::of(request, "request", "token user_id team_id session_id mobile_only web_only");
    while let Some(key) = entries.next() {
        if entries.kind() != kind::NULL {
            let value = seen.value(method, key, &entries);
            body.add(&entries.name(), &value);
        }
    }
    entries.end()?;
    seen.check(method)
}

impl Request {
    fn value(&mut self, method: Method, key: u32, entries: &Entries) -> Value {
        let reset = method == Method::Reset;
        let flag = match key {
            0 => {
                entries.refuse("must not be a property of the request: it is options.token");
                return Value::Text(String::new());
            }
            1 | 2 => {
                *(if key == 1 { &mut self.user_id } else { &mut self.team_id }) = true;
                return Value::Text(entries.string());
            }
            3 if !reset => {
                self.session_id = true;
                return session_id(entries);
            }
            4 if reset => &mut self.mobile_only,
            5 if reset => &mut self.web_only,
            _ => return further(entries),
        };
        *flag = entries.boolean();
        Value::Json(entries.text())
    }

    fn check(&self, method: Method) -> Result<(), Refused> {
        let (argument, must) = match method {
            Method::Invalidate if !self.session_id => ("session_id", "is missing"),
            Method::Invalidate if !self.user_id && !self.team_id => {
                ("user_id", "is missing: it, or team_id, or both must be given")
            }
            Method::Reset if !self.user_id => ("user_id", "is missing"),
            Method::Reset if self.mobile_only && self.web_only => (
                "web_only",
                "must not be true together with mobile_only: leave both out to end all sessions, \
                 or call twice to end mobile and web sessions",
            ),
            _ => return Ok(()),
        };
        Err(refuse(argument, must))
    }
}

/// A session id, digit for digit.
fn session_id(entries: &Entries) -> Value {
    const MOST: f64 = 9_007_199_254_740_991.0;
    let fits = match entries.kind() {
        // Above the safe integers a number has already lost digits.
        kind::NUMBER => entries.number() <= MOST,
        other => matches!(other, kind::TEXT | kind::BIGINT),
    };
    let digits = entries.text();
    // A negative number has a sign, and a fraction a point.
    if !fits || digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        entries.refuse("must be a safe integer that isn't negative, a bigint, or a string of digits");
    }
    // JSON has no numbers with leading zeros: such digits are sent as text.
    if digits.len() > 1 && digits.starts_with('0') { Value::Text(digits) } else { Value::Json(digits) }
}

/// Any further property.
fn further(entries: &Entries) -> Value {
    let text = match entries.kind() {
        kind::TEXT => return Value::Text(entries.text()),
        kind::NUMBER if !entries.number().is_finite() => String::new(),
        kind::NUMBER | kind::BIGINT | kind::BOOLEAN => entries.text(),
        kind::SIGNAL | kind::OBJECT | kind::ARRAY => entries.json(),
        _ => String::new(),
    };
    if text.is_empty() {
        entries.refuse("must be a string, boolean, finite number, bigint, array or plain object without cycles");
    }
    Value::Json(text)
}

//! `admin.users.session.invalidate`: revokes one session.

use super::key::{Property, RequestKey};
use super::meaning::Meaning;
use crate::body::Body;
use crate::names::Names;
use crate::reader::{Value, ValueKind};
use wasm_bindgen::prelude::*;

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = include_str!("invalidate.ts");

/// Slack's name of the method.
pub(super) const NAME: &str = "admin.users.session.invalidate";

/// The codes that only this method answers with.
pub(super) const CODES: &[(&str, Meaning)] = &[
    ("admin_unauthorized", Meaning::Target),
    ("cannot_invalidate_primary_owner", Meaning::Target),
    ("session_invalidation_failed", Meaning::MayHaveHappened),
    ("session_not_found", Meaning::Target),
];

/// Request of `admin.users.session.invalidate`.
#[derive(Debug, Default)]
pub(crate) struct InvalidateRequest {
    /// The user whose session it is. Slack's reference asks for it.
    user_id: Option<String>,
    /// The team of the session. Slack's OpenAPI description asks for it.
    team_id: Option<String>,
    /// The session that ends.
    session_id: Option<SessionId>,
}

impl InvalidateRequest {
    pub(super) fn set(&mut self, key: RequestKey, value: &Value) -> Property {
        match key {
            RequestKey::UserId => self.user_id = Some(value.non_empty_text()),
            RequestKey::TeamId => self.team_id = Some(value.non_empty_text()),
            RequestKey::SessionId => self.session_id = SessionId::read(value),
            RequestKey::Token
            | RequestKey::MobileOnly
            | RequestKey::WebOnly
            | RequestKey::Limit
            | RequestKey::Cursor
            | RequestKey::Email => return Property::OfAnotherMethod,
        }
        Property::Taken
    }

    pub(super) fn check(&self) -> Option<(RequestKey, &'static str)> {
        if self.session_id.is_none() {
            return Some((RequestKey::SessionId, "is missing"));
        }
        if self.user_id.is_none() && self.team_id.is_none() {
            return Some((RequestKey::UserId, "is missing: give it, or team_id, or both"));
        }
        None
    }

    pub(super) fn write(&self, body: &mut Body) {
        for (key, id) in [(RequestKey::UserId, &self.user_id), (RequestKey::TeamId, &self.team_id)] {
            body.add_optional_text(key.name(), id.as_deref());
        }
        if let Some(session_id) = &self.session_id {
            session_id.write(body);
        }
    }
}

/// The id of a session: exactly the digits that the caller gave.
#[derive(Debug)]
struct SessionId(String);

impl SessionId {
    fn read(value: &Value) -> Option<Self> {
        const MAX_SAFE_INTEGER: f64 = 9_007_199_254_740_991.0;
        let exact = match value.value_kind() {
            // A greater number may have lost digits before it got here.
            ValueKind::Number => value.number() <= MAX_SAFE_INTEGER,
            ValueKind::Text | ValueKind::Bigint => true,
            ValueKind::Boolean
            | ValueKind::Function
            | ValueKind::Signal
            | ValueKind::Object
            | ValueKind::Array
            | ValueKind::Null
            | ValueKind::Unsupported => false,
        };
        let digits = value.text();
        // So a sign or a decimal point is refused.
        if exact && !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit()) {
            return Some(SessionId(digits));
        }
        value.refuse("must be a safe integer that isn't negative, a bigint, or a string of digits");
        None
    }

    fn write(&self, body: &mut Body) {
        let SessionId(digits) = self;
        let key = RequestKey::SessionId.name();
        // JSON has no numbers with leading zeros: such digits are sent as text.
        if digits.len() > 1 && digits.starts_with("0") {
            body.add_text(key, digits)
        } else {
            body.add_json(key, digits)
        }
    }
}

//! `admin.users.session.reset`: ends all sessions of a user.

use super::key::{Property, RequestKey};
use super::meaning::Meaning;
use crate::body::Body;
use crate::names::Names;
use crate::reader::Value;
use wasm_bindgen::prelude::*;

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = include_str!("reset.ts");

/// Slack's name of the method.
pub(super) const NAME: &str = "admin.users.session.reset";

/// The codes that only this method answers with.
pub(super) const CODES: &[(&str, Meaning)] = &[
    ("cannot_reset_bot", Meaning::Target),
    ("cannot_reset_primary_owner", Meaning::Target),
    ("user_session_reset_failed", Meaning::MayHaveHappened),
];

/// Request of `admin.users.session.reset`.
#[derive(Debug, Default)]
pub(crate) struct ResetRequest {
    /// The user whose sessions end.
    user_id: Option<String>,
    /// Only mobile sessions.
    mobile_only: Option<bool>,
    /// Only web sessions.
    web_only: Option<bool>,
}

impl ResetRequest {
    pub(super) fn set(&mut self, key: RequestKey, value: &Value) -> Property {
        match key {
            RequestKey::UserId => self.user_id = Some(value.non_empty_text()),
            RequestKey::MobileOnly => self.mobile_only = Some(value.boolean()),
            RequestKey::WebOnly => self.web_only = Some(value.boolean()),
            RequestKey::Token
            | RequestKey::TeamId
            | RequestKey::SessionId
            | RequestKey::Limit
            | RequestKey::Cursor
            | RequestKey::Email => return Property::OfAnotherMethod,
        }
        Property::Taken
    }

    pub(super) fn check(&self) -> Option<(RequestKey, &'static str)> {
        if self.user_id.is_none() {
            return Some((RequestKey::UserId, "is missing"));
        }
        if self.mobile_only == Some(true) && self.web_only == Some(true) {
            let expectation = "must not be true together with mobile_only: leave both out to end all sessions, \
                               or call twice to end mobile and web sessions";
            return Some((RequestKey::WebOnly, expectation));
        }
        None
    }

    pub(super) fn write(&self, body: &mut Body) {
        body.add_optional_text(RequestKey::UserId.name(), self.user_id.as_deref());
        for (key, flag) in [(RequestKey::MobileOnly, self.mobile_only), (RequestKey::WebOnly, self.web_only)] {
            if let Some(flag) = flag {
                body.add_json(key.name(), if flag { "true" } else { "false" });
            }
        }
    }
}

//! `admin.users.session.list`: lists active sessions. It changes nothing.

use super::key::{Property, RequestKey};
use super::meaning::Meaning;
use crate::body::Body;
use crate::limits;
use crate::names::Names;
use crate::reader::Value;
use wasm_bindgen::prelude::*;

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = include_str!("list.ts");

/// Slack's name of the method.
pub(super) const NAME: &str = "admin.users.session.list";

/// The codes that only this method answers with.
pub(super) const CODES: &[(&str, Meaning)] =
    &[("invalid_cursor", Meaning::Request), ("team_not_found", Meaning::Target)];

/// Request of `admin.users.session.list`.
#[derive(Debug, Default)]
pub(crate) struct ListRequest {
    /// The user whose sessions are listed. If missing, those of the whole organisation are.
    user_id: Option<String>,
    /// The team of that user.
    team_id: Option<String>,
    /// How many sessions a page has at most, in digits.
    limit: Option<String>,
    /// Where the page begins: `next_cursor` of the page before.
    cursor: Option<String>,
}

/// What `limit` must be.
const LIMIT: &str = "must be a whole number from 1 to 1000";

impl ListRequest {
    pub(super) fn set(&mut self, key: RequestKey, value: &Value) -> Property {
        match key {
            RequestKey::UserId => self.user_id = Some(value.non_empty_text()),
            RequestKey::TeamId => self.team_id = Some(value.non_empty_text()),
            RequestKey::Limit => self.limit = Some(limits::count_in_digits(value, 1000, LIMIT)),
            RequestKey::Cursor => self.cursor = Some(value.non_empty_text()),
            RequestKey::Token
            | RequestKey::SessionId
            | RequestKey::MobileOnly
            | RequestKey::WebOnly
            | RequestKey::Email => return Property::OfAnotherMethod,
        }
        Property::Taken
    }

    pub(super) fn check(&self) -> Option<(RequestKey, &'static str)> {
        let missing = match (&self.user_id, &self.team_id) {
            (Some(_), None) => RequestKey::TeamId,
            (None, Some(_)) => RequestKey::UserId,
            (Some(_), Some(_)) | (None, None) => return None,
        };
        Some((missing, "is missing: Slack wants user_id and team_id, or neither of them"))
    }

    pub(super) fn write(&self, body: &mut Body) {
        for (key, text) in [
            (RequestKey::UserId, &self.user_id),
            (RequestKey::TeamId, &self.team_id),
            (RequestKey::Cursor, &self.cursor),
        ] {
            body.add_optional_text(key.name(), text.as_deref());
        }
        if let Some(limit) = &self.limit {
            body.add_json(RequestKey::Limit.name(), limit);
        }
    }
}

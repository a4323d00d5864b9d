//! `users.lookupByEmail`: finds a user by e-mail address. It changes nothing.

use super::key::{Property, RequestKey};
use super::meaning::Meaning;
use crate::body::Body;
use crate::names::Names;
use crate::reader::Value;
use wasm_bindgen::prelude::*;

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = include_str!("lookup_by_email.ts");

/// Slack's name of the method.
pub(super) const NAME: &str = "users.lookupByEmail";

/// The codes that only this method answers with.
pub(super) const CODES: &[(&str, Meaning)] =
    &[("users_not_found", Meaning::Target), ("user_not_visible", Meaning::Target)];

/// Request of `users.lookupByEmail`.
#[derive(Debug, Default)]
pub(crate) struct LookupByEmailRequest {
    /// The user's address.
    email: Option<String>,
}

impl LookupByEmailRequest {
    pub(super) fn set(&mut self, key: RequestKey, value: &Value) -> Property {
        match key {
            RequestKey::Email => self.email = Some(value.non_empty_text()),
            RequestKey::Token
            | RequestKey::UserId
            | RequestKey::TeamId
            | RequestKey::SessionId
            | RequestKey::MobileOnly
            | RequestKey::WebOnly
            | RequestKey::Limit
            | RequestKey::Cursor => return Property::OfAnotherMethod,
        }
        Property::Taken
    }

    pub(super) fn check(&self) -> Option<(RequestKey, &'static str)> {
        self.email.is_none().then_some((RequestKey::Email, "is missing"))
    }

    pub(super) fn write(&self, body: &mut Body) {
        body.add_optional_text(RequestKey::Email.name(), self.email.as_deref());
    }
}

//! A refusal: Slack's code, and what belongs to it.

use std::borrow::Cow;

use crate::method::Method;

/// The scopes of a token that is refused because of a fault or as an error token.
const OTHER_SCOPES: &str = "users:read";

/// Why a call isn't carried out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    pub code: Cow<'static, str>,
    /// What is wrong with the request.
    pub message: Option<String>,
    /// The scope that the method needs, and those that the token has.
    pub scopes: Option<(&'static str, String)>,
    /// In how many seconds the caller may call again.
    pub retry_after: Option<u64>,
}

impl From<&'static str> for Refusal {
    fn from(code: &'static str) -> Self {
        Self { code: code.into(), message: None, scopes: None, retry_after: None }
    }
}

impl Refusal {
    /// The request is wrong, and the message says where.
    pub fn malformed(code: &'static str, message: impl Into<String>) -> Self {
        Self { message: Some(message.into()), ..code.into() }
    }

    /// The token lacks the scope.
    pub fn missing_scope(needed: &'static str, provided: impl Into<String>) -> Self {
        Self { scopes: Some((needed, provided.into())), ..Self::from("missing_scope") }
    }

    /// Over the limit for so many seconds.
    pub fn limited(seconds: u64) -> Self {
        Self { retry_after: Some(seconds), ..Self::from("ratelimited") }
    }

    /// A code that a test asks for, with what else belongs to it.
    pub fn asked_for(code: &str, method: Option<Method>) -> Self {
        match (code, method.and_then(Method::scope)) {
            ("missing_scope", Some(needed)) => Self::missing_scope(needed, OTHER_SCOPES),
            ("ratelimited", _) => Self::limited(1),
            _ => Self { code: code.to_owned().into(), ..Self::from("") },
        }
    }
}

//! The tokens of a world, and how the token of a request is found.

use std::collections::HashMap;

use axum::http::{HeaderMap, header};
use serde::Deserialize;

use crate::arguments::Arguments;
use crate::code;
use crate::method::Method;
use crate::refusal::Refusal;
use crate::token::Token;

const PREFIX_OF_BOT_TOKENS: &str = "xoxb-";
const PREFIX_OF_ERROR_TOKENS: &str = "xoxp-standin-error-";

/// All tokens by their text.
#[derive(Deserialize)]
#[serde(transparent)]
pub struct Tokens(HashMap<String, Token>);

impl Default for Tokens {
    fn default() -> Self {
        let tokens = [
            ("xoxp-standin-admin", Token::default()),
            ("xoxp-standin-noscope", Token::with_scope("users:read")),
            ("xoxp-standin-member", Token { user_id: "W12345678".to_owned(), ..Token::default() }),
            ("xoxp-standin-unentitled", Token { is_entitled: false, ..Token::default() }),
            ("xoxp-standin-expired", Token::refused("token_expired")),
            ("xoxp-standin-revoked", Token::refused("token_revoked")),
            ("xoxp-standin-inactive", Token::refused("account_inactive")),
            ("xoxb-standin-bot", Token { user_id: "W0000BOT1".to_owned(), ..Token::with_scope("users:read.email") }),
        ];
        Self(tokens.map(|(text, token)| (text.to_owned(), token)).into())
    }
}

impl Tokens {
    /// Whose they are.
    pub fn users(&self) -> impl Iterator<Item = &str> {
        self.0.values().map(|token| token.user_id.as_str())
    }

    /// Adds tokens; each replaces the one of the same text.
    pub fn add(&mut self, tokens: Self) {
        self.0.extend(tokens.0);
    }

    /// The token of a request, after counting it; or why it is refused.
    pub fn admit(&mut self, method: Method, headers: &HeaderMap, arguments: &Arguments) -> Result<&Token, Refusal> {
        let text = match (bearer(headers), arguments.form_token()) {
            (Some(header), Some(field)) if header != field => return Err("invalid_auth".into()),
            (header, field) => header.or(field).ok_or("not_authed")?,
        };
        if let Some(code) = text.strip_prefix(PREFIX_OF_ERROR_TOKENS).and_then(code::documented) {
            return Err(Refusal::asked_for(code, Some(method)));
        }
        let token = self.0.get_mut(text).ok_or("invalid_auth")?;
        token.admit(method)?;
        if text.starts_with(PREFIX_OF_BOT_TOKENS) && method.is_for_admins() {
            return Err("not_allowed_token_type".into());
        }
        Ok(token)
    }
}

fn bearer(headers: &HeaderMap) -> Option<&str> {
    let (scheme, token) = headers.get(header::AUTHORIZATION)?.to_str().ok()?.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| token.trim())
}

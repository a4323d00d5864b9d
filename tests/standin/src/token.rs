//! A token: whose it is, and what it may do.

use serde::Deserialize;

use crate::method::Method;
use crate::refusal::Refusal;

const ADMIN: &str = "W00000003";

/// A token that is known.
#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Token {
    /// Whose it is.
    pub user_id: String,
    pub scopes: Vec<String>,
    /// The calls that are left before it expires; `None` if it doesn't.
    pub expires_after: Option<u64>,
    /// The code that all its calls answer.
    pub refused: Option<String>,
    /// Whether the organisation's plan has the methods for admins.
    #[serde(skip)]
    pub is_entitled: bool,
}

impl Default for Token {
    /// The admin's, with every scope that a method needs.
    fn default() -> Self {
        Self {
            user_id: ADMIN.to_owned(),
            scopes: ["admin.users:read", "admin.users:write", "users:read.email"].map(str::to_owned).to_vec(),
            expires_after: None,
            refused: None,
            is_entitled: true,
        }
    }
}

impl Token {
    /// The admin's, with other scopes.
    pub fn with_scope(scope: &str) -> Self {
        Self { scopes: vec![scope.to_owned()], ..Self::default() }
    }

    /// A token whose calls all answer this code.
    pub fn refused(code: &str) -> Self {
        Self { refused: Some(code.to_owned()), ..Self::default() }
    }

    /// Its scopes as Slack writes them.
    pub fn scopes(&self) -> String {
        self.scopes.join(",")
    }

    /// Counts a call, or refuses it.
    pub fn admit(&mut self, method: Method) -> Result<(), Refusal> {
        if let Some(code) = &self.refused {
            return Err(Refusal::asked_for(code, Some(method)));
        }
        match &mut self.expires_after {
            Some(0) => return Err("token_expired".into()),
            Some(left) => *left -= 1,
            None => {}
        }
        Ok(())
    }

    /// Refuses a call that its scopes, its user or the plan don't allow.
    pub fn authorize(&self, method: Method, user_is_admin: bool) -> Result<(), Refusal> {
        if let Some(needed) = method.scope().filter(|needed| !self.scopes.iter().any(|scope| scope == needed)) {
            return Err(Refusal::missing_scope(needed, self.scopes()));
        }
        if method.is_for_admins() && !self.is_entitled {
            return Err("feature_not_enabled".into());
        }
        if method.is_for_admins() && !user_is_admin {
            return Err("not_an_admin".into());
        }
        Ok(())
    }
}

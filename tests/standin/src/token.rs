//! Tokens: which there are, and what each may do.

use axum::http::{HeaderMap, header};

use crate::arguments::Arguments;

/// The scope that both methods need.
pub const NEEDED_SCOPE: &str = "admin.users:write";
/// The scope that the token without the needed one has.
pub const OTHER_SCOPE: &str = "users:read";

const PREFIX_OF_ERROR_TOKENS: &str = "xoxp-standin-error-";

/// Every documented code of the two methods.
const CODES: [&str; 42] = [
    "access_denied",
    "accesslimited",
    "account_inactive",
    "admin_unauthorized",
    "cannot_invalidate_primary_owner",
    "cannot_reset_bot",
    "cannot_reset_primary_owner",
    "deprecated_endpoint",
    "ekm_access_denied",
    "enterprise_is_restricted",
    "fatal_error",
    "feature_not_enabled",
    "internal_error",
    "invalid_arg_name",
    "invalid_arguments",
    "invalid_array_arg",
    "invalid_auth",
    "invalid_charset",
    "invalid_form_data",
    "invalid_post_type",
    "is_bot",
    "method_deprecated",
    "missing_post_type",
    "missing_scope",
    "no_permission",
    "not_allowed_token_type",
    "not_an_admin",
    "not_authed",
    "org_login_required",
    "ratelimited",
    "request_timeout",
    "service_unavailable",
    "session_invalidation_failed",
    "session_not_found",
    "team_access_not_granted",
    "team_added_to_org",
    "token_expired",
    "token_revoked",
    "two_factor_setup_required",
    "unknown_method",
    "user_not_found",
    "user_session_reset_failed",
];

/// A token that is known, and what stands in its way.
pub struct Token {
    pub scopes: &'static str,
    /// Why it may call neither method.
    pub forbidden: Option<&'static str>,
}

impl Token {
    /// The token of a request, or the code that refuses it.
    pub fn of(headers: &HeaderMap, arguments: &Arguments) -> Result<Self, &'static str> {
        let field = arguments.form_token();
        let token = match (bearer(headers), field) {
            (Some(header), Some(field)) if header != field => return Err("invalid_auth"),
            (header, field) => header.or(field).ok_or("not_authed")?,
        };
        if let Some(code) = token.strip_prefix(PREFIX_OF_ERROR_TOKENS) {
            return Err(CODES.into_iter().find(|known| *known == code).unwrap_or("invalid_auth"));
        }
        let (scopes, forbidden) = match token {
            "xoxp-standin-admin" => (NEEDED_SCOPE, None),
            "xoxp-standin-noscope" => (OTHER_SCOPE, Some("missing_scope")),
            "xoxp-standin-member" => (NEEDED_SCOPE, Some("not_an_admin")),
            "xoxp-standin-unentitled" => (NEEDED_SCOPE, Some("feature_not_enabled")),
            "xoxp-standin-expired" => return Err("token_expired"),
            "xoxp-standin-revoked" => return Err("token_revoked"),
            "xoxp-standin-inactive" => return Err("account_inactive"),
            "xoxb-standin-bot" => return Err("not_allowed_token_type"),
            _ => return Err("invalid_auth"),
        };
        Ok(Self { scopes, forbidden })
    }
}

fn bearer(headers: &HeaderMap) -> Option<&str> {
    let (scheme, token) = headers.get(header::AUTHORIZATION)?.to_str().ok()?.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| token.trim())
}

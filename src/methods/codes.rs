//! Slack's error codes, and what they mean. The set is open: Slack says that other codes can appear.

use super::meaning::Meaning;
use super::method::Method;
use super::{invalidate, list, lookup_by_email, reset};

/// The meaning of a code that Slack documents for the method.
pub(crate) fn meaning(method: Method, code: &str) -> Option<Meaning> {
    let own = match method {
        Method::Invalidate => invalidate::CODES,
        Method::Reset => reset::CODES,
        Method::List => list::CODES,
        Method::LookupByEmail => lookup_by_email::CODES,
    };
    own.iter().chain(COMMON).find(|(documented, _)| *documented == code).map(|(_, meaning)| *meaning)
}

/// The codes that every method can answer with.
const COMMON: &[(&str, Meaning)] = &[
    ("user_not_found", Meaning::Target),
    ("feature_not_enabled", Meaning::Run),
    ("not_an_admin", Meaning::Run),
    ("invalid_auth", Meaning::Run),
    ("not_authed", Meaning::Run),
    ("token_expired", Meaning::Run),
    ("token_revoked", Meaning::Run),
    ("account_inactive", Meaning::Run),
    ("missing_scope", Meaning::Run),
    ("not_allowed_token_type", Meaning::Run),
    ("no_permission", Meaning::Run),
    ("is_bot", Meaning::Run),
    ("access_denied", Meaning::Run),
    ("accesslimited", Meaning::Run),
    ("org_login_required", Meaning::Run),
    ("two_factor_setup_required", Meaning::Run),
    ("enterprise_is_restricted", Meaning::Run),
    ("ekm_access_denied", Meaning::Run),
    ("team_access_not_granted", Meaning::Run),
    ("unknown_method", Meaning::Run),
    ("method_deprecated", Meaning::Run),
    ("deprecated_endpoint", Meaning::Run),
    ("invalid_arguments", Meaning::Request),
    ("invalid_arg_name", Meaning::Request),
    ("invalid_array_arg", Meaning::Request),
    ("invalid_charset", Meaning::Request),
    ("invalid_form_data", Meaning::Request),
    ("invalid_post_type", Meaning::Request),
    ("missing_post_type", Meaning::Request),
    ("missing_argument", Meaning::Request),
    ("request_timeout", Meaning::NotDone),
    ("service_unavailable", Meaning::NotDone),
    ("team_added_to_org", Meaning::NotDone),
    ("internal_error", Meaning::MayHaveHappened),
    ("fatal_error", Meaning::MayHaveHappened),
    ("ratelimited", Meaning::RateLimited),
    ("rate_limited", Meaning::RateLimited),
];

#[cfg(test)]
pub(crate) fn documented() -> impl Iterator<Item = &'static str> {
    let all = [invalidate::CODES, reset::CODES, list::CODES, lookup_by_email::CODES, COMMON];
    all.into_iter().flatten().map(|(code, _)| *code)
}

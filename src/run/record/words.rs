//! The words for what happened to a target, and for what to do.

use crate::method::Method;
use crate::record::outcome::{Kind, Outcome, OutcomeState, code};
use crate::record::state::Standing;

/// What happened, and what to do; each is empty if there is nothing to say.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Words {
    /// What happened.
    pub what: &'static str,
    /// What to do.
    pub next: &'static str,
}

const fn words(what: &'static str, next: &'static str) -> Words {
    Words { what, next }
}

const RESUME: &str = "Resume the run: it will do this one too.";
const REPORT: &str = "Report it to the people who maintain this program, with the code and the request id.";
const OTHER_TOKEN: &str = "Use another token, and resume the run.";
const ADMIN_TOKEN: &str = "Use the token of an Org Admin or Owner, and resume the run.";
const NEW_TOKEN: &str = "Create a new token, and resume the run with it.";
const NOT_SLACK: &str = "Check the host, and whether a proxy or a sign-in page is in between. Then resume the run.";
const CHECK_RESET: &str = "Ask the user whether Slack wants them to sign in again, or look in the audit logs. If you can't tell, \
     resume with --repeat-unknown: a second reset does no harm, but alerts some organisations.";
const CHECK_INVALIDATE: &str = "Look in the audit logs. If you can't tell, resume with --repeat-unknown: if Slack then answers \
     session_not_found, the session is gone.";

/// The words for a target with this state and its last outcome.
pub(crate) fn for_target(method: Method, standing: Standing, outcome: Option<&Outcome>) -> Words {
    let what = outcome.map(for_outcome).unwrap_or_default();
    match standing {
        Standing::Done => Words::default(),
        Standing::NotDone => what,
        Standing::Unknown => {
            let next = match method {
                Method::Reset(_) => CHECK_RESET,
                Method::Invalidate => CHECK_INVALIDATE,
            };
            words(what.what, next)
        }
        Standing::Left if outcome.is_some() => what,
        Standing::Left => words("It was not called.", RESUME),
        Standing::Protected => words("It is protected, and was left alone.", ""),
    }
}

fn for_outcome(outcome: &Outcome) -> Words {
    match outcome.state {
        OutcomeState::Done => Words::default(),
        OutcomeState::Unknown => words(for_unknown(outcome.code()), ""),
        OutcomeState::NotDone => match outcome.kind {
            Some(kind) => for_code(outcome.code()).unwrap_or_else(|| for_kind(kind)),
            None => for_own(outcome.code()),
        },
    }
}

/// The words for a call that may have happened.
fn for_unknown(code: &str) -> &'static str {
    match code {
        "internal_error" | "fatal_error" => "Slack failed on its side; part of it may have been carried out.",
        "user_session_reset_failed" => "Slack began the reset and could not finish it.",
        "session_invalidation_failed" => "Slack began to end the session and could not finish it.",
        code::TIMEOUT => "No complete answer came in time. It may have been carried out.",
        code::NO_ANSWER => "The connection broke off before the answer. It may have been carried out.",
        code::INTERRUPTED => "The program ended before the answer. It may have been carried out.",
        code::NOT_SLACK => "The host answered, but not like Slack. It may have been carried out.",
        code::BAD_CERTIFICATE => "The host's certificate was refused. It may have been carried out.",
        _ => "The answer doesn't say whether it was carried out.",
    }
}

/// The words for a call that wasn't made, or that something other than Slack refused.
fn for_own(code: &str) -> Words {
    match code {
        code::LIMITED => words("Slack limited the calls, and did not carry it out.", RESUME),
        code::NO_CONNECTION | code::TIMEOUT => {
            words("There was no connection to Slack.", "Check the connection, and resume the run.")
        }
        code::BAD_CERTIFICATE => words(
            "This machine does not trust the host's certificate.",
            "If your company's proxy has a certificate authority of its own, tell Node about it (NODE_EXTRA_CA_CERTS). Then resume the run.",
        ),
        code::NO_TOKEN => {
            words("The token could not be read.", "Put the token where the program reads it, and resume the run.")
        }
        code::BAD_REQUEST => words("The client refused the request, and sent nothing.", REPORT),
        code::STOPPED => words("The run was stopped before this call.", RESUME),
        code::REDIRECT => words("The host answered with a redirect, which was not followed.", NOT_SLACK),
        _ => words("The host answered with an error that is not Slack's own.", NOT_SLACK),
    }
}

fn for_kind(kind: Kind) -> Words {
    match kind {
        Kind::Target => words(
            "Slack refused it for this user or session.",
            "Look the code up in Slack's documentation of the method.",
        ),
        Kind::Run => words(
            "Slack refuses this token or app, and would refuse its other calls too.",
            "Look the code up in Slack's documentation of the method.",
        ),
        Kind::Request => words("Slack could not read the request.", REPORT),
        Kind::Retry => words("Slack could not do it at that time.", RESUME),
    }
}

/// The words for a code that Slack documents.
fn for_code(code: &str) -> Option<Words> {
    let words = match code {
        "user_not_found" => words(
            "Slack knows no such user in this organisation.",
            "Check the user id: a name or an e-mail address is not an id.",
        ),
        code::SESSION_NOT_FOUND => words(
            "Slack knows no such session of this user. It may have ended already.",
            "If it has ended, nothing is left to do. Otherwise check the session id and the user id.",
        ),
        "admin_unauthorized" => {
            words("This token's admin may not end this session.", "Use the token of an admin who may manage this user.")
        }
        "cannot_reset_primary_owner" | "cannot_invalidate_primary_owner" => words(
            "The user is the organisation's primary owner, whose sessions nobody else can end.",
            "Ask the primary owner to sign out of all other sessions in their own account settings.",
        ),
        "cannot_reset_bot" => words(
            "The user is a bot, and bots have no sessions to reset.",
            "To stop a bot, revoke its app's tokens. If you meant a person, check the user id.",
        ),
        "missing_scope" => words(
            "The token lacks the scope admin.users:write.",
            "Add the scope to the app, have an Org Admin or Owner install it again, and resume the run with the new token.",
        ),
        "not_an_admin" => words("The token's user is not an admin.", ADMIN_TOKEN),
        "no_permission" => words("The token's user may not do this.", ADMIN_TOKEN),
        "not_authed" => words("No token reached Slack.", OTHER_TOKEN),
        "invalid_auth" => {
            words("Slack does not know this token.", "Copy the whole token again, and resume the run with it.")
        }
        "token_expired" => words("The token has expired.", NEW_TOKEN),
        "token_revoked" => words("The token has been revoked.", NEW_TOKEN),
        "account_inactive" => words("The token's account is deactivated.", ADMIN_TOKEN),
        "not_allowed_token_type" | "is_bot" => {
            words("This kind of token can't do this.", "Use a user token, which begins with xoxp-, and resume the run.")
        }
        "feature_not_enabled" => words(
            "Slack's admin methods are not enabled for this organisation.",
            "They need an Enterprise plan, and a token of the organisation, not of one workspace.",
        ),
        "access_denied" | "accesslimited" | "enterprise_is_restricted" => {
            words("The token's account or app is restricted, and may not do this.", OTHER_TOKEN)
        }
        "team_access_not_granted" => words(
            "The token has no access to this team.",
            "Ask for approval of the app, for the team or for the whole organisation. Then resume the run.",
        ),
        "ekm_access_denied" => words(
            "Slack has no access to the organisation's encryption keys, so it can't do this.",
            "Talk to the people who manage these keys. Then resume the run.",
        ),
        "org_login_required" => words("The organisation is being moved, and needs a new sign-in.", NEW_TOKEN),
        "two_factor_setup_required" => words(
            "The token's user has to set up two-factor authentication first.",
            "Ask them to do so in Slack, then resume the run.",
        ),
        "unknown_method" | "method_deprecated" | "deprecated_endpoint" => {
            words("Slack no longer has this method at this address.", REPORT)
        }
        "request_timeout" | "http_408" => words("The request reached Slack incomplete.", RESUME),
        "team_added_to_org" => {
            words("The team is being moved to the organisation.", "Resume the run when that is done.")
        }
        "service_unavailable" => {
            words("Slack was not available.", "Look at Slack's status page, and resume the run later.")
        }
        _ => return None,
    };
    Some(words)
}

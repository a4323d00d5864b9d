//! The two methods: checks in Slack's order, then the deed.

use std::time::Instant;

use axum::http::HeaderMap;

use crate::answer::Answer;
use crate::arguments::{Arguments, Malformed};
use crate::organisation::{Organisation, Target};
use crate::token::Token;
use crate::world::State;

const RESET: &str = "admin.users.session.reset";
const INVALIDATE: &str = "admin.users.session.invalidate";

/// Carries out a call, as far as it gets, and answers it.
pub fn call(state: &mut State, method: &str, headers: &HeaderMap, body: &[u8]) -> Answer {
    let deed = match method {
        RESET => reset,
        INVALIDATE => invalidate,
        _ => return Answer::error("unknown_method"),
    };
    let arguments = match Arguments::read(headers, body) {
        Ok(arguments) => arguments,
        Err(malformed) => return Answer::malformed(&malformed),
    };
    let token = match Token::of(headers, &arguments) {
        Ok(token) => token,
        Err(code) => return Answer::error(code).warning(arguments.warning),
    };
    let answer = match state.limit.admit(method, Instant::now()) {
        Err(seconds) => Answer::limited(seconds),
        Ok(()) => match token.forbidden {
            Some(code) => Answer::error(code),
            None => deed(&mut state.organisation, &arguments),
        },
    };
    answer.warning(arguments.warning).scopes(token.scopes)
}

fn reset(organisation: &mut Organisation, arguments: &Arguments) -> Answer {
    let checked = || {
        let user = arguments.required("user_id")?;
        match (arguments.flag("mobile_only")?, arguments.flag("web_only")?) {
            (true, true) => Err(Malformed::new("invalid_arguments", "mobile_only excludes web_only")),
            (true, false) => Ok((user, Some("mobile"))),
            (false, true) => Ok((user, Some("web"))),
            (false, false) => Ok((user, None)),
        }
    };
    match checked() {
        Ok((user, client)) => Answer::of(organisation.reset(user, client)),
        Err(malformed) => Answer::malformed(&malformed),
    }
}

fn invalidate(organisation: &mut Organisation, arguments: &Arguments) -> Answer {
    let checked = || {
        let session = arguments.required("session_id")?;
        if !session.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(Malformed::new("invalid_arguments", "must be an integer: session_id"));
        }
        let target = Target { user: arguments.text("user_id"), team: arguments.text("team_id") };
        if target.team.is_none() {
            arguments.required("user_id")?;
        }
        Ok((target, session.parse().ok()))
    };
    match checked() {
        Ok((target, session)) => Answer::of(organisation.invalidate(&target, session)),
        Err(malformed) => Answer::malformed(&malformed),
    }
}

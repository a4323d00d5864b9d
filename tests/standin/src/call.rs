//! A call of a method, and the checks in Slack's order.

use std::time::Instant;

use axum::http::HeaderMap;
use axum::http::request::Parts;

use crate::answer::Answer;
use crate::arguments::Arguments;
use crate::method::Method;
use crate::methods;
use crate::refusal::Refusal;
use crate::tally::Target;
use crate::world::State;

/// A call as it came, to a method that exists.
pub struct Call<'a> {
    pub method: Method,
    headers: &'a HeaderMap,
    arguments: Result<Arguments, Refusal>,
}

impl<'a> Call<'a> {
    /// The call of a request. A preflight, or a request to an unknown method, isn't a call.
    pub fn read(name: &str, parts: &'a Parts, body: &[u8]) -> Option<Self> {
        let method = Method::named(name)?;
        if ![axum::http::Method::GET, axum::http::Method::POST].contains(&parts.method) {
            return None;
        }
        let query = parts.uri.query().unwrap_or_default();
        let arguments = Arguments::read(method.reads(), &parts.headers, query, body);
        Some(Self { method, headers: &parts.headers, arguments })
    }

    /// Its arguments, if they could be read.
    pub fn arguments(&self) -> Option<&Arguments> {
        self.arguments.as_ref().ok()
    }

    /// Its target.
    pub fn target(&self) -> Target {
        Target::new(self.method, self.arguments())
    }

    /// Carries it out, as far as it gets, and answers it.
    pub fn carry_out(&self, state: &mut State) -> Answer {
        let answer = match &self.arguments {
            Ok(arguments) => self.check(state, arguments).warning(arguments.warning),
            Err(refusal) => Answer::refused(refusal.clone()),
        };
        answer.accepted(self.method.scope())
    }

    fn check(&self, state: &mut State, arguments: &Arguments) -> Answer {
        let State { organisation, tokens, limit, .. } = state;
        let token = match tokens.admit(self.method, self.headers, arguments) {
            Ok(token) => token,
            Err(refusal) => return Answer::refused(refusal),
        };
        let is_admin = organisation.user(&token.user_id).is_some_and(|user| user.kind.is_admin());
        let answer = limit
            .admit(self.method, Instant::now())
            .and_then(|()| token.authorize(self.method, is_admin))
            .and_then(|()| methods::perform(self.method, organisation, token, arguments));
        answer.unwrap_or_else(Answer::refused).scopes(token.scopes())
    }
}

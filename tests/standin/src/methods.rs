//! What the methods do, one file for each.

mod auth_test;
mod invalidate;
mod list;
mod lookup_by_email;
mod reset;

use crate::answer::Answer;
use crate::arguments::Arguments;
use crate::method::Method;
use crate::organisation::Organisation;
use crate::refusal::Refusal;
use crate::token::Token;

/// Checks the arguments of a call that may be made, and makes it.
pub fn perform(
    method: Method,
    organisation: &mut Organisation,
    token: &Token,
    arguments: &Arguments,
) -> Result<Answer, Refusal> {
    match method {
        Method::Invalidate => invalidate::perform(organisation, arguments),
        Method::List => list::perform(organisation, arguments),
        Method::Reset => reset::perform(organisation, arguments),
        Method::AuthTest => Ok(auth_test::perform(token)),
        Method::LookupByEmail => lookup_by_email::perform(organisation, arguments),
    }
}

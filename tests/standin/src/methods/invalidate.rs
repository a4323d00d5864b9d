//! `admin.users.session.invalidate`: revokes one session.

use crate::answer::Answer;
use crate::arguments::Arguments;
use crate::organisation::{Organisation, Target};
use crate::refusal::Refusal;

pub fn perform(organisation: &mut Organisation, arguments: &Arguments) -> Result<Answer, Refusal> {
    let session = arguments.required("session_id")?;
    if !session.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(Refusal::malformed("invalid_arguments", "must be an integer: session_id"));
    }
    let target = Target { user: arguments.text("user_id"), team: arguments.text("team_id") };
    if target.team.is_none() {
        arguments.required("user_id")?;
    }
    organisation.invalidate(&target, session.parse().ok())?;
    Ok(Answer::done())
}

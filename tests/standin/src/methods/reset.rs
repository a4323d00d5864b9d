//! `admin.users.session.reset`: wipes a user's sessions.

use crate::answer::Answer;
use crate::arguments::Arguments;
use crate::organisation::Organisation;
use crate::refusal::Refusal;
use crate::session::Client;

pub fn perform(organisation: &mut Organisation, arguments: &Arguments) -> Result<Answer, Refusal> {
    let user = arguments.required("user_id")?;
    let client = match (arguments.flag("mobile_only")?, arguments.flag("web_only")?) {
        (true, true) => return Err(Refusal::malformed("invalid_arguments", "mobile_only excludes web_only")),
        (true, false) => Some(Client::Mobile),
        (false, true) => Some(Client::Web),
        (false, false) => None,
    };
    organisation.reset(user, client)?;
    Ok(Answer::done())
}

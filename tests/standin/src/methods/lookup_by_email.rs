//! `users.lookupByEmail`: the user of an address.

use serde_json::json;

use crate::answer::Answer;
use crate::arguments::Arguments;
use crate::organisation::Organisation;
use crate::refusal::Refusal;
use crate::team;
use crate::user::Kind;

pub fn perform(organisation: &Organisation, arguments: &Arguments) -> Result<Answer, Refusal> {
    let user = organisation.lookup(arguments.required("email")?)?;
    let is_primary_owner = user.kind == Kind::PrimaryOwner;
    let real_name = format!("User {}", user.id);
    let shown = json!({
        "id": user.id,
        "team_id": team::WORKSPACE,
        "name": user.name(),
        "deleted": false,
        "real_name": real_name,
        "profile": { "email": user.email(), "real_name": real_name, "display_name": user.name() },
        "is_admin": user.kind.is_admin(),
        "is_owner": is_primary_owner,
        "is_primary_owner": is_primary_owner,
        "is_bot": user.kind == Kind::Bot,
    });
    Ok(Answer::found([("user", shown)]))
}

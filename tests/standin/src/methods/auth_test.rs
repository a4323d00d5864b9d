//! `auth.test`: whose token it is.

use crate::answer::Answer;
use crate::team;
use crate::token::Token;

pub fn perform(token: &Token) -> Answer {
    Answer::found([
        ("url", "https://standin.enterprise.slack.com/".into()),
        ("team", "Stand-in".into()),
        ("user", token.user_id.to_ascii_lowercase().into()),
        ("team_id", team::WORKSPACE.into()),
        ("user_id", token.user_id.as_str().into()),
        ("enterprise_id", team::ORGANISATION.into()),
        ("is_enterprise_install", true.into()),
    ])
}

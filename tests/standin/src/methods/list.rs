//! `admin.users.session.list`: the active sessions, a page at a time.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};

use crate::answer::Answer;
use crate::arguments::Arguments;
use crate::organisation::Organisation;
use crate::refusal::Refusal;
use crate::session::Session;
use crate::user::User;

const MOST: usize = 1000;

pub fn perform(organisation: &Organisation, arguments: &Arguments) -> Result<Answer, Refusal> {
    let limit = limit(arguments)?;
    let user = match (arguments.text("user_id"), arguments.text("team_id")) {
        (None, None) => None,
        (Some(user), Some(team)) => Some((user, team)),
        _ => return Err(Refusal::malformed("invalid_arguments", "give user_id and team_id, or neither of them")),
    };
    let after = match arguments.text("cursor") {
        None => None,
        Some(cursor) => Some(session_of(cursor).ok_or("invalid_cursor")?),
    };
    let page = organisation.page(user, after, limit)?;
    let sessions: Vec<Value> = page.sessions.iter().map(|(user, session)| shown(user, session)).collect();
    let last = page.sessions.last().filter(|_| page.has_more);
    let cursor = last.map(|(_, session)| cursor_after(session.id)).unwrap_or_default();
    Ok(Answer::found([("active_sessions", sessions.into())]).next_cursor(cursor))
}

fn limit(arguments: &Arguments) -> Result<usize, Refusal> {
    let Some(text) = arguments.text("limit") else { return Ok(MOST) };
    let wrong = || Refusal::malformed("invalid_arguments", format!("must be 1 to {MOST}: limit"));
    text.parse().ok().filter(|limit| (1..=MOST).contains(limit)).ok_or_else(wrong)
}

fn shown(user: &User, session: &Session) -> Value {
    let mut shown = json!({
        "user_id": user.id,
        "team_id": session.team(),
        "session_id": session.id,
        "created": session.created(),
    });
    if let Some(recent) = session.recent() {
        shown["recent"] = json!(recent);
    }
    shown
}

/// A page begins after the last session of the page before, even if that session has ended meanwhile.
fn cursor_after(session: u64) -> String {
    STANDARD.encode(format!("session:{session}"))
}

fn session_of(cursor: &str) -> Option<u64> {
    let text = String::from_utf8(STANDARD.decode(cursor).ok()?).ok()?;
    text.strip_prefix("session:")?.parse().ok()
}

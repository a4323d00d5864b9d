//! The organisation: its users and their sessions, and what the two methods do to them.

use serde::Serialize;

const TEAM: &str = "T12345678";

/// The users of one world.
#[derive(Serialize)]
#[serde(transparent)]
pub struct Organisation {
    users: Vec<User>,
}

#[derive(Serialize)]
struct User {
    id: &'static str,
    team_id: &'static str,
    kind: &'static str,
    sessions: Vec<Session>,
    /// The code that every reset of this user answers.
    #[serde(skip)]
    reset_refusal: Option<&'static str>,
    /// The code that every invalidation of this user's sessions answers.
    #[serde(skip)]
    invalidate_refusal: Option<&'static str>,
}

#[derive(Serialize)]
struct Session {
    id: u64,
    /// The same as text, for readers whose numbers end at 2^53.
    id_text: String,
    client: &'static str,
}

/// Whose session is to be revoked; `method` sees to it that one of the two is given.
pub struct Target<'a> {
    pub user: Option<&'a str>,
    pub team: Option<&'a str>,
}

impl Default for Organisation {
    fn default() -> Self {
        let [web, mobile, desktop] = ["web", "mobile", "desktop"];
        Self {
            users: vec![
                User::new(
                    "W12345678",
                    "member",
                    &[(1112275520242, web), (1112275520243, mobile), (1112275520244, desktop)],
                ),
                User::new("W00000002", "member", &[(9007199254740993, web), (1112275520250, mobile)]),
                User::new("W00000003", "admin", &[(1112275520255, web)]),
                User {
                    reset_refusal: Some("cannot_reset_primary_owner"),
                    invalidate_refusal: Some("cannot_invalidate_primary_owner"),
                    ..User::new("W0000OWNR", "primary_owner", &[(1112275520260, web)])
                },
                User { reset_refusal: Some("cannot_reset_bot"), ..User::new("W0000BOT1", "bot", &[]) },
                User {
                    reset_refusal: Some("user_session_reset_failed"),
                    invalidate_refusal: Some("session_invalidation_failed"),
                    ..User::new("W0000FAIL", "member", &[(1112275520270, web)])
                },
                User {
                    invalidate_refusal: Some("admin_unauthorized"),
                    ..User::new("W0000DENY", "member", &[(1112275520280, web)])
                },
            ],
        }
    }
}

impl User {
    fn new(id: &'static str, kind: &'static str, sessions: &[(u64, &'static str)]) -> Self {
        let session = |&(id, client): &(u64, _)| Session { id, id_text: id.to_string(), client };
        Self {
            id,
            team_id: TEAM,
            kind,
            sessions: sessions.iter().map(session).collect(),
            reset_refusal: None,
            invalidate_refusal: None,
        }
    }
}

impl Organisation {
    /// Wipes a user's sessions: those of one client, or all. Fails with Slack's code.
    pub fn reset(&mut self, user: &str, client: Option<&str>) -> Result<(), &'static str> {
        let user = self.users.iter_mut().find(|known| known.id == user).ok_or("user_not_found")?;
        if let Some(code) = user.reset_refusal {
            return Err(code);
        }
        user.sessions.retain(|session| client.is_some_and(|wiped| session.client != wiped));
        Ok(())
    }

    /// Revokes one session. `None` is a session number that is too large to exist.
    pub fn invalidate(&mut self, target: &Target<'_>, session: Option<u64>) -> Result<(), &'static str> {
        if target.team.is_some_and(|team| team != TEAM) {
            return Err("team_access_not_granted");
        }
        let has = |user: &User| user.sessions.iter().any(|known| Some(known.id) == session);
        let owner = match target.user {
            Some(id) => self.users.iter_mut().find(|user| user.id == id).ok_or("user_not_found")?,
            None => self.users.iter_mut().find(|user| has(user)).ok_or("session_not_found")?,
        };
        if let Some(code) = owner.invalidate_refusal {
            return Err(code);
        }
        if !has(owner) {
            return Err("session_not_found");
        }
        owner.sessions.retain(|known| Some(known.id) != session);
        Ok(())
    }
}

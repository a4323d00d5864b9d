//! The users that every world begins with.

use crate::session::{Client, Session};
use crate::user::{Kind, Refusals, User};

use Client::{Desktop, Mobile, Web};

/// The users of the seed; `README.md` lists them.
pub fn users() -> Vec<User> {
    vec![
        user("W12345678", Kind::Member, &[(1112275520242, Web), (1112275520243, Mobile), (1112275520244, Desktop)]),
        user("W00000002", Kind::Member, &[(9007199254740993, Web), (1112275520250, Mobile)]),
        user("W00000003", Kind::Admin, &[(1112275520255, Web)]),
        user("W0000OWNR", Kind::PrimaryOwner, &[(1112275520260, Web)]),
        user("W0000BOT1", Kind::Bot, &[]),
        refusing(
            "W0000FAIL",
            1112275520270,
            Refusals {
                reset: Some("user_session_reset_failed"),
                invalidate: Some("session_invalidation_failed"),
                lookup: None,
            },
        ),
        refusing(
            "W0000DENY",
            1112275520280,
            Refusals { invalidate: Some("admin_unauthorized"), ..Refusals::default() },
        ),
        refusing("W0000HIDE", 1112275520290, Refusals { lookup: Some("user_not_visible"), ..Refusals::default() }),
        user("W0000GONE", Kind::Deactivated, &[]),
    ]
}

fn user(id: &str, kind: Kind, sessions: &[(u64, Client)]) -> User {
    let sessions = sessions.iter().map(|(id, client)| Session::new(*id, *client)).collect();
    User::new(id, kind, sessions)
}

fn refusing(id: &str, session: u64, refusals: Refusals) -> User {
    User { refusals, ..user(id, Kind::Member, &[(session, Web)]) }
}

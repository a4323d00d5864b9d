//! A user: who it is, and which calls Slack refuses for it.

use serde::ser::SerializeStruct;
use serde::{Deserialize, Serialize, Serializer};

use crate::session::Session;
use crate::team;

const DOMAIN: &str = "@example.com";

/// A user and the sessions it ever had.
pub struct User {
    pub id: String,
    pub kind: Kind,
    pub sessions: Vec<Session>,
    pub refusals: Refusals,
}

/// What kind of user.
#[derive(Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    #[default]
    Member,
    Admin,
    PrimaryOwner,
    Bot,
    Deactivated,
}

/// The codes that each method answers for a user; `None` if it is carried out.
#[derive(Clone, Copy, Default)]
pub struct Refusals {
    pub reset: Option<&'static str>,
    pub invalidate: Option<&'static str>,
    pub lookup: Option<&'static str>,
}

impl Kind {
    /// Whether this user may make the calls for admins.
    pub fn is_admin(self) -> bool {
        match self {
            Self::Admin | Self::PrimaryOwner => true,
            Self::Member | Self::Bot | Self::Deactivated => false,
        }
    }

    fn refusals(self) -> Refusals {
        match self {
            Self::Member | Self::Admin => Refusals::default(),
            Self::PrimaryOwner => Refusals {
                reset: Some("cannot_reset_primary_owner"),
                invalidate: Some("cannot_invalidate_primary_owner"),
                lookup: None,
            },
            Self::Bot => Refusals { reset: Some("cannot_reset_bot"), ..Refusals::default() },
            Self::Deactivated => Refusals { lookup: Some("users_not_found"), ..Refusals::default() },
        }
    }
}

impl User {
    /// A user of a kind.
    pub fn new(id: impl Into<String>, kind: Kind, sessions: Vec<Session>) -> Self {
        Self { id: id.into(), kind, sessions, refusals: kind.refusals() }
    }

    /// The sessions that haven't ended.
    pub fn active(&self) -> impl Iterator<Item = &Session> {
        self.sessions.iter().filter(|session| !session.has_ended)
    }

    /// Its name, which follows from the id.
    pub fn name(&self) -> String {
        self.id.to_ascii_lowercase()
    }

    /// Its address, which follows from the name.
    pub fn email(&self) -> String {
        self.name() + DOMAIN
    }

    /// The id of the user with this address; upper and lower case are the same in it.
    pub fn id_of(email: &str) -> Option<String> {
        Some(email.to_ascii_lowercase().strip_suffix(DOMAIN)?.to_ascii_uppercase())
    }
}

impl Serialize for User {
    /// As the control path shows it.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut shown = serializer.serialize_struct("User", 5)?;
        shown.serialize_field("id", &self.id)?;
        shown.serialize_field("team_id", team::WORKSPACE)?;
        shown.serialize_field("kind", &self.kind)?;
        shown.serialize_field("email", &self.email())?;
        shown.serialize_field("sessions", &self.active().collect::<Vec<_>>())?;
        shown.end()
    }
}

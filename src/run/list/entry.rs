//! The values of one line of a list, not yet checked.

use crate::list::value::Value;

/// A value, and the name of its column or property; empty in a plain list.
#[derive(Clone, Debug, Default)]
pub(crate) struct Cell {
    pub(crate) column: &'static str,
    pub(crate) value: Value,
}

/// What a line says.
#[derive(Clone, Debug, Default)]
pub(crate) struct Entry {
    pub(crate) user: Cell,
    pub(crate) session: Cell,
    pub(crate) team: Cell,
}

/// The few properties of a line of JSON that count. An entry of `admin.users.session.list` has the first three; an entry of
/// the audit log the others.
#[derive(Clone, Debug, Default)]
pub struct JsonEntry {
    /// `user_id`
    pub user_id: Value,
    /// `session_id`
    pub session_id: Value,
    /// `team_id`
    pub team_id: Value,
    /// `actor.user.id`
    pub actor_id: Value,
    /// `entity.type`
    pub entity_type: Value,
    /// `entity.user.id`
    pub entity_id: Value,
    /// `context.session_id`
    pub context_session_id: Value,
}

/// Why an entry of the audit log is refused.
const OF_ANOTHER: &str = "In this entry of the audit log one user acted on another user: the session belongs to the user who \
     acted. Leave such entries out.";

impl JsonEntry {
    /// Whether it has none of the properties that count.
    pub(crate) fn is_empty(&self) -> bool {
        [&self.user_id, &self.session_id, &self.team_id, &self.actor_id].iter().all(|value| value.is_missing())
    }

    /// Its values.
    pub(crate) fn entry(self) -> Result<Entry, &'static str> {
        let cell = |column, value| Cell { column, value };
        let is_plain = [&self.user_id, &self.session_id, &self.team_id].iter().any(|value| !value.is_missing());
        if is_plain || self.actor_id.is_missing() {
            return Ok(Entry {
                user: cell("user_id", self.user_id),
                session: cell("session_id", self.session_id),
                team: cell("team_id", self.team_id),
            });
        }
        // The session in `context` is the actor's. If the entity is another user, it isn't that user's session.
        let entity_is_user = self.entity_type == Value::Text("user".to_owned()) || !self.entity_id.is_missing();
        if entity_is_user && self.entity_id != self.actor_id {
            return Err(OF_ANOTHER);
        }
        Ok(Entry {
            user: cell("actor.user.id", self.actor_id),
            session: cell("context.session_id", self.context_session_id),
            team: Cell::default(),
        })
    }
}

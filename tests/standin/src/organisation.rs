//! The organisation: its users and their sessions, and what the methods do to them.

use std::collections::HashMap;

use crate::crowd::Crowd;
use crate::seed;
use crate::session::{Client, Session};
use crate::team;
use crate::user::User;

/// The first session of the crowds; those of the seed are far from it.
const FIRST_SESSION_OF_CROWDS: u64 = 2_000_000_000_001;

/// The users of one world. None is ever removed, so their places stay.
pub struct Organisation {
    users: Vec<User>,
    /// Where a user is, by id.
    places: HashMap<String, usize>,
    /// Where the user of a session is, by the session's id.
    owners: HashMap<u64, usize>,
    next_session: u64,
}

/// Whose session is to be revoked; the method requires one of the two.
pub struct Target<'a> {
    pub user: Option<&'a str>,
    pub team: Option<&'a str>,
}

/// A part of the active sessions.
pub struct Page<'a> {
    pub sessions: Vec<(&'a User, &'a Session)>,
    /// Whether there are sessions after them.
    pub has_more: bool,
}

impl Default for Organisation {
    fn default() -> Self {
        let mut organisation = Self {
            users: Vec::new(),
            places: HashMap::new(),
            owners: HashMap::new(),
            next_session: FIRST_SESSION_OF_CROWDS,
        };
        seed::users().into_iter().for_each(|user| organisation.add(user));
        organisation
    }
}

impl Organisation {
    /// Adds a crowd: all of it, or nothing and the reason.
    pub fn gather(&mut self, crowd: &Crowd) -> Result<(), String> {
        let ids: Vec<String> = crowd.ids()?.collect();
        if let Some(id) = ids.iter().find(|id| self.places.contains_key(*id)) {
            return Err(format!("there is a user {id} already; choose other ids"));
        }
        self.users.reserve(ids.len());
        self.places.reserve(ids.len());
        self.owners.reserve(ids.len() * crowd.sessions);
        for id in ids {
            let clients = Client::ALL.into_iter().cycle().take(crowd.sessions);
            let sessions = (self.next_session..).zip(clients).map(|(id, client)| Session::new(id, client)).collect();
            self.next_session += crowd.sessions as u64;
            self.add(User::new(id, crowd.kind, sessions));
        }
        Ok(())
    }

    fn add(&mut self, user: User) {
        let place = self.users.len();
        self.owners.extend(user.sessions.iter().map(|session| (session.id, place)));
        self.places.insert(user.id.clone(), place);
        self.users.push(user);
    }

    /// All users, in the order in which they came.
    pub fn users(&self) -> impl Iterator<Item = &User> {
        self.users.iter()
    }

    /// The user with this id.
    pub fn user(&self, id: &str) -> Option<&User> {
        self.users.get(*self.places.get(id)?)
    }

    /// Wipes a user's sessions: those of one client, or all. Fails with Slack's code.
    pub fn reset(&mut self, user: &str, client: Option<Client>) -> Result<(), &'static str> {
        let user = self.user_mut(user).ok_or("user_not_found")?;
        if let Some(code) = user.refusals.reset {
            return Err(code);
        }
        for session in &mut user.sessions {
            session.has_ended |= client.is_none_or(|wiped| session.client == wiped);
        }
        Ok(())
    }

    /// Revokes one session. `None` is a session number that is too large to exist.
    pub fn invalidate(&mut self, target: &Target<'_>, session: Option<u64>) -> Result<(), &'static str> {
        if target.team.is_some_and(|team| !team::is_known(team)) {
            return Err("team_access_not_granted");
        }
        let owner = match target.user {
            Some(id) => self.user_mut(id).ok_or("user_not_found")?,
            None => self.owner_mut(session).ok_or("session_not_found")?,
        };
        if let Some(code) = owner.refusals.invalidate {
            return Err(code);
        }
        let mut active = owner.sessions.iter_mut().filter(|known| !known.has_ended);
        active.find(|known| Some(known.id) == session).ok_or("session_not_found")?.has_ended = true;
        Ok(())
    }

    /// Active sessions of one user, or of all, that come after a session. Fails with Slack's code.
    pub fn page(&self, user: Option<(&str, &str)>, after: Option<u64>, limit: usize) -> Result<Page<'_>, &'static str> {
        let of = match user {
            Some((_, team)) if !team::is_known(team) => return Err("team_not_found"),
            Some((user, _)) => Some(*self.places.get(user).ok_or("user_not_found")?),
            None => None,
        };
        let owner = match after {
            Some(session) => Some(*self.owners.get(&session).ok_or("invalid_cursor")?),
            None => None,
        };
        if of.is_some() && owner.is_some() && of != owner {
            return Err("invalid_cursor");
        }
        let users = match of {
            Some(place) => &self.users[place..=place],
            None => &self.users[owner.unwrap_or(0)..],
        };
        let all = users.iter().flat_map(|user| user.sessions.iter().map(move |session| (user, session)));
        let rest = all.skip_while(|(_, session)| after.is_some_and(|after| session.id != after));
        let rest = rest.skip(usize::from(after.is_some()));
        let mut active = rest.filter(|(_, session)| !session.has_ended);
        let sessions = active.by_ref().take(limit).collect();
        Ok(Page { sessions, has_more: active.next().is_some() })
    }

    /// The user with this address. Fails with Slack's code.
    pub fn lookup(&self, email: &str) -> Result<&User, &'static str> {
        let user = User::id_of(email).and_then(|id| self.user(&id)).ok_or("users_not_found")?;
        match user.refusals.lookup {
            Some(code) => Err(code),
            None => Ok(user),
        }
    }

    fn user_mut(&mut self, id: &str) -> Option<&mut User> {
        self.users.get_mut(*self.places.get(id)?)
    }

    fn owner_mut(&mut self, session: Option<u64>) -> Option<&mut User> {
        self.users.get_mut(*self.owners.get(&session?)?)
    }
}

//! Worlds: each has users, tokens, limits and faults of its own, so that tests don't disturb each other.

use std::collections::HashMap;
use std::convert::Infallible;
use std::mem;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use axum::extract::{FromRequestParts, RawPathParams};
use axum::http::request::Parts;

use crate::limit::Limit;
use crate::log::Log;
use crate::organisation::Organisation;
use crate::queue::Queue;
use crate::tally::Tally;
use crate::tokens::Tokens;

/// All worlds by name; the default one's is empty.
#[derive(Clone, Default)]
pub struct Worlds(Arc<Mutex<HashMap<String, World>>>);

/// A handle on one world.
#[derive(Clone, Default)]
pub struct World(Arc<Mutex<State>>);

/// What a world holds.
#[derive(Default)]
pub struct State {
    pub organisation: Organisation,
    pub tokens: Tokens,
    pub limit: Limit,
    pub faults: Queue,
    pub log: Log,
    pub tally: Tally,
}

impl World {
    /// The world, for one caller at a time.
    pub fn lock(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Back to the seed.
    pub fn reset(&self) {
        let state = &mut *self.lock();
        state.log.clear();
        // The same log is kept, since it must go on counting.
        let log = mem::take(&mut state.log);
        *state = State { log, ..State::default() };
    }
}

impl FromRequestParts<Worlds> for World {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, worlds: &Worlds) -> Result<Self, Infallible> {
        let name = path_parameter(parts, worlds, "world").await;
        let mut worlds = worlds.0.lock().unwrap_or_else(PoisonError::into_inner);
        Ok(worlds.entry(name).or_default().clone())
    }
}

/// A part of the path by its name in the route; empty if the route has none.
pub async fn path_parameter(parts: &mut Parts, worlds: &Worlds, name: &str) -> String {
    let Ok(found) = RawPathParams::from_request_parts(parts, worlds).await else {
        return String::new();
    };
    found.iter().find(|(key, _)| *key == name).map(|(_, value)| value.to_owned()).unwrap_or_default()
}

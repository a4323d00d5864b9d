//! A ticket: a request's places in the log and in the tally.

use std::time::Instant;

use axum::http::request::Parts;

use crate::tally::Target;
use crate::world::World;

/// Where to enter how a request is answered.
pub struct Ticket {
    world: World,
    n: u64,
    start: Instant,
    target: Option<Target>,
}

impl Ticket {
    /// Enters a request whose body has yet to come.
    pub fn new(world: World, parts: &Parts, api_method: &str, connection: u64) -> Self {
        let start = Instant::now();
        let n = world.lock().log.enter(parts, api_method, connection);
        Self { world, n, start, target: None }
    }

    /// Enters the body, and the target that it names if it is a call.
    pub fn body(&mut self, body: &[u8], target: Option<Target>) {
        let state = &mut *self.world.lock();
        state.log.body(self.n, body);
        if let Some(target) = &target {
            state.tally.enter(target.clone(), self.n, self.start);
        }
        self.target = target;
    }

    /// Enters that the call was carried out.
    pub fn done(&self) {
        if let Some(target) = &self.target {
            self.world.lock().tally.done(target, self.n);
        }
    }

    /// Enters the status that is sent.
    pub fn status(&self, status: u16) {
        let state = &mut *self.world.lock();
        state.log.status(self.n, status);
        if let Some(target) = &self.target {
            state.tally.status(target, self.n, status);
        }
    }
}

//! The calls of one method that wait for their turn, and the pause that Slack asked for.

use super::turn::{self, TurnRequest};
use crate::replies::Ticket;

/// The waiting calls of one method.
#[derive(Debug, Default)]
pub(super) struct Lane {
    paused_until: f64,
    /// How many requests may be in flight. After a pause it is one, and one more for each that gets through: if the limit
    /// still holds, it costs one request, not all that wait. `None` before the first pause: any number.
    allowed: Option<usize>,
    /// The requests in flight that were sent after the last pause.
    since_pause: Vec<Ticket>,
    /// Sorted by ticket.
    waiting: Vec<TurnRequest>,
    /// The first call, and the end of the pause that it knows. Every other call waits until it is woken.
    asks_again: Option<(Ticket, f64)>,
}

impl Lane {
    pub(super) const fn paused_until(&self) -> f64 {
        self.paused_until
    }

    /// Adds a call at its place, unless it is there.
    pub(super) fn insert(&mut self, request: TurnRequest) {
        if let Err(place) = self.place(request.ticket) {
            self.waiting.insert(place, request);
        }
    }

    pub(super) fn remove(&mut self, ticket: Ticket) {
        if let Ok(place) = self.place(ticket) {
            self.waiting.remove(place);
        }
    }

    /// The first call, if it may go.
    pub(super) fn ready(&self, now: f64) -> Option<Ticket> {
        let open = self.paused_until <= now && self.allowed.is_none_or(|allowed| self.since_pause.len() < allowed);
        self.waiting.first().filter(|_| open).map(|first| first.ticket)
    }

    /// Lets the first call go.
    pub(super) fn grant(&mut self) -> Option<TurnRequest> {
        if self.waiting.is_empty() {
            return None;
        }
        // Moves the rest up by one place: a few microseconds if the queue is long.
        let first = self.waiting.remove(0);
        if self.allowed.is_some() {
            self.since_pause.push(first.ticket);
        }
        Some(first)
    }

    /// A request ended and was not limited. If it was sent before the last pause, that says nothing about the limit.
    pub(super) fn got_through(&mut self, ticket: Ticket) {
        if self.take_back(ticket) {
            self.allowed = self.allowed.map(|allowed| allowed.saturating_add(1));
        }
    }

    /// A call that had a turn didn't send. Returns whether it got the turn after the last pause.
    pub(super) fn take_back(&mut self, ticket: Ticket) -> bool {
        let place = self.since_pause.iter().position(|sent| *sent == ticket);
        place.map(|place| self.since_pause.swap_remove(place)).is_some()
    }

    /// Lets nothing go until `until`, and then one request ahead of the others.
    pub(super) fn pause(&mut self, until: f64) {
        self.paused_until = self.paused_until.max(until);
        self.allowed = Some(1);
        self.since_pause.clear();
    }

    /// Takes out the calls that won't wait that long. They ask once more, and learn how long the pause is.
    pub(super) fn remove_those_that_give_up(&mut self, now: f64, removed: &mut Vec<Ticket>) {
        let until = self.paused_until;
        turn::take_out(&mut self.waiting, &mut |request| {
            let gives_up = request.gives_up(until, now);
            if gives_up {
                removed.push(request.ticket);
            }
            gives_up
        });
    }

    /// When a waiting call asks again without being woken: the first one at the end of the pause, the others never. They are
    /// woken when they become the first one or get a turn.
    pub(super) fn asks_again_at(&mut self, ticket: Ticket, now: f64) -> f64 {
        if self.paused_until <= now || self.waiting.first().is_none_or(|first| first.ticket != ticket) {
            return f64::INFINITY;
        }
        self.asks_again = Some((ticket, self.paused_until));
        self.paused_until
    }

    /// The first call, if it doesn't know yet when the pause ends.
    pub(super) fn next_to_ask(&mut self, now: f64) -> Option<Ticket> {
        let first = self.waiting.first()?.ticket;
        let known = Some((first, self.paused_until));
        if self.paused_until <= now || self.asks_again == known {
            return None;
        }
        // It is woken only once: then it asks.
        self.asks_again = known;
        Some(first)
    }

    fn place(&self, ticket: Ticket) -> Result<usize, usize> {
        self.waiting.binary_search_by_key(&ticket, |request| request.ticket)
    }
}

//! Which call may send, and when: only so many requests at a time, in the order of the calls. While Slack limits a method,
//! no request of it is sent. Then one request of that method goes ahead alone; once it got through, two may be in flight,
//! then three, and so on.
//!
//! Times are milliseconds on the caller's clock.

mod lane;
mod turn;

use crate::methods::{Method, PerMethod};
use crate::replies::Ticket;
use lane::Lane;
pub(crate) use turn::{Turn, TurnRequest};

/// The queue of one client.
#[derive(Debug)]
pub(crate) struct Queue {
    /// Requests in flight at most; `None` for any number.
    limit: Option<u32>,
    in_flight: u32,
    is_closed: bool,
    lanes: PerMethod<Lane>,
    /// Calls that were given a turn, and haven't asked since.
    granted: Vec<TurnRequest>,
    /// Calls that must ask again, because something changed for them.
    to_wake: Vec<Ticket>,
}

impl Queue {
    /// At most `limit` requests at a time; `None` for any number.
    pub(crate) fn new(limit: Option<u32>) -> Self {
        let lanes = PerMethod::default();
        Queue { limit, in_flight: 0, is_closed: false, lanes, granted: Vec::new(), to_wake: Vec::new() }
    }

    /// Asks to send. A call that has to wait keeps its place until it goes or leaves.
    pub(crate) fn ask(&mut self, request: TurnRequest, now: f64) -> Turn {
        if self.is_closed {
            return Turn::Closed;
        }
        if self.take_granted(request.ticket) {
            return Turn::Go;
        }
        let lane = self.lanes.get_mut(request.method);
        if request.gives_up(lane.paused_until(), now) {
            lane.remove(request.ticket);
            return Turn::Paused { milliseconds: lane.paused_until() - now };
        }
        lane.insert(request);
        self.grant(now);
        if self.take_granted(request.ticket) {
            return Turn::Go;
        }
        Turn::Wait { until: self.lanes.get_mut(request.method).asks_again_at(request.ticket, now) }
    }

    /// Takes out a call that no longer waits.
    pub(crate) fn leave(&mut self, ticket: Ticket) {
        if let Some(place) = self.granted.iter().position(|granted| granted.ticket == ticket) {
            let request = self.granted.remove(place);
            self.in_flight = self.in_flight.saturating_sub(1);
            self.lanes.get_mut(request.method).take_back(ticket);
        } else {
            for lane in self.lanes.all_mut() {
                lane.remove(ticket);
            }
        }
    }

    /// Ends the turn of a call whose request was not limited.
    pub(crate) fn done(&mut self, ticket: Ticket, method: Method) {
        self.in_flight = self.in_flight.saturating_sub(1);
        self.lanes.get_mut(method).got_through(ticket);
    }

    /// Ends the turn of a call whose request was limited, and pauses the method until `until`.
    pub(crate) fn done_limited(&mut self, ticket: Ticket, method: Method, until: f64, now: f64) {
        self.done(ticket, method);
        let lane = self.lanes.get_mut(method);
        lane.pause(until);
        // Calls that were given a turn but haven't sent yet give it back.
        let in_flight = &mut self.in_flight;
        turn::take_out(&mut self.granted, &mut |request| {
            let goes_back = request.method == method;
            if goes_back {
                *in_flight = in_flight.saturating_sub(1);
                lane.insert(*request);
            }
            goes_back
        });
        lane.remove_those_that_give_up(now, &mut self.to_wake);
    }

    /// Ends all waits, now and later.
    pub(crate) fn close(&mut self) {
        self.is_closed = true;
    }

    /// Whether the client was disposed of.
    pub(crate) const fn is_closed(&self) -> bool {
        self.is_closed
    }

    /// Gives out free turns, and names every call that has to ask again.
    pub(crate) fn calls_to_wake(&mut self, now: f64) -> Vec<Ticket> {
        if !self.is_closed {
            self.grant(now);
            for lane in self.lanes.all_mut() {
                if let Some(ticket) = lane.next_to_ask(now) {
                    self.to_wake.push(ticket);
                }
            }
        }
        std::mem::take(&mut self.to_wake)
    }

    fn take_granted(&mut self, ticket: Ticket) -> bool {
        let place = self.granted.iter().position(|granted| granted.ticket == ticket);
        place.map(|place| self.granted.remove(place)).is_some()
    }

    /// The method of the earliest call that may have a turn.
    fn next_method(&self, now: f64) -> Option<Method> {
        let mut earliest: Option<(Ticket, Method)> = None;
        for (method, lane) in &self.lanes.all() {
            if let Some(ticket) = lane.ready(now)
                && earliest.is_none_or(|(other, _)| ticket < other)
            {
                earliest = Some((ticket, *method));
            }
        }
        earliest.map(|(_, method)| method)
    }

    /// Gives turns to the calls that may have one, the earliest first.
    fn grant(&mut self, now: f64) {
        while self.limit.is_none_or(|limit| self.in_flight < limit) {
            let Some(method) = self.next_method(now) else { return };
            let Some(request) = self.lanes.get_mut(method).grant() else { return };
            self.in_flight = self.in_flight.saturating_add(1);
            self.to_wake.push(request.ticket);
            self.granted.push(request);
        }
    }
}

// proptest runs on the host only.
#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests;

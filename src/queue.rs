//! Who may send, and when: at most so many at a time, in the order of their calls, and nothing of a method that Slack
//! limits until the wait is over. Times are milliseconds of the caller's clock.

use crate::method::Method;
use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::rc::Rc;
use std::task::Waker;

/// What became of a wait.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Status {
    Waiting,
    /// May send; `Queue::done` gives the place back.
    Granted,
    /// The method is paused for longer than the call would wait.
    Refused {
        /// When the pause ends.
        until: f64,
    },
    /// The client was disposed of.
    Closed,
}

/// A call's place in the queue, shared with who waits for it.
#[derive(Default)]
pub(crate) struct Place {
    status: Cell<Option<Status>>,
    waker: Cell<Option<Waker>>,
}

impl core::fmt::Debug for Place {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_tuple("Place").field(&self.status()).finish()
    }
}

impl Place {
    pub(crate) fn status(&self) -> Status {
        self.status.get().unwrap_or(Status::Waiting)
    }

    /// Whom to tell when the status changes.
    pub(crate) fn tell(&self, waker: &Waker) {
        self.waker.set(Some(waker.clone()));
    }

    fn settle(&self, status: Status) {
        self.status.set(Some(status));
        if let Some(waker) = self.waker.take() {
            waker.wake();
        }
    }
}

/// What a call asks for.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Entry {
    /// The number of its call: the lower, the earlier.
    pub(crate) ticket: u64,
    pub(crate) method: Method,
    /// The end of its own wait.
    pub(crate) not_before: f64,
    /// The end of its deadline.
    pub(crate) deadline: f64,
    /// How long a pause it waits for.
    pub(crate) patience: f64,
}

impl Entry {
    fn waits_until(&self, until: f64, now: f64) -> bool {
        until <= now || (until - now <= self.patience && until <= self.deadline)
    }
}

struct Waiter {
    entry: Entry,
    place: Rc<Place>,
}

/// The queue of one client.
#[derive(Default)]
pub(crate) struct Queue {
    most: f64,
    state: RefCell<State>,
}

#[derive(Default)]
struct State {
    tickets: u64,
    in_flight: f64,
    closed: bool,
    paused: [f64; 2],
    /// By ticket.
    waiting: VecDeque<Waiter>,
}

impl State {
    fn free_at(&self, entry: &Entry) -> f64 {
        entry.not_before.max(self.paused_until(entry.method))
    }

    fn paused_until(&self, method: Method) -> f64 {
        let [invalidate, reset] = self.paused;
        match method {
            Method::Invalidate => invalidate,
            Method::Reset => reset,
        }
    }

    fn index(&self, ticket: u64) -> usize {
        self.waiting.partition_point(|waiter| waiter.entry.ticket < ticket)
    }
}

impl Queue {
    /// At most `most` at a time; infinite for no limit.
    pub(crate) fn new(most: f64) -> Self {
        Queue { most, state: RefCell::default() }
    }

    /// The number of a new call.
    pub(crate) fn ticket(&self) -> u64 {
        let mut state = self.state.borrow_mut();
        state.tickets = state.tickets.wrapping_add(1);
        state.tickets
    }

    /// Asks to send. Nobody who waits could have gone before, or `turn` would have let them.
    pub(crate) fn enter(&self, entry: Entry, now: f64) -> Rc<Place> {
        let place = Rc::new(Place::default());
        let mut state = self.state.borrow_mut();
        let until = state.paused_until(entry.method);
        if state.closed {
            place.settle(Status::Closed);
        } else if !entry.waits_until(until, now) {
            place.settle(Status::Refused { until });
        } else if state.in_flight < self.most && state.free_at(&entry) <= now {
            state.in_flight += 1.0;
            place.settle(Status::Granted);
        } else {
            let index = state.index(entry.ticket);
            state.waiting.insert(index, Waiter { entry, place: place.clone() });
        }
        place
    }

    /// Takes a waiting call out.
    pub(crate) fn leave(&self, ticket: u64) {
        let mut state = self.state.borrow_mut();
        let index = state.index(ticket);
        if state.waiting.get(index).is_some_and(|waiter| waiter.entry.ticket == ticket) {
            state.waiting.remove(index);
        }
    }

    /// One fewer in flight.
    pub(crate) fn done(&self, now: f64) {
        {
            let mut state = self.state.borrow_mut();
            state.in_flight -= 1.0;
        }
        self.turn(now);
    }

    /// Nothing of `method` goes until then. Who won't wait that long is told at once.
    pub(crate) fn pause(&self, method: Method, until: f64, now: f64) {
        let mut refused = Vec::new();
        {
            let mut state = self.state.borrow_mut();
            let [invalidate, reset] = &mut state.paused;
            let paused = match method {
                Method::Invalidate => invalidate,
                Method::Reset => reset,
            };
            *paused = paused.max(until);
            let until = *paused;
            state.waiting.retain(|waiter| {
                let stays = waiter.entry.method != method || waiter.entry.waits_until(until, now);
                if !stays {
                    refused.push((waiter.place.clone(), until));
                }
                stays
            });
        }
        for (place, until) in refused {
            place.settle(Status::Refused { until });
        }
    }

    /// Lets go who may, in order.
    pub(crate) fn turn(&self, now: f64) {
        let mut granted = Vec::new();
        {
            let mut state = self.state.borrow_mut();
            let mut index = 0;
            while state.in_flight < self.most {
                let Some(waiter) = state.waiting.get(index) else { break };
                if state.free_at(&waiter.entry) > now {
                    index = index.saturating_add(1);
                } else if let Some(waiter) = state.waiting.remove(index) {
                    state.in_flight += 1.0;
                    granted.push(waiter.place);
                }
            }
        }
        for place in granted {
            place.settle(Status::Granted);
        }
    }

    /// When somebody could go by the passing of time alone.
    pub(crate) fn next(&self) -> Option<f64> {
        let state = self.state.borrow();
        if state.in_flight >= self.most {
            return None;
        }
        state.waiting.iter().map(|waiter| state.free_at(&waiter.entry)).reduce(f64::min)
    }

    /// Ends all waits, those to come too.
    pub(crate) fn close(&self) {
        let waiting = {
            let mut state = self.state.borrow_mut();
            state.closed = true;
            std::mem::take(&mut state.waiting)
        };
        for waiter in waiting {
            waiter.place.settle(Status::Closed);
        }
    }

    /// Whether the client was disposed of.
    pub(crate) fn closed(&self) -> bool {
        self.state.borrow().closed
    }
}

// proptest is for the host.
#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests;

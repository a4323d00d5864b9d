//! Who may send, and when: at most so many at a time, in the order of their calls, and nothing of a method that Slack
//! limits until the wait is over. Times are milliseconds of the caller's clock.

use crate::method::Method;

/// What a call is told that asks to send.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Turn {
    /// Send; `done` gives the place back.
    Go,
    /// Ask again then at the latest, or when `ready` names it.
    Wait(f64),
    /// The method is paused until then, for longer than the call would wait.
    Paused(f64),
    /// The client was disposed of.
    Closed,
}

/// What a call asks for.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Entry {
    /// The number of its call: the lower, the earlier.
    pub(crate) ticket: f64,
    pub(crate) method: Method,
    /// The end of its own wait.
    pub(crate) not_before: f64,
    /// The end of its deadline.
    pub(crate) deadline: f64,
    /// How long a pause it waits for.
    pub(crate) patience: f64,
}

#[derive(Clone, Copy, Debug)]
struct Waiter {
    entry: Entry,
    /// It has a place, and only has to ask.
    granted: bool,
    /// When it asks again by itself; zero once it was told to ask.
    asks_at: f64,
}

/// The queue of one client.
#[derive(Debug)]
pub(crate) struct Queue {
    most: f64,
    in_flight: f64,
    closed: bool,
    paused: [f64; 2],
    /// By ticket.
    waiting: Vec<Waiter>,
}

impl Queue {
    /// At most `most` at a time; infinite for no limit.
    pub(crate) fn new(most: f64) -> Self {
        Queue { most, in_flight: 0.0, closed: false, paused: [0.0; 2], waiting: Vec::new() }
    }

    /// Asks to send. Who is told to wait stays in the queue until it goes or leaves.
    pub(crate) fn ask(&mut self, entry: Entry, now: f64) -> Turn {
        let index = self.index(entry.ticket);
        if self.closed {
            self.leave(entry.ticket);
            return Turn::Closed;
        }
        if self.waiting.get(index).is_none_or(|waiter| waiter.entry.ticket != entry.ticket) {
            self.waiting.insert(index, Waiter { entry, granted: false, asks_at: f64::INFINITY });
        }
        self.grant(now);
        let before = self.waiting.iter().take(index).any(|waiter| waiter.granted);
        if self.waiting.get(index).is_some_and(|waiter| waiter.granted) {
            // Those before it go first, whichever timer was the quicker.
            if before {
                return Turn::Wait(now);
            }
            self.waiting.remove(index);
            return Turn::Go;
        }
        if self.refuses(&entry, now) {
            self.waiting.remove(index);
            return Turn::Paused(self.paused_until(entry.method));
        }
        let free = self.free_at(&entry);
        let asks_at = if free > now { free } else { f64::INFINITY };
        if let Some(waiter) = self.waiting.get_mut(index) {
            waiter.asks_at = asks_at;
        }
        Turn::Wait(asks_at)
    }

    /// Takes a waiting call out.
    pub(crate) fn leave(&mut self, ticket: f64) {
        let index = self.index(ticket);
        if self.waiting.get(index).is_some_and(|waiter| waiter.entry.ticket == ticket)
            && self.waiting.remove(index).granted
        {
            self.done();
        }
    }

    /// One fewer in flight.
    pub(crate) fn done(&mut self) {
        self.in_flight -= 1.0;
    }

    /// Nothing of `method` goes until then.
    pub(crate) fn pause(&mut self, method: Method, until: f64) {
        let [invalidate, reset] = &mut self.paused;
        let paused = if method == Method::Reset { reset } else { invalidate };
        *paused = paused.max(until);
        // Who has a place, and hasn't gone yet, gives it back.
        for waiter in self.waiting.iter_mut().filter(|waiter| waiter.granted && waiter.entry.method == method) {
            waiter.granted = false;
            self.in_flight -= 1.0;
        }
    }

    /// Names those who would be told something new if they asked, in order.
    pub(crate) fn ready(&mut self, now: f64, mut wake: impl FnMut(f64)) {
        self.grant(now);
        for index in 0..self.waiting.len() {
            let Some(&Waiter { entry, granted, asks_at }) = self.waiting.get(index) else { break };
            // Whom a pause met while it waited for a place has to learn when to ask.
            let unaware = asks_at == f64::INFINITY && self.free_at(&entry) > now;
            if asks_at > 0.0 && (granted || self.closed || unaware || self.refuses(&entry, now)) {
                wake(entry.ticket);
                if let Some(waiter) = self.waiting.get_mut(index) {
                    waiter.asks_at = 0.0;
                }
            }
        }
    }

    /// Gives places to those who may have one, in order.
    fn grant(&mut self, now: f64) {
        let [invalidate, reset] = self.paused;
        for Waiter { entry, granted, .. } in &mut self.waiting {
            let paused = if entry.method == Method::Reset { reset } else { invalidate };
            if !*granted && self.in_flight < self.most && entry.not_before.max(paused) <= now {
                *granted = true;
                self.in_flight += 1.0;
            }
        }
    }

    fn index(&self, ticket: f64) -> usize {
        self.waiting.partition_point(|waiter| waiter.entry.ticket < ticket)
    }

    /// Ends all waits, those to come too.
    pub(crate) fn close(&mut self) {
        self.closed = true;
    }

    /// Whether the client was disposed of.
    pub(crate) fn closed(&self) -> bool {
        self.closed
    }

    fn refuses(&self, entry: &Entry, now: f64) -> bool {
        let until = self.paused_until(entry.method);
        until > now && (until - now > entry.patience || until > entry.deadline)
    }

    fn free_at(&self, entry: &Entry) -> f64 {
        entry.not_before.max(self.paused_until(entry.method))
    }

    fn paused_until(&self, method: Method) -> f64 {
        let [invalidate, reset] = self.paused;
        if method == Method::Reset { reset } else { invalidate }
    }
}

// proptest is for the host.
#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests;

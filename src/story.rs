//! What happened to a call so far, and who is told: all its attempts count for what is known in the end.

use crate::clock::now;
use crate::error::{Error, Outcome};
use crate::event::{self, Event};
use crate::method::Method;
use crate::pending::Pending;
use js_sys::Function;
use std::cell::Cell;
use wasm_bindgen::JsValue;
use web_sys::AbortController;

/// The story of one call.
#[derive(Debug)]
pub(crate) struct Story {
    method: Method,
    listener: Option<Function>,
    pub(crate) pending: Pending,
    /// When the call was made, on the clock.
    pub(crate) began: f64,
    attempts: Cell<u32>,
    /// Of the attempts that are over.
    outcome: Cell<Outcome>,
    status: Cell<Option<u16>>,
}

impl Story {
    /// A call that was just made.
    pub(crate) fn new(method: Method, listener: Option<Function>) -> Self {
        Story {
            method,
            listener,
            pending: Pending::new(method.name()),
            began: now(),
            attempts: Cell::new(0),
            outcome: Cell::new(Outcome::NotSent),
            status: Cell::new(None),
        }
    }

    /// Requests that were sent.
    pub(crate) fn attempts(&self) -> u32 {
        self.attempts.get()
    }

    /// A request is about to be sent: when, for `ended`, and what ends it.
    pub(crate) fn sends(&self) -> (f64, AbortController) {
        self.attempts.set(self.attempts.get().saturating_add(1));
        self.status.set(None);
        (now(), self.pending.send())
    }

    /// The headers of its answer are in.
    pub(crate) fn answered(&self, status: u16) {
        self.status.set(Some(status));
    }

    /// The request is over.
    pub(crate) fn ended<T>(&self, began: f64, end: &Result<T, Error>) {
        if let Err(error) = end {
            self.outcome.set(self.outcome.get().max(error.outcome));
        }
        self.emit(|| Event::Attempt { status: self.status.get(), duration: now() - began });
    }

    /// Tells the listener, if there is one.
    pub(crate) fn emit(&self, event: impl FnOnce() -> Event) {
        if let Some(listener) = &self.listener {
            event::emit(listener, self.method, self.attempts.get(), event());
        }
    }

    /// Settles the call's promise. Its last error is seen in the light of all that happened.
    pub(crate) fn end(&self, done: Result<JsValue, Error>) {
        let outcome = done.as_ref().err().map(|error| self.outcome.get().max(error.outcome));
        self.emit(|| Event::Settled { outcome, duration: now() - self.began });
        match (done, outcome) {
            (Err(Error { instead: Some(value), .. }), _) => self.pending.settle(true, value),
            (Err(error), Some(outcome)) => {
                let error = Error { outcome, attempts: self.attempts.get(), ..error };
                self.pending.settle(false, error.into_js(Some(self.method)));
            }
            (done, _) => self.pending.settle(true, done.unwrap_or(JsValue::UNDEFINED)),
        }
    }
}

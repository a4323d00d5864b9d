//! What can end a call from outside: its signal, and the clock.

use crate::clock::Alarm;
use crate::error::{Error, Phase, refuse};
use crate::read;
use std::cell::Cell;
use std::future::{Future, poll_fn};
use std::pin::pin;
use std::rc::Rc;
use std::task::{Poll, Waker};
use wasm_bindgen::prelude::*;
use web_sys::AbortController;

#[wasm_bindgen(module = "/src/platform.js")]
extern "C" {
    /// A listener, which calls `heard` until it is told to end.
    type Listening;
    #[wasm_bindgen(catch, constructor)]
    fn new(signal: &JsValue, heard: &JsValue) -> Result<Listening, JsValue>;
    #[wasm_bindgen(catch, method)]
    fn end(this: &Listening) -> Result<(), JsValue>;

    #[wasm_bindgen(catch)]
    fn follow(signal: &JsValue, controller: &AbortController) -> Result<(), JsValue>;
}

/// The caller's `AbortSignal`.
#[derive(Clone, Debug)]
pub(crate) struct Signal(JsValue);

impl Signal {
    /// Takes anything that works like an `AbortSignal`.
    pub(crate) fn read(value: &JsValue) -> Result<Self, Error> {
        let fits = value.is_object()
            && read::get(value, "aborted").as_bool().is_some()
            && read::get(value, "addEventListener").is_function()
            && read::get(value, "removeEventListener").is_function();
        if fits { Ok(Signal(value.clone())) } else { Err(refuse("signal", "must be an AbortSignal")) }
    }

    fn aborted(&self) -> bool {
        read::get(&self.0, "aborted").is_truthy()
    }

    /// What the call rejects with.
    pub(crate) fn reason(&self) -> JsValue {
        read::get(&self.0, "reason")
    }

    /// Aborts `controller` when this signal is aborted, after the call is over.
    pub(crate) fn follow(&self, controller: &AbortController) {
        // Without a signal that works the body is the caller's to cancel.
        let _ = follow(&self.0, controller);
    }
}

/// Why a call ends early.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Stop {
    Aborted,
    Timeout(Phase),
}

/// Where a stop is noted, and who is to be told.
#[derive(Default)]
struct State {
    /// Of the whole call: the first one stays.
    call: Cell<Option<Stop>>,
    /// Of one attempt: forgotten with it.
    attempt: Cell<Option<Stop>>,
    waker: Cell<Option<Waker>>,
}

impl State {
    fn stop(&self, stop: Stop) {
        match stop {
            Stop::Timeout(Phase::Connect | Phase::Read) => self.attempt.set(Some(stop)),
            Stop::Timeout(Phase::Deadline) | Stop::Aborted if self.call.get().is_none() => self.call.set(Some(stop)),
            Stop::Timeout(Phase::Deadline) | Stop::Aborted => {}
        }
        if let Some(waker) = self.waker.take() {
            waker.wake();
        }
    }
}

/// Listens to a signal for as long as it lives.
struct Listener {
    listening: Listening,
    _heard: Closure<dyn Fn()>,
}

impl Drop for Listener {
    fn drop(&mut self) {
        // Nothing can be done about a signal that doesn't let go.
        let _ = self.listening.end();
    }
}

/// Watches over one call. All that it set up goes with it.
pub(crate) struct Watch {
    state: Rc<State>,
    _listener: Option<Listener>,
}

impl Watch {
    /// Starts to listen to the signal.
    pub(crate) fn new(signal: Option<&Signal>) -> Self {
        let state = Rc::new(State::default());
        let listener = signal.and_then(|signal| {
            let told = state.clone();
            let heard = Closure::<dyn Fn()>::new(move || told.stop(Stop::Aborted));
            let listening = Listening::new(&signal.0, heard.as_ref());
            // Asked last, so that no abort falls in between.
            if signal.aborted() {
                state.stop(Stop::Aborted);
            }
            Some(Listener { listening: listening.ok()?, _heard: heard })
        });
        Watch { state, _listener: listener }
    }

    /// Stops the call after a time, unless the alarm is dropped before.
    pub(crate) fn alarm(&self, milliseconds: f64, phase: Phase) -> Option<Alarm> {
        let state = self.state.clone();
        milliseconds.is_finite().then(|| Alarm::new(milliseconds, move || state.stop(Stop::Timeout(phase))))
    }

    /// Another attempt begins, with time limits of its own.
    pub(crate) fn begin(&self) {
        self.state.attempt.set(None);
    }

    /// The future's value, or why it wasn't waited for.
    pub(crate) async fn race<F: Future>(&self, future: F) -> Result<F::Output, Stop> {
        let mut future = pin!(future);
        poll_fn(|context| {
            if let Some(stop) = self.state.call.get().or(self.state.attempt.get()) {
                return Poll::Ready(Err(stop));
            }
            if let Poll::Ready(value) = future.as_mut().poll(context) {
                return Poll::Ready(Ok(value));
            }
            self.state.waker.set(Some(context.waker().clone()));
            Poll::Pending
        })
        .await
    }
}

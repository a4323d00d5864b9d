//! One timer of the platform for all time limits of all calls.

use crate::watch::{State, Stop};
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(catch, js_name = setTimeout)]
    fn set_timeout(handler: &JsValue, milliseconds: f64) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(catch, js_name = clearTimeout)]
    fn clear_timeout(timer: &JsValue) -> Result<(), JsValue>;
    #[wasm_bindgen(js_namespace = performance)]
    fn now() -> f64;
}

/// Platforms count milliseconds in 32 bits with a sign, and fire at once above.
const LONGEST: f64 = 2_147_483_647.0;

struct Sleeper {
    id: u32,
    at: f64,
    state: Rc<State>,
    stop: Stop,
}

/// The sleepers, and the platform's timer for the first of them.
pub(crate) struct Clock {
    sleepers: RefCell<Vec<Sleeper>>,
    last: Cell<u32>,
    timer: RefCell<Option<(f64, JsValue)>>,
    tick: Closure<dyn Fn()>,
}

thread_local! {
    static CLOCK: Clock = Clock {
        sleepers: RefCell::default(),
        last: Cell::new(0),
        timer: RefCell::default(),
        tick: Closure::new(|| CLOCK.with(Clock::ring)),
    };
}

impl Clock {
    /// Stops `state` after a time. The number takes it back.
    pub(crate) fn add(milliseconds: f64, state: Rc<State>, stop: Stop) -> u32 {
        CLOCK.with(|clock| {
            let id = clock.last.get().wrapping_add(1);
            clock.last.set(id);
            let at = now() + milliseconds;
            clock.sleepers.borrow_mut().push(Sleeper { id, at, state, stop });
            clock.arm(at);
            id
        })
    }

    /// Takes a sleeper back. With the last one goes the platform's timer, so that a script can end.
    pub(crate) fn remove(id: u32) {
        CLOCK.with(|clock| {
            let mut sleepers = clock.sleepers.borrow_mut();
            // From the end: the youngest are the likeliest to go.
            if let Some(index) = sleepers.iter().rposition(|sleeper| sleeper.id == id) {
                sleepers.swap_remove(index);
            }
            if sleepers.is_empty() {
                clock.disarm();
            }
        });
    }

    fn arm(&self, at: f64) {
        if self.timer.borrow().as_ref().is_some_and(|(armed, _)| *armed <= at) {
            return;
        }
        self.disarm();
        let wait = (at - now()).clamp(0.0, LONGEST);
        let timer = set_timeout(self.tick.as_ref(), wait).unwrap_or(JsValue::UNDEFINED);
        self.timer.replace(Some((at, timer)));
    }

    fn disarm(&self) {
        if let Some((_, timer)) = self.timer.take() {
            // A timer that can't be cleared rings once for nobody.
            let _ = clear_timeout(&timer);
        }
    }

    fn ring(&self) {
        self.timer.replace(None);
        let now = now();
        let mut due = Vec::new();
        let mut next = f64::INFINITY;
        self.sleepers.borrow_mut().retain(|sleeper| {
            if sleeper.at <= now {
                due.push((sleeper.state.clone(), sleeper.stop));
                return false;
            }
            next = next.min(sleeper.at);
            true
        });
        if next.is_finite() {
            self.arm(next);
        }
        for (state, stop) in due {
            state.stop(stop);
        }
    }
}

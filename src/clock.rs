//! One timer of the platform for all waits of all calls.

use std::cell::{Cell, RefCell};
use wasm_bindgen::prelude::*;

#[wasm_bindgen(module = "/src/platform.js")]
extern "C" {
    #[wasm_bindgen(catch)]
    fn arm(ring: &JsValue, milliseconds: f64) -> Result<(), JsValue>;
    #[wasm_bindgen(catch)]
    fn disarm() -> Result<(), JsValue>;
}

#[wasm_bindgen]
extern "C" {
    /// Milliseconds that never run backwards.
    #[wasm_bindgen(js_namespace = performance)]
    pub(crate) fn now() -> f64;
}

/// Platforms count milliseconds in 32 bits with a sign, and fire at once above.
const LONGEST: f64 = 2_147_483_647.0;

/// How many dead alarms are kept beside the living ones before they are swept out.
const DEAD: usize = 64;

type Ring = Box<dyn Fn()>;

struct Sleeper {
    id: u64,
    at: f64,
    /// `None` once it has rung or was taken back.
    ring: Option<Ring>,
}

#[derive(Default)]
struct Sleepers {
    last: u64,
    living: usize,
    /// By id, since ids rise.
    all: Vec<Sleeper>,
}

impl Sleepers {
    fn add(&mut self, at: f64, ring: Ring) -> u64 {
        self.last = self.last.wrapping_add(1);
        self.living = self.living.saturating_add(1);
        self.all.push(Sleeper { id: self.last, at, ring: Some(ring) });
        self.last
    }

    fn remove(&mut self, id: u64) -> Option<Ring> {
        let index = self.all.partition_point(|sleeper| sleeper.id < id);
        let ring = self.all.get_mut(index).filter(|sleeper| sleeper.id == id).and_then(|sleeper| sleeper.ring.take());
        if ring.is_some() {
            self.living = self.living.saturating_sub(1);
        }
        if self.all.len() > self.living.saturating_mul(2).saturating_add(DEAD) {
            self.sweep();
        }
        ring
    }

    /// Those whose time has come, and when the next one's comes.
    fn due(&mut self, now: f64) -> (Vec<Ring>, f64) {
        let mut next = f64::INFINITY;
        let mut due = Vec::new();
        for sleeper in &mut self.all {
            if sleeper.at <= now {
                due.extend(sleeper.ring.take());
            } else if sleeper.ring.is_some() {
                next = next.min(sleeper.at);
            }
        }
        self.living = self.living.saturating_sub(due.len());
        self.sweep();
        (due, next)
    }

    fn sweep(&mut self) {
        self.all.retain(|sleeper| sleeper.ring.is_some());
    }
}

/// The sleepers, and the platform's timer for the first of them.
struct Clock {
    sleepers: RefCell<Sleepers>,
    /// When the platform's timer rings, if it is set.
    armed: Cell<Option<f64>>,
    tick: Closure<dyn Fn()>,
}

thread_local! {
    static CLOCK: Clock = Clock {
        sleepers: RefCell::default(),
        armed: Cell::new(None),
        tick: Closure::new(|| CLOCK.with(Clock::ring)),
    };
}

impl Clock {
    fn arm(&self, at: f64) {
        if self.armed.get().is_none_or(|armed| at < armed) {
            // What a platform without timers leaves undone, the call's other ends make up for.
            let _ = arm(self.tick.as_ref(), (at - now()).clamp(0.0, LONGEST));
            self.armed.set(Some(at));
        }
    }

    fn disarm(&self) {
        if self.armed.take().is_some() {
            let _ = disarm();
        }
    }

    fn ring(&self) {
        self.armed.set(None);
        let (due, next) = self.sleepers.borrow_mut().due(now());
        if next.is_finite() {
            self.arm(next);
        }
        for ring in due {
            ring();
        }
    }
}

/// A pending alarm; dropping it takes it back.
#[derive(Debug)]
pub(crate) struct Alarm(u64);

impl Alarm {
    /// Calls `ring` after a time.
    pub(crate) fn new(milliseconds: f64, ring: impl Fn() + 'static) -> Self {
        CLOCK.with(|clock| {
            let at = now() + milliseconds;
            let id = clock.sleepers.borrow_mut().add(at, Box::new(ring));
            clock.arm(at);
            Alarm(id)
        })
    }
}

impl Drop for Alarm {
    /// With the last one goes the platform's timer, so that a script can end.
    fn drop(&mut self) {
        CLOCK.with(|clock| {
            // Dropped after the borrow: what an alarm holds may hold an alarm.
            let ring = clock.sleepers.borrow_mut().remove(self.0);
            drop(ring);
            if clock.sleepers.borrow().living == 0 {
                clock.disarm();
            }
        });
    }
}

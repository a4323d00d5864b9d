//! The tally: how often each target was called, when, and whether it was done.

use std::collections::BTreeMap;
use std::time::Instant;

use serde::{Serialize, Serializer};

use crate::arguments::Arguments;
use crate::method::Method;

/// All calls by their target.
pub struct Tally {
    calls: BTreeMap<Target, Vec<Call>>,
    /// Times are counted from here.
    beginning: Instant,
}

/// The target of a call. If a call names nothing, it has only the method.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Target {
    method: Method,
    user_id: Option<String>,
    session_id: Option<String>,
    email: Option<String>,
}

#[derive(Serialize)]
struct Call {
    #[serde(skip)]
    n: u64,
    start_ms: f64,
    /// The status that was sent; null until then.
    status: Option<u16>,
    /// Whether it was carried out, whatever was answered.
    done: bool,
}

/// The calls of one method, counted.
#[derive(Default, Serialize)]
pub struct Count {
    calls: usize,
    done: usize,
    targets: usize,
    /// The most calls of one target.
    most: usize,
}

impl Target {
    /// What the arguments name, if they could be read.
    pub fn new(method: Method, arguments: Option<&Arguments>) -> Self {
        let named = |name| arguments?.text(name).map(str::to_owned);
        Self { method, user_id: named("user_id"), session_id: named("session_id"), email: named("email") }
    }
}

impl Default for Tally {
    fn default() -> Self {
        Self { calls: BTreeMap::new(), beginning: Instant::now() }
    }
}

impl Tally {
    /// Enters the call with the number `n`.
    pub fn enter(&mut self, target: Target, n: u64, start: Instant) {
        // By a clock that never jumps; to the microsecond.
        let start_ms = start.saturating_duration_since(self.beginning).as_micros() as f64 / 1000.0;
        self.calls.entry(target).or_default().push(Call { n, start_ms, status: None, done: false });
    }

    /// Enters the status that is sent.
    pub fn status(&mut self, target: &Target, n: u64, status: u16) {
        if let Some(call) = self.call(target, n) {
            call.status = Some(status);
        }
    }

    /// Enters that the call was carried out.
    pub fn done(&mut self, target: &Target, n: u64) {
        if let Some(call) = self.call(target, n) {
            call.done = true;
        }
    }

    /// Counts by method.
    pub fn counts(&self) -> BTreeMap<Method, Count> {
        let mut counts = BTreeMap::<Method, Count>::new();
        for (target, calls) in &self.calls {
            let count = counts.entry(target.method).or_default();
            count.calls += calls.len();
            count.done += calls.iter().filter(|call| call.done).count();
            count.targets += 1;
            count.most = count.most.max(calls.len());
        }
        counts
    }

    fn call(&mut self, target: &Target, n: u64) -> Option<&mut Call> {
        self.calls.get_mut(target)?.iter_mut().rfind(|call| call.n == n)
    }
}

impl Serialize for Tally {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(Serialize)]
        struct Shown<'a> {
            #[serde(flatten)]
            target: &'a Target,
            calls: &'a [Call],
        }
        serializer.collect_seq(self.calls.iter().map(|(target, calls)| Shown { target, calls }))
    }
}

//! The rate limit: how many calls in any minute, of each method and of all together.

use std::collections::{BTreeMap, HashMap, VecDeque};
use std::num::NonZeroU64;
use std::time::{Duration, Instant};

use serde::{Deserialize, Serialize};

use crate::method::Method;
use crate::refusal::Refusal;

const MINUTE_MS: NonZeroU64 = NonZeroU64::new(60_000).unwrap();

/// What is allowed, and the calls that count against it.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Limit {
    /// Calls of each method; `None`: no limit.
    per_minute: Option<PerMinute>,
    /// The same for methods that differ.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    methods: BTreeMap<Method, Option<usize>>,
    /// Calls of all methods together.
    #[serde(skip_serializing_if = "Option::is_none")]
    whole: Option<usize>,
    /// How long a minute takes; a short one makes quick tests.
    #[serde(skip_serializing_if = "is_usual")]
    minute_ms: NonZeroU64,
    #[serde(skip)]
    counted: HashMap<Method, Window>,
    #[serde(skip)]
    counted_whole: Window,
}

#[derive(Clone, Copy, Serialize, Deserialize)]
#[serde(untagged)]
enum PerMinute {
    Calls(usize),
    Slacks(Slacks),
}

#[derive(Clone, Copy, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Slacks {
    /// What Slack allows each method.
    Tier,
}

/// The calls of the last minute.
#[derive(Default)]
struct Window(VecDeque<Instant>);

fn is_usual(minute_ms: &NonZeroU64) -> bool {
    *minute_ms == MINUTE_MS
}

impl Default for Limit {
    fn default() -> Self {
        Self {
            per_minute: None,
            methods: BTreeMap::new(),
            whole: None,
            minute_ms: MINUTE_MS,
            counted: HashMap::new(),
            counted_whole: Window::default(),
        }
    }
}

impl Limit {
    /// Counts a call, or says in how many seconds there is room for one. A refused call doesn't count.
    pub fn admit(&mut self, method: Method, now: Instant) -> Result<(), Refusal> {
        let minute = Duration::from_millis(self.minute_ms.get());
        let most = self.most(method);
        let counted = self.counted.entry(method).or_default();
        let waits = [(counted, most), (&mut self.counted_whole, self.whole)].map(|(window, most)| {
            window.forget(now, minute);
            window.wait(most?, now, minute)
        });
        if let Some(wait) = waits.into_iter().flatten().max() {
            // Rounded up: a call that waits that long must be let in.
            return Err(Refusal::limited(wait.as_secs_f64().ceil() as u64));
        }
        self.counted.entry(method).or_default().0.push_back(now);
        self.counted_whole.0.push_back(now);
        Ok(())
    }

    fn most(&self, method: Method) -> Option<usize> {
        match (self.methods.get(&method), self.per_minute) {
            (Some(most), _) => *most,
            (None, Some(PerMinute::Calls(most))) => Some(most),
            (None, Some(PerMinute::Slacks(Slacks::Tier))) => method.tier(),
            (None, None) => None,
        }
    }
}

impl Window {
    fn forget(&mut self, now: Instant, minute: Duration) {
        while self.0.front().is_some_and(|first| now.duration_since(*first) >= minute) {
            self.0.pop_front();
        }
    }

    /// How long until there is room; none if there is now.
    fn wait(&self, most: usize, now: Instant, minute: Duration) -> Option<Duration> {
        let over = (self.0.len() + 1).checked_sub(most).filter(|over| *over > 0)?;
        // If no call is allowed, there is never room.
        Some(self.0.get(over - 1).map_or(minute, |leaves| minute - now.duration_since(*leaves)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    use Method::{Invalidate, LookupByEmail, Reset};

    /// Admits calls at milliseconds after a start: 0 if one is let in, else its `Retry-After`.
    fn answers(limit: &str, calls: &[(Method, u64)]) -> Vec<u64> {
        let mut limit: Limit = serde_json::from_str(limit).expect("a limit");
        let start = Instant::now();
        let admit = |&(method, at): &(Method, u64)| match limit.admit(method, start + Duration::from_millis(at)) {
            Ok(()) => 0,
            Err(refusal) => refusal.retry_after.expect("a wait"),
        };
        calls.iter().map(admit).collect()
    }

    #[test]
    fn there_is_room_again_after_the_seconds_it_named() {
        let calls =
            [(Reset, 0), (Reset, 10_500), (Reset, 20_700), (Invalidate, 20_700), (Reset, 60_700), (Reset, 60_800)];
        assert_eq!(answers(r#"{"per_minute":2}"#, &calls), [0, 0, 40, 0, 0, 10]);
        assert_eq!(answers(r#"{"per_minute":0}"#, &[(Reset, 0)]), [60]);
    }

    #[test]
    fn a_minute_can_be_shorter() {
        let calls = [(Reset, 0), (Reset, 100), (Reset, 200), (Reset, 2_999), (Reset, 3_000), (Reset, 3_001)];
        assert_eq!(answers(r#"{"per_minute":2,"minute_ms":3000}"#, &calls), [0, 0, 3, 1, 0, 1]);
    }

    #[test]
    fn methods_can_differ_and_can_have_slacks_own_tiers() {
        let calls: Vec<_> = [Reset, LookupByEmail].into_iter().flat_map(|method| vec![(method, 0); 51]).collect();
        let admitted = |limit: &str| {
            let answers = answers(limit, &calls);
            [&answers[..51], &answers[51..]].map(|answers| answers.iter().filter(|wait| **wait == 0).count())
        };
        assert_eq!(admitted(r#"{"per_minute":"tier"}"#), [20, 50]);
        assert_eq!(admitted(r#"{"per_minute":20,"methods":{"users.lookupByEmail":null}}"#), [20, 51]);
        assert_eq!(admitted(r#"{"methods":{"users.lookupByEmail":3}}"#), [51, 3]);
    }

    #[test]
    fn the_whole_limit_counts_all_methods_and_only_calls_that_were_let_in() {
        let limit = r#"{"per_minute":1,"whole":2}"#;
        let calls = [
            (Reset, 0),
            (Reset, 1_000),
            (Invalidate, 2_000),
            (LookupByEmail, 3_000),
            (Reset, 60_000),
            (LookupByEmail, 62_000),
        ];
        assert_eq!(answers(limit, &calls), [0, 59, 0, 57, 0, 0]);
    }
}

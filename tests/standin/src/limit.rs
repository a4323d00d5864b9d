//! The rate limit: so many calls of a method in any minute.

use std::collections::{HashMap, VecDeque};
use std::time::{Duration, Instant};

use serde::{Deserialize, Serialize};

const WINDOW: Duration = Duration::from_secs(60);

/// A limit for each method, and the calls that count against it.
#[derive(Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Limit {
    per_minute: Option<usize>,
    #[serde(skip)]
    admitted: HashMap<String, VecDeque<Instant>>,
}

impl Limit {
    /// Counts a call, or says in how many seconds there is room for one.
    pub fn admit(&mut self, method: &str, now: Instant) -> Result<(), u64> {
        let Some(most) = self.per_minute else { return Ok(()) };
        let admitted = self.admitted.entry(method.to_owned()).or_default();
        while admitted.front().is_some_and(|first| now.duration_since(*first) >= WINDOW) {
            admitted.pop_front();
        }
        if admitted.len() < most {
            admitted.push_back(now);
            return Ok(());
        }
        let age = admitted.front().map_or(Duration::ZERO, |first| now.duration_since(*first));
        // Rounded up: whoever waits that long must be let in.
        Err((WINDOW - age).as_secs_f64().ceil() as u64)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_is_room_again_after_the_seconds_it_named() {
        let start = Instant::now();
        let mut limit = Limit { per_minute: Some(2), ..Limit::default() };
        assert_eq!(limit.admit("a", start), Ok(()));
        assert_eq!(limit.admit("a", start + Duration::from_millis(10_500)), Ok(()));
        assert_eq!(limit.admit("a", start + Duration::from_millis(20_700)), Err(40));
        assert_eq!(limit.admit("b", start + Duration::from_millis(20_700)), Ok(()));
        assert_eq!(limit.admit("a", start + Duration::from_millis(60_700)), Ok(()));
        assert_eq!(limit.admit("a", start + Duration::from_millis(60_800)), Err(10));
    }
}

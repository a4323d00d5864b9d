//! How long answers take.

/// How many answers count.
const KEPT: usize = 31;

/// The times of the latest answers, in microseconds.
#[derive(Debug, Default)]
pub(crate) struct AnswerTimes {
    latest: Vec<u64>,
    oldest: usize,
}

impl AnswerTimes {
    pub(crate) fn add(&mut self, time: u64) {
        if self.latest.len() < KEPT {
            self.latest.push(time);
        } else if let Some(slot) = self.latest.get_mut(self.oldest) {
            *slot = time;
            self.oldest = self.oldest.saturating_add(1) % KEPT;
        }
    }

    /// The one in the middle; 0 before the first.
    pub(crate) fn median(&self) -> u64 {
        let mut sorted = self.latest.clone();
        sorted.sort_unstable();
        sorted.get(sorted.len() / 2).copied().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_median_is_of_the_latest_answers() {
        let mut times = AnswerTimes::default();
        assert_eq!(times.median(), 0);
        for time in [5, 1, 9] {
            times.add(time);
        }
        assert_eq!(times.median(), 5);
        for _ in 0..KEPT {
            times.add(7);
        }
        assert_eq!(times.median(), 7);
    }
}

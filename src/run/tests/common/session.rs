//! A run in a world where only what a test asks for goes wrong.

use slack_admin_session_run::{Failure, Now, Outcome, Plan, Reason, Replay, Resume, Run, Standing, Step};

use super::{heading, now, read_record};

/// A run, its record, and the time.
pub struct Session {
    pub run: Run,
    pub record: String,
    /// Seconds.
    pub time: f64,
}

pub fn api(error: &str, kind: &str) -> Failure {
    let [class, error, kind, outcome] = ["SlackApiError", error, kind, "rejected"].map(str::to_owned);
    Failure { class, error, kind, outcome, status: 200.0, ..Failure::default() }
}

pub fn failure(class: &str, outcome: &str) -> Failure {
    Failure { class: class.to_owned(), outcome: outcome.to_owned(), ..Failure::default() }
}

pub fn http(status: f64, outcome: &str) -> Failure {
    Failure { status, ..failure("SlackHttpError", outcome) }
}

pub fn limited(retry_after: f64) -> Failure {
    Failure { retry_after, ..failure("SlackRateLimitedError", "rejected") }
}

pub fn unavailable() -> Failure {
    api("service_unavailable", "retry")
}

pub fn unknown() -> Failure {
    failure("SlackTimeoutError", "unknown")
}

impl Session {
    pub fn new(plan: &Plan) -> Self {
        Session { run: Run::new(plan, heading(), now(0.0)), record: String::new(), time: 0.0 }
    }

    /// A process that goes on with a record, that many seconds after the start of the first process.
    pub fn resume(record: &str, resume: &Resume, time: f64) -> Self {
        let replay = read_record(record.as_bytes()).unwrap();
        Session { run: Run::resume(replay, resume, now(time)).unwrap(), record: record.to_owned(), time }
    }

    pub fn now(&self) -> Now {
        now(self.time)
    }

    /// Writes and waits until there is a call to make, or it ends.
    pub fn step(&mut self) -> Step {
        for _ in 0..10_000 {
            match self.run.next(self.now()) {
                Step::Write(text) => {
                    self.record.push_str(&text);
                    self.run.written();
                }
                Step::Wait(until) => self.time = until / 1000.0,
                step @ (Step::Call(_) | Step::End(_)) => return step,
            }
        }
        panic!("it does not end");
    }

    /// Makes the next call, and returns its target.
    pub fn call(&mut self) -> u32 {
        match self.step() {
            Step::Call(n) => n,
            step => panic!("a call was expected, and it is {step:?}"),
        }
    }

    /// Answers the call under way, and writes the outcome.
    pub fn answer(&mut self, n: u32, answer: &Result<(), Failure>) {
        let is_taken = match answer {
            Ok(()) => self.run.done(n, "REQ", self.now()),
            Err(failure) => self.run.failed(n, failure, self.now()),
        };
        assert!(is_taken);
        let Step::Write(text) = self.run.next(self.now()) else { panic!("an outcome is written first") };
        self.record.push_str(&text);
        self.run.written();
    }

    /// Makes calls with these answers, and returns their targets.
    pub fn calls(&mut self, answers: impl IntoIterator<Item = Result<(), Failure>>) -> Vec<u32> {
        let mut called = Vec::new();
        for answer in answers {
            let n = self.call();
            self.answer(n, &answer);
            called.push(n);
        }
        called
    }

    /// Lets everything succeed until the end.
    pub fn end(&mut self) -> Reason {
        loop {
            match self.step() {
                Step::Call(n) => self.answer(n, &Ok(())),
                Step::End(reason) => return reason,
                step => panic!("{step:?}"),
            }
        }
    }

    /// Why it ends without a further call.
    pub fn ends(&mut self) -> Reason {
        match self.step() {
            Step::End(reason) => reason,
            step => panic!("it should end, and goes on with {step:?}"),
        }
    }

    pub fn replay(&self) -> Replay {
        read_record(self.record.as_bytes()).unwrap()
    }

    pub fn standings(&self) -> Vec<Standing> {
        let replay = self.replay();
        (1..=replay.targets.len() as u32).filter_map(|n| replay.ledger.standing(n)).collect()
    }

    /// The outcome that the record has for a target.
    pub fn outcome(&self, n: usize) -> Outcome {
        self.replay().outcomes[n - 1].clone().unwrap().0
    }

    pub fn last_line(&self) -> &str {
        self.record.lines().last().unwrap_or_default()
    }
}

/// A list of that many users.
pub fn list(count: usize) -> String {
    (1..=count).map(|n| format!("W0AAAA{n:03}\n")).collect()
}

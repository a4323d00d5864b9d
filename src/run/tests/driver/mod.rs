//! The world around a run: a disk that loses what wasn't synced, a Slack that answers anything, a process that crashes at any
//! step, and clocks that jump. A script of bytes says what happens; after its end all goes well, so that shrinking leaves
//! what matters.

use std::collections::BTreeSet;

use proptest::prelude::*;
use serde_json::Value as Json;
use slack_admin_session_run::{
    Failure, Now, PerMinute, Plan, Protected, Purpose, Reason, Replay, Resume, Run, Standing, Step,
};

use crate::common::{heading, plan, read_list, read_record};

/// What happens, a byte at a time.
#[derive(Debug)]
struct Script {
    bytes: Vec<u8>,
    at: usize,
}

impl Script {
    /// Picks one of that many things; the first is that all goes well.
    fn pick(&mut self, things: usize) -> usize {
        let byte = self.bytes.get(self.at).copied().unwrap_or(0);
        self.at += 1;
        usize::from(byte) % things
    }

    fn is_over(&self) -> bool {
        self.at >= self.bytes.len()
    }
}

/// What is known about a call outside of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Known {
    /// The process ended before it knew.
    Nothing,
    /// Slack confirmed it.
    Done,
    /// It may have happened.
    Maybe,
    /// It surely didn't happen.
    Not,
}

#[derive(Clone, Debug)]
struct Call {
    n: u32,
    /// When it started, by the monotonic clock.
    start: f64,
    known: Known,
    /// The durable record has `known`.
    is_recorded: bool,
    /// The process that made it was told to repeat.
    may_repeat: bool,
    per_minute: f64,
}

/// What a case begins with.
#[derive(Clone)]
pub struct Case {
    pub list: Vec<u8>,
    pub protect: Vec<u8>,
    pub per_minute: f64,
    /// The answer that most calls get, unless all goes well.
    pub mood: u8,
    pub script: Vec<u8>,
}

impl std::fmt::Debug for Case {
    /// In a few lines.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Case { list, protect, per_minute, mood, script } = self;
        write!(f, "list {list:?}, protect {protect:?}, {per_minute} a minute, mood {mood}, script {script:?}")
    }
}

pub fn case() -> impl Strategy<Value = Case> {
    let per_minute = prop::sample::select(vec![20.0, 1.0, 7.0, 60.0, 6000.0, f64::INFINITY]);
    let ids = || prop::collection::vec(0..6_u8, 1..14);
    let script = prop_oneof![
        3 => prop::collection::vec(any::<u8>(), 0..150),
        // Little happens: runs reach later targets.
        2 => prop::collection::vec(prop_oneof![4 => Just(0_u8), 1 => any::<u8>()], 0..250),
        // The same happens again and again: runs stop by themselves.
        1 => (any::<u8>(), prop::collection::vec(any::<u8>(), 1..6), 1..60_usize)
            .prop_map(|(first, rest, times)| [vec![first], rest.repeat(times)].concat()),
        // Only answers of one kind happen.
        2 => prop::collection::vec(prop_oneof![30 => Just(1_u8), 1 => any::<u8>()], 0..500),
    ];
    let long = prop::collection::vec(0..40_u8, 1..40);
    let lists = prop_oneof![2 => ids().boxed(), 1 => long.boxed()];
    let moods = prop::sample::select(vec![0_u8, 1, 3, 6, 8, 14, 15, 18, 22]);
    (lists, prop::collection::vec(0..9_u8, 0..3), per_minute, moods, script)
        .prop_map(|(list, protect, per_minute, mood, script)| Case { list, protect, per_minute, mood, script })
}

fn user(id: u8) -> String {
    format!("W0AAAAA{id:02}")
}

fn users(ids: &[u8]) -> String {
    ids.iter().map(|id| user(*id) + "\n").collect()
}

const OK: Result<(), TestCaseError> = Ok(());

/// The world around one record.
pub struct World {
    script: Script,
    mood: usize,
    plan: Plan,
    /// What is durable.
    disk: Vec<u8>,
    /// The monotonic clock of the machine, and the wall clock.
    clocks: Now,
    /// The time that has passed by the quicker clock, at each moment.
    quicker: f64,
    /// The start of the process's monotonic clock.
    origin: f64,
    calls: Vec<Call>,
    /// The next call may not be intended before `quicker` reaches this.
    limited_until: f64,
    steps: usize,
    pub crashes: usize,
    pub resumed: usize,
    pub repeated: usize,
    pub reasons: Vec<Reason>,
}

impl World {
    pub fn new(case: &Case) -> Self {
        let protect = users(&case.protect);
        let plan = plan(&users(&case.list), (!protect.is_empty()).then_some(protect.as_str()), case.per_minute);
        World {
            script: Script { bytes: case.script.clone(), at: 0 },
            mood: case.mood.into(),
            plan,
            disk: Vec::new(),
            clocks: Now { monotonic: 0.0, wall: 1_795_576_364_000.0 },
            quicker: 0.0,
            origin: 0.0,
            calls: Vec::new(),
            limited_until: f64::NEG_INFINITY,
            steps: 0,
            crashes: 0,
            resumed: 0,
            repeated: 0,
            reasons: Vec::new(),
        }
    }

    /// Runs, crashes and resumes until nothing more happens. Checks properties 1, 3, 4 and 5 on the way, and 2 at the end.
    pub fn play(&mut self) -> Result<(), TestCaseError> {
        let per_minute = self.plan.per_minute().calls();
        let run = Run::new(&self.plan, heading(), self.now());
        let mut goes_on = self.process(run, false, per_minute)?;
        while goes_on {
            self.between_processes();
            let replay = match read_record(&self.disk) {
                Ok(replay) => replay,
                Err(error) => {
                    prop_assert!(self.calls.is_empty(), "calls were made, and the record is refused: {:?}", error);
                    prop_assert!(error.message.contains("nothing was sent"), "{:?}", error);
                    return OK;
                }
            };
            self.resumed += 1;
            let resume = self.resume();
            let pace = resume.per_minute.unwrap_or(replay.per_minute).calls();
            let may_repeat = resume.repeat_unknown;
            let run = Run::resume(replay, &resume, self.now()).expect("every target has a user");
            goes_on = self.process(run, may_repeat, pace)?;
        }
        self.check_calls()?;
        self.check_cuts()
    }

    fn resume(&mut self) -> Resume {
        let protected = match self.script.pick(4) {
            3 => {
                let id = self.script.pick(6) as u8;
                Some(Protected::new(read_list(Purpose::Protect, users(&[id])).unwrap()))
            }
            _ => None,
        };
        let per_minute = [None, None, None, Some(10.0), Some(600.0)][self.script.pick(5)];
        Resume {
            tool: "tests/1".to_owned(),
            repeat_unknown: self.script.pick(3) == 1,
            protected,
            per_minute: per_minute.and_then(PerMinute::new),
        }
    }

    /// What the clocks of the process say.
    fn now(&self) -> Now {
        Now { monotonic: self.clocks.monotonic - self.origin, wall: self.clocks.wall }
    }

    fn move_on(&mut self, monotonic: f64, wall: f64) {
        self.clocks.monotonic += monotonic;
        self.clocks.wall += wall;
        self.quicker += monotonic.max(wall).max(0.0);
    }

    /// Time goes by, and sometimes the clock is set or the machine sleeps.
    fn time_goes_by(&mut self, milliseconds: f64) {
        self.move_on(milliseconds, milliseconds);
        let what = self.script.pick(30);
        let minutes = if (25..27).contains(&what) { self.script.pick(256) as f64 } else { 0.0 };
        match what {
            // No monotonic clock goes back; if one does all the same, the run goes on, and nothing is too early.
            24 => self.origin += 250_000.0,
            25 => self.move_on(0.0, 60e3 * minutes),
            26 => self.move_on(0.0, -60e3 * minutes),
            27 => self.move_on(0.0, 1e10),
            28 => self.move_on(200_000.0, 200_000.0),
            29 => self.move_on(0.0, 3.0 * 3600e3),
            _ => {}
        }
    }

    fn between_processes(&mut self) {
        if self.calls.last().is_some_and(|call| !call.is_recorded) {
            // What the answer said is lost with the process.
            self.limited_until = f64::NEG_INFINITY;
        }
        let minutes = [0.0, 0.0, 1.0, 70.0, -5.0][self.script.pick(5)];
        self.move_on(f64::max(minutes, 0.0) * 60e3, minutes * 60e3);
        // Another process, whose clock begins anywhere.
        self.origin = self.clocks.monotonic - [0.0, 1.0, 1e9][self.script.pick(3)];
    }

    /// One process. Returns whether another one goes on.
    fn process(&mut self, mut run: Run, may_repeat: bool, per_minute: f64) -> Result<bool, TestCaseError> {
        loop {
            self.steps += 1;
            prop_assert!(self.steps < 100_000, "it does not end");
            if self.script.pick(50) == 49 {
                run.stop();
            }
            let now = self.now();
            self.check_counts(&mut run, now)?;
            match run.next(now) {
                Step::Write(text) => {
                    if text.contains("\"intent\"") {
                        self.check_limit()?;
                    }
                    let waiting = self.now();
                    prop_assert!(matches!(run.next(waiting), Step::Wait(_)), "a step was given out twice");
                    let is_durable = self.write(&text);
                    self.mark_recorded();
                    if !is_durable {
                        // Either the process ended, or the run is told that its record is lost.
                        if self.script.pick(2) == 0 {
                            self.crashes += 1;
                            return Ok(true);
                        }
                        run.record_lost();
                        let now = self.now();
                        prop_assert_eq!(run.next(now), Step::End(Reason::Record));
                        self.check_counts(&mut run, now)?;
                        self.reasons.push(Reason::Record);
                        return Ok(true);
                    }
                    run.written();
                    self.time_goes_by(0.2);
                }
                Step::Call(n) => {
                    self.begin_call(n, may_repeat, per_minute)?;
                    let waiting = self.now();
                    prop_assert!(matches!(run.next(waiting), Step::Wait(_)), "a call was given out twice");
                    if self.script.pick(25) == 24 {
                        self.crashes += 1;
                        return Ok(true);
                    }
                    self.answer(&mut run, n)?;
                }
                Step::Wait(until) => {
                    let left = until - now.monotonic;
                    prop_assert!(left > 0.0 && left <= 30_000.001, "a wait of {} ms", left);
                    let part = [1.0, 1.0, 1.0, 0.5][self.script.pick(4)];
                    self.time_goes_by(left * part + 0.1);
                }
                Step::End(reason) => return self.ended(&mut run, reason),
            }
        }
    }

    fn ended(&mut self, run: &mut Run, reason: Reason) -> Result<bool, TestCaseError> {
        let now = self.now();
        prop_assert_eq!(run.next(now), Step::End(reason));
        let counts = run.counts();
        self.reasons.push(reason);
        let last = self.last_line();
        prop_assert_eq!(last["type"].as_str(), Some("end"));
        prop_assert_eq!(last["reason"].as_str(), Some(reason.name()));
        prop_assert_eq!(last["left"].as_u64(), Some(u64::from(counts.left)));
        if reason == Reason::Complete {
            prop_assert_eq!(counts.left, 0, "complete, and something is left");
        }
        // The record says the same as the run.
        let replay = read_record(&self.disk).unwrap();
        prop_assert_eq!(replay.ledger.counts(), counts);
        prop_assert_eq!(replay.torn, 0);
        // A third of them is resumed without a crash; at the end of the script nothing more happens.
        Ok(!self.script.is_over() && (reason != Reason::Complete || self.script.pick(3) == 1))
    }

    /// Appends to the disk. Returns whether all of it is durable; if not, any part of it may be.
    fn write(&mut self, text: &str) -> bool {
        let bytes = text.as_bytes();
        let some = self.script.pick(256) * bytes.len() / 255;
        match self.script.pick(40) {
            35 => self.disk.extend(&bytes[..some]),
            36 => {
                self.disk.extend(&bytes[..some]);
                self.disk.extend([0; 7]);
            }
            37 => self.disk.extend(bytes),
            38 => self.disk.extend(&bytes[..bytes.len() - 1]),
            39 => {}
            _ => {
                self.disk.extend(bytes);
                return true;
            }
        }
        false
    }

    /// Notes what is durable about the last call, even if the process never learns it.
    fn mark_recorded(&mut self) {
        let Some(last) = lines(&self.disk).last() else { return };
        if last["type"] == "outcome"
            && last["error"] != "interrupted"
            && let Some(call) = self.calls.last_mut()
            && last["n"] == call.n
        {
            call.is_recorded = true;
        }
    }

    fn last_line(&self) -> Json {
        let text = self.disk.strip_suffix(b"\n").unwrap_or_default();
        let start = text.iter().rposition(|byte| *byte == b'\n').map_or(0, |at| at + 1);
        serde_json::from_slice(&text[start..]).unwrap_or(Json::Null)
    }

    /// Property 1, and what must never be called.
    fn begin_call(&mut self, n: u32, may_repeat: bool, per_minute: f64) -> Result<(), TestCaseError> {
        let last = self.last_line();
        prop_assert!(last["type"] == "intent" && last["n"] == n, "the record ends with {}", last);
        prop_assert!(!self.protected_by_the_record().contains(&n), "{} is protected", n);
        let is_done = lines(&self.disk).any(|line| line["n"] == n && line["state"] == "done");
        prop_assert!(!is_done, "{} is done", n);
        let start = self.clocks.monotonic;
        self.calls.push(Call { n, start, known: Known::Nothing, is_recorded: false, may_repeat, per_minute });
        OK
    }

    /// What follows a limit. The time at which the intent was given out counts: it is durable a little later.
    fn check_limit(&self) -> Result<(), TestCaseError> {
        prop_assert!(self.quicker + 2.0 >= self.limited_until, "{} ms too early", self.limited_until - self.quicker);
        OK
    }

    fn answer(&mut self, run: &mut Run, n: u32) -> Result<(), TestCaseError> {
        let time = [100.0, 2000.0, 29_000.0][self.script.pick(3)];
        self.time_goes_by(time);
        let now = self.now();
        prop_assert!(!run.done(n + 1, "", now), "it takes answers for another target");
        let (failure, known) = self.failure();
        let seconds = failure.as_ref().map_or(0.0, |failure| failure.retry_after);
        let is_taken = match &failure {
            None if known == Known::Done => run.done(n, "REQ", now),
            None => run.not_ok(n, "REQ", now),
            Some(failure) => run.failed(n, failure, now),
        };
        prop_assert!(is_taken);
        prop_assert!(!run.done(n, "", now), "it takes a second answer");
        if let Some(call) = self.calls.last_mut() {
            call.known = known;
        }
        if failure.is_some_and(|failure| failure.class == "SlackRateLimitedError") && known == Known::Not {
            let seconds: f64 = if seconds > 0.0 { seconds } else { 30.0 };
            // After an hour and more the run stops. Before it is resumed, the clock may have been set back.
            self.limited_until = self.quicker + seconds.min(3600.0) * 1000.0;
        }
        OK
    }

    fn failure(&mut self) -> (Option<Failure>, Known) {
        let api = |error: &str, kind: &str, outcome: &str| Failure {
            class: "SlackApiError".to_owned(),
            error: error.to_owned(),
            kind: kind.to_owned(),
            outcome: outcome.to_owned(),
            status: 200.0,
            ..Failure::default()
        };
        let other = |class: &str, outcome: &str, status: f64| Failure {
            class: class.to_owned(),
            outcome: outcome.to_owned(),
            status,
            ..Failure::default()
        };
        let any = self.script.pick(24);
        let answer = match (self.mood, self.script.pick(5)) {
            (0, _) | (_, 4) => any,
            (_, 0) => 0,
            (mood, _) => mood,
        };
        let failure = match answer {
            1 => api("user_not_found", "target", "rejected"),
            2 => api("session_not_found", "target", "rejected"),
            3 => api("a_code_of_tomorrow", "target", "rejected"),
            4 => api("token_expired", "run", "rejected"),
            5 => api("invalid_form_data", "request", "rejected"),
            6 => api("service_unavailable", "retry", "rejected"),
            7 => api("internal_error", "retry", "unknown"),
            8..=10 => {
                let seconds = [1.0, 0.0, 30.0, 200.0, 3600.0, 3601.0, 1e12, f64::NAN][self.script.pick(8)];
                Failure { retry_after: seconds, ..other("SlackRateLimitedError", "rejected", 429.0) }
            }
            11 => other("SlackHttpError", "rejected", 403.0),
            12 => other("SlackHttpError", "rejected", 0.0),
            13 => other("SlackHttpError", "rejected", 408.0),
            14 => other("SlackHttpError", "unknown", 502.0),
            15 | 16 => other("SlackNetworkError", "not_sent", 0.0),
            17 => other("SlackNetworkError", "unknown", 0.0),
            18 => other("SlackTimeoutError", "unknown", 0.0),
            19 => other("SlackProtocolError", "unknown", 200.0),
            20 => other("SlackArgumentError", "not_sent", 0.0),
            21 => return (None, Known::Maybe),
            22 => other("TypeError", "", f64::NAN),
            _ => return (None, Known::Done),
        };
        let known = if matches!(failure.outcome.as_str(), "rejected" | "not_sent") { Known::Not } else { Known::Maybe };
        (Some(failure), known)
    }

    /// Property 5.
    fn check_counts(&self, run: &mut Run, now: Now) -> Result<(), TestCaseError> {
        let counts = run.counts();
        let sum = counts.done + counts.not_done + counts.unknown + counts.left + counts.protected;
        prop_assert_eq!(sum as usize, self.plan.targets().len());
        let left = run.seconds_left(now);
        prop_assert!(left.is_finite() && left >= 0.0, "{} s left", left);
        OK
    }

    /// Properties 3 and 4, over all calls.
    fn check_calls(&mut self) -> Result<(), TestCaseError> {
        for (index, call) in self.calls.iter().enumerate() {
            for before in self.calls[..index].iter().filter(|before| before.n == call.n) {
                prop_assert!(
                    !(before.known == Known::Done && before.is_recorded),
                    "{} was done, and called again",
                    call.n
                );
                let may_have_happened = before.known != Known::Not || !before.is_recorded;
                prop_assert!(
                    !may_have_happened || call.may_repeat,
                    "{} may have happened, and was called again",
                    call.n
                );
                self.repeated += usize::from(may_have_happened);
            }
            let in_a_minute: Vec<_> =
                self.calls[index..].iter().take_while(|later| later.start - call.start <= 60e3).collect();
            let most = in_a_minute.iter().map(|call| call.per_minute).fold(0.0, f64::max);
            prop_assert!(in_a_minute.len() as f64 <= most, "{} calls in a minute, of {}", in_a_minute.len(), most);
        }
        OK
    }

    /// Property 2: the record is cut anywhere near its end and in some places before.
    fn check_cuts(&mut self) -> Result<(), TestCaseError> {
        let length = self.disk.len();
        let near = length.saturating_sub(120)..=length;
        let before: Vec<usize> = (0..10).map(|part| part * length / 10).collect();
        for cut in near.chain(before) {
            let bytes = &self.disk[..cut];
            let expected = states(bytes);
            match (read_record(bytes), expected) {
                (Ok(replay), Some(expected)) => {
                    let found: Vec<_> = standings(&replay);
                    prop_assert_eq!(found, expected, "cut at {} of {}", cut, length);
                }
                (Err(error), None) => prop_assert!(error.message.contains("nothing was sent"), "{:?}", error),
                (found, expected) => {
                    let found = found.map(|replay| standings(&replay));
                    prop_assert!(false, "cut at {} of {}: {:?}, and it should be {:?}", cut, length, found, expected);
                }
            }
        }
        OK
    }

    fn protected_by_the_record(&self) -> BTreeSet<u32> {
        let lines: Vec<_> = lines(&self.disk).collect();
        let users: Vec<_> = lines.iter().filter_map(|line| line["protect"].as_array()).flatten().collect();
        let targets = lines.iter().filter(|line| line["type"] == "target");
        let protected = targets.filter(|line| line["protected"] == true || users.contains(&&line["user_id"]));
        protected.filter_map(|line| line["n"].as_u64()).map(|n| n as u32).collect()
    }
}

fn standings(replay: &Replay) -> Vec<Standing> {
    (1..=replay.targets.len() as u32).filter_map(|n| replay.ledger.standing(n)).collect()
}

fn lines(record: &[u8]) -> impl Iterator<Item = Json> {
    record.split(|byte| *byte == b'\n').filter_map(|line| serde_json::from_slice(line).ok())
}

/// The state of each target by its last line, worked out in another way; `None` before the plan is whole.
fn states(record: &[u8]) -> Option<Vec<Standing>> {
    let mut targets: Vec<(Json, bool, Option<Standing>, bool)> = Vec::new();
    let mut is_planned = false;
    for line in lines(record) {
        let n = line["n"].as_u64().map_or(0, |n| n as usize);
        match line["type"].as_str().unwrap_or_default() {
            "target" => targets.push((line["user_id"].clone(), line["protected"] == true, None, false)),
            "planned" => is_planned = true,
            "intent" => targets[n - 1].2 = Some(Standing::Unknown),
            "outcome" => {
                let (_, _, last, uncertain) = &mut targets[n - 1];
                *last = match (line["state"].as_str(), line["kind"].as_str()) {
                    (Some("done"), _) => Some(Standing::Done),
                    (Some("unknown"), _) => Some(Standing::Unknown),
                    (_, Some("target")) => Some(Standing::NotDone),
                    _ if *uncertain => Some(Standing::Unknown),
                    (_, Some("retry")) => Some(Standing::NotDone),
                    _ => None,
                };
                *uncertain = *last == Some(Standing::Unknown);
            }
            "resume" => {
                for user in line["protect"].as_array().into_iter().flatten() {
                    targets.iter_mut().filter(|target| target.0 == *user).for_each(|target| target.1 = true);
                }
            }
            _ => {}
        }
    }
    let standing = |(_, protected, last, _): &(Json, bool, Option<Standing>, bool)| match last {
        Some(last) => *last,
        None if *protected => Standing::Protected,
        None => Standing::Left,
    };
    is_planned.then(|| targets.iter().map(standing).collect())
}

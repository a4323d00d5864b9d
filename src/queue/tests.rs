use super::*;
use proptest::prelude::*;
use std::time::{Duration, Instant};

const FOREVER: f64 = f64::INFINITY;
const WAIT: Turn = Turn::Wait { until: FOREVER };

fn call(ticket: u32, method: Method) -> TurnRequest {
    TurnRequest { ticket: Ticket(ticket), method, deadline: FOREVER, max_pause: FOREVER }
}

fn reset(ticket: u32) -> TurnRequest {
    call(ticket, Method::Reset)
}

fn woken(queue: &mut Queue, now: f64) -> Vec<u32> {
    queue.calls_to_wake(now).into_iter().map(|ticket| ticket.0).collect()
}

fn done(queue: &mut Queue, ticket: u32) {
    queue.done(Ticket(ticket), Method::Reset);
}

fn limited(queue: &mut Queue, ticket: u32, until: f64, now: f64) {
    queue.done_limited(Ticket(ticket), Method::Reset, until, now);
}

#[test]
fn no_more_than_allowed_go_and_the_rest_follow_in_order() {
    let mut queue = Queue::new(Some(2));
    let turns: Vec<_> = (1..6).map(|ticket| queue.ask(reset(ticket), 0.0)).collect();
    assert_eq!(turns, [Turn::Go, Turn::Go, WAIT, WAIT, WAIT]);
    woken(&mut queue, 0.0);
    done(&mut queue, 1);
    assert_eq!(woken(&mut queue, 0.0), [3]);
    // A call that comes in between doesn't overtake.
    assert_eq!(queue.ask(reset(6), 0.0), WAIT);
    assert_eq!(queue.ask(reset(3), 0.0), Turn::Go);
    done(&mut queue, 2);
    done(&mut queue, 3);
    assert_eq!(woken(&mut queue, 0.0), [4, 5]);
}

#[test]
fn a_pause_holds_its_own_method_until_the_latest_end() {
    let mut queue = Queue::new(Some(10));
    for ticket in 1..3 {
        assert_eq!(queue.ask(reset(ticket), 0.0), Turn::Go);
    }
    limited(&mut queue, 1, 3000.0, 0.0);
    limited(&mut queue, 2, 1000.0, 0.0);
    assert_eq!(queue.ask(reset(3), 0.0), Turn::Wait { until: 3000.0 });
    assert_eq!(queue.ask(call(4, Method::Invalidate), 0.0), Turn::Go);
    assert_eq!(queue.ask(reset(3), 2999.0), Turn::Wait { until: 3000.0 });
    assert_eq!(queue.ask(reset(3), 3000.0), Turn::Go);
}

#[test]
fn after_a_pause_one_goes_alone_and_the_others_follow_when_it_got_through() {
    let mut queue = Queue::new(Some(10));
    assert_eq!(queue.ask(reset(1), 0.0), Turn::Go);
    limited(&mut queue, 1, 1000.0, 0.0);
    assert_eq!(queue.ask(reset(2), 0.0), Turn::Wait { until: 1000.0 });
    // Only the first one asks again without being woken.
    assert_eq!(queue.ask(reset(3), 0.0), WAIT);
    assert_eq!(queue.ask(reset(4), 0.0), WAIT);
    woken(&mut queue, 0.0);
    assert_eq!(queue.ask(reset(2), 1000.0), Turn::Go);
    assert_eq!(woken(&mut queue, 1000.0), [2; 1]);
    assert_eq!(queue.ask(reset(3), 1001.0), WAIT);
    // It was limited as well: the next one tries after the new pause.
    limited(&mut queue, 2, 2000.0, 1500.0);
    assert_eq!(woken(&mut queue, 1500.0), [3]);
    assert_eq!(queue.ask(reset(3), 1500.0), Turn::Wait { until: 2000.0 });
    assert_eq!(queue.ask(reset(3), 2000.0), Turn::Go);
    done(&mut queue, 3);
    assert!(woken(&mut queue, 2000.0).contains(&4));
    assert_eq!(queue.ask(reset(4), 2000.0), Turn::Go);
}

#[test]
fn a_request_that_was_sent_before_the_pause_does_not_open_the_method() {
    let mut queue = Queue::new(Some(10));
    for ticket in 1..3 {
        assert_eq!(queue.ask(reset(ticket), 0.0), Turn::Go);
    }
    limited(&mut queue, 1, 1000.0, 0.0);
    queue.ask(reset(3), 0.0);
    queue.ask(reset(4), 0.0);
    assert_eq!(queue.ask(reset(3), 1000.0), Turn::Go);
    done(&mut queue, 2);
    woken(&mut queue, 1000.0);
    assert_eq!(queue.ask(reset(4), 1000.0), WAIT);
}

#[test]
fn calls_that_would_not_wait_for_the_pause_learn_of_it_at_once() {
    let mut queue = Queue::new(Some(1));
    let impatient = TurnRequest { max_pause: 999.0, ..reset(2) };
    let late = TurnRequest { deadline: 999.0, ..reset(3) };
    assert_eq!(queue.ask(reset(1), 0.0), Turn::Go);
    for waits in [impatient, late, reset(4)] {
        assert_eq!(queue.ask(waits, 0.0), WAIT);
    }
    woken(&mut queue, 0.0);
    limited(&mut queue, 1, 1000.0, 0.0);
    // The last one has to learn when the pause ends.
    assert_eq!(woken(&mut queue, 0.0), [2, 3, 4]);
    assert_eq!(queue.ask(reset(4), 0.0), Turn::Wait { until: 1000.0 });
    for refused in [impatient, late, TurnRequest { max_pause: 0.0, ..reset(5) }] {
        assert_eq!(queue.ask(refused, 0.0), Turn::Paused { milliseconds: 1000.0 });
    }
    assert_eq!(woken(&mut queue, 0.0), [0; 0]);
}

#[test]
fn a_pause_takes_the_turn_back_from_a_call_that_did_not_send() {
    let mut queue = Queue::new(Some(2));
    for ticket in 1..3 {
        assert_eq!(queue.ask(reset(ticket), 0.0), Turn::Go);
    }
    assert_eq!(queue.ask(reset(3), 0.0), WAIT);
    assert_eq!(queue.ask(call(4, Method::Invalidate), 0.0), WAIT);
    woken(&mut queue, 0.0);
    done(&mut queue, 1);
    assert_eq!(woken(&mut queue, 0.0), [3]);
    limited(&mut queue, 2, 300.0, 0.0);
    assert_eq!(queue.ask(reset(3), 0.0), Turn::Wait { until: 300.0 });
    assert!(woken(&mut queue, 0.0).contains(&4));
    assert_eq!(queue.ask(call(4, Method::Invalidate), 0.0), Turn::Go);
}

#[test]
fn a_repeated_call_goes_before_those_made_after_it() {
    let mut queue = Queue::new(Some(1));
    assert_eq!(queue.ask(reset(1), 0.0), Turn::Go);
    for ticket in 2..4 {
        assert_eq!(queue.ask(reset(ticket), 0.0), WAIT);
    }
    woken(&mut queue, 0.0);
    done(&mut queue, 1);
    assert_eq!(woken(&mut queue, 0.0), [2]);
    assert_eq!(queue.ask(reset(1), 0.0), WAIT);
    assert_eq!(queue.ask(reset(2), 0.0), Turn::Go);
    done(&mut queue, 2);
    assert_eq!(woken(&mut queue, 0.0), [1]);
}

#[test]
fn a_call_that_leaves_makes_room_for_the_next() {
    let mut queue = Queue::new(Some(1));
    for ticket in 1..4 {
        queue.ask(reset(ticket), 0.0);
    }
    woken(&mut queue, 0.0);
    done(&mut queue, 1);
    assert_eq!(woken(&mut queue, 0.0), [2]);
    queue.leave(Ticket(2));
    assert_eq!(woken(&mut queue, 0.0), [3]);
}

#[test]
fn a_closed_queue_lets_nothing_go() {
    let mut queue = Queue::new(Some(1));
    queue.ask(reset(1), 0.0);
    queue.ask(reset(2), 0.0);
    queue.close();
    assert_eq!(queue.ask(reset(2), 0.0), Turn::Closed);
    assert_eq!(queue.ask(reset(3), 0.0), Turn::Closed);
}

/// The time that so many calls take to wait and go.
fn time_of(count: u32) -> Duration {
    let mut queue = Queue::new(Some(10));
    let began = Instant::now();
    for ticket in 1..=count {
        queue.ask(reset(ticket), 0.0);
        woken(&mut queue, 0.0);
    }
    for ticket in 1..=count {
        done(&mut queue, ticket);
        woken(&mut queue, 0.0);
        if ticket + 10 <= count {
            assert_eq!(queue.ask(reset(ticket + 10), 0.0), Turn::Go);
        }
    }
    began.elapsed()
}

#[test]
fn a_waiting_call_costs_about_the_same_if_hundreds_wait_or_thousands() {
    let (mut few, mut many) = (Duration::MAX, Duration::MAX);
    // The shortest times count: other programs can only make them longer.
    for _ in 0..200 {
        (few, many) = (few.min(time_of(200)), many.min(time_of(2_000)));
        // A look at every waiting call each time would take 100 times as long for ten times as many calls.
        if many < few * 50 {
            break;
        }
    }
    assert!(many < few * 50, "200 calls took {few:?}, 2,000 took {many:?}");
}

#[derive(Clone, Debug)]
enum Step {
    Enter { reset: bool, max_pause: u16 },
    Leave(usize),
    Done(usize),
    Limited { which: usize, wait: u16 },
    Pass(u16),
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        4 => (any::<bool>(), 0..200_u16).prop_map(|(reset, max_pause)| Step::Enter { reset, max_pause }),
        1 => any::<usize>().prop_map(Step::Leave),
        3 => any::<usize>().prop_map(Step::Done),
        2 => (any::<usize>(), 0..100_u16).prop_map(|(which, wait)| Step::Limited { which, wait }),
        2 => (0..60_u16).prop_map(Step::Pass),
    ]
}

/// What a method's calls may do, worked out without the queue.
#[derive(Debug, Default)]
struct MethodState {
    paused_until: f64,
    /// How many may be in flight since the last pause.
    allowed: Option<usize>,
    /// The tickets of those that are.
    since_pause: Vec<u32>,
}

/// The calls of a client, which ask when they come, when their wait is over, and when they are woken.
struct World {
    queue: Queue,
    now: f64,
    limit: u32,
    in_flight: Vec<TurnRequest>,
    methods: PerMethod<MethodState>,
    /// The calls that wait, and until when at the latest.
    waiting: Vec<(TurnRequest, f64)>,
}

impl World {
    fn is_open(&self, request: &TurnRequest) -> bool {
        let state = self.methods.get(request.method);
        state.paused_until <= self.now && state.allowed.is_none_or(|allowed| state.since_pause.len() < allowed)
    }

    fn ask(&mut self, request: TurnRequest) -> Result<(), TestCaseError> {
        self.waiting.retain(|(other, _)| other.ticket != request.ticket);
        let open = self.is_open(&request);
        match self.queue.ask(request, self.now) {
            Turn::Go => {
                prop_assert!(open, "went in a pause, or too early after one");
                prop_assert!((self.in_flight.len() as u32) < self.limit, "too many in flight");
                let state = self.methods.get_mut(request.method);
                if state.allowed.is_some() {
                    state.since_pause.push(request.ticket.0);
                }
                self.in_flight.push(request);
            }
            Turn::Wait { until } => self.waiting.push((request, until)),
            Turn::Paused { milliseconds } => {
                let until = self.methods.get(request.method).paused_until;
                prop_assert!(milliseconds == until - self.now && milliseconds > request.max_pause);
            }
            Turn::Closed => prop_assert!(false, "nobody closed it"),
        }
        Ok(())
    }

    /// Lets every call ask whose time has come or that was woken.
    fn settle(&mut self, mut woken: Vec<u32>) -> Result<(), TestCaseError> {
        for _ in 0..1000 {
            let asks = |(request, until): &&(TurnRequest, f64)| *until <= self.now || woken.contains(&request.ticket.0);
            let due: Vec<_> = self.waiting.iter().filter(asks).map(|(request, _)| *request).collect();
            if due.is_empty() {
                return Ok(());
            }
            for request in due {
                self.ask(request)?;
            }
            woken = super::tests::woken(&mut self.queue, self.now);
        }
        prop_assert!(false, "calls ask without end");
        Ok(())
    }

    fn finish(&mut self, which: usize, limited: Option<f64>) {
        let request = self.in_flight.remove(which % self.in_flight.len());
        let state = self.methods.get_mut(request.method);
        if let Some(place) = state.since_pause.iter().position(|ticket| *ticket == request.ticket.0) {
            state.since_pause.remove(place);
            state.allowed = state.allowed.map(|allowed| allowed + 1);
        }
        if let Some(until) = limited {
            state.paused_until = state.paused_until.max(until);
            state.allowed = Some(1);
            state.since_pause.clear();
            self.queue.done_limited(request.ticket, request.method, until, self.now);
        } else {
            self.queue.done(request.ticket, request.method);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn whatever_happens_the_rules_hold(limit in 1..4_u32, steps in prop::collection::vec(step(), 0..120)) {
        let mut world = World {
            queue: Queue::new(Some(limit)),
            now: 0.0,
            limit,
            in_flight: Vec::new(),
            methods: PerMethod::default(),
            waiting: Vec::new(),
        };
        let mut tickets = 0;
        for step in steps {
            let passed = matches!(step, Step::Pass(_));
            match step {
                Step::Enter { reset, max_pause } => {
                    tickets += 1;
                    let method = if reset { Method::Reset } else { Method::Invalidate };
                    world.ask(TurnRequest { max_pause: f64::from(max_pause), ..call(tickets, method) })?;
                }
                Step::Leave(index) if !world.waiting.is_empty() => {
                    let (request, _) = world.waiting.remove(index % world.waiting.len());
                    world.queue.leave(request.ticket);
                }
                Step::Done(which) if !world.in_flight.is_empty() => world.finish(which, None),
                Step::Limited { which, wait } if !world.in_flight.is_empty() => {
                    world.finish(which, Some(world.now + f64::from(wait)));
                }
                Step::Pass(time) => world.now += f64::from(time),
                Step::Leave(_) | Step::Done(_) | Step::Limited { .. } => {}
            }
            // The passing of time alone wakes no call.
            let woken = if passed { Vec::new() } else { woken(&mut world.queue, world.now) };
            world.settle(woken)?;
            if (world.in_flight.len() as u32) < limit {
                let idle = world.waiting.iter().find(|(request, _)| world.is_open(request));
                prop_assert!(idle.is_none(), "left behind: {idle:?}");
            }
        }
    }
}

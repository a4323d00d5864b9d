use super::*;
use proptest::prelude::*;

fn entry(ticket: u32, method: Method) -> Entry {
    Entry { ticket: f64::from(ticket), method, not_before: 0.0, deadline: f64::INFINITY, patience: f64::INFINITY }
}

fn reset(ticket: u32) -> Entry {
    entry(ticket, Method::Reset)
}

fn ready(queue: &mut Queue, now: f64) -> Vec<f64> {
    let mut found = Vec::new();
    queue.ready(now, |ticket| found.push(ticket));
    found
}

const WAIT: Turn = Turn::Wait(f64::INFINITY);

#[test]
fn no_more_than_allowed_go_and_the_rest_follow_in_order() {
    let mut queue = Queue::new(2.0);
    let turns: Vec<_> = (1..6).map(|ticket| queue.ask(reset(ticket), 0.0)).collect();
    assert_eq!(turns, [Turn::Go, Turn::Go, WAIT, WAIT, WAIT]);
    queue.done();
    assert_eq!(ready(&mut queue, 0.0), [3.0]);
    // One that comes in between doesn't overtake.
    assert_eq!(queue.ask(reset(6), 0.0), WAIT);
    assert_eq!(queue.ask(reset(3), 0.0), Turn::Go);
    queue.done();
    queue.done();
    assert_eq!(ready(&mut queue, 0.0), [4.0, 5.0]);
    // Whichever is the first to ask.
    assert_eq!(queue.ask(reset(5), 0.0), Turn::Wait(0.0));
    assert_eq!(queue.ask(reset(4), 0.0), Turn::Go);
    assert_eq!(queue.ask(reset(5), 0.0), Turn::Go);
}

#[test]
fn a_pause_holds_its_method_alone_until_the_latest_end() {
    let mut queue = Queue::new(10.0);
    queue.pause(Method::Reset, 3000.0);
    queue.pause(Method::Reset, 1000.0);
    assert_eq!(queue.ask(reset(1), 0.0), Turn::Wait(3000.0));
    assert_eq!(queue.ask(entry(2, Method::Invalidate), 0.0), Turn::Go);
    assert_eq!(queue.ask(reset(1), 2999.0), Turn::Wait(3000.0));
    assert_eq!(queue.ask(reset(1), 3000.0), Turn::Go);
}

#[test]
fn who_would_not_wait_for_the_pause_is_told_at_once() {
    let mut queue = Queue::new(1.0);
    let impatient = Entry { patience: 999.0, ..reset(2) };
    let late = Entry { deadline: 999.0, ..reset(3) };
    assert_eq!(queue.ask(reset(1), 0.0), Turn::Go);
    for waits in [impatient, late, reset(4)] {
        assert_eq!(queue.ask(waits, 0.0), WAIT);
    }
    queue.pause(Method::Reset, 1000.0);
    // The last one has to learn when to ask.
    assert_eq!(ready(&mut queue, 0.0), [2.0, 3.0, 4.0]);
    assert_eq!(queue.ask(reset(4), 0.0), Turn::Wait(1000.0));
    for refused in [impatient, late, Entry { patience: 0.0, ..reset(5) }] {
        assert_eq!(queue.ask(refused, 0.0), Turn::Paused(1000.0));
    }
    assert_eq!(ready(&mut queue, 0.0), [0.0; 0]);
}

#[test]
fn who_has_a_place_and_has_not_gone_gives_it_back_to_a_pause() {
    let mut queue = Queue::new(1.0);
    assert_eq!(queue.ask(reset(1), 0.0), Turn::Go);
    assert_eq!(queue.ask(reset(2), 0.0), WAIT);
    assert_eq!(queue.ask(entry(3, Method::Invalidate), 0.0), WAIT);
    queue.done();
    assert_eq!(ready(&mut queue, 0.0), [2.0]);
    queue.pause(Method::Reset, 300.0);
    assert_eq!(queue.ask(reset(2), 0.0), Turn::Wait(300.0));
    assert_eq!(ready(&mut queue, 0.0), [3.0]);
    assert_eq!(queue.ask(entry(3, Method::Invalidate), 0.0), Turn::Go);
}

#[test]
fn a_retried_call_goes_before_those_made_after_it() {
    let mut queue = Queue::new(1.0);
    assert_eq!(queue.ask(reset(1), 0.0), Turn::Go);
    for ticket in 2..4 {
        assert_eq!(queue.ask(reset(ticket), 0.0), WAIT);
    }
    // It leaves its room to others, though.
    queue.done();
    assert_eq!(ready(&mut queue, 0.0), [2.0]);
    assert_eq!(queue.ask(reset(1), 0.0), WAIT);
    assert_eq!(queue.ask(reset(2), 0.0), Turn::Go);
    queue.done();
    assert_eq!(ready(&mut queue, 0.0), [1.0]);
}

#[test]
fn who_leaves_makes_room_for_the_next() {
    let mut queue = Queue::new(1.0);
    for ticket in 1..4 {
        queue.ask(reset(ticket), 0.0);
    }
    queue.done();
    assert_eq!(ready(&mut queue, 0.0), [2.0]);
    queue.leave(2.0);
    assert_eq!(ready(&mut queue, 0.0), [3.0]);
}

#[test]
fn closing_ends_all_waits_and_those_to_come() {
    let mut queue = Queue::new(1.0);
    queue.ask(reset(1), 0.0);
    queue.ask(reset(2), 0.0);
    queue.close();
    assert_eq!(ready(&mut queue, 0.0), [2.0]);
    assert_eq!(queue.ask(reset(2), 0.0), Turn::Closed);
    assert_eq!(queue.ask(reset(3), 0.0), Turn::Closed);
}

#[derive(Clone, Debug)]
enum Step {
    Enter { reset: bool, delay: u16, patience: u16 },
    Leave(usize),
    Done,
    Pause { reset: bool, wait: u16 },
    Pass(u16),
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        4 => (any::<bool>(), 0..50_u16, 0..200_u16)
            .prop_map(|(reset, delay, patience)| Step::Enter { reset, delay, patience }),
        1 => any::<usize>().prop_map(Step::Leave),
        3 => Just(Step::Done),
        1 => (any::<bool>(), 0..100_u16).prop_map(|(reset, wait)| Step::Pause { reset, wait }),
        2 => (0..60_u16).prop_map(Step::Pass),
    ]
}

fn method(reset: bool) -> Method {
    if reset { Method::Reset } else { Method::Invalidate }
}

/// A client's calls, who ask when they come, when their wait is over, and when they are woken.
struct World {
    queue: Queue,
    now: f64,
    in_flight: u32,
    most: u8,
    paused: [f64; 2],
    /// Who waits, by ticket, and until when at the latest.
    waiting: Vec<(Entry, f64)>,
}

impl World {
    fn until(&self, entry: &Entry) -> f64 {
        self.paused[usize::from(entry.method == Method::Reset)]
    }

    fn could_go(&self, entry: &Entry) -> bool {
        entry.not_before <= self.now && self.until(entry) <= self.now
    }

    fn ask(&mut self, entry: Entry) -> Result<(), TestCaseError> {
        self.waiting.retain(|(other, _)| other.ticket != entry.ticket);
        match self.queue.ask(entry, self.now) {
            Turn::Go => {
                self.in_flight += 1;
                // A pause doesn't take back what was granted.
                prop_assert!(entry.not_before <= self.now, "went too early");
                prop_assert!(self.in_flight <= u32::from(self.most), "too many in flight");
                let places = u32::from(self.most) - self.in_flight;
                let before =
                    self.waiting.iter().filter(|(other, _)| other.ticket < entry.ticket && self.could_go(other));
                prop_assert!(before.count() <= places as usize, "overtook");
            }
            Turn::Wait(until) => self.waiting.push((entry, until)),
            Turn::Paused(until) => prop_assert!(until == self.until(&entry) && until - self.now > entry.patience),
            Turn::Closed => prop_assert!(false, "nobody closed it"),
        }
        self.waiting.sort_by(|(one, _), (other, _)| one.ticket.total_cmp(&other.ticket));
        Ok(())
    }

    /// Everybody asks whose time has come, or who was woken, the latest first: the order of timers is nobody's promise.
    fn settle(&mut self, mut woken: Vec<f64>) -> Result<(), TestCaseError> {
        for _ in 0..1000 {
            let asks = |(entry, until): &&(Entry, f64)| *until <= self.now || woken.contains(&entry.ticket);
            let due: Vec<_> = self.waiting.iter().rev().filter(asks).map(|(entry, _)| *entry).collect();
            if due.is_empty() {
                return Ok(());
            }
            for entry in due {
                self.ask(entry)?;
            }
            woken = ready(&mut self.queue, self.now);
        }
        prop_assert!(false, "asks and asks");
        Ok(())
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn whatever_happens_the_rules_hold(most in 1..4_u8, steps in prop::collection::vec(step(), 0..120)) {
        let queue = Queue::new(f64::from(most));
        let mut world = World { queue, now: 0.0, in_flight: 0, most, paused: [0.0; 2], waiting: Vec::new() };
        let mut tickets = 0;
        for step in steps {
            let passed = matches!(step, Step::Pass(_));
            match step {
                Step::Enter { reset, delay, patience } => {
                    tickets += 1;
                    let not_before = world.now + f64::from(delay);
                    let entry = Entry { not_before, patience: f64::from(patience), ..entry(tickets, method(reset)) };
                    world.ask(entry)?;
                }
                Step::Leave(index) if !world.waiting.is_empty() => {
                    let (entry, _) = world.waiting.remove(index % world.waiting.len());
                    world.queue.leave(entry.ticket);
                }
                Step::Done if world.in_flight > 0 => {
                    world.in_flight -= 1;
                    world.queue.done();
                }
                Step::Pause { reset, wait } => {
                    let until = world.now + f64::from(wait);
                    let slot = &mut world.paused[usize::from(reset)];
                    *slot = slot.max(until);
                    world.queue.pause(method(reset), until);
                }
                Step::Pass(time) => world.now += f64::from(time),
                Step::Leave(_) | Step::Done => {}
            }
            // The passing of time alone wakes nobody.
            let woken = if passed { Vec::new() } else { ready(&mut world.queue, world.now) };
            world.settle(woken)?;
            if world.in_flight < u32::from(most) {
                let idle = world.waiting.iter().find(|(entry, _)| world.could_go(entry));
                prop_assert!(idle.is_none(), "left behind: {idle:?}");
            }
        }
        let waiting: Vec<f64> = world.waiting.iter().map(|(entry, _)| entry.ticket).collect();
        world.queue.close();
        prop_assert_eq!(ready(&mut world.queue, world.now), waiting);
    }
}

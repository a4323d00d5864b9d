use super::*;
use proptest::prelude::*;

fn entry(ticket: u64, method: Method) -> Entry {
    Entry { ticket, method, not_before: 0.0, deadline: f64::INFINITY, patience: f64::INFINITY }
}

fn enter(queue: &Queue, method: Method) -> Rc<Place> {
    queue.enter(entry(queue.ticket(), method), 0.0)
}

#[test]
fn no_more_than_allowed_go_and_the_rest_follow_in_order() {
    let queue = Queue::new(2.0);
    let places: Vec<_> = (0..5).map(|_| enter(&queue, Method::Reset)).collect();
    let granted =
        |places: &[Rc<Place>]| places.iter().map(|place| place.status() == Status::Granted).collect::<Vec<_>>();
    assert_eq!(granted(&places), [true, true, false, false, false]);
    queue.done(0.0);
    assert_eq!(granted(&places), [true, true, true, false, false]);
    queue.done(0.0);
    queue.done(0.0);
    assert_eq!(granted(&places), [true; 5]);
}

#[test]
fn a_pause_holds_its_method_alone_until_the_latest_end() {
    let queue = Queue::new(10.0);
    queue.pause(Method::Reset, 3000.0, 0.0);
    queue.pause(Method::Reset, 1000.0, 0.0);
    let reset = enter(&queue, Method::Reset);
    assert_eq!(enter(&queue, Method::Invalidate).status(), Status::Granted);
    assert_eq!(queue.next(), Some(3000.0));
    queue.turn(2999.0);
    assert_eq!(reset.status(), Status::Waiting);
    queue.turn(3000.0);
    assert_eq!(reset.status(), Status::Granted);
}

#[test]
fn who_would_not_wait_for_the_pause_is_told_at_once() {
    let queue = Queue::new(1.0);
    let _first = enter(&queue, Method::Reset);
    let impatient = queue.enter(Entry { patience: 999.0, ..entry(queue.ticket(), Method::Reset) }, 0.0);
    let late = queue.enter(Entry { deadline: 999.0, ..entry(queue.ticket(), Method::Reset) }, 0.0);
    let patient = enter(&queue, Method::Reset);
    queue.pause(Method::Reset, 1000.0, 0.0);
    assert_eq!(impatient.status(), Status::Refused { until: 1000.0 });
    assert_eq!(late.status(), Status::Refused { until: 1000.0 });
    assert_eq!(patient.status(), Status::Waiting);
    let new = queue.enter(Entry { patience: 0.0, ..entry(queue.ticket(), Method::Reset) }, 0.0);
    assert_eq!(new.status(), Status::Refused { until: 1000.0 });
}

#[test]
fn a_retried_call_goes_before_those_made_after_it() {
    let queue = Queue::new(1.0);
    let ticket = queue.ticket();
    let _first = queue.enter(entry(ticket, Method::Reset), 0.0);
    let second = enter(&queue, Method::Reset);
    let again = queue.enter(entry(ticket, Method::Reset), 0.0);
    queue.done(0.0);
    assert_eq!((again.status(), second.status()), (Status::Granted, Status::Waiting));
}

#[test]
fn closing_ends_all_waits_and_those_to_come() {
    let queue = Queue::new(1.0);
    let first = enter(&queue, Method::Reset);
    let second = enter(&queue, Method::Reset);
    queue.close();
    assert_eq!(first.status(), Status::Granted);
    assert_eq!(second.status(), Status::Closed);
    assert_eq!(enter(&queue, Method::Reset).status(), Status::Closed);
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

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn whatever_happens_the_rules_hold(most in 1..4_u8, steps in prop::collection::vec(step(), 0..120)) {
        let queue = Queue::new(f64::from(most));
        let mut now = 0.0;
        let mut in_flight = 0_u32;
        let mut paused = [0.0_f64; 2];
        // What the test knows of everybody who entered and still waits, by ticket.
        let mut waiting: Vec<(Entry, Rc<Place>)> = Vec::new();
        for step in steps {
            match step {
                Step::Enter { reset, delay, patience } => {
                    let ticket = queue.ticket();
                    let not_before = now + f64::from(delay);
                    let entry =
                        Entry { not_before, patience: f64::from(patience), ..entry(ticket, method(reset)) };
                    waiting.push((entry, queue.enter(entry, now)));
                }
                Step::Leave(index) if !waiting.is_empty() => {
                    let (entry, _) = waiting.remove(index % waiting.len());
                    queue.leave(entry.ticket);
                }
                Step::Done if in_flight > 0 => {
                    in_flight -= 1;
                    queue.done(now);
                }
                Step::Pause { reset, wait } => {
                    let until = now + f64::from(wait);
                    let slot = &mut paused[usize::from(reset)];
                    *slot = slot.max(until);
                    queue.pause(method(reset), until, now);
                }
                Step::Pass(time) => {
                    now += f64::from(time);
                    queue.turn(now);
                }
                Step::Leave(_) | Step::Done => {}
            }
            let until = |entry: &Entry| paused[usize::from(entry.method == Method::Reset)];
            let mut kept = Vec::new();
            for (entry, place) in waiting {
                match place.status() {
                    Status::Granted => {
                        in_flight += 1;
                        prop_assert!(entry.not_before <= now && until(&entry) <= now, "went too early");
                        let before = kept.iter().find(|(other, _): &&(Entry, _)| {
                            other.not_before <= now && until(other) <= now
                        });
                        prop_assert!(before.is_none(), "overtook {before:?}");
                    }
                    Status::Refused { until: end } => prop_assert!(end - now > entry.patience),
                    Status::Closed => prop_assert!(false, "nobody closed it"),
                    Status::Waiting => kept.push((entry, place)),
                }
            }
            waiting = kept;
            prop_assert!(in_flight <= u32::from(most), "too many in flight");
            if in_flight < u32::from(most) {
                let idle = waiting.iter().find(|(entry, _)| entry.not_before <= now && until(entry) <= now);
                prop_assert!(idle.is_none(), "left behind: {idle:?}");
                let next = waiting.iter().map(|(entry, _)| entry.not_before.max(until(entry))).reduce(f64::min);
                prop_assert_eq!(queue.next(), next);
            }
        }
        queue.close();
        prop_assert!(waiting.iter().all(|(_, place)| place.status() == Status::Closed));
    }
}

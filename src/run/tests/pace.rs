//! "Pace", and how long it still takes.
#![allow(clippy::result_large_err, reason = "an answer is a result, whose error is what the client says")]

mod common;

use common::session::{Session, limited, list};
use common::{now, plan};
use slack_admin_session_run::{Now, Run, Step, Why};

fn session(targets: usize, per_minute: f64) -> Session {
    Session::new(&plan(&list(targets), None, per_minute))
}

#[test]
fn starts_are_a_gap_apart_and_a_slow_answer_earns_no_credit() {
    let mut session = session(4, 20.0);
    let mut starts = Vec::new();
    for time in [0.2, 10.0, 0.2, 0.2] {
        let n = session.call();
        starts.push(session.time);
        session.time += time;
        session.answer(n, &Ok(()));
    }
    let gaps: Vec<_> = starts.windows(2).map(|pair| ((pair[1] - pair[0]) * 1000.0).round()).collect();
    assert_eq!(gaps, [3050.0, 10_000.0, 3050.0]);
}

#[test]
fn sixty_users_at_twenty_a_minute_take_three_minutes() {
    let mut session = session(60, 20.0);
    session.end();
    assert!((session.time - 59.0 * 3.05).abs() < 0.01, "{}", session.time);
}

#[test]
fn without_a_pace_there_is_no_wait() {
    let mut session = session(50, f64::INFINITY);
    session.end();
    assert_eq!(session.time, 0.0);
}

#[test]
fn a_run_waits_for_a_limit_and_then_calls_the_same_target() {
    for (given, waited) in [(7.0, 7.0), (6.2, 7.0), (0.0, 30.0), (f64::NAN, 30.0), (-1.0, 30.0)] {
        let mut session = session(2, 60.0);
        session.calls([Err(limited(given))]);
        let start = session.time;
        assert_eq!(session.call(), 1);
        assert!((session.time - start - waited).abs() < 0.01, "{given}: {}", session.time - start);
        assert!(
            session.record.contains(r#""error":"ratelimited","request"#)
                || session.record.contains(r#""retry_after":"#)
        );
    }
}

#[test]
fn limits_make_a_run_slower_and_answers_without_limits_make_it_quicker_again() {
    let mut session = session(60, 20.0);
    session.calls([Err(limited(1.0)), Ok(())]);
    let start = session.time;
    session.call();
    assert!((session.time - start - 3.8125).abs() < 0.01, "{}", session.time - start);
    session.answer(2, &Ok(()));
    session.calls(std::iter::repeat_n(Ok(()), 18));
    let start = session.time;
    session.calls([Ok(())]);
    assert!((session.time - start - 3.43125).abs() < 0.01, "{}", session.time - start);
}

#[test]
fn waits_come_in_pieces_of_half_a_minute_and_are_over_when_the_wall_clock_says_so() {
    let mut session = session(2, 20.0);
    session.calls([Err(limited(600.0))]);
    let Step::Wait(until) = session.run.next(session.now()) else { panic!() };
    assert_eq!(until, session.time * 1000.0 + 30_000.0);
    // The machine slept, and its monotonic clock stood still after the first seconds.
    let slept = Now { monotonic: session.now().monotonic + 5000.0, wall: session.now().wall + 600_000.0 };
    assert!(matches!(session.run.next(slept), Step::Write(_)));
}

#[test]
fn setting_the_wall_clock_does_not_shorten_the_pace() {
    let mut session = session(2, 20.0);
    session.calls([Ok(())]);
    let set = Now { wall: session.now().wall + 1e9, ..session.now() };
    assert!(matches!(session.run.next(set), Step::Wait(_)));
}

#[test]
fn it_says_what_it_waits_for() {
    let mut session = session(3, 20.0);
    let now = session.now();
    assert_eq!(session.run.waits_for(now), None);
    session.calls([Ok(())]);
    let now = session.now();
    assert_eq!(session.run.waits_for(now), Some(Why::Pace));
    session.calls([Err(limited(9.0))]);
    let now = session.now();
    assert_eq!(session.run.waits_for(now), Some(Why::Limit));
}

#[test]
fn the_time_left_is_the_wait_and_the_targets_at_the_pace_or_the_median_answer() {
    let mut session = session(10, 20.0);
    let left = |session: &mut Session| {
        let now = session.now();
        (session.run.seconds_left(now) * 100.0).round() / 100.0
    };
    assert_eq!(left(&mut session), 30.5);
    session.calls([Ok(())]);
    assert_eq!(left(&mut session), 3.05 + 9.0 * 3.05);
    session.calls([Err(limited(120.0))]);
    assert_eq!(left(&mut session), 120.0 + (9.0_f64 * 3.8125 * 100.0).round() / 100.0);
    let n = session.call();
    session.time += 20.0;
    session.answer(n, &Ok(()));
    let n = session.call();
    session.time += 20.0;
    session.answer(n, &Ok(()));
    assert_eq!(left(&mut session), 7.0 * 20.0, "the median of 0, 20 and 20 seconds");
    session.end();
    assert_eq!(left(&mut session), 0.0_f64.max(left(&mut session)));
}

#[test]
fn impossible_clock_times_change_nothing() {
    let mut run = Run::new(&plan(&list(2), None, 20.0), common::heading(), now(0.0));
    let nonsense = Now { monotonic: f64::NAN, wall: f64::NEG_INFINITY };
    loop {
        match run.next(nonsense) {
            Step::Write(_) => run.written(),
            Step::Call(n) => assert!(run.done(n, "", nonsense)),
            Step::Wait(until) => break assert!(until > 0.0),
            Step::End(_) => panic!("the second target must wait"),
        }
    }
    let left = run.seconds_left(nonsense);
    assert!(left.is_finite() && left > 0.0);
}

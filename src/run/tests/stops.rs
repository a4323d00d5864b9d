//! Every row of "It stops by itself".
#![allow(clippy::result_large_err, reason = "an answer is a result, whose error is what the client says")]

mod common;

use common::plan;
use common::session::{Session, api, failure, http, limited, list, unavailable, unknown};
use slack_admin_session_run::{Failure, Kind, OutcomeState, Reason, Standing, Step};

fn session(targets: usize) -> Session {
    Session::new(&plan(&list(targets), None, 20.0))
}

/// A run that has proved its list right.
fn proved(targets: usize) -> Session {
    let mut session = session(targets);
    session.calls([Ok(())]);
    session
}

#[test]
fn a_code_of_kind_run_or_request_stops_at_once_and_the_target_stays_left() {
    for (error, kind) in [("token_expired", "run"), ("invalid_form_data", "request")] {
        let mut session = session(3);
        session.calls([Ok(()), Err(api(error, kind))]);
        assert_eq!(session.ends(), Reason::Refused);
        assert_eq!(session.standings(), [Standing::Done, Standing::Left, Standing::Left]);
        assert!(session.last_line().contains(r#""reason":"refused","done":1,"not_done":0,"unknown":0,"left":2"#));
    }
}

#[test]
fn a_token_that_cannot_be_read_stops_at_once() {
    let mut session = session(2);
    session.calls([Err(Failure { argument: "accessToken".to_owned(), ..failure("SlackArgumentError", "not_sent") })]);
    assert_eq!(session.ends(), Reason::Refused);
    assert_eq!(session.outcome(1).code(), "token_unreadable");
    assert_eq!(session.standings(), [Standing::Left, Standing::Left]);
}

#[test]
fn an_answer_from_something_other_than_slack_stops_at_once() {
    let certificate =
        Failure { cause: "DEPTH_ZERO_SELF_SIGNED_CERT".to_owned(), ..failure("SlackNetworkError", "not_sent") };
    for (failure, code, standing) in [
        (certificate, "bad_certificate", Standing::Left),
        (http(0.0, "rejected"), "redirect", Standing::Left),
        (http(302.0, "rejected"), "redirect", Standing::Left),
        (http(403.0, "rejected"), "http_403", Standing::Left),
        (failure("SlackProtocolError", "unknown"), "not_slack", Standing::Unknown),
    ] {
        let mut session = session(2);
        session.calls([Err(failure)]);
        assert_eq!(session.ends(), Reason::NotSlack, "{code}");
        assert_eq!((session.outcome(1).code(), session.standings()[0]), (code, standing));
    }
}

#[test]
fn an_answer_that_is_not_ok_is_not_taken_for_done() {
    let mut session = session(2);
    let n = session.call();
    assert!(session.run.not_ok(n, "REQ", session.now()));
    assert_eq!(session.ends(), Reason::NotSlack);
    assert_eq!(session.standings(), [Standing::Unknown, Standing::Left]);
}

#[test]
fn without_a_connection_the_same_target_is_tried_after_longer_and_longer_waits() {
    let mut session = session(2);
    let mut before = 0.0;
    let mut waits = Vec::new();
    for _ in 0..9 {
        assert_eq!(session.call(), 1);
        waits.push(session.time - before);
        before = session.time;
        session.answer(1, &Err(failure("SlackNetworkError", "not_sent")));
    }
    let rounded: Vec<_> = waits.iter().map(|wait| (wait * 100.0).round() / 100.0).collect();
    assert_eq!(rounded, [0.0, 3.05, 3.05, 4.0, 8.0, 16.0, 32.0, 60.0, 60.0], "the first ones are as long as the pace");
    session.calls([Ok(()), Ok(())]);
    assert_eq!(session.ends(), Reason::Complete);
}

#[test]
fn after_fifteen_minutes_without_a_connection_it_stops_and_nothing_is_lost() {
    let mut session = session(2);
    loop {
        match session.step() {
            Step::Call(n) => session.answer(n, &Err(failure("SlackNetworkError", "not_sent"))),
            step => break assert_eq!(step, Step::End(Reason::Unreachable)),
        }
    }
    assert!((900.0..970.0).contains(&session.time), "{}", session.time);
    assert_eq!(session.standings(), [Standing::Left, Standing::Left]);
}

#[test]
fn an_outage_that_ends_is_forgotten() {
    let mut session = proved(40);
    for _ in 0..3 {
        for _ in 0..15 {
            session.calls([Err(failure("SlackNetworkError", "not_sent"))]);
        }
        session.calls([Ok(())]);
    }
    assert_eq!(session.end(), Reason::Complete);
}

#[test]
fn three_unknown_outcomes_in_a_row_stop_it_and_two_do_not() {
    let mut session = proved(9);
    session.calls([Err(unknown()), Err(unknown()), Ok(()), Err(http(502.0, "unknown")), Err(api_unknown())]);
    session.calls([Err(unknown())]);
    assert_eq!(session.ends(), Reason::Uncertain);
    assert_eq!(session.run.counts().unknown, 5);
    assert_eq!(session.outcome(5).code(), "http_502");
    assert_eq!(session.outcome(6).code(), "user_session_reset_failed");
}

fn api_unknown() -> Failure {
    Failure { outcome: "unknown".to_owned(), ..api("user_session_reset_failed", "retry") }
}

#[test]
fn an_answer_that_says_nothing_about_a_target_does_not_break_a_row_of_unknown_outcomes() {
    let mut session = proved(9);
    session.calls([Err(unknown()), Err(limited(1.0)), Err(unknown()), Err(failure("SlackNetworkError", "not_sent"))]);
    session.calls([Err(unknown())]);
    assert_eq!(session.ends(), Reason::Uncertain);
}

#[test]
fn an_error_that_is_not_the_clients_is_unknown() {
    for failure in [failure("TypeError", ""), failure("", ""), failure("SlackApiError", "no_effect")] {
        let mut session = session(2);
        session.calls([Err(failure)]);
        assert_eq!(session.standings()[0], Standing::Unknown);
    }
}

#[test]
fn a_target_that_slack_cannot_do_is_tried_five_times_and_given_up() {
    let mut session = proved(3);
    let start = session.time;
    let called = session.calls(std::iter::repeat_n(Err(unavailable()), 5));
    assert_eq!(called, [2; 5]);
    assert!(session.time - start >= 1.0 + 4.0 + 16.0 + 60.0, "{}", session.time - start);
    assert_eq!(session.end(), Reason::Complete);
    assert_eq!(session.standings(), [Standing::Done, Standing::NotDone, Standing::Done]);
    assert_eq!(session.outcome(2).kind, Some(Kind::Retry));
}

#[test]
fn a_bare_408_and_an_answer_without_a_code_are_tried_again_too() {
    for (failure, code) in [(http(408.0, "rejected"), "http_408"), (api("", "target"), "no_code")] {
        let mut session = proved(2);
        assert_eq!(session.calls([Err(failure), Ok(())]), [2, 2]);
        assert!(session.record.contains(&format!(r#""error":"{code}","kind":"retry""#)));
    }
}

#[test]
fn three_targets_in_a_row_that_are_given_up_stop_it() {
    let mut session = proved(9);
    session.calls(std::iter::repeat_n(Err(unavailable()), 10));
    session.calls([Ok(())]);
    let called = session.calls(std::iter::repeat_n(Err(unavailable()), 15));
    assert_eq!((called[0], called[14]), (5, 7));
    assert_eq!(session.ends(), Reason::Unreachable);
    assert_eq!(session.run.counts().left, 2);
}

#[test]
fn the_first_ten_answers_that_are_all_refusals_stop_it() {
    let mut session = session(20);
    let refused = || Err(api("user_not_found", "target"));
    let gone = || Err(api("session_not_found", "target"));
    session.calls(std::iter::repeat_with(refused).take(5));
    session.calls([gone(), gone(), Err(limited(1.0)), Err(failure("SlackNetworkError", "not_sent"))]);
    session.calls(std::iter::repeat_with(refused).take(5));
    assert_eq!(session.ends(), Reason::WrongList);
    assert_eq!(session.run.counts().not_done, 12);
}

#[test]
fn one_target_that_is_done_proves_the_list_right() {
    let mut session = session(30);
    let refused = || Err(api("user_not_found", "target"));
    session.calls(std::iter::repeat_with(refused).take(9));
    session.calls([Ok(())]);
    session.calls(std::iter::repeat_with(refused).take(20));
    assert_eq!(session.ends(), Reason::Complete);
}

#[test]
fn sessions_that_are_already_gone_say_nothing_about_the_list() {
    let mut session = session(20);
    session.calls(std::iter::repeat_with(|| Err(api("session_not_found", "target"))).take(20));
    assert_eq!(session.ends(), Reason::Complete);
}

#[test]
fn an_undocumented_code_stops_it_when_it_comes_again_and_again() {
    let mut session = proved(40);
    let new = || Err(api("a_code_of_tomorrow", "target"));
    session.calls(std::iter::repeat_with(new).take(9));
    session.calls([Err(api("user_not_found", "target"))]);
    session.calls(std::iter::repeat_with(new).take(10));
    assert_eq!(session.ends(), Reason::Refused);
    assert_eq!(session.run.counts().left, 19);
}

#[test]
fn five_limits_without_a_success_stop_it_and_it_says_until_when() {
    let mut session = proved(9);
    session.calls(std::iter::repeat_n(Err(limited(2.0)), 4));
    session.calls([Ok(())]);
    session.calls(std::iter::repeat_n(Err(limited(2.0)), 4));
    session.calls([Err(limited(90.0))]);
    let at = session.now().wall;
    assert_eq!(session.ends(), Reason::Limited);
    assert_eq!(session.run.retry_at(), Some((at + 90_000.0).floor()));
    assert_eq!(session.standings()[2], Standing::Left);
}

#[test]
fn a_limit_of_more_than_an_hour_stops_it_and_one_of_an_hour_does_not() {
    let mut session = proved(3);
    session.calls([Err(limited(3600.0)), Ok(())]);
    assert!(session.time >= 3600.0);
    session.calls([Err(limited(3601.0))]);
    assert_eq!(session.ends(), Reason::Limited);
    assert!(session.run.retry_at().is_some());
}

#[test]
fn a_record_that_cannot_be_written_ends_it_before_a_call() {
    let mut session = session(2);
    while !session.record.contains("planned") {
        let Step::Write(text) = session.run.next(session.now()) else { panic!() };
        session.record.push_str(&text);
        session.run.written();
    }
    let Step::Write(intent) = session.run.next(session.now()) else { panic!() };
    assert!(intent.contains(r#""type":"intent","n":1"#));
    session.run.record_lost();
    assert_eq!(session.run.next(session.now()), Step::End(Reason::Record));
    session.run.written();
    assert_eq!(session.run.next(session.now()), Step::End(Reason::Record));
}

#[test]
fn an_outcome_that_cannot_be_written_leaves_its_target_unknown() {
    let mut session = session(2);
    let n = session.call();
    assert!(session.run.done(n, "REQ", session.now()));
    assert!(matches!(session.run.next(session.now()), Step::Write(_)));
    session.run.record_lost();
    assert_eq!(session.run.counts().unknown, 1);
    assert_eq!(session.run.next(session.now()), Step::End(Reason::Record));
    assert_eq!(session.standings(), [Standing::Unknown, Standing::Left]);
}

#[test]
fn a_signal_ends_waits_at_once_and_a_call_under_way_is_recorded() {
    let mut session = proved(3);
    let Step::Wait(_) = session.run.next(session.now()) else { panic!() };
    session.run.stop();
    assert_eq!(session.ends(), Reason::Stopped);
    assert!(session.time < 0.1);

    let mut session = proved(3);
    let n = session.call();
    session.run.stop();
    assert!(matches!(session.run.next(session.now()), Step::Wait(_)), "the answer is waited for");
    session.answer(n, &Ok(()));
    assert_eq!(session.ends(), Reason::Stopped);
    assert_eq!(session.standings(), [Standing::Done, Standing::Done, Standing::Left]);
    assert!(session.last_line().contains(r#""type":"end""#));
}

#[test]
fn a_signal_between_the_intent_and_the_call_keeps_the_call_from_being_made() {
    let mut session = session(2);
    loop {
        let Step::Write(text) = session.run.next(session.now()) else { panic!() };
        session.record.push_str(&text);
        session.run.written();
        if text.contains("intent") {
            break;
        }
    }
    session.run.stop();
    assert_eq!(session.ends(), Reason::Stopped);
    assert_eq!((session.outcome(1).state, session.outcome(1).code()), (OutcomeState::NotDone, "stopped"));
    assert_eq!(session.standings(), [Standing::Left, Standing::Left]);
}

#[test]
fn a_signal_before_the_plan_is_written_leaves_a_record_that_can_be_resumed() {
    let mut session = session(3);
    session.run.stop();
    assert_eq!(session.ends(), Reason::Stopped);
    assert_eq!(session.standings(), [Standing::Left; 3]);
}

#[test]
fn a_run_that_has_nothing_left_is_complete_whatever_else_happened() {
    let mut session = session(1);
    let n = session.call();
    session.run.stop();
    session.answer(n, &Ok(()));
    assert_eq!(session.ends(), Reason::Complete);
}

#[test]
fn text_from_a_server_is_recorded_only_if_it_is_a_word() {
    for error in ["a b", "<html>", "xoxp-1-2", &"x".repeat(81), "é", "\n"] {
        let mut session = proved(2);
        let failure = Failure { request_id: format!("{error} "), ..api(error, "target") };
        session.calls([Err(failure)]);
        assert_eq!((session.outcome(2).code(), session.outcome(2).request_id), ("no_code", None), "{error}");
        assert!(!session.record.contains("xoxp"));
    }
    let mut session = proved(2);
    session.calls([Err(Failure { request_id: "0a1b-2c".to_owned(), ..api("user_not_found", "target") })]);
    assert_eq!(session.outcome(2).request_id.as_deref(), Some("0a1b-2c"));
}

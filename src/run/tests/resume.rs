//! Every row of "Resume", and reading records.
#![allow(clippy::result_large_err, reason = "an answer is a result, whose error is what the client says")]

mod common;

use common::session::{Session, api, http, limited, list, unavailable, unknown};
use common::{plan, read_list, read_record, users};
use slack_admin_session_run::{PerMinute, Protected, Purpose, Reason, Resume, Run, Standing, Step};

/// A record of a run that was killed after these answers, and in the middle of the next call.
fn killed(targets: usize, answers: impl IntoIterator<Item = Result<(), slack_admin_session_run::Failure>>) -> Session {
    let mut session = Session::new(&plan(&list(targets), None, 20.0));
    session.calls(answers);
    session.call();
    session
}

fn repeating() -> Resume {
    Resume { repeat_unknown: true, ..Resume::default() }
}

#[test]
fn targets_that_were_not_called_are_done() {
    let mut before = Session::new(&plan(&list(2), None, 20.0));
    while !before.record.contains("planned") {
        let Step::Write(text) = before.run.next(before.now()) else { panic!() };
        before.record.push_str(&text);
        before.run.written();
    }
    let mut session = Session::resume(&before.record, &Resume::default(), 100.0);
    assert_eq!(session.calls([Ok(()), Ok(())]), [1, 2]);
    assert_eq!(session.ends(), Reason::Complete);
}

#[test]
fn an_intent_without_an_outcome_is_recorded_as_unknown_and_left() {
    let before = killed(3, [Ok(())]);
    assert_eq!(before.standings(), [Standing::Done, Standing::Unknown, Standing::Left]);
    let mut session = Session::resume(&before.record, &Resume::default(), 100.0);
    assert_eq!(session.call(), 3);
    assert_eq!((session.outcome(2).code(), session.standings()[1]), ("interrupted", Standing::Unknown));
    session.answer(3, &Ok(()));
    assert_eq!(session.ends(), Reason::Complete);
    // Nor does a later resumption do it without `repeat_unknown`.
    assert_eq!(Session::resume(&session.record, &Resume::default(), 200.0).ends(), Reason::Complete);
    assert_eq!(Session::resume(&session.record, &repeating(), 200.0).call(), 2);
}

#[test]
fn an_interrupted_target_is_repeated_only_on_request() {
    let before = killed(3, [Ok(())]);
    let mut session = Session::resume(&before.record, &repeating(), 100.0);
    assert_eq!(session.calls([Ok(()), Ok(())]), [2, 3]);
    assert_eq!(session.ends(), Reason::Complete);
    assert!(session.record.contains(r#""repeat_unknown":true"#));
    assert_eq!(session.standings(), [Standing::Done; 3]);
}

#[test]
fn done_and_refused_targets_are_never_called_again() {
    let before = killed(4, [Ok(()), Err(api("user_not_found", "target")), Ok(())]);
    let mut session = Session::resume(&before.record, &repeating(), 100.0);
    assert_eq!(session.call(), 4);
}

#[test]
fn targets_that_were_not_done_for_another_reason_are_done() {
    for failure in [
        limited(1.0),
        http(403.0, "rejected"),
        api("token_expired", "run"),
        common::session::failure("SlackNetworkError", "not_sent"),
    ] {
        let mut before = killed(2, [Ok(())]);
        before.answer(2, &Err(failure));
        let mut session = Session::resume(&before.record, &Resume::default(), 10_000.0);
        assert_eq!(session.calls([Ok(())]), [2]);
        assert_eq!(session.standings(), [Standing::Done; 2]);
    }
    let mut given_up = killed(3, [Ok(())].into_iter().chain(std::iter::repeat_n(Err(unavailable()), 4)));
    given_up.answer(2, &Err(unavailable()));
    assert_eq!(given_up.standings()[1], Standing::NotDone);
    assert_eq!(Session::resume(&given_up.record, &Resume::default(), 1000.0).call(), 2);
}

#[test]
fn unknown_targets_are_repeated_only_on_request() {
    let before = killed(4, [Ok(()), Err(unknown()), Ok(())]);
    assert_eq!(Session::resume(&before.record, &Resume::default(), 100.0).ends(), Reason::Complete);
    assert_eq!(Session::resume(&before.record, &repeating(), 100.0).calls([Ok(()), Ok(())]), [2, 4]);
}

#[test]
fn a_repetition_that_a_limit_stops_does_not_make_the_first_call_certain() {
    let mut before = killed(2, [Err(unknown())]);
    before.answer(2, &Ok(()));
    let mut repeated = Session::resume(&before.record, &repeating(), 100.0);
    repeated.calls([Err(limited(1.0))]);
    assert_eq!(repeated.standings(), [Standing::Unknown, Standing::Done]);
    assert_eq!(repeated.outcome(1).code(), "timeout");
    assert_eq!(Session::resume(&repeated.record, &Resume::default(), 200.0).ends(), Reason::Complete);
    // In the same process the repetition goes on, and a refusal of the target makes its state certain.
    assert_eq!(repeated.calls([Err(api("user_not_found", "target"))]), [1]);
    assert_eq!(repeated.standings(), [Standing::NotDone, Standing::Done]);
}

#[test]
fn protected_targets_are_never_called_and_a_resumption_can_add_some() {
    let plan = plan(&list(4), Some("W0AAAA001"), 20.0);
    let mut before = Session::new(&plan);
    assert_eq!(before.calls([Err(unknown())]), [2]);
    let protect = Protected::new(read_list(Purpose::Protect, "W0AAAA002\nW0AAAA003\nW0AAAA001\nW0AAAA999\n").unwrap());
    let resume = Resume { protected: Some(protect), ..repeating() };
    let mut session = Session::resume(&before.record, &resume, 100.0);
    assert_eq!(session.calls([Ok(())]), [4]);
    assert_eq!(session.ends(), Reason::Complete);
    assert!(session.record.contains(r#""protect":["W0AAAA002","W0AAAA003"]"#), "{}", session.record);
    let expected = [Standing::Protected, Standing::Unknown, Standing::Protected, Standing::Done];
    assert_eq!(session.standings(), expected);
    // It holds for later resumptions too.
    assert_eq!(Session::resume(&session.record, &repeating(), 200.0).ends(), Reason::Complete);
}

#[test]
fn with_a_protect_list_resuming_refuses_sessions_without_a_user_too() {
    let record = concat!(
        r#"{"type":"run","version":1,"method":"admin.users.session.invalidate","host":"h","per_minute":20}"#,
        "\n",
        r#"{"type":"target","n":1,"line":7,"session_id":"5","team_id":"T0AAAAAA1"}"#,
        "\n",
        r#"{"type":"planned","targets":1,"protected":0,"duplicates":0}"#,
        "\n",
    );
    let replay = read_record(record.as_bytes()).unwrap();
    let protect = Protected::new(read_list(Purpose::Protect, "W0AAAA001").unwrap());
    let resume = Resume { protected: Some(protect), ..Resume::default() };
    let problems = Run::resume(replay, &resume, common::now(0.0)).unwrap_err();
    assert_eq!((problems.total(), problems.first()[0].line), (1, 7));
}

#[test]
fn the_pace_is_the_records_unless_a_resumption_sets_a_new_one() {
    let before = killed(9, [Ok(())]);
    let starts = |session: &mut Session| {
        session.calls([Ok(())]);
        let first = session.time;
        session.calls([Ok(())]);
        ((session.time - first) * 1000.0).round()
    };
    let mut session = Session::resume(&before.record, &Resume::default(), 100.0);
    assert_eq!(starts(&mut session), 3050.0);
    let quicker = Resume { per_minute: PerMinute::new(60.0), ..Resume::default() };
    let mut session = Session::resume(&session.record, &quicker, 200.0);
    assert_eq!(starts(&mut session), 1017.0);
    let mut session = Session::resume(&session.record, &Resume::default(), 300.0);
    assert_eq!(starts(&mut session), 1017.0);
}

#[test]
fn the_first_call_waits_a_gap_since_the_last_one_may_have_just_ended() {
    let before = killed(3, [Ok(())]);
    let mut session = Session::resume(&before.record, &Resume::default(), 100.0);
    session.call();
    assert!((session.time - 103.05).abs() < 0.01);
}

#[test]
fn a_limit_that_the_process_before_met_still_holds() {
    let mut before = Session::new(&plan(&list(2), None, 20.0));
    before.calls([Err(limited(600.0))]);
    let mut session = Session::resume(&before.record, &Resume::default(), 100.0);
    session.call();
    assert!((session.time - 600.0).abs() < 1.1, "{}", session.time);

    let mut before = Session::new(&plan(&list(2), None, 20.0));
    before.calls([Err(limited(9000.0))]);
    assert_eq!(before.ends(), Reason::Limited);
    let mut early = Session::resume(&before.record, &Resume::default(), 100.0);
    assert_eq!(early.ends(), Reason::Limited);
    assert!(early.run.retry_at().is_some());
    assert_eq!(Session::resume(&early.record, &Resume::default(), 9001.0).call(), 1);
}

#[test]
fn a_run_that_is_resumed_after_ten_refusals_does_not_stop_for_them_again() {
    let mut before = Session::new(&plan(&list(40), None, 20.0));
    before.calls(std::iter::repeat_n(Err(api("user_not_found", "target")), 10));
    assert_eq!(before.ends(), Reason::WrongList);
    let mut session = Session::resume(&before.record, &Resume::default(), 100.0);
    session.calls(std::iter::repeat_n(Err(api("user_not_found", "target")), 30));
    assert_eq!(session.ends(), Reason::Complete);
}

#[test]
fn refusals_before_a_crash_count_for_the_first_ten() {
    let before = killed(40, std::iter::repeat_n(Err(api("user_not_found", "target")), 6));
    let mut session = Session::resume(&before.record, &Resume::default(), 100.0);
    session.calls(std::iter::repeat_n(Err(api("user_not_found", "target")), 4));
    assert_eq!(session.ends(), Reason::WrongList);
}

/// A record with one target done, cut, and what comes after.
fn torn(tail: &str) -> Vec<u8> {
    let mut session = Session::new(&plan(&list(3), None, 20.0));
    session.calls([Ok(())]);
    (session.record + tail).into_bytes()
}

#[test]
fn a_torn_tail_is_noted_and_the_next_line_begins_with_a_line_end() {
    for (tail, bytes) in [
        ("{\"type\":\"int", 12),
        ("\0\0\0\0", 4),
        ("{\"type\":\"intent\",\"n\":2,\"at\":\"x\"}\0\0", 34),
        ("\u{fffd}", 3),
    ] {
        let record = torn(tail);
        let replay = read_record(&record).unwrap();
        assert_eq!(replay.torn, bytes, "{tail:?}");
        assert_eq!(replay.ledger.standing(2), Some(Standing::Left));
        let record = String::from_utf8(record).unwrap();
        let mut session = Session::resume(&record, &Resume::default(), 100.0);
        session.end();
        assert!(session.record.contains(&format!("{tail}\n{{\"type\":\"resume\"")), "{tail:?}");
        assert!(session.record.contains(&format!(r#""torn":{bytes}"#)), "{tail:?}");
        assert_eq!(session.standings(), [Standing::Done; 3], "it can be read again");
    }
}

#[test]
fn a_last_line_without_its_line_end_counts() {
    let record = torn("{\"type\":\"intent\",\"n\":2,\"at\":\"x\"}");
    let replay = read_record(&record).unwrap();
    assert_eq!((replay.torn, replay.ledger.standing(2)), (0, Some(Standing::Unknown)));
    let mut session = Session::resume(&String::from_utf8(record).unwrap(), &Resume::default(), 100.0);
    session.end();
    assert!(session.record.contains("\"x\"}\n{\"type\":\"resume\""));
    assert_eq!(session.standings()[1], Standing::Unknown);
}

#[test]
fn a_resumption_whose_own_line_is_torn_can_be_read() {
    let mut record = torn("{\"type\":\"int");
    for _ in 0..3 {
        let mut session = Session::resume(&String::from_utf8(record.clone()).unwrap(), &Resume::default(), 100.0);
        let Step::Write(text) = session.run.next(session.now()) else { panic!() };
        // Cut after the line end, then in the middle of the line.
        for cut in [1, 20] {
            let mut cut_off = record.clone();
            cut_off.extend(&text.as_bytes()[..cut]);
            assert_eq!(read_record(&cut_off).unwrap().ledger.counts().done, 1);
        }
        record.extend(&text.as_bytes()[..20]);
    }
    let mut session = Session::resume(&String::from_utf8(record).unwrap(), &Resume::default(), 100.0);
    session.end();
    assert_eq!(session.standings(), [Standing::Done; 3]);
}

/// The lines of a record in which two targets were done.
fn lines() -> Vec<String> {
    let mut session = Session::new(&plan(&list(3), Some("W0AAAA003"), 20.0));
    session.calls([Ok(()), Ok(())]);
    session.record.lines().map(str::to_owned).collect()
}

fn damage(change: impl FnOnce(&mut Vec<String>)) -> (Option<u32>, String) {
    let mut lines = lines();
    change(&mut lines);
    let error = read_record((lines.join("\n") + "\n").as_bytes()).unwrap_err();
    (error.line, error.message)
}

#[test]
fn a_damaged_record_is_refused_with_the_lines_number() {
    assert_eq!(lines().len(), 9);
    for (line, why, change) in [
        (
            2,
            "can't be read",
            Box::new(|lines: &mut Vec<String>| lines[1].truncate(9)) as Box<dyn FnOnce(&mut Vec<String>)>,
        ),
        (6, "can't be read", Box::new(|lines| lines[5] = "{".to_owned())),
        (6, "can't be read", Box::new(|lines| lines[5] = "5".to_owned())),
        (
            8,
            "without an intent",
            Box::new(|lines| {
                let line = lines[6].clone();
                lines.insert(7, line);
            }),
        ),
        (
            7,
            "two programs",
            Box::new(|lines| {
                let line = lines[7].clone();
                lines.insert(6, line);
            }),
        ),
        (6, "not in the plan", Box::new(|lines| lines[5] = lines[5].replace("\"n\":1", "\"n\":4"))),
        (6, "not in the plan", Box::new(|lines| lines[5] = lines[5].replace("\"n\":1", "\"n\":0"))),
        (6, "must not be called again", Box::new(|lines| lines[5] = lines[5].replace("\"n\":1", "\"n\":3"))),
        (8, "must not be called again", Box::new(|lines| lines[7] = lines[7].replace("\"n\":2", "\"n\":1"))),
        (7, "without an intent", Box::new(|lines| lines[6] = lines[6].replace("\"n\":1", "\"n\":2"))),
        (7, "state", Box::new(|lines| lines[6] = lines[6].replace("\"done\"", "\"maybe\""))),
        (6, "no number", Box::new(|lines| lines[5] = lines[5].replace("\"n\":1", "\"n\":1.5"))),
        (6, "no type", Box::new(|lines| lines[5] = lines[5].replace("\"type\"", "\"tape\""))),
        (1, "newer version", Box::new(|lines| lines[0] = lines[0].replace("\"version\":1", "\"version\":2"))),
        (1, "method", Box::new(|lines| lines[0] = lines[0].replace("session.reset", "session.resetBulk"))),
        (1, "does not begin a run", Box::new(|lines| drop(lines.remove(0)))),
        (
            2,
            "second run",
            Box::new(|lines| {
                let line = lines[0].clone();
                lines.insert(1, line);
            }),
        ),
        (2, "not the next target", Box::new(|lines| drop(lines.remove(1)))),
        (3, "an id", Box::new(|lines| lines[2] = lines[2].replace("W0AAAA002", "webmaster"))),
        (4, "counts do not fit", Box::new(|lines| drop(lines.remove(3)))),
        (5, "before the plan's end", Box::new(|lines| drop(lines.remove(4)))),
        (
            6,
            "after the plan's end",
            Box::new(|lines| {
                let line = lines[1].clone();
                lines.insert(5, line);
            }),
        ),
    ] {
        let (found, message) = damage(change);
        assert_eq!(found, Some(line), "{why}: {message}");
        assert!(message.contains(why), "{why}: {message}");
    }
    assert_eq!(read_record(b"userid\nW0AAAAAA1\n").unwrap_err().line, Some(1));
}

#[test]
fn before_the_plans_end_nothing_was_sent() {
    for record in ["", "{\"type\":\"ru", &lines()[..3].join("\n"), &(lines()[..4].join("\n") + "\n{\"type\":\"plan")] {
        let error = read_record(record.as_bytes()).unwrap_err();
        assert!(error.message.contains("nothing was sent. Start again"), "{error:?}");
        assert_eq!(error.line, None);
    }
}

#[test]
fn unknown_properties_and_types_are_ignored() {
    let mut lines = lines();
    for line in &mut lines {
        line.pop();
        line.push_str(",\"new\":{\"a\":[1]}}");
    }
    lines.insert(6, "{\"type\":\"weather\",\"n\":99}".to_owned());
    let replay = read_record((lines.join("\n") + "\n").as_bytes()).unwrap();
    assert_eq!(replay.ledger.counts().done, 2);
}

#[test]
fn a_record_has_only_what_it_should_have() {
    let plan = plan("W0AAAA001\n\nW0AAAA002", Some("W0AAAA002"), 20.0);
    let heading = slack_admin_session_run::Heading {
        list_name: Some("users \"1\".csv".to_owned()),
        list_sha256: Some("ab".to_owned()),
        note: Some("INC-4711\n".to_owned()),
        ..common::heading()
    };
    let mut session = Session { run: Run::new(&plan, heading, common::now(0.0)), record: String::new(), time: 0.0 };
    session.end();
    let expected = [
        r#"{"type":"run","version":1,"run":"00000000000000000000000000000000","at":"2026-11-25T03:12:44.000Z","tool":"tests/1","method":"admin.users.session.reset","host":"https://slack.com/api","list":{"name":"users \"1\".csv","sha256":"ab"},"per_minute":20,"note":"INC-4711\u000a"}"#,
        r#"{"type":"target","n":1,"line":1,"user_id":"W0AAAA001"}"#,
        r#"{"type":"target","n":2,"line":3,"user_id":"W0AAAA002","protected":true}"#,
        r#"{"type":"planned","targets":1,"protected":1,"duplicates":0}"#,
        r#"{"type":"intent","n":1,"at":"2026-11-25T03:12:44.000Z"}"#,
        r#"{"type":"outcome","n":1,"at":"2026-11-25T03:12:44.000Z","state":"done","request_id":"REQ"}"#,
        r#"{"type":"end","at":"2026-11-25T03:12:44.000Z","reason":"complete","done":1,"not_done":0,"unknown":0,"left":0}"#,
    ];
    assert_eq!(session.record.lines().collect::<Vec<_>>(), expected);
}

#[test]
fn rows_of_a_report_are_a_list() {
    let mut session = Session::new(&plan(&list(6), Some("W0AAAA006"), 20.0));
    session.calls([Ok(()), Err(api("user_not_found", "target")), Err(unknown()), Err(limited(1.0))]);
    session.call();
    let replay = session.replay();
    let rows: Vec<_> = (1..=6).map(|n| replay.row(n).unwrap()).collect();
    let short: Vec<_> = rows.iter().map(|row| (row.standing.name(), row.code)).collect();
    let expected = [
        ("done", ""),
        ("not_done", "user_not_found"),
        ("unknown", "timeout"),
        ("unknown", "interrupted"),
        ("left", ""),
        ("protected", ""),
    ];
    assert_eq!(short, expected);
    assert_eq!((rows[0].request_id, rows[0].words.what), ("REQ", ""));
    for row in &rows[1..5] {
        assert!(!row.words.what.is_empty() && !row.words.next.is_empty(), "{row:?}");
    }
    let csv: String = rows.iter().map(slack_admin_session_run::Row::csv).collect();
    let again = read_list(Purpose::Reset, slack_admin_session_run::HEADINGS.to_owned() + &csv).unwrap();
    assert_eq!(users(&again.targets), users(&replay.targets));
}

use std::collections::HashSet;

use serde_json::{Value, json};

use crate::client::{Answer, INVALIDATE, LIST, OK, RESET, World, world};

const FIRST: &str = "user_id=W12345678&team_id=T12345678";

fn sessions(answer: &Answer) -> Vec<Value> {
    answer.json()["active_sessions"].as_array().unwrap_or_else(|| panic!("{}", answer.text)).clone()
}

fn cursor(answer: &Answer) -> String {
    answer.json()["response_metadata"]["next_cursor"].as_str().expect("a cursor, empty or not").to_owned()
}

/// Asks for all pages; `between` is called before each but the first.
fn pages(world: &World, limit: usize, between: impl Fn()) -> Vec<Vec<Value>> {
    let mut answer = world.form(LIST, &format!("limit={limit}"));
    let mut pages = vec![sessions(&answer)];
    while !cursor(&answer).is_empty() {
        between();
        answer = world.json(LIST, &json!({ "limit": limit, "cursor": cursor(&answer) }).to_string());
        pages.push(sessions(&answer));
    }
    pages
}

#[test]
fn a_users_sessions_are_listed_with_their_devices() {
    let answer = world("list-user").form(LIST, FIRST);
    assert_eq!(cursor(&answer), "");
    let sessions = sessions(&answer);
    let ids: Vec<&Value> = sessions.iter().map(|session| &session["session_id"]).collect();
    assert_eq!(ids, [1_112_275_520_242_u64, 1_112_275_520_243, 1_112_275_520_244]);
    assert_eq!(
        sessions[1],
        json!({
            "user_id": "W12345678",
            "team_id": "T12345678",
            "session_id": 1_112_275_520_243_u64,
            "created": {
                "device_hardware": "iPhone", "os": "iOS", "os_version": "17.5.1",
                "slack_client_version": "24.06.20", "ip": "192.0.2.70",
            },
            "recent": {
                "device_hardware": "iPhone", "os": "iOS", "os_version": "17.5.1",
                "slack_client_version": "24.06.20", "ip": "198.51.100.70",
            },
        })
    );
    assert!(sessions[0].get("recent").is_none(), "a session that hasn't changed has no recent version");
    assert_eq!(sessions[2]["team_id"], "E12345678", "a session can be the organisation's");
}

#[test]
fn a_listed_session_can_be_ended_and_is_then_not_listed() {
    let world = world("list-ended");
    for session in sessions(&world.form(LIST, FIRST)) {
        assert_eq!(world.json(INVALIDATE, &session.to_string()).text, OK, "{session}");
    }
    assert!(sessions(&world.form(LIST, FIRST)).is_empty());
    assert_eq!(world.form(RESET, "user_id=W00000002&web_only=true").text, OK);
    let left = sessions(&world.form(LIST, "user_id=W00000002&team_id=E12345678"));
    assert_eq!(left.len(), 1);
    assert_eq!(left[0]["session_id"], 1_112_275_520_250_u64);
}

#[test]
fn ids_beyond_two_to_the_53rd_are_listed_digit_for_digit() {
    let answer = world("list-large").form(LIST, "user_id=W00000002&team_id=T12345678");
    assert!(answer.text.contains(r#""session_id":9007199254740993,"#), "{}", answer.text);
}

#[test]
fn the_whole_organisation_comes_in_pages_each_session_once() {
    let world = world("list-pages");
    world.control("users", json!({ "count": 1_000, "sessions": 3 }));
    for limit in [1_000, 999, 70] {
        let pages = pages(&world, limit, || ());
        assert!(pages[..pages.len() - 1].iter().all(|page| page.len() == limit));
        let ids: HashSet<String> = pages.iter().flatten().map(|session| session["session_id"].to_string()).collect();
        assert_eq!(pages.iter().map(Vec::len).sum::<usize>(), 3_010);
        assert_eq!(ids.len(), 3_010);
    }
    assert_eq!(sessions(&world.form(LIST, "")).len(), 1_000, "the limit is a thousand unless it is given");
}

#[test]
fn the_last_page_may_be_full_and_says_so() {
    let world = world("list-full");
    let pages = pages(&world, 5, || ());
    assert_eq!(pages.iter().map(Vec::len).collect::<Vec<_>>(), [5, 5]);
}

#[test]
fn pages_go_on_where_they_were_although_sessions_end_meanwhile() {
    let world = world("list-meanwhile");
    let pages = pages(&world, 2, || {
        world.form(RESET, "user_id=W12345678");
    });
    let users: Vec<&Value> = pages.iter().flatten().map(|session| &session["user_id"]).collect();
    assert_eq!(users[..4], ["W12345678", "W12345678", "W00000002", "W00000002"]);
}

#[test]
fn arguments_of_a_list_are_checked() {
    let world = world("list-arguments");
    let first_page = world.form(LIST, "limit=1");
    let foreign = format!("user_id=W00000002&team_id=T12345678&cursor={}", cursor(&first_page));
    for (arguments, code) in [
        ("user_id=W12345678", "invalid_arguments"),
        ("team_id=T12345678", "invalid_arguments"),
        ("limit=0", "invalid_arguments"),
        ("limit=1001", "invalid_arguments"),
        ("limit=many", "invalid_arguments"),
        ("user_id=W99999999&team_id=T12345678", "user_not_found"),
        ("user_id=W12345678&team_id=T99999999", "team_not_found"),
        ("cursor=bm9uZQ==", "invalid_cursor"),
        ("cursor=%25", "invalid_cursor"),
        (foreign.as_str(), "invalid_cursor"),
    ] {
        assert_eq!(world.form(LIST, arguments).error(), code, "{arguments}");
    }
    for (token, code) in [
        ("xoxp-standin-member", "not_an_admin"),
        ("xoxp-standin-unentitled", "feature_not_enabled"),
        ("xoxp-standin-noscope", "missing_scope"),
    ] {
        assert_eq!(world.with_token(token, LIST, FIRST).error(), code);
    }
}

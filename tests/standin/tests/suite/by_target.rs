//! Faults that are meant for a user, a session or an address.

use std::io::ErrorKind;
use std::time::{Duration, Instant};

use serde_json::json;

use crate::client::{INVALIDATE, LIST, LOOKUP, OK, RESET, world};

const OTHER: &str = "user_id=W00000002";

#[test]
fn an_answer_can_be_meant_for_a_user() {
    let world = world("target-user");
    world.script(json!([
        { "arguments": { "user_id": "W12345678" }, "error": "user_not_found", "times": 2 },
        { "arguments": { "user_id": "W00000003" }, "status": 503 },
    ]));
    assert_eq!(world.form(RESET, OTHER).text, OK, "it waits for its user");
    for error in ["user_not_found", "user_not_found", "no error"] {
        assert_eq!(world.json(RESET, r#"{"user_id":"W12345678"}"#).error(), error);
    }
    assert_eq!(world.form(RESET, "user_id=W00000003").status, 503);
    assert_eq!(world.form(RESET, "user_id=W00000003").text, OK);
}

#[test]
fn an_answer_can_be_meant_for_a_session_an_address_or_a_page() {
    let world = world("target-others");
    world.script(json!([
        { "arguments": { "session_id": 1_112_275_520_243_u64 }, "error": "session_not_found" },
        { "arguments": { "session_id": "1112275520244", "user_id": "W12345678" }, "error": "internal_error" },
        { "arguments": { "email": "w12345678@example.com" }, "error": "users_not_found" },
        { "method": LIST, "arguments": { "cursor": "abc" }, "error": "fatal_error" },
    ]));
    let invalidate = |session| world.form(INVALIDATE, &format!("user_id=W12345678&session_id={session}")).error();
    assert_eq!(invalidate("1112275520242"), "no error");
    assert_eq!(invalidate("1112275520243"), "session_not_found");
    assert_eq!(invalidate("1112275520244"), "internal_error");
    assert_eq!(world.form(LOOKUP, "email=w0000bot1@example.com").error(), "no error");
    assert_eq!(world.form(LOOKUP, "email=w12345678@example.com").error(), "users_not_found");
    assert_eq!(world.form(LIST, "limit=1").error(), "no error");
    assert_eq!(world.form(LIST, "cursor=abc").error(), "fatal_error");
}

#[test]
fn a_code_comes_with_what_slack_sends_with_it() {
    let world = world("fault-code");
    world.script(json!([
        { "error": "ratelimited", "headers": { "retry-after": 7 } },
        { "error": "ratelimited" },
        { "error": "missing_scope" },
        { "error": "a_code_of_tomorrow", "status": 500 },
    ]));
    let limited = world.form(RESET, OTHER);
    assert_eq!((limited.status, limited.header("retry-after")), (429, Some("7")));
    assert_eq!(world.form(RESET, OTHER).header("retry-after"), Some("1"));
    let scope = world.form(LOOKUP, "email=a").json();
    assert_eq!(
        scope,
        json!({ "ok": false, "error": "missing_scope", "needed": "users:read.email", "provided": "users:read" })
    );
    let unknown = world.form(RESET, OTHER);
    assert_eq!((unknown.status, unknown.error().as_str()), (500, "a_code_of_tomorrow"));
    assert_eq!(unknown.header("access-control-allow-origin"), Some("*"));
    assert!(unknown.header("x-slack-req-id").is_some());
}

#[test]
fn a_captive_portal_and_a_redirect_have_nothing_of_slack() {
    let world = world("fault-foreign");
    world.script(json!([
        { "arguments": { "user_id": "W12345678" }, "portal": true },
        { "arguments": { "user_id": "W12345678" }, "redirect": "https://login.example.com/" },
        { "arguments": { "user_id": "W12345678" }, "redirect": "/elsewhere", "status": 307 },
    ]));
    let headers = [("content-type", "application/x-www-form-urlencoded")];
    let request = || world.request("POST", &format!("/api/{RESET}"), &headers, "user_id=W12345678");
    let agent = ureq::Agent::from(ureq::Agent::config_builder().http_status_as_error(false).max_redirects(0).build());
    for (status, location) in [(200, None), (302, Some("https://login.example.com/")), (307, Some("/elsewhere"))] {
        let answer = agent.run(request()).expect("an answer");
        assert_eq!(answer.status().as_u16(), status);
        assert_eq!(answer.headers().get("location").map(|value| value.to_str().expect("text")), location);
        assert_eq!(answer.headers()["content-type"], "text/html; charset=utf-8");
        let slacks = |name: &str| name.starts_with("x-") || name.starts_with("access-control");
        assert!(answer.headers().keys().all(|name| !slacks(name.as_str())), "{:?}", answer.headers());
        let text = answer.into_body().read_to_string().expect("a body");
        assert!(text.starts_with("<!DOCTYPE html>"), "{text}");
    }
    assert_eq!(world.sessions("W12345678").len(), 3);
}

#[test]
fn a_users_answer_can_be_late_or_lost() {
    let world = world("target-lost");
    let user = json!({ "user_id": "W12345678" });
    world.script(json!([
        { "arguments": user, "pass": true, "delay_ms": 120 },
        { "arguments": user, "cut": "before_headers", "reset": true, "apply": true },
    ]));
    let start = Instant::now();
    assert_eq!(world.form(RESET, "user_id=W12345678&mobile_only=true").text, OK);
    assert!(start.elapsed() >= Duration::from_millis(120));
    assert_eq!(world.bare().end, Err(ErrorKind::ConnectionReset));
    assert!(world.sessions("W12345678").is_empty(), "it was carried out although the answer was lost");
}

#[test]
fn the_first_fault_that_fits_is_taken_whether_it_names_a_user_or_not() {
    let world = world("target-order");
    world.script(json!([
        { "arguments": { "user_id": "W00000002" }, "status": 501 },
        { "status": 502 },
        { "arguments": { "user_id": "W00000002" }, "status": 503 },
    ]));
    let statuses: Vec<u16> = ["W00000002", "W00000002", "W12345678", "W00000002", "W00000002"]
        .map(|user| world.form(RESET, &format!("user_id={user}")).status)
        .to_vec();
    assert_eq!(statuses, [501, 502, 200, 503, 200]);
}

#[test]
fn thousands_of_users_can_have_answers_of_their_own() {
    let world = world("target-thousands");
    world.control("users", json!({ "count": 5_000 }));
    let faults = (1..=5_000).map(|number| {
        json!({ "arguments": { "user_id": format!("WC{number:07}") }, "error": "internal_error", "apply": number % 2 == 0, "times": 0 })
    });
    world.script(faults.collect());
    for (user, sessions) in [("WC0000001", 1), ("WC0005000", 0)] {
        assert_eq!(world.form(RESET, &format!("user_id={user}")).error(), "internal_error");
        let shown = world.send("GET", &format!("/control/state?user_id={user}"), &[], "").json();
        assert_eq!(shown["users"][0]["sessions"].as_array().map(Vec::len), Some(sessions));
    }
    let broken = world.call(RESET, &[("content-type", "application/json")], "{");
    assert_eq!(broken.error(), "invalid_arguments", "arguments that can't be read name nobody");
}

use serde_json::json;

use crate::client::{AUTH_TEST, Answer, LIST, LOOKUP, RESET, world};

fn assert_slacks_headers(answer: &Answer) {
    assert_eq!(answer.header("access-control-allow-origin"), Some("*"));
    assert_eq!(
        answer.header("access-control-allow-headers"),
        Some("slack-route, x-slack-version-ts, x-b3-traceid, x-b3-spanid, x-b3-parentspanid, x-b3-sampled, x-b3-flags")
    );
    assert_eq!(answer.header("access-control-expose-headers"), Some("x-slack-req-id, retry-after"));
}

#[test]
fn every_answer_has_slacks_cors_headers_and_an_id_of_its_own() {
    let world = world("cors-headers");
    world.script(json!([{ "method": "late", "status": 500 }]));
    let answers = [
        world.form(RESET, "user_id=W12345678"),
        world.form(RESET, "user_id=W99999999"),
        world.call(RESET, &[], ""),
        world.form("late", ""),
        world.form(LIST, ""),
        world.form(LOOKUP, "email=nobody@example.com"),
        world.form(AUTH_TEST, ""),
    ];
    let mut ids = Vec::new();
    for answer in &answers {
        assert_slacks_headers(answer);
        assert_eq!(answer.header("content-type"), Some("application/json; charset=utf-8"));
        ids.extend(answer.header("x-slack-req-id"));
    }
    ids.dedup();
    assert_eq!(ids.len(), answers.len());
}

#[test]
fn a_preflight_is_answered_but_allows_no_token_and_no_json() {
    let world = world("preflight");
    world.script(json!([{ "status": 500 }]));
    let asked = [
        ("origin", "http://console.test"),
        ("access-control-request-method", "POST"),
        ("access-control-request-headers", "authorization,content-type"),
    ];
    let answer = world.send("OPTIONS", &format!("/api/{RESET}"), &asked, "");
    assert_eq!((answer.status, answer.text.as_str()), (200, ""));
    assert_slacks_headers(&answer);
    let requests = world.requests();
    assert_eq!(requests[0]["http_method"], "OPTIONS");
    assert_eq!(requests[0]["headers"]["access-control-request-headers"], "authorization,content-type");
    assert_eq!(world.form(RESET, "user_id=W12345678").status, 500, "a preflight takes no fault");
}

#[test]
fn the_control_path_is_open_to_every_page() {
    let world = world("open-control");
    let asked = [
        ("origin", "http://console.test"),
        ("access-control-request-method", "DELETE"),
        ("access-control-request-headers", "x-anything"),
    ];
    let answer = world.send("OPTIONS", "/control/requests", &asked, "");
    assert_eq!(answer.status, 200);
    assert_eq!(answer.header("access-control-allow-origin"), Some("http://console.test"));
    assert_eq!(answer.header("access-control-allow-methods"), Some("DELETE"));
    assert_eq!(answer.header("access-control-allow-headers"), Some("x-anything"));
}

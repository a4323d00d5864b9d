//! What the control path says about calls: how often, when, and whether they were done.

use std::time::Duration;

use serde_json::{Value, json};

use crate::client::{AUTH_TEST, INVALIDATE, LIST, LOOKUP, RESET, world};

#[test]
fn each_target_has_its_calls_in_order_with_their_results() {
    let world = world("tally");
    world.script(json!([
        { "arguments": { "user_id": "W12345678" }, "cut": "before_headers", "apply": true },
        { "arguments": { "user_id": "W12345678" }, "status": 503 },
    ]));
    world.bare();
    world.form(RESET, "user_id=W12345678");
    std::thread::sleep(Duration::from_millis(30));
    world.json(RESET, r#"{"user_id":"W12345678"}"#);
    let targets = world.targets("user_id", "W12345678");
    assert_eq!(targets.len(), 1);
    assert_eq!(targets[0]["method"], RESET);
    assert_eq!((&targets[0]["session_id"], &targets[0]["email"]), (&Value::Null, &Value::Null));
    let calls = targets[0]["calls"].as_array().expect("calls");
    let came = |call: &Value| (call["status"].as_u64(), call["done"] == true);
    assert_eq!(calls.iter().map(came).collect::<Vec<_>>(), [(None, true), (Some(503), false), (Some(200), true)]);
    let starts: Vec<f64> = calls.iter().map(|call| call["start_ms"].as_f64().expect("milliseconds")).collect();
    assert!(starts[0] > 0.0 && starts[0] < starts[1] && starts[1] + 30.0 <= starts[2], "{starts:?}");
}

#[test]
fn users_sessions_and_addresses_are_separate_targets() {
    let world = world("tally-targets");
    world.form(INVALIDATE, "user_id=W12345678&session_id=1112275520242");
    world.form(INVALIDATE, "user_id=W12345678&session_id=1112275520243");
    world.json(INVALIDATE, r#"{"user_id":"W12345678","session_id":1112275520243}"#);
    world.form(RESET, "user_id=W12345678");
    world.form(LOOKUP, "email=w12345678@example.com");
    let calls =
        |targets: Vec<Value>| targets.iter().map(|one| one["calls"].as_array().expect("calls").len()).sum::<usize>();
    assert_eq!(calls(world.targets("session_id", "1112275520242")), 1);
    assert_eq!(calls(world.targets("session_id", "1112275520243")), 2);
    assert_eq!(calls(world.targets("email", "w12345678@example.com")), 1);
    assert_eq!(calls(world.targets("user_id", "W12345678")), 4);
    assert_eq!(world.targets("user_id", "W12345678").len(), 3);
}

#[test]
fn counts_say_at_a_glance_how_often_and_whether_anything_was_called_twice() {
    let world = world("tally-counts");
    world.control("users", json!({ "count": 50 }));
    for number in 1..=50 {
        world.form(RESET, &format!("user_id=WC{number:07}"));
    }
    assert_eq!(world.counts()[RESET], json!({ "calls": 50, "done": 50, "targets": 50, "most": 1 }));
    world.control("limit", json!({ "per_minute": 0 }));
    world.form(RESET, "user_id=WC0000007");
    world.form(LIST, "");
    world.form(AUTH_TEST, "");
    world.form("no.such.method", "");
    world.send("OPTIONS", &format!("/api/{RESET}"), &[], "");
    world.send("PUT", &format!("/api/{RESET}"), &[], "");
    let refused = json!({ "calls": 1, "done": 0, "targets": 1, "most": 1 });
    assert_eq!(
        world.counts(),
        json!({
            RESET: { "calls": 51, "done": 50, "targets": 50, "most": 2 },
            LIST: refused,
            AUTH_TEST: refused,
        })
    );
    world.send("POST", "/control/reset", &[], "");
    assert_eq!(world.counts(), json!({}));
}

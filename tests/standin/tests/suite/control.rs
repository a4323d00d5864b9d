use serde_json::json;

use crate::client::{INVALIDATE, OK, RESET, agent, world};

#[test]
fn worlds_know_nothing_of_each_other() {
    let (one, other) = (world("one"), world("other"));
    one.script(json!([{ "status": 500, "times": 0 }]));
    one.send("POST", "/control/limit", &[], r#"{"per_minute":20}"#);
    assert_eq!(one.form(RESET, "user_id=W12345678").status, 500);
    assert_eq!(other.form(RESET, "user_id=W12345678").text, OK);
    assert_eq!(one.sessions("W12345678").len(), 3);
    assert!(other.sessions("W12345678").is_empty());
    assert_eq!(other.requests().len(), 1);
    assert_eq!(one.state()["limit"], json!({ "per_minute": 20 }));
    assert_eq!(other.state()["limit"], json!({ "per_minute": null }));
}

#[test]
fn a_reset_world_is_as_it_was_at_first_use() {
    let world = world("reset-world");
    let seed = world.state();
    world.script(json!([{ "status": 500, "times": 0 }]));
    world.send("POST", "/control/limit", &[], r#"{"per_minute":0}"#);
    world.form(RESET, "user_id=W12345678");
    assert_eq!(world.send("POST", "/control/reset", &[], "").text, OK);
    assert_eq!(world.state(), seed);
    assert!(world.requests().is_empty());
    assert_eq!(world.form(RESET, "user_id=W12345678").text, OK);
}

#[test]
fn the_state_shows_large_ids_digit_for_digit() {
    let text = world("large-ids").send("GET", "/control/state", &[], "").text;
    assert!(text.contains(r#"{"id":9007199254740993,"id_text":"9007199254740993","client":"web"}"#), "{text}");
    assert!(text.contains(r#""id":"W0000OWNR","team_id":"T12345678","kind":"primary_owner""#), "{text}");
}

#[test]
fn calls_over_the_limit_learn_when_to_try_again() {
    let world = world("limit");
    world.send("POST", "/control/limit", &[], r#"{"per_minute":2}"#);
    for _ in 0..2 {
        assert_eq!(world.form(RESET, "user_id=W12345678").text, OK);
    }
    let limited = world.form(RESET, "user_id=W00000002");
    assert_eq!((limited.status, limited.text.as_str()), (429, r#"{"ok":false,"error":"ratelimited"}"#));
    let seconds: u64 = limited.header("retry-after").expect("a wait").parse().expect("whole seconds");
    assert!((50..=60).contains(&seconds), "{seconds}");
    assert_eq!(world.sessions("W00000002").len(), 2);
    let other_method = world.form(INVALIDATE, "user_id=W00000002&session_id=1112275520250");
    assert_eq!(other_method.text, OK, "each method has a limit of its own");
    assert_eq!(world.with_token("unknown", RESET, "user_id=W12345678").error(), "invalid_auth");
    world.send("POST", "/control/limit", &[], r#"{"per_minute":null}"#);
    assert_eq!(world.form(RESET, "user_id=W12345678").text, OK);
}

#[test]
fn the_log_holds_every_request_as_it_came() {
    let world = world("log");
    let (agent, path) = (agent(), format!("/api/{RESET}?x=1"));
    for body in ["user_id=W12345678", "user_id=W99999999"] {
        let headers = [("X-Twice", "a"), ("X-Twice", "b"), ("content-type", "application/x-www-form-urlencoded")];
        let answer = agent.run(world.request("POST", &path, &headers, body)).expect("an answer");
        answer.into_body().read_to_string().expect("a body");
    }
    let requests = world.requests();
    assert_eq!(requests.len(), 2);
    let first = &requests[0];
    assert_eq!(first["http_method"], "POST");
    assert_eq!(first["path"], format!("/w/log/api/{RESET}"));
    assert_eq!(first["query"], "x=1");
    assert_eq!(first["headers"]["x-twice"], "a, b");
    assert_eq!(first["body"], "user_id=W12345678");
    assert_eq!(first["api_method"], RESET);
    assert_eq!(first["status"], 200);
    assert_eq!(first["connection"], requests[1]["connection"], "the connection is kept alive");
    assert_eq!(requests[1]["n"], 2);
    assert!(first["at_ms"].as_u64() <= requests[1]["at_ms"].as_u64());
    assert_eq!(world.send("DELETE", "/control/requests", &[], "").text, OK);
    assert!(world.requests().is_empty());
}

#[test]
fn a_script_that_cannot_be_played_is_refused_by_name() {
    let world = world("refused");
    for (path, body, named) in [
        ("/control/faults", json!({ "status": 500 }), "array"),
        ("/control/faults", json!([{ "statsu": 500 }]), "statsu"),
        ("/control/faults", json!([{}, { "body": "a", "json": 1 }]), "fault 1: give one body"),
        ("/control/faults", json!([{ "body_base64": "%" }]), "base64"),
        ("/control/faults", json!([{ "endless": {} }]), "endless"),
        ("/control/faults", json!([{ "cut": "mid_body", "endless": { "data": "a" } }]), "endless"),
        ("/control/faults", json!([{ "cut": "mid_body", "raw_base64": "YQ==" }]), "raw_base64"),
        ("/control/faults", json!([{ "reset": true }]), "cut"),
        ("/control/faults", json!([{ "error": "a", "portal": true }]), "give one body"),
        ("/control/faults", json!([{ "arguments": { "user_id": true } }]), "arguments"),
        ("/control/limit", json!({ "per_minute": "many" }), "per_minute"),
        ("/control/limit", json!({ "methods": { "users.lookup": 1 } }), "users.lookup"),
        ("/control/limit", json!({ "minute_ms": 0 }), "zero"),
        ("/control/tokens", json!([{ "token": "xoxp-mine" }]), "TOKEN"),
        ("/control/tokens", json!({ "xoxp-mine": { "scope": "users:read" } }), "scope"),
        ("/control/tokens", json!({ "xoxp-mine": { "user_id": "W99999999" } }), "W99999999"),
        ("/control/users", json!({ "ids": "WC#" }), "count"),
        ("/control/users", json!({ "count": 100_001 }), "100000"),
        ("/control/users", json!({ "count": 10, "ids": "WC0#" }), "# for each digit"),
        ("/control/users", json!({ "count": 1, "ids": "WC0000001" }), "row of #"),
        ("/control/users", json!({ "count": 1, "ids": "W##C##" }), "row of #"),
        ("/control/users", json!({ "count": 1, "ids": "wc#" }), "upper case"),
        ("/control/users", json!({ "count": 3, "ids": "W0000000#" }), "W00000002"),
        ("/control/users", json!({ "count": 1, "kind": "guest" }), "guest"),
    ] {
        let answer = world.send("POST", path, &[], &body.to_string());
        assert_eq!(answer.status, 400, "{body}");
        assert!(answer.error().contains(named), "{}", answer.text);
    }
    assert_eq!(world.form(RESET, "user_id=W12345678").text, OK, "nothing of it was queued");
    assert_eq!(world.form(RESET, "user_id=W00000001").error(), "user_not_found", "nor made");
}

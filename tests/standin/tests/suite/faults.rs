use std::io::{ErrorKind, Read};
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::client::{Answer, INVALIDATE, OK, RESET, Received, World, world};

const USER: &str = "user_id=W12345678";
/// A delay that no test waits for.
const NEVER_MS: u64 = 600_000;

/// What a fault answers to an HTTP client.
fn answered(world: &World, fault: Value) -> Answer {
    world.script(json!([fault]));
    world.form(RESET, USER)
}

/// What a fault writes to a bare socket, until the connection ends.
fn written(world: &World, fault: Value) -> Received {
    world.script(json!([fault]));
    world.bare()
}

#[test]
fn status_reason_and_headers_are_as_scripted() {
    let world = world("fault-head");
    let fault = json!({
        "status": 502, "reason": "Out To Lunch", "content_length": 9,
        "headers": { "Retry-After": 7, "x-oauth-scopes": null, "set-cookie": ["a=1", "b=2"] },
    });
    let received = written(&world, fault);
    assert!(received.text.starts_with("HTTP/1.1 502 Out To Lunch\r\n"), "{received:?}");
    for line in ["Retry-After: 7\r\n", "set-cookie: a=1\r\nset-cookie: b=2\r\n", "x-slack-req-id: "] {
        assert!(received.text.contains(line), "{received:?}");
    }
    assert!(!received.text.contains("x-oauth-scopes"));
    let hidden = answered(&world, json!({ "status": 429, "cors": false }));
    assert_eq!((hidden.status, hidden.text.as_str()), (429, ""));
    assert!(hidden.headers.keys().all(|name| !name.as_str().starts_with("access-control")));
    assert_eq!(world.sessions("W12345678").len(), 3, "a fault does nothing else");
}

#[test]
fn bodies_are_as_scripted() {
    let world = world("fault-bodies");
    for (fault, body) in [
        (json!({ "body": "<html>" }), "<html>"),
        (json!({ "body_base64": "77u/e30=" }), "\u{feff}{}"),
        (json!({ "json": { "ok": "true" } }), r#"{"ok":"true"}"#),
        (json!({ "json": null }), "null"),
        (json!({ "chunks": [{ "data": "ab" }, { "data": "", "delay_ms": 1 }, { "data_base64": "Y2Q=" }] }), "abcd"),
        (json!({ "repeat": { "data": "ab", "times": 3 } }), "ababab"),
    ] {
        assert_eq!(answered(&world, fault.clone()).text, body, "{fault}");
    }
    world.send("POST", "/control/faults", &[], r#"[{"json":{"n":9007199254740993.10,"n":1}}]"#);
    assert_eq!(world.form(RESET, USER).text, r#"{"n":9007199254740993.10,"n":1}"#);
}

#[test]
fn a_fault_takes_its_method_its_times_and_its_turn() {
    let world = world("fault-turn");
    world.script(json!([{ "method": INVALIDATE, "status": 501 }, { "status": 502, "times": 2 }]));
    world.script(json!([{ "status": 503, "times": 0 }]));
    let statuses: Vec<u16> = (0..4).map(|_| world.form(RESET, USER).status).collect();
    assert_eq!(statuses, [502, 502, 503, 503]);
    assert_eq!(world.form(INVALIDATE, USER).status, 501);
    assert_eq!(world.send("DELETE", "/control/faults", &[], "").text, OK);
    assert_eq!(world.form(RESET, USER).status, 200);
}

#[test]
fn a_call_can_be_carried_out_although_the_answer_is_lost() {
    let world = world("fault-apply");
    let received = written(&world, json!({ "apply": true, "cut": "before_headers" }));
    assert_eq!((received.text.as_str(), received.end), ("", Ok(())));
    assert!(world.sessions("W12345678").is_empty());
    assert_eq!(world.requests()[0]["status"], Value::Null);
    assert_eq!(world.requests()[0]["body"], "user_id=W12345678&token=xoxp-standin-admin");
}

#[test]
fn the_real_answer_can_be_late_or_changed() {
    let world = world("fault-pass");
    let start = Instant::now();
    let answer = answered(&world, json!({ "pass": true, "delay_ms": 120, "headers": { "x-more": "1" } }));
    assert!(start.elapsed() >= Duration::from_millis(120));
    assert_eq!((answer.text.as_str(), answer.header("x-more")), (OK, Some("1")));
    assert!(world.sessions("W12345678").is_empty());
    world.script(json!([{ "pass": true }]));
    assert_eq!(world.form(RESET, "user_id=W99999999").error(), "user_not_found");
}

#[test]
fn headers_come_before_a_late_body() {
    let world = world("fault-late-body");
    world.script(json!([
        { "json": { "ok": true }, "body_delay_ms": NEVER_MS },
        { "json": { "ok": true }, "body_delay_ms": 150 },
    ]));
    let mut socket = world.socket();
    world.write_reset(&mut socket);
    let (mut head, mut buffer) = (Vec::new(), [0; 4096]);
    while !head.ends_with(b"\r\n\r\n") {
        let count = socket.read(&mut buffer).expect("headers");
        assert_ne!(count, 0, "the connection ended within the headers");
        head.extend_from_slice(&buffer[..count]);
    }
    drop(socket);
    let start = Instant::now();
    assert_eq!(world.form(RESET, USER).text, OK);
    assert!(start.elapsed() >= Duration::from_millis(150));
}

#[test]
fn connections_are_cut_where_the_fault_says() {
    let world = world("fault-cuts");
    let long = r#"{"ok":true,"padding":"0123456789"}"#;
    for (fault, body) in [
        (json!({ "cut": "after_headers" }), ""),
        (json!({ "cut": "after_headers", "body": long }), ""),
        (json!({ "cut": "mid_body" }), &OK[..5]),
        (json!({ "cut": "mid_body", "body": long }), &long[..17]),
        (json!({ "cut": "mid_body", "chunks": [{ "data": "abcd" }, { "data": "efgh" }] }), "4\r\nabcd\r\n4\r"),
        (json!({ "cut": "mid_body", "repeat": { "data": "ab", "times": 5 } }), "ababa"),
    ] {
        for reset in [false, true] {
            let mut fault = fault.clone();
            fault["reset"] = reset.into();
            let received = written(&world, fault.clone());
            let end = if reset { Err(ErrorKind::ConnectionReset) } else { Ok(()) };
            assert_eq!((received.body(), received.end), (body, end), "{fault}");
        }
    }
    assert!(written(&world, json!({ "cut": "mid_body" })).text.contains("content-length: 11\r\n"));
    let nothing = written(&world, json!({ "cut": "before_headers", "reset": true }));
    assert_eq!((nothing.text.as_str(), nothing.end), ("", Err(ErrorKind::ConnectionReset)));
    let statuses: Vec<Value> = world.requests().iter().map(|request| request["status"].clone()).collect();
    assert_eq!(statuses[0], 200);
    assert_eq!(statuses.last(), Some(&Value::Null));
}

#[test]
fn raw_bytes_and_wrong_lengths_are_sent_as_they_are() {
    let world = world("fault-raw");
    let raw = written(&world, json!({ "raw_base64": "Tk9UIEhUVFANCg0K" }));
    assert_eq!((raw.text.as_str(), raw.end), ("NOT HTTP\r\n\r\n", Ok(())));
    for length in [2, 200] {
        let received = written(&world, json!({ "body": OK, "content_length": length }));
        assert!(received.text.contains(&format!("content-length: {length}\r\n")));
        assert_eq!((received.body(), received.end), (OK, Ok(())));
    }
    let unframed = written(&world, json!({ "body": OK, "headers": { "content-length": null } }));
    assert_eq!((unframed.body(), unframed.end), (OK, Ok(())));
}

#[test]
fn an_endless_body_goes_on_until_the_client_leaves() {
    let world = world("fault-endless");
    world.script(json!([{ "endless": { "data": "abc", "delay_ms": 5 } }, { "endless": { "data": "abc" } }]));
    let mut socket = world.socket();
    world.write_reset(&mut socket);
    let mut slow = vec![0; 1200];
    socket.read_exact(&mut slow).expect("a slow stream");
    assert!(String::from_utf8_lossy(&slow).contains("transfer-encoding: chunked\r\n\r\n3\r\nabc\r\n3\r\nabc\r\n"));
    drop(socket);
    let mut socket = world.socket();
    world.write_reset(&mut socket);
    socket.read_exact(&mut vec![0; 8 << 20]).expect("eight megabytes and more");
    drop(socket);
    assert_eq!(world.form(RESET, USER).text, OK, "the next call is served");
}

#[test]
fn a_connection_stays_in_use_after_a_complete_fault() {
    let world = world("fault-keep-alive");
    world.script(json!([{ "status": 500, "body": "a" }, { "chunks": [{ "data": "b" }] }]));
    let agent = crate::client::agent();
    for text in ["a", "b", r#"{"ok":false,"error":"not_authed"}"#] {
        let request = world.request("POST", &format!("/api/{RESET}"), &[], "");
        let answer = agent.run(request).expect("an answer");
        assert_eq!(answer.into_body().read_to_string().expect("a body"), text);
    }
    let connections: Vec<Value> = world.requests().iter().map(|request| request["connection"].clone()).collect();
    assert!(connections.iter().all(|connection| *connection == connections[0]), "{connections:?}");
}

#[test]
fn slow_faults_hold_no_other_call_up() {
    let world = world("fault-slow");
    world.script(json!([{ "method": RESET, "pass": true, "delay_ms": NEVER_MS, "times": 0 }]));
    let mut sockets: Vec<_> = (0..8).map(|_| world.socket()).collect();
    sockets.iter_mut().for_each(|socket| world.write_reset(socket));
    world.arrival(8);
    assert_eq!(world.form(INVALIDATE, "user_id=W00000002&session_id=1112275520250").text, OK);
    let statuses: Vec<Value> = world.requests().iter().map(|request| request["status"].clone()).collect();
    assert!(statuses[..8].iter().all(Value::is_null), "{statuses:?}");
}

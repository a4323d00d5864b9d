use std::time::Duration;

use serde_json::json;

use crate::client::{AUTH_TEST, INVALIDATE, LIST, LOOKUP, OK, RESET, World, world};

const USER: &str = "user_id=W12345678";
const EMAIL: &str = "email=w12345678@example.com";

fn statuses(world: &World, method: &str, arguments: &str, count: usize) -> Vec<u16> {
    (0..count).map(|_| world.form(method, arguments).status).collect()
}

#[test]
fn a_limit_on_one_method_limits_no_other() {
    let world = world("limits-apart");
    world.control("limit", json!({ "methods": { RESET: 1, LOOKUP: 2 } }));
    assert_eq!(statuses(&world, RESET, USER, 3), [200, 429, 429]);
    assert_eq!(statuses(&world, LOOKUP, EMAIL, 3), [200, 200, 429]);
    assert_eq!(statuses(&world, LIST, "limit=1", 3), [200, 200, 200]);
    assert_eq!(statuses(&world, INVALIDATE, "user_id=W12345678&session_id=1", 3), [200, 200, 200]);
    assert_eq!(statuses(&world, AUTH_TEST, "", 3), [200, 200, 200]);
    assert_eq!(world.state()["limit"], json!({ "per_minute": null, "methods": { RESET: 1, LOOKUP: 2 } }));
}

#[test]
fn the_whole_limit_holds_for_all_methods_together() {
    let world = world("limit-whole");
    world.control("limit", json!({ "whole": 3 }));
    for method in [RESET, AUTH_TEST, LIST] {
        assert_eq!(world.form(method, USER).status, 200);
    }
    let limited = world.form(LOOKUP, EMAIL);
    assert_eq!((limited.status, limited.error().as_str()), (429, "ratelimited"));
    assert!(limited.header("retry-after").is_some());
}

#[test]
fn the_limits_can_be_slacks_own_tiers() {
    let world = world("limit-tiers");
    world.control("limit", json!({ "per_minute": "tier" }));
    for (method, arguments, allowed) in [(RESET, USER, 20), (LIST, "limit=1", 20), (LOOKUP, EMAIL, 50)] {
        let statuses = statuses(&world, method, arguments, allowed + 1);
        assert!(statuses[..allowed].iter().all(|status| *status == 200), "{method}");
        assert_eq!(statuses[allowed], 429, "{method}");
    }
    assert!(statuses(&world, AUTH_TEST, "", 60).iter().all(|status| *status == 200));
}

#[test]
fn a_call_that_waits_as_told_in_a_short_minute_is_let_in() {
    let world = world("limit-short");
    world.control("limit", json!({ "per_minute": 2, "minute_ms": 3_000 }));
    let mut limited = world.form(RESET, USER);
    while limited.status == 200 {
        limited = world.form(RESET, USER);
    }
    let seconds: u64 = limited.header("retry-after").expect("a wait").parse().expect("whole seconds");
    assert!((1..=3).contains(&seconds), "{seconds}");
    std::thread::sleep(Duration::from_secs(seconds));
    assert_eq!(world.form(RESET, USER).text, OK);
    assert_eq!(world.state()["limit"], json!({ "per_minute": 2, "minute_ms": 3_000 }));
}

use serde_json::{Value, json};

use crate::client::{INVALIDATE, LOOKUP, OK, RESET, World, world};

fn users(world: &World) -> Vec<Value> {
    world.state()["users"].as_array().expect("users").clone()
}

#[test]
fn one_call_makes_a_hundred_thousand_users() {
    let world = world("crowd");
    world.control("users", json!({ "count": 100_000 }));
    assert_eq!(world.form(RESET, "user_id=WC0100000").text, OK);
    let shown = world.send("GET", "/control/state?user_id=WC0100000&user_id=WC0099999&user_id=WC0100001", &[], "");
    let users = shown.json()["users"].clone();
    assert_eq!(users.as_array().map(Vec::len), Some(2), "{users}");
    assert_eq!(users[0]["id"], "WC0100000");
    assert_eq!(users[0]["sessions"], json!([]));
    assert_eq!(
        users[1]["sessions"],
        json!([{ "id": 2_000_000_099_999_u64, "id_text": "2000000099999", "client": "web" }])
    );
    assert_eq!(world.form(RESET, "user_id=WC0100001").error(), "user_not_found");
}

#[test]
fn the_same_call_makes_the_same_users_in_every_world() {
    let crowd = json!({ "count": 7, "ids": "U0##ABCDEF", "sessions": 4 });
    let made = ["crowd-one", "crowd-other"].map(|name| {
        let world = world(name);
        world.control("users", crowd.clone());
        users(&world)
    });
    assert_eq!(made[0], made[1]);
    let seventh = made[0].last().expect("users");
    assert_eq!(seventh["id"], "U007ABCDEF");
    assert_eq!(seventh["email"], "u007abcdef@example.com");
    let clients: Vec<&Value> =
        seventh["sessions"].as_array().expect("sessions").iter().map(|one| &one["client"]).collect();
    assert_eq!(clients, ["web", "mobile", "desktop", "web"]);
}

#[test]
fn users_of_crowds_are_refused_as_users_of_their_kind_are() {
    let world = world("crowd-kinds");
    world.control("users", json!({ "count": 3, "ids": "WBOT#####", "kind": "bot", "sessions": 0 }));
    world.control("users", json!({ "count": 3, "ids": "WGONE####", "kind": "deactivated" }));
    world.control("users", json!({ "count": 3, "ids": "WMEMBER##" }));
    assert_eq!(world.form(RESET, "user_id=WBOT00003").error(), "cannot_reset_bot");
    assert_eq!(world.form(LOOKUP, "email=wgone0001@example.com").error(), "users_not_found");
    let sessions: Vec<Value> =
        users(&world).iter().flat_map(|user| user["sessions"].as_array().cloned()).flatten().collect();
    let own: Vec<&Value> = sessions.iter().filter(|one| one["id"].as_u64() >= Some(2_000_000_000_001)).collect();
    assert_eq!(own.len(), 7, "no two crowds share a session, and one of the seed has a larger id");
    let last = "user_id=WMEMBER03&session_id=2000000000006";
    assert_eq!(world.form(INVALIDATE, last).text, OK);
    assert_eq!(world.form(INVALIDATE, last).error(), "session_not_found");
    world.send("POST", "/control/reset", &[], "");
    assert_eq!(world.form(RESET, "user_id=WMEMBER03").error(), "user_not_found");
}

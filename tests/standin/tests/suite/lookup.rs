use serde_json::json;

use crate::client::{ADMIN, LOOKUP, RESET, world};

#[test]
fn an_address_leads_to_its_user() {
    let world = world("lookup");
    let answer = world.form(LOOKUP, "email=W12345678@Example.com").json();
    assert_eq!(
        answer,
        json!({ "ok": true, "user": {
            "id": "W12345678",
            "team_id": "T12345678",
            "name": "w12345678",
            "deleted": false,
            "real_name": "User W12345678",
            "profile": { "email": "w12345678@example.com", "real_name": "User W12345678", "display_name": "w12345678" },
            "is_admin": false,
            "is_owner": false,
            "is_primary_owner": false,
            "is_bot": false,
        }})
    );
    world.control("users", json!({ "count": 200 }));
    assert_eq!(world.form(LOOKUP, "email=wc0000200@example.com").json()["user"]["id"], "WC0000200");
}

#[test]
fn bots_admins_and_the_primary_owner_are_marked() {
    let world = world("lookup-marks");
    for (name, marks) in [
        ("w0000bot1", [false, false, false, true]),
        ("w00000003", [true, false, false, false]),
        ("w0000ownr", [true, true, true, false]),
    ] {
        let user = world.form(LOOKUP, &format!("email={name}@example.com")).json()["user"].clone();
        let shown = ["is_admin", "is_owner", "is_primary_owner", "is_bot"].map(|mark| user[mark] == true);
        assert_eq!(shown, marks, "{user}");
    }
}

#[test]
fn users_who_are_gone_hidden_or_unknown_are_not_found() {
    let world = world("lookup-refused");
    for (email, code) in [
        ("nobody@example.com", "users_not_found"),
        ("w12345678@example.org", "users_not_found"),
        ("W12345678", "users_not_found"),
        ("w0000gone@example.com", "users_not_found"),
        ("w0000hide@example.com", "user_not_visible"),
        ("", "invalid_arguments"),
    ] {
        assert_eq!(world.form(LOOKUP, &format!("email={email}")).error(), code, "{email}");
    }
}

#[test]
fn arguments_come_in_a_form_or_in_the_query_but_not_in_json() {
    let world = world("lookup-places");
    let path = format!("/api/{LOOKUP}?email=w12345678%40example.com");
    let bearer = [("authorization", ADMIN)];
    for verb in ["GET", "POST"] {
        assert_eq!(world.send(verb, &path, &bearer, "").json()["user"]["id"], "W12345678", "{verb}");
    }
    let json = world.json(LOOKUP, r#"{"email":"w12345678@example.com"}"#);
    assert_eq!(json.error(), "invalid_arguments");
    assert_eq!(json.json()["response_metadata"]["messages"], json!(["[ERROR] missing required field: email"]));
    let token = format!("{path}&token=xoxp-standin-admin");
    assert_eq!(world.send("GET", &token, &[], "").error(), "not_authed", "a token in the query is none");
    let other = format!("/api/{RESET}?user_id=W12345678");
    assert_eq!(world.send("POST", &other, &bearer, "").error(), "invalid_arguments", "other methods read no query");
}

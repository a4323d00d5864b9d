use serde_json::json;

use crate::client::{AUTH_TEST, world};

#[test]
fn it_names_the_tokens_user_team_and_organisation() {
    let world = world("auth-test");
    assert_eq!(
        world.form(AUTH_TEST, "").json(),
        json!({
            "ok": true,
            "url": "https://standin.enterprise.slack.com/",
            "team": "Stand-in",
            "user": "w00000003",
            "team_id": "T12345678",
            "user_id": "W00000003",
            "enterprise_id": "E12345678",
            "is_enterprise_install": true,
        })
    );
    world.control("tokens", json!({ "xoxp-owner": { "user_id": "W0000OWNR" } }));
    assert_eq!(world.with_token("xoxp-owner", AUTH_TEST, "").json()["user_id"], "W0000OWNR");
}

#[test]
fn it_takes_any_token_that_is_alive() {
    let world = world("auth-test-tokens");
    for (token, error) in [
        ("xoxp-standin-noscope", "no error"),
        ("xoxp-standin-member", "no error"),
        ("xoxp-standin-unentitled", "no error"),
        ("xoxb-standin-bot", "no error"),
        ("xoxp-standin-expired", "token_expired"),
        ("xoxp-somebody-else", "invalid_auth"),
    ] {
        let answer = world.with_token(token, AUTH_TEST, "");
        assert_eq!(answer.error(), error, "{token}");
        assert_eq!(answer.header("x-accepted-oauth-scopes"), None);
    }
}

use serde_json::json;

use crate::client::{ADMIN, AUTH_TEST, INVALIDATE, LIST, LOOKUP, OK, RESET, world};

const USER: &str = "user_id=W12345678";
const FORM: (&str, &str) = ("content-type", "application/x-www-form-urlencoded");

#[test]
fn each_token_is_refused_for_its_own_reason() {
    let world = world("each-token");
    for (token, code) in [
        ("xoxp-standin-noscope", "missing_scope"),
        ("xoxp-standin-expired", "token_expired"),
        ("xoxp-standin-revoked", "token_revoked"),
        ("xoxp-standin-inactive", "account_inactive"),
        ("xoxp-standin-member", "not_an_admin"),
        ("xoxp-standin-unentitled", "feature_not_enabled"),
        ("xoxb-standin-bot", "not_allowed_token_type"),
        ("xoxp-somebody-else", "invalid_auth"),
        ("xoxp-standin-error-no_such_code", "invalid_auth"),
        ("", "not_authed"),
    ] {
        assert_eq!(world.with_token(token, RESET, USER).error(), code, "{token}");
    }
    assert_eq!(world.sessions("W12345678").len(), 3);
}

#[test]
fn every_documented_code_has_a_token() {
    let codes = "admin_unauthorized cannot_invalidate_primary_owner session_invalidation_failed session_not_found \
        cannot_reset_bot cannot_reset_primary_owner user_session_reset_failed user_not_found feature_not_enabled \
        not_an_admin invalid_auth not_authed token_expired token_revoked account_inactive missing_scope \
        not_allowed_token_type no_permission is_bot access_denied accesslimited org_login_required \
        two_factor_setup_required enterprise_is_restricted ekm_access_denied team_access_not_granted unknown_method \
        method_deprecated deprecated_endpoint invalid_arguments invalid_arg_name invalid_array_arg invalid_charset \
        invalid_form_data invalid_post_type missing_post_type request_timeout ratelimited service_unavailable \
        team_added_to_org internal_error fatal_error invalid_cursor team_not_found user_not_visible users_not_found";
    let world = world("every-code");
    assert_eq!(codes.split_whitespace().count(), 46);
    for code in codes.split_whitespace() {
        let answer = world.with_token(&format!("xoxp-standin-error-{code}"), RESET, USER);
        let status = if code == "ratelimited" { 429 } else { 200 };
        assert_eq!((answer.status, answer.error().as_str()), (status, code));
    }
}

#[test]
fn a_missing_scope_is_named() {
    let answer = world("missing-scope").with_token("xoxp-standin-noscope", RESET, USER);
    assert_eq!(answer.json()["needed"], "admin.users:write");
    assert_eq!(answer.json()["provided"], "users:read");
    assert_eq!(answer.header("x-oauth-scopes"), Some("users:read"));
    assert_eq!(answer.header("x-accepted-oauth-scopes"), Some("admin.users:write"));
}

#[test]
fn the_token_is_taken_from_the_bearer_header_or_the_form_and_nowhere_else() {
    let world = world("token-places");
    let with_field = format!("{USER}&token=xoxp-standin-admin");
    let json = r#"{"user_id":"W12345678","token":"xoxp-standin-admin"}"#;
    for (headers, body, error) in [
        (vec![FORM, ("authorization", ADMIN)], USER, "no error"),
        (vec![FORM], with_field.as_str(), "no error"),
        (vec![FORM, ("authorization", ADMIN)], with_field.as_str(), "no error"),
        (vec![FORM, ("authorization", "Bearer other")], with_field.as_str(), "invalid_auth"),
        (vec![FORM, ("token", "xoxp-standin-admin")], USER, "not_authed"),
        (vec![("content-type", "application/json")], json, "not_authed"),
    ] {
        assert_eq!(world.call(RESET, &headers, body).error(), error, "{headers:?} {body}");
    }
    let query = format!("/api/{RESET}?token=xoxp-standin-admin");
    assert_eq!(world.send("POST", &query, &[FORM], USER).error(), "not_authed");
}

#[test]
fn a_token_expires_after_its_calls_and_another_goes_on() {
    let world = world("expires-after");
    world.control("tokens", json!({ "xoxp-first": { "expires_after": 2 }, "xoxp-second": {} }));
    for error in ["no error", "user_not_found", "token_expired", "token_expired"] {
        let user = if error == "user_not_found" { "user_id=W99999999" } else { USER };
        assert_eq!(world.with_token("xoxp-first", RESET, user).error(), error);
    }
    assert_eq!(world.with_token("xoxp-second", RESET, USER).text, OK);
}

#[test]
fn a_token_expires_on_command_and_is_replaced_on_command() {
    let world = world("expires-on-command");
    let admin = |properties| world.control("tokens", json!({ "xoxp-standin-admin": properties }));
    assert_eq!(world.form(RESET, USER).text, OK);
    admin(json!({ "refused": "token_expired" }));
    assert_eq!(world.form(RESET, USER).error(), "token_expired");
    assert_eq!(world.form(AUTH_TEST, "").error(), "token_expired");
    admin(json!({}));
    assert_eq!(world.form(RESET, USER).text, OK);
    admin(json!({ "refused": "token_revoked" }));
    world.send("POST", "/control/reset", &[], "");
    assert_eq!(world.form(RESET, USER).text, OK, "a reset world has the seed's tokens");
}

#[test]
fn each_method_has_its_own_scope() {
    let world = world("scopes");
    let scopes = ["admin.users:write", "admin.users:read", "users:read.email"];
    let calls = [
        (RESET, USER, scopes[0]),
        (INVALIDATE, "user_id=W12345678&session_id=1", scopes[0]),
        (LIST, "limit=1", scopes[1]),
        (LOOKUP, "email=w12345678@example.com", scopes[2]),
    ];
    for granted in scopes {
        let others: Vec<&str> = scopes.into_iter().filter(|scope| *scope != granted).collect();
        world.control("tokens", json!({ "xoxp-with": { "scopes": [granted] }, "xoxp-without": { "scopes": others } }));
        for (method, arguments, needed) in calls {
            let refused = if needed == granted { "xoxp-without" } else { "xoxp-with" };
            let answer = world.with_token(refused, method, arguments);
            let provided = if needed == granted { others.join(",") } else { granted.to_owned() };
            assert_eq!(answer.error(), "missing_scope", "{method}");
            assert_eq!(answer.json()["needed"], needed);
            assert_eq!(answer.json()["provided"], provided);
            assert_eq!(answer.header("x-oauth-scopes"), Some(provided.as_str()));
            assert_eq!(answer.header("x-accepted-oauth-scopes"), Some(needed));
            if needed == granted {
                assert_ne!(world.with_token("xoxp-with", method, arguments).error(), "missing_scope", "{method}");
            }
        }
    }
}

#[test]
fn rights_are_those_of_the_tokens_user() {
    let world = world("rights");
    world
        .control("tokens", json!({ "xoxp-owner": { "user_id": "W0000OWNR" }, "xoxp-bot": { "user_id": "W0000BOT1" } }));
    assert_eq!(world.with_token("xoxp-owner", RESET, USER).text, OK);
    assert_eq!(world.with_token("xoxp-bot", RESET, USER).error(), "not_an_admin");
    world.control("tokens", json!({ "xoxb-mine": {} }));
    assert_eq!(world.with_token("xoxb-mine", LIST, "limit=1").error(), "not_allowed_token_type");
    for token in ["xoxp-standin-member", "xoxp-standin-unentitled", "xoxb-standin-bot"] {
        let answer = world.with_token(token, LOOKUP, "email=w12345678@example.com");
        assert_eq!(answer.error(), "no error", "{token}: a look-up is no matter for admins");
    }
}

use crate::client::{INVALIDATE, OK, RESET, world};

#[test]
fn reset_wipes_all_sessions_or_those_of_one_client() {
    let world = world("reset-wipes");
    assert_eq!(world.form(RESET, "user_id=W12345678&mobile_only=true&web_only=0").text, OK);
    assert_eq!(world.sessions("W12345678"), ["web", "desktop"]);
    assert_eq!(world.json(RESET, r#"{"user_id":"W12345678","web_only":true,"mobile_only":null}"#).text, OK);
    assert_eq!(world.sessions("W12345678"), ["desktop"]);
    assert_eq!(world.form(RESET, "user_id=W12345678&anything=else").text, OK);
    assert_eq!(world.form(RESET, "user_id=W12345678").text, OK);
    assert!(world.sessions("W12345678").is_empty());
    assert_eq!(world.sessions("W00000002"), ["web", "mobile"]);
}

#[test]
fn invalidate_revokes_the_session_with_exactly_these_digits() {
    let world = world("invalidate-digits");
    let near = world.form(INVALIDATE, "user_id=W00000002&session_id=9007199254740992");
    assert_eq!(near.error(), "session_not_found");
    let exact = world.json(INVALIDATE, r#"{"user_id":"W00000002","session_id":9007199254740993}"#);
    assert_eq!(exact.text, OK);
    assert_eq!(world.sessions("W00000002"), ["mobile"]);
    let again = world.form(INVALIDATE, "user_id=W00000002&session_id=9007199254740993");
    assert_eq!(again.error(), "session_not_found");
    let by_team = world.json(INVALIDATE, r#"{"team_id":"T12345678","session_id":"1112275520250"}"#);
    assert_eq!(by_team.text, OK);
    assert!(world.sessions("W00000002").is_empty());
}

#[test]
fn targets_whose_sessions_cannot_be_ended_answer_why() {
    let world = world("targets");
    for (method, arguments, code) in [
        (RESET, "user_id=W99999999", "user_not_found"),
        (RESET, "user_id=W0000OWNR", "cannot_reset_primary_owner"),
        (RESET, "user_id=W0000BOT1", "cannot_reset_bot"),
        (RESET, "user_id=W0000FAIL", "user_session_reset_failed"),
        (INVALIDATE, "user_id=W99999999&session_id=1", "user_not_found"),
        (INVALIDATE, "user_id=W12345678&session_id=1112275520250", "session_not_found"),
        (INVALIDATE, "user_id=W12345678&session_id=123456789012345678901234567890", "session_not_found"),
        (INVALIDATE, "team_id=T12345678&session_id=1", "session_not_found"),
        (INVALIDATE, "team_id=T00000000&session_id=1112275520242", "team_access_not_granted"),
        (INVALIDATE, "user_id=W0000OWNR&session_id=1112275520260", "cannot_invalidate_primary_owner"),
        (INVALIDATE, "user_id=W0000FAIL&session_id=1112275520270", "session_invalidation_failed"),
        (INVALIDATE, "user_id=W0000DENY&session_id=1112275520280", "admin_unauthorized"),
    ] {
        let answer = world.form(method, arguments);
        assert_eq!((answer.status, answer.error().as_str()), (200, code), "{method} {arguments}");
    }
}

#[test]
fn arguments_that_are_missing_or_wrong_are_named() {
    let world = world("arguments");
    for (method, arguments, named) in [
        (RESET, "", "user_id"),
        (RESET, "user_id=", "user_id"),
        (RESET, "user_id=W12345678&web_only=yes", "web_only"),
        (RESET, "user_id=W12345678&web_only=1&mobile_only=1", "mobile_only"),
        (INVALIDATE, "user_id=W12345678", "session_id"),
        (INVALIDATE, "session_id=1112275520242", "user_id"),
        (INVALIDATE, "user_id=W12345678&session_id=-1", "session_id"),
        (INVALIDATE, "user_id=W12345678&session_id=1e12", "session_id"),
    ] {
        let answer = world.form(method, arguments);
        assert_eq!(answer.error(), "invalid_arguments", "{method} {arguments}");
        let message = answer.json()["response_metadata"]["messages"][0].to_string();
        assert!(message.starts_with("\"[ERROR] ") && message.contains(named), "{message}");
    }
    assert_eq!(world.sessions("W12345678"), ["web", "mobile", "desktop"]);
}

#[test]
fn bodies_that_cannot_be_read_are_refused_before_the_token_is_looked_at() {
    let world = world("bodies");
    for (content_type, body, code) in [
        ("text/html", "user_id=W12345678", "invalid_post_type"),
        ("application/json; charset=utf-7", "{}", "invalid_charset"),
        ("application/json", "{", "invalid_arguments"),
        ("application/json", "[]", "invalid_arguments"),
        ("application/x-www-form-urlencoded", "user_id=%FF", "invalid_form_data"),
    ] {
        let answer = world.call(RESET, &[("content-type", content_type)], body);
        assert_eq!(answer.error(), code, "{content_type} {body}");
    }
    assert_eq!(world.call("admin.users.session.rest", &[], "").error(), "unknown_method");
    assert_eq!(world.send("PUT", &format!("/api/{RESET}"), &[], "").status, 405);
    assert_eq!(world.send("GET", &format!("/api/{RESET}?token=xoxp-standin-admin"), &[], "").error(), "not_authed");
}

#[test]
fn slacks_warnings_about_the_charset_are_given() {
    let world = world("charset");
    for (content_type, body, warning) in [
        ("application/json", r#"{"user_id":"W12345678"}"#, Some("missing_charset")),
        ("application/json; charset=UTF-8", r#"{"user_id":"W12345678"}"#, None),
        ("application/x-www-form-urlencoded;charset=utf-8", "user_id=W12345678", Some("superfluous_charset")),
        ("application/x-www-form-urlencoded", "user_id=W12345678", None),
    ] {
        let headers = [("authorization", crate::client::ADMIN), ("content-type", content_type)];
        let answer = world.call(RESET, &headers, body).json();
        assert_eq!(answer["ok"], true);
        assert_eq!(answer["warning"].as_str(), warning);
        assert_eq!(answer["response_metadata"]["warnings"][0].as_str(), warning);
    }
}

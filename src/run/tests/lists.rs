//! Every row of "Lists".

mod common;

use common::{plan, read_list, read_list_in, users};
use proptest::prelude::*;
use slack_admin_session_run::{
    Form, List, LooksLike, MOST_TARGETS, Method, PerMinute, Plan, Problem, Problems, Protected, Purpose, encoding,
};

fn reset(list: impl AsRef<[u8]>) -> List {
    read_list(Purpose::Reset, list).unwrap()
}

fn invalidate(list: impl AsRef<[u8]>) -> List {
    read_list(Purpose::Invalidate, list).unwrap()
}

fn problems(purpose: Purpose, list: impl AsRef<[u8]>) -> Problems {
    read_list(purpose, list).unwrap_err()
}

/// The only problem of a list.
fn problem(purpose: Purpose, list: impl AsRef<[u8]>) -> Problem {
    let problems = problems(purpose, list);
    assert_eq!(problems.total(), 1, "{problems:?}");
    problems.first()[0].clone()
}

const EXPORT: &str = "\u{feff}username,email,status,billing-active,has-2fa,has-sso,userid,fullname,displayname,expiration-timestamp\r\n\
     login1,login1@example.com,Member,1,1,0,W0AAAAAA1,\"Last, First\",first,\r\n\
     login2,login2@example.com,Deactivated,0,0,0,W0AAAAAA2,\"A \"\"quoted\"\" one\",second,\r\n";

#[test]
fn a_plain_list_has_one_user_per_line_with_comments_and_blank_lines() {
    let list = reset("# who left\n\n W0AAAAAA1 \nU0AAAAAA2 # the second, of two\n\t\n\u{a0}W0AAAAAA3\u{200b}");
    assert_eq!((list.form, users(&list.targets)), (Form::Plain, vec!["W0AAAAAA1", "U0AAAAAA2", "W0AAAAAA3"]));
    assert_eq!(list.targets.iter().map(|target| target.line).collect::<Vec<_>>(), [3, 4, 6]);
}

#[test]
fn a_comment_that_names_a_column_is_a_comment() {
    assert_eq!(users(&reset("# user, id\nW0AAAAAA1\n").targets), ["W0AAAAAA1"]);
    assert_eq!(reset("# from the export\nname,userid\nx,W0AAAAAA1\n").form, Form::Csv);
}

#[test]
fn a_plain_list_cannot_have_sessions() {
    assert!(problem(Purpose::Invalidate, "W0AAAAAA1\n").message.contains("sessionid and userid"));
}

#[test]
fn a_member_export_is_read_by_its_column_whatever_else_is_in_it() {
    let list = reset(EXPORT);
    assert_eq!((list.form, list.columns.as_slice()), (Form::Csv, &["userid"][..]));
    assert_eq!(users(&list.targets), ["W0AAAAAA1", "W0AAAAAA2"]);
    assert_eq!(list.targets[1].line, 3);
}

#[test]
fn other_columns_need_not_even_be_utf_8() {
    let mut bytes = b"name;User ID\nM".to_vec();
    bytes.extend([0xfc, b'l', b'l']);
    bytes.extend(b";W0AAAAAA1\n");
    assert_eq!(users(&reset(&bytes).targets), ["W0AAAAAA1"]);
    let in_the_column = problem(Purpose::Reset, b"userid;x\n\xfc;x\n");
    assert_eq!((in_the_column.line, in_the_column.column), (2, Some("userid")));
}

#[test]
fn columns_are_split_at_a_comma_a_semicolon_or_a_tab_with_or_without_a_separator_line() {
    for list in [
        "name,user_id\nx,W0AAAAAA1",
        "name;user_id\r\n\"x;y\";W0AAAAAA1\r\n",
        "name\tuser_id\nx\t W0AAAAAA1 ",
        "sep=;\nname,x;user_id\n;W0AAAAAA1",
        "\"sep=,\"\r\nname,user_id\r\nx,W0AAAAAA1",
        "sep=\t\nname\tuserid\nx\tW0AAAAAA1",
    ] {
        assert_eq!(users(&reset(list).targets), ["W0AAAAAA1"], "{list}");
    }
    assert!(problem(Purpose::Reset, "sep=|\nuserid|name\n").message.contains("separator"));
}

#[test]
fn the_column_userid_goes_before_user_and_that_before_id() {
    assert_eq!(reset("id,user,userid\nx,y,W0AAAAAA1").columns, ["userid"]);
    assert_eq!(reset("id,user\nx,W0AAAAAA1").columns, ["user"]);
    assert_eq!(reset("email,id\nx,W0AAAAAA1").columns, ["id"]);
    let list = invalidate("team,session,id\nT0AAAAAA1,123,W0AAAAAA1");
    assert_eq!(list.columns, ["session", "id", "team"]);
    let target = &list.targets[0];
    assert_eq!(target.user_id.as_deref(), Some("W0AAAAAA1"));
    assert_eq!(target.session_id.as_deref(), Some("123"));
    assert_eq!(target.team_id.as_deref(), Some("T0AAAAAA1"));
}

#[test]
fn unknown_headings_are_refused_and_the_known_ones_are_named() {
    for list in ["email,name\nx,y\n", "W0AAAAAA1,Last First\n", "sep=;\nemail;name\n", "#,email\n1,x\n"] {
        assert!(problem(Purpose::Reset, list).message.contains("userid, user or id"), "{list}");
    }
    assert!(problem(Purpose::Invalidate, "userid,name\n").message.contains("sessionid or session"));
    assert!(problem(Purpose::Invalidate, "sessionid,name\n").message.contains("teamid"));
    assert!(problem(Purpose::Reset, "sessionid,name\n1,x\n").message.contains("userid"));
    assert!(problem(Purpose::Reset, "user id,User_ID\n").message.contains("Two columns"));
}

#[test]
fn a_single_heading_is_enough() {
    assert_eq!(users(&reset("userid\nW0AAAAAA1\n").targets), ["W0AAAAAA1"]);
}

#[test]
fn rows_with_only_separators_are_left_out_and_rows_without_a_user_are_refused() {
    assert_eq!(reset("name,userid\nx,W0AAAAAA1\n,\n , \n\n").targets.len(), 1);
    for row in ["x,", "x"] {
        let problem = problem(Purpose::Reset, format!("name,userid\n{row}\n"));
        assert_eq!((problem.line, problem.column), (2, Some("userid")));
        assert!(problem.message.contains("no user id"));
    }
}

#[test]
fn a_row_that_is_shifted_by_a_separator_without_quotes_is_refused() {
    let problem = problem(Purpose::Reset, "name,userid\nLast, W0AAAAAA1, W0AAAAAA2\n");
    assert!(problem.message.contains("more fields"));
    assert_eq!(reset("name,userid\nx,W0AAAAAA1,,\n").targets.len(), 1);
}

#[test]
fn a_quote_that_is_not_closed_swallows_nothing() {
    let list = "userid,name\nW0AAAAAA1,\"Last, First\nW0AAAAAA2,x\nW0AAAAAA3,\"y\"\n";
    let problem = problem(Purpose::Reset, list);
    assert_eq!((problem.line, problem.looks_like), (2, Some(LooksLike::LineBreak)));
    // Even at the end of the file.
    let at_the_end = read_list(Purpose::Reset, "userid,name\nW0AAAAAA1,\"x").unwrap_err();
    assert_eq!(at_the_end.first()[0].looks_like, Some(LooksLike::LineBreak));
}

#[test]
fn json_lines_have_users_sessions_and_teams() {
    let line =
        r#"{"user_id":"U0AAAAAA1","team_id":"E0AAAAAAA","session_id":1112275520242,"recent":{"ip":"192.0.2.7"}}"#;
    let list = invalidate(format!("{line}\n\n{}\n", line.replace("1112275520242", "\"5\"")));
    assert_eq!(list.form, Form::JsonLines);
    let target = &list.targets[0];
    assert_eq!(target.user_id.as_deref(), Some("U0AAAAAA1"));
    assert_eq!(target.session_id.as_deref(), Some("1112275520242"));
    assert_eq!(target.team_id.as_deref(), Some("E0AAAAAAA"));
    assert_eq!((list.targets[1].session_id.as_deref(), list.targets[1].line), (Some("5"), 3));
    assert_eq!(users(&reset(line).targets), ["U0AAAAAA1"]);
    assert_eq!(reset(line).targets[0].session_id, None);
}

fn audit(actor: &str, entity: &str, session: &str) -> String {
    format!(
        r#"{{"id":"x","action":"user_login","actor":{{"type":"user","user":{{"id":"{actor}"}}}},"entity":{entity},"context":{{"location":{{"type":"enterprise","id":"E0AAAAAAA"}},"session_id":{session}}}}}"#
    )
}

#[test]
fn entries_of_the_audit_log_count_if_the_session_is_the_users_own() {
    let same = r#"{"type":"user","user":{"id":"W0AAAAAA1"}}"#;
    for (entity, session) in
        [(same, "\"847288190092\""), (same, "847288190092"), (r#"{"type":"workspace"}"#, "847288190092")]
    {
        let line = audit("W0AAAAAA1", entity, session);
        let target = &invalidate(&line).targets[0];
        assert_eq!(target.user_id.as_deref(), Some("W0AAAAAA1"), "{line}");
        assert_eq!(target.session_id.as_deref(), Some("847288190092"), "{line}");
        assert_eq!(users(&reset(&line).targets), ["W0AAAAAA1"]);
    }
    let other = r#"{"type":"user","user":{"id":"W0AAAAAA2"}}"#;
    for purpose in [Purpose::Reset, Purpose::Invalidate] {
        for entity in [other, r#"{"type":"user"}"#] {
            let problem = problem(purpose, audit("W0AAAAAA1", entity, "1"));
            assert!(problem.message.contains("audit log"), "{problem:?}");
        }
    }
    for session in ["null", "\"\""] {
        let problem = problem(Purpose::Invalidate, audit("W0AAAAAA1", same, session));
        assert_eq!(problem.column, Some("context.session_id"));
    }
}

#[test]
fn an_array_and_lines_that_are_not_json_are_refused_with_advice() {
    assert!(problem(Purpose::Reset, "[{\"user_id\":\"W0AAAAAA1\"}]").message.contains("jq -c '.[]'"));
    let whole = r#"{"ok":true,"active_sessions":[{"user_id":"U0AAAAAA1","session_id":1}]}"#;
    assert!(problem(Purpose::Invalidate, whole).message.contains("jq -c '.active_sessions[]'"));
    let entries = r#"{"entries":[{"actor":{}}]}"#;
    assert!(problem(Purpose::Reset, entries).message.contains("jq -c '.entries[]'"));
    let pretty = "{\n  \"user_id\": \"W0AAAAAA1\"\n}\n";
    let problems = problems(Purpose::Reset, pretty);
    assert_eq!(problems.total(), 3);
    assert!(problems.first()[0].message.contains("jq -c"));
}

#[test]
fn ids_that_json_spells_in_another_way_are_refused() {
    let session =
        |value: &str| problem(Purpose::Invalidate, format!(r#"{{"user_id":"W0AAAAAA1","session_id":{value}}}"#));
    assert_eq!(session("1.11228E+12").looks_like, Some(LooksLike::ShortenedNumber));
    assert_eq!(session("\"1.11228E+12\"").looks_like, Some(LooksLike::ShortenedNumber));
    for value in ["9007199254740993", "1.5", "-1", "1e300"] {
        assert!(session(value).message.contains("not exact"), "{value}");
    }
    for value in ["true", "{}", "[1]"] {
        assert!(session(value).message.contains("not a text"), "{value}");
    }
    let escaped = problem(Purpose::Reset, r#"{"user_id":"\u0057AAAAAAAA"}"#);
    assert!(escaped.message.contains("escapes"));
}

#[test]
fn every_refused_value_is_named_by_what_it_looks_like_and_never_quoted() {
    for (value, looks_like) in [
        ("login1@example.com", Some(LooksLike::Email)),
        ("webmaster1", Some(LooksLike::LowerCase)),
        ("w0aaaaaa1", Some(LooksLike::LowerCase)),
        ("1.11228E+12", Some(LooksLike::ShortenedNumber)),
        ("xoxp-1234567890-abc", Some(LooksLike::Token)),
        ("XAPP-1-ABC", Some(LooksLike::Token)),
        ("B0AAAAAA1", None),
        ("W0AAAAAA", None),
        ("Last First", None),
    ] {
        for list in
            [format!("W0AAAAAA9\n{value}\n"), format!("userid,x\n{value},\n"), format!("{{\"user_id\":\"{value}\"}}")]
        {
            let problem = problem(Purpose::Reset, &list);
            assert_eq!(problem.looks_like, looks_like, "{list}");
            assert!(!format!("{problem:?}").contains(value), "{problem:?}");
        }
    }
}

#[test]
fn every_bad_line_counts_and_the_first_twenty_are_listed() {
    let problems = problems(Purpose::Reset, "bad\n".repeat(50));
    assert_eq!((problems.total(), problems.first().len()), (50, 20));
    assert_eq!(problems.first()[19].line, 20);
}

#[test]
fn files_that_are_not_text_are_refused_by_name() {
    assert!(problem(Purpose::Reset, b"PK\x03\x04\x14\0\x06\0").message.contains("workbook"));
    assert!(problem(Purpose::Reset, b"W\0 0\0").message.contains("NUL"));
    assert!(problem(Purpose::Reset, vec![b'x'; 2 << 20]).message.contains("megabyte"));
    for list in ["", "\n\n", "\u{feff}", "# nobody\n", "userid\n"] {
        assert!(problem(Purpose::Reset, list).message.contains("empty"), "{list}");
    }
}

#[test]
fn lf_and_crlf_end_a_line_and_a_single_cr_does_not() {
    assert_eq!(reset("W0AAAAAA1\r\nW0AAAAAA2\n").targets.len(), 2);
    let alone = problem(Purpose::Reset, "W0AAAAAA1\rW0AAAAAA2");
    assert_eq!(alone.looks_like, Some(LooksLike::LineBreak));
}

#[test]
fn utf_16_is_recognised_by_its_byte_order_mark() {
    assert_eq!(encoding(b"\xff\xfeW\0"), "utf-16le");
    assert_eq!(encoding(b"\xfe\xff\0W"), "utf-16be");
    assert_eq!(encoding(b"\xef\xbb\xbfW"), "utf-8");
    assert_eq!(encoding(b""), "utf-8");
}

#[test]
fn a_repeated_target_is_dropped_and_counted_and_the_order_stays() {
    let list = reset("W0AAAAAA2\nW0AAAAAA1\nW0AAAAAA2\nW0AAAAAA2\n");
    assert_eq!((users(&list.targets), list.duplicates), (vec!["W0AAAAAA2", "W0AAAAAA1"], 2));
    let sessions = invalidate("session,user,team\n1,W0AAAAAA1,\n1,W0AAAAAA2,\n1,W0AAAAAA1,T0AAAAAA1\n1,W0AAAAAA1,\n");
    assert_eq!((sessions.targets.len(), sessions.duplicates), (3, 1));
}

#[test]
fn a_hundred_thousand_targets_are_accepted_and_one_more_is_refused() {
    let mut list: String = (0..MOST_TARGETS).map(|n| format!("W{n:08}\n")).collect();
    list.push_str("W00000000\n");
    assert_eq!(reset(&list).targets.len(), MOST_TARGETS);
    list.push_str("W99999999\nbad\n");
    let problem = problem(Purpose::Reset, &list);
    assert!(problem.message.contains("100000"));
    assert_eq!(problem.line, 100_002);
}

#[test]
fn protected_users_are_marked_and_not_counted() {
    let plan = plan("W0AAAAAA1\nW0AAAAAA2\nW0AAAAAA3\n", Some("userid,x\nW0AAAAAA2,\nW0AAAAAA9,\n"), 20.0);
    assert_eq!((plan.count(), plan.protected()), (2, 1));
    assert_eq!(plan.targets().iter().map(|target| target.protected).collect::<Vec<_>>(), [false, true, false]);
    assert_eq!(plan.seconds(), 6.1);
}

#[test]
fn a_protect_list_that_is_empty_or_has_a_bad_line_is_refused() {
    assert!(problem(Purpose::Protect, "\n").message.contains("empty"));
    assert_eq!(problem(Purpose::Protect, "W0AAAAAA1\nceo@example.com\n").looks_like, Some(LooksLike::Email));
}

#[test]
fn with_a_protect_list_a_session_without_a_user_is_refused() {
    let protected = Protected::new(read_list(Purpose::Protect, "W0AAAAAA1").unwrap());
    let list = invalidate("session,user,team\n1,W0AAAAAA1,\n2,,T0AAAAAA1\n");
    let pace = PerMinute::SLACKS;
    let problems = Plan::new(Method::Invalidate, pace, list.clone(), Some(&protected)).unwrap_err();
    assert_eq!((problems.total(), problems.first()[0].line), (1, 3));
    assert_eq!(Plan::new(Method::Invalidate, pace, list, None).unwrap().count(), 2);
}

/// A byte that means something in some form, or any.
fn byte() -> impl Strategy<Value = u8> {
    prop_oneof![8 => prop::sample::select(&b"W0A1U,;\t\n\r\"{}[]:#=\\ \xef\xbb\xbf\xa0\0userid"[..]), 1 => any::<u8>()]
}

/// Pieces of lists, whole and broken.
fn pieces() -> impl Strategy<Value = Vec<u8>> {
    let known = prop::sample::select(vec![
        "userid",
        "user_id",
        "session",
        "team",
        ",",
        ";",
        "\n",
        "\r\n",
        "\"",
        "W0AAAAAA1",
        "W0AAAAAA2",
        "T0AAAAAA1",
        "12345",
        "{\"user_id\":",
        "\"W0AAAAAA1\"",
        "}",
        "{\"session_id\":12,\"user_id\":\"U0AAAAAA1\"}",
        "\u{feff}",
        "\u{a0}",
        "#",
        "sep=;",
        "{\"actor\":{\"user\":{\"id\":\"W0AAAAAA1\"}},\"context\":{\"session_id\":\"5\"}}",
        "\"\\u0057AAAAAAAA\"",
        "PK\u{3}\u{4}",
    ]);
    let piece =
        prop_oneof![4 => known.prop_map(|text| text.as_bytes().to_vec()), 1 => prop::collection::vec(byte(), 0..6)];
    prop::collection::vec(piece, 0..30).prop_map(|pieces| pieces.concat())
}

fn contains(bytes: &[u8], id: &Option<String>) -> bool {
    id.as_ref().is_none_or(|id| bytes.windows(id.len()).any(|part| part == id.as_bytes()))
}

/// A target of a list of sessions: with a user, a team, or both.
fn session() -> impl Strategy<Value = (String, Option<String>, Option<String>)> {
    let user = "[UW][A-Z0-9]{8,20}";
    let team = "[TE][A-Z0-9]{8,20}";
    let one_at_least =
        prop_oneof![(user.prop_map(Some), prop::option::of(team)), (prop::option::of(user), team.prop_map(Some)),];
    ("[0-9]{1,15}", one_at_least).prop_map(|(session, (user, team))| (session, user, team))
}

proptest! {
    /// Property 6, the second half.
    #[test]
    fn any_bytes_give_a_plan_or_problems_and_no_id_that_was_not_there(
        bytes in prop_oneof![pieces(), prop::collection::vec(byte(), 0..200)],
        size in 1..64_usize,
        purpose in prop::sample::select(vec![Purpose::Reset, Purpose::Invalidate, Purpose::Protect]),
    ) {
        let whole = read_list(purpose, &bytes);
        prop_assert_eq!(&whole, &read_list_in(size, purpose, &bytes), "it depends on how the bytes come in");
        match whole {
            Ok(list) => {
                prop_assert!(!list.targets.is_empty());
                for target in &list.targets {
                    prop_assert!(contains(&bytes, &target.user_id), "{:?}", target);
                    prop_assert!(contains(&bytes, &target.session_id), "{:?}", target);
                    prop_assert!(contains(&bytes, &target.team_id), "{:?}", target);
                    let has_what_it_needs = match purpose {
                        Purpose::Reset | Purpose::ResetOrLookUp | Purpose::Protect => target.user_id.is_some(),
                        Purpose::Invalidate => target.session_id.is_some() && (target.user_id.is_some() || target.team_id.is_some()),
                    };
                    prop_assert!(has_what_it_needs);
                }
            }
            Err(problems) => {
                prop_assert!(problems.total() > 0);
                prop_assert_eq!(problems.first().len(), problems.total().min(20) as usize);
            }
        }
    }

    /// Property 6, the first half.
    #[test]
    fn written_users_are_read_back_in_all_three_forms(
        ids in prop::collection::vec("[UW][A-Z0-9]{8,20}", 1..30),
        line_end in prop::sample::select(vec!["\n", "\r\n"]),
        delimiter in prop::sample::select(vec![",", ";", "\t"]),
        blank in prop::sample::select(vec!["", " ", "\u{a0}", "\u{200b}"]),
    ) {
        let mut expected: Vec<String> = Vec::new();
        for id in &ids {
            if !expected.contains(id) {
                expected.push(id.clone());
            }
        }
        let lines = |line: &dyn Fn(&String) -> String| ids.iter().map(|id| line(id) + line_end).collect::<String>();
        let csv = format!("name{delimiter}\"User ID\"{delimiter}x{line_end}")
            + &lines(&|id| format!("\"Last,;\t First\"{delimiter}{blank}{id}{blank}{delimiter}x"));
        for (form, list) in [
            (Form::Plain, lines(&|id| format!("{blank}{id}{blank}"))),
            (Form::Csv, csv),
            (Form::JsonLines, lines(&|id| format!("{{\"x\":1,\"user_id\":\"{blank}{id}\"}}"))),
        ] {
            let found = reset(&list);
            prop_assert_eq!(found.form, form);
            prop_assert_eq!(users(&found.targets), expected.clone());
            prop_assert_eq!(found.duplicates as usize, ids.len() - expected.len());
        }
    }

    #[test]
    fn written_sessions_are_read_back_from_csv_and_json_lines(sessions in prop::collection::vec(session(), 1..30)) {
        let mut expected = Vec::new();
        for session in &sessions {
            if !expected.contains(session) {
                expected.push(session.clone());
            }
        }
        let mut csv = "team_id,session_id,user_id\n".to_owned();
        let mut json = String::new();
        for (session, user, team) in &sessions {
            csv += &format!("{},{session},{}\n", team.clone().unwrap_or_default(), user.clone().unwrap_or_default());
            let object = serde_json::json!({ "session_id": session, "user_id": user, "team_id": team });
            json += &format!("{object}\n");
        }
        for list in [csv, json] {
            let found = invalidate(&list).targets.into_iter();
            let found: Vec<_> = found.map(|target| (target.session_id.unwrap(), target.user_id, target.team_id)).collect();
            prop_assert_eq!(&found, &expected);
        }
    }
}

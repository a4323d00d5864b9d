//! Lists of e-mail addresses.

mod common;

use common::session::Session;
use common::{read_in, read_list, users};
use proptest::prelude::*;
use slack_admin_session_run::{
    Form, FoundUser, List, Listed, LookUp, LooksLike, Method, PerMinute, Plan, Problem, Problems, Protected, Purpose,
    Reason,
};

fn read(list: impl AsRef<[u8]>) -> Result<Listed, Problems> {
    read_in(4096, Purpose::ResetOrLookUp, list.as_ref())
}

fn addresses(list: impl AsRef<[u8]>) -> LookUp {
    match read(list).unwrap() {
        Listed::LookUp(look_up) => look_up,
        Listed::List(list) => panic!("a list of addresses was expected: {list:?}"),
    }
}

fn problems(list: impl AsRef<[u8]>) -> Vec<Problem> {
    read(list).unwrap_err().first().to_vec()
}

fn user(id: &str) -> FoundUser {
    FoundUser { id: id.to_owned(), ..FoundUser::default() }
}

/// All addresses, in a world in which each has a user whose id is in the address.
fn look_all_up(mut look_up: LookUp) -> (Vec<String>, LookUp) {
    let mut asked = Vec::new();
    while let Some(address) = look_up.address().map(str::to_owned) {
        let (name, _) = address.split_once('@').unwrap();
        look_up.found(user(&name.to_uppercase()));
        asked.push(address);
    }
    (asked, look_up)
}

fn plan(list: List, protect: Option<&str>) -> Plan {
    let protected = protect.map(|users| Protected::new(read_list(Purpose::Protect, users).unwrap()));
    let method = Method::named("admin.users.session.reset", false, false).unwrap();
    Plan::new(method, PerMinute::new(6000.0).unwrap(), list, protected.as_ref()).unwrap()
}

#[test]
fn addresses_are_in_lines_or_in_a_column_and_become_users_with_their_lines() {
    for (list, form, column, lines) in [
        ("# who\n\nw0aaaaaa1@example.com\n W0AAAAAA2@Example.com # the second\n", Form::Plain, None, [3, 4]),
        ("name,email\nx,w0aaaaaa1@example.com\ny, W0AAAAAA2@Example.com\u{a0}\n", Form::Csv, Some("email"), [2, 3]),
        ("sep=;\nE-Mail;x\nw0aaaaaa1@example.com;\n\nW0AAAAAA2@Example.com;\n", Form::Csv, Some("email"), [3, 5]),
        (
            "x\tprimaryEmail\n\tw0aaaaaa1@example.com\n\tW0AAAAAA2@Example.com\n",
            Form::Csv,
            Some("primaryemail"),
            [2, 3],
        ),
        (
            "\u{feff}\"User Principal Name\"\r\nw0aaaaaa1@example.com\r\nW0AAAAAA2@Example.com\r\n",
            Form::Csv,
            Some("userprincipalname"),
            [2, 3],
        ),
    ] {
        let look_up = addresses(list);
        assert_eq!(look_up.left(), 2);
        let (asked, look_up) = look_all_up(look_up);
        assert_eq!(asked, ["w0aaaaaa1@example.com", "W0AAAAAA2@Example.com"], "{list}");
        let found = look_up.finish(false).unwrap();
        assert_eq!((found.form, found.columns.first().copied()), (form, column));
        assert_eq!(users(&found.targets), ["W0AAAAAA1", "W0AAAAAA2"]);
        assert_eq!(found.targets.iter().map(|target| target.line).collect::<Vec<_>>(), lines, "{list}");
        assert_eq!((found.looked_up, found.skipped.total()), (2, 0));
    }
}

#[test]
fn a_column_of_ids_takes_precedence_over_one_of_addresses() {
    let Listed::List(list) = read("email,userid\nlogin1@example.com,W0AAAAAA1\n").unwrap() else {
        panic!("the ids are there")
    };
    assert_eq!((list.columns.as_slice(), users(&list.targets)), (&["userid"][..], vec!["W0AAAAAA1"]));
}

#[test]
fn addresses_are_refused_if_they_cannot_be_looked_up() {
    for purpose in [Purpose::Reset, Purpose::Protect] {
        let plain = read_list(purpose, "login1@example.com\n").unwrap_err();
        assert_eq!(plain.first()[0].looks_like, Some(LooksLike::Email));
        let csv = read_list(purpose, "email\nlogin1@example.com\n").unwrap_err();
        assert!(csv.first()[0].message.contains("one of userid, user or id."), "{csv:?}");
    }
    let sessions = read_list(Purpose::Invalidate, "sessionid,email\n1,login1@example.com\n").unwrap_err();
    assert!(sessions.first()[0].message.contains("teamid"));
    assert!(problems("name\nx\n")[0].message.contains("name, or an id in lower case"));
    assert!(problems("name,x\nx,y\n")[0].message.contains("email, primaryemail or userprincipalname"));
    assert!(problems("email,e-mail\na@b,c@d\n")[0].message.contains("Two columns are named email"));
}

#[test]
fn a_list_has_ids_or_addresses_and_its_first_line_says_which() {
    let among_ids = problems("W0AAAAAA1\nlogin1@example.com\n");
    assert_eq!((among_ids[0].line, among_ids[0].looks_like), (2, Some(LooksLike::Email)));
    let among_addresses = problems("login1@example.com\nW0AAAAAA1\n");
    assert_eq!((among_addresses[0].line, among_addresses[0].looks_like), (2, None));
    assert!(among_addresses[0].message.contains("User ids go into a list of their own."));
}

#[test]
fn a_value_that_is_not_an_address_is_refused_and_never_quoted() {
    let token = ["xoxp", "1-2"].join("-");
    let list = format!("name,email\na,a@b\nb,\nc,A B <a@b>\nd,login1\ne,{token}\nf,{token}@b\n");
    let found = problems(&list);
    assert_eq!(found.iter().map(|problem| problem.line).collect::<Vec<_>>(), [3, 4, 5, 6, 7]);
    assert!(found.iter().all(|problem| problem.column == Some("email")));
    assert!(found[0].message.contains("no e-mail address in this line"));
    assert!(found[1].message.contains("but this isn't one") && found[2].message.contains("but this isn't one"));
    assert!(found[3..].iter().all(|problem| problem.looks_like == Some(LooksLike::Token)));
    for problem in &found {
        assert!(!["A B", "login1", "xox"].iter().any(|value| problem.message.contains(value)), "{problem:?}");
    }
}

#[test]
fn a_repeated_address_is_looked_up_once() {
    let look_up = addresses("w0aaaaaa1@example.com\nW0AAAAAA1@example.com\nw0aaaaaa2@example.com\n");
    let (asked, look_up) = look_all_up(look_up);
    assert_eq!(asked.len(), 2);
    assert_eq!(look_up.finish(false).unwrap().duplicates, 1);
}

#[test]
fn two_addresses_of_one_user_are_one_target() {
    let mut look_up = addresses("a@example.com\nb@example.com\n");
    look_up.found(user("W0AAAAAA1"));
    look_up.found(user("W0AAAAAA1"));
    let list = look_up.finish(false).unwrap();
    assert_eq!((users(&list.targets), list.duplicates, list.targets[0].line), (vec!["W0AAAAAA1"], 1, 1));
}

/// A list of six users, of whom only the first has sessions to end.
fn mostly_missing() -> LookUp {
    let mut look_up = addresses("email\na@b\nc@d\ne@f\ng@h\ni@j\nk@l\nm@n\n");
    look_up.found(user("W0AAAAAA1"));
    look_up.not_found("users_not_found");
    look_up.not_found("user_not_visible");
    look_up.found(FoundUser { is_deactivated: true, ..user("W0AAAAAA2") });
    look_up.found(FoundUser { is_bot: true, ..user("W0AAAAAA3") });
    look_up.found(FoundUser { is_primary_owner: true, ..user("W0AAAAAA4") });
    look_up.found(user("login1"));
    look_up
}

#[test]
fn users_whose_sessions_cannot_be_ended_are_named_by_line() {
    let problems = mostly_missing().finish(false).unwrap_err();
    assert_eq!(problems.total(), 6);
    for (problem, (line, part)) in problems.first().iter().zip([
        (3, "no active user"),
        (4, "doesn't show this token"),
        (5, "is deactivated"),
        (6, "is a bot"),
        (7, "is the primary owner"),
        (8, "no user id"),
    ]) {
        assert_eq!((problem.line, problem.column), (line, Some("email")));
        assert!(problem.message.contains(part), "{problem:?}");
    }
}

#[test]
fn such_users_are_left_out_on_request_and_the_record_counts_them() {
    let list = mostly_missing().finish(true).unwrap();
    assert_eq!((users(&list.targets), list.skipped.total()), (vec!["W0AAAAAA1"], 6));
    let mut session = Session::new(&plan(list, None));
    assert_eq!(session.end(), Reason::Complete);
    let planned = session.record.lines().find(|line| line.contains("\"planned\"")).unwrap();
    assert_eq!(planned, r#"{"type":"planned","targets":1,"protected":0,"duplicates":0,"skipped":6}"#);
    assert_eq!(session.replay().left_out.skipped, 6);
    assert!(!session.record.contains('@'), "{}", session.record);
}

#[test]
fn a_list_without_any_user_found_is_refused_all_the_same() {
    let mut look_up = addresses("a@b\n");
    look_up.not_found("users_not_found");
    assert_eq!(look_up.finish(true).unwrap_err().total(), 1);
}

#[test]
fn a_list_becomes_a_plan_only_after_all_addresses_are_looked_up() {
    let mut look_up = addresses("a@b\nc@d\n");
    look_up.found(user("W0AAAAAA1"));
    assert!(look_up.finish(true).unwrap_err().first()[0].message.contains("not looked up"));
}

#[test]
fn protected_users_are_left_alone_by_their_ids() {
    let (_, look_up) = look_all_up(addresses("w0aaaaaa1@example.com\nw0aaaaaa2@example.com\n"));
    let plan = plan(look_up.finish(false).unwrap(), Some("W0AAAAAA2\n"));
    assert_eq!((plan.count(), plan.protected(), plan.looked_up()), (1, 1, 2));
}

/// Pieces that lists of addresses consist of.
fn piece() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec![
        "email",
        "userid",
        "a@b",
        "login1@example.com",
        "W0AAAAAA1",
        ",",
        ";",
        "\t",
        "\"",
        "\n",
        "\r\n",
        " ",
        "@",
        "#",
        "\u{feff}",
        "sep=;",
        "<a@b>",
        "xoxp-1",
        "{",
        "\u{a0}",
        "é@b",
    ])
}

proptest! {
    #[test]
    fn any_list_gives_targets_or_problems_or_addresses_that_are_in_it(
        pieces in prop::collection::vec(piece(), 0..40),
        size in 1..64_usize,
    ) {
        let text = pieces.concat();
        let whole = read(&text);
        let cut = read_in(size, Purpose::ResetOrLookUp, text.as_bytes());
        prop_assert_eq!(format!("{whole:?}"), format!("{cut:?}"), "it depends on how the bytes come in");
        if let Ok(Listed::LookUp(look_up)) = whole {
            let left = look_up.left();
            prop_assert!(left > 0);
            let (asked, look_up) = look_all_up(look_up);
            prop_assert_eq!(asked.len(), left as usize);
            for address in asked {
                prop_assert!(text.contains(&address) && address.contains('@') && !address.contains("xox"), "{}", address);
            }
            // All are settled: each is a target, a problem, or one of both again.
            prop_assert_eq!(look_up.left(), 0);
        }
    }
}

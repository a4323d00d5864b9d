//! Names that JavaScript and TypeScript must spell themselves are the same as Rust's.

use slack_admin_session_run::{FlagKey, Form, LooksLike, NumberKey, Reason, Standing, TextKey, Why};

const TYPES: &str = include_str!("../js/types.ts");
const BORDER: &str = include_str!("../border.ts");
const RECORD: &str = include_str!("../js/record.js");

/// Whether a text has these names in quotes, one after the other, with `|` between them.
fn has_union<'a>(text: &str, names: impl IntoIterator<Item = &'a str>) -> bool {
    let joined = names.into_iter().map(|name| format!("\"{name}\"")).collect::<Vec<_>>().join("|");
    text.split_whitespace().collect::<String>().contains(&format!("{joined};"))
}

#[test]
fn the_types_have_the_names_of_rust() {
    let looks =
        [LooksLike::Email, LooksLike::LowerCase, LooksLike::ShortenedNumber, LooksLike::Token, LooksLike::LineBreak];
    let standings = [Standing::Done, Standing::NotDone, Standing::Unknown, Standing::Left, Standing::Protected];
    for text in [TYPES, BORDER] {
        assert!(has_union(text, Reason::ALL.iter().map(|reason| reason.name())));
        assert!(has_union(text, looks.map(LooksLike::name)));
        assert!(has_union(text, standings.map(Standing::name)));
    }
    assert!(has_union(TYPES, [Form::Plain, Form::Csv, Form::JsonLines].map(Form::name)));
    assert!(has_union(TYPES, [Why::Pace, Why::Limit, Why::Connection, Why::Unavailable].map(Why::name)));
}

#[test]
fn the_record_is_read_with_the_types_that_it_is_written_in() {
    let (_, table) = RECORD.split_once("const TYPES = {").unwrap();
    let (table, _) = table.split_once("};").unwrap();
    let mut count = 0;
    for line in table.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let (key, value_type) = line.trim_end_matches(',').split_once(": ").unwrap();
        let is_known = match value_type {
            "\"string\"" => TextKey::named(key).is_some(),
            "\"number\"" => NumberKey::named(key).is_some(),
            "\"boolean\"" => FlagKey::named(key).is_some(),
            _ => false,
        };
        assert!(is_known, "{line}");
        count += 1;
    }
    assert_eq!(count, 22, "each property that the border reads, but `protected` and `protect`");
}

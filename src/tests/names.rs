//! Names, codes and defaults that are written in Rust, TypeScript, JavaScript and the README are the same everywhere.

use crate::config::{ConfigurationKey, MaxConcurrency};
use crate::error::{Fault, NetworkFault, Phase, ProtocolFault};
use crate::limits::Limits;
use crate::methods::{PerMethod, RequestKey, documented};
use crate::names::Names;
use crate::options::OptionKey;
use crate::outcome::{ErrorKind, Outcome};
use crate::refusal::refuse;
use crate::retry::RetryKey;
use std::collections::BTreeSet;

const TYPES: &str = include_str!("../types.ts");
const ERRORS: &str = include_str!("../js/errors.js");
const README: &str = include_str!("../../README.md");

fn names<N: Names>() -> BTreeSet<&'static str> {
    N::ALL.iter().map(|name| name.name()).collect()
}

/// The text between two others.
fn between<'a>(text: &'a str, start: &str, end: &str) -> &'a str {
    let (_, rest) = text.split_once(start).unwrap_or_else(|| panic!("{start} lacks"));
    rest.split_once(end).unwrap_or_else(|| panic!("no {end} after {start}")).0
}

/// The name of the property that a line of TypeScript declares.
fn property(line: &str) -> Option<&str> {
    let (name, _) = line.trim_start().trim_start_matches("readonly ").split_once(':')?;
    let name = name.trim_end_matches('?');
    (!name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')).then_some(name)
}

/// The properties of an interface in src/types.ts.
fn properties(interface: &str) -> BTreeSet<&'static str> {
    between(TYPES, &format!("export interface {interface} {{\n"), "\n}").lines().filter_map(property).collect()
}

/// The texts that are code in Markdown.
fn code(markdown: &str) -> Vec<&str> {
    markdown.split('`').skip(1).step_by(2).collect()
}

/// The texts in quotes.
fn quoted(text: &str) -> BTreeSet<&str> {
    text.split('"').skip(1).step_by(2).collect()
}

/// The texts of a union in src/types.ts.
fn union(name: &str) -> BTreeSet<&'static str> {
    quoted(between(TYPES, &format!("export type {name} ="), ";"))
}

#[test]
fn options_and_keys_have_the_same_names_in_typescript() {
    assert_eq!(properties("CallOptions"), names::<OptionKey>());
    assert_eq!(properties("Configuration"), names::<ConfigurationKey>());
    assert_eq!(properties("Retry"), names::<RetryKey>());
}

#[test]
fn the_readme_has_a_row_for_every_option_and_key() {
    for (heading, names) in [
        ("### Configuration\n", names::<ConfigurationKey>()),
        ("### Options of a call\n", names::<OptionKey>()),
        ("### Retries and limits\n", names::<RetryKey>()),
    ] {
        let section = between(README, heading, "\n#");
        let cells = section.lines().filter(|line| line.starts_with("| `")).filter_map(|row| row.split('|').nth(1));
        assert_eq!(cells.flat_map(code).collect::<BTreeSet<_>>(), names, "{heading}");
    }
}

#[test]
fn requests_have_the_properties_that_rust_takes() {
    for (types, source, own) in [
        (include_str!("../methods/reset.ts"), include_str!("../methods/reset.rs"), "ResetRequest"),
        (include_str!("../methods/invalidate.ts"), include_str!("../methods/invalidate.rs"), "InvalidateRequest"),
        (include_str!("../methods/list.ts"), include_str!("../methods/list.rs"), "ListRequest"),
        (
            include_str!("../methods/lookup_by_email.ts"),
            include_str!("../methods/lookup_by_email.rs"),
            "LookupByEmailRequest",
        ),
    ] {
        let set = between(source, "fn set(", "\n    }\n");
        let taken = |key: &RequestKey| set.contains(&format!("RequestKey::{key:?} => self."));
        let taken: BTreeSet<&str> = RequestKey::ALL.iter().filter(|key| taken(key)).map(|key| key.name()).collect();
        assert!(!taken.is_empty(), "{source}");
        let declared = between(types, &format!("export type {own} ="), ";\n\n");
        assert_eq!(declared.lines().filter_map(property).collect::<BTreeSet<_>>(), taken, "{own}");
        assert_eq!(quoted(between(types, "FurtherProperties<", ">")), taken, "{own}");
    }
    assert_eq!(quoted(between(TYPES, "type Documented =", ";")), names::<RequestKey>());
}

#[test]
fn unions_have_the_names_that_rust_has() {
    assert_eq!(union("MethodName"), PerMethod::<()>::default().all().map(|(method, ())| method.name()).into());
    assert_eq!(union("Outcome"), names::<Outcome>());
    assert_eq!(union("ErrorKind"), names::<ErrorKind>());
    assert_eq!(quoted(between(TYPES, "readonly phase: ", ";")), names::<Phase>());
    assert_eq!(union("SlackErrorCode"), documented().collect());
}

#[test]
fn the_entry_has_every_method_with_its_name_and_what_is_known_before_it_is_sent() {
    let entry = include_str!("../js/entry.js");
    for (method, ()) in PerMethod::<()>::default().all() {
        let (name, outcome) = (method.name(), method.outcome(Outcome::NotSent).name());
        assert!(entry.contains(&format!(r#"{{ method: "{name}", outcome: "{outcome}" }}"#)), "{name}");
    }
}

/// The names of the classes that calls reject with.
fn classes() -> BTreeSet<&'static str> {
    let faults = [
        Fault::Argument(refuse("", "")),
        Fault::Api { code: String::new(), kind: ErrorKind::Run, documented: false, needed_scope: None },
        Fault::RateLimited { retry_after: 0.0 },
        Fault::Http { status: 0 },
        Fault::Network(NetworkFault::NoFetch),
        Fault::Timeout(Phase::Read),
        Fault::Protocol(ProtocolFault::TooLong),
    ];
    // A new fault must be added to the list above.
    for fault in &faults {
        match fault {
            Fault::Argument(_) | Fault::Api { .. } | Fault::RateLimited { .. } | Fault::Http { .. } => {}
            Fault::Network(_) | Fault::Timeout(_) | Fault::Protocol(_) | Fault::Aborted => {}
        }
    }
    faults.iter().map(Fault::class).collect()
}

/// The classes that a text declares, each with what follows its name.
fn declared(text: &str) -> impl Iterator<Item = (&str, &str)> {
    text.split("\nexport class ").skip(1).filter_map(|class| class.split_once(" extends "))
}

#[test]
fn every_error_class_is_declared_and_exported_everywhere() {
    let all: BTreeSet<&str> = classes().into_iter().chain(["SlackError"]).collect();
    for (file, text) in [("errors.js", ERRORS), ("types.ts", TYPES)] {
        assert_eq!(declared(text).map(|(name, _)| name).collect::<BTreeSet<_>>(), all, "{file}");
    }
    let by_name = between(ERRORS, "const classes = {\n", "\n}").lines().map(|line| line.trim().trim_end_matches(','));
    assert_eq!(by_name.collect::<BTreeSet<_>>(), all);
    for (file, text) in [
        ("src/js/entry.js", between(include_str!("../js/entry.js"), "export {\n", "\n}")),
        ("pkg/index.js", between(include_str!("../../pkg/index.js"), "export const {\n", "\n}")),
        ("pkg/node.mjs", between(include_str!("../../pkg/node.mjs"), "export const {\n", "\n}")),
        ("pkg/slim.mjs", between(include_str!("../../pkg/slim.mjs"), "export const {\n", "\n}")),
        ("pkg/workerd.js", between(include_str!("../../pkg/workerd.js"), "export const {\n", "\n}")),
    ] {
        let names = text.lines().map(|line| line.trim().trim_end_matches(','));
        let errors: BTreeSet<&str> = names.filter(|name| !["AdminUsersSessionApi", "init"].contains(name)).collect();
        assert_eq!(errors, all, "{file}");
    }
    // These export all that the core exports.
    for (file, text, all_of_it) in [
        ("pkg/index.cjs", include_str!("../../pkg/index.cjs"), "module.exports = exported;"),
        ("pkg/slim.cjs", include_str!("../../pkg/slim.cjs"), "module.exports = { ...exported, "),
        ("pkg/slim.js", include_str!("../../pkg/slim.js"), "export * from \"./core/core.js\";"),
    ] {
        assert!(text.contains(all_of_it), "{file}");
    }
}

#[test]
fn every_error_class_has_the_same_code_in_typescript_and_in_the_readme() {
    let code_after = |rest: &'static str, before| rest.split_once(before).and_then(|(_, rest)| rest.split('"').next());
    for class in classes() {
        let find = |text| declared(text).find(|(name, _)| *name == class).unwrap().1;
        let thrown = code_after(find(ERRORS), "static code = \"").unwrap();
        assert_eq!(code_after(find(TYPES), "readonly code: \""), Some(thrown), "{class}");
        assert!(README.contains(&format!("| `{class}` | `{thrown}` |")), "{class}");
    }
}

#[test]
fn documented_defaults_are_those_in_the_code() {
    let Limits { timeout, deadline, retry } = Limits::default();
    let MaxConcurrency(concurrency) = MaxConcurrency::default();
    assert_eq!(timeout.read, None);
    for (interface, key, default) in [
        ("Configuration", "timeout", timeout.connect),
        ("Configuration", "deadline", deadline),
        ("Configuration", "maxConcurrency", f64::from(concurrency.unwrap())),
        ("Retry", "attempts", f64::from(retry.attempts)),
        ("Retry", "minDelay", retry.min_delay),
        ("Retry", "maxDelay", retry.max_delay),
        ("Retry", "maxRetryAfter", retry.max_retry_after),
    ] {
        let declaration = between(TYPES, &format!("export interface {interface} {{\n"), "\n}");
        let before = declaration.split(&format!("\n  {key}?:")).next().unwrap();
        let comment = before.rsplit("/**").next().unwrap();
        assert_eq!(number(comment.rsplit_once("Default ").unwrap().1, ' '), default, "{interface}.{key}");
        // A row of the README may have two keys: names and defaults are in the same order.
        let rows = README.lines().map(|line| line.split('|').collect::<Vec<_>>()).filter(|cells| cells.len() > 4);
        let mut tables = rows.map(|cells| (code(cells[1]), code(cells[cells.len() - 2])));
        let has_default = |(names, defaults): &(Vec<&str>, Vec<&str>)| {
            names.contains(&key) && defaults.iter().any(|default| default.starts_with(|c: char| c.is_ascii_digit()))
        };
        let (names, defaults) =
            tables.find(has_default).unwrap_or_else(|| panic!("the README has no default for {key}"));
        let place = names.iter().position(|name| *name == key).unwrap();
        assert_eq!(number(defaults[place], '_'), default, "README, {key}");
    }
    assert!(retry.unknown && between(TYPES, "export interface Retry {\n", "\n}").contains("Default `true`"));
}

/// The number at the start of a text; `separator` separates its thousands.
fn number(text: &str, separator: char) -> f64 {
    let digits = text.chars().take_while(|c| c.is_ascii_digit() || *c == separator).filter(char::is_ascii_digit);
    digits.collect::<String>().parse().unwrap_or(f64::NAN)
}

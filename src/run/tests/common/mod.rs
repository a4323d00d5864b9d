//! What JavaScript does around the run, in Rust: it parses JSON, and passes on the values.
#![allow(dead_code, reason = "each test file uses only a part of it")]

pub mod session;

use serde_json::{Map, Value as Json};
use slack_admin_session_run::{
    FlagKey, Heading, JsonEntry, List, ListReader, Listed, Method, Now, NumberKey, PerMinute, Plan, Problems,
    Properties, Protected, Purpose, RecordError, RecordReader, Replay, Target, TextKey, Value,
};

/// As the border reads a value.
pub fn value(json: Option<&Json>) -> Value {
    match json {
        None | Some(Json::Null) => Value::Missing,
        Some(Json::String(text)) => Value::Text(text.clone()),
        Some(Json::Number(number)) => Value::Number(number.as_f64().unwrap_or(f64::NAN)),
        Some(Json::Bool(flag)) => Value::Flag(*flag),
        Some(Json::Array(_) | Json::Object(_)) => Value::Other,
    }
}

struct Object(Map<String, Json>);

impl Properties for Object {
    fn text(&self, key: TextKey) -> Option<String> {
        self.0.get(key.name()).map(|value| value.as_str().unwrap().to_owned())
    }

    fn number(&self, key: NumberKey) -> Option<f64> {
        self.0.get(key.name()).map(|value| value.as_f64().unwrap())
    }

    fn flag(&self, key: FlagKey) -> bool {
        self.0.get(key.name()).is_some_and(|value| value.as_bool().unwrap())
    }

    fn protect(&self) -> Vec<String> {
        let texts = self.0.get("protect").and_then(Json::as_array);
        texts.into_iter().flatten().map(|value| value.as_str().unwrap().to_owned()).collect()
    }
}

/// Whether each property has the type that it has in the record, as src/run/js/record.js checks.
fn is_typed(line: &Map<String, Json>) -> bool {
    line.iter().all(|(key, value)| match key.as_str() {
        "type" | "at" | "method" | "host" | "user_id" | "session_id" | "team_id" => value.is_string(),
        "state" | "error" | "kind" | "request_id" => value.is_string(),
        "version" | "per_minute" | "n" | "line" | "targets" | "duplicates" | "skipped" | "retry_after" | "torn" => {
            value.is_number()
        }
        "mobile_only" | "web_only" => value.is_boolean(),
        "protected" => value.is_boolean() || value.is_number(),
        "protect" => value.as_array().is_some_and(|values| values.iter().all(Json::is_string)),
        _ => true,
    })
}

fn object(line: &str) -> Option<Map<String, Json>> {
    match serde_json::from_str(line) {
        Ok(Json::Object(object)) => Some(object),
        _ => None,
    }
}

/// Reads a list of ids that comes in pieces of this size.
pub fn read_list_in(size: usize, purpose: Purpose, bytes: &[u8]) -> Result<List, Problems> {
    read_in(size, purpose, bytes).map(|listed| match listed {
        Listed::List(list) => list,
        Listed::LookUp(look_up) => panic!("a list of ids was expected: {look_up:?}"),
    })
}

/// Reads a list of addresses or ids.
pub fn read_in(size: usize, purpose: Purpose, bytes: &[u8]) -> Result<Listed, Problems> {
    let mut reader = ListReader::new(purpose);
    for piece in bytes.chunks(size) {
        reader.push(piece);
        answer_lines(&mut reader);
    }
    reader.end();
    answer_lines(&mut reader);
    reader.finish()
}

fn answer_lines(reader: &mut ListReader) {
    while let Some(line) = reader.json_line() {
        let Some(object) = object(&line) else {
            reader.not_json();
            continue;
        };
        let at = |path: &[&str]| {
            let inner = |from: Option<Json>, name: &&str| from.as_ref().and_then(|value| value.get(name)).cloned();
            value(path.iter().fold(Some(Json::Object(object.clone())), inner).as_ref())
        };
        reader.json(JsonEntry {
            user_id: at(&["user_id"]),
            session_id: at(&["session_id"]),
            team_id: at(&["team_id"]),
            actor_id: at(&["actor", "user", "id"]),
            entity_type: at(&["entity", "type"]),
            entity_id: at(&["entity", "user", "id"]),
            context_session_id: at(&["context", "session_id"]),
        });
    }
}

pub fn read_list(purpose: Purpose, bytes: impl AsRef<[u8]>) -> Result<List, Problems> {
    read_list_in(4096, purpose, bytes.as_ref())
}

/// A plan to reset these users.
pub fn plan(list: &str, protect: Option<&str>, per_minute: f64) -> Plan {
    let protected = protect.map(|users| Protected::new(read_list(Purpose::Protect, users).unwrap()));
    let method = Method::named("admin.users.session.reset", false, false).unwrap();
    let list = read_list(Purpose::of(method), list).unwrap();
    Plan::new(method, PerMinute::new(per_minute).unwrap(), list, protected.as_ref()).unwrap()
}

pub fn heading() -> Heading {
    Heading {
        run: "0".repeat(32),
        tool: "tests/1".to_owned(),
        host: "https://slack.com/api".to_owned(),
        ..Heading::default()
    }
}

pub fn read_record(bytes: &[u8]) -> Result<Replay, RecordError> {
    let mut reader = RecordReader::new();
    for piece in bytes.chunks(1000) {
        reader.push(piece);
        answer_events(&mut reader);
    }
    reader.end();
    answer_events(&mut reader);
    reader.finish()
}

fn answer_events(reader: &mut RecordReader) {
    for line in reader.lines().iter().flat_map(|lines| lines.split('\n')) {
        match object(line).filter(is_typed) {
            Some(object) => reader.event(&Object(object)),
            None => reader.unreadable(),
        }
    }
}

pub fn now(seconds: f64) -> Now {
    Now { monotonic: seconds * 1000.0, wall: 1_795_576_364_000.0 + seconds * 1000.0 }
}

/// The ids of targets.
pub fn users(targets: &[Target]) -> Vec<&str> {
    targets.iter().map(|target| target.user_id.as_deref().unwrap_or_default()).collect()
}

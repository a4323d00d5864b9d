//! The request log of a world.

use std::collections::{BTreeMap, VecDeque};
use std::time::{SystemTime, UNIX_EPOCH};

use axum::http::request::Parts;
use serde::Serialize;

/// The oldest entries go first, so that long runs don't fill the memory.
const KEPT: usize = 20_000;

/// The latest requests, in order.
#[derive(Default, Serialize)]
#[serde(transparent)]
pub struct Log {
    entries: VecDeque<Entry>,
    #[serde(skip)]
    count: u64,
}

/// One request, as it came in.
#[derive(Serialize)]
pub struct Entry {
    n: u64,
    at_ms: u64,
    http_method: String,
    path: String,
    query: String,
    headers: BTreeMap<String, String>,
    body: String,
    api_method: String,
    /// The status that was sent; null until then.
    status: Option<u16>,
    connection: u64,
}

impl Log {
    /// Forgets all entries.
    pub fn clear(&mut self) {
        // The count goes on: a request in flight must not write into a newer one's entry.
        self.entries.clear();
    }

    /// Enters a request whose body has yet to come, and numbers it.
    pub fn enter(&mut self, parts: &Parts, api_method: &str, connection: u64) -> u64 {
        let at = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        let mut headers = BTreeMap::<String, String>::new();
        for (name, value) in &parts.headers {
            let value = String::from_utf8_lossy(value.as_bytes());
            let line = headers.entry(name.to_string()).or_default();
            if !line.is_empty() {
                line.push_str(", ");
            }
            line.push_str(&value);
        }
        self.count += 1;
        if self.entries.len() == KEPT {
            self.entries.pop_front();
        }
        self.entries.push_back(Entry {
            n: self.count,
            at_ms: u64::try_from(at.as_millis()).unwrap_or_default(),
            http_method: parts.method.to_string(),
            path: parts.uri.path().to_owned(),
            query: parts.uri.query().unwrap_or_default().to_owned(),
            headers,
            body: String::new(),
            api_method: api_method.to_owned(),
            status: None,
            connection,
        });
        self.count
    }

    /// Enters the body of request `n`.
    pub fn body(&mut self, n: u64, body: &[u8]) {
        if let Some(entry) = self.entry(n) {
            entry.body = String::from_utf8_lossy(body).into_owned();
        }
    }

    /// Enters the status that is sent for request `n`.
    pub fn status(&mut self, n: u64, status: u16) {
        if let Some(entry) = self.entry(n) {
            entry.status = Some(status);
        }
    }

    fn entry(&mut self, n: u64) -> Option<&mut Entry> {
        let first = self.entries.front()?.n;
        self.entries.get_mut(usize::try_from(n.checked_sub(first)?).ok()?)
    }
}

//! Slack's own answers: bodies and headers.

use std::borrow::Cow;
use std::sync::LazyLock;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{SystemTime, UNIX_EPOCH};

use serde::Serialize;
use serde_json::{Map, Value};

use crate::refusal::Refusal;
use crate::reply::Reply;

/// As recorded, on success and failure alike, and on a preflight.
pub const CORS: [(&str, &str); 3] = [
    ("access-control-allow-origin", "*"),
    (
        "access-control-allow-headers",
        "slack-route, x-slack-version-ts, x-b3-traceid, x-b3-spanid, x-b3-parentspanid, x-b3-sampled, x-b3-flags",
    ),
    ("access-control-expose-headers", "x-slack-req-id, retry-after"),
];

/// An answer before it is sent.
#[derive(Default)]
pub struct Answer {
    content: Content,
    /// The scopes that the token has.
    scopes: Option<String>,
    /// The scope that the method needs.
    accepted: Option<&'static str>,
    retry_after: Option<u64>,
}

#[derive(Default, Serialize)]
struct Content {
    ok: bool,
    #[serde(flatten)]
    found: Map<String, Value>,
    #[serde(skip_serializing_if = "Option::is_none")]
    error: Option<Cow<'static, str>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    needed: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    provided: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    warning: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    response_metadata: Option<Metadata>,
}

#[derive(Default, Serialize)]
struct Metadata {
    #[serde(skip_serializing_if = "Option::is_none")]
    next_cursor: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    warnings: Vec<&'static str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    messages: Vec<String>,
}

impl Answer {
    /// It is done, and there is no more to say.
    pub fn done() -> Self {
        Self { content: Content { ok: true, ..Content::default() }, ..Self::default() }
    }

    /// What was asked for.
    pub fn found<const N: usize>(found: [(&str, Value); N]) -> Self {
        let mut answer = Self::done();
        answer.content.found = found.into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
        answer
    }

    /// A refusal, with what else belongs to its code.
    pub fn refused(refusal: Refusal) -> Self {
        let mut answer = Self { retry_after: refusal.retry_after, ..Self::default() };
        answer.content.error = Some(refusal.code);
        if let Some((needed, provided)) = refusal.scopes {
            answer.content.needed = Some(needed);
            answer.content.provided = Some(provided);
        }
        if let Some(message) = refusal.message {
            answer.metadata().messages.push(format!("[ERROR] {message}"));
        }
        answer
    }

    /// Says where the next page begins; empty after the last one.
    pub fn next_cursor(mut self, cursor: String) -> Self {
        self.metadata().next_cursor = Some(cursor);
        self
    }

    /// Adds a remark, if there is one.
    pub fn warning(mut self, warning: Option<&'static str>) -> Self {
        if let Some(code) = warning {
            self.content.warning = Some(code);
            self.metadata().warnings.push(code);
        }
        self
    }

    /// Says which scopes the token has.
    pub fn scopes(mut self, scopes: String) -> Self {
        self.scopes = Some(scopes);
        self
    }

    /// Says which scope the method needs.
    pub fn accepted(mut self, scope: Option<&'static str>) -> Self {
        self.accepted = scope;
        self
    }

    /// Whether the call was carried out.
    pub fn is_ok(&self) -> bool {
        self.content.ok
    }

    /// As it is sent.
    pub fn reply(&self) -> Reply {
        Reply {
            status: if self.retry_after.is_some() { 429 } else { 200 },
            headers: self.headers(),
            body: serde_json::to_vec(&self.content).unwrap_or_default(),
        }
    }

    fn headers(&self) -> Vec<(String, String)> {
        let mut headers =
            vec![("content-type", "application/json; charset=utf-8".to_owned()), ("x-slack-req-id", request_id())];
        headers.extend(self.accepted.map(|scope| ("x-accepted-oauth-scopes", scope.to_owned())));
        headers.extend(self.scopes.clone().map(|scopes| ("x-oauth-scopes", scopes)));
        headers.extend(self.retry_after.map(|seconds| ("retry-after", seconds.to_string())));
        headers.extend(CORS.map(|(name, value)| (name, value.to_owned())));
        headers.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()
    }

    fn metadata(&mut self) -> &mut Metadata {
        self.content.response_metadata.get_or_insert_default()
    }
}

/// Unique for each answer, even across runs.
fn request_id() -> String {
    static RUN: LazyLock<u64> = LazyLock::new(|| {
        let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        u64::try_from(now.as_nanos()).unwrap_or_default()
    });
    static COUNT: AtomicU64 = AtomicU64::new(0);
    format!("{:016x}{:016x}", *RUN, COUNT.fetch_add(1, Ordering::Relaxed))
}

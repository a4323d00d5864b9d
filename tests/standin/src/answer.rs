//! Slack's own answers: bodies and headers.

use std::sync::LazyLock;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{SystemTime, UNIX_EPOCH};

use axum::body::Body;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::Serialize;

use crate::arguments::Malformed;
use crate::token::{NEEDED_SCOPE, OTHER_SCOPE};

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
    status: StatusCode,
    content: Content,
    scopes: Option<&'static str>,
    retry_after: Option<u64>,
}

#[derive(Default, Serialize)]
struct Content {
    ok: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    error: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    needed: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    provided: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    warning: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    response_metadata: Option<Metadata>,
}

#[derive(Default, Serialize)]
struct Metadata {
    #[serde(skip_serializing_if = "Vec::is_empty")]
    warnings: Vec<&'static str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    messages: Vec<String>,
}

impl Answer {
    /// The answer to a deed.
    pub fn of(result: Result<(), &'static str>) -> Self {
        match result {
            Ok(()) => Self { content: Content { ok: true, ..Content::default() }, ..Self::default() },
            Err(code) => Self::error(code),
        }
    }

    /// A refusal, with what else belongs to its code.
    pub fn error(code: &'static str) -> Self {
        let mut answer = Self::default();
        answer.content.error = Some(code);
        match code {
            "missing_scope" => {
                answer.content.needed = Some(NEEDED_SCOPE);
                answer.content.provided = Some(OTHER_SCOPE);
            }
            "ratelimited" => {
                answer.status = StatusCode::TOO_MANY_REQUESTS;
                answer.retry_after = Some(1);
            }
            _ => {}
        }
        answer
    }

    /// Over the limit: the caller may come back after so many seconds.
    pub fn limited(seconds: u64) -> Self {
        Self { retry_after: Some(seconds), ..Self::error("ratelimited") }
    }

    /// A refusal that says what is wrong with the request.
    pub fn malformed(malformed: &Malformed) -> Self {
        let mut answer = Self::error(malformed.code);
        answer.metadata().messages.push(format!("[ERROR] {}", malformed.message));
        answer
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
    pub fn scopes(mut self, scopes: &'static str) -> Self {
        self.scopes = Some(scopes);
        self
    }

    /// The HTTP status.
    pub fn status(&self) -> u16 {
        self.status.as_u16()
    }

    /// The JSON text.
    pub fn body(&self) -> Vec<u8> {
        serde_json::to_vec(&self.content).unwrap_or_default()
    }

    /// All headers but those that frame the body.
    pub fn headers(&self) -> Vec<(&'static str, String)> {
        let mut headers = vec![
            ("content-type", "application/json; charset=utf-8".to_owned()),
            ("x-slack-req-id", request_id()),
            ("x-accepted-oauth-scopes", NEEDED_SCOPE.to_owned()),
        ];
        headers.extend(self.scopes.map(|scopes| ("x-oauth-scopes", scopes.to_owned())));
        headers.extend(self.retry_after.map(|seconds| ("retry-after", seconds.to_string())));
        headers.extend(CORS.map(|(name, value)| (name, value.to_owned())));
        headers
    }

    fn metadata(&mut self) -> &mut Metadata {
        self.content.response_metadata.get_or_insert_default()
    }
}

impl IntoResponse for Answer {
    fn into_response(self) -> Response {
        let start = Response::builder().status(self.status);
        let built = self.headers().into_iter().fold(start, |response, (name, value)| response.header(name, value));
        built.body(Body::from(self.body())).unwrap_or_default()
    }
}

/// Unique for each answer, also of other runs.
fn request_id() -> String {
    static RUN: LazyLock<u64> = LazyLock::new(|| {
        let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        u64::try_from(now.as_nanos()).unwrap_or_default()
    });
    static COUNT: AtomicU64 = AtomicU64::new(0);
    format!("{:016x}{:016x}", *RUN, COUNT.fetch_add(1, Ordering::Relaxed))
}

//! What the tests call the stand-in with.

use std::io::{self, Read, Write};
use std::net::TcpStream;
use std::sync::LazyLock;
use std::sync::mpsc;
use std::time::{Duration, Instant};

use serde_json::Value;
use standin::{Options, serve};
use ureq::http::{HeaderMap, Request, Response};

pub const ADMIN: &str = "Bearer xoxp-standin-admin";
pub const RESET: &str = "admin.users.session.reset";
pub const INVALIDATE: &str = "admin.users.session.invalidate";
pub const LIST: &str = "admin.users.session.list";
pub const LOOKUP: &str = "users.lookupByEmail";
pub const AUTH_TEST: &str = "auth.test";
pub const OK: &str = r#"{"ok":true}"#;

/// The longest wait for anything: far longer than a busy machine needs.
const PATIENCE: Duration = Duration::from_secs(120);
const FORM: &str = "application/x-www-form-urlencoded";

static BASE: LazyLock<String> = LazyLock::new(|| {
    let (sender, base) = mpsc::channel();
    std::thread::spawn(move || {
        let runtime = tokio::runtime::Runtime::new().expect("a runtime");
        runtime.block_on(async {
            let running = serve(Options::default()).await.expect("a free port");
            sender.send(running.base.clone()).expect("a test waits for the address");
            std::future::pending::<()>().await;
        });
    });
    base.recv().expect("the stand-in starts")
});

/// A world of the shared stand-in.
pub struct World {
    pub base: String,
}

/// An answer, read to its end.
#[derive(Debug)]
pub struct Answer {
    pub status: u16,
    pub headers: HeaderMap,
    pub text: String,
}

/// What came over a bare socket, and how it ended.
#[derive(Debug)]
pub struct Received {
    pub text: String,
    pub end: Result<(), io::ErrorKind>,
}

pub fn world(name: &str) -> World {
    World { base: format!("{}/w/{name}", *BASE) }
}

pub fn agent() -> ureq::Agent {
    ureq::Agent::config_builder()
        .http_status_as_error(false)
        .allow_non_standard_methods(true)
        .proxy(None)
        .timeout_global(Some(PATIENCE))
        .build()
        .into()
}

impl Answer {
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.text).unwrap_or_else(|error| panic!("{error}: {}", self.text))
    }

    pub fn error(&self) -> String {
        self.json()["error"].as_str().unwrap_or("no error").to_owned()
    }

    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).map(|value| value.to_str().expect("a header in ASCII"))
    }

    fn of(mut response: Response<ureq::Body>) -> Self {
        let text = response.body_mut().read_to_string().expect("a whole body");
        Self { status: response.status().as_u16(), headers: response.headers().clone(), text }
    }
}

impl World {
    /// A form call by the admin.
    pub fn form(&self, method: &str, body: &str) -> Answer {
        self.call(method, &[("authorization", ADMIN), ("content-type", FORM)], body)
    }

    /// A JSON call by the admin.
    pub fn json(&self, method: &str, body: &str) -> Answer {
        self.call(method, &[("authorization", ADMIN), ("content-type", "application/json; charset=utf-8")], body)
    }

    /// A form call with a token of one's own in the form.
    pub fn with_token(&self, token: &str, method: &str, body: &str) -> Answer {
        self.call(method, &[("content-type", FORM)], &format!("{body}&token={token}"))
    }

    pub fn call(&self, method: &str, headers: &[(&str, &str)], body: &str) -> Answer {
        self.send("POST", &format!("/api/{method}"), headers, body)
    }

    pub fn send(&self, verb: &str, path: &str, headers: &[(&str, &str)], body: &str) -> Answer {
        Answer::of(agent().run(self.request(verb, path, headers, body)).expect("an answer"))
    }

    pub fn request(&self, verb: &str, path: &str, headers: &[(&str, &str)], body: &str) -> Request<String> {
        let start = Request::builder().method(verb).uri(format!("{}{path}", self.base));
        let built = headers.iter().fold(start, |request, (name, value)| request.header(*name, *value));
        built.body(body.to_owned()).expect("a valid request")
    }

    pub fn state(&self) -> Value {
        self.send("GET", "/control/state", &[], "").json()
    }

    /// The clients of a user's sessions, in order.
    pub fn sessions(&self, user: &str) -> Vec<String> {
        let state = self.state();
        let users = state["users"].as_array().expect("users");
        let user = users.iter().find(|known| known["id"] == user).expect("a seeded user");
        let sessions = user["sessions"].as_array().expect("sessions");
        sessions.iter().map(|session| session["client"].as_str().expect("a client").to_owned()).collect()
    }

    pub fn requests(&self) -> Vec<Value> {
        let shown = self.send("GET", "/control/requests", &[], "").json();
        shown.as_array().expect("requests").clone()
    }

    /// Waits until that many requests have come.
    pub fn arrival(&self, count: usize) {
        let start = Instant::now();
        while self.requests().len() < count {
            assert!(start.elapsed() < PATIENCE, "{count} requests were expected, fewer came");
            std::thread::sleep(Duration::from_millis(10));
        }
    }

    /// Adds faults to the queue.
    pub fn script(&self, faults: Value) {
        self.control("faults", faults);
    }

    /// A call of the control path that has to succeed.
    pub fn control(&self, path: &str, body: Value) {
        let answer = self.send("POST", &format!("/control/{path}"), &[], &body.to_string());
        assert_eq!((answer.status, answer.text.as_str()), (200, OK));
    }

    /// What the control path shows of the targets: those with this value of a field.
    pub fn targets(&self, field: &str, value: &str) -> Vec<Value> {
        let shown = self.send("GET", "/control/targets", &[], "").json();
        let targets = shown.as_array().expect("targets").iter();
        targets.filter(|target| target[field] == value).cloned().collect()
    }

    /// How often each method was called.
    pub fn counts(&self) -> Value {
        self.send("GET", "/control/counts", &[], "").json()
    }

    /// A reset of W12345678 over a bare socket.
    pub fn bare(&self) -> Received {
        let mut socket = self.socket();
        self.write_reset(&mut socket);
        let mut bytes = Vec::new();
        let end = socket.read_to_end(&mut bytes).map(|_| ()).map_err(|error| error.kind());
        Received { text: String::from_utf8_lossy(&bytes).into_owned(), end }
    }

    pub fn socket(&self) -> TcpStream {
        let socket = TcpStream::connect(self.host()).expect("a connection");
        socket.set_read_timeout(Some(PATIENCE)).expect("a timeout");
        socket
    }

    pub fn write_reset(&self, socket: &mut TcpStream) {
        let (host, body) = (self.host(), "user_id=W12345678&token=xoxp-standin-admin");
        let path = &self.base["http://".len() + host.len()..];
        let length = body.len();
        write!(
            socket,
            "POST {path}/api/{RESET} HTTP/1.1\r\nhost: {host}\r\ncontent-type: {FORM}\r\ncontent-length: {length}\r\n\r\n{body}"
        )
        .expect("the request is taken");
    }

    fn host(&self) -> &str {
        let rest = self.base.trim_start_matches("http://");
        rest.split_once('/').map_or(rest, |(host, _)| host)
    }
}

impl Received {
    pub fn body(&self) -> &str {
        self.text.split_once("\r\n\r\n").expect("headers").1
    }
}

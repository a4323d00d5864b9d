//! A reply: status, headers and body as they are sent.

use axum::body::Body;
use axum::response::{IntoResponse, Response};

/// A whole reply, without the headers that frame its body.
pub struct Reply {
    pub status: u16,
    pub headers: Vec<(String, String)>,
    pub body: Vec<u8>,
}

impl IntoResponse for Reply {
    fn into_response(self) -> Response {
        let start = Response::builder().status(self.status);
        let built = self.headers.iter().fold(start, |response, (name, value)| response.header(name, value));
        built.body(Body::from(self.body)).unwrap_or_default()
    }
}

//! From a fault to the script that is played on the socket.

use std::time::Duration;

use axum::http::StatusCode;

use crate::answer::{Answer, CORS};
use crate::fault::{Chunk, Cut, Fault};
use crate::foreign;
use crate::method::Method;
use crate::refusal::Refusal;
use crate::reply::Reply;
use crate::script::{Ending, Head, Piece, Script, first_half, total};
use crate::ticket::Ticket;
use crate::token::Token;

/// Makes the script. `real` is the answer of a call that was carried out.
pub fn stage(fault: &Fault, method: Option<Method>, real: Option<Answer>, keep_alive: bool, ticket: Ticket) -> Script {
    let delay = Duration::from_millis(fault.delay_ms);
    let close = if fault.reset { Ending::Reset } else { Ending::Close };
    if let Some(raw) = &fault.raw_base64 {
        let pieces = vec![Piece::once(Duration::ZERO, raw.0.clone())];
        return Script { delay, head: None, pieces, ending: close, ticket };
    }
    if fault.cut == Some(Cut::BeforeHeaders) {
        return Script { delay, head: None, pieces: Vec::new(), ending: close, ticket };
    }

    let reply = reply(fault, method, real);
    let status = fault.status.unwrap_or(reply.status);
    let mut pieces = body(fault, &reply);
    let headers = headers(fault, &reply, total(&pieces));
    let framed = headers.iter().any(|(name, _)| is(name, "content-length") || is(name, "transfer-encoding"));
    let lies = fault.content_length.is_some_and(|length| total(&pieces) != Some(length));
    match fault.cut {
        Some(Cut::MidBody) => pieces = first_half(pieces),
        Some(_) => pieces.clear(),
        None => {}
    }
    pieces.insert(0, Piece::once(Duration::from_millis(fault.body_delay_ms), Vec::new()));
    let stays = keep_alive && framed && !lies && fault.cut.is_none();
    let ending = if stays { Ending::KeepAlive } else { close };
    let head = Some(Head { status, bytes: head(status, fault.reason.as_deref(), &headers) });
    Script { delay, head, pieces, ending, ticket }
}

/// What the fault changes.
fn reply(fault: &Fault, method: Option<Method>, real: Option<Answer>) -> Reply {
    if fault.portal {
        return foreign::portal();
    }
    if let Some(location) = &fault.redirect {
        return foreign::redirect(location);
    }
    if let Some(real) = real.filter(|_| fault.pass) {
        return real.reply();
    }
    let answer = match &fault.error {
        Some(code) => Answer::refused(Refusal::asked_for(code, method)),
        None => Answer::done(),
    };
    answer.accepted(method.and_then(Method::scope)).scopes(Token::default().scopes()).reply()
}

fn is_chunked(fault: &Fault) -> bool {
    fault.content_length.is_none() && (fault.chunks.is_some() || fault.endless.is_some())
}

fn body(fault: &Fault, reply: &Reply) -> Vec<Piece> {
    let whole = |data: &[u8]| vec![Piece::once(Duration::ZERO, data.to_vec())];
    let chunked = is_chunked(fault);
    let piece = |chunk: &Chunk, times| {
        let data = if chunked { framed_chunk(chunk.bytes()) } else { chunk.bytes().to_vec() };
        Piece { delay: Duration::from_millis(chunk.delay_ms), data, times }
    };
    if let Some(text) = &fault.body {
        whole(text.as_bytes())
    } else if let Some(bytes) = &fault.body_base64 {
        whole(&bytes.0)
    } else if let Some(json) = &fault.json {
        whole(json.get().as_bytes())
    } else if let Some(chunks) = &fault.chunks {
        let mut pieces: Vec<_> = chunks.iter().map(|chunk| piece(chunk, Some(1))).collect();
        if chunked {
            pieces.extend(whole(b"0\r\n\r\n"));
        }
        pieces
    } else if let Some(chunk) = &fault.endless {
        vec![piece(chunk, None)]
    } else if let Some(repeat) = &fault.repeat {
        vec![Piece { delay: Duration::ZERO, data: repeat.data.clone().into(), times: Some(repeat.times) }]
    } else if fault.has_whole_reply() || fault.cut.is_some() {
        // A cut needs something to cut: without a body the answer would be complete.
        whole(&reply.body)
    } else {
        Vec::new()
    }
}

/// An empty chunk would be the last one, so it is left out.
fn framed_chunk(data: &[u8]) -> Vec<u8> {
    if data.is_empty() {
        return Vec::new();
    }
    [format!("{:x}\r\n", data.len()).as_bytes(), data, b"\r\n"].concat()
}

fn headers(fault: &Fault, reply: &Reply, length: Option<u64>) -> Vec<(String, String)> {
    let kept = |name: &str| fault.cors || CORS.iter().all(|(cors, _)| *cors != name);
    let mut headers: Vec<_> = reply.headers.iter().filter(|(name, _)| kept(name)).cloned().collect();
    if is_chunked(fault) {
        headers.push(("transfer-encoding".to_owned(), "chunked".to_owned()));
    } else if let Some(length) = fault.content_length.or(length) {
        headers.push(("content-length".to_owned(), length.to_string()));
    }
    for (name, value) in &fault.headers {
        headers.retain(|(default, _)| !is(default, name));
        let lines = value.as_ref().map(|value| value.lines()).unwrap_or_default();
        headers.extend(lines.into_iter().map(|line| (name.clone(), line)));
    }
    headers
}

fn head(status: u16, reason: Option<&str>, headers: &[(String, String)]) -> Vec<u8> {
    let usual = || StatusCode::from_u16(status).ok().and_then(|status| status.canonical_reason());
    let reason = reason.or_else(usual).unwrap_or_default();
    let mut head = format!("HTTP/1.1 {status} {reason}\r\n");
    for (name, value) in headers {
        head.extend([name, ": ", value, "\r\n"]);
    }
    head.push_str("\r\n");
    head.into_bytes()
}

fn is(name: &str, other: &str) -> bool {
    name.eq_ignore_ascii_case(other)
}

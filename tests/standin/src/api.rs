//! The API path: every request is logged, then answered by Slack's rules or by a scripted fault.

use std::future;

use axum::body::to_bytes;
use axum::extract::{FromRequestParts, Request, State};
use axum::http::request::Parts;
use axum::http::{Method, StatusCode, Version, header};
use axum::response::{IntoResponse, Response};

use crate::answer::CORS;
use crate::connection::Link;
use crate::log::Ticket;
use crate::script::Script;
use crate::world::{World, Worlds, path_parameter};
use crate::{method, staging};

/// What becomes of a request.
enum Course {
    Answered(Response),
    TakenOver(Script),
}

/// Answers a request to `…/api/METHOD`.
pub async fn answer(State(worlds): State<Worlds>, request: Request) -> Response {
    let (mut parts, body) = request.into_parts();
    let Ok(world) = World::from_request_parts(&mut parts, &worlds).await;
    let name = path_parameter(&mut parts, &worlds, "method").await;
    let Some(link) = parts.extensions.remove::<Link>() else {
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    };
    let ticket = Ticket::new(world.clone(), &parts, &name, link.id);
    // No limit: what a client sends is what a test wants to see.
    let Ok(body) = to_bytes(body, usize::MAX).await else {
        return StatusCode::BAD_REQUEST.into_response();
    };
    ticket.body(&body);
    match course(&world, &parts, &name, &body, ticket) {
        Course::Answered(response) => response,
        Course::TakenOver(script) => {
            link.hand_over(script);
            // The connection drops this future when it takes over.
            future::pending().await
        }
    }
}

fn course(world: &World, parts: &Parts, name: &str, body: &[u8], ticket: Ticket) -> Course {
    let answered = |response: Response| {
        ticket.status(response.status().as_u16());
        Course::Answered(response)
    };
    match parts.method {
        Method::OPTIONS => return answered(CORS.into_response()),
        Method::GET | Method::POST => {}
        _ => return answered(StatusCode::METHOD_NOT_ALLOWED.into_response()),
    }
    let mut state = world.lock();
    let Some(fault) = state.faults.take(name) else {
        let answer = method::call(&mut state, name, &parts.headers, body);
        // The log is part of the state.
        drop(state);
        return answered(answer.into_response());
    };
    let carried_out = fault.pass || fault.apply;
    let answer = carried_out.then(|| method::call(&mut state, name, &parts.headers, body));
    Course::TakenOver(staging::stage(&fault, answer, keeps_alive(parts), ticket))
}

fn keeps_alive(parts: &Parts) -> bool {
    let close =
        parts.headers.get(header::CONNECTION).is_some_and(|value| value.as_bytes().eq_ignore_ascii_case(b"close"));
    parts.version == Version::HTTP_11 && !close
}

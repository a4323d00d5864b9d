//! The API path: every request is logged, then answered by Slack's rules or by a scripted fault.

use std::future;
use std::sync::MutexGuard;

use axum::body::to_bytes;
use axum::extract::{FromRequestParts, Request, State};
use axum::http::request::Parts;
use axum::http::{Method, StatusCode, Version, header};
use axum::response::{IntoResponse, Response};

use crate::answer::{Answer, CORS};
use crate::call::Call;
use crate::connection::Link;
use crate::script::Script;
use crate::staging;
use crate::ticket::Ticket;
use crate::world::{self, World, Worlds, path_parameter};

/// How a request is answered.
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
    let mut ticket = Ticket::new(world.clone(), &parts, &name, link.id);
    // No limit: what a client sends is what a test wants to see.
    let Ok(body) = to_bytes(body, usize::MAX).await else {
        return StatusCode::BAD_REQUEST.into_response();
    };
    let call = Call::read(&name, &parts, &body);
    ticket.body(&body, call.as_ref().map(Call::target));
    match course(&world, &parts, &name, call.as_ref(), ticket) {
        Course::Answered(response) => response,
        Course::TakenOver(script) => {
            link.hand_over(script);
            // The connection drops this future when it takes over.
            future::pending().await
        }
    }
}

fn course(world: &World, parts: &Parts, name: &str, call: Option<&Call>, ticket: Ticket) -> Course {
    let answered = |response: Response, ticket: Ticket| {
        ticket.status(response.status().as_u16());
        Course::Answered(response)
    };
    match parts.method {
        Method::OPTIONS => return answered(CORS.into_response(), ticket),
        Method::GET | Method::POST => {}
        _ => return answered(StatusCode::METHOD_NOT_ALLOWED.into_response(), ticket),
    }
    let mut state = world.lock();
    let Some(fault) = state.faults.take(name, call.and_then(Call::arguments)) else {
        let answer = carry_out(state, call, &ticket);
        return answered(answer.reply().into_response(), ticket);
    };
    let answer = (fault.pass || fault.apply).then(|| carry_out(state, call, &ticket));
    Course::TakenOver(staging::stage(&fault, call.map(|call| call.method), answer, keeps_alive(parts), ticket))
}

fn carry_out(mut state: MutexGuard<'_, world::State>, call: Option<&Call>, ticket: &Ticket) -> Answer {
    let answer = match call {
        Some(call) => call.carry_out(&mut state),
        None => Answer::refused("unknown_method".into()),
    };
    // The ticket locks it again.
    drop(state);
    if answer.is_ok() {
        ticket.done();
    }
    answer
}

fn keeps_alive(parts: &Parts) -> bool {
    let close =
        parts.headers.get(header::CONNECTION).is_some_and(|value| value.as_bytes().eq_ignore_ascii_case(b"close"));
    parts.version == Version::HTTP_11 && !close
}

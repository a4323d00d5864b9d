//! The control path: a look at a world, and the scripting of its users, tokens, limits and faults.

use axum::Router;
use axum::body::Bytes;
use axum::extract::{DefaultBodyLimit, RawQuery};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use serde::Serialize;
use serde::de::DeserializeOwned;
use tower_http::cors::CorsLayer;

use crate::crowd::Crowd;
use crate::limit::Limit;
use crate::queue::Queue;
use crate::tokens::Tokens;
use crate::user::User;
use crate::world::{State, World, Worlds};

/// Its routes below a prefix, open to every origin.
pub fn routes(prefix: &str) -> Router<Worlds> {
    Router::new()
        .route(&format!("{prefix}/control/state"), get(show_state))
        .route(&format!("{prefix}/control/requests"), get(show_requests).delete(clear_requests))
        .route(&format!("{prefix}/control/targets"), get(show_targets))
        .route(&format!("{prefix}/control/counts"), get(show_counts))
        .route(&format!("{prefix}/control/reset"), post(reset))
        .route(&format!("{prefix}/control/users"), post(add_users))
        .route(&format!("{prefix}/control/tokens"), post(add_tokens))
        .route(&format!("{prefix}/control/limit"), post(set_limit))
        .route(&format!("{prefix}/control/faults"), post(add_faults).delete(clear_faults))
        .layer(CorsLayer::very_permissive())
        // Faults for thousands of users are long.
        .layer(DefaultBodyLimit::disable())
}

async fn show_state(world: World, RawQuery(query): RawQuery) -> Response {
    #[derive(Serialize)]
    struct Shown<'a> {
        users: Vec<&'a User>,
        limit: &'a Limit,
    }
    let State { organisation, limit, .. } = &*world.lock();
    let query = query.unwrap_or_default();
    let wanted: Vec<_> = form_urlencoded::parse(query.as_bytes()).filter(|(name, _)| name == "user_id").collect();
    let users = if wanted.is_empty() {
        organisation.users().collect()
    } else {
        wanted.iter().filter_map(|(_, id)| organisation.user(id)).collect()
    };
    json(StatusCode::OK, &Shown { users, limit })
}

async fn show_requests(world: World) -> Response {
    json(StatusCode::OK, &world.lock().log)
}

async fn clear_requests(world: World) -> Response {
    world.lock().log.clear();
    done(Ok(()))
}

async fn show_targets(world: World) -> Response {
    json(StatusCode::OK, &world.lock().tally)
}

async fn show_counts(world: World) -> Response {
    json(StatusCode::OK, &world.lock().tally.counts())
}

async fn reset(world: World) -> Response {
    world.reset();
    done(Ok(()))
}

async fn add_users(world: World, body: Bytes) -> Response {
    let crowd = parse::<Crowd>("users must be {\"count\": N}, and may have ids, kind and sessions", &body);
    done(crowd.and_then(|crowd| world.lock().organisation.gather(&crowd)))
}

async fn add_tokens(world: World, body: Bytes) -> Response {
    let tokens = parse::<Tokens>("tokens must be {TOKEN: {…}, …}", &body);
    done(tokens.and_then(|tokens| {
        let state = &mut *world.lock();
        if let Some(id) = tokens.users().find(|id| state.organisation.user(id).is_none()) {
            return Err(format!("there is no user {id} whose token it could be"));
        }
        state.tokens.add(tokens);
        Ok(())
    }))
}

async fn set_limit(world: World, body: Bytes) -> Response {
    let limit = parse("limit must be {\"per_minute\": N}, N a count, \"tier\" or null", &body);
    done(limit.map(|limit| world.lock().limit = limit))
}

async fn add_faults(world: World, body: Bytes) -> Response {
    done(world.lock().faults.add(&body))
}

async fn clear_faults(world: World) -> Response {
    world.lock().faults = Queue::default();
    done(Ok(()))
}

fn parse<T: DeserializeOwned>(rule: &str, body: &[u8]) -> Result<T, String> {
    serde_json::from_slice(body).map_err(|error| format!("{rule}: {error}"))
}

fn done(result: Result<(), String>) -> Response {
    match result {
        Ok(()) => json(StatusCode::OK, &serde_json::json!({ "ok": true })),
        Err(error) => json(StatusCode::BAD_REQUEST, &serde_json::json!({ "ok": false, "error": error })),
    }
}

fn json(status: StatusCode, value: &impl Serialize) -> Response {
    let text = serde_json::to_vec(value).unwrap_or_default();
    (status, [(header::CONTENT_TYPE, "application/json; charset=utf-8")], text).into_response()
}

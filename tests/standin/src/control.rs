//! The control path: a look at a world's state and log, and the scripting of its limits and faults.

use axum::Router;
use axum::body::Bytes;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use serde::Serialize;
use tower_http::cors::CorsLayer;

use crate::fault::Faults;
use crate::limit::Limit;
use crate::organisation::Organisation;
use crate::world::{State, World, Worlds};

/// Its routes below a prefix, open to every origin.
pub fn routes(prefix: &str) -> Router<Worlds> {
    Router::new()
        .route(&format!("{prefix}/control/state"), get(show_state))
        .route(&format!("{prefix}/control/requests"), get(show_requests).delete(clear_requests))
        .route(&format!("{prefix}/control/reset"), post(reset))
        .route(&format!("{prefix}/control/limit"), post(set_limit))
        .route(&format!("{prefix}/control/faults"), post(add_faults).delete(clear_faults))
        .layer(CorsLayer::very_permissive())
}

async fn show_state(world: World) -> Response {
    #[derive(Serialize)]
    struct Shown<'a> {
        users: &'a Organisation,
        limit: &'a Limit,
    }
    let State { organisation, limit, .. } = &*world.lock();
    json(StatusCode::OK, &Shown { users: organisation, limit })
}

async fn show_requests(world: World) -> Response {
    json(StatusCode::OK, &world.lock().log)
}

async fn clear_requests(world: World) -> Response {
    world.lock().log.clear();
    done(Ok(()))
}

async fn reset(world: World) -> Response {
    world.reset();
    done(Ok(()))
}

async fn set_limit(world: World, body: Bytes) -> Response {
    let parsed = serde_json::from_slice(&body);
    done(match parsed {
        Ok(limit) => {
            world.lock().limit = limit;
            Ok(())
        }
        Err(error) => Err(format!("limit must be {{\"per_minute\": N}}, N a count or null: {error}")),
    })
}

async fn add_faults(world: World, body: Bytes) -> Response {
    done(world.lock().faults.add(&body))
}

async fn clear_faults(world: World) -> Response {
    world.lock().faults = Faults::default();
    done(Ok(()))
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

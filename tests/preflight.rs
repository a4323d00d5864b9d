//! What only a network shows: whether a browser sends a preflight. Built with the feature `standin`, since it needs the
//! stand-in.
#![cfg(target_arch = "wasm32")]
#![allow(missing_docs)]

mod common;

use common::{World, reset, settled, text};
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

#[wasm_bindgen_test]
async fn a_call_from_another_origin_needs_no_preflight() {
    let world = World::fresh().await;
    settled(reset(&world.client(""), r#"{"user_id":"W12345678"}"#)).await.unwrap();
    let requests = world.requests().await;
    assert_eq!(requests.len(), 1);
    assert_eq!(text(&requests[0], "http_method"), "POST");
}

#[wasm_bindgen_test]
async fn a_call_that_needs_a_preflight_ends_in_a_network_error() {
    let world = World::fresh().await;
    let api = world.client(r#","tokenPlacement":"authorization""#);
    let error = settled(reset(&api, r#"{"user_id":"W12345678"}"#)).await.unwrap_err();
    assert_eq!(text(&error, "name"), "SlackNetworkError");
    assert!(world.requests().await.iter().all(|request| text(request, "http_method") == "OPTIONS"));
}

//! The wasm suite in Node, and a test of what happens only there.
#![cfg(target_arch = "wasm32")]
#![allow(missing_docs)]

mod common;

use common::{World, get, reset, settled, text};
use wasm_bindgen_test::wasm_bindgen_test;

#[wasm_bindgen_test]
async fn the_token_travels_in_the_authorization_header() {
    let world = World::fresh().await;
    settled(reset(&world.client(""), r#"{"user_id":"W12345678"}"#)).await.unwrap();
    let requests = world.requests().await;
    assert_eq!(text(&get(&requests[0], "headers"), "authorization"), "Bearer xoxp-standin-admin");
    assert_eq!(text(&requests[0], "body"), "user_id=W12345678");
}

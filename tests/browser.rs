//! The wasm suite in a browser, and a test of what happens only there.
#![cfg(target_arch = "wasm32")]
#![allow(missing_docs)]

mod common;

use common::{World, reset, settled, text};
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

#[wasm_bindgen_test]
async fn in_a_page_of_another_origin_the_token_is_a_form_field() {
    let world = World::fresh().await;
    settled(reset(&world.client(""), r#"{"user_id":"W12345678"}"#)).await.unwrap();
    let requests = world.requests().await;
    assert_eq!(text(&requests[0], "body"), "token=xoxp-standin-admin&user_id=W12345678");
}

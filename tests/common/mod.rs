//! The suite that runs in Node and in a browser alike. If `STANDIN` is set when it is built, it calls the stand-in at that
//! address; otherwise a small Slack of its own, so that `wasm-pack test` needs no server.

use js_sys::{Array, Function, JSON, Object, Promise, Reflect};
use slack_admin_session::AdminUsersSessionApi;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use wasm_bindgen_test::wasm_bindgen_test;

#[wasm_bindgen]
extern "C" {
    /// A Slack with the state of the seed: a world of the stand-in, or the suite's own.
    pub type World;

    #[wasm_bindgen(method, getter)]
    fn host(this: &World) -> JsValue;
    #[wasm_bindgen(method, getter)]
    fn fetch(this: &World) -> JsValue;
    #[wasm_bindgen(method, js_name = requests)]
    fn ask_for_requests(this: &World) -> Promise;
    #[wasm_bindgen(method, js_name = sessions)]
    fn ask_for_sessions(this: &World, user_id: &str) -> Promise;
}

impl World {
    /// A new one: nothing that happens in another one is seen in it.
    pub async fn fresh() -> Self {
        let world = match option_env!("STANDIN") {
            Some(standin) => standin_world(standin).await,
            None => Function::new_no_args(include_str!("slack.js")).call0(&JsValue::UNDEFINED),
        };
        world.unwrap().unchecked_into()
    }

    /// The requests that came in, oldest first.
    pub async fn requests(&self) -> Vec<JsValue> {
        list(self.ask_for_requests()).await
    }

    /// The number of a user's sessions.
    pub async fn sessions(&self, user_id: &str) -> usize {
        list(self.ask_for_sessions(user_id)).await.len()
    }

    /// A configuration for this world.
    pub fn configuration(&self, json: &str) -> JsValue {
        let configuration = object(json);
        let set = |name: &str, value: &JsValue| Reflect::set(&configuration, &name.into(), value).unwrap();
        set("host", &self.host());
        set("fetch", &self.fetch());
        configuration
    }

    /// A client of this world.
    pub fn client(&self, more: &str) -> AdminUsersSessionApi {
        client(&self.configuration(&format!(r#"{{"accessToken":"xoxp-standin-admin"{more}}}"#)))
    }
}

/// A world as tests/standin/client.mjs makes it. The file is imported as text, because the server of wasm-bindgen's test runner
/// doesn't serve `.mjs` as JavaScript.
async fn standin_world(standin: &str) -> Result<JsValue, JsValue> {
    let import = Function::new_with_args(
        "client, standin",
        "const address = `data:text/javascript,${encodeURIComponent(client)}`;
         return import(address).then(({ world }) => world(standin));",
    );
    let client = include_str!("../standin/client.mjs").into();
    let made = import.call2(&JsValue::UNDEFINED, &client, &standin.into())?;
    JsFuture::from(made.unchecked_into::<Promise>()).await
}

async fn list(promise: Promise) -> Vec<JsValue> {
    JsFuture::from(promise).await.unwrap().unchecked_into::<Array>().iter().collect()
}

/// A client with this configuration.
pub fn client(configuration: &JsValue) -> AdminUsersSessionApi {
    AdminUsersSessionApi::new(configuration.unchecked_ref()).unwrap()
}

/// Makes a call of `reset` with a request in JSON.
pub fn reset(api: &AdminUsersSessionApi, request: &str) -> Promise {
    reset_with(api, request, &JsValue::UNDEFINED)
}

/// The same with options.
pub fn reset_with(api: &AdminUsersSessionApi, request: &str, options: &JsValue) -> Promise {
    api.reset(object(request).unchecked_ref(), options.unchecked_ref())
}

/// A JavaScript value from its JSON.
pub fn object(json: &str) -> JsValue {
    JSON::parse(json).unwrap()
}

/// A property.
pub fn get(value: &JsValue, name: &str) -> JsValue {
    Reflect::get(value, &name.into()).unwrap()
}

/// A property that is text.
pub fn text(value: &JsValue, name: &str) -> String {
    get(value, name).as_string().unwrap_or_else(|| panic!("no text in {name}"))
}

/// Waits for a promise.
pub async fn settled(promise: Promise) -> Result<JsValue, JsValue> {
    JsFuture::from(promise).await
}

#[wasm_bindgen_test]
async fn a_reset_resolves_with_slacks_own_object() {
    let world = World::fresh().await;
    assert!(world.sessions("W12345678").await > 0);
    let done = settled(reset(&world.client(""), r#"{"user_id":"W12345678"}"#)).await.unwrap();
    assert_eq!(JSON::stringify(&done).unwrap(), r#"{"ok":true}"#);
    assert_eq!(world.sessions("W12345678").await, 0);
}

#[wasm_bindgen_test]
async fn a_bigint_session_id_arrives_digit_for_digit() {
    let world = World::fresh().await;
    let request = object(r#"{"user_id":"W00000002"}"#);
    let id = js_sys::BigInt::from(9_007_199_254_740_993_u64);
    Reflect::set(&request, &"session_id".into(), &id).unwrap();
    let api = world.client("");
    settled(api.invalidate(request.unchecked_ref(), JsValue::UNDEFINED.unchecked_ref())).await.unwrap();
    let requests = world.requests().await;
    assert!(text(requests.last().unwrap(), "body").ends_with("user_id=W00000002&session_id=9007199254740993"));
}

#[wasm_bindgen_test]
async fn an_error_of_slacks_is_typed() {
    let world = World::fresh().await;
    let error = settled(reset(&world.client(""), r#"{"user_id":"W1"}"#)).await.unwrap_err();
    assert!(error.is_instance_of::<js_sys::Error>());
    assert_eq!(text(&error, "name"), "SlackApiError");
    assert_eq!(text(&error, "error"), "user_not_found");
    assert_eq!(text(&error, "outcome"), "rejected");
    assert!(!text(&error, "requestId").is_empty());
}

#[wasm_bindgen_test]
async fn a_bad_argument_is_refused_and_nothing_is_sent() {
    let world = World::fresh().await;
    let request = r#"{"user_id":"W12345678","mobile_only":true,"web_only":true}"#;
    let error = settled(reset(&world.client(""), request)).await.unwrap_err();
    assert_eq!(text(&error, "name"), "SlackArgumentError");
    assert_eq!(text(&error, "argument"), "web_only");
    assert!(world.requests().await.is_empty());
}

#[wasm_bindgen_test]
async fn an_abort_rejects_with_its_reason() {
    let world = World::fresh().await;
    let controller = web_sys::AbortController::new().unwrap();
    let options = Object::new();
    Reflect::set(&options, &"signal".into(), &controller.signal()).unwrap();
    let call = reset_with(&world.client(""), r#"{"user_id":"W12345678"}"#, &options);
    controller.abort_with_reason(&"enough".into());
    assert_eq!(settled(call).await.unwrap_err(), JsValue::from_str("enough"));
}

#[wasm_bindgen_test]
async fn a_disposed_client_refuses_to_call() {
    let world = World::fresh().await;
    let api = world.client("");
    api.dispose();
    let error = settled(reset(&api, r#"{"user_id":"W12345678"}"#)).await.unwrap_err();
    assert_eq!(text(&error, "outcome"), "not_sent");
    assert!(world.requests().await.is_empty());
}

/// How often the token is in the module's memory. JavaScript searches, since Rust would need a copy of the token.
fn copies(token: &JsValue) -> f64 {
    let search = Function::new_with_args(
        "memory, token",
        "const bytes = new Uint8Array(memory.buffer), needle = new TextEncoder().encode(token);
         let found = 0;
         for (let at = bytes.indexOf(needle[0]); at >= 0; at = bytes.indexOf(needle[0], at + 1)) {
           if (needle.every((byte, index) => bytes[at + index] === byte)) found++;
         }
         return found;",
    );
    search.call2(&JsValue::UNDEFINED, &wasm_bindgen::memory(), token).unwrap().as_f64().unwrap()
}

#[wasm_bindgen_test]
async fn a_disposed_client_leaves_no_token_in_the_modules_memory() {
    for placement in ["authorization", "form", "token-header"] {
        let world = World::fresh().await;
        // Made in JavaScript, so that no other copy of it was ever in the module.
        let token = Function::new_no_args("return 'xoxp-' + [...crypto.getRandomValues(new Uint32Array(6))].join('-')");
        let token = token.call0(&JsValue::UNDEFINED).unwrap();
        let configuration = world.configuration(&format!(r#"{{"retry":false,"tokenPlacement":"{placement}"}}"#));
        Reflect::set(&configuration, &"accessToken".into(), &token).unwrap();
        let api = client(&configuration);
        assert_eq!(copies(&token), 1.0, "the client holds its token");
        // Neither an unknown token nor a preflight that fails in a browser matters here: it was sent.
        settled(reset(&api, r#"{"user_id":"W12345678"}"#)).await.unwrap_err();
        api.dispose();
        assert_eq!(copies(&token), 0.0, "{placement}");
    }
}

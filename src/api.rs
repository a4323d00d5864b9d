//! The exported class: what users import.

use crate::call;
use crate::client::Client;
use crate::methods::Method;
use crate::platform;
use js_sys::Promise;
use std::rc::Rc;
use wasm_bindgen::prelude::*;

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = include_str!("types.ts");

#[wasm_bindgen]
extern "C" {
    /// The configuration of a client.
    #[derive(Debug)]
    #[wasm_bindgen(typescript_type = "Configuration")]
    pub type ConfigurationObject;
    /// The request of `admin.users.session.invalidate`.
    #[derive(Debug)]
    #[wasm_bindgen(typescript_type = "InvalidateRequest")]
    pub type InvalidateRequestObject;
    /// The request of `admin.users.session.reset`.
    #[derive(Debug)]
    #[wasm_bindgen(typescript_type = "ResetRequest")]
    pub type ResetRequestObject;
    /// The request of `admin.users.session.list`.
    #[derive(Debug)]
    #[wasm_bindgen(typescript_type = "ListRequest")]
    pub type ListRequestObject;
    /// The request of `users.lookupByEmail`.
    #[derive(Debug)]
    #[wasm_bindgen(typescript_type = "LookupByEmailRequest")]
    pub type LookupByEmailRequestObject;
    /// The options of a call.
    #[derive(Debug)]
    #[wasm_bindgen(typescript_type = "CallOptions")]
    pub type CallOptionsObject;
}

/// A client that ends Slack sessions (`reset`, `invalidate`), and finds users and sessions (`lookupByEmail`, `list`).
///
/// It holds its token until `dispose()`, `free()` or the end of its `using` block.
///
/// @example
/// ```js
/// const client = new AdminUsersSessionApi({ accessToken: process.env.SLACK_TOKEN });
/// try {
///   await client.reset({ user_id: "W12345678" });
/// } finally {
///   client.dispose();
/// }
/// ```
#[wasm_bindgen]
#[derive(Debug)]
pub struct AdminUsersSessionApi {
    client: Rc<Client>,
}

#[wasm_bindgen]
impl AdminUsersSessionApi {
    /// Makes a client. If the configuration is wrong, it throws a `SlackArgumentError` that says what is wrong.
    #[wasm_bindgen(constructor)]
    pub fn new(
        #[wasm_bindgen(unchecked_optional_param_type = "Configuration")] configuration: &ConfigurationObject,
    ) -> Result<AdminUsersSessionApi, JsValue> {
        match Client::new(configuration) {
            Ok(client) => Ok(AdminUsersSessionApi { client }),
            Err(refusal) => {
                let message = ["AdminUsersSessionApi: ", &refusal.message()].concat();
                Err(platform::configuration_error(&refusal.argument, &message, &refusal.cause))
            }
        }
    }

    /// Revokes one session of a user.
    #[wasm_bindgen(skip_typescript)]
    pub fn invalidate(&self, request: &InvalidateRequestObject, options: &CallOptionsObject) -> Promise {
        call::start(&self.client, Method::Invalidate, request, options)
    }

    /// Ends all sessions of a user.
    #[wasm_bindgen(skip_typescript)]
    pub fn reset(&self, request: &ResetRequestObject, options: &CallOptionsObject) -> Promise {
        call::start(&self.client, Method::Reset, request, options)
    }

    /// Lists active sessions, one page at a time.
    #[wasm_bindgen(skip_typescript)]
    pub fn list(&self, request: &ListRequestObject, options: &CallOptionsObject) -> Promise {
        call::start(&self.client, Method::List, request, options)
    }

    /// Finds a user by e-mail address.
    #[wasm_bindgen(skip_typescript, js_name = lookupByEmail)]
    pub fn lookup_by_email(&self, request: &LookupByEmailRequestObject, options: &CallOptionsObject) -> Promise {
        call::start(&self.client, Method::LookupByEmail, request, options)
    }

    /// Wipes the token. Calls in flight finish. Calls that wait, and later calls, reject. Their outcome is `"not_sent"`
    /// if nothing was sent for them.
    pub fn dispose(&self) {
        self.client.dispose();
    }
}

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

/// Ends Slack sessions: the methods `admin.users.session.invalidate` and `admin.users.session.reset`, and what they need
/// before: `admin.users.session.list` and `users.lookupByEmail`.
///
/// A client holds its token until `dispose()`, `free()` or the end of its `using` block.
#[wasm_bindgen]
#[derive(Debug)]
pub struct AdminUsersSessionApi {
    client: Rc<Client>,
}

#[wasm_bindgen]
impl AdminUsersSessionApi {
    /// Makes a client. Throws a `SlackArgumentError` that names what is wrong with the configuration.
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

    /// Wipes the token. Calls in flight finish. Calls that wait, and later ones, reject: with `outcome: "not_sent"` if
    /// nothing was sent for them.
    pub fn dispose(&self) {
        self.client.dispose();
    }
}

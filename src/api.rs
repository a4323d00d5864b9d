//! The exported class.

use crate::client::Client;
use crate::method::Method;
use crate::shell;
use js_sys::Promise;
use std::rc::Rc;
use wasm_bindgen::prelude::*;

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = include_str!("types.ts");

/// Ends Slack sessions: the methods `admin.users.session.invalidate` and `admin.users.session.reset`.
///
/// A client holds its token until `dispose()`, `free()` or the end of its `using` block.
#[wasm_bindgen]
pub struct AdminUsersSessionApi {
    client: Rc<Client>,
}

impl core::fmt::Debug for AdminUsersSessionApi {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("AdminUsersSessionApi")
    }
}

#[wasm_bindgen]
impl AdminUsersSessionApi {
    /// A client. Throws a `SlackArgumentError` that names what is wrong with the configuration.
    #[wasm_bindgen(constructor)]
    pub fn new(
        #[wasm_bindgen(unchecked_optional_param_type = "Configuration")] configuration: JsValue,
    ) -> Result<AdminUsersSessionApi, JsValue> {
        match Client::new(&configuration) {
            Ok(client) => Ok(AdminUsersSessionApi { client }),
            Err(refused) => Err(shell::refusal(&refused.argument, &refused.must, &refused.cause)),
        }
    }

    /// Revokes one session of a user.
    #[wasm_bindgen(skip_typescript)]
    pub fn invalidate(&self, request: JsValue, options: JsValue) -> Promise {
        self.client.start(Method::Invalidate, &request, &options)
    }

    /// Wipes all valid sessions of a user.
    #[wasm_bindgen(skip_typescript)]
    pub fn reset(&self, request: JsValue, options: JsValue) -> Promise {
        self.client.start(Method::Reset, &request, &options)
    }

    /// Wipes the token. Calls in flight finish; waiting ones and later ones reject with `outcome: "not_sent"`.
    pub fn dispose(&self) {
        self.client.dispose();
    }
}

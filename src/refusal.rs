//! An argument that is refused before anything is sent.

use wasm_bindgen::JsValue;

/// An argument that was refused before anything was sent: its name, and what it must be. Never its value, which could be the
/// token.
#[derive(Debug)]
pub(crate) struct Refusal {
    pub(crate) argument: String,
    pub(crate) expectation: String,
    /// What the caller's code threw; `undefined` if it didn't.
    pub(crate) cause: JsValue,
}

/// Shown instead of a name that could be a token.
const HIDDEN_NAME: &str = "a property whose name isn't shown, since it could be a token";

impl Refusal {
    /// Hides the argument's name if it is, or could be, a token.
    pub(crate) fn hide(&mut self, token: &str) {
        // All of Slack's tokens begin with `xox` or `xapp-`.
        for secret in [token, "xox", "xapp-"] {
            let mut parts = self.argument.as_bytes().windows(secret.len().max(1));
            if parts.any(|part| part.eq_ignore_ascii_case(secret.as_bytes())) {
                HIDDEN_NAME.clone_into(&mut self.argument);
                return;
            }
        }
    }

    /// The sentence that users read.
    pub(crate) fn message(&self) -> String {
        [&self.argument, " ", &self.expectation].concat()
    }
}

/// Refuses an argument.
#[inline(never)]
pub(crate) fn refuse(argument: &str, expectation: &str) -> Box<Refusal> {
    let (argument, expectation) = (argument.to_owned(), expectation.to_owned());
    Box::new(Refusal { argument, expectation, cause: JsValue::UNDEFINED })
}

//! An argument that is refused before anything is sent.

use wasm_bindgen::JsValue;

/// A refused argument: its name, and what it must be. Never its value, which could be the token.
#[derive(Debug)]
pub(crate) struct Refusal {
    pub(crate) argument: String,
    pub(crate) must: &'static str,
    /// `undefined` where there is none.
    pub(crate) cause: JsValue,
}

/// In a box, since every checked argument's result has room for it.
pub(crate) type Refused = Box<Refusal>;

/// Refuses an argument.
#[inline(never)]
pub(crate) fn refuse(argument: &str, must: &'static str) -> Refused {
    Box::new(Refusal { argument: argument.to_owned(), must, cause: JsValue::UNDEFINED })
}

impl Refusal {
    /// The same, with what was thrown.
    pub(crate) fn because(mut self: Box<Self>, cause: JsValue) -> Box<Self> {
        self.cause = cause;
        self
    }
}

//! An argument that is refused before anything is sent.

use wasm_bindgen::JsValue;

/// A refused argument: its name, and what it must be. Never its value, which could be the token.
#[derive(Debug)]
pub(crate) struct Refusal {
    pub(crate) argument: String,
    pub(crate) must: String,
    /// `undefined` where there is none.
    pub(crate) cause: JsValue,
}

/// In a box, since every checked argument's result has room for it.
pub(crate) type Refused = Box<Refusal>;

/// Refuses an argument.
#[inline(never)]
pub(crate) fn refuse(argument: &str, must: &str) -> Refused {
    Box::new(Refusal { argument: argument.to_owned(), must: must.to_owned(), cause: JsValue::UNDEFINED })
}

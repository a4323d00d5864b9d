//! Reading JavaScript objects that may be anything, property by property.

use crate::refusal::{Refused, refuse};
use wasm_bindgen::prelude::*;

#[wasm_bindgen(module = "/src/entries.js")]
extern "C" {
    type List;
    #[wasm_bindgen(constructor)]
    fn new(value: &JsValue, prefix: &str, keys: &str) -> List;
    #[wasm_bindgen(method, getter)]
    fn elements(this: &List) -> List;
    #[wasm_bindgen(method, getter)]
    fn wrong(this: &List) -> u32;
    #[wasm_bindgen(method, getter)]
    fn cause(this: &List) -> JsValue;
    #[wasm_bindgen(method)]
    fn next(this: &List) -> i32;
    #[wasm_bindgen(method, getter)]
    fn path(this: &List) -> String;
    #[wasm_bindgen(method, getter)]
    fn name(this: &List) -> String;
    #[wasm_bindgen(method, getter)]
    fn kind(this: &List) -> u32;
    #[wasm_bindgen(method, getter)]
    fn number(this: &List) -> f64;
    #[wasm_bindgen(method, getter)]
    fn text(this: &List) -> String;
    #[wasm_bindgen(method)]
    fn which(this: &List, texts: &str) -> i32;
    #[wasm_bindgen(method, getter)]
    fn json(this: &List) -> Option<String>;
    #[wasm_bindgen(method, getter)]
    fn value(this: &List) -> JsValue;

    #[wasm_bindgen(js_name = locate)]
    fn locate_parts(address: &str) -> List;
}

/// The parts of an address as the platform's `URL` writes them, resolved against the page where it is relative: href,
/// protocol, host name, origin; then the origin of the page, and whether there is one. Nothing at all of what is no
/// address.
pub(crate) fn locate(address: &str) -> Entries {
    Entries(locate_parts(address))
}

/// What a value is; the numbers are those of src/entries.js.
pub(crate) mod kind {
    pub(crate) const TEXT: u32 = 0;
    pub(crate) const NUMBER: u32 = 1;
    pub(crate) const BIGINT: u32 = 2;
    pub(crate) const BOOLEAN: u32 = 3;
    pub(crate) const FUNCTION: u32 = 4;
    pub(crate) const SIGNAL: u32 = 5;
    pub(crate) const OBJECT: u32 = 6;
    pub(crate) const NULL: u32 = 7;
}

/// The own enumerable properties of an object, one after the other, in their order. Those that are `undefined` are left
/// out. Inherited ones don't count: a polluted prototype must not add to a request.
pub(crate) struct Entries(List);

impl Entries {
    /// The properties of an object, whose keys may be those of a list with blanks between them. An error names one as
    /// `prefix` and its name.
    pub(crate) fn of(value: &JsValue, argument: &str, prefix: &str, keys: &str) -> Result<Self, Refused> {
        let entries = Entries(List::new(value, prefix, keys));
        let refused = match entries.0.wrong() {
            0 => return Ok(entries),
            1 => refuse(argument, "must be an object"),
            2 => refuse(argument, "has properties that can't be read"),
            _ => entries.refuse("can't be read"),
        };
        Err(refused.because(entries.0.cause()))
    }

    /// The elements of the array that the current value is.
    pub(crate) fn elements(&self) -> Option<Self> {
        let list = self.0.elements();
        (list.wrong() == 0).then_some(Entries(list))
    }

    /// Goes on to the next one: which of the keys it is. The number after the last key's is any other one.
    pub(crate) fn next(&self) -> Option<u32> {
        u32::try_from(self.0.next()).ok()
    }

    /// The current one's name.
    pub(crate) fn name(&self) -> String {
        self.0.name()
    }

    /// Refuses the current one.
    pub(crate) fn refuse(&self, must: &'static str) -> Refused {
        refuse(&self.0.path(), must)
    }

    /// What the current value is.
    pub(crate) fn kind(&self) -> u32 {
        self.0.kind()
    }

    /// The current value, if it is a number; else not a number. A boolean is 0 or 1.
    pub(crate) fn number(&self) -> f64 {
        self.0.number()
    }

    /// The current value as text, as JavaScript writes strings, numbers, booleans and bigints; empty for anything else.
    pub(crate) fn text(&self) -> String {
        self.0.text()
    }

    /// The current value, if it is a string; else empty.
    pub(crate) fn string_or_empty(&self) -> String {
        if self.kind() == kind::TEXT { self.text() } else { String::new() }
    }

    /// Which of some strings the current value is.
    pub(crate) fn which(&self, texts: &str, must: &'static str) -> Result<i32, Refused> {
        let which = self.0.which(texts);
        if which < 0 { Err(self.refuse(must)) } else { Ok(which) }
    }

    /// The JSON text of an array or a plain object. Of anything else an error.
    pub(crate) fn json(&self, must: &'static str) -> Result<String, Refused> {
        self.0.json().ok_or_else(|| self.refuse(must).because(self.0.cause()))
    }

    /// The current value itself.
    pub(crate) fn value(&self) -> JsValue {
        self.0.value()
    }

    /// A string that isn't empty.
    pub(crate) fn string(&self) -> Result<String, Refused> {
        let text = self.string_or_empty();
        if text.is_empty() { Err(self.refuse("must be a non-empty string")) } else { Ok(text) }
    }

    /// A boolean.
    pub(crate) fn boolean(&self) -> Result<bool, Refused> {
        if self.kind() == kind::BOOLEAN { Ok(self.number() > 0.0) } else { Err(self.refuse("must be a boolean")) }
    }

    /// A value of some kind.
    pub(crate) fn of_kind(&self, kind: u32, must: &'static str) -> Result<JsValue, Refused> {
        if self.kind() == kind { Ok(self.value()) } else { Err(self.refuse(must)) }
    }
}

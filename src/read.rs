//! Reading JavaScript objects that may be anything, property by property.

use crate::refusal::{Refusal, Refused};
use wasm_bindgen::prelude::*;

#[wasm_bindgen(module = "/src/entries.js")]
extern "C" {
    type List;
    #[wasm_bindgen(constructor)]
    fn new(value: &JsValue, argument: &str, keys: &str) -> List;
    #[wasm_bindgen(method)]
    fn inner(this: &List, keys: &str) -> List;
    #[wasm_bindgen(method)]
    fn refuse(this: &List, must: &str);
    #[wasm_bindgen(method, getter)]
    fn refused(this: &List) -> bool;
    #[wasm_bindgen(method, getter)]
    fn argument(this: &List) -> String;
    #[wasm_bindgen(method, getter)]
    fn must(this: &List) -> String;
    #[wasm_bindgen(method, getter)]
    fn cause(this: &List) -> JsValue;
    #[wasm_bindgen(method)]
    fn next(this: &List) -> i32;
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
    fn json(this: &List) -> String;
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
    pub(crate) const ARRAY: u32 = 8;
}

/// The own enumerable properties of an object, one after the other, in their order. Those that are `undefined` are left
/// out. Inherited ones don't count: a polluted prototype must not add to a request.
///
/// What is refused is noted, the first refusal alone; nothing comes after it, and `end` has it. So what reads a value says
/// what it must be, and goes on with any value.
pub(crate) struct Entries(List);

impl Entries {
    /// The properties of an object, whose keys may be those of a list with blanks between them.
    pub(crate) fn of(value: &JsValue, argument: &str, keys: &str) -> Self {
        Entries(List::new(value, argument, keys))
    }

    /// The properties of the object that the current value is, or without keys the elements of the array. What they refuse
    /// is refused here.
    pub(crate) fn inner(&self, keys: &str) -> Self {
        Entries(self.0.inner(keys))
    }

    /// Goes on to the next one: which of the keys it is. The number after the last key's is any other one.
    pub(crate) fn next(&self) -> Option<u32> {
        u32::try_from(self.0.next()).ok()
    }

    /// Refuses the current one.
    pub(crate) fn refuse(&self, must: &str) {
        self.0.refuse(must);
    }

    /// What was refused, if anything was.
    pub(crate) fn end(&self) -> Result<(), Refused> {
        if self.0.refused() {
            let list = &self.0;
            return Err(Box::new(Refusal { argument: list.argument(), must: list.must(), cause: list.cause() }));
        }
        Ok(())
    }

    /// The current one's name.
    pub(crate) fn name(&self) -> String {
        self.0.name()
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
    pub(crate) fn which(&self, texts: &str, must: &str) -> i32 {
        let which = self.0.which(texts);
        if which < 0 {
            self.refuse(must);
        }
        which
    }

    /// The JSON text of an array or a plain object; empty of anything else.
    pub(crate) fn json(&self) -> String {
        self.0.json()
    }

    /// A string that isn't empty.
    pub(crate) fn string(&self) -> String {
        let text = self.string_or_empty();
        if text.is_empty() {
            self.refuse("must be a non-empty string");
        }
        text
    }

    /// A boolean.
    pub(crate) fn boolean(&self) -> bool {
        if self.kind() != kind::BOOLEAN {
            self.refuse("must be a boolean");
        }
        self.number() > 0.0
    }

    /// A value of some kind.
    pub(crate) fn of_kind(&self, kind: u32, must: &str) -> JsValue {
        if self.kind() != kind {
            self.refuse(must);
        }
        self.0.value()
    }
}

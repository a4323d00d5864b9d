//! What callers passed, as src/js/reader.js has read it: objects property by property, and addresses.

use crate::names::Names;
use crate::refusal::Refusal;
use crate::secret::Secret;
use js_sys::Function;
use std::marker::PhantomData;
use std::ops::Deref;
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use web_sys::AbortSignal;

#[wasm_bindgen(module = "/src/js/reader.js")]
extern "C" {
    #[wasm_bindgen(js_name = Reader)]
    type JsReader;
    #[wasm_bindgen(static_method_of = JsReader, js_class = "Reader")]
    fn request(value: &JsValue) -> JsReader;
    #[wasm_bindgen(static_method_of = JsReader, js_class = "Reader")]
    fn options(value: &JsValue) -> JsReader;
    #[wasm_bindgen(method)]
    fn begin(this: &JsReader, argument: &str, keys: &str);
    #[wasm_bindgen(method)]
    fn inner(this: &JsReader, keys: &str) -> JsReader;
    #[wasm_bindgen(method)]
    fn refuse(this: &JsReader, expectation: &str);
    #[wasm_bindgen(method, getter)]
    fn refused(this: &JsReader) -> bool;
    #[wasm_bindgen(method, getter)]
    fn argument(this: &JsReader) -> String;
    #[wasm_bindgen(method, getter)]
    fn expectation(this: &JsReader) -> String;
    #[wasm_bindgen(method, getter)]
    fn cause(this: &JsReader) -> JsValue;
    #[wasm_bindgen(method, getter)]
    fn token(this: &JsReader) -> String;
    #[wasm_bindgen(method)]
    fn next(this: &JsReader) -> i32;
    #[wasm_bindgen(method, getter)]
    fn name(this: &JsReader) -> String;
    #[wasm_bindgen(method, getter)]
    fn kind(this: &JsReader) -> u32;
    #[wasm_bindgen(method, getter)]
    fn number(this: &JsReader) -> f64;
    #[wasm_bindgen(method, getter)]
    fn text(this: &JsReader) -> String;
    #[wasm_bindgen(method)]
    fn which(this: &JsReader, texts: &str) -> i32;
    #[wasm_bindgen(method, getter)]
    fn json(this: &JsReader) -> String;
    #[wasm_bindgen(method, getter)]
    fn value(this: &JsReader) -> JsValue;

    /// An address as the platform's `URL` reads it, resolved against the page if it is relative.
    pub(crate) type Place;
    #[wasm_bindgen(constructor)]
    pub(crate) fn new(address: &str) -> Place;
    /// The whole address; empty if it isn't valid.
    #[wasm_bindgen(method, getter)]
    pub(crate) fn href(this: &Place) -> String;
    #[wasm_bindgen(method, getter)]
    pub(crate) fn protocol(this: &Place) -> String;
    #[wasm_bindgen(method, getter)]
    pub(crate) fn hostname(this: &Place) -> String;
    #[wasm_bindgen(method, getter)]
    pub(crate) fn origin(this: &Place) -> String;
    /// The origin of the page; empty if there is no page.
    #[wasm_bindgen(method, getter)]
    pub(crate) fn page_origin(this: &Place) -> String;
    /// Whether this runs in a page or a browser's worker.
    #[wasm_bindgen(method, getter)]
    pub(crate) fn in_page(this: &Place) -> bool;
}

/// What a value is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ValueKind {
    Text,
    Number,
    Bigint,
    Boolean,
    Function,
    Signal,
    Object,
    Array,
    Null,
    Unsupported,
}

impl ValueKind {
    /// From the number in src/js/reader.js.
    const fn from_js(kind: u32) -> Self {
        match kind {
            0 => ValueKind::Text,
            1 => ValueKind::Number,
            2 => ValueKind::Bigint,
            3 => ValueKind::Boolean,
            4 => ValueKind::Function,
            5 => ValueKind::Signal,
            6 => ValueKind::Object,
            7 => ValueKind::Array,
            8 => ValueKind::Null,
            _ => ValueKind::Unsupported,
        }
    }
}

/// The name of a property.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Key<K> {
    Known(K),
    Other,
}

/// No names: for objects whose property names are free, and for arrays.
#[derive(Clone, Copy, Debug)]
pub(crate) enum AnyName {}

impl Names for AnyName {
    const ALL: &'static [Self] = &[];
    const LIST: &'static str = "";
    fn name(self) -> &'static str {
        match self {}
    }
}

/// The own enumerable properties of an object, or the elements of an array, one after the other, in their order. Properties
/// that are `undefined` are left out. Inherited ones don't count: a polluted prototype must not add to a request.
pub(crate) struct Reader<K> {
    current: Value,
    keys: PhantomData<K>,
}

impl<K> Deref for Reader<K> {
    type Target = Value;

    fn deref(&self) -> &Value {
        &self.current
    }
}

impl<K: Names> Reader<K> {
    /// The properties of a request.
    pub(crate) fn of_request(value: &JsValue) -> Self {
        Self::begun(JsReader::request(value), "request")
    }

    /// The properties of options, or of a configuration.
    pub(crate) fn of_options(value: &JsValue, argument: &str) -> Self {
        Self::begun(JsReader::options(value), argument)
    }

    fn begun(reader: JsReader, argument: &str) -> Self {
        reader.begin(argument, K::LIST);
        Reader { current: Value(reader), keys: PhantomData }
    }

    /// Goes on to the next property.
    pub(crate) fn next(&self) -> Option<Key<K>> {
        let index = usize::try_from(self.0.next()).ok()?;
        Some(K::ALL.get(index).map_or(Key::Other, |key| Key::Known(*key)))
    }
}

/// The current property of a reader, or the current element.
///
/// Only the first refusal is noted. `next` then ends, and `finish` returns the refusal. So the code that reads a value can
/// refuse it and go on.
pub(crate) struct Value(JsReader);

impl Value {
    /// The properties of the current value, an object. A refusal of one is a refusal by this reader.
    pub(crate) fn object<Inner: Names>(&self) -> Reader<Inner> {
        Reader { current: Value(self.0.inner(Inner::LIST)), keys: PhantomData }
    }

    /// The elements of the current value, an array. A refusal of one is a refusal by this reader.
    pub(crate) fn array(&self) -> Reader<AnyName> {
        self.object()
    }

    /// Refuses the current property.
    pub(crate) fn refuse(&self, expectation: &str) {
        self.0.refuse(expectation);
    }

    /// What was refused, if anything was.
    pub(crate) fn finish(&self) -> Result<(), Box<Refusal>> {
        let reader = &self.0;
        if !reader.refused() {
            return Ok(());
        }
        let mut refusal =
            Refusal { argument: reader.argument(), expectation: reader.expectation(), cause: reader.cause() };
        refusal.hide(&reader.token());
        Err(Box::new(refusal))
    }

    /// The name of the current property.
    pub(crate) fn name(&self) -> String {
        self.0.name()
    }

    /// What the current value is.
    pub(crate) fn value_kind(&self) -> ValueKind {
        ValueKind::from_js(self.0.kind())
    }

    /// The current value, if it is a number; 0 or 1 for a boolean; else not a number.
    pub(crate) fn number(&self) -> f64 {
        self.0.number()
    }

    /// The current value as JavaScript writes strings, numbers, booleans and bigints; empty for anything else.
    pub(crate) fn text(&self) -> String {
        self.0.text()
    }

    /// The current value, if it is a string; else empty.
    pub(crate) fn text_or_empty(&self) -> String {
        if self.value_kind() == ValueKind::Text { self.text() } else { String::new() }
    }

    /// The JSON text of an array or a plain object; empty for anything else.
    pub(crate) fn json(&self) -> String {
        self.0.json()
    }

    /// The current value as one of some names.
    pub(crate) fn one_of<Name: Names>(&self, expectation: &str) -> Option<Name> {
        let found = usize::try_from(self.0.which(Name::LIST)).ok().and_then(|index| Name::ALL.get(index)).copied();
        if found.is_none() {
            self.refuse(expectation);
        }
        found
    }

    /// A string that isn't empty.
    pub(crate) fn non_empty_text(&self) -> String {
        let text = self.text_or_empty();
        if text.is_empty() {
            self.refuse("must be a non-empty string");
        }
        text
    }

    /// A boolean.
    pub(crate) fn boolean(&self) -> bool {
        if self.value_kind() != ValueKind::Boolean {
            self.refuse("must be a boolean");
        }
        self.number() > 0.0
    }

    /// A function.
    pub(crate) fn function(&self) -> Option<Function> {
        if self.value_kind() != ValueKind::Function {
            self.refuse("must be a function");
            return None;
        }
        Some(self.0.value().unchecked_into())
    }

    /// A token.
    pub(crate) fn token(&self) -> Option<Rc<Secret>> {
        let token = Secret::new(self.text_or_empty());
        if token.is_none() {
            self.refuse(Secret::EXPECTATION);
        }
        token.map(Rc::new)
    }

    /// An `AbortSignal`, or anything that works like one.
    pub(crate) fn signal(&self) -> Option<AbortSignal> {
        if self.value_kind() != ValueKind::Signal {
            self.refuse("must be an AbortSignal");
            return None;
        }
        Some(self.0.value().unchecked_into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_of_values_have_the_same_numbers_in_javascript() {
        let source = include_str!("js/reader.js");
        let names = source.lines().filter_map(|line| line.strip_prefix("const ")?.strip_suffix(';')?.split_once(" = "));
        let kinds: Vec<_> = names.filter_map(|(name, number)| Some((name, number.parse().ok()?))).collect();
        for (name, number) in &kinds {
            let kind = format!("{:?}", ValueKind::from_js(*number)).to_uppercase();
            assert!(kind == *name || *name == "MAX_ELEMENTS", "{name} is {kind} in Rust");
        }
        assert!(kinds.len() > 10, "{kinds:?}");
    }
}

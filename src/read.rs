//! Reading JavaScript values that may be anything, property by property.

use crate::error::{Error, refuse};
use js_sys::Array;
use wasm_bindgen::prelude::*;

// js-sys has these too, but lets what a proxy throws pass through Rust.
#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(catch, js_namespace = Object, js_name = keys)]
    fn object_keys(object: &JsValue) -> Result<Array, JsValue>;
    #[wasm_bindgen(catch, js_namespace = Object, js_name = getPrototypeOf)]
    fn prototype_of(object: &JsValue) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(catch, js_namespace = Array, js_name = isArray)]
    fn array_is_array(value: &JsValue) -> Result<bool, JsValue>;
    #[wasm_bindgen(catch, js_namespace = Reflect, js_name = get)]
    fn reflect_get(object: &JsValue, key: &JsValue) -> Result<JsValue, JsValue>;
}

#[wasm_bindgen(module = "/src/platform.js")]
extern "C" {
    #[wasm_bindgen(catch)]
    fn stringify(value: &JsValue) -> Result<JsValue, JsValue>;
}

/// The own enumerable properties of an object, named by strings, in their order.
/// Those that are `undefined` are left out. Inherited ones don't count: a polluted prototype must not add to a request.
/// An error names a property as `prefix` and its name.
pub(crate) fn properties(
    value: &JsValue,
    argument: &'static str,
    prefix: &str,
) -> Result<Vec<(String, JsValue)>, Error> {
    const MUST: &str = "must be an object";
    if !value.is_object() {
        return Err(refuse(argument, MUST));
    }
    let unreadable = |cause| Error { cause, ..refuse(argument, "has properties that can't be read") };
    if array_is_array(value).map_err(unreadable)? {
        return Err(refuse(argument, MUST));
    }
    let keys = object_keys(value).map_err(unreadable)?;
    let mut found = Vec::with_capacity(usize::try_from(keys.length()).unwrap_or(0));
    for key in keys.iter() {
        let Some(name) = key.as_string() else { continue };
        match reflect_get(value, &key) {
            Ok(property) if property.is_undefined() => {}
            Ok(property) => found.push((name, property)),
            Err(cause) => return Err(Error { cause, ..refuse([prefix, &name].concat(), "can't be read") }),
        }
    }
    Ok(found)
}

/// A property of an object that isn't known to be harmless; `undefined` where reading it throws.
pub(crate) fn get(value: &JsValue, name: &str) -> JsValue {
    // Asked first: each exception that is caught costs a place in wasm-bindgen's table.
    if !value.is_object() && !value.is_function() {
        return JsValue::UNDEFINED;
    }
    reflect_get(value, &JsValue::from_str(name)).unwrap_or(JsValue::UNDEFINED)
}

/// Whether a value is an array; a revoked proxy isn't.
pub(crate) fn is_array(value: &JsValue) -> bool {
    array_is_array(value).unwrap_or(false)
}

/// The elements of an array, or `None`.
pub(crate) fn elements(value: &JsValue) -> Option<Vec<JsValue>> {
    // An array of a million elements is nobody's list of media types.
    const MOST: f64 = 1000.0;
    if !is_array(value) {
        return None;
    }
    let length = get(value, "length").as_f64().filter(|length| *length <= MOST)?;
    let mut index = 0.0;
    let mut found = Vec::new();
    while index < length {
        found.push(reflect_get(value, &JsValue::from_f64(index)).ok()?);
        index += 1.0;
    }
    Some(found)
}

/// The JSON text of an array or a plain object; of anything else an error without a cause.
pub(crate) fn json(value: &JsValue) -> Result<String, JsValue> {
    // Plain: no prototype, or one that has none itself, which holds for the `Object` of every realm.
    let plain = || -> Result<bool, JsValue> {
        let prototype = prototype_of(value)?;
        Ok(prototype.is_null() || prototype_of(&prototype)?.is_null())
    };
    if is_array(value) || plain()? { scalar(value) } else { Err(JsValue::UNDEFINED) }
}

/// The JSON text of a value.
pub(crate) fn scalar(value: &JsValue) -> Result<String, JsValue> {
    stringify(value)?.as_string().ok_or(JsValue::UNDEFINED)
}

/// A string that isn't empty.
pub(crate) fn text(value: &JsValue, argument: &str) -> Result<String, Error> {
    value.as_string().filter(|text| !text.is_empty()).ok_or_else(|| refuse(argument, "must be a non-empty string"))
}

/// A boolean.
pub(crate) fn boolean(value: &JsValue, argument: &str) -> Result<bool, Error> {
    value.as_bool().ok_or_else(|| refuse(argument, "must be a boolean"))
}

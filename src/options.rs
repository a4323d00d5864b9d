//! The options of one call.

use crate::encode::Encoding;
use crate::error::{Error, refuse};
use crate::header::{self, Given};
use crate::read;
use crate::retry::Retry;
use crate::secret::Secret;
use crate::settings::{self, Timeout};
use crate::watch::Signal;
use std::rc::Rc;
use wasm_bindgen::JsValue;

/// Checked options of a call.
#[derive(Debug, Default)]
pub(crate) struct Options {
    pub(crate) token: Option<Rc<Secret>>,
    pub(crate) encoding: Encoding,
    /// `None`: `application/json`.
    pub(crate) accept: Option<String>,
    /// `None`: the configuration's.
    pub(crate) timeout: Option<Timeout>,
    /// `None`: the configuration's.
    pub(crate) deadline: Option<f64>,
    /// `None`: the configuration's.
    pub(crate) retry: Option<Retry>,
    pub(crate) headers: Given,
    pub(crate) signal: Option<Signal>,
    pub(crate) skip_deserialization: bool,
    pub(crate) stream: bool,
    pub(crate) with_response: bool,
    /// The contrary of `throwOnError`, whose default is true.
    pub(crate) keep_failure: bool,
}

impl Options {
    /// Reads what a method got as its second argument. `retry` is the configuration's.
    pub(crate) fn read(value: &JsValue, retry: Retry) -> Result<Self, Error> {
        let mut options = Options::default();
        if value.is_undefined() {
            return Ok(options);
        }
        for (name, value) in read::properties(value, "options", "")? {
            options.set(name, &value, retry)?;
        }
        if options.stream && !options.skip_deserialization {
            return Err(refuse("stream", "needs skipDeserialization: a result is read from the whole body"));
        }
        if options.with_response && options.skip_deserialization {
            return Err(refuse("withResponse", "can't be combined with skipDeserialization, which has its own result"));
        }
        Ok(options)
    }

    /// The `Accept` header.
    pub(crate) fn accept(&self) -> &str {
        self.accept.as_deref().unwrap_or("application/json")
    }

    fn set(&mut self, name: String, value: &JsValue, retry: Retry) -> Result<(), Error> {
        match name.as_str() {
            "token" => self.token = Some(Rc::new(settings::token(value, "token")?)),
            "contentType" => self.encoding = encoding(value)?,
            "accept" => self.accept = Some(accept(value)?),
            "timeout" => self.timeout = Some(settings::timeout(value)?),
            "deadline" => self.deadline = Some(settings::deadline(value)?),
            "retry" => self.retry = Some(settings::retry(value, retry)?),
            "headers" => self.headers = header::headers(value)?,
            "signal" => self.signal = Some(Signal::read(value)?),
            "skipDeserialization" => self.skip_deserialization = read::boolean(value, &name)?,
            "stream" => self.stream = read::boolean(value, &name)?,
            "withResponse" => self.with_response = read::boolean(value, &name)?,
            "throwOnError" => self.keep_failure = !read::boolean(value, &name)?,
            _ => return Err(refuse(name, "is not an option of a call")),
        }
        Ok(())
    }
}

fn encoding(value: &JsValue) -> Result<Encoding, Error> {
    match value.as_string().as_deref() {
        Some("application/x-www-form-urlencoded") => Ok(Encoding::Form),
        Some("application/json") => Ok(Encoding::Json),
        _ => Err(refuse("contentType", "must be \"application/x-www-form-urlencoded\" or \"application/json\"")),
    }
}

fn accept(value: &JsValue) -> Result<String, Error> {
    const MUST: &str = "must be an array of media types";
    let types = read::elements(value).ok_or_else(|| refuse("accept", MUST))?;
    let types = types
        .iter()
        .map(|value| {
            read::text(value, "accept")?;
            header::text(value, "accept")
        })
        .collect::<Result<Vec<_>, _>>()?;
    if types.is_empty() { Err(refuse("accept", MUST)) } else { Ok(types.join(", ")) }
}

//! The request of a call: read from what the caller gave, checked, and written into the body.

use super::invalidate::InvalidateRequest;
use super::key::{Property, RequestKey};
use super::list::ListRequest;
use super::lookup_by_email::LookupByEmailRequest;
use super::method::Method;
use super::reset::ResetRequest;
use crate::body::Body;
use crate::names::Names;
use crate::reader::{Key, Reader, Value, ValueKind};
use crate::refusal::{Refusal, refuse};

/// The request of one of the methods.
#[derive(Debug)]
pub(crate) enum Request {
    Invalidate(InvalidateRequest),
    Reset(ResetRequest),
    List(ListRequest),
    LookupByEmail(LookupByEmailRequest),
}

impl Request {
    /// Reads a request object and writes it into `body`. Its documented properties come first, then the others.
    pub(crate) fn read(method: Method, properties: &Reader<RequestKey>, body: &mut Body) -> Result<(), Box<Refusal>> {
        let mut request = Request::empty(method);
        let mut others = body.empty();
        while let Some(key) = properties.next() {
            match key {
                _ if properties.value_kind() == ValueKind::Null => {}
                Key::Known(RequestKey::Token) => properties.refuse(TOKEN),
                Key::Known(key) => {
                    if let Property::OfAnotherMethod = request.set(key, properties) {
                        properties.refuse(&["is not a property of ", method.name()].concat());
                    }
                }
                Key::Other => match RequestKey::resembling(&properties.name()) {
                    Some(RequestKey::Token) => properties.refuse(TOKEN),
                    Some(meant) => properties.refuse(&["is not a property: was ", meant.name(), " meant?"].concat()),
                    None => add_other(properties, &mut others),
                },
            }
        }
        properties.finish()?;
        request.check()?;
        request.write(body);
        body.append(&others);
        Ok(())
    }

    fn empty(method: Method) -> Self {
        match method {
            Method::Invalidate => Request::Invalidate(InvalidateRequest::default()),
            Method::Reset => Request::Reset(ResetRequest::default()),
            Method::List => Request::List(ListRequest::default()),
            Method::LookupByEmail => Request::LookupByEmail(LookupByEmailRequest::default()),
        }
    }

    /// Takes the current property of `value`.
    fn set(&mut self, key: RequestKey, value: &Value) -> Property {
        match self {
            Request::Invalidate(request) => request.set(key, value),
            Request::Reset(request) => request.set(key, value),
            Request::List(request) => request.set(key, value),
            Request::LookupByEmail(request) => request.set(key, value),
        }
    }

    /// Says what is missing or contradicts itself.
    fn check(&self) -> Result<(), Box<Refusal>> {
        let wrong = match self {
            Request::Invalidate(request) => request.check(),
            Request::Reset(request) => request.check(),
            Request::List(request) => request.check(),
            Request::LookupByEmail(request) => request.check(),
        };
        wrong.map_or(Ok(()), |(key, expectation)| Err(refuse(key.name(), expectation)))
    }

    fn write(&self, body: &mut Body) {
        match self {
            Request::Invalidate(request) => request.write(body),
            Request::Reset(request) => request.write(body),
            Request::List(request) => request.write(body),
            Request::LookupByEmail(request) => request.write(body),
        }
    }
}

const TOKEN: &str = "must not be a property of the request: give it as options.token";

/// Adds a property that no method documents, which is sent along as it is.
fn add_other(value: &Value, body: &mut Body) {
    let name = value.name();
    let json = match value.value_kind() {
        ValueKind::Text => return body.add_text(&name, &value.text()),
        ValueKind::Number if value.number().is_finite() => value.text(),
        ValueKind::Bigint | ValueKind::Boolean => value.text(),
        ValueKind::Object | ValueKind::Array => value.json(),
        ValueKind::Number | ValueKind::Function | ValueKind::Signal | ValueKind::Null | ValueKind::Unsupported => {
            String::new()
        }
    };
    if json.is_empty() {
        value.refuse("must be a string, boolean, finite number, bigint, array or plain object without cycles");
    }
    body.add_json(&name, &json);
}

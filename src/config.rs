//! The configuration of a client.

use crate::header::{self, ExtraHeaders, TokenPlacement};
use crate::host::Host;
use crate::limits::{self, Limits};
use crate::names::names;
use crate::reader::{Key, Reader, Value, ValueKind};
use crate::refusal::Refusal;
use crate::secret::Secret;
use js_sys::Function;
use std::rc::Rc;
use wasm_bindgen::prelude::*;

names! {
    /// A key of the configuration.
    pub(crate) enum ConfigurationKey {
        Host = "host",
        AccessToken = "accessToken",
        TokenPlacement = "tokenPlacement",
        Timeout = "timeout",
        Deadline = "deadline",
        Retry = "retry",
        MaxConcurrency = "maxConcurrency",
        OnEvent = "onEvent",
        Fetch = "fetch",
        Headers = "headers",
        UserAgent = "userAgent",
    }
}

/// Where the token of a call comes from.
#[derive(Clone, Debug, Default)]
pub(crate) enum TokenSource {
    /// There is none, or the client was disposed of.
    #[default]
    None,
    Fixed(Rc<Secret>),
    /// The caller's function, asked anew for every call.
    Function,
}

impl TokenSource {
    /// The token, if no function must be called for it.
    pub(crate) fn fixed(self) -> Option<Rc<Secret>> {
        match self {
            TokenSource::Fixed(token) => Some(token),
            TokenSource::None | TokenSource::Function => None,
        }
    }
}

/// The caller's functions in the configuration. JavaScript keeps them (src/js/settle.js says why).
#[derive(Debug, Default)]
pub(crate) struct CallerFunctions {
    pub(crate) fetch: Option<Function>,
    pub(crate) on_event: Option<Function>,
    pub(crate) access_token: Option<Function>,
}

/// A checked configuration.
#[derive(Debug, Default)]
pub(crate) struct Configuration {
    pub(crate) host: Host,
    pub(crate) access_token: TokenSource,
    /// `None`: the default, which depends on the host and on whether there is a token.
    token_placement: Option<TokenPlacement>,
    pub(crate) limits: Limits,
    pub(crate) max_concurrency: MaxConcurrency,
    pub(crate) functions: CallerFunctions,
    pub(crate) headers: ExtraHeaders,
    user_agent: Option<String>,
}

/// The most requests that a client has in flight; `None` for any number.
#[derive(Clone, Copy, Debug)]
pub(crate) struct MaxConcurrency(pub(crate) Option<u32>);

impl Default for MaxConcurrency {
    fn default() -> Self {
        MaxConcurrency(Some(10))
    }
}

impl Configuration {
    /// Reads the argument of the constructor.
    pub(crate) fn read(value: &JsValue) -> Result<Box<Self>, Box<Refusal>> {
        let mut configuration = Box::<Self>::default();
        if !value.is_undefined() {
            let properties = Reader::of_options(value, "configuration");
            while let Some(key) = properties.next() {
                match key {
                    Key::Known(key) => configuration.set(key, &properties),
                    Key::Other => properties.refuse("is not a configuration key"),
                }
            }
            properties.finish()?;
        }
        configuration.host.check()?;
        Ok(configuration)
    }

    fn set(&mut self, key: ConfigurationKey, value: &Value) {
        match key {
            ConfigurationKey::Host => self.host.address = value.non_empty_text(),
            ConfigurationKey::AccessToken => {
                self.access_token = if value.value_kind() == ValueKind::Function {
                    self.functions.access_token = value.function();
                    TokenSource::Function
                } else {
                    value.token().map_or(TokenSource::None, TokenSource::Fixed)
                };
            }
            ConfigurationKey::TokenPlacement => {
                self.token_placement = value.one_of(r#"must be "authorization", "form", "token-header" or "none""#);
            }
            ConfigurationKey::Timeout => self.limits.read_timeout(value),
            ConfigurationKey::Deadline => self.limits.read_deadline(value),
            ConfigurationKey::Retry => self.limits.read_retry(value),
            ConfigurationKey::MaxConcurrency => {
                let unlimited = value.value_kind() == ValueKind::Number && value.number() == f64::INFINITY;
                self.max_concurrency = MaxConcurrency(
                    (!unlimited)
                        .then(|| limits::count(value, u32::MAX, "must be a whole number, 1 or more, or Infinity")),
                );
            }
            ConfigurationKey::OnEvent => self.functions.on_event = value.function(),
            ConfigurationKey::Fetch => self.functions.fetch = value.function(),
            ConfigurationKey::Headers => self.headers.read(value),
            ConfigurationKey::UserAgent => {
                value.non_empty_text();
                self.user_agent = Some(header::header_value(value));
            }
        }
    }

    /// Where the token of a call goes.
    pub(crate) fn placement(&self, has_token: bool) -> TokenPlacement {
        self.token_placement.unwrap_or(match self.host.same_origin {
            Some(false) => TokenPlacement::Form,
            Some(true) if !has_token => TokenPlacement::None,
            Some(true) | None => TokenPlacement::Authorization,
        })
    }

    /// The user agent; empty if a program may not set one.
    pub(crate) fn user_agent(&self) -> &str {
        const DEFAULT: &str = concat!("slack-admin-session/", env!("CARGO_PKG_VERSION"));
        if self.host.in_page { "" } else { self.user_agent.as_deref().unwrap_or(DEFAULT) }
    }
}

//! The configuration of a client.

use crate::encode::Placement;
use crate::header::{self, Given};
use crate::host::Host;
use crate::read::{Entries, kind};
use crate::refusal::Refused;
use crate::secret::Secret;
use crate::settings::{self, Limits, keys};
use std::rc::Rc;
use wasm_bindgen::prelude::*;

/// Where the token of a call comes from.
#[derive(Clone, Debug, Default)]
pub(crate) enum AccessToken {
    /// There is none, or none any more.
    #[default]
    None,
    Fixed(Rc<Secret>),
    /// A function, asked anew for every call.
    Function(JsValue),
}

/// A checked configuration.
#[derive(Debug)]
pub(crate) struct Config {
    pub(crate) host: Host,
    pub(crate) access_token: AccessToken,
    /// `None`: the default, which depends on the host and on whether there is a token.
    placement: Option<Placement>,
    pub(crate) limits: Limits,
    /// Requests in flight at most; infinite for no limit.
    pub(crate) max_concurrency: f64,
    /// A function, or `undefined`.
    pub(crate) on_event: JsValue,
    /// A function, or `undefined`.
    pub(crate) fetch: JsValue,
    pub(crate) headers: Given,
    user_agent: String,
}

impl Default for Config {
    fn default() -> Self {
        Config {
            host: Host::default(),
            access_token: AccessToken::None,
            placement: None,
            limits: Limits::default(),
            max_concurrency: 10.0,
            on_event: JsValue::UNDEFINED,
            fetch: JsValue::UNDEFINED,
            headers: Given::default(),
            user_agent: String::new(),
        }
    }
}

impl Config {
    /// Reads what the constructor got.
    pub(crate) fn read(&mut self, value: &JsValue) -> Result<(), Refused> {
        "https://slack.com/api".clone_into(&mut self.host.address);
        if !value.is_undefined() {
            let keys = keys!("host accessToken tokenPlacement maxConcurrency onEvent fetch userAgent");
            let entries = Entries::of(value, "configuration", keys);
            while let Some(key) = entries.next() {
                self.set(key, &entries);
            }
            entries.end()?;
        }
        self.host.check()
    }

    fn set(&mut self, key: u32, entries: &Entries) {
        const FUNCTION: &str = "must be a function";
        match key {
            0..4 => self.limits.set(key, entries, &mut self.headers),
            4 => self.host.address = entries.string(),
            5 if entries.kind() == kind::FUNCTION => {
                self.access_token = AccessToken::Function(entries.of_kind(kind::FUNCTION, FUNCTION));
            }
            5 => self.access_token = settings::token(entries).map_or(AccessToken::None, AccessToken::Fixed),
            6 => {
                let must = r#"must be "authorization", "form", "token-header" or "none""#;
                self.placement = Some(match entries.which("authorization form token-header none", must) {
                    0 => Placement::Authorization,
                    1 => Placement::Form,
                    2 => Placement::TokenHeader,
                    _ => Placement::None,
                });
            }
            7 => {
                let must = "must be a whole number, 1 or more, or Infinity";
                self.max_concurrency = settings::count(entries, f64::INFINITY, must);
            }
            8 => self.on_event = entries.of_kind(kind::FUNCTION, FUNCTION),
            9 => self.fetch = entries.of_kind(kind::FUNCTION, FUNCTION),
            10 => {
                entries.string();
                self.user_agent = header::text(entries);
            }
            _ => entries.refuse("is not a configuration key"),
        }
    }

    /// Where the token of a call goes.
    pub(crate) fn placement(&self, has_token: bool) -> Placement {
        self.placement.unwrap_or(match self.host.same_origin {
            Some(false) => Placement::Form,
            Some(true) if !has_token => Placement::None,
            _ => Placement::Authorization,
        })
    }

    /// The user agent; empty where a program may not set one.
    pub(crate) fn user_agent(&self) -> &str {
        const DEFAULT: &str = concat!("slack-admin-session/", env!("CARGO_PKG_VERSION"));
        match self.user_agent.as_str() {
            _ if self.host.page => "",
            "" => DEFAULT,
            own => own,
        }
    }
}

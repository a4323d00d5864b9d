//! The configuration of a client.

use crate::encode::Placement;
use crate::error::{Error, refuse};
use crate::header::{self, Given};
use crate::host::{self, Host};
use crate::read;
use crate::retry::Retry;
use crate::secret::Secret;
use crate::settings::{self, Timeout};
use js_sys::Function;
use std::rc::Rc;
use wasm_bindgen::prelude::*;

/// Where the token of a call comes from.
#[derive(Clone, Debug)]
pub(crate) enum AccessToken {
    Fixed(Rc<Secret>),
    /// Asked anew for every call.
    Function(Function),
}

/// A checked configuration.
#[derive(Debug)]
pub(crate) struct Config {
    pub(crate) host: Host,
    pub(crate) access_token: Option<AccessToken>,
    /// `None`: the default, which depends on the host and on whether there is a token.
    pub(crate) placement: Option<Placement>,
    pub(crate) timeout: Timeout,
    /// Milliseconds for a call with all its attempts and waits; infinite for none.
    pub(crate) deadline: f64,
    pub(crate) retry: Retry,
    /// Requests in flight at most; infinite for no limit.
    pub(crate) max_concurrency: f64,
    pub(crate) on_event: Option<Function>,
    pub(crate) fetch: Option<Function>,
    pub(crate) headers: Given,
    pub(crate) user_agent: Option<String>,
}

fn function(value: JsValue, argument: &str) -> Result<Function, Error> {
    value.dyn_into().map_err(|_| refuse(argument, "must be a function"))
}

impl Config {
    /// Reads what the constructor got.
    pub(crate) fn read(value: &JsValue) -> Result<Self, Error> {
        let mut address = None;
        let mut access_token = None;
        let mut placement = None;
        let mut timeout = Timeout::default();
        let mut deadline = 300_000.0;
        let mut retry = Retry::default();
        let mut max_concurrency = 10.0;
        let mut on_event = None;
        let mut fetch = None;
        let mut headers = Given::new();
        let mut user_agent = None;
        let properties = if value.is_undefined() { Vec::new() } else { read::properties(value, "configuration", "")? };
        for (name, value) in properties {
            match name.as_str() {
                "host" => address = Some(read::text(&value, "host")?),
                "accessToken" => {
                    access_token = Some(match value.dyn_into::<Function>() {
                        Ok(function) => AccessToken::Function(function),
                        Err(value) => AccessToken::Fixed(Rc::new(settings::token(&value, "accessToken")?)),
                    });
                }
                "tokenPlacement" => placement = Some(settings::placement(&value)?),
                "timeout" => timeout = settings::timeout(&value)?,
                "deadline" => deadline = settings::deadline(&value)?,
                "retry" => retry = settings::retry(&value, retry)?,
                "maxConcurrency" => max_concurrency = settings::concurrency(&value)?,
                "onEvent" => on_event = Some(function(value, "onEvent")?),
                "fetch" => fetch = Some(function(value, "fetch")?),
                "headers" => headers = header::headers(&value)?,
                "userAgent" => {
                    read::text(&value, "userAgent")?;
                    user_agent = Some(header::text(&value, "userAgent")?);
                }
                _ => return Err(refuse(name, "is not a configuration key")),
            }
        }
        let host = host::host(address.as_deref().unwrap_or("https://slack.com/api"))?;
        Ok(Config {
            host,
            access_token,
            placement,
            timeout,
            deadline,
            retry,
            max_concurrency,
            on_event,
            fetch,
            headers,
            user_agent,
        })
    }

    /// Where the token of a call goes.
    pub(crate) fn placement(&self, has_token: bool) -> Placement {
        self.placement.unwrap_or(match self.host.same_origin {
            Some(false) => Placement::Form,
            Some(true) if !has_token => Placement::None,
            _ => Placement::Authorization,
        })
    }

    /// The user agent, where a program may set one.
    pub(crate) fn user_agent(&self) -> Option<&str> {
        const DEFAULT: &str = concat!("slack-admin-session/", env!("CARGO_PKG_VERSION"));
        (!self.host.page).then(|| self.user_agent.as_deref().unwrap_or(DEFAULT))
    }
}

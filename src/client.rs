//! A client: its configuration, and its token for as long as it isn't disposed of.

use crate::call::Call;
use crate::config::{AccessToken, Config};
use crate::encode::{Encoding, Placement};
use crate::error::{Error, refuse};
use crate::header;
use crate::method::Method;
use crate::options::Options;
use crate::request;
use crate::secret::Secret;
use crate::settings;
use crate::watch::Watch;
use js_sys::Promise;
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, future_to_promise};

#[wasm_bindgen(module = "/src/platform.js")]
extern "C" {
    fn ask(function: &js_sys::Function) -> Promise;
}

/// What the exported class holds, and calls in flight share.
pub(crate) struct Client {
    pub(crate) config: Config,
    /// `None` once it is disposed of.
    token: RefCell<Option<Option<AccessToken>>>,
}

impl Client {
    /// Reads what the constructor got.
    pub(crate) fn new(configuration: &JsValue) -> Result<Self, Error> {
        let mut config = Config::read(configuration)?;
        let token = config.access_token.take();
        Ok(Client { config, token: RefCell::new(Some(token)) })
    }

    /// Lets go of the token; calls that were sent keep theirs until they are over.
    pub(crate) fn dispose(&self) {
        self.token.take();
    }

    /// Checks everything at once, then sends.
    pub(crate) fn start(self: Rc<Self>, method: Method, request: &JsValue, options: &JsValue) -> Promise {
        let prepared = self.prepare(method, request, options);
        future_to_promise(async move {
            let done = match prepared {
                Ok(call) => self.run(call).await,
                Err(error) => Err(error),
            };
            done.map_err(|error| error.into_js(Some(method)))
        })
    }

    fn prepare(&self, method: Method, request: &JsValue, options: &JsValue) -> Result<Call, Error> {
        let source = self.source()?;
        let options = Options::read(options)?;
        let fields = request::fields(method, request)?;
        let has_token = options.token.is_some() || source.is_some();
        let placement = self.config.placement(has_token);
        if placement != Placement::None {
            if !has_token {
                return Err(refuse("accessToken", "is missing, and so is options.token"));
            }
            if self.config.host.exposed {
                return Err(refuse("host", "must not be plain http: where a token is sent, except on this machine"));
            }
        }
        if placement == Placement::Form {
            if options.encoding == Encoding::Json {
                return Err(refuse(
                    "contentType",
                    "must not be JSON in form placement, where the token is a form field",
                ));
            }
            header::safelisted(options.accept(), [&self.config.headers, &options.headers])?;
        }
        Ok(Call { method, fields, placement, options })
    }

    /// What the token comes from, unless the client was disposed of.
    fn source(&self) -> Result<Option<AccessToken>, Error> {
        let gone = || refuse("client", "must not be used after dispose() or free()");
        self.token.try_borrow().ok().and_then(|token| token.clone()).ok_or_else(gone)
    }

    async fn run(&self, call: Call) -> Result<JsValue, Error> {
        let watch = Watch::new(call.options.signal.as_ref());
        let token = match watch.race(self.token(&call)).await {
            Ok(token) => token?,
            Err(stop) => return Err(call.stopped(stop)),
        };
        call.attempt(&self.config, token.as_deref(), &watch).await
    }

    /// The token of this call.
    async fn token(&self, call: &Call) -> Result<Option<Rc<Secret>>, Error> {
        if call.placement == Placement::None {
            return Ok(None);
        }
        if let Some(token) = &call.options.token {
            return Ok(Some(token.clone()));
        }
        match self.source()? {
            Some(AccessToken::Fixed(token)) => Ok(Some(token)),
            Some(AccessToken::Function(function)) => {
                let failed = |cause| Error { cause, ..refuse("accessToken", "must not throw or reject") };
                let token = JsFuture::from(ask(&function)).await.map_err(failed)?;
                let token = settings::token(&token, "accessToken")?;
                // The client may have been disposed of meanwhile.
                self.source()?;
                Ok(Some(Rc::new(token)))
            }
            None => Ok(None),
        }
    }
}

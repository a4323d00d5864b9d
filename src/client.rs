//! A client: its configuration, its queue, and its token for as long as it isn't disposed of.

use crate::call::{Call, disposed};
use crate::config::{AccessToken, Config};
use crate::encode::{Encoding, Placement};
use crate::error::{Error, Fault, Phase, refuse};
use crate::gate::Gate;
use crate::header;
use crate::method::Method;
use crate::options::Options;
use crate::request;
use crate::secret::Secret;
use crate::settings;
use crate::story::Story;
use crate::transport;
use crate::watch::Watch;
use js_sys::Promise;
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};

#[wasm_bindgen(module = "/src/platform.js")]
extern "C" {
    #[wasm_bindgen(catch)]
    fn ask(function: &js_sys::Function) -> Result<Promise, JsValue>;
}

/// What the exported class holds, and calls under way share.
pub(crate) struct Client {
    config: Config,
    gate: Rc<Gate>,
    token: RefCell<Option<AccessToken>>,
}

impl Client {
    /// Reads what the constructor got.
    pub(crate) fn new(configuration: &JsValue) -> Result<Self, Error> {
        let mut config = Config::read(configuration)?;
        let token = RefCell::new(config.access_token.take());
        Ok(Client { gate: Gate::new(config.max_concurrency), config, token })
    }

    /// Lets go of the token, and ends the waits. Requests that were sent go on, with a token of their own.
    pub(crate) fn dispose(&self) {
        self.token.take();
        self.gate.close();
    }

    /// Checks everything at once, then makes the call.
    pub(crate) fn start(self: Rc<Self>, method: Method, request: &JsValue, options: &JsValue) -> Promise {
        let story = Rc::new(Story::new(method, self.config.on_event.clone()));
        let call = self.prepare(method, request, options, &story);
        let promise = story.pending.promise();
        spawn_local(async move {
            let done = match call {
                Ok(call) => self.make(call, &story).await,
                Err(error) => Err(error),
            };
            story.end(done);
        });
        promise
    }

    fn prepare(&self, method: Method, request: &JsValue, options: &JsValue, story: &Story) -> Result<Call, Error> {
        let config = &self.config;
        self.alive()?;
        let options = Options::read(options, config.retry)?;
        let fields = request::fields(method, request)?;
        let has_token = options.token.is_some() || self.source().is_some();
        let placement = config.placement(has_token);
        if placement != Placement::None {
            if !has_token {
                return Err(refuse("accessToken", "is missing, and so is options.token"));
            }
            if config.host.exposed {
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
            header::safelisted(options.accept(), [&config.headers, &options.headers])?;
        }
        if config.fetch.is_none() && !transport::available() {
            return Err(Fault::Network { what: "there is no fetch here: configure one", repeat: false }.into());
        }
        let retry = options.retry.unwrap_or(config.retry);
        let deadline = story.began + options.deadline.unwrap_or(config.deadline);
        let ticket = self.gate.queue.ticket();
        Ok(Call { method, fields, placement, options, retry, deadline, ticket })
    }

    fn alive(&self) -> Result<(), Error> {
        if self.gate.queue.closed() { Err(disposed()) } else { Ok(()) }
    }

    fn source(&self) -> Option<AccessToken> {
        self.token.try_borrow().ok().and_then(|token| token.clone())
    }

    /// Asks for the token, waits for a turn, and tries.
    async fn make(&self, call: Call, story: &Story) -> Result<JsValue, Error> {
        let watch = Watch::new(call.options.signal.as_ref());
        let _deadline = watch.alarm(call.deadline - story.began, Phase::Deadline);
        // Before the turn: a token function may make calls itself.
        let token = watch.race(self.token(&call)).await.map_err(|stop| call.stopped(stop))??;
        let permit = call.turn(&self.gate, &watch, 0.0).await?;
        call.run(&self.config, &self.gate, &watch, token.as_deref(), permit, story).await
    }

    /// The token of this call.
    async fn token(&self, call: &Call) -> Result<Option<Rc<Secret>>, Error> {
        if call.placement == Placement::None {
            return Ok(None);
        }
        if let Some(token) = &call.options.token {
            return Ok(Some(token.clone()));
        }
        match self.source() {
            Some(AccessToken::Fixed(token)) => Ok(Some(token)),
            Some(AccessToken::Function(function)) => {
                let failed = |cause| Error { cause, ..refuse("accessToken", "must not throw or reject") };
                let token = JsFuture::from(ask(&function).map_err(failed)?).await.map_err(failed)?;
                let token = settings::token(&token, "accessToken")?;
                // The client may have been disposed of meanwhile.
                self.alive()?;
                Ok(Some(Rc::new(token)))
            }
            None => Err(disposed()),
        }
    }
}

//! One call: its attempts and waits, from checked arguments to a result or an error.

use crate::clock::now;
use crate::config::Config;
use crate::encode::{self, Field, Placement};
use crate::error::{Error, Fault, Outcome, refuse};
use crate::event::Event;
use crate::gate::{Gate, Permit, Refusal};
use crate::method::Method;
use crate::options::Options;
use crate::queue::Entry;
use crate::reply;
use crate::retry::Retry;
use crate::secret::Secret;
use crate::story::Story;
use crate::transport::{self, Lost, Post};
use crate::watch::{Stop, Watch};
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use web_sys::AbortController;

#[wasm_bindgen(module = "/src/scrub.js")]
extern "C" {
    fn scrub(error: &JsValue, token: &str) -> JsValue;
}

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = Math)]
    fn random() -> f64;
}

/// A checked call.
pub(crate) struct Call {
    pub(crate) method: Method,
    pub(crate) fields: Vec<Field>,
    pub(crate) placement: Placement,
    pub(crate) options: Options,
    pub(crate) retry: Retry,
    /// When it must be over, on the clock.
    pub(crate) deadline: f64,
    pub(crate) ticket: u64,
}

impl Call {
    /// Waits for a turn to send, not before a time.
    pub(crate) async fn turn(&self, gate: &Rc<Gate>, watch: &Watch, not_before: f64) -> Result<Permit, Error> {
        let entry = Entry {
            ticket: self.ticket,
            method: self.method,
            not_before,
            deadline: self.deadline,
            patience: self.retry.patience(),
        };
        let turn = watch.race(gate.enter(entry)).await.map_err(|stop| self.stopped(stop))?;
        turn.map_err(|refusal| match refusal {
            Refusal::Paused(left) => Fault::RateLimited { retry_after: left.ceil() / 1000.0 }.into(),
            Refusal::Closed => disposed(),
        })
    }

    /// Tries until it is done, or until nothing is to be hoped for.
    pub(crate) async fn run(
        &self,
        config: &Config,
        gate: &Rc<Gate>,
        watch: &Watch,
        token: Option<&Secret>,
        mut permit: Permit,
        story: &Story,
    ) -> Result<JsValue, Error> {
        loop {
            let (began, controller) = story.sends();
            let end = self.attempt(config, token, watch, story, controller).await;
            story.ended(began, &end);
            let error = match end {
                Ok(done) => return Ok(done),
                Err(error) => error,
            };
            let over = now();
            if let Fault::RateLimited { retry_after } = *error.fault {
                gate.pause(self.method, over + (retry_after * 1000.0).min(config.retry.max_retry_after));
                story.emit(|| Event::RateLimited { retry_after });
            }
            drop(permit);
            watch.begin();
            let left = self.deadline - over;
            let Some(delay) = self.retry.wait(error.repeat(), story.attempts(), random(), left) else {
                return Err(error);
            };
            story.emit(|| Event::Retry { delay });
            permit = self.turn(gate, watch, over + delay).await?;
        }
    }

    /// Sends the call once.
    async fn attempt(
        &self,
        config: &Config,
        token: Option<&Secret>,
        watch: &Watch,
        story: &Story,
        controller: AbortController,
    ) -> Result<JsValue, Error> {
        let options = &self.options;
        let further = [config.headers.as_slice(), options.headers.as_slice()];
        let agent = config.user_agent();
        let headers = encode::headers(options.encoding, self.placement, token, options.accept(), agent, further);
        let body = encode::body(options.encoding, self.placement, token, &self.fields);
        let url = [config.host.address.as_str(), "/", self.method.name()].concat();
        let post = Post { fetch: config.fetch.as_ref(), url: &url, headers, body, page: config.host.page, controller };
        let timeout = options.timeout.unwrap_or(config.timeout);
        let mut answer = transport::post(post, timeout, watch).await.map_err(|lost| self.lost(lost, token))?;
        story.answered(answer.status);
        if options.skip_deserialization && answer.status == 200 && !answer.redirected {
            if options.stream {
                answer.hand_on(options.signal.as_ref());
                return reply::raw(&answer, answer.raw.clone(), token);
            }
            let response = answer.complete().await.map_err(|lost| self.lost(lost, token))?;
            return reply::raw(&answer, response, token);
        }
        let text = answer.text().await.map_err(|lost| self.lost(lost, token))?;
        reply::read(&answer, text, token, options, story.attempts())
    }

    fn lost(&self, lost: Lost, token: Option<&Secret>) -> Error {
        let network = |what, repeat| Fault::Network { what, repeat };
        let (outcome, fault, cause) = match lost {
            Lost::Stopped(stop) => return Error { outcome: Outcome::Unknown, ..self.stopped(stop) },
            Lost::Failed(cause) => (Outcome::Unknown, network("no complete answer", true), cause),
            Lost::NotConnected(cause) => (Outcome::NotSent, network("no connection", true), cause),
            Lost::NotTrusted(cause) => (Outcome::NotSent, network("the server's certificate is bad", false), cause),
            Lost::NotAResponse => {
                (Outcome::Unknown, network("fetch did not resolve to a Response", false), JsValue::UNDEFINED)
            }
        };
        // What was received, token included, can be in the runtime's error.
        let cause = token.map_or_else(|| cause.clone(), |token| scrub(&cause, token.expose()));
        Error { outcome, cause, ..fault.into() }
    }

    /// The failure of a call that was ended from outside.
    pub(crate) fn stopped(&self, stop: Stop) -> Error {
        let reason = || self.options.signal.as_ref().map_or(JsValue::UNDEFINED, |signal| signal.reason());
        match stop {
            Stop::Timeout(phase) => Fault::Timeout { phase },
            Stop::Aborted => Fault::Aborted { reason: reason() },
        }
        .into()
    }
}

/// The failure of a call on a client that was disposed of.
pub(crate) fn disposed() -> Error {
    refuse("client", "must not be used after dispose() or free()")
}

//! One call: from checked arguments to a result or an error.

use crate::config::Config;
use crate::encode::{self, Field, Placement};
use crate::error::{Error, Fault, Outcome};
use crate::method::Method;
use crate::options::Options;
use crate::reply;
use crate::secret::Secret;
use crate::transport::{self, Lost, Post};
use crate::watch::{Stop, Watch};
use wasm_bindgen::prelude::*;

/// A checked call.
pub(crate) struct Call {
    pub(crate) method: Method,
    pub(crate) fields: Vec<Field>,
    pub(crate) placement: Placement,
    pub(crate) options: Options,
}

impl Call {
    /// Sends the call once.
    pub(crate) async fn attempt(
        self,
        config: &Config,
        token: Option<&Secret>,
        watch: &Watch,
    ) -> Result<JsValue, Error> {
        let options = &self.options;
        let further = [config.headers.as_slice(), options.headers.as_slice()];
        let agent = config.user_agent();
        let headers = encode::headers(options.encoding, self.placement, token, options.accept(), agent, further);
        let body = encode::body(options.encoding, self.placement, token, &self.fields);
        let url = [config.host.address.as_str(), "/", self.method.name()].concat();
        let post = Post { fetch: config.fetch.as_ref(), url: &url, headers, body, page: config.host.page };
        let timeout = options.timeout.unwrap_or(config.timeout);
        let mut answer = transport::post(post, timeout, watch).await.map_err(|lost| self.lost(lost))?;
        if options.skip_deserialization && answer.status == 200 && !answer.redirected {
            if options.stream {
                answer.hand_on(options.signal.as_ref());
                return reply::raw(&answer, answer.raw.clone(), token);
            }
            let response = answer.complete().await.map_err(|lost| self.lost(lost))?;
            return reply::raw(&answer, response, token);
        }
        let text = answer.text().await.map_err(|lost| self.lost(lost))?;
        reply::read(&answer, text, token, options)
    }

    fn lost(&self, lost: Lost) -> Error {
        let error: Error = match lost {
            Lost::Stopped(stop) => self.stopped(stop),
            Lost::Failed(cause) => Error { cause, ..Fault::Network { what: "no complete answer" }.into() },
            Lost::NotAResponse => Fault::Network { what: "fetch did not resolve to a Response" }.into(),
            Lost::NoFetch => return Fault::Network { what: "there is no fetch here: configure one" }.into(),
        };
        Error { outcome: Outcome::Unknown, attempts: 1, ..error }
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

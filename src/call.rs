//! One call: its attempts and waits, from checked arguments to a result or an error.

use crate::answer::{self, Shape};
use crate::client::{Client, disposed};
use crate::config::AccessToken;
use crate::encode::{self, Body, Encoding, Placement};
use crate::ending::{self, ABORTED, DEADLINE, FAILED};
use crate::failure::{Class, Detail, Failed, Failure, Outcome, Report, refused};
use crate::method::Method;
use crate::options::Options;
use crate::queue::{Entry, Turn};
use crate::refusal::{Refusal, refuse};
use crate::retry::Repeat;
use crate::secret::Secret;
use crate::settings::{self, Limits, TOKEN};
use crate::shell::{Call, now, random, until};
use gloo_net::http::Headers;
use js_sys::Promise;
use std::rc::Rc;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;

/// A checked call.
#[derive(Debug)]
pub(crate) struct Order {
    pub(crate) method: Method,
    pub(crate) body: Body,
    pub(crate) placement: Placement,
    pub(crate) source: AccessToken,
    pub(crate) options: Options,
    /// When it must be over, on the clock.
    pub(crate) deadline: f64,
    pub(crate) ticket: f64,
}

impl Order {
    /// One that nothing is known of yet.
    pub(crate) fn new(method: Method, limits: Limits) -> Self {
        Order {
            method,
            body: Body::new(Encoding::Form),
            placement: Placement::None,
            source: AccessToken::None,
            options: Options::new(limits),
            deadline: 0.0,
            ticket: 0.0,
        }
    }
}

/// A call under way.
pub(crate) struct Run {
    pub(crate) client: Rc<Client>,
    pub(crate) call: Call,
    pub(crate) order: Box<Order>,
    pub(crate) token: Option<Rc<Secret>>,
}

/// What a promise of src/call.js resolves to. They don't reject, unless the stack came to its end within one.
async fn end_of(promise: Promise) -> f64 {
    JsFuture::from(promise).await.ok().and_then(|end| end.as_f64()).unwrap_or(FAILED)
}

impl Run {
    /// Tries until it is done, or until nothing is to be hoped for.
    pub(crate) async fn carry_out(&mut self, refused: Option<Failed>) {
        let mut worst = Outcome::NotSent;
        let mut failure = refused;
        if failure.is_none() {
            failure = self.ask().await;
        }
        let mut not_before = 0.0;
        while failure.is_none() {
            failure = self.turn(not_before).await;
            if failure.is_some() {
                break;
            }
            let end = end_of(self.send()).await;
            self.call.attempted();
            let lost = self.judge(end);
            let over = now();
            self.client.with_queue(|queue| {
                queue.done();
                if let Some(Repeat::After(wait)) = lost.as_ref().map(|lost| lost.repeat) {
                    queue.pause(self.order.method, over + wait.min(self.client.config.limits.retry.max_retry_after));
                }
            });
            let Some(lost) = lost else { return self.done(None) };
            worst = worst.max(lost.outcome);
            if let Detail::RetryAfter(seconds) = lost.detail {
                self.call.limited(seconds);
            }
            let left = self.order.deadline - over;
            match self.order.options.limits.retry.wait(lost.repeat, self.call.attempts(), random(), left) {
                None => failure = Some(lost),
                Some(delay) => {
                    self.call.retries(delay);
                    not_before = over + delay;
                }
            }
        }
        if let Some(failure) = failure {
            let outcome = worst.max(failure.outcome);
            let options = &self.order.options;
            if failure.class == Class::Api && !options.throw_on_error && !options.skip_deserialization {
                self.done(Some(outcome));
            } else {
                self.fail(&failure, outcome);
            }
        }
    }

    /// Asks for the token.
    async fn ask(&mut self) -> Option<Failed> {
        let Order { source, options, deadline, placement, ticket, .. } = &*self.order;
        if !options.signal.is_undefined() {
            self.call.listen(&options.signal);
        }
        if *placement == Placement::None {
            return None;
        }
        match source {
            AccessToken::None => return Some(refused(disposed())),
            AccessToken::Fixed(token) => self.token = Some(token.clone()),
            AccessToken::Function(function) => {
                let end = end_of(self.call.ask(*ticket, function, deadline - now())).await;
                // The client may have been disposed of meanwhile.
                if let Err(refusal) = self.client.alive() {
                    return Some(refused(refusal));
                }
                if end == FAILED {
                    return Some(refused(Box::new(Refusal {
                        cause: self.call.cause(),
                        ..*refuse("accessToken", "must not throw or reject")
                    })));
                }
                if end < 0.0 {
                    return Some(ending::stopped(end, Outcome::NotSent));
                }
                self.token = settings::secret(self.call.token().as_string().unwrap_or_default());
                if self.token.is_none() {
                    return Some(refused(refuse("accessToken", TOKEN)));
                }
            }
        }
        None
    }

    /// Waits for a turn to send, not before a time.
    async fn turn(&self, not_before: f64) -> Option<Failed> {
        let Order { ticket, method, deadline, .. } = *self.order;
        let patience = self.order.options.limits.retry.patience();
        let entry = Entry { ticket, method, not_before, deadline, patience };
        loop {
            let time = now();
            let end = if self.call.aborted() {
                ABORTED
            } else if time >= deadline {
                DEADLINE
            } else {
                match self.client.with_queue(|queue| queue.ask(entry, time)) {
                    Turn::Go => return None,
                    Turn::Wait(until) => end_of(self.call.wait(ticket, until - time, deadline - time)).await,
                    // A pause that is over by now was one all the same.
                    Turn::Paused(until) => {
                        let seconds = (until - time).max(1.0).ceil() / 1000.0;
                        return Some(ending::limited(Outcome::NotSent, seconds));
                    }
                    Turn::Closed => return Some(refused(disposed())),
                }
            };
            if end < 0.0 {
                self.client.with_queue(|queue| queue.leave(ticket));
                return Some(ending::stopped(end, Outcome::NotSent));
            }
        }
    }

    /// Sends the call once.
    fn send(&self) -> Promise {
        let Order { body, placement, options, deadline, .. } = &*self.order;
        let (config, limits) = (&self.client.config, &options.limits);
        let token = self.token.as_deref();
        let given = [config.headers.text.as_str(), options.headers.text.as_str()];
        let encoding = options.encoding;
        let headers = encode::headers(encoding, *placement, token, options.accept(), config.user_agent(), given);
        let body = body.with(*placement, token);
        let left = deadline - now();
        self.call.send(&headers, &body, limits.connect, limits.read, left, mode(options))
    }

    /// The failure that a request ended in, or `None` where it is done.
    fn judge(&self, end: f64) -> Option<Failed> {
        if end < 0.0 {
            return Some(ending::lost(end, &self.call.code().unwrap_or_default()));
        }
        if self.order.options.skip_deserialization && end == 200.0 {
            return None;
        }
        ending::judge(end as u16, &self.shape(), || self.retry_after())
    }

    /// What the answer says.
    fn shape(&self) -> Shape {
        let says = self.call.says();
        if let Some(error) = says.as_string() {
            return Shape::Failed { error };
        }
        // Of two answers in one that which says "done" can't be believed.
        if says.is_truthy() && answer::says_ok_once(&self.call.text()) { Shape::Done } else { Shape::Foreign }
    }

    /// Seconds of the `Retry-After` header, which is a number of them or a date.
    fn retry_after(&self) -> f64 {
        let header = Headers::from_raw(self.call.headers()).get("retry-after").unwrap_or_default();
        // `Date.parse` makes a date of nearly anything: only what has a time of day is one here.
        let date = || header.bytes().any(|byte| byte == b':').then(|| until(&header) / 1000.0);
        let seconds = answer::seconds(&header).or_else(date).filter(|seconds| *seconds > 0.0);
        seconds.unwrap_or(answer::DEFAULT_RETRY_AFTER)
    }

    fn done(&self, failed: Option<Outcome>) {
        let options = &self.order.options;
        let mode = if options.with_response { WITH_RESPONSE } else { mode(options) };
        self.call.done(mode, failed.map(Outcome::name));
    }

    fn fail(&self, failure: &Failure, outcome: Outcome) {
        let Failure { class, text, detail, .. } = failure;
        let (text, cause) = match detail {
            Detail::Argument(refusal) => (refusal.must.as_str(), &refusal.cause),
            _ => (*text, &JsValue::UNDEFINED),
        };
        // Text and numbers can't fail to be written.
        let report = serde_wasm_bindgen::to_value(&Report(*class as u8, text, outcome.name(), detail));
        self.call.fail(&report.unwrap_or_default(), self.token.as_deref().map(Secret::expose), cause);
    }
}

/// What src/call.js makes of an answer: 0 Slack's object, 1 a complete `Response`, 2 one whose headers are in.
fn mode(options: &Options) -> u32 {
    u32::from(options.skip_deserialization).saturating_add(u32::from(options.stream))
}

/// 3: Slack's object, with all that it came with.
const WITH_RESPONSE: u32 = 3;

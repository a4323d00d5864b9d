//! One call: its attempts and waits, from the arguments to a result or an error.

use crate::attempt::{self, AttemptEnd, TokenEnd, WaitEnd};
use crate::body::{Body, ContentType};
use crate::client::{Client, disposed};
use crate::config::TokenSource;
use crate::error::{self, Failure, Fault, Phase};
use crate::header::{self, Headers, TokenPlacement};
use crate::methods::{Method, Request};
use crate::options::CallOptions;
use crate::outcome::Outcome;
use crate::platform::{Call, Deliver, WireRequest, WordsWithout, now, random, until_date};
use crate::queue::{Turn, TurnRequest};
use crate::reader::Reader;
use crate::refusal::{Refusal, refuse};
use crate::report;
use crate::retry::{self, Repeat};
use crate::secret::Secret;
use crate::verdict;
use js_sys::Promise;
use std::rc::Rc;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::spawn_local;

/// Checks the arguments and makes the call. The promise never stays pending.
#[inline(never)]
pub(crate) fn start(client: &Rc<Client>, method: Method, request: &JsValue, options: &JsValue) -> Promise {
    let call = Call::new(&client.platform, method);
    let promise = call.promise();
    let client = client.clone();
    let options = client.check_open().and_then(|()| CallOptions::read(options, client.configuration.limits));
    let own_token = options.as_ref().ok().and_then(|options| options.token.clone());
    match options.and_then(|options| PreparedCall::new(&client, method, request, options)) {
        Ok(prepared) => {
            call.configure(prepared.options.signal.as_ref(), prepared.options.on_event.as_ref());
            let outcome = method.outcome(Outcome::NotSent);
            let task = CallTask { client, call, prepared, token: None, outcome, counted_attempts: 0 };
            spawn_local(task.run());
        }
        Err(refusal) => {
            let token = own_token.or_else(|| client.token_source().fixed());
            reject(&call, method, refusal.into(), method.outcome(Outcome::NotSent), token);
        }
    }
    promise
}

/// A call whose arguments were checked.
#[derive(Debug)]
struct PreparedCall {
    method: Method,
    body: Body,
    placement: TokenPlacement,
    token_source: TokenSource,
    options: Box<CallOptions>,
    /// When the call must be over, on the clock.
    deadline: f64,
}

impl PreparedCall {
    #[inline(never)]
    fn new(
        client: &Client,
        method: Method,
        request: &JsValue,
        options: Box<CallOptions>,
    ) -> Result<Box<Self>, Box<Refusal>> {
        let configuration = &client.configuration;
        if options.content_type == ContentType::Json && !method.takes_json() {
            return Err(refuse("contentType", "must not be JSON: Slack takes this method's arguments only as a form"));
        }
        let mut body = Body::new(options.content_type);
        Request::read(method, &Reader::of_request(request), &mut body)?;
        let token_source = options.token.clone().map_or_else(|| client.token_source(), TokenSource::Fixed);
        let has_token = !matches!(token_source, TokenSource::None);
        let placement = configuration.placement(has_token);
        if placement != TokenPlacement::None {
            if !has_token {
                return Err(refuse("accessToken", "is missing, and so is options.token"));
            }
            if configuration.host.exposed {
                let expectation = "must not be plain http: where a token is sent, except on this machine";
                return Err(refuse("host", expectation));
            }
        }
        if placement == TokenPlacement::Form {
            if options.content_type == ContentType::Json {
                let expectation = "must not be JSON in form placement, where the token is a form field";
                return Err(refuse("contentType", expectation));
            }
            header::check_safelisted(&options.accept, [&configuration.headers, &options.headers])?;
        }
        let deadline = now() + options.limits.deadline;
        Ok(Box::new(PreparedCall { method, body, placement, token_source, options, deadline }))
    }
}

/// A call under way.
struct CallTask {
    client: Rc<Client>,
    call: Call,
    prepared: Box<PreparedCall>,
    token: Option<Rc<Secret>>,
    /// What is known of the operation after the attempts so far.
    outcome: Outcome,
    /// Attempts so far, without those that Slack limited.
    counted_attempts: u32,
}

impl CallTask {
    async fn run(mut self) {
        match self.succeed().await {
            Ok(()) => self.call.resolve(self.prepared.options.deliver(), None),
            Err(failure) => self.fail(failure),
        }
    }

    /// Repeats the call until it succeeds or a failure is final.
    async fn succeed(&mut self) -> Result<(), Box<Failure>> {
        self.token = self.resolve_token().await?;
        loop {
            self.wait_for_turn().await?;
            self.send();
            let end = self.call.attempt_end().await;
            let failure = self.classify(end);
            self.leave_queue(failure.as_deref());
            let Some(mut failure) = failure else { return Ok(()) };
            failure.outcome = self.prepared.method.outcome(failure.outcome);
            self.outcome = self.outcome.max(failure.outcome);
            let delay = self.delay_before_retry(&failure);
            let Some(delay) = delay else { return Err(failure) };
            self.call.note_retry(delay, self.outcome);
            // After a limit the queue keeps the call in its place until the pause is over. Only a longer wait happens here.
            let pause = self.client.configuration.limits.retry.max_retry_after;
            if !matches!(failure.repeat, Repeat::Limited { .. }) || delay > pause {
                self.wait(now() + delay).await?;
            }
        }
    }

    /// The token, or `None` if none is sent.
    async fn resolve_token(&self) -> Result<Option<Rc<Secret>>, Box<Failure>> {
        let PreparedCall { placement, token_source, deadline, .. } = &*self.prepared;
        if *placement == TokenPlacement::None {
            return Ok(None);
        }
        match token_source {
            TokenSource::None => return Err(disposed().into()),
            TokenSource::Fixed(token) => return Ok(Some(token.clone())),
            TokenSource::Function => {}
        }
        let end = self.call.ask_token(deadline - now()).await;
        // The client may have been disposed of meanwhile.
        self.client.check_open()?;
        match end {
            TokenEnd::Given(text) => match Secret::new(text) {
                Some(token) => Ok(Some(Rc::new(token))),
                None => Err(refuse("accessToken", Secret::EXPECTATION).into()),
            },
            TokenEnd::Failed => {
                let mut refusal = refuse("accessToken", "must not throw or reject");
                refusal.cause = self.call.cause();
                Err(refusal.into())
            }
            TokenEnd::Aborted => Err(aborted()),
            TokenEnd::Deadline => Err(out_of_time()),
        }
    }

    /// Waits until the queue lets the call send.
    async fn wait_for_turn(&self) -> Result<(), Box<Failure>> {
        let PreparedCall { method, deadline, options, .. } = &*self.prepared;
        let request = TurnRequest {
            ticket: self.call.ticket,
            method: *method,
            deadline: *deadline,
            max_pause: options.limits.retry.max_pause(),
        };
        loop {
            let turn = self.client.queue.borrow_mut().ask(request, now());
            self.client.wake_calls();
            let until = match turn {
                Turn::Go if now() < *deadline => return Ok(()),
                Turn::Go => {
                    self.leave_queue(None);
                    return Err(out_of_time());
                }
                Turn::Wait { until } => until,
                Turn::Paused { milliseconds } => {
                    return Err(Failure::rate_limited(milliseconds.ceil() / 1000.0, Outcome::NotSent));
                }
                Turn::Closed => return Err(disposed().into()),
            };
            if let Err(failure) = self.wait(until).await {
                self.client.queue.borrow_mut().leave(request.ticket);
                self.client.wake_calls();
                return Err(failure);
            }
        }
    }

    /// Waits until a time on the clock, or until the call is woken.
    async fn wait(&self, until: f64) -> Result<(), Box<Failure>> {
        let time = now();
        match self.call.wait(until - time, self.prepared.deadline - time).await {
            WaitEnd::Over => Ok(()),
            WaitEnd::Aborted => Err(aborted()),
            WaitEnd::Deadline => Err(out_of_time()),
        }
    }

    /// Sends the request once.
    #[inline(never)]
    fn send(&self) {
        let PreparedCall { body, placement, options, deadline, .. } = &*self.prepared;
        let configuration = &self.client.configuration;
        let token = self.token.as_deref();
        let headers = Headers {
            content_type: options.content_type,
            placement: *placement,
            token,
            accept: &options.accept,
            user_agent: configuration.user_agent(),
            extra: [&configuration.headers, &options.headers],
        };
        let body = body.with_token(token.filter(|_| *placement == TokenPlacement::Form));
        let request = WireRequest {
            headers: &headers.lines(),
            body: &body,
            // The proxy that adds the token has to know who is asking.
            with_cookies: *placement == TokenPlacement::None && configuration.host.same_origin == Some(true),
            deliver: options.deliver(),
        };
        self.call.send(&request, options.limits.timeout, deadline - now());
    }

    /// The failure of an attempt, or `None` if it succeeded.
    #[inline(never)]
    fn classify(&self, end: AttemptEnd) -> Option<Box<Failure>> {
        if !matches!(end, AttemptEnd::AbortedUnsent | AttemptEnd::NoFetch) {
            self.call.note_attempt();
        }
        let AttemptEnd::Answered { status } = end else {
            return Some(attempt::failure_without_answer(end, || self.call.failure_place()));
        };
        if status == 200 && matches!(self.prepared.options.deliver(), Deliver::Response | Deliver::Stream) {
            return None;
        }
        let retry_after = || verdict::retry_after_seconds(&self.call.retry_after()?, until_date);
        let needed_scope = || self.call.needed_scope();
        verdict::failure_of_answer(self.prepared.method, status, self.call.answer(), needed_scope, retry_after)
    }

    /// Lets the next call go, and pauses the method if Slack limits it.
    #[inline(never)]
    fn leave_queue(&self, failure: Option<&Failure>) {
        let PreparedCall { method, .. } = *self.prepared;
        let ticket = self.call.ticket;
        let max_pause = self.client.configuration.limits.retry.max_retry_after;
        let mut queue = self.client.queue.borrow_mut();
        let now = now();
        match failure.map(|failure| failure.repeat) {
            Some(Repeat::Limited { wait }) => {
                let pause = wait.max(retry::MIN_LIMITED_WAIT).min(max_pause);
                queue.done_limited(ticket, method, now + pause, now);
            }
            Some(Repeat::Never | Repeat::Backoff { .. }) | None => queue.done(ticket, method),
        }
        drop(queue);
        self.client.wake_calls();
    }

    /// How long to wait before the next attempt, if there is one.
    fn delay_before_retry(&mut self, failure: &Failure) -> Option<f64> {
        match &failure.fault {
            Fault::RateLimited { retry_after } => self.call.note_limit(*retry_after),
            _ => self.counted_attempts = self.counted_attempts.saturating_add(1),
        }
        let PreparedCall { options, deadline, .. } = &*self.prepared;
        let left = deadline - now();
        options.limits.retry.wait(failure.repeat, failure.outcome, self.counted_attempts, random(), left)
    }

    fn fail(&self, failure: Box<Failure>) {
        let outcome = self.outcome.max(failure.outcome);
        let options = &self.prepared.options;
        let deliver = options.deliver();
        let is_result = matches!(deliver, Deliver::Body | Deliver::WithResponse) && !options.throw_on_error;
        match failure.fault {
            Fault::Api { .. } if is_result => self.call.resolve(deliver, Some(outcome)),
            Fault::Aborted => self.call.reject_aborted(outcome),
            _ => reject(&self.call, self.prepared.method, failure, outcome, self.token.clone()),
        }
    }
}

/// Rejects a call with the error that its failure becomes.
#[inline(never)]
fn reject(call: &Call, method: Method, mut failure: Box<Failure>, outcome: Outcome, token: Option<Rc<Secret>>) {
    let token = token.as_deref();
    error::hide_token(&mut failure, token);
    let cause = match &failure.fault {
        Fault::Argument(refusal) => refusal.cause.clone(),
        Fault::Network(_) => call.cause(),
        _ => JsValue::UNDEFINED,
    };
    report::report(method, &failure.fault, outcome, &WordsWithout(token), |report| call.reject(report, token, &cause));
}

fn aborted() -> Box<Failure> {
    Failure::new(Fault::Aborted, Outcome::NotSent)
}

fn out_of_time() -> Box<Failure> {
    Failure::new(Fault::Timeout(Phase::Deadline), Outcome::NotSent)
}

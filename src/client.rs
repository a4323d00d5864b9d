//! A client: its configuration, its queue, and its token for as long as it isn't disposed of.

use crate::call::{Order, Run};
use crate::config::{AccessToken, Config};
use crate::encode::{Encoding, Placement};
use crate::failure::{Class, Failed, Failure, Outcome, refused};
use crate::header;
use crate::method::Method;
use crate::queue::Queue;
use crate::refusal::{Refused, refuse};
use crate::request;
use crate::shell::{Call, Shell, now};
use js_sys::Promise;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::spawn_local;

/// What the exported class holds, and calls under way share.
pub(crate) struct Client {
    pub(crate) config: Box<Config>,
    pub(crate) shell: Shell,
    pub(crate) queue: RefCell<Queue>,
    token: Cell<AccessToken>,
    tickets: Cell<f64>,
}

impl Client {
    /// Reads what the constructor got.
    pub(crate) fn new(configuration: &JsValue) -> Result<Rc<Self>, Refused> {
        let mut config = Box::<Config>::default();
        config.read(configuration)?;
        let token = Cell::new(std::mem::take(&mut config.access_token));
        let shell = Shell::new(&config.host.address, config.host.page, &config.fetch, &config.on_event);
        let queue = RefCell::new(Queue::new(config.max_concurrency));
        Ok(Rc::new(Client { config, shell, queue, token, tickets: Cell::new(0.0) }))
    }

    /// Lets go of the token, and ends the waits. Requests that were sent go on, with a token of their own.
    pub(crate) fn dispose(&self) {
        self.token.take();
        self.queue.borrow_mut().close();
        self.shell.close();
    }

    /// Checks everything at once, then makes the call.
    pub(crate) fn start(self: &Rc<Self>, method: Method, request: &JsValue, options: &JsValue) -> Promise {
        let call = Call::new(&self.shell, method.name());
        let promise = call.promise();
        let mut order = Box::new(Order::new(method, self.config.limits));
        let failure = self.check(&mut order, request, options);
        let mut run = Run { client: self.clone(), call, order, token: None };
        spawn_local(async move { run.carry_out(failure).await });
        promise
    }

    fn check(&self, order: &mut Order, request: &JsValue, options: &JsValue) -> Option<Failed> {
        match self.read(order, request, options) {
            Err(refusal) => Some(refused(refusal)),
            Ok(()) if !self.shell.able() => {
                Some(Failure::new(Class::Network, Outcome::NotSent, "there is no fetch here: configure one"))
            }
            Ok(()) => None,
        }
    }

    fn read(&self, order: &mut Order, request: &JsValue, options: &JsValue) -> Result<(), Refused> {
        self.alive()?;
        order.options.read(options)?;
        order.body.encoding = order.options.encoding;
        request::read(order.method, request, &mut order.body)?;
        order.source = match &order.options.token {
            Some(token) => AccessToken::Fixed(token.clone()),
            None => self.source(),
        };
        let has_token = !matches!(order.source, AccessToken::None);
        order.placement = self.config.placement(has_token);
        let (argument, must) = match order.placement {
            Placement::None => ("", ""),
            _ if !has_token => ("accessToken", "is missing, and so is options.token"),
            _ if self.config.host.exposed => {
                ("host", "must not be plain http: where a token is sent, except on this machine")
            }
            Placement::Form if order.options.encoding == Encoding::Json => {
                ("contentType", "must not be JSON in form placement, where the token is a form field")
            }
            _ => ("", ""),
        };
        if !argument.is_empty() {
            return Err(refuse(argument, must));
        }
        if order.placement == Placement::Form {
            header::safelisted(order.options.accept(), [&self.config.headers, &order.options.headers])?;
        }
        order.ticket = self.tickets.get() + 1.0;
        self.tickets.set(order.ticket);
        order.deadline = now() + order.options.limits.deadline;
        Ok(())
    }

    /// Refuses to go on with a client that was disposed of.
    pub(crate) fn alive(&self) -> Result<(), Refused> {
        if self.queue.borrow().closed() { Err(disposed()) } else { Ok(()) }
    }

    fn source(&self) -> AccessToken {
        let token = self.token.take();
        self.token.set(token.clone());
        token
    }

    /// Changes the queue, and tells those whom it concerns.
    pub(crate) fn with_queue<T>(&self, change: impl FnOnce(&mut Queue) -> T) -> T {
        let mut queue = self.queue.borrow_mut();
        let changed = change(&mut queue);
        queue.ready(now(), |ticket| self.shell.wake(ticket));
        changed
    }
}

/// The refusal of a client that was disposed of.
pub(crate) fn disposed() -> Refused {
    refuse("client", "must not be used after dispose() or free()")
}

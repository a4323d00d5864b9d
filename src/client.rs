//! A client: its configuration, its queue, and its token until it is disposed of.

use crate::config::{Configuration, TokenSource};
use crate::platform::{Platform, now};
use crate::queue::Queue;
use crate::refusal::{Refusal, refuse};
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::JsValue;

/// What the exported class holds and all calls of a client share.
#[derive(Debug)]
pub(crate) struct Client {
    pub(crate) configuration: Box<Configuration>,
    pub(crate) platform: Platform,
    pub(crate) queue: RefCell<Queue>,
    token: RefCell<TokenSource>,
}

impl Client {
    /// Reads the configuration and makes a client of it.
    pub(crate) fn new(configuration: &JsValue) -> Result<Rc<Self>, Box<Refusal>> {
        let mut configuration = Configuration::read(configuration)?;
        let token = RefCell::new(std::mem::take(&mut configuration.access_token));
        let functions = std::mem::take(&mut configuration.functions);
        let platform = Platform::new(&configuration.host.address, configuration.host.in_page, &functions);
        let queue = RefCell::new(Queue::new(configuration.max_concurrency.0));
        Ok(Rc::new(Client { configuration, platform, queue, token }))
    }

    /// Forgets the token, and ends the waits. Calls in flight go on, and keep the token until they are over.
    pub(crate) fn dispose(&self) {
        self.token.take();
        self.queue.borrow_mut().close();
        self.platform.close();
    }

    /// Refuses the use of a client that was disposed of.
    pub(crate) fn check_open(&self) -> Result<(), Box<Refusal>> {
        if self.queue.borrow().is_closed() { Err(disposed()) } else { Ok(()) }
    }

    /// Where the token comes from for a call that has none of its own.
    pub(crate) fn token_source(&self) -> TokenSource {
        self.token.borrow().clone()
    }

    /// Wakes every call that has to ask the queue again after a change.
    #[inline(never)]
    pub(crate) fn wake_calls(&self) {
        for ticket in self.queue.borrow_mut().calls_to_wake(now()) {
            self.platform.wake(ticket);
        }
    }
}

/// The refusal of a client that was disposed of.
pub(crate) fn disposed() -> Box<Refusal> {
    refuse("client", "must not be used after dispose() or free()")
}

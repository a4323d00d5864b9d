//! What calls wait for. JavaScript does what a call asked for, and then replies with a number: see src/attempt.rs.

use std::cell::{Cell, RefCell};
use std::future::poll_fn;
use std::rc::Rc;
use std::task::{Poll, Waker};

/// The number of a call of one client: the lower, the earlier.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Ticket(pub(crate) u32);

/// The reply that one call waits for.
#[derive(Debug, Default)]
pub(crate) struct Reply {
    end: Cell<Option<i32>>,
    waker: RefCell<Option<Waker>>,
}

impl Reply {
    /// Waits for the reply.
    pub(crate) async fn end(&self) -> i32 {
        poll_fn(|context| match self.end.take() {
            Some(end) => Poll::Ready(end),
            None => {
                self.waker.replace(Some(context.waker().clone()));
                Poll::Pending
            }
        })
        .await
    }
}

/// The replies that the calls of a client wait for, by ticket.
#[derive(Debug, Default)]
pub(crate) struct Replies {
    last: Cell<u32>,
    waiting: RefCell<Vec<(Ticket, Rc<Reply>)>>,
}

impl Replies {
    /// The next call.
    pub(crate) fn begin(&self) -> (Ticket, Rc<Reply>) {
        let ticket = Ticket(self.last.get().wrapping_add(1));
        self.last.set(ticket.0);
        let reply = Rc::<Reply>::default();
        self.waiting.borrow_mut().push((ticket, reply.clone()));
        (ticket, reply)
    }

    /// JavaScript's reply to a call.
    pub(crate) fn end(&self, ticket: Ticket, end: i32) {
        let waiting = self.waiting.borrow();
        let Some((_, reply)) = self.place(&waiting, ticket).and_then(|place| waiting.get(place)) else { return };
        reply.end.set(Some(end));
        if let Some(waker) = reply.waker.take() {
            waker.wake();
        }
    }

    /// The call is over.
    pub(crate) fn forget(&self, ticket: Ticket) {
        let mut waiting = self.waiting.borrow_mut();
        if let Some(place) = self.place(&waiting, ticket) {
            waiting.remove(place);
        }
    }

    fn place(&self, waiting: &[(Ticket, Rc<Reply>)], ticket: Ticket) -> Option<usize> {
        waiting.binary_search_by_key(&ticket, |(ticket, _)| *ticket).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::pin::pin;
    use std::task::Context;

    #[test]
    fn a_reply_reaches_only_the_call_with_its_ticket() {
        let replies = Replies::default();
        let (first, second) = (replies.begin(), replies.begin());
        replies.end(second.0, 200);
        let mut context = Context::from_waker(Waker::noop());
        assert_eq!(pin!(first.1.end()).poll(&mut context), Poll::Pending);
        assert_eq!(pin!(second.1.end()).poll(&mut context), Poll::Ready(200));
    }

    #[test]
    fn a_reply_to_a_call_that_is_over_changes_nothing() {
        let replies = Replies::default();
        let (ticket, _) = replies.begin();
        replies.forget(ticket);
        replies.end(ticket, 0);
        replies.forget(ticket);
        assert!(replies.waiting.borrow().is_empty());
    }
}

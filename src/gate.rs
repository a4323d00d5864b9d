//! The queue, with the platform's clock for its waits.

use crate::clock::{Alarm, now};
use crate::method::Method;
use crate::queue::{Entry, Place, Queue, Status};
use std::cell::RefCell;
use std::future::poll_fn;
use std::rc::Rc;
use std::task::Poll;

/// The queue of one client, which wakes who waits when it is time.
pub(crate) struct Gate {
    pub(crate) queue: Queue,
    alarm: RefCell<Option<(f64, Alarm)>>,
}

/// Why a call may not send.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Refusal {
    /// The method is paused for so many milliseconds more, longer than the call would wait.
    Paused(f64),
    /// The client was disposed of.
    Closed,
}

impl Gate {
    /// A gate for at most `most` at a time.
    pub(crate) fn new(most: f64) -> Rc<Self> {
        Rc::new(Gate { queue: Queue::new(most), alarm: RefCell::default() })
    }

    /// Waits for a turn.
    pub(crate) async fn enter(self: &Rc<Self>, entry: Entry) -> Result<Permit, Refusal> {
        let place = self.queue.enter(entry, now());
        let stay = Stay { gate: self.clone(), ticket: entry.ticket, place, over: false };
        if stay.place.status() == Status::Waiting {
            self.rearm();
        }
        poll_fn(|context| match stay.place.status() {
            Status::Waiting => {
                stay.place.tell(context.waker());
                Poll::Pending
            }
            status => Poll::Ready(status),
        })
        .await;
        stay.end()
    }

    /// Nothing of `method` goes until then.
    pub(crate) fn pause(self: &Rc<Self>, method: Method, until: f64) {
        self.queue.pause(method, until, now());
        self.rearm();
    }

    /// Ends all waits.
    pub(crate) fn close(&self) {
        self.queue.close();
        self.alarm.take();
    }

    /// Sets the alarm for who can go next by the passing of time. Nobody waits, no alarm: a script must be able to end.
    pub(crate) fn rearm(self: &Rc<Self>) {
        let next = self.queue.next();
        let armed = self.alarm.borrow().as_ref().map(|(at, _)| *at);
        if next != armed {
            let gate = self.clone();
            let ring = move || {
                gate.alarm.take();
                gate.queue.turn(now());
                gate.rearm();
            };
            let alarm = next.map(|at| (at, Alarm::new(at - now(), ring)));
            self.alarm.replace(alarm);
        }
    }
}

/// A call's stay in the queue, which ends when the call does.
struct Stay {
    gate: Rc<Gate>,
    ticket: u64,
    place: Rc<Place>,
    /// The permit, if there is one, gives the place back.
    over: bool,
}

impl Stay {
    fn end(mut self) -> Result<Permit, Refusal> {
        self.over = true;
        match self.place.status() {
            Status::Granted => Ok(Permit(self.gate.clone())),
            // A pause that is over by now was one all the same.
            Status::Refused { until } => Err(Refusal::Paused((until - now()).max(1.0))),
            Status::Closed | Status::Waiting => Err(Refusal::Closed),
        }
    }
}

impl Drop for Stay {
    fn drop(&mut self) {
        match self.place.status() {
            _ if self.over => {}
            Status::Waiting => {
                self.gate.queue.leave(self.ticket);
                self.gate.rearm();
            }
            Status::Granted => drop(Permit(self.gate.clone())),
            Status::Refused { .. } | Status::Closed => {}
        }
    }
}

/// The right to send one request.
pub(crate) struct Permit(Rc<Gate>);

impl Drop for Permit {
    fn drop(&mut self) {
        self.0.queue.done(now());
        self.0.rearm();
    }
}

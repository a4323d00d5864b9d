//! A Slack for tests: `admin.users.session.reset` and `.invalidate` on this machine, with the
//! error codes, limits and CORS headers of the real one, and faults on demand.
//!
//! Every world has an organisation, a request log, a limit and a fault queue of its own, so tests
//! run side by side: `/api/…` and `/control/…` are the default world's, `/w/NAME/api/…` and
//! `/w/NAME/control/…` those of the world NAME, which is made at first use.

mod answer;
mod api;
mod arguments;
mod connection;
mod control;
mod fault;
mod limit;
mod log;
mod method;
mod organisation;
mod page;
mod script;
mod server;
mod staging;
mod token;
mod world;

pub use server::{Mount, Options, Running, serve};

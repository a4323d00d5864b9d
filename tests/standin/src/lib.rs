//! A stand-in for Slack: `admin.users.session.reset`, `.invalidate` and `.list`, `users.lookupByEmail`
//! and `auth.test` on this machine, with the error codes, limits and CORS headers of the real ones,
//! and faults on demand.
//!
//! Every world has an organisation, tokens, limits, faults and a request log of its own, so tests
//! run side by side: `/api/…` and `/control/…` are the default world's, `/w/NAME/api/…` and
//! `/w/NAME/control/…` those of the world NAME, which is made at first use.

mod answer;
mod api;
mod arguments;
mod call;
mod code;
mod connection;
mod control;
mod crowd;
mod fault;
mod foreign;
mod limit;
mod log;
mod method;
mod methods;
mod organisation;
mod page;
mod queue;
mod refusal;
mod reply;
mod script;
mod seed;
mod server;
mod session;
mod staging;
mod tally;
mod team;
mod ticket;
mod token;
mod tokens;
mod user;
mod world;

pub use server::{Mount, Options, Running, serve};

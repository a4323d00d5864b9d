#![doc = include_str!("../README.md")]
#![deny(
    clippy::arithmetic_side_effects,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::panic_in_result_fn,
    clippy::string_slice,
    clippy::unimplemented,
    clippy::unreachable,
    clippy::unwrap_used
)]
#![cfg_attr(
    test,
    allow(clippy::arithmetic_side_effects, clippy::expect_used, clippy::indexing_slicing, clippy::unwrap_used)
)]

mod answer;
mod api;
mod call;
mod client;
mod clock;
mod config;
mod encode;
mod error;
mod event;
#[cfg(any(fuzzing, test))]
pub mod fuzzing;
mod gate;
mod header;
mod host;
mod method;
mod options;
mod pending;
mod queue;
mod read;
mod reply;
mod request;
mod retry;
mod secret;
mod settings;
mod story;
mod transport;
mod watch;

pub use api::AdminUsersSessionApi;

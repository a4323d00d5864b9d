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

/// A third of the default allocator's size.
#[cfg(target_arch = "wasm32")]
#[global_allocator]
static ALLOCATOR: talc::wasm::WasmDynamicTalc = talc::wasm::new_wasm_dynamic_allocator();

mod answer;
mod api;
mod attempt;
mod body;
mod call;
mod client;
mod config;
mod error;
mod header;
mod host;
mod limits;
mod methods;
mod names;
mod options;
mod outcome;
mod platform;
mod queue;
mod reader;
mod refusal;
mod replies;
mod report;
mod retry;
mod secret;
#[cfg(test)]
mod tests;
mod verdict;

pub use api::{
    AdminUsersSessionApi, CallOptionsObject, ConfigurationObject, InvalidateRequestObject, ListRequestObject,
    LookupByEmailRequestObject, ResetRequestObject,
};

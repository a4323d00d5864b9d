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
mod call;
mod client;
mod config;
mod encode;
mod ending;
mod failure;
#[cfg(any(fuzzing, test))]
pub mod fuzzing;
mod header;
mod host;
mod method;
mod options;
mod queue;
mod read;
mod refusal;
mod request;
mod retry;
mod secret;
mod settings;
mod shell;

pub use api::AdminUsersSessionApi;

//! How the package is made. What is done beyond `wasm-pack build`, and why, is in CONTRIBUTING.md under "Reasons for the packaging".

mod bundle;
mod client;
mod documents;
mod inlined;
pub mod module;
pub mod package;
pub mod report;
mod run;
mod shorten;
pub mod sizes;

pub use bundle::ENGINES;

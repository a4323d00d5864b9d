//! Builds the package. CONTRIBUTING.md, "Reasons for the packaging", explains each step beyond `wasm-pack build`.

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

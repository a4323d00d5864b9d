//! Makes the package. CONTRIBUTING.md says under "Reasons for the packaging" what is done beyond `wasm-pack build`, and why.

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

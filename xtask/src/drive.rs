//! Runs the package: tests, measurements and the demo. Calls go to a Slack stand-in.

pub mod bench;
pub mod console;
pub mod consumers;
pub mod demo;
pub mod examples;
pub mod faults;
pub mod fuzz;
pub mod installed;
pub mod node;
pub mod run;
pub mod soak;
pub mod types;
pub mod wasm_suite;

//! What no compiler checks: names and numbers that are written in more than one language, and files that need each other.

#![allow(clippy::panic, clippy::string_slice)]

mod cycles;
mod names;

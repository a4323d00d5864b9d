//! What no compiler checks: names and numbers that are written in more than one language, and which file needs which.

#![allow(clippy::panic, clippy::string_slice)]

mod cycles;
mod names;

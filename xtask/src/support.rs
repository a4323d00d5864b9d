//! Shared by the other folders: this checkout, files, programs, tools, browsers and the Slack stand-in.

pub mod browser;
pub mod counts;
pub mod files;
pub mod process;
pub mod setup;
pub mod standin;
pub mod tools;
pub mod workspace;

//! The stand-in over real sockets: one server, a world for each test.

mod client;
mod control;
mod cors;
mod faults;
mod methods;
mod program;
mod tokens;

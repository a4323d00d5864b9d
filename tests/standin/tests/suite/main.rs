//! The stand-in over real sockets: one server, a world for each test.

mod auth_test;
mod by_target;
mod client;
mod control;
mod cors;
mod crowds;
mod faults;
mod limits;
mod list;
mod lookup;
mod methods;
mod program;
mod tallies;
mod tokens;

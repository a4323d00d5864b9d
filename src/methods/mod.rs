//! The methods of Slack's Web API that this client calls. One method is one file: its request, its checks, its codes.

mod codes;
mod invalidate;
mod key;
mod list;
mod lookup_by_email;
mod meaning;
mod method;
mod request;
mod reset;

#[cfg(test)]
pub(crate) use codes::documented;
pub(crate) use codes::meaning;
#[cfg(test)]
pub(crate) use key::RequestKey;
pub(crate) use meaning::Meaning;
pub(crate) use method::{Method, PerMethod};
pub(crate) use request::Request;

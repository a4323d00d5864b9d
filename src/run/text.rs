//! Texts: reading and writing them.

pub(crate) mod find;
pub(crate) mod id;
pub(crate) mod json;
pub(crate) mod lines;
pub(crate) mod looks_like;
pub(crate) mod names;
pub(crate) mod timestamp;

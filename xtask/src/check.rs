//! Checks files, without running the package: the packed files, the documents, the crates, and the JavaScript's types and style.

pub mod audit;
pub mod contents;
pub mod javascript;
pub mod notices;
pub mod oldest;
pub mod reference;
pub mod release;

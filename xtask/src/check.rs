//! What is looked at and not run: the package's files, its documents, its crates, and the source of its JavaScript.

pub mod audit;
pub mod contents;
pub mod javascript;
pub mod notices;
pub mod oldest;
pub mod reference;
pub mod release;

//! The run over a whole list: all its decisions, without input and output.
//!
//! JavaScript passes in bytes, parsed JSON, answers and the time, and does what the run says: [`ListReader`] and [`Plan`]
//! turn a list into targets, [`Run`] says what to do next, [`RecordReader`] finds out from a record what is known of each
//! target.
#![deny(
    clippy::arithmetic_side_effects,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::panic_in_result_fn,
    clippy::string_slice,
    clippy::unimplemented,
    clippy::unreachable,
    clippy::unwrap_used
)]
#![cfg_attr(
    test,
    allow(clippy::arithmetic_side_effects, clippy::expect_used, clippy::indexing_slicing, clippy::unwrap_used)
)]

/// A third of the default allocator's size.
#[cfg(target_arch = "wasm32")]
#[global_allocator]
static ALLOCATOR: talc::wasm::WasmDynamicTalc = talc::wasm::new_wasm_dynamic_allocator();

mod border;
mod list;
mod method;
mod per_minute;
mod plan;
mod record;
mod run;
mod show;
mod target;
mod text;

pub use list::encoding::encoding;
pub use list::entry::JsonEntry;
pub use list::look_up::{FoundUser, LookUp};
pub use list::problem::{Problem, Problems};
pub use list::protect::Protected;
pub use list::purpose::Purpose;
pub use list::reader::{ListReader, Listed};
pub use list::value::Value;
pub use list::{Form, List, MOST_TARGETS};
pub use method::{Devices, Method};
pub use per_minute::PerMinute;
pub use plan::Plan;
pub use record::counts::Counts;
pub use record::event::Properties;
pub use record::key::{FlagKey, LineType, NumberKey, TextKey};
pub use record::ledger::Ledger;
pub use record::outcome::{Kind, Outcome, OutcomeState};
pub use record::reader::{RecordError, RecordReader};
pub use record::reason::Reason;
pub use record::replay::{LeftOut, Replay};
pub use record::row::{HEADINGS, Row};
pub use record::state::{Standing, State};
pub use record::words::Words;
pub use record::writer::{Heading, VERSION};
pub use run::answer::Failure;
pub use run::clock::Now;
pub use run::opening::Resume;
pub use run::watch::Why;
pub use run::{Run, step::Step};
pub use target::Target;
pub use text::looks_like::{LooksLike, is_token_like};

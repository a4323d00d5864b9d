//! The description from which src/js/settle.js makes an error.

use crate::error::{Fault, Wording};
use crate::methods::Method;
use crate::names::Names;
use crate::outcome::Outcome;
use serde::Serialize;

/// An error as it crosses to JavaScript.
#[derive(Serialize)]
pub(crate) struct ErrorReport<'a> {
    /// The name of the error's class.
    class: &'static str,
    message: &'a str,
    outcome: &'static str,
    /// Flattened, so that serde writes a map: for a struct, serde-wasm-bindgen keeps a cache of names, which takes 1 kB.
    #[serde(flatten)]
    details: Details<'a>,
}

/// Properties that only errors of one class have.
#[derive(Serialize)]
#[serde(untagged, rename_all_fields = "camelCase")]
enum Details<'a> {
    Argument {
        argument: &'a str,
    },
    Api {
        /// A code that Slack documents. Empty for any other: JavaScript takes that from the answer, without the token.
        #[serde(skip_serializing_if = "str::is_empty")]
        error: &'a str,
        kind: &'static str,
    },
    RateLimited {
        /// Seconds.
        retry_after: f64,
    },
    Timeout {
        phase: &'static str,
    },
    None {},
}

impl<'a> Details<'a> {
    fn of(fault: &'a Fault) -> Self {
        match fault {
            Fault::Argument(refusal) => Details::Argument { argument: &refusal.argument },
            Fault::Api { code, kind, documented, .. } => {
                Details::Api { error: if *documented { code } else { "" }, kind: kind.name() }
            }
            Fault::RateLimited { retry_after } => Details::RateLimited { retry_after: *retry_after },
            Fault::Timeout(phase) => Details::Timeout { phase: phase.name() },
            Fault::Http { .. } | Fault::Network(_) | Fault::Protocol(_) | Fault::Aborted => Details::None {},
        }
    }
}

/// Describes the error of a call, and hands the description over.
pub(crate) fn report(
    method: Method,
    fault: &Fault,
    outcome: Outcome,
    wording: &impl Wording,
    reject: impl FnOnce(&ErrorReport<'_>),
) {
    let hint = if outcome == Outcome::Unknown { "; the operation may have happened" } else { "" };
    let (start, middle, end) = fault.sentence(wording);
    let message = [method.name(), ": ", start, &middle, end, hint].concat();
    let details = Details::of(fault);
    reject(&ErrorReport { class: fault.class(), message: &message, outcome: outcome.name(), details });
}

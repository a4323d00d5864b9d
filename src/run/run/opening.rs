//! What is written before the first call.

use crate::list::problem::Problems;
use crate::list::protect::Protected;
use crate::per_minute::PerMinute;
use crate::plan::Plan;
use crate::record::ledger::place;
use crate::record::outcome::{Outcome, code};
use crate::record::replay::Replay;
use crate::record::writer::{self as record, Heading, Resumption};
use crate::run::settled::Settled;

/// The size of a piece of the plan, in bytes. A piece is written and synced as one.
const PIECE: usize = 64 * 1024;

/// The lines of a new record up to `planned`, in pieces.
#[derive(Debug)]
pub(crate) struct PlanLines {
    plan: Plan,
    heading: Heading,
    /// The target that comes next; 0 before the first line.
    next: u32,
    is_over: bool,
}

impl PlanLines {
    pub(crate) fn new(plan: Plan, heading: Heading) -> Self {
        PlanLines { plan, heading, next: 0, is_over: false }
    }

    pub(crate) fn next(&mut self, wall: u64) -> Option<String> {
        if self.is_over {
            return None;
        }
        let mut text = String::new();
        if self.next == 0 {
            text = record::run(&self.heading, self.plan.method(), self.plan.per_minute(), wall);
            self.next = 1;
        }
        while text.len() < PIECE {
            let Some(target) = place(self.next).and_then(|place| self.plan.targets().get(place)) else {
                text.push_str(&record::planned(&self.plan));
                self.is_over = true;
                break;
            };
            text.push_str(&record::target(self.next, target));
            self.next = self.next.saturating_add(1);
        }
        Some(text)
    }
}

/// How a run goes on.
#[derive(Clone, Debug, Default)]
pub struct Resume {
    /// Name and version of the program.
    pub tool: String,
    /// Targets that may have been done are done again.
    pub repeat_unknown: bool,
    /// Users who are left alone from now on.
    pub protected: Option<Protected>,
    /// Another pace than the record's.
    pub per_minute: Option<PerMinute>,
}

/// The first text of a resumption, and the outcome of an intent that had none. Newly protected targets go into the replay at
/// once. The outcome doesn't, since it isn't durable before the text is written.
pub(crate) fn resumption(
    replay: &mut Replay,
    resume: &Resume,
    wall: u64,
) -> Result<(String, Option<Settled>), Problems> {
    let targets = replay.targets.clone();
    let mut protect = Vec::new();
    if let Some(protected) = &resume.protected {
        protected.check(&targets)?;
        for (n, target) in (1..).zip(targets.iter()) {
            if protected.covers(target) && !replay.ledger.is_protected(n) {
                protect.extend(target.user_id.as_deref());
                replay.ledger.protect(n);
            }
        }
        // A user with many sessions is in the list many times.
        protect.sort_unstable();
        protect.dedup();
    }
    let line = Resumption {
        tool: &resume.tool,
        torn: replay.torn,
        repeat_unknown: resume.repeat_unknown,
        protect: &protect,
        per_minute: resume.per_minute,
    };
    // A line that was cut off must not run into the next one.
    let mut text = if replay.is_cut { "\n".to_owned() } else { String::new() };
    text.push_str(&record::resume(&line, wall));
    let interrupted = replay.ledger.open().map(|n| Settled { n, outcome: Outcome::unknown(code::INTERRUPTED), wall });
    if let Some(settled) = &interrupted {
        text.push_str(&settled.line());
    }
    Ok((text, interrupted))
}

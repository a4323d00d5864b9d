//! Writes the lines of the record. Nothing else does.

use crate::method::Method;
use crate::per_minute::PerMinute;
use crate::plan::Plan;
use crate::record::counts::Counts;
use crate::record::key::{FlagKey, LIST, LineType, NumberKey, PROTECT, TextKey};
use crate::record::outcome::Outcome;
use crate::record::reason::Reason;
use crate::target::Target;
use crate::text::json::{Object, write_string};
use crate::text::looks_like::is_token_like;
use crate::text::timestamp;

/// The version of the record that is written, and the newest that is read.
pub const VERSION: u32 = 1;

/// What the first line of a record says besides the plan.
#[derive(Clone, Debug, Default)]
pub struct Heading {
    /// 32 hex digits.
    pub run: String,
    /// Name and version of the program.
    pub tool: String,
    /// The host that is called.
    pub host: String,
    /// The name of the list.
    pub list_name: Option<String>,
    /// The SHA-256 of the list's bytes, in hex digits.
    pub list_sha256: Option<String>,
    /// The login name of the user who runs it.
    pub by: Option<String>,
    /// The reason: a ticket, say.
    pub note: Option<String>,
}

impl Heading {
    /// The name of the part that may hold a token, which must not get into a record.
    pub fn with_token(&self) -> Option<&'static str> {
        let parts = [("name", &self.list_name), ("by", &self.by), ("note", &self.note)];
        let host = [("host", Some(&self.host)), ("tool", Some(&self.tool))];
        let parts = parts.into_iter().map(|(name, text)| (name, text.as_ref()));
        parts.chain(host).find(|(_, text)| text.is_some_and(|text| is_token_like(text))).map(|(name, _)| name)
    }
}

pub(crate) fn run(heading: &Heading, method: Method, per_minute: PerMinute, wall: u64) -> String {
    let list = Object::new()
        .optional(TextKey::Name.name(), heading.list_name.as_deref())
        .optional(TextKey::Sha256.name(), heading.list_sha256.as_deref());
    Object::line(LineType::Run)
        .number(NumberKey::Version.name(), VERSION.into())
        .text(TextKey::Run.name(), &heading.run)
        .text(TextKey::At.name(), &timestamp::write(wall))
        .text(TextKey::Tool.name(), &heading.tool)
        .text(TextKey::Method.name(), method.name())
        .flag(FlagKey::MobileOnly.name(), method.mobile_only())
        .flag(FlagKey::WebOnly.name(), method.web_only())
        .text(TextKey::Host.name(), &heading.host)
        .object(LIST, list)
        .number(NumberKey::PerMinute.name(), per_minute.recorded().into())
        .optional(TextKey::By.name(), heading.by.as_deref())
        .optional(TextKey::Note.name(), heading.note.as_deref())
        .end()
}

pub(crate) fn target(n: u32, target: &Target) -> String {
    target.write(n, Object::line(LineType::Target)).end()
}

pub(crate) fn planned(plan: &Plan) -> String {
    let line = Object::line(LineType::Planned)
        .number(NumberKey::Targets.name(), plan.count().into())
        .number(NumberKey::Protected.name(), plan.protected().into())
        .number(NumberKey::Duplicates.name(), plan.duplicates().into());
    match plan.skipped().total() {
        0 => line,
        skipped => line.number(NumberKey::Skipped.name(), skipped.into()),
    }
    .end()
}

pub(crate) fn intent(n: u32, wall: u64) -> String {
    Object::line(LineType::Intent)
        .number(NumberKey::N.name(), n.into())
        .text(TextKey::At.name(), &timestamp::write(wall))
        .end()
}

pub(crate) fn outcome(n: u32, outcome: &Outcome, wall: u64) -> String {
    let line = Object::line(LineType::Outcome)
        .number(NumberKey::N.name(), n.into())
        .text(TextKey::At.name(), &timestamp::write(wall))
        .text(TextKey::State.name(), outcome.state.name())
        .optional(TextKey::Error.name(), outcome.error.as_deref())
        .optional(TextKey::Kind.name(), outcome.kind.map(|kind| kind.name()))
        .optional(TextKey::RequestId.name(), outcome.request_id.as_deref());
    match outcome.retry_after {
        Some(seconds) => line.number(NumberKey::RetryAfter.name(), seconds.into()),
        None => line,
    }
    .end()
}

/// What the record says about a resumption.
#[derive(Debug)]
pub(crate) struct Resumption<'a> {
    pub(crate) tool: &'a str,
    /// Bytes of the record's end that can't be read.
    pub(crate) torn: u32,
    pub(crate) repeat_unknown: bool,
    /// Targets' users who are left alone from now on.
    pub(crate) protect: &'a [&'a str],
    /// The pace, if it differs from the record's.
    pub(crate) per_minute: Option<PerMinute>,
}

pub(crate) fn resume(resumption: &Resumption<'_>, wall: u64) -> String {
    let mut line = Object::line(LineType::Resume)
        .text(TextKey::At.name(), &timestamp::write(wall))
        .text(TextKey::Tool.name(), resumption.tool);
    if resumption.torn > 0 {
        line = line.number(NumberKey::Torn.name(), resumption.torn.into());
    }
    if let Some(per_minute) = resumption.per_minute {
        line = line.number(NumberKey::PerMinute.name(), per_minute.recorded().into());
    }
    line = line.flag(FlagKey::RepeatUnknown.name(), resumption.repeat_unknown);
    if !resumption.protect.is_empty() {
        line = line.list(PROTECT, resumption.protect, |out, user| write_string(out, user));
    }
    line.end()
}

pub(crate) fn end(reason: Reason, counts: Counts, wall: u64) -> String {
    Object::line(LineType::End)
        .text(TextKey::At.name(), &timestamp::write(wall))
        .text(TextKey::Reason.name(), reason.name())
        .number(NumberKey::Done.name(), counts.done.into())
        .number(NumberKey::NotDone.name(), counts.not_done.into())
        .number(NumberKey::Unknown.name(), counts.unknown.into())
        .number(NumberKey::Left.name(), counts.left.into())
        .end()
}

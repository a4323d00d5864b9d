//! Reads the lines of the record.

use crate::list::purpose::Purpose;
use crate::method::Method;
use crate::per_minute::PerMinute;
use crate::record::key::{FlagKey, LineType, NumberKey, TextKey};
use crate::record::outcome::{Kind, Outcome, OutcomeState};
use crate::record::writer::VERSION;
use crate::target::Target;
use crate::text::id::Id;
use crate::text::timestamp;

/// A JSON object that a line of the record was parsed into. Each property has the type that it has in the record: other
/// lines are unreadable.
pub trait Properties {
    /// A property that is a text.
    fn text(&self, key: TextKey) -> Option<String>;
    /// A property that is a number.
    fn number(&self, key: NumberKey) -> Option<f64>;
    /// A property that is a boolean; `false` if there is none.
    fn flag(&self, key: FlagKey) -> bool;
    /// The users that are left alone from then on: the property `protect`.
    fn protect(&self) -> Vec<String>;
}

/// A whole number from 0 up.
fn count(line: &impl Properties, key: NumberKey) -> Option<u32> {
    let number = line.number(key)?;
    // A cast from a float saturates: a number that isn't whole, or doesn't fit, differs afterwards.
    let count = number as u32;
    (f64::from(count) == number).then_some(count)
}

/// What a line of the record says.
#[derive(Clone, Debug)]
pub(crate) enum Event {
    Run {
        method: Method,
        host: String,
        per_minute: PerMinute,
    },
    Target {
        n: u32,
        target: Target,
    },
    Planned {
        targets: u32,
        protected: u32,
        duplicates: u32,
        skipped: u32,
    },
    Intent {
        n: u32,
    },
    Outcome {
        n: u32,
        outcome: Outcome,
        wall: Option<u64>,
    },
    Resume {
        torn: u32,
        protect: Vec<String>,
        per_minute: Option<PerMinute>,
    },
    End,
    /// A type of a later program, which changes nothing for this one.
    Other,
}

/// Why a line is refused, as the end of a sentence.
type Damage = &'static str;

impl Event {
    /// What a line says. Unknown properties and types are ignored; known ones must be as this program writes them.
    pub(crate) fn read(line: &impl Properties) -> Result<Event, Damage> {
        let name = line.text(TextKey::Type).ok_or("it has no type")?;
        let Some(line_type) = LineType::named(&name) else { return Ok(Event::Other) };
        let number = || count(line, NumberKey::N).ok_or("it has no number of a target");
        match line_type {
            LineType::Run => read_run(line),
            LineType::Target => Ok(Event::Target { n: number()?, target: read_target(line)? }),
            LineType::Planned => {
                match (
                    count(line, NumberKey::Targets),
                    count(line, NumberKey::Protected),
                    count(line, NumberKey::Duplicates),
                ) {
                    (Some(targets), Some(protected), Some(duplicates)) => {
                        let skipped = count(line, NumberKey::Skipped).unwrap_or(0);
                        Ok(Event::Planned { targets, protected, duplicates, skipped })
                    }
                    _ => Err("its counts can't be read"),
                }
            }
            LineType::Intent => Ok(Event::Intent { n: number()? }),
            LineType::Outcome => {
                let wall = line.text(TextKey::At).and_then(|text| timestamp::read(&text));
                Ok(Event::Outcome { n: number()?, outcome: read_outcome(line)?, wall })
            }
            LineType::Resume => read_resume(line),
            LineType::End => Ok(Event::End),
        }
    }
}

fn read_run(line: &impl Properties) -> Result<Event, Damage> {
    match count(line, NumberKey::Version) {
        None => return Err("it has no version"),
        Some(version) if version > VERSION => return Err("it has a newer version than this program knows"),
        Some(_) => {}
    }
    let (mobile_only, web_only) = (line.flag(FlagKey::MobileOnly), line.flag(FlagKey::WebOnly));
    let method = line.text(TextKey::Method).and_then(|name| Method::named(&name, mobile_only, web_only));
    let per_minute = count(line, NumberKey::PerMinute).and_then(PerMinute::from_recorded);
    Ok(Event::Run {
        method: method.ok_or("its method is unknown")?,
        host: line.text(TextKey::Host).ok_or("it has no host")?,
        per_minute: per_minute.ok_or("its pace can't be read")?,
    })
}

fn read_target(line: &impl Properties) -> Result<Target, Damage> {
    let id = |key, id: Id| match line.text(key) {
        Some(text) if !id.matches(&text) => Err("an id in it can't be read"),
        text => Ok(text),
    };
    Ok(Target {
        line: count(line, NumberKey::Line).ok_or("it has no line")?,
        user_id: id(TextKey::UserId, Id::User)?,
        session_id: id(TextKey::SessionId, Id::Session)?,
        team_id: id(TextKey::TeamId, Id::Team)?,
        protected: line.flag(FlagKey::Protected),
    })
}

/// Whether a target has what its method needs.
pub(crate) fn is_whole(target: &Target, purpose: Purpose) -> bool {
    match purpose {
        Purpose::Reset | Purpose::ResetOrLookUp | Purpose::Protect => {
            target.user_id.is_some() && target.session_id.is_none() && target.team_id.is_none()
        }
        Purpose::Invalidate => target.session_id.is_some() && (target.user_id.is_some() || target.team_id.is_some()),
    }
}

fn read_outcome(line: &impl Properties) -> Result<Outcome, Damage> {
    let state = line.text(TextKey::State).and_then(|name| OutcomeState::named(&name)).ok_or("its state is unknown")?;
    Ok(Outcome {
        state,
        error: line.text(TextKey::Error),
        kind: line.text(TextKey::Kind).and_then(|name| Kind::named(&name)),
        request_id: line.text(TextKey::RequestId),
        retry_after: count(line, NumberKey::RetryAfter),
    })
}

fn read_resume(line: &impl Properties) -> Result<Event, Damage> {
    let per_minute = match line.number(NumberKey::PerMinute) {
        None => None,
        Some(_) => {
            let pace = count(line, NumberKey::PerMinute).and_then(PerMinute::from_recorded);
            Some(pace.ok_or("its pace can't be read")?)
        }
    };
    let torn = count(line, NumberKey::Torn).unwrap_or(0);
    Ok(Event::Resume { torn, protect: line.protect(), per_minute })
}

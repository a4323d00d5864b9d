//! Reads a record, and finds out what is known of each target.

use crate::list::purpose::Purpose;
use crate::method::Method;
use crate::per_minute::PerMinute;
use crate::record::event::{Event, Properties, is_whole};
use crate::record::ledger::{Ledger, place};
use crate::record::replay::{LeftOut, Replay};
use crate::target::Target;
use crate::text::lines::{Line, Lines};

/// Why a record can't be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecordError {
    /// The line, from 1, if one line is at fault.
    pub line: Option<u32>,
    /// What is wrong, and what to do.
    pub message: String,
}

/// Reads a record as its bytes come in.
///
/// It returns lines, since JavaScript has a parser and this has none: after each [`push`] and [`end`] split [`lines`] at LF,
/// parse one after the other, and call [`event`], or [`unreadable`] if it isn't a JSON object.
///
/// [`push`]: RecordReader::push
/// [`end`]: RecordReader::end
/// [`lines`]: RecordReader::lines
/// [`event`]: RecordReader::event
/// [`unreadable`]: RecordReader::unreadable
#[derive(Debug)]
pub struct RecordReader {
    lines: Lines,
    ended: bool,
    /// The last line had no LF.
    is_cut: bool,
    error: Option<RecordError>,
    /// The number of the first line that can't be read and that no resumption explains, and the bytes of all such lines.
    unread: Option<(u32, u32)>,
    run: Option<(Method, String, PerMinute)>,
    targets: Vec<Target>,
    replay: Option<Replay>,
}

impl Default for RecordReader {
    fn default() -> Self {
        Self::new()
    }
}

impl RecordReader {
    /// A reader at the start of a record.
    pub fn new() -> Self {
        RecordReader {
            lines: Lines::new(usize::MAX),
            ended: false,
            is_cut: false,
            error: None,
            unread: None,
            run: None,
            targets: Vec::new(),
            replay: None,
        }
    }

    /// The next bytes.
    pub fn push(&mut self, bytes: &[u8]) {
        if self.error.is_none() {
            self.lines.push(bytes);
        }
    }

    /// There are no more bytes.
    pub fn end(&mut self) {
        self.ended = true;
    }

    /// The lines that JavaScript has to parse now, with LF between them.
    pub fn lines(&self) -> Option<String> {
        if self.error.is_some() {
            return None;
        }
        let lines = if self.ended { self.lines.all() } else { self.lines.whole() };
        lines.map(|lines| String::from_utf8_lossy(lines).into_owned())
    }

    /// The next line is this object.
    pub fn event(&mut self, properties: &impl Properties) {
        let Some(line) = self.next_line() else { return };
        if let Err(damage) = Event::read(properties).and_then(|event| self.take(event)) {
            self.refuse(line.number, damage);
        }
    }

    /// The next line is not a JSON object.
    pub fn unreadable(&mut self) {
        let Some(line) = self.next_line() else { return };
        let length = u32::try_from(line.bytes.len()).unwrap_or(u32::MAX).saturating_add(1);
        let (first, before) = self.unread.unwrap_or((line.number, 0));
        self.unread = Some((first, before.saturating_add(length)));
        if self.run.is_none() && !self.is_cut {
            // Not even the first line is an object: anything may be in this file.
            self.refuse(first, "it is not a JSON object");
        }
    }

    fn next_line(&mut self) -> Option<Line> {
        if self.error.is_some() {
            return None;
        }
        let line = self.lines.next();
        if line.is_some() || !self.ended {
            return line;
        }
        let rest = self.lines.rest();
        self.is_cut |= rest.is_some();
        rest
    }

    /// What the record says, or why it can't be used.
    pub fn finish(self) -> Result<Replay, RecordError> {
        if let Some(error) = self.error {
            return Err(error);
        }
        let Some(mut replay) = self.replay else {
            let message = "The record ends before the plan does, so nothing was sent. Start again, with a new record.";
            return Err(RecordError { line: None, message: message.to_owned() });
        };
        if !self.ended || self.lines.all().is_some() {
            return Err(RecordError { line: None, message: "The record was not read to its end.".to_owned() });
        }
        // The last LF isn't counted: it may be the one that a resumption writes.
        let torn = self.unread.map_or(0, |(_, bytes)| bytes.saturating_sub(1));
        replay.ends(torn, self.is_cut);
        Ok(replay)
    }

    fn refuse(&mut self, line: u32, damage: &str) {
        let (line, damage) = match self.unread {
            Some((first, _)) => (first, "it can't be read"),
            None => (line, damage),
        };
        let message =
            format!("Line {line} of the record is damaged, or this is not a record: {damage}. Nothing more was sent.");
        self.error = Some(RecordError { line: Some(line), message });
    }

    fn take(&mut self, event: Event) -> Result<(), &'static str> {
        if let Some((_, bytes)) = self.unread {
            // Unreadable lines are at the end, or the next resumption counts their bytes.
            match &event {
                Event::Resume { torn, .. } if torn.saturating_add(1) == bytes => self.unread = None,
                _ => return Err("it can't be read"),
            }
        }
        match (event, &mut self.run, &mut self.replay) {
            (Event::Run { method, host, per_minute }, run @ None, _) => {
                *run = Some((method, host, per_minute));
                Ok(())
            }
            (Event::Run { .. }, Some(_), _) => Err("it begins a second run"),
            (_, None, _) => Err("the first line does not begin a run"),
            (Event::Other, _, _) => Ok(()),
            (Event::Target { n, target }, Some((method, ..)), None) => {
                let is_next = place(n) == Some(self.targets.len());
                if !is_next || !is_whole(&target, Purpose::of(*method)) {
                    return Err("it is not the next target");
                }
                self.targets.push(target);
                Ok(())
            }
            (
                Event::Planned { targets, protected, duplicates, skipped },
                Some((method, host, per_minute)),
                replay @ None,
            ) => {
                let ledger = Ledger::new(&self.targets);
                let counts = ledger.counts();
                if (counts.left, counts.protected) != (targets, protected) {
                    return Err("its counts do not fit the targets before it");
                }
                let targets = std::mem::take(&mut self.targets);
                let left_out = LeftOut { duplicates, skipped };
                *replay = Some(Replay::new(*method, std::mem::take(host), *per_minute, targets, left_out, ledger));
                Ok(())
            }
            (_, _, None) => Err("it comes before the plan's end"),
            (Event::Target { .. } | Event::Planned { .. }, _, Some(_)) => Err("it comes after the plan's end"),
            (Event::Intent { n }, _, Some(replay)) => replay.intend(n),
            (Event::Outcome { n, outcome, wall }, _, Some(replay)) => replay.settle(n, outcome, wall),
            (Event::Resume { protect, per_minute, .. }, _, Some(replay)) => {
                replay.resume(&protect, per_minute);
                Ok(())
            }
            (Event::End, _, Some(_)) => Ok(()),
        }
    }
}

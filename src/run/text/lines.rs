//! Bytes that come in pieces, split into lines.

/// A line without its line end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Line {
    /// From 1.
    pub(crate) number: u32,
    pub(crate) bytes: Vec<u8>,
    /// It was longer than allowed, and its bytes are gone.
    pub(crate) too_long: bool,
}

/// Splits at LF. A CR stays: the reader decides whether it belongs to the line end.
#[derive(Debug)]
pub(crate) struct Lines {
    held: Vec<u8>,
    /// How much of `held` was given out as lines.
    taken: usize,
    /// `held` has no LF before this place.
    searched: usize,
    number: u32,
    longest: usize,
    too_long: bool,
}

impl Lines {
    /// Lines of at most that many bytes.
    pub(crate) fn new(longest: usize) -> Self {
        Lines { held: Vec::new(), taken: 0, searched: 0, number: 0, longest, too_long: false }
    }

    pub(crate) fn push(&mut self, bytes: &[u8]) {
        self.held.drain(..self.taken);
        self.searched = self.searched.saturating_sub(self.taken);
        self.taken = 0;
        self.held.extend_from_slice(bytes);
    }

    /// All whole lines that weren't given out, without the last LF.
    pub(crate) fn whole(&self) -> Option<&[u8]> {
        let end = self.held.iter().rposition(|byte| *byte == b'\n')?;
        self.held.get(self.taken..end)
    }

    /// All that wasn't given out, without the last LF.
    pub(crate) fn all(&self) -> Option<&[u8]> {
        let rest = self.held.get(self.taken..).filter(|rest| !rest.is_empty())?;
        Some(rest.strip_suffix(b"\n").unwrap_or(rest))
    }

    /// The next whole line.
    pub(crate) fn next(&mut self) -> Option<Line> {
        let found = self.held.get(self.searched..)?.iter().position(|byte| *byte == b'\n');
        let Some(found) = found else {
            if self.held.len().saturating_sub(self.taken) > self.longest {
                self.too_long = true;
                self.held.truncate(self.taken);
            }
            self.searched = self.held.len();
            return None;
        };
        let end = self.searched.saturating_add(found);
        let line = self.line_up_to(end);
        self.taken = end.saturating_add(1);
        self.searched = self.taken;
        Some(line)
    }

    /// What is left at the end without an LF.
    pub(crate) fn rest(&mut self) -> Option<Line> {
        let end = self.held.len();
        let line = (end > self.taken || self.too_long).then(|| self.line_up_to(end));
        self.taken = end;
        self.searched = end;
        line
    }

    fn line_up_to(&mut self, end: usize) -> Line {
        self.number = self.number.saturating_add(1);
        let bytes = self.held.get(self.taken..end).unwrap_or_default();
        let too_long = self.too_long || bytes.len() > self.longest;
        self.too_long = false;
        Line { number: self.number, bytes: if too_long { Vec::new() } else { bytes.to_vec() }, too_long }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn split(pieces: &[&[u8]], longest: usize) -> Vec<Line> {
        let mut lines = Lines::new(longest);
        let mut found = Vec::new();
        for piece in pieces {
            lines.push(piece);
            while let Some(line) = lines.next() {
                found.push(line);
            }
        }
        found.extend(lines.rest());
        found
    }

    #[test]
    fn a_line_that_is_too_long_is_counted_and_dropped() {
        let found = split(&[b"ab\n", b"abcdef", b"ghi", b"\n", b"cd"], 4);
        let short: Vec<_> = found.iter().map(|line| (line.number, line.bytes.as_slice(), line.too_long)).collect();
        assert_eq!(short, [(1, &b"ab"[..], false), (2, b"", true), (3, b"cd", false)]);
        assert!(split(&[b"abcdef"], 4).last().unwrap().too_long);
    }

    proptest! {
        #[test]
        fn lines_are_the_same_however_the_bytes_are_cut(
            bytes in prop::collection::vec(prop::sample::select(&b"ab\n\r"[..]), 0..60),
            size in 1..9_usize,
        ) {
            let pieces: Vec<_> = bytes.chunks(size).collect();
            let found: Vec<_> = split(&pieces, 1000).into_iter().map(|line| line.bytes).collect();
            let mut expected: Vec<_> = bytes.split(|byte| *byte == b'\n').map(<[u8]>::to_vec).collect();
            if expected.last().is_some_and(Vec::is_empty) {
                expected.pop();
            }
            prop_assert_eq!(found, expected);
        }
    }
}

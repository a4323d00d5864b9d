//! Recognises the form of a list by its first line that isn't empty.

use crate::list::csv::Header;

/// What the first line of a list is.
#[derive(Debug)]
pub(crate) enum FirstLine {
    /// A comment, even if it names a column. The next line may be the first.
    Comment,
    /// An object of JSON Lines.
    Json,
    /// A JSON array.
    Array,
    /// `sep=;`, which Excel writes before the headings.
    Separator(u8),
    /// The same with another character than a comma, a semicolon or a tab.
    UnknownSeparator,
    /// Headings, at least one of them known.
    Headings(Header),
    /// Several columns without a known heading.
    UnknownHeadings,
    /// An id.
    Plain,
}

/// What separates columns.
const DELIMITERS: [u8; 3] = *b",;\t";

impl FirstLine {
    /// Recognises a line; `text` is the line without the blanks around it.
    pub(crate) fn tell(line: &[u8], text: &str) -> Self {
        match text.as_bytes() {
            [b'{', ..] => return FirstLine::Json,
            [b'[', ..] => return FirstLine::Array,
            [b'#', ..] => return FirstLine::Comment,
            _ => {}
        }
        if let Some(separator) = separator(text) {
            let known = DELIMITERS.into_iter().find(|delimiter| [*delimiter] == separator);
            return known.map_or(FirstLine::UnknownSeparator, FirstLine::Separator);
        }
        match Header::find(line, &DELIMITERS) {
            Some(header) => FirstLine::Headings(header),
            None if without_comment(text).bytes().any(|byte| DELIMITERS.contains(&byte)) => FirstLine::UnknownHeadings,
            None => FirstLine::Plain,
        }
    }
}

/// The text before a comment.
pub(crate) fn without_comment(text: &str) -> &str {
    text.split_once('#').map_or(text, |(before, _)| before)
}

/// The text after `sep=`.
fn separator(text: &str) -> Option<&[u8]> {
    match text.as_bytes() {
        [b'"', inner @ .., b'"'] | inner => {
            let (key, rest) = inner.split_at_checked(4)?;
            // A tab is a blank, so it was trimmed with the blanks around the line.
            key.eq_ignore_ascii_case(b"sep=").then_some(if rest.is_empty() { b"\t" } else { rest })
        }
    }
}

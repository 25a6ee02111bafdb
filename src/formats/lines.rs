//! Lines with their offsets.

/// A line of a document, without its end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Line<'a> {
    /// Where it starts in the document.
    pub(super) start: usize,
    /// What it says.
    pub(super) text: &'a str,
}

impl<'a> Line<'a> {
    /// Where it ends, its line end aside.
    pub(super) fn end(self) -> usize {
        self.start + self.text.len()
    }

    /// How far it is indented, in bytes.
    pub(super) fn indent(self) -> usize {
        self.text.len() - self.text.trim_start().len()
    }

    /// Whether there is nothing on it.
    pub(super) fn is_blank(self) -> bool {
        self.text.trim().is_empty()
    }

    /// The line without its indentation and what is blank at its end.
    pub(super) fn trimmed(self) -> Line<'a> {
        Line { start: self.start + self.indent(), text: self.text.trim() }
    }
}

/// The lines of a document; they end at LF or CRLF.
pub(super) fn lines(document: &str) -> impl Iterator<Item = Line<'_>> {
    let mut start = 0;
    document.split_inclusive('\n').map(move |line| {
        let text = line.strip_suffix('\n').unwrap_or(line);
        let text = text.strip_suffix('\r').unwrap_or(text);
        let line_start = start;
        start += line.len();
        Line { start: line_start, text }
    })
}

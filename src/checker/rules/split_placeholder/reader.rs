//! Reads a placeholder or tag in which blanks may stand where none belong.

/// The longest placeholder or tag.
const LONGEST: usize = 300;

/// How far a brace may be closed from where it was opened, over lines.
const FAR: usize = 4000;

/// Reads on from a mark; what was read stands in `whole` without the blanks.
#[derive(Debug, Clone)]
pub(super) struct Reader<'t> {
    text: &'t str,
    start: usize,
    at: usize,
    /// What was read, as it should be.
    pub whole: String,
    /// Whether blanks were left out.
    pub is_broken: bool,
}

impl<'t> Reader<'t> {
    /// From this place of a text on.
    pub fn new(text: &'t str, start: usize) -> Self {
        Reader { text, start, at: start, whole: String::new(), is_broken: false }
    }

    /// What is not read yet, in the same line.
    pub fn rest(&self) -> &'t str {
        let rest = &self.text[self.at..];
        let mut end = rest.len().min(LONGEST);
        while !rest.is_char_boundary(end) {
            end -= 1;
        }
        rest[..end].lines().next().unwrap_or_default()
    }

    /// Where the reader stands.
    pub fn at(&self) -> usize {
        self.at
    }

    /// Passes blanks that do not belong there. Whether there were any.
    pub fn blanks(&mut self) -> bool {
        let blanks = self.peek_blanks();
        self.at += blanks;
        self.is_broken |= blanks > 0;
        blanks > 0
    }

    /// Takes the blanks over. Whether there were any.
    pub fn keep_blanks(&mut self) -> bool {
        let blanks = self.peek_blanks();
        self.take(blanks);
        blanks > 0
    }

    fn peek_blanks(&self) -> usize {
        let rest = self.rest();
        rest.len() - rest.trim_start_matches(is_blank).len()
    }

    /// Takes a text that must come now.
    pub fn expect(&mut self, text: &str) -> Option<()> {
        self.rest().starts_with(text).then(|| self.take(text.len()))
    }

    /// Takes the characters that are like this; how many bytes they have.
    pub fn run(&mut self, is: impl Fn(char) -> bool) -> usize {
        let rest = self.rest();
        let length = rest.len() - rest.trim_start_matches(is).len();
        self.take(length);
        length
    }

    /// Takes a name as programs have them, with dots perhaps.
    pub fn name(&mut self) -> Option<()> {
        let is_of_name = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '.');
        let starts = self.rest().starts_with(|c: char| c.is_ascii_alphanumeric() || c == '_');
        (starts && self.run(is_of_name) > 0).then_some(())
    }

    /// Takes so many bytes.
    pub fn take(&mut self, bytes: usize) {
        self.whole.push_str(&self.text[self.at..self.at + bytes]);
        self.at += bytes;
    }

    /// Whether a brace closes somewhere behind, not too far.
    pub fn closes_later(&self) -> bool {
        let rest = &self.text.as_bytes()[self.at..];
        memchr::memchr(b'}', &rest[..rest.len().min(FAR)]).is_some()
    }

    /// The character before the first.
    pub fn before(&self) -> Option<char> {
        self.text[..self.start].chars().next_back()
    }
}

/// A letter, digit or accent of a letter.
pub(super) fn is_letter(c: char) -> bool {
    c.is_alphanumeric() || ('\u{300}'..='\u{36f}').contains(&c)
}

/// A blank inside a line, breaking or not.
pub(super) fn is_blank(c: char) -> bool {
    matches!(c, ' ' | '\u{a0}' | '\u{202f}')
}

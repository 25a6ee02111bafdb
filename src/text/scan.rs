//! Scanning: text to tokens, in one pass, without allocation.

use super::fold::is_invisible;
use super::letters::{group_at, small_run};
use super::misread::misread;
use super::window::Window;
use super::{Case, Mark, MarkKind, Span, Token, TokenKind, fold_in, hash};

/// Words that lose their last vowel before another word. `quelqu'un`, `presqu'île` and `aujourd'hui` are words of their own.
pub(super) const ELIDED: &[&str] =
    &["l", "d", "j", "n", "m", "t", "s", "c", "ç", "qu", "jusqu", "lorsqu", "puisqu", "quoiqu", "parc", "y", "z"];

/// Pronouns and particles that follow a hyphen.
pub const CLITICS: &[&str] = &[
    "il", "ils", "elle", "elles", "on", "je", "tu", "nous", "vous", "ce", "le", "la", "les", "lui", "leur", "moi",
    "toi", "y", "en", "là", "ci", "même", "mêmes",
];

/// Endings of the inclusive spelling after a dot (`étudiant.e.s`).
const INCLUSIVE: &[&str] = &[
    "e", "es", "s", "ne", "nes", "le", "les", "te", "tes", "se", "ses", "ve", "ves", "fe", "fes", "re", "res", "ère",
    "ères", "rice", "rices", "trice", "trices", "euse", "euses", "ice", "ices", "x", "esse", "esses", "sse", "sses",
    "che", "ches", "que", "ques", "ale", "ales",
];

/// Letters that may follow digits in a number.
const NUMBER_ENDINGS: &[&str] = &[
    "er", "ers", "re", "res", "ère", "ères", "e", "es", "è", "ème", "èmes", "eme", "emes", "ième", "ièmes", "d", "de",
    "nd", "nde", "nds", "h", "min", "s", "m", "km", "cm", "mm", "kg", "g", "mg", "l", "ml", "k", "w", "kw", "kwh",
    "mo", "go", "to", "ko", "o", "x", "ha", "°", "p", "c",
];

/// An iterator over the tokens of a text.
#[derive(Debug, Clone)]
pub struct Scanner<'a> {
    text: &'a str,
    pub(super) bytes: &'a [u8],
    pub(super) at: usize,
    pub(super) end: usize,
    pub(super) marks: &'a [Mark],
    pub(super) window: Window,
    /// For the look-up forms of uncommon words.
    buffer: String,
}

impl<'a> Scanner<'a> {
    /// Scans `text[from..to]`; both ends must be character borders, and what lies before and after counts as blank.
    pub fn new(text: &'a str, from: usize, to: usize, marks: &'a [Mark]) -> Self {
        let skip = marks.partition_point(|m| m.span.end <= from);
        Scanner {
            text,
            bytes: text.as_bytes(),
            at: from,
            end: to,
            marks: &marks[skip..],
            window: Window::new(),
            buffer: String::new(),
        }
    }

    /// The character at a position, with its length; `None` at the end.
    fn char_at(&self, at: usize) -> Option<char> {
        if at >= self.end {
            return None;
        }
        let byte = self.bytes[at];
        if byte < 0x80 { Some(byte as char) } else { self.text[at..].chars().next() }
    }

    pub(super) fn byte_at(&self, at: usize) -> u8 {
        if at < self.end { self.bytes[at] } else { 0 }
    }

    fn is_letter_at(&self, at: usize) -> bool {
        self.char_at(at).is_some_and(is_letter)
    }

    fn is_alphanumeric_at(&self, at: usize) -> bool {
        self.char_at(at).is_some_and(|c| c.is_alphanumeric())
    }

    pub(super) fn token(&mut self, start: usize, end: usize, kind: TokenKind) -> Option<Token> {
        self.at = end;
        let case = if kind == TokenKind::Word { case_of(&self.text[start..end]) } else { Case::Lower };
        let kind =
            if kind == TokenKind::Word && case == Case::Mixed { mixed_kind(&self.text[start..end]) } else { kind };
        let hash = if kind == TokenKind::Word {
            hash(fold_in(&self.text[start..end], &mut self.buffer).as_bytes())
        } else {
            0
        };
        Some(Token { span: Span::new(start, end), kind, case, hash })
    }

    /// The end of the run without blanks, quotes, closing brackets or commas that holds an address, a path or code.
    fn chunk_end(&self, mut at: usize) -> usize {
        let mut parentheses = 0i32;
        while let Some(c) = self.char_at(at) {
            match c {
                '(' => parentheses += 1,
                ')' if parentheses == 0 => break,
                ')' => parentheses -= 1,
                c if c.is_whitespace()
                    || matches!(c, '"' | '<' | '>' | '«' | '»' | '“' | '”' | '`' | '|' | ']' | '*') =>
                {
                    break;
                }
                _ => {}
            }
            at += c.len_utf8();
        }
        while at > 0 && matches!(self.bytes[at - 1], b'.' | b',' | b';' | b':' | b'!' | b'?' | b'\'') {
            at -= 1;
        }
        at
    }

    fn run_of_letters(&self, mut at: usize) -> usize {
        loop {
            at += small_run(group_at(&self.bytes[..self.end], at));
            match self.char_at(at) {
                Some(c) if is_letter(c) => at += c.len_utf8(),
                _ => return at,
            }
        }
    }

    /// The end of what stands at `at`, if that is all that is left of letters which did not come through a change of encoding: `d�put�`,
    /// `d?put?`, `dÃ©putÃ©`. Where one question mark alone touches a word, a blank may be lost instead (`mot?par`).
    fn lost_end(&self, at: usize) -> Option<usize> {
        let c = self.char_at(at)?;
        let next = at + c.len_utf8();
        match c {
            char::REPLACEMENT_CHARACTER => Some(next),
            '?' if self.byte_at(next).is_ascii_lowercase() => {
                let rest = &self.bytes[next..self.garbled_end(at)];
                (rest.is_ascii() && rest.contains(&b'?')).then_some(next)
            }
            // They are read for themselves by the short way too.
            '«' | '»' => None,
            _ if c.is_ascii() || c.is_whitespace() => None,
            _ => {
                let before = self.text[..at].chars().next_back().map_or(0, char::len_utf8);
                let end = |from: usize| Some(from + misread(&self.text[..from], &self.text[from..self.end])?.1);
                [at - before, at].into_iter().find_map(end).filter(|&end| end > at)
            }
        }
    }

    /// The end of the word that goes on at `at` with what is left of its letters, or of so much of it as a word may have.
    fn garbled_end(&self, mut at: usize) -> usize {
        const LONGEST: usize = 64;
        let limit = at + LONGEST;
        while let Some(c) = self.char_at(at).filter(|_| at < limit) {
            at = match c {
                '?' => at + 1,
                _ if is_letter(c) || c.is_numeric() => at + c.len_utf8(),
                _ => match self.lost_end(at) {
                    Some(end) => end,
                    None => break,
                },
            };
        }
        at
    }

    /// The end of the word of which the first part ends with the hyphen before `at`, if that is where a line was broken: `gouver-⏎nement`.
    fn broken_end(&self, at: usize) -> Option<usize> {
        let line_end = at + usize::from(self.byte_at(at) == b'\r');
        if self.byte_at(line_end) != b'\n' {
            return None;
        }
        let mut after = line_end + 1;
        while matches!(self.byte_at(after), b' ' | b'\t') {
            after += 1;
        }
        self.char_at(after).is_some_and(char::is_lowercase).then(|| self.run_of_letters(after))
    }

    /// The end of a clitic that starts at the hyphen `at`, if one does.
    fn clitic_end(&self, at: usize) -> Option<usize> {
        let mut from = at + 1;
        if matches!(self.byte_at(from), b't' | b'T') && matches!(self.byte_at(from + 1), b'-') {
            from += 2;
        }
        let end = self.run_of_letters(from);
        if from == end
            || self.byte_at(end) == b'-' && self.clitic_end(end).is_none()
            || matches!(self.byte_at(end), b'\'')
        {
            return None;
        }
        is_one_of(&self.text[from..end], CLITICS).then_some(end)
    }

    fn word(&mut self, start: usize) -> Option<Token> {
        let mut at = start;
        let mut letters_and_digits = false;
        loop {
            at = self.run_of_letters(at);
            let Some(c) = self.char_at(at) else { break };
            match c {
                '\'' | '’' | 'ʼ' => {
                    let after = at + c.len_utf8();
                    if is_one_of(&self.text[start..at], ELIDED) {
                        return self.token(start, after, TokenKind::Word);
                    }
                    if !self.is_letter_at(after) {
                        break;
                    }
                    at = after;
                }
                '-' | '\u{2011}' => {
                    let after = at + c.len_utf8();
                    // Which word it is, and whether the hyphen is part of it, only both parts together tell.
                    if let Some(end) = self.broken_end(after) {
                        return self.token(start, end, TokenKind::Opaque);
                    }
                    if !self.is_alphanumeric_at(after) || (c == '-' && self.clitic_end(at).is_some()) {
                        break;
                    }
                    at = after;
                }
                '·' | '•' | '‧' if self.is_letter_at(at + c.len_utf8()) => at += c.len_utf8(),
                '.' if self.is_alphanumeric_at(at + 1) => {
                    let end = self.run_of_letters(at + 1);
                    let part = &self.text[at + 1..end];
                    if is_one_of(part, INCLUSIVE) && part.chars().all(char::is_lowercase) {
                        at = end;
                    } else if part.chars().next().is_some_and(char::is_uppercase) && at - start > 2 {
                        break; // a lost space after a full stop
                    } else {
                        let end = self.chunk_end(at);
                        return self.token(start, end, TokenKind::Opaque);
                    }
                }
                '@' | '_' | '\\' | '=' if self.is_alphanumeric_at(at + 1) => {
                    let end = self.chunk_end(at + 1);
                    return self.token(start, end, TokenKind::Opaque);
                }
                '_' if at + 1 < self.end && self.bytes[at + 1] == b'_' => {
                    let end = self.chunk_end(at + 1);
                    return self.token(start, end, TokenKind::Opaque);
                }
                ':' if self.byte_at(at + 1) == b'/' && self.byte_at(at + 2) == b'/'
                    || self.byte_at(at + 1) == b'\\'
                    || self.byte_at(at + 1) == b':' =>
                {
                    let end = self.chunk_end(at + 1);
                    return self.token(start, end, TokenKind::Opaque);
                }
                '(' if self.byte_at(at + 1) == b')' => return self.token(start, at + 2, TokenKind::Opaque),
                c if c.is_numeric() => {
                    letters_and_digits = true;
                    at += c.len_utf8();
                }
                c if is_invisible(c) && self.is_letter_at(at + c.len_utf8()) => at += c.len_utf8(),
                _ if self.lost_end(at).is_some() => {
                    let end = self.garbled_end(at);
                    return self.token(start, end, TokenKind::Opaque);
                }
                _ => break,
            }
        }
        let kind = if letters_and_digits { TokenKind::Symbol } else { TokenKind::Word };
        self.token(start, at, kind)
    }

    fn number(&mut self, start: usize) -> Option<Token> {
        let mut at = start;
        let mut kind = TokenKind::Number;
        loop {
            match self.byte_at(at) {
                b'0'..=b'9' => at += 1,
                b'.' | b',' | b':' | b'/' | b'-' if self.byte_at(at + 1).is_ascii_digit() => at += 1,
                b'@' | b'_' if self.is_alphanumeric_at(at + 1) => {
                    let end = self.chunk_end(at);
                    return self.token(start, end, TokenKind::Opaque);
                }
                _ => {
                    let end = self.run_of_letters(at);
                    if end > at {
                        if !is_one_of(&self.text[at..end], NUMBER_ENDINGS) {
                            kind = TokenKind::Symbol;
                        }
                        at = end;
                        if !self.byte_at(at).is_ascii_digit() {
                            break;
                        }
                    } else if self.char_at(at).is_some_and(char::is_numeric) {
                        at += self.char_at(at).map_or(1, char::len_utf8);
                    } else {
                        break;
                    }
                }
            }
        }
        self.token(start, at, kind)
    }

    /// A back-quoted run of code that starts here: its end.
    fn code_end(&self, start: usize) -> Option<usize> {
        let ticks = self.bytes[start..self.end].iter().take_while(|&&b| b == b'`').count();
        let mut at = start + ticks;
        while at < self.end {
            let next = at + memchr::memchr(b'`', &self.bytes[at..self.end.min(at + 2000)])?;
            let run = self.bytes[next..self.end].iter().take_while(|&&b| b == b'`').count();
            at = next + run;
            if run == ticks {
                return Some(at);
            }
        }
        None
    }

    /// The end of a tag or comment that starts at this `<`.
    fn tag_end(&self, start: usize) -> Option<usize> {
        let next = self.byte_at(start + 1);
        if !(next.is_ascii_alphabetic() || matches!(next, b'/' | b'!' | b'?')) {
            return None;
        }
        let window = &self.bytes[start..self.end.min(start + 1000)];
        let close = memchr::memchr(b'>', window)?;
        (memchr::memchr(b'<', &window[1..close]).is_none()).then_some(start + close + 1)
    }

    fn punctuation(&mut self, start: usize, c: char) -> Option<Token> {
        use TokenKind as K;
        let next = start + c.len_utf8();
        let opaque_to = match c {
            '`' => self.code_end(start),
            '<' => self.tag_end(start),
            '&' => {
                let end = start
                    + 1
                    + self.bytes[start + 1..self.end.min(start + 12)]
                        .iter()
                        .take_while(|b| b.is_ascii_alphanumeric() || **b == b'#')
                        .count();
                (self.byte_at(end) == b';' && end > start + 1).then_some(end + 1)
            }
            '$' if self.is_alphanumeric_at(next) => {
                let end = self.chunk_end(next);
                Some(if self.byte_at(end) == b']' && self.bytes[end - 1] == b'[' { end + 1 } else { end })
            }
            '#' | '@' | '$' if self.is_alphanumeric_at(next) || self.byte_at(next) == b'{' => {
                Some(self.chunk_end(next))
            }
            '%' if self.byte_at(next).is_ascii_alphabetic() && !self.is_letter_at(next + 1) => Some(next + 1),
            '%' if matches!(self.byte_at(next), b'(' | b'{') => Some(self.chunk_end(next)),
            '{' => {
                let window = &self.bytes[start..self.end.min(start + 200)];
                memchr::memchr(b'}', window)
                    .filter(|&close| !window[..close].iter().any(|b| b.is_ascii_whitespace()))
                    .map(|close| start + close + 1)
            }
            char::REPLACEMENT_CHARACTER if self.is_letter_at(next) => Some(self.garbled_end(start)),
            '?' if self.lost_end(start).is_some() => Some(self.garbled_end(start)),
            '/' | '~' | '\\'
                if self.starts_chunk(start) && (self.is_alphanumeric_at(next) || self.byte_at(next) == b'/') =>
            {
                Some(self.chunk_end(next))
            }
            '.' if self.starts_chunk(start)
                && (matches!(self.byte_at(next), b'/' | b'\\') || self.is_alphanumeric_at(next)) =>
            {
                Some(self.chunk_end(next))
            }
            '-' if self.starts_chunk(start)
                && (self.byte_at(next) == b'-' && self.is_alphanumeric_at(next + 1)
                    || self.byte_at(next).is_ascii_alphabetic() && !self.is_letter_at(next + 1)) =>
            {
                Some(self.chunk_end(next))
            }
            _ => None,
        };
        if let Some(end) = opaque_to.filter(|&end| end > start) {
            return self.token(start, end, K::Opaque);
        }
        let kind = match c {
            '-' => match self.clitic_end(start) {
                Some(end) if self.ends_word(start) => return self.token(start, end, K::Word),
                _ => K::Punctuation,
            },
            ',' => K::Comma,
            '.' | '!' | '?' | '…' => K::Stop,
            '«' | '“' | '„' => K::OpenQuote,
            '»' | '”' => K::CloseQuote,
            '"' => K::StraightQuote,
            '*' => K::Asterisk,
            _ => K::Punctuation,
        };
        self.token(start, next, kind)
    }

    /// Whether something that may be the end of a word stands right before `at`: no blank, no opening mark, and no stop (`II.-Le préfet`).
    fn ends_word(&self, at: usize) -> bool {
        let last = self.text[..at].chars().next_back();
        !self.starts_chunk(at) && !matches!(last, Some('.' | ',' | ';' | ':' | '!' | '?' | '…' | '-' | '–' | '—' | '°'))
    }

    /// Whether nothing but a blank or an opening mark stands before `at`.
    fn starts_chunk(&self, at: usize) -> bool {
        self.text[..at]
            .chars()
            .next_back()
            .is_none_or(|c| c.is_whitespace() || matches!(c, '(' | '[' | '«' | '"' | '“' | '\''))
    }
}

impl Iterator for Scanner<'_> {
    type Item = Token;

    fn next(&mut self) -> Option<Token> {
        if !self.marks.is_empty() {
            return self.next_among_marks();
        }
        self.quick_token().or_else(|| self.next_token())
    }
}

impl Scanner<'_> {
    fn next_among_marks(&mut self) -> Option<Token> {
        loop {
            while let [mark, rest @ ..] = self.marks {
                if mark.kind == MarkKind::Opaque && mark.span.end > self.at {
                    break;
                }
                self.marks = rest;
            }
            if let [mark, rest @ ..] = self.marks
                && mark.span.start <= self.at
                && self.at < self.end
            {
                self.marks = rest;
                let (start, end) = (self.at, mark.span.end.min(self.end));
                // Markup without words in it is as good as not there.
                if self.text[start..end].chars().any(char::is_alphanumeric) {
                    return self.token(start, end, TokenKind::Opaque);
                }
                self.at = end;
                continue;
            }
            let stop = self.marks.first().map_or(self.end, |m| m.span.start.min(self.end));
            let limit = std::mem::replace(&mut self.end, stop);
            let token = self.next_token();
            self.end = limit;
            match token {
                Some(token) => return Some(token),
                None if self.at >= self.end => return None,
                None => {}
            }
        }
    }
}

impl Scanner<'_> {
    /// Whether the line end at `at` only wraps a sentence: a small letter or a clause goes on below it.
    pub(super) fn is_wrapped(&self, at: usize) -> bool {
        let before = self.text[..at].trim_end_matches(['\r', ' ', '\t']).chars().next_back();
        let mut after = at + 1;
        while matches!(self.byte_at(after), b' ' | b'\t') {
            after += 1;
        }
        before.is_some_and(|c| is_letter(c) || c.is_numeric() || matches!(c, ',' | ')' | '»' | '’' | '\''))
            && self.char_at(after).is_some_and(char::is_lowercase)
    }

    /// The next token, or `None` at the end of the text: the long way, which knows of no marks ([`Scanner::is_plain`]).
    #[inline(never)]
    pub fn next_token(&mut self) -> Option<Token> {
        while self.at < self.end {
            let start = self.at;
            let byte = self.bytes[start];
            if byte == b' ' || byte == b'\t' || byte == b'\r' && self.byte_at(start + 1) == b'\n' {
                self.at += 1;
                continue;
            }
            if byte.is_ascii_alphabetic() {
                return self.word(start);
            }
            if byte.is_ascii_digit() {
                return self.number(start);
            }
            if byte == b',' {
                return self.token(start, start + 1, TokenKind::Comma);
            }
            if byte == b'.' && start > 0 && self.bytes[start - 1].is_ascii_alphanumeric() {
                return self.token(start, start + 1, TokenKind::Stop);
            }
            if byte == b'\n' || byte == b'\r' {
                if byte == b'\n' && self.is_wrapped(start) {
                    self.at += 1;
                    continue;
                }
                return self.token(start, start + 1, TokenKind::LineEnd);
            }
            let c = self.char_at(start)?;
            if is_letter(c) {
                return self.word(start);
            }
            if c.is_whitespace() || c.is_control() || is_invisible(c) {
                self.at += c.len_utf8();
                continue;
            }
            if c.is_numeric() {
                return self.number(start);
            }
            return self.punctuation(start, c);
        }
        None
    }
}

/// Letters, the combining accents of decomposed text, and the soft hyphen.
fn is_letter(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_alphabetic();
    }
    c.is_alphabetic() || ('\u{300}'..='\u{36f}').contains(&c) || c == '\u{ad}'
}

/// Whether `word` is in `list`, capitals aside.
fn is_one_of(word: &str, list: &[&str]) -> bool {
    // The longest entry of all lists.
    const LONGEST: usize = 8;
    if word.len() > LONGEST {
        return false;
    }
    if word.bytes().any(|b| b > 0xc3) {
        return list.contains(&super::folded(word).as_str());
    }
    // Small letters as `fold` makes them, which differ from capitals in one bit: ASCII and the letters that start with 0xc3.
    let mut lower = [0u8; LONGEST];
    let mut before = 0;
    for (to, &byte) in lower.iter_mut().zip(word.as_bytes()) {
        let is_capital = byte.is_ascii_uppercase() || before == 0xc3 && (0x80..0x9f).contains(&byte) && byte != 0x97;
        *to = if is_capital { byte | 0x20 } else { byte };
        before = byte;
    }
    let lower = &lower[..word.len()];
    list.iter().any(|entry| entry.as_bytes() == lower)
}

fn case_of(word: &str) -> Case {
    if word.bytes().all(|b| b.is_ascii_lowercase() || b == b'-') {
        return Case::Lower;
    }
    let (mut upper, mut lower, mut first) = (0usize, 0usize, false);
    let mut inner = false;
    let mut start = true;
    for c in word.chars() {
        if c.is_lowercase() {
            lower += 1;
        } else if c.is_uppercase() {
            upper += 1;
            if lower + upper == 1 {
                first = true;
            } else if !start {
                inner = true;
            }
        }
        start = matches!(c, '-' | '\'' | '’' | '·');
    }
    match (upper, lower) {
        (0, _) => Case::Lower,
        (1, _) if first => Case::Capital,
        (_, 0) => Case::Upper,
        _ if first && !inner => Case::Capital,
        _ => Case::Mixed,
    }
}

/// `ÉTUDIANT·e·s` and `XIXe` are words; other capitals inside a word make it a symbol.
fn mixed_kind(word: &str) -> TokenKind {
    let roman = word.trim_end_matches(['e', 'è', 'm', 'r']);
    if !roman.is_empty() && roman.bytes().all(|b| matches!(b, b'I' | b'V' | b'X' | b'L' | b'C')) {
        return TokenKind::Number;
    }
    if word.contains('·') { TokenKind::Word } else { TokenKind::Symbol }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scan(text: &str) -> Vec<(TokenKind, &str)> {
        Scanner::new(text, 0, text.len(), &[]).map(|t| (t.kind, t.span.of(text))).collect()
    }

    fn words(text: &str) -> Vec<&str> {
        scan(text).into_iter().filter(|t| t.0 == TokenKind::Word).map(|t| t.1).collect()
    }

    #[test]
    fn elision_hyphens_and_ordinals() {
        assert_eq!(words("L’homme qu'il aujourd’hui"), ["L’", "homme", "qu'", "il", "aujourd’hui"]);
        assert_eq!(
            words("A-t-il vu le week-end ? Est-ce peut-être ?"),
            ["A", "-t-il", "vu", "le", "week-end", "Est", "-ce", "peut-être"]
        );
        assert_eq!(words("l'étudiant·e·s, les étudiant.e.s"), ["l'", "étudiant·e·s", "les", "étudiant.e.s"]);
        assert!(scan("le 1er et le XIXe, à 04h40, 3,26 %").iter().filter(|t| t.0 == TokenKind::Number).count() == 4);
        assert_eq!(words("Donne-le-moi"), ["Donne", "-le", "-moi"]);
        // A dash after a stop is no hyphen.
        assert_eq!(words("Art. 2.-Le préfet. Qui ?-Elle."), ["Art", "Le", "préfet", "Qui", "Elle"]);
    }

    #[test]
    fn wrapped_lines() {
        let line_ends = |text: &str| scan(text).iter().filter(|t| t.0 == TokenKind::LineEnd).count();
        for text in ["un mot\nque", "un mot,\n  que", "l’e\u{301}te\u{301}\r\nque"] {
            assert_eq!(line_ends(text), 0, "{text:?}");
        }
        for text in ["Fin.\nque", "un mot\nQue", "un mot\n\nque"] {
            assert_ne!(line_ends(text), 0, "{text:?}");
        }
    }

    #[test]
    fn decomposed_text() {
        assert_eq!(words("e\u{301}te\u{301} cœur"), ["e\u{301}te\u{301}", "cœur"]);
    }

    #[test]
    fn words_of_broken_lines_and_lost_letters() {
        for (text, word) in [
            ("le gouver-\nnement a", "gouver-\nnement"),
            ("le gouver-\r\n  nement a", "gouver-\r\n  nement"),
            ("le d�put� a", "d�put�"),
            ("le d?put? a", "d?put?"),
            ("le dÃ©putÃ© a", "dÃ©putÃ©"),
            ("le nâ€™a a", "nâ€™a"),
            ("le s\u{9c}ur a", "s\u{9c}ur"),
            ("le Å“uvre a", "Å“uvre"),
            ("le �tat a", "�tat"),
            ("le ?t? a", "?t?"),
        ] {
            assert_eq!(scan(text)[1..], [(TokenKind::Opaque, word), (TokenKind::Word, "a")], "{text}");
        }
        assert_eq!(words("un mot?par ici ?et là"), ["un", "mot", "par", "ici", "et", "là"]);
        assert_eq!(
            words("Qui ?Elle, et toi? Oui. Un sous-\nMarin"),
            ["Qui", "Elle", "et", "toi", "Oui", "Un", "sous", "Marin"]
        );
        assert_eq!(words("l'orga\u{200b}ni\u{2060}sation\u{200b} ici"), ["l'", "orga\u{200b}ni\u{2060}sation", "ici"]);
    }

    #[test]
    fn what_is_not_prose() {
        for text in [
            "https://aka.ms/SARA-Office?x=1",
            "www.debian.org",
            "moi@exemple.fr",
            "#MeToo",
            "@user",
            "`git commit`",
            "/etc/passwd",
            "~/bin",
            "C:\\Temp\\x",
            "<b>",
            "&nbsp;",
            "{name}",
            "%s",
            "$authorIcon[]",
            "--option",
            "-v",
            "foo()",
            "snake_case",
            "std::mem",
            "services.msc",
            "key=value",
            "./run",
        ] {
            let tokens = scan(text);
            assert_eq!(tokens, [(TokenKind::Opaque, text)], "{text}");
        }
        assert_eq!(scan("JavaScript")[0].0, TokenKind::Symbol);
        assert_eq!(words("fin du mois.La prise"), ["fin", "du", "mois", "La", "prise"]);
        assert_eq!(words("ajouter/supprimer"), ["ajouter", "supprimer"]);
    }

    #[test]
    fn marks_hide_code_and_are_transparent_without_words() {
        let text = "Le **mot** `x y` ici";
        let marks: Vec<Mark> =
            [(3, 5), (8, 10), (11, 16)].map(|(s, e)| Mark { span: Span::new(s, e), kind: MarkKind::Opaque }).to_vec();
        let tokens: Vec<_> = Scanner::new(text, 0, text.len(), &marks).map(|t| (t.kind, t.span.of(text))).collect();
        assert_eq!(
            tokens,
            [(TokenKind::Word, "Le"), (TokenKind::Word, "mot"), (TokenKind::Opaque, "`x y`"), (TokenKind::Word, "ici")]
        );
    }
}

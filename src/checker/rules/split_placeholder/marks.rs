//! What can be broken, by the mark with which it starts.

use super::Broken;
use super::reader::{Reader, is_blank, is_letter};
use crate::text::Span;

/// Elements of HTML that translators meet.
const ELEMENTS: &[&str] = &[
    "a",
    "abbr",
    "b",
    "blockquote",
    "body",
    "br",
    "center",
    "code",
    "dd",
    "div",
    "dl",
    "dt",
    "em",
    "font",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "head",
    "hr",
    "html",
    "i",
    "img",
    "input",
    "label",
    "li",
    "link",
    "ol",
    "option",
    "p",
    "pre",
    "script",
    "section",
    "small",
    "span",
    "strong",
    "style",
    "sub",
    "sup",
    "table",
    "tbody",
    "td",
    "th",
    "thead",
    "title",
    "tr",
    "u",
    "ul",
];

/// Entities that are left in texts.
const ENTITIES: &[&str] = &[
    "aacute", "acirc", "agrave", "amp", "apos", "bull", "ccedil", "copy", "deg", "eacute", "ecirc", "egrave", "euml",
    "euro", "gt", "hellip", "icirc", "iuml", "laquo", "ldquo", "lsquo", "lt", "mdash", "nbsp", "ndash", "ocirc",
    "oelig", "quot", "raquo", "rdquo", "reg", "rsquo", "times", "trade", "ucirc", "ugrave", "uuml",
];

impl Reader<'_> {
    /// What was read is to be written without its blanks.
    fn broken(self, start: usize, is_certain: bool) -> Option<Broken> {
        self.is_broken.then(|| Broken { span: Span::new(start, self.at()), whole: self.whole, is_certain })
    }
}

/// `% s`, `% 1 $ s`, `% (count) s`, `% {name}`; no per cent sign, which stands after a number.
pub(super) fn percent(text: &str, at: usize) -> Option<Broken> {
    let before = text[..at].trim_end_matches(is_blank).chars().next_back();
    if before.is_some_and(|c| c.is_numeric() || c == '%') {
        return None;
    }
    let mut reader = Reader::new(text, at);
    reader.expect("%")?;
    reader.blanks();
    if reader.expect("{").is_some() {
        reader.blanks();
        reader.name()?;
        reader.blanks();
        reader.expect("}")?;
    } else if reader.expect("(").is_some() {
        reader.blanks();
        reader.name()?;
        reader.blanks();
        reader.expect(")")?;
        reader.blanks();
        conversion(&mut reader)?;
    } else {
        let mut numbered = reader.clone();
        let is_numbered = numbered.run(|c| c.is_ascii_digit()) > 0 && {
            numbered.blanks();
            numbered.expect("$").is_some()
        };
        if is_numbered {
            reader = numbered;
            reader.blanks();
        }
        conversion(&mut reader)?;
    }
    // The blank that belongs before it went behind the sign.
    let is_glued = reader.before().is_some_and(is_letter);
    let broken = reader.broken(at, !is_glued)?;
    Some(if is_glued { Broken { whole: format!(" {}", broken.whole), ..broken } } else { broken })
}

/// Takes `s`, `2d`, `.2f`, `lld`; not a word that starts so, nor an elided one.
fn conversion(reader: &mut Reader) -> Option<()> {
    reader.run(|c| c.is_ascii_digit());
    if reader.expect(".").is_some() && reader.run(|c| c.is_ascii_digit()) == 0 {
        return None;
    }
    reader.run(|c| c == 'l');
    let is_conversion = |c: char| matches!(c, 's' | 'd' | 'i' | 'u' | 'f' | '@');
    if !reader.rest().starts_with(is_conversion) {
        return None;
    }
    reader.take(1);
    let goes_on = |c: char| is_letter(c) || matches!(c, '\'' | '’' | '%' | '_');
    (!reader.rest().starts_with(goes_on)).then_some(())
}

/// `{ name}`, `{ {name} }`, `$ {name}`, `{name` that nobody closes. `{ name }` is written by some on purpose.
pub(super) fn braces(text: &str, at: usize) -> Option<Broken> {
    let before = &text[..at];
    if before.ends_with(|c: char| is_letter(c) || matches!(c, '\\' | '}' | ']' | '{' | '%')) {
        return None;
    }
    let mut start = at;
    let mut reader = Reader::new(text, at);
    let dollar = before.trim_end_matches(is_blank);
    if let Some(amount) = dollar.strip_suffix('$') {
        if amount.trim_end_matches(is_blank).ends_with(char::is_numeric) {
            return None;
        }
        start = amount.len();
        reader = Reader::new(text, start);
        reader.expect("$")?;
        reader.blanks();
    }
    reader.expect("{")?;
    let mut double = reader.clone();
    double.blanks();
    if double.expect("{").is_some() {
        double.keep_blanks();
        double.name()?;
        double.keep_blanks();
        double.expect("}")?;
        double.blanks();
        double.expect("}")?;
        return double.broken(start, true);
    }
    if reader.is_broken {
        reader.keep_blanks();
        reader.name()?;
        reader.keep_blanks();
        reader.expect("}")?;
        return reader.broken(start, true);
    }
    let leads = reader.blanks();
    reader.name()?;
    if reader.is_unclosed() {
        let whole = format!("{}}}", reader.whole);
        return Some(Broken { span: Span::new(start, reader.at()), whole, is_certain: false }).filter(|_| !leads);
    }
    let trails = reader.blanks();
    reader.expect("}")?;
    if leads != trails { reader.broken(start, true) } else { None }
}

impl Reader<'_> {
    /// Whether the brace that was opened before a name is closed nowhere, in a line that is no code.
    fn is_unclosed(&self) -> bool {
        let rest = self.rest();
        let name = self.whole.trim_start_matches(['$', '{']);
        let is_placed = self.before().is_none_or(|c| is_blank(c) || matches!(c, '\n' | '«' | '"' | '“' | '('));
        let ends =
            rest.is_empty() || rest.starts_with(|c: char| is_blank(c) || matches!(c, ',' | ';' | ':' | '!' | '?'));
        let is_code = |c: char| matches!(c, '{' | '}' | '=' | '<' | '>' | '\\' | '(');
        name.len() > 1
            && name.bytes().all(|b| b.is_ascii_lowercase() || b == b'_')
            && is_placed
            && ends
            && !rest.contains(is_code)
            && !self.closes_later()
    }
}

/// `< b>`, `</ b>`, `< br / >`, `< a href="…">`.
pub(super) fn tag(text: &str, at: usize) -> Option<Broken> {
    let mut reader = Reader::new(text, at);
    reader.expect("<")?;
    reader.blanks();
    let is_closing = reader.expect("/").is_some();
    if is_closing {
        reader.blanks();
    }
    let from = reader.whole.len();
    reader.run(|c| c.is_ascii_alphanumeric());
    let name = reader.whole[from..].to_ascii_lowercase();
    let is_number = is_closing && !name.is_empty() && name.bytes().all(|b| b.is_ascii_digit());
    if !is_number && !ELEMENTS.contains(&&*name) {
        return None;
    }
    if is_closing {
        reader.blanks();
        reader.expect(">")?;
        return reader.broken(at, true);
    }
    if reader.expect(">").is_some() {
        return reader.broken(at, true);
    }
    let before_end = reader.clone();
    let blank = reader.keep_blanks();
    if reader.expect("/").is_some() {
        reader.blanks();
        reader.expect(">")?;
        return reader.broken(at, true);
    }
    // `a < b > c` compares.
    if reader.expect(">").is_some() {
        let mut reader = before_end;
        reader.blanks();
        reader.expect(">")?;
        // `<b >` is right.
        let is_broken = text[at + 1..].starts_with(is_blank) && name.len() > 1;
        return if is_broken { reader.broken(at, true) } else { None };
    }
    let rest = reader.rest();
    let attribute = rest.trim_start_matches(|c: char| c.is_ascii_alphabetic() || c == '-');
    let is_attribute = blank && attribute.len() < rest.len() && attribute.trim_start_matches(is_blank).starts_with('=');
    let end = rest.find(['<', '>']).filter(|&end| is_attribute && rest[end..].starts_with('>'))?;
    reader.take(end + 1);
    reader.broken(at, true)
}

/// `[texte] (https://…)`: the gap between the brackets.
pub(super) fn link(text: &str, at: usize) -> Option<Broken> {
    let mut reader = Reader::new(text, at);
    reader.expect("]")?;
    if !reader.blanks() {
        return None;
    }
    reader.expect("(")?;
    let (target, _) = reader.rest().split_once(')')?;
    let is_address =
        ["https://", "http://", "mailto:", "www.", "./", "../"].iter().any(|start| target.starts_with(start))
            || target.starts_with('/') && target[1..].contains(['/', '.'])
            || target.starts_with('#') && target.len() > 2;
    let line = &text[memchr::memrchr(b'\n', &text.as_bytes()[..at]).map_or(0, |end| end + 1)..at];
    let (_, label) = line.rsplit_once('[')?;
    let is_text = label.chars().filter(|c| c.is_alphabetic()).count() > 1 && label.trim() != "sic";
    if target.contains(char::is_whitespace) || !is_address || !is_text {
        return None;
    }
    // A person may have put an address behind a text in brackets.
    reader.broken(at, false)
}

/// `\ n`.
pub(super) fn line_feed(text: &str, at: usize) -> Option<Broken> {
    let mut reader = Reader::new(text, at);
    let is_path = reader.before().is_some_and(|c| matches!(c, '\\' | ':' | '’' | '\''));
    reader.expect("\\")?;
    if is_path || !reader.blanks() {
        return None;
    }
    reader.expect("n")?;
    let goes_on = |c: char| c.is_lowercase() || c.is_numeric() || matches!(c, '\'' | '’' | '-' | '_' | '$' | '°');
    if reader.rest().starts_with(goes_on) { None } else { reader.broken(at, true) }
}

/// `& nbsp;`, `&nbsp ;`, `& # 39;`.
pub(super) fn entity(text: &str, at: usize) -> Option<Broken> {
    let mut reader = Reader::new(text, at);
    reader.expect("&")?;
    reader.blanks();
    if reader.expect("#").is_some() {
        reader.blanks();
        (reader.run(|c| c.is_ascii_digit()) > 0).then_some(())?;
    } else {
        reader.run(|c| c.is_ascii_alphabetic());
        ENTITIES.contains(&reader.whole[1..].to_ascii_lowercase().as_str()).then_some(())?;
    }
    reader.blanks();
    reader.expect(";")?;
    reader.broken(at, true)
}

/// `** gras**`, `**gras **`: the marks of a line two by two.
pub(super) fn bold(text: &str, found: &mut Vec<Broken>) {
    let bytes = text.as_bytes();
    let mut from = 0;
    while let Some(at) = memchr::memmem::find(&bytes[from..], b"**").map(|at| from + at) {
        let start = memchr::memrchr(b'\n', &bytes[..at]).map_or(0, |end| end + 1);
        let end = memchr::memchr(b'\n', &bytes[at..]).map_or(bytes.len(), |end| at + end);
        let mut marks = Vec::new();
        let mut next = at;
        while let Some(star) = memchr::memchr(b'*', &bytes[next..end]).map(|star| next + star) {
            let length = bytes[star..end].iter().take_while(|&&byte| byte == b'*').count();
            marks.push((star, length));
            next = star + length;
        }
        // Asterisks by three or more are a line across the page, or bold italics.
        if marks.iter().all(|mark| mark.1 <= 2) {
            let marks: Vec<usize> = marks.iter().filter(|mark| mark.1 == 2).map(|mark| mark.0).collect();
            if marks.len().is_multiple_of(2) {
                found.extend(marks.chunks_exact(2).filter_map(|pair| pair_of(&text[..end], start, pair[0], pair[1])));
            }
        }
        from = end;
    }
}

/// What is wrong with the bold text between two marks.
fn pair_of(text: &str, line: usize, open: usize, close: usize) -> Option<Broken> {
    let inside = &text[open + 2..close];
    let bold = inside.trim_matches(is_blank);
    let (before, after) = (&text[line..open], &text[close + 2..]);
    let opens = before
        .chars()
        .next_back()
        .is_none_or(|c| is_blank(c) || matches!(c, '(' | '[' | '«' | '"' | '“' | '’' | '\'' | ':' | '-'));
    let touches = after.starts_with(is_letter);
    let (leads, trails) = (inside.starts_with(is_blank), inside.ends_with(is_blank));
    if !opens || !(leads || trails) || !bold.starts_with(char::is_alphabetic) || touches && !trails {
        return None;
    }
    // Without marks of one's own, a warning is set between asterisks with blanks.
    let is_in_sentence = before.contains(char::is_alphabetic) && after.contains(char::is_alphabetic);
    if leads && trails && !is_in_sentence {
        return None;
    }
    let whole = format!("**{bold}**{}", if touches { " " } else { "" });
    Some(Broken { span: Span::new(open, close + 2), whole, is_certain: leads != trails && !touches })
}

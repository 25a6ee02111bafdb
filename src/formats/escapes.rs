//! Backslash escapes and entities, and text that is full of them.

use super::builder::Builder;
use std::borrow::Cow;
use std::ops::Range;

/// An escape: its length in bytes, and what it says.
pub(super) type Unescaped = (usize, Said);

/// What an escape says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Said {
    /// A character.
    Char(char),
    /// Something that is no prose.
    Code,
    /// A line end that reads as a space.
    Space,
    /// A line end that reads as nothing.
    Join,
    /// Nothing: it is markup.
    Nothing,
}

impl Builder<'_> {
    /// Text with escapes, each of which begins with one of `leads`; `unescape` is given the text from there on, and gives
    /// nothing where the sign stands for itself.
    pub(super) fn escaped(
        &mut self,
        document: &str,
        range: Range<usize>,
        leads: &[u8],
        unescape: impl Fn(&str) -> Option<Unescaped>,
    ) {
        let mut at = range.start;
        for start in range.clone().filter(|&i| leads.contains(&document.as_bytes()[i])) {
            // A backslash may have been part of the escape before it.
            if start < at {
                continue;
            }
            let Some((length, said)) =
                unescape(&document[start..range.end]).or_else(|| unknown(&document[start..range.end]))
            else {
                continue;
            };
            self.verbatim(at..start);
            at = start + length;
            self.say(start..at, said);
        }
        self.verbatim(at..range.end);
    }

    /// An escape.
    pub(super) fn say(&mut self, range: Range<usize>, said: Said) {
        match said {
            Said::Char(c) => self.escape(range, c.encode_utf8(&mut [0; 4])),
            Said::Code => self.opaque(range),
            Said::Space => self.line_break(range, " "),
            Said::Join => self.line_break(range, ""),
            Said::Nothing => self.markup(range),
        }
    }
}

/// A backslash with what follows it, when nobody knows what that means: other text after it might mean something.
fn unknown(rest: &str) -> Option<Unescaped> {
    let next = rest.strip_prefix('\\')?.chars().next()?;
    Some((1 + next.len_utf8(), Said::Code))
}

/// A line end with the white space after it.
pub(super) fn line_end(rest: &str) -> Option<Unescaped> {
    let blank = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_whitespace()).len();
    (blank > 0).then_some((blank, Said::Space))
}

/// The character of so many hexadecimal digits that start at `from`, or at most so many.
pub(super) fn hex(rest: &str, from: usize, digits: Range<usize>) -> Option<(usize, u32)> {
    let count = rest.as_bytes()[from.min(rest.len())..].iter().take(digits.end).take_while(|b| b.is_ascii_hexdigit());
    let count = count.count();
    if count < digits.start.max(1) {
        return None;
    }
    Some((from + count, u32::from_str_radix(&rest[from..from + count], 16).ok()?))
}

/// `\uXXXX` (or `\UXXXX`), or two of them for a surrogate pair; half a pair says nothing.
pub(super) fn utf16(rest: &str) -> Option<Unescaped> {
    let (length, unit) = hex(rest, 2, 4..4)?;
    let pair = || {
        let after = rest[length..].strip_prefix(&rest[..2])?;
        let (_, low) = hex(after, 0, 4..4)?;
        char::decode_utf16([u16::try_from(unit).ok()?, u16::try_from(low).ok()?]).next()?.ok()
    };
    match char::from_u32(unit) {
        Some(c) => Some((length, visible(c))),
        None => Some(pair().map_or((length, Said::Code), |c| (length + 6, Said::Char(c)))),
    }
}

/// What C and most that came after it have in common: `\n \t \r \a \b \f \v \\ \" \'`.
pub(super) fn common(rest: &str) -> Option<Unescaped> {
    let said = match rest.as_bytes().get(1)? {
        b'n' => Said::Char('\n'),
        b't' => Said::Char('\t'),
        b'r' => Said::Char('\r'),
        b'a' | b'b' | b'f' | b'v' => Said::Code,
        c @ (b'\\' | b'"' | b'\'' | b'/') => Said::Char(char::from(*c)),
        _ => return None,
    };
    Some((2, said))
}

/// Control characters and what no text may hold are not prose.
pub(super) fn visible(c: char) -> Said {
    if !c.is_control() || matches!(c, '\n' | '\t' | '\r') { Said::Char(c) } else { Said::Code }
}

/// `&#233;`, `&#xE9;`, `&eacute;`; `html`: the names of HTML too, not only the five of XML.
pub(super) fn entity(rest: &str, html: bool) -> Option<Unescaped> {
    let end = rest.bytes().take(34).position(|b| b == b';')?;
    let name = &rest[1..end];
    if let Some(number) = name.strip_prefix('#').filter(|number| number.bytes().all(|b| b.is_ascii_alphanumeric())) {
        let code = match number.strip_prefix(['x', 'X']) {
            Some(number) => u32::from_str_radix(number, 16),
            None => number.parse(),
        };
        return Some((end + 1, code.ok().and_then(char::from_u32).map_or(Said::Code, visible)));
    }
    if name.is_empty() || !name.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-' | b'.' | b':')) {
        return None;
    }
    let known = |names: &[(&str, char)]| names.iter().find(|(known, _)| *known == name).map(|(_, c)| *c);
    let known = known(XML).or_else(|| if html { known(HTML) } else { None });
    Some((end + 1, known.map_or(Said::Code, Said::Char)))
}

/// The character that an entity of HTML with which a text begins stands for, and its length.
pub(crate) fn character(rest: &str) -> Option<(usize, char)> {
    match entity(rest.starts_with('&').then_some(rest)?, true)? {
        (length, Said::Char(c)) => Some((length, c)),
        _ => None,
    }
}

/// Text for XML and HTML: what would be markup as entities, and, in files of ASCII alone, every other character too.
pub(super) fn to_entities(text: &str, quotes: bool, ascii: bool) -> Cow<'_, str> {
    let special = |c: char| matches!(c, '&' | '<' | '>') || quotes && matches!(c, '"' | '\'') || ascii && !c.is_ascii();
    if !text.contains(special) {
        return Cow::Borrowed(text);
    }
    let mut escaped = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' if quotes => escaped.push_str("&quot;"),
            '\'' if quotes => escaped.push_str("&#39;"),
            c if ascii && !c.is_ascii() => escaped.push_str(&format!("&#{};", u32::from(c))),
            c => escaped.push(c),
        }
    }
    Cow::Owned(escaped)
}

/// Text with `\` before what is special; in files of ASCII alone every other character as `\uXXXX`.
pub(crate) fn to_backslashes<'t>(text: &'t str, special: &str, ascii: bool) -> Cow<'t, str> {
    let is_special = |c: char| special.contains(c) || c.is_control() || ascii && !c.is_ascii();
    if !text.contains(is_special) {
        return Cow::Borrowed(text);
    }
    let mut escaped = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        match c {
            '\n' => escaped.push_str("\\n"),
            '\r' => escaped.push_str("\\r"),
            '\t' => escaped.push_str("\\t"),
            c if special.contains(c) => escaped.extend(['\\', c]),
            c if is_special(c) => {
                for unit in c.encode_utf16(&mut [0; 2]) {
                    escaped.push_str(&format!("\\u{unit:04x}"));
                }
            }
            c => escaped.push(c),
        }
    }
    Cow::Owned(escaped)
}

/// Whether a file writes what is not ASCII as escapes that begin like this, all of it.
pub(super) fn is_ascii_with(text: &str, escape: &str) -> bool {
    text.is_ascii() && text.contains(escape)
}

const XML: &[(&str, char)] = &[("amp", '&'), ("apos", '\''), ("gt", '>'), ("lt", '<'), ("quot", '"')];

/// The letters and marks of French and its neighbours; other names stand for signs that no word is made of.
const HTML: &[(&str, char)] = &[
    ("AElig", 'Æ'),
    ("Aacute", 'Á'),
    ("Acirc", 'Â'),
    ("Agrave", 'À'),
    ("Aring", 'Å'),
    ("Atilde", 'Ã'),
    ("Auml", 'Ä'),
    ("Ccedil", 'Ç'),
    ("Eacute", 'É'),
    ("Ecirc", 'Ê'),
    ("Egrave", 'È'),
    ("Euml", 'Ë'),
    ("Iacute", 'Í'),
    ("Icirc", 'Î'),
    ("Igrave", 'Ì'),
    ("Iuml", 'Ï'),
    ("Ntilde", 'Ñ'),
    ("OElig", 'Œ'),
    ("Oacute", 'Ó'),
    ("Ocirc", 'Ô'),
    ("Ograve", 'Ò'),
    ("Oslash", 'Ø'),
    ("Otilde", 'Õ'),
    ("Ouml", 'Ö'),
    ("Scaron", 'Š'),
    ("Uacute", 'Ú'),
    ("Ucirc", 'Û'),
    ("Ugrave", 'Ù'),
    ("Uuml", 'Ü'),
    ("Yuml", 'Ÿ'),
    ("aacute", 'á'),
    ("acirc", 'â'),
    ("aelig", 'æ'),
    ("agrave", 'à'),
    ("aring", 'å'),
    ("atilde", 'ã'),
    ("auml", 'ä'),
    ("bull", '•'),
    ("ccedil", 'ç'),
    ("copy", '©'),
    ("deg", '°'),
    ("eacute", 'é'),
    ("ecirc", 'ê'),
    ("egrave", 'è'),
    ("euml", 'ë'),
    ("euro", '€'),
    ("hellip", '…'),
    ("iacute", 'í'),
    ("icirc", 'î'),
    ("igrave", 'ì'),
    ("iuml", 'ï'),
    ("laquo", '«'),
    ("ldquo", '“'),
    ("lsquo", '‘'),
    ("mdash", '—'),
    ("middot", '·'),
    ("nbsp", '\u{a0}'),
    ("ndash", '–'),
    ("ntilde", 'ñ'),
    ("oacute", 'ó'),
    ("ocirc", 'ô'),
    ("oelig", 'œ'),
    ("ograve", 'ò'),
    ("oslash", 'ø'),
    ("otilde", 'õ'),
    ("ouml", 'ö'),
    ("raquo", '»'),
    ("rdquo", '”'),
    ("reg", '®'),
    ("rsquo", '’'),
    ("scaron", 'š'),
    ("shy", '\u{ad}'),
    ("szlig", 'ß'),
    ("thinsp", '\u{2009}'),
    ("trade", '™'),
    ("uacute", 'ú'),
    ("ucirc", 'û'),
    ("ugrave", 'ù'),
    ("uuml", 'ü'),
    ("yuml", 'ÿ'),
];

/// Where the quotation mark is that closes a string; one after a backslash does not.
pub(super) fn end_of_string(text: &str, start: usize) -> Option<usize> {
    let mut at = start;
    loop {
        at += memchr::memchr2(b'"', b'\\', text.as_bytes().get(at..)?)?;
        if text.as_bytes()[at] == b'"' {
            return Some(at);
        }
        at += 2;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entities() {
        for (text, html, said) in [
            ("&#233;t", false, Some((6, Said::Char('é')))),
            ("&#xE9;", false, Some((6, Said::Char('é')))),
            ("&eacute;", true, Some((8, Said::Char('é')))),
            ("&eacute;", false, Some((8, Said::Code))),
            ("&#0;", false, Some((4, Said::Code))),
            ("&#xD800;", false, Some((8, Said::Code))),
            ("& puis ;", true, None),
            ("&#x puis ;", true, None),
            ("&", true, None),
        ] {
            assert_eq!(entity(text, html), said, "{text}");
        }
    }

    #[test]
    fn surrogates() {
        for (text, said) in [
            ("\\u00e9t", Some((6, Said::Char('é')))),
            ("\\ud83d\\ude00!", Some((12, Said::Char('😀')))),
            ("\\ud83d!", Some((6, Said::Code))),
            ("\\ud83d\\u0041", Some((6, Said::Code))),
            ("\\u00", None),
            ("\\ué", None),
        ] {
            assert_eq!(utf16(text), said, "{text}");
        }
    }
}

//! What programs put into messages: placeholders, ICU plurals, tags, entities. All of it is opaque, but the tags of
//! letters in bold or italics, which are left out.

use super::builder::Builder;
#[cfg(feature = "corpus")]
use crate::text::Document;
use crate::text::{Segment, Source, Span};
use std::ops::Range;

/// Nothing that is no prose is longer than this: what nobody closes must not cost more and more.
const WINDOW: usize = 4000;
/// A placeholder is no longer than this.
const LONGEST: usize = 200;

/// Elements of HTML that may stand inside a word.
const INLINE: &[&str] = &[
    "a", "abbr", "b", "big", "cite", "del", "em", "font", "i", "ins", "label", "mark", "q", "s", "small", "span",
    "strong", "sub", "sup", "tt", "u",
];

/// Marks what is no prose in the text of a message.
pub(super) fn mark(message: &mut Builder) {
    let text = message.text().to_owned();
    let mut found = Found::default();
    read(&text, 0..text.len(), &mut found);
    for span in &found.opaque {
        message.mark_opaque(span.range());
    }
    message.hide(&found.hidden);
}

/// Ends a segment that translates a message: marks what is no prose in it, and keeps it as a whole where `whole` or the
/// segment's text leave something out.
pub(super) fn finish_pair<'a>(
    mut message: Builder<'a>,
    whole: Option<String>,
    style: u8,
    source: Option<Source>,
) -> Option<Segment<'a>> {
    let whole = whole.unwrap_or_else(|| message.text().to_owned());
    mark(&mut message);
    let target = (source.is_some() && message.text() != whole).then_some(whole);
    message.finish(style, source.map(|source| Source { target, ..source }))
}

/// A text and what it translates.
#[cfg(feature = "corpus")]
pub(crate) fn pair<'a>(text: &'a str, source: &str) -> Document<'a> {
    let mut message = Builder::new(text);
    message.verbatim(0..text.len());
    Document { segments: finish_pair(message, None, 0, Some(Source::new(source))).into_iter().collect() }
}

/// The placeholders of a message and the code in its braces; tags are passed over, and what is in them is not.
pub(crate) fn placeholders(text: &str) -> impl Iterator<Item = Span> + '_ {
    let mut at = 0;
    std::iter::from_fn(move || {
        while let Some(next) = text[at..].find(['%', '{', '$', '#', ':']) {
            let start = at + next;
            let rest = &text[start..floor(text, text.len().min(start + WINDOW))];
            if let Some(length) = length(text, start, rest) {
                at = start + length;
                return Some(Span::new(start, at));
            }
            at = start + 1;
        }
        None
    })
}

#[derive(Debug, Default)]
struct Found {
    opaque: Vec<Span>,
    hidden: Vec<Span>,
}

fn read(text: &str, range: Range<usize>, found: &mut Found) {
    let mut at = range.start;
    while let Some(next) = text[at..range.end].find(['%', '{', '$', '#', '<', '&', ':', '\\']) {
        let start = at + next;
        let rest = &text[start..floor(text, range.end.min(start + WINDOW))];
        if rest.starts_with('{')
            && let Some(end) = icu(text, start, start + rest.len(), found)
        {
            at = end;
            continue;
        }
        let Some(length) = length(text, start, rest) else {
            at = start + 1;
            // The key of a menu: `En&registrer`.
            let inside = text[..start].ends_with(char::is_alphabetic) && rest[1..].starts_with(char::is_lowercase);
            if rest.starts_with('&') && inside {
                found.hidden.push(Span::new(start, at));
            }
            continue;
        };
        let span = Span::new(start, start + length);
        at = span.end;
        match rest.as_bytes()[0] {
            b'<' if is_inline(span.of(text)) => found.hidden.push(span),
            b'<' => {
                at = end_of_code(text, span, start + rest.len());
                found.opaque.push(Span::new(start, at));
            }
            b'&' => found.opaque.push(whole_word(text, span)),
            _ => found.opaque.push(span),
        }
    }
}

/// The length of the placeholder that a text starts with.
fn length(text: &str, start: usize, rest: &str) -> Option<usize> {
    let bytes = rest.as_bytes();
    match bytes[0] {
        b'%' => printf(rest),
        b'{' => braces(rest, 0),
        b'$' | b'#' if bytes.get(1) == Some(&b'{') => braces(rest, 1),
        b'<' => tag(rest),
        b'&' => entity(rest),
        // `:name`, as Laravel writes them: French has a space after a colon that it has one before.
        b':' => {
            let free =
                text[..start].chars().next_back().is_none_or(|c| c.is_whitespace() || matches!(c, '(' | '"' | '«'));
            let name = bytes[1..].iter().take_while(|b| b.is_ascii_lowercase() || **b == b'_').count();
            (free && name > 1).then_some(1 + name)
        }
        b'\\' => {
            let free = !text[..start].ends_with(|c: char| c.is_alphanumeric() || matches!(c, '\\' | ':'));
            (free && matches!(bytes.get(1), Some(b'n' | b'r' | b't' | b'"' | b'\''))).then_some(2)
        }
        _ => None,
    }
}

/// `%s`, `%1$d`, `%-5.2f`, `%@`, `%lld`, `%#@files@`, `%(name)s`, `%{name}`, `%name%`. `%` with a blank after it is a
/// per cent sign.
fn printf(rest: &str) -> Option<usize> {
    let bytes = rest.as_bytes();
    let close =
        |from: usize, close: u8| Some(from + memchr::memchr(close, &bytes[from..bytes.len().min(LONGEST)])? + 1);
    match bytes.get(1)? {
        b'{' => return close(2, b'}'),
        b'(' => {
            let end = close(2, b')')?;
            return bytes.get(end).is_some_and(u8::is_ascii_alphabetic).then_some(end + 1);
        }
        b'%' => return Some(2),
        b'#' if bytes.get(2) == Some(&b'@') => return close(3, b'@'),
        _ => {}
    }
    let name = bytes[1..].iter().take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'.' | b'-')).count();
    // Neither `%s-%d` nor `%d%%` is a name.
    let goes_on = bytes.get(2 + name).is_some_and(|b| b.is_ascii_alphanumeric() || *b == b'%');
    let is_closed = bytes.get(1 + name) == Some(&b'%') && !goes_on;
    if name > 0 && is_closed && bytes[1].is_ascii_alphabetic() {
        return Some(name + 2);
    }
    let run = |from: usize, set: &[u8]| bytes[from..].iter().take_while(|b| set.contains(b)).count();
    let mut at = 1 + run(1, b"0123456789");
    let numbered = at > 1 && bytes.get(at) == Some(&b'$');
    if numbered {
        at += 1;
    }
    at += run(at, b"-+0#'");
    at += run(at, b"0123456789*");
    if bytes.get(at) == Some(&b'.') {
        at += 1 + run(at + 1, b"0123456789*");
    }
    at += run(at, b"hlLqjzt");
    let conversion = *bytes.get(at)?;
    if conversion == b'@' {
        return Some(at + 1);
    }
    let known = b"diouxXeEfFgGaAcCsSpn".contains(&conversion);
    (known && (numbered || !rest[at + 1..].starts_with(char::is_alphanumeric))).then_some(at + 1)
}

/// `{name}`, `{0}`, `{{count}}`, `{ $user }`, `${x}`; what has blanks among its words is prose in braces.
fn braces(rest: &str, open: usize) -> Option<usize> {
    let bytes = &rest.as_bytes()[..rest.len().min(LONGEST)];
    if bytes.get(open + 1) == Some(&b'{') {
        let end = memchr::memmem::find(bytes, b"}}")? + 2;
        return Some(if bytes.get(end) == Some(&b'}') && open == 1 { end + 1 } else { end });
    }
    let end = memchr::memchr(b'}', bytes)?;
    let inside = rest.get(open + 1..end)?.trim();
    let code = |b: u8| b.is_ascii_alphanumeric() || b"_.$,:|()[]'\"-@?!#+*/<>^=%&~".contains(&b);
    let compact = inside.replace(", ", ",");
    (inside.len() < LONGEST && compact.bytes().all(code)).then_some(end + 1)
}

/// The length of the tag that a text starts with.
pub(crate) fn tag(rest: &str) -> Option<usize> {
    let bytes = rest.as_bytes();
    if rest.starts_with("<!--") {
        return rest.find("-->").map(|end| end + 3);
    }
    let name = bytes.get(1).filter(|&&b| b != b'/').or_else(|| bytes.get(2))?;
    if !name.is_ascii_alphanumeric() {
        return None;
    }
    let close = memchr::memchr(b'>', bytes)?;
    (memchr::memchr(b'<', &bytes[1..close]).is_none()).then_some(close + 1)
}

/// Whether a tag may stand inside a word, or is numbered as i18next and React do.
fn is_inline(tag: &str) -> bool {
    let name: String =
        tag.trim_start_matches(['<', '/']).chars().take_while(|c| c.is_alphanumeric()).collect::<String>();
    let name = name.to_ascii_lowercase();
    INLINE.contains(&&*name) || name.bytes().all(|b| b.is_ascii_digit()) && !name.is_empty()
}

/// The end of the code that a tag opens, or of the tag.
fn end_of_code(text: &str, tag: Span, limit: usize) -> usize {
    let name = tag.of(text).trim_start_matches('<');
    let code = ["code", "kbd", "pre", "samp", "script", "style", "var"];
    let Some(name) =
        code.iter().find(|code| name.strip_prefix(**code).is_some_and(|rest| rest.starts_with(['>', ' '])))
    else {
        return tag.end;
    };
    let close = format!("</{name}>");
    text[tag.end..limit].find(&close).map_or(tag.end, |at| tag.end + at + close.len())
}

/// The length of the entity that a text starts with.
pub(crate) fn entity(rest: &str) -> Option<usize> {
    let name = rest[1..].bytes().take(32).take_while(|b| b.is_ascii_alphanumeric() || *b == b'#').count();
    (name > 0 && rest.as_bytes().get(1 + name) == Some(&b';')).then_some(name + 2)
}

/// An entity with the letters that it stands among: `r&eacute;sum&eacute;` is no word to be judged by its pieces.
fn whole_word(text: &str, entity: Span) -> Span {
    if matches!(entity.of(text), "&nbsp;" | "&#160;" | "&#xa0;" | "&amp;" | "&lt;" | "&gt;" | "&quot;" | "&hellip;") {
        return entity;
    }
    let letter = |c: char| c.is_alphanumeric();
    let near = |at: usize| floor(text, at);
    let (from, to) = (near(entity.start.saturating_sub(LONGEST)), near(entity.end + LONGEST));
    let start = from + text[from..entity.start].trim_end_matches(letter).len();
    let end = to - text[entity.end..to].trim_start_matches(letter).len();
    Span::new(start, end)
}

/// Reads `{count, plural, one {# chat} other {# chats}}` that starts at `start`: what is in the inner braces is text, the
/// rest is not. Gives where it ends; none if it is no such thing.
fn icu(text: &str, start: usize, limit: usize, found: &mut Found) -> Option<usize> {
    let head = &text[start + 1..limit.min(floor(text, start + LONGEST))];
    let mut parts = head.splitn(3, ',');
    let (name, kind) = (parts.next()?.trim(), parts.next()?.trim());
    parts.next()?;
    if !matches!(kind, "plural" | "select" | "selectordinal") || name.contains(['{', '}', '\n']) {
        return None;
    }
    let close = matching(text, start, limit)?;
    let mut at = start;
    let mut search = start + 1;
    while let Some(open) = text[search..close].find('{').map(|i| search + i) {
        let end = matching(text, open, close)?;
        found.opaque.push(Span::new(at, open + 1));
        read(text, open + 1..end, found);
        at = end;
        search = end + 1;
    }
    found.opaque.push(Span::new(at, close + 1));
    Some(close + 1)
}

/// Where the brace at `open` is closed.
fn matching(text: &str, open: usize, limit: usize) -> Option<usize> {
    let mut depth = 0usize;
    for (i, byte) in text.as_bytes()[open..limit].iter().enumerate() {
        match byte {
            b'{' => depth += 1,
            b'}' => {
                depth -= 1;
                if depth == 0 {
                    return Some(open + i);
                }
            }
            _ => {}
        }
    }
    None
}

fn floor(text: &str, index: usize) -> usize {
    (0..=index.min(text.len())).rev().find(|&i| text.is_char_boundary(i)).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The text with what is opaque in brackets and what is left out gone.
    fn marked(text: &str) -> String {
        let mut builder = Builder::new(text);
        builder.verbatim(0..text.len());
        mark(&mut builder);
        let Some(segment) = builder.finish(0, None) else { return String::new() };
        let mut out = segment.text.to_string();
        for mark in segment.marks.iter().rev() {
            out.insert(mark.span.end, ']');
            out.insert(mark.span.start, '[');
        }
        out
    }

    #[test]
    fn placeholders() {
        for (text, expected) in [
            ("Il y a %s et %1$d, %-5.2f, %lld", "Il y a [%s] et [%1$d], [%-5.2f], [%lld]"),
            ("100 % de réussite, 5 %des", "100 % de réussite, 5 %des"),
            ("%s-page-%d-sur-%d", "[%s]-page-[%d]-sur-[%d]"),
            ("Vue (%d%%)", "Vue ([%d%%])"),
            ("%(nom)s a %{age} ans, %user.name% non", "[%(nom)s] a [%{age}] ans, [%user.name%] non"),
            ("Bonjour %@ et %1$@", "Bonjour [%@] et [%1$@]"),
            ("Bonjour {name}, {0} et {{ count }} ou ${x}", "Bonjour [{name}], [{0}] et [{{ count }}] ou [${x}]"),
            ("{ $user } a {0, number, integer} amis", "[{ $user }] a [{0, number, integer}] amis"),
            ("En&registrer la R&D, Fi&chier", "Enregistrer la R&D, Fichier"),
            ("Le champ :attribute : obligatoire, {:>10}", "Le champ [:attribute] : obligatoire, [{:>10}]"),
            ("un {mot entre accolades}", "un {mot entre accolades}"),
            ("un <b>mot</b> et <0>deux</0>", "un mot et deux"),
            ("fin.<br/>Début <code>for x</code>", "fin.[<br/>]Début [<code>for x</code>]"),
            ("r&eacute;sum&eacute; fin&nbsp;!", "[r&eacute;sum&eacute;] fin[&nbsp;]!"),
            ("Fin\\nDébut", "Fin\\nDébut"),
            ("Fin.\\nDébut", "Fin.[\\n]Début"),
            ("{n, plural, one {# chat} other {# chats}}", "[{n, plural, one {]# chat[} other {]# chats[}}]"),
            (
                "{g, select, male {Il a {n, plural, one {un} other {{n}}}} other {On}} vu",
                "[{g, select, male {]Il a [{n, plural, one {]un[} other {{n}}}} other {]On[}}] vu",
            ),
        ] {
            assert_eq!(marked(text), expected, "{text}");
        }
    }
}

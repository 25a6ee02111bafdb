//! What is left of a message when code is blotted out; the addresses and variables in it.

use crate::formats::placeholders;
use crate::text::Span;

/// Stands in place of what is blotted out: part of no word and no number.
const BLOT: &str = "|";

/// The text with every byte of tags, placeholders, entities and addresses blotted out; offsets stay.
pub(super) fn masked(text: &str) -> String {
    let mut spans: Vec<(Span, &str)> = urls(text).chain(emails(text)).map(|span| (span, BLOT)).collect();
    spans.extend(tags(text).map(|span| (span, BLOT)));
    spans.extend(placeholders::placeholders(text).chain(variables(text)).map(|span| (span, BLOT)));
    // A no-break space may stand inside a number.
    spans.extend(entities(text).map(|span| (span, " ")));
    spans.sort_by_key(|(span, _)| *span);
    let mut out = String::with_capacity(text.len());
    for (span, blot) in spans {
        if span.end <= out.len() {
            continue;
        }
        out.push_str(text.get(out.len()..span.start).unwrap_or_default());
        out.push_str(&blot.repeat(span.end - out.len()));
    }
    out.push_str(&text[out.len()..]);
    out
}

/// The tags.
pub(super) fn tags(text: &str) -> impl Iterator<Item = Span> {
    starts(text, '<', placeholders::tag)
}

fn entities(text: &str) -> impl Iterator<Item = Span> {
    starts(text, '&', placeholders::entity)
}

/// The places that start with a character and have the length that is given for them.
fn starts(text: &str, first: char, length: impl Fn(&str) -> Option<usize>) -> impl Iterator<Item = Span> {
    let mut at = 0;
    std::iter::from_fn(move || {
        while let Some(start) = text[at..].find(first).map(|i| at + i) {
            if let Some(length) = length(&text[start..]) {
                at = start + length;
                return Some(Span::new(start, at));
            }
            at = start + 1;
        }
        None
    })
}

/// The addresses of the web, without the marks that end a sentence.
pub(super) fn urls(text: &str) -> impl Iterator<Item = Span> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let (scheme, after) = text[at..].match_indices("://").map(|(i, _)| at + i).find_map(|colon| {
            let scheme = ["https", "http", "ftp"].into_iter().find(|scheme| text[..colon].ends_with(scheme))?;
            Some((colon - scheme.len(), colon + "://".len()))
        })?;
        let stop = |c: char| c.is_whitespace() || "<>\"'«»“”‘’|\\`{}[]".contains(c) || c == '\u{a0}';
        let long = &text[scheme..];
        let mut url = &long[..long.find(stop).unwrap_or(long.len())];
        loop {
            let mut shorter = url.trim_end_matches(['.', ',', ';', ':', '!', '?', '…', '*', '/']);
            if shorter.matches('(').count() < shorter.matches(')').count() {
                shorter = shorter.strip_suffix(')').unwrap_or(shorter);
            }
            if shorter.len() == url.len() {
                break;
            }
            url = shorter;
        }
        let end = scheme + url.len();
        at = end.max(after);
        Some(Span::new(scheme, end))
    })
    // A scheme alone is no address.
    .filter(|span| span.of(text).contains("://"))
}

/// `%1`, `%PRODUCTNAME`, `$name`, `$(ARG1)`: too like prose to be opaque everywhere, but not to be compared.
pub(super) fn variables(text: &str) -> impl Iterator<Item = Span> {
    text.match_indices(['%', '$']).filter_map(|(start, sign)| {
        let rest = &text[start + 1..];
        let run = |test: fn(u8) -> bool| rest.bytes().take_while(|b| test(*b)).count();
        let word = run(|b| b.is_ascii_alphanumeric() || b == b'_');
        let length = match (sign, rest.as_bytes().first()?) {
            ("%", b'1'..=b'9') => {
                let digits = run(|b| b.is_ascii_digit());
                let after = &rest[digits..];
                let is_precision = after.starts_with('.') && after[1..].starts_with(|c: char| c.is_ascii_digit());
                (digits <= 2 && word == digits && !after.starts_with(['%', '$']) && !is_precision).then_some(digits)
            }
            ("%", b'A'..=b'Z') => (run(|b| b.is_ascii_uppercase() || b == b'_') == word && word >= 3).then_some(word),
            ("$", b'(') => {
                let inner = |end: &usize| rest[1..*end].bytes().all(|b| b.is_ascii_alphanumeric());
                rest.find(')').filter(inner).map(|end| end + 1)
            }
            ("$", b'a'..=b'z' | b'_') => Some(word),
            _ => None,
        }?;
        Some(Span::new(start, start + 1 + length))
    })
}

/// The e-mail addresses.
pub(super) fn emails(text: &str) -> impl Iterator<Item = Span> {
    text.match_indices('@').filter_map(|(at, _)| {
        let local = |c: char| c.is_ascii_alphanumeric() || "._+-".contains(c);
        let start = at - (text[..at].len() - text[..at].trim_end_matches(local).len());
        let domain = &text[at + 1..];
        let length = domain.find(|c: char| !(c.is_ascii_alphanumeric() || ".-".contains(c))).unwrap_or(domain.len());
        let domain = domain[..length].trim_end_matches(['.', '-']);
        let (_, top) = domain.rsplit_once('.')?;
        let sound = start < at && top.len() >= 2 && top.bytes().all(|b| b.is_ascii_alphabetic());
        sound.then(|| Span::new(start, at + 1 + domain.len()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str, spans: impl Iterator<Item = Span>) -> Vec<&str> {
        spans.map(|span| span.of(text)).collect()
    }

    #[test]
    fn addresses() {
        let text = "Voir (https://exemple.fr/a_(b)/). Ou « http://a.org/x?y=1 », écrire à jean.dupont@exemple.fr.";
        assert_eq!(found(text, urls(text)), ["https://exemple.fr/a_(b)", "http://a.org/x?y=1"]);
        assert_eq!(found(text, emails(text)), ["jean.dupont@exemple.fr"]);
        let none = "x@y, @moi, https, a://b, http://, https://";
        assert_eq!((found(none, urls(none)), found(none, emails(none))), (vec![], vec![]));
        let open = "fin) de (http://a.org/b)), http:// ou https://";
        assert_eq!(found(open, urls(open)), ["http://a.org/b"]);
    }

    #[test]
    fn blots() {
        assert_eq!(masked("<b>Il</b> y a %1$d&nbsp;000 mots"), "|||Il|||| y a ||||      000 mots");
        assert_eq!(masked("été {n} http://a.b/1"), "été ||| ||||||||||||");
    }
}

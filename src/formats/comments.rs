//! How comments look, format by format.

use crate::text::Span;

/// A way in which a format writes comments.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Comment {
    /// From this sign to the end of the line.
    ToLineEnd(&'static str),
    /// The same, where the sign must be the first on its line.
    WholeLine(&'static str),
    /// Between these signs.
    Between(&'static str, &'static str),
    /// The content of an XML element of this name.
    Element(&'static str),
    /// No comments: a line of text that says nothing else.
    Bare,
}

/// What a comment that stands alone on its lines is about.
#[derive(Debug, Clone, Copy)]
pub enum Unit {
    /// The next line.
    Line,
    /// The next string, on however many lines.
    String,
    /// The part of the document that this finds: an entry, a unit, a cue.
    Part(fn(&str, Span) -> Option<Span>),
}

impl Comment {
    /// The comment whose content starts with what stands at `at`, blanks aside: all of it, and its content from there on.
    pub(crate) fn at(self, text: &str, at: usize) -> Option<(Span, Span)> {
        let before = text[..at].trim_end_matches([' ', '\t']);
        let line_end = line_end(text, at);
        let in_line = |start: usize| Some((Span::new(start, line_end), Span::new(at, line_end)));
        let is_first = |start: usize| text[line_start(text, start)..start].trim().is_empty();
        match self {
            Comment::ToLineEnd(sign) => {
                let start = before.strip_suffix(sign)?.len();
                let escapes = text[..start].bytes().rev().take_while(|&b| b == b'\\').count();
                // In YAML, a sign that touches a word is part of it.
                let touches = sign == "#" && !is_first(start) && !text[..start].ends_with([' ', '\t']);
                if escapes % 2 == 0 && !touches { in_line(start) } else { None }
            }
            Comment::WholeLine(sign) => {
                let start = before.strip_suffix(sign)?.len();
                if is_first(start) { in_line(start) } else { None }
            }
            Comment::Between(open, close) => {
                let start = text[..at].trim_end().strip_suffix(open)?.len();
                let end = at + text[at..].find(close)?;
                Some((Span::new(start, end + close.len()), Span::new(at, end)))
            }
            Comment::Element(name) => {
                let before = text[..at].trim_end().strip_suffix('>')?;
                let start = before.rfind('<')?;
                let rest = before[start + 1..].strip_prefix(name)?;
                if !(rest.is_empty() || rest.starts_with(char::is_whitespace)) {
                    return None;
                }
                let end = at + text[at..].find("</")?;
                let close = end + text[end..].find('>')? + 1;
                Some((Span::new(start, close), Span::new(at, end)))
            }
            Comment::Bare => {
                if is_first(at) {
                    in_line(at)
                } else {
                    None
                }
            }
        }
    }
}

/// Where the line starts on which this offset is.
pub(crate) fn line_start(text: &str, at: usize) -> usize {
    memchr::memrchr2(b'\n', b'\r', &text.as_bytes()[..at]).map_or(0, |end| end + 1)
}

/// Where that line ends, its line end left out.
pub(crate) fn line_end(text: &str, at: usize) -> usize {
    memchr::memchr2(b'\n', b'\r', &text.as_bytes()[at..]).map_or(text.len(), |end| at + end)
}

/// The XML element of one of these names that a comment stands in, or else the next one.
pub(super) fn element(text: &str, comment: Span, names: &[&str]) -> Option<Span> {
    let around = names.iter().filter_map(|name| {
        let start = last_tag(&text[..comment.start], name)?;
        let end = start + text[start..].find(&format!("</{name}>"))?;
        (end > comment.start).then_some(Span::new(start, end))
    });
    let next = || {
        names.iter().filter_map(|name| {
            let start = comment.end + first_tag(&text[comment.end..], name)?;
            let end = start + text[start..].find(&format!("</{name}>"))?;
            Some(Span::new(start, end))
        })
    };
    around.max_by_key(|span| span.start).or_else(|| next().min_by_key(|span| span.start))
}

fn is_tag(text: &str, at: usize, name: &str) -> bool {
    text[at + 1 + name.len()..].starts_with(|c: char| c == '>' || c.is_whitespace())
}

fn first_tag(text: &str, name: &str) -> Option<usize> {
    text.match_indices(&format!("<{name}")).map(|(at, _)| at).find(|&at| is_tag(text, at, name))
}

fn last_tag(text: &str, name: &str) -> Option<usize> {
    text.rmatch_indices(&format!("<{name}")).map(|(at, _)| at).find(|&at| is_tag(text, at, name))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn content(comment: Comment, text: &str) -> Option<&str> {
        let (_, content) = comment.at(text, text.find("intrus:").unwrap())?;
        Some(content.of(text))
    }

    #[test]
    fn comments() {
        let percent = Comment::ToLineEnd("%");
        assert_eq!(content(percent, "Oui. % intrus: ignore\nNon."), Some("intrus: ignore"));
        assert_eq!(content(percent, "Oui. \\% intrus: ignore"), None);
        assert_eq!(content(percent, "Oui.\\\\% intrus: ignore"), Some("intrus: ignore"));
        assert_eq!(content(percent, "Oui. % non, intrus: ignore"), None);
        assert_eq!(content(Comment::ToLineEnd("#"), "a: b# intrus: ignore"), None);
        assert_eq!(content(Comment::WholeLine("//"), "  // intrus: on\r\n"), Some("intrus: on"));
        assert_eq!(content(Comment::WholeLine("//"), "a // intrus: on"), None);
        let between = Comment::Between("<!--", "-->");
        assert_eq!(content(between, "<!--\n intrus: off\n-->"), Some("intrus: off\n"));
        assert_eq!(content(between, "<!-- intrus: off"), None);
        let note = Comment::Element("note");
        assert_eq!(content(note, "<note from=\"moi\">intrus: ignore</note>"), Some("intrus: ignore"));
        assert_eq!(content(note, "<notes>intrus: ignore</notes>"), None);
        assert_eq!(content(Comment::Bare, "Oui.\n  intrus: on"), Some("intrus: on"));
    }

    #[test]
    fn elements() {
        let text = "<unit id=\"a\"><!--1--></unit>\n<!--2-->\n<units/><unit>oui</unit>";
        let around = |comment: &str| {
            let start = text.find(comment).unwrap();
            element(text, Span::new(start, start + comment.len()), &["unit"]).map(|span| span.of(text))
        };
        assert_eq!(around("<!--1-->"), Some("<unit id=\"a\"><!--1-->"));
        assert_eq!(around("<!--2-->"), Some("<unit>oui"));
    }
}

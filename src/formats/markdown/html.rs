//! The little of HTML that matters inside a line of Markdown.

/// What an element means for the text inside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Effect {
    /// Code, input, output: not prose.
    Code,
    /// Set in italics.
    Emphasis,
}

/// A tag whose element matters.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Tag {
    /// `<code>`.
    Open(String, Effect),
    /// `</code>`.
    Close(String),
    /// `<br>`.
    Break,
}

const ELEMENTS: &[(&str, Effect)] = &[
    ("cite", Effect::Emphasis),
    ("code", Effect::Code),
    ("em", Effect::Emphasis),
    ("i", Effect::Emphasis),
    ("kbd", Effect::Code),
    ("pre", Effect::Code),
    ("samp", Effect::Code),
    ("script", Effect::Code),
    ("style", Effect::Code),
    ("tt", Effect::Code),
    ("var", Effect::Code),
];

/// Reads a tag such as `<code class="x">`. Tags that close themselves but for `<br/>`, comments and other elements give `None`.
pub(super) fn tag(source: &str) -> Option<Tag> {
    let inside = source.strip_prefix('<')?.strip_suffix('>')?;
    let (closing, inside) = match inside.strip_prefix('/') {
        Some(rest) => (true, rest),
        None => (false, inside),
    };
    let name = inside.split(|c: char| !c.is_ascii_alphanumeric()).next()?.to_ascii_lowercase();
    if name == "br" {
        return Some(Tag::Break);
    }
    if inside.ends_with('/') {
        return None;
    }
    let &(_, effect) = ELEMENTS.iter().find(|(element, _)| *element == name)?;
    Some(if closing { Tag::Close(name) } else { Tag::Open(name, effect) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags() {
        assert_eq!(tag("<code class=\"x\">"), Some(Tag::Open("code".into(), Effect::Code)));
        assert_eq!(tag("</EM>"), Some(Tag::Close("em".into())));
        assert_eq!(tag("<i/>"), None);
        assert_eq!([tag("<br>"), tag("<BR />")], [Some(Tag::Break), Some(Tag::Break)]);
        assert_eq!(tag("<!-- i -->"), None);
        assert_eq!(tag("<"), None);
    }
}

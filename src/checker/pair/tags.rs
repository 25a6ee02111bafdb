//! PA403: tags of the source that the target lacks, or that do not open and close in order.

use super::Mismatch;
use super::mask::tags;
use crate::text::{Source, Span};
use std::collections::BTreeMap;

/// Elements that have no end tag.
const VOID: &[&str] = &["area", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"];

/// Where a line is broken is the translator's affair.
const FREE: &[&str] = &["br", "wbr", "p"];

/// Inline elements of XLIFF and TMX, told apart by their number.
const NUMBERED: &[&str] = &["x", "g", "bx", "ex", "bpt", "ept", "ph", "it", "pc", "sc", "ec", "hi", "ut"];

/// A tag that has to be the same on both sides.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Tag<'t> {
    /// Its name, with its number where it has one.
    name: String,
    /// As it is written.
    text: &'t str,
    closes: bool,
    /// Whether nothing closes it.
    alone: bool,
}

/// A tag of the source that the target lacks; else one that does not open and close in order, where those of the source do.
pub(super) fn mismatch(source: &Source, target: &str) -> Option<Mismatch> {
    let (theirs, ours) = (read(&source.text), read(target));
    if theirs.is_empty() && ours.is_empty() {
        return None;
    }
    let other = source.other_number.as_deref().map(read).unwrap_or_default();
    // `<file>` that nothing closes is a word to be filled in, and may be translated.
    let is_tag = |tag: &&Tag| {
        let closed =
            |list: &[Tag]| [true, false].iter().all(|c| list.iter().any(|t| t.name == tag.name && t.closes == *c));
        let lone = VOID.contains(&&*tag.name) || tag.text.ends_with("/>") || NUMBERED.contains(&base(&tag.name));
        !FREE.contains(&&*tag.name) && (lone || closed(&theirs) || closed(&ours))
    };
    let keep = |list: &[Tag<'_>]| -> BTreeMap<(String, bool), usize> {
        let mut counts = BTreeMap::new();
        for tag in list.iter().filter(is_tag) {
            *counts.entry((tag.name.clone(), tag.closes)).or_default() += 1;
        }
        counts
    };
    let (theirs_kept, ours_kept) = (keep(&theirs), keep(&ours));
    let lacks = |tag: &&Tag, list: &BTreeMap<_, usize>, own: &BTreeMap<_, usize>| {
        let count = |counts: &BTreeMap<(String, bool), usize>| counts.get(&(tag.name.clone(), tag.closes)).copied();
        count(list) < count(own)
    };
    let missing = theirs.iter().filter(is_tag).find(|tag| lacks(tag, &ours_kept, &theirs_kept));
    if missing.is_some() && (other.is_empty() || keep(&other) != ours_kept) {
        let odd = ours.iter().filter(is_tag).find(|tag| lacks(tag, &theirs_kept, &ours_kept));
        return Mismatch::new("PA403", "tag", odd.map(|tag| tag.text), missing.map(|tag| tag.text));
    }
    // More tags than in the source do no harm as long as they close.
    let nested = |list: &[Tag]| unnested(list.iter().filter(is_tag));
    match (nested(&theirs), nested(&ours)) {
        (None, Some(name)) => {
            let odd = ours.iter().rev().find(|tag| tag.name == name).map(|tag| tag.text.to_owned());
            Some(Mismatch { rule: "PA403", odd, message: format!("tag “{name}” does not open and close in order") })
        }
        _ => None,
    }
}

fn base(name: &str) -> &str {
    name.split(' ').next().unwrap_or_default()
}

fn read(text: &str) -> Vec<Tag<'_>> {
    tags(text).filter_map(|span: Span| tag(span.of(text))).collect()
}

fn tag(text: &str) -> Option<Tag<'_>> {
    let inner = text.strip_prefix('<')?.strip_suffix('>')?;
    let closes = inner.starts_with('/');
    let inner = inner.trim_start_matches('/');
    let end = inner.find(|c: char| c.is_whitespace() || c == '/').unwrap_or(inner.len());
    let rest = inner[end..].trim();
    // `<source filter>` is two words to be filled in.
    if !matches!(rest, "" | "/") && !rest.contains('=') {
        return None;
    }
    let mut name = inner[..end].to_lowercase();
    if !name.starts_with(|c: char| c.is_ascii_alphanumeric())
        || !name.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_:.".contains(&b))
    {
        return None;
    }
    let alone = inner.ends_with('/') || VOID.contains(&&*name);
    if NUMBERED.contains(&&*name)
        && let Some(number) = inner.split_once(" id=").or_else(|| inner.split_once(" i=")).map(|(_, rest)| rest)
    {
        let number: String = number.chars().skip(1).take_while(|c| !matches!(c, '"' | '\'')).collect();
        name = format!("{name} {number}");
    }
    Some(Tag { name, text, closes, alone })
}

/// The first name that is closed and is not what was opened last, or that is left open.
fn unnested<'t>(tags: impl Iterator<Item = &'t Tag<'t>>) -> Option<String> {
    let mut open: Vec<&str> = Vec::new();
    for tag in tags {
        if tag.closes {
            // The end tag of a numbered element has no number.
            if open.pop().is_none_or(|last| base(last) != base(&tag.name)) {
                return Some(tag.name.clone());
            }
        } else if !tag.alone {
            open.push(&tag.name);
        }
    }
    open.first().map(|name| (*name).to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn message(source: &str, target: &str) -> Option<String> {
        mismatch(&Source::new(source), target).map(|m| m.message)
    }

    #[test]
    fn tags_compared() {
        assert_eq!(message("A <b>red</b> cat", "Un chat <b>rouge</b>"), None);
        assert_eq!(message("Copy <file> to <folder>", "Copier <fichier> dans <dossier>"), None);
        assert_eq!(message("One<br>two", "Un deux"), None);
        assert_eq!(message("A <source filter>", "Un <filtre source>"), None);
        assert_eq!(message("A red cat", "Un <b>chat</b> rouge"), None);
        assert_eq!(message("a < b and b > c", "a < b et b > c"), None);
        let said = |source, target| message(source, target).unwrap_or_default();
        assert_eq!(said("A <b>red</b> cat", "Un chat rouge"), "tag “<b>” of the source is missing");
        assert_eq!(said("A <b>red</b> cat", "Un chat <i>rouge</i>"), "tag “<i>” where the source has “<b>”");
        assert_eq!(said("A <b>red</b> cat", "Un chat <b>rouge<b>"), "tag “<b>” where the source has “</b>”");
        assert_eq!(said("<b><i>a</i></b>", "<b><i>a</b></i>"), "tag “b” does not open and close in order");
        assert_eq!(said("A red cat", "Un <b>chat</b> <b>rouge"), "tag “b” does not open and close in order");
        assert_eq!(
            said("a<x id=\"1\"/>b", "a<x id=\"2\"/>b"),
            "tag “<x id=\"2\"/>” where the source has “<x id=\"1\"/>”"
        );
    }
}

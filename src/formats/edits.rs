//! Splices: what an edit is, which of several edits stand, and what they make of a file.

use super::{Decoded, Encoding, Locator};
use crate::text::Span;
use serde::Serialize;

/// A splice of bytes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Edit {
    /// First byte to take out.
    pub start: usize,
    /// One past the last.
    pub end: usize,
    /// What to put there, escaped for the format; to be written in the file's encoding.
    pub raw: String,
}

impl Edit {
    /// The bytes that are taken out.
    pub fn span(&self) -> Span {
        Span::new(self.start, self.end)
    }
}

/// Edits of one file that can all be made: sorted, without overlap.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Edits(Vec<Edit>);

impl Edits {
    /// The edits that stand when some overlap. The one that starts first stands; of those that start together the
    /// longest, of those the one whose text sorts first. An edit stands unless it shares a byte or the start with one
    /// before it that stands. So the order in which the edits come does not matter, and resolving twice changes nothing.
    pub fn resolve(edits: impl IntoIterator<Item = Edit>) -> Edits {
        let mut edits: Vec<Edit> = edits.into_iter().collect();
        edits.sort_by(|a, b| (a.start, b.end, &a.raw).cmp(&(b.start, a.end, &b.raw)));
        let mut last: Option<Span> = None;
        edits.retain(|edit| {
            let stands = last.is_none_or(|last| last.end <= edit.start && last.start < edit.start);
            if stands {
                last = Some(edit.span());
            }
            stands
        });
        Edits(edits)
    }

    /// Whether there is nothing to do.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// In order.
    pub fn iter(&self) -> std::slice::Iter<'_, Edit> {
        self.0.iter()
    }

    /// The bytes with the edits made: the others stay as they are.
    ///
    /// # Panics
    ///
    /// When an edit ends beyond the bytes.
    pub fn apply(&self, bytes: &[u8], encoding: Encoding) -> Vec<u8> {
        let mut edited = Vec::with_capacity(bytes.len() + self.0.iter().map(|edit| edit.raw.len()).sum::<usize>());
        let mut at = 0;
        for edit in &self.0 {
            edited.extend_from_slice(&bytes[at..edit.start]);
            edited.extend_from_slice(&encoding.encode(&edit.raw));
            at = edit.end;
        }
        edited.extend_from_slice(&bytes[at..]);
        edited
    }

    /// A decoded text with the edits made, which count in its bytes.
    ///
    /// # Panics
    ///
    /// When an edit ends beyond the text or between the bytes of a character.
    pub fn apply_to_text(&self, text: &str) -> String {
        let mut edited = String::with_capacity(text.len() + self.0.iter().map(|edit| edit.raw.len()).sum::<usize>());
        let mut at = 0;
        for edit in &self.0 {
            edited.push_str(&text[at..edit.start]);
            edited.push_str(&edit.raw);
            at = edit.end;
        }
        edited.push_str(&text[at..]);
        edited
    }

    /// Where the new texts stand in the edited text; both count in bytes of UTF-8.
    pub fn regions(&self) -> Vec<Span> {
        let (mut removed, mut added) = (0, 0);
        let region = |edit: &Edit| {
            let start = edit.start - removed + added;
            removed += edit.end - edit.start;
            added += edit.raw.len();
            Span::new(start, start + edit.raw.len())
        };
        self.0.iter().map(region).collect()
    }

    /// Edits of a decoded text as edits of the file it comes from.
    pub fn stored(&self, decoded: &Decoded) -> Edits {
        let mut locator = Locator::new(decoded);
        let mut byte = |offset| locator.locate(offset).byte;
        let stored = |edit: &Edit| Edit { start: byte(edit.start), end: byte(edit.end), raw: edit.raw.clone() };
        Edits(self.0.iter().map(stored).collect())
    }

    /// These edits of a text and then others of the text they make, as edits of the first text. `between` is the text
    /// in the middle. Edits of both that overlap become one.
    pub fn then(&self, between: &str, next: &Edits) -> Edits {
        let regions = self.regions();
        let mut parts: Vec<Span> = regions.iter().copied().chain(next.iter().map(Edit::span)).collect();
        parts.sort();
        let mut merged: Vec<Span> = Vec::new();
        for part in parts {
            match merged.last_mut() {
                Some(last) if last.overlaps(part) || *last == part => last.end = last.end.max(part.end),
                _ => merged.push(part),
            }
        }
        let (mut old, mut new) = (0, 0);
        let (mut removed, mut added) = (0, 0);
        let edit = |part: Span| {
            let start = part.start - added + removed;
            while old < regions.len() && part.start <= regions[old].start && regions[old].end <= part.end {
                removed += self.0[old].end - self.0[old].start;
                added += regions[old].len();
                old += 1;
            }
            let mut raw = String::new();
            let mut at = part.start;
            while let Some(edit) = next.0.get(new).filter(|e| part.start <= e.start && e.end <= part.end) {
                raw.push_str(&between[at..edit.start]);
                raw.push_str(&edit.raw);
                at = edit.end;
                new += 1;
            }
            raw.push_str(&between[at..part.end]);
            Edit { start, end: part.end - added + removed, raw }
        };
        // At a shared border an insertion or a deletion may have gone with its neighbour already.
        Edits(merged.into_iter().map(edit).filter(|edit| !edit.span().is_empty() || !edit.raw.is_empty()).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::formats::decode;
    use proptest::prelude::*;

    fn edit(start: usize, end: usize, raw: &str) -> Edit {
        Edit { start, end, raw: raw.to_owned() }
    }

    #[test]
    fn the_first_stands_then_the_longest() {
        let edits = [edit(4, 8, "b"), edit(0, 5, "a"), edit(5, 7, "c"), edit(5, 6, "d"), edit(7, 7, "e")];
        let stands = Edits::resolve(edits);
        assert_eq!(stands.0, [edit(0, 5, "a"), edit(5, 7, "c"), edit(7, 7, "e")]);
    }

    #[test]
    fn edits_after_edits() {
        let first = Edits::resolve([edit(3, 10, "car"), edit(14, 17, "")]);
        let text = "il vehicle va the là";
        let between = first.apply_to_text(text);
        assert_eq!(between, "il car va  là");
        let next = Edits::resolve([edit(0, 4, "on"), edit(9, 10, "")]);
        let both = first.then(&between, &next);
        assert_eq!(both.apply_to_text(text), "onar va là");
        assert_eq!(both.len(), 2);
    }

    fn edits_of(len: usize) -> impl Strategy<Value = Vec<Edit>> {
        let one = (0..=len, 0..=len, "[a-cé€]{0,3}").prop_map(|(a, b, raw)| edit(a.min(b), a.max(b), &raw));
        proptest::collection::vec(one, 0..8)
    }

    /// Edits with both ends on character borders.
    fn on_borders(text: &str, edits: Vec<Edit>) -> Vec<Edit> {
        let border = |i: usize| (0..=i.min(text.len())).rev().find(|&i| text.is_char_boundary(i)).unwrap();
        edits.into_iter().map(|e| Edit { start: border(e.start), end: border(e.end), raw: e.raw }).collect()
    }

    proptest! {
        #[test]
        fn resolved_edits_do_not_overlap(edits in edits_of(30)) {
            let resolved = Edits::resolve(edits.clone());
            prop_assert!(resolved.0.windows(2).all(|two| two[0].end <= two[1].start && two[0].start < two[1].start));
            prop_assert_eq!(&Edits::resolve(edits.iter().rev().cloned()), &resolved);
            prop_assert_eq!(&Edits::resolve(resolved.0.clone()), &resolved);
            // What does not stand is in the way of something that does.
            for edit in edits.iter().filter(|edit| !resolved.0.contains(edit)) {
                prop_assert!(resolved.iter().any(|e| e.span().overlaps(edit.span()) || e.start == edit.start));
            }
        }

        #[test]
        fn other_bytes_stay(bytes in proptest::collection::vec(any::<u8>(), 30), edits in edits_of(30)) {
            let edits = Edits::resolve(edits);
            let edited = edits.apply(&bytes, Encoding::Utf8);
            let regions = edits.regions();
            let (mut before, mut after) = (0, 0);
            for (edit, region) in edits.iter().zip(&regions) {
                prop_assert_eq!(&bytes[before..edit.start], &edited[after..region.start]);
                prop_assert_eq!(edit.raw.as_bytes(), &edited[region.range()]);
                (before, after) = (edit.end, region.end);
            }
            prop_assert_eq!(&bytes[before..], &edited[after..]);
        }

        #[test]
        fn two_rounds_as_one(text in "[a-dé€ ]{0,12}", first in edits_of(20), next in edits_of(20)) {
            let first = Edits::resolve(on_borders(&text, first));
            let between = first.apply_to_text(&text);
            let next = Edits::resolve(on_borders(&between, next));
            let both = first.then(&between, &next);
            prop_assert!(both.0.windows(2).all(|two| two[0].end <= two[1].start));
            prop_assert_eq!(both.apply_to_text(&text), next.apply_to_text(&between));
        }

        #[test]
        fn encodings_are_kept(text in "[a-dé€\r\n]{0,30}", edits in edits_of(40), which in 0..4usize) {
            let edits = Edits::resolve(on_borders(&text, edits));
            let bytes = match which {
                0 => text.as_bytes().to_vec(),
                1 => [b"\xEF\xBB\xBF", text.as_bytes()].concat(),
                2 => [&b"\xFF\xFE"[..], &Encoding::Utf16Le.encode(&text)].concat(),
                _ => [&b"\xFE\xFF"[..], &Encoding::Utf16Be.encode(&text)].concat(),
            };
            let decoded = decode(&bytes).unwrap();
            let edited = edits.stored(&decoded).apply(&bytes, decoded.encoding);
            let again = decode(&edited).unwrap();
            prop_assert_eq!((again.encoding, again.bom_len), (decoded.encoding, decoded.bom_len));
            prop_assert_eq!(&*again.text, edits.apply_to_text(&text));
        }
    }
}

//! What the source says of a doubted word of the target.
//!
//! English that stands in the source was most likely left over from it, unless the translator always keeps it: then it is a
//! term, or French has the same word. English that does not stand there came some other way, or is French.

use crate::checker::detect::features::{Candidate, Model, logistic};
use crate::text::{Document, Segment, Source, folded, has_words};
use std::collections::HashMap;
use std::ops::Range;

/// How a doubted word of the target relates to the source.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    /// It does not stand in the source of its segment.
    Absent,
    /// It does, and in most other segments whose source has it the target does not: it is translated there.
    Rendered,
    /// It does, and there are too few others to tell.
    Unsettled,
    /// It does, and in most other segments the target has it too; or there are too few, and the whole target is the
    /// source as it stands.
    Kept,
}

impl Standing {
    /// Every standing, in the order of their numbers.
    pub const ALL: [Standing; 4] = [Standing::Absent, Standing::Rendered, Standing::Unsettled, Standing::Kept];
}

/// What each standing adds to the log-odds that a candidate is an intruder, for each model, as `intrus-pack fit-pairs` prints
/// it. Where no intruder was among the cases the figure says how many others were.
const WEIGHTS: [[f32; Standing::ALL.len()]; Model::ALL.len()] = [
    // Lexical
    [0.17, -0.03, -1.39, -6.45],
    // Capital
    [0.32, -1.08, -1.95, -2.87],
    // Initial
    [-0.52, -0.78, -3.31, -2.09],
    // Homograph
    [-0.65, 0.97, -0.86, -2.65],
    // Broken
    [-0.05, 0.0, -4.27, -0.41],
];

/// What a standing adds to the log-odds that a candidate of this model is an intruder.
pub fn weight(model: Model, standing: Standing) -> f32 {
    WEIGHTS[model as usize][standing as usize]
}

/// Other segments from which on a habit of the translator shows.
const HABIT: u32 = 2;

/// Weighs candidates, each with the number of its segment, by the sources that the block has.
pub fn weigh<'c>(
    document: &Document,
    pieces: &[(usize, Range<usize>)],
    candidates: impl Iterator<Item = (usize, &'c mut Candidate)>,
) {
    let mut doubted: Vec<(usize, String, &mut Candidate)> = candidates
        .filter(|(segment, c)| c.probability > 0.0 && document.segments[*segment].source.is_some())
        .map(|(segment, c)| (segment, folded(c.span.of(&document.segments[segment].text)), c))
        .collect();
    if doubted.is_empty() {
        return;
    }
    let habits = Habits::new(document, pieces, doubted.iter().map(|(_, words, _)| words.as_str()));
    for (segment, words, candidate) in &mut doubted {
        let standing = habits.standing(document, *segment, words);
        candidate.standing = Some(standing);
        let odds = (candidate.probability / (1.0 - candidate.probability)).ln();
        candidate.probability = logistic(odds + weight(candidate.features.model, standing));
    }
}

/// In how many segments the source has some words, and in how many of these the target has them too.
struct Habits(HashMap<String, (u32, u32)>);

impl Habits {
    fn new<'w>(document: &Document, pieces: &[(usize, Range<usize>)], words: impl Iterator<Item = &'w str>) -> Self {
        let mut counts: HashMap<String, (u32, u32)> = words.map(|words| (words.to_owned(), (0, 0))).collect();
        let mut by_first: HashMap<String, Vec<String>> = HashMap::new();
        for words in counts.keys() {
            by_first.entry(first(words).to_owned()).or_default().push(words.clone());
        }
        for (index, range) in pieces {
            let segment = &document.segments[*index];
            let (Some(source), 0) = (&segment.source, range.start) else { continue };
            let theirs = folded(&source.text);
            let mut seen: Vec<&String> = Vec::new();
            for word in theirs.split(|c: char| !c.is_alphanumeric()) {
                let asked = by_first.get(word).into_iter().flatten();
                seen.extend(asked.filter(|words| has_words(&theirs, words)));
            }
            seen.sort_unstable();
            seen.dedup();
            let ours = if seen.is_empty() { String::new() } else { folded(&segment.text) };
            for words in seen {
                if let Some((in_source, in_both)) = counts.get_mut(words) {
                    *in_source += 1;
                    *in_both += u32::from(has_words(&ours, words));
                }
            }
        }
        Habits(counts)
    }

    fn standing(&self, document: &Document, segment: usize, words: &str) -> Standing {
        let segment = &document.segments[segment];
        let Some(source) = &segment.source else { return Standing::Absent };
        let theirs = folded(&source.text);
        if !has_words(&theirs, words) {
            return Standing::Absent;
        }
        let (in_source, in_both) = self.0.get(words).copied().unwrap_or_default();
        // The segment itself has them on both sides.
        let (others, kept) = (in_source.saturating_sub(1), in_both.saturating_sub(1));
        match others {
            // What nobody translated and is no running English are names, commands, words that are French too.
            _ if others < HABIT && is_copy(source, segment) => Standing::Kept,
            _ if others < HABIT => Standing::Unsettled,
            _ if 2 * kept >= others => Standing::Kept,
            _ => Standing::Rendered,
        }
    }
}

/// Whether the whole target is the source as it stands.
fn is_copy(source: &Source, segment: &Segment) -> bool {
    source.text.trim() == source.target.as_deref().unwrap_or(&segment.text).trim()
}

fn first(words: &str) -> &str {
    words.split(|c: char| !c.is_alphanumeric()).find(|word| !word.is_empty()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn document(pairs: &[(&str, &'static str)]) -> Document<'static> {
        let segment = |(source, target): &(&str, &'static str)| Segment {
            source: Some(Box::new(Source::new(*source))),
            ..Segment::new(target)
        };
        Document { segments: pairs.iter().map(segment).collect() }
    }

    #[test]
    fn standings() {
        let document = document(&[
            ("Open the file", "Ouvrir le file"),
            ("Close the file", "Fermer le fichier"),
            ("Delete the file", "Supprimer le fichier"),
            ("A new widget", "Un nouveau widget"),
            ("Old widgets, one widget", "Un vieux widget"),
            ("Remove the widget", "Retirer le widget"),
            ("Git", "Git"),
            ("A bug", "Un bug"),
        ]);
        let pieces: Vec<_> = document.segments.iter().enumerate().map(|(i, s)| (i, 0..s.text.len())).collect();
        let habits = Habits::new(&document, &pieces, ["file", "widget", "git", "bug", "nouveau"].into_iter());
        let standing = |segment, words| habits.standing(&document, segment, words);
        assert_eq!(standing(0, "file"), Standing::Rendered);
        assert_eq!(standing(3, "widget"), Standing::Kept);
        assert_eq!(standing(3, "nouveau"), Standing::Absent);
        assert_eq!(standing(6, "git"), Standing::Kept);
        assert_eq!(standing(7, "bug"), Standing::Unsettled);
    }
}

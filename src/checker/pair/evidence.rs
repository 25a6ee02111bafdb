//! What the source says of a doubted word of the target.
//!
//! English that stands in the source was most likely left over from it, unless the translator always keeps it: then it is a
//! term, or French has the same word. English that does not stand there came some other way, or is French.

use super::purpose;
use crate::checker::detect::features::{Candidate, Model, logistic};
use crate::checker::memos::Notes;
use crate::text::{Document, Span, folded, has_words};
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
    /// It does, and in most other segments the target has it too.
    Kept,
    /// What stands around it in source and target says that it was left, or chosen, on purpose.
    Meant,
}

impl Standing {
    /// Every standing, in the order of their numbers.
    pub const ALL: [Standing; 5] =
        [Standing::Absent, Standing::Rendered, Standing::Unsettled, Standing::Kept, Standing::Meant];
}

/// What is meant is no intruder: decided, not fitted. In text of which a third has words left in it, 15 of the 720 candidates that were
/// meant were intruders (`intrus-pack fit-pairs` counts them); in what people translate intruders are some fifty times rarer.
const MEANT: f32 = -12.0;

/// What each standing adds to the log-odds that a candidate is an intruder, for each model, as `intrus-pack fit-pairs` prints
/// it. Where no intruder was among the cases the figure says how many others were. The figures are those that were fitted before what is
/// meant was told apart, which leaves a handful of cases in some rows; those with a hundred and more have moved by 0.4 at most.
const WEIGHTS: [[f32; Standing::ALL.len()]; Model::ALL.len()] = [
    // Lexical
    [0.17, -0.03, -1.39, -6.45, MEANT],
    // Capital
    [0.32, -1.08, -1.95, -2.87, MEANT],
    // Initial
    [-0.52, -0.78, -3.31, -2.09, MEANT],
    // Homograph
    [-0.65, 0.97, -0.86, -2.65, MEANT],
    // Broken
    [-0.05, 0.0, -4.27, -0.41, MEANT],
];

/// What a standing adds to the log-odds that a candidate of this model is an intruder.
pub fn weight(model: Model, standing: Standing) -> f32 {
    WEIGHTS[model as usize][standing as usize]
}

/// Other segments from which on a habit of the translator shows.
const HABIT: u32 = 2;

/// How much more often than in small letters words stand as names in the sources, if they are one.
const NAMES: u32 = 4;

/// Weighs candidates, each with the number of its segment, by the sources that the block has.
pub fn weigh<'c>(
    notes: &Notes,
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
        let standing = habits.standing(notes, document, *segment, candidate.span, words);
        candidate.standing = Some(standing);
        let odds = (candidate.probability / (1.0 - candidate.probability)).ln();
        candidate.probability = logistic(odds + weight(candidate.features.model, standing));
    }
}

/// What the block shows of some words.
#[derive(Debug, Clone, Copy, Default)]
struct Habit {
    /// Segments whose source has them.
    in_source: u32,
    /// Of these, segments whose target has them too.
    in_both: u32,
    /// Sources that have them with a capital after a word in small letters.
    as_name: u32,
    /// Sources that have them in small letters.
    in_small: u32,
}

impl Habit {
    /// Whether they are a name wherever the source has them.
    fn is_name(self) -> bool {
        self.as_name >= HABIT && self.as_name > NAMES * self.in_small
    }
}

/// What the block shows of the words that are doubted.
struct Habits(HashMap<String, Habit>);

impl Habits {
    fn new<'w>(document: &Document, pieces: &[(usize, Range<usize>)], words: impl Iterator<Item = &'w str>) -> Self {
        let mut habits: HashMap<String, Habit> = words.map(|words| (words.to_owned(), Habit::default())).collect();
        let mut by_first: HashMap<String, Vec<String>> = HashMap::new();
        for words in habits.keys() {
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
                if let Some(habit) = habits.get_mut(words) {
                    habit.in_source += 1;
                    habit.in_both += u32::from(has_words(&ours, words));
                    habit.as_name += u32::from(purpose::has_name(&source.text, words));
                    habit.in_small += u32::from(has_words(&source.text, words));
                }
            }
        }
        Habits(habits)
    }

    fn standing(&self, notes: &Notes, document: &Document, segment: usize, span: Span, words: &str) -> Standing {
        let segment = &document.segments[segment];
        let Some(source) = &segment.source else { return Standing::Absent };
        let habit = self.0.get(words).copied().unwrap_or_default();
        let is_capital = span.of(&segment.text).starts_with(char::is_uppercase);
        if is_capital && habit.is_name() || purpose::is_on_purpose(notes, source, segment, span) {
            return Standing::Meant;
        }
        if !has_words(&folded(&source.text), words) {
            return Standing::Absent;
        }
        // The segment itself has them on both sides.
        let (others, kept) = (habit.in_source.saturating_sub(1), habit.in_both.saturating_sub(1));
        match others {
            _ if others < HABIT => Standing::Unsettled,
            _ if 2 * kept >= others => Standing::Kept,
            _ => Standing::Rendered,
        }
    }
}

fn first(words: &str) -> &str {
    words.split(|c: char| !c.is_alphanumeric()).find(|word| !word.is_empty()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checker::memos::Memos;
    use crate::language::Pack;
    use crate::text::{Segment, Source};

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
            ("Mapper draws", "Mapper dessine"),
            ("Start Mapper", "Démarrer Mapper"),
            ("Drawn with Mapper", "Dessiné avec Mapper"),
            ("Quit now, Mapper waits; close Mapper", "Quitter"),
        ]);
        let pieces: Vec<_> = document.segments.iter().enumerate().map(|(i, s)| (i, 0..s.text.len())).collect();
        let habits = Habits::new(&document, &pieces, ["file", "widget", "git", "bug", "nouveau", "mapper"].into_iter());
        Memos::default().with(Pack::embedded(), |notes| {
            let standing = |index: usize, words: &str| {
                let start = folded(&document.segments[index].text).find(words).expect("the words are in the text");
                habits.standing(notes, &document, index, Span::new(start, start + words.len()), words)
            };
            assert_eq!(standing(0, "file"), Standing::Rendered);
            assert_eq!(standing(3, "widget"), Standing::Kept);
            assert_eq!(standing(3, "nouveau"), Standing::Absent);
            assert_eq!(standing(6, "git"), Standing::Meant);
            assert_eq!(standing(7, "bug"), Standing::Unsettled);
            assert_eq!(standing(8, "mapper"), Standing::Meant);
        });
    }
}

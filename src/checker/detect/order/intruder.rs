//! The intruder, as far as its repairs are compared with it.

use super::distance::Distance;
use crate::checker::detect::features::{Candidate, Judge};
use crate::language::lexicon::{EnglishReading, EnglishTags, Tags};
use crate::text::{Case, unaccented};

/// What of the intruder its repairs are compared with.
pub(super) struct Intruder {
    /// The distance to its words, without accents.
    pub(super) distance: Distance,
    /// Whether the lexicon has readings of its last word, and what they say.
    is_known: bool,
    tags: EnglishTags,
    /// Whether that may be the singular of a noun or adjective.
    is_singular: bool,
    /// How frequent the rarest of them is in English (log10).
    pub(super) log_frequency: f32,
    /// Whether it starts with a capital.
    pub(super) is_capital: bool,
}

impl Intruder {
    pub(super) fn new(judge: &Judge, candidate: &Candidate) -> Self {
        let paragraph = judge.paragraph;
        let words = candidate.items.clone().filter(|&i| paragraph.items[i].is_word());
        let words: Vec<_> = words.map(|i| paragraph.profile(&judge.notes.words, judge.text, i)).collect();
        let text: Vec<&str> = words.iter().map(|word| &*word.text).collect();
        let readings = || words.last().into_iter().flat_map(|word| word.english_readings());
        let nominal = EnglishTags(EnglishTags::NOUN.0 | EnglishTags::ADJECTIVE.0);
        let is_singular = |r: EnglishReading| r.tags.intersects(nominal) && !r.tags.intersects(EnglishTags::PLURAL);
        Intruder {
            distance: Distance::new(&unaccented(&text.join(" "))),
            is_known: readings().next().is_some(),
            tags: EnglishTags(readings().fold(0, |tags, r| tags | r.tags.0)),
            is_singular: readings().any(is_singular),
            log_frequency: words.iter().map(|word| word.english_log_frequency()).fold(0.0, f32::min).max(-8.0),
            is_capital: paragraph.items[candidate.items.start].case() != Case::Lower,
        }
    }

    pub(super) fn is(&self, wanted: EnglishTags) -> bool {
        self.tags.intersects(wanted)
    }

    /// 1 when the number of the French is that of the English, -1 when it is the other, 0 when nothing tells.
    pub(super) fn number_agrees(&self, readings: &[Tags]) -> f32 {
        let is = |number: Tags| readings.iter().any(|r| r.intersects(number));
        match (self.is_singular, self.is(EnglishTags::PLURAL), is(Tags::SINGULAR), is(Tags::PLURAL)) {
            (true, false, true, _) | (false, true, _, true) => 1.0,
            (true, false, false, true) | (false, true, true, false) => -1.0,
            _ => 0.0,
        }
    }

    /// 1 when some part of speech of the French is one of the English, -1 when none is, 0 when nothing is known.
    pub(super) fn part_agrees(&self, readings: &[Tags]) -> f32 {
        const PARTS: [(EnglishTags, Tags); 4] = [
            (EnglishTags::NOUN, Tags::NOUN),
            (EnglishTags::VERB, Tags::VERB),
            (EnglishTags::ADJECTIVE, Tags(Tags::ADJECTIVE.0 | Tags::PAST_PARTICIPLE.0 | Tags::DETERMINER.0)),
            (EnglishTags::ADVERB, Tags(Tags::ADVERB.0 | Tags::CONJUNCTION.0)),
        ];
        if !self.is_known || readings.is_empty() {
            return 0.0;
        }
        let tags = readings.iter().fold(Tags::default(), |tags, r| tags.union(*r));
        let shared = |(english, french): &(EnglishTags, Tags)| self.is(*english) && tags.intersects(*french);
        if PARTS.iter().any(shared) { 1.0 } else { -1.0 }
    }
}

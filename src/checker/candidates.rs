//! The French candidates of one place, for the program that measures how good the lists are.

use super::detect::features::{Judge, Model, Surroundings};
use super::detect::{Hunch, Paragraphs};
use super::repair::{broken, repairs};
use super::{Checker, memos::Notes};
use crate::text::{Origin, Scanner, Span, folded};

/// A French text that the mechanisms give for a place.
#[doc(hidden)]
#[derive(Debug, Clone)]
pub struct PlaceCandidate {
    /// The French, in small letters.
    pub text: String,
    /// The mechanism.
    pub origin: Origin,
    /// log10 of the channel.
    pub log_channel: f32,
    /// Its place by channel and context, from 0; `None` where it is not ranked.
    pub place: Option<usize>,
}

impl Checker {
    /// Every candidate for the words of `span`, the best by channel and context first, those that are not ranked last.
    #[doc(hidden)]
    pub fn candidates_at(&self, text: &str, span: Span) -> Vec<PlaceCandidate> {
        self.memos.with(self.pack, |notes| self.candidates_in(notes, text, span))
    }

    fn candidates_in(&self, notes: &Notes, text: &str, span: Span) -> Vec<PlaceCandidate> {
        let mut scanner = Scanner::new(text, 0, text.len(), &[]);
        let mut paragraphs = Paragraphs::default();
        while paragraphs.read(&notes.words, text, &mut scanner) {
            let paragraph = paragraphs.first();
            let overlaps = |i: &usize| {
                let item = &paragraph.items[*i];
                item.is_word() && item.span().start < span.end && span.start < item.span().end
            };
            let mut touched = (0..paragraph.items.len()).filter(overlaps);
            let Some(first) = touched.next() else { continue };
            let items = first..touched.next_back().unwrap_or(first) + 1;
            let words: Vec<String> = paragraph.items[items.clone()]
                .iter()
                .filter(|item| item.is_word())
                .map(|item| folded(item.span().of(text)))
                .collect();
            let judge = Judge { pack: self.pack, text, marks: &[], paragraph: &paragraph, thorough: true, notes };
            let mut features =
                judge.features(&items, 0.0, Hunch::default(), Surroundings { density: 0.0, unaccented: &|| 0.0 });
            judge.look_closer(&items, &mut features, 0.0);
            let known = features.repairs();
            let ranked = judge.rank(&items, known, known.len()).kept;
            let mut found: Vec<PlaceCandidate> = ranked
                .iter()
                .enumerate()
                .map(|(place, ranked)| {
                    let repair = &known[ranked.index].repair;
                    PlaceCandidate {
                        text: repair.text.to_string(),
                        origin: repair.origin,
                        log_channel: repair.log_channel,
                        place: Some(place),
                    }
                })
                .collect();
            let all =
                if features.model == Model::Broken { broken(self.pack, &words[0]) } else { repairs(self.pack, &words) };
            for repair in all {
                if !found.iter().any(|c| c.text == repair.text) {
                    found.push(PlaceCandidate {
                        text: repair.text.into(),
                        origin: repair.origin,
                        log_channel: repair.log_channel,
                        place: None,
                    });
                }
            }
            return found;
        }
        Vec::new()
    }
}

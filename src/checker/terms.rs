//! The document's own words: an English word that comes again and again in French that is otherwise clean is a term of its
//! author's, not a slip.

use super::detect::features::{Candidate, MARGIN, Model};
use std::collections::HashMap;

/// Words on either side of an occurrence that are looked at: three or four pages.
const REACH: f32 = 1000.0;

/// Occurrences from which on a word is the author's.
const OFTEN: usize = 4;

/// Other intruders in a hundred words from which on the text is not clean: a word list leaves the same word everywhere too.
const DIRTY: f32 = 0.3;

/// A repair that beats the word itself by more than this (log10) speaks against a term.
const CONVINCING: f32 = 2.5;

/// A candidate with its folded text and the number of words before it in the block.
pub struct Occurrence<'a> {
    pub text: String,
    pub at: f32,
    pub candidate: &'a mut Candidate,
}

/// Sets the probability of the document's own words to 0.
pub fn spare(mut occurrences: Vec<Occurrence>) {
    let mut by_text: HashMap<&str, Vec<(f32, f32)>> = HashMap::new();
    let mut all: Vec<(f32, f32)> = Vec::new();
    for o in &occurrences {
        by_text.entry(&o.text).or_default().push((o.at, o.candidate.probability));
        all.push((o.at, o.candidate.probability));
    }
    let near = |list: &[(f32, f32)], at: f32| {
        let from = list.partition_point(|o| o.0 < at - REACH);
        let to = list.partition_point(|o| o.0 <= at + REACH);
        (to - from, list[from..to].iter().map(|o| o.1).sum::<f32>())
    };
    let terms: Vec<bool> = occurrences
        .iter()
        .map(|o| {
            let single = o.candidate.features.model == Model::Lexical && o.candidate.items.len() == 1;
            if !single || o.candidate.features.values[MARGIN] > CONVINCING {
                return false;
            }
            let (times, own) = near(&by_text[o.text.as_str()], o.at);
            let (_, sum) = near(&all, o.at);
            times >= OFTEN && 100.0 * (sum - own) < DIRTY * 2.0 * REACH
        })
        .collect();
    for (o, _) in occurrences.iter_mut().zip(terms).filter(|(_, is_term)| *is_term) {
        o.candidate.probability = 0.0;
    }
}

//! The table of translations as a thesaurus: words that share their French are near each other.

use super::pairs::{Pairs, relation};
use std::collections::BTreeMap;

/// French with more English than this says little about any of it.
const CROWD: usize = 80;

/// English -> (French, share, part of speech).
type Translations = BTreeMap<String, Vec<(String, f64, u8)>>;

/// Adds the words that are put into the same French, as the same part of speech, as a head.
pub fn read(
    translations: &Translations,
    pairs: &mut Pairs,
    is_head: impl Fn(&str) -> bool,
    is_english: impl Fn(&str) -> bool,
) {
    let mut backwards: BTreeMap<(&str, u8), Vec<(&str, f64)>> = BTreeMap::new();
    for (english, list) in translations.iter().filter(|(english, _)| is_english(english)) {
        let id = pairs.id(english);
        pairs.know(relation::PIVOT, id);
        for (french, share, part) in list {
            backwards.entry((french, *part)).or_default().push((english, *share));
        }
    }
    for (head, list) in translations.iter().filter(|(english, _)| is_head(english)) {
        let mut near: BTreeMap<&str, f64> = BTreeMap::new();
        for (french, share, part) in list {
            let others = backwards.get(&(french.as_str(), *part)).filter(|others| others.len() <= CROWD);
            for (english, other) in others.into_iter().flatten() {
                *near.entry(english).or_default() += share * other;
            }
        }
        let head = pairs.id(head);
        for (english, overlap) in near {
            let word = pairs.id(english);
            let relation = match overlap {
                0.15.. => relation::SAME,
                0.05.. => relation::CLOSE,
                _ => relation::MEETING,
            };
            pairs.relate(head, word, relation);
        }
    }
}

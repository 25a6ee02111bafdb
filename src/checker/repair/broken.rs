//! Words that search-and-replace has cut into: put the French back for the English inside.

use super::{BY_SPELLING, Repair};
use crate::language::Pack;
use crate::language::candidates::{Candidate, PARTS};
use crate::text::{Origin, unaccented};

/// Longest word that is looked into, in bytes.
const LONGEST: usize = 24;

/// French words of which `word` is the damaged form: an English word inside it, put back into French, makes a word that
/// French text uses. Every occurrence of the English is put back, as search-and-replace would have done.
pub fn broken(pack: &'static Pack, word: &str) -> Vec<Repair> {
    let mut found: Vec<Repair> = Vec::new();
    if word.len() < 4 || word.len() > LONGEST {
        return found;
    }
    // The French forms that start like the word up to the English: where there are none, nothing put there makes one.
    let mut forms = Some(pack.french.prefix());
    for start in 0..word.len() {
        let Some(alike) = forms else { break };
        forms = alike.then_byte(word.as_bytes()[start]);
        // The table is in small letters without accents.
        for (length, number) in pack.translation.prefix().entries(&word.as_bytes()[start..]) {
            let end = start + length;
            let Some(inside) = word.get(start..end).filter(|inside| inside.is_ascii()) else { continue };
            if length < 2 || length == word.len() {
                continue;
            }
            let (before, after) = (&word[..start], &word[end..]);
            let is_repeated = after.as_bytes().windows(length).any(|other| other == inside.as_bytes());
            for candidate in pack.translation.likely(number, FIRST_MEANING).filter(is_one_word) {
                // Nearly all end here: no French form starts with what comes before the English and the French for it, or goes on like the
                // word.
                let Some(alike) = alike.then(candidate.french) else { continue };
                let once = alike.then(after).map(|_| [before, candidate.french, after].concat());
                let every = is_repeated.then(|| word.replace(inside, candidate.french));
                for text in [once, every].into_iter().flatten() {
                    let is_in_use = pack.words.get(&text).is_some_and(|w| w.symbol() != 0);
                    // What stands further before as well has been put back there.
                    let is_new = || word.find(inside) == Some(start) && found.iter().all(|r| r.text != *text);
                    if is_in_use && text != word && pack.french.is_word(&text) && is_new() {
                        found.push(Repair {
                            text: text.into(),
                            log_channel: -2.0 + 0.3 * length as f32,
                            origin: Origin::InsideWord,
                            sources: BY_SPELLING,
                            symbol: None,
                        });
                    }
                }
            }
        }
    }
    // Hardly any word comes so far.
    if !found.is_empty() && is_slip(pack, word) {
        found.clear();
    }
    found
}

/// Whether a word is French but for accents that are missing, or too many.
fn is_slip(pack: &Pack, word: &str) -> bool {
    let plain = unaccented(word);
    pack.unaccented.contains(&plain) || pack.french.is_word(&plain)
}

/// log10 of the channel of the first meaning in a word list: what search-and-replace may have started from, and not from a rarer one.
const FIRST_MEANING: f32 = -0.95;

/// Whether it is one word, and no interjection.
fn is_one_word(candidate: &Candidate) -> bool {
    let part = PARTS.get(candidate.bits as usize).copied().unwrap_or_default();
    !candidate.french.contains([' ', '\'']) && candidate.french.len() >= 2 && part != "i"
}

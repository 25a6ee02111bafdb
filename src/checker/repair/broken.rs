//! Words that search-and-replace has cut into: put the French back for the English inside.

use super::{BY_SPELLING, Repair};
use crate::language::Pack;
use crate::language::candidates::{Candidate, PARTS};
use crate::text::Origin;

/// Longest word that is looked into, in bytes.
const LONGEST: usize = 24;

/// French words of which `word` is the damaged form: an English word inside it, put back into French, makes a word that
/// French text uses. Every occurrence of the English is put back, as search-and-replace would have done.
pub fn broken(pack: &'static Pack, word: &str) -> Vec<Repair> {
    let mut found: Vec<Repair> = Vec::new();
    let mut text = String::new();
    if word.len() < 4 || word.len() > LONGEST {
        return found;
    }
    // Accents missing, or too many: a slip of French.
    let plain = crate::text::unaccented(word);
    if pack.unaccented.contains(&plain) || pack.french.is_word(&plain) {
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
            let at = word.find(inside).unwrap_or(start);
            let is_repeated = word[at + length..].contains(inside);
            for candidate in pack.translation.likely(number, FIRST_MEANING).filter(is_one_word) {
                let many = is_repeated.then(|| word.replace(inside, candidate.french));
                text.clear();
                [&word[..at], candidate.french, &word[at + length..]].iter().for_each(|part| text.push_str(part));
                for text in [Some(text.as_str()), many.as_deref()].into_iter().flatten() {
                    // The hot table first, which is quick to say no.
                    let is_in_use = pack.words.get(text).is_some_and(|w| w.symbol() != 0);
                    if !is_in_use || text == word || !pack.french.is_word(text) || found.iter().any(|r| r.text == text)
                    {
                        continue;
                    }
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
    found
}

/// log10 of the channel of the first meaning in a word list: what search-and-replace may have started from, and not from a rarer one.
const FIRST_MEANING: f32 = -0.95;

/// Whether it is one word, and no interjection.
fn is_one_word(candidate: &Candidate) -> bool {
    let part = PARTS.get(candidate.bits as usize).copied().unwrap_or_default();
    !candidate.french.contains([' ', '\'']) && candidate.french.len() >= 2 && part != "i"
}

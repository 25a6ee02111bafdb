//! MT203: a word or two said twice, or begun twice.

use super::{Blemish, Random, Spot};
use crate::language::lexicon::Tags;
use crate::text::{Case, TokenKind, folded};

pub(super) static BLEMISH: Blemish = Blemish { name: "repeated-word", spoil };

/// What an accent or not makes a syllable end with.
const VOWELS: &str = "aeiouyàâéèêëîïôùû";

/// The words at which a stuttering model stutters most: short ones that others follow, two of them, or the first syllable of a long one.
fn spoil(spot: &Spot, random: &mut Random) -> Option<(usize, String)> {
    let word = spot.surface(0);
    let is_whole = spot.gap_after(0) == " " && (spot.before().is_empty() || spot.before().ends_with(' '));
    if !is_whole || spot.tokens[0].case != Case::Lower {
        return None;
    }
    if word.chars().count() >= 8 {
        let syllable = syllable(word)?;
        let times = if random.chance(0.7) { 2 } else { 1 };
        return random.chance(0.2).then(|| (1, format!("{}{word}", format!("{syllable} ").repeat(times))));
    }
    let is_bound = |at: usize| {
        let tags = spot.pack.french.tags(&folded(spot.surface(at)));
        tags.intersects(Tags(Tags::DETERMINER.0 | Tags::PREPOSITION.0 | Tags::CONJUNCTION.0))
    };
    if is_bound(0) && spot.is(1, TokenKind::Word) && is_bound(1) && spot.gap_after(1) == " " {
        let next = spot.surface(1);
        return Some((2, format!("{word} {next} {word} {next}")));
    }
    is_bound(0).then(|| (1, format!("{word} {word}")))
}

/// The letters to the end of the first vowels.
fn syllable(word: &str) -> Option<&str> {
    let vowel = word.find(|c| VOWELS.contains(c))?;
    let end = vowel + word[vowel..].find(|c| !VOWELS.contains(c))?;
    (end > 1).then(|| &word[..end])
}

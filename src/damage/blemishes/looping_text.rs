//! MT204: a model that is stuck.

use super::{Blemish, Random, Spot};
use crate::text::TokenKind;

pub(super) static BLEMISH: Blemish = Blemish { name: "looping-text", spoil };

/// Says a phrase of three words or more, or all to the end of the sentence, again and again; a sentence also in lines of its own. The last time may break off.
fn spoil(spot: &Spot, random: &mut Random) -> Option<(usize, String)> {
    let end = spot.tokens.iter().position(|token| matches!(token.kind, TokenKind::Stop | TokenKind::LineEnd));
    let sentence = end.unwrap_or(spot.tokens.len());
    let is_first = spot.before().is_empty() || spot.before().ends_with(['\n', '.', '!', '?']);
    let has_stop = spot.is(sentence, TokenKind::Stop);
    let taken = if is_first && has_stop && sentence >= 4 && random.chance(0.5) {
        sentence + 1
    } else {
        3 + (random.bits() % 10) as usize
    };
    let words = spot.tokens.get(..taken)?.iter().filter(|token| token.kind == TokenKind::Word).count();
    if words < 3 || taken > sentence + 1 || taken <= sentence && !spot.is(taken - 1, TokenKind::Word) {
        return None;
    }
    let text = |taken: usize| &spot.text[spot.tokens[0].span.start..spot.tokens[taken - 1].span.end];
    let phrase = text(taken);
    if taken <= sentence && !spot.gap_after(taken - 1).starts_with(' ') {
        return None;
    }
    let between = match random.bits() % 4 {
        0 if taken == sentence + 1 => "\n",
        1 if taken == sentence + 1 => "\n\n",
        2 if taken <= sentence => ", ",
        _ => " ",
    };
    let mut looped = vec![phrase; 3 + (random.bits() % 4) as usize];
    if random.chance(0.3) {
        looped.push(text(1 + (random.bits() % taken as u64) as usize));
    }
    Some((taken, looped.join(between)))
}

//! Phrases that come again at once, in one paragraph: found in one walk, whatever their length.

use super::Tagged;
use crate::checker::detect::Item;
use crate::text::{TokenKind, hash};

/// A run of tokens that is what stands before it again.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Repeat {
    /// The first token after the phrase stood there once.
    pub from: usize,
    /// One past the last.
    pub to: usize,
    /// How many tokens the phrase has.
    pub period: usize,
    /// How many of them are words.
    pub words: usize,
    /// How often the whole phrase stands there, the first time included.
    pub times: usize,
}

/// Where three tokens stood last is kept in so many places, powers of two; of those that share one, the last. A short paragraph
/// must not wait until many places are empty.
const PLACES: usize = 1 << 10;
const PLACES_OF_SHORT: usize = 1 << 6;

/// A paragraph of fewer tokens has no loop.
const LEAST: usize = 6;

/// How far a run is looked for back from where it was noticed.
const BACK: usize = 64;

/// Calls `each` with every phrase that comes twice in a row or more. Three tokens in a row that stood there before start a run, if what
/// follows is what followed then. Every token is looked at once, and no run twice: the time is that of reading.
pub(super) fn find(tagged: Tagged, mut each: impl FnMut(&Repeat)) {
    let len = tagged.len();
    if len < LEAST {
        return;
    }
    let is_short = len <= PLACES_OF_SHORT;
    if !has_again(tagged) {
        return;
    }
    let key = |at: usize| key(tagged, at);
    let (mut few, mut many) = ([0u32; PLACES_OF_SHORT], None);
    let last = if is_short { &mut few[..] } else { &mut many.insert([0u32; PLACES])[..] };
    let mut keys = [0, key(0), key(1)];
    // The distance to what comes again, 0 for nothing, and where that starts.
    let (mut period, mut from, mut free) = (0, 0, 0);
    for at in 2..len {
        keys = [keys[1], keys[2], key(at)];
        if period > 0 && keys[2] != key(at - period) {
            free = close(tagged, (from, at, period), free, &mut each);
            period = 0;
        }
        let mixed = keys[0].rotate_left(11) ^ keys[1].rotate_left(37) ^ keys[2];
        let place = (mixed.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 32) as usize & (last.len() - 1);
        let before = std::mem::replace(&mut last[place], at as u32) as usize;
        if period == 0 && before > 0 && (0..3).all(|back| key(before - back) == keys[2 - back]) {
            (period, from) = (at - before, at - 2);
        }
    }
    if period > 0 {
        close(tagged, (from, len, period), free, &mut each);
    }
}

/// A phrase of three words that stands there three times has so many tokens that come again, and so has a sentence that stands there twice.
const AGAIN: usize = 6;

/// Whether so many tokens in a row come again, with a word among them, as far as their words tell: in nearly all paragraphs none do, and this
/// is cheap to see. Each token shifts those before it, until after six the last bit of one has left; all of them have bits among the highest,
/// and the hashes of words need no more mixing. A place that others share may hide what comes again only far behind, as no loop does.
fn has_again(tagged: Tagged) -> bool {
    const SHIFT: u32 = u64::BITS.div_ceil(AGAIN as u32);
    const PLACES: u32 = 7;
    let items = tagged.paragraph.items;
    let mut last = [0u16; 1 << PLACES];
    let mut rolling = 0u64;
    let mut rest = items.iter();
    while let Some(item) = rest.next() {
        rolling = (rolling << SHIFT) ^ item.hash();
        let place = &mut last[(rolling >> (u64::BITS - PLACES)) as usize];
        let print = (rolling >> (u64::BITS - PLACES - u16::BITS)) as u16;
        if *place == print {
            let read = &items[..items.len() - rest.len()];
            if read.iter().rev().take(AGAIN).any(Item::is_word) {
                return true;
            }
        }
        *place = print;
    }
    false
}

/// A run of tokens has ended of which each is that one period before. Gives the end of what was told of.
fn close(
    tagged: Tagged,
    (mut from, to, period): (usize, usize, usize),
    free: usize,
    each: &mut impl FnMut(&Repeat),
) -> usize {
    let least = (free + period).max(from.saturating_sub(BACK)).max(period);
    while from > least && key(tagged, from - 1) == key(tagged, from - 1 - period) {
        from -= 1;
    }
    if to - from < period {
        return free;
    }
    // Where a sentence or else a word starts, if the phrase comes again from there.
    let room = from..to - period + 1;
    let starts = |at: &usize| tagged.is_word(*at) && tagged.get(*at).is_some_and(|item| item.is_initial());
    let start = room.clone().find(starts).or_else(|| room.clone().find(|&at| tagged.is_word(at)));
    from = start.unwrap_or(from);
    let words = (from..from + period).filter(|&at| tagged.is_word(at)).count();
    // The last time, the comma between is not there.
    let marks = (from - period..from).rev().take_while(|&at| !tagged.is_word(at)).count();
    each(&Repeat { from, to, period, words, times: (to - from + marks) / period + 1 });
    to
}

/// What two tokens have in common that say the same.
#[inline]
fn key(tagged: Tagged, at: usize) -> u64 {
    match tagged.get(at).map(|item| item.token()) {
        Some(token) if token.kind == TokenKind::Word => token.hash,
        Some(token) if matches!(token.kind, TokenKind::Number | TokenKind::Symbol | TokenKind::Opaque) => {
            hash(tagged.surface(at).as_bytes())
        }
        Some(token) => token.kind as u64,
        None => u64::MAX,
    }
}

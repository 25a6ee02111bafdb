//! TY302: quotation marks of two kinds.

use super::{Blemish, Random, Spot};
use crate::text::{Span, TokenKind};

pub(super) static BLEMISH: Blemish = Blemish { name: "mixed-quotes", spoil };

/// So many tokens on, the next quotation is still near, and longer ones are left alone.
const REACH: usize = 40;

/// The next quotation becomes one with marks of two kinds, or, where there are two, each gets marks of its own.
fn spoil(spot: &Spot, random: &mut Random) -> Option<(usize, String)> {
    let first = quotation(spot, 1)?;
    let second = quotation(spot, first.1 + 1);
    let mut spoilt = spot.text[spot.tokens[0].span.start..spot.tokens[first.0].span.start].to_owned();
    let inner = |(open, close): (usize, usize)| {
        Span::new(spot.tokens[open].span.end, spot.tokens[close].span.start).of(spot.text).trim()
    };
    let Some(second) = second.filter(|_| random.chance(0.6)) else {
        let marks = [(("«\u{a0}", "”"), 1.0), (("“", "\u{a0}»"), 1.0), (("« ", "”"), 0.5), (("“", " »"), 0.5)];
        let (open, close) = random.pick(&marks);
        spoilt.push_str(&format!("{open}{}{close}", inner(first)));
        return Some((first.1 + 1, spoilt));
    };
    let between = Span::new(spot.tokens[first.1].span.end, spot.tokens[second.0].span.start).of(spot.text);
    let (french, english) = (|text: &str| format!("«\u{a0}{text}\u{a0}»"), |text: &str| format!("“{text}”"));
    let is_french_first = random.chance(0.5);
    let (one, other) = if is_french_first {
        (french(inner(first)), english(inner(second)))
    } else {
        (english(inner(first)), french(inner(second)))
    };
    spoilt.push_str(&format!("{one}{between}{other}"));
    Some((second.1 + 1, spoilt))
}

/// Where the next quotation opens and closes, from a token on.
fn quotation(spot: &Spot, from: usize) -> Option<(usize, usize)> {
    let is_open = |&at: &usize| {
        spot.is(at, TokenKind::OpenQuote)
            || spot.is(at, TokenKind::StraightQuote)
                && !spot.gap_after(at - 1).is_empty()
                && spot.gap_after(at).is_empty()
    };
    let end = spot.tokens.len().min(from + REACH);
    let open = (from..end).find(is_open)?;
    let close = if spot.is(open, TokenKind::OpenQuote) { TokenKind::CloseQuote } else { TokenKind::StraightQuote };
    let close = (open + 2..end).find(|&at| spot.is(at, close) || spot.is(at, TokenKind::LineEnd))?;
    (!spot.is(close, TokenKind::LineEnd)).then_some((open, close))
}

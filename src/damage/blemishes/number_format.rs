//! MT209: a number as English has it, a version as French has its decimals.

use super::{Blemish, Random, Spot};
use crate::text::{Span, TokenKind};

pub(super) static BLEMISH: Blemish = Blemish { name: "number-format", spoil };

/// So many tokens on, the next number is still near.
const REACH: usize = 30;

fn spoil(spot: &Spot, random: &mut Random) -> Option<(usize, String)> {
    let at = (1..REACH).find(|&at| spot.is(at, TokenKind::Number))?;
    let (number, before, after) = (spot.surface(at), spot.surface(at - 1), spot.surface(at + 1));
    let lead = Span::new(spot.tokens[0].span.start, spot.tokens[at].span.start).of(spot.text);
    let is_money = matches!(after, "€" | "euros" | "dollars" | "$");
    let is_measured = is_money || matches!(after, "%" | "millions" | "milliards") || spot.is(at + 1, TokenKind::Word);
    let is_digits = number.bytes().all(|b| b.is_ascii_digit());
    if let Some((whole, part)) = number.split_once(',').filter(|_| is_measured) {
        return Some((at + 1, format!("{lead}{whole}.{part}")));
    }
    if is_digits && matches!(after, "%" | "millions" | "milliards") {
        return Some((at + 1, format!("{lead}{number}.{}", random.bits() % 10)));
    }
    // Thousands, with a space or a point between, or with nothing.
    let (next, following) = (spot.surface(at + 1), at + 2);
    let is_group = spot.is(at + 1, TokenKind::Number) && next.len() == 3 && spot.gap_after(at).chars().count() == 1;
    if is_digits && number.len() < 4 && is_group && spot.is(following, TokenKind::Word) {
        return Some((at + 2, format!("{lead}{number},{next}")));
    }
    if let Some((thousands, rest)) = number.split_once('.').filter(|(_, rest)| rest.len() == 3) {
        return spot.is(at + 1, TokenKind::Word).then(|| (at + 1, format!("{lead}{thousands},{rest}")));
    }
    let is_year = number.len() == 4 && (number.starts_with("19") || number.starts_with("20"));
    let is_counted = is_money || spot.is(at + 1, TokenKind::Word) && !is_year;
    if is_counted && is_digits && number.len() > 3 {
        let (thousands, rest) = number.split_at(number.len() - 3);
        return Some((at + 1, format!("{lead}{thousands},{rest}")));
    }
    if is_money && is_digits {
        let sign = if matches!(after, "€" | "euros") { '€' } else { '$' };
        return Some((at + 2, format!("{lead}{sign}{number}.{:02}", random.bits() % 100)));
    }
    if let Some((major, minor)) = number
        .split_once('.')
        .filter(|_| matches!(before, "version" | "Version" | "Debian" | "Linux" | "Python" | "Windows"))
    {
        return Some((at + 1, format!("{lead}{major},{minor}")));
    }
    if let "Go" | "Mo" | "To" = after {
        return Some((at + 2, format!("{lead}{number}{}{}", spot.gap_after(at), after.to_lowercase())));
    }
    None
}

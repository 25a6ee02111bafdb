//! PA401: numbers that source and target do not share.

use super::mask::masked;
use super::{Mismatch, spelt};
use crate::text::{Source, Span, folded};

/// A number in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Number<'t> {
    /// Its digits, without separators and the noughts that say nothing.
    digits: String,
    /// Those of its parts, where it has separators, as lists (`0,1`) and dates (`30.12.1999`) have.
    parts: Vec<String>,
    /// As it is written.
    text: &'t str,
    /// Whether it stands by itself: one inside a name (`UTF-8`, `mp3`, `F1`) or with letters after it (`1er`, `5km`) may be
    /// what a number of the other text is, and need not be.
    is_free: bool,
}

/// A number of the source that the target lacks, or the other way round.
///
/// Separators do not count (`1,250.50` is `1 250,50`), nor the order and how often a number is said; it may be in words or
/// Roman letters on one side, and half past five in the afternoon may be 17 h 30.
pub(super) fn mismatch(source: &Source, target: &str) -> Option<Mismatch> {
    let has_digit = |text: &str| text.bytes().any(|b| b.is_ascii_digit());
    if !has_digit(&source.text) && !has_digit(target) || source.is_singular {
        return None;
    }
    let (their_text, our_text) = (masked(&source.text), masked(target));
    let other_text = source.other_number.as_deref().map(masked).unwrap_or_default();
    let (theirs, ours, other) =
        (read(&their_text, &source.text), read(&our_text, target), read(&other_text, &other_text));
    let mut odd: Vec<&Number> =
        ours.iter().filter(|n| n.is_free && !is_among(n, &theirs, &ours) && !is_among(n, &other, &ours)).collect();
    let mut missing: Vec<&Number> = theirs.iter().filter(|n| n.is_free && !is_among(n, &ours, &theirs)).collect();
    if odd.is_empty() && missing.is_empty() {
        return None;
    }
    let (english, french) = (folded(&their_text), folded(&our_text));
    odd.retain(|n| {
        !spelt::in_english(&n.digits, &english)
            && !spelt::in_roman(&n.digits, &their_text)
            && !is_decade(n, &theirs)
            && !theirs.iter().any(|other| is_afternoon(other, n, &english))
    });
    missing.retain(|n| {
        !spelt::in_french(&n.digits, &french)
            && !spelt::in_roman(&n.digits, &our_text)
            && !is_decade(n, &ours)
            && !ours.iter().any(|other| is_afternoon(n, other, &english))
    });
    // `1, 2` or `12`: where one number ends is a matter of spaces.
    let joined = |list: &[&Number]| list.iter().map(|n| n.digits.as_str()).collect::<String>();
    if joined(&odd) == joined(&missing) || is_measured(&missing, &english) {
        return None;
    }
    Mismatch::new("PA401", "number", odd.first().map(|n| n.text), missing.first().map(|n| n.text))
}

/// Whether a number of a text is among those of the other text: as a whole, in its parts, or as a part of one that is here in
/// its parts.
fn is_among(number: &Number, others: &[Number], own: &[Number]) -> bool {
    let has = |list: &[Number], digits: &String| list.iter().any(|n| n.digits == *digits);
    let in_parts =
        |whole: &Number, list: &[Number]| whole.parts.len() > 1 && whole.parts.iter().all(|part| has(list, part));
    has(others, &number.digits)
        || in_parts(number, others)
        || others.iter().any(|other| other.parts.contains(&number.digits) && in_parts(other, own))
}

/// The numbers of a text whose code is blotted out; `original` is the text as it was.
fn read<'t>(masked: &str, original: &'t str) -> Vec<Number<'t>> {
    let bytes = masked.as_bytes();
    let mut numbers = Vec::new();
    let mut at = 0;
    while let Some(start) = bytes[at..].iter().position(u8::is_ascii_digit).map(|i| at + i) {
        let mut end = start;
        let mut first_group = true;
        loop {
            let group = digits(bytes, end);
            end += group;
            let next = masked[end..].chars().next();
            let Some(separator) = next.filter(|c| is_separator(*c)) else { break };
            let after = end + separator.len_utf8();
            let following = digits(bytes, after);
            // A space parts thousands only.
            let is_thousands = following == 3 && (if first_group { (1..=3).contains(&group) } else { group == 3 });
            if following == 0 || is_space(separator) && !is_thousands {
                break;
            }
            first_group = false;
            end = after;
        }
        at = end;
        let written = Span::new(start, end).of(original);
        let parts: Vec<&str> = written.split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty()).collect();
        let mut all = parts.concat();
        // `1.80` is `1,8`; after three digits nobody knows.
        if let [_, decimals] = parts[..]
            && decimals.len() != 3
        {
            all.truncate(all.len() - (decimals.len() - decimals.trim_end_matches('0').len()));
        }
        let is_free = is_free(masked, start, end);
        let parts = parts.into_iter().map(significant).collect();
        numbers.push(Number { digits: significant(&all), parts, text: written, is_free });
    }
    numbers
}

/// Digits without the noughts before them.
fn significant(digits: &str) -> String {
    let rest = digits.trim_start_matches('0');
    if rest.is_empty() { "0".to_owned() } else { rest.to_owned() }
}

fn digits(bytes: &[u8], from: usize) -> usize {
    bytes.get(from..).unwrap_or_default().iter().take_while(|b| b.is_ascii_digit()).count()
}

fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\u{a0}' | '\u{202f}' | '\u{2009}')
}

fn is_separator(c: char) -> bool {
    is_space(c) || matches!(c, '.' | ',' | '\'' | '’')
}

fn is_free(text: &str, start: usize, end: usize) -> bool {
    let mut before = text[..start].chars().rev();
    let (last, one_more) = (before.next(), before.next());
    let word = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || c == '_');
    let joined = word(last)
        || matches!(last, Some('-' | '.' | '/' | '#' | '\\' | '+' | '*' | ':' | '@' | '&' | '~' | '^' | '|' | '–'))
            && (word(one_more) || one_more == Some('|'))
        || matches!(last, Some('|' | '#' | '\\' | '^' | '@'));
    let after = text[end..].chars().next();
    !joined && !word(after) && !matches!(after, Some('|' | '\\' | '^' | '#' | '°'))
}

/// `1980s` are the `années 80`.
fn is_decade(number: &Number, others: &[Number]) -> bool {
    let is_end = |long: &str, short: &str| long.len() == 4 && short.len() == 2 && long.ends_with(short);
    others.iter().any(|o| is_end(&o.digits, &number.digits) || is_end(&number.digits, &o.digits))
}

/// Whether an hour of the source is one of the target on a clock of twenty-four hours.
fn is_afternoon(source: &Number, target: &Number, english: &str) -> bool {
    let (Ok(twelve), Ok(full)) = (source.digits.parse::<u32>(), target.digits.parse::<u32>()) else { return false };
    let marked = ["am", "pm", "a.m", "p.m", "o'clock"].iter().any(|mark| english.contains(mark));
    marked && twelve <= 12 && (full == twelve + 12 || twelve == 12 && full == 0)
}

/// Whether the source counts in feet or pounds, which the target may turn into metres and kilograms.
fn is_measured(missing: &[&Number], english: &str) -> bool {
    const UNITS: &[&str] = &[
        "inch",
        "inches",
        "feet",
        "foot",
        "mile",
        "miles",
        "°f",
        "fahrenheit",
        "pounds",
        "lbs",
        "ounces",
        "gallons",
        "yards",
    ];
    !missing.is_empty() && english.split(|c: char| !c.is_alphanumeric() && c != '°').any(|word| UNITS.contains(&word))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn message(source: &str, target: &str) -> Option<String> {
        mismatch(&Source::new(source), target).map(|m| m.message)
    }

    #[test]
    fn numbers_compared() {
        for (source, target) in [
            ("It costs 1,250.50 dollars", "Cela coûte 1 250,50 dollars"),
            ("It costs 1,250.50 dollars", "Cela coûte 1.250,50 dollars"),
            ("on 12/25/2020", "le 25/12/2020"),
            ("at 5 pm", "à 17 h"),
            ("at 5:30 p.m.", "à 17 h 30"),
            ("Two cats", "2 chats"),
            ("2 cats", "Deux chats"),
            ("the 21st century", "le XXIe siècle"),
            ("the 1980s", "les années 80"),
            ("100% of 3 files", "100 % de 3 fichiers"),
            ("version 2.10.34", "version 2.10.34"),
            ("UTF-8 and mp3", "l’UTF‑8"),
            ("the 1st of May 2020", "le 1er mai 2020"),
            ("6 feet", "1,83 m"),
            ("pages 1,2", "pages 1 et 2"),
            ("%1$s of 5", "%2$s de 5"),
            ("10&nbsp;000", "10,000"),
            ("Power (0,1)", "Exposant [0 ; 1]"),
            ("Value 0 is 12/30/1899", "La valeur zéro est le 30.12.1899"),
            ("from 1/1/1900 on", "à partir du 01.01.1900"),
            ("1.8 metres", "1,80 m"),
            ("version 2.0", "version 2"),
            ("hundreds of thousands of people", "plus de 100 000 personnes"),
            ("if there is more than 1", "s’il y en a plusieurs"),
            ("Name: %1", "Nom : %1$s"),
            ("positive numbers", "des nombres supérieurs à 0"),
        ] {
            assert_eq!(message(source, target), None, "{source} = {target}");
        }
        for (source, target, said) in [
            ("12 files", "21 fichiers", "number “21” where the source has “12”"),
            ("up to 64 users", "beaucoup d’utilisateurs", "number “64” of the source is missing"),
            ("many users", "plus de 64 utilisateurs", "number “64” is not in the source"),
            ("1,250 dollars", "1 520 dollars", "number “1 520” where the source has “1,250”"),
            ("in 1998", "en 1989", "number “1989” where the source has “1998”"),
        ] {
            assert_eq!(message(source, target).as_deref(), Some(said), "{source} = {target}");
        }
    }
}

//! TY303 mojibake.

use super::{Look, Precedence, Prose, Rule, Severity, Sighting, State};
use crate::text::{Span, misread};

pub(super) static RULE: Rule = Rule {
    code: "TY303",
    name: "mojibake",
    summary: "Letters that were read in the wrong encoding, as “Ã©” for “é”.",
    severity: Severity::Error,
    state: State::Stable,
    precedence: Precedence::First,
    page: include_str!("mojibake.md"),
    look: Look::Prose(look),
    bad: &[
        "Le maire a [dÃ©jÃ\u{a0}] signé.",
        "Elle habite [Ã ] Paris depuis dix ans.",
        "Il [nâ€™a] rien dit au juge.",
        "La mairie vend le terrain 5\u{202f}000[Â\u{a0}]€.",
        "L’[Ã‰tat] a vendu ses parts.",
        "Le [dÃƒÂ©partement] finance les travaux.",
        "La [s\u{9c}ur] du maire siège au conseil.",
        "Il répondit [â€“] sans rire – que non.",
        "Le [d�partement] finance les travaux.",
        "Les élus ont salué l’[Å“uvre] du peintre.",
    ],
    good: &[
        "Âgé de 40 ans, il vit à Âmes et chante « Ânes ».",
        "São Paulo et JOÃO PESSOA sont deux villes du Brésil.",
        "Le tarif est de 5 € par enfant – gratuit avant 3 ans.",
        "Un ångström (Å) vaut un dixième de nanomètre.",
        "La lettre « Ã » s’écrit avec un tilde en portugais.",
        "L’été, à l’île d’Yeu, Noël n’est qu’un souvenir.",
        "Le caractère « � » remplace ce qui ne se lit pas.",
    ],
};

/// Hits on the reserved text: eleven, all right.
const CONFIDENCE: f32 = 0.99;

/// Text that was read wrong more often than this is lost.
const MOST_TIMES: usize = 4;

fn look(prose: &Prose) -> Vec<Sighting> {
    let text = prose.text;
    let mut found: Vec<Sighting> = Vec::new();
    for lead in leads(prose.bytes()).into_iter().map(|lead| prose.range.start + lead) {
        if found.last().is_none_or(|last| last.span.end <= lead) && text.is_char_boundary(lead) {
            found.extend(sighting(prose, lead));
        }
    }
    found
}

/// Where something may have been read wrong: told by the second byte of a letter, since the first is that of every letter with an accent.
fn leads(bytes: &[u8]) -> Vec<usize> {
    let at = |place: usize| bytes.get(place).copied().unwrap_or_default();
    // `Ã Â`, after which a space may stand, and `Å Ì â ï ð`, with which the bytes of UTF-8 begin too when each is read as a letter; then
    // another such letter follows. The controls of Latin-1, and the replacement character, are told by their first bytes.
    let lead = |place: usize| match bytes[place] {
        0xc2 => (at(place + 1) < 0xa0).then_some(place),
        0xef => bytes[place..].starts_with("\u{fffd}".as_bytes()).then_some(place),
        second => {
            let lead = place.checked_sub(1).filter(|&lead| bytes[lead] == 0xc3)?;
            (matches!(second, 0x82 | 0x83) || at(place + 1) >= 0x80).then_some(lead)
        }
    };
    let groups = [[0x82, 0x83, 0x85], [0x8c, 0xaf, 0xb0], [0xa2, 0xc2, 0xef]];
    let places = groups.into_iter().flat_map(|[a, b, c]| memchr::memchr3_iter(a, b, c, bytes));
    let mut all: Vec<usize> = places.filter_map(lead).collect();
    all.sort_unstable();
    all
}

/// The finding on a character that may have been read wrong: all of the word that it stands in.
fn sighting(prose: &Prose, at: usize) -> Option<Sighting> {
    let text = prose.text;
    let line = text[..at].rfind(['\n', ' ']).map_or(0, |blank| blank + 1);
    let start = line + text[line..at].trim_end_matches(char::is_alphabetic).len();
    if text[at..].starts_with('\u{fffd}') {
        return lost(prose, at);
    }
    misread(&text[..at], &text[at..])?;
    let (mut repaired, mut end) = (text[start..at].to_owned(), at);
    while let Some((c, length)) = next(&text[..end], &text[end..]) {
        repaired.push(c);
        end += length;
    }
    let span = Span::new(start, end);
    if prose.is_code(span) {
        return None;
    }
    for _ in 1..MOST_TIMES {
        repaired = match once_more(&repaired) {
            Some(better) => better,
            None => break,
        };
    }
    let is_clean = !repaired.contains(['Ã', '\u{fffd}']) && !repaired.chars().any(char::is_control);
    // A byte order mark says nothing inside a text.
    let repaired = repaired.replace('\u{feff}', "");
    let found = Sighting::new(span, CONFIDENCE, format!("“{}” was read in the wrong encoding", span.of(text).trim()));
    Some(if is_clean { found.with_repair(repaired, 0.99) } else { found.with_guess(repaired, 0.8) })
}

/// The next letter of a word, or what was read as several.
fn next(before: &str, rest: &str) -> Option<(char, usize)> {
    let plain = || rest.chars().next().filter(|c| c.is_alphabetic()).map(|c| (c, c.len_utf8()));
    misread(before, rest).or_else(plain)
}

/// A text with what was read wrong in it set right; none where there is nothing.
fn once_more(text: &str) -> Option<String> {
    let mut better = String::with_capacity(text.len());
    let (mut at, mut is_better) = (0, false);
    while let Some(c) = text[at..].chars().next() {
        match misread(&text[..at], &text[at..]) {
            Some((right, length)) => {
                better.push(right);
                at += length;
                is_better = true;
            }
            None => {
                better.push(c);
                at += c.len_utf8();
            }
        }
    }
    is_better.then_some(better)
}

/// The finding on a character that stands for what could not be read, unless it is what the text is about.
fn lost(prose: &Prose, at: usize) -> Option<Sighting> {
    let text = prose.text;
    let in_word = |c: char| c.is_alphabetic() || c == '\u{fffd}';
    let start = at - (text[..at].len() - text[..at].trim_end_matches(in_word).len());
    let span = Span::new(start, text.len() - text[at..].trim_start_matches(in_word).len());
    let has_letters = span.of(text).chars().any(char::is_alphabetic);
    let message = "“�” stands for a character that could not be read";
    (has_letters && !prose.is_code(span)).then(|| Sighting::new(span, CONFIDENCE, message))
}

#[cfg(test)]
mod tests {
    use super::*;
    use encoding_rs::WINDOWS_1252;

    fn found(text: &str) -> Vec<(&str, Option<String>)> {
        let sightings = look(&Prose::of(text)).into_iter();
        sightings.map(|found| (found.span.of(text), found.repair.map(|repair| repair.0))).collect()
    }

    #[test]
    fn what_is_read_wrong_is_read_again() {
        for word in ["déjà", "l’État", "cœur", "Ÿ", "«", "5 €", "où", "ÇA", "naïveté", "—", "île"] {
            let mut wrong = word.to_owned();
            for times in 1..3 {
                wrong = WINDOWS_1252.decode_without_bom_handling(wrong.as_bytes()).0.into_owned();
                let text = format!("Un {wrong} enfin");
                let [(_, Some(repair))] = &found(&text)[..] else { panic!("{text}: {:?}", found(&text)) };
                assert!(word.ends_with(&**repair), "{times}: {text}: {repair}");
            }
        }
        assert_eq!(found("Un d\u{fffd}partement"), [("d\u{fffd}partement", None)]);
        assert_eq!(found("dÃ©jÃ  vu, dÃ©jÃ vu"), [("dÃ©jÃ ", Some("déjà".into())), ("dÃ©jÃ", Some("déjà".into()))]);
    }
}

//! TY307 invisible-characters.

use super::{Look, Precedence, Prose, Rule, Severity, Sighting, State};
use crate::text::Span;

pub(super) static RULE: Rule = Rule {
    code: "TY307",
    name: "invisible-characters",
    summary: "A character that cannot be seen: soft hyphen, zero-width or direction mark.",
    severity: Severity::Warning,
    state: State::Stable,
    precedence: Precedence::First,
    page: include_str!("invisible_characters.md"),
    look: Look::Prose(look),
    bad: &[
        "Le conseil a examiné le [para\u{ad}graphe] hier.",
        "Le maire a signé l’[accord\u{200b}] mardi.",
        "Le maire a signé [\u{200b}l]’accord mardi.",
        "La [\u{feff}séance] est levée.",
        "Le train part à [midi\u{200e}].",
        "La [\u{2060}gare\u{2060}] est fermée.",
        "Le [mu\u{200d}sée] rouvre en mai.",
        "Les [tra\u{200c}vaux] durent six mois.",
    ],
    good: &[
        "Il répondit par un 👩\u{200d}🌾 et un 🏳\u{fe0f}\u{200d}🌈.",
        "Le mot persan می\u{200c}خواهم veut dire « je veux ».",
        "Le titre \u{200f}«\u{200f} الكتاب \u{200f}»\u{200f} veut dire « le livre ».",
        "Un prix de 1\u{202f}250\u{a0}€ : c’est « peu ».",
        "L’été, à l’île d’Yeu, on pêche la daurade.",
        "Le mot thaï ภาษา\u{200b}ไทย se lit sans espace.",
    ],
};

/// Hits on the reserved text: none. What is found is what the file has, so nothing but the exceptions can be wrong.
const CONFIDENCE: f32 = 0.99;

fn look(prose: &Prose) -> Vec<Sighting> {
    let (text, bytes) = (prose.text, prose.bytes());
    let mut found: Vec<Sighting> = Vec::new();
    // The first bytes of what is invisible; of the soft hyphen the second, which is rarer.
    let leads = memchr::memchr3_iter(0xe2, 0xef, 0xad, bytes).chain(memchr::memchr_iter(0xf3, bytes));
    for lead in leads.map(|lead| prose.range.start + lead) {
        let start = if bytes[lead - prose.range.start] == 0xad { lead - 1 } else { lead };
        if !text.is_char_boundary(start) || found.last().is_some_and(|last| start < last.span.end) {
            continue;
        }
        let Some(c) = text[start..].chars().next().filter(|&c| name(c).is_some() && is_wrong(text, start, c)) else {
            continue;
        };
        found.push(sighting(prose, Span::new(start, start + c.len_utf8())));
    }
    found.dedup_by(|later, first| later.span.overlaps(first.span));
    found
}

/// What an invisible character is called.
fn name(c: char) -> Option<&'static str> {
    Some(match c {
        '\u{ad}' => "soft hyphen",
        '\u{200b}' => "zero width space",
        '\u{200c}' => "zero width non-joiner",
        '\u{200d}' => "zero width joiner",
        '\u{200e}' => "left-to-right mark",
        '\u{200f}' => "right-to-left mark",
        '\u{202a}'..='\u{202e}' => "direction mark",
        '\u{2060}' => "word joiner",
        '\u{2061}'..='\u{2064}' => "invisible operator",
        '\u{2066}'..='\u{2069}' => "direction mark",
        '\u{206a}'..='\u{206f}' => "format control",
        '\u{feff}' => "byte order mark",
        '\u{e0001}'..='\u{e007f}' => "tag",
        _ => return None,
    })
}

/// Whether nothing asks for the character where it stands.
fn is_wrong(text: &str, at: usize, c: char) -> bool {
    let seen = |c: &char| name(*c).is_none();
    let before = text[..at].chars().rev().find(seen);
    let after = text[at..].chars().find(seen);
    let near = |is: fn(char) -> bool| before.is_some_and(is) || after.is_some_and(is);
    match c {
        '\u{200c}' | '\u{200d}' => !before.is_some_and(|c| is_pictogram(c) || c.is_alphabetic() && c >= HEBREW),
        '\u{200b}' => !near(|c| c.is_alphabetic() && c >= THAI),
        '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {
            let line = text[..at].rsplit('\n').next().into_iter().chain(text[at..].split('\n').next());
            !line.flat_map(str::chars).any(is_right_to_left)
        }
        '\u{feff}' => at > 0,
        // Flags are written with tags.
        '\u{e0001}'..='\u{e007f}' => before != Some('\u{1f3f4}'),
        _ => true,
    }
}

/// Scripts from here on join letters.
const HEBREW: char = '\u{590}';
/// Scripts from here on have words without spaces between.
const THAI: char = '\u{e00}';

fn is_pictogram(c: char) -> bool {
    matches!(c, '\u{2190}'..='\u{2bff}' | '\u{fe0f}' | '\u{1f000}'..='\u{1faff}')
}

fn is_right_to_left(c: char) -> bool {
    matches!(c, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}')
}

/// The finding on an invisible character: all of the word that it stands in, so that there is something to see.
fn sighting(prose: &Prose, hidden: Span) -> Sighting {
    let text = prose.text;
    let in_word = |c: char| c.is_alphanumeric() || name(c).is_some();
    let start = hidden.start - (text[..hidden.start].len() - text[..hidden.start].trim_end_matches(in_word).len());
    let end = text.len() - text[hidden.end..].trim_start_matches(in_word).len();
    let span = Span::new(start, end);
    let word = span.of(text);
    let c = hidden.of(text).chars().next().unwrap_or_default();
    let message = format!("U+{:04X} ({}) cannot be seen here", u32::from(c), name(c).unwrap_or_default());
    let repaired: String = word.chars().filter(|&c| name(c).is_none()).collect();
    let found = Sighting::new(span, CONFIDENCE, message);
    // A zero width space inside a word may stand for a space, and a soft hyphen at the end of a line for a hyphen.
    let parts: Vec<&str> = word.split('\u{200b}').filter(|part| part.chars().any(char::is_alphanumeric)).collect();
    let is_line_end = text[end..].starts_with(['\n', '\r']) && word.ends_with('\u{ad}');
    if parts.len() > 1 || is_line_end { found.with_guess(repaired, 0.8) } else { found.with_repair(repaired, 0.99) }
}

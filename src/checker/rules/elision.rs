//! MT205 elision.

use super::{At, Look, Precedence, Rule, Severity, Sighting, State, Tagged};
use crate::language::lexicon::Tags;
use crate::text::{Case, unaccented};

pub(super) static RULE: Rule = Rule {
    code: "MT205",
    name: "elision",
    summary: "An apostrophe that is missing (`le homme`) or one too many (`l’résolution`).",
    severity: Severity::Error,
    state: State::Stable,
    precedence: Precedence::Last,
    page: include_str!("elision.md"),
    look: Look::Token(At::ELISION, look),
    bad: &[
        "[Le homme] a quitté la salle avant la fin du vote.",
        "Le conseil a adopté [l’résolution] à l’unanimité.",
        "Personne ne sait [si il] viendra demain.",
        "Elle pense [que il] faut attendre le printemps.",
        "[La eau] de la rivière a monté pendant la nuit.",
        "Il est temps [de arrêter] les travaux.",
        "[Ce homme] vit seul dans la montagne.",
        "Le quai est fermé [lorsque il] pleut.",
        "[Je avais] prévenu la mairie dès lundi.",
    ],
    good: &[
        "Le héros du roman est né à la Haye, en Hollande.",
        "Le onze de départ sera connu à midi.",
        "Le oui l’a emporté de onze voix.",
        "Il a mangé un yaourt et bu de la ouate… non, du lait.",
        "Ce à quoi il pensait lui revint le lendemain.",
        "Donne-le à ton frère et prends-la avec toi.",
        "La une du journal fait le tour de la ville.",
        "S’il pleut, l’homme de l’île n’ira pas à l’hôpital.",
        "Le hérisson hiberne de huit à onze semaines.",
        "Lorsque aucune offre ne convient, le marché est relancé.",
    ],
};

/// Of the hits in reserved text about so many were right, looked through by eye (docs/design.md, “Other damage”).
const CONFIDENCE: f32 = 0.85;

fn look(tagged: Tagged, at: usize) -> Option<Sighting> {
    let before = at - 1;
    if tagged.get(at)?.case() != Case::Lower {
        return None;
    }
    let elided = tagged.surface(before).ends_with(['’', '\'']);
    let (text, is_sure) = if elided { restored(tagged, at)? } else { elided_form(tagged, at)? };
    if tagged.is_set_off(before, at) {
        return None;
    }
    let span = tagged.spans(before, at);
    let sighting = Sighting::new(span, CONFIDENCE, format!("“{}” should be “{text}”", span.of(tagged.text)));
    Some(if is_sure { sighting.with_repair(text, 0.98) } else { sighting.with_guess(text, 0.6) })
}

/// How many times more often (log10) edited French must have the one spelling than the other where the letters do not decide.
const CLEAR: f32 = 1.5;

/// Before these `lorsque`, `puisque` and `quoique` drop their vowel; before other words both is right, and usage divided.
const ELIDING: &[&str] = &["il", "ils", "elle", "elles", "on", "en", "un", "une"];

/// What `le homme` should be.
fn elided_form(tagged: Tagged, at: usize) -> Option<(String, bool)> {
    let (before, word) = (tagged.folded(at - 1), tagged.folded(at));
    // `donne-le à`: what follows a hyphen keeps its vowel.
    if !tagged.are_beside(at) || before.starts_with('-') || is_number(tagged, at) || !tagged.is_among_french(at - 1, at)
    {
        return None;
    }
    let tags = tagged.tags(at);
    let surface = tagged.surface(at);
    let elided = match &*before {
        // `le où et le quand`
        "le" | "la" if &*word == "où" => return None,
        "ce" if tags.intersects(Tags(Tags::NOUN.0 | Tags::ADJECTIVE.0)) && !tags.intersects(Tags::VERB) => {
            let is_wrong = is_elided_before(tagged, at, "ce", "cet");
            return is_wrong.then(|| (format!("{}t {surface}", tagged.surface(at - 1)), true));
        }
        "ce" if !matches!(&*word, "est" | "était" | "étaient" | "eût") => return None,
        "si" if !matches!(&*word, "il" | "ils") => return None,
        "lorsque" | "puisque" | "quoique" if !ELIDING.contains(&&*word) => return None,
        before => format!("{}'", before.strip_suffix(['e', 'a', 'i'])?),
    };
    if !is_elided_before(tagged, at, &before, &elided) {
        return None;
    }
    if matches!(&*before, "le" | "la") && tags.intersects(Tags::PLURAL) && !tags.intersects(Tags::SINGULAR) {
        return Some((format!("{}es {surface}", &tagged.surface(at - 1)[..1]), false));
    }
    let start = &tagged.surface(at - 1)[..elided.len() - 1];
    Some((format!("{start}’{surface}"), true))
}

/// Whether the word at a position is the name of a number that stands for itself: `de un à dix`, `de un pour cent`.
fn is_number(tagged: Tagged, at: usize) -> bool {
    const AFTER: &[&str] = &["à", "ou", "et", "virgule", "pourcent", "pour"];
    let is_last = !tagged.are_beside(at + 1);
    let after = tagged.folded(at + 1);
    matches!(&*tagged.folded(at), "un" | "une")
        && (is_last || AFTER.contains(&&*after) || tagged.tags(at + 1).intersects(Tags::NUMERAL))
}

/// Whether the word at a position wants the elided form before it: edited French says so clearly, or the word starts with a vowel and the full
/// form is never seen there.
fn is_elided_before(tagged: Tagged, at: usize, full: &str, elided: &str) -> bool {
    let first = unaccented(&tagged.folded(at)).chars().next().unwrap_or_default();
    let tags = tagged.tags(at);
    if tags.0 & 0xffff == 0 || tags.is_name_only() || !matches!(first, 'a' | 'e' | 'i' | 'o' | 'u' | 'y' | 'h') {
        return false;
    }
    let is_clear = tagged.log_odds(elided, full, at) > CLEAR;
    let is_vowel = !matches!(first, 'h' | 'y') && !tags.intersects(Tags::NUMERAL);
    is_clear && tagged.is_pair_with(elided, at)
        || is_vowel && !tagged.is_pair(at - 1, at) && tagged.folded(at).len() > 2
}

/// What `l’résolution` should be.
fn restored(tagged: Tagged, at: usize) -> Option<(String, bool)> {
    let (first, word) = (tagged.folded(at - 1), tagged.folded(at));
    let tags = tagged.tags(at);
    let is_consonant = word.starts_with(|c: char| c.is_ascii_alphabetic() && !"aeiouhy".contains(c));
    if !tagged.gap_before(at).is_empty() || !is_consonant || word.len() < 4 || tags.0 == 0 {
        return None;
    }
    let (vowel, is_sure) = match &*first {
        "l'" if tags.intersects(Tags::VERB) && !tags.intersects(Tags::NOUN) => return None,
        "l'" if tags.intersects(Tags::PLURAL) && !tags.intersects(Tags::SINGULAR) => ("es", true),
        "l'" if tags.and(Tags::GENDERS) == Tags::MASCULINE => ("e", true),
        "l'" if tags.and(Tags::GENDERS) == Tags::FEMININE => ("a", true),
        "l'" => ("e", false),
        "d'" | "qu'" | "jusqu'" | "lorsqu'" | "puisqu'" => ("e", true),
        _ => return None,
    };
    let start = tagged.surface(at - 1).trim_end_matches(['’', '\'']);
    let full = [first.trim_end_matches('\''), vowel].concat();
    // `n'demande` is how people talk.
    if tagged.is_pair(at - 1, at) && tagged.log_odds(&full, &first, at) < CLEAR {
        return None;
    }
    Some((format!("{start}{vowel} {}", tagged.surface(at)), is_sure))
}

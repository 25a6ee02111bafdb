//! MT203 repeated-word.

use super::{At, Look, Precedence, Rule, Severity, Sighting, State, Tagged};
use crate::checker::detect::Item;
use crate::language::lexicon::Tags;
use crate::text::Case;
use unicode_normalization::UnicodeNormalization;

/// A word or two that come again, or a word that no lexicon has.
const REPEATED: At = At::REPEATED.or(At::UNKNOWN);

pub(super) static RULE: Rule = Rule {
    code: "MT203",
    name: "repeated-word",
    summary: "A word, two words or a piece of one that stand there twice in a row.",
    severity: Severity::Error,
    state: State::Stable,
    precedence: Precedence::Last,
    page: include_str!("repeated_word.md"),
    look: Look::Token(REPEATED, look),
    bad: &[
        "Le directeur [de de] la banque a démissionné hier.",
        "La commune a voté [le le] budget en décembre.",
        "Les travaux ont commencé [dans dans] la rue principale.",
        "Le tribunal a rendu [une une] décision attendue.",
        "[Les les] travaux ont commencé lundi.",
        "Il a parlé [de de de] la banque.",
        "Il a parlé [de la de la] banque centrale.",
        "Elle a accepté [d’une d’une] voix ferme.",
        "Le conseil a décidé un [re re resserrement] des dépenses.",
        "Le conseil a décidé un [resse resserrement] des dépenses.",
    ],
    good: &[
        "Nous nous sommes retrouvés devant la mairie.",
        "Vous vous trompez de quai, le train part de la voie 2.",
        "Il fait très très froid cet hiver, dit le berger.",
        "L’ancien secrétaire général Boutros Boutros-Ghali était égyptien.",
        "Le petit train roule, roule jusqu’à la mer.",
        "Ils entrent un à un à un guichet, deux par deux par la porte.",
        "Il y a pan pan et miam miam, bla bla et cetera.",
        "De plus en plus de villes, de moins en moins de villages.",
        "Il a simplifié la règle en en faisant une question.",
        "Le journal met à la une une photo de la mairie, l’un un peu plus grand que l’autre.",
        "Voilà voilà, si si, le leur leur plaît.",
        "Ce que ce garçon sait, il l’a appris seul.",
        "Dans le « que que que » du refrain, on reconnaît la chanson.",
    ],
};

/// Words that may be said twice: pronouns that are subject and object in the same form (`nous nous`), `le leur leur plaît`, `tout tout de suite`,
/// `si si`.
const SAID_TWICE: &[&str] = &["nous", "vous", "elle", "elles", "lui", "ça", "leur", "tout", "si", "voilà"];

/// What a word is that nobody says twice. Others are said twice for emphasis.
const BOUND: Tags = Tags(Tags::DETERMINER.0 | Tags::PREPOSITION.0 | Tags::CONJUNCTION.0);

/// Words of which nobody says two in a row twice.
const LINKS: &[&str] = &[
    "à", "au", "aux", "avec", "ce", "ces", "cette", "d'", "dans", "de", "des", "dont", "du", "en", "est", "et", "il",
    "ils", "l'", "la", "le", "les", "leur", "leurs", "mais", "n'", "ne", "on", "ou", "par", "pour", "qu'", "que",
    "qui", "s'", "sa", "sans", "se", "ses", "son", "sont", "sous", "sur", "un", "une",
];

/// The longest piece of a word that is cut off and said again.
const PIECE: usize = 6;

/// By eye, all 13 hits on the reserved text and all but one of some 75 in manuals, novels and encyclopedias were right; `en en faisant` and
/// `si si`, which were not, are no hits now.
const CONFIDENCE: f32 = 0.95;

fn look(tagged: Tagged, at: usize) -> Option<Sighting> {
    let found = word(tagged, at).or_else(|| pair(tagged, at)).or_else(|| piece(tagged, at))?;
    // Looks over the whole paragraph, so it comes last.
    if tagged.is_set_off(at.saturating_sub(1), at) { None } else { Some(found) }
}

/// Whether the word is written small, or starts a sentence.
fn is_small(tagged: Tagged, at: usize) -> bool {
    let is_small = |item: &Item| item.case() == Case::Lower || item.is_initial() && item.case() == Case::Capital;
    tagged.get(at).is_some_and(is_small)
}

fn is_same(tagged: Tagged, first: usize, second: usize) -> bool {
    let hash = |at: usize| tagged.get(at).map(|item| item.hash());
    tagged.is_word(first) && hash(first) == hash(second)
}

/// `de de`.
fn word(tagged: Tagged, at: usize) -> Option<Sighting> {
    let before = at.checked_sub(1)?;
    if !is_same(tagged, before, at) || before.checked_sub(1).is_some_and(|start| is_same(tagged, start, at)) {
        return None;
    }
    let word = tagged.folded(at);
    let is_bound = tagged.tags(at).intersects(BOUND) && !SAID_TWICE.contains(&&*word);
    if !tagged.are_beside(at) || !is_small(tagged, at) || !is_small(tagged, before) || !is_bound || is_right(tagged, at)
    {
        return None;
    }
    let mut last = at;
    while tagged.are_beside(last + 1) && is_same(tagged, at, last + 1) {
        last += 1;
    }
    let message = if last == at {
        format!("“{word}” stands here twice")
    } else {
        format!("“{word}” comes again and again")
    };
    Some(
        Sighting::new(tagged.spans(before, last), CONFIDENCE, message)
            .with_repair(composed(tagged.surface(before)), 0.98),
    )
}

/// Whether the two are not one word: `en en faisant une règle`, `à la une une photo`, `l’un un peu plus grand`.
fn is_right(tagged: Tagged, at: usize) -> bool {
    match &*tagged.folded(at) {
        "en" => tagged.tags(at + 1).intersects(Tags::PRESENT_PARTICIPLE),
        "un" | "une" => at >= 2 && matches!(&*tagged.folded(at - 2), "l'" | "la" | "les"),
        _ => false,
    }
}

/// `de la de la`.
fn pair(tagged: Tagged, at: usize) -> Option<Sighting> {
    let first = at.checked_sub(3)?;
    let is_again = |at: usize| is_same(tagged, at, at - 2) && is_same(tagged, at - 1, at - 3);
    let is_link = |at: usize| LINKS.contains(&&*tagged.folded(at)) && is_small(tagged, at);
    // Found already, or one word again and again.
    let goes_on =
        first.checked_sub(1).is_some_and(|start| is_same(tagged, start, at - 2)) || is_same(tagged, at - 1, at);
    if !is_again(at)
        || goes_on
        || !is_link(at)
        || !is_link(at - 1)
        || !(first + 1..=at).all(|at| tagged.are_beside_or_elided(at))
    {
        return None;
    }
    let mut last = at;
    while is_again(last + 2) && tagged.are_beside_or_elided(last + 1) && tagged.are_beside_or_elided(last + 2) {
        last += 2;
    }
    // `un à un à un guichet`.
    if is_same(tagged, last + 1, last - 1) {
        return None;
    }
    let whole = tagged.spans(first, first + 1).of(tagged.text);
    let message = format!("“{whole}” stands here {} times in a row", (last - first).div_ceil(2));
    Some(Sighting::new(tagged.spans(first, last), CONFIDENCE, message).with_repair(composed(whole), 0.98))
}

/// `re re resserrement`, `resse resserrement`: the beginning of a word, cut off, before it.
fn piece(tagged: Tagged, at: usize) -> Option<Sighting> {
    let begins =
        |byte: &u8| tagged.surface(at + 1).as_bytes().first().is_some_and(|first| first.eq_ignore_ascii_case(byte));
    if !tagged.are_beside(at + 1) || !tagged.surface(at).as_bytes().first().is_some_and(begins) {
        return None;
    }
    let twice = at.checked_sub(1).filter(|&before| is_same(tagged, before, at) && tagged.are_beside(at));
    let piece = tagged.folded(at);
    let word = tagged.folded(at + 1);
    let letters = piece.chars().count();
    let is_cut = (2..=PIECE).contains(&letters) && word.len() >= piece.len() + 2 && word.starts_with(&*piece);
    let is_no_word = || !tagged.pack().french.is_word(&piece) && !tagged.pack().english.contains(&piece);
    let first = twice.unwrap_or(at);
    if !is_cut
        || !is_small(tagged, first)
        || !tagged.pack().french.is_word(&word)
        || !(twice.is_some() && letters <= 3 || is_no_word())
        || first.checked_sub(1).is_some_and(|before| is_same(tagged, before, at))
    {
        return None;
    }
    let message = format!("“{word}” is begun before it is said");
    let repair =
        if is_initial(tagged, first) { capital(tagged.surface(at + 1)) } else { tagged.surface(at + 1).to_owned() };
    Some(Sighting::new(tagged.spans(first, at + 1), CONFIDENCE, message).with_repair(repair, 0.98))
}

/// With its accents as others have them.
fn composed(text: &str) -> String {
    text.nfc().collect()
}

fn is_initial(tagged: Tagged, at: usize) -> bool {
    tagged.get(at).is_some_and(|item| item.case() == Case::Capital)
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

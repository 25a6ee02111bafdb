//! MT210 leftover-prompt.

use super::{Look, Precedence, Prose, Rule, Severity, Sighting, State};
use crate::text::{Span, folded};
use std::ops::Range;
use std::sync::LazyLock;

pub(super) static RULE: Rule = Rule {
    code: "MT210",
    name: "leftover-prompt",
    summary: "Words between a program and its user, as “Voici la traduction :” or “As an AI”.",
    severity: Severity::Error,
    state: State::Stable,
    precedence: Precedence::First,
    page: include_str!("leftover_prompt.md"),
    look: Look::Prose(look),
    bad: &[
        "[Voici la traduction :] Le maire a signé l’accord.",
        "[Bien sûr ! Voici la traduction en français du texte :]\nLe maire a signé l’accord.",
        "[Voici une version reformulée de votre article :] Le maire a signé.",
        "[En tant que modèle de langage, je ne peux pas ouvrir ce lien.] Le maire a signé.",
        "[En tant qu’IA, je n’ai pas d’avis.] Le maire a signé.",
        "[Traduisez le texte suivant en français :] Le maire a signé.",
        "[Traduction française :] Le maire a signé l’accord.",
        "[As an AI language model, I cannot open this link.] Le maire a signé l’accord hier.",
        "[Sure! Here is the translation:] Le maire a signé l’accord hier.",
        "[Here is the French translation of the text:]\nLe maire a signé l’accord hier.",
        "Le maire a signé l’accord hier.\n[I hope this helps!]",
    ],
    good: &[
        "Voici la traduction de son premier roman, attendue depuis dix ans.",
        "Voici la traduction que le ministre a donnée de ce mot : il est « perdu ».",
        "Le robot répond : « En tant que modèle de langage, je ne peux pas. »",
        "En tant que maire, il a signé l’accord.",
        "Bien sûr, voici les clés : prenez-les.",
        "Traduction : personne ne veut de ce projet.",
        "La traduction française : un long travail, dit-elle.",
        "Traduction française : Marie Durand",
        "Voici le texte de la loi :",
    ],
};

/// Hits on the reserved text: none.
const CONFIDENCE: f32 = 0.97;

/// What programs and their users say to each other, in the look-up form; the whole sentence is theirs.
const PHRASES: &[&str] = &[
    "as an ai language model",
    "as an ai assistant",
    "as an ai model",
    "as an ai,",
    "as a large language model",
    "as a language model",
    "absolutely! here",
    "certainly! here",
    "certainly, here",
    "here is a french translation",
    "here is a translation",
    "here is the french translation",
    "here is the french version",
    "here is the translated",
    "here is the translation",
    "here is your translation",
    "here's a french translation",
    "here's the french translation",
    "here's the french version",
    "here's the translated",
    "here's the translation",
    "i can't assist with",
    "i cannot assist with",
    "i hope this helps",
    "i hope this translation",
    "i'm sorry, but as an ai",
    "i'm sorry, but i can't",
    "i'm sorry, but i cannot",
    "i am sorry, but i cannot",
    "let me know if you need",
    "let me know if you'd like",
    "of course! here",
    "please provide the text",
    "please translate the following",
    "sure! here",
    "sure, here",
    "the translation of the text is",
    "translate the following",
    "translate this text",
    "translate to french",
    "en tant qu'assistant ia",
    "en tant qu'assistant virtuel",
    "en tant qu'ia",
    "en tant qu'intelligence artificielle",
    "en tant que grand modèle de langage",
    "en tant que grand modèle linguistique",
    "en tant que modèle de langage",
    "en tant que modèle d'ia",
    "en tant que modèle linguistique",
    "j'espère que cette traduction",
    "je suis désolé, mais en tant qu'ia",
    "je suis désolé, mais en tant que modèle",
    "je suis désolé, mais je ne peux pas traduire",
    "n'hésitez pas à me dire si vous souhaitez",
    "n'hésitez pas à me fournir",
    "souhaitez-vous que je traduise",
    "souhaitez-vous que je reformule",
    "traduire le texte suivant",
    "traduis le texte",
    "traduis ce texte",
    "traduisez ce texte",
    "traduisez le texte",
    "traduisez en français",
    "veuillez fournir le texte",
    "veuillez traduire",
];

/// What stands before a translation with a colon. In credits a name follows.
const LABELS: &[&str] = &[
    "traduction en français",
    "traduction française",
    "texte traduit",
    "french translation",
    "translated text",
    "translation",
];

/// What an answer begins with before `voici`.
const POLITE: &[&str] =
    &["absolument", "avec plaisir", "bien entendu", "bien sûr", "certainement", "d'accord", "entendu", "très bien"];

/// What an answer is, after `voici`.
const ANSWERS: &[&str] = &[
    "traduction",
    "traduit",
    "traduite",
    "réécriture",
    "réécrit",
    "réécrite",
    "reformulation",
    "reformulé",
    "reformulée",
    "paraphrase",
    "paraphrasé",
    "paraphrasée",
    "retraduction",
];

/// What else is said of an answer up to the colon.
const WORDS: &[&str] = &[
    "la",
    "le",
    "l'",
    "une",
    "un",
    "votre",
    "ma",
    "de",
    "du",
    "d'",
    "en",
    "et",
    "français",
    "française",
    "anglais",
    "texte",
    "article",
    "paragraphe",
    "passage",
    "phrase",
    "document",
    "extrait",
    "contenu",
    "version",
    "proposition",
    "suivant",
    "suivante",
    "demandé",
    "demandée",
    "complet",
    "complète",
    "fidèle",
    "ci-dessous",
    "original",
    "originale",
    "que",
    "vous",
    "avez",
    "pour",
    "vers",
];

/// A sentence of a program is no longer, in letters.
const LONGEST: usize = 400;

/// No phrase is longer, in letters.
const HEAD: usize = 50;

/// A sentence and no name has so many words.
const SHORTEST_SENTENCE: usize = 5;

/// Whether a character may stand before the words in a text with simple marks.
fn is_lead(c: char) -> bool {
    matches!(c, '*' | '_' | '#' | '>' | ' ' | '\t')
}

fn look(prose: &Prose) -> Vec<Sighting> {
    let text = &prose.text[..prose.range.end];
    let mut found = Vec::new();
    for Range { start: at, end } in prose.lines() {
        let line = &text.as_bytes()[at..end];
        let start = at + line.iter().take_while(|&&byte| is_lead(char::from(byte))).count();
        if may_begin(&text.as_bytes()[start..end])
            && let Some(length) = length(&text[start..end])
        {
            let span = Span::new(start, start + length);
            if !prose.is_code(span) {
                found.push(sighting(span));
            }
        }
    }
    found
}

fn sighting(span: Span) -> Sighting {
    Sighting::new(span, CONFIDENCE, "words between a program and its user were left in the text").with_guess("", 0.9)
}

/// What all that is looked for begins with, up to a letter that is not of ASCII; sorted, and none the start of another.
static STARTS: LazyLock<Vec<&str>> = LazyLock::new(|| {
    let all = PHRASES.iter().chain(LABELS).chain(POLITE).chain(&["voici", "traduction"]);
    let start = |phrase: &&'static str| &phrase[..phrase.find(|c: char| !c.is_ascii()).unwrap_or(phrase.len())];
    let mut starts: Vec<&str> = all.map(start).collect();
    starts.sort_unstable();
    starts.dedup_by(|next, start| next.starts_with(*start));
    starts
});

/// A letter of a line as [`STARTS`] have it.
fn plain(byte: u8) -> u8 {
    match byte {
        // The first byte of ’.
        0xe2 => b'\'',
        _ => byte.to_ascii_lowercase(),
    }
}

/// For the first two bytes of [`STARTS`], with either apostrophe, the third ones that follow them there, a bit for each, all by their lowest
/// five bits: those of small letters and capitals are the same.
static THIRDS: LazyLock<[u32; 1 << 10]> = LazyLock::new(|| {
    let mut thirds = [0; 1 << 10];
    for start in STARTS.iter().flat_map(|start| [start.to_string(), start.replace('\'', "’")]) {
        let start = start.as_bytes();
        thirds[pair(start[0], start[1])] |= start.get(2).map_or(u32::MAX, |third| 1 << (third & 31));
    }
    thirds
});

/// The place of two bytes in [`THIRDS`].
fn pair(first: u8, second: u8) -> usize {
    usize::from(first & 31) << 5 | usize::from(second & 31)
}

/// Whether a line begins as something looked for does: most lines are turned away here, and most of them by three bytes.
fn may_begin(line: &[u8]) -> bool {
    let Some(&[first, second, third]) = line.first_chunk() else { return false };
    if THIRDS[pair(first, second)] >> (third & 31) & 1 == 0 {
        return false;
    }
    // The other bytes of ’ are passed over; no start has one of them.
    let letters = || line.iter().filter(|byte| !matches!(byte, 0x80 | 0x99)).map(|&byte| plain(byte));
    let order = |start: &&str| start.bytes().cmp(letters().take(start.len()));
    STARTS.binary_search_by(order).is_ok()
}

/// The first letters of a line, small, with plain apostrophes and spaces.
fn level(line: &str, letters: usize) -> String {
    let end = line.char_indices().nth(letters).map_or(line.len(), |(at, _)| at);
    folded(&line[..end]).replace(['\u{a0}', '\u{202f}'], " ")
}

/// How much of a line is what a program or its user says, if it begins with that.
fn length(line: &str) -> Option<usize> {
    // Few lines that begin with the same letters begin with the same words, and the rest of them need not be read.
    let head = level(line, HEAD);
    let starts = |phrase: &&&str| head.starts_with(**phrase);
    if !PHRASES.iter().chain(LABELS).chain(POLITE).chain(&["voici ", "traduction"]).any(|phrase| starts(&phrase)) {
        return None;
    }
    let start = level(line, LONGEST);
    let is_phrase =
        |phrase: &&&str| start.strip_prefix(**phrase).is_some_and(|rest| !rest.starts_with(char::is_alphabetic));
    let said = PHRASES.iter().find(is_phrase).map(|phrase| phrase.chars().count());
    let said = said.or_else(|| answer(&start)).or_else(|| label(&start))?;
    // The rest of the sentence is theirs as well.
    let mut chars = line.char_indices().skip(said - 1).skip_while(|(_, c)| !matches!(c, '.' | '!' | '?' | ':'));
    let end = chars.next().map_or(line.len(), |(at, c)| at + c.len_utf8());
    Some(line[..end].trim_end().len())
}

/// The letters of `Voici la traduction en français :`, with what is said before it.
fn answer(start: &str) -> Option<usize> {
    let polite = |phrase: &&str| start.strip_prefix(phrase).map(|rest| rest.trim_start_matches([' ', '!', ',', '.']));
    let rest = POLITE.iter().find_map(polite).unwrap_or(start);
    let rest = rest.strip_prefix("voici ")?;
    let (said, _) = rest.split_once(':')?;
    let spaced = said.replace('\'', "' ");
    let is_answer = spaced.split_whitespace().any(|word| ANSWERS.contains(&word));
    let is_all = spaced.split_whitespace().all(|word| ANSWERS.contains(&word) || WORDS.contains(&word));
    (is_answer && is_all).then(|| start[..start.len() - rest.len() + said.len()].chars().count() + 1)
}

/// The letters of `Traduction française :`, where the line ends or a sentence follows.
fn label(start: &str) -> Option<usize> {
    let (said, rest) = start.split_once(':')?;
    let (label, rest) = (said.trim_end(), rest.trim_matches(is_lead));
    let is_sentence = rest.ends_with(['.', '!', '?', '»', '”']) && rest.split(' ').count() >= SHORTEST_SENTENCE;
    let is_label =
        LABELS.contains(&label) && (rest.is_empty() || is_sentence) || label == "traduction" && rest.is_empty();
    is_label.then(|| said.chars().count() + 1)
}

//! TY301 doubled-punctuation.

use super::{At, Look, Precedence, Rule, Severity, Sighting, State, Tagged};
use crate::language::lexicon::Tags;
use crate::text::{Case, Span};

pub(super) static RULE: Rule = Rule {
    code: "TY301",
    name: "doubled-punctuation",
    summary: "A punctuation mark too many, as “..” or “,,”.",
    severity: Severity::Warning,
    state: State::Stable,
    precedence: Precedence::Last,
    page: include_str!("doubled_punctuation.md"),
    look: Look::Token(At::DOUBLED, look),
    bad: &[
        "La commune a rouvert le pont en septembre[..]",
        "Le marché a lieu le mardi[..] La halle ouvre à huit heures.",
        "On y vend des fruits, des légumes, du fromage, etc[..]",
        "La grange[,,] qui date de 1820, sera restaurée.",
        "La grange[,;] qui date de 1820, sera restaurée.",
        "Le conseil a voté le budget[,.] La séance est levée.",
        "Les élus ont quitté la salle[;;] le maire est resté.",
        "Où passera la nouvelle route [?.] Personne ne le sait.",
        "Il hésita longtemps[….] Puis il signa.",
        "La ville fut fondée en 52 av. J.-C[..]",
    ],
    good: &[
        "Il hésita… puis il signa...",
        "Vous partez déjà ?! Restez donc !!",
        "Quoi !? Personne n’a prévenu le maire ???",
        "On y vend des fruits, du fromage, etc., et du vin.",
        "Il criait : « Mais enfin !.. » et claqua la porte.",
        "M. Durand (Paris), né en 52 av. J.-C., est mort à Rome.",
        "« Les loyers augmentent (..) et les salaires stagnent », dit-elle.",
        "Rangez le fichier dans ../archives ou dans le dossier 1..9.",
        "Elle joue dans Le Grand Soir !. Le film sort demain.",
        "L’émission Question pour toi ?, diffusée hier, a plu.",
    ],
};

/// Abbreviations that end a sentence with the full stop they have.
const ABBREVIATIONS: &[&str] =
    &["etc", "cie", "jr", "sr", "inc", "ltd", "janv", "févr", "juil", "sept", "oct", "nov", "déc"];

/// A word of so many letters that the lexicon has is no abbreviation.
const SHORTEST_WHOLE_WORD: usize = 5;

/// All hits on the reserved text were slips but for ends of sentences that a title with a mark of its own makes.
const CONFIDENCE: f32 = 0.97;

fn look(tagged: Tagged, at: usize) -> Option<Sighting> {
    let text = tagged.text;
    let is_mark = |c: char| matches!(c, '.' | ',' | ';' | ':' | '!' | '?' | '…');
    let second = tagged.span(at).start;
    let start = text[..second].trim_end_matches(is_mark).len();
    let end = text.len() - text[second..].trim_start_matches(is_mark).len();
    let run = &text[start..end];
    // A run is looked at once, at its second mark.
    let first = run.chars().next().filter(|first| start + first.len_utf8() == second)?;
    let (before, after) = (text[..start].chars().next_back()?, text[end..].chars().next());
    let touches = before.is_alphanumeric() || matches!(before, '»' | '”' | '"' | ')' | ']' | '’' | '%' | '°');
    let takes_space = matches!(first, ';' | ':' | '!' | '?');
    let is_code = after.is_some_and(|c| c.is_lowercase() || c.is_numeric() || matches!(c, '/' | '_'));
    let is_after_word = touches || takes_space && before.is_whitespace();
    if is_code || !is_after_word {
        return None;
    }
    let word = at.checked_sub(2)?;
    // Titles end with `!` and `?`, and the sentence after them with its own mark.
    let is_title = || tagged.get(word).is_some_and(|item| item.case() != Case::Lower);
    let is_whole = || {
        let letters = tagged.folded(word).chars().count();
        !is_title() && letters >= SHORTEST_WHOLE_WORD && tagged.tags(word) != Tags::default()
    };
    let is_abbreviation = || ABBREVIATIONS.contains(&&*tagged.folded(word)) || text[..start].ends_with("J.-C");
    // At the end of a line that is cut off, an ellipsis was meant, and no mark is too many.
    let is_cut_off = || {
        let goes_on = Tags(Tags::DETERMINER.0 | Tags::PREPOSITION.0 | Tags::CONJUNCTION.0);
        let tags = tagged.tags(word);
        let rest = text[end..].trim_start_matches(' ');
        let is_end = rest.is_empty() || rest.starts_with(['\n', '\r']);
        is_end && (tags == Tags::default() || tags.intersects(goes_on)) && !is_abbreviation()
    };
    let (wanted, is_certain) = match run {
        ".." if is_cut_off() => return None,
        ".." => (".", is_abbreviation()),
        ",," => (",", true),
        ";;" => (";", true),
        "…." | ".…" => ("…", true),
        ",." | ";." | ":." => (".", false),
        ",;" | ";," | ";:" => (";", false),
        ",:" | ":," => (":", false),
        "..," => (",", false),
        ".," if is_whole() => (",", false),
        ".;" if is_whole() => (";", false),
        "?." if !is_title() => ("?", false),
        "!." if !is_title() => ("!", false),
        _ => return None,
    };
    let sighting = Sighting::new(Span::new(start, end), CONFIDENCE, format!("“{run}”: one of the marks is too many"));
    Some(if is_certain { sighting.with_repair(wanted, 0.98) } else { sighting.with_guess(wanted, 0.8) })
}

//! TY306 lost-space.

use super::{At, Look, Precedence, Rule, Severity, Sighting, State, Tagged};
use crate::language::Doubt;
use crate::language::lexicon::Tags;
use crate::text::Case;

pub(super) static RULE: Rule = Rule {
    code: "TY306",
    name: "lost-space",
    summary: "No space after a mark between two words, as “mois.La”.",
    severity: Severity::Warning,
    state: State::Stable,
    precedence: Precedence::Last,
    page: include_str!("lost_space.md"),
    look: Look::Token(At::GLUED, look),
    bad: &[
        "Les travaux dureront deux mois[.]La rue reste ouverte.",
        "Le maire a quitté la salle[.]M. Durand l’a suivi.",
        "La séance est levée[.]L’assemblée se réunira lundi.",
        "La grange[,]qui date de 1820, sera restaurée.",
        "Que va devenir le pont[?]La commune hésite.",
        "Faut-il détruire le pont[?]par Jean Durand",
        "Quelle surprise[!]Personne ne l’attendait.",
        "Le conseil a voté[;]le maire est satisfait.",
        "Le train part de Paris[.]Il arrive à midi à Lyon.",
        "On y vend des chemises rouges[,]vertes et bleues.",
        "Le prix revient à Mme Durand[.]Elle a remercié le jury.",
        "La parole est à la défense[.]Marie Durand se lève.",
        "LE TRAIN EST EN GARE[.]LES VOYAGEURS DESCENDENT.",
    ],
    good: &[
        "Server2008R2, ASP.NET et Node.js sont installés.",
        "Il a acheté ce livre sur amazon.fr et sur Decitre.fr.",
        "J.-P. Martin et M.Dupont ont signé l’accord.",
        "Les étudiant.e.s et les élu.es ont voté.",
        "La fonction f(x,y) dépend de deux variables.",
        "Le fichier Notes.Docx se trouve dans le dossier System.Windows.",
        "Le prix est de 3,50 € la botte, soit 10.50 francs.",
        "L’association e.V. siège à Berlin.",
        "Le module Foo.Bar appelle System.Out pour écrire.",
        "La fonction SOMME.SI additionne des cellules.",
        "Les mots clés sont : graphisme;dessin;image;peinture;",
        "Le train s’arr?te en gare de Limoges.",
    ],
};

/// Of 61 hits on the reserved text one was a word cut in two by its comma.
const CONFIDENCE: f32 = 0.97;

/// What a sentence begins with, and no name of a file or a method.
const FUNCTION: Tags =
    Tags(Tags::DETERMINER.0 | Tags::PRONOUN.0 | Tags::PREPOSITION.0 | Tags::CONJUNCTION.0 | Tags::NUMERAL.0);

fn look(tagged: Tagged, at: usize) -> Option<Sighting> {
    let (before, after) = (at.checked_sub(1)?, at + 1);
    let (first, second) = (tagged.get(before)?, tagged.get(after)?);
    // Folded, an accent is no letter of its own.
    let letters = |at: usize| tagged.folded(at).chars().count();
    let is_french = |at: usize| tagged.tags(at) != Tags::default();
    let is_name = second.word.is_name() || second.word.doubt() == Doubt::Name;
    let in_sentence = stands_apart(tagged, before, after);
    // Single letters are initials, variables and sizes.
    let is_word = letters(after) > 1 || in_sentence && matches!(&*tagged.folded(after), "à" | "y");
    // `SOMME.SI` is a function; in a heading in capitals a determiner begins a sentence.
    let are_capitals = first.case() == Case::Upper && second.case() == Case::Upper;
    let is_name_in_capitals = are_capitals && second.word.traits().determiner().is_none();
    let is_one_name = is_name_in_capitals || is_code(tagged, before, after);
    if letters(before) < 2 || first.is_elided(tagged.text) || is_one_name {
        return None;
    }
    let is_plain = first.case() == Case::Lower && is_french(before);
    // After a name, or what no lexicon has, only a word of grammar shows that it is no part of the name.
    let goes_before = is_plain || in_sentence && letters(before) > 2;
    let is_of_grammar = || tagged.tags(after).intersects(FUNCTION) || second.word.traits().determiner().is_some();
    let is_function = second.is_elided(tagged.text) || is_word && is_of_grammar();
    let is_start = goes_before && is_function || is_plain && in_sentence && is_word && (is_french(after) || is_name);
    let mark = tagged.surface(at);
    let is_border = match mark {
        "." => second.case() != Case::Lower && (is_start || is_plain && is_title(tagged, after)),
        // What is left of a word may stand before a question mark that was a letter: `arr?te`.
        "?" if first.case() == Case::Lower && second.case() == Case::Lower => is_start && !first.word.is_unknown(),
        "!" | "?" => is_start,
        "," | ";" => {
            let is_small = second.case() == Case::Lower && is_french(after);
            goes_before && is_function || is_plain && is_word && (is_small || in_sentence)
        }
        _ => false,
    };
    let message = || format!("a space is lost in “{}”", tagged.spans(before, after).of(tagged.text));
    is_border.then(|| Sighting::new(tagged.span(at), CONFIDENCE, message()).with_repair(format!("{mark} "), 0.98))
}

/// Whether there is a space, or a mark that belongs there, before the first word and after the second.
fn stands_apart(tagged: Tagged, before: usize, after: usize) -> bool {
    let text = tagged.text;
    let opens = |c: char| c.is_whitespace() || matches!(c, '’' | '\'' | '«' | '“' | '"' | '(');
    let left = text[..tagged.span(before).start].chars().next_back().is_none_or(opens);
    let is_elided = tagged.get(after).is_some_and(|item| item.is_elided(text));
    let right = text[tagged.span(after).end..].chars().next().is_none_or(|c| c.is_whitespace() || c == ',');
    left && (right || is_elided)
}

/// Whether the word is `M`, of `M. Durand`.
fn is_title(tagged: Tagged, at: usize) -> bool {
    tagged.surface(at) == "M" && tagged.surface(at + 1) == "."
}

/// Whether more marks glue the words to others: then it is a name of something, or a list for programs.
fn is_code(tagged: Tagged, before: usize, after: usize) -> bool {
    let touches = |at: usize| at > 0 && at < tagged.len() && tagged.gap_before(at).is_empty();
    let is_inner =
        |at: usize| tagged.surface(at).starts_with(['.', ',', ';', '/', '\\', '_', '=', '(', '[', '{', '<', '#', '@']);
    let glued = |mark: usize, word: usize| touches(mark) && is_inner(mark) && touches(word) && tagged.is_word(word);
    glued(after + 1, after + 2)
        || before > 0 && touches(before) && is_inner(before - 1) && before > 1 && touches(before - 1)
}

//! The repair as it is written: with the word before or after it, where elision, contraction or agreement change that too.

use super::Ordered;
use crate::checker::detect::features::{Candidate, Judge};
use crate::language::Pack;
use crate::language::lexicon::Tags;
use crate::text::{Case, Span, capitalised, folded};
use std::ops::Range;
use unicode_normalization::UnicodeNormalization;

/// Repairs as they are offered for a run of items, each the text that replaces the whole run.
#[derive(Debug, Clone)]
pub struct Offer {
    /// The items: the candidate's, and the word before or after it where the first repair changes that.
    pub items: Range<usize>,
    /// The texts, in the order of the repairs.
    pub texts: Vec<String>,
}

/// The confidence from which on a repair is worth a finding that covers the word beside it too.
const WORTH: f32 = 0.25;

/// How many repairs are offered.
const OFFERED: usize = 5;

impl Judge<'_> {
    /// The best repairs as they are offered; `is_free` tells whether the word at an item belongs to no other finding.
    pub fn offer(&self, candidate: &Candidate, ordered: &[Ordered], is_free: impl Fn(usize) -> bool) -> Offer {
        let items = candidate.items.clone();
        let first = &self.paragraph.items[items.start];
        let cased = |o: &Ordered| recase(&o.repair.text, first.case(), first.is_initial());
        let texts: Vec<String> = ordered.iter().take(OFFERED).map(cased).collect();
        let Some(best) = texts.first().filter(|_| ordered[0].confidence >= WORTH) else {
            return Offer { items, texts };
        };
        let before = items.start.checked_sub(1).filter(|&i| self.touches(i, items.start) && is_free(i));
        let after = Some(items.end).filter(|&i| self.touches(items.end - 1, i) && is_free(i));
        let (before, after) = (before.map(|i| (i, self.word(i))), after.map(|i| (i, self.word(i))));
        // Where the best repair leaves the neighbours alone, so do the others.
        let before = before.filter(|(_, word)| before_changed(self.pack, word, best).is_some());
        let after = after.filter(|(i, word)| self.after_changed(best, *i, word).is_some());
        let whole = |text: &String| {
            let mut text = match &after {
                Some((i, word)) => {
                    self.after_changed(text, *i, word).unwrap_or_else(|| format!("{text} {}", self.surface(*i)))
                }
                None => text.clone(),
            };
            if let Some((i, word)) = &before {
                let as_it_is = || format!("{}{}{text}", self.surface(*i), if word.ends_with('\'') { "" } else { " " });
                text = match before_changed(self.pack, word, &text) {
                    Some(changed) => recase(&changed, self.paragraph.items[*i].case(), true),
                    None => as_it_is(),
                };
            }
            text
        };
        let start = before.as_ref().map_or(items.start, |b| b.0);
        let end = after.as_ref().map_or(items.end, |a| a.0 + 1);
        Offer { items: start..end, texts: texts.iter().map(whole).collect() }
    }

    fn word(&self, item: usize) -> String {
        self.paragraph.folded(self.text, item).into_owned()
    }

    /// The word at an item, composed as all French that is offered.
    fn surface(&self, item: usize) -> String {
        self.paragraph.items[item].span().of(self.text).nfc().collect()
    }

    /// Whether two items are words with nothing but a space between them, or nothing after an elision.
    fn touches(&self, left: usize, right: usize) -> bool {
        let items = &self.paragraph.items;
        let Some([a, b]) = items.get(left).zip(items.get(right)).map(|(a, b)| [a, b]) else { return false };
        let gap = Span::new(a.span().end, b.span().start).of(self.text);
        a.is_word() && b.is_word() && (gap == " " || gap.is_empty() && a.is_elided(self.text))
    }

    /// The repair with the word after it where they contract or elide (`que` + `il` -> `qu'il`, `de` + `le` -> `du`), or are the same.
    fn after_changed(&self, french: &str, item: usize, after: &str) -> Option<String> {
        if is_said_already(self.pack, after, french) {
            return Some(french.to_owned());
        }
        let (rest, last) = french.rsplit_once(' ').map_or(("", french), |(rest, last)| (rest, last));
        let joined = |text: String| if rest.is_empty() { text } else { format!("{rest} {text}") };
        let next = || self.paragraph.items.get(item + 1).filter(|i| i.is_word()).map(|_| self.word(item + 1));
        if let Some(contracted) = contraction(&last.to_lowercase(), after) {
            // `de le faire`: a pronoun does not contract.
            let is_pronoun = next().is_some_and(|w| self.pack.french.tags(&w).intersects(Tags::INFINITIVE));
            return (!is_pronoun).then(|| joined(recase(contracted, case_of(last), true)));
        }
        let elided = elided(last.to_lowercase().as_str()).filter(|_| elides_before(self.pack, after))?;
        (!is_article(last) || !STANDS_ALONE.contains(&after))
            .then(|| joined(format!("{}{}", recase(elided, case_of(last), true), self.surface(item))))
    }
}

/// Whether a repair stands beside the intruder already, which is no more than a part of what is wrong then: `already déjà`. Pronouns do
/// stand there twice (`nous nous`).
fn is_said_already(pack: &Pack, beside: &str, french: &str) -> bool {
    folded(french) == beside && !pack.french.tags(beside).intersects(Tags::PRONOUN)
}

/// The repair with the word before it where that must change: `le` + `heure` -> `l'heure`, `la` + `problème` -> `le problème`; where they are
/// the same, once.
fn before_changed(pack: &Pack, before: &str, french: &str) -> Option<String> {
    if is_said_already(pack, before, french) {
        return Some(french.to_owned());
    }
    let lower = folded(french);
    let first = lower.split_inclusive([' ', '\'']).next()?.trim_end();
    let rest = french.get(first.len()..).unwrap_or_default();
    if let Some(contracted) = contraction(before, first) {
        return Some(format!("{contracted}{rest}"));
    }
    let readings = pack.french.reading_tags(first);
    let vowel = elides_before(pack, first);
    let is_nominal = readings.iter().any(|r| r.intersects(NOMINAL));
    if let Some(stem) = before.strip_suffix('\'') {
        if vowel {
            return None;
        }
        let full = match stem {
            "l" => article(&readings),
            "qu" | "jusqu" | "lorsqu" | "puisqu" | "quoiqu" => return Some(format!("{stem}e {french}")),
            "d" | "n" | "s" | "j" | "m" | "t" | "c" => return Some(format!("{stem}e {french}")),
            _ => return None,
        };
        return Some(format!("{full} {french}"));
    }
    let own = determiner_for(before, &readings, vowel);
    let before_or_own = own.unwrap_or(before);
    if vowel && !(is_article(before_or_own) && STANDS_ALONE.contains(&first)) {
        let joined = match before_or_own {
            "du" | "de la" if is_nominal => Some("de l'"),
            "au" | "à la" if is_nominal => Some("à l'"),
            "ce" if readings.iter().any(|r| r.intersects(NOMINAL) && r.intersects(Tags::MASCULINE)) => Some("cet "),
            "ma" => Some("mon "),
            "ta" => Some("ton "),
            "sa" => Some("son "),
            "ce" => None,
            other => elided(other),
        };
        if let Some(joined) = joined {
            let changed = format!("{joined}{french}");
            return (changed != format!("{before} {french}")).then_some(changed);
        }
    }
    let own = match own? {
        "cet" if !vowel => "ce",
        other => other,
    };
    Some(format!("{own} {french}"))
}

const NOMINAL: Tags = Tags(Tags::NOUN.0 | Tags::ADJECTIVE.0 | Tags::PAST_PARTICIPLE.0);

/// Words that no article elides before, though they start with a vowel or are no nouns.
const STANDS_ALONE: &[&str] = &[
    "oui", "onze", "onzième", "un", "une", "on", "à", "au", "aux", "en", "y", "est", "et", "ou", "où", "eux", "elle",
    "elles", "il", "ils",
];

fn is_article(word: &str) -> bool {
    matches!(word, "le" | "la" | "du" | "au" | "ce")
}

/// The elided form of a word that elides.
fn elided(word: &str) -> Option<&'static str> {
    Some(match word {
        "le" | "la" => "l'",
        "de" => "d'",
        "ne" => "n'",
        "que" => "qu'",
        "je" => "j'",
        "se" => "s'",
        "me" => "m'",
        "te" => "t'",
        "jusque" => "jusqu'",
        "lorsque" => "lorsqu'",
        "puisque" => "puisqu'",
        _ => return None,
    })
}

fn contraction(first: &str, second: &str) -> Option<&'static str> {
    Some(match (first, second) {
        ("de", "le") => "du",
        ("de", "les") => "des",
        ("à", "le") => "au",
        ("à", "les") => "aux",
        _ => return None,
    })
}

/// Whether a word elides the one before: it starts with a vowel, or with an h or y before which French text elides.
fn elides_before(pack: &Pack, word: &str) -> bool {
    match word.chars().next() {
        Some('a' | 'e' | 'i' | 'o' | 'u' | 'é' | 'è' | 'ê' | 'à' | 'â' | 'î' | 'ô' | 'œ' | 'û') => {
            !matches!(word, "oui" | "onze" | "onzième" | "ouistiti")
        }
        Some('h' | 'y') => {
            let symbol = |w: &str| pack.words.get(w).map_or(0, |found| found.symbol());
            let own = symbol(word);
            let log = |w: &str| pack.context.bigram(symbol(w), own) + pack.context.unigram(symbol(w));
            own != 0
                && ["l'", "d'"].map(log).into_iter().fold(f32::MIN, f32::max)
                    > ["le", "la", "de"].map(log).into_iter().fold(f32::MIN, f32::max)
        }
        _ => false,
    }
}

/// The article that goes with a noun.
fn article(readings: &[Tags]) -> &'static str {
    let nominal = || readings.iter().filter(|r| r.intersects(NOMINAL));
    if nominal().next().is_none() {
        "le"
    } else if !nominal().any(|r| r.intersects(Tags::SINGULAR)) {
        "les"
    } else if nominal().any(|r| r.intersects(Tags::MASCULINE)) {
        "le"
    } else {
        "la"
    }
}

/// The determiners that change with gender and number: masculine, feminine, plural.
const DETERMINERS: &[[&str; 3]] = &[
    ["le", "la", "les"],
    ["un", "une", "des"],
    ["ce", "cette", "ces"],
    ["cet", "cette", "ces"],
    ["mon", "ma", "mes"],
    ["ton", "ta", "tes"],
    ["son", "sa", "ses"],
    ["au", "à la", "aux"],
    ["du", "de la", "des"],
    ["quel", "quelle", "quels"],
    ["aucun", "aucune", "aucuns"],
];

/// The form of the determiner that agrees with a noun, where `before` is one that does not.
fn determiner_for(before: &str, readings: &[Tags], vowel: bool) -> Option<&'static str> {
    let (row, column) = DETERMINERS.iter().find_map(|row| Some((row, row.iter().position(|&form| form == before)?)))?;
    let pronoun = matches!(before, "le" | "la" | "les");
    let is = |wanted: u64| readings.iter().any(|r| r.intersects(NOMINAL) && r.contains(Tags(wanted)));
    let (m, f) = (Tags::MASCULINE.0 | Tags::SINGULAR.0, Tags::FEMININE.0 | Tags::SINGULAR.0);
    let fits = [is(m), is(f), is(Tags::PLURAL.0)];
    let other = Tags(Tags::ADVERB.0 | Tags::PREPOSITION.0 | Tags::PRONOUN.0 | Tags::NUMERAL.0 | Tags::CONJUNCTION.0);
    if fits[column]
        || readings.iter().any(|r| r.intersects(other) || pronoun && r.intersects(Tags::VERB))
        // `son erreur`.
        || vowel && column == 0 && fits[1] && row[0].ends_with("on")
    {
        return None;
    }
    // Keep the number where that is possible.
    let order: [usize; 3] = if column == 2 { [2, 0, 1] } else { [1 - column, 2, column] };
    order.into_iter().find(|&i| fits[i]).map(|i| row[i])
}

fn case_of(word: &str) -> Case {
    if word.chars().next().is_some_and(char::is_uppercase) { Case::Capital } else { Case::Lower }
}

/// French in the capitals of what it replaces.
fn recase(french: &str, case: Case, initial: bool) -> String {
    match case {
        Case::Upper if !initial => french.to_uppercase(),
        Case::Capital if initial => capitalised(french),
        _ => french.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::before_changed;
    use crate::Pack;

    #[test]
    fn the_word_before_changes_with_the_repair() {
        for (before, french, wanted) in [
            ("le", "heure", Some("l'heure")),
            ("le", "héros", None),
            ("la", "problème", Some("le problème")),
            ("le", "question", Some("la question")),
            ("la", "utilisateur", Some("l'utilisateur")),
            ("l'", "question", Some("la question")),
            ("l'", "problème", Some("le problème")),
            ("l'", "utilisateur", None),
            ("d'", "types", Some("de types")),
            ("qu'", "puisse", Some("que puisse")),
            ("que", "il", Some("qu'il")),
            ("de", "additionner", Some("d'additionner")),
            ("de", "le", Some("du")),
            ("de", "les outils", Some("des outils")),
            ("à", "le", Some("au")),
            ("à", "la", None),
            ("ce", "utilisateur", Some("cet utilisateur")),
            ("du", "utilisateur", Some("de l'utilisateur")),
            ("du", "question", Some("de la question")),
            ("un", "question", Some("une question")),
            ("son", "erreur", None),
            ("sa", "erreur", Some("son erreur")),
            ("son", "question", Some("sa question")),
            ("les", "problème", Some("le problème")),
            ("les", "problèmes", None),
            ("le", "problème", None),
            ("la", "suivre", None),
            ("le", "plus", None),
            ("très", "bon", None),
            ("rapport", "rapport", Some("rapport")),
            ("nous", "nous", None),
        ] {
            let found = before_changed(Pack::embedded(), before, french);
            assert_eq!(found.as_deref(), wanted, "{before} + {french}");
        }
    }
}

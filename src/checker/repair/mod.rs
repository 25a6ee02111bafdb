//! French that may have stood where English stands now: the mechanisms read backwards.

mod broken;
mod cognate;
mod found;
mod inflect;
mod known;
mod phrase;

pub(super) use broken::broken;
pub(super) use known::Known;

use self::found::{Found, French};
use crate::language::candidates::{BACKWARDS, INFLECTED, PARTS, PAST};
use crate::language::lexicon::{EnglishReading, EnglishTags};
use crate::language::ngram::Symbol;
use crate::language::ngram::symbols;
use crate::language::{Pack, Word};
use crate::text::{Origin, Scanner, TokenKind, fold_in, is_small_word};
use compact_str::CompactString;

/// French text that may have stood in place of an intruder, in small letters.
#[derive(Debug, Clone, PartialEq)]
pub struct Repair {
    /// The French.
    pub text: CompactString,
    /// log10 of the share of the mechanism that leads from the French to the intruder.
    pub log_channel: f32,
    /// The mechanism.
    pub origin: Origin,
    /// Everything that knows of it: the bits of the thesauri ([`crate::language::candidates::WORDNET`], `MOBY`, `PIVOT`),
    /// [`BY_ALIGNMENT`], [`BY_HAND`], [`BY_SPELLING`].
    pub sources: u8,
    /// The symbol of the French, if that is one word and a table tells it.
    symbol: Option<Symbol>,
}

/// [`Repair::sources`]: the table learnt by alignment.
pub const BY_ALIGNMENT: u8 = 1 << 5;
/// [`Repair::sources`]: the table written by hand.
pub const BY_HAND: u8 = 1 << 6;
/// [`Repair::sources`]: the letters of the intruder.
pub const BY_SPELLING: u8 = 1 << 7;

/// Every French text that the mechanisms give for an intruder of these folded words, each once, with its best channel.
pub fn repairs(pack: &'static Pack, words: &[String]) -> Vec<Repair> {
    let mut found = Found::new(pack);
    let phrase = words.join(" ");
    let lemmas = lemmas(pack, &phrase, words);
    homographs(pack, &phrase, &lemmas, 0.0, &mut found);
    translations(pack, &lemmas, |text, log_channel, origin, sources| {
        found.add(French::Made(text), log_channel, origin, sources);
    });
    if let [word] = words {
        cognate::cognates(pack, word, &mut found);
    } else {
        if found.repairs.is_empty() {
            phrase::word_by_word(pack, words, &mut found);
        }
        phrase::heads(pack, words, &mut found);
    }
    let mut found = found.repairs;
    found.retain(|r| r.text != phrase);
    if found.len() > MOST {
        found.select_nth_unstable_by(MOST, |a, b| {
            b.log_channel.total_cmp(&a.log_channel).then_with(|| a.text.cmp(&b.text))
        });
        found.truncate(MOST);
    }
    found
}

/// At most so many texts are ranked for one intruder: those with the best channel.
const MOST: usize = 200;

/// The phrase itself and the phrases that it inflects: verbs at their first word, nouns at their last. Compounds are looked
/// up with a hyphen and without.
fn lemmas(pack: &Pack, phrase: &str, words: &[String]) -> Vec<(String, EnglishTags)> {
    let mut keys: Vec<(String, EnglishTags)> = vec![(phrase.to_owned(), EnglishTags::default())];
    let mut add = |key: String, tags: EnglishTags| {
        if !keys.iter().any(|k| k.0 == key && k.1 == tags) {
            keys.push((key, tags));
        }
    };
    if phrase.contains('-') {
        let parts: Vec<String> = phrase.split([' ', '-']).map(str::to_owned).collect();
        let spaced = parts.join(" ");
        lemmas(pack, &spaced, &parts).into_iter().for_each(|(key, tags)| {
            if words.len() == 1 {
                add(key.replace(' ', "-"), tags);
            }
            add(key, tags);
        });
        // No lexicon has `break-ins`.
        if let Some(singular) = phrase.strip_suffix('s') {
            add(singular.to_owned(), EnglishTags(EnglishTags::NOUN.0 | EnglishTags::PLURAL.0));
        }
    } else if words.len() == 2 {
        add(words.join("-"), EnglishTags::default());
    }
    let (Some(first), Some(last)) = (words.first(), words.last()) else { return keys };
    for EnglishReading { lemma, tags } in pack.english.readings(last) {
        if words.len() == 1 {
            add(lemma.to_owned(), tags);
        } else if tags.intersects(EnglishTags::PLURAL) {
            add(format!("{} {lemma}", words[..words.len() - 1].join(" ")), tags);
        }
    }
    if words.len() > 1 {
        for EnglishReading { lemma, tags } in pack.english.readings(first) {
            if lemma != *first && tags.intersects(EnglishTags::VERB) {
                add(format!("{lemma} {}", words[1..].join(" ")), tags);
            }
        }
    }
    keys
}

/// Share of each mechanism among the intruders seen, as log10; a fitted ranking comes with the repairs.
const HOMOGRAPH: f32 = -0.3;
const TRANSLATION: f32 = -0.5;

/// Forms of English in -s.
const PLURAL_OR_THIRD: EnglishTags = EnglishTags(EnglishTags::PLURAL.0 | EnglishTags::THIRD.0);

/// Adds homographs, worth so much more (log10) than usual.
fn homographs(pack: &Pack, phrase: &str, lemmas: &[(String, EnglishTags)], more: f32, found: &mut Found) {
    for (key, tags) in lemmas {
        let inflected = key != phrase;
        if !inflected && *tags != EnglishTags::default() {
            // Looked up already.
            continue;
        }
        if inflected && tags.intersects(EnglishTags::PLURAL) {
            let singulars = || pack.homograph.get(key).filter(|c| c.bits & (INFLECTED | PAST) == 0).map(|c| c.french);
            pack.french.ask_forms(singulars());
            pack.french.ask_lemmas(singulars());
        }
        for candidate in pack.homograph.get(key) {
            let listed = French::Listed(candidate.french, candidate.symbol);
            let mut push = |french: French, factor: f32| {
                let log_channel = HOMOGRAPH + candidate.log_channel + factor + more;
                found.add(french, log_channel, Origin::Homograph, candidate.bits & !(INFLECTED | PAST));
            };
            if candidate.bits & (INFLECTED | PAST) != 0 {
                let form = if candidate.bits & PAST != 0 { EnglishTags::PAST } else { PLURAL_OR_THIRD };
                push(listed, if tags.intersects(form) { 0.0 } else { -1.0 });
            } else if inflected && tags.intersects(EnglishTags::PLURAL) {
                // The number is carried over: `kinds` stands for `types`.
                inflect::plurals(pack, candidate.french, |plural| push(French::Made(plural), 0.0));
            } else if inflected {
                push(listed, -0.8);
            } else {
                push(listed, 0.0);
            }
        }
    }
}

/// How much less (log10) a pair learnt by alignment is worth than one written by hand.
const ALIGNED: f32 = -0.5;

/// Calls `each` with translations, their channel, mechanism and sources; with some of them more than once.
fn translations(pack: &Pack, lemmas: &[(String, EnglishTags)], mut each: impl FnMut(&str, f32, Origin, u8)) {
    for &(ref key, tags) in lemmas {
        let words = || pack.translation.get(key).chain(pack.alignment.get(key));
        pack.french.ask_lemmas(words().map(|c| inflect::head(c.french)));
        let by_hand = pack.translation.get(key).map(|c| (c, 0.0, BY_HAND));
        let aligned = pack.alignment.get(key).map(|c| (c, ALIGNED, BY_ALIGNMENT));
        for (candidate, less, sources) in by_hand.chain(aligned) {
            let part = PARTS.get(usize::from(candidate.bits & !BACKWARDS)).copied().unwrap_or_default();
            if !inflect::fits(part, tags) {
                continue;
            }
            let origin = if candidate.bits & BACKWARDS != 0 { Origin::WrongSense } else { Origin::Untranslated };
            let log_channel = TRANSLATION + candidate.log_channel + less - 1.2;
            inflect::forms(pack, candidate.french, part, tags, |form| each(form, log_channel, origin, sources));
        }
    }
}

/// The symbols of a French text in small letters.
pub fn symbols_of(pack: &Pack, text: &str, out: &mut Vec<Symbol>) {
    out.clear();
    let symbol = |word: &str| pack.words.get(word).map_or(symbols::UNKNOWN, Word::symbol);
    if is_small_word(text) {
        out.push(symbol(text));
        return;
    }
    if text.split(' ').all(is_small_word) {
        out.extend(text.split(' ').map(symbol));
        return;
    }
    let mut buffer = String::new();
    for token in Scanner::new(text, 0, text.len(), &[]) {
        if token.kind == TokenKind::Word {
            out.push(symbol(fold_in(token.span.of(text), &mut buffer)));
        } else if token.kind == TokenKind::Comma {
            out.push(symbols::COMMA);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{repairs, symbols_of};
    use crate::language::Pack;
    use crate::language::ngram::Symbol;
    use crate::text::{Origin, is_small_word};

    /// (intruder, French that must be offered, mechanism)
    const OFFERED: &[(&str, &str, Origin)] = &[
        ("vehicle", "car", Origin::Homograph),
        ("kinds", "types", Origin::Homograph),
        ("my own", "mine", Origin::Homograph),
        ("mailed", "sent", Origin::Homograph),
        ("hundreds of thousands", "millions", Origin::Homograph),
        ("law enforcement", "police", Origin::Homograph),
        ("break-ins", "cambriolages", Origin::Untranslated),
        ("already", "déjà", Origin::Untranslated),
        ("dependencies", "dépendances", Origin::Untranslated),
        ("program", "programme", Origin::Cognate),
    ];

    #[test]
    fn every_mechanism_is_read_backwards() {
        for (english, french, origin) in OFFERED {
            let words: Vec<String> = english.split(' ').map(str::to_owned).collect();
            let found = repairs(Pack::embedded(), &words);
            let origins: Vec<Origin> = found.iter().filter(|r| r.text == *french).map(|r| r.origin).collect();
            assert_eq!(origins, [*origin], "{english}: {french}");
        }
    }

    /// Small letters are read without the scanner, which is not spared where a blank comes first; and the tables know the symbols of words.
    #[test]
    fn symbols_are_those_that_the_scanner_reads() {
        let pack = Pack::embedded();
        let mut listed: Vec<(String, Symbol)> = Vec::new();
        for table in [&pack.homograph, &pack.translation, &pack.alignment] {
            table.each(|_, candidate| listed.push((candidate.french.to_owned(), candidate.symbol)));
        }
        let (mut quick, mut scanned) = (Vec::new(), Vec::new());
        for (text, symbol) in listed.into_iter().step_by(7) {
            symbols_of(pack, &text, &mut quick);
            symbols_of(pack, &format!(" {text}"), &mut scanned);
            assert_eq!(quick, scanned, "{text}");
            if is_small_word(&text) {
                assert_eq!(quick, [symbol], "{text}");
            }
        }
    }

    #[test]
    fn lists_are_short_and_every_text_stands_once() {
        for english in ["get", "run", "place", "well", "set up"] {
            let words: Vec<String> = english.split(' ').map(str::to_owned).collect();
            let found = repairs(Pack::embedded(), &words);
            assert!(found.len() <= super::MOST, "{english}: {}", found.len());
            let texts: std::collections::HashSet<&str> = found.iter().map(|repair| &*repair.text).collect();
            assert_eq!(texts.len(), found.len(), "{english}");
        }
    }
}

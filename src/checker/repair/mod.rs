//! French that may have stood where English stands now: the mechanisms read backwards.

mod broken;
mod cognate;
mod inflect;
mod known;

pub(super) use broken::broken;
pub(super) use known::Known;

use crate::language::Pack;
use crate::language::candidates::{INFLECTED, PARTS};
use crate::language::lexicon::{EnglishReading, EnglishTags};
use crate::language::ngram::Symbol;
use crate::language::ngram::symbols;
use crate::text::{Case, Origin, Scanner, TokenKind, fold_in};

/// French text that may have stood in place of an intruder, in small letters.
#[derive(Debug, Clone, PartialEq)]
pub struct Repair {
    /// The French.
    pub text: String,
    /// log10 of the share of the mechanism that leads from the French to the intruder.
    pub log_channel: f32,
    /// The mechanism.
    pub origin: Origin,
    /// Everything that knows of it: the bits of the thesauri ([`crate::language::candidates::WORDNET`], `MOBY`), [`BY_HAND`],
    /// [`BY_SPELLING`].
    pub sources: u8,
}

/// [`Repair::sources`]: the table written by hand.
pub const BY_HAND: u8 = 1 << 6;
/// [`Repair::sources`]: the letters of the intruder.
pub const BY_SPELLING: u8 = 1 << 7;

/// Every French text that the mechanisms give for an intruder of these folded words, each once, with its best channel.
pub fn repairs(pack: &'static Pack, words: &[String]) -> Vec<Repair> {
    let mut found = Vec::new();
    let phrase = words.join(" ");
    homographs(pack, &phrase, words, &mut found);
    translations(pack, &phrase, words, &mut found);
    if let [word] = words {
        cognate::cognates(pack, word, &mut found);
    } else if found.is_empty() {
        word_by_word(pack, words, &mut found);
    }
    found.retain(|r| r.text != phrase);
    found.sort_by(|a, b| a.text.cmp(&b.text).then(b.log_channel.total_cmp(&a.log_channel)));
    found.dedup_by(|later, kept| {
        let same = later.text == kept.text;
        if same {
            kept.sources |= later.sources;
        }
        if same && later.origin == Origin::Cognate {
            kept.origin = Origin::Cognate;
        }
        same
    });
    found
}

/// The phrase itself and the phrases that it inflects: verbs at their first word, nouns at their last.
fn lemmas(pack: &Pack, phrase: &str, words: &[String]) -> Vec<(String, EnglishTags)> {
    let mut keys: Vec<(String, EnglishTags)> = vec![(phrase.to_owned(), EnglishTags::default())];
    let mut add = |key: String, tags: EnglishTags| {
        if !keys.iter().any(|k| k.0 == key && k.1 == tags) {
            keys.push((key, tags));
        }
    };
    let (Some(first), Some(last)) = (words.first(), words.last()) else { return keys };
    for EnglishReading { lemma, tags } in pack.english.readings(last) {
        if words.len() == 1 {
            add(lemma, tags);
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

fn homographs(pack: &Pack, phrase: &str, words: &[String], found: &mut Vec<Repair>) {
    for (key, tags) in lemmas(pack, phrase, words) {
        let inflected = key != *phrase;
        for candidate in pack.homograph.get(&key) {
            let mut push = |text: String, factor: f32| {
                found.push(Repair {
                    text,
                    log_channel: HOMOGRAPH + candidate.log_channel + factor,
                    origin: Origin::Homograph,
                    sources: candidate.bits & !INFLECTED,
                });
            };
            if candidate.bits & INFLECTED != 0 {
                push(candidate.french.to_owned(), if inflected { 0.0 } else { -1.0 });
            } else if inflected && tags.intersects(EnglishTags::PLURAL) {
                // The number is carried over: `kinds` stands for `types`.
                for plural in inflect::plurals(pack, candidate.french) {
                    push(plural, 0.0);
                }
            } else if inflected {
                push(candidate.french.to_owned(), -0.8);
            } else {
                push(candidate.french.to_owned(), 0.0);
            }
        }
    }
}

fn translations(pack: &Pack, phrase: &str, words: &[String], found: &mut Vec<Repair>) {
    for (key, tags) in lemmas(pack, phrase, words) {
        for candidate in pack.translation.get(&key) {
            let part = PARTS.get(candidate.bits as usize).copied().unwrap_or_default();
            if !inflect::fits(part, tags) {
                continue;
            }
            for form in inflect::forms(pack, candidate.french, part, tags) {
                let log_channel = TRANSLATION + candidate.log_channel - 1.2;
                found.push(Repair { text: form, log_channel, origin: Origin::Untranslated, sources: BY_HAND });
            }
        }
    }
}

/// Short phrases that no table has: each word for itself, best alternative only.
fn word_by_word(pack: &Pack, words: &[String], found: &mut Vec<Repair>) {
    if words.len() > 3 {
        return;
    }
    let mut texts = vec![String::new()];
    for word in words {
        let mut single = Vec::new();
        translations(pack, word, std::slice::from_ref(word), &mut single);
        single.sort_by(|a, b| b.log_channel.total_cmp(&a.log_channel));
        single.truncate(4);
        if single.is_empty() {
            return;
        }
        texts = texts.iter().flat_map(|t| single.iter().map(move |s| format!("{t} {}", s.text))).take(32).collect();
    }
    for text in texts {
        let text = text.trim().replace("' ", "'");
        found.push(Repair { text, log_channel: -4.0, origin: Origin::Untranslated, sources: BY_HAND });
    }
}

/// The symbols of a French text in small letters.
pub fn symbols_of(pack: &Pack, text: &str, out: &mut Vec<Symbol>) {
    let mut buffer = String::new();
    out.clear();
    for token in Scanner::new(text, 0, text.len(), &[]) {
        if token.kind == TokenKind::Word {
            let word = pack.words.get(fold_in(token.span.of(text), &mut buffer)).filter(|w| w.symbol != 0);
            let known = word.map(|w| (w.symbol, w.is_name));
            out.push(symbols::symbol(known, Case::Lower));
        } else if token.kind == TokenKind::Comma {
            out.push(symbols::COMMA);
        }
    }
}

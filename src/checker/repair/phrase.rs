//! Intruders of several words that no table has as a whole.

use super::{BY_HAND, BY_SPELLING, Repair, cognate, homographs, inflect, lemmas, symbols_of, translations};
use crate::language::Pack;
use crate::language::candidates::PARTS;
use crate::language::lexicon::EnglishTags;
use crate::language::ngram::Symbol;
use crate::text::Origin;

/// Longest phrase that is put into French word by word.
const LONGEST: usize = 5;
/// French texts of one English word that are tried.
const CHOICES: usize = 12;
/// Weight of the frequency of a text in the choice of these: a verb has many forms, and most of them are rare.
const FREQUENCY: f32 = 0.4;
/// Weight of the classes of neighbours beside their bigram: most pairs of words were never seen, but plurals go with plurals.
const AGREEMENT: f32 = 1.0;
/// Texts that are carried on from word to word, and kept at the end.
const BEAM: usize = 24;

/// log10 of the share of spinners that write a word with something beside it (`rescue mission` for *mission*): the word is
/// the last one, or another.
const LAST: f32 = -1.8;
const INNER: f32 = -2.4;
/// The same for a phrase whose last word stands for the French (`holiday trip` for *voyage*).
const KIND: f32 = -1.3;
/// A phrase that is put into French word by word is weighed against others by the words that it is made of; this is what
/// the best of them gets.
const COMPOSED: f32 = -3.0;

/// French forms that the phrase has grown around: one of its words, or a word of which the last is near. Spinners write
/// content words, joined at most; anything else was left in English.
pub fn heads(pack: &'static Pack, words: &[String], found: &mut Vec<Repair>) {
    let Some(last) = words.last() else { return };
    let is_link = |word: &String| matches!(word.as_str(), "and" | "or" | "of");
    if words.len() > LONGEST || !words.iter().all(|word| is_link(word) || is_content(pack, word)) {
        return;
    }
    let is_plural = pack.english.readings(last).iter().any(|r| r.tags.intersects(EnglishTags::PLURAL));
    for (place, word) in words.iter().enumerate().filter(|(_, word)| !is_link(word)) {
        let is_last = place + 1 == words.len();
        for text in cognate::accented(pack, word) {
            // `service points` for *services*: the number stands at the end.
            let plurals = if is_plural && !is_last { inflect::plurals(pack, &text) } else { Vec::new() };
            for text in plurals.into_iter().chain([text]) {
                let log_channel = if is_last { LAST } else { INNER };
                found.push(Repair { text, log_channel, origin: Origin::Homograph, sources: BY_SPELLING });
            }
        }
    }
    let from = found.len();
    homographs(pack, last, &lemmas(pack, last, std::slice::from_ref(last)), found);
    for repair in &mut found[from..] {
        repair.log_channel += KIND;
    }
}

/// The phrase put into French word by word, in the order of the English or with the last two words changed over.
pub fn word_by_word(pack: &Pack, words: &[String], found: &mut Vec<Repair>) {
    if words.len() > LONGEST {
        return;
    }
    let choices: Vec<Vec<Choice>> = words.iter().map(|word| choices(pack, word)).collect();
    if choices.iter().any(Vec::is_empty) {
        return;
    }
    let mut texts = compose(pack, &choices);
    if let [start @ .., attribute, head] = words
        && is_content(pack, attribute)
        && is_content(pack, head)
    {
        let [.., attributes, heads] = &choices[..] else { return };
        let mut order = choices[..start.len()].to_vec();
        order.extend([heads.clone(), attributes.clone()]);
        texts.extend(compose(pack, &order));
        order.insert(start.len() + 1, vec![Choice::new(pack, "de".to_owned(), 0.0)]);
        texts.extend(compose(pack, &order));
    }
    texts.sort_by(|a, b| b.score.total_cmp(&a.score).then_with(|| a.text.cmp(&b.text)));
    texts.truncate(BEAM);
    let best = texts.iter().map(|t| t.channel).fold(f32::MIN, f32::max);
    for Text { text, channel, .. } in texts {
        let log_channel = COMPOSED + 0.5 * (channel - best);
        found.push(Repair { text, log_channel, origin: Origin::Untranslated, sources: BY_HAND });
    }
}

/// A French text of one word.
#[derive(Clone)]
struct Choice {
    text: String,
    /// log10 of the channel.
    channel: f32,
    symbols: Vec<Symbol>,
}

impl Choice {
    fn new(pack: &Pack, text: String, channel: f32) -> Self {
        let mut symbols = Vec::new();
        symbols_of(pack, &text, &mut symbols);
        Choice { text, channel, symbols }
    }
}

/// The French texts of one word, the likeliest first.
fn choices(pack: &Pack, word: &String) -> Vec<Choice> {
    let mut single = Vec::new();
    translations(pack, &lemmas(pack, word, std::slice::from_ref(word)), &mut single);
    let mut weighed: Vec<(f32, Choice)> = single
        .into_iter()
        .map(|repair| {
            let choice = Choice::new(pack, repair.text, repair.log_channel);
            let frequency = choice.symbols.iter().map(|&s| pack.context.unigram(s)).fold(0.0, f32::min);
            (choice.channel + FREQUENCY * frequency, choice)
        })
        .collect();
    weighed.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.text.cmp(&b.1.text)));
    let mut choices: Vec<Choice> = Vec::new();
    for (_, choice) in weighed {
        if choices.len() < CHOICES && !choices.iter().any(|c| c.text == choice.text) {
            choices.push(choice);
        }
    }
    choices
}

/// Whether an English word is a noun, verb, adjective or adverb, and no preposition, pronoun or the like besides.
fn is_content(pack: &Pack, word: &str) -> bool {
    const FUNCTION: [&str; 5] = ["p", "c", "d", "o", "x"];
    let parts = pack.translation.parts(word);
    let is_function = PARTS.iter().enumerate().any(|(n, part)| FUNCTION.contains(part) && parts & 1 << n != 0);
    let content =
        EnglishTags(EnglishTags::NOUN.0 | EnglishTags::ADJECTIVE.0 | EnglishTags::VERB.0 | EnglishTags::ADVERB.0);
    !is_function && pack.english.readings(word).iter().any(|r| r.tags.intersects(content))
}

/// The start of a text on its way.
#[derive(Clone)]
struct Text {
    text: String,
    /// log10 of the channels of its words.
    channel: f32,
    /// log10 of its probability by bigrams.
    context: f32,
    /// The channel and the probability.
    score: f32,
    /// Its last word.
    last: Option<Symbol>,
}

/// log10 of the probability of some words by bigrams, after what stands before them.
fn links(pack: &Pack, before: Option<Symbol>, words: &[Symbol], context: f32) -> f32 {
    let (mut before, mut sum) = (before, context);
    for &word in words {
        sum += match before {
            Some(before) => pack.context.bigram(before, word) + AGREEMENT * pack.classes.affinity(before, word),
            None => pack.context.unigram(word),
        };
        before = Some(word);
    }
    sum
}

fn compose(pack: &Pack, choices: &[Vec<Choice>]) -> Vec<Text> {
    let mut texts = vec![Text { text: String::new(), channel: 0.0, context: 0.0, score: 0.0, last: None }];
    let mut symbols = Vec::new();
    for some in choices {
        let mut next: Vec<Text> = Vec::with_capacity(texts.len() * some.len());
        for start in &texts {
            for choice in some {
                let text = joined(&start.text, &choice.text);
                // Where nothing is elided or contracted, the words are those of both.
                let is_plain = start.last.is_none()
                    || start.text.ends_with('\'')
                    || text.len() == start.text.len() + 1 + choice.text.len();
                let (context, last) = if is_plain {
                    let last = choice.symbols.last().copied().or(start.last);
                    (links(pack, start.last, &choice.symbols, start.context), last)
                } else {
                    symbols_of(pack, &text, &mut symbols);
                    (links(pack, None, &symbols, 0.0), symbols.last().copied())
                };
                let channel = start.channel + choice.channel;
                next.push(Text { text, channel, context, score: channel + context, last });
            }
        }
        next.sort_by(|a, b| b.score.total_cmp(&a.score).then_with(|| a.text.cmp(&b.text)));
        next.dedup_by(|a, b| a.text == b.text);
        next.truncate(BEAM);
        texts = next;
    }
    texts
}

/// The text with a word more, elided and contracted as French is written.
fn joined(text: &str, word: &str) -> String {
    const CONTRACTED: &[(&str, &str, &str)] =
        &[("de", "le", "du"), ("de", "les", "des"), ("à", "le", "au"), ("à", "les", "aux")];
    if text.is_empty() || text.ends_with('\'') {
        return format!("{text}{word}");
    }
    let (start, last) = text.rsplit_once(' ').map_or(("", text), |(start, last)| (start, last));
    let link = if start.is_empty() { "" } else { " " };
    let (first, rest) = word.split_once(' ').map_or((word, ""), |(first, rest)| (first, rest));
    let space = if rest.is_empty() { "" } else { " " };
    if let Some((.., both)) = CONTRACTED.iter().find(|(a, b, _)| *a == last && *b == first) {
        return format!("{start}{link}{both}{space}{rest}");
    }
    let elides = matches!(last, "le" | "la" | "de" | "que" | "ne" | "se" | "me" | "te" | "je");
    if elides && word.starts_with(['a', 'e', 'i', 'o', 'u', 'é', 'è', 'ê', 'à', 'â', 'î', 'ô', 'œ']) {
        return format!("{}'{word}", &text[..text.len() - 1]);
    }
    format!("{text} {word}")
}

#[cfg(test)]
mod tests {
    use super::{heads, joined, word_by_word};
    use crate::language::Pack;

    fn words(phrase: &str) -> Vec<String> {
        phrase.split(' ').map(str::to_owned).collect()
    }

    #[test]
    fn words_are_joined_as_french_is_written() {
        assert_eq!(joined("", "la maison"), "la maison");
        assert_eq!(joined("de", "le serveur"), "du serveur");
        assert_eq!(joined("près de", "les"), "près des");
        assert_eq!(joined("à", "le"), "au");
        assert_eq!(joined("la", "école"), "l'école");
        assert_eq!(joined("que", "on"), "qu'on");
        assert_eq!(joined("de l'", "eau"), "de l'eau");
        assert_eq!(joined("belle", "école"), "belle école");
    }

    #[test]
    fn phrases_are_put_into_french_word_by_word() {
        for (english, french) in [
            ("of the server", "du serveur"),
            ("the command", "la commande"),
            ("relevant documents", "documents pertinents"),
            ("with several functions", "avec plusieurs fonctions"),
        ] {
            let mut found = Vec::new();
            word_by_word(Pack::embedded(), &words(english), &mut found);
            let texts: Vec<&str> = found.iter().map(|r| r.text.as_str()).collect();
            assert!(texts.contains(&french), "{english}: {texts:?}");
        }
    }

    #[test]
    fn a_phrase_may_have_grown_around_a_homograph() {
        for (english, french) in
            [("rescue mission", "mission"), ("political regime", "régime"), ("service points", "services")]
        {
            let mut found = Vec::new();
            heads(Pack::embedded(), &words(english), &mut found);
            assert!(found.iter().any(|r| r.text == french), "{english}");
        }
        let mut found = Vec::new();
        heads(Pack::embedded(), &words("for the type"), &mut found);
        assert!(found.is_empty(), "{found:?}");
    }
}

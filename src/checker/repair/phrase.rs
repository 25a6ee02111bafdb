//! Intruders of several words that no table has as a whole.

use super::found::{Found, French};
use super::{BY_HAND, BY_SPELLING, cognate, homographs, inflect, lemmas, symbols_of, translations};
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
pub fn heads(pack: &'static Pack, words: &[String], found: &mut Found) {
    let Some(last) = words.last() else { return };
    let is_link = |word: &String| matches!(word.as_str(), "and" | "or" | "of");
    if words.len() > LONGEST || !words.iter().all(|word| is_link(word) || is_content(pack, word)) {
        return;
    }
    let is_plural = pack.english.readings(last).any(|r| r.tags.intersects(EnglishTags::PLURAL));
    for (place, word) in words.iter().enumerate().filter(|(_, word)| !is_link(word)) {
        let is_last = place + 1 == words.len();
        let log_channel = if is_last { LAST } else { INNER };
        let mut add = |text: &str| found.add(French::Made(text), log_channel, Origin::Homograph, BY_SPELLING);
        for text in cognate::accented(pack, word) {
            // `service points` for *services*: the number stands at the end.
            if is_plural && !is_last {
                inflect::plurals(pack, &text, &mut add);
            }
            add(&text);
        }
    }
    homographs(pack, last, &lemmas(pack, last, std::slice::from_ref(last)), KIND, found);
}

/// The phrase put into French word by word, in the order of the English or with the last two words changed over.
pub fn word_by_word(pack: &Pack, words: &[String], found: &mut Found) {
    if words.len() > LONGEST {
        return;
    }
    let choices: Vec<Vec<Choice>> = words.iter().map(|word| choices(pack, word)).collect();
    if choices.iter().any(Vec::is_empty) {
        return;
    }
    let choices: Vec<&[Choice]> = choices.iter().map(Vec::as_slice).collect();
    let mut texts = compose(pack, &choices);
    if let [start @ .., attribute, head] = words
        && is_content(pack, attribute)
        && is_content(pack, head)
    {
        let [.., attributes, heads] = choices[..] else { return };
        let starts = &choices[..start.len()];
        texts.extend(compose(pack, &[starts, &[heads, attributes]].concat()));
        let mut of = Vec::new();
        symbols_of(pack, "de", &mut of);
        let of = [Choice { text: "de".to_owned(), channel: 0.0, symbols: of }];
        texts.extend(compose(pack, &[starts, &[heads, &of, attributes]].concat()));
    }
    texts.sort_by(|a, b| b.score.total_cmp(&a.score).then_with(|| a.text.cmp(&b.text)));
    texts.truncate(BEAM);
    let best = texts.iter().map(|t| t.channel).fold(f32::MIN, f32::max);
    for Text { text, channel, .. } in texts {
        let log_channel = COMPOSED + 0.5 * (channel - best);
        found.add(French::Made(&text), log_channel, Origin::Untranslated, BY_HAND);
    }
}

/// A French text of one word.
struct Choice {
    text: String,
    /// log10 of the channel.
    channel: f32,
    symbols: Vec<Symbol>,
}

/// The French texts of one word, the likeliest first.
fn choices(pack: &Pack, word: &String) -> Vec<Choice> {
    let lemmas = lemmas(pack, word, std::slice::from_ref(word));
    let (mut best, mut symbols): (Vec<(f32, Choice)>, _) = (Vec::with_capacity(CHOICES + 1), Vec::new());
    translations(pack, &lemmas, |text, channel, _, _| {
        symbols_of(pack, text, &mut symbols);
        let frequency = symbols.iter().map(|&s| pack.context.unigram(s)).fold(0.0, f32::min);
        let score = channel + FREQUENCY * frequency;
        if let Some(same) = best.iter().position(|(_, choice)| choice.text == text) {
            if best[same].0 >= score {
                return;
            }
            best.remove(same);
        }
        let is_before = |(other, choice): &(f32, Choice)| *other > score || *other == score && *choice.text < *text;
        let place = best.partition_point(is_before);
        if place < CHOICES {
            best.insert(place, (score, Choice { text: text.to_owned(), channel, symbols: symbols.clone() }));
            best.truncate(CHOICES);
        }
    });
    best.into_iter().map(|(_, choice)| choice).collect()
}

/// Whether an English word is a noun, verb, adjective or adverb, and no preposition, pronoun or the like besides.
fn is_content(pack: &Pack, word: &str) -> bool {
    const FUNCTION: [&str; 5] = ["p", "c", "d", "o", "x"];
    let parts = pack.translation.parts(word);
    let is_function = PARTS.iter().enumerate().any(|(n, part)| parts & 1 << n != 0 && FUNCTION.contains(part));
    let content =
        EnglishTags(EnglishTags::NOUN.0 | EnglishTags::ADJECTIVE.0 | EnglishTags::VERB.0 | EnglishTags::ADVERB.0);
    !is_function && pack.english.readings(word).any(|r| r.tags.intersects(content))
}

/// The start of a text on its way.
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

/// A text with a word more, which is not put together: most are not carried on.
struct Next<'a> {
    parts: [&'a str; 3],
    channel: f32,
    context: f32,
    score: f32,
    last: Option<Symbol>,
}

impl Next<'_> {
    fn bytes(&self) -> impl Iterator<Item = u8> {
        self.parts.iter().flat_map(|part| part.bytes())
    }
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

/// The likeliest texts of words of which each is chosen from some.
fn compose(pack: &Pack, choices: &[&[Choice]]) -> Vec<Text> {
    let mut texts = vec![Text { text: String::new(), channel: 0.0, context: 0.0, score: 0.0, last: None }];
    let mut symbols = Vec::new();
    for &some in choices {
        let mut all: Vec<Next> = Vec::with_capacity(texts.len() * some.len());
        for start in &texts {
            for choice in some {
                let parts = joined(&start.text, &choice.text);
                // Where nothing is elided or contracted, the words are those of both.
                let is_plain = start.last.is_none() || matches!(parts[1], "" | " ");
                let (context, last) = if is_plain {
                    let last = choice.symbols.last().copied().or(start.last);
                    (links(pack, start.last, &choice.symbols, start.context), last)
                } else {
                    symbols_of(pack, &parts.concat(), &mut symbols);
                    (links(pack, None, &symbols, 0.0), symbols.last().copied())
                };
                let channel = start.channel + choice.channel;
                all.push(Next { parts, channel, context, score: channel + context, last });
            }
        }
        let mut order: Vec<&Next> = all.iter().collect();
        order.sort_by(|a, b| b.score.total_cmp(&a.score).then_with(|| a.bytes().cmp(b.bytes())));
        let mut next: Vec<Text> = Vec::with_capacity(BEAM);
        for &Next { parts, channel, context, score, last } in order {
            let text = parts.concat();
            if next.last().is_none_or(|before| before.text != text) {
                next.push(Text { text, channel, context, score, last });
            }
            if next.len() == BEAM {
                break;
            }
        }
        texts = next;
    }
    texts
}

/// The text with a word more, elided and contracted as French is written: the start of the text, what comes between, and the
/// end of the word.
fn joined<'a>(text: &'a str, word: &'a str) -> [&'a str; 3] {
    const CONTRACTED: &[(&str, &str, &str)] =
        &[("de", "le", "du"), ("de", "les", "des"), ("à", "le", "au"), ("à", "les", "aux")];
    if text.is_empty() || text.ends_with('\'') {
        return [text, "", word];
    }
    let last = &text[text.rfind(' ').map_or(0, |space| space + 1)..];
    let first = &word[..word.find(' ').unwrap_or(word.len())];
    if let Some((.., both)) = CONTRACTED.iter().find(|(a, b, _)| *a == last && *b == first) {
        return [&text[..text.len() - last.len()], both, &word[first.len()..]];
    }
    let elides = matches!(last, "le" | "la" | "de" | "que" | "ne" | "se" | "me" | "te" | "je");
    if elides && word.starts_with(['a', 'e', 'i', 'o', 'u', 'é', 'è', 'ê', 'à', 'â', 'î', 'ô', 'œ']) {
        return [&text[..text.len() - 1], "'", word];
    }
    [text, " ", word]
}

#[cfg(test)]
mod tests {
    use super::super::found::Found;
    use super::{heads, joined, word_by_word};
    use crate::language::Pack;

    fn words(phrase: &str) -> Vec<String> {
        phrase.split(' ').map(str::to_owned).collect()
    }

    #[test]
    fn words_are_joined_as_french_is_written() {
        assert_eq!(joined("", "la maison").concat(), "la maison");
        assert_eq!(joined("de", "le serveur").concat(), "du serveur");
        assert_eq!(joined("près de", "les").concat(), "près des");
        assert_eq!(joined("à", "le").concat(), "au");
        assert_eq!(joined("la", "école").concat(), "l'école");
        assert_eq!(joined("que", "on").concat(), "qu'on");
        assert_eq!(joined("de l'", "eau").concat(), "de l'eau");
        assert_eq!(joined("belle", "école").concat(), "belle école");
    }

    #[test]
    fn phrases_are_put_into_french_word_by_word() {
        for (english, french) in [
            ("of the server", "du serveur"),
            ("the command", "la commande"),
            ("relevant documents", "documents pertinents"),
            ("with several functions", "avec plusieurs fonctions"),
        ] {
            let mut found = Found::new(Pack::embedded());
            word_by_word(Pack::embedded(), &words(english), &mut found);
            let texts: Vec<&str> = found.repairs.iter().map(|r| &*r.text).collect();
            assert!(texts.contains(&french), "{english}: {texts:?}");
        }
    }

    #[test]
    fn a_phrase_may_have_grown_around_a_homograph() {
        for (english, french) in
            [("rescue mission", "mission"), ("political regime", "régime"), ("service points", "services")]
        {
            let mut found = Found::new(Pack::embedded());
            heads(Pack::embedded(), &words(english), &mut found);
            assert!(found.repairs.iter().any(|r| r.text == french), "{english}");
        }
        let mut found = Found::new(Pack::embedded());
        heads(Pack::embedded(), &words("for the type"), &mut found);
        assert!(found.repairs.is_empty(), "{:?}", found.repairs);
    }
}

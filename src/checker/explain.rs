//! Every figure behind the judgement of a word or expression by itself, as text for a person.

mod context;

use super::Checker;
use super::repair::{Repair, broken, repairs};
use crate::language::lexicon::{EnglishTags, Tags};
use crate::language::{Doubt, Pack};
use crate::text::{Origin, folded, unaccented};
use std::fmt::Write as _;

/// French texts that are shown.
const CANDIDATES: usize = 20;

/// Width of the left column.
const LABEL: usize = 22;

impl Checker {
    /// Every figure behind the judgement of `word`, or of an expression of several words, by itself: how much doubt it
    /// deserves, how frequent it is in both languages, its readings in both, and the French that it may stand for.
    /// `None` when the pack knows nothing about it.
    ///
    /// ```
    /// let checker = intrus::Checker::new(intrus::Pack::embedded());
    /// let page = checker.explain_word("however").expect("an English word");
    /// assert!(page.contains("cependant"));
    /// assert_eq!(checker.explain_word("qsdfgh"), None);
    /// ```
    pub fn explain_word(&self, word: &str) -> Option<String> {
        let words: Vec<String> = word.split_whitespace().map(folded).filter(|word| !word.is_empty()).collect();
        let page = Page::new(self.pack, &words)?;
        Some(page.write(word))
    }
}

/// What there is to say.
struct Page {
    pack: &'static Pack,
    /// The word or expression, folded.
    key: String,
    doubt: Doubt,
    /// Whether it is one word.
    single: bool,
    candidates: Vec<Repair>,
    text: String,
}

impl Page {
    /// The page of these folded words, if the pack knows them.
    fn new(pack: &'static Pack, words: &[String]) -> Option<Self> {
        let key = words.join(" ");
        let doubt = pack.word(&key).doubt();
        let mut candidates = if words.is_empty() { Vec::new() } else { repairs(pack, words) };
        if let [word] = words
            && doubt == Doubt::Unknown
        {
            candidates.retain(|repair| repair.origin != Origin::Cognate);
            candidates.extend(broken(pack, word));
        }
        candidates.sort_by(|a, b| b.log_channel.total_cmp(&a.log_channel).then_with(|| a.text.cmp(&b.text)));
        let known = doubt != Doubt::Unknown
            || !candidates.is_empty()
            || pack.unaccented.contains(&key)
            || pack.loans.contains(&key)
            || pack.titles.contains(&key)
            || pack.is_name(&key);
        known.then(|| Page { pack, key, doubt, single: words.len() == 1, candidates, text: String::new() })
    }

    fn write(mut self, word: &str) -> String {
        let title: Vec<&str> = word.split_whitespace().collect();
        let _ = writeln!(self.text, "{}\n", title.join(" "));
        if self.single {
            self.row("class", class(self.doubt));
            self.frequencies();
        }
        self.lists();
        if self.doubt == Doubt::Unknown && self.single {
            self.unknown();
        }
        self.french();
        self.english();
        self.candidates();
        self.text
    }

    fn row(&mut self, label: &str, value: &str) {
        let _ = writeln!(self.text, "{label:LABEL$}{value}");
    }

    fn frequencies(&mut self) {
        let word = self.pack.word(&self.key);
        let english = match self.pack.english.log_frequency(&self.key) {
            Some(log) if log > -8.0 => frequency(log),
            Some(_) => "in the lexicon, not in the counts".to_owned(),
            None => "not in the lexicon".to_owned(),
        };
        self.row("in English", &english);
        if let Some(size) = self.pack.english.size(&self.key) {
            let size = if size == 80 { "not in SCOWL".to_owned() } else { format!("{size} (10 common … 70 rare)") };
            self.row("SCOWL size class", &size);
        }
        let log = self.pack.words.log_frequency(word.symbol());
        let french = if log > -8.0 { frequency(log) } else { "fewer than three times in small letters".to_owned() };
        self.row("in edited French", &french);
        if self.doubt.is_english_spelling() && log > -8.0 {
            let difference = self.pack.english_log_frequency(&self.key) - log;
            let side = if difference >= 0.0 { "English" } else { "French" };
            self.row("more frequent in", &format!("{side}, by a factor of {}", rounded(10f32.powf(difference.abs()))));
        }
        let context = match word.symbol() {
            0 => "not in the vocabulary".to_owned(),
            symbol => format!("word {symbol}, log10 P = {:.2} alone", self.pack.context.unigram(symbol)),
        };
        self.row("context model", &context);
    }

    fn lists(&mut self) {
        self.row("accepted loan", yes(self.doubt == Doubt::Loan || self.pack.loans.contains(&self.key)));
        let mostly = self.pack.word(&self.key).is_name();
        let name = match (self.pack.is_name(&self.key), mostly) {
            (true, true) => "in a list, and mostly capitalised in edited French",
            (true, false) => "in a list",
            (false, true) => "mostly capitalised in edited French",
            (false, false) => "no",
        };
        self.row("name", name);
        self.row("title", yes(self.pack.titles.contains(&self.key)));
        let by_hand = self.pack.translation.get(&self.key).count();
        let aligned = self.pack.alignment.get(&self.key).count();
        let thesauri = self.pack.homograph.get(&self.key).count();
        self.row("entries", &format!("{by_hand} in the table by hand, {aligned} aligned, {thesauri} of the thesauri"));
    }

    fn unknown(&mut self) {
        let odds = self.pack.subword_log_odds(&self.key);
        let side = if odds > 0.0 { "looks English" } else { "looks French" };
        self.row("subword odds", &format!("ln P(English) / P(French) = {odds:+.1}: {side}"));
        let plain = unaccented(&self.key);
        if self.pack.unaccented.contains(&plain) {
            self.row("without accents", "French but for its accents");
        }
    }

    fn french(&mut self) {
        let readings = self.pack.french.readings(&self.key);
        self.readings("French readings", readings.into_iter().map(|r| (r.word, french_tags(r.tags))).collect());
    }

    fn english(&mut self) {
        let readings = self.pack.english.readings(&self.key);
        self.readings("English readings", readings.map(|r| (r.lemma.to_owned(), english_tags(r.tags))).collect());
    }

    fn readings(&mut self, title: &str, rows: Vec<(String, String)>) {
        if rows.is_empty() {
            return;
        }
        let _ = writeln!(self.text, "\n{title}");
        let width = rows.iter().map(|row| row.0.chars().count()).max().unwrap_or_default();
        for (lemma, tags) in rows {
            let line = format!("  {lemma:width$}  {tags}");
            let _ = writeln!(self.text, "{}", line.trim_end());
        }
    }

    fn candidates(&mut self) {
        let all = self.candidates.len();
        if all == 0 {
            self.text.push_str("\nNo French that it may stand for.\n");
            return;
        }
        let _ = writeln!(
            self.text,
            "\nFrench that it may stand for, before the context is looked at (log10 of the channel)"
        );
        let shown = &self.candidates[..all.min(CANDIDATES)];
        let width = shown.iter().map(|repair| repair.text.chars().count()).max().unwrap_or_default();
        for repair in shown {
            let (text, log, origin) = (&repair.text, repair.log_channel, origin(repair.origin));
            let _ = writeln!(self.text, "  {text:width$}  {log:6.2}  {origin}");
        }
        if all > shown.len() {
            let _ = writeln!(self.text, "  … and {} more", all - shown.len());
        }
    }
}

/// What a class means for the checker.
fn class(doubt: Doubt) -> &'static str {
    match doubt {
        Doubt::Unknown => "in no lexicon: its letters and its context decide",
        Doubt::Plain => "French and nothing else: never looked at",
        Doubt::Homograph => "French, and spelt like English: looked at where it sits badly between its neighbours",
        Doubt::Loan => "English in accepted use in French: looked at where it sits badly between its neighbours",
        Doubt::Name => "a name and nothing else: never looked at",
        Doubt::English => "English, not French: always looked at",
        Doubt::Shared => "French, and spelt like rare English: looked at where its neighbours clash with it",
    }
}

fn yes(yes: bool) -> &'static str {
    if yes { "yes" } else { "no" }
}

/// A relative frequency (log10) in words.
fn frequency(log: f32) -> String {
    format!("1 word in {} (log10 = {log:.2})", rounded(10f32.powf(-log)))
}

/// A number to two digits, with groups of three.
fn rounded(number: f32) -> String {
    if number < 10.0 {
        return format!("{number:.1}");
    }
    let unit = 10f64.powi(f64::from(number).log10().floor() as i32 - 1);
    let digits = format!("{:.0}", (f64::from(number) / unit).round() * unit);
    let mut text = String::new();
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i) % 3 == 0 {
            text.push(' ');
        }
        text.push(digit);
    }
    text
}

fn origin(origin: Origin) -> &'static str {
    match origin {
        Origin::Homograph => "homograph: read as English, replaced by a synonym",
        Origin::Untranslated => "untranslated",
        Origin::Cognate => "English spelling",
        Origin::WrongSense => "translated in the wrong sense",
        Origin::InsideWord => "search-and-replace inside the word",
        Origin::Rule => "what the rule asks for",
    }
}

fn named<T: Copy>(names: &[(T, &str)], has: impl Fn(T) -> bool) -> String {
    names.iter().filter(|(flag, _)| has(*flag)).map(|(_, name)| *name).collect::<Vec<_>>().join(", ")
}

fn french_tags(tags: Tags) -> String {
    const NAMES: &[(Tags, &str)] = &[
        (Tags::NOUN, "noun"),
        (Tags::ADJECTIVE, "adjective"),
        (Tags::VERB, "verb"),
        (Tags::ADVERB, "adverb"),
        (Tags::DETERMINER, "determiner"),
        (Tags::PRONOUN, "pronoun"),
        (Tags::PREPOSITION, "preposition"),
        (Tags::CONJUNCTION, "conjunction"),
        (Tags::PARTICLE, "function word"),
        (Tags::INTERJECTION, "interjection"),
        (Tags::NUMERAL, "numeral"),
        (Tags::FIRST_NAME, "first name"),
        (Tags::SURNAME, "surname"),
        (Tags::PROPER, "proper name"),
        (Tags::INFINITIVE, "infinitive"),
        (Tags::PRESENT_PARTICIPLE, "present participle"),
        (Tags::PAST_PARTICIPLE, "past participle"),
        (Tags::PRESENT, "present"),
        (Tags::IMPERFECT, "imperfect"),
        (Tags::SIMPLE_PAST, "simple past"),
        (Tags::FUTURE, "future"),
        (Tags::CONDITIONAL, "conditional"),
        (Tags::SUBJUNCTIVE, "subjunctive"),
        (Tags::SUBJUNCTIVE_PAST, "imperfect subjunctive"),
        (Tags::IMPERATIVE, "imperative"),
        (Tags::P1S, "1st person singular"),
        (Tags::P2S, "2nd person singular"),
        (Tags::P3S, "3rd person singular"),
        (Tags::P1P, "1st person plural"),
        (Tags::P2P, "2nd person plural"),
        (Tags::P3P, "3rd person plural"),
        (Tags::MASCULINE, "masculine"),
        (Tags::FEMININE, "feminine"),
        (Tags::SINGULAR, "singular"),
        (Tags::PLURAL, "plural"),
    ];
    named(NAMES, |flag| tags.contains(flag))
}

fn english_tags(tags: EnglishTags) -> String {
    const NAMES: &[(EnglishTags, &str)] = &[
        (EnglishTags::NOUN, "noun"),
        (EnglishTags::VERB, "verb"),
        (EnglishTags::ADJECTIVE, "adjective"),
        (EnglishTags::ADVERB, "adverb"),
        (EnglishTags::OTHER, "function word or interjection"),
        (EnglishTags::PLURAL, "plural"),
        (EnglishTags::THIRD, "3rd person singular"),
        (EnglishTags::PAST, "past"),
        (EnglishTags::ING, "-ing form"),
        (EnglishTags::DEGREE, "comparative or superlative"),
    ];
    named(NAMES, |flag| tags.intersects(flag))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(word: &str) -> String {
        Checker::new(Pack::embedded()).explain_word(word).unwrap_or_else(|| panic!("nothing about {word}"))
    }

    #[test]
    fn every_class_has_a_page() {
        for (word, class) in [
            ("however", "English, not French"),
            ("leader", "accepted loan         yes"),
            ("guidance", "spelt like"),
            ("toujours", "French and nothing else"),
            ("toudays", "in no lexicon"),
        ] {
            assert!(page(word).contains(class), "{}", page(word));
        }
    }

    #[test]
    fn what_is_shown() {
        assert!(page("However").starts_with("However\n"));
        assert!(page("chantait").contains("chanter  verb, imperfect, 3rd person singular"), "{}", page("chantait"));
        assert!(page("toudays").contains("toujours"), "{}", page("toudays"));
        assert!(page("in addition").contains("en outre"), "{}", page("in addition"));
        assert!(page("however").lines().all(|line| line == line.trim_end()));
    }

    #[test]
    fn what_nobody_knows() {
        let checker = Checker::new(Pack::embedded());
        for word in ["", " ", "qsdfgh", "stray-wrod", "xq zk", "\u{301}", "🦀"] {
            assert_eq!(checker.explain_word(word), None, "{word:?}");
        }
    }

    #[test]
    fn two_digits_are_enough() {
        for (number, text) in [(1.04, "1.0"), (12.4, "12"), (5623.4, "5 600"), (1e8, "100 000 000")] {
            assert_eq!(rounded(number), text);
        }
    }
}

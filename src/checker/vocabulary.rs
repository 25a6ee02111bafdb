//! Words and names that somebody accepts, and where a text has them.

use super::detect::{Item, Paragraphs};
use crate::language::{Memo, Pack};
use crate::text::{Case, Mark, Scanner, Span, Token, TokenKind, folded, hash};
use std::collections::HashMap;
use std::ops::Range;
use unicode_normalization::UnicodeNormalization;

/// Words, names and expressions that are no findings.
///
/// A word in small letters stands for itself in any capitals; one with a capital for this spelling and for all capitals.
///
/// ```
/// use intrus::{Checker, Document, Pack, Vocabulary};
///
/// let mut vocabulary = Vocabulary::new(Pack::embedded());
/// vocabulary.add_word("painkiller");
/// let text = "Le docteur lui a prescrit des painkillers pour la semaine.";
/// let checker = Checker::new(Pack::embedded());
/// assert_eq!(checker.check(&Document::plain(text)).len(), 1);
/// assert!(checker.with_vocabulary(vocabulary.into()).check(&Document::plain(text)).is_empty());
/// ```
#[derive(Debug, Clone)]
pub struct Vocabulary {
    pack: &'static Pack,
    /// What the expressions are, by their first token.
    expressions: HashMap<u64, Vec<Box<[Wanted]>>>,
}

/// A token of an expression.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Wanted {
    key: u64,
    /// The spelling, where it has a capital.
    spelling: Option<Box<str>>,
}

impl Vocabulary {
    /// Accepts nothing yet.
    pub fn new(pack: &'static Pack) -> Self {
        Vocabulary { pack, expressions: HashMap::new() }
    }

    /// Whether nothing is accepted.
    pub fn is_empty(&self) -> bool {
        self.expressions.is_empty()
    }

    /// Accepts a word or an expression, with the plural and feminine forms of its last word.
    pub fn add_word(&mut self, text: &str) {
        self.add_name(text);
        let text = text.trim();
        let last = Scanner::new(text, 0, text.len(), &[]).last().filter(|token| token.kind == TokenKind::Word);
        if let Some(last) = last.filter(|last| last.span.end == text.len()) {
            for form in inflected(self.pack, last.span.of(text)) {
                self.add_name(&format!("{}{form}", &text[..last.span.start]));
            }
        }
    }

    /// Accepts a name: a word or an expression, as it is.
    pub fn add_name(&mut self, text: &str) {
        let text: String = text.nfc().collect();
        let wanted = |token: Token| {
            let surface = token.span.of(&text);
            let spelling = (token.kind == TokenKind::Word && token.case != Case::Lower).then(|| surface.into());
            Wanted { key: key(token, &text), spelling }
        };
        let expression: Box<[Wanted]> = Scanner::new(&text, 0, text.len(), &[]).map(wanted).collect();
        if let Some(first) = expression.first() {
            let known = self.expressions.entry(first.key).or_default();
            if !known.contains(&expression) {
                known.push(expression);
            }
        }
    }

    /// Takes the accepted words of one of the paragraphs that were read, which is of `text`, off those that the detector looks at.
    pub(super) fn excuse(&self, text: &str, paragraphs: &mut Paragraphs, n: usize) {
        let paragraph = paragraphs.nth(n);
        if paragraph.doubtful.is_empty() {
            return;
        }
        let accepted = self.accepted(text, paragraph.items);
        if !accepted.is_empty() {
            paragraphs.excuse(n, &accepted);
        }
    }

    /// Whether the word at `span` is accepted where it stands.
    pub(super) fn accepts(&self, memo: &Memo, text: &str, marks: &[Mark], span: Span) -> bool {
        let mut scanner = Scanner::new(text, 0, text.len(), marks);
        let mut paragraphs = Paragraphs::default();
        while paragraphs.read(memo, text, &mut scanner) {
            let paragraph = paragraphs.first();
            if self.accepted(text, paragraph.items).iter().any(|range| paragraph.span(range).overlaps(span)) {
                return true;
            }
        }
        false
    }

    /// Whether nothing in a run of items is left when the accepted words are taken away.
    pub(super) fn covers(&self, text: &str, items: &[Item]) -> bool {
        let accepted = self.accepted(text, items);
        let is_left = |(i, item): (usize, &Item)| item.is_word() && !accepted.iter().any(|range| range.contains(&i));
        !accepted.is_empty() && !items.iter().enumerate().any(is_left)
    }

    /// Where accepted words and expressions stand, in order; of several that start at one place the longest.
    pub(super) fn accepted(&self, text: &str, items: &[Item]) -> Vec<Range<usize>> {
        let mut found = Vec::new();
        let mut at = 0;
        while at < items.len() {
            match self.longest(text, &items[at..]) {
                0 => at += 1,
                n => {
                    found.push(at..at + n);
                    at += n;
                }
            }
        }
        found
    }

    /// How many items the longest expression has that they start with.
    fn longest(&self, text: &str, items: &[Item]) -> usize {
        let Some(known) = items.first().and_then(|first| self.expressions.get(&key(first.token(), text))) else {
            return 0;
        };
        let fits = |expression: &[Wanted]| {
            expression.len() <= items.len()
                && expression.iter().zip(items).all(|(wanted, item)| wanted.fits(item.token(), text))
        };
        known.iter().filter(|expression| fits(expression)).map(|expression| expression.len()).max().unwrap_or(0)
    }
}

impl Wanted {
    fn fits(&self, token: Token, text: &str) -> bool {
        let is_spelt = |spelling: &str| token.case == Case::Upper || token.span.of(text).nfc().eq(spelling.chars());
        self.key == key(token, text) && self.spelling.as_deref().is_none_or(is_spelt)
    }
}

/// What tells a token from others, whatever its capitals where it is a word.
fn key(token: Token, text: &str) -> u64 {
    if token.kind == TokenKind::Word { token.hash } else { hash(token.span.of(text).as_bytes()) }
}

/// Ending of a word, and those of its plural and feminine forms, French and English. The first row that fits counts.
const ENDINGS: &[(&str, &[&str])] = &[
    ("eaux", &[]),
    ("eur", &["eurs", "euse", "euses", "eure", "eures", "rice", "rices"]),
    ("eux", &["euse", "euses"]),
    ("er", &["ers", "ère", "ères"]),
    ("if", &["ifs", "ive", "ives"]),
    ("el", &["els", "elle", "elles"]),
    ("en", &["ens", "enne", "ennes"]),
    ("on", &["ons", "onne", "onnes"]),
    ("et", &["ets", "ette", "ettes"]),
    ("al", &["als", "aux", "ale", "ales"]),
    ("au", &["aus", "aux"]),
    ("eu", &["eus", "eux"]),
    ("é", &["és", "ée", "ées"]),
    ("e", &["es"]),
    ("ch", &["chs", "ches"]),
    ("sh", &["shs", "shes"]),
    ("s", &["ses", "se"]),
    ("x", &["xes"]),
    ("z", &["zes"]),
    ("y", &["ys", "ies"]),
    ("", &["s", "e", "es"]),
];

/// The plural and feminine forms of a word: those that the lexicons give it, and the regular ones that no lexicon knows as
/// another word (`news` is no plural of `new`).
pub(super) fn inflected(pack: &Pack, word: &str) -> Vec<String> {
    let lemma = folded(word);
    let Some((ending, others)) = ENDINGS.iter().find(|(ending, _)| word.ends_with(ending)) else { return Vec::new() };
    let stem = &word[..word.len() - ending.len()];
    let regular = others.iter().map(|other| format!("{stem}{other}"));
    regular.filter(|form| is_form_of(pack, &folded(form), &lemma)).collect()
}

/// Whether a folded form is one of this lemma, or nobody knows what it is.
fn is_form_of(pack: &Pack, form: &str, lemma: &str) -> bool {
    use crate::language::lexicon::{EnglishTags, Tags};
    let nominal = Tags::NOUN.union(Tags::ADJECTIVE);
    let mut english = pack.english.readings(form).peekable();
    let french = pack.french.readings(form);
    english.peek().is_none() && french.is_empty()
        || english.any(|reading| reading.lemma == lemma && reading.tags.intersects(EnglishTags::PLURAL))
        || french.iter().any(|reading| reading.word == lemma && reading.tags.intersects(nominal))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The text of what is accepted in a text.
    fn accepted(words: &[&str], names: &[&str], text: &str) -> Vec<String> {
        let mut vocabulary = Vocabulary::new(Pack::embedded());
        words.iter().for_each(|word| vocabulary.add_word(word));
        names.iter().for_each(|name| vocabulary.add_name(name));
        let mut paragraphs = Paragraphs::default();
        paragraphs.read(&Memo::new(Pack::embedded()), text, &mut Scanner::new(text, 0, text.len(), &[]));
        let paragraph = paragraphs.first();
        let ranges = vocabulary.accepted(text, paragraph.items);
        ranges.iter().map(|range| paragraph.span(range).of(text).to_owned()).collect()
    }

    #[test]
    fn capitals() {
        let text = "deadline Deadline DEADLINE kot Kot KOT";
        assert_eq!(accepted(&["deadline", "Kot"], &[], text), ["deadline", "Deadline", "DEADLINE", "Kot", "KOT"]);
        assert_eq!(accepted(&[], &["Été"], "été Été E\u{301}te\u{301}"), ["Été", "E\u{301}te\u{301}"]);
    }

    #[test]
    fn inflection() {
        let forms = |word| inflected(Pack::embedded(), word);
        assert_eq!(forms("deadline"), ["deadlines"]);
        assert!(
            ["followeurs", "followeuse", "followeuses"]
                .iter()
                .all(|form| forms("followeur").contains(&form.to_string()))
        );
        assert!(forms("story").contains(&"stories".to_owned()));
        // `news`, `care`: words of their own.
        assert!(!forms("new").contains(&"news".to_owned()));
        assert!(!forms("car").contains(&"care".to_owned()));
        assert!(forms("original").contains(&"originaux".to_owned()));
        assert_eq!(accepted(&["deadline"], &["startup"], "Deux deadlines, trois startups."), ["deadlines"]);
    }

    #[test]
    fn expressions() {
        let words = &["due diligence", "due", "Procter & Gamble", "e-mail"];
        let text = "Une due diligence, deux due diligences, due à Procter & Gamble ou à un e‑mail.";
        let wanted = ["due diligence", "due diligences", "due", "Procter & Gamble", "e‑mail"];
        assert_eq!(accepted(words, &[], text), wanted);
        assert!(accepted(&["", "  "], &[""], text).is_empty());
    }
}

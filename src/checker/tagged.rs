//! The tagged tokens of a paragraph: what the rules about other damage (MT, TY) read.

use super::detect::{Item, Paragraph, setting};
use super::memos::Notes;
use super::repair::Repair;
use crate::language::lexicon::{Reading, Tags};
use crate::language::{Doubt, Pack, Profile};
use crate::text::{Case, Mark, Span, TokenKind};
use std::borrow::Cow;
use std::sync::Arc;

/// The tokens of a paragraph with what the lexicons and grammar say of each. Positions outside the paragraph are no words
/// and have no readings.
#[derive(Clone, Copy)]
pub(crate) struct Tagged<'a> {
    pub(super) notes: &'a Notes,
    /// The text of the segment.
    pub text: &'a str,
    /// Its marks.
    pub marks: &'a [Mark],
    pub(super) paragraph: &'a Paragraph<'a>,
}

/// What a word is after a determiner.
const NOMINAL: Tags = Tags(
    Tags::NOUN.0
        | Tags::ADJECTIVE.0
        | Tags::PAST_PARTICIPLE.0
        | Tags::NUMERAL.0
        | Tags::DETERMINER.0
        | Tags::ADVERB.0
        | Tags::NAMES.0,
);

/// Subjects after which nothing but a verb or another pronoun stands.
const SUBJECTS: &[&str] = &["je", "j'", "tu", "il", "on", "ils"];

impl<'a> Tagged<'a> {
    /// The language data.
    pub fn pack(self) -> &'static Pack {
        self.notes.words.pack()
    }

    /// Number of tokens.
    pub fn len(self) -> usize {
        self.paragraph.items.len()
    }

    /// The token at a position.
    pub fn get(self, at: usize) -> Option<&'a Item> {
        self.paragraph.items.get(at)
    }

    /// Whether the token at a position is a word.
    pub fn is_word(self, at: usize) -> bool {
        self.get(at).is_some_and(Item::is_word)
    }

    /// Whether the token at a position is of this kind.
    pub fn is(self, at: usize, kind: TokenKind) -> bool {
        self.get(at).is_some_and(|item| item.kind() == kind)
    }

    /// The bytes of the token at a position; none outside.
    pub fn span(self, at: usize) -> Span {
        self.get(at).map_or(Span::new(0, 0), |item| item.span())
    }

    /// The bytes from the first to the last of some tokens.
    pub fn spans(self, from: usize, to: usize) -> Span {
        Span::new(self.span(from).start, self.span(to).end)
    }

    /// The token at a position as it is written.
    pub fn surface(self, at: usize) -> &'a str {
        self.span(at).of(self.text)
    }

    /// The token at a position in its look-up form: small letters, straight apostrophes.
    pub fn folded(self, at: usize) -> Cow<'a, str> {
        if at < self.len() { self.paragraph.folded(self.text, at) } else { Cow::Borrowed("") }
    }

    /// What stands between the token at a position and the one before it: most often a space.
    pub fn gap_before(self, at: usize) -> &'a str {
        match at.checked_sub(1) {
            Some(before) if at < self.len() => Span::new(self.span(before).end, self.span(at).start).of(self.text),
            _ => "",
        }
    }

    /// Whether two words stand at these positions with nothing but a space between.
    pub fn are_beside(self, at: usize) -> bool {
        at > 0 && self.is_word(at - 1) && self.is_word(at) && matches!(self.gap_before(at), " " | "\u{a0}" | "\u{202f}")
    }

    /// Whether two words stand there, with nothing but a space or an apostrophe between.
    pub fn are_beside_or_elided(self, at: usize) -> bool {
        self.are_beside(at) || at > 0 && self.is_word(at) && self.surface(at - 1).ends_with(['’', '\''])
    }

    /// What the lexicons say of the word at a position.
    pub fn profile(self, at: usize) -> Option<Arc<Profile>> {
        self.is_word(at).then(|| self.paragraph.profile(&self.notes.words, self.text, at))
    }

    /// Every flag that some French reading of the word has.
    pub fn tags(self, at: usize) -> Tags {
        self.profile(at).map_or(Tags::default(), |profile| profile.tags())
    }

    /// The readings of the word with their lemmas.
    pub fn lemmas(self, at: usize) -> Vec<Reading> {
        if self.is_word(at) { self.pack().french.readings(&self.folded(at)) } else { Vec::new() }
    }

    /// The readings that the word at a position can have after the word before it: a noun, adjective or participle after a
    /// determiner that is nothing else, a verb or another pronoun after a subject. All of them where that would leave none.
    pub fn likely(self, at: usize) -> Vec<Tags> {
        let all: Vec<Tags> = self.profile(at).map_or_else(Vec::new, |profile| profile.readings().to_vec());
        let Some(before) = at.checked_sub(1).filter(|&before| self.is_word(before)) else { return all };
        let wanted = match self.tags(before) {
            _ if SUBJECTS.contains(&&*self.folded(before)) => Tags(Tags::VERB.0 | Tags::PRONOUN.0 | Tags::PARTICLE.0),
            tags if tags.intersects(Tags::DETERMINER)
                && !tags.intersects(Tags(Tags::PRONOUN.0 | Tags::PREPOSITION.0)) =>
            {
                NOMINAL
            }
            _ => return all,
        };
        let kept: Vec<Tags> = all.iter().copied().filter(|tags| tags.intersects(wanted)).collect();
        if kept.is_empty() { all } else { kept }
    }

    /// Whether the two words are a pair that edited French has, three times at least.
    pub fn is_pair(self, first: usize, second: usize) -> bool {
        let symbol = |at: usize| self.get(at).map(|item| self.paragraph.flow[item.flow()]);
        match (symbol(first), symbol(second)) {
            (Some(first), Some(second)) => self.pack().context.knows(first, second),
            _ => false,
        }
    }

    /// Whether the tokens stand in quotation marks or italics: what is wrong there may be meant.
    pub fn is_set_off(self, from: usize, to: usize) -> bool {
        let setting = setting(self.paragraph, self.text, self.marks, &(from..to + 1));
        setting.quoted || setting.emphasis
    }

    /// Whether edited French has this folded word before the word at a position, three times at least.
    pub fn is_pair_with(self, before: &str, at: usize) -> bool {
        let before = self.pack().word(before).symbol();
        before != 0
            && self.get(at).is_some_and(|item| self.pack().context.knows(before, self.paragraph.flow[item.flow()]))
    }

    /// How much more often (log10) edited French has the folded word `one` before the word at a position than `other`.
    pub fn log_odds(self, one: &str, other: &str, at: usize) -> f32 {
        let context = self.pack().context;
        let word = self.get(at).map_or(0, |item| self.paragraph.flow[item.flow()]);
        let joint = |before: &str| {
            let before = self.pack().word(before).symbol();
            context.unigram(before) + context.bigram(before, word)
        };
        joint(one) - joint(other)
    }

    /// Whether no word beside some tokens is foreign: in no French lexicon, and no name.
    pub fn is_among_french(self, from: usize, to: usize) -> bool {
        let is_foreign = |at: usize| {
            self.get(at).is_some_and(|item| {
                item.is_word()
                    && matches!(item.word.doubt(), Doubt::Unknown | Doubt::English)
                    && item.case() == Case::Lower
            })
        };
        !from.checked_sub(1).is_some_and(is_foreign) && !is_foreign(to + 1)
    }

    /// How much more often (log10) edited French has the folded word `other` after the word before a position than the word that stands there.
    pub fn log_odds_of(self, other: &str, at: usize) -> f32 {
        let context = self.pack().context;
        let symbol = |at: usize| self.get(at).map_or(0, |item| self.paragraph.flow[item.flow()]);
        let after = |word| context.bigram(symbol(at - 1), word);
        after(self.pack().word(other).symbol()) - after(symbol(at))
    }

    /// French that may have stood in place of an English word.
    pub fn french_of(self, english: &str) -> Vec<Repair> {
        self.notes.english(english).iter().map(|known| known.repair.clone()).collect()
    }
}

//! Other damage than English, run forwards: what the rules of MT and TY are measured with. Each is named like the rule that
//! finds it: one file and one line in [`BLEMISHES`].

mod agreement;
mod broken_sentence;
mod doubled_punctuation;
mod elision;
mod html_entity;
mod invisible_characters;
mod leftover_prompt;
mod looping_text;
mod lost_space;
mod mixed_quotes;
mod mojibake;
mod number_format;
mod repeated_word;
mod spacing;
mod split_placeholder;
mod untranslated_affix;
mod verb_form;

use super::{Damager, Random};
use crate::language::Pack;
use crate::language::lexicon::EnglishTags;
use crate::text::{Span, Token, TokenKind};

/// A way to damage a text.
#[derive(Debug)]
pub(super) struct Blemish {
    /// The name of the rule.
    pub name: &'static str,
    /// What is written at a place, and for how many of its tokens; none where nothing can be done.
    pub spoil: fn(&Spot, &mut Random) -> Option<(usize, String)>,
}

/// All of them, in the order of the rules.
pub(super) static BLEMISHES: &[&Blemish] = &[
    &broken_sentence::BLEMISH,
    &verb_form::BLEMISH,
    &repeated_word::BLEMISH,
    &looping_text::BLEMISH,
    &elision::BLEMISH,
    &agreement::BLEMISH,
    &untranslated_affix::BLEMISH,
    &split_placeholder::BLEMISH,
    &number_format::BLEMISH,
    &leftover_prompt::BLEMISH,
    &doubled_punctuation::BLEMISH,
    &mixed_quotes::BLEMISH,
    &mojibake::BLEMISH,
    &html_entity::BLEMISH,
    &spacing::BLEMISH,
    &lost_space::BLEMISH,
    &invisible_characters::BLEMISH,
];

/// A place in a text: a word and what follows.
#[derive(Clone, Copy)]
pub(super) struct Spot<'a> {
    /// The language data.
    pub pack: &'static Pack,
    /// The whole text.
    pub text: &'a str,
    /// The tokens from a word on.
    pub tokens: &'a [Token],
    /// What knows the English for French.
    pub damager: &'a Damager,
}

impl<'a> Spot<'a> {
    /// A token as it is written; empty behind the end.
    pub fn surface(self, at: usize) -> &'a str {
        self.tokens.get(at).map_or("", |token| token.span.of(self.text))
    }

    /// Whether a token is of this kind.
    pub fn is(self, at: usize, kind: TokenKind) -> bool {
        self.tokens.get(at).is_some_and(|token| token.kind == kind)
    }

    /// What stands between a token and the next; empty at the end.
    pub fn gap_after(self, at: usize) -> &'a str {
        match (self.tokens.get(at), self.tokens.get(at + 1)) {
            (Some(token), Some(next)) => Span::new(token.span.end, next.span.start).of(self.text),
            _ => "",
        }
    }

    /// What stands before the first token.
    pub fn before(self) -> &'a str {
        &self.text[..self.tokens[0].span.start]
    }

    /// An English word for a French lemma; which one is drawn by weight.
    pub fn english_of(self, lemma: &str, random: &mut Random) -> Option<String> {
        let all = self.damager.translations.get(lemma)?;
        let single = all.iter().filter(|english| english.0.bytes().all(|byte| byte.is_ascii_lowercase()));
        let choices: Vec<(String, f64)> = single.map(|english| (english.0.clone(), english.1)).collect();
        (!choices.is_empty()).then(|| random.pick(&choices))
    }

    /// A form of an English lemma.
    pub fn english_form(self, lemma: &str, tags: EnglishTags) -> Option<String> {
        self.damager.generator.form(lemma, tags)
    }
}

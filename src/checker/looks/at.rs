//! What a token may be about, told from what the hot table says of it and of the words before.

use crate::checker::detect::Item;
use crate::language::lexicon::Tags;
use crate::language::{Pack, Traits};
use crate::text::TokenKind;

/// What a token may be about; more may be true of one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct At(pub(super) u16);

impl At {
    /// Nothing that a rule asked for.
    pub(super) const NOTHING: At = At(0);
    /// A word that is the one before it again.
    pub const REPEATED: At = At(1);
    /// A word with a vowel or h at the start after one that elides (`le`, `que`, `si`), or with a consonant after an elided one (`l’`).
    pub const ELISION: At = At(1 << 1);
    /// A word that no reading makes agree with the determiner before it, or with the pronoun that is spelt like one.
    pub const DETERMINER: At = At(1 << 2);
    /// A word that no gender and number has in common with the word before it, both nouns, adjectives or participles as far as one can tell
    /// without looking, and a determiner before that.
    pub const NEIGHBOUR: At = At(1 << 3);
    /// A verb that is no noun, adjective or participle, after a word that governs an infinitive or a participle (`pourraient`, `pour`,
    /// `ont`), or after pronouns that stand after such a word (`pourraient se`).
    pub const GOVERNED: At = At(1 << 4);
    /// A word that is in no lexicon.
    pub const UNKNOWN: At = At(1 << 5);
    /// A number, or letters and digits mixed.
    pub const NUMBER: At = At(1 << 6);
    /// A full stop or another mark that ends sentences.
    pub const STOP: At = At(1 << 7);
    /// A mark inside a sentence that is no comma: a colon, a bracket, a dash.
    pub const PUNCTUATION: At = At(1 << 8);
    /// What is no prose: an address, code, a placeholder.
    pub const OPAQUE: At = At(1 << 9);
    /// The second of two words that are the two before them again.
    pub const REPEATED_PAIR: At = At(1 << 10);
    /// A mark (stop, comma, colon …) right after another.
    pub const DOUBLED: At = At(1 << 11);
    /// A mark between two words that touch it.
    pub const GLUED: At = At(1 << 12);
}

impl At {
    /// Either.
    pub const fn or(self, other: At) -> At {
        At(self.0 | other.0)
    }
}

/// What a mark may be about.
pub(super) fn mark(items: &[Item], at: usize) -> u16 {
    match items[at].token.kind {
        TokenKind::Stop => At::STOP.0 | touched(items, at),
        TokenKind::Comma => touched(items, at),
        TokenKind::Number | TokenKind::Symbol => At::NUMBER.0,
        TokenKind::Opaque => At::OPAQUE.0,
        TokenKind::Punctuation => At::PUNCTUATION.0 | touched(items, at),
        _ => 0,
    }
}

/// A word, as the one after it sees it.
#[derive(Clone, Copy)]
pub(super) struct Before {
    /// A determiner stands before it.
    is_determined: bool,
    hash: u64,
    /// The hashes of the two words before it, 0 where a mark stands between.
    earlier: [u64; 2],
    traits: Traits,
    kind: u8,
}

impl Before {
    /// No word stands before.
    pub(super) const NONE: Before =
        Before { is_determined: false, hash: 0, earlier: [0; 2], traits: Traits(0), kind: 0 };

    /// The word after it. A pronoun is governed by what governs it, and governs what follows.
    #[inline(always)]
    pub(super) fn then(self, hash: u64, traits: Traits, kind: u8) -> Before {
        let governs = if kind & CLITIC != 0 { self.kind & GOVERNS } else { 0 };
        Before {
            is_determined: self.kind & DETERMINES != 0,
            hash,
            earlier: [self.hash, self.earlier[0]],
            traits,
            kind: kind | governs,
        }
    }

    /// What a word after it may be about, so far as one can tell without looking anything up. `first` is its first byte.
    #[inline(always)]
    pub(super) fn triggers(self, hash: u64, traits: Traits, first: impl FnOnce() -> u8) -> u16 {
        let bit = |is: bool, at: At| if is { at.0 } else { 0 };
        let elision = (self.traits.elides() || self.kind & (ELIDED | IS_SI) != 0) && is_odd_after(self.kind, first());
        bit(hash == self.hash, At::REPEATED)
            | bit(hash == self.earlier[0] && self.hash == self.earlier[1], At::REPEATED_PAIR)
            | bit(elision, At::ELISION)
            | bit(traits.clashes_as_noun(self.traits), At::DETERMINER)
            | bit(self.is_determined && self.traits.has_nothing_in_common_with(traits), At::NEIGHBOUR)
            | bit(traits.is_bare_verb() && self.kind & GOVERNS != 0, At::GOVERNED)
    }
}

/// Whether a word with this first byte may be wrong after an elided word, or after one that elides.
#[inline]
fn is_odd_after(kind: u8, first: u8) -> bool {
    let is_consonant = first.is_ascii_alphabetic() && !b"aeiouyhAEIOUYH".contains(&first);
    if kind & ELIDED != 0 { is_consonant } else { !is_consonant }
}

/// What a mark touches on its left, or on both sides.
#[inline]
fn touched(items: &[Item], at: usize) -> u16 {
    let span = items[at].token.span;
    let Some(before) = at.checked_sub(1).map(|before| &items[before]).filter(|b| b.token.span.end == span.start) else {
        return 0;
    };
    match before.token.kind {
        TokenKind::Stop | TokenKind::Comma | TokenKind::Punctuation => At::DOUBLED.0,
        TokenKind::Word => {
            let is_glued = items.get(at + 1).is_some_and(|after| after.is_word() && after.token.span.start == span.end);
            if is_glued { At::GLUED.0 } else { 0 }
        }
        _ => 0,
    }
}

/// The word governs an infinitive or a participle.
const GOVERNS: u8 = 1;
/// The word is a pronoun that stands before its verb.
const CLITIC: u8 = 1 << 1;
/// The word is `si`, which elides before `il` only.
const IS_SI: u8 = 1 << 2;
/// The word has lost its vowel.
const ELIDED: u8 = 1 << 3;
/// The word is a determiner.
const DETERMINES: u8 = 1 << 4;

/// Words that tell what form of a verb follows, by symbol.
#[derive(Debug)]
pub(super) struct Governors(Box<[u8]>);

/// Verbs before an infinitive or a participle.
const GOVERNING: &[&str] = &["pouvoir", "devoir", "vouloir", "falloir", "aller", "avoir"];

/// Prepositions before an infinitive.
const PREPOSITIONS: &[&str] = &["pour", "sans", "de", "d'", "à"];

const ELIDED_WORDS: &[&str] = &["l'", "d'", "qu'", "jusqu'", "lorsqu'", "puisqu'"];

impl Governors {
    pub(super) fn new(pack: &Pack) -> Self {
        let mut kinds = vec![0u8; pack.words.vocabulary() + crate::language::ngram::symbols::FIRST_WORD as usize];
        let mut set = |word: &str, kind: u8| {
            let symbol = pack.word(word).symbol() as usize;
            if symbol != 0 {
                kinds[symbol] |= kind;
            }
        };
        PREPOSITIONS.iter().for_each(|word| set(word, GOVERNS));
        crate::checker::rules::PRONOUNS.iter().for_each(|word| set(word, CLITIC));
        set("si", IS_SI);
        ELIDED_WORDS.iter().for_each(|word| set(word, ELIDED));
        crate::checker::rules::DETERMINERS.iter().for_each(|word| set(word, DETERMINES));
        for lemma in GOVERNING {
            for form in pack.french.inflect_where(lemma, |tags| tags.intersects(Tags::VERB)) {
                set(&form.word, GOVERNS);
            }
        }
        Governors(kinds.into())
    }

    #[inline]
    pub(super) fn of(&self, item: &Item) -> u8 {
        self.0.get(item.word.symbol() as usize).copied().unwrap_or_default()
    }
}

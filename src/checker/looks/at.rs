//! What a token may be about, told from what the hot table says of it and of the words before.

use crate::checker::detect::{Item, Paragraph};
use crate::language::lexicon::Tags;
use crate::language::ngram::symbols::Symbol;
use crate::language::{Pack, Traits};
use crate::text::{Case, TokenKind};

/// What a token may be about; more may be true of one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct At(u16);

impl At {
    /// Bits that one has.
    pub(super) const BITS: usize = u16::BITS as usize;

    /// Nothing that a rule asked for.
    pub(super) const NOTHING: At = At(0);
    /// A word that no reading makes agree with the determiner before it, or with the pronoun that is spelt like one.
    pub const DETERMINER: At = At(AGREES as u16);
    /// A verb that is no noun, adjective or participle, after a word that governs an infinitive or a participle (`pourraient`, `pour`,
    /// `ont`), or after pronouns that stand after such a word (`pourraient se`); but none that is an infinitive by its last letter where
    /// one belongs.
    pub const GOVERNED: At = At(VERB as u16);
    /// A word with a vowel or h at the start after one that elides (`le`, `que`, `si`), or with a consonant after an elided one (`l’`).
    pub const ELISION: At = At((VOWEL | CONSONANT) as u16);
    /// A word that is in no lexicon.
    pub const UNKNOWN: At = At(1 << 6);
    /// A word that is the one before it again, or with it the two before them.
    pub const REPEATED: At = At(1 << 7);
    /// A word that no gender and number has in common with the word before it, both nouns, adjectives or participles as far as one can tell
    /// without looking and the first no verb, and a determiner before that.
    pub const NEIGHBOUR: At = At(1 << 8);
    /// A number that is more than digits, touches what is before it or stands before a word of two letters; letters and digits mixed.
    pub const NUMBER: At = At(1 << 9);
    /// A full stop or another mark that ends sentences, before a word in small letters or one of the [last](At::LAST) tokens of the paragraph.
    pub const STOP: At = At(1 << 10);
    /// What is no prose: an address, code, a placeholder.
    pub const OPAQUE: At = At(1 << 11);
    /// A mark (stop, comma, colon …) right after another; brackets are none.
    pub const DOUBLED: At = At(1 << 12);
    /// A mark between two words that touch it.
    pub const GLUED: At = At(1 << 13);

    /// So many tokens are the last of a paragraph.
    pub const LAST: usize = 8;

    /// Either.
    pub const fn or(self, other: At) -> At {
        At(self.0 | other.0)
    }

    /// The numbers of its bits.
    pub(super) fn bits(self) -> impl Iterator<Item = usize> {
        ones(self.0.into())
    }

    /// Whether one of the things is among the others.
    pub(super) fn has(self, others: At) -> bool {
        self.0 & others.0 != 0
    }
}

/// The numbers of the bits that are set.
#[inline]
pub(super) fn ones(mut bits: u32) -> impl Iterator<Item = usize> {
    std::iter::from_fn(move || {
        let bit = (bits != 0).then_some(bits.trailing_zeros() as usize)?;
        bits &= bits - 1;
        Some(bit)
    })
}

// What a word asks of the one after it, and what that one is, have the same bits, of which the lower are those of [`At`]: where both have
// one, something may be wrong. Every word of every text comes through here.

/// It is a determiner of one of three kinds; the other clashes with determiners of this kind, and not of all.
const AGREES: u32 = 0b111;
/// It governs an infinitive or a participle; the other is a verb and nothing else.
const VERB: u32 = 1 << 3;
/// It elides; the other starts with no consonant.
const VOWEL: u32 = 1 << 4;
/// It has lost its vowel; the other starts with a consonant.
const CONSONANT: u32 = 1 << 5;
/// The kinds of determiners that it goes with, if it is determined itself, one bit for each set of them but for none and all; the other goes
/// with none of that set.
const NOUN: u32 = 0b111_1110 << 8;
/// The verb that it governs may be a participle; the other is such a verb.
const PARTICIPLE: u32 = 1 << 15;

/// What a pronoun that stands before its verb asks in turn, if it was asked of it.
const PASSED_ON: u32 = VERB | PARTICIPLE;

/// What the hot table says of a word in its eight [`Traits`], in the form in which it is asked for here.
#[derive(Debug, Clone, Copy)]
struct Row {
    /// What it asks of the word after it.
    asks: u32,
    /// What it is for the word before it.
    is: u32,
}

const ROWS: [Row; 256] = {
    let mut rows = [Row { asks: 0, is: 0 }; 256];
    let mut bits = 0;
    while bits < rows.len() {
        let traits = Traits(bits as u8);
        let (kind, clashes) = (traits.kind() as u32, traits.clashes() as u32);
        let fits = AGREES & !clashes;
        let as_noun = if traits.is_verb() { 0 } else { NOUN & set(fits) };
        let mut as_adjective = 0;
        let mut others = if fits == 0 || kind != 0 { 0 } else { AGREES };
        while others != 0 {
            as_adjective |= if others & fits == 0 { NOUN & set(others) } else { 0 };
            others -= 1;
        }
        rows[bits] = Row {
            asks: kind | if traits.elides() { VOWEL } else { 0 } | as_noun,
            is: if fits == 0 { 0 } else { clashes }
                | if traits.is_bare_verb() { VERB | PARTICIPLE } else { 0 }
                | as_adjective,
        };
        bits += 1;
    }
    rows
};

/// The bit among those of [`NOUN`] that stands for a set of kinds of determiners.
const fn set(kinds: u32) -> u32 {
    1 << (NOUN.trailing_zeros() - 1 + kinds)
}

/// What a word is by its first byte.
const FIRST: [u32; 256] = {
    let mut all = [VOWEL; 256];
    let mut letter = b'a';
    while letter <= b'z' {
        if !matches!(letter, b'a' | b'e' | b'i' | b'o' | b'u' | b'y' | b'h') {
            all[letter as usize] = CONSONANT;
            all[letter.to_ascii_uppercase() as usize] = CONSONANT;
        }
        letter += 1;
    }
    all
};

/// Tells what the tokens of a paragraph may be about, one after the other.
pub(super) struct Walk<'a> {
    items: &'a [Item],
    text: &'a [u8],
    governors: &'a Governors,
    /// What is asked for.
    wanted: At,
    /// Where to go on.
    at: usize,
    /// What the token before asks.
    asks: u32,
    /// Which of the things that the next asks count after the one before it.
    lets: u32,
    /// The marks that have not been looked at.
    marks: std::slice::Iter<'a, usize>,
    /// The next word that may be about something, and what it is of the things that were asked of it.
    word: Option<(usize, u32)>,
    /// The next mark that may be about something.
    mark: Option<usize>,
}

impl<'a> Walk<'a> {
    /// From the first token of a paragraph of `text` on.
    pub(super) fn new(paragraph: &Paragraph<'a>, text: &'a str, governors: &'a Governors, wanted: At) -> Self {
        let Governor { asks, lets } = GOVERNORS[0];
        let Paragraph { items, marks, .. } = *paragraph;
        let mut walk = Walk {
            items,
            text: text.as_bytes(),
            governors,
            wanted,
            at: 0,
            asks,
            lets,
            marks: marks.iter(),
            word: None,
            mark: None,
        };
        (walk.word, walk.mark) = (walk.note(), walk.next_mark());
        walk
    }

    /// Goes on behind the next word that may be about something, and gives its place and what it is of the things that were asked of it.
    /// Alone, and without a call on the way, so that all of it stays in registers. Nobody can guess which tokens are words, but that they
    /// are about nothing: that is asked first.
    ///
    /// What is no word has no hash, asks nothing and lets nothing count, as the row and the governor of [`Word::NONE`] say.
    ///
    /// [`Word::NONE`]: crate::language::Word::NONE
    #[inline(never)]
    fn note(&mut self) -> Option<(usize, u32)> {
        let Walk { items, text, governors, at: from, mut asks, mut lets, .. } = *self;
        let (mut last, mut second) = (self.hash_before(from, 1), self.hash_before(from, 2));
        let mut rest = items[from..].iter();
        while let Some(item) = rest.next() {
            let (word, hash) = (item.word, item.hash());
            let (row, governor) = (governors.rows[usize::from(word.traits().0)], governors.get(word.symbol()));
            let common = asks & (row.is | governors.first[usize::from(text[item.span().start])]);
            asks = row.asks & lets | governor.asks | asks & governor.lets & PASSED_ON;
            lets = governor.lets;
            let at = || items.len() - rest.len() - 1;
            let is_again = || hash == last || hash == second && last == self.hash_before(at(), 3);
            if (common != 0 || word.is_unknown() || is_again()) && item.is_word() {
                (self.at, self.asks, self.lets) = (at() + 1, asks, lets);
                return Some((at(), common));
            }
            (last, second) = (hash, last);
        }
        self.at = items.len();
        None
    }

    /// The hash of the word so many tokens before; 0 where none stands.
    #[inline(always)]
    fn hash_before(&self, at: usize, back: usize) -> u64 {
        self.items.get(at.wrapping_sub(back)).map_or(0, |item| item.hash())
    }

    /// What a word may be about that is these of the things that were asked of it.
    fn word(&self, at: usize, common: u32) -> At {
        let item = &self.items[at];
        let mut about = At((common & (AGREES | VOWEL | CONSONANT)) as u16);
        let is_infinitive = || common & PARTICIPLE == 0 && self.text[item.span().end - 1] == b'r';
        if common & VERB != 0 && !is_infinitive() {
            about = about.or(At::GOVERNED);
        }
        if item.word.is_unknown() {
            about = about.or(At::UNKNOWN);
        }
        if common & NOUN != 0 {
            about = about.or(At::NEIGHBOUR);
        }
        let hash = |back: usize| self.hash_before(at, back);
        if hash(0) == hash(1) || hash(0) == hash(2) && hash(1) != 0 && hash(1) == hash(3) {
            about = about.or(At::REPEATED);
        }
        about
    }

    /// The next mark that may be about something. Nobody can guess which marks come, but that they stand as most do: the only branch.
    #[inline(never)]
    fn next_mark(&mut self) -> Option<usize> {
        let Walk { items, .. } = *self;
        // Words from here on are the last of the paragraph.
        let late = items.len().saturating_sub(At::LAST - 1);
        let mut marks = self.marks.clone();
        while let Some(&at) = marks.next() {
            let mark = &items[at];
            let goes_on = match items.get(at + 1) {
                Some(next) => next.is_word() & ((next.case() == Case::Lower) | (at + 1 >= late)),
                None => false,
            };
            let stands_oddly = !self.stands_as_most(mark);
            let is = ANYHOW | (u8::from(stands_oddly) * ODDLY) | (u8::from(goes_on) * GOES_ON);
            if NOTED[mark.kind() as usize] & is != 0 {
                self.marks = marks;
                return Some(at);
            }
        }
        self.marks = marks;
        None
    }

    /// What a mark may be about.
    fn mark(&self, at: usize) -> At {
        match self.items[at].kind() {
            TokenKind::Stop if self.goes_on(at + 1) => At::STOP.or(self.touched(at)),
            TokenKind::Stop | TokenKind::Comma | TokenKind::Punctuation => self.touched(at),
            TokenKind::Number if self.is_plain_number(at) => At::NOTHING,
            TokenKind::Number | TokenKind::Symbol => At::NUMBER,
            TokenKind::Opaque => At::OPAQUE,
            _ => At::NOTHING,
        }
    }

    /// Whether a number is digits, and nothing beside it says more.
    fn is_plain_number(&self, at: usize) -> bool {
        let span = self.items[at].span();
        let touches = at.checked_sub(1).is_some_and(|before| self.items[before].span().end == span.start);
        let is_short = |item: &Item| item.is_word() && item.span().len() == 2;
        !touches
            && !self.items.get(at + 1).is_some_and(is_short)
            && self.text[span.start..span.end].iter().all(u8::is_ascii_digit)
    }

    /// Whether a word in small letters stands there, or another soon before the paragraph ends.
    fn goes_on(&self, at: usize) -> bool {
        let ends_soon = at + At::LAST > self.items.len();
        self.items.get(at).is_some_and(|item| item.is_word() && (item.case() == Case::Lower || ends_soon))
    }

    /// Whether a mark touches nothing on its left, or nothing on its right and on its left none of the marks that come doubled.
    #[inline(always)]
    fn stands_as_most(&self, mark: &Item) -> bool {
        let byte = |at: usize| self.text.get(at).copied().unwrap_or_default();
        let span = mark.span();
        let (before, after) = (byte(span.start.wrapping_sub(1)), byte(span.end));
        // Told by its last byte, for `…` the last of these.
        let is_mark = matches!(before, b'.' | b',' | b';' | b':' | b'!' | b'?' | 0xa6);
        (before == b' ') | !is_mark & matches!(after, b' ' | b'\n')
    }

    /// What a mark touches on its left, or on both sides.
    fn touched(&self, at: usize) -> At {
        let span = self.items[at].span();
        if self.stands_as_most(&self.items[at]) {
            return At::NOTHING;
        }
        let before = at.checked_sub(1).map(|before| &self.items[before]).filter(|b| b.span().end == span.start);
        let is_glued = || self.items.get(at + 1).is_some_and(|after| after.is_word() && after.span().start == span.end);
        // Told by its first byte, for `…` the last of these.
        let is_mark =
            |item: &Item| matches!(self.text[item.span().start], b'.' | b',' | b';' | b':' | b'!' | b'?' | 0xe2);
        match before.map(|before| (before, before.kind())) {
            Some((before, TokenKind::Stop | TokenKind::Comma | TokenKind::Punctuation))
                if is_mark(before) && is_mark(&self.items[at]) =>
            {
                At::DOUBLED
            }
            Some((_, TokenKind::Word)) if is_glued() => At::GLUED,
            _ => At::NOTHING,
        }
    }
}

impl Iterator for Walk<'_> {
    /// Where the token stands, and what it may be about; some of that is asked for.
    type Item = (usize, At);

    fn next(&mut self) -> Option<(usize, At)> {
        loop {
            let (at, about) = match (self.word, self.mark) {
                (Some((at, common)), mark) if mark.is_none_or(|mark| at < mark) => {
                    self.word = self.note();
                    (at, self.word(at, common))
                }
                (_, Some(at)) => {
                    self.mark = self.next_mark();
                    (at, self.mark(at))
                }
                (_, None) => return None,
            };
            if about.has(self.wanted) {
                return Some((at, about));
            }
        }
    }
}

/// A mark is noted however it stands.
const ANYHOW: u8 = 1;
/// It is noted where it does not stand as most do.
const ODDLY: u8 = 1 << 1;
/// It is noted where the sentence may go on.
const GOES_ON: u8 = 1 << 2;

/// When a mark is noted, by its kind.
const NOTED: [u8; TokenKind::ALL.len()] = {
    let mut noted = [0; TokenKind::ALL.len()];
    let mut i = 0;
    while i < noted.len() {
        noted[i] = match TokenKind::ALL[i] {
            TokenKind::Number | TokenKind::Symbol | TokenKind::Opaque => ANYHOW,
            TokenKind::Comma | TokenKind::Punctuation => ODDLY,
            TokenKind::Stop => ODDLY | GOES_ON,
            _ => 0,
        };
        i += 1;
    }
    noted
};

/// What a word asks of the next one and lets pass, by its [ways](Governors::ways) of governing.
#[derive(Debug, Clone, Copy)]
struct Governor {
    /// What it asks.
    asks: u32,
    /// Which of the things that the word after it asks count, and which of [`PASSED_ON`] it asks if they were asked of it.
    lets: u32,
}

/// It stands before an infinitive.
const INFINITIVE: u8 = 1;
/// It stands before an infinitive or a participle.
const EITHER: u8 = 1 << 1;
/// It elides.
const ELIDES: u8 = 1 << 2;
/// It has lost its vowel.
const ELIDED: u8 = 1 << 3;
/// It determines the noun after it.
const DETERMINES: u8 = 1 << 4;
/// It is a pronoun that stands before its verb.
const PRONOUN: u8 = 1 << 5;

/// What a word asks and lets pass in each of its ways.
const EACH_WAY: [(u8, u32, u32); 6] = [
    (INFINITIVE, VERB, 0),
    (EITHER, VERB | PARTICIPLE, 0),
    (ELIDES, VOWEL, 0),
    (ELIDED, CONSONANT, 0),
    (DETERMINES, 0, NOUN),
    (PRONOUN, 0, PASSED_ON),
];

/// For each set of ways to govern.
const GOVERNORS: [Governor; 256] = {
    let mut all = [Governor { asks: 0, lets: AGREES | VOWEL }; 256];
    let mut ways = 0;
    while ways < all.len() {
        let governor = &mut all[ways];
        let mut way = 0;
        while way < EACH_WAY.len() {
            let (bit, asks, lets) = EACH_WAY[way];
            if ways as u8 & bit != 0 {
                governor.asks |= asks;
                governor.lets |= lets;
            }
            way += 1;
        }
        ways += 1;
    }
    all
};

/// What words tell of those beside them. The small tables are here too, so that one register leads to all.
#[derive(Debug)]
pub(super) struct Governors {
    /// By their [`Traits`].
    rows: [Row; 256],
    /// By their first byte.
    first: [u32; 256],
    /// By their ways of governing.
    governors: [Governor; 256],
    /// In which ways words govern, by their symbols.
    ways: [u8; SYMBOLS],
}

/// Symbols are numbered by falling frequency: words behind these are too rare to govern, and what is asked for stays in a fast cache.
const SYMBOLS: usize = 1 << 16;
/// Where all those words are found, which govern in no way.
const LAST: usize = SYMBOLS - 1;

/// Verbs before an infinitive or a participle.
const GOVERNING: &[&str] = &["pouvoir", "devoir", "vouloir", "falloir", "aller", "avoir"];

/// Prepositions before an infinitive.
const PREPOSITIONS: &[&str] = &["pour", "sans", "de", "d'", "à"];

const ELIDED_WORDS: &[&str] = &["l'", "d'", "qu'", "jusqu'", "lorsqu'", "puisqu'"];

impl Governors {
    pub(super) fn new(pack: &Pack) -> Self {
        let mut ways = [0; SYMBOLS];
        let mut set = |word: &str, way: u8| {
            if let symbol @ 1..LAST = pack.word(word).symbol() as usize {
                ways[symbol] |= way;
            }
        };
        PREPOSITIONS.iter().for_each(|word| set(word, INFINITIVE));
        crate::checker::rules::PRONOUNS.iter().for_each(|word| set(word, PRONOUN));
        set("si", ELIDES);
        ELIDED_WORDS.iter().for_each(|word| set(word, ELIDED));
        crate::checker::rules::DETERMINERS.iter().for_each(|word| set(word, DETERMINES));
        for lemma in GOVERNING {
            for form in pack.french.inflect_where(lemma, |tags| tags.intersects(Tags::VERB)) {
                set(&form.word, if lemma == &"avoir" { EITHER } else { INFINITIVE });
            }
        }
        Governors { rows: ROWS, first: FIRST, governors: GOVERNORS, ways }
    }

    /// What the word with this symbol asks and lets pass.
    #[inline(always)]
    fn get(&self, symbol: Symbol) -> Governor {
        self.governors[usize::from(self.ways[(symbol as usize).min(LAST)])]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checker::detect::Paragraphs;
    use crate::language::Memo;
    use crate::text::Scanner;

    /// The tokens of a paragraph that may be about one of these things.
    fn told(text: &str, wanted: At) -> Vec<&str> {
        let pack = Pack::embedded();
        let mut paragraphs = Paragraphs::default();
        paragraphs.read(&Memo::new(pack), text, &mut Scanner::new(text, 0, text.len(), &[]));
        let paragraph = paragraphs.first();
        let governors = Governors::new(pack);
        let walk = Walk::new(&paragraph, text, &governors, wanted);
        walk.map(|(at, _)| paragraph.items[at].span().of(text)).collect()
    }

    #[test]
    fn words_are_told_by_those_before_them() {
        assert_eq!(told("le homme, l’résolution, si il, la maison, l’eau", At::ELISION), ["homme", "résolution", "il"]);
        assert_eq!(told("un maison, les voisin, une table, la mange", At::DETERMINER), ["maison", "voisin"]);
        assert_eq!(told("la maison blancs, la maison rouge, la maison des amis", At::NEIGHBOUR), ["blancs"]);
        let verbs = "ils pourraient se poursuivra, pour se finir, pour empêchera, nous avons oublier, ils mangent";
        assert_eq!(told(verbs, At::GOVERNED), ["poursuivra", "empêchera", "oublier"]);
        assert_eq!(told("de de la, de, de, un à un, sur la sur la", At::REPEATED), ["de", "la"]);
        assert_eq!(told("le xqztw du Xqztw", At::UNKNOWN), ["xqztw", "Xqztw"]);
    }

    #[test]
    fn marks_are_told_by_what_is_beside_them() {
        assert_eq!(told("la fin.. du mois.La (belle), rue", At::DOUBLED.or(At::GLUED)), [".", "."]);
        assert_eq!(told("en 2012 il a vu 1,250 euros et 3 go", At::NUMBER), ["2012", "1,250", "3"]);
        assert_eq!(told("La fin. du mois. Elle part.", At::STOP), [".", "."]);
    }
}

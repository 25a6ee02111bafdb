//! What a token may be about, told from what the hot table says of it and of the words before.

use crate::checker::detect::Item;
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
    pub const DETERMINER: At = At(AGREES);
    /// A verb that is no noun, adjective or participle, after a word that governs an infinitive or a participle (`pourraient`, `pour`,
    /// `ont`), or after pronouns that stand after such a word (`pourraient se`); but none that is an infinitive by its last letter where
    /// one belongs.
    pub const GOVERNED: At = At(VERB);
    /// A word with a vowel or h at the start after one that elides (`le`, `que`, `si`), or with a consonant after an elided one (`l’`).
    pub const ELISION: At = At(VOWEL | CONSONANT);
    /// A word that is in no lexicon.
    pub const UNKNOWN: At = At(1 << 6);
    /// A word that is the one before it again, or with it the two before them.
    pub const REPEATED: At = At(1 << 7);
    /// A word that no gender and number has in common with the word before it, both nouns, adjectives or participles as far as one can tell
    /// without looking, and a determiner before that.
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

// What a word asks of the one after it, and what that one is, have the same bits, those of [`At`]: where both have one, something may be
// wrong. Every word of every text comes through here.

/// It is a determiner of one of three kinds; the other clashes with determiners of this kind, and not of all.
const AGREES: u16 = 0b111;
/// It governs an infinitive or a participle; the other is a verb and nothing else.
const VERB: u16 = 1 << 3;
/// It elides; the other starts with no consonant.
const VOWEL: u16 = 1 << 4;
/// It has lost its vowel; the other starts with a consonant.
const CONSONANT: u16 = 1 << 5;
/// The kinds of determiners that it goes with, a bit for each, if it is determined itself; the other likewise. Here something may be wrong
/// where they have none in common. The fourth kind stands for whatever is not asked.
const NOUN: u16 = 0b1111 << 8;
/// It is a determiner: the other is determined.
const DETERMINES: u16 = 1 << 12;
/// It is a pronoun that stands before its verb, and asks what was asked of it.
const CLITIC: u16 = 1 << 13;
/// The verb that it governs may be a participle.
const PARTICIPLE: u16 = 1 << 14;

/// What the hot table says of a word in its eight [`Traits`], in the form in which it is asked for here.
#[derive(Clone, Copy)]
struct Row {
    /// What it asks of the word after it.
    asks: u16,
    /// What it is for the word before it.
    is: u16,
}

static ROWS: [Row; 256] = {
    let mut rows = [Row { asks: 0, is: 0 }; 256];
    let mut bits = 0;
    while bits < rows.len() {
        let traits = Traits(bits as u8);
        let (kind, clashes) = (traits.kind() as u16, traits.clashes() as u16);
        let fits = AGREES & !clashes;
        let as_noun = if fits == 0 { NOUN } else { fits << NOUN.trailing_zeros() };
        let as_adjective = if kind == 0 { as_noun } else { NOUN };
        let verb = if traits.is_bare_verb() { VERB } else { 0 };
        rows[bits] = Row {
            asks: kind | if traits.elides() { VOWEL } else { 0 } | as_noun,
            is: if fits == 0 { 0 } else { clashes } | verb | as_adjective,
        };
        bits += 1;
    }
    rows
};

/// What a word is by its first byte.
static FIRST: [u16; 256] = {
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
    at: usize,
    before: Before,
}

/// The words before a word.
#[derive(Clone, Copy)]
struct Before {
    /// What the last asks.
    asks: u16,
    /// The hashes of the last two, the last first; 0 where a mark stands between.
    hashes: [u64; 2],
}

impl Before {
    /// No words.
    const NONE: Before = Before { asks: NOUN, hashes: [0; 2] };
}

impl<'a> Walk<'a> {
    /// From the first token of a paragraph of `text` on.
    pub(super) fn new(items: &'a [Item], text: &'a str, governors: &'a Governors, wanted: At) -> Self {
        Walk { items, text: text.as_bytes(), governors, wanted, at: 0, before: Before::NONE }
    }

    /// What a word may be about that has these bits in common with what was asked of it, after two words with these hashes.
    #[inline(never)]
    fn word(&self, at: usize, asked: u16, common: u16, before: [u64; 2]) -> At {
        let item = &self.items[at];
        let mut about = common & (AGREES | VOWEL | CONSONANT);
        let is_infinitive = || asked & PARTICIPLE == 0 && self.text[item.token.span.end - 1] == b'r';
        if common & VERB != 0 && !is_infinitive() {
            about |= VERB;
        }
        if item.word.is_unknown() {
            about |= At::UNKNOWN.0;
        }
        if common & NOUN == 0 {
            about |= At::NEIGHBOUR.0;
        }
        let hash = item.token.hash;
        let is_pair = || at >= 3 && self.items[at - 3].token.hash == before[0];
        if hash == before[0] || hash == before[1] && is_pair() {
            about |= At::REPEATED.0;
        }
        At(about)
    }

    /// What a mark may be about.
    #[inline(never)]
    fn mark(&self, at: usize) -> At {
        match self.items[at].token.kind {
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
        let span = self.items[at].token.span;
        let touches = at.checked_sub(1).is_some_and(|before| self.items[before].token.span.end == span.start);
        let is_short = |item: &Item| item.is_word() && item.token.span.len() == 2;
        !touches
            && !self.items.get(at + 1).is_some_and(is_short)
            && self.text[span.start..span.end].iter().all(u8::is_ascii_digit)
    }

    /// Whether a word in small letters stands there, or another soon before the paragraph ends.
    fn goes_on(&self, at: usize) -> bool {
        let ends_soon = at + At::LAST > self.items.len();
        self.items.get(at).is_some_and(|item| item.is_word() && (item.token.case == Case::Lower || ends_soon))
    }

    /// What a mark touches on its left, or on both sides.
    fn touched(&self, at: usize) -> At {
        let span = self.items[at].token.span;
        let byte = |at: Option<usize>| at.and_then(|at| self.text.get(at)).copied().unwrap_or_default();
        if byte(span.start.checked_sub(1)).is_ascii_alphanumeric() && matches!(byte(Some(span.end)), b' ' | b'\n') {
            return At::NOTHING; // as most marks stand
        }
        let before = at.checked_sub(1).map(|before| &self.items[before]).filter(|b| b.token.span.end == span.start);
        let is_glued =
            || self.items.get(at + 1).is_some_and(|after| after.is_word() && after.token.span.start == span.end);
        // Told by its first byte, for `…` the last of these.
        let is_mark =
            |item: &Item| matches!(self.text[item.token.span.start], b'.' | b',' | b';' | b':' | b'!' | b'?' | 0xe2);
        match before.map(|before| (before, before.token.kind)) {
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

    // Alone, so that all of it stays in registers, and what is seldom is told elsewhere.
    #[inline(never)]
    fn next(&mut self) -> Option<(usize, At)> {
        let Walk { items, text, governors, at: from, before, .. } = *self;
        let Before { mut asks, hashes: [mut last, mut second] } = before;
        let wanted = self.wanted.0 & (AGREES | VERB | VOWEL | CONSONANT);
        for (n, item) in items[from..].iter().enumerate() {
            let about = if item.is_word() {
                let (word, hash) = (item.word, item.token.hash);
                let kind = governors.kind(word.symbol());
                let row = ROWS[usize::from(word.traits().0)];
                let (asked, common) = (asks, asks & (row.is | FIRST[usize::from(text[item.token.span.start])]));
                let noun = if asked & DETERMINES == 0 { NOUN } else { 0 };
                let passed_on = if kind & CLITIC == 0 { 0 } else { asked & (VERB | PARTICIPLE) };
                asks = row.asks | kind | noun | passed_on;
                let again = [last, second];
                (last, second) = (hash, last);
                let is_again = hash == again[0] || hash == again[1];
                if common & NOUN != 0 && common & wanted == 0 && !is_again && !word.is_unknown() {
                    continue;
                }
                self.word(from + n, asked, common, again)
            } else {
                Before { asks, hashes: [last, second] } = Before::NONE;
                self.mark(from + n)
            };
            if about.has(self.wanted) {
                (self.at, self.before) = (from + n + 1, Before { asks, hashes: [last, second] });
                return Some((from + n, about));
            }
        }
        self.at = self.items.len();
        None
    }
}

/// Words that tell what follows. Most are among the most frequent words, and of the others hardly any: by symbol, in pages of which the
/// empty ones are one, so that what is asked for stays in a fast cache.
#[derive(Debug)]
pub(super) struct Governors {
    /// Which page the symbols are on, [`PAGE`] at a time.
    index: Box<[u16; SYMBOLS / PAGE]>,
    /// The first is empty.
    pages: Box<[[u16; PAGE]]>,
}

/// Symbols on a page.
const PAGE: usize = 256;

/// A [`Word`](crate::language::Word) has room for so many symbols.
const SYMBOLS: usize = 1 << 20;

/// Verbs before an infinitive or a participle.
const GOVERNING: &[&str] = &["pouvoir", "devoir", "vouloir", "falloir", "aller", "avoir"];

/// Prepositions before an infinitive.
const PREPOSITIONS: &[&str] = &["pour", "sans", "de", "d'", "à"];

const ELIDED_WORDS: &[&str] = &["l'", "d'", "qu'", "jusqu'", "lorsqu'", "puisqu'"];

impl Governors {
    pub(super) fn new(pack: &Pack) -> Self {
        let (mut index, mut pages) = (Box::new([0u16; SYMBOLS / PAGE]), vec![[0u16; PAGE]]);
        let mut set = |word: &str, kind: u16| {
            let symbol = pack.word(word).symbol() as usize;
            if symbol != 0 {
                let page = &mut index[symbol / PAGE];
                if *page == 0 {
                    *page = pages.len() as u16;
                    pages.push([0; PAGE]);
                }
                pages[usize::from(*page)][symbol % PAGE] |= kind;
            }
        };
        PREPOSITIONS.iter().for_each(|word| set(word, VERB));
        crate::checker::rules::PRONOUNS.iter().for_each(|word| set(word, CLITIC));
        set("si", VOWEL);
        ELIDED_WORDS.iter().for_each(|word| set(word, CONSONANT));
        crate::checker::rules::DETERMINERS.iter().for_each(|word| set(word, DETERMINES));
        for lemma in GOVERNING {
            for form in pack.french.inflect_where(lemma, |tags| tags.intersects(Tags::VERB)) {
                set(&form.word, if lemma == &"avoir" { VERB | PARTICIPLE } else { VERB });
            }
        }
        Governors { index, pages: pages.into() }
    }

    /// What the word with this symbol governs and is.
    #[inline(always)]
    fn kind(&self, symbol: Symbol) -> u16 {
        let symbol = symbol as usize;
        let page = self.index[symbol / PAGE % self.index.len()];
        self.pages[usize::from(page)][symbol % PAGE]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checker::detect::Paragraph;
    use crate::language::Memo;
    use crate::text::Scanner;

    /// The tokens of a paragraph that may be about one of these things.
    fn told(text: &str, wanted: At) -> Vec<&str> {
        let pack = Pack::embedded();
        let mut paragraph = Paragraph::default();
        paragraph.read(&Memo::new(pack), text, &mut Scanner::new(text, 0, text.len(), &[]));
        let governors = Governors::new(pack);
        let walk = Walk::new(&paragraph.items, text, &governors, wanted);
        walk.map(|(at, _)| paragraph.items[at].token.span.of(text)).collect()
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

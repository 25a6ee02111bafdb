//! One paragraph as the detector sees it: its tokens with what is known of each, and the stream of symbols between them.

use crate::language::ngram::symbols::{self, BREAK, Symbol};
use crate::language::{Doubt, Memo, Profile, Word};
use crate::text::{Case, Mark, MarkKind, Span, Token, TokenKind, folded, is_folded};
use std::borrow::Cow;
use std::sync::Arc;

/// A token and what is known of it: in so few bytes that two of them share a line of the cache, and none lies in two.
#[derive(Debug, Clone, Copy)]
#[repr(align(32))]
pub struct Item {
    hash: u64,
    start: usize,
    /// Bytes of the token. A block has a megabyte at most.
    length: u32,
    /// What the lexicon says, for words.
    pub word: Word,
    flow: u32,
    /// The kind of the token in the lowest bits, then its [case](CASE), [`INITIAL`], and the sentence from [`SENTENCE`] on.
    bits: u32,
}

const _: () = assert!(size_of::<Item>() == 32);

const KIND: u32 = 0b1111;
/// Where the two bits of the case are.
const CASE: u32 = 4;
const INITIAL: u32 = 1 << 6;
const SENTENCE: u32 = 7;

/// In which sentence of a paragraph the next token stands, and whether it starts one, as [`Item`] keeps them.
#[derive(Debug, Clone, Copy)]
pub(super) struct Position {
    bits: u32,
}

impl Position {
    /// Where a paragraph starts.
    pub const START: Position = Position { bits: INITIAL };

    /// Sets whether a token here starts a sentence.
    #[inline(always)]
    pub fn set_initial(&mut self, initial: bool) {
        self.bits = self.bits & !INITIAL | if initial { INITIAL } else { 0 };
    }

    /// Whether a token here starts a sentence.
    #[inline(always)]
    pub fn is_initial(self) -> bool {
        self.bits & INITIAL != 0
    }

    /// Goes so many sentences on. A paragraph of a block, of a megabyte at most, has far less of them than there are numbers.
    #[inline(always)]
    pub fn pass(&mut self, sentences: u8) {
        self.bits = self.bits.wrapping_add(u32::from(sentences) << SENTENCE);
    }
}

impl Item {
    /// A token of which nothing is known yet; `flow` is what [`Item::flow`] tells.
    #[inline(always)]
    pub(super) fn new(token: Token, flow: usize, position: Position) -> Self {
        let Token { span, kind, case, hash } = token;
        Item {
            hash,
            start: span.start,
            length: (span.end - span.start) as u32,
            word: Word::NONE,
            flow: flow as u32,
            bits: position.bits | kind as u32 | (case as u32) << CASE,
        }
    }

    /// The token.
    #[inline(always)]
    pub fn token(&self) -> Token {
        Token { span: self.span(), kind: self.kind(), case: self.case(), hash: self.hash }
    }

    /// See [`Token::span`].
    #[inline(always)]
    pub fn span(&self) -> Span {
        Span { start: self.start, end: self.start + self.length as usize }
    }

    /// See [`Token::kind`].
    #[inline(always)]
    pub fn kind(&self) -> TokenKind {
        TokenKind::of(self.bits & KIND)
    }

    /// See [`Token::case`].
    #[inline(always)]
    pub fn case(&self) -> Case {
        Case::of(self.bits >> CASE)
    }

    /// See [`Token::hash`].
    #[inline(always)]
    pub fn hash(&self) -> u64 {
        self.hash
    }

    /// See [`Token::is_elided`].
    #[inline]
    pub fn is_elided(&self, text: &str) -> bool {
        self.token().is_elided(text)
    }

    /// Whether the token is a word.
    #[inline(always)]
    pub fn is_word(&self) -> bool {
        self.bits & KIND == TokenKind::Word as u32
    }

    /// Whether the token starts a sentence.
    #[inline(always)]
    pub fn is_initial(&self) -> bool {
        self.bits & INITIAL != 0
    }

    /// Number of the sentence in the paragraph.
    #[inline]
    pub fn sentence(&self) -> u32 {
        self.bits >> SENTENCE
    }

    /// Position in [`Paragraph::flow`]; of the next visible token for one that the flow skips.
    #[inline(always)]
    pub fn flow(&self) -> usize {
        self.flow as usize
    }

    /// What a word is to the context model.
    pub(super) fn symbol(&self) -> Symbol {
        symbols::symbol(self.word.symbol(), self.word.is_name(), self.case())
    }

    /// Whether the token is a word that is capitalised though no sentence starts there.
    pub fn is_capital_inside(&self) -> bool {
        self.is_word() && self.case() != Case::Lower && !self.is_initial()
    }

    /// Whether it is such a word or a symbol.
    pub(super) fn is_capital(&self) -> bool {
        self.is_capital_inside() || self.kind() == TokenKind::Symbol
    }
}

/// The tokens of one paragraph, as [`Paragraphs`](super::Paragraphs) hold them.
#[derive(Debug, Clone, Copy)]
pub struct Paragraph<'r> {
    /// The tokens.
    pub items: &'r [Item],
    /// Symbols of the visible tokens, with two sentence borders around every sentence.
    pub flow: &'r [Symbol],
    /// The words that are not plainly French or names.
    pub doubtful: &'r [usize],
    /// The tokens that are no words.
    pub marks: &'r [usize],
    /// Number of words.
    pub words: usize,
    /// Of these English and no French, in small letters.
    pub english: usize,
}

impl Paragraph<'_> {
    /// Number of words in small letters.
    pub fn small(&self) -> usize {
        self.items.iter().filter(|item| item.is_word() && item.case() == Case::Lower).count()
    }

    /// The two symbols before a position of the flow.
    pub fn left(&self, flow: usize) -> [Symbol; 2] {
        [self.flow[flow - 2], self.flow[flow - 1]]
    }

    /// The two symbols from a position of the flow on.
    pub fn right(&self, flow: usize) -> [Symbol; 2] {
        [self.flow.get(flow).copied().unwrap_or(BREAK), self.flow.get(flow + 1).copied().unwrap_or(BREAK)]
    }

    /// The symbols of the word at `item` and of what stands before and after it.
    pub fn neighbours(&self, item: usize) -> [Symbol; 3] {
        let flow = self.items[item].flow();
        [self.left(flow)[1], self.flow[flow], self.right(flow + 1)[0]]
    }

    /// The text of an item, folded.
    pub fn folded<'t>(&self, text: &'t str, item: usize) -> Cow<'t, str> {
        folded_of(text, self.items[item].token())
    }

    /// What the lexicons say of an item that is a word.
    pub fn profile(&self, memo: &Memo, text: &str, item: usize) -> Arc<Profile> {
        memo.profile(self.items[item].hash(), || self.folded(text, item))
    }

    /// The bytes from the first to the last of a range of items.
    pub fn span(&self, items: &std::ops::Range<usize>) -> Span {
        Span::new(self.items[items.start].span().start, self.items[items.end - 1].span().end)
    }
}

/// The text of a token, folded.
pub(super) fn folded_of(text: &str, token: Token) -> Cow<'_, str> {
    let word = token.span.of(text);
    if is_folded(word) { Cow::Borrowed(word) } else { Cow::Owned(folded(word)) }
}

/// How a run of tokens is set off from what stands around it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Setting {
    /// Inside quotation marks.
    pub quoted: bool,
    /// The quotation marks enclose the run and nothing else but punctuation.
    pub whole_quote: bool,
    /// Words inside the quotation marks.
    pub quote_words: usize,
    /// Of these, words of English that are no French.
    pub quote_english: usize,
    /// Inside round brackets that hold nothing else.
    pub whole_bracket: bool,
    /// Inside italics.
    pub emphasis: bool,
}

/// Marks further away than so many items set nothing off: a paragraph may be a megabyte, and is asked about for each of its words.
const REACH: usize = 4096;

/// How the items `range` are set off.
pub fn setting(paragraph: &Paragraph, text: &str, marks: &[Mark], range: &std::ops::Range<usize>) -> Setting {
    use TokenKind as K;
    let items = &paragraph.items;
    let mut setting = Setting::default();
    let span = paragraph.span(range);
    setting.emphasis = marks.iter().any(|m| m.kind == MarkKind::Emphasis && m.span.overlaps(span));

    // The innermost quotation marks around the run, in the paragraph.
    let kind = |mark: usize| items[mark].kind();
    let first_from = |at: usize| paragraph.marks.partition_point(|&mark| mark < at);
    let last = items.len().min(range.end + REACH);
    let marks = &paragraph.marks[first_from(range.start.saturating_sub(REACH))..first_from(last)];
    let (before, after) = marks.split_at(marks.partition_point(|&mark| mark < range.start));
    let mut straight_before = before.iter().filter(|&&mark| kind(mark) == K::StraightQuote).count() % 2 == 1;
    let mut open = None;
    let mut closed = 0;
    for &mark in before.iter().rev() {
        match kind(mark) {
            K::CloseQuote => closed += 1,
            K::OpenQuote if closed > 0 => closed -= 1,
            K::OpenQuote => {
                open = Some(mark);
                break;
            }
            K::StraightQuote if straight_before && closed == 0 => {
                open = Some(mark);
                break;
            }
            K::StraightQuote => straight_before = !straight_before,
            _ => {}
        }
    }
    if let Some(open) = open {
        let wanted = if items[open].kind() == K::OpenQuote { K::CloseQuote } else { K::StraightQuote };
        let close = after.iter().copied().find(|&mark| mark >= range.end && kind(mark) == wanted);
        let close = close.unwrap_or(last);
        setting.quoted = true;
        let words = |r: std::ops::Range<usize>| r.filter(|&i| items[i].is_word()).count();
        setting.quote_words = words(open + 1..close);
        setting.quote_english =
            (open + 1..close).filter(|&i| items[i].is_word() && items[i].word.doubt() == Doubt::English).count();
        setting.whole_quote = words(open + 1..range.start) + words(range.end..close) == 0;
    }
    let bracket = |i: Option<usize>, wanted: &[&str]| {
        i.and_then(|i| items.get(i)).is_some_and(|i| i.kind() == K::Punctuation && wanted.contains(&i.span().of(text)))
    };
    setting.whole_bracket = bracket(range.start.checked_sub(1), &["(", "["]) && bracket(Some(range.end), &[")", "]"]);
    // Asterisks in plain text are italics when they touch the run.
    let touches = |i: Option<usize>| i.and_then(|i| items.get(i)).is_some_and(|i| i.kind() == K::Asterisk);
    setting.emphasis |= touches(range.start.checked_sub(1)) && touches(Some(range.end));
    setting
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checker::detect::Paragraphs;
    use crate::language::Pack;
    use crate::text::Scanner;

    /// How the last word is set off that stands so many words behind an opening quotation mark, with as many after it before the closing one.
    fn quoted(words: usize) -> Setting {
        let text = format!("«{} however{} »", " mot".repeat(words), " mot".repeat(words));
        let mut paragraphs = Paragraphs::default();
        paragraphs.read(&Memo::new(Pack::embedded()), &text, &mut Scanner::new(&text, 0, text.len(), &[]));
        setting(&paragraphs.first(), &text, &[], &(words + 1..words + 2))
    }

    #[test]
    fn quotation_marks_reach_only_so_far() {
        for words in [3, REACH - 1] {
            let setting = quoted(words);
            assert_eq!((setting.quoted, setting.quote_words), (true, 2 * words + 1));
        }
        assert!(!quoted(REACH).quoted);
    }
}

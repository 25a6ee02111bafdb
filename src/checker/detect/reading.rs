//! Reading: text to paragraphs.

use super::paragraph::{Item, Paragraph};
use crate::language::ngram::symbols::{self, BREAK, Step, Symbol};
use crate::language::{Doubt, Memo, Pack, Word};
use crate::text::{Case, Scanner, Token, TokenKind, fold_in};
use std::ops::Range;

/// The paragraph that was read last, and those before it that were to be kept, one behind the other in the same memory: what is
/// read needs none of its own, and what is kept need not be copied.
#[derive(Debug, Clone, Default)]
pub struct Paragraphs {
    items: Vec<Item>,
    flow: Vec<Symbol>,
    doubtful: Vec<usize>,
    /// The words of the last paragraph that are not among the most frequent ones.
    late: Vec<usize>,
    /// What of the items, the flow and the doubtful words is kept.
    kept: [usize; 3],
    last: Extent,
    buffer: String,
}

/// Room for more tokens than this is not kept: of fifty bytes each, and a block of a megabyte has no more.
const ROOM: usize = 1 << 18;

/// Where in the [`Paragraphs`] one of them is.
#[derive(Debug, Clone, Default)]
pub struct Extent {
    items: Range<usize>,
    flow: Range<usize>,
    doubtful: Range<usize>,
    words: usize,
    english: usize,
}

impl Paragraphs {
    /// Reads the next paragraph of `text` from a scanner, in place of the one before, unless that is [kept](Paragraphs::keep); `false` at
    /// the end of the text.
    pub fn read(&mut self, memo: &Memo, text: &str, scanner: &mut Scanner) -> bool {
        self.read_tokens(memo.pack(), text, scanner);
        self.look_up_late(memo, text);
        !self.last.items.is_empty()
    }

    /// The paragraph that was read last.
    pub fn last(&self) -> Paragraph<'_> {
        self.get(&self.last)
    }

    /// Keeps the paragraph that was read last, and tells where.
    pub fn keep(&mut self) -> Extent {
        self.kept = [self.items.len(), self.flow.len(), self.doubtful.len()];
        self.last.clone()
    }

    /// A paragraph that is kept.
    pub fn get(&self, extent: &Extent) -> Paragraph<'_> {
        let Extent { items, flow, doubtful, words, english } = extent.clone();
        let (items, flow, doubtful) = (&self.items[items], &self.flow[flow], &self.doubtful[doubtful]);
        Paragraph { items, flow, doubtful, words, english }
    }

    /// The same memory, without paragraphs; what is too large to be kept is given back.
    pub fn emptied(self) -> Self {
        if self.items.capacity() > ROOM {
            return Paragraphs::default();
        }
        Paragraphs { kept: [0; 3], last: Extent::default(), ..self }
    }

    /// Takes words of the paragraph that was read last off those that are doubtful.
    pub fn excuse(&mut self, accepted: &[Range<usize>]) {
        let items = &self.items[self.last.items.clone()];
        let (mut kept, end) = (self.last.doubtful.start, self.last.doubtful.end);
        for n in kept..end {
            let index = self.doubtful[n];
            if accepted.iter().any(|range| range.contains(&index)) {
                self.last.english -= usize::from(is_english(&items[index]));
            } else {
                self.doubtful[kept] = index;
                kept += 1;
            }
        }
        self.doubtful.truncate(kept);
        self.last.doubtful.end = kept;
    }

    /// Reads the tokens up to a line end. The most frequent words are looked up on the way; the others wait.
    #[inline(never)]
    fn read_tokens(&mut self, pack: &Pack, text: &str, scanner: &mut Scanner) {
        let mut reading = Reading::new(std::mem::take(self), pack);
        let is_plain = scanner.is_plain();
        loop {
            if is_plain {
                scanner.quick_words(|token| reading.word(token));
            }
            let quick = if is_plain { scanner.quick_mark() } else { None };
            let token = match quick {
                Some(token) => token,
                None => match if is_plain { scanner.next_token() } else { scanner.next() } {
                    Some(token) => token,
                    None => break,
                },
            };
            if token.kind == TokenKind::Word {
                reading.word(token);
                continue;
            }
            reading.mark(text, token);
            if token.kind == TokenKind::LineEnd {
                break;
            }
        }
        *self = reading.end();
    }

    /// Looks up the words that are not among the most frequent ones, which were asked for from memory when they were read.
    #[inline(never)]
    fn look_up_late(&mut self, memo: &Memo, text: &str) {
        let words = memo.pack().words;
        let Paragraphs { items, flow, doubtful, late, buffer, last, .. } = self;
        let (items, flow) = (&mut items[last.items.clone()], &mut flow[last.flow.clone()]);
        for &index in late.iter() {
            let item = &mut items[index];
            let Token { hash, span, .. } = item.token;
            let rare = || memo.rare_word(hash, fold_in(span.of(text), buffer));
            item.word = words.find_rest(hash).unwrap_or_else(rare);
            flow[item.flow()] = item.symbol();
        }
        // Nobody can guess which words turn out plain: no branch depends on it.
        let (mut kept, mut english) = (last.doubtful.start, 0);
        for n in last.doubtful.clone() {
            let index = doubtful[n];
            doubtful[kept] = index;
            kept += usize::from(items[index].word.is_doubtful());
            english += usize::from(is_english(&items[index]));
        }
        doubtful.truncate(kept);
        last.doubtful.end = kept;
        last.english = english;
    }
}

/// Whether a word counts for [`Paragraph::english`].
#[inline(always)]
fn is_english(item: &Item) -> bool {
    (item.token.case == Case::Lower) & (item.word.doubt() == Doubt::English)
}

/// A paragraph that is being read.
struct Reading<'p> {
    all: Paragraphs,
    pack: &'p Pack,
    /// Tokens that are no words.
    marks: usize,
    /// Whether the next word starts a sentence.
    initial: bool,
    sentence: u32,
}

impl<'p> Reading<'p> {
    /// Reads behind the paragraphs that are kept.
    fn new(mut all: Paragraphs, pack: &'p Pack) -> Self {
        let [items, flow, doubtful] = all.kept;
        all.items.truncate(items);
        all.flow.truncate(flow);
        all.doubtful.truncate(doubtful);
        all.late.clear();
        all.flow.extend([BREAK, BREAK]);
        Reading { all, pack, marks: 0, initial: true, sentence: 0 }
    }

    /// Takes in a word. Nobody can guess which words are common ones, or doubtful: no branch depends on it.
    #[inline(always)]
    fn word(&mut self, token: Token) {
        let word = self.pack.words.find_common(token.hash);
        self.pack.words.prefetch(token.hash, word);
        let index = self.all.items.len() - self.all.kept[0];
        let item = self.item(token, word);
        let Paragraphs { items, flow, doubtful, late, .. } = &mut self.all;
        items.push(item);
        flow.push(item.symbol());
        push_if(doubtful, index, word.is_doubtful());
        push_if(late, index, word == Word::LATE);
        self.initial = false;
    }

    /// Takes in a token that is no word. Nobody can guess what the next mark is: no branch depends on it.
    #[inline(always)]
    fn mark(&mut self, text: &str, token: Token) {
        let before = self.all.items[self.all.kept[0]..].last().map(|item| item.token);
        let effect = if symbols::is_abbreviation(text, token, before) { &SKIP } else { &EFFECTS[token.kind as usize] };
        self.marks += 1;
        let item = self.item(token, Word::NONE);
        let Paragraphs { items, flow, .. } = &mut self.all;
        items.push(item);
        let len = flow.len();
        flow.extend_from_slice(&effect.symbols);
        flow.truncate(len + effect.count);
        let is_colon = (token.kind == TokenKind::Punctuation) & (text.as_bytes()[token.span.start] == b':');
        self.initial = self.initial & effect.keeps | effect.starts | is_colon;
        self.sentence += effect.sentences;
    }

    #[inline(always)]
    fn item(&self, token: Token, word: Word) -> Item {
        let flow = (self.all.flow.len() - self.all.kept[1]) as u32;
        Item { token, word, flow, sentence: self.sentence, initial: self.initial }
    }

    /// The end of the paragraph.
    fn end(mut self) -> Paragraphs {
        self.all.flow.extend([BREAK, BREAK]);
        let Paragraphs { items, flow, doubtful, kept, .. } = &self.all;
        self.all.last = Extent {
            items: kept[0]..items.len(),
            flow: kept[1]..flow.len(),
            doubtful: kept[2]..doubtful.len(),
            words: items.len() - kept[0] - self.marks,
            english: 0,
        };
        self.all
    }
}

/// What a token that is no word does to the flow, and to what comes after it.
#[derive(Clone, Copy)]
struct Effect {
    /// Of these, so many are added to the flow.
    symbols: [Symbol; 2],
    count: usize,
    /// Whether the next word starts a sentence if a word in its place did.
    keeps: bool,
    /// Whether it does in any case.
    starts: bool,
    /// Sentences that end.
    sentences: u32,
}

/// Of what the flow skips.
const SKIP: Effect = Effect { symbols: [BREAK; 2], count: 0, keeps: true, starts: false, sentences: 0 };

/// For each kind of token.
const EFFECTS: [Effect; TokenKind::ALL.len()] = {
    let mut effects = [SKIP; TokenKind::ALL.len()];
    let mut i = 0;
    while i < effects.len() {
        use TokenKind as K;
        let kind = TokenKind::ALL[i];
        effects[i] = match symbols::step_of(kind) {
            Step::Break => Effect { count: 2, starts: true, sentences: 1, ..SKIP },
            Step::Symbol(symbol) => {
                Effect { symbols: [symbol; 2], count: 1, keeps: matches!(kind, K::Comma | K::Punctuation), ..SKIP }
            }
            Step::Skip => Effect { starts: matches!(kind, K::OpenQuote | K::StraightQuote), ..SKIP },
            Step::Word => SKIP,
        };
        i += 1;
    }
    effects
};

/// Adds a value to a list on a condition, without a branch.
#[inline(always)]
fn push_if(list: &mut Vec<usize>, value: usize, condition: bool) {
    let len = list.len();
    list.push(value);
    list.truncate(len + usize::from(condition));
}

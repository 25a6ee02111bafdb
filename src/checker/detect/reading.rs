//! Reading: text to paragraphs.

use super::paragraph::{Item, Paragraph};
use crate::language::ngram::symbols::{self, BREAK, Step, Symbol};
use crate::language::{Doubt, Memo, Word, Words};
use crate::text::{Case, Scanner, Token, TokenKind, fold_in};
use std::hint::select_unpredictable;
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
        let [items, flow, doubtful] = self.kept;
        self.items.truncate(items);
        scan(scanner, text, &mut self.items);
        self.look_up_common(&memo.pack().words);
        self.ask_for_late(&memo.pack().words);
        self.look_up_late(memo, text);
        self.last.items = items..self.items.len();
        self.last.flow = flow..self.flow.len();
        self.last.doubtful = doubtful..self.doubtful.len();
        self.items.len() > items
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

    /// Looks up the most frequent words and fills in the flow; those that are not found are doubtful for now. Nobody can guess which
    /// tokens are words, and which words common, doubtful or capitalised: no branch depends on it.
    #[inline(never)]
    fn look_up_common(&mut self, words: &Words) {
        let Paragraphs { items, flow, doubtful, kept: [kept_items, kept_flow, kept_doubtful], last, .. } = self;
        let items = &mut items[*kept_items..];
        // Room for as much as there may be; what is not used is cut off.
        flow.resize(*kept_flow + 2 * items.len() + 4, BREAK);
        doubtful.resize(*kept_doubtful + items.len(), 0);
        let (symbols, doubts) = (&mut flow[*kept_flow..], &mut doubtful[*kept_doubtful..]);
        symbols[..2].fill(BREAK);
        let (mut symbol_count, mut doubt_count, mut word_count) = (2, 0, 0);
        let (mut sentence, mut initial) = (0, true);
        for (index, item) in items.iter_mut().enumerate() {
            let is_word = item.token.kind == TokenKind::Word;
            let effect = EFFECTS[item.flow() % EFFECTS.len()];
            let word = select_unpredictable(is_word, words.find_common(item.token.hash), Word::NONE);
            (item.word, item.flow, item.sentence, item.initial) = (word, symbol_count as u32, sentence, initial);
            if let Some(pair) = symbols[symbol_count..].first_chunk_mut() {
                *pair = [select_unpredictable(is_word, item.symbol(), effect.symbol); 2];
            }
            symbol_count += usize::from(effect.count);
            initial = initial & effect.keeps | effect.starts;
            sentence += u32::from(effect.sentences);
            word_count += usize::from(is_word);
            doubts[doubt_count] = index;
            doubt_count += usize::from(word.is_doubtful());
        }
        symbols[symbol_count..symbol_count + 2].fill(BREAK);
        flow.truncate(*kept_flow + symbol_count + 2);
        doubtful.truncate(*kept_doubtful + doubt_count);
        last.words = word_count;
    }

    /// Finds out which words are to be looked up still, and asks for them from memory.
    #[inline(never)]
    fn ask_for_late(&mut self, words: &Words) {
        let Paragraphs { items, doubtful, late, kept: [kept_items, _, kept_doubtful], .. } = self;
        let (items, doubtful) = (&items[*kept_items..], &doubtful[*kept_doubtful..]);
        late.resize(doubtful.len(), 0);
        let mut count = 0;
        for &index in doubtful {
            let item = &items[index];
            words.prefetch(item.token.hash, item.word);
            late[count] = index;
            count += usize::from(item.word == Word::LATE);
        }
        late.truncate(count);
    }

    /// Looks up the words that are not among the most frequent ones.
    #[inline(never)]
    fn look_up_late(&mut self, memo: &Memo, text: &str) {
        let words = memo.pack().words;
        let Paragraphs { items, flow, doubtful, late, buffer, last, kept: [kept_items, kept_flow, kept_doubtful] } =
            self;
        let (items, flow) = (&mut items[*kept_items..], &mut flow[*kept_flow..]);
        for &index in late.iter() {
            let item = &mut items[index];
            let Token { hash, span, .. } = item.token;
            let rare = || memo.rare_word(hash, fold_in(span.of(text), buffer));
            item.word = words.find_rest(hash).unwrap_or_else(rare);
            flow[item.flow()] = item.symbol();
        }
        let (mut kept, mut english) = (*kept_doubtful, 0);
        for n in kept..doubtful.len() {
            let index = doubtful[n];
            doubtful[kept] = index;
            kept += usize::from(items[index].word.is_doubtful());
            english += usize::from(is_english(&items[index]));
        }
        doubtful.truncate(kept);
        last.english = english;
    }
}

/// Whether a word counts for [`Paragraph::english`].
#[inline(always)]
fn is_english(item: &Item) -> bool {
    (item.token.case == Case::Lower) & (item.word.doubt() == Doubt::English)
}

/// Adds the tokens up to a line end.
#[inline(never)]
fn scan(scanner: &mut Scanner, text: &str, items: &mut Vec<Item>) {
    let from = items.len();
    let is_plain = scanner.is_plain();
    let mut add = |token: Token| {
        let before = items[from..].last().map(|item| item.token);
        items.push(Item::new(token, effect_of(text, token, before) as u32));
    };
    loop {
        if is_plain && scanner.quick_tokens(&mut add) {
            return;
        }
        let Some(token) = (if is_plain { scanner.next_token() } else { scanner.next() }) else { return };
        add(token);
        if token.kind == TokenKind::LineEnd {
            return;
        }
    }
}

/// What a token does to the flow, and to what comes after it.
#[derive(Clone, Copy)]
struct Effect {
    /// Is added to the flow so many times; for words it is that of the word.
    symbol: Symbol,
    count: u8,
    /// Whether the next word starts a sentence if a word in its place did.
    keeps: bool,
    /// Whether it does in any case.
    starts: bool,
    /// Sentences that end.
    sentences: u8,
}

/// For each kind of token, and the [others](effect_of).
const EFFECTS: [Effect; 16] = {
    // That of what is as good as not there.
    const NONE: Effect = Effect { symbol: BREAK, count: 0, keeps: true, starts: false, sentences: 0 };
    let mut effects = [NONE; 16];
    let mut i = 0;
    while i < TokenKind::ALL.len() {
        use TokenKind as K;
        let kind = TokenKind::ALL[i];
        effects[i] = match symbols::step_of(kind) {
            Step::Word => Effect { count: 1, keeps: false, ..NONE },
            Step::Symbol(symbol) => {
                Effect { symbol, count: 1, keeps: matches!(kind, K::Comma | K::Punctuation), ..NONE }
            }
            Step::Break => Effect { count: 2, starts: true, sentences: 1, ..NONE },
            Step::Skip => Effect { starts: matches!(kind, K::OpenQuote | K::StraightQuote), ..NONE },
        };
        i += 1;
    }
    effects[COLON] = Effect { starts: true, ..effects[TokenKind::Punctuation as usize] };
    effects
};

/// The effect of a colon.
const COLON: usize = TokenKind::ALL.len();

/// The effect of the full stop of an abbreviation.
const ABBREVIATION: usize = COLON + 1;

/// The number of the effect of a token.
#[inline(always)]
fn effect_of(text: &str, token: Token, before: Option<Token>) -> usize {
    let is_colon = (token.kind == TokenKind::Punctuation) & (text.as_bytes().get(token.span.start) == Some(&b':'));
    let effect = select_unpredictable(is_colon, COLON, token.kind as usize);
    if symbols::is_abbreviation(text, token, before) { ABBREVIATION } else { effect }
}

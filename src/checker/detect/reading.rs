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
    marks: Vec<usize>,
    /// Here and in the next three is room for more than there is.
    flow: Vec<Symbol>,
    doubtful: Vec<usize>,
    /// The words of the last paragraph that are not among the most frequent ones.
    late: Vec<usize>,
    late_count: usize,
    last: Extent,
    /// Whether the next is to be read behind the last, and not in its place.
    keeps_last: bool,
    buffer: String,
}

/// Room for more tokens than this is not kept: of fifty bytes each, and a block of a megabyte has no more.
const ROOM: usize = 1 << 18;

/// Where in the [`Paragraphs`] one of them is.
#[derive(Debug, Clone, Default)]
pub struct Extent {
    items: Range<usize>,
    marks: Range<usize>,
    flow: Range<usize>,
    doubtful: Range<usize>,
    english: usize,
}

impl Paragraphs {
    /// Reads the next paragraph of `text` from a scanner, in place of the one before, unless that is [kept](Paragraphs::keep); `false` at
    /// the end of the text.
    pub fn read(&mut self, memo: &Memo, text: &str, scanner: &mut Scanner) -> bool {
        let start = |range: &Range<usize>| if self.keeps_last { range.end } else { range.start };
        let Extent { items, marks, flow, doubtful, .. } = &self.last;
        let [items, marks, flow, doubtful] = [items, marks, flow, doubtful].map(start);
        self.keeps_last = false;
        self.items.truncate(items);
        self.marks.truncate(marks);
        self.last = Extent {
            items: items..items,
            marks: marks..marks,
            flow: flow..flow,
            doubtful: doubtful..doubtful,
            english: 0,
        };
        self.scan(scanner, text);
        self.look_up_common(&memo.pack().words);
        self.look_up_late(memo, text);
        !self.last.items.is_empty()
    }

    /// The paragraph that was read last.
    pub fn last(&self) -> Paragraph<'_> {
        self.get(&self.last)
    }

    /// Keeps the paragraph that was read last, and tells where.
    pub fn keep(&mut self) -> Extent {
        self.keeps_last = true;
        self.last.clone()
    }

    /// A paragraph that is kept.
    pub fn get(&self, extent: &Extent) -> Paragraph<'_> {
        let Extent { items, marks, flow, doubtful, english } = extent.clone();
        let words = items.len() - marks.len();
        let (items, marks) = (&self.items[items], &self.marks[marks]);
        Paragraph { items, marks, flow: &self.flow[flow], doubtful: &self.doubtful[doubtful], words, english }
    }

    /// The same memory, without paragraphs; what is too large to be kept is given back.
    pub fn emptied(self) -> Self {
        if self.items.capacity() > ROOM {
            return Paragraphs::default();
        }
        Paragraphs { last: Extent::default(), keeps_last: false, ..self }
    }

    /// Takes words of the paragraph that was read last off those that are doubtful.
    pub fn excuse(&mut self, accepted: &[Range<usize>]) {
        let items = &self.items[self.last.items.clone()];
        let mut kept = self.last.doubtful.start;
        for n in self.last.doubtful.clone() {
            let index = self.doubtful[n];
            if accepted.iter().any(|range| range.contains(&index)) {
                self.last.english -= usize::from(is_english(&items[index]));
            } else {
                self.doubtful[kept] = index;
                kept += 1;
            }
        }
        self.last.doubtful.end = kept;
    }

    /// Adds the tokens up to a line end, and the symbols of those that are no words.
    #[inline(never)]
    fn scan(&mut self, scanner: &mut Scanner, text: &str) {
        let Paragraphs { items, marks, flow, last, .. } = self;
        let (from, start) = (items.len(), last.flow.start);
        let mut line = Line { text, items, from, marks, flow, start, at: start, sentence: 0, initial: true };
        line.symbols(BREAK, 2);
        let is_plain = scanner.is_plain();
        loop {
            if is_plain && scanner.quick_tokens(|token| line.add(token)) {
                break;
            }
            let Some(token) = (if is_plain { scanner.next_token() } else { scanner.next() }) else { break };
            line.add(token);
            if token.kind == TokenKind::LineEnd {
                break;
            }
        }
        line.symbols(BREAK, 2);
        last.flow.end = line.at;
        last.items.end = self.items.len();
        last.marks.end = self.marks.len();
    }

    /// Looks up the most frequent words, and tells the flow; those that are not found are doubtful for now. Nobody can guess which tokens
    /// are words, and which words common, doubtful or capitalised: no branch depends on it.
    #[inline(never)]
    fn look_up_common(&mut self, words: &Words) {
        let Paragraphs { items, flow, doubtful, late, last, .. } = self;
        let (items, flow) = (&mut items[last.items.clone()], &mut flow[last.flow.clone()]);
        make_room(doubtful, last.doubtful.start + items.len());
        make_room(late, items.len());
        let doubtful = &mut doubtful[last.doubtful.start..];
        let (mut doubtful_count, mut late_count) = (0, 0);
        for (index, item) in items.iter_mut().enumerate() {
            let is_word = item.token.kind == TokenKind::Word;
            item.word = select_unpredictable(is_word, words.find_common(item.token.hash), Word::NONE);
            let symbol = &mut flow[item.flow as usize];
            *symbol = select_unpredictable(is_word, item.symbol(), *symbol);
            doubtful[doubtful_count] = index;
            doubtful_count += usize::from(item.word.is_doubtful());
            late[late_count] = index;
            late_count += usize::from(item.word == Word::LATE);
        }
        last.doubtful.end += doubtful_count;
        self.late_count = late_count;
    }

    /// Looks up the words that are not among the most frequent ones: all are asked for from memory before the first is waited for.
    #[inline(never)]
    fn look_up_late(&mut self, memo: &Memo, text: &str) {
        let words = memo.pack().words;
        let Paragraphs { items, flow, doubtful, late, late_count, last, buffer, .. } = self;
        let (items, flow) = (&mut items[last.items.clone()], &mut flow[last.flow.clone()]);
        let late = &late[..*late_count];
        late.iter().for_each(|&index| words.prefetch(items[index].token.hash));
        for &index in late {
            let item = &mut items[index];
            let Token { hash, span, .. } = item.token;
            let rare = || memo.rare_word(hash, fold_in(span.of(text), buffer));
            item.word = words.find_rest(hash).unwrap_or_else(rare);
            flow[item.flow()] = item.symbol();
        }
        let (mut kept, mut english) = (last.doubtful.start, 0);
        for n in last.doubtful.clone() {
            let index = doubtful[n];
            doubtful[kept] = index;
            kept += usize::from(items[index].word.is_doubtful());
            english += usize::from(is_english(&items[index]));
        }
        last.doubtful.end = kept;
        last.english = english;
    }
}

/// The tokens of a line while they are read.
struct Line<'p> {
    text: &'p str,
    items: &'p mut Vec<Item>,
    /// Where they start among the items.
    from: usize,
    marks: &'p mut Vec<usize>,
    flow: &'p mut Vec<Symbol>,
    /// Where the flow of the paragraph starts.
    start: usize,
    /// Where the next token stands in the flow.
    at: usize,
    sentence: u32,
    /// Whether the next word starts a sentence.
    initial: bool,
}

impl Line<'_> {
    #[inline(always)]
    fn add(&mut self, token: Token) {
        if token.kind == TokenKind::Word { self.word(token) } else { self.mark(token) }
    }

    #[inline(always)]
    fn item(&self, token: Token) -> Item {
        let flow = (self.at - self.start) as u32;
        Item { token, word: Word::NONE, flow, sentence: self.sentence, initial: self.initial }
    }

    /// Leaves room for the symbol of a word.
    #[inline(always)]
    fn word(&mut self, token: Token) {
        self.items.push(self.item(token));
        self.at += 1;
        self.initial = false;
    }

    #[inline(never)]
    fn mark(&mut self, token: Token) {
        let before = self.items[self.from..].last().map(|item| item.token);
        let effect = effect_of(self.text, token, before);
        self.marks.push(self.items.len() - self.from);
        self.items.push(self.item(token));
        self.symbols(effect.symbol, effect.count.into());
        self.initial = self.initial & effect.keeps | effect.starts;
        self.sentence += u32::from(effect.sentences);
    }

    /// Adds a symbol to the flow so many times, two at most. Nobody can guess how often: it is written twice, and what is too much will be
    /// overwritten.
    #[inline(always)]
    fn symbols(&mut self, symbol: Symbol, count: usize) {
        make_room(self.flow, self.at + 2);
        self.flow[self.at..self.at + 2].fill(symbol);
        self.at += count;
    }
}

/// Makes a list longer if it is shorter than this.
fn make_room<T: Default + Clone>(list: &mut Vec<T>, len: usize) {
    if list.len() < len {
        list.resize(len, T::default());
    }
}

/// Whether a word counts for [`Paragraph::english`].
#[inline(always)]
fn is_english(item: &Item) -> bool {
    (item.token.case == Case::Lower) & (item.word.doubt() == Doubt::English)
}

/// What a token that is no word does to the flow, and to what comes after it.
#[derive(Clone, Copy)]
struct Effect {
    /// Is added to the flow so many times.
    symbol: Symbol,
    count: u8,
    /// Whether the next word starts a sentence if a word in its place did.
    keeps: bool,
    /// Whether it does in any case.
    starts: bool,
    /// Sentences that end.
    sentences: u8,
}

/// For each kind of token, then [`COLON`] and [`ABBREVIATION`].
const EFFECTS: [Effect; ABBREVIATION + 1] = {
    // That of what is as good as not there.
    const NONE: Effect = Effect { symbol: BREAK, count: 0, keeps: true, starts: false, sentences: 0 };
    let mut effects = [NONE; ABBREVIATION + 1];
    let mut i = 0;
    while i < TokenKind::ALL.len() {
        use TokenKind as K;
        let kind = TokenKind::ALL[i];
        effects[i] = match symbols::step_of(kind) {
            Step::Word => NONE,
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

/// The effect of a token, given the one before it.
#[inline(always)]
fn effect_of(text: &str, token: Token, before: Option<Token>) -> Effect {
    let is_colon = (token.kind == TokenKind::Punctuation) & (text.as_bytes().get(token.span.start) == Some(&b':'));
    let effect = select_unpredictable(is_colon, COLON, token.kind as usize);
    EFFECTS[if symbols::is_abbreviation(text, token, before) { ABBREVIATION } else { effect }]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Pack;

    const PIECES: &[&str] = &[
        "le ",
        "la maison",
        " verte ",
        "Le ",
        "Lyon ",
        "LYON ",
        "but ",
        "or ",
        "week-end ",
        "however ",
        "xqztw ",
        "Xqztw ",
        "l’",
        "M.",
        "art. ",
        "Dupont ",
        " 2016 ",
        "3,5 ",
        "H1N1 ",
        "https://exemple.fr ",
        ", ",
        " ; ",
        " : ",
        ". ",
        "! ",
        "… ",
        "« ",
        " »",
        "\"",
        "(",
        ") ",
        "*",
        "-t-il ",
        "\n",
        "\n\n",
        "é",
    ];

    /// Texts put together at random.
    fn texts() -> impl Iterator<Item = String> {
        let mut state = 1u64;
        let mut piece = move || {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            PIECES[(state >> 33) as usize % PIECES.len()]
        };
        (0..500).map(move |_| (0..60).map(|_| piece()).collect())
    }

    /// Calls `each` with every paragraph of a text.
    fn read(text: &str, paragraphs: &mut Paragraphs, mut each: impl FnMut(&mut Paragraphs)) {
        let memo = Memo::new(Pack::embedded());
        let mut scanner = Scanner::new(text, 0, text.len(), &[]);
        while paragraphs.read(&memo, text, &mut scanner) {
            each(paragraphs);
        }
    }

    /// What is read in loops without branches is what one finds token by token.
    #[test]
    fn as_token_by_token() {
        let pack = Pack::embedded();
        for text in texts() {
            let mut tokens = Scanner::new(&text, 0, text.len(), &[]);
            read(&text, &mut Paragraphs::default(), |paragraphs| {
                let paragraph = paragraphs.last();
                let (mut flow, mut doubtful, mut marks) = (vec![BREAK; 2], Vec::new(), Vec::new());
                let (mut sentence, mut initial, mut before, mut english) = (0, true, None, 0);
                for (i, item) in paragraph.items.iter().enumerate() {
                    let token = tokens.next().unwrap();
                    assert_eq!(
                        (item.token, item.flow(), item.sentence, item.initial),
                        (token, flow.len(), sentence, initial)
                    );
                    match symbols::step(&text, token, before) {
                        Step::Word => {
                            let word = pack.word(&crate::text::folded(token.span.of(&text)));
                            assert_eq!(item.word, word, "{text:?}");
                            flow.push(symbols::symbol(word.symbol(), word.is_name(), token.case));
                            english += usize::from(word.doubt() == Doubt::English && token.case == Case::Lower);
                            if word.is_doubtful() {
                                doubtful.push(i);
                            }
                            initial = false;
                        }
                        step => {
                            assert_eq!(item.word, Word::NONE);
                            marks.push(i);
                            match (step, token.kind) {
                                (Step::Break, _) => {
                                    flow.extend([BREAK; 2]);
                                    (sentence, initial) = (sentence + 1, true);
                                }
                                (Step::Symbol(symbol), kind) => {
                                    flow.push(symbol);
                                    match kind {
                                        TokenKind::Comma => {}
                                        TokenKind::Punctuation => initial |= token.span.of(&text) == ":",
                                        _ => initial = false,
                                    }
                                }
                                (_, kind) => initial |= matches!(kind, TokenKind::OpenQuote | TokenKind::StraightQuote),
                            }
                        }
                    }
                    before = Some(token);
                }
                flow.extend([BREAK; 2]);
                assert_eq!(
                    (paragraph.flow, paragraph.doubtful, paragraph.marks),
                    (&flow[..], &doubtful[..], &marks[..]),
                    "{text:?}"
                );
                assert_eq!((paragraph.words, paragraph.english), (paragraph.items.len() - marks.len(), english));
            });
        }
    }

    /// A paragraph that is kept stays what it was when it was read.
    #[test]
    fn kept_as_read() {
        let mut paragraphs = Paragraphs::default();
        for (n, text) in texts().take(50).enumerate() {
            let mut kept = Vec::new();
            paragraphs = paragraphs.emptied();
            read(&text, &mut paragraphs, |paragraphs| {
                if (kept.len() + n) % 3 > 0 {
                    let told = format!("{:?}", paragraphs.last());
                    kept.push((paragraphs.keep(), told));
                }
            });
            assert!(kept.iter().all(|(extent, told)| format!("{:?}", paragraphs.get(extent)) == *told), "{text:?}");
        }
    }

    #[test]
    fn accepted_words_are_not_doubtful() {
        let text = "Le but, however, est clair.";
        let mut seen = 0;
        read(text, &mut Paragraphs::default(), |paragraphs| {
            let words = |paragraphs: &Paragraphs| -> Vec<&str> {
                let paragraph = paragraphs.last();
                paragraph.doubtful.iter().map(|&i| paragraph.items[i].token.span.of(text)).collect()
            };
            assert!(words(paragraphs).contains(&"however"));
            assert_eq!(paragraphs.last().english, 1);
            paragraphs.excuse(std::slice::from_ref(&(3..4)));
            assert!(!words(paragraphs).contains(&"however") && words(paragraphs).contains(&"but"));
            assert_eq!(paragraphs.last().english, 0);
            seen += 1;
        });
        assert_eq!(seen, 1);
    }
}

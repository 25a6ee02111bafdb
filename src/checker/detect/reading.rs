//! Reading: text to paragraphs.

use super::paragraph::{Item, Paragraph, Position, folded_of};
use crate::language::ngram::symbols::{self, BREAK, Step, Symbol};
use crate::language::{Doubt, Memo, Word, Words};
use crate::text::{Case, Scanner, Sink, Token, TokenKind};
use std::hint::select_unpredictable;
use std::ops::Range;

/// Paragraphs that were read, behind those before them that were kept, in the same memory: what is read needs none of its own.
#[derive(Debug, Clone, Default)]
pub struct Paragraphs {
    items: Vec<Item>,
    marks: Vec<usize>,
    /// Here and in the next two is room for more than there is.
    flow: Vec<Symbol>,
    doubtful: Vec<usize>,
    /// The words of the paragraphs that were read that are not among the most frequent ones.
    late: Vec<usize>,
    read: Vec<Read>,
    /// Where what is kept ends.
    kept: Extent,
    /// The paragraph and the number of each word that is in neither table, and its hash.
    rare: Vec<(usize, usize)>,
    hashes: Vec<u64>,
}

/// Room for more tokens than this is not kept: of 32 bytes each, and a block of a megabyte has no more.
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

impl Extent {
    /// An empty one behind it.
    fn behind(&self) -> Extent {
        let end = |range: &Range<usize>| range.end..range.end;
        let Extent { items, marks, flow, doubtful, .. } = self;
        let [items, marks, flow, doubtful] = [items, marks, flow, doubtful].map(end);
        Extent { items, marks, flow, doubtful, english: 0 }
    }
}

/// A paragraph that was read.
#[derive(Debug, Clone, Default)]
struct Read {
    extent: Extent,
    /// Its words that are not among the most frequent ones.
    late: Range<usize>,
}

impl Paragraphs {
    /// Reads the next paragraph of `text` from a scanner, in place of those before it that are not [kept](Paragraphs::keep); `false` at
    /// the end of the text.
    pub fn read(&mut self, memo: &Memo, text: &str, scanner: &mut Scanner) -> bool {
        self.forget();
        let is_read = self.read_on(&memo.pack().words, text, scanner);
        if is_read {
            self.look_up(memo, |_| text);
        }
        is_read
    }

    /// Forgets what was read and not kept.
    pub fn forget(&mut self) {
        self.read.clear();
        self.items.truncate(self.kept.items.end);
        self.marks.truncate(self.kept.marks.end);
    }

    /// Reads the next paragraph behind those that were read; `false` at the end of the text. Its less frequent words are asked for from
    /// memory, and looked up by [`Paragraphs::look_up`]: best when some more have been read.
    pub fn read_on(&mut self, words: &Words, text: &str, scanner: &mut Scanner) -> bool {
        let last = self.read.last();
        let late = last.map_or(0, |read| read.late.end);
        let mut read = Read { extent: last.map_or(&self.kept, |read| &read.extent).behind(), late: late..late };
        self.scan(&mut read.extent, scanner, text);
        let is_read = !read.extent.items.is_empty();
        if is_read {
            self.look_up_common(&mut read, words);
            self.read.push(read);
        }
        is_read
    }

    /// How many tokens the paragraphs have that were read.
    pub fn tokens(&self) -> usize {
        self.items.len() - self.kept.items.end
    }

    /// The first paragraph that was read.
    pub fn first(&self) -> Paragraph<'_> {
        self.nth(0)
    }

    /// One of the paragraphs that were read.
    pub fn nth(&self, n: usize) -> Paragraph<'_> {
        self.get(&self.read[n].extent)
    }

    /// Keeps one of the paragraphs that were read, and tells where: it is moved behind those kept before. Those before it that are not kept
    /// are lost.
    pub fn keep(&mut self, n: usize) -> Extent {
        let from = self.read[n].extent.clone();
        let place = |from: &Range<usize>, kept: &Range<usize>| kept.end..kept.end + from.len();
        let to = Extent {
            items: place(&from.items, &self.kept.items),
            marks: place(&from.marks, &self.kept.marks),
            flow: place(&from.flow, &self.kept.flow),
            doubtful: place(&from.doubtful, &self.kept.doubtful),
            english: from.english,
        };
        self.items.copy_within(from.items, to.items.start);
        self.marks.copy_within(from.marks, to.marks.start);
        self.flow.copy_within(from.flow, to.flow.start);
        self.doubtful.copy_within(from.doubtful, to.doubtful.start);
        self.read[n].extent = to.clone();
        self.kept = to.clone();
        to
    }

    /// A paragraph that is kept.
    pub fn get(&self, extent: &Extent) -> Paragraph<'_> {
        let Extent { items, marks, flow, doubtful, english } = extent.clone();
        let words = items.len() - marks.len();
        let (items, marks) = (&self.items[items], &self.marks[marks]);
        Paragraph { items, marks, flow: &self.flow[flow], doubtful: &self.doubtful[doubtful], words, english }
    }

    /// The same memory, without paragraphs; what is too large to be kept is given back.
    pub fn emptied(mut self) -> Self {
        if self.items.capacity() > ROOM {
            return Paragraphs::default();
        }
        self.kept = Extent::default();
        self.forget();
        self
    }

    /// Takes words of one of the paragraphs that were read off those that are doubtful.
    pub fn excuse(&mut self, n: usize, accepted: &[Range<usize>]) {
        let Extent { items, doubtful, english, .. } = &mut self.read[n].extent;
        let items = &self.items[items.clone()];
        let mut kept = doubtful.start;
        for n in doubtful.clone() {
            let index = self.doubtful[n];
            if accepted.iter().any(|range| range.contains(&index)) {
                *english -= usize::from(is_english(&items[index]));
            } else {
                self.doubtful[kept] = index;
                kept += 1;
            }
        }
        doubtful.end = kept;
    }

    /// Adds the tokens up to a line end, and the symbols of those that are no words.
    #[inline(never)]
    fn scan(&mut self, extent: &mut Extent, scanner: &mut Scanner, text: &str) {
        let Paragraphs { items, marks, flow, .. } = self;
        let (from, start) = (items.len(), extent.flow.start);
        let mut line = Line { text, items, from, marks, flow, start, at: 0, position: Position::START };
        line.symbols(BREAK, 2);
        let is_plain = scanner.is_plain();
        loop {
            if is_plain && scanner.quick_tokens(&mut line) {
                break;
            }
            let Some(token) = (if is_plain { scanner.odd_token() } else { scanner.next() }) else { break };
            line.add(token);
            if token.kind == TokenKind::LineEnd {
                break;
            }
        }
        line.symbols(BREAK, 2);
        extent.flow.end = start + line.at;
        extent.items.end = self.items.len();
        extent.marks.end = self.marks.len();
    }

    /// Looks up the most frequent words, and tells the flow; those that are not found are doubtful for now. Nobody can guess which tokens
    /// are words, and which words common, doubtful or capitalised: no branch depends on it.
    #[inline(never)]
    fn look_up_common(&mut self, read: &mut Read, words: &Words) {
        let Paragraphs { items, flow, doubtful, late, .. } = self;
        let Read { extent, late: late_range } = read;
        let (items, flow) = (&mut items[extent.items.clone()], &mut flow[extent.flow.clone()]);
        make_room(doubtful, extent.doubtful.start + items.len());
        let doubtful = &mut doubtful[extent.doubtful.start..];
        let mut doubtful_count = 0;
        for (index, item) in items.iter_mut().enumerate() {
            let is_word = item.is_word();
            let word = select_unpredictable(is_word, words.find_common(item.hash()), Word::NONE);
            item.word = word;
            let symbol = &mut flow[item.flow()];
            *symbol = select_unpredictable(is_word, item.symbol(), *symbol);
            doubtful[doubtful_count] = index;
            doubtful_count += usize::from(word.is_doubtful());
        }
        // What is not found is among the doubtful ones, which are few.
        let doubtful = &doubtful[..doubtful_count];
        make_room(late, late_range.start + doubtful.len());
        let late = &mut late[late_range.start..];
        let mut late_count = 0;
        for &index in doubtful {
            late[late_count] = index;
            late_count += usize::from(items[index].word == Word::LATE);
        }
        late[..late_count].iter().for_each(|&index| words.prefetch(items[index].hash()));
        extent.doubtful.end += doubtful_count;
        late_range.end += late_count;
    }

    /// Looks up the words of the paragraphs that were read that are not among the most frequent ones; `text` gives the text of a paragraph by
    /// its number.
    pub fn look_up<'t>(&mut self, memo: &Memo, text: impl Fn(usize) -> &'t str) {
        let Paragraphs { items, flow, late, read, rare, hashes, .. } = self;
        let words = memo.pack().words;
        rare.clear();
        hashes.clear();
        for (n, Read { extent, late: late_range }) in read.iter().enumerate() {
            let (items, flow) = (&mut items[extent.items.clone()], &mut flow[extent.flow.clone()]);
            for &index in &late[late_range.clone()] {
                let item = &mut items[index];
                match words.find_rest(item.hash()) {
                    Some(word) => {
                        item.word = word;
                        flow[item.flow()] = item.symbol();
                    }
                    None => {
                        rare.push((n, index));
                        hashes.push(item.hash());
                    }
                }
            }
        }
        let place = |(n, index): (usize, usize)| read[n].extent.items.start + index;
        let mut found = vec![Word::NONE; rare.len()];
        let spelt = |at: usize| folded_of(text(rare[at].0), items[place(rare[at])].token());
        memo.rare_words(hashes, spelt, |at, word| found[at] = word);
        for (&at, &word) in rare.iter().zip(&found) {
            let item = &mut items[place(at)];
            item.word = word;
            flow[read[at.0].extent.flow.start + item.flow()] = item.symbol();
        }
        (0..self.read.len()).for_each(|n| self.settle(n));
    }

    /// Leaves of the words of a paragraph that may be doubtful those that are.
    #[inline(never)]
    fn settle(&mut self, n: usize) {
        let Paragraphs { items, doubtful, read, .. } = self;
        let extent = &mut read[n].extent;
        let items = &items[extent.items.clone()];
        let (mut kept, mut english) = (extent.doubtful.start, 0);
        for n in extent.doubtful.clone() {
            let index = doubtful[n];
            doubtful[kept] = index;
            kept += usize::from(items[index].word.is_doubtful());
            english += usize::from(is_english(&items[index]));
        }
        extent.doubtful.end = kept;
        extent.english = english;
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
    /// Where the next token stands in it.
    at: usize,
    /// Which sentence that is in, and whether it starts one.
    position: Position,
}

impl Line<'_> {
    #[inline(always)]
    fn add(&mut self, token: Token) {
        if token.kind == TokenKind::Word { self.word(token) } else { self.mark(token) }
    }

    #[inline(always)]
    fn item(&self, token: Token) -> Item {
        Item::new(token, self.at, self.position)
    }

    /// Adds a symbol to the flow so many times, two at most. Nobody can guess how often: it is written twice, and what is too much will be
    /// overwritten.
    #[inline(always)]
    fn symbols(&mut self, symbol: Symbol, count: usize) {
        let at = self.start + self.at;
        make_room(self.flow, at + 2);
        self.flow[at..at + 2].fill(symbol);
        self.at += count;
    }
}

impl Sink for Line<'_> {
    /// Leaves room for the symbol of a word.
    #[inline(always)]
    fn word(&mut self, token: Token) {
        self.items.push(self.item(token));
        self.at += 1;
        self.position.set_initial(false);
    }

    #[inline(always)]
    fn mark(&mut self, token: Token) {
        let effect = effect_of(self.text, token, self.items[self.from..].last());
        self.marks.push(self.items.len() - self.from);
        self.items.push(self.item(token));
        self.symbols(effect.symbol, effect.count.into());
        self.position.set_initial(self.position.is_initial() & effect.keeps | effect.starts);
        self.position.pass(effect.sentences);
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
    (item.case() == Case::Lower) & (item.word.doubt() == Doubt::English)
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

/// The effect of a token, given the one before it, which has just been written and is not read where it does not matter.
#[inline(always)]
fn effect_of(text: &str, token: Token, before: Option<&Item>) -> Effect {
    let is_colon = (token.kind == TokenKind::Punctuation) & (text.as_bytes().get(token.span.start) == Some(&b':'));
    let effect = select_unpredictable(is_colon, COLON, token.kind as usize);
    let is_abbreviation =
        token.kind == TokenKind::Stop && symbols::is_abbreviation(text, token, before.map(Item::token));
    EFFECTS[if is_abbreviation { ABBREVIATION } else { effect }]
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
                let paragraph = paragraphs.first();
                let (mut flow, mut doubtful, mut marks) = (vec![BREAK; 2], Vec::new(), Vec::new());
                let (mut sentence, mut initial, mut before, mut english) = (0, true, None, 0);
                for (i, item) in paragraph.items.iter().enumerate() {
                    let token = tokens.next().unwrap();
                    assert_eq!(
                        (item.token(), item.flow(), item.sentence(), item.is_initial()),
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

    /// Paragraphs that are read together are what they are when they are read alone, and stay that when they are kept.
    #[test]
    fn together_as_alone() {
        let memo = Memo::new(Pack::embedded());
        let mut paragraphs = Paragraphs::default();
        for (n, text) in texts().take(50).enumerate() {
            let mut alone = Vec::new();
            read(&text, &mut Paragraphs::default(), |paragraphs| alone.push(format!("{:?}", paragraphs.first())));
            let mut alone = alone.into_iter();
            let mut kept = Vec::new();
            paragraphs = paragraphs.emptied();
            let mut scanner = Scanner::new(&text, 0, text.len(), &[]);
            for few in (1..4).cycle() {
                paragraphs.forget();
                let count =
                    (0..few).take_while(|_| paragraphs.read_on(&memo.pack().words, &text, &mut scanner)).count();
                if count == 0 {
                    break;
                }
                paragraphs.look_up(&memo, |_| &text);
                let told: Vec<String> = alone.by_ref().take(count).collect();
                let together: Vec<String> = (0..count).map(|of| format!("{:?}", paragraphs.nth(of))).collect();
                assert_eq!(together, told, "{text:?}");
                for (of, told) in told.into_iter().enumerate() {
                    if (of + n) % 3 > 0 {
                        kept.push((paragraphs.keep(of), told));
                    }
                }
            }
            assert_eq!(alone.next(), None, "{text:?}");
            assert!(kept.iter().all(|(extent, told)| format!("{:?}", paragraphs.get(extent)) == *told), "{text:?}");
        }
    }

    #[test]
    fn accepted_words_are_not_doubtful() {
        let text = "Le but, however, est clair.";
        let mut seen = 0;
        read(text, &mut Paragraphs::default(), |paragraphs| {
            let words = |paragraphs: &Paragraphs| -> Vec<&str> {
                let paragraph = paragraphs.first();
                paragraph.doubtful.iter().map(|&i| paragraph.items[i].span().of(text)).collect()
            };
            assert!(words(paragraphs).contains(&"however"));
            assert_eq!(paragraphs.first().english, 1);
            paragraphs.excuse(0, std::slice::from_ref(&(3..4)));
            assert!(!words(paragraphs).contains(&"however") && words(paragraphs).contains(&"but"));
            assert_eq!(paragraphs.first().english, 0);
            seen += 1;
        });
        assert_eq!(seen, 1);
    }
}

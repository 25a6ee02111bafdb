//! Where the rules about other damage (MT, TY) look, and what they find.
//!
//! They read every paragraph of good French, so they must cost next to nothing where nothing is wrong: for each token a few
//! bits tell what it may be about ([`At`]), and only the rules that asked for one of them are called.

use super::blocks::Block;
use super::detect::{Item, Paragraph};
use super::memos::Notes;
use super::rules::{RULES, Rule, State};
use super::tagged::Tagged;
use crate::language::lexicon::Tags;
use crate::language::{Doubt, Pack, Traits};
use crate::text::{Applicability, Document, Finding, Mark, MarkKind, Origin, Segment, Span, Suggestion, TokenKind};
use std::ops::Range;
use std::sync::{Arc, OnceLock};
use unicode_normalization::UnicodeNormalization;

/// How a rule finds what it is about.
#[derive(Clone, Copy)]
pub(crate) enum Look {
    /// It does not: its findings come from the decision, the pairs or the list of loans.
    Elsewhere,
    /// Called at each token that is one of these.
    Token(At, fn(Tagged, usize) -> Option<Sighting>),
    /// Called with each run of prose of a block.
    Prose(fn(&Prose) -> Vec<Sighting>),
    /// Called with all prose of a block. Which run a finding is in comes first.
    Block(fn(&[Prose]) -> Vec<(usize, Sighting)>),
    /// Called with each paragraph, and with all prose of the block for what goes on over paragraphs.
    Paragraphs(fn(Tagged) -> Vec<Sighting>, fn(&[Prose]) -> Vec<(usize, Sighting)>),
}

impl std::fmt::Debug for Look {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Look::Elsewhere => "Elsewhere",
            Look::Token(..) => "Token",
            Look::Prose(_) => "Prose",
            Look::Block(_) => "Block",
            Look::Paragraphs(..) => "Paragraphs",
        })
    }
}

/// What a token may be about; more may be true of one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct At(u16);

impl At {
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

/// Something wrong.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Sighting {
    /// The bytes of the segment's text.
    pub span: Span,
    /// What is wrong, in one sentence for a person.
    pub message: String,
    /// Probability that it is wrong, 0 to 1.
    pub confidence: f32,
    /// What should stand there: the text, the probability that it is right, and whether it may be written without a person looking.
    pub repair: Option<(String, f32, bool)>,
}

impl Sighting {
    /// Something wrong for which no repair is known.
    pub fn new(span: Span, confidence: f32, message: impl Into<String>) -> Self {
        Sighting { span, message: message.into(), confidence, repair: None }
    }

    /// With a repair that a person should look at.
    pub fn with_guess(self, text: impl Into<String>, confidence: f32) -> Self {
        Sighting { repair: Some((text.into(), confidence, false)), ..self }
    }

    /// With a repair that may be written.
    pub fn with_repair(self, text: impl Into<String>, confidence: f32) -> Self {
        Sighting { repair: Some((text.into(), confidence, true)), ..self }
    }

    fn finding(self, rule: &'static Rule, segment: usize) -> Finding {
        let applicability = match self.repair {
            None => Applicability::None,
            Some((.., false)) => Applicability::Unsafe,
            Some((.., true)) => Applicability::Safe,
        };
        // A repair may hold letters of the text, whose accents may be characters of their own.
        let composed = |text: String| if text.is_ascii() { text } else { text.nfc().collect() };
        let suggestion = |(text, confidence, _): (String, f32, bool)| Suggestion {
            text: composed(text),
            confidence,
            origin: Origin::Rule,
        };
        Finding {
            rule: rule.code,
            segment,
            span: self.span,
            message: self.message,
            confidence: self.confidence,
            applicability,
            suggestions: self.repair.map(suggestion).into_iter().collect(),
        }
    }
}

/// A run of prose: a segment, or the part of it that lies in a block.
#[derive(Debug, Clone)]
pub(crate) struct Prose<'a> {
    /// The text of the whole segment.
    pub text: &'a str,
    /// Which bytes of it are looked at.
    pub range: Range<usize>,
    /// Whose rules of spacing it follows.
    pub typography: Typography,
    marks: &'a [Mark],
}

/// Whose rules of spacing a text follows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Typography {
    /// A space before `;`, `!` and `?`.
    #[default]
    France,
    /// None there.
    Canada,
}

impl<'a> Prose<'a> {
    /// All of a text.
    #[cfg(test)]
    pub fn of(text: &'a str) -> Self {
        Prose { text, range: 0..text.len(), typography: Typography::France, marks: &[] }
    }

    /// The bytes that are looked at.
    pub fn bytes(&self) -> &'a [u8] {
        &self.text.as_bytes()[self.range.clone()]
    }

    /// Whether a part of the text is code, markup or a placeholder.
    pub fn is_opaque(&self, span: Span) -> bool {
        self.marks.iter().any(|mark| mark.kind == MarkKind::Opaque && mark.span.overlaps(span))
    }

    /// Whether a part of the text is nothing but code, markup or a placeholder.
    pub fn is_all_opaque(&self, span: Span) -> bool {
        self.marks.iter().any(|mark| mark.kind == MarkKind::Opaque && mark.span.contains(span))
    }

    /// Whether a part of the text is no prose: as [`Prose::is_opaque`] says, or in backquotes, in a tag or in an address.
    pub fn is_code(&self, span: Span) -> bool {
        let before = self.text[..span.start].rsplit(['\n', '\r']).next().unwrap_or_default();
        let after = self.text[span.end..].split(['\n', '\r']).next().unwrap_or_default();
        let in_backquotes = || before.matches('`').count() % 2 == 1 && after.contains('`');
        let in_tag = || {
            let inside = before.rfind('<').map(|open| &before[open + 1..]).filter(|inside| !inside.contains('>'));
            inside.is_some_and(|inside| inside.starts_with(|c: char| c.is_ascii_alphabetic() || c == '/'))
        };
        self.is_opaque(span) || in_backquotes() || in_tag() || is_address(self.chunk(span).of(self.text))
    }

    /// A part of the text with what it stands together with, up to the next blanks.
    pub fn chunk(&self, span: Span) -> Span {
        let is_blank = |c: char| c.is_whitespace();
        let before = self.text[..span.start]
            .rfind(is_blank)
            .map_or(0, |blank| blank + self.text[blank..].chars().next().map_or(1, char::len_utf8));
        Span::new(before, self.text[span.end..].find(is_blank).map_or(self.text.len(), |after| span.end + after))
    }

    fn new(segment: &'a Segment, range: &Range<usize>, typography: Typography) -> Self {
        Prose { text: &segment.text, range: range.clone(), typography, marks: &segment.marks }
    }
}

/// Whether a run without blanks is an address or a path, or has one in it.
fn is_address(chunk: &str) -> bool {
    chunk.contains("://") || chunk.starts_with("www.") || chunk.contains('@') && chunk.contains('.')
}

/// What a rule waits for, and what is called there.
type Call = (At, fn(Tagged, usize) -> Option<Sighting>, &'static Rule);

/// The rules that look for themselves, out of those that are wanted.
#[derive(Debug, Clone)]
pub(super) struct Looks {
    rules: Arc<[&'static Rule]>,
    /// Those of them that are called at tokens.
    at_tokens: Arc<[Call]>,
    /// What their calls at tokens wait for.
    wanted: At,
    typography: Typography,
    governors: Arc<OnceLock<Governors>>,
}

impl Default for Looks {
    /// Those of the stable rules.
    fn default() -> Self {
        Looks::of(|rule| rule.state == State::Stable)
    }
}

impl Looks {
    /// Those of the rules that are wanted.
    pub fn of(wanted: impl Fn(&Rule) -> bool) -> Self {
        let looks = |rule: &&&Rule| !matches!(rule.look, Look::Elsewhere) && wanted(rule);
        let rules: Arc<[&'static Rule]> = RULES.iter().filter(looks).copied().collect();
        let call = |rule: &&'static Rule| match rule.look {
            Look::Token(at, look) => Some((at, look, *rule)),
            _ => None,
        };
        let at_tokens: Arc<[Call]> = rules.iter().filter_map(call).collect();
        let wanted = at_tokens.iter().map(|call| call.0).fold(At(0), At::or);
        Looks { rules, at_tokens, wanted, typography: Typography::default(), governors: Arc::default() }
    }

    /// The same, for texts that follow these rules of spacing.
    pub fn with(self, typography: Typography) -> Self {
        Looks { typography, ..self }
    }

    /// The rules of spacing.
    pub fn typography(&self) -> Typography {
        self.typography
    }

    /// Adds what the rules find in a paragraph.
    pub fn paragraph(
        &self,
        notes: &Notes,
        (segment, text, marks): (usize, &str, &[Mark]),
        paragraph: &Paragraph,
        findings: &mut Vec<Finding>,
    ) {
        if self.rules.is_empty() {
            return;
        }
        let tagged = Tagged { notes, text, marks, paragraph };
        if self.wanted != At(0) {
            let governors = self.governors.get_or_init(|| Governors::new(notes.words.pack()));
            let mut before = Before::NONE;
            for (at, item) in paragraph.items.iter().enumerate() {
                let is = if item.is_word() {
                    let (hash, traits) = (item.token.hash, item.word.traits());
                    let is = before.triggers(hash, traits, || text.as_bytes()[item.token.span.start]);
                    before = before.then(hash, traits, governors.of(item));
                    is | if item.word.doubt() == Doubt::Unknown { At::UNKNOWN.0 } else { 0 }
                } else {
                    before = Before::NONE;
                    mark(&paragraph.items, at)
                };
                if is & self.wanted.0 != 0 {
                    self.token(tagged, at, is, segment, findings);
                }
            }
        }
        for rule in &*self.rules {
            if let Look::Paragraphs(look, _) = rule.look {
                findings.extend(look(tagged).into_iter().map(|sighting| sighting.finding(rule, segment)));
            }
        }
    }

    #[inline(never)]
    fn token(&self, tagged: Tagged, at: usize, is: u16, segment: usize, findings: &mut Vec<Finding>) {
        for &(wanted, look, rule) in &*self.at_tokens {
            if wanted.0 & is != 0 {
                findings.extend(look(tagged, at).map(|sighting| sighting.finding(rule, segment)));
            }
        }
    }

    /// Adds what the rules find in the prose of a block.
    pub fn block(&self, document: &Document, block: &Block, findings: &mut Vec<Finding>) {
        let prose = |(index, range): &(usize, Range<usize>)| {
            (*index, Prose::new(&document.segments[*index], range, self.typography))
        };
        let (segments, all): (Vec<usize>, Vec<Prose>) = if self.rules.iter().any(|rule| is_about_prose(rule)) {
            block.pieces.iter().map(prose).unzip()
        } else {
            return;
        };
        for rule in &*self.rules {
            match rule.look {
                Look::Prose(look) => {
                    for (prose, &segment) in all.iter().zip(&segments) {
                        findings.extend(look(prose).into_iter().map(|sighting| sighting.finding(rule, segment)));
                    }
                }
                Look::Block(look) | Look::Paragraphs(_, look) => {
                    findings.extend(look(&all).into_iter().map(|(i, sighting)| sighting.finding(rule, segments[i])));
                }
                _ => {}
            }
        }
    }
}

fn is_about_prose(rule: &Rule) -> bool {
    matches!(rule.look, Look::Prose(_) | Look::Block(_) | Look::Paragraphs(..))
}

/// What a mark may be about.
fn mark(items: &[Item], at: usize) -> u16 {
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
struct Before {
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
    const NONE: Before = Before { is_determined: false, hash: 0, earlier: [0; 2], traits: Traits(0), kind: 0 };

    /// The word after it. A pronoun is governed by what governs it, and governs what follows.
    #[inline(always)]
    fn then(self, hash: u64, traits: Traits, kind: u8) -> Before {
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
    fn triggers(self, hash: u64, traits: Traits, first: impl FnOnce() -> u8) -> u16 {
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
struct Governors(Box<[u8]>);

/// Verbs before an infinitive or a participle.
const GOVERNING: &[&str] =
    &["pouvoir", "devoir", "vouloir", "falloir", "savoir", "oser", "aller", "faire", "laisser", "avoir", "être"];

/// Prepositions before an infinitive.
const PREPOSITIONS: &[&str] = &["pour", "sans", "de", "d'", "à", "afin"];

const ELIDED_WORDS: &[&str] = &["l'", "d'", "qu'", "jusqu'", "lorsqu'", "puisqu'"];

impl Governors {
    fn new(pack: &Pack) -> Self {
        let mut kinds = vec![0u8; pack.words.vocabulary() + crate::language::ngram::symbols::FIRST_WORD as usize];
        let mut set = |word: &str, kind: u8| {
            let symbol = pack.word(word).symbol() as usize;
            if symbol != 0 {
                kinds[symbol] |= kind;
            }
        };
        PREPOSITIONS.iter().for_each(|word| set(word, GOVERNS));
        super::rules::PRONOUNS.iter().for_each(|word| set(word, CLITIC));
        set("si", IS_SI);
        ELIDED_WORDS.iter().for_each(|word| set(word, ELIDED));
        super::rules::DETERMINERS.iter().for_each(|word| set(word, DETERMINES));
        for lemma in GOVERNING {
            for form in pack.french.inflect_where(lemma, |tags| tags.intersects(Tags::VERB)) {
                set(&form.word, GOVERNS);
            }
        }
        Governors(kinds.into())
    }

    #[inline]
    fn of(&self, item: &Item) -> u8 {
        self.0.get(item.word.symbol() as usize).copied().unwrap_or_default()
    }
}

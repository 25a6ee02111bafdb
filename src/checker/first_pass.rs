//! The first pass over a block: its paragraphs are read, a few at a time, and those in which something deserves a closer look are kept.

use super::detect::{Doubted, Extent, Paragraph, Paragraphs, Seed, Seeds};
use super::memos::Notes;
use super::{Asked, Block, Checker};
use crate::language::Words;
use crate::text::{Document, Scanner};
use std::borrow::Cow;
use std::ops::Range;
use std::slice::Iter;

/// So many tokens are read at a time: some tens of paragraphs of news. What each stage needs from memory is asked for while the stage before
/// it is at work on the others, and to wait for memory is what takes longest. All of them fit into the second cache of a processor.
const TOGETHER: usize = 1 << 10;

/// A paragraph with seeds.
pub(super) struct Suspect {
    pub segment: usize,
    pub extent: Extent,
    pub seeds: Vec<Seed>,
    /// Words of the block before it.
    pub at: u64,
}

/// What the first pass has seen.
#[derive(Default)]
pub(super) struct FirstPass {
    /// The paragraphs with seeds, as they are kept.
    pub kept: Vec<Suspect>,
    /// English words in small letters.
    pub english: u64,
    pub words: u64,
    /// How many seeds there are.
    pub reached: u64,
}

/// The paragraphs of a block that have not been read.
struct Reader<'a> {
    document: &'a Document<'a>,
    pieces: Iter<'a, (usize, Range<usize>)>,
    /// The segment that is being read.
    at: Option<(usize, Scanner<'a>)>,
}

impl<'a> Reader<'a> {
    /// From the first paragraph of a block on.
    fn new(document: &'a Document<'a>, block: &'a Block) -> Self {
        Reader { document, pieces: block.pieces.iter(), at: None }
    }

    /// Reads the next few in place of those before; puts the segment of each into `segments`.
    fn read(&mut self, words: &Words, paragraphs: &mut Paragraphs, segments: &mut Vec<usize>) {
        paragraphs.forget();
        segments.clear();
        while paragraphs.tokens() < TOGETHER {
            let Some((segment, scanner)) = &mut self.at else {
                let Some((index, range)) = self.pieces.next() else { return };
                let segment = &self.document.segments[*index];
                self.at = Some((*index, Scanner::new(&segment.text, range.start, range.end, &segment.marks)));
                continue;
            };
            if paragraphs.read_on(words, &self.document.segments[*segment].text, scanner) {
                segments.push(*segment);
            } else {
                self.at = None;
            }
        }
    }
}

impl Checker {
    /// Calls `read` with every paragraph of a block, and keeps those with seeds among the `paragraphs`. Where findings are asked for, it ends when
    /// the block is known to be in English.
    pub(super) fn first_pass(
        &self,
        notes: &Notes,
        document: &Document,
        block: &Block,
        asked: &mut Asked,
        paragraphs: &mut Paragraphs,
        mut read: impl FnMut(usize, &Paragraph),
    ) -> FirstPass {
        let finder = Seeds { notes, thorough: matches!(asked, Asked::All) };
        let text = |segment: usize| &*document.segments[segment].text;
        let mut pass = FirstPass::default();
        let (mut doubted, mut seeds) = (Vec::<Doubted>::new(), Vec::new());
        let (mut reader, mut segments) = (Reader::new(document, block), Vec::new());
        loop {
            reader.read(&self.pack.words, paragraphs, &mut segments);
            if segments.is_empty() {
                return pass;
            }
            paragraphs.look_up(&notes.words, |n| text(segments[n]));
            doubted.resize_with(segments.len().max(doubted.len()), Doubted::default);
            for (n, &segment) in segments.iter().enumerate() {
                if let Asked::Findings(language) = asked
                    && !language.is_known()
                {
                    language.read(segment, &paragraphs.nth(n));
                    if language.is_known() && language.is_english() {
                        return pass;
                    }
                }
                if let Some(vocabulary) = &self.vocabulary {
                    vocabulary.excuse(text(segment), paragraphs, n);
                }
                finder.prefetch(&paragraphs.nth(n), &mut doubted[n]);
            }
            for (n, &segment) in segments.iter().enumerate() {
                read(segment, &paragraphs.nth(n));
            }
            for (n, &segment) in segments.iter().enumerate() {
                let paragraph = paragraphs.nth(n);
                pass.words += paragraph.words as u64;
                pass.english += paragraph.english as u64;
                finder.find(text(segment), &paragraph, &doubted[n], &mut seeds);
                pass.reached += seeds.len() as u64;
                if !seeds.is_empty() {
                    let (extent, seeds) = (paragraphs.keep(n), seeds.clone());
                    pass.kept.push(Suspect { segment, extent, seeds, at: pass.words });
                }
            }
        }
    }

    /// Asks for what is known of the seeds and of the words beside them, all of a block at once: then it is there when they are weighed.
    pub(super) fn ask<'s>(
        &self,
        notes: &Notes,
        document: &Document,
        suspects: impl Iterator<Item = (&'s Suspect, &'s Paragraph<'s>)> + Clone,
    ) {
        let seeds = suspects.flat_map(|(suspect, paragraph)| {
            suspect.seeds.iter().map(move |seed| (suspect.segment, paragraph, seed.item))
        });
        let near = |(_, paragraph, item): (usize, &Paragraph, usize)| {
            let beside = [item.wrapping_sub(1), item, item + 1];
            beside.map(|item| paragraph.items.get(item).map_or(0, |item| item.hash()))
        };
        notes.words.ask_profiles(&seeds.clone().flat_map(near).collect::<Vec<u64>>());
        let folded = |(segment, paragraph, item): (usize, &Paragraph, usize)| {
            paragraph.folded(&document.segments[segment].text, item)
        };
        let words: Vec<Cow<str>> = seeds.map(folded).collect();
        self.pack.english.ask(words.iter().map(|word| &**word));
    }
}

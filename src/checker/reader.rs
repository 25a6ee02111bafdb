//! Reads the paragraphs of a block, a few at a time.

use super::Block;
use super::detect::Paragraphs;
use crate::language::Words;
use crate::text::{Document, Scanner};
use std::ops::Range;
use std::slice::Iter;

/// So many tokens are read at a time: some tens of paragraphs of news. What each stage needs from memory is asked for while the stage before
/// it is at work on the others, and to wait for memory is what takes longest. All of them fit into the second cache of a processor.
const TOGETHER: usize = 1 << 10;

/// The paragraphs of a block that have not been read.
pub(super) struct Reader<'a> {
    document: &'a Document<'a>,
    pieces: Iter<'a, (usize, Range<usize>)>,
    /// The segment that is being read.
    at: Option<(usize, Scanner<'a>)>,
}

impl<'a> Reader<'a> {
    /// From the first paragraph of a block on.
    pub(super) fn new(document: &'a Document<'a>, block: &'a Block) -> Self {
        Reader { document, pieces: block.pieces.iter(), at: None }
    }

    /// Reads the next few in place of those before; puts the segment of each into `segments`.
    pub(super) fn read(&mut self, words: &Words, paragraphs: &mut Paragraphs, segments: &mut Vec<usize>) {
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

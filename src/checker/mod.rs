//! The checker: segments in, findings out.

pub mod rules;

use crate::language::Pack;
use crate::text::{Document, Finding};
use std::ops::Range;

/// A part of a document that is checked on its own: the evidence that the document gives about itself (its words, its
/// language) is taken per block, so blocks may be checked in parallel with the same result.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// The pieces of segments in the block: index of the segment, byte range in its text.
    pub pieces: Vec<(usize, Range<usize>)>,
}

/// Finds the English in French text.
#[derive(Debug, Clone)]
pub struct Checker {
    pack: &'static Pack,
}

impl Checker {
    /// A checker over a language pack.
    pub fn new(pack: &'static Pack) -> Self {
        Checker { pack }
    }

    /// Cuts a document into blocks: at most 1 MB each, cut at paragraph borders where there are any; the cut depends on
    /// the content only.
    pub fn blocks(&self, document: &Document) -> Vec<Block> {
        vec![Block { pieces: document.segments.iter().enumerate().map(|(i, s)| (i, 0..s.text.len())).collect() }]
    }

    /// The findings of one block, sorted by segment and start, without overlap.
    pub fn check_block(&self, document: &Document, block: &Block) -> Vec<Finding> {
        let _ = (document, block, self.pack);
        Vec::new()
    }

    /// The findings of a whole document, sorted by segment and start, without overlap.
    pub fn check(&self, document: &Document) -> Vec<Finding> {
        self.blocks(document).iter().flat_map(|block| self.check_block(document, block)).collect()
    }
}

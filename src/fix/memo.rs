//! What the last readings found, block by block: only blocks are checked that an edit has made what they have not been.

use crate::checker::{Block, Checker};
use crate::text::{Document, Finding, Span, hash};
use rayon::prelude::*;
use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};

/// The content of a block, by two hashes that have nothing in common.
type Key = (u64, u64);

/// So many readings are remembered before the last. An edit that was dropped is tried again on what the others made of the text, and that
/// text has most often been read with all of them.
const KEPT: usize = 3;

/// The findings of the blocks of the last readings.
#[derive(Debug, Default)]
pub(super) struct Memo {
    blocks: HashMap<Key, Known>,
    readings: usize,
}

/// The findings of a block, with its pieces for segments and spans that start with their piece.
#[derive(Debug)]
struct Known {
    findings: Vec<Finding>,
    /// The last reading that had it.
    reading: usize,
}

impl Memo {
    /// The findings of a document, as [`Checker::check`] gives them.
    pub(super) fn check(&mut self, checker: &Checker, document: &Document) -> Vec<Finding> {
        let blocks = checker.blocks(document);
        let check = |block: &Block| {
            let key = key(document, block);
            let found = self.blocks.get(&key).map(|known| known.findings.clone());
            (key, found.unwrap_or_else(|| in_block(checker.check_block(document, block), block)))
        };
        let checked: Vec<(Key, Vec<Finding>)> = blocks.par_iter().map(check).collect();
        let placed = |((_, found), block): (&(Key, Vec<Finding>), _)| in_document(found.clone(), block);
        let findings = checked.iter().zip(&blocks).flat_map(placed).collect();
        self.readings += 1;
        let reading = self.readings;
        self.blocks.extend(checked.into_iter().map(|(key, findings)| (key, Known { findings, reading })));
        self.blocks.retain(|_, known| known.reading + KEPT >= reading);
        findings
    }
}

fn key(document: &Document, block: &Block) -> Key {
    let mut hasher = DefaultHasher::new();
    let mut other = 0u64;
    for (index, range) in &block.pieces {
        let segment = &document.segments[*index];
        let text = &segment.text[range.clone()];
        text.hash(&mut hasher);
        segment.source.as_ref().map(|source| &source.text).hash(&mut hasher);
        other = other.rotate_left(5) ^ hash(text.as_bytes());
        let piece = Span::new(range.start, range.end);
        for mark in segment.marks.iter().filter(|mark| mark.span.overlaps(piece)) {
            // A mark may start before its piece.
            let start = mark.span.start as isize - range.start as isize;
            (start, mark.span.len(), mark.kind as u8).hash(&mut hasher);
        }
    }
    (hasher.finish(), other)
}

fn in_block(mut findings: Vec<Finding>, block: &Block) -> Vec<Finding> {
    for finding in &mut findings {
        let piece = block.pieces.partition_point(|(segment, _)| *segment < finding.segment);
        let start = block.pieces[piece].1.start;
        finding.segment = piece;
        finding.span = Span::new(finding.span.start - start, finding.span.end - start);
    }
    findings
}

fn in_document(mut findings: Vec<Finding>, block: &Block) -> Vec<Finding> {
    for finding in &mut findings {
        let (segment, range) = &block.pieces[finding.segment];
        finding.segment = *segment;
        finding.span = Span::new(finding.span.start + range.start, finding.span.end + range.start);
    }
    findings
}

//! Content-defined blocks.

use crate::text::Document;
use std::ops::Range;

/// A part of a document that is checked on its own: the evidence that the document gives about itself (its words, its
/// language) is taken per block, so blocks may be checked in parallel with the same result.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// The pieces of segments in the block: index of the segment, byte range in its text.
    pub pieces: Vec<(usize, Range<usize>)>,
}

/// Largest block, in bytes.
const LARGEST: usize = 1 << 20;

/// Blocks end at the first line end after so many bytes.
const WANTED: usize = 1 << 19;

/// Cuts a document into blocks.
pub fn cut(document: &Document) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut pieces: Vec<(usize, Range<usize>)> = Vec::new();
    let mut size = 0;
    for (index, segment) in document.segments.iter().enumerate() {
        let mut start = 0;
        while segment.text.len() - start + size > WANTED {
            let end = border(&segment.text, start, WANTED.saturating_sub(size), LARGEST - size.min(LARGEST - 4));
            pieces.push((index, start..end));
            blocks.push(Block { pieces: std::mem::take(&mut pieces) });
            size = 0;
            start = end;
        }
        if start < segment.text.len() {
            pieces.push((index, start..segment.text.len()));
            size += segment.text.len() - start;
        }
    }
    if !pieces.is_empty() {
        blocks.push(Block { pieces });
    }
    blocks
}

/// Where to cut `text[start..]`: after the first line end from `wanted` bytes on, else after the last white space before
/// `largest` bytes, else between two characters.
fn border(text: &str, start: usize, wanted: usize, largest: usize) -> usize {
    let bytes = text.as_bytes();
    let from = (start + wanted).min(text.len());
    let mut limit = (start + largest).min(text.len());
    if let Some(line) = memchr::memchr(b'\n', &bytes[from..limit]) {
        return from + line + 1;
    }
    if limit == text.len() {
        return limit;
    }
    while !text.is_char_boundary(limit) {
        limit -= 1;
    }
    match text[start..limit].rfind(char::is_whitespace) {
        Some(at) => {
            let at = start + at;
            at + text[at..].chars().next().map_or(1, char::len_utf8)
        }
        None => limit,
    }
}

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

/// A document, or what is left of one, of so many bytes is one block.
const SMALL: usize = LARGEST;

/// Most bytes of a block in a document whose lines are all of one length.
const USUAL: usize = 1 << 18;

/// Cuts a document into blocks.
///
/// The borders depend on the content only. They are counted in lines and not in bytes, so an edit inside a line moves none: after a fix
/// only the blocks with edits have to be checked again. How many lines make a block follows from their mean length and is a
/// power of two, so that edits do not change it but by a rare chance. A block that grows too large all the same is cut by bytes.
pub fn cut(document: &Document) -> Vec<Block> {
    let mut left: usize = document.segments.iter().map(|segment| segment.text.len()).sum();
    let wanted = if left > SMALL { lines_of_a_block(document, left) } else { 0 };
    let mut blocks = Vec::new();
    let mut pieces: Vec<(usize, Range<usize>)> = Vec::new();
    let (mut size, mut lines) = (0, 0);
    for (index, segment) in document.segments.iter().enumerate() {
        let text = &*segment.text;
        let mut start = 0;
        while start < text.len() {
            let is_last = left <= SMALL;
            let end = if is_last { text.len() } else { border(text, start, wanted - lines, LARGEST - size) };
            pieces.push((index, start..end));
            size += end - start;
            lines += line_ends(&text[start..end]) + usize::from(end == text.len());
            // The rest must have room for a character.
            if !is_last && (end < text.len() || lines >= wanted || size + 4 > LARGEST) {
                blocks.push(Block { pieces: std::mem::take(&mut pieces) });
                left -= size;
                (size, lines) = (0, 0);
            }
            start = end;
        }
    }
    if !pieces.is_empty() {
        blocks.push(Block { pieces });
    }
    blocks
}

/// How many lines make a block of a document of so many bytes: a power of two. The end of a segment counts as that of a line.
fn lines_of_a_block(document: &Document, bytes: usize) -> usize {
    let lines: usize = document.segments.iter().map(|segment| line_ends(&segment.text) + 1).sum();
    let wanted = (lines as f64 * USUAL as f64 / bytes as f64) as usize;
    1 << wanted.max(1).ilog2()
}

fn line_ends(text: &str) -> usize {
    memchr::memchr_iter(b'\n', text.as_bytes()).count()
}

/// Where to cut `text[start..]`: after so many line ends; where `largest` bytes come first, after the last line end before them, else after
/// the last white space, else between two characters; at the end of the text when it is shorter.
fn border(text: &str, start: usize, lines: usize, largest: usize) -> usize {
    let mut limit = (start + largest).min(text.len());
    let mut ends = memchr::memchr_iter(b'\n', &text.as_bytes()[start..limit]);
    if let Some(end) = ends.nth(lines - 1) {
        return start + end + 1;
    }
    if limit == text.len() {
        return limit;
    }
    if let Some(end) = memchr::memrchr(b'\n', &text.as_bytes()[start..limit]) {
        return start + end + 1;
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

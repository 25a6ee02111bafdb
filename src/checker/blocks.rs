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

impl Block {
    /// A part of a document that has one segment.
    pub fn of_text(range: Range<usize>) -> Self {
        Block { pieces: vec![(0, range)] }
    }
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
    let lines = || document.segments.iter().map(|segment| line_ends(&segment.text) + 1).sum();
    let wanted = if left > SMALL { lines_of_a_block(lines(), left) } else { 0 };
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

/// Cuts a text that comes bit by bit into the blocks that [`cut`] makes of a document that is nothing else.
#[derive(Debug, Clone)]
pub struct Cutter {
    left: usize,
    wanted: usize,
}

impl Cutter {
    /// For a text of so many bytes with so many line feeds.
    pub fn new(bytes: usize, line_feeds: usize) -> Self {
        Cutter { left: bytes, wanted: if bytes > SMALL { lines_of_a_block(line_feeds + 1, bytes) } else { 0 } }
    }

    /// The length of the block with which the rest of the text starts, of which this is the beginning; `None` if more of it has to be there
    /// to tell. A byte more than the largest block is always enough.
    pub fn next(&mut self, beginning: &str) -> Option<usize> {
        let is_all = beginning.len() >= self.left;
        let length = match self.left {
            ..=SMALL => is_all.then_some(beginning.len())?,
            _ if is_all || beginning.len() > LARGEST => border(beginning, 0, self.wanted, LARGEST),
            _ => nth_line_end(beginning.as_bytes(), self.wanted)?,
        };
        self.left -= length;
        Some(length)
    }
}

/// How many lines make a block of a document of so many bytes in so many lines: a power of two. The end of a segment counts as
/// that of a line.
fn lines_of_a_block(lines: usize, bytes: usize) -> usize {
    let wanted = (lines as f64 * USUAL as f64 / bytes as f64) as usize;
    1 << wanted.max(1).ilog2()
}

fn line_ends(text: &str) -> usize {
    memchr::memchr_iter(b'\n', text.as_bytes()).count()
}

/// Behind which byte so many lines end. Line ends are counted in less time than found.
fn nth_line_end(text: &[u8], mut lines: usize) -> Option<usize> {
    const PART: usize = 1 << 12;
    for (part, start) in text.chunks(PART).zip((0..).step_by(PART)) {
        let mut ends = memchr::memchr_iter(b'\n', part);
        let count = ends.clone().count();
        if count >= lines {
            return ends.nth(lines - 1).map(|end| start + end + 1);
        }
        lines -= count;
    }
    None
}

/// Where to cut `text[start..]`: after so many line ends; where `largest` bytes come first, after the last line end before them, else after
/// the last white space, else between two characters; at the end of the text when it is shorter.
fn border(text: &str, start: usize, lines: usize, largest: usize) -> usize {
    let mut limit = (start + largest).min(text.len());
    if let Some(end) = nth_line_end(&text.as_bytes()[start..limit], lines) {
        return start + end;
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

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The blocks of a text that comes so many bytes at a time.
    fn bit_by_bit(text: &str, ahead: usize) -> Vec<Block> {
        let mut cutter = Cutter::new(text.len(), line_ends(text));
        let mut blocks = Vec::new();
        let mut start = 0;
        while start < text.len() {
            let mut end = start;
            let length = loop {
                end = (end + ahead).min(text.len());
                while !text.is_char_boundary(end) {
                    end += 1;
                }
                if let Some(length) = cutter.next(&text[start..end]) {
                    break length;
                }
                assert!(end < text.len() && end - start <= LARGEST);
            };
            blocks.push(Block::of_text(start..start + length));
            start += length;
        }
        blocks
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(24))]

        #[test]
        fn a_text_that_comes_bit_by_bit(
            lines in prop::collection::vec((0usize..3000, prop::sample::select(vec!["é", "mot ", "𝄞", "a"])), 1..40),
            longest in 0usize..900_000,
            ahead in 10_000usize..LARGEST + 1,
            end in prop::sample::select(vec!["", "\n"]),
        ) {
            let mut text: String =
                lines.iter().map(|(count, word)| format!("{}\n", word.repeat(*count))).collect::<String>().repeat(40);
            text.push_str(&"été ".repeat(longest / 2));
            text.push_str(&"à".repeat(longest));
            text.push_str(end);
            prop_assert_eq!(bit_by_bit(&text, ahead), cut(&Document::plain(&text)));
        }
    }
}

//! The cells of tables, as RFC 4180 has them: one that starts with a quotation mark ends at the next that is not doubled.

use std::ops::Range;

/// A cell: what is in it, and whether it stands between quotation marks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Cell {
    pub(crate) range: Range<usize>,
    pub(crate) quoted: bool,
}

/// The cell that starts here, and where it ends: at the first border after its closing mark, or the first of all. `border` tells how
/// far away that is. None when its closing mark is missing.
pub(crate) fn end_of_cell(
    bytes: &[u8],
    start: usize,
    border: impl Fn(&[u8]) -> Option<usize>,
) -> Option<(Cell, usize)> {
    let until = |from: usize| border(&bytes[from..]).map_or(bytes.len(), |length| from + length);
    if bytes.get(start) != Some(&b'"') {
        let end = until(start);
        return Some((Cell { range: start..end, quoted: false }, end));
    }
    let mut at = start + 1;
    loop {
        at += memchr::memchr(b'"', &bytes[at..])?;
        if bytes.get(at + 1) != Some(&b'"') {
            return Some((Cell { range: start + 1..at, quoted: true }, until(at + 1)));
        }
        at += 2;
    }
}

/// What stands between the cells of a CSV with this first line.
pub(crate) fn delimiter(first_line: &[u8]) -> u8 {
    // What stands between quotation marks delimits nothing.
    let bare = || first_line.split(|byte| *byte == b'"').step_by(2).flatten();
    let count = |delimiter: u8| bare().filter(|byte| **byte == delimiter).count();
    b",;\t".iter().copied().filter(|d| count(*d) > 0).max_by_key(|d| count(*d)).unwrap_or(b',')
}

//! CSV and TSV: a row a record, under a row with the names of the columns.

use super::super::edited::{Edited, Splice};
use super::super::judge::{Judge, Text, Verdict};
use super::super::stats::Origin;
use super::super::{Action, Fields, utf8};
use super::{Block, Cut, Kind, Layout, Options, Records, Written, tags, without_end};
use crate::formats::cells::{Cell, delimiter, end_of_cell};
use crate::formats::{Edit, Edits};
use std::borrow::Cow;

pub(super) const CSV: Kind = Kind {
    name: "csv",
    summary: "CSV with the names of the columns above: commas, semicolons or tabs between",
    extensions: &["csv"],
    layout: |options| Layout::stream(Table::new(options, None)),
};

pub(super) const TSV: Kind = Kind {
    name: "tsv",
    summary: "The same with tabs between",
    extensions: &["tsv", "tab"],
    layout: |options| Layout::stream(Table::new(options, Some(b'\t'))),
};

struct Table {
    fields: Fields,
    column: Option<String>,
    /// What stands between cells; none where the names of the columns tell it.
    delimiter: Option<u8>,
}

impl Table {
    fn new(options: &Options, delimiter: Option<u8>) -> Self {
        Table { fields: options.fields.clone(), column: options.column.clone(), delimiter }
    }

    /// What stands between the cells under this row of names.
    fn delimiter(&self, head: &[u8]) -> u8 {
        self.delimiter.unwrap_or_else(|| delimiter(head.split(|byte| *byte == b'\n').next().unwrap_or_default()))
    }

    fn names(&self, head: &str) -> Vec<String> {
        let head = head.strip_prefix('\u{FEFF}').unwrap_or(head).trim_end_matches(['\n', '\r']);
        cells(head, self.delimiter(head.as_bytes()))
            .iter()
            .map(|cell| said(&head[cell.range.clone()], cell.quoted).into_owned())
            .collect()
    }

    /// The numbers of the columns that are texts, with their fields, and of what they translate; or a field that is no column.
    fn columns<'f>(&'f self, names: &[String]) -> Result<Vec<(usize, &'f str)>, &'f str> {
        let number = |field: &str| field.parse::<usize>().ok()?.checked_sub(1).filter(|n| *n < names.len());
        let column = |field: &'f str| {
            let found = names.iter().position(|name| name == field).or_else(|| number(field));
            found.map(|found| (found, field)).ok_or(field)
        };
        self.fields.paths().map(column).collect()
    }
}

impl Records for Table {
    fn has_head(&self) -> bool {
        true
    }

    fn head(&self, bytes: &[u8], at_end: bool) -> Option<usize> {
        end_of_row(bytes, self.delimiter(bytes)).or_else(|| at_end.then_some(bytes.len()))
    }

    fn check_head(&self, head: &[u8]) -> Result<(), String> {
        let head = std::str::from_utf8(head).map_err(|_| "the names of its columns are not UTF-8".to_owned())?;
        let names = self.names(head);
        if let Err(field) = self.columns(&names) {
            return Err(format!(
                "no column is called “{field}”, there are {}; name one with --text-field",
                names.join(", ")
            ));
        }
        match &self.column {
            Some(column) if names.contains(column) => {
                Err(format!("it has a column “{column}” already; name another with --column"))
            }
            _ => Ok(()),
        }
    }

    fn cut(&self, head: &[u8], bytes: &[u8]) -> Option<Cut> {
        let delimiter = self.delimiter(head);
        let mut cut = Cut { end: 0, records: 0 };
        while let Some(length) = end_of_row(&bytes[cut.end..], delimiter) {
            cut = Cut { end: cut.end + length, records: cut.records + 1 };
        }
        (cut.records > 0).then_some(cut)
    }

    fn first(&self, head: &[u8], bytes: &[u8]) -> usize {
        end_of_row(bytes, self.delimiter(head)).unwrap_or(bytes.len())
    }

    /// Blanks may be what a cell says.
    fn is_blank(&self, record: &[u8]) -> bool {
        without_end(record).0.is_empty()
    }

    fn clean(&self, block: &Block, judge: &Judge, out: &mut Written) {
        let head = String::from_utf8_lossy(&block.head);
        let delimiter = self.delimiter(head.as_bytes());
        let names = self.names(&head);
        // The head has been checked.
        let Ok(mut columns) = self.columns(&names) else { return };
        let source = columns.pop_if(|(_, field)| self.fields.is_source(field)).map(|(number, _)| number);
        let under = Under { columns, source, delimiter, count: names.len(), column: self.column.as_deref() };
        if block.opens {
            let tagged = judge.action == Action::Tag;
            under.write(head.as_bytes(), self.column.as_deref().filter(|_| tagged), &mut out.kept);
            if !tagged {
                under.write(head.as_bytes(), self.column.as_deref(), &mut out.dropped);
            }
        }
        let mut at = 0;
        let mut record = block.record;
        while at < block.bytes.len() {
            let rest = &block.bytes[at..];
            let row = &rest[..end_of_row(rest, delimiter).unwrap_or(rest.len())];
            let origin = Origin { path: &block.path, record };
            let offset = block.offset + at as u64;
            let wrong = match block.too_long(row.len() as u64) {
                Some(reason) => Err((reason, false)),
                None => under.row(row, judge, origin, out).map_err(|reason| (reason, true)),
            };
            match wrong {
                Ok(()) => {}
                Err((reason, true)) => out.reject(origin, offset, row, &reason),
                Err((reason, false)) => out.reject_unread(origin, Some(offset), row.len() as u64, &reason, None),
            }
            at += row.len();
            record += 1;
        }
    }
}

/// What the row of names says of the rows under it.
struct Under<'a> {
    columns: Vec<(usize, &'a str)>,
    /// The number of the column that the texts translate.
    source: Option<usize>,
    delimiter: u8,
    /// How many columns there are.
    count: usize,
    /// The name of the column that is added.
    column: Option<&'a str>,
}

impl Under<'_> {
    /// Writes a row, which ends with its line end, with one more cell.
    fn write(&self, row: &[u8], cell: Option<&str>, out: &mut Vec<u8>) {
        let (cells, end) = without_end(row);
        out.extend_from_slice(cells);
        if let Some(cell) = cell {
            out.push(self.delimiter);
            // JSON in a cell between tabs needs no marks: it has no tab in it, and does not begin with one.
            if self.delimiter != b'\t' && cell.contains(['"', ',', ';', '\n', '\r']) {
                out.extend_from_slice(format!("\"{}\"", cell.replace('"', "\"\"")).as_bytes());
            } else {
                out.extend_from_slice(cell.as_bytes());
            }
        }
        out.extend_from_slice(end);
    }

    fn row(&self, row: &[u8], judge: &Judge, origin: Origin, out: &mut Written) -> Result<(), String> {
        let (inside, _) = without_end(row);
        if inside.is_empty() {
            out.kept.extend_from_slice(row);
            out.count += 1;
            return Ok(());
        }
        let inside = utf8(inside)?;
        let cells = cells(inside, self.delimiter);
        if cells.len() != self.count {
            return Err(format!("{} cells under {} columns", cells.len(), self.count));
        }
        // A bare cell cannot hold them.
        let never = [char::from(self.delimiter), '"', '\n', '\r'];
        let text = |(number, field): &(usize, _)| {
            let cell = &cells[*number];
            let never: &[char] = if cell.quoted { &[] } else { &never };
            let source = self.source.map(|number| said(&inside[cells[number].range.clone()], cells[number].quoted));
            Text { field: Cow::Borrowed(*field), text: said(&inside[cell.range.clone()], cell.quoted), source, never }
        };
        let texts: Vec<Text> = self.columns.iter().map(text).collect();
        let verdict = judge.judge(&texts, origin, &mut out.stats)?;
        match (&judge.action, self.column, verdict.reason) {
            (Action::Tag, Some(_), _) => {
                let tags = serde_json::to_string(&tags(&texts, &verdict)).unwrap_or_default();
                self.write(row, Some(&tags), &mut out.kept);
            }
            (Action::Split(_), Some(_), Some(reason)) => {
                self.write(row, Some(&reason.to_string()), &mut out.dropped);
                if !out.dropped.ends_with(b"\n") {
                    out.dropped.push(b'\n');
                }
                return Ok(());
            }
            (_, _, Some(_)) => return Ok(()),
            (_, _, None) => {
                let splices = self.splices(inside, &cells, &texts, &verdict);
                Splice::apply(row, &splices, &mut out.kept);
                if judge.remembers && !splices.is_empty() {
                    out.edited.push(Edited::new(out.count, origin, splices));
                }
            }
        }
        out.count += 1;
        Ok(())
    }

    /// The edits as they change the bytes of the row, in order.
    fn splices(&self, row: &str, cells: &[Cell], texts: &[Text], verdict: &Verdict) -> Vec<Splice> {
        let mut splices = Vec::new();
        for (i, edits) in &verdict.edits {
            let (cell, Text { field, text, .. }) = (&cells[self.columns[*i].0], &texts[*i]);
            let raw = &row[cell.range.clone()];
            let written = written(raw, cell.quoted, edits);
            let splice = |(edit, written)| Splice::new(Some(field), (text, edit), (raw, cell.range.start, written));
            splices.extend(edits.iter().zip(&written).map(splice));
        }
        splices.sort_by_key(|splice| splice.at);
        splices
    }
}

/// What a cell says.
fn said(raw: &str, quoted: bool) -> Cow<'_, str> {
    if quoted && raw.contains("\"\"") { Cow::Owned(raw.replace("\"\"", "\"")) } else { Cow::Borrowed(raw) }
}

/// Edits of what a cell says as edits of what is written.
fn written(raw: &str, quoted: bool, edits: &Edits) -> Vec<Edit> {
    if !quoted {
        return edits.iter().cloned().collect();
    }
    // Quotation marks are written twice: how many stand before an offset in what is said.
    let marks: Vec<usize> = raw.match_indices("\"\"").enumerate().map(|(n, (at, _))| at - n).collect();
    let place = |offset: usize| offset + marks.partition_point(|mark| *mark < offset);
    let edit =
        |edit: &Edit| Edit { start: place(edit.start), end: place(edit.end), raw: edit.raw.replace('"', "\"\"") };
    edits.iter().map(edit).collect()
}

/// What ends a cell: a row ends at a line feed.
fn border(delimiter: u8) -> impl Fn(&[u8]) -> Option<usize> {
    move |rest| memchr::memchr2(delimiter, b'\n', rest)
}

/// The length of the first row with its line end, if it is all there.
fn end_of_row(bytes: &[u8], delimiter: u8) -> Option<usize> {
    let mut at = 0;
    loop {
        let (_, end) = end_of_cell(bytes, at, border(delimiter))?;
        match bytes.get(end)? {
            b'\n' => return Some(end + 1),
            _ => at = end + 1,
        }
    }
}

/// The cells of a row without its line end. A mark that is not closed is a cell up to the end.
fn cells(row: &str, delimiter: u8) -> Vec<Cell> {
    let mut cells = Vec::new();
    let mut at = 0;
    loop {
        let rest = || (Cell { range: at..row.len(), quoted: false }, row.len());
        let (cell, end) = end_of_cell(row.as_bytes(), at, border(delimiter)).unwrap_or_else(rest);
        cells.push(cell);
        if end >= row.len() {
            return cells;
        }
        at = end + 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn rows_and_cells() {
        let shown = |row: &str| -> Vec<String> {
            cells(row, b',').iter().map(|cell| said(&row[cell.range.clone()], cell.quoted).into_owned()).collect()
        };
        assert_eq!(shown("a,\"b,\n\"\"c\"\"\",,5\" d"), ["a", "b,\n\"c\"", "", "5\" d"]);
        assert_eq!(shown("a,"), ["a", ""]);
        assert_eq!(shown("\"a"), ["\"a"]);
        assert_eq!(end_of_row(b"a,\"b\nc\"\nd", b','), Some(8));
        assert_eq!(end_of_row(b"a,\"b\nc\"", b','), None);
        assert_eq!(end_of_row(b"a,b\"\nc\"\n", b','), Some(5));
    }

    proptest! {
        #[test]
        fn edits_reach_their_places(text in "[ab\"é]{0,12}", edits in proptest::collection::vec((0usize..20, 0usize..20, "[a\"]{0,3}"), 0..4)) {
            let border = |i: usize| (0..=i.min(text.len())).rev().find(|&i| text.is_char_boundary(i)).unwrap();
            let edits = Edits::resolve(edits.into_iter().map(|(a, b, raw)| {
                Edit { start: border(a.min(b)), end: border(a.max(b)), raw }
            }));
            let raw = text.replace('"', "\"\"");
            let edited = Edits::resolve(written(&raw, true, &edits)).apply_to_text(&raw);
            prop_assert_eq!(said(&edited, true).into_owned(), edits.apply_to_text(&text));
        }
    }
}

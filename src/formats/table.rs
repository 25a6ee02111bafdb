//! Tables: CSV and TSV.
//!
//! A segment is one cell. Where the first row names the columns, those of French are read and that of the source is what
//! they translate; a TSV of two columns without names is source and target; else every cell is read.

use super::builder::Builder;
use super::cells::{Cell, delimiter, end_of_cell};
use super::escapes::Said;
use super::flaw::Flaw;
use super::{Format, Options, language, placeholders};
use crate::text::{Document, Segment, Source};
use std::borrow::Cow;

/// Comma-separated values, or with semicolons or tabs.
pub(super) struct Csv {
    /// The columns to read.
    pub(super) columns: Vec<String>,
}

/// Tab-separated values.
pub(super) struct Tsv {
    /// The columns to read.
    pub(super) columns: Vec<String>,
}

/// A cell between quotation marks.
const QUOTED: u8 = 1;

/// Names of columns in French, and of what they translate.
const TARGET: &[&str] = &["target", "cible", "traduction", "translation", "msgstr"];
const SOURCE: &[&str] = &["source", "original", "msgid", "english", "anglais"];

/// Names of columns that are shown where one is missing.
const SHOWN: usize = 20;

impl Format for Csv {
    fn name(&self) -> &'static str {
        "csv"
    }

    fn summary(&self) -> &'static str {
        "CSV: the columns named in French (fr, cible, traduction …), else every cell"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["csv"]
    }

    fn with(&self, options: &Options) -> Option<Box<dyn Format>> {
        Some(Box::new(Csv { columns: options.columns.clone() }))
    }

    fn flaw(&self, text: &str) -> Option<Flaw> {
        missing(text, delimiter_of(text), &self.columns)
    }

    fn parse<'a>(&self, text: &'a str) -> Document<'a> {
        table(text, delimiter_of(text), &self.columns)
    }

    fn escape<'t>(&self, text: &'t str, style: u8) -> Option<Cow<'t, str>> {
        escape(text, style)
    }
}

impl Format for Tsv {
    fn name(&self) -> &'static str {
        "tsv"
    }

    fn summary(&self) -> &'static str {
        "TSV: the columns named in French; of two without names the second, else every cell"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["tsv", "tab"]
    }

    fn with(&self, options: &Options) -> Option<Box<dyn Format>> {
        Some(Box::new(Tsv { columns: options.columns.clone() }))
    }

    fn flaw(&self, text: &str) -> Option<Flaw> {
        missing(text, b'\t', &self.columns)
    }

    fn parse<'a>(&self, text: &'a str) -> Document<'a> {
        table(text, b'\t', &self.columns)
    }

    fn escape<'t>(&self, text: &'t str, style: u8) -> Option<Cow<'t, str>> {
        escape(text, style)
    }
}

fn escape(text: &str, style: u8) -> Option<Cow<'_, str>> {
    if style == QUOTED {
        return Some(Cow::Owned(text.replace('"', "\"\"")));
    }
    // One more delimiter, of whichever kind, might change what the table looks like.
    (!text.contains([',', ';', '\t', '"', '\n', '\r'])).then_some(Cow::Borrowed(text))
}

/// What stands between the cells of a CSV.
fn delimiter_of(text: &str) -> u8 {
    delimiter(text.lines().next().unwrap_or_default().as_bytes())
}

/// What the first row calls the columns, if it does.
fn names(text: &str, first: &[Cell]) -> Vec<String> {
    first.iter().map(|cell| content(text, cell).text().trim().to_owned()).collect()
}

/// The column that is called so.
fn by_name(names: &[String], wanted: &str) -> Option<usize> {
    let wanted = wanted.to_lowercase();
    names.iter().position(|name| name.to_lowercase() == wanted)
}

/// The column that is called so, or that has this number, whether there are as many or not.
fn column(names: &[String], wanted: &str) -> Option<usize> {
    by_name(names, wanted).or_else(|| wanted.parse::<usize>().ok()?.checked_sub(1))
}

/// The first wanted column that the table does not have.
fn missing(text: &str, delimiter: u8, wanted: &[String]) -> Option<Flaw> {
    if wanted.is_empty() {
        return None;
    }
    let rows = rows(text, delimiter);
    let (names, count) = (names(text, rows.first()?), most(&rows));
    let is_there = |wanted: &&String| column(&names, wanted).is_some_and(|column| column < count);
    let missing = wanted.iter().find(|wanted| !is_there(wanted))?;
    let mut shown: Vec<String> = names.iter().take(SHOWN).map(|name| format!("“{name}”")).collect();
    if names.len() > SHOWN {
        shown.push("…".to_owned());
    }
    Some(Flaw::at(0, format!("no column “{missing}” among {}", shown.join(", "))))
}

fn table<'a>(text: &'a str, delimiter: u8, wanted: &[String]) -> Document<'a> {
    let rows = rows(text, delimiter);
    let Some(first) = rows.first() else { return Document::default() };
    let names = names(text, first);
    let named = |list: &[&str], language: fn(&str) -> bool| -> Vec<usize> {
        let is = |name: &str| list.contains(&name) || language(name);
        (0..names.len()).filter(|&i| is(&names[i].to_lowercase())).collect()
    };
    let names_chosen = wanted.iter().any(|wanted| by_name(&names, wanted).is_some());
    let chosen: Vec<usize> = wanted.iter().filter_map(|wanted| column(&names, wanted)).collect();
    let mut columns = named(TARGET, language::is_french);
    let mut source = named(SOURCE, language::is_english).first().copied();
    let has_names = !columns.is_empty() || names_chosen;
    if !has_names {
        let pairs = delimiter == b'\t' && rows.iter().all(|row| row.len() <= 2) && first.len() == 2;
        (columns, source) = if pairs { (vec![1], Some(0)) } else { ((0..most(&rows)).collect(), None) };
    }
    if !wanted.is_empty() {
        columns = chosen;
    }
    let mut segments: Vec<Segment> = Vec::new();
    for row in &rows[usize::from(has_names)..] {
        let said = source.and_then(|i| row.get(i)).map(|cell| content(text, cell).text().to_owned());
        for cell in columns.iter().filter_map(|&i| row.get(i)) {
            let style = if cell.quoted { QUOTED } else { 0 };
            let source = said.clone().map(Source::new);
            segments.extend(placeholders::finish_pair(content(text, cell), None, style, source));
        }
    }
    Document { segments }
}

fn most(rows: &[Vec<Cell>]) -> usize {
    rows.iter().map(Vec::len).max().unwrap_or(0)
}

/// The text of a cell.
fn content<'a>(text: &'a str, cell: &Cell) -> Builder<'a> {
    let mut builder = Builder::new(text);
    let doubled = |rest: &str| (cell.quoted && rest.starts_with("\"\"")).then_some((2, Said::Char('"')));
    builder.escaped(text, cell.range.clone(), b"\"", doubled);
    builder
}

/// The cells of every row. One without its closing mark goes to the end.
fn rows(text: &str, delimiter: u8) -> Vec<Vec<Cell>> {
    let bytes = text.as_bytes();
    let border = |rest: &[u8]| memchr::memchr3(delimiter, b'\n', b'\r', rest);
    let mut rows = Vec::new();
    let mut row = Vec::new();
    let mut at = 0;
    while at < bytes.len() || !row.is_empty() {
        let to_the_end = || (Cell { range: at + 1..bytes.len(), quoted: true }, bytes.len());
        let (cell, end) = end_of_cell(bytes, at, border).unwrap_or_else(to_the_end);
        row.push(cell);
        at = end;
        if bytes.get(at) == Some(&delimiter) {
            at += 1;
            if at < bytes.len() {
                continue;
            }
        }
        if bytes[at..].starts_with(b"\r\n") {
            at += 1;
        }
        at += 1;
        rows.push(std::mem::take(&mut row));
        at = at.min(bytes.len());
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells() {
        let shown = |text: &str| -> Vec<Vec<String>> {
            let row = |row: Vec<Cell>| row.into_iter().map(|cell| text[cell.range].to_owned()).collect();
            rows(text, b',').into_iter().map(row).collect()
        };
        assert_eq!(shown("a,\"b,\"\"c\"\n\"d\"\r\n,e\n"), [vec!["a", "b,\"\"c"], vec!["d"], vec!["", "e"]]);
        assert_eq!(shown("a,"), [vec!["a"]]);
        assert_eq!(shown("\"a"), [vec!["a"]]);
        assert_eq!(shown(""), Vec::<Vec<String>>::new());
        assert_eq!(shown("\n\n"), [vec![""], vec![""]]);
    }
}

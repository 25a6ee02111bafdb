//! Text: a document a line, or a file.

use super::super::edited::{Edited, Splice};
use super::super::judge::{Judge, Text};
use super::super::stats::Origin;
use super::super::{Action, utf8};
use super::{Block, Cut, Kind, Layout, Records, Written, json_line, lines, tags, without_end};
use serde_json::{Map, Value};
use std::borrow::Cow;

pub(super) const KIND: Kind = Kind {
    name: "text",
    summary: "Text: a document a line, or with --document file a file",
    extensions: &["txt", "text"],
    layout: |options| {
        if options.whole_files {
            Layout::stream(Whole(options.column.clone()))
        } else {
            Layout::stream(Lines(options.column.clone()))
        }
    },
};

/// The name of the only field, where one is needed.
const FIELD: &str = "text";

/// A document a line; with the name of the column that is added.
struct Lines(Option<String>);

/// A document a file.
struct Whole(Option<String>);

impl Records for Lines {
    fn clean(&self, block: &Block, judge: &Judge, out: &mut Written) {
        for (origin, offset, line) in lines(block) {
            if let Some(reason) = block.too_long(line.len() as u64) {
                out.reject_unread(origin, Some(offset), line.len() as u64, &reason, None);
                continue;
            }
            let (text, end) = without_end(line);
            let column = self.0.as_deref();
            document(text, end, Writes { origin, offset, judge, column }, out);
        }
    }
}

impl Records for Whole {
    fn cut(&self, _: &[u8], _: &[u8]) -> Option<Cut> {
        None
    }

    fn first(&self, _: &[u8], bytes: &[u8]) -> usize {
        bytes.len()
    }

    fn resume(&self, _: &[u8]) -> Option<usize> {
        None
    }

    fn clean(&self, block: &Block, judge: &Judge, out: &mut Written) {
        let origin = Origin { path: &block.path, record: block.record };
        let writes = Writes { origin, offset: block.offset, judge, column: self.0.as_deref() };
        document(&block.bytes, b"", writes, out);
    }
}

/// What a document is written with.
struct Writes<'a> {
    origin: Origin<'a>,
    offset: u64,
    judge: &'a Judge,
    /// The name of the column that is added.
    column: Option<&'a str>,
}

/// Writes a document with its end. Text has no columns: what gets one becomes JSONL.
fn document(bytes: &[u8], end: &[u8], writes: Writes, out: &mut Written) {
    let Writes { origin, offset, judge, column } = writes;
    let judged = utf8(bytes).and_then(|text| {
        if text.contains('\0') {
            return Err("a NUL byte: not text".to_owned());
        }
        let texts = [Text { field: Cow::Borrowed(FIELD), text: Cow::Borrowed(text), source: None, never: &[] }];
        if text.trim_ascii().is_empty() {
            return Ok((texts, None));
        }
        let verdict = judge.judge(&texts, origin, &mut out.stats)?;
        Ok((texts, Some(verdict)))
    });
    let (texts, verdict) = match judged {
        Ok((texts, Some(verdict))) => (texts, verdict),
        Ok((_, None)) => {
            if judge.action == Action::Tag {
                return;
            }
            out.kept.extend_from_slice(bytes);
            out.kept.extend_from_slice(end);
            out.count += 1;
            return;
        }
        Err(reason) => return out.reject(origin, offset, bytes, &reason),
    };
    let text = &*texts[0].text;
    let with_column = |value: Value| {
        let column = column.map(|column| (column.to_owned(), value));
        Map::from_iter([(FIELD.to_owned(), Value::from(text))].into_iter().chain(column))
    };
    match (&judge.action, verdict.reason) {
        (Action::Tag, _) => {
            let tags = serde_json::to_value(tags(&texts, &verdict)).unwrap_or_default();
            json_line(&mut out.kept, &with_column(tags));
            out.count += 1;
        }
        (Action::Split(_), Some(reason)) => {
            json_line(&mut out.dropped, &with_column(reason.to_string().into()));
        }
        (_, Some(_)) => {}
        (_, None) => {
            let splice = |edit| Splice::new(None, (text, edit), (text, 0, edit));
            let splices: Vec<Splice> = verdict.edits.iter().flat_map(|(_, edits)| edits.iter().map(splice)).collect();
            Splice::apply(bytes, &splices, &mut out.kept);
            out.kept.extend_from_slice(end);
            if judge.remembers && !splices.is_empty() {
                out.edited.push(Edited::new(out.count, origin, splices));
            }
            out.count += 1;
        }
    }
}

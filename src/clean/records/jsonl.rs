//! JSONL: one object a line.

use super::super::edited::{Edited, Splice};
use super::super::judge::{Judge, Text, Verdict};
use super::super::stats::Origin;
use super::super::{Action, Fields, json, string};
use super::{Block, Kind, Layout, Records, Written, json as write_json, lines, tags, without_end};

pub(super) const KIND: Kind = Kind {
    name: "jsonl",
    summary: "One JSON object a line",
    extensions: &["jsonl", "ndjson", "jsonlines", "json"],
    layout: |options| Layout::stream(Jsonl { fields: options.fields.clone(), column: options.column.clone() }),
};

struct Jsonl {
    fields: Fields,
    column: Option<String>,
}

impl Records for Jsonl {
    fn clean(&self, block: &Block, judge: &Judge, out: &mut Written) {
        for (origin, offset, line) in lines(block) {
            let mark = if offset == 0 && line.starts_with(b"\xEF\xBB\xBF") { 3 } else { 0 };
            let (object, _) = without_end(&line[mark..]);
            if object.trim_ascii().is_empty() {
                out.kept.extend_from_slice(line);
                out.count += 1;
                continue;
            }
            if let Some(reason) = block.too_long(line.len() as u64) {
                out.reject_unread(origin, Some(offset), line.len() as u64, &reason, None);
                continue;
            }
            out.kept.extend_from_slice(&line[..mark]);
            if let Err(reason) = self.record(&line[mark..], object, judge, origin, out) {
                out.kept.truncate(out.kept.len() - mark);
                out.reject(origin, offset, &line[mark..], &reason);
            }
        }
    }
}

impl Jsonl {
    /// Writes a record: `line` with its end, and `object` without.
    fn record(
        &self,
        line: &[u8],
        object: &[u8],
        judge: &Judge,
        origin: Origin,
        out: &mut Written,
    ) -> Result<(), String> {
        let object =
            std::str::from_utf8(object).map_err(|error| format!("not UTF-8, byte {}", error.valid_up_to() + 1))?;
        let places = json::places(object, &self.fields, self.column.as_deref())?;
        let mut texts = Vec::with_capacity(places.len());
        for place in &places {
            let text = string::decode(&object[place.raw.clone()])
                .map_err(|wrong| format!("field “{}”: {wrong}", place.path))?;
            texts.push(Text { field: place.path.clone(), text, never: &[] });
        }
        let verdict = judge.judge(&texts, origin, &mut out.stats)?;
        match (&judge.action, &self.column) {
            (Action::Tag, Some(column)) => {
                add_column(&mut out.kept, line, object, column, &tags(&texts, &verdict));
                out.count += 1;
            }
            (Action::Split(_), Some(column)) if let Some(reason) = verdict.reason => {
                add_column(&mut out.dropped, line, object, column, &reason.to_string());
                end_line(&mut out.dropped);
            }
            _ if verdict.reason.is_some() => {}
            _ => {
                let splices = splices(object, &places, &texts, &verdict);
                Splice::apply(line, &splices, &mut out.kept);
                if judge.remembers && !splices.is_empty() {
                    out.edited.push(Edited::new(out.count, origin, splices));
                }
                out.count += 1;
            }
        }
        Ok(())
    }
}

/// The edits as they change the bytes of the line, in order.
fn splices(object: &str, places: &[json::Place], texts: &[Text], verdict: &Verdict) -> Vec<Splice> {
    let mut splices = Vec::new();
    for (i, edits) in &verdict.edits {
        let (place, Text { field, text, .. }) = (&places[*i], &texts[*i]);
        let raw = &object[place.raw.clone()];
        let written = string::written(raw, edits);
        let splice = |(edit, written)| Splice::new(Some(field), (text, edit), (raw, place.raw.start, written));
        splices.extend(edits.iter().zip(written.iter()).map(splice));
    }
    splices.sort_by_key(|splice| splice.at);
    splices
}

/// The line with one more column at the end of its object.
fn add_column(out: &mut Vec<u8>, line: &[u8], object: &str, column: &str, value: &impl serde::Serialize) {
    let close = object.trim_ascii_end().len() - 1;
    let is_empty = object[..close].trim_ascii().len() == 1;
    out.extend_from_slice(object[..close].trim_ascii_end().as_bytes());
    // Written as the record itself is, with a space or without.
    let spaced = object.contains("\": ");
    out.extend_from_slice(match (is_empty, spaced) {
        (true, _) => b"" as &[u8],
        (false, true) => b", ",
        (false, false) => b",",
    });
    write_json(out, &column);
    out.extend_from_slice(if spaced { b": " } else { b":" });
    write_json(out, value);
    out.extend_from_slice(&object.as_bytes()[object[..close].trim_ascii_end().len()..]);
    out.extend_from_slice(&line[object.len()..]);
}

/// The last line of a file may have no end; in another file it needs one.
fn end_line(out: &mut Vec<u8>) {
    if !out.ends_with(b"\n") {
        out.push(b'\n');
    }
}

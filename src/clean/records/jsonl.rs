//! JSONL: one object a line.

use super::super::edited::{Edited, Splice};
use super::super::judge::{Judge, Text, Verdict};
use super::super::stats::Origin;
use super::super::{Action, Fields, json, string, utf8};
use super::{Block, Kind, Layout, Records, Written, json as write_json, lines, tags, without_end};
use crate::formats::UTF8_MARK;

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
    /// A byte-order mark. No object begins with one, so where files were joined it may also stand further down.
    fn mark(&self, record: &[u8]) -> usize {
        if record.starts_with(UTF8_MARK) { UTF8_MARK.len() } else { 0 }
    }

    fn clean(&self, block: &Block, judge: &Judge, out: &mut Written) {
        for (origin, offset, line) in lines(block) {
            let mark = if offset == 0 { self.mark(line) } else { 0 };
            let (object, _) = without_end(&line[mark..]);
            if self.is_blank(object) {
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
        let object = utf8(object)?;
        let mut places = json::places(object, &self.fields, self.column.as_deref())?;
        let said = |place: &json::Place| {
            string::decode(&object[place.raw.clone()]).map_err(|wrong| format!("field “{}”: {wrong}", place.path))
        };
        let mut sources = Vec::new();
        for place in places.extract_if(.., |place| self.fields.is_source(&place.path)) {
            let text = said(&place)?;
            sources.push((place.path, text));
        }
        let mut texts = Vec::with_capacity(places.len());
        for place in &places {
            let source = self.fields.source_of(&place.path, &sources).cloned();
            texts.push(Text { field: place.path.clone(), text: said(place)?, source, never: &[] });
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::formats::{Edit, Edits};
    use proptest::prelude::*;
    use serde_json::Value;

    /// Any JSON, written with blanks and escapes here and there.
    fn json() -> impl Strategy<Value = String> {
        let blank = "[ \t]{0,2}";
        let string = r#"("([a-cé€😀 ]|\\n|\\"|\\\\|\\u00e9|\\ud83d\\ude00){0,8}")"#;
        let leaf = prop_oneof![
            string.prop_map(|text: String| text),
            "-?(0|[1-9][0-9]{0,20})([.][0-9]{1,20})?([eE][+-]?[0-9]{1,2})?",
            Just("true".to_owned()),
            Just("null".to_owned()),
        ];
        leaf.prop_recursive(3, 12, 3, move |inner| {
            let spaced = move || (blank, inner.clone(), blank).prop_map(|(a, value, b)| format!("{a}{value}{b}"));
            let list = proptest::collection::vec(spaced(), 0..3).prop_map(|items| format!("[{}]", items.join(",")));
            let pair = (0u8..9, blank, spaced()).prop_map(|(key, blank, value)| format!("\"k{key}\"{blank}:{value}"));
            let object = proptest::collection::vec(pair, 0..3).prop_map(|pairs| format!("{{{}}}", pairs.join(",")));
            prop_oneof![list, object]
        })
    }

    proptest! {
        #[test]
        fn only_the_bytes_of_an_edit_change(
            before in proptest::collection::vec(json(), 0..3),
            after in proptest::collection::vec(json(), 0..3),
            text in r#"([a-cé€ ]|\\n|\\"|\\u00e9|\\ud83d\\ude00){0,12}"#,
            edits in proptest::collection::vec((0usize..40, 0usize..40, "[a-cé\"\n]{0,3}"), 0..4),
            end in "(\r?\n)?",
        ) {
            let other = |name: &str, values: &[String]| -> Vec<String> {
                values.iter().enumerate().map(|(i, value)| format!("\"{name}{i}\" : {value}")).collect()
            };
            let own = format!("\"text\":\"{text}\"");
            let line = format!("{{{}}}{end}", [other("a", &before), vec![own.clone()], other("z", &after)].concat().join(", "));
            let object = line.trim_end();
            let fields = Fields::new(&["text"]).unwrap();
            let places = json::places(object, &fields, None).unwrap();
            let raw = places[0].raw.clone();
            prop_assert_eq!(&object[raw.clone()], &*text);
            let said = string::decode(&text).unwrap();
            let border = |i: usize| (0..=i.min(said.len())).rev().find(|&i| said.is_char_boundary(i)).unwrap();
            let edits = Edits::resolve(edits.into_iter().map(|(a, b, raw)| {
                Edit { start: border(a.min(b)), end: border(a.max(b)), raw }
            }));
            let edited_text = edits.apply_to_text(&said);
            let texts = [Text { field: "text".into(), text: said, source: None, never: &[] }];
            let verdict = Verdict { edits: vec![(0, edits)], ..Verdict::default() };
            let splices = splices(object, &places, &texts, &verdict);
            let mut edited = Vec::new();
            Splice::apply(line.as_bytes(), &splices, &mut edited);
            let edited = String::from_utf8(edited).unwrap();
            // All before and after the string, byte for byte.
            prop_assert_eq!(&edited[..raw.start], &line[..raw.start]);
            prop_assert!(edited[raw.start..].ends_with(&line[raw.end..]));
            let value = |line: &str| serde_json::from_str::<Value>(line).unwrap();
            let mut expected = value(&line);
            expected["text"] = edited_text.into();
            prop_assert_eq!(value(&edited), expected);
            let origin = Origin { path: "a", record: 1 };
            let mut undone = Vec::new();
            Edited::new(0, origin, splices).undo(edited.as_bytes(), &mut undone).unwrap();
            prop_assert_eq!(String::from_utf8(undone).unwrap(), line);
        }
    }
}

//! Attributes as dolma has them: for each document a line with the spans of each kind of finding, beside the documents and in their order.

use super::super::judge::{Judge, Text, Verdict};
use super::super::stats::Origin;
use super::{Block, Kind, Layout, Records, Written, json_line, lines, without_end};
use crate::text::{json_error, three_decimals};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::collections::BTreeMap;

pub(super) const KIND: Kind = Kind {
    name: "dolma",
    summary: "Documents of dolma, whose findings become files of attributes",
    extensions: &[],
    layout: |options| Layout::stream(Dolma { experiment: options.column.clone().unwrap_or_default() }),
};

struct Dolma {
    /// What the names of attributes begin with.
    experiment: String,
}

/// What identifies a document.
#[derive(Deserialize)]
struct Name<'a> {
    #[serde(borrow)]
    id: Cow<'a, str>,
    #[serde(borrow, default)]
    source: Option<Cow<'a, str>>,
}

#[derive(Deserialize)]
struct Document<'a> {
    #[serde(borrow)]
    id: Cow<'a, str>,
    #[serde(borrow, default)]
    source: Option<Cow<'a, str>>,
    #[serde(borrow)]
    text: Cow<'a, str>,
}

/// Where a span starts and ends, in code points, and its score.
type Span = (usize, usize, f64);

#[derive(Serialize)]
struct Attributes<'a> {
    id: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    source: Option<&'a str>,
    attributes: BTreeMap<String, Vec<Span>>,
}

impl Records for Dolma {
    fn clean(&self, block: &Block, judge: &Judge, out: &mut Written) {
        for (origin, offset, line) in lines(block) {
            let (object, _) = without_end(line);
            if self.is_blank(object) {
                continue;
            }
            if let Some(reason) = block.too_long(line.len() as u64) {
                out.reject_unread(origin, Some(offset), line.len() as u64, &reason, None);
                nothing(object, out);
            } else if let Err(reason) = self.record(object, judge, origin, out) {
                out.reject(origin, offset, object, &reason);
                nothing(object, out);
            }
        }
    }
}

impl Dolma {
    fn record(&self, object: &[u8], judge: &Judge, origin: Origin, out: &mut Written) -> Result<(), String> {
        let Document { id, source, text } = serde_json::from_slice(object).map_err(|error| {
            let (what, _, column) = json_error(&error);
            format!("no document of dolma: {what}, column {column}")
        })?;
        let texts = [Text { field: Cow::Borrowed("text"), text, source: None, never: &[] }];
        let verdict = judge.judge(&texts, origin, &mut out.stats)?;
        let attributes = self.attributes(&texts[0].text, &verdict);
        write(&Name { id, source }, attributes, out);
        out.count += 1;
        Ok(())
    }

    /// The findings by rule, and the figures that documents are left out by, of the whole text.
    fn attributes(&self, text: &str, verdict: &Verdict) -> BTreeMap<String, Vec<Span>> {
        let name = |kind: &str| format!("{}__intrus__{kind}", self.experiment);
        let length = text.chars().count();
        let measures = &verdict.measures;
        let whole = |score: f32| vec![(0, length, three_decimals(score))];
        let mut all = BTreeMap::from([
            (name("density"), whole(measures.density())),
            (name("untranslated"), whole(measures.share_untranslated())),
        ]);
        let (mut byte, mut point) = (0, 0);
        let mut points = |to: usize| {
            point += text[byte..to].chars().count();
            byte = to;
            point
        };
        for (_, finding) in &verdict.findings {
            let span = (points(finding.span.start), points(finding.span.end), three_decimals(finding.confidence));
            all.entry(name(finding.rule)).or_default().push(span);
        }
        all
    }
}

/// A document that cannot be read has a line too, if its name can: the lines of both files go together.
fn nothing(object: &[u8], out: &mut Written) {
    if let Ok(name) = serde_json::from_slice(object) {
        write(&name, BTreeMap::new(), out);
    }
}

fn write(name: &Name, attributes: BTreeMap<String, Vec<Span>>, out: &mut Written) {
    json_line(&mut out.kept, &Attributes { id: &name.id, source: name.source.as_deref(), attributes });
}

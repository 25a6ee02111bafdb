//! A batch of rows, decided about.

use super::super::action::Action;
use super::super::edited::{Edited, Splice};
use super::super::engine::Run;
use super::super::files::CleanError;
use super::super::judge::{Judge, Text, Verdict};
use super::super::records::{Written, too_long};
use super::super::stats::Origin;
use super::super::{Fields, utf8};
use super::batches::{Batch, Slab};
use crate::columns::Findings;
use ::parquet::data_type::ByteArray;
use arrow_array::ArrayRef;
use std::borrow::Cow;

/// A batch of rows, decided about.
pub(super) struct Judged {
    pub(super) job: usize,
    pub(super) input: usize,
    pub(super) group: usize,
    pub(super) fates: Vec<Fate>,
    /// The columns of texts with their repairs, and whether there are any; with [`Action::Fix`] only.
    pub(super) repaired: Vec<Repaired>,
    /// The findings of the rows that are kept; with [`Action::Tag`] only.
    pub(super) tags: Option<ArrayRef>,
    /// What is told of the rows: nothing in it is written into the outputs.
    pub(super) written: Written,
}

/// A column of texts with its repairs.
pub(super) struct Repaired {
    pub(super) column: usize,
    pub(super) slab: Slab,
    pub(super) changed: bool,
}

/// What becomes of a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Fate {
    Kept,
    /// Left out, for this reason.
    Dropped(String),
    Rejected,
}

/// A text: the number of its leaf, the number of its value there, its path.
type Place<'l> = (usize, usize, Cow<'l, str>);

/// Decides about a batch.
pub(super) fn judge(batch: Batch, run: &Run) -> Result<Judged, CleanError> {
    let Batch { job, input, group, parquet, path, record, rows, leaves, mut slabs, .. } = batch;
    let mut places: Vec<Vec<Place>> = (0..rows).map(|_| Vec::new()).collect();
    for (number, (leaf, slab)) in leaves.iter().zip(&slabs).enumerate() {
        leaf.each(slab, |cell| {
            if let Some(places) = places.get_mut(cell.row) {
                places.push((number, cell.value, cell.field));
            }
        });
    }
    let action = &run.judge.action;
    let mut written = Written::default();
    let mut findings = (*action == Action::Tag).then(Findings::default);
    let mut changed = vec![false; leaves.len()];
    let mut repairs: Vec<(usize, usize, ByteArray)> = Vec::new();
    let mut fates = Vec::with_capacity(rows);
    for (row, places) in places.into_iter().enumerate() {
        let is_source = |(_, _, field): &Place| parquet.fields.is_source(field);
        let (sources, places): (Vec<Place>, Vec<Place>) = places.into_iter().partition(is_source);
        let origin = Origin { path: &path, record: record + row as u64 };
        let bytes = |(leaf, value, _): &Place| slabs[*leaf].values[*value].data();
        let length = places.iter().chain(&sources).map(|place| bytes(place).len()).sum::<usize>() as u64;
        let read = match too_long(length, run.max_record) {
            Some(reason) => Err(reason),
            None => texts(&parquet.fields, &sources, &places, bytes),
        };
        let judged = read.and_then(|texts| {
            let verdict = run.judge.judge(&texts, origin, &mut written.stats)?;
            Ok((texts, verdict))
        });
        let (texts, verdict) = match judged {
            Ok(judged) => judged,
            Err(reason) => {
                written.reject_unread(origin, None, length, &reason, None);
                fates.push(Fate::Rejected);
                continue;
            }
        };
        if let Some(reason) = verdict.reason {
            fates.push(Fate::Dropped(reason.to_string()));
            continue;
        }
        if let Some(findings) = &mut findings {
            for (text, finding) in &verdict.findings {
                findings.add(&texts[*text].field, &texts[*text].text, finding);
            }
            findings.end_row(!texts.is_empty());
        }
        for (text, edits) in &verdict.edits {
            let (leaf, value, _) = places[*text];
            repairs.push((leaf, value, edits.apply_to_text(&texts[*text].text).into_bytes().into()));
            changed[leaf] = true;
        }
        remember(run.judge, origin, &texts, &verdict, &mut written);
        written.count += 1;
        fates.push(Fate::Kept);
    }
    for (leaf, value, text) in repairs {
        slabs[leaf].values[value] = text;
    }
    let repaired = match action {
        Action::Fix { .. } => {
            let all = leaves.iter().zip(slabs).zip(changed);
            let texts = all.filter(|((leaf, _), _)| !parquet.fields.is_source(&leaf.field));
            texts.map(|((leaf, slab), changed)| Repaired { column: leaf.column, slab, changed }).collect()
        }
        _ => Vec::new(),
    };
    let tags = findings.map(Findings::finish).transpose();
    let tags = tags.map_err(|error| CleanError::Read { name: path.to_string(), what: error.to_string() })?;
    Ok(Judged { job, input, group, fates, repaired, tags, written })
}

/// The texts in these places, with what they translate.
fn texts<'t>(
    fields: &Fields,
    sources: &[Place<'t>],
    places: &[Place<'t>],
    bytes: impl Fn(&Place<'t>) -> &'t [u8],
) -> Result<Vec<Text<'t>>, String> {
    let said = |place: &Place<'t>| utf8(bytes(place)).map_err(|why| format!("field “{}”: {why}", place.2));
    let mut translated = Vec::with_capacity(sources.len());
    for place in sources {
        translated.push((&*place.2, said(place)?));
    }
    let text = |place: &Place<'t>| {
        let source = fields.source_of(&place.2, &translated).map(|source| Cow::Borrowed(*source));
        Ok(Text { field: place.2.clone(), text: Cow::Borrowed(said(place)?), source, never: &[] })
    };
    places.iter().map(text).collect()
}

/// Notes the edits of a row.
fn remember(judge: &Judge, origin: Origin, texts: &[Text], verdict: &Verdict, written: &mut Written) {
    if !judge.remembers || verdict.edits.is_empty() {
        return;
    }
    let mut splices = Vec::new();
    for (number, edits) in &verdict.edits {
        let Text { field, text, .. } = &texts[*number];
        splices.extend(edits.iter().map(|edit| Splice::new(Some(field), (text, edit), (text, 0, edit))));
    }
    written.edited.push(Edited::new(written.count, origin, splices));
}

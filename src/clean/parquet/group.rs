//! A row group on its way: what becomes of its rows, until the last of them is known and it is written.

use super::super::engine::Run;
use super::super::files::CleanError;
use super::super::outputs::{JobOutputs, Output};
use super::batches::Slab;
use super::copy;
use super::judged::{Fate, Judged, Repaired};
use super::parts::Parts;
use super::shape::{Added, Shape};
use super::source::Source;
use super::spool::Spool;
use ::parquet::arrow::arrow_writer::{ArrowColumnWriter, ArrowRowGroupWriterFactory, compute_leaves};
use ::parquet::data_type::{ByteArray, ByteArrayType};
use ::parquet::errors::Result as ParquetResult;
use ::parquet::file::writer::{SerializedFileWriter, SerializedRowGroupWriter};
use arrow_array::ArrayRef;
use std::fs::File;
use std::io;

/// Writes row groups, one after the other.
pub(super) struct Groups<'r> {
    run: &'r Run<'r>,
    /// The input that was read last, opened once more: files read in one place cannot be read in another.
    source: Option<((usize, usize), Source)>,
    group: Option<Group>,
}

/// A row group on its way.
struct Group {
    number: usize,
    fates: Vec<Fate>,
    spools: Vec<Spool>,
    tags: Vec<ArrowColumnWriter>,
}

impl<'r> Groups<'r> {
    pub(super) fn new(run: &'r Run) -> Self {
        Groups { run, source: None, group: None }
    }

    /// Takes in the next rows.
    pub(super) fn add(&mut self, outputs: &mut JobOutputs, judged: Judged) -> Result<(), CleanError> {
        let Output::Parquet(parts) = &mut outputs.kept else { return Ok(()) };
        let place = (judged.job, judged.input);
        let source = match &mut self.source {
            Some((of, source)) if *of == place => source,
            other => {
                let source = Source::open(&self.run.jobs[judged.job].inputs[judged.input])?;
                &mut other.insert((place, source)).1
            }
        };
        let group = match &mut self.group {
            Some(group) => group,
            none => none.insert(Group::new(source, parts, &judged).map_err(|error| parts.failed(error))?),
        };
        group.add(&parts.shape, judged).map_err(|error| parts.failed(error))
    }

    /// Writes the row group, whose rows are all there.
    pub(super) fn end(&mut self, outputs: &mut JobOutputs) -> Result<(), CleanError> {
        let (Some(group), Some((_, source))) = (self.group.take(), &self.source) else { return Ok(()) };
        let Group { number, fates, mut spools, tags } = group;
        if let Some(Output::Parquet(parts)) = &mut outputs.dropped {
            let reason = |fate: &Fate| match fate {
                Fate::Dropped(reason) => Some(ByteArray::from(reason.as_str())),
                Fate::Kept | Fate::Rejected => None,
            };
            let reasons: Vec<ByteArray> = fates.iter().filter_map(reason).collect();
            let keep: Vec<bool> = fates.iter().map(|fate| matches!(fate, Fate::Dropped(_))).collect();
            write(parts, (source, number), &keep, &mut Vec::new(), |to| match to.next_column()? {
                Some(mut column) => {
                    copy::write(column.typed::<ByteArrayType>(), &reasons, &[], &[])?;
                    column.close()
                }
                None => Ok(()),
            })?;
        }
        let Output::Parquet(parts) = &mut outputs.kept else { return Ok(()) };
        let keep: Vec<bool> = fates.iter().map(|fate| *fate == Fate::Kept).collect();
        write(parts, (source, number), &keep, &mut spools, |to| {
            tags.into_iter().try_for_each(|column| column.close()?.append_to_row_group(to))
        })
    }
}

/// Writes those rows of a row group for which `keep` is true; `add` writes the column that is added.
fn write(
    parts: &mut Parts,
    (source, group): (&Source, usize),
    keep: &[bool],
    spools: &mut Vec<Spool>,
    add: impl FnOnce(&mut SerializedRowGroupWriter<'_, File>) -> ParquetResult<()>,
) -> Result<(), CleanError> {
    if !keep.contains(&true) {
        return Ok(());
    }
    let all = keep.iter().all(|keep| *keep);
    let name = parts.folder();
    let failed = super::parts::failed_as(&name);
    parts.write(|to| {
        for column in 0..source.schema().num_columns() {
            let spool = spools.iter().position(|spool| spool.column == column && (spool.changed || !all));
            match spool {
                Some(spool) => {
                    let (file, chunk) = spools.swap_remove(spool).close().map_err(&failed)?;
                    to.append_column(&file, chunk).map_err(&failed)?;
                }
                None if all => copy::whole(to, source, group, column).map_err(&failed)?,
                None => {
                    if let Some(writer) = to.next_column().map_err(&failed)? {
                        copy::some(writer, source, group, column, keep)?;
                    }
                }
            }
        }
        add(to).map_err(&failed)
    })
}

impl Group {
    fn new(source: &Source, parts: &Parts, judged: &Judged) -> ParquetResult<Self> {
        let spool = |Repaired { column, .. }: &Repaired| {
            Spool::new(&parts.folder(), *column, source.schema().column(*column), parts.shape.properties.clone())
        };
        let spools = judged.repaired.iter().map(spool).collect::<ParquetResult<_>>()?;
        let tags = match (&judged.tags, &parts.shape.added) {
            (Some(_), Some(added)) => tag_writers(&parts.shape, added)?,
            _ => Vec::new(),
        };
        Ok(Group { number: judged.group, fates: Vec::with_capacity(source.rows(judged.group)), spools, tags })
    }

    fn add(&mut self, shape: &Shape, judged: Judged) -> ParquetResult<()> {
        let keep: Vec<bool> = judged.fates.iter().map(|fate| *fate == Fate::Kept).collect();
        for (spool, Repaired { mut slab, changed, .. }) in self.spools.iter_mut().zip(judged.repaired) {
            let max_def = spool.max_def();
            let Slab { values, def, rep } = &mut slab;
            copy::retain((values, def, rep), max_def, &keep);
            spool.write(&slab)?;
            spool.changed |= changed;
        }
        self.fates.extend(judged.fates);
        match (judged.tags, &shape.added) {
            (Some(tags), Some(added)) => self.tag(added, &tags),
            _ => Ok(()),
        }
    }

    fn tag(&mut self, added: &Added, tags: &ArrayRef) -> ParquetResult<()> {
        let leaves = compute_leaves(&added.field, tags)?;
        self.tags.iter_mut().zip(&leaves).try_for_each(|(writer, leaf)| writer.write(leaf))
    }
}

/// Writers of the column of findings. They keep what they write in memory, compressed.
fn tag_writers(shape: &Shape, added: &Added) -> ParquetResult<Vec<ArrowColumnWriter>> {
    let alone = SerializedFileWriter::new(io::sink(), added.parquet.clone(), shape.properties.clone())?;
    ArrowRowGroupWriterFactory::new(&alone, added.arrow.clone()).create_column_writers(0)
}

//! The way back: texts as they were. What was not edited is copied as it is stored.

use super::super::edited::{Edited, Splice};
use super::super::files::{CleanError, Job};
use super::super::undo::{Edits, Undone};
use super::super::write::{PARTIAL, with_end};
use super::batches::Slab;
use super::copy;
use super::leaves::{Leaf, texts};
use super::parts::{failed, failed_as, place};
use super::shape::Shape;
use super::source::Source;
use ::parquet::column::reader::{ColumnReader, ColumnReaderImpl};
use ::parquet::data_type::ByteArrayType;
use ::parquet::file::writer::{SerializedColumnWriter, SerializedFileWriter};
use std::collections::HashMap;
use std::fs::{self, File};
use std::path::Path;

/// Rows that are read at a time.
const AT_ONCE: usize = 1024;

/// Puts back what the edits of a run have changed in its output, which is the input of this one of the jobs.
pub(in super::super) fn put_back(
    jobs: &[Job],
    number: usize,
    edits: &mut Edits,
    level: Option<i32>,
    undone: &mut Undone,
) -> Result<(), CleanError> {
    let job = &jobs[number];
    let path = place(&job.output)?;
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(|error| failed(&path, error))?;
    }
    let partial = with_end(&path, PARTIAL);
    let written = write(job, edits, level, undone, &partial).and_then(|()| edits.expect_none_left(jobs, number));
    if let Err(error) = written {
        // When this fails, a file is left whose name says what it is.
        let _ = fs::remove_file(&partial);
        return Err(error);
    }
    fs::rename(&partial, &path).map_err(|error| failed(&path, error))
}

fn write(job: &Job, edits: &mut Edits, level: Option<i32>, undone: &mut Undone, path: &Path) -> Result<(), CleanError> {
    let wrong = failed_as(path);
    let mut writer: Option<SerializedFileWriter<File>> = None;
    for input in &job.inputs {
        let source = Source::open(input)?;
        let to = match &mut writer {
            Some(writer) => writer,
            none => {
                let Shape { schema, properties, .. } = Shape::new(&source, &[], None, level, false)
                    .map_err(|what| CleanError::Read { name: source.name.to_string(), what })?;
                let file = File::create(path).map_err(|error| failed(path, error))?;
                none.insert(SerializedFileWriter::new(file, schema, properties).map_err(&wrong)?)
            }
        };
        let mut record = 1;
        for group in source.groups(input) {
            let rows = source.rows(group);
            let mut wanted = HashMap::new();
            for row in 0..rows {
                wanted.extend(edits.of(&job.name, record + row as u64)?.map(|edited| (row, edited)));
            }
            undone.records += rows as u64;
            undone.changed += wanted.len() as u64;
            let leaves = edited(&source, &wanted, record)?;
            let mut to = to.next_row_group().map_err(&wrong)?;
            for column in 0..source.schema().num_columns() {
                match leaves.iter().find(|leaf| leaf.column == column) {
                    None => copy::whole(&mut to, &source, group, column).map_err(&wrong)?,
                    Some(leaf) => {
                        if let Some(to) = to.next_column().map_err(&wrong)? {
                            restore(to, (&source, group), leaf, &wanted, record)?;
                        }
                    }
                }
            }
            to.close().map_err(&wrong)?;
            record += rows as u64;
        }
    }
    if let Some(writer) = writer {
        let file = writer.into_inner().map_err(&wrong)?;
        file.sync_data().map_err(|error| failed(path, error))?;
    }
    Ok(())
}

/// The columns that the edits of these rows are in.
fn edited(source: &Source, wanted: &HashMap<usize, Edited>, record: u64) -> Result<Vec<Leaf>, CleanError> {
    let all = texts(source.schema());
    let mut found: Vec<Leaf> = Vec::new();
    for (row, edited) in wanted {
        for splice in &edited.edits {
            let field = splice.field.as_deref().unwrap_or_default();
            if found.iter().any(|leaf| leaf.leads_to(field)) {
                continue;
            }
            let leaf = all.iter().find(|leaf| leaf.leads_to(field));
            found.push(leaf.cloned().ok_or_else(|| other(source, record + *row as u64, "it has other columns"))?);
        }
    }
    Ok(found)
}

/// Writes a column as it was.
fn restore(
    mut to: SerializedColumnWriter<'_>,
    (source, group): (&Source, usize),
    leaf: &Leaf,
    wanted: &HashMap<usize, Edited>,
    record: u64,
) -> Result<(), CleanError> {
    let wrong = |error| source.failed(group, leaf.column, &error);
    // The leaves are those of this type.
    let ColumnReader::ByteArrayColumnReader(mut from) = source.reader(group, leaf.column)? else { return Ok(()) };
    let mut first = 0;
    while let Some((rows, mut slab)) = read(&mut from).map_err(wrong)? {
        let mut texts = Vec::new();
        leaf.each(&slab, |cell| {
            if let Some(edited) = wanted.get(&(first + cell.row)) {
                let of_field = |splice: &&Splice| splice.field.as_deref() == Some(&*cell.field);
                let edits: Vec<_> = edited.edits.iter().filter(of_field).cloned().collect();
                texts.push((first + cell.row, cell.value, Edited { edits, ..edited.clone() }));
            }
        });
        for (row, value, edited) in texts {
            let mut text = Vec::new();
            let undone = edited.undo(slab.values[value].data(), &mut text);
            undone.map_err(|error| other(source, record + row as u64, error))?;
            slab.values[value] = text.into();
        }
        copy::write(to.typed::<ByteArrayType>(), &slab.values, &slab.def, &slab.rep).map_err(wrong)?;
        first += rows;
    }
    to.close().map_err(wrong)
}

/// The next rows, if there are any.
fn read(from: &mut ColumnReaderImpl<ByteArrayType>) -> ::parquet::errors::Result<Option<(usize, Slab)>> {
    let mut slab = Slab { values: Vec::new(), def: Vec::new(), rep: Vec::new() };
    let Slab { values, def, rep } = &mut slab;
    let (rows, _, _) = from.read_records(AT_ONCE, Some(def), Some(rep), values)?;
    Ok((rows > 0).then_some((rows, slab)))
}

fn other(source: &Source, record: u64, what: impl std::fmt::Display) -> CleanError {
    CleanError::Read {
        name: format!("{}: record {record}", source.name),
        what: format!("not the record that was edited: {what}; name the outputs of that run as they were written"),
    }
}

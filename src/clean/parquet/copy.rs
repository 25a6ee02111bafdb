//! Columns copied: as they are stored, or of some rows only.

use super::super::files::CleanError;
use super::source::Source;
use ::parquet::column::reader::{ColumnReader, ColumnReaderImpl};
use ::parquet::column::writer::ColumnWriterImpl;
use ::parquet::data_type::{
    BoolType, ByteArrayType, DataType, DoubleType, FixedLenByteArrayType, FloatType, Int32Type, Int64Type, Int96Type,
};
use ::parquet::errors::{ParquetError, Result};
use ::parquet::file::writer::{SerializedColumnWriter, SerializedRowGroupWriter};
use std::io::Write;

/// Rows that are copied at a time.
const AT_ONCE: usize = 1024;

/// Copies a column as it is stored.
pub(super) fn whole<W: Write + Send>(
    to: &mut SerializedRowGroupWriter<'_, W>,
    source: &Source,
    group: usize,
    column: usize,
) -> Result<()> {
    to.append_column(&*source.file, source.chunk(group, column)?)
}

/// Copies those rows of a column for which `keep` is true.
pub(super) fn some(
    mut to: SerializedColumnWriter<'_>,
    source: &Source,
    group: usize,
    column: usize,
    keep: &[bool],
) -> std::result::Result<(), CleanError> {
    let copied = match source.reader(group, column)? {
        ColumnReader::BoolColumnReader(from) => rows::<BoolType>(from, to.typed(), keep),
        ColumnReader::Int32ColumnReader(from) => rows::<Int32Type>(from, to.typed(), keep),
        ColumnReader::Int64ColumnReader(from) => rows::<Int64Type>(from, to.typed(), keep),
        ColumnReader::Int96ColumnReader(from) => rows::<Int96Type>(from, to.typed(), keep),
        ColumnReader::FloatColumnReader(from) => rows::<FloatType>(from, to.typed(), keep),
        ColumnReader::DoubleColumnReader(from) => rows::<DoubleType>(from, to.typed(), keep),
        ColumnReader::ByteArrayColumnReader(from) => rows::<ByteArrayType>(from, to.typed(), keep),
        ColumnReader::FixedLenByteArrayColumnReader(from) => rows::<FixedLenByteArrayType>(from, to.typed(), keep),
    };
    copied.and_then(|()| to.close()).map_err(|error| source.failed(group, column, &error))
}

fn rows<T: DataType>(mut from: ColumnReaderImpl<T>, to: &mut ColumnWriterImpl<T>, keep: &[bool]) -> Result<()> {
    for keep in keep.chunks(AT_ONCE) {
        let (mut values, mut def, mut rep) = (Vec::new(), Vec::new(), Vec::new());
        let (read, _, _) = from.read_records(keep.len(), Some(&mut def), Some(&mut rep), &mut values)?;
        if read < keep.len() {
            return Err(ParquetError::General("it has too few rows".to_owned()));
        }
        let max_def = to.get_descriptor().max_def_level();
        retain((&mut values, &mut def, &mut rep), max_def, keep);
        write(to, &values, &def, &rep)?;
    }
    Ok(())
}

/// Writes whole rows.
pub(super) fn write<T: DataType>(
    to: &mut ColumnWriterImpl<T>,
    values: &[T::T],
    def: &[i16],
    rep: &[i16],
) -> Result<()> {
    let descriptor = to.get_descriptor();
    let def = (descriptor.max_def_level() > 0).then_some(def);
    let rep = (descriptor.max_rep_level() > 0).then_some(rep);
    to.write_batch(values, def, rep).map(|_| ())
}

/// Keeps the values and levels of those rows for which `keep` is true.
pub(super) fn retain<V>((values, def, rep): (&mut Vec<V>, &mut Vec<i16>, &mut Vec<i16>), max_def: i16, keep: &[bool]) {
    if keep.iter().all(|keep| *keep) {
        return;
    }
    let levels = if def.is_empty() { values.len() } else { def.len() };
    let mut keeps_level = Vec::with_capacity(levels);
    let mut keeps_value = Vec::with_capacity(values.len());
    let mut row = 0;
    for level in 0..levels {
        row += usize::from(level > 0 && rep.get(level).is_none_or(|rep| *rep == 0));
        let keeps = keep.get(row).copied().unwrap_or(false);
        keeps_level.push(keeps);
        if def.get(level).is_none_or(|def| *def == max_def) {
            keeps_value.push(keeps);
        }
    }
    retain_by(values, &keeps_value);
    retain_by(def, &keeps_level);
    retain_by(rep, &keeps_level);
}

fn retain_by<V>(list: &mut Vec<V>, keep: &[bool]) {
    let mut keep = keep.iter();
    list.retain(|_| keep.next().copied().unwrap_or(false));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_with_lists() {
        // Rows: [a, b], null, [c], [].
        let (mut values, mut def, mut rep) = (vec!['a', 'b', 'c'], vec![2, 2, 0, 2, 1], vec![0, 1, 0, 0, 0]);
        retain((&mut values, &mut def, &mut rep), 2, &[true, false, false, true]);
        assert_eq!((values, def, rep), (vec!['a', 'b'], vec![2, 2, 1], vec![0, 1, 0]));
        let (mut values, mut def, mut rep) = (vec!['a', 'b'], vec![], vec![]);
        retain((&mut values, &mut def, &mut rep), 0, &[false, true]);
        assert_eq!(values, ['b']);
    }
}

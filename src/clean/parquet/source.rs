//! A file of Parquet that is read.

use super::super::files::{CleanError, Input};
use super::super::read::reason;
use ::parquet::bloom_filter::Sbbf;
use ::parquet::column::reader::{ColumnReader, get_column_reader};
use ::parquet::column::writer::ColumnCloseResult;
use ::parquet::errors::ParquetError;
use ::parquet::file::metadata::{PageIndexPolicy, ParquetMetaData, ParquetMetaDataReader};
use ::parquet::file::serialized_reader::SerializedPageReader;
use ::parquet::schema::types::SchemaDescriptor;
use std::fs::File;
use std::ops::Range;
use std::sync::Arc;

/// A file of Parquet that is read.
pub(super) struct Source {
    pub(super) name: Arc<str>,
    pub(super) file: Arc<File>,
    pub(super) metadata: ParquetMetaData,
}

impl Source {
    pub(super) fn open(input: &Input) -> Result<Self, CleanError> {
        let fail = |what| CleanError::Read { name: input.name.to_string(), what };
        let Some(path) = &input.path else {
            return Err(fail("Parquet is not read from a stream; name a file".to_owned()));
        };
        let file = File::open(path).map_err(|error| fail(reason(&error)))?;
        let metadata = ParquetMetaDataReader::new()
            .with_page_index_policy(PageIndexPolicy::Optional)
            .parse_and_finish(&file)
            .map_err(|error| fail(format!("no Parquet, or damaged: {}", in_words(&error))))?;
        Ok(Source { name: input.name.clone(), file: Arc::new(file), metadata })
    }

    pub(super) fn schema(&self) -> &SchemaDescriptor {
        self.metadata.file_metadata().schema_descr()
    }

    /// The numbers of the row groups that are read of an input.
    pub(super) fn groups(&self, input: &Input) -> Range<usize> {
        let all = self.metadata.num_row_groups();
        let within = |number: u64| usize::try_from(number).unwrap_or(all).min(all);
        input.range.map_or(0..all, |(start, end)| within(start)..within(end))
    }

    /// Bytes of a row group, as it is stored.
    pub(super) fn stored_bytes(&self, group: usize) -> u64 {
        u64::try_from(self.metadata.row_group(group).compressed_size()).unwrap_or(0)
    }

    /// Rows of a row group.
    pub(super) fn rows(&self, group: usize) -> usize {
        usize::try_from(self.metadata.row_group(group).num_rows()).unwrap_or(0)
    }

    /// The values of a column in a row group.
    pub(super) fn reader(&self, group: usize, column: usize) -> Result<ColumnReader, CleanError> {
        let chunk = self.metadata.row_group(group).column(column);
        let pages = SerializedPageReader::new(self.file.clone(), chunk, self.rows(group), None)
            .map_err(|error| self.failed(group, column, &error))?;
        Ok(get_column_reader(chunk.column_descr_ptr(), Box::new(pages)))
    }

    /// What is known of a column in a row group, to copy it as it is stored.
    pub(super) fn chunk(&self, group: usize, column: usize) -> Result<ColumnCloseResult, ParquetError> {
        let row_group = self.metadata.row_group(group);
        let index = self.metadata.page_index_for_row_group(group);
        let metadata = row_group.column(column).clone();
        Ok(ColumnCloseResult {
            bytes_written: u64::try_from(metadata.compressed_size())?,
            rows_written: u64::try_from(row_group.num_rows())?,
            bloom_filter: Sbbf::read_from_column_chunk(&metadata, &*self.file)?,
            column_index: index.column_index(column).cloned(),
            offset_index: index.offset_index(column).cloned(),
            metadata,
        })
    }

    /// A column that cannot be read.
    pub(super) fn failed(&self, group: usize, column: usize, error: &ParquetError) -> CleanError {
        let path = self.schema().column(column).path().string();
        let name = format!("{}: row group {}, column {path}", self.name, group + 1);
        CleanError::Read { name, what: in_words(error) }
    }
}

/// What the library says, without its name.
pub(super) fn in_words(error: &ParquetError) -> String {
    let text = error.to_string();
    ["Parquet error: ", "EOF: ", "NYI: ", "External: "]
        .iter()
        .find_map(|start| text.strip_prefix(start))
        .unwrap_or(&text)
        .to_owned()
}

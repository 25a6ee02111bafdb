//! A column that is written while its rows come, into a file of its own, before it is known whether it is needed.

use super::batches::Slab;
use super::copy;
use ::parquet::column::page::{CompressedPage, PageWriteSpec, PageWriter};
use ::parquet::column::writer::{ColumnCloseResult, ColumnWriterImpl};
use ::parquet::data_type::ByteArrayType;
use ::parquet::errors::Result;
use ::parquet::file::properties::WriterPropertiesPtr;
use ::parquet::file::writer::{SerializedPageWriter, TrackedWrite};
use ::parquet::schema::types::ColumnDescPtr;
use std::fs::File;
use std::io::Write;
use std::path::Path;

/// A column of texts on its way.
pub(super) struct Spool {
    pub(super) column: usize,
    /// Whether one of its texts is not what it was.
    pub(super) changed: bool,
    writer: ColumnWriterImpl<'static, ByteArrayType>,
    file: File,
}

impl Spool {
    /// A spool in this folder; the file has no name, and goes with the program.
    pub(super) fn new(
        folder: &Path,
        column: usize,
        descriptor: ColumnDescPtr,
        properties: WriterPropertiesPtr,
    ) -> Result<Self> {
        let file = tempfile::tempfile_in(folder)?;
        let pages = Pages { to: TrackedWrite::new(file.try_clone()?) };
        let writer = ColumnWriterImpl::new(descriptor, properties, Box::new(pages));
        Ok(Spool { column, changed: false, writer, file })
    }

    pub(super) fn max_def(&self) -> i16 {
        self.writer.get_descriptor().max_def_level()
    }

    pub(super) fn write(&mut self, slab: &Slab) -> Result<()> {
        copy::write(&mut self.writer, &slab.values, &slab.def, &slab.rep)
    }

    /// The file, and what it holds.
    pub(super) fn close(self) -> Result<(File, ColumnCloseResult)> {
        Ok((self.file, self.writer.close()?))
    }
}

/// Writes pages into a file of which it is the only writer.
struct Pages {
    to: TrackedWrite<File>,
}

impl PageWriter for Pages {
    fn write_page(&mut self, page: CompressedPage) -> Result<PageWriteSpec> {
        SerializedPageWriter::new(&mut self.to).write_page(page)
    }

    fn close(&mut self) -> Result<()> {
        Ok(self.to.flush()?)
    }
}

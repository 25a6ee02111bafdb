//! Reads a file of Parquet and writes it again, with nothing done: what `intrus clean` is measured against (`.ci/corpora.py`).
//!
//!     copy_parquet IN OUT [THREADS]
//!
//! Every row is decoded and encoded once more, with the columns compressed as they were. The row groups are shared out among the threads.

use parquet::arrow::ArrowWriter;
use parquet::arrow::arrow_reader::{ArrowReaderMetadata, ParquetRecordBatchReaderBuilder};
use parquet::arrow::arrow_writer::ArrowRowGroupWriterFactory;
use parquet::arrow::arrow_writer::{ArrowColumnChunk, compute_leaves};
use parquet::file::properties::WriterProperties;
use rayon::prelude::*;
use std::error::Error;
use std::fs::File;

fn main() -> Result<(), Box<dyn Error>> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let [input, output, threads @ ..] = &args[..] else { return Err("copy_parquet IN OUT [THREADS]".into()) };
    let threads = threads.first().map_or(Ok(1), |threads| threads.parse())?;
    let metadata = ArrowReaderMetadata::load(&File::open(input)?, Default::default())?;
    let groups = metadata.metadata().row_groups();
    let mut properties = WriterProperties::builder();
    for chunk in groups.first().into_iter().flat_map(|group| group.columns()) {
        properties = properties.set_column_compression(chunk.column_path().clone(), chunk.compression());
    }
    let schema = metadata.schema().clone();
    let writer = ArrowWriter::try_new(File::create(output)?, schema.clone(), Some(properties.build()))?;
    let (mut writer, factory) = writer.into_serialized_writer()?;
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build()?;
    let numbers: Vec<usize> = (0..groups.len()).collect();
    for numbers in numbers.chunks(threads) {
        let copy = |number: &usize| copied(input, &metadata, &factory, *number).map_err(|error| error.to_string());
        let copied: Vec<Result<Vec<ArrowColumnChunk>, String>> =
            pool.install(|| numbers.par_iter().map(copy).collect());
        for columns in copied {
            let mut group = writer.next_row_group()?;
            columns?.into_iter().try_for_each(|column| column.append_to_row_group(&mut group))?;
            group.close()?;
        }
    }
    writer.close()?;
    Ok(())
}

/// The columns of a row group, encoded once more.
fn copied(
    input: &str,
    metadata: &ArrowReaderMetadata,
    factory: &ArrowRowGroupWriterFactory,
    number: usize,
) -> Result<Vec<ArrowColumnChunk>, Box<dyn Error>> {
    let builder = ParquetRecordBatchReaderBuilder::new_with_metadata(File::open(input)?, metadata.clone());
    let mut writers = factory.create_column_writers(number)?;
    for batch in builder.with_row_groups(vec![number]).build()? {
        let batch = batch?;
        let mut next = writers.iter_mut();
        for (field, column) in batch.schema().fields().iter().zip(batch.columns()) {
            for leaf in compute_leaves(field, column)? {
                next.next().ok_or("too many columns")?.write(&leaf)?;
            }
        }
    }
    Ok(writers.into_iter().map(|writer| writer.close()).collect::<Result<_, _>>()?)
}

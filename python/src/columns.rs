//! Columns of text in, columns of findings out.

use arrow_array::{
    Array, ArrayRef, Float32Array, Int64Array, LargeStringArray, ListArray, RecordBatch, StringArray, StringViewArray,
    StructArray,
};
use arrow_buffer::OffsetBuffer;
use arrow_schema::{ArrowError, DataType, Field, Fields, Schema};
use intrus::Finding;
use std::sync::Arc;

/// A column of text.
pub enum Texts<'a> {
    Small(&'a StringArray),
    Large(&'a LargeStringArray),
    View(&'a StringViewArray),
}

impl<'a> Texts<'a> {
    /// The column with this name, if it is one of text.
    pub fn of(batch: &'a RecordBatch, name: &str) -> Result<Self, ArrowError> {
        let schema = batch.schema_ref();
        let column = schema.column_with_name(name).map(|(index, _)| batch.column(index)).ok_or_else(|| {
            let names: Vec<&str> = schema.fields().iter().map(|field| field.name().as_str()).collect();
            ArrowError::SchemaError(format!("no column is called {name:?}; there are {}", names.join(", ")))
        })?;
        let any = column.as_any();
        let small = any.downcast_ref().map(Texts::Small);
        let large = || any.downcast_ref().map(Texts::Large);
        small
            .or_else(large)
            .or_else(|| any.downcast_ref().map(Texts::View))
            .ok_or_else(|| ArrowError::SchemaError(format!("column {name:?} holds no text but {}", column.data_type())))
    }

    /// The text in a row, where it is not null.
    pub fn get(&self, row: usize) -> Option<&'a str> {
        match self {
            Texts::Small(column) => column.is_valid(row).then(|| column.value(row)),
            Texts::Large(column) => column.is_valid(row).then(|| column.value(row)),
            Texts::View(column) => column.is_valid(row).then(|| column.value(row)),
        }
    }

    /// Texts as a column of the same type.
    pub fn like<S: AsRef<str>>(&self, texts: impl Iterator<Item = Option<S>>) -> ArrayRef {
        match self {
            Texts::Small(_) => Arc::new(texts.collect::<StringArray>()),
            Texts::Large(_) => Arc::new(texts.collect::<LargeStringArray>()),
            Texts::View(_) => Arc::new(texts.collect::<StringViewArray>()),
        }
    }
}

/// The fields of a finding in a column: those of the column that `intrus clean` adds. Offsets are in bytes of UTF-8.
fn fields() -> Fields {
    Fields::from(vec![
        Field::new("rule", DataType::Utf8, false),
        Field::new("start", DataType::Int64, false),
        Field::new("end", DataType::Int64, false),
        Field::new("surface", DataType::Utf8, false),
        Field::new("confidence", DataType::Float32, false),
        Field::new("applicability", DataType::Utf8, false),
        Field::new("repair", DataType::Utf8, true),
        Field::new("repair_confidence", DataType::Float32, true),
        Field::new("mechanism", DataType::Utf8, true),
    ])
}

/// A finding in a row of the column.
fn item() -> Arc<Field> {
    Arc::new(Field::new("item", DataType::Struct(fields()), false))
}

/// The type of the column.
pub fn findings_type() -> DataType {
    DataType::List(item())
}

/// The column of the findings of each row; a row without a text has none, which is not the same as an empty list.
pub fn findings(texts: &Texts, found: &[Option<Vec<Finding>>]) -> Result<ArrayRef, ArrowError> {
    let rows = || found.iter().enumerate().filter_map(|(row, found)| Some((texts.get(row)?, found.as_ref()?)));
    let all = || rows().flat_map(|(text, found)| found.iter().map(move |finding| (text, finding)));
    let best = || all().map(|(_, finding)| finding.suggestions.first());
    let offset = |offset: usize| i64::try_from(offset).unwrap_or(i64::MAX);
    let columns: Vec<ArrayRef> = vec![
        Arc::new(StringArray::from_iter_values(all().map(|(_, f)| f.rule))),
        Arc::new(all().map(|(_, f)| offset(f.span.start)).collect::<Int64Array>()),
        Arc::new(all().map(|(_, f)| offset(f.span.end)).collect::<Int64Array>()),
        Arc::new(StringArray::from_iter_values(all().map(|(text, f)| f.span.of(text)))),
        Arc::new(Float32Array::from_iter_values(all().map(|(_, f)| f.confidence))),
        Arc::new(StringArray::from_iter_values(all().map(|(_, f)| f.applicability.name()))),
        Arc::new(best().map(|best| best.map(|s| s.text.as_str())).collect::<StringArray>()),
        Arc::new(best().map(|best| best.map(|s| s.confidence)).collect::<Float32Array>()),
        Arc::new(best().map(|best| best.map(|s| s.origin.name())).collect::<StringArray>()),
    ];
    let values = StructArray::try_new(fields(), columns, None)?;
    let lengths = found.iter().map(|found| found.as_ref().map_or(0, Vec::len));
    let nulls = found.iter().map(Option::is_some).collect::<Vec<bool>>().into();
    let list = ListArray::try_new(item(), OffsetBuffer::from_lengths(lengths), Arc::new(values), Some(nulls))?;
    Ok(Arc::new(list))
}

/// The batch with a column put in the place of the one of this name, or after the last.
pub fn with_column(batch: &RecordBatch, name: &str, column: ArrayRef) -> Result<RecordBatch, ArrowError> {
    let schema = batch.schema_ref();
    let mut fields: Vec<Arc<Field>> = schema.fields().iter().cloned().collect();
    let mut columns = batch.columns().to_vec();
    match schema.column_with_name(name) {
        Some((index, field)) => {
            fields[index] = Arc::new(field.clone().with_data_type(column.data_type().clone()));
            columns[index] = column;
        }
        None => {
            fields.push(Arc::new(Field::new(name, column.data_type().clone(), true)));
            columns.push(column);
        }
    }
    RecordBatch::try_new(Arc::new(Schema::new_with_metadata(fields, schema.metadata().clone())), columns)
}

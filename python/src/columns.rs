//! Columns of text in, columns of findings out.

use arrow_array::{Array, ArrayRef, LargeStringArray, RecordBatch, StringArray, StringViewArray};
use arrow_schema::{ArrowError, Field, Schema};
use intrus::Finding;
use intrus::columns::Findings;
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

/// The column of the findings of each row, as `intrus clean` adds it; a row without a text has none, which is not the same as an empty list.
pub fn findings(name: &str, texts: &Texts, found: &[Option<Vec<Finding>>]) -> Result<ArrayRef, ArrowError> {
    let mut column = Findings::default();
    for (row, found) in found.iter().enumerate() {
        let text = texts.get(row).unwrap_or_default();
        found.iter().flatten().for_each(|finding| column.add(name, text, finding));
        column.end_row(found.is_some());
    }
    column.finish()
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

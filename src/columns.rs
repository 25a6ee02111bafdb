//! Findings as a column of Arrow: a list of structs in every row. Parquet that is tagged has it, and tables in Python.

use crate::text::Finding;
use arrow_array::builder::{Float32Builder, Int64Builder, StringBuilder};
use arrow_array::{ArrayRef, ListArray, StructArray};
use arrow_buffer::{NullBufferBuilder, OffsetBufferBuilder};
use arrow_schema::{ArrowError, DataType, Field, FieldRef, Fields};
use std::sync::Arc;

/// The fields of a finding. Offsets are in bytes of UTF-8.
fn fields() -> Fields {
    Fields::from(vec![
        Field::new("field", DataType::Utf8, false),
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

fn element() -> FieldRef {
    Arc::new(Field::new("element", DataType::Struct(fields()), false))
}

/// The type of the column.
pub fn findings_type() -> DataType {
    DataType::List(element())
}

/// Makes the column, row by row.
#[derive(Debug)]
pub struct Findings {
    field: StringBuilder,
    rule: StringBuilder,
    start: Int64Builder,
    end: Int64Builder,
    surface: StringBuilder,
    confidence: Float32Builder,
    applicability: StringBuilder,
    repair: StringBuilder,
    repair_confidence: Float32Builder,
    mechanism: StringBuilder,
    /// Findings of the row so far.
    in_row: usize,
    offsets: OffsetBufferBuilder<i32>,
    valid: NullBufferBuilder,
}

impl Default for Findings {
    fn default() -> Self {
        Findings {
            field: StringBuilder::new(),
            rule: StringBuilder::new(),
            start: Int64Builder::new(),
            end: Int64Builder::new(),
            surface: StringBuilder::new(),
            confidence: Float32Builder::new(),
            applicability: StringBuilder::new(),
            repair: StringBuilder::new(),
            repair_confidence: Float32Builder::new(),
            mechanism: StringBuilder::new(),
            in_row: 0,
            offsets: OffsetBufferBuilder::new(0),
            valid: NullBufferBuilder::new(0),
        }
    }
}

impl Findings {
    /// Adds a finding of the `text` in `field` to the row.
    pub fn add(&mut self, field: &str, text: &str, finding: &Finding) {
        let offset = |offset: usize| i64::try_from(offset).unwrap_or(i64::MAX);
        let best = finding.suggestions.first();
        self.field.append_value(field);
        self.rule.append_value(finding.rule);
        self.start.append_value(offset(finding.span.start));
        self.end.append_value(offset(finding.span.end));
        self.surface.append_value(finding.span.of(text));
        self.confidence.append_value(finding.confidence);
        self.applicability.append_value(finding.applicability.name());
        self.repair.append_option(best.map(|best| best.text.as_str()));
        self.repair_confidence.append_option(best.map(|best| best.confidence));
        self.mechanism.append_option(best.map(|best| best.origin.name()));
        self.in_row += 1;
    }

    /// Ends the row. One without a text is null, which is not the same as an empty list.
    pub fn end_row(&mut self, has_text: bool) {
        self.offsets.push_length(self.in_row);
        self.valid.append(has_text);
        self.in_row = 0;
    }

    /// The column.
    pub fn finish(mut self) -> Result<ArrayRef, ArrowError> {
        let columns: Vec<ArrayRef> = vec![
            Arc::new(self.field.finish()),
            Arc::new(self.rule.finish()),
            Arc::new(self.start.finish()),
            Arc::new(self.end.finish()),
            Arc::new(self.surface.finish()),
            Arc::new(self.confidence.finish()),
            Arc::new(self.applicability.finish()),
            Arc::new(self.repair.finish()),
            Arc::new(self.repair_confidence.finish()),
            Arc::new(self.mechanism.finish()),
        ];
        let values = StructArray::try_new(fields(), columns, None)?;
        let list = ListArray::try_new(element(), self.offsets.finish(), Arc::new(values), self.valid.finish())?;
        Ok(Arc::new(list))
    }
}

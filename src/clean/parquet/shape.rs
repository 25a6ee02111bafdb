//! What an output of Parquet looks like: the columns of its input, perhaps one more, and how they are written.

use super::leaves::Leaf;
use super::source::{Source, in_words};
use ::parquet::arrow::{ARROW_SCHEMA_META_KEY, ArrowSchemaConverter, encode_arrow_schema, parquet_to_arrow_schema};
use ::parquet::basic::{BrotliLevel, Compression, Encoding, GzipLevel, ZstdLevel};
use ::parquet::errors::ParquetError;
use ::parquet::file::metadata::{ColumnChunkMetaData, KeyValue};
use ::parquet::file::properties::{EnabledStatistics, WriterProperties, WriterPropertiesBuilder, WriterPropertiesPtr};
use ::parquet::schema::types::{Type, TypePtr};
use arrow_schema::{DataType, Field, FieldRef, Schema, SchemaRef};
use serde_json::{Value, json};
use std::sync::Arc;

/// The types of the columns as Spark remembers them.
const SPARK: &str = "org.apache.spark.sql.parquet.row.metadata";

/// What an output looks like.
pub(super) struct Shape {
    pub(super) schema: TypePtr,
    pub(super) properties: WriterPropertiesPtr,
    pub(super) added: Option<Added>,
}

/// The column that is added.
pub(super) struct Added {
    pub(super) field: FieldRef,
    /// A schema of this column alone.
    pub(super) arrow: SchemaRef,
    /// The same for Parquet.
    pub(super) parquet: TypePtr,
}

impl Shape {
    /// The shape of what is made of a file. `level` is how hard columns are compressed that are written anew; `sorted` tells whether
    /// rows that were in order still are.
    pub(super) fn new(
        source: &Source,
        leaves: &[Leaf],
        added: Option<Field>,
        level: Option<i32>,
        sorted: bool,
    ) -> Result<Self, String> {
        let wrong = |error: ParquetError| in_words(&error);
        let root = source.schema().root_schema();
        let added = added.map(|field| Added::new(field).map_err(wrong)).transpose()?;
        let mut fields = root.get_fields().to_vec();
        if let Some(Added { field, parquet, .. }) = &added {
            if fields.iter().any(|other| other.name() == field.name()) {
                return Err(format!("it has a column “{}” already; name another with --column", field.name()));
            }
            fields.extend_from_slice(parquet.get_fields());
        }
        let schema = Type::group_type_builder(root.name()).with_fields(fields).build().map_err(wrong)?;
        let metadata = metadata(source, added.as_ref().map(|added| &*added.field)).map_err(wrong)?;
        let mut properties = WriterProperties::builder().set_key_value_metadata(metadata);
        if let Some(program) = source.metadata.file_metadata().created_by() {
            properties = properties.set_created_by(program.to_owned());
        }
        let groups = source.metadata.row_groups();
        if let Some(first) = groups.first() {
            let index = source.metadata.page_index_for_row_group(0);
            let has_offsets = (0..first.num_columns()).any(|column| index.offset_index(column).is_some());
            let statistics = if has_offsets { EnabledStatistics::Page } else { EnabledStatistics::Chunk };
            properties = properties.set_offset_index_disabled(!has_offsets).set_statistics_enabled(statistics);
            for (number, chunk) in first.columns().iter().enumerate() {
                let has_index = index.column_index(number).is_some();
                properties = like(properties, chunk, has_index, level).map_err(wrong)?;
            }
            // What is added is compressed as the texts are.
            let text = first.column(leaves.first().map_or(0, |leaf| leaf.column));
            properties = properties.set_compression(with_level(text.compression(), level).map_err(wrong)?);
            if sorted && groups.iter().all(|group| group.sorting_columns() == first.sorting_columns()) {
                properties = properties.set_sorting_columns(first.sorting_columns().cloned());
            }
        }
        Ok(Shape { schema: Arc::new(schema), properties: Arc::new(properties.build()), added })
    }
}

impl Added {
    fn new(field: Field) -> Result<Self, ParquetError> {
        let field = Arc::new(field);
        let arrow = Arc::new(Schema::new(vec![field.clone()]));
        let parquet = ArrowSchemaConverter::new().convert(&arrow)?.root_schema_ptr();
        Ok(Added { field, arrow, parquet })
    }
}

/// Has a column written as this one is.
fn like(
    properties: WriterPropertiesBuilder,
    chunk: &ColumnChunkMetaData,
    has_index: bool,
    level: Option<i32>,
) -> Result<WriterPropertiesBuilder, ParquetError> {
    let path = chunk.column_path();
    let is_dictionary = |encoding| matches!(encoding, Encoding::PLAIN_DICTIONARY | Encoding::RLE_DICTIONARY);
    let has_dictionary = chunk.encodings().any(is_dictionary);
    let mut properties = properties
        .set_column_compression(path.clone(), with_level(chunk.compression(), level)?)
        .set_column_dictionary_enabled(path.clone(), has_dictionary)
        .set_column_bloom_filter_enabled(path.clone(), chunk.bloom_filter_offset().is_some());
    let of_its_own = |encoding: &Encoding| {
        use Encoding::{BYTE_STREAM_SPLIT, DELTA_BINARY_PACKED, DELTA_BYTE_ARRAY, DELTA_LENGTH_BYTE_ARRAY};
        [DELTA_BINARY_PACKED, DELTA_BYTE_ARRAY, DELTA_LENGTH_BYTE_ARRAY, BYTE_STREAM_SPLIT].contains(encoding)
    };
    if let Some(encoding) = chunk.encodings().find(of_its_own).filter(|_| !has_dictionary) {
        properties = properties.set_column_encoding(path.clone(), encoding);
    }
    let statistics = match (chunk.statistics(), has_index) {
        (None, _) => EnabledStatistics::None,
        (Some(_), false) => EnabledStatistics::Chunk,
        (Some(_), true) => EnabledStatistics::Page,
    };
    Ok(properties.set_column_statistics_enabled(path.clone(), statistics))
}

/// The compression with another level, where it has levels.
fn with_level(compression: Compression, level: Option<i32>) -> Result<Compression, ParquetError> {
    let Some(level) = level else { return Ok(compression) };
    let unsigned = || u32::try_from(level).map_err(|_| ParquetError::General(format!("--level: {level} is no level")));
    Ok(match compression {
        Compression::ZSTD(_) => Compression::ZSTD(ZstdLevel::try_new(level)?),
        Compression::GZIP(_) => Compression::GZIP(GzipLevel::try_new(unsigned()?)?),
        Compression::BROTLI(_) => Compression::BROTLI(BrotliLevel::try_new(unsigned()?)?),
        other => other,
    })
}

/// What the file says of itself. Readers that go by what Arrow or Spark have written there must find the new column in it.
fn metadata(source: &Source, added: Option<&Field>) -> Result<Option<Vec<KeyValue>>, ParquetError> {
    let file = source.metadata.file_metadata();
    let mut all = file.key_value_metadata().cloned();
    let Some(added) = added else { return Ok(all) };
    for KeyValue { key, value } in all.iter_mut().flatten() {
        if key == ARROW_SCHEMA_META_KEY {
            let schema = parquet_to_arrow_schema(file.schema_descr(), file.key_value_metadata())?;
            let mut fields = schema.fields().to_vec();
            fields.push(Arc::new(added.clone()));
            *value = Some(encode_arrow_schema(&Schema::new_with_metadata(fields, schema.metadata().clone())));
        } else if key == SPARK
            && let Some(Ok(mut schema)) = value.as_deref().map(serde_json::from_str::<Value>)
            && let Some(fields) = schema.get_mut("fields").and_then(Value::as_array_mut)
        {
            fields.push(spark_field(added));
            *value = Some(schema.to_string());
        }
    }
    Ok(all)
}

/// A field as Spark describes it.
fn spark_field(field: &Field) -> Value {
    json!({"name": field.name(), "type": spark_type(field.data_type()), "nullable": field.is_nullable(), "metadata": {}})
}

fn spark_type(kind: &DataType) -> Value {
    match kind {
        DataType::Int64 => json!("long"),
        DataType::Float32 => json!("float"),
        DataType::List(element) => json!({
            "type": "array",
            "elementType": spark_type(element.data_type()),
            "containsNull": element.is_nullable(),
        }),
        DataType::Struct(fields) => {
            let fields: Vec<Value> = fields.iter().map(|field| spark_field(field)).collect();
            json!({"type": "struct", "fields": fields})
        }
        _ => json!("string"),
    }
}

//! `intrus clean` over Parquet.

#![cfg(feature = "parquet")]

mod support;

use arrow_array::builder::{LargeStringBuilder, ListBuilder, StringBuilder, StructBuilder};
use arrow_array::{Array, ArrayRef, BooleanArray, Int64Array, ListArray, RecordBatch, StringArray, StructArray};
use arrow_schema::{DataType, Field, Fields, Schema};
use parquet::arrow::ArrowWriter;
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use parquet::basic::{Compression, GzipLevel, ZstdLevel};
use parquet::data_type::{ByteArray, ByteArrayType, Int96, Int96Type};
use parquet::file::metadata::{KeyValue, PageIndexPolicy, ParquetMetaData, ParquetMetaDataReader};
use parquet::file::properties::{EnabledStatistics, WriterProperties};
use parquet::file::writer::SerializedFileWriter;
use parquet::schema::parser::parse_message_type;
use parquet::schema::types::ColumnPath;
use serde_json::Value;
use std::collections::HashMap;
use std::fs::{self, File};
use std::process::Command;
use std::sync::Arc;
use support::{Folder, snapshot};

const TEXTS: [Option<&str>; 5] = [
    Some("Le conseil a voté la loi, however plusieurs élus s’y opposaient."),
    Some("Bonjour à tous les habitants de la ville."),
    None,
    Some("Il pleut depuis hier, vehicle le vent du nord s’est levé already."),
    Some("Voici la dernière ligne du program."),
];

const SPARK: &str = "org.apache.spark.sql.parquet.row.metadata";

/// Texts in a column, in a struct, and in a list of structs.
fn rows(count: usize) -> RecordBatch {
    let text = |i: usize| TEXTS[i % TEXTS.len()];
    let mut large = LargeStringBuilder::new();
    let turn = Fields::from(vec![Field::new("who", DataType::Utf8, false), Field::new("says", DataType::Utf8, true)]);
    let mut turns = ListBuilder::new(StructBuilder::from_fields(turn, 0));
    for i in 0..count {
        large.append_option(text(i));
        for j in 0..i % 4 {
            let turn = turns.values();
            turn.field_builder::<StringBuilder>(0).unwrap().append_value(if j % 2 == 0 { "a" } else { "b" });
            turn.field_builder::<StringBuilder>(1).unwrap().append_option(text(i + j));
            turn.append(true);
        }
        turns.append(i % 7 != 0);
    }
    let title: StringArray = (0..count).map(|i| text(i + 1)).collect();
    let meta =
        StructArray::from(vec![(Arc::new(Field::new("title", DataType::Utf8, true)), Arc::new(title) as ArrayRef)]);
    let columns: Vec<(&str, ArrayRef)> = vec![
        ("id", Arc::new(Int64Array::from_iter_values(0..i64::try_from(count).unwrap()))),
        ("text", Arc::new(large.finish())),
        ("meta", Arc::new(meta)),
        ("turns", Arc::new(turns.finish())),
        ("even", Arc::new((0..count).map(|i| (i % 3 != 0).then_some(i % 2 == 0)).collect::<BooleanArray>())),
    ];
    let batch = RecordBatch::try_from_iter(columns).unwrap();
    let metadata = HashMap::from([("about".to_owned(), "tests".to_owned())]);
    let schema = Schema::new_with_metadata(batch.schema().fields().clone(), metadata);
    batch.with_schema(Arc::new(schema)).unwrap()
}

/// A folder with a file of these rows, a hundred in a row group, each column compressed in another way.
fn folder(count: usize) -> Folder {
    let folder = Folder::new();
    let path = |path: &str| ColumnPath::from(path.split('.').map(str::to_owned).collect::<Vec<_>>());
    let spark = r#"{"type":"struct","fields":[{"name":"id","type":"long","nullable":true,"metadata":{}}]}"#;
    let properties = WriterProperties::builder()
        .set_max_row_group_row_count(Some(100))
        .set_created_by("parquet-cpp-arrow version 21.0.0".to_owned())
        .set_key_value_metadata(Some(vec![KeyValue::new(SPARK.to_owned(), spark.to_owned())]))
        .set_column_compression(path("text"), Compression::ZSTD(ZstdLevel::default()))
        .set_column_compression(path("meta.title"), Compression::SNAPPY)
        .set_column_compression(path("turns.list.item.says"), Compression::GZIP(GzipLevel::default()))
        .set_column_compression(path("turns.list.item.who"), Compression::LZ4_RAW)
        .set_column_dictionary_enabled(path("text"), false)
        .set_column_statistics_enabled(path("even"), EnabledStatistics::None)
        .set_column_bloom_filter_enabled(path("id"), true)
        .build();
    let batch = rows(count);
    let file = File::create(folder.path().join("a.parquet")).unwrap();
    let mut writer = ArrowWriter::try_new(file, batch.schema(), Some(properties)).unwrap();
    writer.write(&batch).unwrap();
    writer.close().unwrap();
    folder
}

fn read(folder: &Folder, name: &str) -> RecordBatch {
    let file = File::open(folder.path().join(name)).unwrap_or_else(|error| panic!("{name}: {error}"));
    let builder = ParquetRecordBatchReaderBuilder::try_new(file).unwrap();
    let rows = usize::try_from(builder.metadata().file_metadata().num_rows()).unwrap();
    let schema = builder.schema().clone();
    let mut reader = builder.with_batch_size(rows.max(1)).build().unwrap();
    reader.next().map_or_else(|| RecordBatch::new_empty(schema), Result::unwrap)
}

fn metadata(folder: &Folder, name: &str) -> ParquetMetaData {
    let file = File::open(folder.path().join(name)).unwrap();
    ParquetMetaDataReader::new().with_page_index_policy(PageIndexPolicy::Optional).parse_and_finish(&file).unwrap()
}

/// Codec, size and statistics of each column of each row group, and how many rows there are.
fn layout(folder: &Folder, name: &str, columns: usize) -> Vec<String> {
    let metadata = metadata(folder, name);
    let mut shown = Vec::new();
    for (number, group) in metadata.row_groups().iter().enumerate() {
        let index = metadata.page_index_for_row_group(number);
        for (column, chunk) in group.columns()[..columns].iter().enumerate() {
            shown.push(format!(
                "{} rows, {} {:?} {} bytes, bloom {}, index {}, {:?}",
                group.num_rows(),
                chunk.column_path(),
                chunk.compression(),
                chunk.compressed_size(),
                chunk.bloom_filter_offset().is_some(),
                index.column_index(column).is_some() && index.offset_index(column).is_some(),
                chunk.statistics(),
            ));
        }
    }
    shown
}

/// Runs, and expects that it goes well.
fn clean(folder: &Folder, args: &[&str]) -> String {
    let start: &[&str] = if args.contains(&"--undo") { &["clean"] } else { &["clean", "--restart"] };
    let printed = folder.run(&[start, args].concat());
    assert!(printed.starts_with("exit status: 0"), "{printed}");
    printed
}

fn bytes(folder: &Folder, name: &str) -> Vec<u8> {
    fs::read(folder.path().join(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
}

fn names(folder: &Folder) -> Vec<String> {
    let entries = fs::read_dir(folder.path()).unwrap();
    let mut names: Vec<String> = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

const FIELDS: [&str; 2] = ["--text-field", "text,meta.title,turns.says"];

#[test]
fn tagged() {
    let folder = folder(250);
    clean(&folder, &[&["a.parquet", "-o", "b.parquet"][..], &FIELDS].concat());
    let (before, after) = (read(&folder, "a.parquet"), read(&folder, "b.parquet"));
    // What was there is there as it was stored, and readers that go by what Arrow or Spark have written see the new column.
    assert_eq!(after.project(&[0, 1, 2, 3, 4]).unwrap(), before);
    let columns = metadata(&folder, "a.parquet").file_metadata().schema_descr().num_columns();
    assert_eq!(layout(&folder, "b.parquet", columns), layout(&folder, "a.parquet", columns));
    let file = metadata(&folder, "b.parquet");
    let file = file.file_metadata();
    assert_eq!(file.created_by(), Some("parquet-cpp-arrow version 21.0.0"));
    let spark = file.key_value_metadata().unwrap().iter().find(|pair| pair.key == SPARK).unwrap();
    let spark: Value = serde_json::from_str(spark.value.as_deref().unwrap()).unwrap();
    assert_eq!(spark["fields"][1]["name"], "intrus");
    assert_eq!(spark["fields"][1]["type"]["elementType"]["fields"][2]["type"], "long");
    // The same findings as in JSONL, at the same paths.
    let lists = after.column(5).as_any().downcast_ref::<ListArray>().unwrap();
    let says = "{\"says\": \"Bonjour.\"}, {\"says\": \"Voici la dernière ligne du program.\"}";
    let one = lists.value(3);
    let one = one.as_any().downcast_ref::<StructArray>().unwrap();
    let strings = |name: &str| -> Vec<String> {
        let column = one.column_by_name(name).unwrap();
        column.as_any().downcast_ref::<StringArray>().unwrap().iter().flatten().map(str::to_owned).collect()
    };
    assert_eq!(
        strings("field"),
        ["text", "text", "meta.title", "turns.0.says", "turns.0.says", "turns.1.says", "turns.2.says"]
    );
    assert_eq!(strings("surface"), ["vehicle", "already", "program", "vehicle", "already", "program", "however"]);
    let folder = folder.file("a.jsonl", format!("{{\"turns\": [{says}]}}\n"));
    clean(&folder, &["a.jsonl", "-o", "b.jsonl", "--text-field", "turns.says"]);
    assert!(String::from_utf8(bytes(&folder, "b.jsonl")).unwrap().contains("\"field\":\"turns.1.says\""));
    assert_eq!(
        names(&folder),
        ["a.jsonl", "a.parquet", "b.jsonl", "b.jsonl.rejects.jsonl", "b.parquet", "b.parquet.rejects.jsonl"]
    );
    snapshot!("clean_parquet_twice", folder.run(&["clean", "b.parquet", "-o", "c.parquet"]));
}

#[test]
fn fixed_and_undone() {
    let folder = folder(250);
    let fix = ["a.parquet", "-o", "b.parquet", "--action", "fix", "--fix-above", "0.1", "--edits", "edits.jsonl"];
    clean(&folder, &[&fix[..], &FIELDS].concat());
    let (before, after) = (read(&folder, "a.parquet"), read(&folder, "b.parquet"));
    assert_eq!(before.schema(), after.schema());
    for unchanged in [0, 4] {
        assert_eq!(before.column(unchanged), after.column(unchanged));
    }
    assert_ne!(before.column(3), after.column(3));
    let text = after.column(1).as_any().downcast_ref::<arrow_array::LargeStringArray>().unwrap();
    assert!(text.value(0).starts_with("Le conseil a voté la loi, ") && !text.value(0).contains("however"));
    assert!(text.is_null(2) && text.value(1) == TEXTS[1].unwrap());
    let of = |name: &str| {
        let metadata = metadata(&folder, name);
        let codecs: Vec<_> = metadata.row_group(0).columns().iter().map(|chunk| chunk.compression()).collect();
        let rows: Vec<i64> = metadata.row_groups().iter().map(|group| group.num_rows()).collect();
        (codecs, rows, metadata.file_metadata().key_value_metadata().cloned())
    };
    assert_eq!(of("a.parquet"), of("b.parquet"));
    clean(&folder, &["b.parquet", "-o", "c.parquet", "--undo", "edits.jsonl"]);
    assert_eq!(read(&folder, "c.parquet"), before);
    assert_eq!(of("a.parquet"), of("c.parquet"));
    // Another file than that which was written.
    snapshot!(
        "clean_parquet_undo_other",
        folder.run(&["clean", "a.parquet", "-o", "d.parquet", "--undo", "edits.jsonl"])
    );
    // Where nothing is found, nothing is written anew.
    clean(&folder, &["a.parquet", "-o", "same.parquet", "--action", "fix", "--ignore", "EN"]);
    assert_eq!(layout(&folder, "same.parquet", 6), layout(&folder, "a.parquet", 6));
}

#[test]
fn dropped_and_split() {
    let folder = folder(250);
    let limits = ["--drop-rules", "EN"];
    let args = ["a.parquet", "-o", "kept.parquet", "--action", "split", "--dropped", "dropped.parquet"];
    snapshot!("clean_parquet_split", clean(&folder, &[&args[..], &limits].concat()));
    clean(&folder, &[&["a.parquet", "-o", "same.parquet", "--action", "drop"][..], &limits].concat());
    let (before, kept, dropped) =
        (read(&folder, "a.parquet"), read(&folder, "kept.parquet"), read(&folder, "dropped.parquet"));
    assert_eq!(read(&folder, "same.parquet"), kept);
    assert_eq!(kept.num_rows() + dropped.num_rows(), 250);
    let reasons = dropped.column(5).as_any().downcast_ref::<StringArray>().unwrap();
    assert_eq!((dropped.schema().field(5).name().as_str(), reasons.value(0)), ("intrus_reason", "a finding of EN101"));
    let is_kept = |row: usize| TEXTS[row % 5].is_none_or(|text| text == TEXTS[1].unwrap());
    let (mut next_kept, mut next_dropped) = (0, 0);
    for row in 0..250 {
        let (batch, next) = if is_kept(row) { (&kept, &mut next_kept) } else { (&dropped, &mut next_dropped) };
        for column in 0..5 {
            assert_eq!(&before.column(column).slice(row, 1), &batch.column(column).slice(*next, 1), "row {row}");
        }
        *next += 1;
    }
    assert_eq!(metadata(&folder, "kept.parquet").num_row_groups(), 3);
}

/// A file as old programs write it: bytes that may be text, and times of twelve bytes.
fn old(folder: &Folder) {
    let schema = "message m { required int96 time; optional binary text; repeated binary more (UTF8); }";
    let schema = Arc::new(parse_message_type(schema).unwrap());
    let file = File::create(folder.path().join("old.parquet")).unwrap();
    let properties = Arc::new(WriterProperties::builder().set_offset_index_disabled(true).build());
    let mut writer = SerializedFileWriter::new(file, schema, properties).unwrap();
    let mut group = writer.next_row_group().unwrap();
    let times: Vec<Int96> = (0..4).map(|n| Int96::from(vec![n, 0, 2_459_000])).collect();
    let mut column = group.next_column().unwrap().unwrap();
    column.typed::<Int96Type>().write_batch(&times, None, None).unwrap();
    column.close().unwrap();
    let texts =
        [&b"Bonjour, vehicle il pleut."[..], b"caf\xE9", b"Un texte tr\xC3\xA8s, tr\xC3\xA8s, tr\xC3\xA8s long."];
    let mut column = group.next_column().unwrap().unwrap();
    let values = texts.map(|text| ByteArray::from(text.to_vec()));
    column.typed::<ByteArrayType>().write_batch(&values, Some(&[1, 1, 0, 1]), None).unwrap();
    column.close().unwrap();
    let mut column = group.next_column().unwrap().unwrap();
    let values = ["a", "b", "c"].map(ByteArray::from);
    column.typed::<ByteArrayType>().write_batch(&values, Some(&[1, 1, 0, 0, 1]), Some(&[0, 1, 0, 0, 0])).unwrap();
    column.close().unwrap();
    group.close().unwrap();
    writer.close().unwrap();
}

#[test]
fn rejected() {
    let folder = Folder::new();
    old(&folder);
    let printed = clean(
        &folder,
        &["old.parquet", "-o", "b.parquet", "--max-record", "30", "--action", "fix", "--fix-above", "0"],
    );
    assert!(printed.contains("Read 4 records") && printed.contains("2 records rejected"), "{printed}");
    snapshot!("clean_parquet_rejects", String::from_utf8(bytes(&folder, "b.parquet.rejects.jsonl")).unwrap());
    let (before, after) = (metadata(&folder, "old.parquet"), metadata(&folder, "b.parquet"));
    assert_eq!(before.file_metadata().schema(), after.file_metadata().schema());
    assert_eq!(after.file_metadata().num_rows(), 2);
    let batch = read(&folder, "b.parquet");
    assert_eq!(&batch.column(2).slice(0, 1), &read(&folder, "old.parquet").column(2).slice(0, 1));
    snapshot!("clean_parquet_strict", folder.run(&["clean", "old.parquet", "-o", "c.parquet", "--strict"]));
}

#[test]
fn jobs_and_shards_change_nothing() {
    let folder = folder(950);
    for jobs in ["1", "3"] {
        clean(&folder, &["a.parquet", "-o", &format!("{jobs}.parquet"), "--jobs", jobs]);
    }
    assert_eq!(bytes(&folder, "1.parquet"), bytes(&folder, "3.parquet"));
    for i in 1..=3 {
        clean(&folder, &["a.parquet", "-o", &format!("s{i}.parquet"), "--shard", &format!("{i}/3")]);
    }
    fs::copy(folder.path().join("s1.parquet"), folder.path().join("t1.parquet")).unwrap();
    // Strung together they are the whole.
    clean(&folder, &["s1.parquet", "s2.parquet", "s3.parquet", "-o", "all.parquet", "--column", "x"]);
    assert_eq!(read(&folder, "all.parquet").project(&[0, 1, 2, 3, 4, 5]).unwrap(), read(&folder, "1.parquet"));
    clean(&folder, &["a.parquet", "-o", "none.parquet", "--shard", "11/11"]);
    snapshot!(
        "clean_parquet_other_columns",
        folder.run(&["clean", "a.parquet", "s1.parquet", "-o", "c.parquet", "--column", "x"])
    );
}

#[test]
fn killed_and_resumed() {
    let folder = folder(6000);
    let args = |out: &'static str, edits: &'static str| {
        ["a.parquet", "-o", out, "--action", "fix", "--fix-above", "0", "--edits", edits, "--jobs", "2"]
    };
    clean(&folder, &args("whole/a.parquet", "whole.edits"));
    let kills = folder.run_killed(&[&["clean"][..], &args("killed/a.parquet", "killed.edits")].concat());
    assert!(kills > 0, "the run was over before it could be killed");
    assert_eq!(bytes(&folder, "killed/a.parquet"), bytes(&folder, "whole/a.parquet"));
    assert_eq!(bytes(&folder, "killed.edits"), bytes(&folder, "whole.edits"));
    clean(&folder, &["killed/a.parquet", "-o", "back.parquet", "--undo", "killed.edits"]);
    assert_eq!(read(&folder, "back.parquet"), read(&folder, "a.parquet"));
    let left = fs::read_dir(folder.path().join("killed")).unwrap();
    let mut left: Vec<String> = left.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    left.sort();
    assert_eq!(left, ["a.parquet", "a.parquet.rejects.jsonl"]);
}

#[test]
fn errors() {
    let folder = folder(120);
    let whole = bytes(&folder, "a.parquet");
    let mut damaged = whole.clone();
    let column = metadata(&folder, "a.parquet").row_group(1).column(1).byte_range();
    damaged[usize::try_from(column.0 + 20).unwrap()..][..40].fill(0xAA);
    let folder = folder
        .file("cut.parquet", &whole[..whole.len() - 30])
        .file("damaged.parquet", &damaged)
        .file("text.parquet", "Bonjour.")
        .file("empty.parquet", "");
    for (name, args) in [
        ("cut", &["cut.parquet", "-o", "b.parquet"][..]),
        ("text", &["text.parquet", "-o", "b.parquet"]),
        ("empty", &["empty.parquet", "-o", "b.parquet"]),
        ("no_column", &["a.parquet", "-o", "b.parquet", "--text-field", "body"]),
        ("no_text", &["a.parquet", "-o", "b.parquet", "--text-field", "id"]),
        ("stdin", &["-", "-o", "b.parquet", "--format", "parquet"]),
        ("stdout", &["a.parquet", "-o", "-"]),
    ] {
        let printed = folder.run(&[&["clean", "--restart"], args].concat());
        insta::with_settings!({
            snapshot_path => concat!(env!("CARGO_MANIFEST_DIR"), "/snapshots"),
            prepend_module_to_snapshot => false,
            omit_expression => true,
        }, { insta::assert_snapshot!(format!("cli__clean_parquet_error_{name}"), printed) });
    }
    let printed = folder.run(&["clean", "damaged.parquet", "-o", "b.parquet", "--restart"]);
    assert!(printed.contains("damaged.parquet: row group 2, column text: "), "{printed}");
    assert!(!folder.path().join("b.parquet").exists());
}

#[test]
fn pairs() {
    let texts = |texts: [&str; 2]| Arc::new(StringArray::from(texts.to_vec())) as ArrayRef;
    let columns = [
        ("en", texts(["Open the 3 files now.", "Nothing to say."])),
        ("fr", texts(["Ouvrez les 4 fichiers maintenant.", "Rien à dire."])),
    ];
    let batch = RecordBatch::try_from_iter(columns).unwrap();
    let folder = Folder::new();
    let file = File::create(folder.path().join("a.parquet")).unwrap();
    let mut writer = ArrowWriter::try_new(file, batch.schema(), None).unwrap();
    writer.write(&batch).unwrap();
    writer.close().unwrap();
    clean(&folder, &["a.parquet", "-o", "b.parquet", "--source-field", "en", "--target-field", "fr"]);
    let lists = read(&folder, "b.parquet").column(2).clone();
    let lists = lists.as_any().downcast_ref::<ListArray>().unwrap();
    assert_eq!((lists.value(0).len(), lists.value(1).len()), (1, 0));
}

/// What pyarrow writes, tagged, repaired and put back, as pyarrow reads it. `INTRUS_PYTHON` names a Python that has it.
#[test]
fn pyarrow() {
    let python = std::env::var("INTRUS_PYTHON").unwrap_or_else(|_| "python3".to_owned());
    let has_it = Command::new(&python).args(["-c", "import pyarrow.parquet"]).output();
    if !has_it.is_ok_and(|output| output.status.success()) {
        eprintln!("skipped: {python} has no pyarrow");
        return;
    }
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/clean_parquet.py");
    let program = env!("CARGO_BIN_EXE_intrus");
    let folder = Folder::new();
    let output = Command::new(&python).args([script, program]).current_dir(folder.path()).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

//! How fast text is scanned, checked and repaired, on the documents of the tests, and how long the program takes to start: `cargo bench`.
//!
//! The clean documents stand for what a run sees nearly all the time; the damaged ones, where every sentence holds
//! English, for the worst. The yardstick for whole files is `wc -w` (README.md, "Speed").

use criterion::{BatchSize, Criterion, Throughput, criterion_group, criterion_main};
use intrus::fix::Fixer;
use intrus::text::{Scanner, fold};
use intrus::{Applicability, Checker, Document, Pack, formats};
use std::hint::black_box;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

/// The texts of a folder of documents, one after the other.
fn texts(folder: &str) -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/documents").join(folder);
    let mut paths: Vec<_> = std::fs::read_dir(&folder)
        .unwrap_or_else(|e| panic!("{}: {e}", folder.display()))
        .map(|entry| entry.expect("readable folder").path())
        .filter(|path| path.extension().is_some_and(|e| e == "txt"))
        .collect();
    paths.sort();
    let texts: Vec<String> = paths.iter().map(|path| std::fs::read_to_string(path).expect("readable file")).collect();
    texts.join("\n")
}

/// What machines made of a text with `[[English|French]]` in it.
fn damaged(text: &str) -> String {
    let mut pieces = text.split("[[");
    let mut out = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let (inside, after) = piece.split_once("]]").unwrap_or((piece, ""));
        out.push_str(inside.split('|').next().unwrap_or_default());
        out.push_str(after);
    }
    out
}

fn document(text: &str) -> Document<'_> {
    Document::plain(text)
}

fn scanning(c: &mut Criterion) {
    let text = texts("clean");
    let mut group = c.benchmark_group("scan");
    group.throughput(Throughput::Bytes(text.len() as u64));
    group.bench_function("tokens", |b| b.iter(|| Scanner::new(black_box(&text), 0, text.len(), &[]).count()));
    let pack = Pack::embedded();
    let mut buffer = String::new();
    group.bench_function("tokens and their look-up", |b| {
        b.iter(|| {
            let tokens = Scanner::new(black_box(&text), 0, text.len(), &[]);
            tokens.fold(0u32, |sum, token| {
                fold(token.span.of(&text), &mut buffer);
                sum.wrapping_add(pack.word(&buffer).symbol())
            })
        })
    });
    group.finish();
}

fn checking(c: &mut Criterion) {
    let checker = Checker::new(Pack::embedded());
    let mut group = c.benchmark_group("check");
    for (name, text) in [("clean", texts("clean")), ("damaged", damaged(&texts("damaged")))] {
        let document = document(&text);
        group.throughput(Throughput::Bytes(text.len() as u64));
        group.bench_function(name, |b| b.iter(|| checker.check(black_box(&document))));
    }
    group.finish();
}

/// Every suggestion written: the findings, their repairs, and the text checked again. What is remembered of earlier texts is forgotten.
fn repairing(c: &mut Criterion) {
    let text = damaged(&texts("damaged"));
    let decoded = formats::decode(text.as_bytes()).expect("UTF-8");
    let plain = formats::of_path(Path::new("texte.txt"));
    let mut group = c.benchmark_group("fix");
    group.throughput(Throughput::Bytes(text.len() as u64));
    group.bench_function("damaged", |b| {
        b.iter_batched_ref(
            || Checker::new(Pack::embedded()),
            |checker| Fixer::new(checker, Applicability::Unsafe).fix(black_box(&decoded), plain),
            BatchSize::PerIteration,
        )
    });
    group.finish();
}

/// The pack where it lies, and the whole program on a file of ten words.
fn starting(c: &mut Criterion) {
    let mut group = c.benchmark_group("start");
    group.bench_function("pack", |b| b.iter(|| Pack::read_again().expect("a well-formed pack")));
    let file = tempfile::NamedTempFile::with_suffix(".txt").expect("a temporary file");
    std::fs::write(&file, "Le maire a ouvert la séance du conseil ce matin.\n").expect("written");
    group.bench_function("program", |b| {
        b.iter(|| {
            let mut check = Command::new(env!("CARGO_BIN_EXE_intrus"));
            let status = check.arg("check").arg(file.path()).stdout(Stdio::null()).status().expect("intrus runs");
            assert!(status.success());
        })
    });
    group.finish();
}

fn parsing(c: &mut Criterion) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/documents/clean/technique.md");
    let text = std::fs::read_to_string(&path).expect("readable file");
    let markdown = formats::of_path(&path);
    let mut group = c.benchmark_group("parse");
    group.throughput(Throughput::Bytes(text.len() as u64));
    group.bench_function("markdown", |b| b.iter(|| markdown.parse(black_box(&text))));
    group.finish();
}

criterion_group! {
    name = benches;
    config = Criterion::default().warm_up_time(Duration::from_secs(1)).measurement_time(Duration::from_secs(3));
    targets = scanning, checking, repairing, starting, parsing
}
criterion_main!(benches);

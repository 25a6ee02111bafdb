//! Command-line runs of `intrus clean`.

mod support;

use flate2::read::MultiGzDecoder;
use serde_json::Value;
use std::fs;
use std::io::Read;
use std::process::Stdio;
use std::time::Duration;
use support::{Folder, snapshot};

/// Records of several kinds, written in several ways, with blank lines, damaged ones, and no end of the last line.
const CORPUS: &str = concat!(
    r#"{"id": 1, "text": "Le conseil a voté la loi, however plusieurs élus s’y opposaient.", "n": 1.0}"#,
    "\n",
    r#"{"id": 2, "text": "Bonjour à tous les habitants de la ville."}"#,
    "\r\n\n",
    r#"{"id": 3, "text": 12}"#,
    "\n",
    r#"{"id":4,"text":"Il pleut depuis hier, vehicle le vent du nord s\u2019est lev\u00e9 already."}"#,
    "\n",
    r#"{"id": 5, "text": "tronqu"#,
    "\n",
    r#"{"id": 6, "text": "À demain \ud83d"}"#,
    "\n{}\n",
    r#"{"text": null}"#,
    "\n",
    r#"{"id": 7, "text": "Voici la dernière ligne du program."}"#,
);

fn is_damaged(line: &str) -> bool {
    ["\"id\": 3", "\"id\": 5", "\"id\": 6", "{}"].iter().any(|damaged| line.contains(damaged))
}

fn corpus() -> Folder {
    Folder::new().file("corpus.jsonl", CORPUS)
}

fn bytes(folder: &Folder, name: &str) -> Vec<u8> {
    fs::read(folder.path().join(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
}

fn text(folder: &Folder, name: &str) -> String {
    String::from_utf8(bytes(folder, name)).unwrap()
}

/// The names in a folder, sorted.
fn names(folder: &Folder, below: &str) -> Vec<String> {
    let entries = fs::read_dir(folder.path().join(below)).unwrap();
    let mut names: Vec<String> = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

fn unzipped(bytes: &[u8]) -> String {
    let mut text = String::new();
    MultiGzDecoder::new(bytes).read_to_string(&mut text).unwrap();
    text
}

#[test]
fn help() {
    snapshot!("help_clean", Folder::new().run(&["help", "clean"]));
}

#[test]
fn tagged() {
    let folder = corpus();
    snapshot!("clean_tag", folder.run(&["clean", "corpus.jsonl", "-o", "-"]));
    folder.run(&["clean", "corpus.jsonl", "-o", "tagged.jsonl"]);
    snapshot!("clean_rejects", text(&folder, "tagged.jsonl.rejects.jsonl"));
    // What is added can be taken away again, and the offsets are those of the text.
    let kept = CORPUS.lines().filter(|line| !is_damaged(line));
    for (tagged, original) in text(&folder, "tagged.jsonl").lines().zip(kept) {
        if original.is_empty() {
            assert_eq!(tagged, "");
            continue;
        }
        assert_eq!(&tagged[..original.len() - 1], &original[..original.len() - 1]);
        let record: Value = serde_json::from_str(tagged).unwrap();
        for finding in record["intrus"].as_array().unwrap() {
            let [start, end] = ["start", "end"].map(|name| finding[name].as_u64().unwrap() as usize);
            assert_eq!(record["text"].as_str().unwrap()[start..end], *finding["surface"].as_str().unwrap());
        }
    }
    assert_eq!(names(&folder, "."), ["corpus.jsonl", "tagged.jsonl", "tagged.jsonl.rejects.jsonl"]);
}

#[test]
fn fixed_and_undone() {
    let folder = corpus();
    let args = [
        "clean",
        "corpus.jsonl",
        "-o",
        "fixed.jsonl",
        "--action",
        "fix",
        "--fix-above",
        "0.1",
        "--edits",
        "edits.jsonl",
    ];
    snapshot!("clean_fix", folder.run(&args));
    snapshot!("clean_fixed", text(&folder, "fixed.jsonl"));
    snapshot!("clean_edits", text(&folder, "edits.jsonl"));
    snapshot!("clean_undo", folder.run(&["clean", "fixed.jsonl", "-o", "back.jsonl", "--undo", "edits.jsonl"]));
    let kept: String = CORPUS.split_inclusive('\n').filter(|line| !is_damaged(line)).collect();
    assert_eq!(text(&folder, "back.jsonl"), kept);
    let other = text(&folder, "fixed.jsonl").replace("la loi", "une loi");
    let folder = folder.file("other.jsonl", other);
    fs::rename(folder.path().join("other.jsonl"), folder.path().join("fixed.jsonl")).unwrap();
    snapshot!("clean_undo_other", folder.run(&["clean", "fixed.jsonl", "-o", "-", "--undo", "edits.jsonl"]));
    snapshot!("clean_undo_left", folder.run(&["clean", "corpus.jsonl", "-o", "c.jsonl", "--undo", "edits.jsonl"]));
}

/// Blank lines are kept, and no records.
#[test]
fn blank_lines_are_not_counted() {
    let law = "Le conseil a voté la loi, however plusieurs élus s’y opposaient.";
    for (name, content) in [
        ("a.txt", format!("{law}\n\n \t\r\nOui.\n\n")),
        ("a.jsonl", format!("\u{FEFF}\n{{\"text\": \"{law}\"}}\n\n  \n{{\"text\": null}}\n")),
        ("a.csv", format!("id,text\n1,\"{law}\"\n\n2,Oui.\n")),
    ] {
        let folder = Folder::new().file(name, &content);
        let (fixed, back) = (format!("fixed-{name}"), format!("back-{name}"));
        let fix = ["--action", "fix", "--fix-above", "0", "--edits", "edits"];
        let cleaned = folder.run(&[&["clean", name, "-o", &fixed][..], &fix].concat());
        assert!(cleaned.contains("intrus: Read 2 records, "), "{name}: {cleaned}");
        let undone = folder.run(&["clean", &fixed, "-o", &back, "--undo", "edits"]);
        assert!(undone.ends_with("intrus: Read 2 records: put 1 record back.\n"), "{name}: {undone}");
        assert_eq!(text(&folder, &back), content);
    }
}

/// What holds no text is kept, as in Parquet.
#[test]
fn nothing_on_the_way_to_a_field() {
    let lines = "{\"turns\": []}\n{\"turns\": null}\n{\"turns\": [{\"text\": \"Oui.\"}]}\n{\"turns\": 3}\n{\"turns\": [{\"text\": 3}]}\n{}\n";
    let folder = Folder::new().file("a.jsonl", lines);
    folder.run(&["clean", "a.jsonl", "-o", "b.jsonl", "--action", "fix", "--text-field", "turns.text"]);
    let kept: String = lines.split_inclusive('\n').take(3).collect();
    assert_eq!(text(&folder, "b.jsonl"), kept);
    snapshot!("clean_nothing_on_the_way", text(&folder, "b.jsonl.rejects.jsonl"));
}

/// Whether a report can be written is known before the first record is read.
#[test]
fn reports_in_their_folders() {
    let folder = Folder::new().file("a.jsonl", "{\"text\": \"Oui.\"}\n").file("fichier", "").file("dossier/x", "");
    let clean = |reports: &[&str]| {
        let reports: Vec<&str> = reports.iter().flat_map(|path| ["--report", path]).collect();
        folder.run(&[&["clean", "a.jsonl", "-o", "b.jsonl"][..], &reports].concat())
    };
    snapshot!("clean_report_nowhere", clean(&["fichier/x.html", "dossier", "c/d.json"]));
    assert!(!folder.path().join("b.jsonl").exists());
    assert!(clean(&["nouveau/ici/x.html", "x.json"]).starts_with("exit status: 0"));
    assert_eq!(names(&folder, "nouveau/ici"), ["x.html"]);
}

#[test]
fn undone_with_byte_order_marks() {
    let lines = "\u{FEFF}{\"text\": \"Le conseil a voté la loi, however plusieurs élus s’y opposaient.\"}\n";
    let folder = Folder::new().file("a.jsonl", lines).file("b.jsonl", lines);
    let fix = ["--action", "fix", "--fix-above", "0", "--edits", "edits.jsonl"];
    folder.run(&[&["clean", "a.jsonl", "b.jsonl", "-o", "fixed.jsonl"][..], &fix].concat());
    assert!(!text(&folder, "fixed.jsonl").contains("however"));
    let undone = folder.run(&["clean", "fixed.jsonl", "-o", "back.jsonl", "--undo", "edits.jsonl"]);
    assert!(undone.starts_with("exit status: 0"), "{undone}");
    assert_eq!(text(&folder, "back.jsonl"), lines.repeat(2));
}

#[test]
fn nothing_is_written_over() {
    let folder = corpus().file("in/a.jsonl", CORPUS).file("in/b.jsonl", CORPUS);
    folder.run(&[
        "clean",
        "corpus.jsonl",
        "-o",
        "f.jsonl",
        "--action",
        "fix",
        "--edits",
        "e.jsonl",
        "--report",
        "1.json",
    ]);
    folder.run(&["clean", "corpus.jsonl", "-o", "-", "--report", "2.json"]);
    let fix = |args: &[&'static str]| [&["clean", "--action", "fix", "corpus.jsonl"][..], args].concat();
    let before = names(&folder, ".");
    let edits = text(&folder, "e.jsonl");
    for (args, said) in [
        (fix(&["-o", "o.jsonl", "--report", "corpus.jsonl"]), "written over an input"),
        (fix(&["-o", "o.jsonl", "--edits", "in/../corpus.jsonl"]), "written over an input"),
        (fix(&["-o", "o.jsonl", "--rejects", "./corpus.jsonl"]), "written over an input"),
        (fix(&["in/b.jsonl", "-o", "in/b.jsonl", "--shard", "1/2"]), "written over an input"),
        (vec!["clean", "in", "-o", "o/", "--shard", "1/2", "--report", "in/b.jsonl"], "written over an input"),
        (vec!["clean", "f.jsonl", "-o", "e.jsonl", "--undo", "e.jsonl"], "written over the edits that are undone"),
        (vec!["report", "merge", "1.json", "2.json", "-o", "1.json"], "written over an input"),
        (fix(&["-o", "o.jsonl", "--report", "./o.jsonl"]), "-o and --report would be"),
        (fix(&["-o", "o.jsonl", "--rejects", "o.jsonl"]), "-o and --rejects would be"),
        (fix(&["-o", "o.jsonl", "--rejects", "x", "--edits", "x"]), "--rejects and --edits would be"),
        (fix(&["-o", "o.jsonl", "--edits", "x", "--report", "x"]), "--edits and --report would be"),
        (vec!["clean", "in", "-o", "o/", "--report", "o/b.jsonl"], "-o and --report would be"),
    ] {
        let printed = folder.run(&args);
        assert!(printed.starts_with("exit status: 2") && printed.contains(said), "{args:?}: {printed}");
        assert_eq!(names(&folder, "."), before, "{args:?}");
    }
    assert_eq!((text(&folder, "corpus.jsonl"), text(&folder, "e.jsonl")), (CORPUS.to_owned(), edits));
}

#[test]
fn dropped_and_split() {
    let folder = corpus();
    let kept = folder.run(&["clean", "corpus.jsonl", "-o", "-", "--action", "drop", "--drop-rules", "EN"]);
    snapshot!("clean_drop", kept);
    let args = ["clean", "corpus.jsonl", "-o", "kept.jsonl", "--action", "split", "--dropped", "dropped.jsonl"];
    let limits = ["--max-density", "10", "--max-untranslated", "0.5"];
    snapshot!("clean_split", folder.run(&[&args[..], &limits].concat()));
    snapshot!("clean_dropped", text(&folder, "dropped.jsonl"));
    assert!(text(&folder, "kept.jsonl").contains("\"id\": 1"));
}

#[test]
fn texts() {
    let lines =
        "Le conseil a voté la loi, however plusieurs élus s’y opposaient.\r\n\nRien à dire ici.\nLa fin du program";
    let folder = Folder::new().file("a.txt", lines).file("b.txt", b"caf\xE9\nun \0 deux\nTout va bien.");
    snapshot!(
        "clean_text",
        folder.run(&["clean", "a.txt", "b.txt", "-o", "-", "--action", "fix", "--fix-above", "0.1"])
    );
    snapshot!("clean_text_tag", folder.run(&["clean", "a.txt", "-o", "-"]));
    folder.run(&["clean", "a.txt", "b.txt", "-o", "out/", "--document", "file"]);
    assert_eq!(names(&folder, "out"), ["a.jsonl", "b.jsonl"]);
    let whole: Value = serde_json::from_str(&text(&folder, "out/a.jsonl")).unwrap();
    assert_eq!(whole["text"], lines);
    snapshot!(
        "clean_one_file",
        folder.run(&["clean", "a.txt", "b.txt", "-o", "c.txt", "--document", "file", "--action", "fix"])
    );
}

#[test]
fn compressed() {
    let folder = corpus();
    let fixed = |to: &str, from: &str| folder.run(&["clean", from, "-o", to, "--action", "fix", "--format", "jsonl"]);
    let plain = fixed("a.jsonl", "corpus.jsonl");
    assert!(plain.starts_with("exit status: 0"), "{plain}");
    for name in ["a.jsonl.gz", "a.jsonl.zst"] {
        fixed(name, "corpus.jsonl");
    }
    assert_eq!(unzipped(&bytes(&folder, "a.jsonl.gz")), text(&folder, "a.jsonl"));
    assert_eq!(zstd::decode_all(&bytes(&folder, "a.jsonl.zst")[..]).unwrap(), bytes(&folder, "a.jsonl"));
    // Told by the content, not by the name.
    fs::copy(folder.path().join("a.jsonl.zst"), folder.path().join("a.dat")).unwrap();
    fixed("b.jsonl", "a.dat");
    assert_eq!(text(&folder, "b.jsonl"), text(&folder, "a.jsonl"));
    let printed = folder.run_with_input(
        &["clean", "-", "--format", "jsonl", "-o", "-", "--action", "fix"],
        &bytes(&folder, "a.jsonl.gz"),
    );
    assert!(printed.contains(&text(&folder, "a.jsonl")), "{printed}");
    // Cut off, and empty.
    let whole = bytes(&folder, "a.jsonl.gz");
    let folder = folder.file("cut.jsonl.gz", &whole[..whole.len() / 2]).file("empty.jsonl", "");
    snapshot!("clean_cut_off", folder.run(&["clean", "cut.jsonl.gz", "-o", "c.jsonl"]));
    folder.run(&["clean", "empty.jsonl", "-o", "empty.jsonl.gz"]);
    assert_eq!(unzipped(&bytes(&folder, "empty.jsonl.gz")), "");
}

#[test]
fn folders_and_patterns() {
    let folder =
        corpus().file("in/a.jsonl", "{\"text\": \"Bonjour.\"}\n").file("in/deep/b.jsonl", "{\"text\": \"Bonsoir.\"}");
    let folder = folder.file("in/readme.md", "no records").file("in/.hidden.jsonl", "x");
    snapshot!("clean_folder", folder.run(&["clean", "in", "-o", "out/"]));
    assert_eq!(text(&folder, "out/deep/b.jsonl"), "{\"text\": \"Bonsoir.\", \"intrus\": []}");
    // The outputs of the last run are no inputs.
    folder.run(&["clean", ".", "-o", "out"]);
    assert_eq!(
        names(&folder, "out"),
        ["corpus.jsonl", "deep", "a.jsonl", "in"]
            .map(str::to_owned)
            .into_iter()
            .collect::<std::collections::BTreeSet<_>>()
            .into_iter()
            .collect::<Vec<_>>()
    );
    folder.run(&["clean", "in/**/*.jsonl", "-o", "all.jsonl"]);
    assert_eq!(
        text(&folder, "all.jsonl"),
        "{\"text\": \"Bonjour.\", \"intrus\": []}\n{\"text\": \"Bonsoir.\", \"intrus\": []}"
    );
    // In the order in which they are named, with a line end between.
    folder.run(&["clean", "in/deep/b.jsonl", "in/a.jsonl", "-o", "all.jsonl", "--action", "fix"]);
    assert_eq!(text(&folder, "all.jsonl"), "{\"text\": \"Bonsoir.\"}\n{\"text\": \"Bonjour.\"}\n");
}

#[test]
fn errors() {
    let folder = corpus().file("a.txt", "Bonjour.\n").file("a.md", "Bonjour.\n").file("x/corpus.jsonl", "{}\n");
    snapshot!("clean_no_output", folder.run(&["clean", "corpus.jsonl"]));
    snapshot!("clean_missing", folder.run(&["clean", "absent.jsonl", "a.md", "*.parquet", "-", "-o", "out.jsonl"]));
    snapshot!("clean_mixed", folder.run(&["clean", "corpus.jsonl", "a.txt", "-o", "out.jsonl"]));
    snapshot!("clean_over_input", folder.run(&["clean", "corpus.jsonl", "-o", "./corpus.jsonl"]));
    snapshot!("clean_same_output", folder.run(&["clean", "corpus.jsonl", "x/corpus.jsonl", "-o", "out/"]));
    snapshot!("clean_no_limit", folder.run(&["clean", "corpus.jsonl", "-o", "-", "--action", "drop"]));
    snapshot!(
        "clean_no_such_rule",
        folder.run(&["clean", "corpus.jsonl", "-o", "-", "--action", "drop", "--drop-rules", "EN999"])
    );
    snapshot!("clean_field", folder.run(&["clean", "corpus.jsonl", "-o", "-", "--text-field", "meta..title"]));
    snapshot!("clean_resume_stdout", folder.run(&["clean", "corpus.jsonl", "-o", "-", "--resume"]));
    // Nothing was done yet: nothing is left.
    let before = names(&folder, ".");
    snapshot!("clean_strict", folder.run(&["clean", "corpus.jsonl", "-o", "out.jsonl", "--strict"]));
    let folder = folder.file("j.csv", "id,body\n1,Bonjour.\n");
    let failed = folder.run(&["clean", "j.csv", "-o", "jo.csv"]);
    assert!(failed.starts_with("exit status: 2") && !failed.contains("--resume"), "{failed}");
    fs::remove_file(folder.path().join("j.csv")).unwrap();
    assert_eq!(names(&folder, "."), before);
    let good = "{\"text\": \"Bonjour.\"}\n".repeat(60_000);
    let folder = folder.file("long.jsonl", good + "{\n");
    snapshot!("clean_strict_later", folder.run(&["clean", "long.jsonl", "-o", "out.jsonl", "--strict"]));
    // Nothing stands under the final name, and what was begun is not thrown away unasked.
    assert!(!folder.path().join("out.jsonl").exists());
    snapshot!("clean_interrupted", folder.run(&["clean", "long.jsonl", "-o", "out.jsonl"]));
    snapshot!(
        "clean_other_run",
        folder.run(&["clean", "long.jsonl", "-o", "out.jsonl", "--resume", "--action", "fix"])
    );
    let resumed = folder.run(&["clean", "long.jsonl", "-o", "out.jsonl", "--resume"]);
    assert!(resumed.starts_with("exit status: 0"), "{resumed}");
    assert!(!folder.path().join("out.jsonl.intrus-journal").exists());
}

#[test]
fn long_records() {
    let long = format!("{{\"text\": \"{}\"}}\n", "mot ".repeat(700_000));
    let input = format!("{{\"text\": \"Un.\"}}\n{long}{{\"text\": \"Deux.\"}}\n{long}");
    let folder = Folder::new().file("a.jsonl", &input);
    for (limit, records) in [("3M", 4), ("2M", 2), ("20", 2)] {
        folder.run(&["clean", "a.jsonl", "-o", "b.jsonl", "--action", "fix", "--max-record", limit]);
        assert_eq!(text(&folder, "b.jsonl").lines().count(), records, "{limit}");
        let rejects = text(&folder, "b.jsonl.rejects.jsonl");
        assert_eq!(rejects.lines().count(), 4 - records);
        for (line, n) in rejects.lines().zip([1, 3]) {
            let reject: Value = serde_json::from_str(line).unwrap();
            assert_eq!((reject["record"].as_u64(), reject["bytes"].as_u64()), (Some(n + 1), Some(long.len() as u64)));
        }
    }
    assert!(folder.run(&["clean", "a.jsonl", "-o", "c.jsonl", "--action", "fix"]).starts_with("exit status: 0"));
    assert_eq!(text(&folder, "c.jsonl"), input);
}

/// Some megabytes of records, some of them damaged.
fn many(records: usize) -> String {
    let one = |i: usize| match i % 50 {
        7 => format!("{{\"id\": {i}, \"text\": \"tronqu\n"),
        11 => format!("{{\"id\": {i}, \"text\": \"Le maire, however prudent, attend {i} habitants.\"}}\n"),
        _ => format!("{{\"id\": {i}, \"text\": \"{}\"}}\n", "Les travaux du pont ont repris lundi. ".repeat(i % 40)),
    };
    (0..records).map(one).collect()
}

#[test]
fn jobs_and_shards_change_nothing() {
    let folder = Folder::new().file("a.jsonl", many(6000));
    let run = |out: &str, more: &[&str]| {
        let printed = folder.run(&[&["clean", "a.jsonl", "-o", out][..], more].concat());
        assert!(printed.starts_with("exit status: 0"), "{printed}");
        text(&folder, out)
    };
    let one = run("one.jsonl", &["--jobs", "1"]);
    assert_eq!(run("three.jsonl", &["--jobs", "3"]), one);
    assert_eq!(text(&folder, "one.jsonl.rejects.jsonl"), text(&folder, "three.jsonl.rejects.jsonl"));
    let shards: String = (1..=3).map(|i| run("shard.jsonl", &["--shard", &format!("{i}/3")])).collect();
    assert_eq!(shards, one);
    let records = one.lines().count() + text(&folder, "one.jsonl.rejects.jsonl").lines().count();
    assert_eq!(records, 6000);
}

#[test]
fn killed_and_resumed() {
    let folder =
        Folder::new().file("in/a.jsonl", many(9000)).file("in/b.jsonl", many(3000)).file("in/c.jsonl", many(10));
    let outputs = |out: &str| {
        let files = ["a.jsonl.zst", "b.jsonl.zst", "c.jsonl.zst"].map(|name| bytes(&folder, &format!("{out}/{name}")));
        (files, text(&folder, &format!("{out}.rejects.jsonl")), text(&folder, &format!("{out}.edits")))
    };
    for name in ["a", "b", "c"] {
        let plain = bytes(&folder, &format!("in/{name}.jsonl"));
        let packed = zstd::encode_all(&plain[..], 1).unwrap();
        fs::write(folder.path().join(format!("in/{name}.jsonl.zst")), packed).unwrap();
        fs::remove_file(folder.path().join(format!("in/{name}.jsonl"))).unwrap();
    }
    let args = |out: &'static str, edits: &'static str| {
        ["clean", "in", "-o", out, "--action", "fix", "--fix-above", "0", "--edits", edits, "--jobs", "2"]
    };
    let whole = folder.run(&args("whole/", "whole.edits"));
    assert!(whole.starts_with("exit status: 0"), "{whole}");
    let kills = folder.run_killed(&args("killed/", "killed.edits"));
    assert!(kills > 0, "the run was over before it could be killed");
    assert_eq!(outputs("killed"), outputs("whole"));
    let undone = folder.run(&["clean", "killed", "-o", "back/", "--undo", "killed.edits"]);
    assert!(undone.starts_with("exit status: 0"), "{undone}");
    let unpacked = |path: &str| zstd::decode_all(&bytes(&folder, path)[..]).unwrap();
    let kept = many(3000).split_inclusive('\n').filter(|line| !line.contains("tronqu")).collect::<String>();
    assert_eq!(String::from_utf8(unpacked("back/b.jsonl.zst")).unwrap(), kept);
    fs::remove_dir_all(folder.path().join("back")).unwrap();
    assert_eq!(
        names(&folder, "."),
        ["in", "killed", "killed.edits", "killed.rejects.jsonl", "whole", "whole.edits", "whole.rejects.jsonl"]
    );
}

#[test]
fn tables() {
    let csv = "\u{FEFF}id;titre;\"texte\"\r\n1;Bon;\"Il a dit \"\"oui\"\", however tard;\nle lendemain.\"\r\n\r\n2;Long;Bonjour, vehicle il pleut\r\n3;trop peu\r\n4;Fin;\"Rien.\"";
    let tsv = "text\tid\nLe maire, however prudent, attend.\t1\n";
    let folder =
        Folder::new().file("a.csv", csv).file("b.tsv", tsv).file("c.csv", "texte;id\nx;1").file("vide.csv", "texte");
    let with =
        |args: &[&str]| folder.run(&[&["clean", "a.csv", "--text-field", "titre,texte", "-o", "-"][..], args].concat());
    snapshot!("clean_csv_tag", with(&[]));
    snapshot!("clean_csv_fix", with(&["--action", "fix", "--fix-above", "0"]));
    snapshot!("clean_csv_split", with(&["--action", "split", "--drop-rules", "EN", "--dropped", "dropped.csv"]));
    snapshot!("clean_csv_dropped", text(&folder, "dropped.csv"));
    snapshot!("clean_tsv_tag", folder.run(&["clean", "b.tsv", "-o", "-"]));
    snapshot!("clean_csv_head_only", folder.run(&["clean", "vide.csv", "--text-field", "1", "-o", "-"]));
    snapshot!("clean_csv_no_column", folder.run(&["clean", "a.csv", "-o", "-"]));
    snapshot!("clean_csv_other_head", folder.run(&["clean", "a.csv", "c.csv", "--text-field", "texte", "-o", "-"]));
}

#[test]
fn empty_tables() {
    let rows = "id,text\n1,Bonjour.\n";
    let folder = Folder::new().file("in/a.csv", "").file("in/b.csv", rows);
    for (args, out, written) in [
        (&["in/a.csv"][..], "a.csv", ""),
        (&["in/a.csv", "in/b.csv"], "ab.csv", rows),
        (&["in/b.csv", "in/a.csv"], "ba.csv", rows),
    ] {
        let printed = folder.run(&[&["clean", "--action", "fix", "-o", out][..], args].concat());
        assert!(printed.starts_with("exit status: 0"), "{printed}");
        assert_eq!(text(&folder, out), written);
    }
    let printed = folder.run(&["clean", "in", "-o", "out/", "--action", "fix"]);
    assert!(printed.starts_with("exit status: 0"), "{printed}");
    assert_eq!((text(&folder, "out/a.csv").as_str(), text(&folder, "out/b.csv").as_str()), ("", rows));
}

#[test]
fn resumed_tables() {
    let rows: String =
        (0..60_000).map(|i| format!("{i},\"Les travaux du pont,\nnuméro {i}, ont repris.\"\n")).collect();
    let folder = Folder::new().file("a.csv", format!("id,text\n{rows}"));
    let args = ["clean", "a.csv", "--jobs", "1", "-o"];
    folder.run(&[&args[..], &["whole.csv.gz"]].concat());
    let mut child = folder.command(&[&args[..], &["killed.csv.gz"]].concat()).stderr(Stdio::null()).spawn().unwrap();
    let journal = folder.path().join("killed.csv.gz.intrus-journal");
    while child.try_wait().unwrap().is_none()
        && !fs::read_to_string(&journal).is_ok_and(|state| state.contains("\"records\":2"))
    {
        std::thread::sleep(Duration::from_millis(5));
    }
    child.kill().unwrap();
    child.wait().unwrap();
    folder.run(&[&args[..], &["killed.csv.gz", "--resume"]].concat());
    assert_eq!(bytes(&folder, "killed.csv.gz"), bytes(&folder, "whole.csv.gz"));
}

#[test]
fn reports() {
    let folder = Folder::new().file("a.jsonl", many(900));
    let args = ["clean", "a.jsonl", "--action", "fix", "--fix-above", "0.1", "-o", "-"];
    let shard =
        |i: u8| folder.run(&[&args[..], &["--shard", &format!("{i}/2"), "--report", &format!("{i}.json")]].concat());
    let whole = folder.run(&[&args[..], &["--report", "whole.json", "--report", "whole.html"]].concat());
    assert!(
        whole.starts_with("exit status: 0")
            && shard(1).starts_with("exit status: 0")
            && shard(2).starts_with("exit status: 0")
    );
    let merged = folder.run(&["report", "merge", "1.json", "2.json", "-o", "both.json", "-o", "both.html"]);
    assert_eq!(merged, "exit status: 0\n----- stdout -----\n----- stderr -----\n");
    let stats = |name: &str| serde_json::from_str::<Value>(&text(&folder, name)).unwrap()["stats"].clone();
    let (both, whole) = (stats("both.json"), stats("whole.json"));
    // The numbers of records, and with them what is drawn, differ in the second shard.
    for name in [
        "records",
        "kept",
        "rejected",
        "changed",
        "words",
        "bytes",
        "findings",
        "edits",
        "rules",
        "mechanisms",
        "reasons",
        "densities",
        "intruders",
    ] {
        assert_eq!(both[name], whole[name], "{name}");
    }
    assert_eq!(whole["records"], 900);
    assert_eq!(whole["samples"].as_array().unwrap().len(), whole["findings"].as_u64().unwrap().min(50) as usize);
    let page = text(&folder, "whole.html");
    assert!(
        page.contains("<mark>however</mark>") && page.contains("<svg role=\"img\"") && !page.contains("http"),
        "{page}"
    );
    let folder = folder.file("broken.json", "{}");
    snapshot!("report_no_report", folder.run(&["report", "merge", "1.json", "broken.json"]));
    folder.run(&["clean", "a.jsonl", "-o", "-", "--report", "tag.json"]);
    snapshot!("report_other_run", folder.run(&["report", "merge", "1.json", "tag.json"]));
}

#[test]
fn pairs() {
    let lines = concat!(
        r#"{"en": "Open the 3 files now.", "fr": "Ouvrez les 4 fichiers maintenant."}"#,
        "\n",
        r#"{"en": "See https://example.org/a for more.", "fr": "Voir https://example.org/b pour plus."}"#,
        "\n",
        r#"{"en": null, "fr": "La mairie rouvrira lundi, however le pont reste fermé."}"#,
        "\n",
    );
    let table = "en\tfr\nPress %s to go on.\tAppuyez pour continuer.\nNothing to say.\tRien à dire.\n";
    let folder = Folder::new().file("a.jsonl", lines).file("b.tsv", table).file("c.txt", "Bonjour.\n");
    let pair = ["--source-field", "en", "--target-field", "fr"];
    snapshot!("clean_pairs", folder.run(&[&["clean", "a.jsonl", "-o", "-"][..], &pair].concat()));
    snapshot!("clean_pairs_tsv", folder.run(&[&["clean", "b.tsv", "-o", "-"][..], &pair].concat()));
    snapshot!("clean_pairs_text", folder.run(&[&["clean", "c.txt", "-o", "-"][..], &pair].concat()));
    // In lists, each with that of its own item.
    let lists = r#"{"pairs": [{"en": "Page 1", "fr": "Page 2"}, {"en": "Page 2", "fr": "Page 2"}]}"#;
    let folder = folder.file("d.jsonl", lists);
    folder.run(&["clean", "d.jsonl", "-o", "e.jsonl", "--source-field", "pairs.en", "--text-field", "pairs.fr"]);
    let record: Value = serde_json::from_str(&text(&folder, "e.jsonl")).unwrap();
    assert_eq!(record["intrus"].as_array().unwrap().len(), 1);
    assert_eq!(record["intrus"][0]["field"], "pairs.0.fr");
}

#[test]
fn attributes_for_dolma() {
    let lines = concat!(
        r#"{"id": "a", "source": "essai", "text": "🙂 Le conseil a voté la loi, however plusieurs élus s’y opposaient."}"#,
        "\n",
        r#"{"id": "b", "text": "Rien à dire.", "metadata": {"n": 1}}"#,
        "\n",
        r#"{"id": "c", "text": 12}"#,
        "\n",
        r#"{"id": 4, "text": "Bonjour."}"#,
        "\n",
    );
    let folder = Folder::new().file("documents/a.jsonl", lines);
    snapshot!("clean_dolma", folder.run(&["clean", "documents/a.jsonl", "-o", "-", "--format", "dolma"]));
    // Offsets are those of Python.
    folder.run(&["clean", "documents", "-o", "attributes/essai/", "--format", "dolma", "--column", "essai"]);
    let first = text(&folder, "attributes/essai/a.jsonl").lines().next().unwrap().to_owned();
    let record: Value = serde_json::from_str(&first).unwrap();
    let span = &record["attributes"]["essai__intrus__EN101"][0];
    let [start, end] = [0, 1].map(|i| span[i].as_u64().unwrap() as usize);
    let document: Value = serde_json::from_str(lines.lines().next().unwrap()).unwrap();
    let points: Vec<char> = document["text"].as_str().unwrap().chars().collect();
    assert_eq!(points[start..end].iter().collect::<String>(), "however");
    snapshot!(
        "clean_dolma_fix",
        folder.run(&["clean", "documents", "-o", "x/", "--format", "dolma", "--action", "fix"])
    );
}

//! Large files of plain text, which are read piece by piece: what is printed is what the whole text gives.

mod support;

use intrus::report::{self, Locate, Located, Style, Summary};
use intrus::{Applicability, Checker, Pack, formats};
use std::fmt::Write;
use support::Folder;

/// Sentences of which some hold English, and lines of every length: somewhat more than is read at once.
fn text(line_end: &str) -> String {
    let clean = "Le conseil municipal a voté hier soir le budget de la ville, après deux heures d’un débat animé. ";
    let mut text = String::new();
    let mut number = 0usize;
    while text.len() < 5_000_000 {
        number += 1;
        let damaged = match number % 40 {
            1 => "La mairie rouvrira lundi, vehicle les travaux sont finis. ",
            // Two rules see the same word.
            7 => "On passe à l’suite du texte. ",
            14 => "Les élèves ont however réussi leur examen. ",
            27 => "Le programme a été already présenté aux habitants, «\u{A0}as a result\u{A0}» d’une longue enquête. ",
            _ => "",
        };
        let _ = write!(text, "{number}. {}{damaged}{}{line_end}", clean.repeat(number % 7), clean.repeat(number % 3));
        if number.is_multiple_of(900) {
            // A line that no block can hold.
            text.push_str(&format!("{clean}{damaged}").repeat(7000));
        }
    }
    text
}

/// What the program should print about a file: the findings of the whole text.
fn expected(name: &str, bytes: &[u8], format: &str) -> String {
    let decoded = formats::decode(bytes).unwrap();
    let plain = formats::find("plain").unwrap();
    let document = plain.parse(&decoded.text);
    let printer = report::find(format).unwrap();
    let mut locate = Locate::new(name, &decoded, plain, &document, printer.around);
    let findings = Checker::new(Pack::embedded()).check(&document);
    let findings: Vec<Located> = findings.into_iter().map(|finding| locate.locate(finding)).collect();
    let safe = findings.iter().filter(|found| found.applicability == Applicability::Safe).count();
    let summary = Summary { files: 1, files_with_findings: 1, findings: findings.len(), safe, ..Summary::default() };
    let mut report = (printer.new)(Style::default());
    let mut out = Vec::new();
    report.begin(&mut out).unwrap();
    report.findings(&mut out, &findings).unwrap();
    report.end(&mut out, &summary).unwrap();
    format!("exit status: 1\n----- stdout -----\n{}----- stderr -----\n", String::from_utf8(out).unwrap())
}

#[test]
fn pieces_give_what_the_whole_gives() {
    let crlf = text("\r\n");
    let files = [
        ("crlf.txt", crlf.clone().into_bytes()),
        ("marked.txt", format!("\u{FEFF}{crlf}").into_bytes()),
        // Accents that are characters of their own stay so in what is offered.
        ("decomposed.txt", text("\n").replace('é', "e\u{301}").replace('è', "e\u{300}").into_bytes()),
        ("windows.txt", formats::Encoding::Windows1252.encode(&text("\r")).into_owned()),
    ];
    for (name, bytes) in files {
        let folder = Folder::new().file(name, &bytes);
        let check = |format, jobs| folder.run(&["check", "--no-config", "--format", format, "--jobs", jobs, name]);
        let mut expected = expected(name, &bytes, "jsonl");
        assert!(expected.lines().count() > 300, "{name}");
        if name == "windows.txt" {
            let note = "not UTF-8, read as Windows-1252; save it as UTF-8 if that is wrong";
            expected.push_str(&format!("intrus: note: {name}: {note}\n"));
        }
        assert!(check("jsonl", "1") == expected, "{name}, one thread");
        assert!(check("jsonl", "3") == expected, "{name}, three threads");
    }
}

#[test]
fn excerpts_fingerprints_and_standard_input() {
    let text = text("\n");
    let folder = Folder::new().file("texte.txt", &text);
    for format in ["human", "sarif", "gitlab"] {
        let printed = folder.run(&["check", "--no-config", "--format", format, "texte.txt"]);
        assert!(printed == expected("texte.txt", text.as_bytes(), format), "{format}");
    }
    let args = ["check", "--no-config", "--format", "jsonl", "--stdin-filename", "texte.txt", "-"];
    assert!(folder.run_with_input(&args, text.as_bytes()) == expected("texte.txt", text.as_bytes(), "jsonl"));
}

#[test]
fn ignore_comments_reach_through_all_of_it() {
    let text = text("\n");
    let folder = Folder::new().file("texte.txt", format!("{text}\nintrus: ignore-file[\"vehicle\"]: essai\n"));
    let printed = folder.run(&["check", "--no-config", "--format", "jsonl", "texte.txt"]);
    assert!(printed.contains("\"surface\":\"however\"") && !printed.contains("\"surface\":\"vehicle\""));
}

#[test]
fn baselines() {
    let folder = Folder::new().file("texte.txt", text("\n"));
    folder.run(&["check", "--no-config", "--write-baseline", "connu.json", "texte.txt"]);
    let args = ["check", "--no-config", "--format", "jsonl", "--baseline", "connu.json", "texte.txt"];
    assert_eq!(folder.run(&args), "exit status: 0\n----- stdout -----\n----- stderr -----\n");
}

#[test]
fn errors_come_before_findings() {
    let text = text("\n").into_bytes();
    let error = |bytes: &[u8]| {
        let folder = Folder::new().file("texte.txt", bytes);
        let printed = folder.run(&["check", "--no-config", "--format", "jsonl", "texte.txt"]);
        printed.strip_prefix("exit status: 2\n----- stdout -----\n----- stderr -----\n").map(str::to_owned)
    };
    let damaged = [&text, &b"\xC3\n"[..], &text].concat();
    let place = text.len();
    let said = format!("intrus: error: texte.txt: not valid UTF-8 at byte {place}; save it as UTF-8\n");
    assert_eq!(error(&damaged), Some(said));
    let said =
        format!("intrus: error: texte.txt: a binary file (NUL byte at {}); name text files only\n", damaged.len());
    assert_eq!(error(&[&damaged[..], b"\0", &text].concat()), Some(said));
}

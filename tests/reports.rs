//! The formats that other programs read: what the program prints, that it can be read whatever the names and texts are,
//! and that SARIF is what its schema says.
//!
//! `pip install -r tests/reports/requirements.txt` installs the schema; without it that test says so and passes.

mod support;
#[path = "support/tools.rs"]
mod tools;

use intrus::formats::Edit;
use intrus::report::{self, Located, Style, Summary};
use intrus::{Applicability, Origin, Suggestion};
use proptest::prelude::*;
use std::path::Path;
use std::process::Command;
use support::{Folder, snapshot};

/// Prints the findings, those of one file in several calls.
fn print(format: &str, findings: &[Located]) -> String {
    let mut printer = (report::find(format).unwrap().new)(Style::default());
    let mut out = Vec::new();
    printer.begin(&mut out).unwrap();
    findings.iter().for_each(|found| printer.findings(&mut out, std::slice::from_ref(found)).unwrap());
    printer.end(&mut out, &Summary::default()).unwrap();
    String::from_utf8(out).unwrap()
}

/// Any text, with much of what some format escapes.
fn text() -> impl Strategy<Value = String> {
    proptest::string::string_regex("([&<>\"'%:,{}\\[\\]\\\\/. \u{0}-\u{1f}\u{7f}-\u{9f}\u{fffd}-\u{ffff}]|\\PC){0,12}")
        .unwrap()
}

prop_compose! {
    fn located()(
        path in text(), rule in 0..intrus::checker::rules::RULES.len(),
        surface in text(), message in text(), context in text(), raw in proptest::option::of(text()),
        line in 1usize..9, more in 0usize..3, column in 1usize..9, paragraph in proptest::option::of(1usize..9),
    ) -> Located {
        let rule = intrus::checker::rules::RULES[rule];
        let suggestion = Suggestion { text: surface.clone(), confidence: 0.123, origin: Origin::Homograph };
        Located {
            path: path.into(), rule: rule.code, name: rule.name, severity: rule.severity, paragraph,
            start: 3, end: 9, line, column, end_line: line + more, end_column: column + 1,
            utf8_column: column, end_utf8_column: column + 1,
            surface, message, confidence: 0.987, applicability: Applicability::Unsafe, suggestions: vec![suggestion],
            edit: raw.map(|raw| Edit { start: 3, end: 9, raw }), context: Some(context), excerpt: None,
        }
    }
}

/// What a reader of XML makes of attributes: the values of these, in order.
fn attributes(xml: &str, wanted: &str) -> Vec<String> {
    use quick_xml::events::Event;
    let mut reader = quick_xml::Reader::from_str(xml);
    reader.config_mut().check_end_names = true;
    let mut values = Vec::new();
    loop {
        match reader.read_event().unwrap() {
            Event::Start(element) | Event::Empty(element) => {
                for attribute in element.attributes() {
                    let attribute = attribute.unwrap();
                    let value = attribute.normalized_value(quick_xml::XmlVersion::Explicit1_0).unwrap();
                    if attribute.key.as_ref() == wanted {
                        values.push(value.into_owned());
                    }
                }
            }
            Event::Eof => return values,
            _ => {}
        }
    }
}

proptest! {
    #[test]
    fn whatever_is_found_can_be_read(findings in proptest::collection::vec(located(), 0..5)) {
        let messages: Vec<&str> = findings.iter().map(|found| &*found.message).collect();
        let parse = |format: &str| serde_json::from_str::<serde_json::Value>(&print(format, &findings)).unwrap();
        for (format, list, message) in
            [("gitlab", "", "/description"), ("rdjson", "/diagnostics", "/message"), ("json", "", "/message"),
             ("sarif", "/runs/0/results", "/message/text")]
        {
            let parsed = parse(format);
            let items = parsed.pointer(list).unwrap().as_array().unwrap();
            let read: Vec<String> = items.iter().map(|item| item.pointer(message).unwrap().as_str().unwrap().to_owned())
                .map(|text| if format == "sarif" { text.replace("{{", "{").replace("}}", "}") } else { text })
                .collect();
            prop_assert_eq!(&read, &messages, "{}", format);
        }
        let legal = |c: char| matches!(c, '\t' | '\n' | '\r' | ' '..='\u{fffd}' | '\u{10000}'..);
        let legal: Vec<String> =
            messages.iter().map(|text| text.chars().map(|c| if legal(c) { c } else { '\u{fffd}' }).collect()).collect();
        prop_assert_eq!(attributes(&print("checkstyle", &findings), "message"), legal);
        // A command a line.
        let github = print("github", &findings);
        prop_assert_eq!(github.lines().count(), findings.len());
        for (line, found) in github.lines().zip(&findings) {
            let (properties, data) = line.strip_prefix("::").and_then(|line| line.split_once("::")).unwrap();
            prop_assert!(properties.ends_with(&format!("title={} {}", found.rule, found.name)), "{}", line);
            let data = data.replace("%0A", "\n").replace("%0D", "\r").replace("%25", "%");
            let plain = |text: &str| text.replace(char::is_control, " ");
            prop_assert_eq!(plain(&data), plain(&found.message));
        }
    }
}

proptest! {
    // The schema is read each time.
    #![proptest_config(ProptestConfig::with_cases(12))]

    #[test]
    fn whatever_is_found_is_sarif(findings in proptest::collection::vec(located(), 0..9)) {
        prop_assert_eq!(complaint(&serde_json::from_str(&print("sarif", &findings)).unwrap()), None);
    }
}

/// What the schema of SARIF has against a log; nothing when it is not installed.
fn complaint(log: &serde_json::Value) -> Option<String> {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/reports/validate_sarif.py");
    let output = tools::output(Command::new("python3").arg(script), log.to_string().as_bytes())?;
    let complaint = String::from_utf8_lossy(&output.stderr).trim().to_owned();
    (!output.status.success()).then_some(complaint)
}

/// A folder with files that have something for every printer: spaces in names, pairs, a lone CR, an escape.
fn folder() -> Folder {
    Folder::new()
        .file(
            "a b/é.txt",
            "La mairie rouvrira lundi, vehicle les travaux sont finis.\r\nIls ont duré, in addition ils ont coûté.\n",
        )
        .file("page.html", "<p>L’été dernier, however il a plu &amp; neigé.</p>\n")
        .file(
            "fr.po",
            "msgid \"\"\nmsgstr \"Language: fr\\nContent-Type: text/plain; charset=UTF-8\\n\"\n\n\
             msgid \"{0} files, and {1} more\"\nmsgstr \"{0} fichiers et d’autres\"\n",
        )
}

#[test]
fn printed() {
    let run = |format: &str| folder().run(&["check", "--no-config", "--select", "EN,PA", "--format", format]);
    snapshot!("report_github", run("github"));
    snapshot!("report_gitlab", run("gitlab"));
    snapshot!("report_rdjson", run("rdjson"));
    snapshot!("report_checkstyle", run("checkstyle"));
}

#[test]
fn sarif_is_what_its_schema_says() {
    let folder = folder();
    let output = folder.command(&["check", "--no-config", "--select", "EN,PA", "--format", "sarif"]).output().unwrap();
    let mut log: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(complaint(&log), None);
    let run = &mut log["runs"][0];
    let rules = run["tool"]["driver"]["rules"].as_array().unwrap().clone();
    assert_eq!(rules.len(), intrus::checker::rules::RULES.len());
    for result in run["results"].as_array().unwrap() {
        assert_eq!(rules[result["ruleIndex"].as_u64().unwrap() as usize]["id"], result["ruleId"]);
    }
    // The pages of the rules are long and not ours to show; the version changes.
    run["tool"].take();
    snapshot!("report_sarif", format!("{log:#}"));
}

#[test]
fn moved_lines_keep_their_fingerprints() {
    let text = "La mairie rouvrira lundi, vehicle les travaux sont finis.\n";
    let fingerprints = |text: &str| {
        let output = Folder::new()
            .file("a.txt", text)
            .command(&["check", "--no-config", "--format", "gitlab"])
            .output()
            .unwrap();
        let items: Vec<serde_json::Value> = serde_json::from_slice(&output.stdout).unwrap();
        items.iter().map(|item| item["fingerprint"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    let once = fingerprints(text);
    assert_eq!(once.len(), 1);
    assert_eq!(fingerprints(&format!("Bonjour à tous.\n\n{text}")), once);
    let twice = fingerprints(&format!("{text}\n{text}"));
    assert!(twice.len() == 2 && twice[0] == once[0] && twice[1] != once[0], "{twice:?}");
}

/// Where a place lies: lines end at CRLF, LF or CR, and `width` tells what a character counts in its line.
fn offset(text: &str, place: (u64, u64), width: fn(char) -> usize) -> usize {
    let (mut line, mut column) = (1, 1);
    for (at, c) in text.char_indices() {
        if (line, column) == place {
            return at;
        }
        if c == '\n' || (c == '\r' && !text[at + 1..].starts_with('\n')) {
            (line, column) = (line + 1, 1);
        } else {
            column += width(c) as u64;
        }
    }
    assert_eq!((line, column), place);
    text.len()
}

#[test]
fn places_are_those_of_the_bytes() {
    let text = "\u{feff}𝄞 La mairie rouvrira lundi, vehicle les travaux sont finis.\r\n\r\n\
                L’été 𝄞 a été long, however il a plu.\n\nNous avons voyagé, in\naddition nous avons lu.\n";
    let folder = Folder::new().file("a.txt", text);
    let run = |format: &str| {
        let output = folder.command(&["check", "--no-config", "--format", format]).output().unwrap();
        serde_json::from_slice::<serde_json::Value>(&output.stdout).unwrap()
    };
    let (json, sarif, rdjson) = (run("json"), run("sarif"), run("rdjson"));
    let findings = json.as_array().unwrap();
    assert_eq!(findings.len(), 3);
    for (i, found) in findings.iter().enumerate() {
        let wanted = (found["start"].as_u64().unwrap() as usize, found["end"].as_u64().unwrap() as usize);
        let raw = &found["edit"]["raw"];
        assert!(raw.is_string(), "{found}");
        let place = |value: &serde_json::Value, line: &str, column: &str| {
            (value[line].as_u64().unwrap(), value[column].as_u64().unwrap())
        };
        let replacement = &sarif["runs"][0]["results"][i]["fixes"][0]["artifactChanges"][0]["replacements"][0];
        let (region, points) = (&replacement["deletedRegion"], |c| usize::from(c != '\u{feff}'));
        let [start, end] = [("startLine", "startColumn"), ("endLine", "endColumn")]
            .map(|(line, column)| offset(text, place(region, line, column), points));
        assert_eq!(((start, end), &replacement["insertedContent"]["text"]), (wanted, raw));
        let suggestion = &rdjson["diagnostics"][i]["suggestions"][0];
        let [start, end] = ["start", "end"]
            .map(|side| offset(text, place(&suggestion["range"][side], "line", "column"), char::len_utf8));
        assert_eq!(((start, end), &suggestion["text"]), (wanted, raw));
    }
}

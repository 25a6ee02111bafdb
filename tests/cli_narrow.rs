//! What is left out of a run: ignore comments, baselines, lines that did not change, what is not staged.

mod support;

use proptest::prelude::*;
use std::fs;
use std::path::Path;
use std::process::Command;
use support::{Folder, snapshot};

const VEHICLE: &str = "La mairie rouvrira lundi, vehicle les travaux sont finis.\n";
const HOWEVER: &str = "Le conseil a voté la loi, however plusieurs élus s’y opposaient.\n";
const CLEAN: &str = "Le conseil a voté la loi hier soir.\n";

/// The files of `tests/ignores`: in each, every “however” is covered by a comment and the one “vehicle” is not.
fn ignores() -> Folder {
    let mut folder = Folder::new();
    for entry in fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/ignores")).unwrap() {
        let path = entry.unwrap().path();
        folder = folder.file(path.file_name().unwrap().to_str().unwrap(), fs::read(&path).unwrap());
    }
    folder
}

#[test]
fn ignore_comments_of_every_format() {
    let folder = ignores();
    snapshot!("ignores", folder.run(&["check", "--format", "concise"]));
    let diff = folder.run(&["check", "--diff", "--unsafe"]);
    assert!(diff.contains("-La mairie") && !diff.contains("-Le conseil"), "{diff}");
    folder.run(&["fix", "--unsafe"]);
    for entry in fs::read_dir(folder.path()).unwrap() {
        let text = fs::read_to_string(entry.unwrap().path()).unwrap();
        assert!(text.contains("however plusieurs") && !text.contains("vehicle"), "{text}");
    }
}

#[test]
fn ignore_comments_that_are_wrong() {
    let folder = Folder::new()
        .file("a.md", "<!-- intrus: ignroe -->\n\nOui.\n\n<!-- intrus: ignore[EN999] -->\n")
        .file("b.tex", format!("% intrus: ignore[\"deadline\"]\n{HOWEVER}"))
        .file("c.txt", "Oui.\n\nintrus: ignore-file\n");
    snapshot!("ignores_wrong", folder.run(&["check", "--format", "concise"]));
    assert!(folder.run(&["check", "c.txt"]).starts_with("exit status: 0"));
    assert!(folder.run(&["check", "--strict-ignores", "c.txt"]).starts_with("exit status: 1"));
    assert!(folder.run(&["check", "--strict-ignores", "--exit-zero", "c.txt"]).starts_with("exit status: 0"));
}

#[test]
fn baseline() {
    let folder = Folder::new().file("docs/a.txt", format!("{VEHICLE}\n{VEHICLE}\n{HOWEVER}")).file("docs/b.txt", CLEAN);
    snapshot!("baseline_written", folder.run(&["check", "--write-baseline", "base.json"]));
    let written = fs::read_to_string(folder.path().join("base.json")).unwrap();
    snapshot!("baseline_file", &written);
    folder.run(&["check", "--write-baseline", "base.json", "docs"]);
    assert_eq!(fs::read_to_string(folder.path().join("base.json")).unwrap(), written);
    let clean = "exit status: 0\n----- stdout -----\n----- stderr -----\n";
    assert_eq!(folder.run(&["check", "--baseline", "base.json", "--format", "jsonl"]), clean);

    // It is no text, even when it is named among those.
    assert_eq!(folder.run(&["check", "--baseline", "base.json", "--format", "jsonl", "base.json", "docs"]), clean);
    folder.run(&["check", "--write-baseline", "base.json", "base.json", "docs"]);
    assert_eq!(fs::read_to_string(folder.path().join("base.json")).unwrap(), written);
    let folder = folder.file("broken.json", "{\"version\": 1,\n");
    snapshot!("baseline_cut_off", folder.run(&["check", "--baseline", "broken.json", "docs"]));
    fs::remove_file(folder.path().join("broken.json")).unwrap();

    // Lines wrapped anew and moved, from another folder: still known.
    let moved = format!("{CLEAN}\n{}\n{VEHICLE}\n{HOWEVER}", VEHICLE.replace("lundi, vehicle", "lundi,\nvehicle"));
    let folder = folder.file("docs/a.txt", moved);
    let mut command = folder.command(&["check", "--baseline", "../base.json", "--format", "jsonl", "a.txt"]);
    assert_eq!(support::printed(command.current_dir(folder.path().join("docs")).output().unwrap()), clean);

    // One mended, one new.
    let folder = folder.file("docs/a.txt", format!("{VEHICLE}\n{HOWEVER}")).file("docs/b.txt", HOWEVER);
    snapshot!("baseline_stale", folder.run(&["check", "--baseline", "base.json", "--format", "concise"]));
    assert!(!folder.run(&["check", "--baseline", "base.json", "docs/b.txt"]).contains("no longer"));
    assert!(!folder.run(&["check", "--baseline", "base.json", "--ignore", "EN101"]).contains("no longer"));
    fs::rename(folder.path().join("docs/a.txt"), folder.path().join("c.txt")).unwrap();
    assert!(
        folder
            .run(&["check", "--baseline", "base.json", "docs/b.txt"])
            .contains("“vehicle” is no longer found (2 times)")
    );
}

#[test]
fn a_baseline_leaves_nothing() {
    let damaged = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/documents/damaged");
    let folder = Folder::new();
    folder.run(&["check", "--write-baseline", "base.json", damaged.to_str().unwrap()]);
    let said = folder.run(&["check", "--baseline", "base.json", "--format", "jsonl", damaged.to_str().unwrap()]);
    assert_eq!(said, "exit status: 0\n----- stdout -----\n----- stderr -----\n");
}

#[test]
fn baseline_that_is_none() {
    let folder = Folder::with_text().file("base.json", "{\"version\": 1,\n \"findings\": [{}]}");
    snapshot!("baseline_broken", folder.run(&["check", "--baseline", "base.json", "texte.txt"]));
    snapshot!("baseline_missing", folder.run(&["check", "--baseline", "absent.json"]));
    snapshot!("baseline_not_whole", folder.run(&["check", "--write-baseline", "new.json", "absent.txt"]));
    assert!(!folder.path().join("new.json").exists());
}

/// A repository with a clean file in its first commit.
fn repository() -> Folder {
    let folder = Folder::with_text();
    git(&folder, &["init", "--quiet", "--initial-branch=main"]);
    git(&folder, &["add", "."]);
    git(&folder, &["commit", "--quiet", "-m", "un"]);
    folder
}

fn git(folder: &Folder, args: &[&str]) {
    let config = ["user.name=Moi", "user.email=moi@example.org", "commit.gpgsign=false", "core.hooksPath=/dev/null"];
    let mut command = Command::new("git");
    for setting in config {
        command.args(["-c", setting]);
    }
    let output = command.args(args).current_dir(folder.path()).env("HOME", folder.path()).output().unwrap();
    assert!(output.status.success(), "git {args:?}: {}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn what_is_staged() {
    let folder = repository().file("dossier/é à.txt", VEHICLE).file("non.txt", HOWEVER).file(".ignore", "exclu.txt\n");
    let folder = folder.file("exclu.txt", VEHICLE);
    git(&folder, &["add", "dossier", "exclu.txt"]);
    // The files say otherwise than the index.
    let folder = folder.file("dossier/é à.txt", CLEAN).file("texte.txt", HOWEVER);
    snapshot!("staged", folder.run(&["check", "--staged", "--format", "concise"]));
    let mut inside = folder.command(&["check", "--staged", "--format", "concise"]);
    let inside = support::printed(inside.current_dir(folder.path().join("dossier")).output().unwrap());
    assert!(inside.contains("\né à.txt:1:27: EN101"), "{inside}");
    assert!(
        folder
            .run(&["check", "--staged", "--files", "texte.txt"])
            .starts_with("exit status: 0\n----- stdout -----\n-----")
    );
    assert!(folder.run(&["check", "--staged", "--files", "exclu.txt"]).contains("\nexclu.txt\n"));
    assert!(!folder.run(&["check", "--staged", "--files", "--force-exclude", "exclu.txt"]).contains("\nexclu.txt\n"));
    snapshot!("staged_diff", folder.run(&["check", "--staged", "--diff"]));
    git(&folder, &["rm", "--quiet", "--force", "--cached", "-r", "dossier", "exclu.txt", "texte.txt"]);
    assert!(folder.run(&["check", "--staged"]).starts_with("exit status: 0"));
}

#[test]
fn staged_before_the_first_commit() {
    let folder = Folder::new().file("a.txt", VEHICLE);
    git(&folder, &["init", "--quiet"]);
    git(&folder, &["add", "."]);
    assert!(folder.run(&["check", "--staged"]).starts_with("exit status: 1"));
}

#[test]
fn changed_lines() {
    let folder = repository().file("a b.txt", format!("{VEHICLE}\n{CLEAN}")).file("c.txt", VEHICLE);
    git(&folder, &["add", "."]);
    git(&folder, &["commit", "--quiet", "-m", "deux"]);
    git(&folder, &["checkout", "--quiet", "-b", "branche"]);
    git(&folder, &["mv", "a b.txt", "é \"d\".txt"]);
    let folder = folder
        .file("é \"d\".txt", format!("{CLEAN}{VEHICLE}\n{CLEAN}{}", HOWEVER.trim_end()))
        .file("nouveau.txt", HOWEVER)
        .file("texte.txt", VEHICLE);
    git(&folder, &["add", "é \"d\".txt"]);
    git(&folder, &["commit", "--quiet", "-m", "trois"]);
    // What the other branch does meanwhile is not ours.
    git(&folder, &["checkout", "--quiet", "main"]);
    git(&folder, &["commit", "--quiet", "--allow-empty", "-m", "quatre"]);
    git(&folder, &["checkout", "--quiet", "branche"]);
    snapshot!("diff_base", folder.run(&["check", "--diff-base", "main", "--format", "concise"]));
    let files = folder.run(&["check", "--diff-base", "main", "--files"]);
    assert!(files.contains("nouveau.txt") && !files.contains("c.txt"), "{files}");
    let staged = folder.run(&["check", "--diff-base", "HEAD", "--staged", "--files"]);
    assert!(staged.starts_with("exit status: 0\n----- stdout -----\n----- stderr"), "{staged}");
    snapshot!("diff_base_unknown", folder.run(&["check", "--diff-base", "absente"]));
    snapshot!("diff_base_option", folder.run(&["check", "--diff-base=--output=x"]));
    snapshot!("diff_base_stdin", folder.run(&["check", "--diff-base", "main", "-"]));
}

#[test]
fn no_repository() {
    let folder = Folder::with_text();
    snapshot!("no_repository", folder.run(&["check", "--staged"]));
    assert!(folder.run(&["check", "--diff-base", "main"]).contains("--diff-base: no git repository here"));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]
    /// An ignore comment never changes what is found outside its reach, wherever it is put.
    #[test]
    fn a_directive_keeps_to_its_reach(lines in proptest::collection::vec(0usize..5, 1..12)) {
        let text: Vec<&str> = lines.iter().map(|&i| ["intrus: ignore", "intrus: off", "intrus: on", "Oui, however.", ""][i]).collect();
        let joined = text.join("\n");
        let format = intrus::formats::find("plain").unwrap();
        let document = format.parse(&joined);
        let directives = intrus::narrow::Directives::read(&joined, format, &document);
        let (mut off, mut next) = (false, false);
        let mut start = 0;
        for line in text.iter().copied() {
            match line {
                "intrus: ignore" => next = true,
                "intrus: off" => off = true,
                "intrus: on" => off = false,
                "" => {}
                _ => {
                    let finding = intrus::Finding {
                        rule: "EN101",
                        segment: 0,
                        span: intrus::Span::new(start + 5, start + 12),
                        message: String::new(),
                        confidence: 1.0,
                        applicability: intrus::Applicability::None,
                        suggestions: Vec::new(),
                    };
                    prop_assert_eq!(directives.ignores(&document, &finding), off || next, "{}", joined);
                    next = false;
                }
            }
            start += line.len() + 1;
        }
    }
}

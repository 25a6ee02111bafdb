//! Runs of the program: what it prints on both streams, and its exit status.
//!
//! `cargo insta review` shows what a change does to the snapshots in `snapshots/cli__*.snap`.

mod support;

use std::fs;
use std::process::Stdio;
use support::{Folder, printed, snapshot};

#[test]
fn help() {
    let folder = Folder::new();
    snapshot!("help", folder.run(&["--help"]));
    snapshot!("help_check", folder.run(&["check", "--help"]));
    snapshot!("no_arguments", folder.run(&[]));
}

#[test]
fn rules() {
    let folder = Folder::new();
    snapshot!("rules", folder.run(&["rules"]));
    let json = folder.command(&["rules", "--format", "json"]).output().unwrap().stdout;
    let rules: Vec<serde_json::Value> = serde_json::from_slice(&json).unwrap();
    assert_eq!(rules[0]["code"], "EN101");
    assert_eq!(rules[0]["name"], "stray-word");
}

#[test]
fn explain() {
    let folder = Folder::new();
    snapshot!("explain_rule", folder.run(&["explain", "EN105"]));
    assert_eq!(folder.run(&["explain", "EN105"]), folder.run(&["explain", "Broken-Word"]));
    snapshot!("explain_misspelt_rule", folder.run(&["explain", "stray-wrod"]));
}

#[test]
fn explain_word() {
    let folder = Folder::new();
    let page = folder.run(&["explain", "However"]);
    assert!(page.starts_with("exit status: 0\n----- stdout -----\nHowever\n"), "{page}");
    assert!(page.contains("English, not French") && page.contains("cependant"), "{page}");
    assert!(folder.run(&["explain", "in addition"]).contains("en outre"));
    assert!(folder.run(&["explain", "qsdfgh"]).starts_with("exit status: 2"));
}

#[test]
fn explain_in_its_place() {
    let sentence = "La mairie rouvrira lundi, vehicle les travaux sont finis.";
    let folder = Folder::with_text().file("article.txt", format!("Bonjour.\r\n{sentence}\r\n"));
    let page = folder.run(&["explain", "--in", sentence, "vehicle"]);
    snapshot!("explain_in_sentence", &page);
    assert_eq!(folder.run(&["explain", "article.txt:2:27"]), page);
    assert_eq!(folder.run(&["explain", "article.txt:2:30"]), page);
    snapshot!("explain_in_sentence_nothing", folder.run(&["explain", "--in", sentence, "travaux"]));
    snapshot!("explain_absent_word", folder.run(&["explain", "--in", sentence, "car"]));
    snapshot!("explain_no_such_column", folder.run(&["explain", "texte.txt:1:99"]));
    snapshot!("explain_no_word", folder.run(&["explain", "article.txt:2:25"]));
    snapshot!("explain_no_file", folder.run(&["explain", "absent.txt:1:1"]));
}

/// Whatever `check` prints, `explain` knows of at the place printed, with markup, escapes and line ends in between.
#[test]
fn explain_every_finding() {
    let po = concat!(
        "msgid \"\"\nmsgstr \"\"\n\"Language: fr\\n\"\n\"Content-Type: text/plain; charset=UTF-8\\n\"\n\n",
        "msgid \"It rains.\"\nmsgstr \"\"\n\"Elle a dit « oui » deux fois, \"\n\"vehicle il pleut.\"\n",
    );
    let folder = Folder::new()
        .file("a.html", "<p>Il a <b>vu</b> deux <i>mille</i> demandes &eacute;crites, vehicle il pleut.</p>\n")
        .file("a.json", "{\"texte\": \"L\\u2019\\u00e9t\\u00e9 est fini, vehicle il pleut.\"}\n")
        .file("a.po", po)
        .file("a.srt", "1\n00:00:01,000 --> 00:00:02,000\nBonjour à tous\n\n2\n00:00:03,000 --> 00:00:04,000\net à vous, vehicle il pleut.\n")
        .file("a.txt", "La réunion a commencé à le hour prévue.\nLe prix est de 1,250 euros.\n")
        .file("off.md", "<!-- intrus: off -->\n\nNous avons already vu la maison.\n");
    let found = folder.run(&["check", "--format", "concise"]);
    let places: Vec<&str> = found.lines().filter_map(|line| line.split_once(": ").map(|(place, _)| place)).collect();
    let files: Vec<&str> = places.iter().filter_map(|place| place.split(':').next()).collect();
    for file in ["a.html", "a.json", "a.po", "a.srt", "a.txt"] {
        assert!(files.contains(&file), "{found}");
    }
    for (place, line) in places.iter().zip(found.lines().filter(|line| line.contains(": "))) {
        let page = folder.run(&["explain", place]);
        let rule = line.split(' ').nth(1).expect("a rule");
        assert!(page.contains("exit status: 0") && page.contains(rule), "{line}\n{page}");
    }
    snapshot!("explain_word_before", folder.run(&["explain", "a.txt:1:26"]));
    snapshot!("explain_number", folder.run(&["explain", "a.txt:2:17"]));
    assert!(folder.run(&["explain", "off.md:3:12"]).contains("An ignore comment covers it"));
    assert!(folder.run(&["explain", "a.html:1:9"]).starts_with("exit status: 2"), "a tag");
}

#[test]
fn the_word_before_is_repaired_too() {
    let folder = Folder::new().file("texte.txt", "La réunion a commencé à le hour prévue, dans la salle du conseil.\n");
    snapshot!("word_before", folder.run(&["check", "--format", "jsonl", "texte.txt"]));
}

#[test]
fn nothing_to_find() {
    let folder = Folder::with_text().file("vide.txt", "");
    snapshot!("clean_human", folder.run(&["check"]));
    snapshot!("clean_json", folder.run(&["check", "--format", "json"]));
    assert_eq!(folder.run(&["check", "--format", "jsonl", "vide.txt"]), printed_nothing());
    assert_eq!(folder.run(&["check", "--format", "concise", "--jobs", "1", "."]), printed_nothing());
    assert_eq!(folder.run(&["check", "--no-config", "--exit-zero", "--format", "jsonl"]), printed_nothing());
}

fn printed_nothing() -> String {
    "exit status: 0\n----- stdout -----\n----- stderr -----\n".to_owned()
}

#[test]
fn wrong_arguments() {
    let folder = Folder::with_text();
    snapshot!("unknown_option", folder.run(&["check", "--formt", "json"]));
    snapshot!("unknown_format", folder.run(&["check", "--format", "yaml"]));
    snapshot!("unknown_rule", folder.run(&["check", "--select", "EN,stray-words"]));
    snapshot!("unknown_family", folder.run(&["check", "--ignore", "ZZ9"]));
    snapshot!("wrong_probability", folder.run(&["check", "--min-confidence", "80"]));
}

#[test]
fn missing_and_named_twice() {
    let folder = Folder::with_text();
    snapshot!("missing", folder.run(&["check", "texte.txt", "absent.txt", "texte.txt", "nulle/part"]));
}

#[test]
fn encodings() {
    let utf16: Vec<u8> = [0xFEFF].into_iter().chain("Été".encode_utf16()).flat_map(u16::to_le_bytes).collect();
    let folder = Folder::with_text()
        .file("bom.txt", "\u{FEFF}Été")
        .file("latin.txt", b"L'\xE9t\xE9 dernier")
        .file("utf16.txt", &utf16);
    snapshot!("encodings", folder.run(&["check", "--format", "jsonl"]));
}

#[test]
fn not_text() {
    let folder = Folder::with_text()
        .file("a/casse.txt", b"L\xE2\x80\x99\xC3\xA9t\xC3\xA9, o\xC3\xB9 \xC3")
        .file("a/demi.txt", b"\xFF\xFEa\0b")
        .file("a/image.bin", b"\x89PNG\0\0")
        .file("a/loin.txt", [&[b'a'; 20_000][..], b"\0"].concat())
        .file("a/seul.txt", b"\xFE\xFF\xD8\x00\x00a");
    snapshot!("not_text_met", folder.run(&["check"]));
    snapshot!("not_text_named", folder.run(&["check", "a/image.bin", "texte.txt"]));
}

#[test]
fn standard_input() {
    let folder = Folder::new();
    snapshot!("stdin_clean", folder.run_with_input(&["check", "-"], "Le conseil a voté.".as_bytes()));
    assert_eq!(folder.run_with_input(&["check", "-", "--format", "jsonl"], b""), printed_nothing());
    snapshot!("stdin_binary", folder.run_with_input(&["check", "-", "--stdin-filename", "x/a.md"], b"a\0b"));
}

#[test]
fn which_files() {
    let folder = Folder::with_text()
        .file(".gitignore", "brouillon/\n*.log\n")
        .file(".cache/a.txt", "")
        .file("brouillon/a.txt", "")
        .file("b/é.md", "")
        .file("b/trace.log", "");
    snapshot!("files", folder.run(&["check", "--files"]));
    snapshot!("files_named", folder.run(&["check", "--files", "b", "b/trace.log", "./texte.txt"]));
    let excluded = &["check", "--files", "--force-exclude", "b/trace.log", "brouillon", "b/../texte.txt", "b/é.md"];
    snapshot!("files_force_exclude", folder.run(excluded));
}

#[cfg(unix)]
#[test]
fn links_that_loop() {
    use std::os::unix::fs::symlink;
    let folder = Folder::with_text();
    symlink("boucle", folder.path().join("boucle")).unwrap();
    fs::create_dir(folder.path().join("d")).unwrap();
    symlink("..", folder.path().join("d/haut")).unwrap();
    symlink("absent", folder.path().join("d/perdu")).unwrap();
    snapshot!("loops_met", folder.run(&["check", "--format", "jsonl"]));
    snapshot!("loops_named", folder.run(&["check", "--format", "jsonl", "boucle", "texte.txt", "d/perdu"]));
}

#[cfg(unix)]
#[test]
fn unreadable() {
    use std::os::unix::fs::PermissionsExt;
    let folder = Folder::with_text().file("ferme/a.txt", "").file("secret.txt", "");
    let close =
        |path: &str, mode| fs::set_permissions(folder.path().join(path), fs::Permissions::from_mode(mode)).unwrap();
    close("secret.txt", 0o000);
    close("ferme", 0o000);
    // The administrator may read everything.
    if fs::read(folder.path().join("secret.txt")).is_err() {
        let printed = folder.run(&["check", "--format", "jsonl"]);
        assert!(printed.starts_with("exit status: 2"), "{printed}");
        for path in ["ferme", "secret.txt"] {
            let line = format!("intrus: error: {path}: permission denied; make it readable or leave it out\n");
            assert!(printed.contains(&line), "{printed}");
        }
    }
    close("ferme", 0o700);
}

#[test]
fn a_closed_pipe_is_no_error() {
    let folder = Folder::new();
    let mut child = folder.command(&["rules"]).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!((output.status.code(), output.stderr), (Some(0), Vec::new()));
}

/// The exit status is the same whether what was printed is read to its end or not, in every format.
#[test]
fn a_closed_pipe_does_not_change_the_exit_status() {
    let line = "Le conseil a voté la loi, vehicle il est tard.\n";
    let folder = Folder::with_text().file("a/peu.txt", line).file("b/beaucoup.txt", line.repeat(500));
    let formats = ["human", "concise", "jsonl", "json", "sarif", "github", "gitlab", "rdjson", "checkstyle", "html"];
    let mut runs: Vec<Vec<&str>> = formats.iter().map(|format| vec!["check", "--format", *format]).collect();
    runs.push(vec!["check", "--diff", "--unsafe"]);
    for args in runs {
        for (path, status) in [("a", 1), ("b", 1), ("a/peu.txt", 1), ("texte.txt", 0), ("absent.txt", 2)] {
            let args = [&args[..], &[path]].concat();
            let mut child = folder.command(&args).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
            drop(child.stdout.take());
            assert_eq!(child.wait().unwrap().code(), Some(status), "{args:?}");
        }
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_an_error() {
    let folder = Folder::new();
    let full = fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
    snapshot!("full_disk", printed(folder.command(&["rules"]).stdout(full).output().unwrap()));
}

#[test]
fn very_long_lines() {
    let folder = Folder::new().file("ligne.txt", "mot ".repeat(5_000_000));
    assert!(folder.run(&["check", "ligne.txt", "--format", "jsonl"]).starts_with("exit status: 0"));
}

#[test]
fn pack_info() {
    let printed = Folder::new().run(&["pack", "info"]);
    assert!(printed.starts_with("exit status: 0"), "{printed}");
    for file in ["french.fst", "MPL-2.0", "CC-BY-SA-4.0", "subword_en.json"] {
        assert!(printed.contains(file), "{printed}");
    }
}

//! `intrus.toml`: found, read, shown, refused.

mod support;

use std::fs;
use support::{Folder, snapshot};

const DEADLINE: &str = "Le comité a fixé la deadline du projet à vendredi soir.\n";
const HOWEVER: &str = "Le conseil a voté la loi, however plusieurs élus s’y opposaient.\n";

/// A repository with a configuration at its top, one in a folder that extends it and one that stands alone.
fn tree() -> Folder {
    Folder::new()
        .file(".git/HEAD", "ref: refs/heads/main\n")
        .file(
            "intrus.toml",
            "exclude = [\"vendor/\", \"*.brut.txt\"]\nmin-confidence = 0.1\nwords-files = [\"mots.txt\"]\n\n\
             [formats]\n\"*.tpl\" = \"html\"\n\n[[per-path]]\npaths = [\"notes/\"]\nignore = [\"EN\"]\n",
        )
        .file("mots.txt", "however  # gardé exprès\n")
        .file("a.txt", HOWEVER)
        .file("a.brut.txt", HOWEVER)
        .file("page.tpl", format!("<p title=\"however\">{HOWEVER}</p>\n"))
        .file("notes/b.txt", HOWEVER)
        .file("vendor/c.txt", HOWEVER)
        .file("seul/intrus.toml", "select = [\"stray-word\"]\n")
        .file("seul/d.txt", HOWEVER)
        .file("suite/intrus.toml", "extends = \"../intrus.toml\"\nnames = [\"Bright Horizon\"]\n")
        .file("suite/profond/e.txt", HOWEVER)
}

#[test]
fn nearest_configuration() {
    let folder = tree();
    snapshot!("config_check", folder.run(&["check", "--format", "concise"]));
    snapshot!("config_files", folder.run(&["check", "--files"]));
    // A file that is named is checked, unless what is left out is left out by force.
    assert!(folder.run(&["check", "--no-config", "a.txt"]).starts_with("exit status: 1"));
    assert!(folder.run(&["check", "--files", "vendor/c.txt"]).contains("vendor/c.txt"));
    assert!(!folder.run(&["check", "--files", "--force-exclude", "vendor/c.txt"]).contains("vendor/c.txt"));
    // The command line wins.
    assert!(folder.run(&["check", "--select", "EN", "notes/b.txt"]).contains("exit status: 0"));
    assert!(folder.run(&["check", "--ignore", "EN", "seul/d.txt"]).starts_with("exit status: 0"));
    assert!(folder.run(&["check", "--config", "intrus.toml", "seul"]).starts_with("exit status: 0"));
}

#[test]
fn standard_input() {
    let folder = tree();
    assert!(folder.run_with_input(&["check", "-"], HOWEVER.as_bytes()).starts_with("exit status: 0"));
    assert!(
        folder
            .run_with_input(&["check", "--stdin-filename", "seul/x.txt"], HOWEVER.as_bytes())
            .starts_with("exit status: 1")
    );
}

#[test]
fn include() {
    let folder = Folder::new()
        .file("intrus.toml", "include = [\"*.md\", \"docs/\"]\nexclude = [\"docs/vieux.md\"]\n")
        .file("a.md", HOWEVER)
        .file("a.txt", HOWEVER)
        .file("docs/b.txt", HOWEVER)
        .file("docs/vieux.md", HOWEVER);
    snapshot!("config_include", folder.run(&["check", "--files"]));
}

#[test]
fn settings_in_force() {
    let folder = tree();
    snapshot!("config_dump_default", Folder::new().run(&["check", "--dump-config"]));
    snapshot!("config_dump", folder.run(&["check", "--dump-config", "suite/profond/e.txt"]));
    snapshot!(
        "config_dump_per_path",
        folder.run(&["check", "--dump-config", "--min-confidence", "0.9", "notes/b.txt"])
    );
    snapshot!("config_dump_format", folder.run(&["check", "--dump-config", "page.tpl"]));
}

#[test]
fn errors() {
    let error = |text: &str| Folder::new().file("intrus.toml", text).file("a.txt", HOWEVER).run(&["check"]);
    snapshot!("config_unknown_key", error("# Réglages\nselct = [\"EN\"]\n"));
    snapshot!("config_unknown_per_path", error("[[per-path]]\npaths = [\"a\"]\nexclude = []\n"));
    snapshot!("config_unknown_rule", error("select = [\"EN\", \"stray-wrod\"]\n"));
    snapshot!("config_unknown_dialect", error("dialect = \"fr-QC\"\n"));
    snapshot!("config_unknown_format", error("[formats]\n\"*.md\" = \"markdwn\"\n"));
    snapshot!("config_probability", error("min-confidence = 80\n"));
    snapshot!("config_words_file", error("words-files = [\"absent.txt\"]\n"));
    snapshot!("config_pattern", error("exclude = [\"[z-a]\"]\n"));
    snapshot!("config_syntax", error("words = [\"deadline\"\nnames = []\n"));
    snapshot!("config_cycle", error("extends = \"intrus.toml\"\n"));
    snapshot!("config_absent", Folder::with_text().run(&["check", "--config", "absent.toml"]));
}

/// One broken file does not keep the others from being checked.
#[test]
fn errors_are_of_their_folder() {
    let folder = Folder::new().file("mal/intrus.toml", "x = 1\n").file("mal/a.txt", HOWEVER).file("bon/b.txt", HOWEVER);
    let told = folder.run(&["check", "--format", "concise"]);
    assert!(
        told.starts_with("exit status: 2") && told.contains("bon/b.txt:1") && !told.contains("mal/a.txt"),
        "{told}"
    );
    assert_eq!(told.matches("unknown key").count(), 1, "{told}");
}

#[test]
fn accepted_words_and_dialects() {
    let status = |config: &str, text: &str| {
        let folder = Folder::new().file("intrus.toml", config).file("a.txt", text);
        folder.run(&["check"]).starts_with("exit status: 0")
    };
    assert!(!status("", HOWEVER));
    assert!(status("words = [\"however\"]\n", HOWEVER));
    assert!(!status("words = [\"However\"]\n", HOWEVER));
    assert!(status("[[per-path]]\npaths = [\"*.txt\"]\nwords = [\"however\"]\n", HOWEVER));
    // An accepted word does not hide the English around it.
    assert!(!status("words = [\"deadline\"]\n", "Il a dit que the deadline was moved to next week hier soir.\n"));
    let brol = "Mon ami a laissé tout son brol dans le kot pendant la drache.\n";
    assert!(status("dialect = \"fr-BE\"\n", brol));
    assert!(status("dialect = \"fr-CA\"\n", "Mon chum est allé au party avec sa gang, et c’était le fun.\n"));
    assert!(status("dialect = \"fr-CH\"\n", "Il a poutzé la cuisine puis il a sorti son natel.\n"));
}

#[test]
fn loans() {
    let folder = Folder::new().file("intrus.toml", "loans = \"flag\"\n").file("a.txt", DEADLINE);
    snapshot!(
        "config_loans",
        folder.file("b.txt", "Vous recevrez un mail.\n").run(&["check", "--format", "concise", "b.txt"])
    );
}

#[test]
fn init() {
    let folder = Folder::with_text();
    snapshot!("config_init", folder.run(&["init"]));
    assert!(folder.run(&["init"]).starts_with("exit status: 2"));
    assert!(folder.run(&["init", "--force"]).starts_with("exit status: 0"));
    assert!(fs::read_to_string(folder.path().join("intrus.toml")).unwrap().starts_with("#:schema"));
    assert!(folder.run(&["check"]).starts_with("exit status: 0"));
    let files = folder.run(&["check", "--files"]);
    assert!(files.contains("texte.txt") && !files.contains("intrus."), "{files}");
}

/// What is excluded is excluded among what is staged too.
#[test]
fn staged() {
    let folder = Folder::new()
        .file("intrus.toml", "exclude = [\"vendor/\"]\n")
        .file("a.txt", HOWEVER)
        .file("vendor/b.txt", HOWEVER);
    for args in [&["init", "-q"][..], &["add", "-A"]] {
        let git = std::process::Command::new("git").args(args).current_dir(folder.path()).status();
        assert!(git.unwrap().success());
    }
    let files = folder.run(&["check", "--staged", "--files"]);
    assert!(files.contains("a.txt") && !files.contains("vendor") && !files.contains("intrus.toml"), "{files}");
}

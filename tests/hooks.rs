//! The hooks of `.pre-commit-hooks.yaml`, run by the real `pre-commit` in repositories of their own.
//!
//! `pip install -r tests/hooks/requirements.txt` installs it; without it these tests say so and pass.

mod support;
#[path = "support/tools.rs"]
mod tools;

use intrus::formats::FORMATS;
use std::fs;
use std::path::Path;
use std::process::Command;
use support::{Folder, printed};

const DAMAGED: &str = "La mairie rouvrira lundi, vehicle les travaux sont finis.\n";
const CLEAN: &str = "La mairie rouvrira lundi, car les travaux sont finis.\n";

fn manifest() -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(".pre-commit-hooks.yaml")).unwrap()
}

fn is_installed() -> bool {
    tools::output(Command::new("pre-commit").arg("--version"), b"").is_some_and(|output| output.status.success())
}

/// The hook of this name as `repo: local` wants it, with the program that was built, and these settings besides.
fn local(id: &str, settings: &str) -> String {
    let manifest = manifest();
    let hook = manifest.split("- id: ").find(|hook| hook.starts_with(&format!("{id}\n"))).unwrap();
    let arguments = hook.split("entry: intrus ").nth(1).and_then(|rest| rest.lines().next()).unwrap();
    let entry = format!("entry: \"'{}' {arguments}\"", env!("CARGO_BIN_EXE_intrus"));
    let hook =
        hook.replace(&format!("entry: intrus {arguments}"), &entry).replace("language: rust", "language: system");
    let hook = hook.replace("\n  ", "\n        ");
    format!("repos:\n  - repo: local\n    hooks:\n      - id: {}\n        {settings}\n", hook.trim_end())
}

/// A repository with the hook installed and these files staged.
fn repository(id: &str, settings: &str, files: &[(&str, &str)]) -> Folder {
    let mut folder = Folder::new().file(".pre-commit-config.yaml", local(id, settings));
    for (path, content) in files {
        folder = folder.file(path, content);
    }
    run(&folder, "git", &["init", "--quiet"]);
    run(&folder, "git", &["add", "--force", "."]);
    let installed = run(&folder, "pre-commit", &["install"]);
    assert!(installed.starts_with("exit status: 0"), "{installed}");
    folder
}

fn run(folder: &Folder, program: &str, args: &[&str]) -> String {
    let mut command = Command::new(program);
    command.args(args).current_dir(folder.path()).env("HOME", folder.path());
    for (name, value) in [("NAME", "Moi"), ("EMAIL", "moi@example.org")] {
        command.env(format!("GIT_AUTHOR_{name}"), value).env(format!("GIT_COMMITTER_{name}"), value);
    }
    // The tests may themselves be run by a hook.
    for variable in ["GIT_DIR", "GIT_INDEX_FILE", "GIT_WORK_TREE", "SKIP", "PRE_COMMIT_COLOR"] {
        command.env_remove(variable);
    }
    printed(command.output().unwrap())
}

fn commit(folder: &Folder) -> String {
    run(folder, "git", &["commit", "-m", "un"])
}

fn text(folder: &Folder, path: &str) -> String {
    fs::read_to_string(folder.path().join(path)).unwrap()
}

#[test]
fn the_manifest_has_every_format() {
    let manifest = manifest();
    for files in manifest.lines().filter(|line| line.trim_start().starts_with("files:")) {
        let known: Vec<&str> = files.split_once('(').unwrap().1.trim_end_matches(")$").split('|').collect();
        for extension in FORMATS.iter().flat_map(|format| format.extensions()) {
            assert!(known.contains(extension), "{extension}: {files}");
        }
    }
}

#[test]
fn the_manifest_is_valid() {
    if is_installed() {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(".pre-commit-hooks.yaml");
        let said = run(&Folder::new(), "pre-commit", &["validate-manifest", path.to_str().unwrap()]);
        assert!(said.starts_with("exit status: 0"), "{said}");
    }
}

#[test]
fn clean_passes_and_dirty_fails() {
    if !is_installed() {
        return;
    }
    let said = commit(&repository("intrus", "verbose: true", &[("texte.txt", CLEAN)]));
    assert!(said.starts_with("exit status: 0") && said.contains("Passed"), "{said}");
    let said = commit(&repository("intrus", "verbose: true", &[("texte.txt", DAMAGED)]));
    assert!(said.starts_with("exit status: 1") && said.contains("texte.txt:1:27"), "{said}");
    let folder = repository("intrus", "args: [--diff, --unsafe]", &[("texte.txt", DAMAGED)]);
    let said = commit(&folder);
    assert!(said.starts_with("exit status: 1") && said.contains(&format!("-{DAMAGED}+{CLEAN}")), "{said}");
    assert_eq!(text(&folder, "texte.txt"), DAMAGED);
}

#[test]
fn fix_changes_and_fails() {
    if !is_installed() {
        return;
    }
    let folder = repository("intrus-fix", "args: [--unsafe]", &[("texte.txt", DAMAGED)]);
    let said = run(&folder, "pre-commit", &["run", "--show-diff-on-failure"]);
    assert!(said.starts_with("exit status: 1") && said.contains("files were modified by this hook"), "{said}");
    assert!(said.contains(&format!("-{DAMAGED}+{CLEAN}")), "{said}");
    assert_eq!(text(&folder, "texte.txt"), CLEAN);
    run(&folder, "git", &["add", "."]);
    let said = commit(&folder);
    assert!(said.starts_with("exit status: 0"), "{said}");
}

#[test]
fn only_the_files_that_are_named_and_not_excluded() {
    if !is_installed() {
        return;
    }
    let files = [("texte.txt", CLEAN), ("brouillon/a.txt", DAMAGED), ("exclu.txt", DAMAGED), ("image.svg", DAMAGED)];
    let folder = repository("intrus", "exclude: ^exclu", &[&files[..], &[(".ignore", "brouillon/\n")]].concat());
    let said = commit(&folder);
    assert!(said.starts_with("exit status: 0"), "{said}");
    // Already committed, and not named.
    let folder = folder.file("autre.txt", CLEAN);
    run(&folder, "git", &["add", "autre.txt"]);
    assert!(commit(&folder).starts_with("exit status: 0"));
    let said = run(&folder, "pre-commit", &["run", "--files", "brouillon/a.txt", "exclu.txt"]);
    assert!(said.starts_with("exit status: 0"), "{said}");
}

/// pre-commit stashes what is not staged, so the files on disk are what will be committed.
#[test]
fn what_is_staged_counts() {
    if !is_installed() {
        return;
    }
    let folder = repository("intrus", "verbose: true", &[("texte.txt", CLEAN)]).file("texte.txt", DAMAGED);
    let said = commit(&folder);
    assert!(said.starts_with("exit status: 0"), "{said}");
    assert_eq!(text(&folder, "texte.txt"), DAMAGED);
    let folder = repository("intrus", "verbose: true", &[("texte.txt", DAMAGED)]).file("texte.txt", CLEAN);
    let said = commit(&folder);
    assert!(said.starts_with("exit status: 1"), "{said}");
    assert_eq!(text(&folder, "texte.txt"), CLEAN);
}

/// The hook of docs/ci/pre-commit, for those who do without that program.
#[cfg(unix)]
#[test]
fn raw_hook() {
    let hook = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/ci/pre-commit")).unwrap();
    let program = Path::new(env!("CARGO_BIN_EXE_intrus")).parent().unwrap();
    let hook = hook.replacen("\nexec ", &format!("\nPATH='{}':$PATH exec ", program.display()), 1);
    let folder = Folder::new().file("texte.txt", CLEAN);
    run(&folder, "git", &["init", "--quiet"]);
    run(&folder, "git", &["add", "texte.txt"]);
    let folder = folder.file(".git/hooks/pre-commit", hook).file("texte.txt", DAMAGED);
    run(&folder, "chmod", &["+x", ".git/hooks/pre-commit"]);
    let said = commit(&folder);
    assert!(said.starts_with("exit status: 0"), "{said}");
    // `commit -a` has an index of its own.
    let said = run(&folder, "git", &["commit", "-a", "-m", "deux"]);
    assert!(said.starts_with("exit status: 1") && said.contains("texte.txt:1:27"), "{said}");
}

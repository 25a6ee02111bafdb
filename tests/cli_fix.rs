//! `intrus fix` and `intrus check --diff` as they are run: files, streams, exit status. Which fixes hold is tested in
//! `tests/fix.rs`.

mod support;

use std::fs;
use std::io::Write;
use std::process::{Command, Stdio};
use support::{Folder, snapshot};

const LAW: &str = "Le conseil a voté la loi, however plusieurs élus s’y opposaient.\r\nLe maire, lui, se taisait.";
const BRIDGE: &str = "La mairie a fermé le pont [because] la crue menaçait.\nLes élus ont already voté.\n";

/// A folder with two damaged texts.
fn damaged() -> Folder {
    Folder::new().file("loi.txt", LAW).file("b c/pont.txt", BRIDGE.replace(['[', ']'], ""))
}

/// Exit status, what is printed on standard output, and on standard error.
fn run(folder: &Folder, args: &[&str]) -> (i32, String, String) {
    let output = folder.command(args).output().unwrap();
    let [out, err] = [output.stdout, output.stderr].map(|bytes| String::from_utf8(bytes).unwrap());
    (output.status.code().unwrap(), out, err)
}

fn read(folder: &Folder, path: &str) -> String {
    fs::read_to_string(folder.path().join(path)).unwrap()
}

#[test]
fn help() {
    snapshot!("help_fix", Folder::new().run(&["fix", "--help"]));
}

#[test]
fn fixed_once_and_for_all() {
    let folder = damaged();
    snapshot!("fix_unsafe", folder.run(&["fix", "--unsafe"]));
    let fixed = read(&folder, "loi.txt");
    assert!(!fixed.contains("however") && fixed.ends_with("opposaient.\r\nLe maire, lui, se taisait."), "{fixed}");
    let (status, out, _) = run(&folder, &["fix", "--unsafe"]);
    assert_eq!((status, out.as_str()), (0, "Nothing to fix in 2 files.\n"));
    assert_eq!(read(&folder, "loi.txt"), fixed);
}

/// Has `git apply` or `patch` apply a diff.
fn apply(folder: &Folder, command: &[&str], diff: &[u8]) {
    let mut apply = Command::new(command[0]);
    apply.args(&command[1..]).current_dir(folder.path()).stdin(Stdio::piped()).stdout(Stdio::null());
    let mut apply = apply.spawn().unwrap();
    apply.stdin.take().unwrap().write_all(diff).unwrap();
    assert!(apply.wait().unwrap().success(), "{command:?}");
}

#[test]
fn diffs_apply() {
    let text = format!("{LAW}\r\n{}\r\n{LAW}", "Une ligne.\r\n".repeat(9));
    let utf16: Vec<u8> = [0xFEFF].into_iter().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    let windows: Vec<u8> = text.replace('’', "'").chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect();
    let texts = || {
        let folder = damaged().file("été \"1\".txt", &text).file("utf16.txt", &utf16).file("latin.txt", &windows);
        fs::create_dir(folder.path().join("plus bas")).unwrap();
        folder
    };
    let fixed = texts();
    assert_eq!(run(&fixed, &["fix", "--unsafe"]).0, 0);
    for command in [&["git", "apply"][..], &["patch", "-p1", "--batch"]] {
        if !installed(command[0]) {
            eprintln!("{} is not installed", command[0]);
            continue;
        }
        let folder = texts();
        let diff = folder.command(&["check", "--diff", "--unsafe"]).output().unwrap().stdout;
        apply(&folder, command, &diff);
        for path in ["loi.txt", "b c/pont.txt", "été \"1\".txt", "utf16.txt", "latin.txt"] {
            let [patched, fixed] = [&folder, &fixed].map(|folder| fs::read(folder.path().join(path)).unwrap());
            assert!(patched == fixed, "{command:?} {path}");
        }
    }
}

/// Names that are no UTF-8 are quoted as git quotes them.
#[cfg(target_os = "linux")]
#[test]
fn diffs_of_files_with_any_name() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    let folder = damaged();
    // Printed alike, and still two.
    let [one, other] =
        [&b"caf\xE9 \"noir\".txt"[..], b"caf\xE8 \"noir\".txt"].map(|name| folder.path().join(OsStr::from_bytes(name)));
    [&one, &other].into_iter().for_each(|path| fs::write(path, LAW).unwrap());
    let output = folder.command(&["check", "--diff", "--unsafe"]).output().unwrap();
    let diff = String::from_utf8(output.stdout).unwrap();
    assert_eq!(output.status.code(), Some(1));
    for name in ["a/loi.txt", "a/b c/pont.txt\t", "\"a/caf\\351 \\\"noir\\\".txt\"", "\"a/caf\\350 \\\"noir\\\".txt\""]
    {
        assert!(diff.contains(&format!("--- {name}\n")), "{name}: {diff}");
    }
    if !installed("git") {
        eprintln!("git is not installed");
        return;
    }
    apply(&folder, &["git", "apply"], diff.as_bytes());
    for path in [one, other] {
        assert!(!fs::read_to_string(path).unwrap().contains("however"));
    }
    assert_eq!(run(&folder, &["check", "--diff", "--unsafe"]).1, "");
}

#[test]
fn titles_keep_their_lines() {
    let title = "La loi votée, however contestée";
    let text = format!("{title}\n{0}\n\n{title}\n{0}===============\n", "=".repeat(title.chars().count()));
    let folder = Folder::new().file("a.rst", &text);
    assert_eq!(run(&folder, &["fix", "--unsafe"]).0, 1);
    assert_eq!(read(&folder, "a.rst"), text.replacen("\n\nLa loi votée, however", "\n\nLa loi votée, pourtant", 1));
}

#[test]
fn exit_status() {
    let status = |args: &[&str]| run(&damaged(), args).0;
    assert_eq!(status(&["fix", "--unsafe", "--exit-non-zero-on-fix"]), 1);
    assert_eq!(status(&["fix", "--unsafe", "--diff"]), 1);
    assert_eq!(status(&["check", "--unsafe", "--diff"]), 1);
    assert_eq!(status(&["check", "--unsafe", "--diff", "--exit-zero"]), 0);
    assert_eq!(status(&["fix", "--unsafe", "loi.txt", "absent.txt"]), 2);
    assert_eq!(status(&["check", "--diff", "--select", "EN107"]), 0);
    // Findings that nobody asked for are not left.
    assert_eq!(status(&["fix", "--min-confidence", "1", "loi.txt"]), 0);
    assert_eq!(status(&["check", "--unsafe"]), 2);
    assert_eq!(status(&["fix", "--interactive", "-"]), 2);
}

#[test]
fn diffs() {
    let folder = damaged();
    snapshot!("diff", folder.run(&["check", "--diff", "--unsafe", "./loi.txt", "b c"]));
    let (_, out, _) = run(&folder, &["fix", "--diff", "--unsafe"]);
    assert_eq!(run(&folder, &["check", "--diff", "--unsafe"]).1, out);
    assert_eq!(read(&folder, "loi.txt"), LAW);
    assert!(run(&folder, &["check", "--diff", "--unsafe", "--color", "always"]).1.contains("\x1b[32m+"));
}

/// Whether a program is installed here.
fn installed(program: &str) -> bool {
    Command::new(program).arg("--version").output().is_ok()
}

#[test]
fn standard_input() {
    let folder = Folder::new();
    snapshot!("fix_stdin", folder.run_with_input(&["fix", "--unsafe", "-"], LAW.as_bytes()));
    let clean = "Le maire se tait.\r\n";
    let printed = folder.run_with_input(&["fix", "-"], clean.as_bytes());
    assert!(printed.starts_with(&format!("exit status: 0\n----- stdout -----\n{clean}")), "{printed}");
    snapshot!("diff_stdin", folder.run_with_input(&["fix", "--diff", "--unsafe", "-"], LAW.as_bytes()));
}

#[test]
fn interactive() {
    let folder = damaged();
    let answers = "9\ne\n\ne\ntoutefois\n1\ny\nn\n";
    snapshot!("interactive", folder.run_with_input(&["fix", "-i", "loi.txt", "b c"], answers.as_bytes()));
    // Folders come first: `b c/pont.txt` has two places.
    let bridge = read(&folder, "b c/pont.txt");
    assert!(bridge.contains("le pont toutefois la crue") && !bridge.contains("already"), "{bridge}");
    assert_eq!(read(&folder, "loi.txt"), LAW);
}

#[test]
fn interactive_without_a_yes() {
    for answers in [&b"y\ny\n"[..], b"y\ny\nn\nq\n", b"y\nq\nn\n", b"s\nq\n", b"", b"y\n\xFF\n"] {
        let folder = damaged();
        folder.run_with_input(&["fix", "-i"], answers);
        assert_eq!(read(&folder, "b c/pont.txt"), BRIDGE.replace(['[', ']'], ""), "{answers:?}");
        assert_eq!(read(&folder, "loi.txt"), LAW, "{answers:?}");
    }
}

#[test]
fn interactive_ignores_a_word_from_then_on() {
    let folder = Folder::new().file("a.txt", LAW).file("b.txt", LAW);
    let printed = folder.run_with_input(&["fix", "-i"], b"i\n");
    assert_eq!(printed.matches("[y, ").count(), 1, "{printed}");
    assert!(printed.contains("2 findings left"), "{printed}");
}

#[cfg(unix)]
#[test]
fn links_and_read_only_files() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let folder = damaged();
    symlink("loi.txt", folder.path().join("lien.txt")).unwrap();
    // Named twice, fixed once.
    let (status, out, err) = run(&folder, &["fix", "--unsafe", "lien.txt", "loi.txt"]);
    assert_eq!((status, out.lines().count(), err.as_str()), (0, 2, ""), "{out}");
    assert!(folder.path().join("lien.txt").is_symlink());
    assert!(!read(&folder, "loi.txt").contains("however"));
    let pont = folder.path().join("b c/pont.txt");
    fs::set_permissions(&pont, fs::Permissions::from_mode(0o444)).unwrap();
    snapshot!("fix_read_only", folder.run(&["fix", "--unsafe", "b c"]));
}

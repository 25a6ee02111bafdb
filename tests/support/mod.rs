//! Runs of the program in folders of their own.

// Every test program has this module and uses some of it.
#![allow(dead_code, unused_macros, unused_imports)]

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::time::Duration;
use tempfile::TempDir;

/// A folder of its own in which the program runs.
pub struct Folder(TempDir);

impl Folder {
    pub fn new() -> Self {
        Folder(TempDir::new().unwrap())
    }

    /// A folder with one French text in it.
    pub fn with_text() -> Self {
        Folder::new().file("texte.txt", "Le conseil a voté la loi hier soir.\n")
    }

    pub fn file(self, path: &str, content: impl AsRef<[u8]>) -> Self {
        let path = self.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
        self
    }

    pub fn path(&self) -> &Path {
        self.0.path()
    }

    pub fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_intrus"));
        command.args(args).current_dir(self.path()).env("HOME", self.path()).stdin(Stdio::null());
        for variable in ["NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "COLUMNS", "XDG_CONFIG_HOME"] {
            command.env_remove(variable);
        }
        command
    }

    pub fn run(&self, args: &[&str]) -> String {
        printed(self.command(args).output().unwrap())
    }

    /// Runs with `--resume` again and again, and kills all runs but the last, each later than the one before. Gives how often.
    pub fn run_killed(&self, args: &[&str]) -> u32 {
        let args = [args, &["--resume"]].concat();
        for round in 0..200 {
            let mut child = self.command(&args).stderr(Stdio::null()).spawn().unwrap();
            // Later and later, so that there is an end to it; never twice at the same place.
            std::thread::sleep(Duration::from_millis(5 + 61 * u64::from(round) % 700 + 20 * u64::from(round)));
            if child.try_wait().unwrap().is_some_and(|status| status.success()) {
                return round;
            }
            child.kill().unwrap();
            child.wait().unwrap();
        }
        panic!("no run came to its end");
    }

    pub fn run_with_input(&self, args: &[&str], input: &[u8]) -> String {
        let mut command = self.command(args);
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        child.stdin.take().unwrap().write_all(input).unwrap();
        printed(child.wait_with_output().unwrap())
    }
}

/// Exit status and both streams.
pub fn printed(output: Output) -> String {
    let status = output.status.code().map_or("killed".to_owned(), |code| code.to_string());
    let [out, err] = [&output.stdout, &output.stderr].map(|bytes| String::from_utf8(bytes.clone()).unwrap());
    format!("exit status: {status}\n----- stdout -----\n{out}----- stderr -----\n{err}")
}

/// Compares with `snapshots/cli__NAME.snap`.
macro_rules! snapshot {
    ($name:literal, $printed:expr) => {
        insta::with_settings!({
            snapshot_path => concat!(env!("CARGO_MANIFEST_DIR"), "/snapshots"),
            prepend_module_to_snapshot => false,
            omit_expression => true,
        }, {
            insta::assert_snapshot!(concat!("cli__", $name), $printed);
        })
    };
}
pub(crate) use snapshot;

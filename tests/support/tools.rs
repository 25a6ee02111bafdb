//! Programs that are not ours, which some tests read files with.

use std::io::Write;
use std::process::{Command, Output, Stdio};

/// What a command gives that is given this on its standard input; none where the program or what it needs (exit status 77) is
/// not there, which it says. Where every program must be there (`INTRUS_REQUIRE_TOOLS=1`, as in `.ci/run`) that is a failure.
pub fn output(command: &mut Command, input: &[u8]) -> Option<Output> {
    let program = command.get_program().to_string_lossy().into_owned();
    let mut child = match command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn() {
        Ok(child) => child,
        Err(error) => {
            skipped(&format!("{program}: {error}"));
            return None;
        }
    };
    // A program that does not read what it is given has its reasons.
    let _ = child.stdin.take().expect("it is piped").write_all(input);
    let output = child.wait_with_output().expect("it has ended");
    if output.status.code() == Some(77) {
        skipped(String::from_utf8_lossy(&output.stderr).trim());
        return None;
    }
    Some(output)
}

fn skipped(why: &str) {
    let required = std::env::var_os("INTRUS_REQUIRE_TOOLS").is_some_and(|value| !value.is_empty() && value != "0");
    assert!(!required, "left out, and INTRUS_REQUIRE_TOOLS is set: {why}");
    eprintln!("skipped: {why}");
}

//! Programs that are not ours, which some tests read files with.

use std::process::{Command, Output};

/// Says that a test was left out, and why; where every program must be there (`INTRUS_REQUIRE_TOOLS=1`, as in `.ci/run`), fails.
pub fn skipped(why: &str) {
    let required = std::env::var_os("INTRUS_REQUIRE_TOOLS").is_some_and(|value| !value.is_empty() && value != "0");
    assert!(!required, "left out, and INTRUS_REQUIRE_TOOLS is set: {why}");
    eprintln!("skipped: {why}");
}

/// What a command gives; none, and [`skipped`], where the program or what it needs (exit status 77) is not there.
pub fn output(command: &mut Command) -> Option<Output> {
    let program = command.get_program().to_string_lossy().into_owned();
    match command.output() {
        Ok(output) if output.status.code() == Some(77) => {
            skipped(String::from_utf8_lossy(&output.stderr).trim());
            None
        }
        Ok(output) => Some(output),
        Err(error) => {
            skipped(&format!("{program}: {error}"));
            None
        }
    }
}

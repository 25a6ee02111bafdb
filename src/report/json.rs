//! All findings in one JSON array, written as they come.

use super::items::Items;
use super::{Located, Report, Summary};
use std::io::{self, Write};

/// The `json` printer.
#[derive(Default)]
pub(super) struct Json(Items);

impl Report for Json {
    fn begin(&mut self, out: &mut dyn Write) -> io::Result<()> {
        out.write_all(b"[")
    }

    fn findings(&mut self, out: &mut dyn Write, findings: &[Located]) -> io::Result<()> {
        findings.iter().try_for_each(|found| self.0.item(out, found))
    }

    fn end(&mut self, out: &mut dyn Write, _: &Summary) -> io::Result<()> {
        self.0.end(out)?;
        out.write_all(b"\n")
    }
}

#[cfg(test)]
mod tests {
    use crate::report::{Summary, print, samples};

    #[test]
    fn an_array_of_the_objects_of_jsonl() {
        let findings = samples::findings();
        let array: Vec<serde_json::Value> =
            serde_json::from_str(&print("json", &findings, &samples::summary())).expect("JSON");
        let lines: Vec<serde_json::Value> = print("jsonl", &findings, &samples::summary())
            .lines()
            .map(|line| serde_json::from_str(line).expect("JSON"))
            .collect();
        assert_eq!(array, lines);
        assert_eq!(print("json", &[], &Summary::default()), "[]\n");
    }
}

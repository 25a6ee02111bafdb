//! One JSON object a line.

use super::{Located, Report};
use std::io::{self, Write};

/// The `jsonl` printer.
pub(super) struct Jsonl;

impl Report for Jsonl {
    fn findings(&mut self, out: &mut dyn Write, findings: &[Located]) -> io::Result<()> {
        // A line is put together before it is written: it comes in a hundred small parts.
        let mut line = Vec::new();
        for found in findings {
            line.clear();
            serde_json::to_writer(&mut line, found)?;
            line.push(b'\n');
            out.write_all(&line)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use crate::report::{print, samples};

    #[test]
    fn jsonl() {
        insta::with_settings!({snapshot_path => "../../snapshots", prepend_module_to_snapshot => false}, {
            insta::assert_snapshot!("report__jsonl", print("jsonl", &samples::findings(), &samples::summary()));
        });
    }
}

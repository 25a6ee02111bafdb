//! One JSON object a line.

use super::{Located, Report, write_json};
use std::io::{self, Write};

/// The `jsonl` printer.
pub(super) struct Jsonl;

impl Report for Jsonl {
    fn findings(&mut self, out: &mut dyn Write, findings: &[Located]) -> io::Result<()> {
        for found in findings {
            write_json(out, found)?;
            out.write_all(b"\n")?;
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

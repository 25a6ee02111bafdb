//! The XML of Checkstyle, which many programs read.

use super::{Located, Report, Summary};
use crate::checker::rules::Severity;
use std::io::{self, Write};
use std::sync::Arc;

/// The `checkstyle` printer.
#[derive(Default)]
pub(super) struct Checkstyle {
    /// The file whose element is open.
    path: Option<Arc<str>>,
}

impl Checkstyle {
    fn close(&mut self, out: &mut dyn Write) -> io::Result<()> {
        self.path.take().map_or(Ok(()), |_| out.write_all(b"  </file>\n"))
    }
}

impl Report for Checkstyle {
    fn begin(&mut self, out: &mut dyn Write) -> io::Result<()> {
        out.write_all(b"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<checkstyle version=\"4.3\">\n")
    }

    fn findings(&mut self, out: &mut dyn Write, findings: &[Located]) -> io::Result<()> {
        for found in findings {
            if self.path.as_ref() != Some(&found.path) {
                self.close(out)?;
                writeln!(out, "  <file name=\"{}\">", escaped(&found.path))?;
                self.path = Some(Arc::clone(&found.path));
            }
            let severity = match found.severity {
                Severity::Error => "error",
                Severity::Warning => "warning",
            };
            let (line, column, rule, message) = (found.line, found.column, found.rule, escaped(&found.message));
            write!(out, "    <error line=\"{line}\" column=\"{column}\" severity=\"{severity}\" ")?;
            writeln!(out, "message=\"{message}\" source=\"intrus.{rule}\"/>")?;
        }
        Ok(())
    }

    fn end(&mut self, out: &mut dyn Write, _: &Summary) -> io::Result<()> {
        self.close(out)?;
        out.write_all(b"</checkstyle>\n")
    }
}

/// The value of an attribute. Line ends and tabs would be read as spaces; what XML 1.0 cannot hold becomes U+FFFD.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\t' => escaped.push_str("&#9;"),
            '\n' => escaped.push_str("&#10;"),
            '\r' => escaped.push_str("&#13;"),
            '\0'..' ' | '\u{FFFE}' | '\u{FFFF}' => escaped.push('\u{FFFD}'),
            _ => escaped.push(c),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use crate::report::{Summary, print, samples};

    #[test]
    fn checkstyle() {
        let mut findings = samples::findings();
        findings.push(samples::hostile());
        findings[0].message = "“<a href=\"b\"> & 'c'\r\n\u{FFFE}” is English.".into();
        insta::with_settings!({snapshot_path => "../../snapshots", prepend_module_to_snapshot => false}, {
            insta::assert_snapshot!("report__checkstyle", print("checkstyle", &findings, &samples::summary()));
        });
        let empty = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<checkstyle version=\"4.3\">\n</checkstyle>\n";
        assert_eq!(print("checkstyle", &[], &Summary::default()), empty);
    }
}

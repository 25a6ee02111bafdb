//! Findings in print. A printer is one file and one line in [`PRINTERS`]; printers know findings, not how they are found.

mod checkstyle;
mod concise;
mod excerpt;
mod fingerprint;
mod github;
mod gitlab;
mod html;
#[cfg(feature = "cli")]
mod human;
mod items;
mod json;
mod jsonl;
mod located;
mod paths;
mod rdjson;
#[cfg(test)]
mod samples;
mod sarif;

pub use excerpt::Excerpt;
#[cfg(feature = "corpus")]
pub(crate) use html::Escaped;
pub use located::{Locate, Located};

use serde::Serialize;
use std::io::{self, Write};

/// Something that prints the findings of a run.
pub trait Report {
    /// Before the first finding.
    fn begin(&mut self, out: &mut dyn Write) -> io::Result<()> {
        let _ = out;
        Ok(())
    }

    /// Findings of one file, in order. A large file comes in several calls, one after the other.
    fn findings(&mut self, out: &mut dyn Write, findings: &[Located]) -> io::Result<()>;

    /// After the last finding.
    fn end(&mut self, out: &mut dyn Write, summary: &Summary) -> io::Result<()> {
        let _ = (out, summary);
        Ok(())
    }
}

/// Writes a value as JSON. It comes in a hundred small parts, which are put together first.
fn write_json(out: &mut dyn Write, value: &impl Serialize) -> io::Result<()> {
    out.write_all(&serde_json::to_vec(value)?)
}

/// A run in figures.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Summary {
    /// Files that were checked.
    pub files: usize,
    /// Files in which something was found.
    pub files_with_findings: usize,
    /// Findings.
    pub findings: usize,
    /// Findings whose first suggestion is safe to write.
    pub safe: usize,
    /// Files and folders that could not be checked.
    pub errors: usize,
}

/// What a printer may need to know about where it prints.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Style {
    /// Colours and weights by escape sequences.
    pub color: bool,
}

/// What of the text around a finding is kept with it: most printers do without.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Around {
    /// The source, to be shown: [`Located::excerpt`].
    pub excerpt: bool,
    /// The words beside it, which fingerprints are made of: [`Located::context`].
    pub context: bool,
}

impl Around {
    /// Neither.
    pub const NOTHING: Around = Around { excerpt: false, context: false };
    /// The source.
    pub const EXCERPT: Around = Around { excerpt: true, context: false };
    /// The words.
    pub const CONTEXT: Around = Around { excerpt: false, context: true };
}

/// A printer as the command line knows it.
pub struct Printer {
    /// The name that `--format` takes.
    pub name: &'static str,
    /// One line for the help.
    pub summary: &'static str,
    /// What of the text around a finding it prints.
    pub around: Around,
    /// Makes one.
    pub new: fn(Style) -> Box<dyn Report>,
}

/// Every printer; the first is the default.
pub static PRINTERS: &[Printer] = &[
    #[cfg(feature = "cli")]
    Printer {
        name: "human",
        summary: "The line of the source with the finding underlined, and what to write instead",
        around: Around::EXCERPT,
        new: |style| Box::new(human::Human::new(style)),
    },
    Printer {
        name: "concise",
        summary: "One line a finding: path:line:column: rule message",
        around: Around::NOTHING,
        new: |_| Box::new(concise::Concise),
    },
    Printer {
        name: "jsonl",
        summary: "One JSON object a line and finding",
        around: Around::NOTHING,
        new: |_| Box::new(jsonl::Jsonl),
    },
    Printer {
        name: "json",
        summary: "One JSON array of all findings",
        around: Around::NOTHING,
        new: |_| Box::new(json::Json::default()),
    },
    Printer {
        name: "sarif",
        summary: "SARIF 2.1.0 with fixes, for code hosts and editors",
        around: Around::CONTEXT,
        new: |_| Box::new(sarif::Sarif::default()),
    },
    Printer {
        name: "github",
        summary: "Workflow commands of GitHub Actions, which mark the lines of a pull request",
        around: Around::NOTHING,
        new: |_| Box::new(github::Github::default()),
    },
    Printer {
        name: "gitlab",
        summary: "The Code Quality report of GitLab",
        around: Around::CONTEXT,
        new: |_| Box::new(gitlab::Gitlab::default()),
    },
    Printer {
        name: "rdjson",
        summary: "The diagnostic format of reviewdog, with suggestions",
        around: Around::NOTHING,
        new: |_| Box::new(rdjson::Rdjson::default()),
    },
    Printer {
        name: "checkstyle",
        summary: "The XML of Checkstyle, by file",
        around: Around::NOTHING,
        new: |_| Box::new(checkstyle::Checkstyle::default()),
    },
    Printer {
        name: "html",
        summary: "One page for a browser, with filters and keys, that needs nothing else",
        around: Around::EXCERPT,
        new: |_| Box::new(html::Html::default()),
    },
];

/// The printer with this name.
pub fn find(name: &str) -> Option<&'static Printer> {
    PRINTERS.iter().find(|printer| printer.name == name)
}

/// A text on one line of a terminal: control characters, which could move the cursor or change colours, become spaces.
pub fn one_line(text: &str) -> std::borrow::Cow<'_, str> {
    if text.contains(char::is_control) { text.replace(char::is_control, " ").into() } else { text.into() }
}

/// A confidence for people: two digits, and nothing is certain.
fn two_digits(confidence: f32) -> String {
    format!("{:.2}", confidence.min(0.99))
}

/// `1 file`, `2 files`.
pub(crate) fn plural(count: usize, noun: &str) -> String {
    format!("{count} {noun}{}", if count == 1 { "" } else { "s" })
}

#[cfg(test)]
pub(crate) fn print(name: &str, findings: &[Located], summary: &Summary) -> String {
    let mut report = (find(name).expect("a printer").new)(Style::default());
    let mut out = Vec::new();
    report.begin(&mut out).expect("memory");
    for file in findings.chunk_by(|a, b| a.path == b.path) {
        report.findings(&mut out, file).expect("memory");
    }
    report.end(&mut out, summary).expect("memory");
    String::from_utf8(out).expect("printers write UTF-8")
}

//! For people: the line of the source, the finding underlined, what is wrong and what to write instead.

use super::{Located, Report, Style, Summary, one_line, plural, two_digits};
use crate::checker::rules::Severity;
use crate::text::Suggestion;
use annotate_snippets::renderer::{self as anstyle, DEFAULT_LINE_NUM_STYLE};
use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};
use std::io::{self, Write};

/// Wider than any excerpt, which is cut to its width already.
const WIDTH: usize = 2000;

/// The `human` printer.
pub(super) struct Human {
    renderer: Renderer,
    arrow: anstyle::Style,
}

impl Human {
    pub(super) fn new(style: Style) -> Self {
        let (renderer, arrow) = match style.color {
            true => (Renderer::styled(), DEFAULT_LINE_NUM_STYLE),
            false => (Renderer::plain(), anstyle::Style::new()),
        };
        Human { renderer: renderer.term_width(WIDTH), arrow }
    }

    fn finding(&self, out: &mut dyn Write, found: &Located) -> io::Result<()> {
        let level = match found.severity {
            Severity::Error => Level::ERROR,
            Severity::Warning => Level::WARNING,
        };
        let mut group = Group::with_title(level.primary_title(one_line(&found.message)).id(found.rule));
        let mut last_line = found.line;
        if let Some(excerpt) = &found.excerpt {
            let marked = AnnotationKind::Primary.span(excerpt.span.range());
            group = group.element(Snippet::source(&*excerpt.text).line_start(excerpt.line).annotation(marked));
            last_line = excerpt.last_line();
        }
        if let Some(help) = help(&found.suggestions) {
            group = group.element(Level::HELP.message(help));
        }
        // The renderer would count the column in the excerpt, which begins in the middle of a long line.
        let rendered = self.renderer.render(&[group]);
        let (title, source) = rendered.split_once('\n').unwrap_or((&rendered, ""));
        let margin = last_line.to_string().len();
        let (path, arrow) = (one_line(&found.path), self.arrow);
        writeln!(out, "{title}\n{:margin$}{arrow}-->{arrow:#} {path}:{}:{}", "", found.line, found.column)?;
        writeln!(out, "{source}\n")
    }
}

impl Report for Human {
    fn findings(&mut self, out: &mut dyn Write, findings: &[Located]) -> io::Result<()> {
        findings.iter().try_for_each(|found| self.finding(out, found))
    }

    fn end(&mut self, out: &mut dyn Write, summary: &Summary) -> io::Result<()> {
        let files = plural(summary.files, "file");
        let findings = plural(summary.findings, "finding");
        match summary.files_with_findings {
            0 => write!(out, "Nothing found in {files}")?,
            n if n == summary.files => write!(out, "Found {findings} in {files}")?,
            n => write!(out, "Found {findings} in {n} of {files}")?,
        }
        match summary.safe {
            0 => {}
            1 => write!(out, "; `intrus fix` can mend one")?,
            n => write!(out, "; `intrus fix` can mend {n}")?,
        }
        match summary.errors {
            0 => writeln!(out, "."),
            n => writeln!(out, "; {} could not be checked.", plural(n, "path")),
        }
    }
}

/// `write “car” (0.93), or “puisque” (0.04)`; `take it out (0.99)`.
fn help(suggestions: &[Suggestion]) -> Option<String> {
    if let [only] = suggestions
        && only.text.is_empty()
    {
        return Some(format!("take it out ({})", two_digits(only.confidence)));
    }
    let each: Vec<String> =
        suggestions.iter().map(|s| format!("“{}” ({})", one_line(&s.text), two_digits(s.confidence))).collect();
    (!each.is_empty()).then(|| format!("write {}", each.join(", or ")))
}

#[cfg(test)]
mod tests {
    use crate::report::{Summary, print, samples};

    #[test]
    fn human() {
        let mut findings = samples::findings();
        findings.push(samples::hostile());
        let printed = print("human", &findings, &samples::summary());
        assert!(!printed.contains('\u{1b}'));
        insta::with_settings!({snapshot_path => "../../snapshots", prepend_module_to_snapshot => false}, {
            insta::assert_snapshot!("report__human", printed);
        });
    }

    #[test]
    fn nothing_found() {
        let summary = Summary { files: 1, ..Summary::default() };
        assert_eq!(print("human", &[], &summary), "Nothing found in 1 file.\n");
    }
}

//! One page that needs nothing else: the findings in their lines, with filters and keys. Without its script it is a plain list.

#[cfg(test)]
mod browser;

use super::{Excerpt, Located, Report, Summary, one_line, plural, two_digits};
use crate::checker::rules::{self, Severity};
use crate::text::Suggestion;
use std::collections::BTreeSet;
use std::fmt::{self, Display, Write as _};
use std::io::{self, Write};
use std::sync::Arc;

const PAGE: &str = include_str!("html/page.html");
const STYLE: &str = include_str!("html/style.css");
const SCRIPT: &str = include_str!("html/script.js");
/// Where the findings stand in [`PAGE`].
const FINDINGS: &str = "<!-- findings -->\n";

/// The `html` printer.
#[derive(Default)]
pub(super) struct Html {
    /// The file whose section is open.
    path: Option<Arc<str>>,
    rules: BTreeSet<&'static str>,
}

impl Report for Html {
    fn begin(&mut self, out: &mut dyn Write) -> io::Result<()> {
        let head = PAGE.split_once(FINDINGS).map_or(PAGE, |(head, _)| head);
        out.write_all(head.replace("/* style */\n", STYLE).as_bytes())
    }

    fn findings(&mut self, out: &mut dyn Write, findings: &[Located]) -> io::Result<()> {
        for found in findings {
            if self.path.as_ref() != Some(&found.path) {
                self.close(out)?;
                let path = one_line(&found.path);
                writeln!(out, "<section class=\"file\">\n<h2>{}</h2>\n<ol>", Escaped(&path))?;
                self.path = Some(found.path.clone());
            }
            self.rules.insert(found.rule);
            finding(out, found)?;
        }
        Ok(())
    }

    fn end(&mut self, out: &mut dyn Write, summary: &Summary) -> io::Result<()> {
        self.close(out)?;
        let (findings, files) = (plural(summary.findings, "finding"), plural(summary.files, "file"));
        write!(out, "<p class=\"summary\">{findings} in {} of {files}", summary.files_with_findings)?;
        if summary.errors > 0 {
            write!(out, "; {} could not be checked", plural(summary.errors, "path"))?;
        }
        writeln!(out, ".</p>")?;
        self.rules(out)?;
        let tail = PAGE.split_once(FINDINGS).map_or("", |(_, tail)| tail);
        out.write_all(tail.replace("/* script */\n", SCRIPT).as_bytes())
    }
}

impl Html {
    fn close(&mut self, out: &mut dyn Write) -> io::Result<()> {
        match self.path.take() {
            Some(_) => writeln!(out, "</ol>\n</section>"),
            None => Ok(()),
        }
    }

    /// The pages of the rules that found something.
    fn rules(&self, out: &mut dyn Write) -> io::Result<()> {
        if self.rules.is_empty() {
            return Ok(());
        }
        writeln!(out, "<section class=\"rules\" aria-labelledby=\"rules\">\n<h2 id=\"rules\">Rules</h2>")?;
        for rule in self.rules.iter().filter_map(|code| rules::find(code)) {
            let (code, name, page) = (rule.code, rule.name, Escaped(rule.page.trim()));
            writeln!(out, "<article id=\"rule-{code}\" tabindex=\"-1\">\n<h3>{code} {name}</h3>")?;
            writeln!(out, "<div class=\"page\">{page}</div>\n</article>")?;
        }
        writeln!(out, "</section>")
    }
}

fn finding(out: &mut dyn Write, found: &Located) -> io::Result<()> {
    let Located { rule, name, line, column, confidence, .. } = found;
    let severity = match found.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    };
    writeln!(
        out,
        "<li class=\"finding\" tabindex=\"-1\" data-rule=\"{rule}\" data-name=\"{name}\" data-confidence=\"{confidence}\">"
    )?;
    match &found.excerpt {
        Some(excerpt) => quote(out, excerpt)?,
        None => writeln!(out, "<p class=\"quote\" lang=\"fr\"><mark>{}</mark></p>", Escaped(&found.surface))?,
    }
    suggestions(out, &found.suggestions)?;
    writeln!(out, "<p class=\"message\">{}</p>", Escaped(&one_line(&found.message)))?;
    let place = found.paragraph.map_or(String::new(), |paragraph| format!("paragraph {paragraph}, "));
    writeln!(
        out,
        "<p class=\"meta\"><span>{place}line {line}, column {column}</span> <span class=\"{severity}\">{severity}</span> \
         <a href=\"#rule-{rule}\">{rule} {name}</a> <span>confidence {}</span></p>\n</li>",
        two_digits(*confidence)
    )
}

fn quote(out: &mut dyn Write, excerpt: &Excerpt) -> io::Result<()> {
    let (text, span) = (&excerpt.text, excerpt.span);
    let (before, found, after) = (&text[..span.start], span.of(text), &text[span.end..]);
    let (before, found, after) = (Escaped(before), Escaped(found), Escaped(after));
    writeln!(out, "<p class=\"quote\" lang=\"fr\">{before}<mark>{found}</mark>{after}</p>")
}

fn suggestions(out: &mut dyn Write, suggestions: &[Suggestion]) -> io::Result<()> {
    if suggestions.is_empty() {
        return Ok(());
    }
    writeln!(out, "<ul class=\"suggestions\" aria-label=\"Suggestions\">")?;
    for Suggestion { text, confidence, .. } in suggestions {
        let text = Escaped(text);
        writeln!(out, "<li><span lang=\"fr\">{text}</span> <small>{}</small></li>", two_digits(*confidence))?;
    }
    writeln!(out, "</ul>")
}

/// A text as HTML, in an element or in a quoted attribute. Control characters that HTML forbids become spaces.
pub(crate) struct Escaped<'a>(pub(crate) &'a str);

impl Display for Escaped<'_> {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        self.0.chars().try_for_each(|c| match c {
            '&' => f.write_str("&amp;"),
            '<' => f.write_str("&lt;"),
            '>' => f.write_str("&gt;"),
            '"' => f.write_str("&quot;"),
            '\'' => f.write_str("&#39;"),
            '\n' | '\t' => f.write_char(c),
            c if c.is_control() => f.write_char(' '),
            c => f.write_char(c),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::{SCRIPT, STYLE};
    use crate::report::{Excerpt, Summary, print, samples};
    use crate::text::Span;

    #[test]
    fn html() {
        let page = print("html", &samples::findings(), &samples::summary());
        let page = page.replace(STYLE, "").replace(SCRIPT, "");
        insta::with_settings!({snapshot_path => "../../snapshots", prepend_module_to_snapshot => false}, {
            insta::assert_snapshot!("report__html", page);
        });
    }

    #[test]
    fn text_is_escaped() {
        let mut found = samples::hostile();
        found.path = "a\"><script>alert(1)</script>.txt".into();
        found.message = "</li><script>alert('2')</script>".into();
        let text = "le <script>alert(3)</script> mot \u{1b}";
        found.excerpt = Some(Excerpt { text: text.into(), span: Span::new(3, 11), line: 1 });
        found.suggestions[0].text = "<img src=x onerror=\"alert(4)\">".into();
        let page = print("html", &[found], &Summary::default());
        assert_eq!(page.matches("<script>").count(), 1);
        assert!(!page.contains("<img") && !page.contains('\u{1b}'));
        assert!(page.contains("le <mark>&lt;script&gt;</mark>alert(3)&lt;/script&gt; mot"));
    }
}

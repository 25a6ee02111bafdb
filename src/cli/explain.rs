//! `intrus explain`.

use super::Status;
use super::args::ExplainArgs;
use super::files::{Input, Source};
use super::input::{self, InputError};
use super::rules::{severity, state};
use crate::checker::rules::{self, Rule};
use crate::narrow::Directives;
use crate::text::{Document, Finding, Segment, Span};
use crate::{Checker, Pack, config, formats};
use anyhow::{Result, anyhow, bail};
use std::io::{self, Write};
use std::path::PathBuf;

pub(super) fn run(args: &ExplainArgs) -> Result<Status> {
    let page = page(args.subject.trim(), args.r#in.as_deref())?;
    let mut out = io::stdout().lock();
    writeln!(out, "{}", page.trim_end())?;
    out.flush()?;
    Ok(Status::Clean)
}

fn page(subject: &str, sentence: Option<&str>) -> Result<String> {
    if let Some(sentence) = sentence {
        return in_sentence(subject, sentence);
    }
    if let Some(rule) = rules::find(subject) {
        return Ok(rule_page(rule));
    }
    if let Some(place) = Place::parse(subject) {
        return place.page();
    }
    if let Some(page) = Checker::new(Pack::embedded()).explain_word(subject) {
        return Ok(page);
    }
    let hint = config::similar(subject).map(|name| format!("did you mean {name}? ")).unwrap_or_default();
    bail!("I know no rule or word “{subject}”; {hint}`intrus rules` lists the rules");
}

fn rule_page(rule: &Rule) -> String {
    let (severity, state) = (severity(rule.severity), state(rule.state));
    format!(
        "# {} {}\n\n{}\n\nSeverity: {severity}. State: {state}.\n\n{}",
        rule.code, rule.name, rule.summary, rule.page
    )
}

/// How a word is judged in a sentence.
fn in_sentence(word: &str, sentence: &str) -> Result<String> {
    let plain = formats::FORMATS[0];
    let document = plain.parse(sentence);
    let places = word_starts(sentence, word);
    let Some(&start) = places.first().filter(|_| !word.is_empty()) else {
        bail!("the sentence has no “{word}”; write the word as it stands there");
    };
    match explain(&Checker::new(Pack::embedded()), &document, start) {
        Some(page) => Ok(page),
        None => bail!("“{word}” is not read as a word there"),
    }
}

/// Where a word stands in a text, with no letter before or after it.
fn word_starts(text: &str, word: &str) -> Vec<usize> {
    let is_border = |c: Option<char>| !c.is_some_and(char::is_alphanumeric);
    let starts = text.match_indices(word).map(|(at, _)| at);
    starts
        .filter(|&at| is_border(text[..at].chars().next_back()) && is_border(text[at + word.len()..].chars().next()))
        .collect()
}

/// The page of the word at an offset of a document.
fn explain(checker: &Checker, document: &Document, offset: usize) -> Option<String> {
    let at = |segment: &Segment| segment.text_at(offset);
    let (index, start) = document.segments.iter().enumerate().find_map(|(i, segment)| Some((i, at(segment)?)))?;
    let len = document.segments[index].text[start..].chars().next().map_or(0, char::len_utf8);
    checker.explain_place(document, index, Span::new(start, start + len))
}

/// A place in a file, as findings are printed.
struct Place {
    path: PathBuf,
    line: usize,
    column: usize,
}

impl Place {
    /// `FILE:LINE:COLUMN`.
    fn parse(subject: &str) -> Option<Place> {
        let (rest, column) = subject.rsplit_once(':')?;
        let (path, line) = rest.rsplit_once(':')?;
        let (line, column) = (line.parse().ok()?, column.parse().ok()?);
        (!path.is_empty() && line > 0 && column > 0).then(|| Place { path: PathBuf::from(path), line, column })
    }

    fn page(&self) -> Result<String> {
        let name = self.path.display().to_string();
        let input = Input { name: name.clone(), source: Source::Named(self.path.clone()) };
        let fails = |error: InputError| anyhow!("{}", error.message(&input).text);
        let bytes = input::read(&input).map_err(fails)?;
        let decoded = input::text(&input, &bytes).map_err(fails)?;
        let settings =
            config::Finder::new(&std::env::current_dir()?, config::Source::Nearest, config::Layer::default())
                .settings(&self.path)?;
        let format = input::format(&input, &settings, &decoded).map_err(fails)?;
        let text = decoded.text;
        let document = format.parse(&text);
        let Some(offset) = self.offset(&text) else {
            bail!("{name} has no line {} with a column {}", self.line, self.column);
        };
        let len = text[offset..].chars().next().map_or(0, char::len_utf8);
        let checker = settings.checker(&Checker::new(Pack::embedded()));
        let covers = |finding: &&Finding| document.place(finding).overlaps(Span::new(offset, offset + len));
        let findings = checker.check_for(&document, |finding| settings.wants(finding));
        if let Some(finding) = findings.iter().find(covers) {
            let mut page = checker.explain_finding(&document, finding);
            if Directives::read(&text, format, &document).ignores(&document, finding) {
                page.push_str("\nAn ignore comment covers it: `intrus check` does not report it.\n");
            }
            return Ok(page);
        }
        match explain(&checker, &document, offset) {
            Some(page) => Ok(page),
            None => bail!("{name}:{}:{}: no word of prose stands there", self.line, self.column),
        }
    }

    /// The offset of the character there; lines end at LF, CRLF or CR.
    fn offset(&self, text: &str) -> Option<usize> {
        let mut start = 0;
        for _ in 1..self.line {
            let end = start + text[start..].find(['\n', '\r'])?;
            start = end + if text[end..].starts_with("\r\n") { 2 } else { 1 };
        }
        let line = text[start..].split(['\n', '\r']).next()?;
        line.char_indices().nth(self.column - 1).map(|(at, _)| start + at)
    }
}

#[cfg(test)]
mod tests {
    use super::{Place, word_starts};

    #[test]
    fn places_are_parsed_and_found() {
        let place = Place::parse("C:\\texte.txt:2:3").expect("a place");
        assert_eq!((place.path.to_str(), place.line, place.column), (Some("C:\\texte.txt"), 2, 3));
        assert_eq!(place.offset("été\r\nà vif"), Some(10));
        assert_eq!(place.offset("été"), None);
        for no_place in ["EN101", "vehicle", "a:b", "a:0:1", ":1:1"] {
            assert!(Place::parse(no_place).is_none(), "{no_place}");
        }
    }

    #[test]
    fn words_have_borders() {
        assert_eq!(word_starts("carton, car l’or", "car"), [8]);
        assert_eq!(word_starts("d’or", "or"), [4]);
        assert!(word_starts("écart", "car").is_empty());
    }
}

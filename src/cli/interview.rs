//! `intrus fix --interactive`: questions in a plain terminal, one line an answer.

use crate::formats::{Decoded, Edit, Edits, Format, Splice};
use crate::report::{self, Around, Locate, Located, Report, Style, one_line, plural};
use crate::text::{Document, Finding};
use std::collections::HashSet;
use std::io::{self, BufRead, Write};

const HELP: &str = "  y    write the first French
  1-5  write that one
  e    type the French yourself
  n    leave this place as it is
  i    leave this word as it is, here and wherever it comes again
  s    skip the rest of this file
  q    quit
Nothing is written before you have said yes at the end of the file.
";

/// A talk with a person about the findings of several files.
pub(super) struct Interview<R> {
    input: R,
    out: Box<dyn Write>,
    human: Box<dyn Report>,
    /// Words to leave alone, in small letters.
    ignored: HashSet<String>,
    over: bool,
}

/// What is to happen with a finding.
enum Answer {
    /// The French, as it is written into the file.
    Write(String),
    Leave,
    IgnoreWord,
    SkipFile,
    Quit,
}

/// A finding, and what can be written in its place.
struct Question<'a> {
    found: &'a Located,
    /// The first suggestions that can be written: what a person reads, and what is written.
    choices: Vec<(String, String)>,
    /// What is written for the French that somebody types.
    raw: &'a dyn Fn(&str) -> Option<String>,
    /// Which one it is, and of how many.
    number: (usize, usize),
}

impl<R: BufRead> Interview<R> {
    pub(super) fn new(input: R, out: Box<dyn Write>, style: Style) -> Self {
        // The first printer is the one for people.
        let human = (report::PRINTERS[0].new)(style);
        Interview { input, out, human, ignored: HashSet::new(), over: false }
    }

    pub(super) fn out(&mut self) -> &mut dyn Write {
        &mut *self.out
    }

    /// Whether no more is to be asked.
    pub(super) fn is_over(&self) -> bool {
        self.over
    }

    /// Asks about the findings of a file; gives the edits that are to be written.
    pub(super) fn file(
        &mut self,
        name: &str,
        decoded: &Decoded,
        format: &dyn Format,
        document: &Document,
        findings: Vec<Finding>,
    ) -> io::Result<Edits> {
        let splice = Splice::new(decoded, format);
        let mut locate = Locate::new(name, decoded, format, document, Around::EXCERPT);
        let count = findings.len();
        let mut edits = Vec::new();
        for (i, finding) in findings.into_iter().enumerate() {
            let (segment, span) = (&document.segments[finding.segment], finding.span);
            let raw = |french: &str| splice.raw(segment, span, french);
            let mut found = locate.locate(finding);
            if self.ignored.contains(&found.surface.to_lowercase()) {
                continue;
            }
            // The choices are listed with their numbers instead.
            let suggestions = std::mem::take(&mut found.suggestions);
            self.human.findings(&mut *self.out, std::slice::from_ref(&found))?;
            if raw("").is_none() {
                writeln!(self.out, "Markup runs through it: nothing can be written here.\n")?;
                continue;
            }
            let choices = suggestions
                .into_iter()
                .filter_map(|suggestion| raw(&suggestion.text).map(|raw| (suggestion.text, raw)))
                .collect();
            let answer = self.ask(&Question { found: &found, choices, raw: &raw, number: (i + 1, count) })?;
            writeln!(self.out)?;
            match answer {
                Answer::Write(raw) => edits.push(Edit { start: found.start, end: found.end, raw }),
                Answer::Leave => {}
                Answer::IgnoreWord => {
                    self.ignored.insert(found.surface.to_lowercase());
                }
                Answer::SkipFile => break,
                Answer::Quit => {
                    self.over = true;
                    break;
                }
            }
        }
        let edits = Edits::resolve(edits);
        Ok(if edits.is_empty() || self.confirm(name, edits.len())? { edits } else { Edits::default() })
    }

    fn ask(&mut self, question: &Question) -> io::Result<Answer> {
        let choices = &question.choices;
        for (i, (french, _)) in choices.iter().enumerate() {
            writeln!(self.out, "  {}  {}", i + 1, one_line(french))?;
        }
        let (number, count) = question.number;
        let keys = match choices.len() {
            0 => "e, n, i, s, q, ?".to_owned(),
            1 => "y, e, n, i, s, q, ?".to_owned(),
            n => format!("y, 1-{n}, e, n, i, s, q, ?"),
        };
        let what = match choices.first() {
            Some((french, _)) => format!("write “{}”", one_line(french)),
            None => format!("what to write for “{}”", short(&question.found.surface)),
        };
        loop {
            let Some(typed) = self.prompt(&format!("({number} of {count}) {what}? [{keys}] "))? else {
                return Ok(Answer::Quit);
            };
            let chosen = match typed.trim() {
                "y" => Some(1),
                other => other.parse().ok(),
            };
            if let Some((_, raw)) = chosen.and_then(|n: usize| choices.get(n.checked_sub(1)?)) {
                return Ok(Answer::Write(raw.clone()));
            }
            match typed.trim() {
                "e" => match self.type_french(question)? {
                    Some(raw) => return Ok(Answer::Write(raw)),
                    None => continue,
                },
                "n" => return Ok(Answer::Leave),
                "i" => return Ok(Answer::IgnoreWord),
                "s" => return Ok(Answer::SkipFile),
                "q" => return Ok(Answer::Quit),
                _ => self.out.write_all(HELP.as_bytes())?,
            }
        }
    }

    /// French that somebody types; none when they think better of it.
    fn type_french(&mut self, question: &Question) -> io::Result<Option<String>> {
        let surface = short(&question.found.surface);
        let Some(typed) = self.prompt(&format!("French for “{surface}” (nothing: back): "))? else {
            return Ok(None);
        };
        let french = typed.trim();
        if french.is_empty() {
            return Ok(None);
        }
        let raw = (question.raw)(french);
        if raw.is_none() {
            writeln!(self.out, "The encoding of this file cannot hold that.")?;
        }
        Ok(raw)
    }

    /// Nothing but a yes is one.
    fn confirm(&mut self, name: &str, edits: usize) -> io::Result<bool> {
        let question = format!("Write {} to {}? [y, n] ", plural(edits, "change"), one_line(name));
        let answer = self.prompt(&question)?;
        writeln!(self.out)?;
        Ok(answer.is_some_and(|answer| matches!(answer.trim(), "y" | "yes")))
    }

    /// A line that somebody types. At the end of the input it is over.
    fn prompt(&mut self, question: &str) -> io::Result<Option<String>> {
        self.out.write_all(question.as_bytes())?;
        self.out.flush()?;
        let mut line = Vec::new();
        if self.input.read_until(b'\n', &mut line)? == 0 {
            self.over = true;
            return Ok(None);
        }
        // What is not UTF-8 is no answer, and no French that could be written.
        Ok(Some(String::from_utf8(line).unwrap_or_default()))
    }
}

/// What fits into a question. The whole of it stands above.
fn short(surface: &str) -> String {
    match surface.char_indices().nth(40) {
        Some((end, _)) => format!("{}…", one_line(&surface[..end])),
        None => one_line(surface).into_owned(),
    }
}

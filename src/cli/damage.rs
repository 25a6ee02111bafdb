//! `intrus damage`.

use super::Status;
use super::args::{DamageArgs, DamageFormat};
use super::files::Input;
use super::input;
use super::messages::Message;
use super::output::Output;
use super::progress::Progress;
use crate::Pack;
use crate::damage::{Damager, Gold, Mechanism, Passage, Place, Plan, Series, Unit, passages};
use crate::formats;
use crate::report::plural;
use anyhow::{Result, bail};
use std::io::{self, BufWriter, Write};
use std::path::Path;

pub(super) fn run(args: &DamageArgs) -> Result<Status> {
    let plan = plan(args)?;
    let inputs: Vec<Input> = args.paths.iter().map(|path| Input::of(path)).collect();
    let Some(path) = &args.output else {
        let mut out = BufWriter::new(io::stdout().lock());
        let total = all(args, &plan, &inputs, &mut out)?;
        out.flush()?;
        return Ok(total.tell());
    };
    let mut out = match Output::create(path, &inputs) {
        Ok(out) => out,
        Err(message) => return Ok(failed(&message)),
    };
    let total = match all(args, &plan, &inputs, &mut out) {
        Ok(total) => total,
        Err(error) => return Ok(failed(&out.failed(&error))),
    };
    if total.errors > 0 {
        // Half a benchmark in the place of a whole one would be worse than none. The file is left as it was.
        return Ok(total.tell());
    }
    Ok(match out.finish() {
        Ok(()) => total.tell(),
        Err(message) => failed(&message),
    })
}

fn failed(message: &Message) -> Status {
    message.print();
    Status::Error
}

/// How the arguments want the text damaged.
fn plan(args: &DamageArgs) -> Result<Plan> {
    let without = args.without.iter().fold(0, |all, thesaurus| all | thesaurus.bit());
    let mut plan = Plan { rate: 1.0 / f64::from(args.rate), sources: !without, ..Plan::benchmark() };
    for (n, (mechanism, _)) in args.mix.iter().enumerate() {
        if args.mix[..n].iter().any(|other| other.0 == *mechanism) {
            bail!("--mix: {} is named twice; give each mechanism one share", mechanism.name());
        }
    }
    if !args.mix.is_empty() {
        plan.mix.clone_from(&args.mix);
    }
    Ok(plan)
}

/// The run in figures.
#[derive(Default)]
struct Total {
    passages: usize,
    words: usize,
    /// Damaged places by mechanism, in the order of the mix.
    places: Vec<(Mechanism, usize)>,
    /// Those that were drawn and found no word to damage.
    missing: Vec<(Mechanism, usize)>,
    errors: usize,
}

/// Damages every input; what goes wrong with one is told, and the others go on.
fn all(args: &DamageArgs, plan: &Plan, inputs: &[Input], out: &mut dyn Write) -> io::Result<Total> {
    let damager = Damager::new(Pack::embedded());
    let mut progress = Progress::new();
    let mut total = Total {
        places: plan.mix.iter().map(|part| (part.0, 0)).collect(),
        missing: plan.mix.iter().map(|part| (part.0, 0)).collect(),
        ..Total::default()
    };
    for input in inputs {
        let bytes = input::read(input);
        let decoded = bytes
            .as_ref()
            .map_err(|error| error.message(input))
            .and_then(|bytes| input::text(input, bytes).map_err(|error| error.message(input)));
        let decoded = match decoded {
            Ok(decoded) => decoded,
            Err(message) => {
                progress.clear();
                message.print();
                total.errors += 1;
                continue;
            }
        };
        let format = formats::of(Path::new(&input.name), &decoded.text);
        let mut notes: Vec<Message> = input::encoding_note(&input.name, &decoded).into_iter().collect();
        if format.name() != "plain" && !input::is_packed(input) {
            notes.push(Message::note(&input.name, format_args!("read as plain text; markup may be damaged too")));
        }
        if !notes.is_empty() {
            progress.clear();
            notes.iter().for_each(Message::print);
        }
        let file = FileOf { args, plan, name: &input.name, text: &decoded.text };
        file.damage(&damager, &mut progress, &mut total, out)?;
    }
    progress.clear();
    Ok(total)
}

/// A file that is read.
struct FileOf<'a> {
    args: &'a DamageArgs,
    plan: &'a Plan,
    name: &'a str,
    text: &'a str,
}

impl FileOf<'_> {
    fn damage(
        &self,
        damager: &Damager,
        progress: &mut Progress,
        total: &mut Total,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        let mut series = Series::new(damager, self.plan, self.args.seed);
        let mut copied = 0;
        for (line, range) in passages(self.text, self.args.passage.unit()) {
            progress.show(range.start, self.text.len(), self.name);
            let original = &self.text[range.clone()];
            let (text, golds) = series.damage(original);
            total.add(original, &golds);
            match self.args.format {
                DamageFormat::Jsonl => self.passage(line, original, text, golds, out)?,
                DamageFormat::Text => {
                    out.write_all(&self.text.as_bytes()[copied..range.start])?;
                    out.write_all(text.as_bytes())?;
                }
            }
            copied = range.end;
        }
        if self.args.format == DamageFormat::Text {
            out.write_all(&self.text.as_bytes()[copied..])?;
        }
        for (mechanism, count) in series.waiting() {
            total.missing.iter_mut().filter(|missing| missing.0 == mechanism).for_each(|missing| missing.1 += count);
        }
        Ok(())
    }

    /// Writes a passage as `score.py` reads it.
    fn passage(
        &self,
        line: usize,
        original: &str,
        text: String,
        golds: Vec<Gold>,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        let passage = Passage {
            id: if self.args.passage.unit() == Unit::Whole {
                self.name.to_owned()
            } else {
                format!("{}:{line}", self.name)
            },
            kind: match &self.plan.mix[..] {
                [only] => only.0.name(),
                _ => "mixed",
            },
            original,
            spans: Place::of(&text, golds),
            text,
        };
        serde_json::to_writer(&mut *out, &passage).map_err(io::Error::from)?;
        writeln!(out)
    }
}

impl Total {
    fn add(&mut self, original: &str, golds: &[Gold]) {
        self.passages += 1;
        self.words += original.split_whitespace().count();
        for (mechanism, count) in &mut self.places {
            *count += golds.iter().filter(|gold| gold.mechanism == *mechanism).count();
        }
    }

    /// Says what was done, on standard error, since standard output is for the passages.
    fn tell(&self) -> Status {
        let list = |counts: &[(Mechanism, usize)]| {
            let counts = counts.iter().filter(|count| count.1 > 0);
            counts.map(|(mechanism, count)| format!("{} {count}", mechanism.name())).collect::<Vec<_>>().join(", ")
        };
        let places: usize = self.places.iter().map(|count| count.1).sum();
        let by_mechanism = if places > 0 { format!(": {}", list(&self.places)) } else { String::new() };
        let missing = match list(&self.missing) {
            missing if missing.is_empty() => missing,
            missing => format!("; no word was left for {missing}"),
        };
        let errors = match self.errors {
            0 => String::new(),
            n => format!("; {} failed", plural(n, "file")),
        };
        let (passages, words) = (plural(self.passages, "passage"), plural(self.words, "word"));
        // That this may fail is nothing that could be told.
        let _ = writeln!(
            io::stderr(),
            "intrus: Damaged {} in {words}, {passages}{by_mechanism}{missing}{errors}.",
            plural(places, "place")
        );
        if self.errors > 0 { Status::Error } else { Status::Clean }
    }
}

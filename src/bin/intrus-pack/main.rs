//! Compiles the language pack from its sources. `data/README.md` tells how to lay the sources out.

mod align;
mod boost;
mod calibration;
mod claims;
mod confidence;
mod corpus;
mod coverage;
mod curated;
mod fit;
mod gates;
mod lexicons;
mod losses;
mod manifest;
mod names;
mod order;
mod pairs;
mod passages;
mod recall;
mod reliability;
mod rules;
mod safety;
mod segments;
mod sharpness;
mod sources;
mod spoil;
mod subword;
mod thesaurus;
mod topics;
mod trial;
mod words;

use anyhow::{Context, Result};
use clap::{Parser, Subcommand};
use intrus::checker::order::Ranker;
use std::path::{Path, PathBuf};

#[derive(Parser)]
#[command(about = "Compiles and measures intrus's language pack")]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

/// What is read.
#[derive(Debug, clap::Args)]
struct Folders {
    /// The unpacked sources, as data/build.sh lays them out.
    #[arg(long, default_value = "data/sources")]
    sources: PathBuf,
    /// The project's data folder.
    #[arg(long, default_value = "data")]
    data: PathBuf,
}

#[derive(Subcommand)]
enum Command {
    /// Compile every file of the pack.
    Build {
        #[command(flatten)]
        folders: Folders,
        /// Where the pack goes.
        #[arg(long, default_value = "data/pack")]
        out: PathBuf,
        /// Keep the subword models that are there (training takes two minutes).
        #[arg(long)]
        keep_subwords: bool,
    },
    /// Compile the file that follows from the others of the pack (`rivals.bin`), and write the manifest.
    Derive {
        /// The pack.
        #[arg(long, default_value = "data/pack")]
        out: PathBuf,
    },
    /// False alarms in good French and recall on damaged sentences of the rules about other damage (MT, TY).
    Rules {
        /// Clean passages beside the reserved text: `.txt`, or `.jsonl` with a field `text`.
        files: Vec<PathBuf>,
        #[command(flatten)]
        folders: Folders,
        /// Only these rules: codes or names.
        #[arg(long, value_delimiter = ',')]
        rule: Vec<String>,
        /// Print so many hits in clean text, evenly spread, and with a single rule the damage that it misses.
        #[arg(long, default_value_t = 0)]
        show: usize,
    },
    /// Every candidate in a line of text, with its probability and features.
    Show {
        /// The text.
        text: String,
    },
    /// What is read of files that hold the source beside the target, as JSON: path, source, target.
    Segments {
        /// The files.
        files: Vec<PathBuf>,
    },
    /// Count how many tokens of a text reach the context model.
    Effort {
        /// A text file.
        file: PathBuf,
    },
    /// How many everyday English words have French.
    Coverage {
        /// Dictionaries to compare with, never shipped: FreeDict's `.dict.dz`, or English, tab, French between `|`.
        #[arg(long)]
        dictionary: Vec<PathBuf>,
        /// Print the words that have none.
        #[arg(long)]
        missing: bool,
    },
    /// How much damage is found and repaired, by mechanism, on reserved text, and with one thesaurus left out; or whether the French that
    /// stood there is among the candidates for the intruders of annotated passages.
    Recall {
        /// Passages with spans and their French, one JSON object a line; without any, reserved text is damaged.
        files: Vec<PathBuf>,
        #[command(flatten)]
        folders: Folders,
        /// Print the places whose French is missing or far down.
        #[arg(long)]
        show: bool,
    },
    /// Why the right French is not offered first in annotated passages: every such place with what beat it, and the causes.
    Losses {
        /// Passages with spans and their French, one JSON object a line.
        files: Vec<PathBuf>,
        /// The forest that orders the repairs, if not the one in the program.
        #[arg(long)]
        order: Option<PathBuf>,
        /// Print the causes only.
        #[arg(long)]
        brief: bool,
    },
    /// How true the confidences and the safe fixes are, on reserved text, damaged, or on annotated passages.
    Reliability {
        /// Passages with spans and their French; without any, reserved text is damaged.
        files: Vec<PathBuf>,
        #[command(flatten)]
        folders: Folders,
        /// The forest that orders the repairs, if not the one in the program.
        #[arg(long)]
        order: Option<PathBuf>,
        /// Print the first suggestions that are wrong though the claim is high.
        #[arg(long)]
        show: bool,
    },
    /// Fit the weights of the detector on reserved text, damaged.
    Fit {
        #[command(flatten)]
        folders: Folders,
        /// The file of the fitted models.
        #[arg(long, default_value = "data/detector.bin")]
        out: PathBuf,
    },
    /// Grow the gates that stop what the models would not report; fit the detector first.
    FitGates {
        #[command(flatten)]
        folders: Folders,
        /// Grow only these, and keep the others as they are in this build.
        #[arg(long, value_delimiter = ',', value_parser = gates::NAMES)]
        only: Vec<String>,
        /// The file of the gates.
        #[arg(long, default_value = "data/gates.bin")]
        out: PathBuf,
    },
    /// Fit what it says of a doubted word that the source of its segment has it or has not, on reserved bilingual text; prints
    /// the table of `src/checker/pair/evidence.rs`.
    FitPairs {
        #[command(flatten)]
        folders: Folders,
    },
    /// Fit the order in which repairs are offered, on reserved text, damaged; fit the detector first.
    FitOrder {
        #[command(flatten)]
        folders: Folders,
        /// The file of the fitted forest.
        #[arg(long, default_value = "data/order.bin")]
        out: PathBuf,
    },
    /// Make the vectors of words for the pack that was built: they go by the numbers of its words
    Topics {
        #[command(flatten)]
        folders: Folders,
        /// The file of the order, which is written again.
        #[arg(long, default_value = "data/order.bin")]
        order: PathBuf,
    },
    /// Fit what repairs that are not looked at take of the shares, what is claimed of findings and repairs, and how sure a safe fix must
    /// be, with the order as it is; `fit-order` does so too.
    FitConfidence {
        #[command(flatten)]
        folders: Folders,
        /// The file of the order, which is written again.
        #[arg(long, default_value = "data/order.bin")]
        order: PathBuf,
    },
}

fn main() -> Result<()> {
    match Arguments::parse().command {
        Command::Build { folders: Folders { sources, data }, out, keep_subwords } => {
            build(&sources, &data, &out, keep_subwords)
        }
        Command::Rules { files, folders: Folders { sources, data }, rule, show } => {
            rules::run(&sources, &data, &files, &rule, show)
        }
        Command::Show { text } => show(&text),
        Command::Segments { files } => segments::run(&files),
        Command::Effort { file } => effort(&file),
        Command::Coverage { dictionary, missing } => coverage::run(&dictionary, missing),
        Command::Recall { files, folders: Folders { sources, data }, .. } if files.is_empty() => {
            spoil::run(&sources::Registry::read(&data.join("sources.toml"))?, &sources)
        }
        Command::Recall { files, show, .. } => recall::run(&files, show),
        Command::Losses { files, order, brief } => losses::run(&files, &ranker(order.as_deref())?, !brief),
        Command::Derive { out } => derive(&out),
        Command::Reliability { files, folders: Folders { sources, data }, order, show } => {
            let registry = sources::Registry::read(&data.join("sources.toml"))?;
            reliability::run(&registry, &sources, &files, &ranker(order.as_deref())?, show)
        }
        Command::Fit { folders: Folders { sources, data }, out } => {
            fit::run(&sources::Registry::read(&data.join("sources.toml"))?, &sources, &out)
        }
        Command::FitGates { folders: Folders { sources, data }, only, out } => {
            gates::run(&sources::Registry::read(&data.join("sources.toml"))?, &sources, &only, &out)
        }
        Command::FitPairs { folders: Folders { sources, data } } => {
            pairs::run(&sources::Registry::read(&data.join("sources.toml"))?, &sources)
        }
        Command::FitOrder { folders: Folders { sources, data }, out } => {
            order::run(&sources::Registry::read(&data.join("sources.toml"))?, &sources, &out)
        }
        Command::Topics { folders: Folders { sources, data }, order } => {
            let registry = sources::Registry::read(&data.join("sources.toml"))?;
            let mut ranker = ranker(Some(&order))?;
            order::number_anew(&registry, &sources, &mut ranker)?;
            order::write(&ranker, &order)
        }
        Command::FitConfidence { folders: Folders { sources, data }, order } => {
            let registry = sources::Registry::read(&data.join("sources.toml"))?;
            let mut ranker = ranker(Some(&order))?;
            order::fit_confidence(&registry, &sources, &mut ranker)?;
            order::write(&ranker, &order)
        }
    }
}

/// The ranker in a file, or else the one in the program.
fn ranker(path: Option<&Path>) -> Result<Ranker> {
    let Some(path) = path else { return Ok(Ranker::embedded().clone()) };
    let bytes = std::fs::read(path).with_context(|| path.display().to_string())?;
    Ok(Ranker::read(bytes.leak()))
}

fn show(text: &str) -> Result<()> {
    let document = intrus::Document::plain(text);
    let (observations, _) = intrus::Checker::new(intrus::Pack::embedded()).observe(&document);
    for o in observations {
        println!("{:?} {:.3} {}..{} {}", o.model, o.probability, o.span.start, o.span.end, o.span.of(text));
        let mut parts: Vec<usize> = (0..o.values.len()).filter(|&i| o.contributions[i].abs() >= 0.05).collect();
        parts.sort_by(|&a, &b| o.contributions[b].abs().total_cmp(&o.contributions[a].abs()));
        for i in parts {
            println!("    {:+6.2}  {:6.2} {}", o.contributions[i], o.values[i], intrus::checker::FEATURE_NAMES[i]);
        }
    }
    Ok(())
}

fn effort(file: &Path) -> Result<()> {
    let text = std::fs::read_to_string(file).with_context(|| file.display().to_string())?;
    let document = intrus::Document::plain(&text);
    let effort = intrus::Checker::new(intrus::Pack::embedded()).effort(&document);
    let share = 100.0 * effort.reached as f64 / effort.words.max(1) as f64;
    println!("{} words, {} reach the context model: {share:.2} %", effort.words, effort.reached);
    Ok(())
}

fn write(out: &Path, name: &str, bytes: &[u8]) -> Result<()> {
    std::fs::write(out.join(name), bytes).with_context(|| format!("{}/{name}", out.display()))?;
    eprintln!("  {name}: {:.2} MB", bytes.len() as f64 / 1e6);
    Ok(())
}

/// The file that follows from the others of a pack, and the manifest.
fn derive(out: &Path) -> Result<()> {
    write(out, "rivals.bin", &intrus::language::rivals::build(intrus::Pack::read(out)?))?;
    manifest::write(out)
}

fn build(sources: &Path, data: &Path, out: &Path, keep_subwords: bool) -> Result<()> {
    std::fs::create_dir_all(out)?;
    let clock = std::time::Instant::now();
    let say = |what: &str| eprintln!("{:6.1} s  {what}", clock.elapsed().as_secs_f64());

    say("French lexicon");
    let french_entries = lexicons::french(sources)?;
    let [forms, lemmas, tables] = intrus::language::lexicon::build_french(&french_entries)?;
    write(out, "french.fst", &forms)?;
    write(out, "french_lemmas.fst", &lemmas)?;
    write(out, "french.bin", &tables)?;
    let french = lexicons::FrenchForms::new(&french_entries);
    write(out, "unaccented.fst", &lexicons::unaccented(&french)?)?;

    say("English lexicon");
    let english = lexicons::english(sources)?;
    let [forms, tables, frequencies] = intrus::language::lexicon::build_english(&english)?;
    write(out, "english.fst", &forms)?;
    write(out, "english.bin", &tables)?;
    write(out, "english_frequency.bin", &frequencies)?;

    say("running text: words");
    let registry = sources::Registry::read(&data.join("sources.toml"))?;
    let counts = corpus::count_words(&registry, sources, &french, &english)?;
    say("running text: n-grams");
    let vocabulary = words::Vocabulary::new(&counts);
    let symbol = |word: &str| vocabulary.get(word).map_or(0, |(symbol, _)| symbol);
    let [model, classes] = corpus::count_ngrams(&registry, sources, &vocabulary, &vocabulary.classes(&french))?;
    write(out, "ngrams.bin", &model)?;
    write(out, "classes.bin", &classes)?;
    write(out, "titles.fst", &corpus::titles(&counts)?)?;

    say("English side of the parallel text");
    let (keys, model) = corpus::english_model(&registry, sources, &english)?;
    write(out, "english_vocabulary.fst", &keys)?;
    write(out, "english_ngrams.bin", &model)?;

    say("hand-written tables");
    let mut tables = curated::read(&data.join("curated"))?;
    tables.respell(&english);
    let [keys, rows] = intrus::language::candidates::build(&tables.translations, symbol)?;
    write(out, "translation.fst", &keys)?;
    write(out, "translation.bin", &rows)?;
    write(out, "loans.fst", &tables.loans()?)?;
    write(out, "names.fst", &tables.names()?)?;

    say("alignment of the parallel text");
    let aligned = align::table(&registry, sources, &french_entries, &english, &tables)?;
    let [keys, rows] = intrus::language::candidates::build(&aligned, symbol)?;
    write(out, "alignment.fst", &keys)?;
    write(out, "alignment.bin", &rows)?;

    say("thesauri");
    let homographs = thesaurus::homographs(sources, &french, &english, &vocabulary, &tables)?;
    let [keys, rows] = intrus::language::candidates::build(&homographs, symbol)?;
    write(out, "homograph.fst", &keys)?;
    write(out, "homograph.bin", &rows)?;

    let starts = lexicons::starts(&english, &[&tables.translations, &homographs]);
    write(out, "starts.bin", &intrus::language::filter::build(&starts))?;

    say("classes");
    write(out, "words.bin", &words::build(&vocabulary, &french, &english, &tables))?;
    say("names");
    names::build(sources, out)?;
    let lists = ["english.fst", "loans.fst", "names.fst", "places.fst", "territories.fst", "english_names.fst"];
    write(out, "listed.bin", &intrus::language::filter::build(&lexicons::listed(out, &lists)?))?;
    if !keep_subwords {
        say("subwords");
        let plain = |form: &&String| french.is_word(form) && !english.contains_key(*form);
        let french_words: Vec<(String, u64)> =
            french.iter().map(|f| f.0).filter(plain).map(|f| (f.clone(), counts.lower(f))).collect();
        let english_words: Vec<(String, u64)> = english
            .iter()
            .filter(|(w, _)| !french.contains(w))
            .map(|(w, e)| (w.clone(), (1e8 * 10f64.powf(f64::from(e.log_frequency.unwrap_or(-8.0)))) as u64))
            .collect();
        subword::train(&french_words, &english_words, out)?;
    }
    say("rivals");
    derive(out)?;
    say("done");
    Ok(())
}

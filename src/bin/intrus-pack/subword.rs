//! Trains the subword models of [`intrus::language::subword`].

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::{Context, Result, anyhow};
use intrus::language::subword::{Vocabulary, mark};
use intrus::text::folded;
use tokenizers::models::unigram::Unigram;
use tokenizers::trainers::UnigramTrainer;

/// Pieces of one model.
const PIECES: u32 = 4_000;

/// Letters of the longest piece, marks included.
const LONGEST_PIECE: usize = 10;

/// Candidates that training starts from.
const SEEDS: usize = 60_000;

/// Trains the two models on words with their counts and writes `subword_fr.json` and `subword_en.json` into `out_dir`.
///
/// Counts are damped: a word weighs 1 + ln(1 + count), so a plain list of words can have all counts at 0. Words with
/// anything else than letters in them are left out. The same words give the same bytes, on any number of threads.
pub fn train(french_words: &[(String, u64)], english_words: &[(String, u64)], out_dir: &Path) -> Result<()> {
    let (french, english) = std::thread::scope(|scope| {
        let french = scope.spawn(|| vocabulary(french_words, PIECES));
        let english = vocabulary(english_words, PIECES);
        (french.join().unwrap_or_else(|_| Err(anyhow!("the trainer panicked"))), english)
    });
    write(&french.context("French subwords")?, &out_dir.join("subword_fr.json"))?;
    write(&english.context("English subwords")?, &out_dir.join("subword_en.json"))
}

/// The trained pieces, by falling score.
fn vocabulary(words: &[(String, u64)], size: u32) -> Result<Vocabulary> {
    let mut weights: BTreeMap<String, u64> = BTreeMap::new();
    for (word, count) in words {
        let word = folded(word);
        if word.chars().all(char::is_alphabetic) && word.chars().nth(1).is_some() {
            let sum = weights.entry(word).or_default();
            *sum = sum.saturating_add(*count);
        }
    }
    let sentences = weights.into_iter().map(|(word, count)| {
        let mut marked = String::new();
        mark(&word, &mut marked);
        // In thirds: the trainer wants whole numbers.
        (marked, (3.0 * (1.0 + (count as f64).ln_1p())).round() as u32)
    });

    let trainer = UnigramTrainer::builder()
        .show_progress(false)
        .vocab_size(size)
        .max_piece_length(LONGEST_PIECE)
        .seed_size(SEEDS)
        .shrinking_factor(0.7)
        .build()?;
    let mut model = Unigram::default();
    // The trainer sums in as many chunks as there are threads, and sums of floats depend on the chunks.
    rayon::ThreadPoolBuilder::new()
        .num_threads(1)
        .build()?
        .install(|| trainer.do_train(sentences.collect(), &mut model))
        .map_err(|e| anyhow!("{e}"))?;
    Ok(settle(model.vocab()))
}

/// Makes scores and order independent of the order in which the trainer's hash sets were walked.
///
/// Single letters that only live on in longer pieces get the lowest score of all, plus one ten-thousandth for each that
/// came before: here they all get the lowest.
fn settle(pieces: &[(String, f64)]) -> Vocabulary {
    let lowest = pieces.iter().map(|(_, score)| *score).fold(0.0, f64::min);
    let letters = pieces.iter().filter(|(piece, _)| piece.chars().nth(1).is_none()).count();
    let added = lowest + 1e-4 * letters as f64;
    let mut pieces: Vec<(String, f64)> = pieces
        .iter()
        .map(|(piece, score)| {
            let alone = piece.chars().nth(1).is_none();
            let score = if alone && *score <= added { lowest } else { *score };
            (piece.clone(), (score * 1000.0).round() / 1000.0)
        })
        .collect();
    pieces.sort_by(|a, b| b.1.total_cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    Vocabulary { pieces }
}

/// Writes a model file.
fn write(vocabulary: &Vocabulary, path: &Path) -> Result<()> {
    let mut json = serde_json::to_vec(vocabulary)?;
    json.push(b'\n');
    std::fs::write(path, json).with_context(|| format!("cannot write {}", path.display()))
}

//! Unigram subword models of French and English, for words that no lexicon knows.
//!
//! A word is cut into the pieces that make it most likely, once with French pieces and once with English ones; which
//! of the two likelihoods is higher tells what the word looks like. The word is set between two [`MARK`]s first, so
//! that `▁re`, `eux▁` and `ing▁` are pieces of their own.

use serde::{Deserialize, Serialize};
use tokenizers::models::unigram::Unigram;

/// Stands before the first and after the last letter of a word.
pub const MARK: char = '▁';

/// Logarithm of the probability of a letter that a model has never seen.
const UNSEEN: f64 = -15.0;

/// Letters of a word that are looked at; a longer word is judged by its beginning.
const LONGEST: usize = 64;

/// The file of one model: what the pack builder writes and [`Subword::load`] reads.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Vocabulary {
    /// The pieces, each with the natural logarithm of its probability.
    pub pieces: Vec<(String, f64)>,
}

/// The two models.
#[derive(Debug)]
pub struct Subword {
    /// Model of French words.
    french: Unigram,
    /// Model of English words.
    english: Unigram,
}

impl Subword {
    /// Reads the two model files; the error says what is wrong with which of them.
    pub fn load(french: &[u8], english: &[u8]) -> Result<Subword, String> {
        Ok(Subword {
            french: model(french).map_err(|e| format!("French subwords: {e}"))?,
            english: model(english).map_err(|e| format!("English subwords: {e}"))?,
        })
    }

    /// Natural logarithm of the odds that a word in look-up form ([`crate::text::folded`]) is English rather than
    /// French: positive for English, negative for French, 0 for a string that tells nothing.
    ///
    /// The parts of a word with a hyphen, an apostrophe or digits in it count as words; single letters do not count.
    pub fn english_log_odds(&self, folded_word: &str) -> f32 {
        let mut marked = String::with_capacity(folded_word.len() + 2 * MARK.len_utf8());
        let mut odds = 0.0;
        for part in parts(folded_word) {
            mark(part, &mut marked);
            odds += log_probability(&self.english, &marked) - log_probability(&self.french, &marked);
        }
        odds as f32
    }
}

/// The letter sequences of `word` that are at least two letters long.
fn parts(word: &str) -> impl Iterator<Item = &str> {
    word.split(|c: char| !c.is_alphabetic()).filter(|part| part.chars().nth(1).is_some())
}

/// Writes `word` between two marks into `out`, which is cleared first.
pub fn mark(word: &str, out: &mut String) {
    out.clear();
    out.push(MARK);
    out.extend(word.chars().take(LONGEST));
    out.push(MARK);
}

/// The model in a file written by the pack builder.
fn model(file: &[u8]) -> Result<Unigram, String> {
    let vocabulary: Vocabulary = serde_json::from_slice(file).map_err(|e| e.to_string())?;
    if vocabulary.pieces.is_empty() {
        return Err("no pieces".to_owned());
    }
    let mut pieces = Vec::with_capacity(vocabulary.pieces.len() + 1);
    // The piece that stands for letters never seen. Parts are letters only, so none can spell it.
    pieces.push(("<unk>".to_owned(), UNSEEN));
    for (piece, score) in vocabulary.pieces {
        if piece.is_empty() || !score.is_finite() || score > 0.0 {
            return Err(format!("piece {piece:?} with the score {score}"));
        }
        pieces.push((piece, score));
    }
    let mut model = Unigram::from(pieces, Some(0), false).map_err(|e| e.to_string())?;
    // Unknown words hardly ever come twice, and the cache is a lock between threads.
    model.resize_cache(0);
    Ok(model)
}

/// Logarithm of the probability of the best segmentation of `marked`.
fn log_probability(model: &Unigram, marked: &str) -> f64 {
    let Ok(tokens) = model.tokenize(marked) else { return 0.0 };
    tokens
        .iter()
        .map(|token| match model.vocab().get(token.id as usize) {
            Some((_, score)) if token.id != 0 => *score,
            _ => UNSEEN * token.value.chars().count() as f64,
        })
        .sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn toy() -> Subword {
        let french = r#"{"pieces":[["▁",-4],["a",-4],["e",-3],["u",-4],["x",-5],["n",-4],["é",-4],["eux▁",-2.5]]}"#;
        let english = r#"{"pieces":[["▁",-4],["a",-4],["e",-3],["u",-4],["x",-6],["n",-4],["ness▁",-2.5],["s",-4]]}"#;
        Subword::load(french.as_bytes(), english.as_bytes()).expect("well-formed")
    }

    #[test]
    fn endings_decide() {
        let toy = toy();
        assert!(toy.english_log_odds("aneux") < -2.0);
        assert!(toy.english_log_odds("aneness") > 2.0);
        // The mark keeps an ending apart from the same letters inside a word.
        assert!(toy.english_log_odds("aneux") < toy.english_log_odds("euxan"));
    }

    #[test]
    fn unseen_letters() {
        let toy = toy();
        // Unknown to both: no evidence. Unknown to English alone: French.
        assert_eq!(toy.english_log_odds("щщ"), 0.0);
        assert!((toy.english_log_odds("anщщea") - toy.english_log_odds("anea")).abs() < 1e-3);
        assert!(toy.english_log_odds("né") < -5.0);
    }

    #[test]
    fn any_input() {
        let toy = toy();
        for word in ["", "a", "-", "''", "<unk>", "\0", "▁", "▁▁eux▁", "日本", "1984", "a-b-c", "e\u{301}e"] {
            assert!(toy.english_log_odds(word).is_finite(), "{word:?}");
        }
        assert_eq!(toy.english_log_odds(""), 0.0);
        assert_eq!(toy.english_log_odds("a-1'n"), 0.0);
        assert!(toy.english_log_odds(&"née".repeat(100_000)).is_finite());
    }

    #[test]
    fn parts_are_words() {
        let toy = toy();
        let sum = toy.english_log_odds("aneux") + toy.english_log_odds("sanes");
        assert!((toy.english_log_odds("aneux-sanes") - sum).abs() < 1e-4);
    }

    #[test]
    fn malformed_files() {
        let good = br#"{"pieces":[["a",-1]]}"#;
        for bad in [&b""[..], b"{}", br#"{"pieces":[]}"#, br#"{"pieces":[["",-1]]}"#, br#"{"pieces":[["a",1]]}"#] {
            assert!(Subword::load(bad, good).is_err());
            assert!(Subword::load(good, bad).is_err());
        }
    }
}

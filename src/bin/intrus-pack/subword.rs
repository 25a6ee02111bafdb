//! Trains the subword models of [`intrus::language::subword`].

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::{Context, Result, anyhow, ensure};
use intrus::language::subword::{Vocabulary, mark};
use intrus::text::folded;
use tokenizers::models::unigram::Unigram;
use tokenizers::trainers::UnigramTrainer;

/// Pieces of one model.
const PIECES: u32 = 4_000;

/// Letters of the longest piece, marks included.
const LONGEST_PIECE: usize = 5;

/// Candidates that training starts from.
const SEEDS: usize = 20_000;

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
    ensure!(!weights.is_empty(), "no words to train on");
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

#[cfg(test)]
mod tests {
    use super::*;
    use intrus::language::subword::Subword;

    const FRENCH: &str = "acheteur acteur administration agréable aimable ancienneté année appartement appeler arrivée \
        arrondissement assurance attention auteur avantage aventure bateaux beauté bonheur bouleversement boulangerie \
        bruyant campagne cerveaux chaleur changement chanteuse chapeaux château chercheur chevaux choisir citoyenneté \
        coiffeuse commencement commerçant comportement conducteur connaissance constructeur couleur courageux créateur \
        croissance danseuse dangereux décision délicieux développement difficulté directeur douceur douloureux \
        éclairage écriture élèves éloignement émotion emploi enfance enseignement ensemble entièrement équipe \
        établissement étrangère événement facteur faiblesse fermeture finir fleuve franchise froideur fromage gâteaux \
        généreux gouvernement grandeur grossesse guérison habitude heureuse hauteur honnêteté horreur image \
        immeuble industrie ingénieur jardinage jeunesse joueur joyeux jugement laveuse lecture lenteur liberté \
        logement longueur lumineux maigreur maintenant malheureux mangeoire mariage menteuse merveilleux meilleur \
        morceaux mouvement musique naissance nageuse nerveux niveaux noirceur nouveauté nuageux obéissance oiseaux \
        orageux ouverture paiement parfaitement pauvreté paysage pêcheur peinture personnage peureux plateaux pluvieux \
        porteur pouvoir précieux présence propreté puissance quelque rapidement réalisateur réseaux ressource réunion \
        richesse rigueur rouleaux sagesse santé sauveteur sérieux société soigneusement souffrance soigneux \
        souvenir splendeur tableaux tendresse terrasse tombeaux travailleur tristesse troupeaux vaisseaux vendeuse \
        venue vieillesse vigoureux virage vitesse voyageur voiture vraiment";
    const ENGLISH: &str = "ability afternoon again aircraft airport almost alongside although always another anything \
        awareness away awful background basket bathroom beautiful because bedroom behaviour belief belong between \
        birthday blackboard blanket boring bottom bright broken brother building businesslike butter calmness \
        careful childhood children choosing church cleaning clockwise cloudy clothes coldness coming cooking \
        countless crowded daily darkness daughter deadly deepest delightful doubtful drawing dreaming drinking driver \
        dusty earlier earthquake easily eating eighteen endless enough everyday everything evening faithful falling \
        farmer father feeling fifteen fighting finger fishing flowering following foolish forever forgiveness \
        forgotten friendly friendship gathering gently girlfriend goodness growing grateful greatness guilty happily \
        happiness hardly harmful hearing heavily helpful homeless hopeful household however hungry husband illness \
        jumping keeper kindness kingdom kitchen knowing knowledge laughing leadership learning leather lightning \
        likely listening lonely loudly lovely making market meaning meeting membership midnight mistake monthly \
        morning mother mouth mushroom narrow nearly neighbour nothing northern outside overcome ownership painful \
        painting partnership peaceful playing pleasing powerful pushing quickly quietness rainbow reading reckless \
        recently relationship running sadness screening seldom seventeen shadow sharpness shelter shopping sickness \
        silly singing sitting sleeping slowly softness something southern speaking spelling spring standing starving \
        stranger strength swimming teaching thankful thickness thinking thought throughout thunder tomorrow together \
        toward truthful turning unhappy upstairs useful useless walking warmth watching weakness wealthy wedding \
        weekly whatever whisper wilderness window without wonderful working worthless writing yellow yesterday";

    fn words(list: &str) -> Vec<(String, u64)> {
        list.split_whitespace().map(|word| (word.to_owned(), 0)).collect()
    }

    #[test]
    fn odds_of_a_small_model() -> Result<()> {
        let (french, english) = (words(FRENCH), words(ENGLISH));
        let out = tempfile::tempdir()?;
        train(&french, &english, out.path())?;
        let read = |name| std::fs::read(out.path().join(name));
        let files = (read("subword_fr.json")?, read("subword_en.json")?);
        let model = Subword::load(&files.0, &files.1).map_err(|e| anyhow!(e))?;
        // None of these is in the lists above.
        for word in
            ["coureur", "rideaux", "paresseux", "aménagement", "chanceux", "emballage", "tableautage", "créativité"]
        {
            assert!(!FRENCH.split_whitespace().any(|known| known == word));
            assert!(model.english_log_odds(word) < 0.0, "{word}: {}", model.english_log_odds(word));
        }
        for word in ["brightness", "hopeless", "showing", "cheerfully", "whenever", "townhall", "highway", "screenings"]
        {
            assert!(!ENGLISH.split_whitespace().any(|known| known == word));
            assert!(model.english_log_odds(word) > 0.0, "{word}: {}", model.english_log_odds(word));
        }

        // The same words in another order, the same bytes.
        let reversed = |words: &[(String, u64)]| words.iter().rev().cloned().collect::<Vec<_>>();
        train(&reversed(&french), &reversed(&english), out.path())?;
        assert!(files == (read("subword_fr.json")?, read("subword_en.json")?));
        Ok(())
    }

    #[test]
    fn counts_are_damped_and_signs_left_out() -> Result<()> {
        let mut french = words(FRENCH);
        french.extend([("Pomme’s".to_owned(), 9), ("mp3".to_owned(), 9), ("a".to_owned(), u64::MAX)]);
        french.extend([("CHÂTEAU".to_owned(), u64::MAX), ("château".to_owned(), u64::MAX)]);
        let vocabulary = vocabulary(&french, 300)?;
        assert!(vocabulary.pieces.len() <= 301);
        assert!(vocabulary.pieces.iter().all(|(piece, score)| {
            *score <= 0.0 && piece.chars().all(|c| c.is_lowercase() || c == intrus::language::subword::MARK)
        }));
        Ok(())
    }

    #[test]
    fn nothing_to_train_on() {
        assert!(vocabulary(&words("1 a'b c"), 100).is_err());
    }
}

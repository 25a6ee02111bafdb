//! English spellings of French words: regular correspondences that land on a French form.

use super::{BY_SPELLING, Repair};
use crate::language::Pack;
use crate::language::lexicon::Prefix;
use crate::text::Origin;

/// English ending -> French endings.
const ENDINGS: &[(&str, &[&str])] = &[
    ("ic", &["ique"]),
    ("ics", &["iques", "ique"]),
    ("ical", &["ique", "ical"]),
    ("ically", &["iquement"]),
    ("or", &["eur"]),
    ("ors", &["eurs"]),
    ("er", &["re", "eur", "ier"]),
    ("ers", &["res", "eurs", "iers"]),
    ("ive", &["if", "ive"]),
    ("ives", &["ifs", "ives"]),
    ("ous", &["eux", "euse"]),
    ("ty", &["té"]),
    ("ties", &["tés"]),
    ("y", &["ie", "é", "e"]),
    ("ies", &["ies", "és"]),
    ("cy", &["ce", "cie"]),
    ("cies", &["ces", "cies"]),
    ("al", &["el", "elle", "al", "ale"]),
    ("als", &["els", "aux", "elles", "ales"]),
    ("ary", &["aire"]),
    ("aries", &["aires"]),
    ("ory", &["oire"]),
    ("ories", &["oires"]),
    ("ist", &["iste"]),
    ("ists", &["istes"]),
    ("ism", &["isme"]),
    ("isms", &["ismes"]),
    ("ment", &["ement", "ment"]),
    ("ments", &["ements", "ments"]),
    ("ence", &["ance"]),
    ("ent", &["ant"]),
    ("m", &["mme", "me"]),
    ("ms", &["mmes", "mes"]),
    ("t", &["te"]),
    ("ts", &["tes"]),
    ("d", &["de"]),
    ("n", &["ne"]),
    ("l", &["le"]),
    ("ate", &["er", "é", "at"]),
    ("ated", &["é", "ée", "és", "ées"]),
    ("ed", &["é", "ée", "és", "ées"]),
    ("e", &["er", "é", ""]),
    ("es", &["ent", "e", "és"]),
    ("ize", &["iser"]),
    ("ise", &["iser"]),
    ("ized", &["isé", "isée", "isés", "isées"]),
    ("ify", &["ifier"]),
    ("ified", &["ifié", "ifiée", "ifiés", "ifiées"]),
    ("ally", &["alement", "ellement"]),
    ("ely", &["ement"]),
    ("ly", &["ement", "lement"]),
    ("tion", &["tion"]),
    ("sis", &["se"]),
    ("ure", &["ure"]),
    ("que", &["que"]),
];

/// Spellings inside a word: English -> French.
const INSIDE: &[(&str, &str)] = &[
    ("ee", "é"),
    ("oo", "ou"),
    ("ou", "u"),
    ("k", "qu"),
    ("f", "ph"),
    ("c", "ch"),
    ("dd", "d"),
    ("d", "dd"),
    ("ss", "s"),
    ("s", "ss"),
    ("x", "cc"),
    ("mm", "m"),
    ("m", "mm"),
    ("nn", "n"),
    ("n", "nn"),
    ("ff", "f"),
    ("tt", "t"),
    ("t", "tt"),
    ("rr", "r"),
    ("pp", "p"),
    ("ll", "l"),
    ("l", "ll"),
    ("gg", "g"),
    ("o", "on"),
    ("un", "on"),
    ("st", "t"),
    ("es", "é"),
    ("ti", "ci"),
];

/// log10 share of a plain change of ending, of accents only, and of a change inside the word.
const ENDING: f32 = -1.5;
const INNER: f32 = -2.6;

/// French forms that `word` is the English spelling of.
pub fn cognates(pack: &'static Pack, word: &str, found: &mut Vec<Repair>) {
    if word.len() < 4 || !word.is_ascii() {
        return;
    }
    let mut stems: Vec<(String, f32)> = vec![(word.to_owned(), -1.2)];
    for (ending, replacements) in ENDINGS {
        if let Some(stem) = word.strip_suffix(ending)
            && stem.len() >= 2
        {
            stems.extend(replacements.iter().map(|r| (format!("{stem}{r}"), ENDING)));
        }
    }
    let words = Words::new(pack);
    for (stem, share) in stems.clone() {
        // How far the stem goes with some French word: a change further on cannot make one.
        let reach = words.reach(&stem);
        for (english, french) in INSIDE {
            for (at, _) in stem.match_indices(english).filter(|m| m.0 > 0 && m.0 <= reach) {
                let rest = &stem[at + english.len()..];
                if words.has([&stem[..at], french, rest]) {
                    stems.push((format!("{}{french}{rest}", &stem[..at]), share + INNER - ENDING));
                }
            }
        }
    }
    stems.sort_by(|a, b| a.0.cmp(&b.0).then(b.1.total_cmp(&a.1)));
    stems.dedup_by(|a, b| a.0 == b.0);
    for (stem, share) in stems {
        for form in accented(pack, &stem) {
            if form != word {
                found.push(Repair { text: form, log_channel: share, origin: Origin::Cognate, sources: BY_SPELLING });
            }
        }
    }
}

/// The French words, as they are written and without their accents.
struct Words {
    forms: Prefix,
    unaccented: Prefix,
}

impl Words {
    fn new(pack: &'static Pack) -> Self {
        Words { forms: pack.french.prefix(), unaccented: Prefix::of(pack.unaccented.as_fst()) }
    }

    /// Bytes of `stem` after which no French word goes on like it, whatever its accents.
    fn reach(&self, stem: &str) -> usize {
        let mut walks = [Some(self.forms), Some(self.forms), Some(self.unaccented)];
        for (at, c) in stem.char_indices() {
            walks = step(walks, c);
            if walks.iter().all(Option::is_none) {
                return at;
            }
        }
        stem.len()
    }

    /// Whether the parts together are a form, or one but for accents.
    fn has(&self, parts: [&str; 3]) -> bool {
        let mut walks = [Some(self.forms), Some(self.forms), Some(self.unaccented)];
        for c in parts.into_iter().flat_map(str::chars) {
            walks = step(walks, c);
            if walks.iter().all(Option::is_none) {
                return false;
            }
        }
        walks.into_iter().flatten().any(Prefix::is_entry)
    }
}

/// Walks on with a letter: as it is in the first list, without its accent in the others.
fn step([exact, plain, unaccented]: [Option<Prefix>; 3], c: char) -> [Option<Prefix>; 3] {
    let bare = match c {
        'é' | 'è' | 'ê' => 'e',
        c => c,
    };
    let on = |walk: Option<Prefix>, c: char| walk?.then(c.encode_utf8(&mut [0; 4]));
    [on(exact, c), on(plain, bare), on(unaccented, bare)]
}

/// French words that read like `word` once accents (two at most) are put on it.
pub(super) fn accented(pack: &Pack, word: &str) -> Vec<String> {
    let mut found = Vec::new();
    if pack.french.is_word(word) {
        found.push(word.to_owned());
    }
    let plain = crate::text::unaccented(word);
    // No form has accents where the word has none: the lists hold all of them.
    if !pack.unaccented.contains(&plain) && (plain == word || !pack.french.is_word(&plain)) {
        return found;
    }
    let mut level = vec![word.to_owned()];
    for _ in 0..3 {
        let mut next = Vec::new();
        for base in &level {
            for (at, c) in base.char_indices() {
                let accents: &[&str] = match c {
                    'e' => &["é", "è", "ê"],
                    'a' => &["â", "à"],
                    'i' => &["î", "ï"],
                    'o' => &["ô"],
                    'u' => &["û"],
                    'c' => &["ç"],
                    _ => continue,
                };
                for accent in accents {
                    let form = format!("{}{accent}{}", &base[..at], &base[at + c.len_utf8()..]);
                    if pack.french.is_word(&form) && !found.contains(&form) {
                        found.push(form.clone());
                    }
                    next.push(form);
                }
            }
        }
        if !found.is_empty() || next.len() > 400 {
            break;
        }
        level = next;
    }
    found
}

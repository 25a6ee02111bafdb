//! English spellings of French words: regular correspondences that land on a French form.

use super::BY_SPELLING;
use super::found::{Found, French};
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

/// Spellings inside a word that start with a letter: English -> French.
fn spellings(letter: u8) -> &'static [(&'static str, &'static str)] {
    match letter {
        b'c' => &[("c", "ch")],
        b'd' => &[("dd", "d"), ("d", "dd")],
        b'e' => &[("ee", "é"), ("es", "é")],
        b'f' => &[("f", "ph"), ("ff", "f")],
        b'g' => &[("gg", "g")],
        b'k' => &[("k", "qu")],
        b'l' => &[("ll", "l"), ("l", "ll")],
        b'm' => &[("mm", "m"), ("m", "mm")],
        b'n' => &[("nn", "n"), ("n", "nn")],
        b'o' => &[("oo", "ou"), ("ou", "u"), ("o", "on")],
        b'p' => &[("pp", "p")],
        b'r' => &[("rr", "r")],
        b's' => &[("ss", "s"), ("s", "ss"), ("st", "t")],
        b't' => &[("tt", "t"), ("t", "tt"), ("ti", "ci")],
        b'u' => &[("un", "on")],
        b'x' => &[("x", "cc")],
        _ => &[],
    }
}

/// log10 share of a plain change of ending, of accents only, and of a change inside the word.
const ENDING: f32 = -1.5;
const INNER: f32 = -2.6;

/// French forms that `word` is the English spelling of.
pub fn cognates(pack: &'static Pack, word: &str, found: &mut Found) {
    if word.len() < 4 || !word.is_ascii() {
        return;
    }
    // The word and what changes of its ending make of it, as far as that is some French word but for accents.
    let mut stems: Vec<(String, f32)> = Vec::new();
    let mut trail = Trail::new(pack);
    trail.go(word);
    let changes: Vec<Change> = trail.changes(1).collect();
    inside(&trail, &changes, word.len(), -1.2, &mut stems);
    let mut changed = Trail::new(pack);
    let last = word.bytes().last();
    for (ending, replacements) in ENDINGS.iter().filter(|(ending, _)| ending.bytes().last() == last) {
        if let Some(stem) = word.strip_suffix(ending)
            && stem.len() >= 2
        {
            for replacement in *replacements {
                changed.go_like(&trail, stem.len());
                changed.go(replacement);
                // No change takes more than two letters: those that start before the last of the stem are the same.
                inside(&changed, &changes, stem.len() - 1, ENDING, &mut stems);
            }
        }
    }
    stems.sort_by(|a, b| a.0.cmp(&b.0).then(b.1.total_cmp(&a.1)));
    stems.dedup_by(|a, b| a.0 == b.0);
    for (stem, share) in stems {
        for form in accented(pack, &stem) {
            if form != word {
                found.add(French::Made(&form), share, Origin::Cognate, BY_SPELLING);
            }
        }
    }
}

/// A French spelling put for an English one inside a text.
#[derive(Clone, Copy)]
struct Change {
    /// Where the English starts.
    at: usize,
    english: &'static str,
    french: &'static str,
    /// Where the text leads with the French.
    walks: Walks,
}

/// Adds the stem at the end of a trail, and what a change inside it makes of it, where that is a French word but for accents.
/// Those of the changes that start before `from` are known.
fn inside(trail: &Trail, known: &[Change], from: usize, share: f32, stems: &mut Vec<(String, f32)>) {
    if trail.is_word() {
        stems.push((trail.text.clone(), share));
    }
    let known = known.iter().copied().filter(|change| change.at < from);
    for Change { at, english, french, walks } in known.chain(trail.changes(from)) {
        let rest = &trail.text[at + english.len()..];
        if walks.then(rest).is_some_and(Walks::is_word) {
            stems.push((format!("{}{french}{rest}", &trail.text[..at]), share + INNER - ENDING));
        }
    }
}

/// Places in the lists of French words that some text leads to.
#[derive(Clone, Copy)]
struct Walks {
    /// Among the forms.
    exact: Option<Prefix>,
    /// Among the forms, the accents of the text left out; nothing before the first of these.
    plain: Option<Prefix>,
    /// Whether the text has accents.
    is_accented: bool,
    /// Among the forms without their accents, those of the text left out too.
    unaccented: Option<Prefix>,
}

impl Walks {
    /// Those that go on with `text`, if there are any.
    fn then(mut self, text: &str) -> Option<Self> {
        for c in text.chars() {
            let bare = match c {
                'é' | 'è' | 'ê' => 'e',
                c => c,
            };
            if bare != c && !self.is_accented {
                (self.plain, self.is_accented) = (self.exact, true);
            }
            self.exact = self.exact.and_then(|walk| walk.then_letter(c));
            self.plain = self.plain.and_then(|walk| walk.then_letter(bare));
            self.unaccented = self.unaccented.and_then(|walk| walk.then_letter(bare));
            if self.exact.is_none() && self.plain.is_none() && self.unaccented.is_none() {
                return None;
            }
        }
        Some(self)
    }

    /// Whether what was walked so far is a form, or one but for accents.
    fn is_word(self) -> bool {
        [self.exact, self.plain, self.unaccented].into_iter().flatten().any(Prefix::is_entry)
    }
}

/// Room for the letters of nearly every word and what its ending grows by.
const ROOM: usize = 32;

/// A text with the places that each of its beginnings leads to.
struct Trail {
    text: String,
    /// For each beginning that some French word has, its length and its places.
    walks: Vec<(usize, Walks)>,
}

impl Trail {
    fn new(pack: &'static Pack) -> Self {
        let forms = Some(pack.french.prefix());
        let unaccented = Some(pack.unaccented.prefix());
        Trail {
            text: String::with_capacity(ROOM),
            walks: vec![(0, Walks { exact: forms, plain: None, is_accented: false, unaccented })],
        }
    }

    /// Starts like another, of which so many bytes are the beginning.
    fn go_like(&mut self, other: &Trail, bytes: usize) {
        self.text.clear();
        self.text.push_str(&other.text[..bytes]);
        self.walks.clear();
        self.walks.extend(other.walks.iter().copied().take_while(|walk| walk.0 <= bytes));
    }

    /// Goes on with `text`.
    fn go(&mut self, text: &str) {
        for c in text.chars() {
            let last = self.walks.last().filter(|walk| walk.0 == self.text.len());
            let next = last.and_then(|walk| walk.1.then(c.encode_utf8(&mut [0; 4])));
            self.text.push(c);
            self.walks.extend(next.map(|walks| (self.text.len(), walks)));
        }
    }

    /// The changes from a place on that some French word may begin with.
    fn changes(&self, from: usize) -> impl Iterator<Item = Change> {
        self.walks.iter().filter(move |walk| walk.0 >= from).flat_map(|&(at, walks)| {
            let after = &self.text[at..];
            let here = after.bytes().next().map_or(&[][..], spellings);
            here.iter().filter(|(english, _)| after.starts_with(english)).filter_map(move |&(english, french)| {
                walks.then(french).map(|walks| Change { at, english, french, walks })
            })
        })
    }

    /// Whether the text is a form, or one but for accents.
    fn is_word(&self) -> bool {
        self.walks.last().is_some_and(|walk| walk.0 == self.text.len() && walk.1.is_word())
    }
}

/// Accents at most that are put on a word.
const ACCENTS: usize = 3;

/// Ways to put accents on a word beyond which no more accents are tried.
const WAYS: usize = 400;

/// The letters that may stand for a letter without its accent.
fn accents(letter: char) -> &'static [char] {
    match letter {
        'e' => &['é', 'è', 'ê'],
        'a' => &['â', 'à'],
        'i' => &['î', 'ï'],
        'o' => &['ô'],
        'u' => &['û'],
        'c' => &['ç'],
        _ => &[],
    }
}

/// French words that read like `word` once accents, as few as possible, are put on it; and itself.
pub(super) fn accented(pack: &'static Pack, word: &str) -> Vec<String> {
    let is_word = pack.french.is_word(word);
    let mut found: Vec<String> = is_word.then(|| word.to_owned()).into_iter().collect();
    let plain = crate::text::unaccented(word);
    // No form has accents where the word has none: the lists hold all of them.
    if !pack.unaccented.contains(&plain) && (plain == word || !pack.french.is_word(&plain)) {
        return found;
    }
    let ways = || word.chars().map(|c| accents(c).len());
    let one: usize = ways().sum();
    let two: usize = ways().map(|own| own * (one - own)).sum();
    let most = match is_word {
        false if one <= WAYS && two <= WAYS => ACCENTS,
        false if one <= WAYS => 2,
        _ => 1,
    };
    let mut forms = Vec::new();
    put_accents(pack.french.prefix(), word, &mut String::new(), [0, most], &mut |form, count| {
        if count > 0 && pack.french.is_word(form) {
            forms.push((count, form.to_owned()));
        }
    });
    let fewest = forms.iter().map(|form| form.0).min();
    found.extend(forms.into_iter().filter(|form| Some(form.0) == fewest).map(|form| form.1));
    found
}

/// Calls `each` with the forms that go on after `walk`, where `form` leads, like `rest` but for some accents more, and the number
/// of all that were put.
fn put_accents(
    walk: Prefix,
    rest: &str,
    form: &mut String,
    [put, most]: [usize; 2],
    each: &mut impl FnMut(&str, usize),
) {
    let mut letters = rest.chars();
    let Some(letter) = letters.next() else {
        if walk.is_entry() {
            each(form, put);
        }
        return;
    };
    let (rest, len) = (letters.as_str(), form.len());
    let others = if put < most { accents(letter) } else { &[] };
    for (written, put) in [(letter, put)].into_iter().chain(others.iter().map(|&other| (other, put + 1))) {
        if let Some(walk) = walk.then_letter(written) {
            form.push(written);
            put_accents(walk, rest, form, [put, most], each);
            form.truncate(len);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::found::Found;
    use super::{accented, cognates};
    use crate::Pack;

    #[test]
    fn accents_are_put_where_french_has_them() {
        for (word, forms) in [
            ("ecole", &["école"][..]),
            ("eleve", &["élève", "élevé"]),
            ("mission", &["mission"]),
            ("peche", &["pèche", "pêche"]),
            ("qzxwk", &[]),
        ] {
            let found = accented(Pack::embedded(), word);
            for form in forms {
                assert!(found.iter().any(|f| f == form), "{word}: {found:?}");
            }
            assert!(found.len() >= forms.len() && (!forms.is_empty() || found.is_empty()), "{word}: {found:?}");
        }
    }

    #[test]
    fn spellings_are_put_into_french() {
        for (english, french) in [("electronic", "électronique"), ("doctor", "docteur"), ("program", "programme")] {
            let mut found = Found::new(Pack::embedded());
            cognates(Pack::embedded(), english, &mut found);
            let repairs = found.repairs;
            assert!(repairs.iter().any(|repair| repair.text == french), "{english}: {repairs:?}");
        }
    }
}

//! Numbers written as words.

use crate::text::has_words;

/// Whether a text in small letters says a number from 0 to 100, or a power of ten, in English.
pub(super) fn in_english(number: &str, text: &str) -> bool {
    let Ok(n) = number.parse::<usize>() else { return false };
    let said = |words: &[&str]| words.iter().any(|word| has_words(text, word));
    if let Some((_, words)) = ENGLISH.iter().find(|(value, _)| *value == n)
        && said(words)
    {
        return true;
    }
    // `hundreds of thousands` are about 100 000.
    let is_round = |power: usize, words: &[&str]| n >= power && n.is_multiple_of(power) && said(words);
    if is_round(1000, &["thousand", "thousands"]) || is_round(1_000_000, &["million", "millions", "billion"]) {
        return true;
    }
    let (tens, unit) = (n / 10 * 10, n % 10);
    n < 100 && unit > 0 && said(&[&format!("{}-{}", cardinal(ENGLISH, tens), cardinal(ENGLISH, unit))])
}

/// The same in French.
pub(super) fn in_french(number: &str, text: &str) -> bool {
    let Ok(n) = number.parse::<usize>() else { return false };
    let said = |words: &[&str]| words.iter().any(|word| has_words(text, word));
    if let Some((_, words)) = FRENCH.iter().find(|(value, _)| *value == n)
        && said(words)
    {
        return true;
    }
    let (tens, unit) = if (70..80).contains(&n) || (90..100).contains(&n) {
        (n / 10 * 10 - 10, n % 10 + 10)
    } else {
        (n / 10 * 10, n % 10)
    };
    if !(17..100).contains(&n) || unit == 0 {
        return false;
    }
    let tens = if tens == 80 { "quatre-vingt" } else { cardinal(FRENCH, tens) };
    let unit = cardinal(FRENCH, unit);
    said(&[&format!("{tens}-{unit}"), &format!("{tens} et {unit}"), &format!("{tens}-et-{unit}")])
}

/// Whether a text says a number in Roman letters.
pub(super) fn in_roman(number: &str, text: &str) -> bool {
    let Ok(mut n) = number.parse::<usize>() else { return false };
    if n == 0 || n > 3000 {
        return false;
    }
    let mut roman = String::new();
    for (value, letters) in ROMAN {
        while n >= *value {
            roman.push_str(letters);
            n -= value;
        }
    }
    // `XXIe siècle`, `Ier`.
    text.split(|c: char| !c.is_alphanumeric())
        .any(|word| word.strip_prefix(&*roman).is_some_and(|rest| matches!(rest, "" | "e" | "er" | "ème" | "re" | "ᵉ")))
}

fn cardinal(table: &[(usize, &[&'static str])], n: usize) -> &'static str {
    table.iter().find(|(value, _)| *value == n).and_then(|(_, words)| words.first()).copied().unwrap_or_default()
}

const ROMAN: &[(usize, &str)] = &[
    (1000, "M"),
    (900, "CM"),
    (500, "D"),
    (400, "CD"),
    (100, "C"),
    (90, "XC"),
    (50, "L"),
    (40, "XL"),
    (10, "X"),
    (9, "IX"),
    (5, "V"),
    (4, "IV"),
    (1, "I"),
];

/// The cardinal comes first.
const ENGLISH: &[(usize, &[&str])] = &[
    (0, &["zero", "no", "none", "nil", "without", "positive", "negative"]),
    (1, &["one", "a", "an", "first", "once", "single", "each", "every", "per"]),
    (2, &["two", "second", "twice", "both", "double", "pair", "couple", "half"]),
    (3, &["three", "third", "triple", "thrice"]),
    (4, &["four", "fourth", "quarter", "quadruple"]),
    (5, &["five", "fifth"]),
    (6, &["six", "sixth"]),
    (7, &["seven", "seventh", "week", "weekly"]),
    (8, &["eight", "eighth"]),
    (9, &["nine", "ninth"]),
    (10, &["ten", "tenth"]),
    (11, &["eleven", "eleventh"]),
    (12, &["twelve", "twelfth", "dozen", "noon"]),
    (13, &["thirteen", "thirteenth"]),
    (14, &["fourteen", "fourteenth", "fortnight"]),
    (15, &["fifteen", "fifteenth", "quarter"]),
    (16, &["sixteen", "sixteenth"]),
    (17, &["seventeen", "seventeenth"]),
    (18, &["eighteen", "eighteenth"]),
    (19, &["nineteen", "nineteenth"]),
    (20, &["twenty", "twentieth"]),
    (24, &["day", "daily", "midnight"]),
    (30, &["thirty", "thirtieth", "half"]),
    (40, &["forty", "fortieth"]),
    (50, &["fifty", "fiftieth"]),
    (60, &["sixty", "sixtieth"]),
    (70, &["seventy", "seventieth"]),
    (80, &["eighty", "eightieth"]),
    (90, &["ninety", "ninetieth"]),
    (100, &["hundred", "hundredth", "percent"]),
    (1000, &["thousand", "thousandth"]),
    (1_000_000, &["million", "millionth"]),
];

const FRENCH: &[(usize, &[&str])] = &[
    (0, &["zéro", "aucun", "aucune", "nul", "nulle", "sans"]),
    (
        1,
        &[
            "un",
            "une",
            "premier",
            "première",
            "seul",
            "seule",
            "simple",
            "chaque",
            "par",
            "l'",
            "le",
            "la",
            "plusieurs",
        ],
    ),
    (2, &["deux", "deuxième", "second", "seconde", "double", "doubles", "moitié", "demi", "demie", "paire", "couple"]),
    (3, &["trois", "troisième", "tiers", "triple"]),
    (4, &["quatre", "quatrième", "quart", "quarts", "quadruple"]),
    (5, &["cinq", "cinquième"]),
    (6, &["six", "sixième"]),
    (7, &["sept", "septième", "semaine", "hebdomadaire"]),
    (8, &["huit", "huitième", "huitaine"]),
    (9, &["neuf", "neuvième"]),
    (10, &["dix", "dixième", "dizaine"]),
    (11, &["onze", "onzième"]),
    (12, &["douze", "douzième", "douzaine", "midi"]),
    (13, &["treize", "treizième"]),
    (14, &["quatorze", "quatorzième"]),
    (15, &["quinze", "quinzième", "quinzaine", "quart"]),
    (16, &["seize", "seizième"]),
    (17, &["dix-sept", "dix-septième"]),
    (18, &["dix-huit", "dix-huitième"]),
    (19, &["dix-neuf", "dix-neuvième"]),
    (20, &["vingt", "vingtième", "vingtaine"]),
    (24, &["jour", "minuit"]),
    (30, &["trente", "trentième", "trentaine", "demie"]),
    (40, &["quarante", "quarantième", "quarantaine"]),
    (50, &["cinquante", "cinquantième", "cinquantaine"]),
    (60, &["soixante", "soixantième", "soixantaine"]),
    (70, &["soixante-dix", "septante"]),
    (80, &["quatre-vingts", "quatre-vingt"]),
    (90, &["quatre-vingt-dix", "nonante"]),
    (100, &["cent", "cents", "centième", "centaine", "centaines", "pour cent"]),
    (1000, &["mille", "millier", "milliers", "millième"]),
    (1_000_000, &["million", "millions"]),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words() {
        for (n, text) in [("2", "the two cats"), ("21", "twenty-one"), ("12", "a dozen eggs"), ("100", "one hundred")] {
            assert!(in_english(n, text), "{n} {text}");
        }
        for (n, text) in [
            ("21", "vingt et un"),
            ("72", "soixante-douze"),
            ("71", "soixante et onze"),
            ("99", "quatre-vingt-dix-neuf"),
            ("85", "quatre-vingt-cinq"),
        ] {
            assert!(in_french(n, text), "{n} {text}");
        }
        assert!(!in_english("2", "twofold") && !in_french("2", "deuxpoints") && !in_english("8", "of night"));
        assert!(in_roman("21", "le XXIe siècle") && in_roman("4", "Henri IV") && !in_roman("5", "Vis"));
    }
}

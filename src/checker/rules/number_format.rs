//! MT209 number-format.

use super::{At, Look, Precedence, Rule, Severity, Sighting, State, Tagged};
use crate::language::Doubt;
use crate::language::lexicon::Tags;
use crate::text::{Span, TokenKind};

pub(super) static RULE: Rule = Rule {
    code: "MT209",
    name: "number-format",
    summary: "A number in the English form, a version with a comma, “to” for “To”.",
    severity: Severity::Warning,
    state: State::Stable,
    precedence: Precedence::First,
    page: include_str!("number_format.md"),
    look: Look::Token(At::NUMBER.or(At::OPAQUE), look),
    bad: &[
        "L’entrée coûte [$1,250.50] par an.",
        "L’entrée coûte [1,250.50] € par an.",
        "La ville a payé [1,250] euros pour un banc.",
        "Le déficit atteint [12.5] % du budget.",
        "Le billet coûte [$7.99] à Montréal.",
        "Le billet coûte [€7.99] à Lyon.",
        "Le pays compte [1,250,000] habitants.",
        "La manifestation a réuni [12,500] personnes.",
        "La région compte [3,800] cas depuis mardi.",
        "Le correctif vaut pour App-V [4,5] et pour la suite.",
        "Le programme demande la version [4,5] au moins.",
        "Le câble suit la norme USB [2,0].",
        "L’ordinateur a un disque de [1 to] et un écran.",
        "Il faut [16 go] de mémoire pour ce jeu.",
        "La ville a dépensé [3.77] milliards d’euros.",
    ],
    good: &[
        "L’entrée coûte 1 250,50 $ par an, et 1\u{202f}250,50 € à Paris.",
        "Le déficit atteint 12,5 % du budget et 3,5 milliards d’euros.",
        "La version 4.5 de Python 3.8 date du 12.05.2019.",
        "Le match s’est fini sur le score de 3 à 2 à 10.30 h.",
        "L’ordinateur a un disque de 1 To et 16 Go de mémoire.",
        "La Renault de 1,6 litre existe en version 1,5 litre.",
        "Le serveur 192.168.1.10 répond sur le port 8080.",
        "Le script lit $1 puis $HOME et vend 3,50 kg de pommes.",
        "Le pied mesure 30,48 cm, et le fichier pèse 350 ko.",
        "Il faut Windows 7, 8 ou 10 et 1,250 kg de farine.",
        "Le pays compte 1,874 enfants par femme et 2,125 tonnes de blé.",
        "Le loyer est de 1.250 euros, et la caution de 10.000 euros.",
    ],
};

/// Of the hits on the reserved text all were right.
const CONFIDENCE: f32 = 0.97;

/// What has no thousandths: three digits before it are thousands.
const WHOLE: &str = "\
    € $ £ euro euros dollar dollars personnes habitants morts blessés";

/// What has thousandths.
const UNITS_OF_MEASURE: &str = "\
    kg g mg km m cm mm l ha t h min s pts kWh MWh MW kW MHz GHz tonnes kilos kilogrammes grammes mètres \
    kilomètres centimètres millimètres litres hectares degrés secondes minutes heures points volts watts \
    kilowatts mégawatts joules calories bars milles fois pouces pieds onces carats unités parts \
    kilowattheures millisecondes millions milliards";

/// What a decimal number stands before. Hours have a point too (`10.30 h`), and engines have names with one (`2.0 litres`).
const MEASURES: &str = "\
    % € $ £ euros dollars millions milliards million milliard points kg kilos tonnes km kilomètres mètres cm \
    centimètres mm millimètres hectares degrés °C GHz MHz kWh";

/// Programs and norms whose versions are numbers with a point.
const VERSIONED: &str = "\
    version versions windows android ios macos ubuntu debian fedora python php perl ruby java office firefox \
    chrome wordpress drupal django symfony laravel mysql postgresql sqlite oracle app-v usb hdmi bluetooth \
    tls ssl http html css pdf unicode opengl directx kubernetes docker angular node.js vue.js react \
    typescript javascript powershell exchange sharepoint gnome kde linux openssl libreoffice rust swift \
    kotlin qt";

/// Whether a list with spaces between has a word.
fn has(list: &str, word: &str) -> bool {
    list.split_ascii_whitespace().any(|listed| listed == word)
}

/// Units of memory as they should be written.
const UNITS: &[(&str, &str)] = &[("go", "Go"), ("mo", "Mo"), ("to", "To")];

/// Words of grammar and verbs: after a version, not after a measure.
const PLAIN: Tags = Tags(
    Tags::DETERMINER.0 | Tags::PRONOUN.0 | Tags::PREPOSITION.0 | Tags::CONJUNCTION.0 | Tags::ADVERB.0 | Tags::VERB.0,
);

fn look(tagged: Tagged, at: usize) -> Option<Sighting> {
    let text = tagged.surface(at);
    if let Some(amount) = text.strip_prefix('$') {
        return price(tagged.span(at), amount, '$');
    }
    if !text.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let before = at.checked_sub(1).filter(|&before| tagged.span(before).end == tagged.span(at).start);
    if let Some(sign @ ("€" | "£" | "$")) = before.map(|before| tagged.surface(before)) {
        return price(tagged.spans(at - 1, at), text, sign.chars().next()?);
    }
    // Of all other numbers only a small letter after them can be wrong.
    if !text.bytes().any(|byte| matches!(byte, b',' | b'.')) {
        return unit(tagged, at, text);
    }
    thousands_or_decimals(tagged, at, text).or_else(|| version(tagged, at, text)).or_else(|| unit(tagged, at, text))
}

/// A sign of money before an amount, as in English.
fn price(span: Span, amount: &str, sign: char) -> Option<Sighting> {
    let french = thousands(amount)
        .or_else(|| decimals(amount).filter(|_| amount.rsplit('.').next().map(str::len) == Some(2)))?;
    let repair = format!("{french}\u{a0}{sign}");
    Some(Sighting::new(span, CONFIDENCE, MESSAGE).with_repair(repair, 0.98))
}

const MESSAGE: &str = "the number has the English form";

/// `1,250.50`, `1,250 euros`, `12.5 %`.
fn thousands_or_decimals(tagged: Tagged, at: usize, text: &str) -> Option<Sighting> {
    let after = tagged.surface(at + 1);
    let is = |list: &str| tagged.gap_before(at + 1).chars().count() <= 1 && has(list, after);
    let sighting = || Sighting::new(tagged.span(at), CONFIDENCE, MESSAGE);
    if let Some(french) = thousands(text) {
        // `1,874 enfants par femme` is a mean.
        let is_mean = tagged.surface(at + 2) == "par";
        let is_thing = || {
            tagged.gap_before(at + 1).chars().count() == 1
                && tagged.tags(at + 1).intersects(Tags::NOUN)
                && tagged.tags(at + 1).intersects(Tags::PLURAL)
                && !has(UNITS_OF_MEASURE, after)
        };
        return if text.contains('.') || is(WHOLE) && !is_mean {
            Some(sighting().with_repair(french, 0.98))
        } else {
            let is_likely = text.matches(',').count() > 1 || !is_mean && is_thing();
            is_likely.then(|| sighting().with_guess(french, 0.9))
        };
    }
    let french = decimals(text).filter(|_| is(MEASURES))?;
    Some(sighting().with_repair(french, 0.98))
}

/// The French form of a number with commas between its thousands.
fn thousands(text: &str) -> Option<String> {
    let (whole, part) = text.split_once('.').map_or((text, None), |(whole, part)| (whole, Some(part)));
    let (first, rest) = whole.split_once(',')?;
    let is_number = |text: &str| text.bytes().all(|b| b.is_ascii_digit()) && !text.is_empty();
    let is_first = (1..=3).contains(&first.len()) && !first.starts_with('0') && is_number(first);
    if !is_first || !rest.split(',').all(|group| group.len() == 3 && is_number(group)) {
        return None;
    }
    let whole = whole.replace(',', "\u{202f}");
    match part {
        None => Some(whole),
        Some(part) => is_number(part).then(|| format!("{whole},{part}")),
    }
}

/// The French form of a number with a point before its decimals.
fn decimals(text: &str) -> Option<String> {
    let (whole, part) = text.split_once('.')?;
    let is_number =
        |text: &str, most: usize| (1..=most).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
    // Three digits are thousands with a point between, as some write them.
    (is_number(whole, 9) && is_number(part, 2)).then(|| format!("{whole},{part}"))
}

/// A version with a comma, after the name of a program.
fn version(tagged: Tagged, at: usize, text: &str) -> Option<Sighting> {
    let (major, minor) = text.split_once(',')?;
    let is_short = |text: &str| (1..=2).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
    let name = at.checked_sub(1).map(|before| tagged.surface(before).to_lowercase())?;
    let is_version = is_short(major) && is_short(minor) && tagged.gap_before(at).chars().count() == 1;
    // `Windows 7,8 ou 10` is a list.
    let is_list = matches!(tagged.surface(at + 1), "et" | "ou") && tagged.is(at + 2, TokenKind::Number);
    if !is_version || is_list || !has(VERSIONED, &name) || !is_open(tagged, at + 1) {
        return None;
    }
    let message = "a version has a point, and no comma";
    Some(Sighting::new(tagged.span(at), CONFIDENCE, message).with_repair(format!("{major}.{minor}"), 0.98))
}

/// Whether the number before a token counts nothing: the sentence goes on with a mark or a word of grammar.
fn is_open(tagged: Tagged, at: usize) -> bool {
    let mark = |kind| tagged.is(at, kind);
    let is_mark = [TokenKind::Stop, TokenKind::Comma, TokenKind::LineEnd, TokenKind::CloseQuote].into_iter().any(mark);
    let is_bracket = matches!(tagged.surface(at), ")" | "]" | ";" | ":" | "(");
    at >= tagged.len() || is_mark || is_bracket || tagged.tags(at).intersects(PLAIN)
}

/// A unit of memory in small letters.
fn unit(tagged: Tagged, at: usize, text: &str) -> Option<Sighting> {
    let digits = text.trim_start_matches(|c: char| c.is_ascii_digit() || c == ',').len();
    let (number, end) = text.split_at(text.len() - digits);
    let (written, last) = if end.is_empty() { (tagged.surface(at + 1), at + 1) } else { (end, at) };
    let unit = UNITS.iter().find(|unit| unit.0 == written)?.1;
    let gap = tagged.gap_before(at + 1);
    if last > at && !matches!(gap, " " | "\u{a0}" | "\u{202f}") {
        return None;
    }
    // `from 1 to 5`, `3 to many`.
    let next = tagged.get(last + 1);
    let is_english =
        |at: usize| tagged.get(at).is_some_and(|item| item.is_word() && item.word.doubt() == Doubt::English);
    let goes_on = next.is_some_and(|next| matches!(next.kind(), TokenKind::Number | TokenKind::Symbol));
    if goes_on || is_english(last + 1) || at > 0 && is_english(at - 1) {
        return None;
    }
    let space = if last > at { gap } else { "" };
    let message = format!("the unit is written “{unit}”");
    let found = Sighting::new(tagged.spans(at, last), CONFIDENCE, message);
    Some(found.with_repair(format!("{number}{space}{unit}"), 0.98))
}

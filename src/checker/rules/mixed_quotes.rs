//! TY302 mixed-quotes.

use super::{Look, Precedence, Prose, Rule, Severity, Sighting, State};
use crate::text::Span;
use memchr::memmem;

pub(super) static RULE: Rule = Rule {
    code: "TY302",
    name: "mixed-quotes",
    summary: "English quotation marks (“ ”) among French ones (« »), or a pair of both.",
    severity: Severity::Warning,
    state: State::Stable,
    precedence: Precedence::Last,
    page: include_str!("mixed_quotes.md"),
    look: Look::Block(look),
    bad: &[
        "Le maire parle d’un « projet utile[”] et d’un budget serré.",
        "Le maire parle d’un [“]projet utile » et d’un « budget serré ».",
        "Le maire parle d’un “projet utile[ »] et d’un “budget serré”.",
        "Elle lit « Le Rouge et le Noir[”].",
        "La salle, dite « du Conseil[ ”], est fermée.",
        "Il a dit « non[”] au préfet, et « oui » au maire.",
    ],
    good: &[
        "Le maire parle d’un « projet utile » et d’un « budget serré ».",
        "Le maire parle d’un “projet utile” et d’un “budget serré”.",
        "« Il m’a répondu “non” sans rire », raconte-t-elle.",
        "Elle lit \"Le Rouge et le Noir\", un « classique ».",
        "Un écran de 27” coûte « trop cher », dit-il.",
        "Le mot allemand „Bahnhof“ veut dire « gare ».",
        "« Il faut agir.\n« Il faut agir vite », dit-elle.",
        "Le code `“x”` n’est pas « valide ».",
    ],
};

/// Hits on the reserved text: pairs of “ ” in lists of sentences from many papers, and real ones.
const CONFIDENCE: f32 = 0.9;

/// Marks of the other kind so many paragraphs away belong to the same text: a file may hold many.
const NEAR: usize = 3;

/// The two kinds of quotation marks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    French,
    English,
}

/// A quotation mark.
#[derive(Debug, Clone, Copy)]
struct Quote {
    kind: Kind,
    prose: usize,
    paragraph: usize,
    at: usize,
}

/// An opening mark and the one that closes it.
#[derive(Debug, Clone, Copy)]
struct Pair {
    open: Quote,
    close: Quote,
    /// Whether no other pair is around it.
    is_outer: bool,
}

impl Pair {
    /// The kind of both marks.
    fn kind(self) -> Option<Kind> {
        (self.open.kind == self.close.kind).then_some(self.open.kind)
    }
}

fn look(all: &[Prose]) -> Vec<(usize, Sighting)> {
    let has = |mark: &str| all.iter().any(|prose| memmem::find(prose.bytes(), mark.as_bytes()).is_some());
    if !all.iter().any(has_english) || !(has("«") || has("»")) || has("„") {
        return Vec::new();
    }
    let mut paragraph = 0;
    let pairs: Vec<Pair> = all.iter().enumerate().flat_map(|(i, prose)| pairs(prose, i, &mut paragraph)).collect();
    let outer = |kind: Kind| pairs.iter().filter(move |pair| pair.is_outer && pair.kind() == Some(kind));
    let usual = if outer(Kind::English).count() > outer(Kind::French).count() { Kind::English } else { Kind::French };
    let is_near = |pair: &Pair| outer(usual).any(|other| other.open.paragraph.abs_diff(pair.open.paragraph) <= NEAR);
    let mut found = Vec::new();
    for pair in &pairs {
        let (open, close) = (pair.open, pair.close);
        match pair.kind() {
            None => {
                // The mark of the usual kind is left alone.
                let odd = if open.kind == usual { close } else { open };
                found.push((odd, odd.kind, odd.at == open.at));
            }
            Some(kind) if kind != usual && pair.is_outer && is_near(pair) => {
                found.push((open, kind, true));
                found.push((close, kind, false));
            }
            Some(_) => {}
        }
    }
    let sighting = |(quote, kind, opens): (Quote, Kind, bool)| {
        let prose = &all[quote.prose];
        (quote.prose, sighting(prose.text, quote.at, kind, opens))
    };
    found.into_iter().map(sighting).collect()
}

/// Whether “ or ” is there: both are looked for at once, by their last bytes.
fn has_english(prose: &Prose) -> bool {
    let bytes = prose.bytes();
    memchr::memchr2_iter(0x9c, 0x9d, bytes).any(|last| bytes[..last].ends_with(b"\xe2\x80"))
}

/// The pairs of a run of prose, paragraph by paragraph.
fn pairs(prose: &Prose, index: usize, paragraph: &mut usize) -> Vec<Pair> {
    let mut pairs = Vec::new();
    let mut open: Vec<Quote> = Vec::new();
    let text = &prose.text[..prose.range.end];
    // Line ends, and what the marks begin with.
    let [line_end, french, english] = [b'\n', "«".as_bytes()[0], "“".as_bytes()[0]];
    for at in memchr::memchr3_iter(line_end, french, english, prose.bytes()).map(|at| prose.range.start + at) {
        let Some(c) = text[at..].chars().next() else { continue };
        let (kind, opens) = match c {
            '«' => (Kind::French, true),
            '»' => (Kind::French, false),
            '“' => (Kind::English, true),
            '”' => (Kind::English, false),
            '\n' if is_border(&text[at + 1..]) => {
                open.clear();
                *paragraph += 1;
                continue;
            }
            _ => continue,
        };
        let is_inch = kind == Kind::English && text[..at].ends_with(|c: char| c.is_ascii_digit());
        if is_inch || prose.is_code(Span::new(at, at + c.len_utf8())) {
            continue;
        }
        let quote = Quote { kind, prose: index, paragraph: *paragraph, at };
        if opens {
            open.push(quote);
            continue;
        }
        // What was opened inside and never closed is passed over.
        let own = open.iter().rposition(|open| open.kind == kind);
        let partner = own.or(open.len().checked_sub(1));
        if let Some(partner) = partner {
            pairs.push(Pair { open: open[partner], close: quote, is_outer: partner == 0 });
            open.truncate(partner);
        }
    }
    *paragraph += 1;
    pairs
}

/// Whether a new paragraph starts with a line, and not only a line.
fn is_border(line: &str) -> bool {
    !line.trim_start_matches([' ', '\t']).starts_with(char::is_lowercase)
}

/// The finding on an odd mark, with the mark of the other kind in its place.
fn sighting(text: &str, at: usize, kind: Kind, opens: bool) -> Sighting {
    let is_blank = |c: char| matches!(c, ' ' | '\u{a0}' | '\u{202f}');
    let length = text[at..].chars().next().map_or(1, char::len_utf8);
    // The space inside belongs to the mark.
    let span = if opens {
        Span::new(at, text.len() - text[at + length..].trim_start_matches(is_blank).len())
    } else {
        Span::new(text[..at].trim_end_matches(is_blank).len(), at + length)
    };
    let (wanted, message) = match (kind, opens) {
        (Kind::English, true) => ("«\u{a0}", "an English quotation mark among French ones"),
        (Kind::English, false) => ("\u{a0}»", "an English quotation mark among French ones"),
        (Kind::French, true) => ("“", "a French quotation mark among English ones"),
        (Kind::French, false) => ("”", "a French quotation mark among English ones"),
    };
    Sighting::new(span, CONFIDENCE, message).with_guess(wanted, 0.9)
}

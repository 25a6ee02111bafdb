//! What must hold whatever the text is.

use intrus::checker::arrange;
use intrus::text::{Scanner, Token};
use intrus::{Checker, Document, Finding, Mark, MarkKind, Pack, Segment, Source, Span, formats};
use proptest::prelude::*;
use proptest::sample::select;
use rayon::prelude::*;
use std::fs;
use std::ops::Range;
use std::path::Path;
use std::process::Command;
use unicode_normalization::UnicodeNormalization;

const FRENCH: &[&str] = &[
    "le",
    "la",
    "les",
    "l’",
    "d'",
    "qu’",
    "un",
    "une",
    "des",
    "de",
    "du",
    "à",
    "été",
    "où",
    "est",
    "sont",
    "on",
    "or",
    "car",
    "but",
    "plus",
    "pour",
    "dans",
    "pain",
    "chat",
    "main",
    "coin",
    "conseil",
    "maire",
    "voté",
    "loi",
    "élève",
    "Noël",
    "œuvre",
    "aujourd’hui",
    "est-ce",
    "a-t-il",
    "week-end",
    "leader",
    "étudiant·e·s",
    "XIXe",
    "1er",
    "ÉTÉ",
    "Québec",
    "garçon",
    "naïf",
    "ambiguë",
    "hôtel",
    "toudays",
    "byamètres",
    "ecole",
];
const ENGLISH: &[&str] = &[
    "the",
    "of",
    "and",
    "however",
    "in",
    "addition",
    "in addition",
    "hundreds",
    "thousands",
    "because",
    "vehicle",
    "steps",
    "guidance",
    "program",
    "very",
    "a",
    "I",
    "don’t",
    "it's",
    "As",
    "well",
    "as well as",
    "East",
    "Furthermore",
    "New",
    "York",
    "Times",
    "The",
    "Dark",
    "Side",
    "moon",
    "snow-covered",
    "go",
    "on",
    "last",
    "name",
    "x-ray",
    "OK",
];
const MARKS: &[&str] = &[
    ".", ",", "!", "?", "…", "...", ":", ";", "(", ")", "[", "]", "«", "»", "“", "”", "\"", "'", "’", "‘", "-", "–",
    "—", "*", "**", "_", "`", "``", "~", "/", "\\", "|", "<", ">", "<b>", "&amp;", "&", "#", "@", "%", "$", "€", "=",
    "\u{a0}", "\u{202f}", "\u{ad}", "\u{2011}", "·", "°",
];
const ODD: &[&str] = &[
    "😀",
    "👩‍👩‍👧",
    "🇫🇷",
    "\u{301}",
    "e\u{301}",
    "\u{200b}",
    "\u{feff}",
    "\u{1}",
    "\u{7f}",
    "\u{85}",
    "\u{2028}",
    "\t",
    "\u{c}",
    "ﬁ",
    "ß",
    "İ",
    "ŉ",
    "Ǆ",
    "日本語",
    "عربي",
    "Ωμέγα",
    "𝄞",
    "½",
    "²",
    "12,5",
    "3.26",
    "04h40",
    "https://a.fr/b?c=d",
    "a@b.fr",
    "#mot",
    "@nom",
    "C:\\a\\b",
    "--flag",
    "fn()",
    "{0}",
    "%s",
    "H1N1",
    "JavaScript",
    "etc.",
    "M.",
    "cf.",
];
/// Other damage than English.
const DAMAGED: &[&str] = &[
    "de de",
    "de la de la",
    "re re resserrement",
    "L’or brille. L’or brille. L’or brille.",
    "la maison de la maison de la maison de",
    "Le conseil a voté la loi hier soir.\nLe conseil a voté la loi hier soir.\nLe conseil a voté la loi hier soir.",
    "deleteds",
    "separatedes",
    "% s",
    "% (nom) s",
    "{ nom}",
    "{ {nom} }",
    "$ {nom}",
    "< b>",
    "</ strong >",
    "** été**",
    "**été ** et",
    "] (https://a.fr)",
    "\\ n",
    "& nbsp;",
];
const BLANKS: &[&str] = &[" ", " ", " ", " ", " ", "", "\n", "\r\n", "\r", "\n\n", "  ", "\u{a0}", "\t"];

/// Texts made of the pieces, with blanks between them, and here and there any character at all.
fn texts() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        8 => select(FRENCH).prop_map(str::to_owned),
        4 => select(ENGLISH).prop_map(str::to_owned),
        3 => select(MARKS).prop_map(str::to_owned),
        2 => select(DAMAGED).prop_map(str::to_owned),
        2 => select(ODD).prop_map(str::to_owned),
        1 => any::<char>().prop_map(String::from),
    ];
    pieces(piece, 60)
}

/// Texts of words and marks that look like prose.
fn prose() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        8 => select(FRENCH).prop_map(str::to_owned),
        4 => select(ENGLISH).prop_map(str::to_owned),
        1 => select(DAMAGED).prop_map(str::to_owned),
        2 => select(&MARKS[..16]).prop_map(str::to_owned),
    ];
    pieces(piece, 60)
}

fn pieces(piece: impl Strategy<Value = String>, most: usize) -> impl Strategy<Value = String> {
    let many = proptest::collection::vec((piece, select(BLANKS)), 0..most);
    many.prop_map(|pieces| pieces.into_iter().flat_map(|(piece, blank)| [piece, blank.to_owned()]).collect())
}

fn borders(text: &str) -> Vec<usize> {
    (0..=text.len()).filter(|&i| text.is_char_boundary(i)).collect()
}

/// Marks that a format could set on a text: sorted, those of one kind apart from each other.
fn marks_of(text: &str, seeds: &[(u16, u16, u8)]) -> Vec<Mark> {
    let borders = borders(text);
    let at = |seed: u16| borders[usize::from(seed) % borders.len()];
    let kinds = [MarkKind::Opaque, MarkKind::Emphasis, MarkKind::Heading];
    let mut marks: Vec<Mark> = Vec::new();
    for &(a, b, kind) in seeds {
        let span = Span::new(at(a).min(at(b)), at(a).max(at(b)));
        let kind = kinds[usize::from(kind) % kinds.len()];
        if !span.is_empty() && !marks.iter().any(|m| m.kind == kind && m.span.overlaps(span)) {
            marks.push(Mark { span, kind });
        }
    }
    marks.sort_by_key(|m| m.span);
    marks
}

fn mark_seeds() -> impl Strategy<Value = Vec<(u16, u16, u8)>> {
    proptest::collection::vec(any::<(u16, u16, u8)>(), 0..6)
}

/// All rules, those in preview too.
fn checker() -> Checker {
    Checker::new(Pack::embedded()).with_rules(|_| true)
}

fn plain(text: &str) -> Document<'_> {
    Document::plain(text)
}

/// Fails unless the findings are what [`Checker::check`] promises.
fn sound(document: &Document, findings: &[Finding]) -> Result<(), TestCaseError> {
    let mut before: Option<&Finding> = None;
    for f in findings {
        let text = &*document.segments[f.segment].text;
        prop_assert!(f.span.start < f.span.end && f.span.end <= text.len(), "{f:?}");
        prop_assert!(text.is_char_boundary(f.span.start) && text.is_char_boundary(f.span.end), "{f:?}");
        prop_assert!((0.0..=1.0).contains(&f.confidence), "{f:?}");
        prop_assert!(intrus::checker::rules::find(f.rule).is_some(), "{f:?}");
        prop_assert!(f.suggestions.len() <= 5, "{f:?}");
        prop_assert!(f.suggestions.iter().all(|s| (0.0..=1.0).contains(&s.confidence)), "{f:?}");
        // What is too much is taken out.
        prop_assert!(!f.is_english() || f.suggestions.iter().all(|s| !s.text.is_empty()), "{f:?}");
        prop_assert!(f.suggestions.windows(2).all(|two| two[0].confidence >= two[1].confidence), "{f:?}");
        if let Some(b) = before {
            let after = b.segment < f.segment || (b.segment == f.segment && b.span.end <= f.span.start);
            prop_assert!(after, "{b:?} and {f:?}");
        }
        before = Some(f);
    }
    Ok(())
}

fn sound_tokens(text: &str, range: Range<usize>, tokens: &[Token]) -> Result<(), TestCaseError> {
    let mut at = range.start;
    for token in tokens {
        let Span { start, end } = token.span;
        prop_assert!(at <= start && start < end && end <= range.end, "{token:?} after {at} in {range:?}");
        prop_assert!(text.is_char_boundary(start) && text.is_char_boundary(end), "{token:?}");
        at = end;
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 192, ..ProptestConfig::default() })]

    #[test]
    fn tokens_are_in_order(text in texts(), seeds in mark_seeds(), a: u16, b: u16) {
        let marks = marks_of(&text, &seeds);
        let borders = borders(&text);
        let (a, b) = (borders[usize::from(a) % borders.len()], borders[usize::from(b) % borders.len()]);
        for range in [0..text.len(), a.min(b)..a.max(b)] {
            let tokens: Vec<Token> = Scanner::new(&text, range.start, range.end, &marks).collect();
            sound_tokens(&text, range.clone(), &tokens)?;
        }
    }

    #[test]
    fn every_letter_is_in_a_token(text in texts()) {
        let tokens: Vec<Token> = Scanner::new(&text, 0, text.len(), &[]).collect();
        for (i, c) in text.char_indices().filter(|(_, c)| c.is_alphanumeric()) {
            prop_assert!(tokens.iter().any(|t| t.span.start <= i && i < t.span.end), "{c:?} at {i} of {text:?}");
        }
    }

    #[test]
    fn findings_are_sound(text in texts(), seeds in mark_seeds()) {
        let document = Document { segments: vec![Segment { marks: marks_of(&text, &seeds), ..Segment::new(&text) }] };
        let findings = checker().check(&document);
        sound(&document, &findings)?;
        prop_assert_eq!(findings, checker().check(&document));
    }

    #[test]
    fn findings_do_not_touch_what_is_opaque(text in prose(), seeds in mark_seeds()) {
        let mut marks = marks_of(&text, &seeds);
        marks.retain(|m| m.kind == MarkKind::Opaque);
        let document = Document { segments: vec![Segment { marks: marks.clone(), ..Segment::new(&text) }] };
        for finding in checker().check(&document) {
            prop_assert!(!marks.iter().any(|m| m.span.contains(finding.span)), "{finding:?} in {marks:?}");
        }
    }

    #[test]
    fn formats_keep_their_promises(text in texts()) {
        for format in formats::FORMATS {
            let document = format.parse(&text);
            prop_assert_eq!(formats::unsound(&text, &document), None, "{}", format.name());
            let findings = checker().check(&document);
            sound(&document, &findings)?;
        }
    }

    #[test]
    fn decomposed_letters_change_nothing(text in prose()) {
        let composed: String = text.nfc().collect();
        let decomposed: String = composed.nfd().collect();
        let of_composed = checker().check(&plain(&composed));
        let of_decomposed = checker().check(&plain(&decomposed));
        let composed_at = |at: usize| decomposed[..at].nfc().collect::<String>().len();
        let told = |f: &Finding, span: Span| {
            let texts: Vec<String> = f.suggestions.iter().map(|s| s.text.clone()).collect();
            (f.rule, span, f.applicability, texts)
        };
        let expected: Vec<_> = of_composed.iter().map(|f| told(f, f.span)).collect();
        let found: Vec<_> = of_decomposed
            .iter()
            .map(|f| told(f, Span::new(composed_at(f.span.start), composed_at(f.span.end))))
            .collect();
        prop_assert_eq!(found, expected);
    }

    #[test]
    fn line_ends_change_nothing(text in prose()) {
        let unix = text.replace("\r\n", "\n").replace('\r', "\n");
        let windows = unix.replace('\n', "\r\n");
        let of_unix = checker().check(&plain(&unix));
        let of_windows = checker().check(&plain(&windows));
        let unix_at = |at: usize| windows[..at].replace("\r\n", "\n").len();
        let found: Vec<_> = of_windows.iter().map(|f| (f.rule, unix_at(f.span.start), unix_at(f.span.end))).collect();
        let expected: Vec<_> = of_unix.iter().map(|f| (f.rule, f.span.start, f.span.end)).collect();
        prop_assert_eq!(found, expected);
    }

    #[test]
    fn any_word_can_be_explained(text in texts()) {
        if let Some(page) = checker().explain_word(&text) {
            prop_assert!(page.lines().all(|line| line.chars().count() < 10_000));
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 6, ..ProptestConfig::default() })]

    #[test]
    fn blocks_are_the_document(paragraph in texts(), prose in prose(), segments in 1usize..4) {
        // More than one block, in one segment or several.
        let filler = "Le conseil a voté la loi hier soir, et le maire s’en félicite. ".repeat(12);
        let paragraph = format!("{paragraph}{filler}{prose}");
        let text = paragraph.repeat(1_300_000 / paragraph.len() / segments + 1);
        let document = Document {
            segments: (0..segments).map(|i| Segment::slice(&text, i * text.len())).collect(),
        };
        let checker = checker();
        let blocks = checker.blocks(&document);
        prop_assert!(blocks.len() > 1);
        let mut at = (0, 0);
        for block in &blocks {
            prop_assert!(block.pieces.iter().map(|(_, range)| range.len()).sum::<usize>() <= 1 << 20);
            for (segment, range) in &block.pieces {
                prop_assert!(text.is_char_boundary(range.start) && text.is_char_boundary(range.end));
                let expected = if at.1 == text.len() { (at.0 + 1, 0) } else { at };
                prop_assert_eq!((*segment, range.start), expected);
                at = (*segment, range.end);
            }
        }
        prop_assert_eq!(at, (segments - 1, text.len()));
        let whole = checker.check(&document);
        sound(&document, &whole)?;
        let mut parallel: Vec<Finding> =
            blocks.par_iter().flat_map(|block| checker.check_block(&document, block)).collect();
        arrange(&document, &mut parallel);
        prop_assert_eq!(whole, parallel);
    }
}

#[test]
fn threads_change_nothing() {
    let folder = tempfile::TempDir::new().unwrap();
    let documents = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/documents");
    let mut all = String::new();
    for name in ["clean", "damaged"] {
        for entry in fs::read_dir(documents.join(name)).unwrap() {
            let path = entry.unwrap().path();
            let text = fs::read_to_string(&path).unwrap();
            fs::write(folder.path().join(path.file_name().unwrap()), &text).unwrap();
            all.push_str(&text);
        }
    }
    DAMAGED.iter().for_each(|damaged| all.push_str(&format!("Voici {damaged} et la suite.\n")));
    fs::write(folder.path().join("tous.txt"), all.repeat(5_000_000 / all.len() + 1)).unwrap();
    let run = |jobs: &str| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_intrus"));
        command.args(["check", "--no-config", "--format", "jsonl", "--jobs", jobs]).current_dir(folder.path());
        command.output().unwrap()
    };
    let [one, two] = ["1", "2"].map(run);
    assert_eq!(one.status.code(), Some(1));
    assert!(!one.stdout.is_empty());
    assert!(one == two, "--jobs 1 and --jobs 2 print different things");
}

/// A document of one segment with its source.
fn pair(source: &str, target: &str) -> Document<'static> {
    let source = Some(Box::new(Source::new(source)));
    Document { segments: vec![Segment { text: target.to_owned().into(), source, ..Segment::default() }] }
}

/// Messages: code, numbers, addresses, words.
fn message() -> impl Strategy<Value = String> {
    const PIECES: &[&str] = &[
        "%s",
        "%1$d",
        "%(nom)s",
        "%%",
        "%",
        "%1",
        "$nom",
        "{nom}",
        "{}",
        "{",
        "}",
        "<b>",
        "</b>",
        "<x id=\"1\"/>",
        "<",
        ">",
        "&nbsp;",
        "&",
        "http://a.test/b",
        "https://",
        "://",
        "moi@a.test",
        "@",
        "1",
        "1 250,50",
        "0,5",
        "17",
        "30.12.1999",
        "two",
        "deux",
        "le",
        "été",
        "(",
        ")",
        ".",
        ",",
        "\u{a0}",
        " ",
        "\n",
        "the",
        "file",
    ];
    let piece = prop_oneof![3 => select(PIECES).prop_map(str::to_owned), 1 => any::<char>().prop_map(String::from)];
    prop::collection::vec(piece, 0..12).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn the_same_text_on_both_sides_agrees(text in message()) {
        let findings = checker().check(&pair(&text, &text));
        prop_assert!(findings.iter().all(|finding| !finding.rule.starts_with("PA")), "{findings:?}");
    }

    #[test]
    fn findings_of_pairs_are_sound(source in message(), target in message()) {
        let mut end = 0;
        for finding in checker().check(&pair(&source, &target)) {
            prop_assert!(target.get(finding.span.range()).is_some() && !finding.span.is_empty(), "{finding:?}");
            prop_assert!(end <= finding.span.start, "{finding:?} after {end}");
            end = finding.span.end;
        }
    }
}

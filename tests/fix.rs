//! What holds of fixed texts: nothing else changes, no fix makes a finding, fixing twice changes no more.

use intrus::fix::{Fixed, Fixer};
use intrus::formats::{self, Edits, Encoding, Format};
use intrus::{Applicability, Checker, Document, Finding, Origin, Pack, Span, Suggestion};
use proptest::prelude::*;
use proptest::sample::select;
use std::fs;
use std::path::{Path, PathBuf};

fn plain() -> &'static dyn Format {
    formats::find("plain").unwrap()
}

/// The documents of `tests/documents/damaged`, without their marks.
fn damaged() -> Vec<(PathBuf, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/documents/damaged");
    let mut paths: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths.into_iter().map(|path| (path.clone(), unmarked(&fs::read_to_string(path).unwrap()))).collect()
}

/// A text without its marks `[[English|French]]`: the English.
fn unmarked(text: &str) -> String {
    let mut pieces = text.split("[[");
    let first = pieces.next().unwrap_or_default().to_owned();
    pieces.fold(first, |text, piece| {
        let (inside, after) = piece.split_once("]]").expect("[[ without ]]");
        text + inside.split('|').next().unwrap_or_default() + after
    })
}

/// Where the findings of a text are.
fn found(checker: &Checker, text: &str) -> Vec<Span> {
    let document = plain().parse(text);
    let place = |f: Finding| {
        let offset = document.segments[f.segment].offset;
        Span::new(offset + f.span.start, offset + f.span.end)
    };
    checker.check(&document).into_iter().map(place).collect()
}

/// The findings of an edited text that none of the text before explains: those that touch an edit, and those where
/// nothing was found.
fn created(edits: &Edits, before: &[Span], after: &[Span]) -> Vec<Span> {
    let regions = edits.regions();
    let is_new = |span: &Span| {
        let edited = regions.iter().any(|region| region.overlaps(*span));
        let shift = edits.iter().zip(&regions).rev().find(|(_, region)| region.end <= span.start);
        let shift = shift.map_or(0, |(edit, region)| edit.end as isize - region.end as isize);
        let moved = |at: usize| at.checked_add_signed(shift).unwrap();
        let stood = Span::new(moved(span.start), moved(span.end));
        edited || !before.iter().any(|known| known.overlaps(stood))
    };
    after.iter().copied().filter(is_new).collect()
}

/// Those of the findings of an edited text that lie in a line with an edit. Others come of the text as a whole.
fn in_edited_lines(edits: &Edits, text: &str, created: Vec<Span>) -> Vec<Span> {
    let regions = edits.regions();
    let edited = |span: &Span| {
        let start = text[..span.start].rfind('\n').map_or(0, |at| at + 1);
        let end = text[span.end..].find('\n').map_or(text.len(), |at| span.end + at);
        regions.iter().any(|region| region.start <= end && region.end >= start)
    };
    created.into_iter().filter(edited).collect()
}

#[test]
fn damaged_documents() {
    let checker = Checker::new(Pack::embedded());
    let fixer = Fixer::new(&checker, Applicability::Unsafe);
    let mut whole = String::new();
    for (path, text) in damaged() {
        holds(&checker, &fixer, &path.display().to_string(), &text);
        whole += &text;
    }
    holds(&checker, &fixer, "all of them", &whole);
}

#[test]
fn several_blocks() {
    let checker = Checker::new(Pack::embedded());
    let fixer = Fixer::new(&checker, Applicability::Unsafe);
    // The documents in ever another order, with lines of each left out, so that no block is like another.
    let documents = damaged();
    let mut text = String::new();
    for turn in 0.. {
        if text.len() > 1_300_000 {
            break;
        }
        let (_, document) = &documents[turn * 7 % documents.len()];
        let kept = document.split_inclusive('\n').enumerate().filter(|(line, _)| (line + turn) % 5 != 0);
        text.extend(kept.map(|(_, line)| line));
    }
    assert!(checker.blocks(&plain().parse(&text)).len() > 1);
    let decoded = formats::decode(text.as_bytes()).unwrap();
    let edits = fixer.fix(&decoded, plain()).edits;
    let before = found(&checker, &text);
    assert!(edits.len() > before.len() / 2, "{} edits of {} findings", edits.len(), before.len());
    holds(&checker, &fixer, "several blocks", &text);
}

fn holds(checker: &Checker, fixer: &Fixer, name: &str, text: &str) {
    let before = found(checker, text);
    let decoded = formats::decode(text.as_bytes()).unwrap();
    let Fixed { edits, left, .. } = fixer.fix(&decoded, plain());
    let fixed = edits.apply_to_text(text);
    let after = found(checker, &fixed);
    assert_eq!(left.len(), after.len(), "{name}");
    let mut created = created(&edits, &before, &after);
    if checker.blocks(&plain().parse(text)).len() > 1 {
        created = in_edited_lines(&edits, &fixed, created);
    }
    assert!(created.is_empty(), "{name}: {:?}", created.iter().map(|span| span.of(&fixed)).collect::<Vec<_>>());
    let decoded = formats::decode(fixed.as_bytes()).unwrap();
    assert_eq!(fixer.fix(&decoded, plain()).edits, Edits::default(), "{name}: fixed twice");
}

/// A finding made by hand: the word is one after this word (or anywhere), and reads so in French.
#[derive(Debug, Clone)]
struct Row {
    after: Option<&'static str>,
    word: &'static str,
    french: &'static str,
    applicability: Applicability,
}

fn row(after: Option<&'static str>, word: &'static str, french: &'static str, applicability: Applicability) -> Row {
    Row { after, word, french, applicability }
}

/// The findings of a text that is one segment, by hand: those of the first row that fits a word. As for the checker, no line sees
/// the words of another.
fn by_hand(rows: &[Row], document: &Document) -> Vec<Finding> {
    let Some(segment) = document.segments.first() else { return Vec::new() };
    let mut findings = Vec::new();
    let mut before = None;
    let mut start = 0;
    for piece in segment.text.split_inclusive(|c: char| !c.is_alphanumeric()) {
        let word = piece.trim_end_matches(|c: char| !c.is_alphanumeric());
        let fits = |row: &&Row| row.word == word && (row.after.is_none() || row.after == before);
        if let Some(row) = rows.iter().find(fits) {
            findings.push(Finding {
                rule: "EN101",
                segment: 0,
                span: Span::new(start, start + word.len()),
                message: String::new(),
                confidence: 0.99,
                applicability: row.applicability,
                suggestions: vec![Suggestion {
                    text: row.french.into(),
                    confidence: 0.99,
                    origin: Origin::Untranslated,
                }],
            });
        }
        start += piece.len();
        before = (!word.is_empty()).then_some(word).or(before).filter(|_| !piece.ends_with(['\n', '\r']));
    }
    findings
}

/// The text that safe fixes by hand make of the bytes.
fn fix(rows: &[Row], least: Applicability, bytes: &[u8]) -> Vec<u8> {
    let decoded = formats::decode(bytes).unwrap();
    let fixer = Fixer::with(|document: &Document| by_hand(rows, document), least);
    fixer.fix(&decoded, plain()).edits.apply(bytes, decoded.encoding)
}

#[test]
fn only_what_is_safe() {
    use Applicability::{None as Shown, Safe, Unsafe};
    let rows = [
        row(None, "vehicle", "car", Safe),
        row(None, "however", "cependant", Unsafe),
        row(None, "guidance", "conseils", Shown),
        row(None, "unchanged", "unchanged", Safe),
    ];
    let text = "Il reste, vehicle il pleut ; however il sort sans guidance, unchanged.";
    let fixed = |least| String::from_utf8(fix(&rows, least, text.as_bytes())).unwrap();
    assert_eq!(fixed(Safe), text.replace("vehicle", "car"));
    assert_eq!(fixed(Unsafe), text.replace("vehicle", "car").replace("however", "cependant"));
    let fixer = Fixer::with(|document: &Document| by_hand(&rows, document), Safe).wanted(|f| f.span.start > 20);
    let decoded = formats::decode(text.as_bytes()).unwrap();
    let fixed = fixer.fix(&decoded, plain());
    assert_eq!((fixed.edits.len(), fixed.changes.len(), fixed.left.len()), (0, 0, 3));
}

#[test]
fn marks_that_are_closed_up_stay_marks() {
    for (format, before, after) in [
        ("plain", "Bonjour { nom}, voici % s et < b>la suite</ b>.", "Bonjour {nom}, voici %s et <b>la suite</b>."),
        (
            "markdown",
            "Ouvrez le menu ** Fichier**, l’été & nbsp;: fin.\n",
            "Ouvrez le menu **Fichier**, l’été &nbsp;: fin.\n",
        ),
        ("html", "<p>Tout est l&agrave; &lt; b>enfin</p>", "<p>Tout est l&agrave; &lt;b>enfin</p>"),
        (
            "json",
            "{\"texte\": \"Fin de l’\\u00e9t\\u00e9.\\\\ nSuite de % s.\"}",
            "{\"texte\": \"Fin de l’\\u00e9t\\u00e9.\\\\nSuite de %s.\"}",
        ),
    ] {
        let decoded = formats::decode(before.as_bytes()).unwrap();
        let checker = Checker::new(Pack::embedded());
        let fixed = Fixer::new(&checker, Applicability::Safe).fix(&decoded, formats::find(format).unwrap());
        let text = fixed.edits.apply(before.as_bytes(), decoded.encoding);
        assert_eq!(String::from_utf8_lossy(&text), after, "{format}");
    }
}

#[test]
fn what_makes_a_finding_is_not_written() {
    use Applicability::{None as Shown, Safe};
    let rows = [
        // The French is found itself.
        row(None, "steps", "guidance", Safe),
        row(None, "guidance", "conseils", Shown),
        // The word after the French is.
        row(Some("la"), "but", "mais", Shown),
        row(None, "the", "la", Safe),
    ];
    let fixed = |text: &str| String::from_utf8(fix(&rows, Safe, text.as_bytes())).unwrap();
    assert_eq!(fixed("les steps du maire"), "les steps du maire");
    assert_eq!(fixed("sur the pont, the but du match"), "sur la pont, the but du match");
}

#[test]
fn no_edit_is_blamed_for_another_paragraph() {
    let cleaned = [row(None, "already", "déjà", Applicability::Safe), row(None, "Ti", "", Applicability::None)];
    // The name is only found in a text without English.
    let check = |document: &Document| {
        let damaged = document.segments.iter().any(|segment| segment.text.contains("already"));
        by_hand(if damaged { &cleaned[..1] } else { &cleaned }, document)
    };
    let decoded = formats::decode("Il a already fini.\n\nTi Croix joue.\n".as_bytes()).unwrap();
    let fixed = Fixer::with(check, Applicability::Safe).fix(&decoded, plain());
    assert_eq!((fixed.edits.len(), fixed.left.len()), (1, 1));
}

#[test]
fn changes_are_told_as_they_are_in_the_file() {
    let rows = [row(None, "vehicle", "car", Applicability::Safe)];
    let text = "\u{FEFF}Été\r\nà vehicle";
    let decoded = formats::decode(text.as_bytes()).unwrap();
    let fixed = Fixer::with(|d: &Document| by_hand(&rows, d), Applicability::Safe).fix(&decoded, plain());
    let change = &fixed.changes[0];
    assert_eq!((change.place.byte, change.place.line, change.place.column), (13, 2, 3));
    assert_eq!((change.before.as_str(), change.after.as_str()), ("vehicle", "car"));
}

#[test]
fn encodings() {
    let rows =
        [row(None, "already", "déjà", Applicability::Safe), row(None, "indeed", "ça\u{202F}!", Applicability::Safe)];
    let text = "Il a already, indeed, l'été\r\nfini.\r";
    let fixed = |bytes: &[u8]| fix(&rows, Applicability::Safe, bytes);
    let wanted = text.replace("already", "déjà").replace("indeed", "ça\u{202F}!");
    assert_eq!(fixed(text.as_bytes()), wanted.as_bytes());
    for (mark, encoding) in [(b"\xFF\xFE", Encoding::Utf16Le), (b"\xFE\xFF", Encoding::Utf16Be)] {
        let bytes = |text: &str| [&mark[..], &encoding.encode(text)].concat();
        assert_eq!(fixed(&bytes(text)), bytes(&wanted));
    }
    // Windows-1252 has no narrow no-break space.
    let windows = |text: &str| Encoding::Windows1252.encode(text).into_owned();
    assert_eq!(fixed(&windows(text)), windows(&text.replace("already", "déjà")));
    // Accents stand apart where those of the file do.
    let nfd = |text: &str| text.replace('é', "e\u{301}").replace('à', "a\u{300}").replace('ç', "c\u{327}");
    assert_eq!(fixed(nfd(text).as_bytes()), nfd(&wanted).as_bytes());
}

#[test]
fn windows_1252_that_would_be_read_otherwise_stays() {
    // Without its only other letter the file would be UTF-8 by chance.
    let rows = [row(None, "é", "Ã©", Applicability::Safe)];
    let bytes = b"un \xE9 seul";
    assert_eq!(fix(&rows, Applicability::Safe, bytes), bytes);
}

const WORDS: &[&str] = &["a", "bé", "c", "dd", "ee", "f"];

fn rows() -> impl Strategy<Value = Vec<Row>> {
    let applicability = select(&[Applicability::Safe, Applicability::Unsafe, Applicability::None][..]);
    let one = (proptest::option::of(select(WORDS)), select(WORDS), select(WORDS), applicability)
        .prop_map(|(after, word, french, applicability)| row(after, word, french, applicability));
    proptest::collection::vec(one, 0..8)
}

fn texts() -> impl Strategy<Value = String> {
    let gaps = select(&[" ", ", ", "\n", "\r\n", "-", "… "][..]);
    proptest::collection::vec((select(WORDS), gaps), 0..25)
        .prop_map(|words| words.into_iter().flat_map(|(word, gap)| [word, gap]).collect())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, ..ProptestConfig::default() })]

    #[test]
    fn fixes_hold_whatever_the_findings(rows in rows(), text in texts(), best_guesses: bool) {
        let least = if best_guesses { Applicability::Unsafe } else { Applicability::Safe };
        let check = |document: &Document| by_hand(&rows, document);
        let spans = |text: &str| check(&plain().parse(text)).iter().map(|f| f.span).collect::<Vec<_>>();
        let fixer = Fixer::with(check, least);
        let decoded = formats::decode(text.as_bytes()).unwrap();
        let fixed = fixer.fix(&decoded, plain());
        let after = fixed.edits.apply_to_text(&text);
        prop_assert_eq!(fixed.edits.apply(text.as_bytes(), Encoding::Utf8), after.as_bytes());
        prop_assert_eq!(fixed.left.len(), spans(&after).len());
        prop_assert_eq!(created(&fixed.edits, &spans(&text), &spans(&after)), Vec::new());
        let again = formats::decode(after.as_bytes()).unwrap();
        prop_assert_eq!(fixer.fix(&again, plain()).edits, Edits::default());
    }
}

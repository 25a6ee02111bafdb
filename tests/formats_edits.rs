//! The file formats: what edits make of whole files and damaged ones, what can be chosen, and how long it takes.

#[path = "support/fixtures.rs"]
mod support;

use intrus::fix::Fixer;
use intrus::formats::{self, Edit, Edits, Encoding, Format, Splice, UTF16_MARKS};
use intrus::{Applicability, Document, Finding, Origin, Segment, Span, Suggestion};
use proptest::prelude::*;
use std::time::{Duration, Instant};
use support::{FRENCH, MARKER, PLAIN, fixture, fixtures, places};

/// Edits of one word at a time: the text reads as it should, and every other segment as before.
fn edits_read_back(format: &dyn Format, text: &str, words: usize) -> Result<(), TestCaseError> {
    let document = format.parse(text);
    prop_assert_eq!(formats::unsound(text, &document), None);
    let decoded = formats::decode(text.as_bytes()).unwrap();
    let splice = Splice::new(&decoded, format);
    let before: Vec<&str> = document.segments.iter().map(|segment| &*segment.text).collect();
    for (i, segment) in document.segments.iter().enumerate() {
        // The text of Markdown is its source, escapes included.
        if format.name() == "markdown" && segment.style == 0 {
            continue;
        }
        for span in words_of(segment).into_iter().take(words) {
            for french in [PLAIN, FRENCH] {
                let french = in_capitals_of(span.of(&segment.text), french);
                let Some(raw) = splice.raw(segment, span, &french) else { continue };
                let Span { start, end } = segment.place(span);
                let edited = Edits::resolve([Edit { start, end, raw }]).apply_to_text(text);
                let again = format.parse(&edited);
                let mut wanted: Vec<String> = before.iter().map(|text| (*text).to_owned()).collect();
                wanted[i].replace_range(span.range(), &french);
                let read: Vec<String> = again.segments.iter().map(|segment| segment.text.to_string()).collect();
                prop_assert_eq!(read, wanted, "{:?} for {:?} in\n{}", french, span.of(&segment.text), text);
            }
        }
    }
    Ok(())
}

/// French with a capital where the word has one: whether a subtitle goes on with the sentence is told by that.
fn in_capitals_of(word: &str, french: &str) -> String {
    if word.starts_with(char::is_uppercase) { french.replacen('d', "D", 1) } else { french.to_owned() }
}

/// Words of the prose.
fn words_of(segment: &Segment) -> Vec<Span> {
    let mut words: Vec<Span> = Vec::new();
    let mut start = None;
    for (at, c) in segment.text.char_indices().chain([(segment.text.len(), ' ')]) {
        match (c.is_alphabetic(), start) {
            (true, None) => start = Some(at),
            (false, Some(from)) => {
                words.push(Span::new(from, at));
                start = None;
            }
            _ => {}
        }
    }
    words
}

#[test]
fn what_is_not_edited_stays() {
    for name in &fixtures() {
        let (format, text) = fixture(name);
        edits_read_back(format, &text, usize::MAX).unwrap_or_else(|error| panic!("{name}: {error}"));
        let windows = text.replace('\n', "\r\n");
        edits_read_back(format, &windows, 3).unwrap_or_else(|error| panic!("{name}, CRLF: {error}"));
    }
}

/// What is written for some French in the place of a text, if it can be.
fn written(name: &str, text: &str, surface: &str, french: &str) -> Option<String> {
    let format = formats::find(name).unwrap();
    let decoded = formats::decode(text.as_bytes()).unwrap();
    let document = format.parse(text);
    let find = |(i, segment): (usize, &Segment)| Some((i, segment.text.find(surface)?));
    let (i, start) = document.segments.iter().enumerate().find_map(find).unwrap();
    let span = Span::new(start, start + surface.len());
    Splice::new(&decoded, format).raw(&document.segments[i], span, french)
}

#[test]
fn edits_over_line_ends() {
    const PO: &str = "msgid \"a\"\nmsgstr \"\"\n\"il va in \"\n\"addition vi\"\n\"te\\n\"\n\"ou pas\"\n";
    const SRT: &str = "1\n00:01,0 --> 00:02,0\nIl va in\n\n2\n00:02,0 --> 00:03,0\naddition vite et\nbien\n";
    const CUE: &str = "\n\n2\n00:02,0 --> 00:03,0\n";
    for (name, text, surface, french, expected) in [
        // Line ends of the file stay where the French has a space for them, and go where it has none.
        ("po", PO, "in addition", "en plus", Some("en \"\n\"plus".to_owned())),
        ("po", PO, "in addition", "plus", Some("plus".to_owned())),
        ("po", PO, "vite", "tôt ou tard", Some("tôt ou tard".to_owned())),
        // So do those of the text.
        ("po", PO, "vite\nou", "tôt ou", Some("tôt\\n\"\n\"ou".to_owned())),
        // Cues stay apart, or nothing is written.
        ("srt", SRT, "in addition", "en plus", Some(format!("en{CUE}plus"))),
        ("srt", SRT, "in addition", "plus", None),
        ("srt", SRT, "et bien", "ou mal", Some("ou\nmal".to_owned())),
        ("html", "<p>Il va in\n   addition vite", "in addition", "en plus", Some("en\n   plus".to_owned())),
        // What is set in bold as a whole can be replaced, what is half in bold cannot.
        ("html", "<p>Il va <b>in addition</b> vite", "in addition", "plus", Some("plus".to_owned())),
        ("html", "<p>Il va <b>in</b> addition vite", "in addition", "plus", None),
        ("html", "<p>Il va in <!-- x -->addition vite", "in addition", "plus", None),
        ("json", r#"{"a": "Il va %s in addition"}"#, "%s in addition", "plus", None),
        ("json", r#"{"a": "Il va t\u00f4t"}"#, "tôt", "déjà", Some(r"d\u00e9j\u00e0".to_owned())),
        ("latex", "L'ann\\'ee \\og in \\fg{} vite", "in", "déjà", Some("d\\'{e}j\\`{a}".to_owned())),
        ("yaml", "a: il va in addition", "in addition", "plus : ou", None),
        ("yaml", "a: 'il va in addition'", "in addition", "l'an", Some("l''an".to_owned())),
        // What is drawn around it would no longer meet.
        ("rst", "+-------+\n| va in |\n+-------+\n", "in", "dans", None),
        ("rst", "=====  =====\nil va  va in\n=====  =====\n", "in", "dans", None),
        ("rst", "=====  =====\nil va  va in\n=====  =====\n\nIl va into.\n", "into", "dans", Some("dans".to_owned())),
        // No title becomes longer than the line under it, whatever else in it is edited.
        ("rst", "Il va in\n========\n", "in", "dans", None),
        ("rst", "Il va in\n========\n", "in", "*", Some("\\*".to_owned())),
        ("rst", "Il va in\n========\n", "in", "**", None),
        ("rst", "Il va in\n=============\n", "in", "dans", None),
        ("rst", "Il va in\n==============\n", "in", "dans", Some("dans".to_owned())),
        ("rst", "==============\n Il va in\n==============\n", "in", "dans", None),
        ("rst", "===============\n Il va in\n===============\n", "in", "dans", Some("dans".to_owned())),
        ("rst", "Été in\n==========\n", "in", "dans", Some("dans".to_owned())),
        ("rst", "Il va in\n====\n", "in", "à", Some("à".to_owned())),
        ("markdown", "## Il va in\n", "in", "en #", Some("en \\#".to_owned())),
        ("csv", "il va in addition;x", "in addition", "a;b", None),
        ("android", "<resources><string name='a'>il va in</string>", "in", "l'an", Some("l\\'an".to_owned())),
        ("properties", "a=il va in {0} l''an", "in", "l'an", Some("l''an".to_owned())),
    ] {
        assert_eq!(written(name, text, surface, french), expected, "{name}: {surface:?} {french:?}");
    }
}

/// A finding at every marker, and what to write for it.
fn markers(document: &Document) -> Vec<Finding> {
    let finding = |(segment, span)| Finding {
        rule: "EN101",
        segment,
        span,
        message: String::new(),
        confidence: 0.9,
        applicability: Applicability::Safe,
        suggestions: vec![Suggestion { text: PLAIN.into(), confidence: 0.9, origin: Origin::Untranslated }],
    };
    places(document, MARKER).into_iter().map(finding).collect()
}

#[test]
fn fixing_twice_changes_nothing() {
    let fixer = Fixer::with(markers, Applicability::Safe);
    for name in &fixtures() {
        let (format, text) = fixture(name);
        let decoded = formats::decode(text.as_bytes()).unwrap();
        let fixed = fixer.fix(&decoded, format);
        assert!(fixed.edits.len() > 1 && fixed.left.is_empty(), "{name}: {:?}", fixed.left);
        let text = fixed.edits.apply_to_text(&text);
        let decoded = formats::decode(text.as_bytes()).unwrap();
        assert!(fixer.fix(&decoded, format).edits.is_empty(), "{name}");
    }
}

/// UTF-16 as Xcode writes it, and a byte order mark: the file is edited where it stands.
#[test]
fn encodings_are_kept() {
    let fixer = Fixer::with(markers, Applicability::Safe);
    for name in &fixtures() {
        let (format, text) = fixture(name);
        let decoded = formats::decode(text.as_bytes()).unwrap();
        let wanted = fixer.fix(&decoded, format).edits.apply_to_text(&text);
        let utf16 = |text: &str| [UTF16_MARKS[0], &Encoding::Utf16Le.encode(text)].concat();
        for (bytes, wanted) in
            [(utf16(&text), utf16(&wanted)), (format!("\u{feff}{text}").into(), format!("\u{feff}{wanted}").into())]
        {
            let decoded = formats::decode(&bytes).unwrap();
            let edits = fixer.fix(&decoded, format).edits;
            assert!(edits.apply(&bytes, decoded.encoding) == wanted, "{name}, {}", decoded.encoding.name());
        }
    }
}

#[test]
fn choices() {
    let read = |name: &str, text: &str, options: &formats::Options| -> Vec<String> {
        let format = formats::find(name).unwrap().with(options).unwrap();
        format.parse(text).segments.iter().map(|segment| segment.text.to_string()).collect()
    };
    let keys = formats::Options { exclude_keys: vec!["note*".into(), "a.b".into()], ..Default::default() };
    assert_eq!(read("json", r#"{"a": {"b": "un", "c": "deux"}, "notes": ["trois"]}"#, &keys), ["deux"]);
    assert_eq!(read("yaml", "a:\n  b: un\n  c: deux\nnotes:\n- trois\n", &keys), ["deux"]);
    let columns = formats::Options { columns: vec!["Texte".into(), "3".into()], ..Default::default() };
    assert_eq!(read("csv", "id,texte,x\nun,deux,trois\n", &columns), ["deux", "trois"]);
    assert_eq!(read("tsv", "un\tdeux\ttrois\n", &columns), ["trois"]);
    let none = formats::Options { columns: vec!["inconnue".into()], ..Default::default() };
    assert_eq!(read("csv", "id,texte\nun,deux\n", &none), [""; 0]);
}

/// What upsets a parser.
const ODD: &[&str] = &[
    "\"",
    "'",
    "\\",
    "\\u",
    "\\ud83d",
    "\\x",
    "&",
    "&#x",
    "&;",
    "<",
    ">",
    "</",
    "<b>",
    "<!--",
    "]]>",
    "<![CDATA[",
    "{",
    "}",
    "{{",
    "{%",
    "{n, plural, one {",
    "%",
    "%1$",
    "%(",
    "$",
    "#",
    "[",
    "]",
    "--",
    "-->",
    "=",
    ":",
    ";",
    ",",
    "\t",
    "\n",
    "\r",
    "\n\n",
    " ",
    "\u{a0}",
    "é",
    "😀",
    "\u{feff}",
    "\u{85}",
    "\u{2028}",
    "*",
    "_",
    "`",
    "|",
    "~",
    "@",
    "!",
    "?",
    "- ",
    "\\begin{",
    "$$",
    "..",
    "::",
    "===",
    "''",
    "\"\"",
];

/// Signs that nobody closes must not cost more and more: five times the text takes about five times as long, not twenty-five times.
#[test]
fn long_files_take_no_longer_than_they_must() {
    let mut signs: Vec<String> = ODD.iter().map(|odd| format!("{odd}a ")).collect();
    let more = [
        "<",
        "{",
        "[",
        "\"",
        "`",
        "*",
        "\\",
        "<p>a",
        "<i>a",
        "<i lang=en>a",
        "<a b='",
        "- a\n",
        "a\n",
        "a: b\n",
        "[a](",
        "{a {",
        "\\emph{",
        "a\n\n",
    ];
    signs.extend(more.map(str::to_owned));
    let mut all = Vec::new();
    for format in formats::FORMATS {
        for sign in &signs {
            let time = |bytes: usize| {
                let (text, start) = (sign.repeat(bytes / sign.len()), Instant::now());
                format.parse(&text);
                format.flaw(&text);
                start.elapsed()
            };
            // The machine may be busy: what is slow is slow every time.
            let slow = |_| {
                let (short, long) = (time(8_000), time(40_000));
                long > Duration::from_millis(300) && long > 12 * short
            };
            if (0..4).all(slow) {
                all.push(format!("{}: {sign:?}", format.name()));
            }
        }
    }
    assert!(all.is_empty(), "{}", all.join("\n"));
}

/// Fixtures that have been cut, doubled and mixed.
fn damaged_files() -> impl Strategy<Value = (String, String)> {
    let cut = (any::<prop::sample::Index>(), any::<prop::sample::Index>(), 0..8u8, any::<prop::sample::Index>());
    let names: Vec<String> = fixtures().into_iter().collect();
    (0..names.len(), proptest::collection::vec(cut, 0..4)).prop_map(move |(which, cuts)| {
        let name = names[which].clone();
        let (_, mut text) = fixture(&name);
        for (a, b, how, odd) in cuts {
            let borders: Vec<usize> = (0..=text.len()).filter(|&i| text.is_char_boundary(i)).collect();
            let (a, b) = (*a.get(&borders), *b.get(&borders));
            let (start, end) = (a.min(b), a.max(b));
            match how {
                0 => text.truncate(end),
                1 => text.replace_range(start..borders[borders.partition_point(|&i| i <= start + 20) - 1].min(end), ""),
                2 => text = text[start..].to_owned(),
                3.. if how > 3 => text.insert_str(start, ODD[odd.index(ODD.len())]),
                _ => {
                    let piece = text[start..end].to_owned();
                    text.insert_str(start, &piece);
                }
            }
        }
        (name, text)
    })
}

proptest! {
    #[test]
    fn damaged_files_are_read((name, text) in damaged_files()) {
        for format in formats::FORMATS {
            prop_assert_eq!(formats::unsound(&text, &format.parse(&text)), None, "{}", format.name());
            let flaw = format.flaw(&text);
            prop_assert!(flaw.as_ref().is_none_or(|flaw| text.is_char_boundary(flaw.offset)), "{}: {flaw:?}", format.name());
        }
        let (format, _) = fixture(&name);
        edits_read_back(format, &text, 2)?;
    }
}

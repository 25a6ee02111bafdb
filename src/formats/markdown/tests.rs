use super::*;
use crate::text::{Mark, MarkKind, Span};
use proptest::prelude::*;

/// The segments with their marks written into them: `{opaque}`, `/emphasis/`, `#heading#`.
fn annotated(source: &str) -> Vec<String> {
    Markdown.parse(source).segments.iter().map(annotate).collect()
}

fn annotate(segment: &Segment) -> String {
    let mut out = String::new();
    let mut closing: Vec<(usize, char)> = Vec::new();
    let mut marks = segment.marks.iter().peekable();
    for i in 0..=segment.text.len() {
        while closing.last().is_some_and(|&(end, _)| end == i) {
            out.extend(closing.pop().map(|(_, c)| c));
        }
        while let Some(mark) = marks.next_if(|mark| mark.span.start == i) {
            let (open, close) = match mark.kind {
                MarkKind::Opaque => ('{', '}'),
                MarkKind::Emphasis => ('/', '/'),
                MarkKind::Heading => ('#', '#'),
            };
            out.push(open);
            closing.push((mark.span.end, close));
        }
        out.extend(segment.text.get(i..).filter(|_| segment.text.is_char_boundary(i)).and_then(|s| s.chars().next()));
    }
    out
}

#[test]
fn blocks() {
    let source = "---\ntitle: Front matter\n---\n\n# Le *titre* {#id}\n\nUn paragraphe\nsur deux lignes.\n\n```rust\nlet x;\n```\n\n<div>\nhtml\n</div>\n\n- un\n- [ ] deux\n  suite\n  - trois\n\n> une\n> citation\n\n    code\n\n| a | b |\n|---|---|\n| un *mot* | `x` |\n";
    assert_eq!(
        annotated(source),
        [
            "Front matter",
            "#Le {*}/titre/{*}#",
            "Un paragraphe\nsur deux lignes.",
            "un",
            "deux\n{  }suite",
            "trois",
            "une\n{> }citation",
            "a",
            "b",
            "un {*}/mot/{*}",
        ]
    );
}

#[test]
fn inline() {
    for (source, expected) in [
        (
            "Voir [le *guide* ici](https://x.org/a \"The title\") et <https://y.org>.",
            "Voir {[}le {*}/guide/{*} ici{](https://x.org/a \"The title\")} et {<https://y.org>}.",
        ),
        ("Lancez `git commit`, puis\u{a0}: fin.", "Lancez {`git commit`}, puis\u{a0}: fin."),
        ("`code` au début", "{`code`} au début"),
        ("R&eacute;sum&eacute; \\*simple\\*", "R{&eacute;}sum{&eacute;} {\\}*simple{\\}*"),
        ("![une image](a.png)", "{![}une image{](a.png)}"),
        ("un **mot** fort", "un {**}mot{**} fort"),
        ("***tout***", "{*}/{**}tout{**}/{*}"),
        ("*a _b_ c*", "{*}/a {_}b{_} c/{*}"),
        ("*a*`x`*b*", "{*}/a/{*`x`*}/b/{*}"),
        ("*a `x`* b", "{*}/a {`x`}/{*} b"),
        ("du <code>for loop</code> ici", "du {<code>for loop</code>} ici"),
        ("du <em>for loop</em> ici", "du {<em>}/for loop/{</em>} ici"),
        ("dur  \nligne\\\nfin", "dur{  \n}ligne{\\\n}fin"),
        ("note[^1].\n\n[^1]: La note.", "note{[^1]}."),
        ("$x^2$ vaut 4", "{$x^2$} vaut 4"),
        ("CRLF\r\nfin", "CRLF\r\nfin"),
    ] {
        assert_eq!(annotated(source)[0], expected, "{source}");
    }
}

#[test]
fn nothing_to_read() {
    for source in ["", "\n\n", "`x`", "![](a.png)", "<!-- note -->", "---", "[a]: https://x.org"] {
        assert_eq!(annotated(source), [""; 0], "{source}");
    }
}

#[test]
fn escapes() {
    assert_eq!(escape("l’été", 0).as_deref(), Some("l’été"));
    assert_eq!(escape("a_b*", 0).as_deref(), Some("a\\_b\\*"));
    assert_eq!(escape("l'été", FRONT_MATTER | 1).as_deref(), Some("l''été"));
}

#[test]
fn mdx_code_is_no_prose() {
    let source = "import { A } from './a'\n\nexport const x = 1\n\n# Titre\n\nimport est un mot.\n";
    let texts: Vec<_> = Mdx.parse(source).segments.iter().map(|s| s.text.to_string()).collect();
    assert_eq!(texts, ["Titre", "import est un mot."]);
}

fn check_invariants(source: &str) -> Result<(), TestCaseError> {
    let mut read = 0;
    for segment in &Markdown.parse(source).segments {
        prop_assert!(segment.offset >= read, "segments overlap");
        read = segment.offset + segment.text.len();
        prop_assert_eq!(&source[segment.offset..read], &*segment.text);
        let mut last: Option<Mark> = None;
        for (i, mark) in segment.marks.iter().enumerate() {
            prop_assert!(mark.span.start < mark.span.end && mark.span.end <= segment.text.len());
            prop_assert!(segment.text.get(mark.span.range()).is_some(), "a mark cuts a character");
            prop_assert!(last.is_none_or(|l| l.span.start <= mark.span.start), "marks are not sorted");
            last = Some(*mark);
            for other in &segment.marks[i + 1..] {
                if mark.span.overlaps(other.span) {
                    prop_assert!(mark.kind != other.kind, "marks of one kind overlap");
                    prop_assert!(mark.span.contains(other.span), "marks do not nest: {:?} {:?}", mark, other);
                }
            }
        }
        let prose = |i: usize| {
            !segment.marks.iter().any(|m| m.kind == MarkKind::Opaque && m.span.contains(Span::new(i, i + 1)))
        };
        prop_assert!((0..segment.text.len()).any(prose), "a segment without prose");
    }
    Ok(())
}

proptest! {
    #[test]
    fn marks_are_sound(source in "([a-zé ]{1,4}|[*_`~$<>|&\\[\\]()!#\\\\-]|\\*\\*|\n|\n\n|\r\n|    |> |- |1\\. |&amp;|<i>|</i>|<code>|</code>|\\[\\^1\\]|https://x\\.y|\\|-\\|-\\|){0,40}") {
        check_invariants(&source)?;
    }

    #[test]
    fn any_text_parses(source in "\\PC{0,80}") {
        check_invariants(&source)?;
    }
}

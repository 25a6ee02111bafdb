use super::*;
use crate::formats::sound::unsound;
use crate::text::MarkKind;
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
            "#Le /titre/#",
            "Un paragraphe sur deux lignes.",
            "un",
            "deux suite",
            "trois",
            "une citation",
            "a",
            "b",
            "un /mot/",
        ]
    );
}

#[test]
fn inline() {
    for (source, expected) in [
        (
            "Voir [le *guide* ici](https://x.org/a \"The title\") et <https://y.org>.",
            "Voir le /guide/ ici et {<https://y.org>}.",
        ),
        ("Lancez `git commit`, puis\u{a0}: fin.", "Lancez {`git commit`}, puis\u{a0}: fin."),
        ("`code` au début", "{`code`} au début"),
        ("R&eacute;sum&eacute; \\*simple\\*, m&ecirc;me&nbsp;: &#8217;", "Résumé *simple*, même\u{a0}: ’"),
        ("![une image](a.png)", "{![}une image{](a.png)}"),
        ("un **mot** fort, une par**tie** de mot", "un mot fort, une partie de mot"),
        ("***tout***", "/tout/"),
        ("un\n> *mot*\nou <i>deux</i>", "un"),
        ("un\n*mot*\n<i>ou deux</i>", "un /mot/ /ou deux/"),
        ("*a _b_ c*", "/a b c/"),
        ("*a*`x`*b*", "/a/{`x`}/b/"),
        ("*a `x`* b", "/a {`x`}/ b"),
        ("du <code>for loop</code> ici", "du {for loop} ici"),
        ("du <em>for loop</em> ici", "du /for loop/ ici"),
        ("dur  \nligne\\\nfin<br>\n> de", "dur\nligne\nfin"),
        ("un<br>deux<br/>\ntrois", "un\ndeux\ntrois"),
        ("note[^1].\n\n[^1]: La note.", "note{[^1]}."),
        ("$x^2$ vaut 4", "{$x^2$} vaut 4"),
        ("CRLF\r\nfin", "CRLF fin"),
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
    prop_assert_eq!(unsound(source, &Markdown.parse(source)), None);
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

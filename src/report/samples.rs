//! Findings made by hand, for the snapshots of the printers.

use super::{Around, Excerpt, Located, Summary};
use crate::formats;
use crate::report::Locate;
use crate::text::{Applicability, Finding, Origin, Span, Suggestion};

/// Several findings in two files.
pub(super) fn findings() -> Vec<Located> {
    let article = "Il faut avancer in addition rapidement, vehicle le nettoyage\nva prendre the\nwhole journée.";
    let mut findings = in_file(
        "article.txt",
        article,
        &[
            ("EN102", "in addition", 0.97, &[("plus", 0.91, Origin::Homograph)]),
            ("EN101", "vehicle", 0.98, &[("car", 0.93, Origin::Homograph), ("véhicule", 0.02, Origin::Cognate)]),
            ("EN102", "the\nwhole", 0.8, &[]),
        ],
    );
    let long = format!("{}, vehicle {}", "mot ".repeat(2000), "suite ".repeat(2000));
    let line = &[("EN101", "vehicle", 0.5, &[("car", 0.4, Origin::WrongSense)][..])];
    findings.extend(in_file("docs/long.md", &format!("# Titre\n\n{long}"), line));
    findings
}

pub(super) fn summary() -> Summary {
    Summary { files: 7, files_with_findings: 2, findings: 4, safe: 2, errors: 0 }
}

type Sample<'a> = (&'static str, &'a str, f32, &'a [(&'a str, f32, Origin)]);

fn in_file(path: &str, text: &str, samples: &[Sample]) -> Vec<Located> {
    let decoded = formats::decode(text.as_bytes()).expect("UTF-8");
    let format = formats::find("plain").expect("plain text");
    let document = format.parse(&decoded.text);
    let mut locate = Locate::new(path, &decoded, format, &document, Around { excerpt: true, context: true });
    let find = |&(rule, surface, confidence, repairs): &Sample| {
        let start = text.find(surface).expect("the sample holds the surface");
        Finding {
            rule,
            segment: 0,
            span: Span::new(start, start + surface.len()),
            message: format!("“{}” is English.", surface.replace('\n', " ")),
            confidence,
            applicability: if confidence > 0.95 { Applicability::Safe } else { Applicability::Unsafe },
            suggestions: repairs
                .iter()
                .map(|&(text, confidence, origin)| Suggestion { text: text.into(), confidence, origin })
                .collect(),
        }
    };
    samples.iter().map(find).map(|finding| locate.locate(finding)).collect()
}

/// A finding whose texts hold what must not reach a terminal as it is.
pub(super) fn hostile() -> Located {
    let mut found = findings().swap_remove(1);
    found.path = "a\u{1b}[31m.txt".into();
    found.message = "“\u{1b}[2J” is\nEnglish.".into();
    found.excerpt = Some(Excerpt { text: "le \u{1b}[2J mot".into(), span: Span::new(3, 7), line: 1 });
    found
}

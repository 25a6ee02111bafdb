//! TY304 html-entity.

use super::{Look, Precedence, Prose, Rule, Severity, Sighting, State};
use crate::formats;
use crate::text::Span;

pub(super) static RULE: Rule = Rule {
    code: "TY304",
    name: "html-entity",
    summary: "An entity of HTML left in the text, as “&eacute;” or “&#39;”.",
    severity: Severity::Error,
    state: State::Stable,
    precedence: Precedence::First,
    page: include_str!("html_entity.md"),
    look: Look::Prose(look),
    bad: &[
        "Le maire n[&#39;a] rien signé.",
        "Le [d&eacute;partement] finance les travaux.",
        "La [r&eacute;gion&nbsp;] finance les travaux.",
        "Le terrain vaut 5 000[&nbsp;]€.",
        "Le [Caf&amp;eacute;] du port a fermé.",
        "Les cafés Morin [&amp;] Fils ont fermé.",
        "Il répondit [&laquo;] non » et sortit.",
        "La mairie [&#x2013;] un ancien couvent – sera vendue.",
        "Elle vit [&agrave;] Lyon depuis dix ans.",
    ],
    good: &[
        "La société Morin&Cie; a fermé son bureau de Lyon, dit-elle.",
        "Lisez https://exemple.fr/page?a=1&copy;=2 pour en savoir plus.",
        "Écrivez `&eacute;` pour avoir un é.",
        "L’entité « &eacute; » donne un é, et (&amp;) une esperluette.",
        "Les cafés Morin & Fils ont fermé ; la halle reste.",
        "Le lien <a href=\"page?a=1&amp;b=2\">suivant</a> est mort.",
    ],
};

/// Hits on the reserved text: none.
const CONFIDENCE: f32 = 0.98;

/// Letters of the longest entity.
const LONGEST: usize = 12;

/// What was escaped more often than this is lost.
const MOST_TIMES: usize = 4;

fn look(prose: &Prose) -> Vec<Sighting> {
    let mut found: Vec<Sighting> = Vec::new();
    for at in memchr::memchr_iter(b'&', prose.bytes()).map(|at| prose.range.start + at) {
        if found.last().is_none_or(|last| last.span.end <= at) {
            found.extend(sighting(prose, at));
        }
    }
    found
}

/// The finding on an entity: with the word that it is a letter of.
fn sighting(prose: &Prose, at: usize) -> Option<Sighting> {
    let text = prose.text;
    let (first, mut end) = entity(&text[at..]).map(|(c, length)| (c, at + length))?;
    let is_part = |c: char| c.is_alphanumeric() || matches!(c, '\'' | '’' | '\u{ad}');
    let (mut start, mut repaired) = (at, String::from(first));
    if first.is_alphabetic() {
        start -= text[..at].len() - text[..at].trim_end_matches(char::is_alphabetic).len();
        repaired.insert_str(0, &text[start..at]);
    }
    let mut last = first;
    while is_part(last) || matches!(last, '\u{a0}') && text[end..].starts_with('&') {
        let plain = || text[end..].chars().next().filter(|c| c.is_alphabetic()).map(|c| (c, c.len_utf8()));
        let Some((c, length)) = entity(&text[end..]).or_else(plain) else { break };
        repaired.push(c);
        end += length;
        last = c;
    }
    let span = Span::new(start, end);
    if prose.is_code(span) || is_meant(prose, span) {
        return None;
    }
    let message = format!("“{}” is an entity of HTML that was left in the text", Span::new(at, end).of(text));
    let found = Sighting::new(span, CONFIDENCE, message);
    // A tag may come into being.
    Some(if repaired.contains(['<', '>']) {
        found.with_guess(repaired, 0.9)
    } else {
        found.with_repair(repaired, 0.99)
    })
}

/// The character for which a text starts with an entity, and the length of that; what was escaped twice is read twice.
fn entity(text: &str) -> Option<(char, usize)> {
    let (mut length, mut c) = formats::character(text)?;
    for _ in 1..MOST_TIMES {
        // `&amp;eacute;` is `&` and `eacute;`.
        let inner: String = text[length..].chars().take(LONGEST).collect();
        let Some((more, said)) = formats::character(&format!("&{inner}")).filter(|_| c == '&') else { break };
        length += more - 1;
        c = said;
    }
    Some((c, length))
}

/// Whether the text is about the entity, or it is part of something with parameters.
fn is_meant(prose: &Prose, span: Span) -> bool {
    let chunk = prose.chunk(span).of(prose.text);
    let (before, after) = (prose.text[..span.start].trim_end(), prose.text[span.end..].trim_start());
    let is_quoted = before.ends_with(['«', '“', '"', '(', '\'']) && after.starts_with(['»', '”', '"', ')', '\'']);
    is_quoted || chunk.contains('=') || chunk.contains('?') && chunk.contains('/')
}

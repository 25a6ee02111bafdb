//! Every figure behind the judgement of a word where it stands, as text for a person.

use super::{LABEL, class, origin};
use crate::checker::detect::features::{Candidate, Judge, Model, NAMES as EVIDENCE, contributions, threshold};
use crate::checker::detect::order::{self, Ordered, Ranker, Values, View};
use crate::checker::{Asked, Checker, is_found};
use crate::text::{Document, Finding, Mark, Scanner, Span, TokenKind, folded};
use std::fmt::Write as _;

/// Pieces of evidence that are shown.
const EVIDENCE_SHOWN: usize = 6;
/// French texts that are shown.
const REPAIRS_SHOWN: usize = 8;
/// Reasons why the first is before the second.
const REASONS_SHOWN: usize = 4;
/// Characters of the text that are shown on either side.
const AROUND: usize = 30;

impl Checker {
    /// How the words at `span`, in the text of a segment of the document, were judged: what they look like to the detector and
    /// why, which French may have stood there, the parts of the score of each, and why the first won. `None` where no word
    /// stands.
    ///
    /// ```
    /// use intrus::text::Span;
    /// use intrus::{Checker, Document, Pack};
    ///
    /// let text = "La mairie rouvrira lundi, vehicle les travaux sont finis.";
    /// let document = Document::plain(text);
    /// let page = Checker::new(Pack::embedded()).explain_place(&document, 0, Span::new(26, 33)).expect("a word");
    /// assert!(page.contains("car"));
    /// ```
    pub fn explain_place(&self, document: &Document, segment: usize, span: Span) -> Option<String> {
        let text = &*document.segments.get(segment)?.text;
        let marks = &document.segments[segment].marks;
        let word = Scanner::new(text, 0, text.len(), marks)
            .find(|token| token.kind == TokenKind::Word && token.span.overlaps(span))?;
        let page = self.candidate_page(document, segment, word.span);
        Some(page.unwrap_or_else(|| self.nothing(text, marks, word.span)))
    }

    /// How a finding of the document came about: for one of the detector, as [`Checker::explain_place`] tells it; for others, what they say.
    pub fn explain_finding(&self, document: &Document, finding: &Finding) -> String {
        let page = self.candidate_page(document, finding.segment, finding.span);
        page.filter(|_| finding.rule.starts_with("EN")).unwrap_or_else(|| finding_page(document, finding))
    }

    /// The page of what the detector weighs at `span`.
    fn candidate_page(&self, document: &Document, segment: usize, span: Span) -> Option<String> {
        let block = self.blocks(document).into_iter().find(|block| {
            let holds = |range: &std::ops::Range<usize>| range.start <= span.start && span.start < range.end;
            block.pieces.iter().any(|(index, range)| *index == segment && holds(range))
        })?;
        let mut page = None;
        self.memos.with(self.pack, |notes| {
            self.examine(
                notes,
                document,
                &block,
                Asked::All,
                |_, _| {},
                |at, judge, candidates| {
                    let same_place = |c: &&Candidate| at == segment && c.span.overlaps(span);
                    let found = candidates.iter().filter(same_place).max_by_key(|c| is_found(c));
                    if let Some(candidate) = found {
                        page = Some(self.page(judge, candidate));
                    }
                },
            );
        });
        page
    }

    /// The page of a word that the detector passed over.
    fn nothing(&self, text: &str, marks: &[Mark], span: Span) -> String {
        let word = folded(span.of(text));
        let mut page = title(text, span);
        let is_accepted = self.vocabulary.as_ref().is_some_and(|vocabulary| {
            self.memos.with(self.pack, |notes| vocabulary.accepts(&notes.words, text, marks, span))
        });
        let why = if is_accepted {
            "no intruder: the settings accept it"
        } else {
            "no intruder: nothing about it makes a closer look worth while"
        };
        row(&mut page, "verdict", why);
        row(&mut page, "class", class(self.pack.word(&word).doubt()));
        page
    }

    fn page(&self, judge: &Judge, candidate: &Candidate) -> String {
        let mut page = title(judge.text, candidate.span);
        let ordered = judge.ordered(candidate);
        let from = threshold(candidate.features.model);
        let probability = candidate.probability;
        let verdict = if is_found(candidate) {
            let rule = self.rule(judge, candidate, &ordered);
            format!("an intruder ({rule}): probability {probability:.3}, reported from {from:.3} on")
        } else {
            format!("no intruder: probability {probability:.3}, reported from {from:.3} on")
        };
        row(&mut page, "verdict", &verdict);
        if is_found(candidate) {
            let confidence = order::confidence(candidate);
            row(
                &mut page,
                "confidence",
                &format!("{confidence:.3}: so often such a place is one where text is damaged"),
            );
        }
        row(&mut page, "judged as", kind(candidate.features.model));
        evidence(&mut page, candidate);
        repairs(&mut page, judge, candidate, &ordered);
        page
    }
}

/// The page of a finding of which there is no more to tell than it says.
fn finding_page(document: &Document, finding: &Finding) -> String {
    let mut page = title(&document.segments[finding.segment].text, finding.span);
    let Finding { rule, message, confidence, suggestions, .. } = finding;
    row(&mut page, "verdict", &format!("{rule}: {message}"));
    row(&mut page, "confidence", &format!("{confidence:.3}"));
    for suggestion in suggestions {
        let text = &suggestion.text;
        let written = if text.is_empty() { "nothing in its place".to_owned() } else { format!("“{text}”") };
        row(&mut page, "may be written", &written);
    }
    let _ = writeln!(page, "\n`intrus explain {rule}` says what the rule is about.");
    page
}

/// The words with some of the text around.
fn title(text: &str, span: Span) -> String {
    let is_end = |c: char| matches!(c, '\n' | '\r');
    let before = text[..span.start].rsplit(is_end).next().unwrap_or_default();
    let after = text[span.end..].split(is_end).next().unwrap_or_default();
    let before: Vec<char> = before.chars().rev().take(AROUND).collect();
    let before: String = before.into_iter().rev().collect();
    let after: String = after.chars().take(AROUND).collect();
    let flat = |s: String| s.split_whitespace().collect::<Vec<_>>().join(" ");
    let space = |s: &str, at_end: bool| {
        let near = if at_end { s.chars().last() } else { s.chars().next() };
        if near.is_some_and(char::is_whitespace) { " " } else { "" }
    };
    let (left, right) = (space(&before, true), space(&after, false));
    let words = flat(span.of(text).to_owned());
    format!("{words}\n\n  … {}{left}[{words}]{right}{} …\n\n", flat(before), flat(after))
}

fn row(page: &mut String, label: &str, value: &str) {
    let _ = writeln!(page, "{label:LABEL$}{value}");
}

fn kind(model: Model) -> &'static str {
    match model {
        Model::Lexical => "a word that is no French, in small letters",
        Model::Capital => "capitalised inside a sentence, or a name",
        Model::Initial => "a word that is no French, at the start of a sentence",
        Model::Homograph => "French by its letters: only the place can tell",
        Model::Broken => "a word that no lexicon has",
    }
}

/// What speaks most for and against an intruder.
fn evidence(page: &mut String, candidate: &Candidate) {
    let parts = contributions(&candidate.features);
    let mut order: Vec<usize> = (1..parts.len()).filter(|&f| parts[f].abs() >= 0.005).collect();
    order.sort_by(|&a, &b| parts[b].abs().total_cmp(&parts[a].abs()).then(a.cmp(&b)));
    let _ = writeln!(page, "\nWhat speaks for an intruder (+) and against it (-), in log-odds");
    for f in order.into_iter().take(EVIDENCE_SHOWN) {
        let _ = writeln!(page, "  {:+6.2}  {} ({:.2})", parts[f], EVIDENCE[f], candidate.features.values[f]);
    }
}

/// The repairs with the parts of their scores, and why the first is the first.
fn repairs(page: &mut String, judge: &Judge, candidate: &Candidate, ordered: &[Ordered]) {
    if ordered.is_empty() {
        let _ = writeln!(page, "\nNo French that may have stood there.");
        return;
    }
    let choices = judge.choices(candidate, View::default());
    let values = |o: &Ordered| choices.iter().find(|c| std::ptr::eq(c.repair, o.repair)).map(|c| c.values);
    let shown = &ordered[..ordered.len().min(REPAIRS_SHOWN)];
    let width = shown.iter().map(|o| o.repair.text.chars().count()).max().unwrap_or_default().max(6);
    let _ = writeln!(page, "\nFrench that may have stood there");
    let _ = writeln!(page, "  {:width$}  confidence  context  channel  class  grammar  mechanism", "");
    for o in shown {
        let Some(v) = values(o) else { continue };
        let parts = order::Parts::of(&v);
        let _ = writeln!(
            page,
            "  {:width$}  {:10.3}  {:+7.2}  {:7.2}  {:+5.2}  {:7}  {}",
            o.repair.text,
            o.confidence,
            parts.context,
            parts.channel,
            parts.class,
            parts.grammar,
            origin(o.repair.origin),
        );
    }
    if ordered.len() > shown.len() {
        let _ = writeln!(page, "  … and {} more", ordered.len() - shown.len());
    }
    let _ = writeln!(
        page,
        "\n  context, class: how much better it goes with the words around than by chance (log10)\n  channel: how likely it is \
         to become this English (log10)\n  grammar: places where it agrees and clashes with the words around"
    );
    if let [first, second, ..] = shown
        && let (Some(a), Some(b)) = (values(first), values(second))
    {
        reasons(page, (first, &a), (second, &b));
    }
    let safe = match ordered.first() {
        Some(best) if best.is_safe => "safe: may be written without a person looking",
        Some(best) if !values(best).is_some_and(|v| order::is_plain(&v)) => {
            "a guess: the place is no plain text, or the repair clashes with it"
        }
        _ => "a guess: not sure enough",
    };
    page.push('\n');
    row(page, "the first is", safe);
}

/// The features that speak most for the first against the second.
fn reasons(page: &mut String, (first, a): (&Ordered, &Values), (second, b): (&Ordered, &Values)) {
    let parts = |v: &Values| Ranker::embedded().order.contributions(v);
    let (own, other) = (parts(a), parts(b));
    let gain = |f: usize| own[f] - other[f];
    let mut order: Vec<usize> = (0..order::NAMES.len()).filter(|&f| gain(f) >= 0.005).collect();
    order.sort_by(|&x, &y| gain(y).total_cmp(&gain(x)).then(x.cmp(&y)));
    let _ = writeln!(page, "\nWhy “{}” comes before “{}”, in log-odds", first.repair.text, second.repair.text);
    for f in order.into_iter().take(REASONS_SHOWN) {
        let _ = writeln!(page, "  {:+6.2}  {} ({:.2} against {:.2})", gain(f), order::NAMES[f], a[f], b[f]);
    }
}

//! Findings as Python sees them.

use intrus::checker::rules;
use pyo3::prelude::*;

/// A French text offered in place of a finding.
#[pyclass(frozen, get_all, module = "intrus")]
pub struct Suggestion {
    /// Replaces the whole finding exactly as it stands.
    text: String,
    /// Probability that this is the right text, 0 to 1.
    confidence: f32,
    /// The mechanism that left the English there.
    origin: &'static str,
}

#[pymethods]
impl Suggestion {
    fn __repr__(&self) -> String {
        format!("Suggestion({:?}, confidence={:.2}, origin={:?})", self.text, self.confidence, self.origin)
    }
}

/// One place where something is wrong.
#[pyclass(frozen, get_all, module = "intrus")]
pub struct Finding {
    /// Code of the rule: `EN101`.
    rule: &'static str,
    /// Name of the rule: `stray-word`.
    name: &'static str,
    /// Where it starts, in code points: `text[start:end] == surface`.
    start: usize,
    /// Where it ends, in code points.
    end: usize,
    /// What stands there.
    surface: String,
    /// One sentence: what is wrong and what to do.
    message: String,
    /// Probability that the finding is right, 0 to 1.
    confidence: f32,
    /// Whether the first suggestion may be written: `safe`, `unsafe` or `none`.
    applicability: &'static str,
    /// Repairs, best first, at most five.
    suggestions: Vec<Py<Suggestion>>,
}

#[pymethods]
impl Finding {
    fn __repr__(&self) -> String {
        let best = self.suggestions.first().map(|best| format!(" -> {:?}", best.get().text)).unwrap_or_default();
        format!(
            "Finding({} {:?}{best}, start={}, end={}, confidence={:.2})",
            self.rule, self.surface, self.start, self.end, self.confidence
        )
    }
}

/// The findings of a text, in their order, with offsets in code points.
pub fn findings(py: Python<'_>, text: &str, found: Vec<intrus::Finding>) -> PyResult<Vec<Finding>> {
    let mut points = CodePoints { text, byte: 0, point: 0 };
    found
        .into_iter()
        .map(|finding| {
            let suggestion = |s: intrus::Suggestion| {
                Py::new(py, Suggestion { text: s.text, confidence: s.confidence, origin: s.origin.name() })
            };
            Ok(Finding {
                rule: finding.rule,
                name: rules::find(finding.rule).map_or("", |rule| rule.name),
                start: points.at(finding.span.start),
                end: points.at(finding.span.end),
                surface: finding.span.of(text).to_owned(),
                message: finding.message,
                confidence: finding.confidence,
                applicability: finding.applicability.name(),
                suggestions: finding.suggestions.into_iter().map(suggestion).collect::<PyResult<_>>()?,
            })
        })
        .collect()
}

/// Turns bytes into code points, on and on.
struct CodePoints<'t> {
    text: &'t str,
    byte: usize,
    point: usize,
}

impl CodePoints<'_> {
    /// The code points before a byte that is not before the last one asked for.
    fn at(&mut self, byte: usize) -> usize {
        self.point += self.text[self.byte..byte].chars().count();
        self.byte = byte;
        self.point
    }
}

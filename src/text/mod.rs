//! Spans, words, sentences and the types that every layer shares.

mod finding;
mod segment;
mod span;

pub use finding::{Applicability, Finding, Origin, Suggestion};
pub use segment::{Document, Mark, MarkKind, Segment};
pub use span::Span;

//! Spans, words, sentences and the types that every layer shares.

mod finding;
mod fold;
mod hash;
mod letters;
mod quick;
mod scan;
mod segment;
mod span;
mod token;

pub use finding::{Applicability, Finding, Origin, Suggestion};
pub use fold::{fold, fold_in, folded, is_folded, unaccented};
pub use hash::hash;
pub use scan::{CLITICS, Scanner};
pub use segment::{Document, Mark, MarkKind, Piece, PieceKind, Segment, Source};
pub use span::Span;
pub use token::{Case, Token, TokenKind};

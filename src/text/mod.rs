//! Spans, words, sentences and the types that every layer shares.

mod context;
mod finding;
mod fold;
mod hash;
mod json;
mod letters;
mod misread;
mod paths;
mod quick;
mod rarer;
mod scan;
mod segment;
mod span;
mod token;
mod window;

pub use context::{context, normalized};
pub(crate) use finding::three_decimals;
pub use finding::{Applicability, Finding, Origin, Suggestion};
pub use fold::{capitalised, fold, fold_in, folded, has_words, is_folded, is_small_word, unaccented};
pub use hash::hash;
pub(crate) use json::json_error;
pub(crate) use misread::misread;
pub use paths::slashes;
pub use quick::Sink;
pub use scan::{CLITICS, Scanner};
pub use segment::{Document, Mark, MarkKind, Piece, PieceKind, Segment, Source};
pub use span::Span;
pub use token::{Case, Token, TokenKind};

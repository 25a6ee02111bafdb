//! intrus finds the English that machine translation, language models and article spinners leave in French text, and
//! puts the French back.
//!
//! ```
//! use intrus::{Checker, Document, Pack};
//!
//! let text = "Le conseil a voté la loi, however plusieurs élus s’y opposaient.";
//! let document = Document::plain(text);
//! for finding in Checker::new(Pack::embedded()).check(&document) {
//!     println!("{}: {}", finding.rule, finding.span.of(text));
//! }
//! ```

pub mod checker;
#[cfg(feature = "corpus")]
pub mod clean;
#[cfg(feature = "arrow")]
pub mod columns;
#[cfg(feature = "config")]
pub mod config;
pub mod damage;
pub mod fix;
pub mod formats;
pub mod language;
pub mod narrow;
#[cfg(feature = "corpus")]
mod ordered;
pub mod report;
pub mod stream;
pub mod text;

#[cfg(feature = "cli")]
pub mod cli;

pub use checker::{Block, Checker, Vocabulary};
pub use language::{Pack, PackError};
pub use text::{
    Applicability, Document, Finding, Mark, MarkKind, Origin, Piece, PieceKind, Segment, Source, Span, Suggestion,
};

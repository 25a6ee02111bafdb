//! What French (and, for the borders of phrases, English) words stand beside each other.

pub mod classes;
pub mod gap;
pub mod model;
pub mod symbols;

pub use classes::Classes;
pub use gap::{Fit, Gap};
pub use model::Model;
pub use symbols::{Step, Symbol, step};

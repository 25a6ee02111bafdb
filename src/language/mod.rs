//! What the program knows of French and English.

mod pack;

pub use pack::{Pack, PackError};

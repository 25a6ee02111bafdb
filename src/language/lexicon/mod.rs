//! Words: what each language has, with what meaning and how often.

pub mod bytes;
mod english;
mod french;
mod keys;
mod node;
mod prefix;
mod tags;

pub use english::{English, EnglishReading, EnglishTags};
pub use french::{French, Parts, Reading};
pub use keys::Keys;
pub use prefix::Prefix;
pub use tags::Tags;

#[cfg(feature = "pack-builder")]
pub use english::{EnglishEntry, build as build_english};
#[cfg(feature = "pack-builder")]
pub use french::build as build_french;

//! What is wrong with documents that cannot be read as their format.

/// The first thing in a document that its format does not know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Flaw {
    /// Where it starts in the decoded document.
    pub offset: usize,
    /// What is wrong, in words.
    pub what: String,
}

impl Flaw {
    /// Something is wrong at this offset.
    pub(super) fn at(offset: usize, what: impl Into<String>) -> Self {
        Flaw { offset, what: what.into() }
    }
}

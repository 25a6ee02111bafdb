//! The compiled language data, used where it lies.

/// Why a pack cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum PackError {
    /// A file of the pack does not have the expected shape.
    #[error("language pack: {file}: {what}")]
    Malformed {
        /// Name of the file in the pack.
        file: &'static str,
        /// What is wrong.
        what: String,
    },
}

/// The language pack.
#[derive(Debug)]
pub struct Pack {}

impl Pack {
    /// The pack compiled into the program.
    pub fn embedded() -> &'static Pack {
        static PACK: Pack = Pack {};
        &PACK
    }
}

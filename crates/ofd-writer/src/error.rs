use std::fmt;

/// Why a package can't be written.
#[derive(Debug)]
pub enum Error {
    /// The licence bits of a font (`fsType` of its table `OS/2`) forbid to embed it.
    EmbeddingForbidden {
        /// The family, as the caller named it.
        family: String,
    },
    /// A font can't be read or cut down.
    Font {
        /// The family, as the caller named it.
        family: String,
        /// What is wrong with it, in English.
        reason: String,
    },
    /// Neither the fonts nor the pages are at fault: the package itself could not be put together.
    Package(std::io::Error),
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::EmbeddingForbidden { family } => {
                write!(f, "the licence of the font {family} forbids to embed it")
            }
            Self::Font { family, reason } => {
                write!(f, "the font {family} can't be embedded: {reason}")
            }
            Self::Package(error) => write!(f, "the package can't be written: {error}"),
        }
    }
}

impl std::error::Error for Error {}

impl From<std::io::Error> for Error {
    fn from(error: std::io::Error) -> Self {
        Self::Package(error)
    }
}

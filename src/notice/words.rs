use std::borrow::Cow;
use std::fmt;

use serde::{Serialize, Serializer};

use crate::segment;

/// A title or a head, in the words that a line must not cut.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Words(Vec<String>);

impl Words {
    /// Reads `城镇|住房|保障`: the bars part the words and are not printed.
    pub fn parse(text: &str) -> Self {
        Self(text.split('|').map(str::to_owned).collect())
    }

    /// One by one: as the bars part them, or as a dictionary does where there are none.
    pub fn words(&self) -> Cow<'_, [String]> {
        match self.0.as_slice() {
            [text] => Cow::Owned(segment::words(text)),
            words => Cow::Borrowed(words),
        }
    }

    /// The words, each in its own parts: where a column is narrower than 保障性安居工程 it may
    /// break behind 保障性.
    pub fn parts(&self) -> Vec<Vec<String>> {
        self.words()
            .iter()
            .map(|word| segment::words(word))
            .collect()
    }
}

impl fmt::Display for Words {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.concat())
    }
}

/// As it is printed.
impl Serialize for Words {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

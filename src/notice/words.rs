use std::fmt;

use serde::{Serialize, Serializer};

/// A title or a head, in the words that a line must not cut.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Words(Vec<String>);

impl Words {
    /// Reads `城镇|住房|保障`: the bars part the words and are not printed.
    pub fn parse(text: &str) -> Self {
        Self(text.split('|').map(str::to_owned).collect())
    }

    /// One by one; a single one when nobody parted the text.
    pub fn words(&self) -> &[String] {
        &self.0
    }
}

impl fmt::Display for Words {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.concat())
    }
}

/// A list of words, or a plain text when nobody parted it: then the layout
/// looks for the best places itself.
impl Serialize for Words {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0.as_slice() {
            [text] => text.serialize(serializer),
            words => words.serialize(serializer),
        }
    }
}

use std::borrow::Cow;
use std::fmt;

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

    /// The parts that a line of a title may end with.
    pub fn title_parts(&self) -> Vec<Vec<String>> {
        self.parts(5)
    }

    /// The parts that a line of a cell may end with.
    pub fn cell_parts(&self) -> Vec<Vec<String>> {
        self.parts(4)
    }

    /// The words, those of more characters than `longest` in their own parts: where a column is
    /// narrower than 保障性安居工程 it may break behind 保障性.
    fn parts(&self, longest: usize) -> Vec<Vec<String>> {
        let is_long = |word: &str| word.chars().filter(|c| !c.is_ascii()).count() > longest;
        let part = |word: &String| {
            if is_long(word) {
                segment::words(word)
            } else {
                vec![word.clone()]
            }
        };
        self.words().iter().map(part).collect()
    }
}

impl fmt::Display for Words {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.concat())
    }
}

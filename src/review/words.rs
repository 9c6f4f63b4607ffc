//! The words of a place in the file, and those around it.

use std::ops::Range;

use super::Desk;
use super::flow::{Change, END, TABLE};
use super::letters::plain;

/// So many letters are shown on either side.
const BESIDE: usize = 12;

impl Desk<'_> {
    /// The words of a stretch of the file as they are typed: white space within Latin words and between
    /// names stays.
    pub(super) fn words_of(&self, new: &Range<usize>) -> String {
        let letters = &self.flow.new[new.clone()];
        let mut words = String::new();
        for (at, letter) in letters.iter().enumerate() {
            let before = at.checked_sub(1).map(|before| letters[before]);
            if let Some(before) =
                before.filter(|before| before.paragraph == letter.paragraph && letter.c != END)
            {
                let paragraph = self.paragraphs.get(&letter.paragraph);
                let between = paragraph.and_then(|of| of.letters.get(before.at + 1..letter.at));
                let between = between.unwrap_or_default();
                let is_latin = before.c.is_ascii_alphanumeric() && letter.c.is_ascii_alphanumeric();
                let wide = between.iter().any(|letter| letter.c == '　');
                if is_latin && !between.is_empty() {
                    words.push(' ');
                } else if wide && before.c.is_alphanumeric() && letter.c.is_alphanumeric() {
                    words.push('　');
                }
            }
            if letter.c != TABLE {
                words.push(letter.c);
            }
        }
        words
    }

    /// Whether the file has a wide space between a letter and the one before it.
    pub(super) fn is_parted_before(&self, new: usize) -> bool {
        let Some([before, letter]) = new
            .checked_sub(1)
            .and_then(|before| self.flow.new.get(before..=new))
        else {
            return false;
        };
        let paragraph = self.paragraphs.get(&letter.paragraph);
        let paragraph = paragraph.filter(|_| before.paragraph == letter.paragraph);
        let between = paragraph.and_then(|of| of.letters.get(before.at + 1..letter.at));
        between.is_some_and(|between| between.iter().any(|letter| letter.c == '　'))
    }

    /// The words before and behind a stretch, within its paragraph.
    pub(super) fn around(&self, new: &Range<usize>) -> (String, String) {
        let flow = &self.flow;
        let is_letter = |c: char| c != END && c != TABLE;
        let before: Vec<char> = (0..new.start)
            .rev()
            .map(|at| flow.new[at].c)
            .take_while(|c| is_letter(*c))
            .take(BESIDE)
            .collect();
        let after = (new.end..flow.new.len()).map(|at| flow.new[at].c);
        let after = after.take_while(|c| is_letter(*c)).take(BESIDE).collect();
        (before.into_iter().rev().collect(), after)
    }

    /// The sentence in which a change is, as the notice has it and as the file has it.
    pub(super) fn sentences_of(&self, change: &Change) -> [String; 2] {
        let old: Vec<char> = self.flow.old.iter().map(|letter| letter.c).collect();
        let new: Vec<char> = self.flow.new.iter().map(|letter| letter.c).collect();
        [
            within(&old, change.old.start),
            within(&new, change.new.start),
        ]
    }
}

/// The sentence among letters that has one of them.
fn within(letters: &[char], at: usize) -> String {
    let is_end = |c: &char| *c == END || *c == TABLE;
    let at = at.min(letters.len());
    let start = letters[..at].iter().rposition(is_end);
    let start = start.map_or(0, |end| end + 1);
    let end = letters[at..].iter().position(is_end);
    let end = end.map_or(letters.len(), |end| at + end);
    let text: String = letters[start..end].iter().collect();
    sentence(&text, at - start)
}

/// The sentence of a text that has a letter, counted as letters are compared.
pub(super) fn sentence(text: &str, letter: usize) -> String {
    let mut count = 0;
    let all = crate::text::sentences(text);
    for sentence in &all {
        count += sentence.chars().filter_map(plain).count();
        if letter < count {
            return (*sentence).to_owned();
        }
    }
    all.last()
        .map_or_else(String::new, |last| (*last).to_owned())
}

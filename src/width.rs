//! Texts in columns and lines of a terminal, where a wide character counts two.

use textwrap::WordSeparator::UnicodeBreakProperties;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// The width of a window, in columns.
pub const WINDOW: usize = 80;

/// How many columns a text takes.
pub fn width(text: &str) -> usize {
    text.width()
}

/// Filled up with spaces to a width, the text on their left.
pub fn left(text: &str, to: usize) -> String {
    format!("{text}{}", gap(text, to))
}

/// Filled up with spaces to a width, the text on their right.
pub fn right(text: &str, to: usize) -> String {
    format!("{}{text}", gap(text, to))
}

fn gap(text: &str, to: usize) -> String {
    " ".repeat(to.saturating_sub(text.width()))
}

/// Cuts a text to a width, with … where something is left out.
pub fn cut(text: &str, most: usize) -> String {
    if text.width() <= most {
        return text.to_owned();
    }
    let mut used = 0;
    let fits = |c: &char| {
        used += c.width().unwrap_or(0);
        used < most
    };
    text.chars().take_while(fits).chain(['…']).collect()
}

/// What a line must not cut, by the rules of Unicode: a Latin word or a number, a wide character
/// with the marks that belong to it; each with the spaces behind it.
pub fn unbreakable(text: &str) -> impl Iterator<Item = String> + '_ {
    let words = UnicodeBreakProperties.find_words(text);
    words.map(|word| format!("{}{}", word.word, word.whitespace))
}

/// Whether a piece still fits into a line of which so much is used. Spaces at its end may hang over.
pub fn fits(piece: &str, used: usize) -> bool {
    used + piece.trim_end().width() <= WINDOW
}

/// A text broken at the window's edge, its further lines behind the margin.
pub fn wrapped(text: &str, margin: &str) -> String {
    let mut lines = String::new();
    let mut used = 0;
    let indent = text.len() - text.trim_start().len();
    lines.push_str(&text[..indent]);
    used += width(&text[..indent]);
    for word in unbreakable(&text[indent..]) {
        if used + width(word.trim_end()) > WINDOW && used > width(margin) {
            lines.truncate(lines.trim_end().len());
            lines.extend(["\n", margin]);
            used = width(margin);
        }
        used += width(&word);
        lines.push_str(&word);
    }
    lines.truncate(lines.trim_end().len());
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_cut_says_so() {
        assert_eq!(cut("城区开工量", 7), "城区开…");
        assert_eq!(cut("城区", 4), "城区");
    }

    #[test]
    fn wide_characters_count_two() {
        assert_eq!(left("城区", 6), "城区  ");
        assert_eq!(right("5", 3), "  5");
    }

    #[test]
    fn marks_stay_with_their_words() {
        let words: Vec<String> = unbreakable("（甲），begun 12.5%。").collect();
        assert_eq!(words, ["（甲），", "begun ", "12.5%。"]);
    }
}

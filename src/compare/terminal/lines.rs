//! Coloured lines that fit a window, where wide characters count two.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

const WIDTH: usize = 80;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Style {
    Plain,
    Bold,
    Dim,
    Old,
    New,
    Moved,
    Warn,
}

impl Style {
    fn code(self) -> &'static str {
        match self {
            Self::Plain => "",
            Self::Bold => "\u{1b}[1m",
            Self::Dim => "\u{1b}[2m",
            Self::Old => "\u{1b}[31m",
            Self::New => "\u{1b}[34m",
            Self::Moved => "\u{1b}[32m",
            Self::Warn => "\u{1b}[1;33m",
        }
    }
}

#[derive(Default)]
pub(super) struct Text(String);

impl Text {
    pub fn line(&mut self, parts: &[(Style, &str)]) {
        self.wrapped(parts, 0);
    }

    pub fn title(&mut self, title: &str) {
        self.0.push('\n');
        self.line(&[(Style::Bold, title)]);
    }

    pub fn item(&mut self, parts: &[(Style, &str)]) {
        self.wrapped(parts, 2);
    }

    pub fn deeper(&mut self, parts: &[(Style, &str)]) {
        self.wrapped(parts, 4);
    }

    /// A line that is known to fit.
    pub fn raw(&mut self, parts: &[(Style, String)]) {
        let mut line = String::new();
        for (style, text) in parts {
            line.push_str(&styled(*style, text));
        }
        self.0.push_str(line.trim_end());
        self.0.push('\n');
    }

    pub fn finish(self) -> String {
        self.0
    }

    /// Breaks lines at the window's edge: between wide characters anywhere but
    /// before a closing mark, else at the end of a Latin word.
    fn wrapped(&mut self, parts: &[(Style, &str)], indent: usize) {
        let margin = " ".repeat(indent);
        self.0.push_str(&margin);
        let mut used = indent;
        for (style, text) in parts {
            let mut run = String::new();
            for word in words(text) {
                if used + word.width() > WIDTH && used > indent {
                    self.0.push_str(&styled(*style, &run));
                    run.clear();
                    self.0.push('\n');
                    self.0.push_str(&margin);
                    used = indent;
                }
                used += word.width();
                run.push_str(word);
            }
            self.0.push_str(&styled(*style, &run));
        }
        self.0.push('\n');
    }
}

fn styled(style: Style, text: &str) -> String {
    match style.code() {
        "" => text.to_owned(),
        _ if text.is_empty() => String::new(),
        code => format!("{code}{text}\u{1b}[0m"),
    }
}

/// What a line must not cut: a Latin word, or a wide character with the marks behind it.
fn words(text: &str) -> Vec<&str> {
    let is_closing = |c: char| "，。；：、！？）》”’-]}+".contains(c);
    let is_opening = |c: char| "（《“‘".contains(c);
    let is_latin = |c: char| c.is_ascii() && c != ' ';
    let mut words = Vec::new();
    let mut start = 0;
    let mut before: Option<char> = None;
    for (at, c) in text.char_indices() {
        let joined =
            is_closing(c) || before.is_some_and(|b| is_latin(b) && is_latin(c) || is_opening(b));
        if at > start && !joined {
            words.push(&text[start..at]);
            start = at;
        }
        before = Some(c);
    }
    words.push(&text[start..]);
    words
}

pub(super) fn width(text: &str) -> usize {
    text.width()
}

/// Cuts a text to a width, with … where something is left out.
pub(super) fn cut(text: &str, most: usize) -> String {
    if text.width() <= most {
        return text.to_owned();
    }
    let mut kept = String::new();
    for c in text.chars() {
        if kept.width() + c.width().unwrap_or(0) >= most {
            break;
        }
        kept.push(c);
    }
    kept + "…"
}

pub(super) fn pad(text: &str, to: usize, right: bool) -> String {
    let spaces = " ".repeat(to.saturating_sub(text.width()));
    if right {
        format!("{spaces}{text}")
    } else {
        format!("{text}{spaces}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_fit_and_lose_nothing() {
        let long = "全年，全市棚户区住房改造开工2037套、基本建成9491套，（“完成”）".repeat(5);
        let mut text = Text::default();
        text.deeper(&[(Style::Plain, &long), (Style::New, &long)]);
        let printed = text.finish();
        let plain = printed.replace("\u{1b}[34m", "").replace("\u{1b}[0m", "");
        assert!(plain.lines().all(|line| line.width() <= WIDTH));
        let joined: String = plain.lines().map(|line| &line[4..]).collect();
        assert_eq!(joined, long.repeat(2));
    }

    #[test]
    fn what_is_cut_says_so() {
        assert_eq!(cut("城区开工量", 7), "城区开…");
        assert_eq!(cut("城区", 4), "城区");
    }
}

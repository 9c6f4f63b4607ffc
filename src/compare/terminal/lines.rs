//! Coloured lines that fit a window, where wide characters count two.

use crate::width::{fits, unbreakable, width};

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

    /// Breaks lines at the window's edge.
    fn wrapped(&mut self, parts: &[(Style, &str)], indent: usize) {
        let margin = " ".repeat(indent);
        self.0.push_str(&margin);
        let mut used = indent;
        for (style, text) in parts {
            let mut run = String::new();
            for word in unbreakable(text) {
                if !fits(&word, used) && used > indent {
                    self.0.push_str(&styled(*style, &run));
                    run.clear();
                    self.0.push('\n');
                    self.0.push_str(&margin);
                    used = indent;
                }
                used += width(&word);
                run.push_str(&word);
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::width::WINDOW;

    #[test]
    fn lines_fit_and_lose_nothing() {
        let long = "全年，全市棚户区住房改造开工2037套、基本建成9491套，（“完成”）".repeat(5);
        let mut text = Text::default();
        text.deeper(&[(Style::Plain, &long), (Style::New, &long)]);
        let printed = text.finish();
        let plain = printed.replace("\u{1b}[34m", "").replace("\u{1b}[0m", "");
        assert!(plain.lines().all(|line| width(line) <= WINDOW));
        let joined: String = plain.lines().map(|line| &line[4..]).collect();
        assert_eq!(joined, long.repeat(2));
    }
}

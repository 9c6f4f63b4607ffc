use unicode_width::UnicodeWidthStr;

/// Lines within lines.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tree {
    pub text: String,
    pub children: Vec<Tree>,
}

impl Tree {
    pub fn leaf(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            children: Vec::new(),
        }
    }

    #[must_use]
    pub fn with(mut self, children: impl IntoIterator<Item = Tree>) -> Self {
        self.children.extend(children);
        self
    }

    /// The tree as lines, its branches drawn.
    pub fn render(&self) -> String {
        let mut lines = format!("{}\n", self.text);
        self.branches("", &mut lines);
        lines
    }

    fn branches(&self, before: &str, lines: &mut String) {
        for (at, child) in self.children.iter().enumerate() {
            let is_last = at + 1 == self.children.len();
            let (branch, below) = if is_last {
                ("└ ", "　")
            } else {
                ("├ ", "│　")
            };
            let margin = format!("{before}{below}　");
            lines.push_str(before);
            lines.push_str(branch);
            let used = format!("{before}{branch}").width();
            lines.push_str(&wrapped(&child.text, used, &margin));
            lines.push('\n');
            child.branches(&format!("{before}{below}"), lines);
        }
    }
}

/// A text broken at the window's edge, its lines behind the margin; a Latin word or a number stays whole.
fn wrapped(text: &str, used: usize, margin: &str) -> String {
    const WIDTH: usize = 80;
    let mut lines = String::new();
    let mut at = used;
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let is_latin = |c: char| c.is_ascii() && c != ' ';
        let end = if is_latin(first) {
            rest.find(|c| !is_latin(c)).unwrap_or(rest.len())
        } else {
            first.len_utf8()
        };
        // A closing mark stays with what it closes.
        let behind = &rest[end..];
        let closing = behind
            .find(|c| !"，。；：、）”％】".contains(c))
            .unwrap_or(behind.len());
        let (word, after) = rest.split_at(end + closing);
        if at + word.width() > WIDTH && at > margin.width() {
            lines.push('\n');
            lines.push_str(margin);
            at = margin.width();
        }
        lines.push_str(word);
        at += word.width();
        rest = after;
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn branches_are_drawn() {
        let tree = Tree::leaf("甲").with([
            Tree::leaf("乙").with([Tree::leaf("丙")]),
            Tree::leaf("丁").with([Tree::leaf("戊")]),
        ]);
        assert_eq!(tree.render(), "甲\n├ 乙\n│　└ 丙\n└ 丁\n　└ 戊\n");
    }
}

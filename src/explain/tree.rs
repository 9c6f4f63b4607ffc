use crate::width::{fits, unbreakable, width};

/// Lines within lines.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tree {
    /// The answer in one line.
    pub text: String,
    /// What it follows from.
    pub children: Vec<Tree>,
}

impl Tree {
    /// An answer that follows from nothing else.
    pub fn leaf(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            children: Vec::new(),
        }
    }

    /// The same answer, with more that it follows from below what is there.
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
            let used = width(before) + width(branch);
            lines.push_str(&wrapped(&child.text, used, &margin));
            lines.push('\n');
            child.branches(&format!("{before}{below}"), lines);
        }
    }
}

/// A text broken at the window's edge, its lines behind the margin.
fn wrapped(text: &str, used: usize, margin: &str) -> String {
    let mut lines = String::new();
    let mut at = used;
    for word in unbreakable(text) {
        if !fits(&word, at) && at > width(margin) {
            lines.extend(["\n", margin]);
            at = width(margin);
        }
        lines.push_str(&word);
        at += width(&word);
    }
    lines
}

//! Which rules chose the words around a figure, and which verdicts hang on it.

use super::{Explainer, Tree, stands_at};
use crate::figures::Figure;
use crate::notice::{RuleId, Span};
use crate::phrase::Tried;

impl Explainer<'_> {
    /// The rules that chose the words around it, and those that did not match.
    pub(super) fn rules(&self, figure: &Figure) -> Option<Tree> {
        let mut rules: Vec<&RuleId> = Vec::new();
        for block in &self.work.notice.body {
            for at in stands_at(block, figure) {
                let rule = block.spans[at].rule();
                rules.extend(rule.filter(|rule| !rules.contains(rule)));
            }
        }
        let trees: Vec<Tree> = rules
            .into_iter()
            .map(|rule| tree_of(rule, &self.phraser.tried(self.model, rule)))
            .collect();
        (!trees.is_empty()).then(|| Tree::leaf("措辞").with(trees))
    }

    /// The verdicts that hang on the figure: chosen rules whose conditions, or
    /// those of the rules tried before them, look at it.
    pub(super) fn decides(&self, figure: &Figure) -> Option<Tree> {
        let around: Vec<&RuleId> = self
            .work
            .notice
            .body
            .iter()
            .flat_map(|block| {
                stands_at(block, figure)
                    .into_iter()
                    .map(|at| &block.spans[at])
            })
            .filter_map(Span::rule)
            .collect();
        let looks = format!("{} = ", figure.label);
        let trees: Vec<Tree> = self
            .work
            .notice
            .used
            .iter()
            .filter(|rule| !around.contains(rule))
            .filter_map(|rule| {
                let tried = self.phraser.tried(self.model, rule);
                let is_meant = tried
                    .iter()
                    .flat_map(|tried| &tried.facts)
                    .any(|f| f.starts_with(&looks));
                is_meant.then(|| tree_of(rule, &tried))
            })
            .collect();
        (!trees.is_empty()).then(|| Tree::leaf("由它决定的措辞").with(trees))
    }
}

fn tree_of(rule: &RuleId, tried: &[Tried]) -> Tree {
    let of = rule
        .row
        .as_ref()
        .map_or_else(String::new, |row| format!("（{row}）"));
    let text = format!("{}{of} 第 {} 条", rule.phrase, rule.index + 1);
    Tree::leaf(text).with(tried.iter().map(|tried| Tree::leaf(told(tried))))
}

/// How a rule fared, in words.
pub fn told(tried: &Tried) -> String {
    let Some(condition) = &tried.condition else {
        return format!("第 {} 条没有条件，用它", tried.number);
    };
    let outcome = if tried.holds {
        "成立，用它"
    } else {
        "不成立"
    };
    let facts = if tried.facts.is_empty() {
        String::new()
    } else {
        format!("（{}）", tried.facts.join("，"))
    };
    format!("第 {} 条 {condition} {outcome}{facts}", tried.number)
}

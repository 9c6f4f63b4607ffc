//! Which rules chose the words around a figure, and which verdicts hang on it.

use super::{Explainer, Tree, stands_at};
use crate::figures::{Figure, FigureId};
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
    pub(super) fn decides(&self, id: FigureId, figure: &Figure) -> Option<Tree> {
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
                    .any(|fact| fact.figure == Some(id));
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
    let name = tried
        .number
        .map_or_else(|| "只取".to_owned(), |number| format!("第 {number} 条"));
    let Some(condition) = &tried.condition else {
        return format!("{name}没有条件，用它");
    };
    let outcome = match (tried.holds, tried.number) {
        (false, _) => "不成立",
        (true, Some(_)) => "成立，用它",
        (true, None) => "成立",
    };
    let facts: Vec<&str> = tried.facts.iter().map(|fact| fact.text.as_str()).collect();
    let facts = if facts.is_empty() {
        String::new()
    } else {
        format!("（{}）", facts.join("，"))
    };
    format!("{name} {condition} {outcome}{facts}")
}

//! Which rules chose the words around a figure, and which verdicts hang on it.

use std::cmp::Ordering;

use super::{Explainer, Tree, stands_at};
use crate::figures::{Figure, FigureId};
use crate::model::Kind;
use crate::rules::as_written;
use crate::wording::{RuleId, Span, TriedRule, Turn};

impl Explainer<'_> {
    /// The rules that chose the words around it, and those that did not match.
    pub(super) fn rules(&self, figure: &Figure) -> Option<Tree> {
        let mut rules: Vec<&RuleId> = Vec::new();
        for block in self.work.notice.blocks() {
            for at in stands_at(block, figure) {
                let rule = block.spans[at].rule();
                rules.extend(rule.filter(|rule| !rules.contains(rule)));
            }
        }
        let trees: Vec<Tree> = rules.into_iter().map(|rule| self.tree_of(rule)).collect();
        (!trees.is_empty()).then(|| Tree::leaf("措辞").with(trees))
    }

    /// The verdicts that hang on the figure: chosen rules whose conditions, or
    /// those of the rules tried before them, look at it.
    pub(super) fn decides(&self, id: FigureId, figure: &Figure) -> Option<Tree> {
        let around: Vec<&RuleId> = self
            .work
            .notice
            .blocks()
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
                let tried = self.phraser.borrow_mut().tried(rule);
                let is_meant = tried
                    .iter()
                    .flat_map(|tried| &tried.facts)
                    .any(|fact| fact.figure == Some(id));
                is_meant.then(|| self.tree_of(rule))
            })
            .collect();
        (!trees.is_empty()).then(|| Tree::leaf("由它决定的措辞").with(trees))
    }

    /// A rule: how those before it and it came out, and what it would take for another.
    pub(super) fn tree_of(&self, rule: &RuleId) -> Tree {
        let tried = self.phraser.borrow_mut().tried(rule);
        let mut facts = tried.iter().flat_map(|tried| &tried.facts);
        let is_open = facts.any(|fact| {
            let figure = fact.figure.map(|id| self.work.figures.get(id));
            figure.is_some_and(|figure| figure.open)
        });
        let open = is_open.then(|| Tree::leaf("其中有待填的数据：填上以后才能定说法"));
        Tree::leaf(self.title_of(rule))
            .with(tried.iter().map(|tried| Tree::leaf(told(tried))))
            .with(open)
            .with(self.turns(rule))
    }

    pub(super) fn title_of(&self, rule: &RuleId) -> String {
        let of = rule.row.as_ref().map(|row| match row.parse::<usize>() {
            Ok(number) => format!("（第{number}项）"),
            Err(_) => format!("（{row}）"),
        });
        let title = self.model.phrase_title(&rule.phrase);
        format!("{title}{}", of.unwrap_or_default())
    }

    /// How far the figures are from choosing other words.
    fn turns(&self, rule: &RuleId) -> Option<Tree> {
        const MOST: usize = 3;
        let turns = self.phraser.borrow().turns(rule);
        let told = turns.iter().take(MOST).map(|turn| self.turn(rule, turn));
        let told: Vec<Tree> = told.collect();
        (!told.is_empty()).then(|| Tree::leaf("换一种说法，还差").with(told))
    }

    fn turn(&self, rule: &RuleId, turn: &Turn) -> Tree {
        let figure = self.work.figures.get(turn.figure);
        let label = self.model.label_of(&figure.key, &figure.label);
        let is_date = figure.measure.kind == Kind::Date;
        let side = match turn.side {
            Ordering::Less if is_date => "早于",
            Ordering::Greater if is_date => "晚于",
            Ordering::Equal if is_date => "改为",
            Ordering::Less => "低于",
            Ordering::Greater => "超过",
            Ordering::Equal if turn.now > turn.bound => "降到",
            Ordering::Equal => "达到",
        };
        let bound = figure.measure.in_full(&turn.bound);
        let rule = turn.rule.map(|at| (at, self.model.phrase_of(&rule.phrase)));
        let instead = match rule {
            Some((at, Some((_, phrase)))) => match phrase.rules.get(at) {
                Some(rule) => said(&as_written(&rule.say.place, self.sources)),
                None => "另一种说法".to_owned(),
            },
            _ => "不写".to_owned(),
        };
        Tree::leaf(format!(
            "{label} {} → {side} {bound}：{}，改为{instead}",
            figure.told(),
            distance(turn, figure)
        ))
    }
}

/// 还差 2.3 个百分点, to as many places as it takes to be something.
fn distance(turn: &Turn, figure: &Figure) -> String {
    let far = &turn.distance;
    let unit = match figure.measure.kind.points() {
        "" => figure.measure.unit.clone(),
        points => format!(" {points}"),
    };
    let digits = match figure.measure.kind {
        Kind::Rate(_) | Kind::Points => (1..=4)
            .map(|places| far.to_fixed(places))
            .find(|digits| digits.contains(|c: char| ('1'..='9').contains(&c))),
        Kind::Count | Kind::Date => Some(far.to_plain()),
        Kind::Amount => {
            let digits = far.to_fixed_or_plain(4);
            Some(digits).filter(|digits| digits.contains(|c: char| ('1'..='9').contains(&c)))
        }
    };
    match digits {
        Some(digits) => format!("差 {digits}{unit}"),
        None => "正在界限上".to_owned(),
    }
}

/// A wording of the templates without its names, or that it says nothing.
fn said(wording: &str) -> String {
    if wording.is_empty() {
        return "不写".to_owned();
    }
    let mut text = String::new();
    let mut is_name = false;
    for c in wording.chars() {
        match c {
            '{' => {
                is_name = true;
                text.push('…');
            }
            '}' => is_name = false,
            _ if is_name => {}
            c => text.push(c),
        }
    }
    format!("“{text}”")
}

/// How a rule fared, in words.
pub fn told(tried: &TriedRule) -> String {
    let reading = match (&tried.reading, tried.number) {
        (None, Some(1)) => return "没有条件，用它".to_owned(),
        (None, _) => return "其余情况，用它".to_owned(),
        (Some(reading), _) => reading,
    };
    let outcome = match (tried.holds, tried.number) {
        (false, _) => "不成立",
        (true, Some(_)) => "成立，用它",
        (true, None) => "列入",
    };
    let facts: Vec<&str> = tried.facts.iter().map(|fact| fact.text.as_str()).collect();
    let facts = if facts.is_empty() {
        String::new()
    } else {
        format!("（{}）", facts.join("，"))
    };
    format!("{outcome}：{reading}{facts}")
}

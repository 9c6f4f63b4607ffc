//! Where words of the notice come from: which rule or which line of the input
//! says them, and which figures chose them.

use super::{Explainer, Tree};
use crate::calendar::{Time, TimeForm};
use crate::input::Inputs;
use crate::notice::{Block, BlockKind};
use crate::source::SourceId;
use crate::wording::{Origin, RuleId, Span, plain};

/// So many places are told one by one; the others are counted.
const MOST: usize = 10;

impl Explainer<'_> {
    /// Everything that is known of words of the notice; nothing when they stand nowhere.
    pub(super) fn words(&self, what: &str, input: SourceId) -> Option<Tree> {
        let mut trees = Vec::new();
        let mut rules: Vec<RuleId> = Vec::new();
        let mut in_text = 0;
        for (index, block) in self.work.notice.blocks().enumerate() {
            for (at, _) in plain(&block.spans).match_indices(what) {
                trees.push(self.place_in_text(block, at, what, &mut rules));
            }
            if index < self.work.notice.body.len() {
                in_text = trees.len();
            }
        }
        trees.extend(self.elements(what));
        if trees.is_empty() {
            return None;
        }
        let all = trees.len();
        trees.truncate(MOST);
        if all > MOST {
            trees.push(Tree::leaf(format!("另有 {} 处", all - MOST)));
        }
        let count = if in_text == all {
            format!("正文 {in_text} 处")
        } else {
            format!("正文 {in_text} 处，其他 {} 处", all - in_text)
        };
        let root = Tree::leaf(format!("“{what}”　{count}")).with(trees);
        Some(root.with(self.typed(what, input)))
    }

    /// One place of the body, with what said it. A rule is told once.
    fn place_in_text(&self, block: &Block, at: usize, what: &str, told: &mut Vec<RuleId>) -> Tree {
        let text = plain(&block.spans);
        let shown = around(&text, at, what.len());
        let title = self.model.phrase_title(&block.id);
        let mut tree = Tree::leaf(format!("{title}：{shown}"));
        for span in covered(&block.spans, at, at + what.len()) {
            if let Some(key) = &span.figure {
                let label = self.work.figures.id(key).map(|id| {
                    let figure = self.work.figures.get(id);
                    self.model.label_of(key, &figure.label)
                });
                let label = label.unwrap_or_default();
                add(
                    &mut tree,
                    Tree::leaf(format!("“{}”是数据：{label}", span.text)),
                );
            }
            if let Some(time) = span.time {
                add(&mut tree, Tree::leaf(of_time(time, &span.text)));
            }
            match &span.origin {
                Some(Origin::Rule(rule)) if told.contains(rule) => {
                    add(
                        &mut tree,
                        Tree::leaf(format!("{}：见上", self.title_of(rule))),
                    );
                }
                Some(Origin::Rule(rule)) => {
                    told.push(rule.clone());
                    add(&mut tree, self.rule_or_text(rule));
                }
                Some(Origin::Own(name)) => add(&mut tree, self.own(name)),
                None => {}
            }
        }
        tree
    }

    /// A rule with a choice; a wording without one stands in the templates as it is.
    fn rule_or_text(&self, rule: &RuleId) -> Tree {
        let phrase = self.model.phrase_of(&rule.phrase);
        let has_choice = phrase.is_some_and(|(_, phrase)| {
            phrase.rules.len() > 1 || phrase.rules.iter().any(|rule| rule.when.is_some())
        });
        if has_choice || rule.row.is_some() {
            return self.tree_of(rule);
        }
        Tree::leaf(format!(
            "{}：模板里固定的文字，每期一样",
            self.title_of(rule)
        ))
    }

    /// Words that the office itself wrote into the input.
    fn own(&self, name: &str) -> Tree {
        let text = own_text(self.model, &self.work.inputs, name);
        match text {
            Some((label, place)) => {
                Tree::leaf(format!("本期自己写的文字：{label}，{}", self.place(place)))
            }
            None => Tree::leaf("本期自己写的文字"),
        }
    }

    /// The lines of the input that hold the words.
    fn typed(&self, what: &str, input: SourceId) -> Option<Tree> {
        const LINES: usize = 5;
        let source = self.sources.get(input);
        // The input gives a day of a year without its year.
        let short = what.split_once('年').map(|(_, day)| day);
        let short = short.filter(|day| day.contains('月') && day.contains('日'));
        let holds = |line: &str| {
            let code = line.split('#').next().unwrap_or_default();
            code.contains(what) || short.is_some_and(|day| code.contains(day))
        };
        let lines = source.text.lines().enumerate();
        let lines: Vec<Tree> = lines
            .filter(|(_, line)| holds(line))
            .map(|(at, line)| {
                let line = line.split('#').next().unwrap_or_default().trim();
                let cut: String = line.chars().take(30).collect();
                Tree::leaf(format!("{}:{}　{cut}", source.name, at + 1))
            })
            .collect();
        let more = lines.len().saturating_sub(LINES);
        let more = (more > 0).then(|| Tree::leaf(format!("另有 {more} 行")));
        (!lines.is_empty()).then(|| {
            let lines = lines.into_iter().take(LINES);
            Tree::leaf("填写在").with(lines).with(more)
        })
    }

    /// A section by its number: its heading, and what stands in it.
    pub(super) fn section(&self, what: &str) -> Option<Tree> {
        let number = what.strip_prefix('第').map_or_else(
            || what.strip_suffix('、').map(str::to_owned),
            |rest| rest.strip_suffix('节').map(chinese),
        )?;
        let number = format!("{number}、");
        let blocks = &self.work.notice.body;
        let heading = blocks.iter().find(|block| {
            matches!(&block.kind, BlockKind::Heading { level: 1, number: is } if *is == number)
        })?;
        let key = heading.id.split('.').next().unwrap_or_default();
        let mut tree = Tree::leaf(heading.text());
        if let Some(section) = self.model.section(key)
            && let Some(when) = &section.when
        {
            let reading = self.model.reading(&when.value, section, None);
            tree = tree.with([Tree::leaf(format!("这一节写进通报：{reading}"))]);
        }
        let mut rules: Vec<&RuleId> = Vec::new();
        let own = blocks
            .iter()
            .filter(|block| block.id.split('.').next() == Some(key));
        for rule in own.flat_map(|block| &block.spans).filter_map(Span::rule) {
            if !rules.contains(&rule) {
                rules.push(rule);
            }
        }
        Some(tree.with(rules.into_iter().map(|rule| self.rule_or_text(rule))))
    }
}

/// 3 as a heading has it: 三.
fn chinese(number: &str) -> String {
    number
        .parse::<usize>()
        .map_or_else(|_| number.to_owned(), crate::wording::numeral)
}

fn add(tree: &mut Tree, child: Tree) {
    if !tree.children.contains(&child) {
        tree.children.push(child);
    }
}

fn of_time(time: Time, text: &str) -> String {
    let (whose, unit, from) = match time.form {
        TimeForm::Year => ("年度", "年", "year"),
        TimeForm::Same => ("上一年的同期", "期", "年度和期别"),
        _ => ("本期", "期", "年度和期别"),
    };
    match time.offset {
        0 => format!("“{text}”是{whose}，随数据文件的 {from}"),
        offset if offset < 0 => {
            format!(
                "“{text}”是{whose}前 {} {unit}，随数据文件的 {from}",
                -offset
            )
        }
        offset => format!("“{text}”是{whose}后 {offset} {unit}，随数据文件的 {from}"),
    }
}

/// The spans that have a part of a stretch of the text.
fn covered(spans: &[Span], start: usize, end: usize) -> Vec<&Span> {
    let mut at = 0;
    let mut covered = Vec::new();
    for span in spans {
        let from = at;
        at += span.text.len();
        if from < end && at > start {
            covered.push(span);
        }
    }
    covered
}

fn around(text: &str, at: usize, length: usize) -> String {
    const BESIDE: usize = 12;
    let before: Vec<char> = text[..at].chars().collect();
    let start = before.len().saturating_sub(BESIDE);
    let open = if start > 0 { "…" } else { "" };
    let lead: String = before[start..].iter().collect();
    let rest = &text[at + length..];
    let after: String = rest.chars().take(BESIDE).collect();
    let close = if after.len() < rest.len() { "…" } else { "" };
    format!("{open}{lead}【{}】{after}{close}", &text[at..at + length])
}

/// What a text of the input is called, and where it stands.
fn own_text<'a>(
    model: &'a crate::model::Model,
    inputs: &'a Inputs,
    name: &str,
) -> Option<(&'a str, &'a crate::source::Place)> {
    let (group, key) = name.split_once('.')?;
    let group = model.group(group)?;
    let field = group.texts.iter().find(|text| text.key == key)?;
    let text = inputs.of(group).texts.get(key)?;
    Some((&field.label, &text.place))
}

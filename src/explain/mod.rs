//! Where a printed number comes from: printed form ← rounding ← exact value ← formula ← inputs with
//! their places, where else it stands, and which rule chose the words around it.

mod cells;
mod elements;
mod find;
mod passage;
mod tree;
mod wording;

pub use find::find;
pub use tree::Tree;

use std::cell::RefCell;

use crate::figures::{Derivation, Field, Figure, FigureId, Terms};
use crate::input::{Entry, Typed};
use crate::model::Model;
use crate::notice::Block;
use crate::number::{Decimal, Exact};
use crate::pipeline::Year;
use crate::source::{Place, SourceId, Sources};
use crate::wording::{Phraser, plain};

/// So many figures are explained whole; of more, each is told in one line.
const WHOLE: usize = 3;
/// So many are listed at all.
const LISTED: usize = 10;

struct Explainer<'a> {
    work: &'a Year,
    model: &'a Model,
    sources: &'a Sources,
    /// Says what the rules count; it remembers what it said.
    phraser: RefCell<Phraser<'a>>,
}

/// What is known of a figure, a cell, a number, a section or words; nothing where there is none.
pub fn answer(
    what: &str,
    work: &Year,
    model: &Model,
    sources: &Sources,
    input: SourceId,
) -> Vec<Tree> {
    let explainer = Explainer {
        work,
        model,
        sources,
        phraser: Phraser::new(model, &work.inputs, &work.figures).into(),
    };
    let what = what.trim();
    if what.is_empty() {
        return Vec::new();
    }
    if let Some(section) = explainer.section(what) {
        return vec![section];
    }
    let found = find(what, work, model);
    if !found.is_empty() {
        return explainer.figures(&found);
    }
    let cells = explainer.cells_of_words(what);
    if !cells.is_empty() {
        return cells;
    }
    // A heading may be asked for with its number.
    let words = what.split_once('、').map_or("", |(_, rest)| rest);
    let narrowed = find::narrow(what);
    let asked = [what, narrowed.as_str(), words];
    let asked = asked.iter().filter(|words| !words.is_empty());
    let mut answers = asked.filter_map(|words| explainer.words(words, input));
    if let Some(words) = answers.next() {
        return vec![words];
    }
    explainer.figures(&find::called(what, work, model, 1))
}

impl Explainer<'_> {
    fn figures(&self, found: &[FigureId]) -> Vec<Tree> {
        if found.len() <= WHOLE {
            let found = found.iter();
            return found.map(|id| self.figure(*id)).collect();
        }
        let listed = found.iter().take(LISTED).map(|id| {
            let figure = self.work.figures.get(*id);
            let label = self.model.label_of(&figure.key, &figure.label);
            Tree::leaf(format!("{label} {}　{}", figure.told(), figure.key))
                .with(self.places(figure))
        });
        let mut root =
            Tree::leaf(format!("有 {} 项数据，请写明是哪一项", found.len())).with(listed);
        if found.len() > LISTED {
            let more = found.len() - LISTED;
            root = root.with([Tree::leaf(format!("另有 {more} 项"))]);
        }
        vec![root]
    }

    fn figure(&self, id: FigureId) -> Tree {
        let figure = self.work.figures.get(id);
        let label = self.model.label_of(&figure.key, &figure.label);
        Tree::leaf(format!("{label}　{}", figure.key))
            .with([self.value(figure)])
            .with(self.derivation(figure))
            .with(self.places(figure))
            .with(self.rules(figure))
            .with(self.decides(id, figure))
            .with(self.decides_cells(id, figure))
    }

    fn place(&self, place: &Place) -> String {
        let at = self.sources.line_column(place);
        format!(
            "{}:{}:{}",
            self.sources.get(place.source).name,
            at.line,
            at.column
        )
    }

    /// The printed form, and what was rounded for it.
    fn value(&self, figure: &Figure) -> Tree {
        let printed = match figure.day() {
            Some(_) => figure.printed(),
            None => shown(figure),
        };
        let Some(entry) = &figure.stated else {
            return Tree::leaf(format!("印作 {printed}{}", rounding(figure)));
        };
        let place = self.place(&entry.place);
        let origin = self
            .work
            .inputs
            .origins
            .get(&entry.place)
            .cloned()
            .map(Tree::leaf);
        let Some(decimal) = entry.decimal() else {
            let tree = Tree::leaf(format!("印作 {printed}"));
            let state = Tree::leaf(format!("{}　{place}", state(entry)));
            return tree.with([state.with(origin)]);
        };
        let said = match figure.key.epoch() {
            Some(_) => "公布",
            None => "填报",
        };
        let tree = Tree::leaf(format!("印作 {printed} ← {said} {}　{place}", decimal.text));
        let tree = tree.with(origin);
        // A verdict goes by the number behind the stated one, as far as the
        // stated one leaves it open.
        let behind = figure
            .value
            .as_ref()
            .filter(|value| **value != decimal.value);
        tree.with(behind.map(|value| {
            Tree::leaf(format!(
                "比较时用 {}{}：填报 {} 的取整范围里离计算结果最近的数",
                value.to_fixed_or_plain(8),
                figure.measure.sign_or_unit(),
                decimal.text
            ))
        }))
    }

    /// The formula with the figures in it, down to what was typed.
    fn derivation(&self, figure: &Figure) -> Option<Tree> {
        let derivation = figure.derivation()?;
        let is_unknown = derivation
            .terms()
            .any(|(_, id)| self.work.figures.get(*id).unknown);
        let derived = figure.computed().map_or_else(
            || {
                if figure.open {
                    "待填"
                } else if is_unknown {
                    "未知"
                } else {
                    "空白"
                }
                .to_owned()
            },
            |computed| computed.value.to_fixed_or_plain(8) + figure.measure.sign_or_unit(),
        );
        let tree = Tree::leaf(format!("计算 {} = {derived}", self.formula(derivation)));
        Some(tree.with(self.terms(derivation)))
    }

    /// The figures as they went into the sum: exact, or as printed where one is of an earlier period.
    fn sum(&self, terms: &Terms, is_printed: bool) -> String {
        let parts: Vec<String> = terms
            .iter()
            .filter_map(|(weight, id)| {
                let figure = self.work.figures.get(*id);
                let printed = figure.printed_value().filter(|_| is_printed);
                let value = match &figure.value {
                    Some(_) if figure.day().is_some() => figure.told(),
                    Some(value) => {
                        printed.map_or_else(|| value.to_plain(), |printed| printed.text.into())
                    }
                    None if figure.open => "待填".to_owned(),
                    None if figure.unknown => "？".to_owned(),
                    None => return None,
                };
                let sign = if weight.is_negative() { "−" } else { "+" };
                let weight = weight.abs();
                let times = if weight.is_one() {
                    String::new()
                } else {
                    format!("{} × ", weight.to_plain())
                };
                Some(format!("{sign} {times}{value}"))
            })
            .collect();
        if parts.is_empty() {
            return "空白".to_owned();
        }
        parts.join(" ").trim_start_matches("+ ").to_owned()
    }

    fn formula(&self, derivation: &Derivation) -> String {
        let is_printed = self.work.figures.looks_back(derivation.terms());
        match derivation {
            Derivation::Sum(terms) => self.sum(terms, is_printed),
            Derivation::Mean(terms) => {
                let figures = &self.work.figures;
                let filled = terms
                    .iter()
                    .filter(|(_, id)| figures.get(*id).value.is_some());
                let sum = self.sum(terms, is_printed);
                format!("（{sum}）÷ {} 行", filled.count())
            }
            Derivation::Weighted { of, by } => self.weighted(of, by),
            Derivation::Rank { own, field } => place(self.work.figures.get(*own), field),
            Derivation::Ratio { part, base, .. } => {
                let bracket = |terms: &Terms| {
                    let text = self.sum(terms, is_printed);
                    if text.contains(' ') {
                        format!("（{text}）")
                    } else {
                        text
                    }
                };
                format!("{} ÷ {}", bracket(part), bracket(base))
            }
        }
    }

    /// （5.2 × 100 + 3.1 × 200）÷ 300, of those that have both.
    fn weighted(&self, of: &Terms, by: &Terms) -> String {
        let value = |(_, id): &(Exact, FigureId)| {
            let figure = self.work.figures.get(*id);
            match &figure.value {
                Some(value) => Some(value.to_fixed_or_plain(8)),
                None if figure.open => Some("待填".to_owned()),
                None if figure.unknown => Some("？".to_owned()),
                None => None,
            }
        };
        let pairs = of.iter().zip(by);
        let pairs: Vec<(String, String)> = pairs
            .filter_map(|(of, by)| Some((value(of)?, value(by)?)))
            .collect();
        if pairs.is_empty() {
            return "空白".to_owned();
        }
        let products = pairs.iter().map(|(of, by)| format!("{of} × {by}"));
        let weights = pairs.iter().map(|(_, by)| by.as_str());
        let join = |texts: Vec<String>| texts.join(" + ");
        format!(
            "（{}）÷（{}）",
            join(products.collect()),
            join(weights.map(str::to_owned).collect())
        )
    }

    fn terms(&self, derivation: &Derivation) -> Vec<Tree> {
        derivation
            .terms()
            .map(|(_, id)| {
                let figure = self.work.figures.get(*id);
                let place = figure.stated.as_ref().map(|entry| {
                    let origin = self.work.inputs.origins.get(&entry.place);
                    let origin = origin.map_or_else(String::new, |of| format!("，{of}"));
                    self.place(&entry.place) + &origin
                });
                let text = format!(
                    "{} {}　{}",
                    figure.label,
                    shown(figure),
                    place.unwrap_or_else(|| figure.key.to_string())
                );
                let below = match figure.derivation() {
                    Some(inner) if figure.stated.is_none() => self.terms(inner),
                    _ => Vec::new(),
                };
                Tree::leaf(text).with(below)
            })
            .collect()
    }

    /// Where the figure stands in the notice.
    fn places(&self, figure: &Figure) -> Option<Tree> {
        let mut places = Vec::new();
        let body = self.work.notice.body.len();
        for (index, block) in self.work.notice.blocks().enumerate() {
            let within = if index < body { "正文" } else { "附件" };
            for at in stands_at(block, figure) {
                places.push(Tree::leaf(format!(
                    "{within} {}：{}",
                    self.model.phrase_title(&block.id),
                    around(block, at)
                )));
            }
        }
        for annex in self.work.notice.all_tables() {
            for row in &annex.table.rows {
                for (column, cell) in row.cells.iter().enumerate() {
                    if cell.figure.as_ref() == Some(&figure.key) {
                        let path = annex.table.head_of(column);
                        let name = annex.table.name_of(row);
                        places.push(Tree::leaf(format!("{} {name} {path}", annex.label())));
                    }
                }
            }
        }
        places.extend(self.in_charts(figure));
        (!places.is_empty()).then(|| Tree::leaf("见于").with(places))
    }
}

impl Explainer<'_> {
    /// Where charts show the figure.
    fn in_charts(&self, figure: &Figure) -> Vec<Tree> {
        let mut places = Vec::new();
        for annex in self.work.notice.all_tables() {
            let Some(chart) = &annex.chart else { continue };
            let label = match chart.number {
                Some(_) => chart.label(),
                None => format!("{} 图", annex.label()),
            };
            for series in &chart.series {
                let points = chart.places.iter().zip(&series.points);
                let own = points.filter(|(_, point)| point.figure.as_ref() == Some(&figure.key));
                places.extend(
                    own.map(|(place, _)| Tree::leaf(format!("{label} {place} {}", series.name))),
                );
            }
        }
        places
    }
}

fn stands_at(block: &Block, figure: &Figure) -> Vec<usize> {
    let spans = block.spans.iter().enumerate();
    spans
        .filter(|(_, span)| span.figure.as_ref() == Some(&figure.key))
        .map(|(at, _)| at)
        .collect()
}

/// A few characters before and after.
fn around(block: &Block, at: usize) -> String {
    const BESIDE: usize = 12;
    let before: Vec<char> = plain(&block.spans[..at]).chars().collect();
    let before: String = before[before.len().saturating_sub(BESIDE)..]
        .iter()
        .collect();
    let after: String = plain(&block.spans[at + 1..]).chars().take(BESIDE).collect();
    format!("…{before}【{}】{after}…", block.spans[at].text)
}

fn shown(figure: &Figure) -> String {
    match figure.value {
        Some(_) => figure.told(),
        None => format!("（{}）", figure.told()),
    }
}

fn state(entry: &Entry) -> &'static str {
    match entry.typed {
        Typed::Unknown => "未知（?）",
        Typed::ToFill => "待填：请填上数字",
        _ => "空白",
    }
}

/// What was rounded for the printed form.
fn rounding(figure: &Figure) -> String {
    let value = figure.value.as_ref();
    let full = value.map(|value| value.to_fixed_or_plain(8));
    match (figure.measure.places, full) {
        (Some(places), Some(full)) if !is_printed_so(&full, figure) => {
            let sign = figure.measure.sign_or_unit();
            format!(" ← 取 {places} 位小数（四舍五入） ← {full}{sign}")
        }
        _ => String::new(),
    }
}

/// Whether the printed form is all of the number.
fn is_printed_so(full: &str, figure: &Figure) -> bool {
    let full = Decimal::parse(full).ok();
    let printed = figure.printed_value();
    full.zip(printed)
        .is_some_and(|(full, printed)| full.value == printed.value)
}

/// How a figure came to its place.
fn place(figure: &Figure, field: &Field) -> String {
    let order = if field.order.rising {
        "由低到高"
    } else {
        "由高到低"
    };
    let shared = if field.order.dense {
        "并列不占名次"
    } else {
        "并列占名次"
    };
    format!(
        "{} {}，{} 行{order}排（{shared}）",
        figure.label,
        shown(figure),
        field.among.len()
    )
}

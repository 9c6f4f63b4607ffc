use serde::Serialize;

use super::Side;
use super::align::by_key;
use super::records::Records;
use crate::figures::{Derivation, Figure, Figures, Terms};
use crate::input::Entry;
use crate::key::Key;
use crate::language::Scale;
use crate::number::{Decimal, Exact};
use crate::source::{Place, Sources};

/// A figure of either year.
#[derive(Debug, Serialize)]
pub struct FigureComparison {
    /// `targets.城区.begun`: lasts from year to year.
    pub name: Key,
    /// What its group is called: 年度目标任务.
    pub group: String,
    /// 城区 开工量.
    pub label: String,
    /// 套, 亿元; empty where it has none.
    pub unit: String,
    /// A ratio: its difference is in `points`.
    pub rate: bool,
    /// What the difference is in, where not in the unit: 个百分点; else empty.
    pub points: &'static str,
    /// Whether the two years print it differently.
    pub changed: bool,
    /// Nothing: the year has no such figure.
    pub old: Option<PrintedFigure>,
    /// Nothing: the newer year has no such figure.
    pub new: Option<PrintedFigure>,
    /// Of the figures as printed, with its sign; nothing when one of them is none.
    pub difference: Option<String>,
    /// The difference in per cent of the older figure, with its sign; not of rates.
    pub percent: Option<String>,
}

/// A figure of one year: how it prints and where it comes from.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub struct PrintedFigure {
    /// Empty: blank. `?`: unknown.
    pub text: String,
    /// Where it was typed: file and line.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
    /// How it follows from others.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub formula: Option<FormulaShown>,
}

/// How a figure follows from others: a sum, or a ratio of two sums.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub struct FormulaShown {
    /// The sum; of a ratio, what stands above.
    pub part: Vec<TermShown>,
    /// Of a ratio.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub base: Vec<TermShown>,
}

/// A figure in a formula.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub struct TermShown {
    /// `+`, `-`, or a weight: `+0.5×`.
    pub sign: String,
    /// The figure.
    pub name: Key,
    pub label: String,
    pub text: String,
}

impl FigureComparison {
    /// （套）; empty where the figure has no unit.
    pub fn unit_in_brackets(&self) -> String {
        match self.unit.as_str() {
            "" => String::new(),
            unit => format!("（{unit}）"),
        }
    }
}

pub(super) fn compare(
    old_side: Side,
    new_side: Side,
    records: &Records,
    sources: &Sources,
) -> Vec<FigureComparison> {
    let (left, right) = (&old_side.year.figures, &new_side.year.figures);
    let names = |figures: &Figures| -> Vec<Key> {
        figures
            .iter()
            .map(|(_, figure)| &figure.key)
            // What an earlier period published is compared with that period.
            .filter(|key| key.epoch().is_none())
            .cloned()
            .collect()
    };
    let (a, b) = (names(left), names(right));
    let lasting: Vec<Key> = a.iter().map(|key| records.key(key)).collect();
    by_key(&lasting, &b)
        .into_iter()
        .filter_map(|pair| {
            let find = |figures: &'_ Figures, key: Option<&Key>| figures.id(key?);
            let old = find(left, pair.old.map(|at| &a[at])).map(|id| left.get(id));
            let new = find(right, pair.new.map(|at| &b[at])).map(|id| right.get(id));
            let newer = new.or(old)?;
            let shown = (
                old.map(|figure| printed(figure, left, sources)),
                new.map(|figure| printed(figure, right, sources)),
            );
            let side = if new.is_some() { new_side } else { old_side };
            let group = side.model.group(&newer.key.group);
            // Between two years in which something was found there is no sum to tell.
            let is_year = group.is_some_and(|group| group.is_year(&newer.key));
            let both = old.zip(new).filter(|_| !is_year);
            let group = group.map(|group| group.label.clone()).unwrap_or_default();
            Some(one(newer, group, both, shown))
        })
        .collect()
}

fn one(
    figure: &Figure,
    group: String,
    both: Option<(&Figure, &Figure)>,
    (old, new): (Option<PrintedFigure>, Option<PrintedFigure>),
) -> FigureComparison {
    let kind = figure.measure.kind;
    let rate = kind.is_rate();
    let text =
        |printed: &Option<PrintedFigure>| printed.as_ref().map(|printed| printed.text.clone());
    let changed = text(&old) != text(&new);
    let values = both.and_then(|(a, b)| Some((as_printed(a)?, as_printed(b)?)));
    let differs = values.filter(|_| changed);
    // The third place is not half as much again as the second.
    let is_place = matches!(figure.derivation(), Some(Derivation::Rank { .. }));
    let grows = kind.adds_up() && !is_place;
    FigureComparison {
        name: figure.key.clone(),
        group,
        label: figure.label.clone(),
        unit: figure.measure.unit_behind().to_owned(),
        rate,
        points: kind.points(),
        changed,
        difference: differs.as_ref().map(|(a, b)| {
            let by = &b.value - &a.value;
            match figure.measure.form.scale {
                // As all other differences, with the minus of the keyboard.
                Some(Scale::Step(_)) => figure.difference(&by).replace('−', "-"),
                _ => signed(&by, a.places.max(b.places)),
            }
        }),
        percent: differs.filter(|_| grows).and_then(|(a, b)| {
            let ratio = (&b.value - &a.value).checked_div(&a.value.abs())?;
            Some(signed(&(&ratio * &Exact::integer(100)), 1) + "%")
        }),
        old,
        new,
    }
}

/// The figure as a reader sees it: a difference is of what can be seen.
fn as_printed(figure: &Figure) -> Option<Decimal> {
    figure.printed_value()
}

fn signed(value: &Exact, places: u32) -> String {
    let digits = value.to_fixed(places);
    if value.is_negative() {
        digits
    } else {
        format!("+{digits}")
    }
}

fn text(figure: &Figure) -> String {
    if figure.unknown {
        "?".to_owned()
    } else {
        figure.printed()
    }
}

fn printed(figure: &Figure, figures: &Figures, sources: &Sources) -> PrintedFigure {
    let stated = figure.stated.as_ref();
    let stated = stated.filter(|entry| figure.derivation().is_none() || entry.decimal().is_some());
    let formula = figure.derivation().map(|derivation| match derivation {
        Derivation::Sum(terms) | Derivation::Mean(terms) => FormulaShown {
            part: shown(terms, figures),
            base: Vec::new(),
        },
        Derivation::Weighted { of, by } => FormulaShown {
            part: shown(of, figures),
            base: shown(by, figures),
        },
        Derivation::Rank { own, .. } => FormulaShown {
            part: shown(&vec![(Exact::integer(1), *own)], figures),
            base: Vec::new(),
        },
        Derivation::Ratio { part, base, .. } => FormulaShown {
            part: shown(part, figures),
            base: shown(base, figures),
        },
    });
    PrintedFigure {
        text: text(figure),
        place: stated.map(|entry: &Entry| file_line(&entry.place, sources)),
        formula,
    }
}

fn shown(terms: &Terms, figures: &Figures) -> Vec<TermShown> {
    terms
        .iter()
        .map(|(weight, id)| {
            let figure = figures.get(*id);
            let sign = if weight.is_negative() { "-" } else { "+" };
            let size = weight.abs();
            let weight = if size.is_one() {
                String::new()
            } else {
                format!("{size}×")
            };
            TermShown {
                sign: format!("{sign}{weight}"),
                name: figure.key.clone(),
                label: figure.label.clone(),
                text: text(figure),
            }
        })
        .collect()
}

/// `inputs/2023.toml:33`.
pub(super) fn file_line(place: &Place, sources: &Sources) -> String {
    let line = sources.line_column(place).line;
    format!("{}:{line}", sources.get(place.source).name)
}

//! What a row's figures come to in one of the years.

use crate::figures::{Figure, Figures, Terms};
use crate::key::Row;
use crate::language::Formula;
use crate::model::Group;
use crate::number::{Decimal, Exact};

/// What a sum of a row comes to, and the figures that it is the sum of.
pub struct Sum<'f> {
    figures: &'f Figures,
    terms: Terms,
    value: Option<Exact>,
}

/// The sum that a formula makes of a row's figures; nothing when a figure is
/// unknown or the row has none of them.
pub fn value<'f>(
    figures: &'f Figures,
    group: &Group,
    row: &Row,
    formula: &Formula,
) -> Option<Sum<'f>> {
    let grid = figures.grid(&group.key)?;
    let at = grid.at(row)?;
    let terms: Terms = formula
        .terms()
        .map(|term| Some((term.weight.clone(), grid.id(at, &term.name)?)))
        .collect::<Option<_>>()?;
    if figures.has_unknown(&terms) {
        return None;
    }
    let value = figures.sum(&terms).map(|sum| sum.value);
    Some(Sum {
        figures,
        terms,
        value,
    })
}

impl Sum<'_> {
    fn alone(&self) -> Option<&Figure> {
        match self.terms.as_slice() {
            [(weight, id)] if weight.is_one() => Some(self.figures.get(*id)),
            _ => None,
        }
    }

    /// The figure as last year's notice printed it, when it is a single one.
    pub(super) fn published(&self) -> Option<Decimal> {
        self.alone()?.printed_value()
    }

    /// A blank is no task, and carries nothing over.
    pub(super) fn number(&self) -> Exact {
        self.value.clone().unwrap_or_else(Exact::zero)
    }

    /// Whether it comes to nothing; a blank does.
    pub fn is_zero(&self) -> bool {
        self.number().is_zero()
    }

    /// As it prints; blank when all of it is.
    pub fn printed(&self) -> String {
        match self.alone() {
            Some(figure) => figure.printed(),
            None => self.value.as_ref().map(Exact::to_plain).unwrap_or_default(),
        }
    }

    /// As a clerk types it: a number in the figures' own unit; blank when all of it is.
    pub fn typed(&self) -> String {
        if let Some(day) = self.alone().and_then(Figure::day) {
            return day.iso();
        }
        let printed = self.printed();
        let is_number = |text: &str| text.chars().all(|c| c.is_ascii_digit() || ".-".contains(c));
        if is_number(&printed) {
            return printed;
        }
        match self.alone() {
            Some(figure) if figure.measure.kind.is_rate() => {
                let published = self.published().map(|published| published.text);
                published.unwrap_or_default().into()
            }
            _ => self.value.as_ref().map(Exact::to_plain).unwrap_or_default(),
        }
    }

    /// As it prints; a blank by its name.
    pub(super) fn told(&self) -> String {
        match self.printed() {
            blank if blank.is_empty() => "（空白）".to_owned(),
            printed => printed,
        }
    }

    pub(super) fn label(&self) -> String {
        let labels: Vec<_> = self
            .terms
            .iter()
            .enumerate()
            .map(|(index, (weight, id))| {
                let sign = match (index, weight.is_negative()) {
                    (_, true) => "－",
                    (0, false) => "",
                    (_, false) => "＋",
                };
                format!("{sign}{}", self.figures.get(*id).label)
            })
            .collect();
        labels.concat()
    }
}

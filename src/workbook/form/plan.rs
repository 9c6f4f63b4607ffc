//! Which sheets a form has, and which rows are on them.

use std::collections::BTreeSet;

use toml_edit::{DocumentMut, Item};

use super::super::read::Marker;
use super::formula::{Formulas, Layout};
use super::{Cell, Content, Form, Part, Sheet, base, formula, guide, singles, table, texts};
use crate::figures::{Derivation, Earlier, Figure, FigureId, Figures};
use crate::input::{Inputs, TO_FILL};
use crate::model::{Group, Model, RowSet, Rows};

/// What a cell says whose formula needs rows that are not in the workbook.
pub(super) const LATER: &str = "汇总后计算";

/// A form for one row of a set alone: one of those who report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct By<'a> {
    /// The set's key.
    pub set: &'a str,
    /// The row's name.
    pub row: &'a str,
}

/// What a form is made of.
#[derive(Clone, Copy)]
pub struct Ground<'a> {
    /// The kind's name; empty where there is one alone.
    pub kind: &'a str,
    /// What the templates say.
    pub model: &'a Model,
    /// What was typed.
    pub inputs: &'a Inputs,
    /// What follows from it.
    pub figures: &'a Figures,
    /// The periods to which it looks back.
    pub earlier: Earlier<'a>,
    /// The input as it is written: words in it may have holes.
    pub written: &'a DocumentMut,
    /// Whose form it is; `None`: everybody's.
    pub by: Option<By<'a>>,
}

impl Ground<'_> {
    /// Words of the input as they are written.
    pub(super) fn words(&self, path: &[&str]) -> String {
        let mut item: Option<&Item> = Some(self.written.as_item());
        for step in path {
            item = item.and_then(|item| match step.parse::<usize>() {
                Ok(number) if item.is_array_of_tables() => item.get(number.checked_sub(1)?),
                _ => item.get(*step),
            });
        }
        let text = item.and_then(Item::as_str).unwrap_or_default();
        text.trim_matches('\n').to_owned()
    }

    /// Whether a group has a sheet: of a form for one row, where it has rows of that set.
    pub(super) fn has_sheet(&self, group: &Group) -> bool {
        let none = self.written.get("none").and_then(Item::as_array);
        let mut none = none.into_iter().flatten();
        if none.any(|name| name.as_str() == Some(&group.key)) {
            return false;
        }
        let Some(by) = self.by else {
            return true;
        };
        match &group.rows {
            Rows::None => false,
            Rows::Set { set, sparse, .. } => {
                set == by.set && (!sparse || self.inputs.of(group).rows.contains_key(by.row))
            }
            Rows::Records => table::names_set(group, by.set),
        }
    }

    /// What the first cell of a sheet says.
    pub(super) fn marker(&self, group: &str) -> String {
        Marker {
            kind: self.kind.to_owned(),
            period: self.inputs.period,
            group: group.to_owned(),
        }
        .to_string()
    }

    /// The name of the period before.
    pub(super) fn last_name(&self) -> &'static str {
        self.inputs.period.cycle().last_name()
    }
}

/// The set that a word means: its key (`counties`, or one of them: `county`), what one of its rows is
/// called, or how their names end.
pub fn set_called<'m>(model: &'m Model, word: &str) -> Option<&'m RowSet> {
    let many = match word.strip_suffix('y') {
        Some(stem) => format!("{stem}ies"),
        None => format!("{word}s"),
    };
    let by_name = |set: &&RowSet| set.key == word || set.key == many || set.label == word;
    let by_word = |set: &&RowSet| {
        let is_word = set.words.iter().chain(&set.usual).any(|own| own == word);
        is_word || !word.is_empty() && set.label.contains(word)
    };
    let mut sets = model.sets.iter();
    let named = sets.find(by_name);
    named.or_else(|| model.sets.iter().find(by_word))
}

/// The form of an input.
pub fn form(ground: &Ground) -> Form {
    let Ground {
        model,
        inputs,
        figures,
        by,
        ..
    } = *ground;
    let groups = model.groups.iter().filter(|group| ground.has_sheet(group));
    let groups: Vec<&Group> = groups.collect();
    let mut names = BTreeSet::new();
    let mut drafts: Vec<Draft> = Vec::new();
    for group in &groups {
        if !inputs.of(group).columns.is_empty() {
            drafts.push(table::draft(ground, group, &mut names, drafts.len()));
        }
    }
    for group in &groups {
        if !group.scalars.is_empty() && by.is_none() {
            drafts.push(singles::draft(ground, group, &mut names, drafts.len()));
        }
    }
    let mut layout = Layout::default();
    for draft in &drafts {
        layout.sheets.push(draft.sheet.quoted());
        layout.of.extend(draft.located.iter().cloned());
    }
    let mut form = Form {
        title: title(ground),
        sheets: vec![guide::sheet(ground, &drafts, &mut names)],
    };
    for (at, mut draft) in drafts.into_iter().enumerate() {
        let formulas = Formulas {
            figures,
            located: &layout,
            sheet: at,
        };
        draft.complete(&formulas);
        form.sheets.push(draft.sheet);
    }
    if by.is_none() {
        form.sheets.push(texts::sheet(ground, &mut names));
    }
    form.sheets.push(base::sheet(ground));
    form
}

pub(super) fn title(ground: &Ground) -> String {
    let office = &ground.model.office;
    let of = ground
        .by
        .map_or_else(String::new, |by| format!("（{}）", by.row));
    format!("{}　{}填报表{of}", office.name, ground.inputs.period)
}

/// A sheet whose formulas are still to come: they may name cells of others.
pub(super) struct Draft {
    pub sheet: Sheet,
    pub located: Vec<(FigureId, super::formula::Located)>,
    pub waiting: Vec<(super::super::Address, Waiting)>,
    /// How many cells are still to be filled in.
    pub open: usize,
}

/// A cell whose formula is still to come.
pub(super) enum Waiting {
    /// Of a figure that follows from others.
    Figure(FigureId),
    /// Of words that follow from figures.
    Grade(table::Graded),
}

impl Draft {
    fn complete(&mut self, formulas: &Formulas) {
        for (at, waiting) in std::mem::take(&mut self.waiting) {
            let (formula, result) = match &waiting {
                Waiting::Figure(id) => {
                    let figure = formulas.figures.get(*id);
                    let derivation = figure.derivation();
                    let formula = derivation.and_then(|derivation| formulas.of(derivation));
                    (formula, result(formulas.figures, figure))
                }
                Waiting::Grade(graded) => (graded.formula(formulas), graded.result.clone()),
            };
            let content = match formula {
                Some(formula) if formula.len() <= MOST_FORMULA => Content::Formula(formula, result),
                _ => Content::Text(LATER.to_owned()),
            };
            if let Some(cell) = self.sheet.cells.get_mut(&at) {
                cell.content = content;
            }
        }
    }
}

/// What the formula of a figure comes to, whatever is stated beside it.
fn result(figures: &Figures, figure: &Figure) -> String {
    let derivation = match (figure.computed(), figure.derivation()) {
        (Some(computed), _) => return computed.value.to_fixed_or_plain(formula::PLACES),
        (None, None) => return String::new(),
        (None, Some(derivation)) => derivation,
    };
    let is_of_nothing = match derivation {
        Derivation::Ratio { base, .. } | Derivation::Weighted { by: base, .. } => {
            figures.sum(base).is_some_and(|base| base.value.is_zero())
        }
        Derivation::Rank { own, .. } => {
            let own = figures.get(*own);
            own.value.is_none() && !own.unknown
        }
        Derivation::Sum(_) | Derivation::Mean(_) => false,
    };
    let mut terms = derivation.terms().map(|(_, id)| figures.get(*id));
    if is_of_nothing || !terms.any(|figure| figure.unknown) {
        return String::new();
    }
    let mut terms = derivation.terms().map(|(_, id)| figures.get(*id));
    let state = if terms.any(|figure| figure.open) {
        TO_FILL
    } else {
        "?"
    };
    state.to_owned()
}

/// No spreadsheet takes longer ones.
const MOST_FORMULA: usize = 8000;

/// A name for a sheet that no other has, of those that a spreadsheet allows.
pub(super) fn sheet_name(wanted: &str, names: &mut BTreeSet<String>) -> String {
    const MOST: usize = 28;
    let plain: String = wanted
        .chars()
        .filter(|c| !"[]:*?/\\'".contains(*c))
        .take(MOST)
        .collect();
    let plain = if plain.is_empty() {
        "表".to_owned()
    } else {
        plain
    };
    let mut name = plain.clone();
    let mut number = 1;
    while !names.insert(name.clone()) {
        number += 1;
        name = format!("{plain}{number}");
    }
    name
}

/// The hidden name of a row or a column.
pub(super) fn key(text: impl Into<String>) -> Cell {
    Cell::text(Part::Key, text)
}

/// Whether a text marks what is still to be filled in.
pub(super) fn is_open(text: &str) -> bool {
    text.trim() == TO_FILL
}

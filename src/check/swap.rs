//! Figures typed in each other's place: two columns of a row, two rows of a column, a column moved
//! by one row. Suspected where changing them back settles every total and rate that they are in.

use std::collections::{BTreeSet, HashMap};

use super::slip::MOST_PARTS;
use super::witness::{Trial, Witnesses};
use crate::figures::{Constraint, Figure, FigureId, Figures};
use crate::input::Typed;
use crate::key::{Key, Name, Row};

/// The typed cells of a table's rows: by row and by column, in the order of the input.
pub(super) struct Grid {
    rows: HashMap<(Name, Row), Vec<FigureId>>,
    columns: HashMap<(Name, Name), Vec<FigureId>>,
}

impl Grid {
    pub fn new(figures: &Figures) -> Self {
        let mut grid = Self {
            rows: HashMap::new(),
            columns: HashMap::new(),
        };
        for (id, figure) in figures.iter() {
            let key = &figure.key;
            if key.epoch().is_some()
                || key.row_name().is_none()
                || figure.derivation().is_some()
                || !is_typed(figure)
            {
                continue;
            }
            let (row, column) = around(key);
            grid.rows.entry(row).or_default().push(id);
            grid.columns.entry(column).or_default().push(id);
        }
        grid
    }

    /// The cells beside one in its row, and those above and below it.
    fn around<'g>(&'g self, figure: &Figure) -> (&'g [FigureId], &'g [FigureId]) {
        let (row, column) = around(&figure.key);
        let row = self.rows.get(&row).map(Vec::as_slice);
        let column = self.columns.get(&column).map(Vec::as_slice);
        match figure.key.row {
            Row::Of(_) => (row.unwrap_or_default(), column.unwrap_or_default()),
            Row::None | Row::Total => (&[], &[]),
        }
    }
}

/// The row and the column of a cell.
fn around(key: &Key) -> ((Name, Row), (Name, Name)) {
    let group = || Name::clone(&key.group);
    let column = Name::clone(&key.column);
    ((group(), key.row.clone()), (group(), column))
}

/// What may have been typed in each other's place, if that is what a contradiction comes from: the
/// changes that settle the most contradictions.
pub(super) fn hint(witnesses: &Witnesses, grid: &Grid, broken: &Constraint) -> Option<String> {
    if broken.leaves.len() > MOST_PARTS {
        return None;
    }
    let figures = witnesses.figures;
    let mut found: Vec<(usize, String)> = Vec::new();
    for id in &broken.leaves {
        let figure = figures.get(*id);
        let (beside, above) = grid.around(figure);
        let others = beside.iter().chain(above).filter(|other| *other != id);
        let swaps = others.filter_map(|other| {
            let trials = swapped(figures, *id, *other)?;
            Some((ask(figure, figures.get(*other)), trials))
        });
        let moves = moved(figures, above).into_iter().map(|(way, trials)| {
            let (_, column) = split(figure);
            (format!("{column}各行的数是否都填{way}了一行？"), trials)
        });
        for (question, trials) in swaps.chain(moves) {
            let evidence = settled(witnesses, &trials);
            found.extend(evidence.map(|evidence| (evidence, question)));
        }
    }
    let most = found.iter().map(|(evidence, _)| *evidence).max()?;
    let mut questions: Vec<String> = Vec::new();
    for (_, question) in found.into_iter().filter(|(evidence, _)| *evidence == most) {
        if !questions.contains(&question) {
            questions.push(question);
        }
    }
    Some(questions.join("　"))
}

/// How many contradictions other figures would settle; nothing if one of them stayed, or came.
fn settled(witnesses: &Witnesses, trials: &[Trial]) -> Option<usize> {
    let about = trials.iter().flat_map(|trial| witnesses.about(trial.id));
    let about: BTreeSet<usize> = about.copied().collect();
    let stands = |at: &usize| {
        // A rate of a base of nothing contradicts nothing, and settles nothing either.
        witnesses.computed(*at, trials).is_some() && witnesses.holds(*at, trials)
    };
    let is_broken = |at: &&usize| !witnesses.holds(**at, &[]);
    let all_stand = about.iter().all(stands);
    all_stand.then(|| about.iter().filter(is_broken).count())
}

/// Two figures each with what the other was typed as; nothing where that is the same, or can't be.
fn swapped(figures: &Figures, one: FigureId, other: FigureId) -> Option<Vec<Trial>> {
    let (a, b) = (figures.get(one), figures.get(other));
    if !is_typed(a) || !is_typed(b) {
        return None;
    }
    let is_alike = a.measure.kind == b.measure.kind && a.measure.unit == b.measure.unit;
    let value = |figure: &Figure| figure.typed().map(|decimal| decimal.value.clone());
    if !is_alike || value(a) == value(b) {
        return None;
    }
    let trial = |id, typed: &Figure| Trial {
        id,
        decimal: typed.typed().cloned(),
    };
    Some(vec![trial(one, b), trial(other, a)])
}

/// A column's figures each one row further up or down.
fn moved(figures: &Figures, column: &[FigureId]) -> Vec<(&'static str, Vec<Trial>)> {
    if column.len() < 3 || !column.iter().all(|id| is_typed(figures.get(*id))) {
        return Vec::new();
    }
    let values: Vec<_> = column
        .iter()
        .map(|id| figures.get(*id).typed().cloned())
        .collect();
    let turned = |way: &'static str, by: usize| {
        let mut turned = values.clone();
        turned.rotate_left(by);
        let trials = column.iter().zip(turned);
        let trials = trials.map(|(id, decimal)| Trial { id: *id, decimal });
        (way, trials.collect())
    };
    vec![turned("低", 1), turned("高", values.len() - 1)]
}

/// Whether a number or a blank was typed, and not what can't be read or is not known.
fn is_typed(figure: &Figure) -> bool {
    let entry = figure.stated.as_ref();
    entry.is_some_and(|entry| matches!(entry.typed, Typed::Number(_) | Typed::Blank))
}

/// 城区的开工任务量与开工量…, 城区与泽州县的开工量…
pub fn ask(one: &Figure, other: &Figure) -> String {
    let place = |figure: &Figure| {
        let entry = figure.stated.as_ref();
        entry.map(|entry| entry.place.span.start)
    };
    let in_order = place(one) <= place(other);
    let (one, other) = if in_order { (one, other) } else { (other, one) };
    let (row, column) = split(one);
    let (other_row, other_column) = split(other);
    if column == other_column {
        format!("{row}与{other_row}的{column}是否填颠倒了？")
    } else {
        format!("{row}的{column}与{other_column}是否填颠倒了？")
    }
}

fn split(figure: &Figure) -> (&str, &str) {
    figure.label.split_once(' ').unwrap_or(("", &figure.label))
}

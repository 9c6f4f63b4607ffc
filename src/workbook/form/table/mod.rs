//! The sheet of a group's table: the annex's own head, its rows, the received totals, and the
//! figures of earlier periods beside.

mod earlier;
mod heads;
mod rows;

use std::collections::BTreeSet;

pub use heads::path;

use super::super::Address;
use super::cells::{derived, received, typed};
use super::formula::{Formulas, Located};
use super::grade::GradeRow;
use super::plan::{Draft, Ground, Waiting, sheet_name};
use super::{Cell, Content, Part, Rule, Sheet};
use crate::calendar::{Day, Period};
use crate::figures::FigureId;
use crate::input::{GAP, GroupInput, RowInput, TO_FILL};
use crate::key::{Epoch, Key, Name, Row};
use crate::model::{Column, Content as Model, Grade, Group, Rows};

/// The first rows: hidden names, the title, a hint.
const HEAD_FROM: u32 = 3;

/// The column of the rows' names.
const NAMES: u32 = 1;

/// Words that follow from the figures of a row.
pub(super) struct Graded {
    grades: Vec<Grade>,
    group: Name,
    row: Name,
    words: Vec<(String, Address)>,
    period: (Period, Day),
    /// What the formula comes to.
    pub result: String,
}

impl Graded {
    pub fn formula(&self, formulas: &Formulas) -> Option<String> {
        let row = GradeRow {
            formulas,
            group: Name::clone(&self.group),
            row: Name::clone(&self.row),
            words: &self.words,
            period: self.period,
        };
        row.formula(&self.grades)
    }
}

/// Whether records say which row of a set they are of.
pub(super) fn names_set(group: &Group, wanted: &str) -> bool {
    let is_of = |content: &Model| match content {
        Model::Text { set: Some(set), .. } => set == wanted,
        _ => false,
    };
    group.rows == Rows::Records && group.columns.iter().any(|column| is_of(&column.content))
}

/// A column of the sheet.
struct Placed<'a> {
    column: &'a Column,
    at: u32,
    /// Where a received figure stands beside a derived one.
    stated: Option<u32>,
}

/// Figures of an earlier period, to the right of the table.
struct Block<'a> {
    epoch: Epoch,
    columns: Vec<(&'a Column, u32)>,
}

struct TableDraft<'g, 'a> {
    ground: &'g Ground<'a>,
    group: &'a Group,
    input: &'a GroupInput,
    columns: Vec<Placed<'a>>,
    blocks: Vec<Block<'a>>,
    index: usize,
    /// The row that is written next.
    next: u32,
    draft: Draft,
}

/// The sheet of a group that has a table.
pub(super) fn draft<'a>(
    ground: &Ground<'a>,
    group: &'a Group,
    names: &mut BTreeSet<String>,
    index: usize,
) -> Draft {
    let input = ground.inputs.of(group);
    let mut table = TableDraft {
        ground,
        group,
        input,
        columns: Vec::new(),
        blocks: Vec::new(),
        index,
        next: HEAD_FROM,
        draft: Draft {
            sheet: Sheet {
                name: sheet_name(&group.label, names),
                has_keys: true,
                ..Sheet::default()
            },
            located: Vec::new(),
            waiting: Vec::new(),
            open: 0,
        },
    };
    table.place_columns();
    table.heads();
    table.rows();
    table.draft
}

impl TableDraft<'_, '_> {
    fn place_columns(&mut self) {
        let mut at = NAMES + 1;
        for column in self.input.columns.iter() {
            let is_stated = column.content.formula().is_some() && self.is_stated(column);
            self.columns.push(Placed {
                column,
                at,
                stated: is_stated.then_some(at + 1),
            });
            at += if is_stated { 2 } else { 1 };
        }
        for epoch in Epoch::ALL {
            let columns = self.input.columns.iter();
            let columns = columns.filter(|column| self.is_earlier(epoch, column));
            let columns: Vec<(&Column, u32)> = columns.zip(at + 1..).collect();
            if let Some((_, last)) = columns.last() {
                at = last + 1;
                self.blocks.push(Block { epoch, columns });
            }
        }
    }

    /// Whether this period or the one before states figures of a derived column.
    fn is_stated(&self, column: &Column) -> bool {
        let has = |input: &GroupInput| {
            let mut rows = input.typed_rows();
            rows.any(|row| row.cells.contains_key(&column.key))
        };
        let last = self.ground.earlier.last;
        has(self.input) || last.is_some_and(|last| has(last.inputs.of(self.group)))
    }

    /// Whether an earlier period has figures of a column: all of the one before, of the same one of
    /// the year before those that a formula names.
    fn is_earlier(&self, epoch: Epoch, column: &Column) -> bool {
        if column.content.measure().is_none() {
            return false;
        }
        let is_named = {
            let mut rows = self.shown_rows().into_iter();
            let of = |row: &RowInput| self.key(row, column).of_epoch(epoch);
            rows.any(|row| self.ground.figures.id(&of(row)).is_some())
        };
        is_named || epoch == Epoch::Last && self.ground.earlier.last.is_some()
    }

    fn key(&self, row: &RowInput, column: &Column) -> Key {
        Key {
            group: self.group.key.as_str().into(),
            row: Row::Of(Name::clone(&row.key)),
            column: column.key.as_str().into(),
        }
    }

    /// The cells of a row that have words.
    fn words(&self, row: &RowInput, at: u32) -> Vec<(String, Address)> {
        let columns = self.columns.iter();
        let columns =
            columns.filter(|of| row.role.is_typed() && of.column.content.measure().is_none());
        columns
            .map(|of| (of.column.key.clone(), Address::new(at, of.at)))
            .collect()
    }

    fn cell(
        &mut self,
        row: &RowInput,
        column: &Column,
        at: Address,
        stated: Option<u32>,
        words: &[(String, Address)],
    ) {
        let figures = self.ground.figures;
        match &column.content {
            Model::Text { .. } if row.role.is_typed() => {
                let text = self.ground.words(&[&self.group.key, &row.key, &column.key]);
                let cell = self.words_cell(column, text);
                self.put(at, cell);
            }
            Model::Chosen(grades) if row.role.is_typed() => {
                let words_of_row = Graded {
                    grades: grades.clone(),
                    group: self.group.key.as_str().into(),
                    row: Name::clone(&row.key),
                    words: words.to_vec(),
                    period: (self.ground.inputs.period, self.ground.inputs.issued),
                    result: row
                        .texts
                        .get(&column.key)
                        .map_or_else(String::new, |text| text.replace(GAP, TO_FILL)),
                };
                self.draft.waiting.push((at, Waiting::Grade(words_of_row)));
                self.put(at, Cell::text(Part::Derived, " "));
            }
            Model::Text { .. } | Model::Chosen(_) => {}
            Model::Given(measure) | Model::Derived(measure, _) => {
                let Some(id) = figures.id(&self.key(row, column)) else {
                    return;
                };
                let figure = figures.get(id);
                let stated = stated
                    .filter(|_| row.role.is_typed())
                    .map(|to| Address::new(at.row, to));
                self.locate(id, at, stated);
                let entry = row.cells.get(&column.key);
                if column.content.formula().is_none() && row.role.is_typed() {
                    let last = self.last_told(row, column);
                    self.put(at, typed(entry, measure, figure, &column.label, &last));
                    return;
                }
                self.draft.waiting.push((at, Waiting::Figure(id)));
                self.put(at, derived(figure));
                if let Some(stated) = stated {
                    self.put(stated, received(entry, measure, figure));
                }
            }
        }
    }

    fn words_cell(&self, column: &Column, text: String) -> Cell {
        let Model::Text { optional, set, .. } = &column.content else {
            return Cell::default();
        };
        let choices: Vec<String> = match (set, self.ground.by) {
            (Some(set), Some(by)) if set == by.set => vec![by.row.to_owned()],
            (Some(set), _) => super::super::spot::names_of(self.ground.inputs, set),
            (None, _) => column
                .content
                .choices()
                .into_iter()
                .map(str::to_owned)
                .collect(),
        };
        let note = if *optional { "可以不填" } else { "要填" };
        Cell {
            rule: (!choices.is_empty()).then_some(Rule::Choice(choices)),
            note: format!("{}：{note}", column.label),
            ..Cell::text(Part::Words, text)
        }
    }

    fn put(&mut self, at: Address, cell: Cell) {
        let is_open = matches!(&cell.content, Content::Text(text) if super::plan::is_open(text));
        self.draft.open += usize::from(is_open);
        self.draft.sheet.put(at, cell);
    }

    fn locate(&mut self, id: FigureId, at: Address, stated: Option<Address>) {
        let located = Located {
            sheet: self.index,
            at,
            stated,
        };
        self.draft.located.push((id, located));
    }
}

//! The rows of the table, its totals, and blank lines for what is still to come.

use super::{NAMES, TableDraft};
use crate::figures::{At, Figure, FigureId};
use crate::input::RowInput;
use crate::key::Row;
use crate::model::{Column, Content as Model, Group, RowRole, Rows, Total, TotalRow};
use crate::number::Decimal;
use crate::width::width;
use crate::workbook::Address;
use crate::workbook::form::cells::{derived, received, told};
use crate::workbook::form::plan::{Ground, Waiting, key};
use crate::workbook::form::{Cell, Content, Part, style};

/// Blank lines for records that are still to come.
const NEW_RECORDS: usize = 12;

impl<'a> TableDraft<'_, 'a> {
    /// The rows of this form, from the top down.
    pub(super) fn shown_rows(&self) -> Vec<&'a RowInput> {
        let rows = self.input.rows.values();
        match self.ground.by {
            None => rows.collect(),
            Some(by) => {
                let is_own =
                    |row: &&RowInput| row.role.is_typed() && row.member(self.group) == by.row;
                rows.filter(is_own).collect()
            }
        }
    }

    pub(super) fn rows(&mut self) {
        let has_total = self.has_total();
        if has_total && self.group.total_row == TotalRow::First {
            self.total_rows();
        }
        for (row, number) in self.shown_rows().into_iter().zip(1_usize..) {
            self.row(row, number);
        }
        self.left_out();
        if self.group.rows == Rows::Records {
            for number in 1..=NEW_RECORDS {
                self.new_record(number);
            }
        }
        if has_total && self.group.total_row != TotalRow::First {
            self.total_rows();
        }
        let sheet = &mut self.draft.sheet;
        let names = sheet.cells.iter();
        let names =
            names.filter(|(at, cell)| at.column == NAMES && at.row > 2 && cell.part != Part::Head);
        let widest = names.map(|(_, cell)| match &cell.content {
            Content::Text(text) => width(text),
            _ => 0,
        });
        let widest = u32::try_from(widest.max().unwrap_or(0)).unwrap_or(0);
        sheet.widths.insert(NAMES, (widest + 2).clamp(12, 44));
    }

    /// Totals are there unless nobody needs them: a table that prints none, states none, and of whose
    /// totals nothing else is made.
    fn has_total(&self) -> bool {
        if self.ground.by.is_some() || !self.group.has_total() {
            return false;
        }
        let figures = self.ground.figures;
        let is_own = |id: FigureId| {
            let key = &figures.get(id).key;
            *key.group == *self.group.key && key.row == Row::Total
        };
        self.group.total_row != TotalRow::None
            || !self.input.total.is_empty()
            || figures.iter().any(|(id, figure)| {
                let derivation = figure.derivation().filter(|_| !is_own(id));
                derivation.is_some_and(|of| of.terms().any(|(_, id)| is_own(*id)))
            })
    }

    /// The totals, those that were received, and by how much the two differ.
    fn total_rows(&mut self) {
        let (total, stated, difference) = (self.next, self.next + 1, self.next + 2);
        self.next += 3;
        let label = self.group.total_label.as_ref();
        let label = label
            .unwrap_or(&self.ground.model.office.total_label)
            .clone();
        let heads = [
            (total, "total", label.clone()),
            (stated, "stated", format!("{label}（收到的合计，可不填）")),
            (difference, "difference", "相差（计算减收到的）".to_owned()),
        ];
        for (row, name, label) in heads {
            self.draft.sheet.put(Address::new(row, 0), key(name));
            let name = Cell::text(Part::Name(0), label);
            self.draft.sheet.put(Address::new(row, NAMES), name);
        }
        let grid = self.ground.figures.grid(&self.group.key);
        let columns: Vec<(&Column, u32)> =
            self.columns.iter().map(|of| (of.column, of.at)).collect();
        for (column, at) in columns {
            let id = grid.and_then(|grid| grid.id(At::Total, &column.key));
            let (Some(id), Some(measure)) = (id, column.content.measure()) else {
                continue;
            };
            let (total, stated) = (Address::new(total, at), Address::new(stated, at));
            let figure = self.ground.figures.get(id);
            self.locate(id, total, Some(stated));
            let mut cell = derived(figure);
            if column.total == Total::Given {
                let result = figure
                    .typed()
                    .map_or_else(String::new, |of| of.text.to_string());
                let formula = format!("IF(ISNUMBER({stated}),{stated},\"\")");
                cell.content = Content::Formula(formula, result);
            } else {
                self.draft.waiting.push((total, Waiting::Figure(id)));
            }
            self.draft.sheet.put(total, cell);
            let entry = self.input.total.get(&column.key);
            let cell = received(entry, measure, figure);
            self.draft.sheet.put(stated, cell);
            let own = figure.places.map_or(total.to_string(), |places| {
                format!("ROUND({total},{places})")
            });
            let formula = format!("IF(COUNT({total},{stated})=2,ROUND({own}-{stated},10),\"\")");
            self.draft.sheet.put(
                Address::new(difference, at),
                Cell {
                    content: Content::Formula(formula, difference_of(figure)),
                    part: Part::Difference,
                    ..Cell::default()
                },
            );
        }
        self.earlier_total(total);
    }

    fn row(&mut self, row: &'a RowInput, number: usize) {
        let at = self.next;
        self.next += 1;
        let is_record = self.group.rows == Rows::Records;
        let level = u8::try_from(row.level).unwrap_or(0);
        let (name, label) = match (&row.role, is_record) {
            (RowRole::Head, _) => ("head".to_owned(), row.label.clone()),
            (RowRole::Typed, true) => (format!("row:{}", row.key), number.to_string()),
            (RowRole::Typed, false) => (
                format!("row:{}", row.key),
                row_label(row, self.ground, self.group),
            ),
            (RowRole::Derived(_) | RowRole::Subtotal(_), _) => {
                (format!("derived:{}", row.key), row.label.clone())
            }
        };
        let sheet = &mut self.draft.sheet;
        sheet.put(Address::new(at, 0), key(name));
        sheet.put(
            Address::new(at, NAMES),
            Cell::text(Part::Name(level), label),
        );
        if !row.role.has_figures() {
            return;
        }
        let words = self.words(row, at);
        let columns: Vec<(&Column, u32, Option<u32>)> = self
            .columns
            .iter()
            .map(|of| (of.column, of.at, of.stated))
            .collect();
        for (column, place, stated) in columns {
            self.cell(row, column, Address::new(at, place), stated, &words);
        }
        self.earlier_cells(row, at);
    }

    /// Rows of the set that the input may leave out, and has left out.
    fn left_out(&mut self) {
        let Rows::Set {
            set, sparse: true, ..
        } = &self.group.rows
        else {
            return;
        };
        if self.ground.by.is_some() {
            return;
        }
        let rows = self.ground.inputs.set(set).iter();
        let rows = rows
            .filter(|row| row.role.is_typed() && !self.input.rows.contains_key(row.key.as_str()));
        let rows: Vec<(String, String)> = rows
            .map(|row| (row.key.clone(), row.label.clone()))
            .collect();
        for (name, label) in rows {
            self.blank_row(format!("row:{name}"), label);
        }
    }

    fn new_record(&mut self, number: usize) {
        self.blank_row(format!("new:{number}"), "新增".to_owned());
    }

    /// A row that may be filled in.
    fn blank_row(&mut self, name: String, label: String) {
        let at = self.next;
        self.next += 1;
        self.draft.sheet.put(Address::new(at, 0), key(name));
        self.draft
            .sheet
            .put(Address::new(at, NAMES), Cell::text(Part::Name(0), label));
        let columns: Vec<(&Column, u32)> =
            self.columns.iter().map(|of| (of.column, of.at)).collect();
        for (column, place) in columns {
            let cell = match &column.content {
                Model::Text { .. } => self.words_cell(column, String::new()),
                Model::Given(measure) => Cell {
                    part: Part::Optional,
                    digits: style::digits(measure, measure.places),
                    rule: Some(style::rule(measure)),
                    note: told(&column.label, measure, ""),
                    ..Cell::default()
                },
                Model::Derived(..) | Model::Chosen(_) => continue,
            };
            self.draft.sheet.put(Address::new(at, place), cell);
        }
    }
}

/// By how much a received total differs from what its rows come to.
fn difference_of(figure: &Figure) -> String {
    let derived = figure.computed().map(|computed| &computed.value);
    let Some((derived, stated)) = derived.zip(figure.typed()) else {
        return String::new();
    };
    let shown = figure
        .places
        .map(|places| Decimal::parse(&derived.to_fixed(places)));
    let derived = match shown {
        Some(Ok(shown)) => shown.value,
        _ => derived.clone(),
    };
    (&derived - &stated.value).to_plain()
}

/// What a row is called on the sheet.
fn row_label(row: &RowInput, ground: &Ground, group: &Group) -> String {
    // A table may call it by another name in the text.
    let named = group.set().map_or(&[][..], |set| ground.inputs.set(set));
    let named = named.iter().find(|of| *of.key == *row.key);
    named.map_or_else(|| row.label.clone(), |of| of.label.clone())
}

//! Figures of earlier periods, to the right of the table.

use super::TableDraft;
use crate::figures::{Figure, FigureId};
use crate::input::{OtherRows, RowInput};
use crate::key::{Epoch, Key, Row};
use crate::model::Column;
use crate::workbook::Address;
use crate::workbook::form::cells::earlier;
use crate::workbook::form::{Cell, Part};

impl<'a> TableDraft<'_, 'a> {
    /// What the period before had there, for the note of a cell.
    pub(super) fn last_told(&self, row: &RowInput, column: &Column) -> String {
        let figure = self.earlier_figure(Epoch::Last, row, column);
        figure.map_or_else(String::new, |figure| {
            format!("；{} {}", self.ground.last_name(), figure.told())
        })
    }

    /// The figure of an earlier period, as that period has it.
    pub(super) fn earlier_figure(
        &self,
        epoch: Epoch,
        row: &RowInput,
        column: &Column,
    ) -> Option<&'a Figure> {
        let ledger = self.ground.earlier.of(epoch)?;
        let rows: OtherRows = ledger.rows_of(self.group);
        ledger.same_figure(&self.key(row, column), &rows, self.input)
    }

    pub(super) fn earlier_cells(&mut self, row: &RowInput, at: u32) {
        let mut found = Vec::new();
        for block in &self.blocks {
            for (column, place) in &block.columns {
                let id = self
                    .ground
                    .figures
                    .id(&self.key(row, column).of_epoch(block.epoch));
                let figure = match id {
                    Some(id) => Some(self.ground.figures.get(id)),
                    None => self.earlier_figure(block.epoch, row, column),
                };
                found.push((Address::new(at, *place), id, figure.map(earlier)));
            }
        }
        self.put_earlier(found);
    }

    pub(super) fn earlier_total(&mut self, at: u32) {
        let mut found = Vec::new();
        for block in &self.blocks {
            for (column, place) in &block.columns {
                let total = Key {
                    group: self.group.key.as_str().into(),
                    row: Row::Total,
                    column: column.key.as_str().into(),
                };
                let id = self.ground.figures.id(&total.clone().of_epoch(block.epoch));
                let then = self
                    .ground
                    .earlier
                    .of(block.epoch)
                    .map(|ledger| ledger.figures);
                let figure = match (id, then) {
                    (Some(id), _) => Some(self.ground.figures.get(id)),
                    (None, Some(then)) => then.id(&total).map(|id| then.get(id)),
                    (None, None) => None,
                };
                found.push((Address::new(at, *place), id, figure.map(earlier)));
            }
        }
        self.put_earlier(found);
    }

    fn put_earlier(&mut self, found: Vec<(Address, Option<FigureId>, Option<Cell>)>) {
        for (at, id, cell) in found {
            if let Some(id) = id {
                self.locate(id, at, None);
            }
            let empty = Cell {
                part: Part::Earlier,
                ..Cell::default()
            };
            self.draft.sheet.put(at, cell.unwrap_or(empty));
        }
    }
}

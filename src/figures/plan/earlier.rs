//! Figures of earlier periods that the templates look up.

use super::{FigureColumn, Plan, Planner, of, rows_of_grid, total_label};
use crate::diagnostic::Diagnostic;
use crate::figures::earlier::EarlierGroup;
use crate::figures::{Earlier, Figure, FigureId, Grid};
use crate::input::Inputs;
use crate::key::{Epoch, Key, Name, Row};
use crate::model::{Column, EarlierFigure, Model, Spot};
use crate::source::Place;

impl<'m> Planner<'m> {
    /// Plans the figures of earlier periods that the templates name as well. A name in a formula that no
    /// figure bears is a fault of the model.
    pub(in crate::figures) fn with_earlier(
        mut self,
        model: &'m Model,
        inputs: &'m Inputs,
        earlier: Earlier<'m>,
    ) -> Result<Plan, Vec<Diagnostic>> {
        for epoch in Epoch::ALL {
            for group in &model.groups {
                let wanted = model.earlier.iter();
                let wanted = wanted.filter(|of| of.epoch == epoch && of.group == group.key);
                let wanted: Vec<&EarlierFigure> = wanted.collect();
                if !wanted.is_empty() {
                    let then = EarlierGroup {
                        epoch,
                        group,
                        called: model.epoch_name(epoch),
                        inputs,
                        ledger: earlier.of(epoch),
                    };
                    self.earlier(model, &then, &wanted);
                }
            }
        }
        self.resolve()
    }

    /// What an earlier period published of a group: the same rows, the columns that are looked up.
    fn earlier(&mut self, model: &Model, then: &EarlierGroup<'m>, wanted: &[&EarlierFigure]) {
        let (group, input) = (then.group, then.inputs.of(then.group));
        let columns_at = |spot: Spot| -> Vec<FigureColumn<'m>> {
            let columns = input.columns.iter();
            let columns = columns.filter(|column| is_wanted(wanted, spot, column));
            columns
                .filter_map(|column| of(column, then.inputs.period))
                .collect()
        };
        let columns = columns_at(Spot::Rows);
        let rows = rows_of_grid(input);
        let names: Vec<Name> = columns.iter().map(|column| column.name.clone()).collect();
        let name = then.epoch.group(&group.key);
        let mut grid = Grid::new(self.figures.all.len(), &rows, &names);
        let others = then.ledger.map(|ledger| ledger.rows_of(group));
        let key = |row: Row, column: &Name| Key {
            group: group.key.as_str().into(),
            row,
            column: Name::clone(column),
        };
        for row in input.figure_rows() {
            let called = row.told(group);
            for column in &columns {
                let label = format!("{called} {}", column.label);
                let key = key(Row::Of(Name::clone(&row.key)), &column.name);
                let figure = then.figure(key, &label, &column.measure, others.as_ref());
                let figure = needed(figure, is_asked(wanted, column.column, &row.key));
                self.add_earlier(figure, &column.column.place);
            }
        }
        let whole = total_label(model, group);
        let totals = columns_at(Spot::Total).into_iter();
        for column in totals.filter(|of| of.column.total.is_there()) {
            let label = format!("{whole} {}", column.label);
            let key = key(Row::Total, &column.name);
            let figure = then.figure(key, &label, &column.measure, others.as_ref());
            let id = self.add_earlier(figure, &column.column.place);
            grid.totals.insert(column.name.clone(), id);
        }
        for scalar in &group.scalars {
            let measure = scalar.content.measure();
            let is_wanted =
                |of: &&EarlierFigure| of.spot == Spot::Single && of.column == scalar.key;
            let Some(measure) = measure.filter(|_| wanted.iter().any(is_wanted)) else {
                continue;
            };
            let column: Name = scalar.key.as_str().into();
            let figure = then.figure(
                key(Row::None, &column),
                &scalar.label,
                measure,
                others.as_ref(),
            );
            let id = self.add_earlier(figure, &scalar.place);
            grid.singles.insert(column, id);
        }
        self.figures.grids.insert(name, grid);
    }

    fn add_earlier(&mut self, figure: Figure, place: &Place) -> FigureId {
        let id = FigureId(self.figures.all.len());
        self.figures.all.push(Figure { id, ..figure });
        self.places.push(place.clone());
        id
    }
}

/// Whether a column, as it is written out for an input, is looked up at a spot.
fn is_wanted(wanted: &[&EarlierFigure], spot: Spot, column: &Column) -> bool {
    let mut wanted = wanted.iter().filter(|of| of.spot == spot);
    wanted.any(|of| is_of_column(of, column))
}

/// Whether a name asks for the cell of a column in a row.
fn is_asked(wanted: &[&EarlierFigure], column: &Column, row: &str) -> bool {
    let mut in_rows = wanted.iter().filter(|of| of.spot == Spot::Rows);
    in_rows.any(|of| is_of_column(of, column) && of.is_asked_of(row))
}

/// A figure that nothing asks for stands there to keep the grid whole: nobody misses it.
fn needed(figure: Figure, is_asked: bool) -> Figure {
    Figure {
        open: figure.open && is_asked,
        unknown: figure.unknown && is_asked,
        ..figure
    }
}

fn is_of_column(of: &EarlierFigure, column: &Column) -> bool {
    of.column == column.key || column.is_item_of(&of.column)
}

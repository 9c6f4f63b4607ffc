//! Charts: the figures that they show, each with the words that its table prints.

use super::Composer;
use crate::calendar::Cycle;
use crate::diagnostic::{Code, Diagnostic};
use crate::drawing;
use crate::figures::{At, Figure, FigureId, Grid};
use crate::input::{GroupInput, TO_FILL};
use crate::key::{Epoch, TOTAL};
use crate::language::Sign;
use crate::model::{Along, ChartPlan, ChartShape, Column, Group, Kind, repeated_key};
use crate::notice::{Annex, Chart, Point, Series, Words};
use crate::number::Exact;
use crate::verdict::Scope;

/// What stands in place of a figure that there is not, where its column has no sign of its own.
const NOTHING: &str = "无";
/// What stands in place of a figure that nobody has.
const UNKNOWN: &str = "不详";

/// What tells a place of an axis from the others, and what it is called.
type Place = (String, String);
/// What a chart shows at a place of its axis, before it is known in what unit.
type Found<'f> = Option<&'f Figure>;

impl<'a> Composer<'a> {
    /// A chart that is an annex by itself, or with texts around it.
    pub(super) fn of_chart(&mut self, plan: &'a ChartPlan) -> Option<Annex> {
        let chart = self.chart(plan)?;
        Some(Annex {
            // The title of the annex is its own.
            chart: Some(Chart {
                title: Words::parse(""),
                ..chart
            }),
            ..self.titled(&plan.key, plan.title.as_ref())
        })
    }

    /// A chart in the text, below a block of its section; of the blank id, above all of them.
    pub(super) fn chart_in_text(&mut self, plan: &'a ChartPlan, below: String) {
        let Some(chart) = self.chart(plan) else {
            return;
        };
        let before = self.tables.iter().filter(|other| other.chart.is_some());
        let number = Some(before.count() + 1);
        let annex = Annex {
            below: Some(below),
            chart: Some(Chart { number, ..chart }),
            ..self.titled(&plan.key, plan.title.as_ref())
        };
        self.tables.push(annex);
    }

    /// A chart without its number; nothing where it is not printed, or has nothing to show.
    pub(super) fn chart(&mut self, plan: &'a ChartPlan) -> Option<Chart> {
        if !self
            .phraser
            .ask(plan.when.as_ref(), Scope::default())
            .is_yes()
        {
            return None;
        }
        let group = self.model.group(&plan.of.value)?;
        let input = self.inputs.of(group);
        let (places, found) = match &plan.along {
            Along::Rows => self.along_rows(plan, group, input),
            Along::Items => self.along_items(plan, group, input),
            Along::Periods(epochs) => self.along_periods(plan, group, epochs),
        };
        let series = self.series(plan, group, found);
        let known = || series.iter().flat_map(|of| &of.found).flatten();
        let measure = &known().next()?.measure;
        let numbers = known().filter_map(|figure| Some(figure.printed_value()?.value.abs()));
        let (size, unit) = measure.axis_unit(&numbers.max().unwrap_or_else(Exact::zero));
        let title = plan.title.as_ref();
        let title = title.map_or_else(String::new, |title| self.words(&title.value));
        let chart = Chart {
            id: plan.key.clone(),
            number: None,
            title: Words::parse(&title),
            shape: plan.shape,
            unit,
            true_minus: matches!(measure.form.sign, Some(Sign::Always | Sign::Minus)),
            whole: measure.kind == Kind::Count && size.is_one(),
            places_head: group.row_head.clone(),
            series: series.iter().map(|of| of.in_steps(&size)).collect(),
            place_keys: places.iter().map(|(key, _)| key.clone()).collect(),
            places: places.into_iter().map(|(_, name)| name).collect(),
        };
        self.fits(plan, chart)
    }

    /// A chart that stands on a page with all its words; another is told of.
    fn fits(&mut self, plan: &ChartPlan, chart: Chart) -> Option<Chart> {
        let Err(crowded) = drawing::draw(&chart) else {
            return Some(chart);
        };
        let title = Some(chart.title.to_string()).filter(|title| !title.is_empty());
        let title = title.unwrap_or_else(|| chart.id.clone());
        let message = format!(
            "图“{title}”画不下：{} 处，每处 {} 个数，最多画得下 {} 处",
            chart.places.len(),
            chart.series.len(),
            crowded.most
        );
        let finding = Diagnostic::error(Code::ChartCrowded, message).at(plan.of.place.clone());
        let hint = match chart.shape {
            ChartShape::Bars => "少画几栏，或分成几张图；行太多的用表",
            ChartShape::Columns | ChartShape::Lines => {
                "改用横放的条形图（shape = \"bars\"），少画几栏，或用 form 里的万、亿把数印短"
            }
        };
        self.findings.push(finding.hint(hint));
        None
    }

    fn along_rows(
        &self,
        plan: &ChartPlan,
        group: &'a Group,
        input: &'a GroupInput,
    ) -> (Vec<Place>, Vec<Vec<Found<'a>>>) {
        let order = plan.order.as_ref().or(group.order.as_ref());
        let rows = self.in_order(group, input, order);
        let rows: Vec<_> = rows.into_iter().filter(|row| row.role.is_typed()).collect();
        let found = plan.series().map(|(epoch, key)| {
            let grid = self.grid_of(group, epoch);
            let of_row = |row: &str| {
                let grid = grid?;
                self.found(grid, grid.row(row)?, key)
            };
            rows.iter().map(|row| of_row(&row.key)).collect()
        });
        let found = found.collect();
        let places = rows
            .iter()
            .map(|row| (row.key.to_string(), row.label.clone()));
        (places.collect(), found)
    }

    fn along_items(
        &self,
        plan: &ChartPlan,
        group: &'a Group,
        input: &'a GroupInput,
    ) -> (Vec<Place>, Vec<Vec<Found<'a>>>) {
        let grid = self.figures.grid(&group.key);
        let at = grid.and_then(|grid| at(grid, plan));
        let found = plan.series().map(|(_, key)| {
            let of_item = |item: &String| self.found(grid?, at?, &repeated_key(key, item));
            input.items.iter().map(of_item).collect()
        });
        let found = found.collect();
        let places = input
            .items
            .iter()
            .map(|item| (item.clone(), format!("{item}年")));
        (places.collect(), found)
    }

    /// The earlier periods from the past on, and this one.
    fn along_periods(
        &self,
        plan: &ChartPlan,
        group: &'a Group,
        epochs: &[Epoch],
    ) -> (Vec<Place>, Vec<Vec<Found<'a>>>) {
        let mut periods: Vec<_> = epochs
            .iter()
            .map(|epoch| (self.inputs.period_of(*epoch), Some(*epoch)))
            .collect();
        periods.push((self.inputs.period, None));
        periods.sort_by_key(|(period, _)| (period.year(), period.part()));
        let found = plan.series().map(|(_, key)| {
            let of_period = |epoch: Option<Epoch>| {
                let grid = self.grid_of(group, epoch)?;
                self.found(grid, at(grid, plan)?, key)
            };
            periods.iter().map(|(_, epoch)| of_period(*epoch)).collect()
        });
        let found = found.collect();
        let places = periods.iter().map(|(period, epoch)| {
            let key = epoch.map_or("this", Epoch::name);
            (key.to_owned(), period.name())
        });
        (places.collect(), found)
    }

    fn grid_of(&self, group: &Group, epoch: Option<Epoch>) -> Option<&'a Grid> {
        match epoch {
            Some(epoch) => self.figures.grid(&epoch.group(&group.key)),
            None => self.figures.grid(&group.key),
        }
    }

    fn found(&self, grid: &Grid, at: At, key: &str) -> Found<'a> {
        let id: FigureId = grid.id(at, key)?;
        Some(self.figures.get(id))
    }

    /// What each column is called, the same one of several periods by these. Those that have
    /// nothing anywhere are left out, as of a period that there was not.
    fn series(
        &self,
        plan: &ChartPlan,
        group: &'a Group,
        found: Vec<Vec<Found<'a>>>,
    ) -> Vec<Line<'a>> {
        let count = |key: &str| plan.series().filter(|(_, other)| *other == key).count();
        let series = plan.series().zip(found).map(|((epoch, key), found)| {
            let column = column(group, key);
            let label = column
                .map_or("", |column| &column.label)
                .replace("{each}", "");
            let period = match (epoch, self.model.office.cycle) {
                (Some(epoch), _) => self.model.epoch_name(epoch),
                (None, Cycle::Year) => "本年",
                (None, cycle) => cycle.this_name(),
            };
            let name = if count(key) == plan.columns.len() && plan.columns.len() > 1 {
                period.to_owned()
            } else if epoch.is_none() && count(key) == 1 {
                label
            } else {
                format!("{period}{label}")
            };
            let blank = column.map_or("", |column| &column.blank);
            Line { name, blank, found }
        });
        let tells = |found: &Found| found.is_some_and(|f| f.value.is_some() || f.unknown);
        series.filter(|of| of.found.iter().any(tells)).collect()
    }
}

/// A column of a chart, before it is known in what unit.
struct Line<'a> {
    name: String,
    /// What stands in a cell of it that has nothing.
    blank: &'a str,
    /// One a place of the axis.
    found: Vec<Found<'a>>,
}

impl Line<'_> {
    fn in_steps(&self, size: &Exact) -> Series {
        let points = self
            .found
            .iter()
            .map(|found| point(*found, size, self.blank));
        Series {
            name: self.name.clone(),
            points: points.collect(),
        }
    }
}

fn column<'g>(group: &'g Group, key: &str) -> Option<&'g Column> {
    group.columns.iter().find(|column| column.key == key)
}

/// The row whose figures a chart shows, where it shows those of one.
fn at(grid: &Grid, plan: &ChartPlan) -> Option<At> {
    match &plan.row {
        Some(row) if row.value != TOTAL => grid.row(&row.value),
        _ => Some(At::Total),
    }
}

/// A figure with its number in steps of `size`.
fn point(found: Found, size: &Exact, blank: &str) -> Point {
    let nothing = if blank.is_empty() { NOTHING } else { blank };
    let Some(figure) = found else {
        return Point {
            text: nothing.to_owned(),
            number: None,
            figure: None,
        };
    };
    let text = match &figure.value {
        Some(_) => figure.in_cell(),
        None if figure.open => TO_FILL.to_owned(),
        None if figure.unknown => UNKNOWN.to_owned(),
        None => nothing.to_owned(),
    };
    let number = figure.printed_value();
    Point {
        text,
        number: number.and_then(|number| number.value.checked_div(size)),
        figure: Some(figure.key.clone()),
    }
}

use super::From;
use super::edits::Edits;
use super::totals::ask_again;
use crate::calendar::{Cycle, Day};
use crate::continuity::{Sum, is_all_done, value};
use crate::figures::Derivation;
use crate::input::{Entry, GroupInput, RowInput, Typed};
use crate::key::{Name, Row};
use crate::language::Formula;
use crate::model::{Carried, Column, Content, Group, Relation, RowRole, Rows, Total, day_of};

/// Empties a group's figures, or carries over what is settled.
pub(super) fn group(edits: &mut Edits, group: &Group, input: &GroupInput, from: From) {
    let items = items(group, input, from);
    let columns = group.columns_for(&items);
    if let Some(each) = group.each.as_ref()
        && items != input.items
    {
        edits.list(&group.key, &each.key, &items);
    }
    for row in input.rows.values() {
        for (old, new) in input.columns.iter().zip(&columns) {
            if let Some(entry) = row.cells.get(&old.key) {
                edits.rename(entry.place.span.start, &old.key, &new.key);
                row_cell(edits, group, (row, entry), new, from);
            }
        }
        if (is_list_done(group, input, from) || is_row_done(group, input, row, from))
            && let Some(entry) = row.cells.values().next()
        {
            // Nothing is left of it: it would only be in the way.
            let lines = edits.table_around(entry.place.span.start);
            edits.comment_out(lines);
        }
    }
    for scalar in &group.scalars {
        let Some(entry) = input.scalars.get(&scalar.key) else {
            continue;
        };
        if scalar.content.formula().is_some_and(Formula::is_ratio) {
            state_no_more(edits, entry);
        } else if scalar.content.formula().is_some() {
            ask_again(edits, entry, from);
        } else if !scalar.year || !from.goes_on() {
            let cell = Cell {
                group,
                key: &scalar.key,
                content: &scalar.content,
                carried: scalar.carried.as_ref(),
                row: Row::None,
                from,
            };
            cell.edit(edits, entry, Some(entry));
        } else if lists_go_on(group, &scalar.key, from) {
            edits.keep(
                &entry.place.span,
                &format!("照{}的；重新排查了才改，各行按新名单填", from.last_name()),
            );
        } else {
            state_no_more(edits, entry);
        }
    }
}

/// A cell of a row: emptied, carried over, or no longer stated where it follows from others.
fn row_cell(
    edits: &mut Edits,
    group: &Group,
    (row, entry): (&RowInput, &Entry),
    column: &Column,
    from: From,
) {
    if !row.role.is_typed() && !column_is_given(row, column) {
        return state_no_more(edits, entry);
    }
    if let Some(closing) = closing(group, row, column, from) {
        let note = format!("由{}结转", from.last_name());
        return edits.value(&entry.place.span, &typed_or(&closing, "\"\""), &note);
    }
    let cell = Cell {
        group,
        key: &column.key,
        content: &column.content,
        carried: column.carried.as_ref(),
        row: Row::Of(Name::clone(&row.key)),
        from,
    };
    cell.edit(edits, entry, row.cells.get(&column.key));
}

/// What a row begins with that goes on from another row of the period before.
fn closing<'f>(group: &Group, row: &RowInput, column: &Column, from: From<'f>) -> Option<Sum<'f>> {
    let mut fixed = from.model.fixed_rows(group);
    let named = fixed.find(|of| of.key == *row.key)?;
    let before = named.carried_from.as_ref().filter(|_| from.goes_on())?;
    let row = Row::Of(before.as_str().into());
    let formula = Formula::of_one(&column.key);
    let is_typed = matches!(column.content, Content::Given(_));
    value(&from.last.figures, group, &row, &formula).filter(|_| is_typed)
}

/// Whether a subtotal has to be given.
fn column_is_given(row: &RowInput, column: &Column) -> bool {
    matches!(row.role, RowRole::Subtotal(_)) && column.total == Total::Given
}

/// The items over which columns are repeated, rolled on where they do.
pub(super) fn items(group: &Group, input: &GroupInput, from: From) -> Vec<String> {
    if !group.each.as_ref().is_some_and(|each| each.rolls) {
        return input.items.clone();
    }
    let years = input.items.iter().map(|item| item.parse::<i32>());
    let Ok(years) = years.collect::<Result<Vec<_>, _>>() else {
        return input.items.clone();
    };
    let on = from.period.year() - from.last.inputs.period.year();
    years.iter().map(|year| (year + on).to_string()).collect()
}

/// Whether a list that goes back to this figure has something left.
fn lists_go_on(of: &Group, scalar: &str, from: From) -> bool {
    let mut on_this = from.model.groups.iter().filter(|group| {
        let ground = from.model.ground_of(group);
        ground.is_some_and(|(owner, figure)| owner.key == of.key && figure.key == scalar)
    });
    on_this.any(|group| !is_all_done(group, from.last.inputs.of(group), &from.last.figures))
}

/// A figure of a row, and the year that it comes from.
struct Cell<'a> {
    group: &'a Group,
    /// This year's column or single figure.
    key: &'a str,
    content: &'a Content,
    carried: Option<&'a Carried>,
    row: Row,
    from: From<'a>,
}

impl Cell<'_> {
    /// `was` is what last year gave for the same figure; `entry` stands in its place.
    fn edit(&self, edits: &mut Edits, entry: &Entry, was: Option<&Entry>) {
        let span = &entry.place.span;
        if self.content.formula().is_some() {
            if self.needs_unknown() {
                return edits.leave_open(span, &self.from.typed(was));
            }
            return state_no_more(edits, entry);
        }
        let (typed, last) = (self.from.typed(was), self.from.last_name());
        let is_new_year = self.from.period.year() != self.from.last.inputs.period.year();
        let goes_on = |carried: &&Carried| {
            self.from.goes_on() && was.is_some() && !(carried.within_year && is_new_year)
        };
        let Some(carried) = self.carried.filter(goes_on) else {
            if let Some(day) = self.rolled_on(was) {
                let note = format!("顺延，请核对；{typed}");
                return edits.value(span, &day.iso(), &note);
            }
            return edits.leave_open(span, &typed);
        };
        if self.is_listed() && (carried.relation == Relation::Equal || self.is_done()) {
            return edits.keep(span, &format!("照{last}的名单"));
        }
        let sum = self.sum(&carried.from.value);
        match (sum, how(carried, self.key)) {
            (None, _) => edits.leave_open(span, &typed),
            (Some(sum), How::Settled) => {
                edits.value(
                    span,
                    &typed_or(&sum, "\"\""),
                    &format!("由{last}结转，{typed}"),
                );
            }
            // A blank is nothing done.
            (Some(sum), How::Adds) => {
                let done = typed_or(&sum, "0");
                let note = format!("{last}累计 {done}，加上{}", self.plus(carried));
                edits.leave_open(span, &note);
            }
            (Some(sum), How::Grows) if sum.typed().is_empty() => edits.leave_open(span, &typed),
            (Some(sum), How::Grows) => {
                edits.leave_open(span, &format!("{last}累计 {}，只增不减", sum.typed()));
            }
            (Some(sum), How::Remains) => {
                let left = typed_or(&sum, "0");
                let note = format!("{last}未完 {left}，加上{}", self.plus(carried));
                edits.leave_open(span, &note);
            }
        }
    }

    /// A date that comes with every period, as many months later as the two periods are apart.
    fn rolled_on(&self, was: Option<&Entry>) -> Option<Day> {
        self.content.measure().filter(|of| of.date.rolls)?;
        let (last, next) = (self.from.last.inputs.period, self.from.period);
        let months = next.since(last)? * next.months();
        let day = day_of(&was?.decimal()?.value)?;
        Some(day.plus_months(months))
    }

    /// What a figure that is carried grows by.
    fn plus(&self, carried: &Carried) -> String {
        let cycle = self.from.model.office.cycle;
        carried.plus.clone().unwrap_or_else(|| match cycle {
            Cycle::Year => "本年新增的".to_owned(),
            cycle => format!("{}新增的", cycle.this_name()),
        })
    }

    fn sum(&self, formula: &Formula) -> Option<Sum<'_>> {
        value(&self.from.last.figures, self.group, &self.row, formula)
    }

    /// Whether the row stands on a list that is the same until a new one is made.
    fn is_listed(&self) -> bool {
        self.row != Row::None && self.group.ground.is_some()
    }

    /// Whether nothing is left to do of the row.
    fn is_done(&self) -> bool {
        let left = self.group.ground.iter().flat_map(|ground| &ground.left);
        let mut sums = left.map(|formula| self.sum(&formula.value));
        sums.all(|sum| sum.is_some_and(|sum| sum.is_zero()))
    }

    /// Whether it followed from a figure that was unknown, and still is: it has to be stated.
    fn needs_unknown(&self) -> bool {
        let figures = &self.from.last.figures;
        let grid = figures.grid(&self.group.key);
        let id = grid.and_then(|grid| grid.id(grid.at(&self.row)?, self.key));
        let Some(derivation) = id.and_then(|id| figures.get(id).derivation()) else {
            return false;
        };
        let terms = Derivation::terms(derivation);
        let mut needed = terms.map(|(_, id)| figures.get(*id));
        let is_unknown = |entry: &Entry| entry.typed == Typed::Unknown;
        let is_same_list = self.is_listed() && self.from.goes_on();
        is_same_list && needed.any(|figure| figure.stated.as_ref().is_some_and(is_unknown))
    }
}

/// What last year's figure is to this year's.
enum How {
    /// All of it: what was left of the money.
    Settled,
    /// It, and what this year added, which has a column of its own.
    Adds,
    /// It, and what was done since.
    Grows,
    /// What was left undone is part of it.
    Remains,
}

fn how(carried: &Carried, key: &str) -> How {
    let is_itself = |formula: &Formula| {
        let mut terms = formula.terms();
        let first = terms.next();
        first.is_some_and(|term| term.name == key) && terms.next().is_none()
    };
    let (from, opening) = (&carried.from.value, &carried.opening.value);
    match carried.relation {
        Relation::Equal if is_itself(opening) => How::Settled,
        Relation::Equal => How::Adds,
        Relation::AtLeast if is_itself(from) => How::Grows,
        Relation::AtLeast => How::Remains,
    }
}

/// Totals are stated where an office received them ready made: perhaps not
/// again. What a list had, it still has.
pub(super) fn total(
    edits: &mut Edits,
    group: &Group,
    input: &GroupInput,
    (column, entry): (&Column, &Entry),
    from: From,
) {
    let carried = column.carried.as_ref().filter(|carried| {
        let is_settled = matches!(how(carried, &column.key), How::Settled);
        is_settled && from.goes_on() && column.content.formula().is_none()
    });
    let sum = carried
        .and_then(|carried| value(&from.last.figures, group, &Row::Total, &carried.from.value));
    match sum {
        _ if is_list_done(group, input, from) => {
            let lines = edits.table_around(entry.place.span.start);
            edits.comment_out(lines);
        }
        Some(_) if group.ground.is_some() => {
            edits.keep(&entry.place.span, &format!("照{}的名单", from.last_name()));
        }
        Some(sum) => {
            let note = format!("由{}结转，{}", from.last_name(), from.typed(Some(entry)));
            edits.value(&entry.place.span, &typed_or(&sum, "\"\""), &note);
        }
        None if column.content.formula().is_some() => state_no_more(edits, entry),
        None => ask_again(edits, entry, from),
    }
}

/// A stated figure goes behind a #: it is not needed, and would contradict.
pub(super) fn state_no_more(edits: &mut Edits, entry: &Entry) {
    let line = edits.line_of(entry.place.span.start);
    edits.comment_out(line..line + 1);
}

/// Whether all that a list had was done.
pub(super) fn is_list_done(group: &Group, input: &GroupInput, from: From) -> bool {
    from.goes_on() && group.ground.is_some() && is_all_done(group, input, &from.last.figures)
}

/// Whether a row that stands only for what is not done yet has nothing left to do.
pub(super) fn is_row_done(group: &Group, input: &GroupInput, row: &RowInput, from: From) -> bool {
    let is_sparse = match &group.rows {
        Rows::Records => true,
        Rows::Set { sparse, .. } => *sparse,
        Rows::None => false,
    };
    let carried: Vec<&Carried> = input
        .columns
        .iter()
        .filter_map(|c| c.carried.as_ref())
        .collect();
    let is_done = |carried: &&Carried| {
        let sum = value(
            &from.last.figures,
            group,
            &Row::Of(Name::clone(&row.key)),
            &carried.from.value,
        );
        sum.is_some_and(|sum| sum.is_zero())
    };
    is_sparse
        && from.goes_on()
        && group.ground.is_none()
        && !carried.is_empty()
        && carried.iter().all(is_done)
}

fn typed_or(sum: &Sum, blank: &str) -> String {
    match sum.typed() {
        nothing if nothing.is_empty() => blank.to_owned(),
        number => number,
    }
}

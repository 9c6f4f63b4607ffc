//! Whether a year goes on from the one before: its opening figures are last
//! year's published closing ones, or it says why they are not.

mod earlier;
mod ground;
mod odd;
mod sum;
mod swap;
mod untouched;

pub use earlier::misstated;
pub use ground::is_all_done;
pub use sum::{Sum, value};

use std::collections::HashSet;

use ground::Lists;

use crate::diagnostic::{Code, Diagnostic};
use crate::figures::{FigureId, Ledger};
use crate::input::{GroupInput, OtherRows, RowInput};
use crate::key::{Epoch, Key, Name, Row};
use crate::language::Formula;
use crate::model::{Carried, Column, Content, Group, Model, Placed, Relation, Rows, Total};
use crate::number::Exact;

/// A figure that does not go on from last year's.
#[derive(Debug)]
pub struct Break {
    /// This year's figure; or the row that is missing.
    pub name: String,
    /// What does not go on, in one sentence with both figures.
    pub message: String,
    /// This year's figure, where there is one.
    pub id: Option<FigureId>,
}

/// Finds what does not go on from last year and is not restated with a reason;
/// restatements of what goes on all the same; and figures ten times last year's.
pub fn check(model: &Model, last: Ledger, this: Ledger) -> Vec<Diagnostic> {
    let breaks = breaks(model, last, this);
    let restated = &this.inputs.restated;
    let reasons: HashSet<&str> = restated.iter().map(|of| of.figure.as_str()).collect();
    let broken: HashSet<&str> = breaks.iter().map(|of| of.name.as_str()).collect();
    let cycle = this.inputs.period.cycle();
    let (before, both) = (cycle.last_name(), cycle.two_name());
    let mut findings = Vec::new();
    for broken in &breaks {
        if reasons.contains(broken.name.as_str()) {
            continue;
        }
        let finding = if is_after_sample(last, this) {
            Diagnostic::note(
                Code::NotCarried,
                format!("{}（{before}的文件是样例）", broken.message),
            )
        } else {
            Diagnostic::error(Code::NotCarried, broken.message.clone())
        };
        let finding = finding.at_all(this.figures.typed_places(broken.id.as_slice()));
        findings.push(finding.hint(format!(
            "请核对{both}的数；如果{before}的数确实调整过，在文件末尾写明：\n[[restated]]\nfigure = \"{}\"\nreason = \"调整的原因\"",
            broken.name
        )));
    }
    // What is restated of an earlier period is held against that period.
    let own = restated.iter();
    let own = own.filter(|of| Epoch::split(&of.figure).is_none());
    for restated in own {
        if !broken.contains(restated.figure.as_str()) {
            let message = format!("“{}”与{before}相符，不需要说明", restated.figure);
            let finding = Diagnostic::warning(Code::NotCarried, message);
            findings.push(
                finding
                    .at(restated.place.clone())
                    .hint("请删掉这一条 [[restated]]，或核对名称"),
            );
        }
    }
    findings.extend(odd::tenfold(model, last, this));
    findings.extend(swap::check(model, last, this));
    findings.extend(untouched::check(model, last, this));
    findings
}

/// A made-up year holds nobody to its figures.
fn is_after_sample(last: Ledger, this: Ledger) -> bool {
    last.inputs.sample && !this.inputs.sample
}

/// What does not go on from last year.
pub fn breaks(model: &Model, last: Ledger, this: Ledger) -> Vec<Break> {
    let mut breaks = Vec::new();
    for group in &model.groups {
        breaks.extend(singles(group, (last, this)));
        breaks.extend(rows_carried(model, group, (last, this)));
        let (before, now) = (last.inputs.of(group), this.inputs.of(group));
        let (tables, years) = ((before, now), (last, this));
        match ground::lists(model, group, now, years) {
            Lists::Open => {}
            Lists::Older => breaks.extend(ground::older(model, group, years)),
            Lists::New => breaks.extend(ground::left_out(group, tables, years)),
            Lists::Same => {
                let rows = ground::rows(group, tables, last);
                let has_all = rows.is_empty();
                breaks.extend(rows);
                breaks.extend(columns(group, tables, years, has_all));
            }
            Lists::Groundless => {
                breaks.extend(columns(group, tables, years, true));
                let carried = now.columns.iter().filter(|c| c.carried.is_some());
                breaks.extend(carried.flat_map(|column| lost_rows(group, column, tables, last)));
            }
        }
    }
    breaks
}

/// The figures of rows that both years have, and their totals where those can agree.
fn columns(
    group: &Group,
    (before, now): (&GroupInput, &GroupInput),
    years: (Ledger, Ledger),
    with_totals: bool,
) -> Vec<Break> {
    let mut breaks = Vec::new();
    let earlier_rows = OtherRows::of(group, before);
    for column in now.columns.iter() {
        let Some(carried) = &column.carried else {
            continue;
        };
        let found = breaks.len();
        for row in now.typed_rows() {
            let Some(earlier) = earlier_rows.same_as(row) else {
                continue;
            };
            let rows = [&earlier.key, &row.key].map(|key| Row::Of(Name::clone(key)));
            breaks.extend(one(group, &column.key, carried, rows, years));
        }
        // Rows that go on may still add up to something else than was published.
        let rows_go_on = with_totals && breaks.len() == found && !now.rows.is_empty();
        if rows_go_on && column.total == Total::Natural && carried.relation == Relation::Equal {
            breaks.extend(one(
                group,
                &column.key,
                carried,
                [Row::Total, Row::Total],
                years,
            ));
        }
    }
    breaks
}

/// Rows that begin with what another row of the period before ended with, column by column.
fn rows_carried(model: &Model, group: &Group, years: (Ledger, Ledger)) -> Vec<Break> {
    let mut breaks = Vec::new();
    for row in model.fixed_rows(group) {
        let Some(from) = &row.carried_from else {
            continue;
        };
        for column in group.single_columns() {
            if !matches!(column.content, Content::Given(_)) {
                continue;
            }
            let itself = || Placed::new(Formula::of_one(&column.key), column.place.clone());
            let carried = Carried {
                from: itself(),
                opening: itself(),
                relation: Relation::Equal,
                within_year: false,
                plus: None,
            };
            let rows = [from, &row.key].map(|key| Row::Of(key.as_str().into()));
            breaks.extend(one(group, &column.key, &carried, rows, years));
        }
    }
    breaks
}

/// The single figures of a group.
fn singles(group: &Group, years: (Ledger, Ledger)) -> Vec<Break> {
    let carried = group.scalars.iter();
    let carried = carried.filter_map(|scalar| Some((&scalar.key, scalar.carried.as_ref()?)));
    carried
        .filter_map(|(key, carried)| one(group, key, carried, [Row::None, Row::None], years))
        .collect()
}

fn one(
    group: &Group,
    column: &str,
    carried: &Carried,
    [before, now]: [Row; 2],
    (last, this): (Ledger, Ledger),
) -> Option<Break> {
    let closing = value(last.figures, group, &before, &carried.from.value)?;
    let opening = value(this.figures, group, &now, &carried.opening.value)?;
    if carried.within_year && last.inputs.period.year() != this.inputs.period.year() {
        return begins_anew(group, column, now, &opening, this);
    }
    let opens = opening.number();
    let goes_on = match (carried.relation, closing.published()) {
        (Relation::AtLeast, _) => opens >= closing.number(),
        // Typed to more places than were published, it has to round to what was.
        (_, Some(published)) => {
            opens == closing.number()
                || opens.to_fixed(published.places) == published.value.to_fixed(published.places)
        }
        (_, None) => opens == closing.number(),
    };
    if goes_on {
        return None;
    }
    let key = Key {
        group: group.key.as_str().into(),
        row: now,
        column: column.into(),
    };
    let id = this.figures.id(&key)?;
    let before = this.inputs.period.cycle().last_name();
    let (than, not) = if carried.relation == Relation::AtLeast {
        ("少于", "")
    } else {
        ("与", "不符")
    };
    Some(Break {
        message: format!(
            "{} {}，{than}{before}的 {} {}{not}",
            opening.label(),
            opening.told(),
            closing.label(),
            closing.told(),
        ),
        name: key.to_string(),
        id: Some(id),
    })
}

/// A figure that counts from January on and has something before it.
fn begins_anew(
    group: &Group,
    column: &str,
    row: Row,
    opening: &Sum,
    this: Ledger,
) -> Option<Break> {
    if opening.is_zero() {
        return None;
    }
    let key = Key {
        group: group.key.as_str().into(),
        row,
        column: column.into(),
    };
    Some(Break {
        message: format!(
            "{} {}，新的一年从1月算起，期初应为 0",
            opening.label(),
            opening.told()
        ),
        id: this.figures.id(&key),
        name: key.to_string(),
    })
}

/// What a reader calls a row; a record goes by its words.
fn called(group: &Group, row: &RowInput) -> String {
    if group.rows == Rows::Records {
        let texts = group.columns.iter();
        return texts
            .filter_map(|c| row.texts.get(&c.key).cloned())
            .collect();
    }
    row.label.clone()
}

/// A row that last year left something in, and that this year does not have.
fn lost_rows(
    group: &Group,
    column: &Column,
    (before, now): (&GroupInput, &GroupInput),
    last: Ledger,
) -> Vec<Break> {
    let Some(carried) = &column.carried else {
        return Vec::new();
    };
    let cycle = last.inputs.period.cycle();
    let this_year = OtherRows::of(group, now);
    let rows = before.typed_rows();
    let rows = rows.filter(|row| this_year.same_as(row).is_none());
    rows.filter_map(|row| {
        let closing = value(
            last.figures,
            group,
            &Row::Of(Name::clone(&row.key)),
            &carried.from.value,
        )?;
        let what = called(group, row);
        (closing.number() > Exact::zero()).then(|| Break {
            name: format!("{}.{}.{}", group.key, row.key, column.key),
            message: format!(
                "“{}”里{what}{}还剩{} {}，{}没有这一行",
                group.label,
                cycle.last_name(),
                column.label,
                closing.printed(),
                cycle.this_name()
            ),
            id: None,
        })
    })
    .collect()
}

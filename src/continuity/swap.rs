//! Figures typed in each other's place, by last year's pattern: either is far from its own figure
//! of last year, and near to the other's.

use std::collections::BTreeMap;

use super::{Ledger, is_after_sample};
use crate::check::ask_of_swap;
use crate::diagnostic::{Code, Diagnostic};
use crate::figures::{Figure, FigureId};
use crate::key::{Key, Name, Row};
use crate::model::{Model, Rows};
use crate::number::Exact;

/// Far from last year's: so many times more or less.
const FAR: i64 = 3;

/// Near to it: within so many per cent of the smaller one.
const NEAR: i64 = 130;

/// Where more of a row's or column's figures are far from last year's, two that look exchanged may
/// well be chance.
const MOST_FAR: usize = 8;

/// Of so few that chance would do as well.
const FEW: i64 = 10;

/// A typed figure of a row, with last year's.
struct Cell<'f> {
    id: FigureId,
    figure: &'f Figure,
    now: &'f Exact,
    before: &'f Exact,
}

/// Pairs of a column's rows, or of a row's columns, that look exchanged. Records have no lasting
/// names; and a made-up year does not show what is usual.
pub(super) fn check(model: &Model, last: Ledger, this: Ledger) -> Vec<Diagnostic> {
    if is_after_sample(last, this) {
        return Vec::new();
    }
    let cells: Vec<Cell> = this
        .figures
        .iter()
        .filter_map(|(id, figure)| cell(model, last, id, figure))
        .filter(|cell| is_far(cell.now, cell.before))
        .collect();
    let mut lines: BTreeMap<(&Name, &Name, bool), Vec<&Cell>> = BTreeMap::new();
    for cell in &cells {
        let Key { group, row, column } = &cell.figure.key;
        if let Row::Of(row) = row {
            lines.entry((group, row, true)).or_default().push(cell);
            lines.entry((group, column, false)).or_default().push(cell);
        }
    }
    let mut findings = Vec::new();
    for line in lines.values().filter(|line| line.len() <= MOST_FAR) {
        for (at, one) in line.iter().enumerate() {
            let others = line[at + 1..].iter();
            let exchanged = others.filter(|other| is_exchanged(one, other));
            findings.extend(exchanged.map(|other| finding(one, other, this)));
        }
    }
    findings
}

fn cell<'f>(model: &Model, last: Ledger<'f>, id: FigureId, figure: &'f Figure) -> Option<Cell<'f>> {
    let group = model.group(&figure.key.group)?;
    if figure.key.row_name().is_none()
        || group.rows == Rows::Records
        || figure.derivation().is_some()
    {
        return None;
    }
    let now = &figure.typed()?.value;
    let before = last
        .figures
        .get(last.figures.id(&figure.key)?)
        .value
        .as_ref()?;
    Some(Cell {
        id,
        figure,
        now,
        before,
    })
}

fn is_exchanged(one: &Cell, other: &Cell) -> bool {
    one.figure.measure.unit == other.figure.measure.unit
        && is_near(one.now, other.before)
        && is_near(other.now, one.before)
}

fn is_far(a: &Exact, b: &Exact) -> bool {
    let (small, large) = (a.min(b), a.max(b));
    *large >= Exact::integer(FEW) && *large >= small * &Exact::integer(FAR)
}

fn is_near(a: &Exact, b: &Exact) -> bool {
    let (small, large) = (a.min(b), a.max(b));
    large * &Exact::integer(100) <= small * &Exact::integer(NEAR)
}

fn finding(one: &Cell, other: &Cell, this: Ledger) -> Diagnostic {
    let before = this.inputs.period.cycle().last_name();
    let told = |cell: &Cell| {
        let (label, now) = (&cell.figure.label, cell.figure.printed());
        format!("{label} {now}（{before} {}）", cell.before.to_plain())
    };
    let question = ask_of_swap(one.figure, other.figure);
    let message = format!("{question}{}，{}", told(one), told(other));
    Diagnostic::warning(Code::Swapped, message)
        .subject(
            &one.figure.key,
            format!("{}/{}", one.figure.printed(), other.figure.printed()),
        )
        .at_all(this.figures.typed_places(&[one.id, other.id]))
        .hint(format!("对调以后两个数都与{before}相近；请核对来文"))
}

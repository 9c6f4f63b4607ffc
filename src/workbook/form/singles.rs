//! The sheet of a group's single figures.

use std::collections::BTreeSet;

use super::super::Address;
use super::formula::Located;
use super::plan::{Draft, Ground, Waiting, key, sheet_name};
use super::{Cell, Content, Part, Sheet, cells, style};
use crate::figures::{Figure, FigureId};
use crate::key::{Epoch, Key, Row};
use crate::model::{Group, Scalar};
use crate::width::width;

/// The columns of the sheet, behind that of the hidden names.
const NAME: u32 = 1;
const VALUE: u32 = 2;
const UNIT: u32 = 3;
const STATED: u32 = 4;
const FIRST_EARLIER: u32 = 6;
const HEAD: u32 = 2;

pub(super) fn draft(
    ground: &Ground,
    group: &Group,
    names: &mut BTreeSet<String>,
    index: usize,
) -> Draft {
    let has_table = !ground.inputs.of(group).columns.is_empty();
    let name = if has_table {
        format!("{}（单项）", group.label)
    } else {
        group.label.clone()
    };
    let mut sheet = Sheet {
        name: sheet_name(&name, names),
        has_keys: true,
        frozen: Some(Address::new(HEAD + 1, VALUE)),
        ..Sheet::default()
    };
    heads(ground, group, &mut sheet);
    let mut draft = Draft {
        sheet,
        located: Vec::new(),
        waiting: Vec::new(),
        open: 0,
    };
    for (scalar, row) in group.scalars.iter().zip(HEAD + 1..) {
        line(ground, group, scalar, (row, index), &mut draft);
    }
    draft
}

fn heads(ground: &Ground, group: &Group, sheet: &mut Sheet) {
    let marker = ground.marker(&group.key);
    sheet.put(Address::new(0, 0), key(marker));
    for (column, name) in [(NAME, "names"), (VALUE, "value"), (STATED, "stated")] {
        sheet.put(Address::new(0, column), key(name));
    }
    let title = format!("{}　{}", group.label, ground.inputs.period);
    sheet.put_over(
        Address::new(1, NAME),
        Address::new(1, STATED),
        Cell::text(Part::Title, title),
    );
    let heads = [
        (NAME, "项目"),
        (VALUE, "数"),
        (UNIT, "单位"),
        (STATED, "收到的数（可不填）"),
    ];
    for (column, text) in heads {
        sheet.put(Address::new(HEAD, column), Cell::text(Part::Head, text));
    }
    for (epoch, column) in Epoch::ALL.into_iter().zip(FIRST_EARLIER..) {
        let has_any = group
            .scalars
            .iter()
            .any(|of| found(ground, group, of, epoch).is_some());
        if has_any {
            let called = ground.model.epoch_name(epoch);
            let text = format!("{called}（对照用）");
            sheet.put(Address::new(0, column), key(epoch.name()));
            sheet.put(Address::new(HEAD, column), Cell::text(Part::Head, text));
            sheet.widths.insert(column, 16);
        }
    }
    let widest = group
        .scalars
        .iter()
        .map(|scalar| width(&scalar.label))
        .max();
    let widest = u32::try_from(widest.unwrap_or(0)).unwrap_or(0);
    sheet.widths.insert(NAME, (widest + 2).clamp(16, 60));
    sheet.widths.insert(VALUE, 14);
    sheet.widths.insert(STATED, 18);
}

fn key_of(group: &Group, scalar: &Scalar) -> Key {
    Key {
        group: group.key.as_str().into(),
        row: Row::None,
        column: scalar.key.as_str().into(),
    }
}

/// What an earlier period has of a single figure, and by what this one's formulas name it.
fn found<'a>(
    ground: &Ground<'a>,
    group: &Group,
    scalar: &Scalar,
    epoch: Epoch,
) -> Option<(Option<FigureId>, &'a Figure)> {
    let key = key_of(group, scalar);
    if let Some(id) = ground.figures.id(&key.clone().of_epoch(epoch)) {
        return Some((Some(id), ground.figures.get(id)));
    }
    let then = ground
        .earlier
        .of(epoch)
        .filter(|_| epoch == Epoch::Last)?
        .figures;
    Some((None, then.get(then.id(&key)?)))
}

fn line(
    ground: &Ground,
    group: &Group,
    scalar: &Scalar,
    (row, index): (u32, usize),
    draft: &mut Draft,
) {
    let id = ground.figures.id(&key_of(group, scalar));
    let (Some(id), Some(measure)) = (id, scalar.content.measure()) else {
        return;
    };
    let figure = ground.figures.get(id);
    let at = |column| Address::new(row, column);
    let entry = ground.inputs.of(group).scalars.get(&scalar.key);
    let is_derived = scalar.content.formula().is_some();
    draft.located.push((
        id,
        Located {
            sheet: index,
            at: at(VALUE),
            stated: is_derived.then_some(at(STATED)),
        },
    ));
    let sheet = &mut draft.sheet;
    sheet.put(at(0), key(format!("single:{}", scalar.key)));
    sheet.put(at(NAME), Cell::text(Part::Name(0), &scalar.label));
    sheet.put(at(UNIT), Cell::text(Part::Plain, style::unit(measure)));
    if is_derived {
        sheet.put(at(VALUE), cells::derived(figure));
        sheet.put(at(STATED), cells::received(entry, measure, figure));
        draft.waiting.push((at(VALUE), Waiting::Figure(id)));
    } else {
        let last = found(ground, group, scalar, Epoch::Last);
        let last = last.map_or_else(String::new, |(_, figure)| {
            format!("；{} {}", ground.last_name(), figure.told())
        });
        let cell = cells::typed(entry, measure, figure, &scalar.label, &last);
        let is_open = matches!(&cell.content, Content::Text(text) if super::plan::is_open(text));
        draft.open += usize::from(is_open);
        sheet.put(at(VALUE), cell);
    }
    for (epoch, column) in Epoch::ALL.into_iter().zip(FIRST_EARLIER..) {
        if let Some((id, figure)) = found(ground, group, scalar, epoch) {
            draft.sheet.put(at(column), cells::earlier(figure));
            draft.located.extend(id.map(|id| {
                let located = Located {
                    sheet: index,
                    at: at(column),
                    stated: None,
                };
                (id, located)
            }));
        }
    }
}

//! The sheet of the texts, and of what stands at the head of the document.

use std::collections::BTreeSet;

use super::super::Address;
use super::plan::{Ground, key, sheet_name};
use super::{Cell, Content, Part, Rule, Sheet};
use crate::calendar::Period;
use crate::input::TO_FILL;
use crate::language::{Piece, Wording};
use crate::model::TextField;

const GROUP: u32 = 1;
const NAME: u32 = 2;
const VALUE: u32 = 3;
const LAST: u32 = 4;
const HEAD: u32 = 2;

pub(super) fn sheet(ground: &Ground, names: &mut BTreeSet<String>) -> Sheet {
    let mut sheet = Sheet {
        name: sheet_name("文字", names),
        has_keys: true,
        frozen: Some(Address::new(HEAD + 1, VALUE)),
        ..Sheet::default()
    };
    let marker = ground.marker("");
    sheet.put(Address::new(0, 0), key(marker));
    sheet.put(Address::new(0, VALUE), key("value"));
    let title = format!("文字　{}", ground.inputs.period);
    sheet.put_over(
        Address::new(1, GROUP),
        Address::new(1, LAST),
        Cell::text(Part::Title, title),
    );
    let last = format!("{}的（对照用）", ground.last_name());
    let heads = [
        (GROUP, "哪一部分"),
        (NAME, "项目"),
        (VALUE, "内容"),
        (LAST, last.as_str()),
    ];
    for (column, text) in heads {
        sheet.put(Address::new(HEAD, column), Cell::text(Part::Head, text));
    }
    for (column, width) in [(GROUP, 20), (NAME, 30), (VALUE, 70), (LAST, 50)] {
        sheet.widths.insert(column, width);
    }
    let mut row = HEAD + 1;
    if ground.model.office.number.is_some() {
        head_line(ground, &mut sheet, row, ("number", "发文顺序号"));
        row += 1;
    }
    head_line(ground, &mut sheet, row, ("date", "成文日期"));
    row += 1;
    for group in &ground.model.groups {
        for field in &group.texts {
            let last = ground.earlier.last.and_then(|last| {
                let said = last.inputs.of(group).texts.get(&field.key)?;
                Some(plain(&said.value, last.inputs.period))
            });
            let text = ground.words(&[&group.key, &field.key]);
            let name = format!("text:{}.{}", group.key, field.key);
            let cell = text_cell(field, text);
            line(&mut sheet, row, (name, &group.label, &field.label), cell);
            let last = Cell::text(Part::Earlier, last.unwrap_or_default());
            sheet.put(Address::new(row, LAST), last);
            row += 1;
        }
    }
    sheet
}

fn line(sheet: &mut Sheet, row: u32, (name, group, label): (String, &str, &str), cell: Cell) {
    sheet.put(Address::new(row, 0), key(name));
    sheet.put(Address::new(row, GROUP), Cell::text(Part::Plain, group));
    sheet.put(Address::new(row, NAME), Cell::text(Part::Plain, label));
    sheet.put(Address::new(row, VALUE), cell);
}

/// A key at the head of the input.
fn head_line(ground: &Ground, sheet: &mut Sheet, row: u32, (name, label): (&str, &str)) {
    let item = ground.written.get(name);
    let number = item.and_then(toml_edit::Item::as_integer);
    let content = match number {
        Some(number) => Content::Number(number.to_string()),
        None => match ground.words(&[name]) {
            text if text.is_empty() => Content::Text(TO_FILL.to_owned()),
            text => Content::Text(text),
        },
    };
    let cell = Cell {
        content,
        part: Part::Words,
        digits: if number.is_some() {
            "0".to_owned()
        } else {
            "@".to_owned()
        },
        ..Cell::default()
    };
    line(sheet, row, (format!("text:{name}"), "公文", label), cell);
}

fn text_cell(field: &TextField, text: String) -> Cell {
    let note = match (field.day, field.optional) {
        (true, _) => "月和日，如 9月25日",
        (false, true) => "可以不填；分段按 Alt+Enter",
        (false, false) => "要填；分段按 Alt+Enter",
    };
    Cell {
        digits: "@".to_owned(),
        rule: (!field.choices.is_empty()).then(|| Rule::Choice(field.choices.clone())),
        note: format!("{}：{note}", field.label),
        ..Cell::text(Part::Words, text)
    }
}

/// A wording of which only times are known: heads of columns, the texts of another period.
pub(super) fn plain(wording: &Wording, period: Period) -> String {
    let pieces = wording.pieces.iter().map(|piece| match piece {
        Piece::Text(text) => text.clone(),
        Piece::Time(time) => time.told(period),
        Piece::Name { name, .. } => format!("{{{name}}}"),
        Piece::Call { .. } => "…".to_owned(),
    });
    pieces.collect()
}

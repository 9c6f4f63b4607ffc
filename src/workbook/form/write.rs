//! A form as the bytes of an .xlsx file.

use std::collections::HashMap;

use rust_xlsxwriter::{
    Color, ConditionalFormatFormula, DataValidation, DocProperties, ExcelDateTime, Format,
    FormatAlign, FormatBorder, Formula, ProtectionOptions, Workbook, Worksheet, XlsxError,
};

use super::super::Address;
use super::{Cell, Content, Form, Part, Rule, Sheet};
use crate::input::TO_FILL;
use crate::width::cut;

/// What a validation may be told in, by the program that opens the form.
const MOST_NOTE: usize = 120;
const POINTS_A_LINE: u32 = 15;
/// Choices of more characters are not listed in a cell.
const MOST_CHOICES: usize = 250;

/// The bytes of a form; the same form gives the same bytes.
///
/// # Errors
/// What the writer refuses: too many columns or rows.
pub fn write(form: &Form) -> Result<Vec<u8>, String> {
    bytes(form).map_err(|error| error.to_string())
}

fn bytes(form: &Form) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    let day = ExcelDateTime::from_ymd(2000, 1, 1)?;
    let properties = DocProperties::new()
        .set_title(&form.title)
        .set_creation_datetime(&day);
    workbook.set_properties(&properties);
    let mut formats = Formats::default();
    for sheet in &form.sheets {
        let page = workbook.add_worksheet();
        page.set_name(&sheet.name)?;
        page.set_formula_result_default("");
        write_sheet(page, sheet, &mut formats)?;
    }
    workbook.save_to_buffer()
}

/// The formats of cells, made once each.
#[derive(Default)]
struct Formats(HashMap<(Part, String), Format>);

impl Formats {
    fn of(&mut self, part: Part, digits: &str) -> Format {
        let key = (part, digits.to_owned());
        self.0
            .entry(key)
            .or_insert_with(|| format(part, digits))
            .clone()
    }
}

fn format(part: Part, digits: &str) -> Format {
    let plain = Format::new().set_font_name("宋体").set_font_size(11);
    let boxed = plain
        .clone()
        .set_border(FormatBorder::Thin)
        .set_border_color(Color::RGB(0x00A6_A6A6));
    let format = match part {
        Part::Key => plain.set_font_color(Color::RGB(0x00BF_BFBF)),
        Part::Title => plain
            .set_bold()
            .set_font_size(16)
            .set_align(FormatAlign::Left),
        Part::Plain => plain.set_text_wrap().set_align(FormatAlign::VerticalCenter),
        Part::Head => boxed
            .set_bold()
            .set_text_wrap()
            .set_align(FormatAlign::Center)
            .set_align(FormatAlign::VerticalCenter)
            .set_background_color(Color::RGB(0x00ED_EDED)),
        Part::Name(level) => boxed
            .set_text_wrap()
            .set_indent(level)
            .set_align(FormatAlign::VerticalCenter),
        Part::Fill => boxed
            .set_unlocked()
            .set_background_color(Color::RGB(0x00FF_F2CC)),
        Part::Optional => boxed
            .set_unlocked()
            .set_background_color(Color::RGB(0x00FF_FBF0)),
        Part::Words => boxed
            .set_unlocked()
            .set_text_wrap()
            .set_align(FormatAlign::Top)
            .set_background_color(Color::RGB(0x00DD_EBF7)),
        Part::Derived => boxed,
        Part::Earlier => plain
            .set_font_color(Color::RGB(0x0080_8080))
            .set_text_wrap()
            .set_align(FormatAlign::VerticalCenter),
        Part::Difference => boxed.set_font_color(Color::RGB(0x00C0_0000)),
    };
    if digits.is_empty() {
        format
    } else {
        format.set_num_format(digits)
    }
}

fn write_sheet(
    page: &mut Worksheet,
    sheet: &Sheet,
    formats: &mut Formats,
) -> Result<(), XlsxError> {
    for (column, width) in &sheet.widths {
        page.set_column_width(small(*column), *width)?;
    }
    for (first, last) in &sheet.merged {
        let cell = sheet.cells.get(first).cloned().unwrap_or_default();
        let format = formats.of(cell.part, &cell.digits);
        page.merge_range(
            first.row,
            small(first.column),
            last.row,
            small(last.column),
            "",
            &format,
        )?;
    }
    for (at, cell) in &sheet.cells {
        let format = formats.of(cell.part, &cell.digits);
        put(page, *at, cell, &format)?;
        let rule = validation(*at, cell)?;
        if let Some(rule) = rule {
            page.add_data_validation(at.row, small(at.column), at.row, small(at.column), &rule)?;
        }
    }
    if sheet.has_keys {
        page.set_row_hidden(0)?;
        page.set_column_hidden(0)?;
        mark_open(page, sheet)?;
    }
    for (row, lines) in &sheet.heights {
        page.set_row_height(*row, lines * POINTS_A_LINE)?;
    }
    page.set_hidden(sheet.is_hidden);
    if let Some(frozen) = sheet.frozen {
        page.set_freeze_panes(frozen.row, small(frozen.column))?;
    }
    if let Some((first, last)) = sheet.head_rows {
        page.set_repeat_rows(first, last)?;
    }
    page.set_landscape()
        .set_paper_size(9)
        .set_print_fit_to_pages(1, 0);
    page.protect_with_options(&ProtectionOptions {
        format_cells: true,
        format_columns: true,
        format_rows: true,
        ..ProtectionOptions::new()
    });
    Ok(())
}

/// What is still to be filled in stands out until it is.
fn mark_open(page: &mut Worksheet, sheet: &Sheet) -> Result<(), XlsxError> {
    let cells = sheet.cells.iter();
    let mut cells = cells.filter(|(_, cell)| matches!(cell.part, Part::Fill | Part::Words));
    let Some((first, _)) = cells.next() else {
        return Ok(());
    };
    let (mut last, mut left) = (*first, first.column);
    for (at, _) in cells {
        last = Address::new(last.row.max(at.row), last.column.max(at.column));
        left = left.min(at.column);
    }
    let first = Address::new(first.row, left);
    let red = Format::new()
        .set_font_color(Color::RGB(0x00C0_0000))
        .set_bold();
    let rule = ConditionalFormatFormula::new()
        .set_rule(Formula::new(format!("{first}=\"{TO_FILL}\"")))
        .set_format(red);
    page.add_conditional_format(
        first.row,
        small(first.column),
        last.row,
        small(last.column),
        &rule,
    )?;
    Ok(())
}

fn put(page: &mut Worksheet, at: Address, cell: &Cell, format: &Format) -> Result<(), XlsxError> {
    let (row, column) = (at.row, small(at.column));
    match &cell.content {
        Content::Empty => page.write_blank(row, column, format)?,
        Content::Text(text) => page.write_string_with_format(row, column, text, format)?,
        Content::Number(text) => write_number(page, (row, column), text, format)?,
        Content::Formula(formula, result) => {
            let formula = Formula::new(formula).set_result(result);
            page.write_formula_with_format(row, column, formula, format)?
        }
    };
    Ok(())
}

/// The one place where a figure becomes a binary fraction: a spreadsheet has nothing else. Of a
/// number of fifteen digits or fewer the same digits come back.
#[allow(
    clippy::disallowed_types,
    reason = "a spreadsheet's numbers are binary fractions"
)]
fn write_number<'p>(
    page: &'p mut Worksheet,
    (row, column): (u32, u16),
    text: &str,
    format: &Format,
) -> Result<&'p mut Worksheet, XlsxError> {
    match text.parse::<f64>() {
        Ok(number) => page.write_number_with_format(row, column, number, format),
        Err(_) => page.write_string_with_format(row, column, text, format),
    }
}

/// What may be typed into a cell, and what is told of it.
fn validation(at: Address, cell: &Cell) -> Result<Option<DataValidation>, XlsxError> {
    if cell.rule.is_none() && cell.note.is_empty() {
        return Ok(None);
    }
    let note = cut(&cell.note, MOST_NOTE);
    let validation = DataValidation::new().set_input_message(note)?;
    let validation = match &cell.rule {
        None => validation.allow_any_value(),
        Some(Rule::Choice(choices)) => {
            let length: usize = choices
                .iter()
                .map(|choice| choice.chars().count() + 1)
                .sum();
            // A comma parts the choices.
            if length > MOST_CHOICES || choices.iter().any(|choice| choice.contains(',')) {
                validation.allow_any_value()
            } else {
                let refusal = "请从下拉的各项里选一项";
                validation
                    .allow_list_strings(choices)?
                    .set_error_message(refusal)?
            }
        }
        Some(Rule::Date) => {
            // What is typed as words is told of when it is imported.
            let rule = format!("IF(ISNUMBER({at}),AND({at}=INT({at}),{at}>=DATE(1949,1,1)),TRUE)");
            let refusal = "请写日期，如 2023-9-25；没有的清空，有而手头没有的写 ?";
            validation
                .allow_custom(Formula::new(rule))
                .set_error_message(refusal)?
        }
        Some(Rule::Number {
            is_whole,
            may_be_negative,
        }) => {
            let mut parts = Vec::new();
            if *is_whole {
                parts.push(format!("{at}=INT({at})"));
            }
            if !may_be_negative {
                parts.push(format!("{at}>=0"));
            }
            let number = if parts.is_empty() {
                "TRUE".to_owned()
            } else {
                format!("AND({})", parts.join(","))
            };
            let rule =
                format!("IF(ISNUMBER({at}),{number},OR({at}=\"\",{at}=\"?\",{at}=\"{TO_FILL}\"))");
            let what = match (is_whole, may_be_negative) {
                (true, false) => "请写不小于 0 的整数",
                (true, true) => "请写整数",
                (false, false) => "请写不小于 0 的数",
                (false, true) => "请写数",
            };
            let refusal = format!("{what}，不写单位；没有此项任务的清空，有数而手头没有的写 ?");
            validation
                .allow_custom(Formula::new(rule))
                .set_error_message(refusal)?
        }
    };
    Ok(Some(validation.set_error_title("不能这样填")?))
}

/// Columns beyond the last are refused by the writer.
fn small(column: u32) -> u16 {
    u16::try_from(column).unwrap_or(u16::MAX)
}

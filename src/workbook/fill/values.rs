//! The cells of a workbook as figures and words, in the units and digits of the input.

use std::collections::{BTreeMap, HashSet};

use super::super::read::{Found, Meant, Reader, Shown, converted, factor, meant, plain};
use super::super::{Slot, Target, Wanted};
use super::{CellOf, Filling, TypedOver, Value};
use crate::calendar::Day;
use crate::diagnostic::{Code, Diagnostic, closest};
use crate::input::TO_FILL;
use crate::key::Row;
use crate::model::{Kind, Measure, YEARS_OF_DATES};
use crate::number::Decimal;

/// What a cell comes to, or why not.
type Read = Result<Value, Diagnostic>;

/// All that a workbook fills in, and what stands where formulas stood.
pub(super) fn of_book(
    reader: &mut Reader,
    number: usize,
    base: &BTreeMap<String, String>,
    found: Vec<Found>,
) -> (Vec<Filling>, Vec<TypedOver>) {
    let told = told_rows(reader, &found);
    let (mut fillings, mut typed_over) = (Vec::new(), Vec::new());
    for found in found {
        let is_optional = is_optional_row(reader, &found);
        let is_told = told.contains(&(found.page, found.row.clone()));
        if is_optional && !is_told {
            continue;
        }
        if let Wanted::Derived(measure) = &found.slot.wanted {
            typed_over.extend(over(reader, &found, measure));
            continue;
        }
        let value = match read(reader, &found) {
            Ok(Some(value)) => value,
            Ok(None) => continue,
            Err(finding) => {
                reader.find(finding, found.page, found.at);
                continue;
            }
        };
        let place = reader.place(found.page, found.at);
        let page = &reader.book.pages[found.page];
        let target = own_row(&found.slot.target, number, found.page);
        fillings.push(Filling {
            base: base.get(&found.slot.target.to_string()).cloned(),
            target,
            label: found.slot.label,
            value,
            cell: CellOf {
                book: number,
                sheet: page.name.clone(),
                at: found.at,
                place,
            },
        });
    }
    (fillings, typed_over)
}

/// The rows that say anything at all.
fn told_rows(reader: &Reader, found: &[Found]) -> HashSet<(usize, String)> {
    let told = found.iter().filter(|found| {
        let page = &reader.book.pages[found.page];
        let is_derived = matches!(found.slot.wanted, Wanted::Derived(_));
        !is_derived
            && page
                .get(found.at)
                .is_some_and(|shown| meant(&shown.text()) != Meant::ToFill)
    });
    told.map(|found| (found.page, found.row.clone())).collect()
}

/// Whether a row may be left out: a record that is still to come, a row that the input has not.
fn is_optional_row(reader: &Reader, found: &Found) -> bool {
    let (Target::Figure(key) | Target::Word(key)) = &found.slot.target else {
        return false;
    };
    let Row::Of(row) = &key.row else {
        return false;
    };
    let group = reader.model.group(&key.group);
    group.is_some_and(|group| !reader.inputs.of(group).rows.contains_key(row))
}

/// New records of two workbooks, or two sheets, are not the same.
fn own_row(target: &Target, book: usize, page: usize) -> Target {
    let own = |key: &crate::key::Key| {
        let mut key = key.clone();
        if let Row::Of(row) = &key.row
            && row.starts_with('+')
        {
            key.row = Row::Of(format!("{row}@{book}.{page}").into());
        }
        key
    };
    match target {
        Target::Figure(key) => Target::Figure(own(key)),
        Target::Word(key) => Target::Word(own(key)),
        other => other.clone(),
    }
}

/// What a cell fills in; nothing where it leaves things as they are.
fn read(reader: &Reader, found: &Found) -> Result<Option<Value>, Diagnostic> {
    let shown = reader.book.pages[found.page].get(found.at);
    let slot = &found.slot;
    match &slot.wanted {
        Wanted::Number(measure) => {
            let Some(shown) = shown else {
                // A number at the head has to be there.
                let is_head = matches!(slot.target, Target::Head(_));
                return Ok((!is_head).then_some(Value::Blank));
            };
            figure(
                reader.inputs.period.year(),
                shown,
                measure,
                (slot, found.unit.as_ref()),
            )
            .map(Some)
        }
        Wanted::Stated(measure) => match shown {
            Some(shown) => match figure(
                reader.inputs.period.year(),
                shown,
                measure,
                (slot, found.unit.as_ref()),
            )? {
                Value::Blank | Value::ToFill => Ok(None),
                value => Ok(Some(value)),
            },
            None => Ok(None),
        },
        Wanted::Words { choices, .. } => match shown {
            Some(shown) => words(shown, choices, slot).map(|value| value.map(Value::Words)),
            None => Ok(None),
        },
        Wanted::Derived(_) => Ok(None),
    }
}

/// What was typed into a cell of its own, as the same cell of a workbook would be read; nothing where
/// words are still to be filled in, or nothing was received.
///
/// # Errors
/// Why nothing like that may stand there.
pub fn read_typed(text: &str, slot: &Slot, year: i32) -> Result<Option<Value>, Diagnostic> {
    let shown = Shown::Text(text.to_owned());
    match &slot.wanted {
        Wanted::Number(measure) | Wanted::Stated(measure) => {
            figure(year, &shown, measure, (slot, None)).map(Some)
        }
        Wanted::Words { choices, optional } => {
            let words = words(&shown, choices, slot)?;
            let is_left_out = *optional && text.trim().is_empty();
            Ok(words.or(is_left_out.then(String::new)).map(Value::Words))
        }
        Wanted::Derived(_) => {
            let message = format!("{}由程序计算，不用填", slot.label);
            let hint = "收到的数填到“收到的”一格";
            Err(Diagnostic::error(Code::BadNumber, message).hint(hint))
        }
    }
}

/// A figure or a day.
fn figure(year: i32, shown: &Shown, measure: &Measure, of: (&Slot, Option<&String>)) -> Read {
    if measure.kind == Kind::Date {
        return day(shown, &of.0.label, year);
    }
    number(shown, measure, of)
}

/// A day, as a spreadsheet or a clerk writes it; one without a year is of the period's.
fn day(shown: &Shown, label: &str, year: i32) -> Read {
    let text = match shown {
        Shown::Text(text) => match meant(text) {
            Meant::Blank => return Ok(Value::Blank),
            Meant::Unknown => return Ok(Value::Unknown),
            Meant::ToFill => return Ok(Value::ToFill),
            Meant::Number(..) | Meant::Words => text.trim().to_owned(),
        },
        Shown::Number(digits) => digits.held.clone(),
        // With the time of day, as some programs keep it.
        Shown::Other("日期", text) => text.split('T').next().unwrap_or(text).to_owned(),
        Shown::Other(_, text) => text.clone(),
    };
    let of_year = |month, day| Day::new(year, month, day);
    // 9.25 in a cell of numbers is nine and a quarter.
    let is_number = matches!(shown, Shown::Number(_)) && text.contains('.');
    let found = Day::guess(&text, of_year);
    let found = found.filter(|day| !is_number && YEARS_OF_DATES.contains(&day.year));
    found.map(Value::Day).ok_or_else(|| {
        let what = match shown {
            Shown::Number(_) => "数 ",
            Shown::Other(what, _) if *what != "日期" => what,
            _ => "",
        };
        let message = format!("{label}应为日期，这里是{what}“{text}”");
        let hint = "请写 2023-9-25 或 2023年9月25日；显示成数的，把格子的格式改成日期；没有的清空";
        Diagnostic::error(Code::BadDate, message).hint(hint)
    })
}

/// A figure in its own unit, with the digits that the cell shows; `of` is what the cell means, and
/// in what its head says that it is counted.
fn number(shown: &Shown, measure: &Measure, of: (&Slot, Option<&String>)) -> Read {
    let (slot, unit_of_head) = of;
    let label = &slot.label;
    let (text, unit) = match shown {
        Shown::Number(digits) => {
            if measure.kind == Kind::Count && digits.held.contains('.') {
                return Err(not_whole(label, &digits.held, measure));
            }
            (digits.shown.clone(), digits.unit.clone())
        }
        Shown::Text(text) => match meant(text) {
            Meant::Blank => return Ok(Value::Blank),
            Meant::Unknown => return Ok(Value::Unknown),
            Meant::ToFill => return Ok(Value::ToFill),
            Meant::Number(text, unit) => (text, unit),
            Meant::Words => {
                let message = format!("{label}应为数，这里是“{}”", text.trim());
                let hint = "请写一个数；没有此项任务的清空，有数而手头没有的写 ?";
                return Err(Diagnostic::error(Code::BadNumber, message).hint(hint));
            }
        },
        Shown::Other(what, text) => {
            let message = format!("{label}应为数，这里是{what}“{text}”");
            let hint = match *what {
                "日期" => "多半是输入时被改成了日期：把格子的格式改成“常规”，重新输入数",
                _ => "请改正公式，或直接写数",
            };
            return Err(Diagnostic::error(Code::BadNumber, message).hint(hint));
        }
    };
    // What is written behind the number goes before what the head says.
    let said = if unit.is_empty() {
        unit_of_head.cloned().unwrap_or_default()
    } else {
        unit
    };
    let Some(factor) = factor(&said, measure) else {
        let own = measure.sign_or_unit();
        let own = if own.is_empty() {
            "不带单位".to_owned()
        } else {
            format!("单位是{own}")
        };
        let message = format!("{label}{own}，这里写的是“{said}”");
        let hint = "请核对是不是填错了格，或换算成那个单位";
        return Err(Diagnostic::error(Code::BadNumber, message).hint(hint));
    };
    sound(&converted(&text, &factor), measure, label)
}

/// A number that the figure can be.
fn sound(text: &str, measure: &Measure, label: &str) -> Read {
    let Ok(decimal) = Decimal::parse(text) else {
        let message = format!("{label}“{text}”位数太多");
        let hint = "请核对是否多打了数字";
        return Err(Diagnostic::error(Code::BadNumber, message).hint(hint));
    };
    if decimal.value.is_negative() && !measure.signed {
        let message = format!("{label}不能是负数，这里是 {text}");
        return Err(Diagnostic::error(Code::BadNumber, message)
            .hint("请核对；没有此项任务的清空，没有完成写 0"));
    }
    if measure.kind != Kind::Count {
        return Ok(Value::Number(decimal.text.into()));
    }
    if !decimal.value.is_integer() {
        return Err(not_whole(label, text, measure));
    }
    Ok(Value::Number(decimal.value.to_plain()))
}

fn not_whole(label: &str, text: &str, measure: &Measure) -> Diagnostic {
    let message = format!("{label}应为整数{}，这里是 {text}", measure.bracketed_unit());
    Diagnostic::error(Code::BadNumber, message).hint("请核对小数点，或是否填错了格")
}

/// Words as they are shown; of given ones, the one that is meant.
fn words(shown: &Shown, choices: &[String], slot: &Slot) -> Result<Option<String>, Diagnostic> {
    let text = match shown {
        Shown::Text(text) => text.trim().replace("\r\n", "\n"),
        Shown::Number(digits) => digits.shown.clone(),
        Shown::Other("日期", text) => without_year(text),
        Shown::Other(what, text) => {
            let message = format!("{}应为文字，这里是{what}“{text}”", slot.label);
            return Err(Diagnostic::error(Code::BadText, message).hint("请重新填写"));
        }
    };
    if text == TO_FILL || text.is_empty() {
        return Ok(None);
    }
    if choices.is_empty() {
        return Ok(Some(text));
    }
    let wanted = plain(&text);
    let mut same = choices.iter().filter(|choice| plain(choice) == wanted);
    if let Some(choice) = same.next() {
        return Ok(Some(choice.clone()));
    }
    let message = format!("{}不能是“{text}”", slot.label);
    let finding = Diagnostic::error(Code::BadText, message);
    let near = closest(&text, choices.iter().map(String::as_str));
    Err(match near {
        Some(near) => finding.hint(format!("是否应为 {near}？")),
        None => finding.hint(format!("只能是 {}", choices.join("、"))),
    })
}

/// A day that a spreadsheet took for one: its year is that of the period.
fn without_year(text: &str) -> String {
    text.split_once('年')
        .map_or(text, |(_, rest)| rest)
        .to_owned()
}

/// What was typed where a figure follows from others.
fn over(reader: &mut Reader, found: &Found, measure: &Measure) -> Option<TypedOver> {
    let page = &reader.book.pages[found.page];
    let is_formula = page.formulas.contains(&page.first_of(found.at));
    if is_formula || !reader.book.tells_all {
        return None;
    }
    let Target::Figure(key) = found.slot.target.clone() else {
        return None;
    };
    let shown = page.get(found.at)?;
    let Ok(Value::Number(number)) = number(shown, measure, (&found.slot, found.unit.as_ref()))
    else {
        return None;
    };
    Some(TypedOver {
        key,
        label: found.slot.label.clone(),
        number,
        place: reader.place(found.page, found.at),
    })
}

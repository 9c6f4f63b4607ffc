use std::borrow::Cow;
use std::collections::HashMap;

use indexmap::IndexMap;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::cell::{self, type_name};
use super::group;
use super::lost::{self, Lost};
use super::recover::{Recovered, blank, recover, sound};
use super::table::{Reading, Table};
use super::{GroupInput, Inputs, Sets, TO_FILL, Typed, earlier, elements, lists, records, syntax};
use crate::calendar::{Cycle, Day, Period};
use crate::diagnostic::{Code, Diagnostic};
use crate::key::{Epoch, Name};
use crate::model::{Demand, FormKey, Kind, Measure, Model, Office};
use crate::source::{SourceId, Sources};

/// Reads a year's input with all its faults: what could be read, the rest as faulty.
pub fn read(
    source: SourceId,
    sources: &Sources,
    model: &Model,
) -> (Option<Inputs>, Vec<Diagnostic>) {
    let file = sources.get(source);
    let text = &file.text;
    let lost = lost::heads(text, model);
    let whole = without(text, &lost);
    let sound = sound(&whole);
    let recovered = match sound {
        Some(_) => Recovered::default(),
        None => recover(&whole),
    };
    let root = sound.unwrap_or_else(|| DeTable::parse_recoverable(&recovered.text).0);
    let (mut findings, broken) = syntax::findings(source, file, &recovered.broken);
    findings.extend(lost.iter().map(|lost| lost.finding(source, file)));
    if recovered.is_hopeless {
        findings.truncate(3);
        return (None, findings);
    }
    let mut reading = Reading {
        source,
        text,
        broken,
        lost,
        findings,
        open: Vec::new(),
        texts: Vec::new(),
        model,
    };
    let inputs = root_table(&mut reading, &root, model);
    (inputs, reading.findings)
}

/// The text with blanks for what lost its head; bytes keep their places.
fn without<'t>(text: &'t str, lost: &[Lost]) -> Cow<'t, str> {
    if lost.is_empty() {
        return Cow::Borrowed(text);
    }
    let mut text = text.to_owned();
    for lost in lost {
        blank(&mut text, lost.block.clone());
    }
    Cow::Owned(text)
}

fn root_table(reading: &mut Reading, root: &Spanned<DeTable>, model: &Model) -> Option<Inputs> {
    let mut table = Table::new(root.get_ref(), "", 0..0);
    let period = period(reading, &mut table, model.office.cycle);
    kind(reading, &mut table);
    let number = number(reading, &mut table, &model.office);
    let open_number = !reading.open.is_empty();
    let issued = issued(reading, &mut table, period);
    let open_date = reading.open.len() > usize::from(open_number);
    let sample = flag(reading, &mut table, "sample");
    let seal = seal(reading, &mut table, &model.office);
    let elements = elements::elements(reading, &mut table, &model.office);
    let sets = lists::sets(reading, &mut table, model);
    let copies = lists::copies(reading, &mut table, model.office.form);
    let none = lists::none(reading, &mut table, model);
    let groups = groups(
        reading,
        &mut table,
        model,
        sets.as_ref(),
        (period, issued),
        &none,
    );
    let earlier = earlier::read(reading, &mut table, model, &groups, period);
    let background_years = lists::background_years(reading, &mut table);
    let accepted = records::accepted(reading, &mut table);
    let restated = records::restated(reading, &mut table);
    table.finish(reading, |key| {
        Diagnostic::error(Code::UnknownKey, format!("不认识的项“{key}”"))
    });
    Some(Inputs {
        background_years,
        accepted,
        period: period?,
        // What is wrong with it is told; all else is looked at all the same.
        number: (model.office.number.as_ref()).map(|_| number.unwrap_or(1)),
        issued: issued.or_else(|| some_day(period?))?,
        sample: sample.unwrap_or(false),
        seal,
        elements,
        sets: sets?,
        copies: copies.unwrap_or_default(),
        groups,
        earlier: earlier.figures,
        earlier_words: earlier.words,
        without: none.iter().filter_map(|name| Epoch::named(name)).collect(),
        open: std::mem::take(&mut reading.open),
        open_number,
        open_date,
        restated,
        texts: std::mem::take(&mut reading.texts),
        origins: HashMap::new(),
    })
}

fn groups(
    reading: &mut Reading,
    table: &mut Table,
    model: &Model,
    sets: Option<&Sets>,
    dates: (Option<Period>, Option<Day>),
    none: &[String],
) -> IndexMap<Name, GroupInput> {
    let mut inputs = IndexMap::new();
    let mut absent: Vec<&str> = Vec::new();
    for group in &model.groups {
        let input = if none.contains(&group.key) {
            group::not_there(reading, table, group, model)
        } else {
            group::read(reading, table, group, (model, &absent), sets, dates)
        };
        if group.can_be_absent() && !input.is_there() {
            absent.push(&group.key);
        }
        inputs.insert(group.key.as_str().into(), input);
    }
    inputs
}

/// 发文顺序号, of a kind that bears one; nothing where it is at fault, or refused.
fn number(reading: &mut Reading, table: &mut Table, office: &Office) -> Option<u32> {
    if office.number.is_some() {
        let (key, label, example) = ("number", "发文顺序号", "number = 1");
        let number = whole(reading, table, key, label, example, 1..=99_999)?;
        return u32::try_from(number).ok();
    }
    if let Some(value) = table.optional("number") {
        let message = "这种公文没有发文字号，不写 number";
        reading.refuse(value, Code::UnknownKey, message, "请删掉这一行");
    }
    None
}

pub(super) fn missing(key: &str, label: &str, example: &str) -> Diagnostic {
    Diagnostic::error(Code::MissingKey, format!("缺少“{label}”（{key}）"))
        .hint(format!("请加一行：{example}"))
}

/// A whole number within a range.
fn whole(
    reading: &mut Reading,
    table: &mut Table,
    key: &str,
    label: &str,
    example: &str,
    range: std::ops::RangeInclusive<i32>,
) -> Option<i32> {
    let value = table.required(key, || missing(key, label, example))?;
    let count = Measure {
        kind: Kind::Count,
        exact: true,
        ..Measure::default()
    };
    let place = reading.place(value.span());
    match cell::read(value, &count, (&label, None), place) {
        Ok(entry) if entry.typed == Typed::ToFill && key == "number" => {
            reading.leave_open(label, entry.place);
            Some(*range.start())
        }
        Ok(entry) => {
            let number = entry.decimal().and_then(|d| d.text.parse().ok());
            if number.is_none_or(|number| !range.contains(&number)) {
                let message = format!("{label}应在 {} 到 {} 之间", range.start(), range.end());
                reading.refuse(value, Code::BadNumber, message, format!("例如：{example}"));
                return None;
            }
            number
        }
        Err(finding) => {
            reading.find(finding);
            None
        }
    }
}

/// Which kind of notice it is was seen before the templates were chosen.
fn kind(reading: &mut Reading, table: &mut Table) {
    let Some(value) = table.optional("kind") else {
        return;
    };
    match value.get_ref() {
        DeValue::String(text) => {
            reading.one_line(text, "文种 kind", value);
        }
        other => {
            let message = format!("kind 应为文字，这里是{}", type_name(other));
            let hint = "请写成 kind = \"文种的文件夹名\"，用英文双引号";
            reading.refuse(value, Code::BadType, message, hint);
        }
    }
}

/// What the notice reports on: its year, and which half, quarter or month of it.
fn period(reading: &mut Reading, table: &mut Table, cycle: Cycle) -> Option<Period> {
    let year = whole(reading, table, "year", "年度", "year = 2023", 1949..=2999);
    let Some((key, label)) = cycle.key() else {
        return year.map(Period::year_of);
    };
    let example = format!("{key} = 1");
    let part = whole(reading, table, key, label, &example, 1..=cycle.per_year());
    Some(Period::of(cycle, year?, part?))
}

/// 成文日期: a day after the notice's period, or a full date.
fn issued(reading: &mut Reading, table: &mut Table, period: Option<Period>) -> Option<Day> {
    const EXAMPLE: &str = "date = \"1月31日\"";
    let value = table.required("date", || missing("date", "成文日期", EXAMPLE))?;
    let of = period.unwrap_or(Period::year_of(2000));
    let day = match value.get_ref() {
        DeValue::Datetime(moment) => moment
            .date
            .and_then(|date| Day::new(date.year.into(), date.month.into(), date.day.into())),
        DeValue::String(text) if text.trim() == TO_FILL => {
            let place = reading.place(value.span());
            reading.leave_open("成文日期", place);
            of.plus(1)
                .last_day()
                .and_then(|end| of.day_of_issue(end.month, 1))
        }
        DeValue::String(text) => Day::parse(text, |month, day| of.day_of_issue(month, day)),
        _ => None,
    };
    let Some(day) = day else {
        let message = "成文日期写得不对，或不是存在的日期";
        let year = match of.cycle() {
            Cycle::Year => "（年份是年度的次年）",
            _ => "（年份会自动定）",
        };
        let hint = format!("请用半角数字写月和日：{EXAMPLE}{year}");
        reading.refuse(value, Code::BadDate, message, hint);
        return None;
    };
    if let Some(period) = period
        && let Some((first, last)) = period.days_of_issue()
        && !(first..=last).contains(&day)
    {
        let (message, hint) = odd_day(period, day, (first, last));
        reading.refuse(value, Code::BadDate, message, hint);
        return None;
    }
    Some(day)
}

/// A day on which the notice may be issued, in place of one that is wrong.
fn some_day(period: Period) -> Option<Day> {
    let next = period.plus(1).last_day();
    let first = period.days_of_issue().map(|(first, _)| first);
    first.or(next)
}

/// What to say of a day on which no notice of the period would be issued.
fn odd_day(period: Period, day: Day, (first, last): (Day, Day)) -> (String, String) {
    if period.cycle() == Cycle::Year {
        let (year, next) = (period.year(), period.year() + 1);
        return (
            format!("成文日期是{day}，与年度 {year} 不相称"),
            format!("{year} 年度的通报应在 {next} 年成文；date = \"1月31日\" 会自动用次年"),
        );
    }
    (
        format!("成文日期是{day}，与 {period}不相称"),
        format!("{period}的通报应在{first}到{last}之间成文；只写月和日，年份会自动定"),
    )
}

/// Whether this document is sealed; what bears the stamp of a signature, or no signature, never is.
fn seal(reading: &mut Reading, table: &mut Table, office: &Office) -> Option<bool> {
    let place = reading.place(table.optional("seal")?.span());
    let seal = flag(reading, table, "seal")?;
    if seal && !office.may_be_sealed() {
        let message = if office.form.demands(FormKey::Seal) == Demand::Refused {
            format!("{}不盖印章（seal）", office.form.name())
        } else {
            "盖签名章的公文不盖印章（seal）".to_owned()
        };
        let finding = Diagnostic::error(Code::UnknownKey, message).hint("请删掉这一行");
        reading.find(finding.at(place));
    }
    Some(seal)
}

fn flag(reading: &mut Reading, table: &mut Table, key: &str) -> Option<bool> {
    let value = table.optional(key)?;
    match value.get_ref() {
        DeValue::Boolean(flag) => Some(*flag),
        other => {
            let message = format!("{key} 应为 true 或 false，这里是{}", type_name(other));
            let finding = Diagnostic::error(Code::BadType, message);
            reading.find(finding.at(reading.place(value.span())));
            None
        }
    }
}

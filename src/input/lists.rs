//! The lists at the head of a file: sets of rows, copies, what the year does not have, years.

use std::collections::HashMap;
use std::ops::Range;

use indexmap::IndexMap;
use toml::Spanned;
use toml::de::DeValue;

use super::TextKind;
use super::read::missing;
use super::said::keep_list;
use super::table::{Reading, Table, meant};
use crate::diagnostic::{Code, Diagnostic};
use crate::key::{Epoch, TOTAL};
use crate::model::{DocumentForm, Group, Model, NamedRow, RowRole, RowSet};

/// Names, each with its place, none twice.
pub(super) type Names = Vec<(String, Range<usize>)>;

/// A list of texts; none if one of them is no name.
pub(super) fn names(reading: &mut Reading, value: &Spanned<DeValue>, label: &str) -> Option<Names> {
    let DeValue::Array(array) = value.get_ref() else {
        let hint = "请写成 [\"第一项\", \"第二项\"]，用英文的方括号、引号和逗号";
        reading.refuse(value, Code::BadType, format!("{label}应为一份清单"), hint);
        return None;
    };
    let mut names = Vec::new();
    let mut is_whole = true;
    for item in array {
        let name = match item.get_ref() {
            DeValue::String(text) if !text.trim().is_empty() => {
                reading.one_line(text, &format!("{label}里的这一项"), item)
            }
            _ => {
                let message = format!("{label}里的这一项应为文字");
                let hint = "请在英文双引号里写上名称，或删掉这一项";
                reading.refuse(item, Code::BadType, message, hint);
                None
            }
        };
        is_whole &= name.is_some();
        names.extend(name.map(|name| (name, item.span())));
    }
    is_whole.then(|| once(reading, names, label))
}

/// The names without those that are there already, each of which is reported with both places.
fn once(reading: &mut Reading, names: Names, label: &str) -> Names {
    let mut first: HashMap<String, Range<usize>> = HashMap::new();
    let mut kept = Vec::new();
    for (name, span) in names {
        if let Some(first) = first.get(&name) {
            let message = format!("{label}里“{name}”写了两次");
            let finding = Diagnostic::error(Code::DuplicateKey, message)
                .at(reading.place(span))
                .label(reading.place(first.clone()), "已写在这里")
                .hint("请删掉多余的一处");
            reading.find(finding);
            continue;
        }
        first.insert(name.clone(), span.clone());
        kept.push((name, span));
    }
    kept
}

fn texts(names: Names) -> Vec<String> {
    names.into_iter().map(|(name, _)| name).collect()
}

/// 抄送, one text a rank.
pub(super) fn copies(
    reading: &mut Reading,
    table: &mut Table,
    form: DocumentForm,
) -> Option<Vec<String>> {
    let value = table.optional("copies")?;
    if !form.has_copies() {
        let message = format!("{}没有版记，不写抄送（copies）", form.name());
        reading.refuse(value, Code::UnknownKey, message, "请删掉这一项");
        return None;
    }
    keep_list(reading, "copies", TextKind::Copy, value);
    names(reading, value, "抄送").map(texts)
}

/// What this year does not have: `none = ["survey"]`.
pub(super) fn none(reading: &mut Reading, table: &mut Table, model: &Model) -> Vec<String> {
    let Some(value) = table.optional("none") else {
        return Vec::new();
    };
    let none = names(reading, value, "这一期没有的事项").unwrap_or_default();
    let groups = model.groups.iter().filter(|group| group.can_be_absent());
    let epochs = Epoch::ALL.into_iter().filter(|of| model.looks_back(*of));
    let known = groups.map(|group| group.key.as_str());
    let known: Vec<&str> = known
        .chain(epochs.map(|epoch| -> &str { epoch.name() }))
        .collect();
    for (key, span) in none
        .iter()
        .filter(|(key, _)| !known.contains(&key.as_str()))
    {
        let finding = Diagnostic::error(Code::UnknownName, format!("none 里的“{key}”不是一组数据"))
            .at(reading.place(span.clone()));
        let otherwise = format!("可以写的有 {}", known.join("、"));
        reading.find(meant(finding, key, known.iter().copied(), otherwise));
    }
    texts(none)
}

/// Years that the year's own paragraphs may name as background.
pub(super) fn background_years(reading: &mut Reading, table: &mut Table) -> Vec<i32> {
    let Some(value) = table.optional("background_years") else {
        return Vec::new();
    };
    let year = |item: &Spanned<DeValue>| match item.get_ref() {
        DeValue::Integer(year) => Some((year.to_string(), item.span())),
        _ => None,
    };
    let years = match value.get_ref() {
        DeValue::Array(array) => array.iter().map(year).collect::<Option<Names>>(),
        _ => None,
    };
    let years = years.map(|years| once(reading, years, "background_years "));
    let years = years.and_then(|years| {
        let years = years.iter().map(|(year, _)| year.parse().ok());
        years.collect::<Option<Vec<i32>>>()
    });
    if years.is_none() {
        let message = "background_years 应为几个年份";
        let hint = "请写成 background_years = [2015, 2018]";
        reading.refuse(value, Code::BadType, message, hint);
    }
    years.unwrap_or_default()
}

/// The rows of every set: those that the kind fixes, and those that the input lists; none at all
/// where a list can't be read.
pub(super) fn sets(
    reading: &mut Reading,
    table: &mut Table,
    model: &Model,
) -> Option<IndexMap<String, Vec<NamedRow>>> {
    let mut sets = IndexMap::new();
    let mut is_whole = true;
    for set in &model.sets {
        let rows = if set.rows.is_empty() {
            listed(reading, table, set, model)
        } else {
            Some(set.rows.clone())
        };
        is_whole &= rows.is_some();
        sets.insert(set.key.clone(), rows.unwrap_or_default());
    }
    is_whole.then_some(sets)
}

/// The rows of a set in the input: at least one, none twice, none that could not be told from
/// something else.
fn listed(
    reading: &mut Reading,
    table: &mut Table,
    set: &RowSet,
    model: &Model,
) -> Option<Vec<NamedRow>> {
    let (key, what) = (set.key.as_str(), format!("{}名单", set.label));
    let example = format!("{key} = [\"…\", \"…\"]");
    let value = table.required(key, || missing(key, &what, &example))?;
    if set.is_grouped {
        return grouped(reading, value, set, model);
    }
    keep_list(reading, key, TextKind::Words, value);
    let rows = names(reading, value, &what)?;
    if rows.is_empty() {
        let message = format!("{what}是空的");
        let hint = format!("请写上各{}的名称", set.label);
        reading.refuse(value, Code::BadType, message, hint);
        return None;
    }
    let taken = taken(set, model);
    let kept = rows
        .into_iter()
        .filter(|row| can_be_a_row(reading, row, set, &taken));
    Some(kept.map(|(row, _)| NamedRow::plain(&row)).collect())
}

/// The rows of a set in groups: the head of each, its rows one level in, and what sums them up.
fn grouped(
    reading: &mut Reading,
    value: &Spanned<DeValue>,
    set: &RowSet,
    model: &Model,
) -> Option<Vec<NamedRow>> {
    let (key, label) = (&set.key, &set.label);
    let groups = match value.get_ref() {
        DeValue::Table(groups) if !groups.is_empty() => groups,
        _ => {
            let message = format!("{label}名单应分组写");
            let hint = format!("请写成\n[{key}]\n\"组名\" = [\"…\", \"…\"]");
            reading.refuse(value, Code::BadType, message, hint);
            return None;
        }
    };
    let taken = taken(set, model);
    let mut rows: Vec<NamedRow> = Vec::new();
    let mut places: HashMap<String, Range<usize>> = HashMap::new();
    for (name, listed) in groups {
        let head = (name.get_ref().to_string(), name.span());
        let what = format!("{label}名单“{}”", head.0);
        let members = names(reading, listed, &what)?;
        keep_list(reading, key, TextKind::Words, listed);
        if members.is_empty() {
            let hint = "请写上名称，或删掉这一组";
            reading.refuse(listed, Code::BadType, format!("{what}是空的"), hint);
            continue;
        }
        let group = group_rows(set, &head, &members);
        let spans = std::iter::once(&head.1).chain(members.iter().map(|(_, span)| span));
        let mut is_sound = true;
        for (row, span) in group.iter().zip(spans.chain([&head.1])) {
            let row = (row.key.clone(), span.clone());
            is_sound &= is_first(reading, &row, label, &mut places);
            is_sound &= can_be_a_row(reading, &row, set, &taken);
        }
        rows.extend(group.into_iter().filter(|_| is_sound));
    }
    Some(rows)
}

/// The head of a group, its rows one level in, and what sums them up.
fn group_rows(set: &RowSet, head: &(String, Range<usize>), members: &Names) -> Vec<NamedRow> {
    let mut rows = vec![NamedRow {
        role: RowRole::Head,
        ..NamedRow::plain(&head.0)
    }];
    rows.extend(members.iter().map(|(row, _)| NamedRow {
        level: 1,
        ..NamedRow::plain(row)
    }));
    rows.extend(set.subtotal.as_ref().map(|label| NamedRow {
        label: label.clone(),
        level: 1,
        role: RowRole::Subtotal(texts(members.clone())),
        ..NamedRow::plain(&format!("{}{label}", head.0))
    }));
    rows
}

/// Whether a row is named for the first time; if not, a finding says so.
fn is_first(
    reading: &mut Reading,
    (row, span): &(String, Range<usize>),
    label: &str,
    places: &mut HashMap<String, Range<usize>>,
) -> bool {
    let Some(first) = places.insert(row.clone(), span.clone()) else {
        return true;
    };
    let message = format!("{label}名单里“{row}”写了两次");
    let finding = Diagnostic::error(Code::DuplicateKey, message)
        .at(reading.place(span.clone()))
        .label(reading.place(first), "已写在这里")
        .hint("请删掉多余的一处，或换一个名称");
    reading.find(finding);
    false
}

/// What stands in the tables of a set beside its rows, and what it is there.
fn taken<'m>(set: &RowSet, model: &'m Model) -> HashMap<&'m str, String> {
    let groups = model.groups.iter();
    let groups = groups.filter(|group| group.set() == Some(&set.key));
    let mut taken: HashMap<&str, String> = HashMap::new();
    for (key, what) in groups.flat_map(Group::beside_rows) {
        taken.entry(key).or_insert(what);
    }
    taken
}

/// Whether a name can be told from what else stands there; if not, a finding says so.
fn can_be_a_row(
    reading: &mut Reading,
    (row, span): &(String, Range<usize>),
    set: &RowSet,
    taken: &HashMap<&str, String>,
) -> bool {
    let Some((message, hint)) = cannot_be_a_row(row, set, taken) else {
        return true;
    };
    let finding = Diagnostic::error(Code::DuplicateKey, message)
        .at(reading.place(span.clone()))
        .hint(hint);
    reading.find(finding);
    false
}

fn cannot_be_a_row(
    row: &str,
    set: &RowSet,
    taken: &HashMap<&str, String>,
) -> Option<(String, String)> {
    let label = &set.label;
    if row == TOTAL {
        let message = format!("{TOTAL} 留给合计，不能作{label}名");
        return Some((message, "请删掉多余的一处".to_owned()));
    }
    if row.contains('.') {
        let message = format!("{label}名单里“{row}”有句点，数据的名称会分不清");
        return Some((message, "请去掉名称里的句点".to_owned()));
    }
    taken.get(row).map(|what| {
        (
            format!("{label}名单里的“{row}”已是{what}，写在这里会读两遍"),
            format!("请从 {} 里删掉它", set.key),
        )
    })
}

//! What is as it was in last year's file: a paragraph, a row, a table that nobody went through.

use std::collections::{BTreeSet, HashMap};

use super::is_after_sample;
use crate::calendar::{Cycle, Period, Time};
use crate::diagnostic::{Code, Diagnostic};
use crate::figures::{Figures, Ledger};
use crate::input::{Entry, GroupInput, InputText, OtherRows, RowInput, TextKind, Typed};
use crate::language::{Comparison, Condition, Operand, Piece, Wording};
use crate::model::{Column, Content, Group, Kind, Model, Rows};

/// So many digits of different figures are no chance: 2318, or 180 and 92.
const LEAST_DIGITS: usize = 4;

/// So short a text may well be the same every year.
const SHORTEST: usize = 16;

/// Asks after what is the same as last year's. A made-up year is like nobody's.
pub(super) fn check(model: &Model, last: Ledger, this: Ledger) -> Vec<Diagnostic> {
    if is_after_sample(last, this) {
        return Vec::new();
    }
    let mut findings = paragraphs(last, this);
    let called = this.inputs.period.cycle().last_name();
    for group in &model.groups {
        let (before, now) = (last.inputs.of(group), this.inputs.of(group));
        findings.extend(figures(group, (before, now), this.figures, called));
    }
    findings
}

fn paragraphs(last: Ledger, this: Ledger) -> Vec<Diagnostic> {
    let is_own = |text: &&InputText| matches!(text.kind, TextKind::Paragraph | TextKind::Clause);
    let mut findings = Vec::new();
    let earlier = last.inputs.texts.iter().filter(is_own);
    let earlier: HashMap<&str, &InputText> = earlier.map(|t| (t.name.as_str(), t)).collect();
    for text in this.inputs.texts.iter().filter(is_own) {
        let Some(earlier) = earlier.get(text.name.as_str()) else {
            continue;
        };
        let before = rolled(&earlier.wording, last.inputs.period);
        let before: BTreeSet<&str> = before.lines().collect();
        let now = rolled(&text.wording, this.inputs.period);
        let lines = now.lines().filter(|line| !line.trim().is_empty());
        for (at, line) in lines.enumerate() {
            if line.chars().count() >= SHORTEST && before.contains(line) {
                findings.push(same_paragraph(text, at + 1, this.inputs.period.cycle()));
            }
        }
        findings.extend(documents(earlier, text));
    }
    findings
}

fn same_paragraph(text: &InputText, number: usize, cycle: Cycle) -> Diagnostic {
    let last = cycle.last_name();
    let message = format!("{} 的第 {number} 段除年份外与{last}一字不差", text.name);
    Diagnostic::warning(Code::Unchanged, message)
        .at(text.place.clone())
        .hint(format!("请核对{}是否仍是这样", cycle.this_name()))
        .subject(&text.name, format!("第{number}段"))
}

/// The text with every year as far from the notice's own as it is, written out or not.
fn rolled(wording: &Wording, period: Period) -> String {
    const NEAR: i32 = 10;
    let mut text = String::new();
    for piece in &wording.pieces {
        match piece {
            Piece::Text(words) => text.push_str(words),
            Piece::Time(time) => text.push_str(&time.told(period)),
            Piece::Name { name, .. } => text.extend(["{", name, "}"]),
            Piece::Call { arguments, .. } => text.push_str(&arguments.join(",")),
        }
    }
    let year = period.year();
    (year - NEAR..=year + NEAR).fold(text, |text, near| {
        text.replace(&near.to_string(), &format!("{{{:+}}}", near - year))
    })
}

/// 〔{year}〕11号 in both years: one document cannot be of both.
fn documents(earlier: &InputText, text: &InputText) -> Vec<Diagnostic> {
    let of = |wording: &Wording| -> BTreeSet<String> {
        let pieces = wording.pieces.windows(3);
        let numbers = pieces.filter_map(|pieces| match pieces {
            [Piece::Text(before), Piece::Time(time), Piece::Text(after)]
                if *time == Time::year(0) =>
            {
                let number = after
                    .strip_prefix('〕')
                    .filter(|_| before.ends_with('〔'))?;
                let end = number.find('号')?;
                let name: Vec<char> = before.chars().rev().skip(1).take(3).collect();
                let name: String = name.into_iter().rev().collect();
                Some(format!("{name}〔{{year}}〕{}号", &number[..end]))
            }
            _ => None,
        });
        numbers.collect()
    };
    let before = of(&earlier.wording);
    let both = of(&text.wording).into_iter();
    both.filter(|number| before.contains(number))
        .map(|number| {
            let message = format!("文号“{number}”两年都有，一份文件不会两年都发");
            Diagnostic::warning(Code::StaleYear, message)
                .at(text.place.clone())
                .hint("文号里的年份直接写出：〔2023〕，不用 {year}")
                .subject(&text.name, number)
        })
        .collect()
}

/// A table all of whose typed figures are those of the period before; else its rows of which that is so.
fn figures(
    group: &Group,
    (before, now): (&GroupInput, &GroupInput),
    figures: &Figures,
    called: &str,
) -> Vec<Diagnostic> {
    if group.rows == Rows::None {
        let pairs = now
            .scalars
            .iter()
            .map(|(key, entry)| (key, entry, before.scalars.get(key)));
        let pairs: Vec<_> = pairs
            .map(|(key, now, before)| {
                let mut scalars = group.scalars.iter();
                let scalar = scalars.find(|scalar| scalar.key == **key);
                let is_date = scalar.is_some_and(|scalar| is_date(&scalar.content));
                (key.as_str(), now, before, !is_date)
            })
            .collect();
        let found = is_untouched(&pairs).then(|| same_figures(group, None, &pairs, called));
        return found.into_iter().collect();
    }
    let earlier = OtherRows::of(group, before);
    let rows = now.typed_rows().filter_map(|row| {
        let earlier = earlier.same_as(row)?;
        Some((row, cells(group, (earlier, row), &now.columns, figures)))
    });
    let rows: Vec<(&RowInput, Vec<Pair>)> = rows.collect();
    let all: Vec<Pair> = rows
        .iter()
        .flat_map(|(_, cells)| cells.iter().copied())
        .collect();
    if rows.len() > 1 && rows.len() == now.typed_rows().count() && is_untouched(&all) {
        return vec![same_figures(group, None, &all, called)];
    }
    let untouched = rows.iter().filter(|(_, cells)| is_untouched(cells));
    untouched
        .map(|(row, cells)| same_figures(group, Some(row), cells, called))
        .collect()
}

/// A figure's key, what was typed for it in this year and in the last, and whether it would have
/// moved in a year's work.
type Pair<'i> = (&'i str, &'i Entry, Option<&'i Entry>, bool);

fn cells<'i>(
    group: &Group,
    (before, now): (&'i RowInput, &'i RowInput),
    columns: &'i [Column],
    figures: &Figures,
) -> Vec<Pair<'i>> {
    let columns = columns.iter().filter(|column| column.carried.is_none());
    let given = columns.filter_map(|column| {
        let entry = now.cells.get(&column.key)?;
        let before = before.cells.get(&column.key);
        // Of a figure that did change nobody asks.
        let moves = is_same(entry, before)
            && !is_date(&column.content)
            && !is_at_bound(group, column, now, figures);
        Some((column.key.as_str(), entry, before, moves))
    });
    given.collect()
}

/// Whether a rule of the table lets the figure grow no further: all solved, all paid; or whether
/// what goes on from year to year has used it up: a credit of which all is lent.
fn is_at_bound(group: &Group, column: &Column, row: &RowInput, figures: &Figures) -> bool {
    let plain = |key: &str| {
        group
            .columns
            .iter()
            .find(|c| c.repeated && key.starts_with(&c.key[..]))
    };
    let own = plain(&column.key).map_or(column.key.as_str(), |c| c.key.as_str());
    let value = |key: &str| {
        let grid = figures.grid(&group.key)?;
        let id = grid.id(grid.row(&row.key)?, key)?;
        figures.get(id).value.clone()
    };
    let suffix = column.key.strip_prefix(own).unwrap_or_default();
    group.musts.iter().any(|must| match &must.that.value {
        Condition::Compare {
            left: Operand::Figure(left),
            comparison: Comparison::LessOrEqual,
            right: Operand::Figure(right),
        } => {
            let goes_on = group
                .columns
                .iter()
                .any(|c| c.key == *left && c.carried.is_some());
            let is_bound = |other: &str| value(&column.key) == value(&format!("{other}{suffix}"));
            left == own && is_bound(right) || right == own && goes_on && is_bound(left)
        }
        _ => false,
    })
}

/// A date may well stay: a term that was set.
fn is_date(content: &Content) -> bool {
    content.measure().is_some_and(|of| of.kind == Kind::Date)
}

fn is_same(now: &Entry, before: Option<&Entry>) -> bool {
    match (&now.typed, before.map(|entry| &entry.typed)) {
        (Typed::Number(now), Some(Typed::Number(before))) => now.value == before.value,
        (now, Some(before)) => now == before,
        (_, None) => false,
    }
}

fn is_untouched(pairs: &[Pair]) -> bool {
    if !pairs
        .iter()
        .all(|(_, now, before, _)| is_same(now, *before))
    {
        return false;
    }
    let moving = pairs.iter().filter(|(.., moves)| *moves);
    let values: BTreeSet<String> = moving
        .filter_map(|(_, now, ..)| now.decimal())
        .map(|decimal| decimal.value.to_plain().replace('.', ""))
        .map(|digits| digits.trim_matches('0').to_owned())
        .collect();
    let digits: usize = values.iter().map(String::len).sum();
    digits >= LEAST_DIGITS
}

fn same_figures(group: &Group, row: Option<&RowInput>, pairs: &[Pair], called: &str) -> Diagnostic {
    let (figure, of) = match row {
        Some(row) => (
            format!("{}.{}", group.key, row.key),
            format!("里{}", row.label),
        ),
        None => (group.key.clone(), String::new()),
    };
    let message = format!("“{}”{of}的数与{called}一个不差", group.label);
    let mut typed: Vec<(&str, String)> = pairs
        .iter()
        .filter_map(|(key, now, ..)| Some((*key, now.decimal()?.text.to_string())))
        .collect();
    typed.sort_unstable();
    let value: Vec<String> = typed.into_iter().map(|(_, text)| text).collect();
    let first = pairs
        .iter()
        .map(|(_, now, ..)| &now.place)
        .min_by_key(|place| place.span.start);
    let finding = Diagnostic::warning(Code::Unchanged, message).subject(&figure, value.join(" "));
    let finding = match first {
        Some(place) => finding.at(place.clone()),
        None => finding,
    };
    finding.hint(format!("请核对是不是从{called}的文件复制来，还没有改"))
}

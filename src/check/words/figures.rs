//! Figures that a text writes out although the input has them, in whatever numerals and units,
//! and figures that look like a slip of one that the words around them name.

use std::collections::HashSet;
use std::ops::Deref;

use rustc_hash::FxHashMap;

use super::numerals::{Number, arabic, chinese};
use super::text::{Fault, OTHER_YEAR, clause, sentence};
use crate::diagnostic::Code;
use crate::figures::Figures;
use crate::key::Key;
use crate::language::Share;
use crate::model::{Model, POINTS, Rows, base_unit};
use crate::number::{Decimal, Exact};

/// What the input has, by value and unit: 万元 as 元.
pub(super) struct KnownFigures<'a> {
    by_value: FxHashMap<(Exact, &'a str), Vec<usize>>,
    all: Vec<Known<'a>>,
    /// Those that any of them has.
    units: HashSet<&'a str>,
    rows: Vec<&'a str>,
}

struct Known<'a> {
    key: &'a Key,
    label: &'a str,
    group: &'a str,
    /// Nothing: the total's or a single one. A row's figure is meant where its name stands before.
    row: Option<&'a str>,
    /// Without its sign, which a text says in words: 下降1.5个百分点.
    value: Exact,
    /// What was rounded for it: 34512万元 of 3.45亿元.
    exact: Exact,
    is_negative: bool,
    unit: &'a str,
}

/// What a unit is a multiple of, and how many of it, with one word for what has several.
fn base(unit: &str) -> (&str, i64) {
    let (rest, times) = base_unit(unit);
    let rest = match rest {
        "平方米" | "㎡" => "m²",
        "％" => "%",
        other => other,
    };
    (rest, times)
}

/// The faults of a text. Few have a number that may be a figure: only then all figures are gone through.
pub(super) fn faults<'a>(text: &str, known: &impl Deref<Target = KnownFigures<'a>>) -> Vec<Fault> {
    let numbers = arabic(text).into_iter().chain(chinese(text));
    let numbers = numbers.filter_map(|number| {
        let typed = number.value.clone()?;
        may_be_figure(&number, &typed).then_some((number, typed))
    });
    numbers
        .filter_map(|number| known.fault(text, &number))
        .collect()
}

/// Whether a number is long enough to be one of the figures and no chance.
fn may_be_figure(number: &Number, typed: &Exact) -> bool {
    number.text.len() >= 2 && (*typed >= Exact::integer(10) || number.text.contains(['.', '点']))
}

impl<'a> KnownFigures<'a> {
    pub fn of(model: &'a Model, figures: &'a Figures, rows: Vec<&'a str>) -> Self {
        let mut known = Self {
            by_value: FxHashMap::default(),
            all: Vec::new(),
            units: HashSet::new(),
            rows,
        };
        for (_, figure) in figures.iter() {
            let Some(group) = model.group(figure.key.model_group()) else {
                continue;
            };
            let row = figure.key.row_name();
            if row.is_some() && group.rows == Rows::Records {
                continue;
            }
            let (unit, times) = base(figure.measure.sign_or_unit());
            if let (Some(printed), false) = (figure.printed_value(), unit.is_empty()) {
                let exact = figure
                    .value
                    .as_ref()
                    .filter(|_| figure.measure.kind.adds_up());
                let exact = exact.unwrap_or(&printed.value);
                let label = figure.label.split_once(' ');
                known.all.push(Known {
                    key: &figure.key,
                    label: label.map_or(figure.label.as_str(), |(_, label)| label),
                    group: &group.label,
                    row,
                    value: &printed.value.abs() * &Exact::integer(times),
                    exact: &exact.abs() * &Exact::integer(times),
                    is_negative: printed.value.is_negative(),
                    unit,
                });
            }
        }
        known.units = known.all.iter().map(|known| known.unit).collect();
        // The city's own figure is the likelier one.
        known.all.sort_by_key(|known| known.row.is_some());
        for (at, figure) in known.all.iter().enumerate() {
            for value in [&figure.value, &figure.exact] {
                let key = (value.clone(), figure.unit);
                known.by_value.entry(key).or_default().push(at);
            }
        }
        known
    }

    fn fault(&self, text: &str, (number, typed): &(Number, Exact)) -> Option<Fault> {
        let (value, unit, shown) = self.quantity(number, typed)?;
        let (before, _) = sentence(text, number.at);
        if let Some(known) = self.equal(&value, unit, before) {
            return Some(Fault {
                at: number.at,
                token: number.text.to_owned(),
                message: format!("“{shown}”在数据里已经有了"),
                hint: format!("写成 {}，数据改了它也跟着改", known.hole()),
                code: Code::TypedFigure,
                is_note: false,
            });
        }
        let known = self.nearly(&value, unit, text, number)?;
        Some(Fault {
            at: number.at,
            token: number.text.to_owned(),
            message: format!(
                "“{shown}”和数据里的“{}”相近而不同",
                [known.group, known.label].join("·")
            ),
            hint: format!("请核对；说的就是它，写成 {}", known.hole()),
            code: Code::TypedFigure,
            is_note: false,
        })
    }

    /// The value in its base unit, the unit, and both as they stand in the text.
    fn quantity<'t>(&self, number: &Number<'t>, typed: &Exact) -> Option<(Exact, &'t str, String)> {
        const LONGEST_UNIT: usize = 4;
        if let Some(share) = number.share {
            let word = match share {
                Share::PerMille => "千分之",
                Share::PerCent | Share::Quotient => "百分之",
            };
            return Some((
                typed.clone(),
                share.sign(),
                format!("{word}{}", number.text),
            ));
        }
        let behind = number.after.trim_start();
        // 12个百分点 is a difference, and no 12个.
        if behind.starts_with(POINTS) {
            return Some((typed.clone(), POINTS, format!("{}{POINTS}", number.text)));
        }
        let ends = behind.char_indices().map(|(at, c)| at + c.len_utf8());
        ends.take(LONGEST_UNIT).find_map(|end| {
            let (unit, times) = base(&behind[..end]);
            self.units.contains(unit).then(|| {
                let value = typed * &Exact::integer(times);
                (value, unit, format!("{}{}", number.text, &behind[..end]))
            })
        })
    }

    fn equal(&self, value: &Exact, unit: &str, before: &str) -> Option<&Known<'a>> {
        let found = self.by_value.get(&(value.clone(), unit))?;
        let mut found = found.iter().map(|at| &self.all[*at]);
        found.find(|known| known.row.is_none_or(|row| before.contains(row)))
    }

    /// A figure that the clause names, and that the number misses by a slip.
    fn nearly(&self, value: &Exact, unit: &str, text: &str, number: &Number) -> Option<&Known<'a>> {
        const ANOTHER: [&str; 14] = [
            "上年", "去年", "前年", "往年", "同期", "同比", "增长", "增加", "减少", "下降", "提高",
            "其中", "累计", "以上",
        ];
        const ABOUT: [char; 8] = ['约', '近', '逾', '超', '余', '多', '达', '第'];
        let (before, after) = clause(text, number.at);
        let is_other = before.contains(OTHER_YEAR)
            || ANOTHER.iter().any(|word| before.contains(word))
            || before.trim_end().ends_with(ABOUT)
            || number.after.trim_start().starts_with(ABOUT)
            || after.contains("以上");
        if is_other {
            return None;
        }
        let row = self.rows.iter().copied();
        let row = row.into_iter().find(|row| before.contains(row));
        let mut known = self
            .all
            .iter()
            .filter(|known| known.row == row && known.unit == unit);
        known.find(|known| is_named(known, before, value) && is_slip(value, &known.value))
    }
}

impl Known<'_> {
    /// What a text writes in place of the number.
    fn hole(&self) -> String {
        let form = if self.is_negative { ":abs" } else { "" };
        format!("{{{}{form}}}", self.key)
    }
}

/// Whether a clause speaks of a figure: by its own name, or, where the number is long enough to
/// be no chance, by its table's.
fn is_named(known: &Known, clause: &str, value: &Exact) -> bool {
    const LONG: usize = 3;
    let by_label = known.label.chars().count() > LONG && clause.contains(known.label);
    by_label || digits(value).len() >= LONG && clause.contains(known.group)
}

/// The digits that count: 2505.00 has 2505, 134000 has 134.
fn digits(value: &Exact) -> String {
    let plain = value.to_plain().replace(['.', '-'], "");
    plain.trim_matches('0').to_owned()
}

/// One digit off, two changed over, or the decimal point in another place.
fn is_slip(typed: &Exact, known: &Exact) -> bool {
    const LEAST: usize = 2;
    let (a, b) = (typed.to_plain(), known.to_plain());
    let (short, other) = (digits(typed), digits(known));
    if short.len() < LEAST || other.len() < LEAST {
        return false;
    }
    if short == other {
        return a != b && short.len() > LEAST;
    }
    let differing: Vec<usize> = if a.len() == b.len() {
        (0..a.len())
            .filter(|at| a.as_bytes()[*at] != b.as_bytes()[*at])
            .collect()
    } else {
        Vec::new()
    };
    match differing.as_slice() {
        [_] => true,
        [first, second] => {
            let bytes = (a.as_bytes(), b.as_bytes());
            second - first == 1
                && bytes.0[*first] == bytes.1[*second]
                && bytes.0[*second] == bytes.1[*first]
        }
        _ => is_rounded(typed, known),
    }
}

/// 2885.8 for 2885.84: the same figure with fewer places.
fn is_rounded(typed: &Exact, known: &Exact) -> bool {
    let Ok(decimal) = Decimal::parse(&typed.to_plain()) else {
        return false;
    };
    decimal.places > 0 && known.to_fixed(decimal.places) == typed.to_fixed(decimal.places)
}

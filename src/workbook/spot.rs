//! Where a cell stands, and what it holds.

use std::fmt;

use crate::input::Inputs;
use crate::key::{Key, Row, TOTAL};
use crate::model::{Column, Content, Group, Measure, Model, Rows, Scalar};

/// A cell of a sheet, both from 0.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Address {
    /// The row, from 0.
    pub row: u32,
    /// The column, from 0.
    pub column: u32,
}

impl Address {
    /// A cell by its row and column, from 0.
    pub fn new(row: u32, column: u32) -> Self {
        Self { row, column }
    }

    /// Reads `D7`.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim().replace('$', "").to_ascii_uppercase();
        let at = text.find(|c: char| c.is_ascii_digit())?;
        let (letters, digits) = text.split_at(at);
        let row: u32 = digits.parse().ok()?;
        let mut column: u32 = 0;
        for letter in letters.chars() {
            let value = u32::from(letter).checked_sub(u32::from('A'))?;
            if value > 25 {
                return None;
            }
            column = column.checked_mul(26)?.checked_add(value + 1)?;
        }
        Some(Self {
            row: row.checked_sub(1)?,
            column: column.checked_sub(1)?,
        })
    }

    /// The letters of its column: AB.
    pub fn letters(self) -> String {
        let mut letters = Vec::new();
        let mut rest = self.column + 1;
        while rest > 0 {
            let digit = u8::try_from((rest - 1) % 26).unwrap_or(0);
            letters.push(char::from(b'A' + digit));
            rest = (rest - 1) / 26;
        }
        letters.iter().rev().collect()
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", self.letters(), self.row + 1)
    }
}

/// What a cell is, by the hidden names of its sheet, its row and its column. The texts in which
/// these are written are those of a form; they never change their meaning.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Spot {
    /// The group of figures; empty: the texts of the whole document.
    pub group: String,
    /// The row: `row:NAME`, `total`, `stated` (received totals), `new:1`, `single:KEY`, `text:NAME`.
    pub row: String,
    /// The column: `cell:KEY`, `stated:KEY`, `value`, `stated`.
    pub column: String,
}

impl fmt::Display for Spot {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}|{}|{}", self.group, self.row, self.column)
    }
}

impl Spot {
    /// Reads what [`fmt::Display`] writes. The name of a row may have any sign in it; those of groups and
    /// columns have none.
    pub fn parse(text: &str) -> Option<Self> {
        let (group, rest) = text.split_once('|')?;
        let (row, column) = rest.rsplit_once('|')?;
        Some(Self {
            group: group.to_owned(),
            row: row.to_owned(),
            column: column.to_owned(),
        })
    }
}

/// What a figure or a text of the input is called.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Target {
    /// A figure, typed or stated: `targets.城区.begun`. A new record's row is `+1`.
    Figure(Key),
    /// Words of a row.
    Word(Key),
    /// A text of a group.
    Text(String, String),
    /// A key at the head of the input: `number`, `date`.
    Head(String),
}

impl fmt::Display for Target {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Figure(key) | Self::Word(key) => key.fmt(f),
            Self::Text(group, key) => write!(f, "{group}.{key}"),
            Self::Head(key) => f.write_str(key),
        }
    }
}

impl Target {
    /// What sort of target it is, and its name: enough to find it again.
    pub fn parts(&self) -> (&'static str, String) {
        let sort = match self {
            Self::Figure(_) => "figure",
            Self::Word(_) => "word",
            Self::Text(..) => "text",
            Self::Head(_) => "head",
        };
        (sort, self.to_string())
    }

    /// The target of these parts; nothing where there is none such.
    pub fn of_parts(sort: &str, name: &str) -> Option<Self> {
        match sort {
            "figure" => Some(Self::Figure(Key::parse(name)?)),
            "word" => Some(Self::Word(Key::parse(name)?)),
            "head" => Some(Self::Head(name.to_owned())),
            "text" => {
                let (group, key) = name.split_once('.')?;
                Some(Self::Text(group.to_owned(), key.to_owned()))
            }
            _ => None,
        }
    }
}

/// What may be filled into a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// A figure that the input types.
    Number(Measure),
    /// A figure that the input may state beside what it follows from.
    Stated(Measure),
    /// A figure that follows from others: nothing is to be filled in.
    Derived(Measure),
    /// Words; where there are choices, one of them.
    Words {
        /// All that may be said; empty: anything.
        choices: Vec<String>,
        /// Whether it may be left out.
        optional: bool,
    },
}

/// A cell that means something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Slot {
    /// What it is of.
    pub target: Target,
    /// What may stand in it.
    pub wanted: Wanted,
    /// What a finding calls it: 城区开工量.
    pub label: String,
}

/// What a spot means; nothing where the model or the input has no such row or column any more.
pub fn slot(spot: &Spot, model: &Model, inputs: &Inputs) -> Option<Slot> {
    if spot.group.is_empty() {
        return text_slot(spot, model);
    }
    let group = model.group(&spot.group)?;
    if let Some(key) = spot.row.strip_prefix("single:") {
        let scalar = group.scalars.iter().find(|scalar| scalar.key == key)?;
        return single_slot(group, scalar, &spot.column);
    }
    let (is_stated, column) = match spot.column.split_once(':')? {
        ("cell", key) => (false, key),
        ("stated", key) => (true, key),
        _ => return None,
    };
    let input = inputs.of(group);
    let column = input.columns.iter().find(|of| of.key == column)?;
    match spot.row.as_str() {
        TOTAL => total_slot(model, group, column, false),
        "stated" => total_slot(model, group, column, true),
        row => row_slot(inputs, group, column, row, is_stated),
    }
}

fn text_slot(spot: &Spot, model: &Model) -> Option<Slot> {
    let name = spot.row.strip_prefix("text:")?;
    if spot.column != "value" {
        return None;
    }
    let words = |choices: &[String], optional| Wanted::Words {
        choices: choices.to_vec(),
        optional,
    };
    let Some((group, key)) = name.split_once('.') else {
        let label = match name {
            "number" if model.office.number.is_some() => "发文顺序号",
            "date" => "成文日期",
            _ => return None,
        };
        let wanted = if name == "number" {
            Wanted::Number(Measure::default())
        } else {
            words(&[], false)
        };
        return Some(Slot {
            target: Target::Head(name.to_owned()),
            wanted,
            label: label.to_owned(),
        });
    };
    let group = model.group(group)?;
    let field = group.texts.iter().find(|text| text.key == key)?;
    Some(Slot {
        target: Target::Text(group.key.clone(), field.key.clone()),
        wanted: words(&field.choices, field.optional),
        label: field.label.clone(),
    })
}

fn single_slot(group: &Group, scalar: &Scalar, column: &str) -> Option<Slot> {
    let measure = scalar.content.measure()?.clone();
    let wanted = match (scalar.content.formula(), column) {
        (None, "value") => Wanted::Number(measure),
        (Some(_), "value") => Wanted::Derived(measure),
        (Some(_), "stated") => Wanted::Stated(measure),
        _ => return None,
    };
    Some(Slot {
        target: Target::Figure(Key {
            group: group.key.as_str().into(),
            row: Row::None,
            column: scalar.key.as_str().into(),
        }),
        wanted,
        label: scalar.label.clone(),
    })
}

fn total_slot(model: &Model, group: &Group, column: &Column, is_stated: bool) -> Option<Slot> {
    let measure = column.content.measure()?.clone();
    if !column.total.is_there() {
        return None;
    }
    let total = group.total_label.as_ref();
    let total = total.unwrap_or(&model.office.total_label);
    Some(Slot {
        target: Target::Figure(Key {
            group: group.key.as_str().into(),
            row: Row::Total,
            column: column.key.as_str().into(),
        }),
        wanted: if is_stated {
            Wanted::Stated(measure)
        } else {
            Wanted::Derived(measure)
        },
        label: format!("{total}{}", column.label),
    })
}

fn row_slot(
    inputs: &Inputs,
    group: &Group,
    column: &Column,
    row: &str,
    is_stated: bool,
) -> Option<Slot> {
    let (name, label, is_typed) = row_named(inputs, group, row)?;
    let key = Key {
        group: group.key.as_str().into(),
        row: Row::Of(name.as_str().into()),
        column: column.key.as_str().into(),
    };
    let label = format!("{label}{}", column.label);
    let figure = |wanted| Slot {
        target: Target::Figure(key.clone()),
        wanted,
        label: label.clone(),
    };
    let slot = match &column.content {
        Content::Given(measure) if is_typed => figure(Wanted::Number(measure.clone())),
        Content::Given(measure) | Content::Derived(measure, _) if is_stated => {
            figure(Wanted::Stated(measure.clone()))
        }
        Content::Given(measure) | Content::Derived(measure, _) => {
            figure(Wanted::Derived(measure.clone()))
        }
        Content::Text {
            optional,
            set,
            choices,
            ..
        } if is_typed => {
            let of_set = set.as_ref().map(|set| names_of(inputs, set));
            Slot {
                target: Target::Word(key),
                wanted: Wanted::Words {
                    choices: of_set.unwrap_or_else(|| choices.clone()),
                    optional: *optional,
                },
                label,
            }
        }
        Content::Text { .. } | Content::Chosen(_) => return None,
    };
    Some(slot)
}

/// The name of a row in figures' names, what it is called, and whether its figures are typed.
fn row_named(inputs: &Inputs, group: &Group, row: &str) -> Option<(String, String, bool)> {
    if let Some(number) = row.strip_prefix("new:") {
        let is_record = group.rows == Rows::Records;
        return is_record.then(|| (format!("+{number}"), format!("新的第{number}项"), true));
    }
    let (is_typed, name) = match row.split_once(':')? {
        ("row", name) => (true, name),
        ("derived", name) => (false, name),
        _ => return None,
    };
    if let Some(own) = inputs.of(group).rows.get(name) {
        return Some((name.to_owned(), own.called().to_owned(), is_typed));
    }
    // A row that the input may leave out, and has left out.
    let Rows::Set { set, .. } = &group.rows else {
        return None;
    };
    let named = inputs.set(set).iter().find(|of| of.key == name)?;
    Some((name.to_owned(), named.label.clone(), is_typed))
}

/// The names of the rows of a set whose figures are typed.
pub(crate) fn names_of(inputs: &Inputs, set: &str) -> Vec<String> {
    let rows = inputs.set(set).iter().filter(|row| row.role.is_typed());
    rows.map(|row| row.key.clone()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_have_the_names_that_a_spreadsheet_gives_them() {
        for (row, column, name) in [
            (0, 0, "A1"),
            (6, 25, "Z7"),
            (9, 26, "AA10"),
            (0, 701, "ZZ1"),
        ] {
            assert_eq!(Address::new(row, column).to_string(), name);
            assert_eq!(Address::parse(name), Some(Address::new(row, column)));
        }
        assert_eq!(Address::parse("$D$7"), Some(Address::new(6, 3)));
        for text in ["", "7", "D", "D0", "é1", "1D"] {
            assert_eq!(Address::parse(text), None, "{text}");
        }
    }
}

//! The year that a list of rows goes back to.

use toml::Spanned;
use toml::de::DeValue;

use super::GroupReader;
use crate::calendar::Period;
use crate::diagnostic::{Code, Diagnostic};
use crate::input::read::missing;
use crate::input::table::{Reading, Table};
use crate::input::{Entry, Typed};
use crate::model::{Group, Measure, Model, Rows};

const EARLIEST: i32 = 1949;

impl GroupReader<'_, '_, '_> {
    /// Whether the group's single figures have to be there. Of a list that may be empty they are
    /// asked for only when it, or another that goes back to the same figure, has a row.
    pub(super) fn asks_scalars(&self, root: &Table) -> bool {
        if !matches!(self.group.rows, Rows::Set { sparse: true, .. }) {
            return true;
        }
        let groups = self.model.groups.iter();
        let mut on_this = groups.filter(|group| {
            let ground = self.model.ground_of(group);
            group.key == self.group.key || ground.is_some_and(|(of, _)| of.key == self.group.key)
        });
        on_this.any(|group| has_rows(root, group))
    }

    /// A year, not before the republic and not after the notice's own.
    pub(super) fn year_entry(
        &mut self,
        value: &Spanned<DeValue>,
        measure: &Measure,
        what: &str,
    ) -> Entry {
        let entry = self.known_entry(value, measure, what);
        let latest = self.period.map_or(2999, Period::year);
        let is_year = match &entry.typed {
            Typed::Number(decimal) => {
                let year: Option<i32> = decimal.text.parse().ok();
                year.is_some_and(|year| (EARLIEST..=latest).contains(&year))
            }
            Typed::ToFill | Typed::Faulty => true,
            Typed::Blank | Typed::Unknown => false,
        };
        if is_year {
            return entry;
        }
        let message = format!("{what}应是 {EARLIEST} 到 {latest} 之间的年份");
        let finding = Diagnostic::error(Code::BadNumber, message).at(entry.place);
        self.reading
            .find(finding.hint("请写四位的年份，例如 2021，不写“年”字；名单没有换就照上年写"));
        self.faulty(value.span())
    }
}

/// Whether the input gives a row of a group, before the group is read.
fn has_rows(root: &Table, group: &Group) -> bool {
    match root.peek(&group.key) {
        Some(DeValue::Array(records)) => !records.is_empty(),
        // A total of which nothing is stated is no row.
        Some(DeValue::Table(table)) => table
            .values()
            .any(|value| matches!(value.get_ref(), DeValue::Table(row) if !row.is_empty())),
        _ => false,
    }
}

/// A group that is told not to be there, while the list of another goes back to its year.
pub(super) fn still_wanted(reading: &mut Reading, root: &Table, group: &Group, model: &Model) {
    let wanting = model.groups.iter().find_map(|other| {
        let (of, scalar) = model.ground_of(other)?;
        let is_wanted = of.key == group.key && other.key != group.key && has_rows(root, other);
        is_wanted.then_some((other, scalar))
    });
    let Some((other, scalar)) = wanting else {
        return;
    };
    let message = format!(
        "none 里写了没有“{}”，而“{}”要用它的{}",
        group.label, other.label, scalar.label
    );
    let finding = Diagnostic::error(Code::CannotBe, message).at(reading.place(root.span()));
    reading.find(finding.hint(format!(
        "请从 none 里去掉 {key}，写 [{key}] 和 {} = 2021，下面不写各行",
        scalar.key,
        key = group.key
    )));
}

pub(super) fn missing_year(key: &str, label: &str) -> Diagnostic {
    missing(
        key,
        label,
        &format!("{key} = 2021（名单是哪一年排查的；没有换就照上年写）"),
    )
}

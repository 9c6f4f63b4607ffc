//! Charts: which figures of a table are drawn, and how.

use schemars::JsonSchema;
use serde::Deserialize;

use super::{Kind, Measure, Model, Placed, RowOrder};
use crate::key::Epoch;
use crate::language::{Condition, Wording};
use crate::language::{Scale, Sign};
use crate::source::Place;

/// A chart of a table's columns: one file of `templates/charts/`.
#[derive(Clone, Debug)]
pub struct ChartPlan {
    /// The name of its file without `.toml`.
    pub key: String,
    /// What stands below it; of an annex that is a chart alone, the annex's title.
    pub title: Option<Placed<Wording>>,
    /// When it is printed; nothing: whenever it has something to show.
    pub when: Option<Placed<Condition>>,
    /// The group whose figures it shows.
    pub of: Placed<String>,
    /// How they are drawn.
    pub shape: ChartShape,
    /// The columns that it shows, each perhaps of an earlier period: `rate`, `last.rate`.
    pub columns: Vec<Placed<String>>,
    /// What stands along its axis.
    pub along: Along,
    /// The row whose figures it shows, where not every row is a place of the axis.
    pub row: Option<Placed<String>>,
    /// The order of the rows; nothing: that of the table.
    pub order: Option<RowOrder>,
    /// The start of its file.
    pub place: Place,
}

/// How figures are drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum ChartShape {
    /// 条形图: bars that lie, names at their left: for many rows, or long names.
    Bars,
    /// 柱形图: bars that stand, names below them.
    Columns,
    /// 折线图: points joined by lines, names below them.
    Lines,
}

/// What stands along the axis of a chart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Along {
    /// The typed rows of the table.
    Rows,
    /// The items over which the columns are repeated.
    Items,
    /// Earlier periods, and this one.
    Periods(Vec<Epoch>),
}

impl ChartShape {
    /// What it is called.
    pub fn name(self) -> &'static str {
        match self {
            Self::Bars => "条形图",
            Self::Columns => "柱形图",
            Self::Lines => "折线图",
        }
    }
}

impl ChartPlan {
    /// The columns, each with the earlier period that it is of.
    pub fn series(&self) -> impl Iterator<Item = (Option<Epoch>, &str)> {
        self.columns.iter().map(|column| split(&column.value))
    }

    /// The earlier periods that it looks up.
    pub fn epochs(&self) -> Vec<Epoch> {
        match &self.along {
            Along::Periods(epochs) => epochs.clone(),
            Along::Rows | Along::Items => self.series().filter_map(|(epoch, _)| epoch).collect(),
        }
    }
}

/// A name, and the earlier period that it begins with.
fn split(name: &str) -> (Option<Epoch>, &str) {
    match Epoch::split(name) {
        Some((epoch, name)) => (Some(epoch), name),
        None => (None, name),
    }
}

impl Measure {
    /// Why figures of this measure can't be drawn; nothing where they can.
    pub fn undrawable(&self) -> Option<&'static str> {
        if self.kind == Kind::Date {
            return Some("是日期，不画图");
        }
        if self.form.numerals.is_some() {
            return Some("印作中文数字，不画图");
        }
        if self.form.sign == Some(Sign::Never) {
            return Some("按 abs 印，不带正负号，画出来与印的数不符");
        }
        None
    }

    /// Whether figures of both measures can share an axis.
    pub fn shares_axis(&self, other: &Self) -> bool {
        let step = |of: &Self| match of.form.scale {
            Some(Scale::Step(step)) => Some(step),
            _ => None,
        };
        let kind = |of: &Self| match of.kind {
            Kind::Count | Kind::Amount => None,
            kind => Some(kind),
        };
        (self.sign_or_unit(), kind(self), step(self))
            == (other.sign_or_unit(), kind(other), step(other))
    }
}

impl Model {
    /// The chart with this key; `None` when the templates have none.
    pub fn chart(&self, key: &str) -> Option<&ChartPlan> {
        self.charts.iter().find(|chart| chart.key == key)
    }
}

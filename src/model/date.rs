//! Dates: days as figures. A day is kept as its number, so that it is compared, ranked, looked up in
//! earlier periods and found wrong like any other figure.

use schemars::JsonSchema;
use serde::Deserialize;

use super::{Kind, Measure};
use crate::calendar::Day;
use crate::number::Exact;

/// No notice tells of days outside of these years.
pub const YEARS_OF_DATES: std::ops::RangeInclusive<i32> = 1949..=2999;

/// What a template says of a date beside its name.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct DateTraits {
    /// In which days it is looked for.
    pub window: Window,
    /// Whether the next period's input has it as many months later.
    pub rolls: bool,
}

/// The days among which a date is no surprise.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Window {
    /// From the period's first day to the end of the next period, in which its notice is issued.
    #[default]
    Period,
    /// The years of which the notice speaks, as in its texts.
    Year,
    /// Any day.
    Any,
}

/// A day as the value of a figure.
pub fn day_value(day: Day) -> Exact {
    Exact::integer(day.number())
}

/// The day that a figure's value is; nothing beyond the calendar.
pub fn day_of(value: &Exact) -> Option<Day> {
    Day::of_number(value.to_plain().parse().ok()?)
}

impl Measure {
    /// A date of these traits.
    pub(super) fn of_date(date: DateTraits) -> Self {
        Self {
            kind: Kind::Date,
            exact: true,
            date,
            ..Self::default()
        }
    }

    /// A value of such a figure before it is rounded, with its sign or unit: 83.3333%, 2023年9月25日.
    pub fn in_full(&self, value: &Exact) -> String {
        const PLACES: u32 = 4;
        match day_of(value).filter(|_| self.kind == Kind::Date) {
            Some(day) => day.to_string(),
            None => value.to_fixed_or_plain(PLACES) + self.sign_or_unit(),
        }
    }
}

//! Dates in print.

use super::Figure;
use crate::calendar::Day;
use crate::language::{DayForm, Form};
use crate::model::{Kind, day_of};
use crate::number::{Decimal, Exact};

impl Figure {
    /// The day that the figure is; nothing of any other figure, and of none.
    pub fn day(&self) -> Option<Day> {
        let value = self.value.as_ref()?;
        (self.measure.kind == Kind::Date).then(|| day_of(value))?
    }

    /// A day in a form: without its year only where that is the notice's own; to the month only
    /// where that tells it from what it is compared with.
    pub(super) fn day_in(&self, day: Day, form: &Form) -> String {
        let is_told_apart = self.places.is_some();
        match form.day {
            Some(DayForm::NoYear) if day.year == self.year => day.without_year(),
            Some(DayForm::Month) if !is_told_apart => format!("{}年{}月", day.year, day.month),
            Some(_) | None => day.to_string(),
        }
    }

    /// A day as the number that it is kept as.
    pub(super) fn day_decimal(value: &Exact, day: Day) -> Decimal {
        Decimal {
            text: day.to_string().into(),
            places: 0,
            value: value.clone(),
        }
    }
}

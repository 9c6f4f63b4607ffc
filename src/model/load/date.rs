//! Columns and single figures that are dates.

use super::Loader;
use super::column::{DateFile, Traits};
use crate::language::Form;
use crate::model::spanned::Spanned;
use crate::model::{Content, DateTraits, Kind, Measure};
use crate::source::Place;

impl Loader<'_> {
    /// The content of a date; nothing of what is none. `is_other`: it is said to be words, or a year.
    pub(super) fn date(
        &mut self,
        (file, is_other): (DateFile, bool),
        traits: Traits,
        (unit, form): (&str, Option<&Spanned<String>>),
        has_formula: bool,
        at: &Place,
    ) -> Option<Content> {
        if !file.date {
            let within = file.within.map(|within| within.span());
            let rolls = file.rolls.map(|rolls| rolls.span());
            if let Some(span) = within.or(rolls) {
                let place = Place::new(at.source, span);
                self.fault(place, "within、rolls 只用于日期（date = true）");
            }
            return None;
        }
        let fault = if is_other {
            Some("日期（date）不能同时是文字（text、choose）或年份（year）")
        } else if has_formula {
            Some("日期是填报的，没有公式；两个日期相减得天数，另写一栏")
        } else if !unit.is_empty() || traits.is_of_number() {
            Some(
                "日期没有单位、小数位数和正负号：请去掉 unit、amount、places、rounded_to、signed、exact",
            )
        } else {
            None
        };
        if let Some(message) = fault {
            self.fault(at.clone(), message);
        }
        let form = form.and_then(|text| self.parsed(text, at.source, Form::parse));
        let form = form.map(|form| {
            if let Some(message) = Kind::Date.misfit(&form.value) {
                self.fault(form.place.clone(), message);
            }
            form.value
        });
        let date = DateTraits {
            window: file.within.map(Spanned::into_inner).unwrap_or_default(),
            rolls: file.rolls.is_some_and(Spanned::into_inner),
        };
        Some(Content::Given(Measure {
            form: form.unwrap_or_default(),
            ..Measure::of_date(date)
        }))
    }
}

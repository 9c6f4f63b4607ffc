//! Dates left over from another period's input.

use std::collections::BTreeSet;

use super::words::years_of;
use crate::calendar::Day;
use crate::diagnostic::{Code, Diagnostic};
use crate::figures::{Figure, Figures};
use crate::input::Inputs;
use crate::model::{Kind, Model, Window};

/// Typed dates outside of the days in which their template looks for them.
pub(super) fn stale(model: &Model, inputs: &Inputs, figures: &Figures) -> Vec<Diagnostic> {
    let dates = figures.own().map(|(_, figure)| figure);
    let dates =
        dates.filter(|figure| figure.measure.kind == Kind::Date && figure.typed().is_some());
    let dates: Vec<(&Figure, Day)> = dates
        .filter_map(|figure| Some((figure, figure.day()?)))
        .collect();
    if dates.is_empty() {
        return Vec::new();
    }
    let years = years_of(model, inputs);
    let found = dates.into_iter();
    found
        .filter_map(|(figure, day)| {
            let expected = outside(figure.measure.date.window, day, inputs, &years)?;
            Some(one(figure, day, &expected))
        })
        .collect()
}

/// Among which days the date should be, where it is not.
fn outside(window: Window, day: Day, inputs: &Inputs, years: &BTreeSet<i32>) -> Option<String> {
    match window {
        Window::Any => None,
        Window::Year if years.contains(&day.year) => None,
        Window::Year => Some("这一期的通报会写到的年份里".to_owned()),
        Window::Period => {
            let period = inputs.period;
            let (first, last) = (period.first_day()?, period.plus(1).last_day()?);
            let is_within = (first..=last).contains(&day);
            (!is_within).then(|| format!("{first}到{last}之间（{period}及其后一期）"))
        }
    }
}

fn one(figure: &Figure, day: Day, expected: &str) -> Diagnostic {
    let message = format!("{}是{day}，不在{expected}", figure.label);
    let stated = figure.stated.iter();
    let place = stated.map(|entry| entry.place.clone()).collect();
    let finding = Diagnostic::warning(Code::StaleYear, message)
        .at_all(place)
        .subject(&figure.key, day.to_string());
    finding.hint("请核对是不是上一期的文件里留下的；这种日期本来就可以更早或更晚的，在模板里写 within = \"year\"（本期会写到的年份）或 \"any\"")
}

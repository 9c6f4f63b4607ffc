//! Next year's input from this year's: the same counties, structure and
//! comments, the figures emptied, what is settled by last year carried over.
//! The text itself is edited, place by place, so that nothing else in it changes.

mod absent;
mod edits;
mod figures;
mod texts;
mod totals;

use edits::Edits;

use crate::calendar::{Cycle, Period};
use crate::input::{Entry, Typed};
use crate::model::Model;
use crate::pipeline::Year;

/// The input of `period`, to be filled in, from the input text that `last` was read from.
pub fn renew(model: &Model, last: &Year, text: &str, period: Period) -> String {
    let mut edits = Edits::new(text);
    let from = From {
        model,
        last,
        period,
    };
    texts::head(&mut edits, from);
    texts::none(&mut edits, from);
    for group in &model.groups {
        let input = last.inputs.of(group);
        figures::group(&mut edits, group, input, from);
        totals::totals(&mut edits, group, input, from);
        texts::own(&mut edits, group, input, from);
    }
    let offer = absent::offer(model, &last.inputs, text, period);
    edits.finish() + &offer
}

/// The year that the next one is made from.
#[derive(Clone, Copy)]
struct From<'a> {
    model: &'a Model,
    last: &'a Year,
    /// The next one.
    period: Period,
}

impl From<'_> {
    /// Whether no year lies between the two: only then is the end of the one
    /// the beginning of the other.
    fn goes_on(self) -> bool {
        self.period.since(self.last.inputs.period) == Some(1)
    }

    /// The period before, where nothing lies between: 上年, 上季度.
    fn last_name(self) -> &'static str {
        self.period.cycle().last_name()
    }

    /// 上年; or which year, where it is not the one before. The notes of an older year are known
    /// by how they begin.
    fn name(self) -> String {
        if self.goes_on() {
            self.last_name().to_owned()
        } else {
            match self.last.inputs.period {
                before if before.cycle() == Cycle::Year => format!("此前（{} 年）", before.year()),
                before => format!("此前（{}）", before.stem()),
            }
        }
    }

    /// What was typed then: 上年 355.
    fn typed(self, entry: Option<&Entry>) -> String {
        let name = self.name();
        match entry.map(|entry| &entry.typed) {
            Some(Typed::Number(decimal)) => format!("{name} {}", decimal.text),
            Some(Typed::Unknown) => format!("{name}未知"),
            Some(Typed::Blank | Typed::ToFill | Typed::Faulty) => format!("{name}空白"),
            None => format!("{name}没有"),
        }
    }
}

//! Next year's input from this year's: the same counties, structure and
//! comments, the figures emptied, what follows from last year carried over.
//! The text itself is edited, place by place, so that nothing else in it changes.

mod edits;
mod figures;
mod totals;
mod words;

use edits::Edits;

use crate::model::Model;
use crate::pipeline::Year;

/// The input of `year`, to be filled in, from the input text that `last` was read from.
pub fn renew(model: &Model, last: &Year, text: &str, year: i32) -> String {
    let mut edits = Edits::new(text);
    words::head(&mut edits, last.inputs.year, year);
    for (group, input) in model.groups.iter().zip(&last.inputs.groups) {
        figures::group(&mut edits, group, input, last);
        totals::totals(&mut edits, group, input, &model.office.total_label, last);
        words::own(&mut edits, group, input);
    }
    edits.finish()
}

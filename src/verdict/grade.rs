//! Columns of words that follow from the figures of their row: 优秀, 合格.

use super::{Item, Judge, Look, Outcome, Scope, Side, Sight};
use crate::figures::Figures;
use crate::input::{GAP, Inputs, RowInput};
use crate::model::{Content, Grade, Group, Model};

/// Writes the words of every such column into the rows, as if they had been typed.
pub fn grade(model: &Model, inputs: &mut Inputs, figures: &Figures) {
    let judge = Judge::new(model, inputs, figures);
    let mut found: Vec<(&str, usize, &str, String)> = Vec::new();
    for group in &model.groups {
        for column in &group.columns {
            let Content::Chosen(grades) = &column.content else {
                continue;
            };
            let rows = inputs.of(group).rows.values().enumerate();
            let rows = rows.filter(|(_, row)| row.role.is_typed());
            let words = rows.map(|(at, row)| (at, chosen(judge, group, row, grades)));
            found.extend(
                words.map(|(at, text)| (group.key.as_str(), at, column.key.as_str(), text)),
            );
        }
    }
    for (group, at, column, text) in found {
        let rows = inputs.groups.get_mut(group).map(|input| &mut input.rows);
        if let Some((_, row)) = rows.and_then(|rows| rows.get_index_mut(at)) {
            row.texts.insert(column.to_owned(), text);
        }
    }
}

/// What the first grade says that matches; a gap where an open figure decides it.
fn chosen(judge: Judge, group: &Group, row: &RowInput, grades: &[Grade]) -> String {
    let scope = Scope::default().with(Item::Row(judge.row(group, row)));
    for grade in grades {
        let verdict = judge.of_placed(grade.when.as_ref(), scope);
        let is_blank = |look: &Look| match &look.sight {
            Sight::Compared(left, right) => {
                let sides = [left, right].into_iter();
                let mut figures = sides.filter_map(Side::figure);
                figures.any(|figure| figure.value.is_none())
            }
            _ => false,
        };
        match verdict.outcome {
            Outcome::Yes => return grade.say.clone(),
            Outcome::Open => return GAP.to_owned(),
            // Of what nobody has given no grade follows.
            Outcome::No if verdict.looks.iter().all(is_blank) => return String::new(),
            Outcome::No => {}
        }
    }
    String::new()
}

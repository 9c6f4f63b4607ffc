//! Columns of words that follow from the figures and words of their row: 优秀, 合格, 由合格升为优秀.

use super::{Item, Judge, Look, Outcome, Scope, Side, Sight, Verdict};
use crate::figures::Figures;
use crate::input::{GAP, Inputs, RowInput};
use crate::language::{Piece, Wording};
use crate::model::{Grade, Group, Model};

/// Writes the words of every such column into the rows, as if they had been typed.
pub fn grade(model: &Model, inputs: &mut Inputs, figures: &Figures) {
    for group in &model.groups {
        // One may ask what another says.
        for column in group.chosen_in_order().0 {
            let judge = Judge::new(model, inputs, figures);
            let rows = inputs.of(group).rows.values().enumerate();
            let rows = rows.filter(|(_, row)| row.role.is_typed());
            let grades = column.content.grades();
            let words = rows.map(|(at, row)| (at, chosen(judge, group, row, grades)));
            let words: Vec<(usize, String)> = words.collect();
            let input = inputs.groups.get_mut(group.key.as_str());
            let Some(rows) = input.map(|input| &mut input.rows) else {
                continue;
            };
            for (at, text) in words {
                if let Some((_, row)) = rows.get_index_mut(at) {
                    row.texts.insert(column.key.clone(), text);
                }
            }
        }
    }
}

/// What the first grade says that matches; a gap where an open figure decides it.
fn chosen(judge: Judge, group: &Group, row: &RowInput, grades: &[Grade]) -> String {
    let scope = Scope::default().with(Item::Row(judge.row(group, row)));
    match fates(judge, scope, grades).last() {
        Some((grade, Fate::Chosen)) => said(&grade.say.value, judge, scope),
        Some((_, Fate::Open)) => GAP.to_owned(),
        _ => String::new(),
    }
}

/// What became of a grade.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// It is the one that is said.
    Chosen,
    /// Its condition does not hold.
    Passed,
    /// Its condition looked at nothing but what nobody has given: it says nothing of the row.
    Unfounded,
    /// Its condition hangs on what is still to be filled in.
    Open,
}

/// The grades of a row up to the one that is said, each with what became of it. Of what nobody has given
/// no grade follows: where a condition was unfounded, the grade without a condition is so as well.
pub fn fates<'g>(
    judge: Judge<'g>,
    scope: Scope<'g>,
    grades: &'g [Grade],
) -> Vec<(&'g Grade, Fate)> {
    let mut fates = Vec::new();
    for grade in grades {
        let fate = match &grade.when {
            Some(when) => fate(&judge.verdict(&when.value, scope)),
            None if fates.iter().any(|(_, fate)| *fate == Fate::Unfounded) => Fate::Unfounded,
            None => Fate::Chosen,
        };
        fates.push((grade, fate));
        if matches!(fate, Fate::Chosen | Fate::Open) {
            break;
        }
    }
    fates
}

fn fate(verdict: &Verdict) -> Fate {
    match verdict.outcome {
        Outcome::Open => Fate::Open,
        _ if verdict.looks.iter().all(is_blank) => Fate::Unfounded,
        Outcome::Yes => Fate::Chosen,
        Outcome::No => Fate::Passed,
    }
}

fn is_blank(look: &Look) -> bool {
    match &look.sight {
        Sight::Compared(left, right) => {
            let sides = [left, right].into_iter();
            let mut figures = sides.filter_map(Side::figure);
            figures.any(|figure| figure.value.is_none())
        }
        Sight::SaidBoth(both) => both.iter().any(|(_, said)| said.is_none()),
        _ => false,
    }
}

/// The words with those of the row that they name; nothing where one of these says nothing.
fn said(say: &Wording, judge: Judge, scope: Scope) -> String {
    let mut text = String::new();
    for piece in &say.pieces {
        match piece {
            Piece::Text(words) => text.push_str(words),
            Piece::Time(time) => text.push_str(&time.told(judge.inputs.period)),
            Piece::Name { name, .. } => match judge.said(name, scope) {
                Some(words) if words == GAP => return words,
                Some(words) if !words.is_empty() => text.push_str(&words),
                _ => return String::new(),
            },
            Piece::Call { .. } => {}
        }
    }
    text
}

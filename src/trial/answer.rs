//! What a condition or a wording comes to at one spot, with the figures that were looked at.

use super::Text;
use super::places::{Of, Spot};
use crate::language::{Piece, Wording};
use crate::model::{Model, Rows};
use crate::pipeline::Year;
use crate::verdict::{Item, Judge, Outcome, Scope};
use crate::wording::{Leaf, LeafKind, LeafSide, Phraser, plain};

/// What it comes to in one table, in one section, or everywhere.
#[derive(Debug, PartialEq, Eq)]
pub struct Tried {
    /// What was gone through: 督办事项（matters）各行; empty where it was asked once.
    pub of: String,
    /// The condition in words; nothing of a wording.
    pub reading: Option<String>,
    /// One for each row or item, or one.
    pub answers: Vec<Answer>,
}

/// What it comes to for one row or item.
#[derive(Debug, PartialEq, Eq)]
pub struct Answer {
    /// The row or item; empty where it was asked once.
    pub name: String,
    /// Whether the condition holds; nothing of a wording.
    pub outcome: Option<Outcome>,
    /// The figures that were looked at; or what the wording says.
    pub told: Vec<String>,
    /// Whether it is the total of the others.
    pub is_total: bool,
}

impl Tried {
    /// Whether another one comes to the same.
    pub(super) fn says_the_same(&self, other: &Self) -> bool {
        self.answers == other.answers && self.reading == other.reading
    }
}

/// What a text comes to at a spot where all its names are known.
pub(super) fn of(text: &Text, spot: &Spot, year: &Year, model: &Model) -> Tried {
    let judge = Judge::new(model, &year.inputs, &year.figures);
    let scopes = spot.scopes(&judge);
    let written_out = match text {
        Text::Condition(condition) => Some(spot.written_out(&condition.value, model)),
        Text::Wording(_) => None,
    };
    let section = spot.section.or(model.sections.first());
    let reading = written_out.as_ref().zip(section);
    let reading = reading
        .map(|(condition, section)| model.reading(condition, section, spot.items().as_ref()));
    // No sentence goes through a total with the rows.
    let is_said = |scope: &Scope| written_out.is_some() || !is_total(*scope);
    let mut phraser = Phraser::new(model, &year.inputs, &year.figures);
    let answers = scopes.into_iter().filter(is_said).map(|scope| {
        let (outcome, told) = match (text, &written_out) {
            (Text::Wording(wording), _) => {
                let said = plain(&phraser.wording(&wording.value, scope, &[]));
                let blanks = blanks(&wording.value, scope, judge);
                (None, std::iter::once(said).chain(blanks).collect())
            }
            (_, Some(condition)) => {
                let verdict = judge.survey(condition, scope);
                let leaves = phraser.leaves(&verdict.looks);
                let of_row = scope.item.is_some_and(|item| matches!(item, Item::Row(_)));
                (Some(verdict.outcome), looked_at(&leaves, of_row))
            }
            (Text::Condition(_), None) => (None, Vec::new()),
        };
        Answer {
            name: name_of(scope, model, &mut phraser),
            outcome,
            told,
            is_total: is_total(scope),
        }
    });
    Tried {
        answers: answers.collect(),
        of: title(spot),
        reading,
    }
}

fn is_total(scope: Scope) -> bool {
    matches!(scope.item, Some(Item::Row(row)) if row.is_total())
}

/// Figures that a sentence would need and that are blank.
fn blanks(wording: &Wording, scope: Scope, judge: Judge) -> Option<String> {
    let names = wording.pieces.iter().filter_map(|piece| match piece {
        Piece::Name { name, .. } => judge.figure(name, scope),
        _ => None,
    });
    let blank = names.filter(|figure| figure.value.is_none() && !figure.open);
    let labels: Vec<&str> = blank.map(|figure| figure.label.as_str()).collect();
    let told = labels.join("”“");
    (!labels.is_empty()).then(|| format!("但“{told}”没有数，通报里不能这样写"))
}

fn title(spot: &Spot) -> String {
    let of = match spot.of {
        Of::Nothing => String::new(),
        Of::Rows(group) if group.rows == Rows::None => {
            format!("{}（{}）", group.label, group.key)
        }
        Of::Rows(group) | Of::Each(group) => format!("{}（{}）各行", group.label, group.key),
        Of::List(list) => format!("清单 {} 各项", list.key),
    };
    match spot.section {
        Some(section) if of.is_empty() => format!("{}（{}）一节", section.title(), section.key),
        Some(section) => format!("{}（{}）一节里，{of}", section.title(), section.key),
        None => of,
    }
}

fn name_of<'a>(scope: Scope<'a>, model: &'a Model, phraser: &mut Phraser<'a>) -> String {
    let Some(item) = scope.item else {
        return String::new();
    };
    let Item::Row(row) = item else {
        return phraser.name_of(item);
    };
    let name = match row.row {
        Some(input) => input.told(row.group),
        None if row.is_total() => {
            let own = row.group.total_label.as_ref();
            own.unwrap_or(&model.office.total_label).clone()
        }
        None => row.group.label.clone(),
    };
    match row.each {
        Some(each) => format!("{name} {each}"),
        None => name,
    }
}

/// Each figure once, in the order of the condition.
fn looked_at(leaves: &[Leaf], of_row: bool) -> Vec<String> {
    const MOST: usize = 8;
    let mut told: Vec<String> = Vec::new();
    for leaf in leaves {
        let new = match &leaf.kind {
            LeafKind::Compare { left, right } => {
                let sides = [Some(left), right.as_ref()].into_iter().flatten();
                sides.filter_map(|side| side_told(side, of_row)).collect()
            }
            LeafKind::Items { items, .. } => {
                let kept = items.iter().filter(|item| item.holds);
                let names: Vec<&str> = kept.map(|item| item.name.as_str()).collect();
                let shown = names
                    .iter()
                    .take(MOST)
                    .copied()
                    .collect::<Vec<_>>()
                    .join("、");
                let more = if names.len() > MOST { "等" } else { "" };
                let colon = if names.is_empty() { "" } else { "：" };
                let count = format!("{} 项里有 {} 项", items.len(), names.len());
                vec![format!("{count}{colon}{shown}{more}")]
            }
        };
        for one in new {
            if !told.contains(&one) {
                told.push(one);
            }
        }
    }
    told
}

/// A figure with its value before rounding.
fn side_told(side: &LeafSide, of_row: bool) -> Option<String> {
    let label = side.label.as_deref()?;
    // Whose figure it is says the row's own line.
    let label = label
        .rsplit_once(' ')
        .map_or(label, |(_, rest)| if of_row { rest } else { label });
    let value = match (&side.value, side.figure) {
        (Some(_), Some(_)) => side.in_full.clone(),
        _ => side.shown.clone(),
    };
    Some(format!("{label} {value}"))
}

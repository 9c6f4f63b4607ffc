//! Columns of words that follow from others of their row: what each asks, and in which order they are
//! worked out.

use super::{Column, Content, Grade, Group};
use crate::language::{Condition, Operand, Piece};

impl Grade {
    /// The figures and words that it asks or says, as the template names them.
    pub fn names(&self) -> Vec<&str> {
        let mut names = Vec::new();
        if let Some(when) = &self.when {
            when.value.walk(&mut |leaf| match leaf {
                Condition::Compare { left, right, .. } => {
                    let both = [left, right].into_iter();
                    names.extend(both.filter_map(|operand| match operand {
                        Operand::Figure(name) => Some(name.as_str()),
                        Operand::Number { .. } | Operand::Day(_) | Operand::Count(_) => None,
                    }));
                }
                Condition::Says { name, .. } | Condition::Blank(name) => names.push(name),
                _ => {}
            });
        }
        let said = self.say.value.pieces.iter();
        names.extend(said.filter_map(|piece| match piece {
            Piece::Name { name, .. } => Some(name.as_str()),
            _ => None,
        }));
        names
    }
}

impl Content {
    /// The cases of words that follow; none of any other content.
    pub fn grades(&self) -> &[Grade] {
        match self {
            Self::Chosen(grades) => grades,
            Self::Given(_) | Self::Derived(..) | Self::Text { .. } => &[],
        }
    }
}

impl Group {
    /// A column of words, typed or chosen, by its key.
    pub fn word_column(&self, key: &str) -> Option<&Column> {
        let mut columns = self.single_columns();
        columns.find(|column| column.key == key && column.content.measure().is_none())
    }

    /// The columns of words that follow from others, each behind those that it asks. Those that come
    /// to ask themselves are left over.
    pub fn chosen_in_order(&self) -> (Vec<&Column>, Vec<&Column>) {
        let is_chosen = |column: &&Column| matches!(column.content, Content::Chosen(_));
        let mut left: Vec<&Column> = self.columns.iter().filter(is_chosen).collect();
        let mut ordered = Vec::new();
        loop {
            let waits = |column: &&Column| {
                let grades = column.content.grades().iter();
                let mut names = grades.flat_map(Grade::names);
                names.any(|name| left.iter().any(|other| other.key == name))
            };
            let (waiting, ready): (Vec<&Column>, Vec<&Column>) =
                left.iter().copied().partition(waits);
            if ready.is_empty() {
                return (ordered, waiting);
            }
            ordered.extend(ready);
            left = waiting;
        }
    }
}

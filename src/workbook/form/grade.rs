//! Words that follow from the figures of their row, as formulas.

use std::cmp::Ordering;

use super::super::Address;
use super::formula::Formulas;
use crate::calendar::{Day, Period};
use crate::figures::FigureId;
use crate::input::TO_FILL;
use crate::key::{Epoch, Key, Name, Row};
use crate::language::{Comparison, Condition, Operand};
use crate::model::Grade;

/// A row in which names are looked for.
pub(super) struct GradeRow<'a> {
    pub formulas: &'a Formulas<'a>,
    pub group: Name,
    pub row: Name,
    /// The cells of its words, by their columns.
    pub words: &'a [(String, Address)],
    /// What the input reports on, and when it is issued.
    pub period: (Period, Day),
}

/// A condition as formulas.
struct Asked {
    /// Whether it holds.
    holds: String,
    /// Whether that hangs on what is still to be filled in.
    is_open: String,
    /// Whether all that was looked at to decide it is blank. What is decided is not looked at any
    /// further.
    is_void: String,
}

impl GradeRow<'_> {
    /// The first that matches; nothing where a condition asks what no cell shows.
    pub fn formula(&self, grades: &[Grade]) -> Option<String> {
        let asked = grades.iter().filter_map(|grade| grade.when.as_ref());
        let asked: Option<Vec<Asked>> = asked.map(|when| self.asked(&when.value)).collect();
        let asked = asked?;
        // Of what nobody has given no grade follows.
        let voids: Vec<&str> = asked.iter().map(|asked| asked.is_void.as_str()).collect();
        let mut formula = "\"\"".to_owned();
        let mut asked = asked.iter().rev();
        for grade in grades.iter().rev() {
            let say = quoted(grade.say.value.words()?);
            if grade.when.is_none() {
                formula = match voids.as_slice() {
                    [] => say,
                    voids => format!("IF(OR({}),\"\",{say})", voids.join(",")),
                };
                continue;
            }
            let Asked {
                holds,
                is_open,
                is_void,
            } = asked.next()?;
            formula = format!(
                "IF({is_open},\"{TO_FILL}\",IF(AND({holds},NOT({is_void})),{say},{formula}))"
            );
        }
        Some(formula)
    }

    fn asked(&self, condition: &Condition) -> Option<Asked> {
        match condition {
            Condition::Compare {
                left,
                comparison,
                right,
            } => self.comparison(left, *comparison, right),
            Condition::Says { name, text } => {
                let (_, at) = self.words.iter().find(|(key, _)| key == name)?;
                Some(Asked {
                    holds: format!("{at}={}", quoted(text)),
                    is_open: open(&at.to_string()),
                    is_void: "FALSE".to_owned(),
                })
            }
            Condition::Blank(name) => {
                let cell = self.formulas.value(self.figure(name)?)?;
                Some(Asked {
                    holds: format!("{cell}=\"\""),
                    is_open: open(&cell),
                    is_void: "FALSE".to_owned(),
                })
            }
            Condition::Not(inner) => {
                let asked = self.asked(inner)?;
                Some(Asked {
                    holds: format!("NOT(OR({},{}))", asked.holds, asked.is_open),
                    ..asked
                })
            }
            Condition::And(parts) => self.joined(parts, true),
            Condition::Or(parts) => self.joined(parts, false),
            Condition::Present(_) | Condition::Named(_) | Condition::Items { .. } => None,
        }
    }

    /// Parts that must all hold, or of which one must; those behind the one that decides are not
    /// looked at.
    fn joined(&self, parts: &[Condition], every: bool) -> Option<Asked> {
        let parts: Option<Vec<Asked>> = parts.iter().map(|part| self.asked(part)).collect();
        let parts = parts?;
        let all = |of: fn(&Asked) -> String| parts.iter().map(of).collect::<Vec<_>>().join(",");
        let (holds, is_open) = (
            all(|part| part.holds.clone()),
            all(|part| part.is_open.clone()),
        );
        let may_hold = all(|part| format!("OR({},{})", part.holds, part.is_open));
        let mut is_void = "TRUE".to_owned();
        for part in parts.iter().rev() {
            let (held, failed) = if every {
                (is_void.as_str(), "TRUE")
            } else {
                ("TRUE", is_void.as_str())
            };
            // What is open does not fail: the next is looked at.
            let goes_on = if every {
                format!("OR({},{})", part.holds, part.is_open)
            } else {
                part.holds.clone()
            };
            is_void = format!("AND({},IF({goes_on},{held},{failed}))", part.is_void);
        }
        Some(if every {
            Asked {
                holds: format!("AND({holds})"),
                is_open: format!("AND(OR({is_open}),{may_hold})"),
                is_void,
            }
        } else {
            Asked {
                is_open: format!("AND(NOT(OR({holds})),OR({is_open}))"),
                holds: format!("OR({holds})"),
                is_void,
            }
        })
    }

    fn comparison(&self, left: &Operand, comparison: Comparison, right: &Operand) -> Option<Asked> {
        let ids = [self.operand_figure(left), self.operand_figure(right)];
        let is_other_time = match &ids {
            [Some(a), Some(b)] => {
                let key = |id: &FigureId| &self.formulas.figures.get(*id).key;
                key(a).is_other_time_of(key(b))
            }
            _ => false,
        };
        let side = |operand: &Operand, id: Option<FigureId>| match operand {
            Operand::Number { value, .. } => Some(value.to_plain()),
            Operand::Day(day) => {
                let Day { year, month, day } = day.of(self.period.0, self.period.1)?;
                Some(format!("DATE({year},{month},{day})"))
            }
            Operand::Figure(_) if is_other_time => self.formulas.compared(id?),
            Operand::Figure(_) => self.formulas.value(id?),
            Operand::Count(_) => None,
        };
        let is_zero = matches!(right, Operand::Number { value, .. } if value.is_zero());
        let (left, right) = (side(left, ids[0])?, side(right, ids[1])?);
        let sign = match comparison {
            Comparison::Less => "<",
            Comparison::LessOrEqual => "<=",
            Comparison::Greater => ">",
            Comparison::GreaterOrEqual => ">=",
            Comparison::Equal => "=",
            Comparison::NotEqual => "<>",
        };
        let numeric = format!("COUNT({left},{right})=2");
        let holds = format!("IF({numeric},ROUND({left}-{right},9){sign}0,FALSE)");
        let is_void = format!("NOT({numeric})");
        let opens: Vec<String> = [(&left, ids[0]), (&right, ids[1])]
            .into_iter()
            .filter_map(|(cell, id)| id.map(|_| open(cell)))
            .collect();
        if is_zero {
            // A draft takes it that there is something.
            let something = if comparison.holds(Ordering::Greater) {
                "TRUE"
            } else {
                "FALSE"
            };
            return Some(Asked {
                holds: format!("IF({},{something},{holds})", open(&left)),
                is_open: "FALSE".to_owned(),
                is_void,
            });
        }
        Some(Asked {
            holds,
            is_open: format!("OR({})", opens.join(",")),
            is_void,
        })
    }

    fn operand_figure(&self, operand: &Operand) -> Option<FigureId> {
        match operand {
            Operand::Figure(name) => self.figure(name),
            Operand::Number { .. } | Operand::Day(_) | Operand::Count(_) => None,
        }
    }

    /// A figure by its name in the row, else everywhere.
    fn figure(&self, name: &str) -> Option<FigureId> {
        let figures = self.formulas.figures;
        let own = |column: &str| Key {
            group: Name::clone(&self.group),
            row: Row::Of(Name::clone(&self.row)),
            column: column.into(),
        };
        let key = match Epoch::split(name) {
            Some((epoch, column)) => own(column).of_epoch(epoch),
            None => own(name),
        };
        figures.id(&key).or_else(|| figures.named(name))
    }
}

fn open(cell: &str) -> String {
    format!("{cell}=\"{TO_FILL}\"")
}

fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('"', "\"\""))
}

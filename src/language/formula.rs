use std::fmt;

use super::token::{Token, Tokens};
use super::{LanguageError, Parsed};
use crate::number::Exact;

/// How a derived figure is made: a weighted sum, a ratio of two in per cent, or a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Formula {
    /// `a + b - c`: the terms added up; a subtracted one has a negative weight.
    Sum(Vec<Term>),
    /// `(a + b) / c`: a share of something, in per cent.
    Ratio {
        /// What is above the line.
        part: Vec<Term>,
        /// What is below the line.
        base: Vec<Term>,
    },
    /// `rank(rate)`: the place of the row among all rows of its table.
    Rank {
        /// The column that decides.
        of: Term,
        /// How the places are given.
        order: Ranking,
    },
}

/// How a row of a table follows from other rows, column by column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RowFormula {
    /// `new + carried - settled`: rows by their keys.
    Sum(Vec<Term>),
    /// `sum(public, other)`: all typed rows from one to another.
    Range {
        /// The first of them.
        from: String,
        /// The last of them.
        to: String,
    },
}

impl RowFormula {
    /// Reads `a + b - c` or `sum(a, c)`.
    pub fn parse(text: &str) -> Parsed<Self> {
        let mut tokens = Tokens::new(text)?;
        if tokens.eat_call("sum") {
            let from = tokens.name()?;
            tokens.expect(",")?;
            let to = tokens.name()?;
            tokens.expect(")")?;
            tokens.end()?;
            return Ok(Self::Range { from, to });
        }
        match Formula::parse(text)? {
            Formula::Sum(terms) => Ok(Self::Sum(terms)),
            Formula::Ratio { .. } | Formula::Rank { .. } => Err(LanguageError::new(
                "一行只能由别的行相加减：a + b - c，或 sum(a, c)",
                0..text.len(),
            )),
        }
    }
}

/// How places are given.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Ranking {
    /// The lowest figure has the first place: `rank(days, rising)`.
    pub rising: bool,
    /// Behind two second places comes the third: `rank(rate, dense)`; else the fourth.
    pub dense: bool,
}

/// `weight × figure`. A name that ends in `*` stands for every column whose key begins so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term {
    /// The factor of the figure: 1 where none is written, negative behind a minus.
    pub weight: Exact,
    /// The figure's name, as the template writes it; it may end in `*`.
    pub name: String,
}

impl Formula {
    /// Reads `a + b - c`, `0.5 * a`, `a / b`, `(a + b) / (c - d)`, `rank(a)` or `rank(a, rising)`.
    pub fn parse(text: &str) -> Parsed<Self> {
        let mut tokens = Tokens::new(text)?;
        if tokens.eat_call("rank") {
            let rank = rank(&mut tokens)?;
            tokens.end()?;
            return Ok(rank);
        }
        let (part, grouped) = side(&mut tokens)?;
        if !tokens.eat("/") {
            tokens.end()?;
            return Ok(Self::Sum(part));
        }
        if part.len() > 1 && !grouped {
            return Err(LanguageError::new(
                "被除数有几项时要加括号：(a + b) / c",
                0..text.len(),
            ));
        }
        let (base, grouped) = side(&mut tokens)?;
        if base.len() > 1 && !grouped {
            return Err(LanguageError::new(
                "除数有几项时要加括号：a / (b + c)",
                0..text.len(),
            ));
        }
        tokens.end()?;
        Ok(Self::Ratio { part, base })
    }

    /// A figure by itself.
    pub fn of_one(name: &str) -> Self {
        Self::Sum(vec![Term {
            weight: Exact::integer(1),
            name: name.to_owned(),
        }])
    }

    /// Whether the result is a rate in per cent and not a sum.
    pub fn is_ratio(&self) -> bool {
        matches!(self, Self::Ratio { .. })
    }

    /// Every term in the order of the text; of a ratio, those above the line first.
    pub fn terms(&self) -> impl Iterator<Item = &Term> {
        let (first, second): (&[Term], &[Term]) = match self {
            Self::Sum(terms) => (terms, &[]),
            Self::Ratio { part, base } => (part, base),
            Self::Rank { of, .. } => (std::slice::from_ref(of), &[]),
        };
        first.iter().chain(second)
    }

    /// Whether the result is a place among the rows.
    pub fn is_rank(&self) -> bool {
        matches!(self, Self::Rank { .. })
    }

    /// The same formula with every name changed.
    #[must_use]
    pub fn map_names(&self, mut change: impl FnMut(&str) -> String) -> Self {
        let mut all = |terms: &[Term]| {
            terms
                .iter()
                .map(|term| Term {
                    weight: term.weight.clone(),
                    name: change(&term.name),
                })
                .collect::<Vec<_>>()
        };
        match self {
            Self::Sum(terms) => Self::Sum(all(terms)),
            Self::Ratio { part, base } => {
                let part = all(part);
                Self::Ratio {
                    part,
                    base: all(base),
                }
            }
            Self::Rank { of, order } => Self::Rank {
                of: Term {
                    weight: of.weight.clone(),
                    name: change(&of.name),
                },
                order: *order,
            },
        }
    }
}

/// What stands in the brackets of `rank(…)`: the column, then `rising` and `dense` in any order.
fn rank(tokens: &mut Tokens) -> Parsed<Formula> {
    let name = tokens.name()?;
    let mut order = Ranking::default();
    while tokens.eat(",") {
        if tokens.eat_word("rising") {
            order.rising = true;
        } else if tokens.eat_word("dense") {
            order.dense = true;
        } else {
            return Err(tokens.unexpected("此处应为 rising（由低到高）或 dense（并列不占名次）"));
        }
    }
    tokens.expect(")")?;
    let of = Term {
        weight: Exact::integer(1),
        name,
    };
    Ok(Formula::Rank { of, order })
}

/// One side of a ratio, and whether it stood in brackets.
fn side(tokens: &mut Tokens) -> Parsed<(Vec<Term>, bool)> {
    if tokens.eat("(") {
        let terms = sum(tokens)?;
        tokens.expect(")")?;
        Ok((terms, true))
    } else {
        Ok((sum(tokens)?, false))
    }
}

fn sum(tokens: &mut Tokens) -> Parsed<Vec<Term>> {
    let mut negative = tokens.eat("-");
    let mut terms = Vec::new();
    loop {
        terms.push(term(tokens, negative)?);
        negative = tokens.eat("-");
        if !negative && !tokens.eat("+") {
            return Ok(terms);
        }
    }
}

fn term(tokens: &mut Tokens, negative: bool) -> Parsed<Term> {
    let mut weight = Exact::integer(1);
    if let Some(Token::Number(number, _)) = tokens.peek() {
        weight = number.clone();
        tokens.next();
        tokens.expect("*")?;
    }
    Ok(Term {
        weight: if negative { -weight } else { weight },
        name: tokens.name()?,
    })
}

impl fmt::Display for Formula {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Sum(terms) => f.write_str(&sum_text(terms)),
            Self::Ratio { part, base } => {
                write!(f, "{} / {}", side_text(part), side_text(base))
            }
            Self::Rank { of, order } => {
                let rising = if order.rising { ", rising" } else { "" };
                let dense = if order.dense { ", dense" } else { "" };
                write!(f, "rank({}{rising}{dense})", of.name)
            }
        }
    }
}

fn side_text(terms: &[Term]) -> String {
    if terms.len() == 1 {
        sum_text(terms)
    } else {
        format!("({})", sum_text(terms))
    }
}

fn sum_text(terms: &[Term]) -> String {
    let mut text = String::new();
    for (index, term) in terms.iter().enumerate() {
        text.push_str(match (term.weight.is_negative(), index) {
            (true, 0) => "-",
            (true, _) => " - ",
            (false, 0) => "",
            (false, _) => " + ",
        });
        if term.weight.abs() != Exact::integer(1) {
            text.push_str(&term.weight.abs().to_plain());
            text.push_str(" * ");
        }
        text.push_str(&term.name);
    }
    text
}

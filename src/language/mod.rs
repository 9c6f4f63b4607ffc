//! The small language of the templates: formulas (weighted sums and ratios),
//! conditions (comparisons of figures) and wording (text with holes).
//!
//! It is kept so small on purpose: what it can't say, a template can't compute,
//! and every rule can be listed, explained and checked for being reachable.

mod condition;
mod day;
mod form;
mod formula;
mod reach;
mod token;
mod wording;

pub use condition::{Comparison, Condition, Operand};
pub use day::{DAY_NAMES, NamedDay};
pub use form::{DayForm, Form, Grouping, Numerals, Scale, Share, Sign, Step};
pub use formula::{Formula, Ranking, RowFormula, Term};
pub use reach::unreachable;
pub use wording::{Function, Piece, Wording};

use std::ops::Range;

/// Why an expression can't be read, and where in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LanguageError {
    /// In Chinese, without a full stop.
    pub message: String,
    /// Bytes of the expression.
    pub span: Range<usize>,
}

impl LanguageError {
    fn new(message: impl Into<String>, span: Range<usize>) -> Self {
        Self {
            message: message.into(),
            span,
        }
    }
}

type Parsed<T> = Result<T, LanguageError>;

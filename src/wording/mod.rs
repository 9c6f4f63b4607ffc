//! Rules choose wording from figures; lists, 分别-pairs and omissions. No arithmetic.

mod chinese;
mod describe;
mod item_words;
mod leaves;
mod merge;
mod remarks;
mod say;
mod span;
mod what_if;

pub use chinese::{counted, numeral};
pub use describe::TriedRule;
pub use leaves::{Leaf, LeafItem, LeafKind, LeafSide};
pub use span::{Chosen, Mark, NotePart, Origin, RuleId, Span, is_blank, plain};
pub use what_if::{AtBound, Tried, Turn};

use std::collections::{BTreeSet, HashMap, HashSet};
use std::sync::Arc;

use crate::diagnostic::Diagnostic;
use crate::figures::Figures;
use crate::input::Inputs;
use crate::model::Model;
use crate::verdict::Judge;

/// Says phrases; each is worked out once.
pub struct Phraser<'a> {
    judge: Judge<'a>,
    /// The rows' names as a list has them.
    short_names: HashMap<&'a str, &'a str>,
    said: HashMap<PhraseKey<'a>, Arc<Said>>,
    remarks: Remarks,
}

/// The keys of a section and of a phrase.
type PhraseKey<'a> = (&'a str, &'a str);

/// What came up while phrases were said.
#[derive(Debug, Default)]
pub struct Remarks {
    /// Verdicts that rounding would flip, sentences that need a blank figure.
    pub findings: Vec<Diagnostic>,
    /// The verdicts, in the order in which they were come to.
    pub chosen: Vec<Chosen>,
    /// Every rule that chose wording, verdict or not.
    pub used: BTreeSet<RuleId>,
    messages: HashSet<String>,
}

/// What a phrase came to.
#[derive(Debug, Default)]
pub struct Said {
    /// One for each item or part that said something, in order.
    pub items: Vec<SaidItem>,
    /// All the items joined.
    pub spans: Vec<Span>,
}

/// What a phrase says of one item, or one of its parts.
#[derive(Debug)]
pub struct SaidItem {
    /// The words, in order.
    pub spans: Vec<Span>,
    /// The row that it was said of.
    pub row: Option<String>,
    /// The rule that said it, from 0.
    pub rule: usize,
}

/// A word and what stands for it, beside those of the item.
pub type ExtraWord<'s> = (&'s str, Vec<Span>);

/// What a phrase lends to its rules beside the item.
#[derive(Clone, Copy, Default)]
struct Extra<'s> {
    words: &'s [ExtraWord<'s>],
    /// Of whom it is said, where that is no item.
    row: Option<&'s str>,
}

impl<'a> Phraser<'a> {
    /// Speaks of one year, and has said nothing yet.
    pub fn new(model: &'a Model, inputs: &'a Inputs, figures: &'a Figures) -> Self {
        Self {
            judge: Judge::new(model, inputs, figures),
            short_names: item_words::short_names(model, inputs),
            said: HashMap::new(),
            remarks: Remarks::default(),
        }
    }

    /// What came up on the way.
    pub fn into_remarks(self) -> Remarks {
        self.remarks
    }
}

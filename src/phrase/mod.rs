//! Rules choose wording from figures; lists, 分别-pairs and omissions. No arithmetic.

mod chinese;
mod condition;
mod describe;
mod items;
mod leaves;
mod merge;
mod say;
mod what_if;

pub use chinese::{counted, numeral};
pub use describe::Tried;
pub use items::{Item, Local, Locals, MustPlace};
pub use leaves::{Leaf, LeafItem, LeafKind, Side};
pub use what_if::Turn;

use std::cell::{Cell, RefCell};
use std::collections::{BTreeSet, HashMap};
use std::rc::Rc;

use crate::diagnostic::Diagnostic;
use crate::figures::Figures;
use crate::input::Inputs;
use crate::model::{Model, Section};
use crate::notice::{Chosen, RuleId, Span};

/// Says phrases; each is worked out once.
pub struct Phraser<'a> {
    model: &'a Model,
    inputs: &'a Inputs,
    figures: &'a Figures,
    said: RefCell<HashMap<(String, String), Rc<Said>>>,
    findings: RefCell<Vec<Diagnostic>>,
    chosen: RefCell<Vec<Chosen>>,
    used: RefCell<BTreeSet<RuleId>>,
    /// A comparison met a figure that is still to be filled in.
    undecided: Cell<bool>,
}

/// What a phrase came to.
#[derive(Debug, Default)]
pub struct Said {
    pub items: Vec<SaidItem>,
    /// All the items joined.
    pub spans: Vec<Span>,
}

#[derive(Debug)]
pub struct SaidItem {
    pub spans: Vec<Span>,
    /// The row that it was said of.
    pub row: Option<String>,
    /// The rule that said it, from 0.
    pub rule: usize,
}

/// Where a name is looked for.
#[derive(Clone, Copy)]
pub struct Scope<'s> {
    /// Nothing: the paragraphs of the input.
    pub section: Option<&'s Section>,
    /// The words of the item that is being said.
    pub locals: &'s Locals,
}

impl<'a> Phraser<'a> {
    pub fn new(model: &'a Model, inputs: &'a Inputs, figures: &'a Figures) -> Self {
        Self {
            model,
            inputs,
            figures,
            said: RefCell::default(),
            findings: RefCell::default(),
            chosen: RefCell::default(),
            used: RefCell::default(),
            undecided: Cell::default(),
        }
    }

    /// What came up on the way: verdicts that rounding would flip, sentences
    /// that need a blank figure; and which rules were chosen, in order, and used at all.
    pub fn into_findings(self) -> (Vec<Diagnostic>, Vec<Chosen>, BTreeSet<RuleId>) {
        (
            self.findings.into_inner(),
            self.chosen.into_inner(),
            self.used.into_inner(),
        )
    }
}

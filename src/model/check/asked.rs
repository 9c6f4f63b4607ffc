//! Conditions and wordings that stand in no template: somebody tries them.

use super::{Checker, Locals};
use crate::diagnostic::Diagnostic;
use crate::language::{Condition, Wording};
use crate::model::{Kind, Model, Placed, Section};
use crate::source::Sources;
use std::collections::HashSet;

/// Where something is tried: in a section or in none, and the names that its item lends.
pub type Asked<'m> = (Option<&'m Section>, Vec<(String, Option<Kind>)>);

impl Model {
    /// What is wrong with a condition that is asked there.
    pub fn faults_of_condition(
        &self,
        (section, locals): &Asked,
        condition: &Placed<Condition>,
        sources: &Sources,
    ) -> Vec<Diagnostic> {
        let section = section.and_then(|section| self.section(&section.key));
        let mut checker = self.checker(sources);
        checker.condition(section, &named(locals), condition);
        checker.findings
    }

    /// What is wrong with a wording that is said there.
    pub fn faults_of_wording(
        &self,
        (section, locals): &Asked,
        wording: &Placed<Wording>,
        sources: &Sources,
    ) -> Vec<Diagnostic> {
        let section = section.and_then(|section| self.section(&section.key));
        let mut checker = self.checker(sources);
        checker.wording(section, &named(locals), wording);
        checker.findings
    }

    fn checker<'m>(&'m self, sources: &'m Sources) -> Checker<'m> {
        Checker {
            model: self,
            sources,
            used: HashSet::new(),
            findings: Vec::new(),
        }
    }
}

fn named(names: &[(String, Option<Kind>)]) -> Locals<'_> {
    let names = names.iter();
    names.map(|(name, kind)| (name.as_str(), *kind)).collect()
}

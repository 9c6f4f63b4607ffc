//! Claims: their sections and names are there, and they can be tripped at all.

use super::Checker;
use crate::diagnostic::Code;
use crate::model::Claim;

impl<'m> Checker<'m> {
    pub(super) fn claim(&mut self, claim: &'m Claim) {
        let Some(section) = self.model.section(&claim.section.value) else {
            return self.unknown(&claim.section.place, &claim.section.value);
        };
        let is_empty = |words: &[String]| words.is_empty() || words.iter().any(String::is_empty);
        if is_empty(&claim.words) || is_empty(&claim.of) {
            let message = "断言（claims）的 words 和 of 要各有词，且不能是空白".to_owned();
            self.fault(Code::BadTemplate, &claim.section.place, message);
        }
        self.condition(Some(section), &Vec::new(), &claim.when);
    }
}

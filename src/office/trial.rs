//! What a condition or a wording comes to with an input's figures, or with others in their place.

use super::run::Run;
use crate::trial::{Text, Tried, try_out};

/// How the source of what is tried is called in findings.
const NAME: &str = "所试的写法";

impl Run<'_> {
    /// What a text comes to, with some figures changed; nothing, and findings, where it can't be
    /// told. `of` names the only table or section that is meant.
    pub fn try_out(
        &mut self,
        text: &str,
        changes: &[String],
        of: Option<&str>,
    ) -> Option<Vec<Tried>> {
        let source = self.sources.add(NAME.to_owned(), text.trim().to_owned());
        let text = match Text::read(source, &self.sources) {
            Ok(text) => text,
            Err(fault) => {
                self.findings.push(fault);
                return None;
            }
        };
        let another = if changes.is_empty() {
            None
        } else {
            let input = self.changed_text(changes)?;
            let (year, findings) = self.make_without_totals(changes, input, &mut Vec::new());
            if year.is_none() {
                self.findings.extend(findings);
            }
            Some(year?)
        };
        let year = another.as_ref().or(self.year.as_ref())?;
        let tried = try_out(&text, of, year, self.office.model(), &self.sources);
        tried.map_err(|faults| self.findings.extend(faults)).ok()
    }
}

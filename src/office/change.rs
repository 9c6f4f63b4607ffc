//! What a change of figures would change in a notice.

use super::input::TextFile;
use super::run::Run;
use crate::diagnostic::{Code, Diagnostic, has_errors};
use crate::impact::{Found, Impact, impact, with_value, without};
use crate::pipeline::{Setting, Year, make_year};
use crate::source::SourceId;

/// A change that is asked about.
pub enum Change<'a> {
    /// Figures by name, each with its new value: `targets.城区.begun=764`.
    Figures(&'a [String]),
    /// Another input in its place.
    Input(TextFile),
}

/// What a change would change.
pub struct Changed {
    /// What differs.
    pub impact: Impact,
    /// Stated totals and rates that would contradict the change, and so were worked out anew.
    pub anew: Vec<String>,
}

impl Run<'_> {
    /// What the change would change; nothing, and findings, where the changed input makes no notice.
    pub fn change(&mut self, change: Change) -> Option<Changed> {
        // Both without last year's file: what it says is the same of either.
        let mut anew = Vec::new();
        let (after, findings) = match change {
            Change::Input(file) => {
                let input = file.take_up(&mut self.sources, &mut self.findings);
                self.make(input)
            }
            Change::Figures(changes) => {
                let input = self.changed_text(changes)?;
                self.make_without_totals(changes, input, &mut anew)
            }
        };
        let (_, before) = self.make(self.input);
        let Some(after) = after.filter(|_| !has_errors(&self.findings)) else {
            self.findings.extend(findings);
            return None;
        };
        let before = Found {
            year: self.year.as_ref()?,
            findings: &before,
        };
        let after = Found {
            year: &after,
            findings: &findings,
        };
        let impact = impact(&before, &after, self.office.model(), &self.sources);
        Some(Changed { impact, anew })
    }

    fn make(&self, input: SourceId) -> (Option<Year>, Vec<Diagnostic>) {
        let setting = Setting {
            earlier: self.earlier.earlier(),
            draft: self.is_draft,
            ..Setting::default()
        };
        make_year(self.office.model(), input, &self.sources, setting)
    }

    /// The input's text with the changes made in it.
    pub(super) fn changed_text(&mut self, changes: &[String]) -> Option<SourceId> {
        let input = self.sources.get(self.input);
        let name = format!("{}（改动后）", input.name);
        let mut text = input.text.clone();
        let example = self
            .example()
            .map_or_else(String::new, |key| format!("，如 {key}=764"));
        for change in changes {
            let edited = change
                .split_once('=')
                .and_then(|(key, value)| with_value(&text, key.trim(), value.trim()));
            match edited {
                Some(edited) => text = edited,
                None => self.findings.push(super::fault(
                    format!("数据里没有“{change}”这一项"),
                    format!("请写 组.行名.名称=数{example}；只能改数据文件里写了的"),
                )),
            }
        }
        (!has_errors(&self.findings)).then(|| self.sources.add(name, text))
    }

    /// The first typed figure of a row, as one writes it.
    fn example(&self) -> Option<String> {
        let figures = self.year.as_ref()?.figures.iter();
        let mut keys = figures.filter(|(_, figure)| figure.stated.is_some());
        let (_, figure) = keys
            .find(|(_, figure)| figure.key.epoch().is_none() && figure.key.row_name().is_some())?;
        Some(figure.key.to_string())
    }

    /// What was stated beside what follows from the change would now contradict it: it is worked
    /// out anew instead.
    pub(super) fn make_without_totals(
        &mut self,
        changes: &[String],
        mut input: SourceId,
        anew: &mut Vec<String>,
    ) -> (Option<Year>, Vec<Diagnostic>) {
        let is_changed = |figure: &str| {
            let keys = changes.iter().filter_map(|change| change.split_once('='));
            keys.into_iter().any(|(key, _)| key.trim() == figure)
        };
        // Each round sets at least one aside.
        loop {
            let (year, findings) = self.make(input);
            let stated = findings.iter().filter(|f| f.code == Code::StatedDiffers);
            let mut figures = stated.filter_map(|finding| Some(&finding.subject.as_ref()?.figure));
            let figure = figures.find(|figure| !is_changed(figure) && !anew.contains(figure));
            let source = self.sources.get(input);
            let rest = figure.and_then(|figure| Some((without(&source.text, figure)?, figure)));
            let Some((text, figure)) = rest else {
                return (year, findings);
            };
            anew.push(figure.clone());
            let name = source.name.clone();
            input = self.sources.add(name, text);
        }
    }
}

//! An input while somebody edits it: its tables as they are filled in, what follows from each edit at
//! once, what is found and at which cell, and the pages.

mod finding;
mod sheet;
mod shown;

pub use finding::Finding;
pub use sheet::{Cell, Field, Row, Sheet};
pub use shown::Shown;

use std::sync::Arc;

use toml_edit::DocumentMut;

use super::input::{Input, TextFile};
use super::{Office, Run};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::figures::Figures;
use crate::impact::{Found, Impact, impact};
use crate::input::Inputs;
use crate::unfilled::missing_earlier;
use crate::workbook::edit::{self, Edit, Edits};
use crate::workbook::form::Ground;
use crate::workbook::rows::{self, RowEdit};

/// An input with edits that are not kept yet, and what comes of it.
pub struct Edited<'o> {
    /// The run of the edited input: its findings, its notice. What is still to be filled in stays open.
    pub run: Run<'o>,
    /// What was edited, with the new text, and which edits were refused.
    pub made: edit::Edited,
    /// The tables and texts as they are filled in; none where the input can't be read so far.
    pub sheets: Vec<Sheet>,
    /// What the edits change in the notice, as far as it could be worked out; nothing without edits, or
    /// where of one of the two inputs no notice could be.
    pub impact: Option<Impact>,
    /// The codes of what a draft may lack, and nothing else.
    missing: Vec<Code>,
}

impl Office {
    /// Makes edits in an input, and tells what comes of them; nothing is kept.
    pub fn edit(&self, input: &Input, edits: &[Edit]) -> Edited<'_> {
        let before = self.read(input.clone(), true);
        let text = input.file.text();
        let made = if edits.is_empty() {
            edit::Edited::unchanged(text)
        } else {
            let model = self.model();
            let on = |inputs: &Inputs| {
                let edited = Edits {
                    model,
                    inputs,
                    text,
                };
                edited.make(edits)
            };
            let made = match before.reached() {
                Some(year) => Some(on(&year.inputs)),
                // What could not be read as a whole may still be mended cell by cell.
                None => self
                    .opened(input.clone())
                    .read
                    .as_far_as_read()
                    .map(|(inputs, _)| on(&inputs)),
            };
            made.unwrap_or_else(|| edit::Edited::unchanged(text))
        };
        self.edited(before, input, made)
    }

    /// Changes a list of rows in an input, and tells what comes of it; nothing is kept.
    ///
    /// # Errors
    /// That it can't be changed so.
    pub fn edit_rows(&self, input: &Input, change: &RowEdit) -> Result<Edited<'_>, Diagnostic> {
        const HINT: &str = "请先改正“问题”里的错误，或在“原文”里改";
        let read = self.opened(input.clone()).read.as_far_as_read();
        let (inputs, _) =
            read.ok_or_else(|| super::fault("数据文件还读不成表，改不了名单", HINT))?;
        let made = edit::Edited {
            text: rows::change(input.file.text(), (self.model(), &inputs), change)?,
            ..edit::Edited::default()
        };
        Ok(self.edited(self.read(input.clone(), true), input, made))
    }

    /// What comes of a new text of an input whose old one was run.
    fn edited<'o>(&'o self, before: Run<'o>, input: &Input, made: edit::Edited) -> Edited<'o> {
        if made.text == input.file.text() {
            let (sheets, lacks) = self.looked_at(&before, input);
            return Edited {
                missing: missing(&before, lacks),
                run: before,
                made,
                sheets,
                impact: None,
            };
        }
        let after = Input {
            file: TextFile::of_text(input.file.name(), made.text.as_str()),
            ..input.clone()
        };
        let (old, found, sources) = before.into_reached();
        let run = self.read_on(&Arc::new(sources), after.clone(), true);
        let compared = || {
            let before = Found {
                year: old.as_ref()?,
                findings: &found,
            };
            let after = Found {
                year: run.reached()?,
                findings: run.findings(),
            };
            Some(impact(&before, &after, self.model(), run.sources()))
        };
        let ((sheets, lacks), impact) = rayon::join(|| self.looked_at(&run, &after), compared);
        Edited {
            missing: missing(&run, lacks),
            run,
            made,
            sheets,
            impact,
        }
    }

    /// The sheets of an input that was run, and whether it lacks figures of earlier periods.
    fn looked_at(&self, run: &Run, input: &Input) -> (Vec<Sheet>, bool) {
        let text = input.file.text();
        let Ok(written) = text.parse::<DocumentMut>() else {
            return Default::default();
        };
        let look = |inputs: &Inputs, figures: &Figures, earlier| {
            let ground = Ground {
                kind: self.kind(),
                model: self.model(),
                inputs,
                figures,
                earlier,
                written: &written,
                by: None,
            };
            let lacking = missing_earlier(self.model(), inputs, figures, true);
            (sheet::sheets(self, &ground, text), !lacking.is_empty())
        };
        if let Some(year) = run.reached() {
            return look(&year.inputs, &year.figures, run.earlier.earlier());
        }
        let opened = self.opened(input.clone());
        let read = opened.read.as_far_as_read();
        read.map(|(inputs, figures)| look(&inputs, &figures, opened.years.earlier()))
            .unwrap_or_default()
    }
}

/// The codes of what only a draft may lack.
fn missing(draft: &Run, lacks_earlier: bool) -> Vec<Code> {
    let mut codes = vec![Code::ToFill];
    codes.extend(lacks_earlier.then_some(Code::NoLastYear));
    codes.retain(|code| {
        let mut findings = draft.findings().iter();
        findings.any(|found| found.code == *code && found.severity == Severity::Warning)
    });
    codes
}

impl Edited<'_> {
    /// How many places are still to be filled in.
    pub fn open(&self) -> usize {
        let open = self.run.findings().iter();
        let open = open.filter(|finding| finding.code == Code::ToFill);
        open.map(|finding| finding.labels.len().max(1)).sum()
    }
}

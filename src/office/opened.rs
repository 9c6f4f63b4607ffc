//! An input read together with the earlier periods that it looks back to, without making a notice of it:
//! what forms, imports and edits begin with.

use toml_edit::DocumentMut;

use super::earlier::{self, EarlierYears};
use super::input::Input;
use super::{Office, Refusal, fault};
use crate::diagnostic::{Diagnostic, has_errors};
use crate::figures::Figures;
use crate::input::Inputs;
use crate::pipeline::{ReadInput, ReadYear};
use crate::source::{SourceId, Sources};
use crate::workbook::form::Ground;

/// An input that was read, whatever is wrong with it.
pub(super) struct Opened {
    pub sources: Sources,
    /// What is wrong with its text as a file, and with the earlier periods'.
    pub findings: Vec<Diagnostic>,
    pub source: SourceId,
    pub years: EarlierYears,
    pub read: ReadYear,
}

/// The same, of which all could be read.
pub(super) struct Whole {
    pub sources: Sources,
    pub source: SourceId,
    pub years: EarlierYears,
    pub inputs: Inputs,
    pub figures: Figures,
}

impl Office {
    /// Reads an input with its earlier periods.
    pub(super) fn opened(&self, input: Input) -> Opened {
        let model = self.model();
        let mut sources = Sources::on(self.sources().clone());
        let mut findings = Vec::new();
        let source = input.file.take_up(&mut sources, &mut findings);
        // That an earlier file is missing is told where the notice is made.
        let texts = earlier::take_up(model, source, input.earlier, &mut sources, &mut Vec::new());
        let read = earlier::read(model, &texts, &sources);
        let (years, _) = earlier::derived(model, source, read, &sources);
        let read = ReadInput::of(model, source, &sources).derived(model, years.earlier());
        Opened {
            sources,
            findings,
            source,
            years,
            read,
        }
    }
}

impl Opened {
    /// The input, when all of it could be read.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn whole(self) -> Result<Whole, Refusal> {
        let Self {
            sources,
            mut findings,
            source,
            years,
            read,
        } = self;
        match read.whole_or_findings() {
            Ok((inputs, figures)) if !has_errors(&findings) => Ok(Whole {
                sources,
                source,
                years,
                inputs,
                figures,
            }),
            other => {
                findings.extend(other.err().unwrap_or_default());
                Err(Refusal { findings, sources })
            }
        }
    }
}

impl Whole {
    /// The input as it is written.
    ///
    /// # Errors
    /// That it is no TOML: a reader that recovers from errors may still have read it.
    pub fn written(&self) -> Result<DocumentMut, Diagnostic> {
        let source = self.sources.get(self.source);
        source.text.parse().map_err(|_| {
            let hint = format!("请先运行 hongtou check {}", source.name);
            fault(format!("{} 有错误，写不了填报表", source.name), hint)
        })
    }

    /// What a form of it is made from.
    pub fn ground<'a>(&'a self, office: &'a Office, written: &'a DocumentMut) -> Ground<'a> {
        Ground {
            kind: office.kind(),
            model: office.model(),
            inputs: &self.inputs,
            figures: &self.figures,
            earlier: self.years.earlier(),
            written,
            by: None,
        }
    }
}

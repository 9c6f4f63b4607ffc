//! The pages of an input while it is edited.

use super::Edited;
use crate::audit::audit;
use crate::diagnostic::Diagnostic;
use crate::located::{Located, located};
use crate::office::{Edition, faults};
use crate::pages::Pages;

/// A notice laid out to be looked at.
pub struct Shown {
    /// A picture of each page (SVG).
    pub svgs: Vec<String>,
    /// What lies where.
    pub pages: Pages,
    /// What can be pointed at.
    pub located: Vec<Located>,
    /// Whether something is still to be filled in, or contradicts something: 送审稿 is printed over it.
    pub is_draft: bool,
    /// Whether an error contradicts what it says: it must not be taken for the notice.
    pub is_disputed: bool,
}

impl Edited<'_> {
    /// The pages; nothing, and findings, where the notice can't be laid out. What breaks the standard
    /// is among the findings. Figures that contradict one another are laid out as well, since somebody
    /// who types them one after the other has them so most of the time: as a draft, and told.
    pub fn show(&mut self) -> Option<Shown> {
        let is_disputed = self.run.is_disputed();
        let is_draft = is_disputed || !self.missing.is_empty();
        let edition = Edition {
            draft: is_draft,
            ..Edition::default()
        };
        let laid_out = self.run.lay_out_reached(edition)?;
        let notice = &self.run.reached()?.notice;
        let looked = || {
            let roles = &self.run.office().model().office.fonts;
            let audit = audit(notice, roles, laid_out.pages());
            (audit, located(notice, laid_out.pages()))
        };
        let (svgs, (audit, located)) = rayon::join(|| laid_out.svgs(), looked);
        let broken = faults::of_audit(&audit).into_iter();
        let broken: Vec<Diagnostic> = broken.map(Diagnostic::softened).collect();
        self.run.findings.extend(broken);
        Some(Shown {
            svgs,
            pages: laid_out.into_pages(),
            located,
            is_draft,
            is_disputed,
        })
    }
}

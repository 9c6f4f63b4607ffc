//! What words in the year's own texts claim.

use super::Loader;
use super::parse::placed_text;
use crate::model::Claim;
use crate::model::file::ClaimFile;
use crate::source::SourceId;

impl Loader<'_> {
    pub(super) fn claim(&mut self, file: ClaimFile, source: SourceId) -> Option<Claim> {
        Some(Claim {
            words: file.words,
            of: file.of,
            section: placed_text(file.section, source),
            when: self.condition(&file.when, source)?,
            say: file.say,
        })
    }
}

//! What a Word file takes over from the pages: it can't look where its own lines will stand.

use super::Office;
use crate::archive::digest;
use crate::docx::Facts;
use crate::notice::Notice;
use crate::pages::{Length, Page, Pages, PartKind};
use crate::text::text;

/// From one line of the text to the next (GB/T 9704 5.2.3).
const PITCH: Length = Length::micrometres(10_449);

/// What stands where on the pages of a notice.
pub(super) fn facts<'o>(office: &'o Office, notice: &Notice, pages: &Pages) -> Facts<'o> {
    let text = text(notice);
    Facts {
        origin: [
            office.kind().to_owned(),
            notice.period.stem(),
            digest(text.as_bytes()),
        ],
        roles: &office.model().office.fonts,
        above_signature: above_signature(pages),
        imprint_after: imprint_after(pages),
    }
}

fn kinds<'p>(pages: &'p Pages, page: &'p Page) -> impl Iterator<Item = (PartKind, Length)> + 'p {
    let texts = page.texts.iter();
    texts.filter_map(|text| Some((pages.kind(text.part)?, text.baseline)))
}

fn imprint_after(pages: &Pages) -> usize {
    use PartKind::{Folio, ImprintCopies, ImprintDate, ImprintOrgan, SheetMark};
    let is_imprint = |kind| matches!(kind, ImprintCopies | ImprintDate | ImprintOrgan);
    let last = |test: &dyn Fn(PartKind) -> bool| {
        let mut found = pages.pages.iter().rev();
        let page = found.find(|page| kinds(pages, page).any(|(kind, _)| test(kind)));
        page.map_or(0, |page| page.number)
    };
    let content = last(&|kind| !is_imprint(kind) && !matches!(kind, Folio | SheetMark));
    last(&is_imprint).saturating_sub(content)
}

fn above_signature(pages: &Pages) -> i64 {
    use PartKind::{AnnexList, Heading, Paragraph, SignatureOrgan};
    for page in &pages.pages {
        let signature = kinds(pages, page).filter(|(kind, _)| *kind == SignatureOrgan);
        let Some(first) = signature.map(|(_, baseline)| baseline).min() else {
            continue;
        };
        let text = kinds(pages, page).filter(|(kind, baseline)| {
            matches!(kind, AnnexList | Heading | Paragraph) && *baseline < first
        });
        if let Some(above) = text.map(|(_, baseline)| baseline).max() {
            return (first - above).nearest_multiple(PITCH) - 1;
        }
    }
    // Stamps of signatures stand two lines below the text.
    2
}

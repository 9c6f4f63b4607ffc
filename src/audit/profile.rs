//! What a document's form has it look like: the figures and the parts that forms differ in.

use super::standard::{LETTER_MARK_TOP, MARK_TOP, ORDER_MARK_TOP};
use crate::model::DocumentForm;
use crate::notice::Notice;
use crate::pages::Length;

/// The figures of one document's form.
pub(super) struct Profile {
    /// How far the mark's ink begins below the paper's upper edge; nothing: there is no mark.
    pub mark_top: Option<Length>,
    /// How many rules are drawn in red.
    pub red_rules: usize,
    /// How many rules 版记 has.
    pub imprint_rules: usize,
    /// The first page that bears a folio.
    pub first_folio: usize,
    /// Whether 版记 stands on an even page, the back of a sheet.
    pub is_bound_in_sheets: bool,
}

impl Profile {
    pub fn of(notice: &Notice) -> Self {
        let imprint = &notice.imprint;
        // One above each line of 版记, and one below the last.
        let lines = usize::from(imprint.copies.is_some()) + usize::from(imprint.printed.is_some());
        match notice.form {
            DocumentForm::Document | DocumentForm::Minutes => Self {
                mark_top: Some(MARK_TOP),
                red_rules: 1,
                imprint_rules: lines + 1,
                first_folio: 1,
                is_bound_in_sheets: true,
            },
            DocumentForm::Order => Self {
                mark_top: Some(ORDER_MARK_TOP),
                red_rules: 0,
                imprint_rules: lines + 1,
                first_folio: 1,
                is_bound_in_sheets: true,
            },
            // Each double rule is two; 版记 has none.
            DocumentForm::Letter => Self {
                mark_top: Some(LETTER_MARK_TOP),
                red_rules: 4,
                imprint_rules: 0,
                first_folio: 2,
                is_bound_in_sheets: false,
            },
            DocumentForm::Report => Self {
                mark_top: None,
                red_rules: 0,
                imprint_rules: 0,
                first_folio: 1,
                is_bound_in_sheets: false,
            },
        }
    }
}

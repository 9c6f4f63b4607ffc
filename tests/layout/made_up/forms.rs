//! Documents of other forms than the one with a red head, of every length, all clean.

use hongtou::model::DocumentForm;
use hongtou::notice::Notice;

use super::{all_clean, annex, ending, notice};

/// A notice in another form: without the parts that this form does not have.
pub fn in_form(form: DocumentForm, mut notice: Notice) -> Notice {
    notice.form = form;
    match form {
        DocumentForm::Document => {}
        DocumentForm::Report => {
            notice.head.organ.clear();
            notice.head.joint.clear();
            notice.head.number = None;
            notice.head.signers.clear();
            notice.head.copy_number = None;
            notice.head.secrecy = None;
            notice.head.urgency = None;
            notice.signature.joint.clear();
            notice.addressee = None;
            notice.imprint.copies = None;
            notice.imprint.printed = None;
        }
    }
    notice
}

/// A plain report of two pages with an annex.
pub fn report() -> Notice {
    in_form(DocumentForm::Report, notice(ending(2, 5), vec![annex(None, 7, 4)]))
}

#[test]
fn reports_that_end_on_each_line() {
    all_clean((0..44).flat_map(|line| {
        [true, false].map(|seal| {
            let annexes = if line % 3 == 0 {
                vec![annex(None, 7, 4)]
            } else {
                Vec::new()
            };
            let mut notice = in_form(DocumentForm::Report, notice(ending(2, line), annexes));
            notice.signature.seal = seal;
            (format!("line {line}, seal {seal}"), notice)
        })
    }));
}

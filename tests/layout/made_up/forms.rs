//! Documents of other forms than the one with a red head, of every length, all clean.

use hongtou::model::DocumentForm;
use hongtou::notice::Notice;

use super::parts::full;
use super::{all_clean, annex, ending, lines, notice};

/// A notice in another form: without the parts that this form does not have.
pub fn in_form(form: DocumentForm, mut notice: Notice) -> Notice {
    notice.form = form;
    match form {
        DocumentForm::Document => {}
        DocumentForm::Letter => {
            notice.head.organ = notice.head.organ.replace("文件", "");
            notice.head.joint.clear();
            notice.head.signers.clear();
            notice.imprint.printed = None;
        }
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
    in_form(
        DocumentForm::Report,
        notice(ending(2, 5), vec![annex(None, 7, 4)]),
    )
}

/// A letter of two pages with all that one may have.
pub fn letter() -> Notice {
    in_form(DocumentForm::Letter, full())
}

/// Page 1 of a letter has a grid of its own: whatever stands at its end, and below it.
#[test]
fn letters_that_end_on_each_line() {
    all_clean((0..48).flat_map(|line| {
        [true, false].map(|seal| {
            let annexes = if line % 3 == 0 {
                vec![annex(None, 7, 4)]
            } else {
                Vec::new()
            };
            let body = vec![lines(1 + line, 10)];
            let mut notice = in_form(DocumentForm::Letter, notice(body, annexes));
            notice.signature.seal = seal;
            if line % 4 == 1 {
                notice.imprint.copies = None;
            }
            (format!("line {line}, seal {seal}"), notice)
        })
    }));
}

#[test]
fn letters_of_any_name_and_any_corner() {
    let names = [
        "云岭市人民政府",
        "云岭市气象局",
        "云岭市城乡建设和交通委员会",
        "云岭市保障性安居工程和老旧小区改造工作领导小组办公室",
    ];
    let cases = names.into_iter().flat_map(|name| {
        [
            (false, false, false),
            (true, false, false),
            (true, true, true),
            (false, false, true),
        ]
        .map(|corner| (name, corner))
    });
    all_clean(cases.map(|(name, (copy_number, secrecy, urgency))| {
        let mut notice = in_form(DocumentForm::Letter, notice(ending(2, 5), Vec::new()));
        name.clone_into(&mut notice.head.organ);
        notice.head.copy_number = copy_number.then(|| "000001".to_owned());
        notice.head.secrecy = secrecy.then(|| "秘密★1年".to_owned());
        notice.head.urgency = urgency.then(|| "加急".to_owned());
        (format!("{name} {copy_number} {secrecy} {urgency}"), notice)
    }));
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

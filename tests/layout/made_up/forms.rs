//! Documents of other forms than the one with a red head, of every length, all clean.

use hongtou::model::{Attendance, DocumentForm};
use hongtou::notice::Notice;

use super::parts::{full, joint};
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
        DocumentForm::Order => {
            "云岭市人民政府令".clone_into(&mut notice.head.organ);
            notice.head.number = Some("第12号".to_owned());
            notice.head.joint.clear();
            notice.head.signers.clear();
            notice.head.copy_number = None;
            notice.head.secrecy = None;
            notice.head.urgency = None;
            notice.title = None;
            notice.addressee = None;
            notice.signature.joint.clear();
            notice.signature.seal = false;
            notice.signature.posts = vec!["市长".to_owned()];
        }
        DocumentForm::Minutes => {
            "云岭市人民政府常务会议纪要".clone_into(&mut notice.head.organ);
            notice.head.number = Some("〔2024〕3号".to_owned());
            notice.head.joint.clear();
            notice.head.signers.clear();
            notice.addressee = None;
            notice.signature.joint.clear();
            notice.signature.seal = false;
            let names = "甲某、乙某某、丙某，市水务局丁某某、戊某，市财政局己某、庚某某";
            notice.attendance = vec![
                (Attendance::Attended, names.to_owned()),
                (Attendance::Excused, "市气象局辛某".to_owned()),
                (Attendance::Observing, names.to_owned()),
            ];
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

/// An order of two pages with an annex.
pub fn order() -> Notice {
    in_form(
        DocumentForm::Order,
        notice(ending(2, 5), vec![annex(None, 7, 4)]),
    )
}

/// The minutes of a meeting, two pages with an annex.
pub fn minutes() -> Notice {
    in_form(
        DocumentForm::Minutes,
        notice(ending(2, 5), vec![annex(None, 7, 4)]),
    )
}

/// The text of an order has no title above it; stamps of signatures stand below it.
#[test]
fn orders_that_end_on_each_line() {
    let posts = [
        "市长",
        "国家发展和改革委员会主任",
        "云岭市城乡建设和交通运输委员会主任",
    ];
    all_clean((0..44).flat_map(|line| {
        [0, 1, 2].map(|which| {
            let annexes = match line % 3 {
                0 => vec![annex(None, 7, 4)],
                _ => Vec::new(),
            };
            let body = vec![lines(1 + line, 10)];
            let mut notice = in_form(DocumentForm::Order, notice(body, annexes));
            notice.signature.posts = vec![posts[which].to_owned()];
            if line % 4 == 1 {
                notice.imprint.copies = None;
            }
            (format!("line {line}, post {which}"), notice)
        })
    }));
}

/// The marks of a joint order stand one below another, and the stamps of its signatures.
#[test]
fn orders_of_several_organs() {
    all_clean((2..=4).flat_map(|organs| {
        ["市水务局局长", "云岭市城乡建设和交通运输委员会主任"].map(|post| {
            let mut notice = joint(organs, false);
            let joint = notice.head.joint.clone();
            notice = in_form(DocumentForm::Order, notice);
            notice.head.organ = "云岭市水务局".to_owned();
            notice.head.joint = joint.clone();
            notice.signature.joint = joint;
            notice.signature.posts = vec![post.to_owned(); organs];
            (format!("{organs} organs, {post}"), notice)
        })
    }));
}

#[test]
fn orders_of_any_name() {
    let names = [
        "云岭市令",
        "云岭市气象局令",
        "云岭市城乡建设和交通委员会命令",
        "云岭市保障性安居工程和老旧小区改造工作领导小组办公室令",
    ];
    all_clean(names.map(|name| {
        let mut notice = order();
        name.clone_into(&mut notice.head.organ);
        (name.to_owned(), notice)
    }));
}

/// A document that a signature is stamped on in place of a seal (7.3.5.3).
#[test]
fn documents_with_the_stamp_of_a_signature() {
    all_clean((0..24).map(|line| {
        let mut notice = notice(ending(2, line), Vec::new());
        notice.signature.seal = false;
        notice.signature.posts = vec!["市长".to_owned()];
        notice.signature.note = (line % 2 == 0).then(|| "（此件公开发布）".to_owned());
        (format!("line {line}"), notice)
    }));
}

/// With a title and without one, with one list of names and with three.
#[test]
fn minutes_that_end_on_each_line() {
    all_clean((0..44).flat_map(|line| {
        [true, false].map(|titled| {
            let annexes = match line % 3 {
                0 => vec![annex(Some(1), 7, 4), annex(Some(2), 5, 4)],
                _ => Vec::new(),
            };
            let body = vec![lines(1 + line, 10)];
            let mut notice = in_form(DocumentForm::Minutes, notice(body, annexes));
            if !titled {
                notice.title = None;
            }
            if line % 4 == 1 {
                notice.attendance.truncate(1);
                notice.signature.note = Some("（此件公开发布）".to_owned());
            }
            (format!("line {line}, titled {titled}"), notice)
        })
    }));
}

#[test]
fn minutes_of_any_name_and_any_organ() {
    let names = [
        ("会议纪要", "云岭市气象局"),
        (
            "云岭市保障性安居工程和老旧小区改造工作领导小组办公室会议纪要",
            "云岭市人民政府办公室",
        ),
        (
            "专题会议纪要",
            "云岭市保障性安居工程和老旧小区改造工作领导小组办公室",
        ),
    ];
    all_clean(names.map(|(mark, organ)| {
        let mut notice = minutes();
        mark.clone_into(&mut notice.head.organ);
        organ.clone_into(&mut notice.signature.organ);
        (format!("{mark} {organ}"), notice)
    }));
}

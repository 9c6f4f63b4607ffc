//! What a notice may have and may do without: 份号, 密级, 紧急程度, 签发人, 附注, an addressee, an
//! annex, organs beside the host. Each by itself and all together, and every one is measured.

use hongtou::audit::Rule;
use hongtou::notice::Notice;

use super::{all_clean, annex, ending, lines, notice};
use crate::support::{audited, broken};

/// Offices that there are not.
const ORGANS: [&str; 6] = [
    "云岭市水务局",
    "云岭市城乡建设和交通委员会",
    "云岭市财政局",
    "云岭市农业农村局",
    "云岭市自然资源和规划局",
    "云岭市气象局",
];

/// A notice issued by so many organs.
pub fn joint(organs: usize, seal: bool) -> Notice {
    let mut notice = notice(ending(2, 5), Vec::new());
    let named: Vec<String> = ORGANS[..organs]
        .iter()
        .map(|&name| name.to_owned())
        .collect();
    notice.head.organ.clone_from(&named[0]);
    notice.head.joint = named[1..].to_vec();
    notice.signature.organ.clone_from(&named[0]);
    notice.signature.joint = named[1..].to_vec();
    notice.signature.seal = seal;
    notice
        .imprint
        .printed
        .as_mut()
        .unwrap()
        .organ
        .clone_from(&named[0]);
    notice
}

/// A notice with all that one may have.
pub fn full() -> Notice {
    let mut notice = joint(3, true);
    notice.head.copy_number = Some("000012".to_owned());
    notice.head.secrecy = Some("机密★1年".to_owned());
    notice.head.urgency = Some("特急".to_owned());
    notice.head.signers = ["甲乙丙", "丁戊", "己庚辛"].map(str::to_owned).into();
    notice.signature.note = Some("（此件公开发布）".to_owned());
    notice
}

/// What gives a notice a part, or takes one from it.
type Edit = fn(&mut Notice);

#[test]
fn each_part_by_itself() {
    let edits: [(&str, Edit); 7] = [
        ("addressee", |notice| notice.addressee = None),
        ("copy number", |n| {
            n.head.copy_number = Some("000001".to_owned());
        }),
        ("urgency", |n| n.head.urgency = Some("加急".to_owned())),
        ("signer", |n| n.head.signers = vec!["甲乙".to_owned()]),
        ("note", |n| {
            n.signature.note = Some("（此件公开发布）".to_owned());
        }),
        ("secrecy", |n| {
            n.head.copy_number = Some("000001".to_owned());
            n.head.secrecy = Some("绝密★长期".to_owned());
        }),
        ("long note", |n| {
            let note = "联系人甲乙丙，".repeat(9);
            n.signature.note = Some(format!("（{note}电话另告）"));
        }),
    ];
    all_clean(edits.into_iter().flat_map(|(name, edit)| {
        [true, false].map(|seal| {
            let mut notice = notice(ending(2, 5), Vec::new());
            notice.signature.seal = seal;
            edit(&mut notice);
            (format!("{name}, seal {seal}"), notice)
        })
    }));
}

#[test]
fn none_and_one_annex() {
    all_clean([Vec::new(), vec![annex(None, 7, 4)]].map(|annexes| {
        let count = annexes.len();
        (format!("{count} annexes"), notice(ending(2, 9), annexes))
    }));
}

#[test]
fn one_to_six_signers() {
    all_clean((1..=6).map(|count| {
        let mut notice = notice(ending(2, 5), Vec::new());
        let names = ["甲乙丙", "丁戊", "己庚辛壬", "子丑寅", "卯辰", "巳午未"];
        notice.head.signers = names[..count].iter().map(|&name| name.to_owned()).collect();
        (format!("{count} signers"), notice)
    }));
}

#[test]
fn two_to_six_organs() {
    let cases = (2..=6).flat_map(|organs| [(organs, true), (organs, false)]);
    all_clean(cases.map(|(organs, seal)| {
        let notice = joint(organs, seal);
        (format!("{organs} organs, seal {seal}"), notice)
    }));
}

/// Wherever the text ends on its page, the rows of seals stay with some of it.
#[test]
fn seals_in_rows_after_each_line() {
    all_clean((1..=22).map(|line| {
        let mut notice = joint(5, true);
        notice.body = ending(2, line);
        notice.signature.note = (line % 2 == 0).then(|| "（此件公开发布）".to_owned());
        (format!("line {line}"), notice)
    }));
}

#[test]
fn all_parts_together() {
    let audit = audited(&full(), &[]);
    assert_eq!(broken(&audit), [""; 0]);
    for rule in [
        Rule::CopyNumber,
        Rule::Secrecy,
        Rule::Urgency,
        Rule::JointMark,
        Rule::Signers,
        Rule::JointSignature,
        Rule::Note,
    ] {
        assert!(
            audit.of(rule).next().is_some(),
            "{} is not measured",
            rule.code()
        );
    }
}

/// An addressee that fills page 1 leaves no room for text.
#[test]
fn page_1_without_text_is_seen() {
    let mut notice = notice(vec![lines(3, 9)], Vec::new());
    notice.addressee = Some("各县（市、区）人民政府，市直各有关单位，".repeat(13) + "各开发区");
    assert_eq!(audited(&notice, &[]).broken(), [Rule::BodyOnFirstPage]);
}

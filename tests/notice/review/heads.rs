//! What stands around the text, in every form of document; paragraphs put in and taken out; tables; gaps.

use hongtou::office::{Input, Reviewed};
use hongtou::review::{EditKind, Outcome};

use super::edited::{MAIN, Word};
use super::{Case, shipped, shown};
use crate::support::MadeUpKind;

const WORKS: &str = r#"
label = "河道治理"
title = "{year}年河道治理"
rows = "towns"
row_head = "乡镇"

[[columns]]
key = "length"
head = ["治理|长度", "公里"]
label = "治理长度"
unit = "公里"
amount = true
places = 1

[[columns]]
key = "cost"
head = ["治理|长度", "投资（万元）"]
label = "投资"
unit = "元"
form = "万 bare"
places = 1

[[columns]]
key = "remark"
head = ["备注"]
label = "备注"
text = true
optional = true

[[texts]]
key = "own"
label = "自己的话"
optional = true
"#;

const BODY: &str = r#"
paragraphs = ["main", "own"]

[phrases.main]
say = "{year}年，全市治理河道{works.total.length}公里，投资{works.total.cost}元，{verdict}。"

[phrases.verdict]
choose = [{ when = "works.total.length >= 20", say = "任务全部完成" }, { say = "任务没有完成" }]

[phrases.own]
say = "{works.own}"
"#;

fn notice(head: &str) -> String {
    format!(
        "{head}\nnumber = \"云河字〔{{issue_year}}〕{{number}}号\"\ntotal_label = \"合计\"\nrounding_note = \"注：合计数与分项之和的差异由四舍五入产生。\"\nfigures = [\"works\"]\nannexes = [\"works\"]\nsections = [\"body\"]\n\n[sets.towns]\nlabel = \"乡镇\"\nrows = [{{ key = \"东乡\" }}, {{ key = \"西镇\" }}]\n"
    )
}

const FIGURES: &str = r#"
[works]
own = """
{year}年的工作得到各方支持。
下一步要早动手。
"""

[works."东乡"]
length = 8.5       # 公里
cost = 1200000
remark = "含支流"

[works."西镇"]
length = 12.5
cost = 3456789
"#;

fn case(head: &str, input: &str) -> Case {
    let kind = MadeUpKind::new(&notice(head))
        .with("figures/works.toml", WORKS)
        .with("sections/body.toml", BODY);
    let office = kind.office().unwrap_or_else(|fault| panic!("{fault}"));
    let input = format!("year = 2023\n{input}{FIGURES}");
    Case::of((office, Input::of_text("2023.toml", input)))
}

/// The forms, each with all that may stand at its head.
fn forms() -> Vec<Case> {
    let usual = "number = 6\ndate = \"1月20日\"   # 成文\n";
    let joint = "organs = [{ name = \"云岭市水务局\", mark = \"云岭市水务局\" }, { name = \"云岭市财政局\", mark = \"云岭市财政局\" }]";
    let one = "organ = \"云岭市人民政府\"\nmark = \"云岭市人民政府文件\"";
    let document = "allows = [\"copy_number\", \"secrecy\", \"urgency\"]\nsigners = true\naddressee = \"各乡镇\"\ntitle = \"关于{year}年|河道|治理|情况的|通报\"\nnote = \"联系人：丙某\"";
    let whole = "copy_number = \"000012\"\nsecrecy = \"机密★1年\"\nurgency = \"特急\"\nsigners = [\"甲乙丙\", \"丁戊\", \"己庚辛\"]\ncopies = [\"市委办公室，市人大办公室\", \"市统计局\"]\n";
    vec![
        case(&format!("{one}\n{document}"), &format!("{usual}{whole}")),
        case(&format!("{joint}\n{document}"), &format!("{usual}{whole}")),
        case(
            "form = \"letter\"\norgan = \"云岭市水务局\"\nmark = \"云岭市水务局\"\ntitle = \"关于报送的函\"\naddressee = \"各乡镇\"\nallows = [\"urgency\"]",
            &format!("{usual}urgency = \"加急\"\ncopies = [\"市统计局\"]\n"),
        ),
        case(
            "form = \"order\"\norgan = \"云岭市人民政府\"\nmark = \"云岭市人民政府令\"\npost = \"市长\"",
            usual,
        ),
        case(
            "form = \"minutes\"\norgan = \"云岭市人民政府办公室\"\nmark = \"云岭市人民政府常务会议纪要\"",
            &format!("{usual}attended = \"甲某，市水务局　乙某\"\nexcused = \"丙某\"\n"),
        ),
    ]
}

fn reviewed(case: &Case, from: &str, to: &str) -> Reviewed {
    let mut word = Word::merged(&case.word);
    let xml = word.xml();
    assert!(xml.contains(from), "no {from} in {xml}");
    word.put(MAIN, xml.replacen(from, to, 1));
    case.review(&word.bytes())
}

/// What the only change is of, and the input's text with it.
fn one(case: &Case, from: &str, to: &str) -> (EditKind, String, Option<String>) {
    let reviewed = reviewed(case, from, to);
    let told: Vec<String> = reviewed.review.edits.iter().map(shown).collect();
    assert_eq!(told.len(), 1, "{from} to {to}: {told:#?}");
    let edit = &reviewed.review.edits[0];
    (edit.kind, edit.name.clone(), reviewed.text)
}

#[test]
fn every_form_is_read_as_it_was_written() {
    for case in forms() {
        let told: Vec<String> = case
            .review(&case.word)
            .review
            .edits
            .iter()
            .map(shown)
            .collect();
        assert!(told.is_empty(), "{told:#?}");
    }
}

#[test]
fn what_the_input_has_at_its_head_goes_into_it() {
    let forms = forms();
    let case = &forms[0];
    let before = case.input.file.text().to_owned();
    for (from, to, name, old, new) in [
        (
            ">000012<",
            ">000013<",
            "copy_number",
            "\"000012\"",
            "\"000013\"",
        ),
        (">特急<", ">加急<", "urgency", "\"特急\"", "\"加急\""),
        ("〕6号", "〕16号", "number", "number = 6", "number = 16"),
        (
            "2024年1月20日<",
            "2024年1月22日<",
            "date",
            "\"1月20日\"   #",
            "\"1月22日\"   #",
        ),
        ("联系人：丙某", "联系人：癸某", "note", "date =", "date ="),
        (
            "市统计局。",
            "市统计局，市审计局。",
            "copies",
            "\"市统计局\"",
            "\"市统计局，市审计局\"",
        ),
        ("己庚辛", "己庚壬", "signers", "\"己庚辛\"", "\"己庚壬\""),
    ] {
        let (kind, found, text) = one(case, from, to);
        assert_eq!((kind, found.as_str()), (EditKind::Element, name));
        let text = text.unwrap_or_else(|| panic!("{name} was not put in"));
        if name == "note" {
            assert!(text.contains("note = \"联系人：癸某\""), "{text}");
        } else {
            assert_eq!(text, before.replacen(old, new, 1), "{name}");
        }
    }
    // What can't be is refused with what the check says.
    let refused = reviewed(case, ">特急<", ">火急<");
    let Outcome::Refused { why } = &refused.review.edits[0].outcome else {
        panic!("火急")
    };
    assert!(
        why[0].contains("特急或加急") && refused.text.is_none(),
        "{why:?}"
    );
    let (kind, ..) = one(
        case,
        "关于2023年河道治理情况的通报",
        "关于2023年河道治理的通报",
    );
    assert_eq!(kind, EditKind::Fixed);
    let minutes = &forms[4];
    let (_, name, text) = one(
        minutes,
        "甲某，市水务局　乙某",
        "甲某，市水务局　乙某　丁某",
    );
    assert_eq!(name, "attended");
    assert!(
        text.unwrap()
            .contains("attended = \"甲某，市水务局　乙某　丁某\"")
    );
}

#[test]
fn paragraphs_of_the_inputs_own_come_and_go() {
    let forms = forms();
    let case = &forms[0];
    let xml = Word::merged(&case.word).xml();
    let paragraph_of = |words: &str| {
        let at = xml.find(words).unwrap();
        let from = xml[..at].rfind("<w:p>").unwrap();
        let to = at + xml[at..].find("</w:p>").unwrap() + "</w:p>".len();
        xml[from..to].to_owned()
    };
    let last = paragraph_of("下一步要早动手。");
    let new = last.replace("下一步要早动手。", "各乡镇要报送计划。");
    let (kind, name, text) = one(case, &last, &format!("{last}{new}"));
    assert_eq!((kind, name.as_str()), (EditKind::Own, "works.own"));
    assert!(
        text.unwrap()
            .contains("下一步要早动手。\n各乡镇要报送计划。\n")
    );
    let (kind, _, text) = one(case, &last, "");
    let text = text.unwrap();
    assert_eq!(kind, EditKind::Own);
    assert!(
        !text.contains("下一步") && text.contains("{year}年的工作得到各方支持。"),
        "{text}"
    );
    // A hole stays one where the words around it change.
    let (_, _, text) = one(case, "的工作得到各方支持", "的工作得到市委支持");
    assert!(text.unwrap().contains("{year}年的工作得到市委支持。"));
}

#[test]
fn figures_words_and_rows_of_tables() {
    let forms = forms();
    let case = &forms[0];
    let (kind, name, text) = one(case, ">含支流<", ">含支流两条<");
    assert_eq!(
        (kind, name.as_str()),
        (EditKind::Words, "works.东乡.remark")
    );
    assert!(text.unwrap().contains("remark = \"含支流两条\""));
    // A figure and the total that follows from it, changed together.
    let mut word = Word::merged(&case.word);
    let xml = word
        .xml()
        .replacen(">8.5<", ">9.5<", 1)
        .replace(">21.0<", ">22.0<")
        .replace("21.0公里", "22.0公里");
    word.put(MAIN, xml);
    let reviewed = case.review(&word.bytes());
    let told: Vec<String> = reviewed.review.edits.iter().map(shown).collect();
    let outcomes: Vec<&Outcome> = reviewed
        .review
        .edits
        .iter()
        .map(|edit| &edit.outcome)
        .collect();
    assert!(
        outcomes.contains(&&Outcome::Applies) && outcomes.contains(&&Outcome::Follows),
        "{told:#?}"
    );
    assert!(!outcomes.contains(&&Outcome::Told), "{told:#?}");
    assert!(reviewed.text.unwrap().contains("length = 9.5       # 公里"));
    // What was rounded in print is not guessed; what was not is.
    let (_, name, text) = one(case, ">345.7<", ">346.7<");
    assert_eq!((name.as_str(), text), ("works.西镇.cost", None));
    let (_, _, text) = one(case, ">120.0<", ">121.5<");
    assert!(text.unwrap().contains("cost = 1215000"));
    // A verdict that the figures belie.
    let (kind, name, _) = one(case, "任务全部完成", "任务没有完成");
    assert_eq!((kind, name.as_str()), (EditKind::Verdict, "body.verdict"));
    // A row taken out.
    let xml = Word::merged(&case.word).xml();
    let at = xml.find(">含支流<").unwrap();
    let row = &xml[xml[..at].rfind("<w:tr>").unwrap()
        ..at + xml[at..].find("</w:tr>").unwrap() + "</w:tr>".len()];
    assert_eq!(one(case, row, "").0, EditKind::Table);
}

#[test]
fn a_gap_is_filled_in() {
    let head =
        "organ = \"云岭市人民政府\"\nmark = \"云岭市人民政府文件\"\ntitle = \"关于河道的通报\"";
    let mut case = case(head, "number = 6\ndate = \"1月20日\"\n");
    let text = case
        .input
        .file
        .text()
        .replace("length = 12.5", "length = \"待填\"");
    case = Case::of((case.office, Input::of_text("2023.toml", text)));
    // The cell is the first gap behind the row before it.
    let mut word = Word::merged(&case.word);
    let xml = word.xml();
    let (before, after) = xml.rsplit_once(">含支流<").unwrap();
    let filled = after.replacen(">____<", ">12.5<", 1);
    word.put(MAIN, format!("{before}>含支流<{filled}"));
    let reviewed = case.review(&word.bytes());
    let told: Vec<String> = reviewed.review.edits.iter().map(shown).collect();
    assert!(
        reviewed
            .review
            .edits
            .iter()
            .any(|edit| edit.name == "works.西镇.length"),
        "{told:#?}"
    );
    assert!(
        reviewed
            .text
            .unwrap_or_else(|| panic!("{told:#?}"))
            .contains("length = 12.5")
    );
}

#[test]
fn a_file_whose_properties_are_gone_is_read_all_the_same() {
    let case = Case::of(shipped("progress", "2023-q3"));
    let mut word = Word::merged(&case.word);
    word.parts.retain(|(name, _)| name != "docProps/custom.xml");
    assert!(case.review(&word.bytes()).review.edits.is_empty());
}

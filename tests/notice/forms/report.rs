//! A plain report: a title, the text, organ and date, and nothing of a red head.

use super::{kind, office, refused};
use crate::support::Run;

const NOTICE: &str = r#"form = "report"
organ = "云岭市水务局"
title = "云岭市水务局|{year}年|河道|治理|工作|年度|报告"
total_label = "合计"
rounding_note = "注：合计数与分项之和的差异由四舍五入产生。"
figures = ["works"]
sections = ["body"]
"#;

fn input(year: i32, length: &str) -> String {
    format!("year = {year}\ndate = \"1月20日\"\n\n[works]\nlength = {length}\n")
}

fn reports() -> Run {
    let run = office();
    let inputs = [("2022", input(2022, "8.5")), ("2023", input(2023, "12.5"))];
    kind(&run, "rivers", NOTICE, &inputs);
    run
}

#[test]
fn it_is_its_title_its_text_and_who_wrote_it_when() {
    let run = reports();
    let (status, told) = run.said(&["build", "rivers", "2023"]);
    assert_eq!(status, 0, "{told}");
    let text = String::from_utf8(run.read("out/rivers/2023.txt")).unwrap();
    insta::assert_snapshot!(text, @"
    云岭市水务局2023年河道治理工作年度报告

    2023年，全市治理河道12.5公里。

    云岭市水务局
    2024年1月20日
    ");
    let (status, told) = run.said(&["audit", "rivers", "2023"]);
    assert_eq!(status, 0, "{told}");
    assert!(
        told.contains("标题位置") && !told.contains("红线长短"),
        "{told}"
    );
}

#[test]
fn two_of_them_are_compared_and_explained() {
    let run = reports();
    for format in ["text", "json", "html", "pdf"] {
        let out = format!("diff.{format}");
        let arguments = [
            "diff", "rivers", "2022", "2023", "--format", format, "--out", &out,
        ];
        let (status, told) = run.said(&arguments);
        assert_eq!(status, 1, "{format}: {told}");
    }
    // What has no imprint has no date of printing.
    let (_, told) = run.said(&["impact", "inputs/rivers/2023.toml", "works.length=13"]);
    assert!(!told.contains("印发日期"), "{told}");
    let other = input(2023, "12.5").replace("1月20日", "1月22日");
    run.write("other/2023.toml", "kind = \"rivers\"\n".to_owned() + &other);
    let arguments = [
        "impact",
        "inputs/rivers/2023.toml",
        "--against",
        "other/2023.toml",
    ];
    let (_, told) = run.said(&arguments);
    assert!(
        told.contains("成文日期") && !told.contains("印发日期"),
        "{told}"
    );
    let page = String::from_utf8(run.read("diff.html")).unwrap();
    assert!(
        page.contains("12.5") && !page.contains("发文字号"),
        "{page}"
    );
    let (status, told) = run.said(&["explain", "年度报告", "rivers"]);
    assert_eq!(status, 0, "{told}");
    assert!(
        told.contains("标题：云岭市水务局2023年河道治理工作年度报告"),
        "{told}"
    );
}

#[test]
fn what_only_a_red_head_has_is_refused_at_its_place() {
    assert_eq!(refused(NOTICE), "");
    for (line, message) in [
        (
            "mark = \"云岭市水务局文件\"",
            "普通报告没有发文机关标志，不写 mark",
        ),
        (
            "number = \"云水〔{issue_year}〕{number}号\"",
            "普通报告没有发文字号，不写 number",
        ),
        (
            "addressee = \"各县（市、区）人民政府\"",
            "普通报告没有主送机关，不写 addressee",
        ),
        (
            "allows = [\"urgency\"]",
            "普通报告没有份号、密级和紧急程度，不写 allows",
        ),
        ("signers = true", "普通报告没有签发人，不写 signers"),
    ] {
        let told = refused(&format!("{line}\n{NOTICE}"));
        assert!(told.starts_with("t/notice.toml:1:"), "{told}");
        assert!(told.contains(message), "{told}");
        assert_eq!(told.trim().lines().count(), 1, "{told}");
    }
    let told = refused(&NOTICE.replace("organ = \"云岭市水务局\"\n", ""));
    assert!(
        told.contains("模板里缺少“organ”这一项") && !told.contains("mark"),
        "{told}"
    );
    let told = refused(&NOTICE.replace("\"report\"", "\"reprot\""));
    assert!(told.contains("“reprot”不是可用的取值"), "{told}");
}

/// A document with a red head needs what a report does without.
#[test]
fn a_document_needs_its_mark_and_number() {
    let told = refused(&NOTICE.replace("form = \"report\"\n", ""));
    assert!(told.contains("模板里缺少“mark”这一项"), "{told}");
    assert!(told.contains("模板里缺少“number”这一项"), "{told}");
}

#[test]
fn its_input_has_no_number_and_no_copies() {
    let run = reports();
    let more = "number = 3\ncopies = [\"市政府办公室\"]\nurgency = \"特急\"\n";
    run.write(
        "inputs/rivers/2023.toml",
        more.to_owned() + &input(2023, "12.5"),
    );
    let (status, told) = run.said(&["check", "rivers", "2023", "--format", "short"]);
    assert_eq!(status, 1, "{told}");
    for message in [
        "2023.toml:1:10: error",
        "这种公文没有发文字号，不写 number",
        "2023.toml:2:10: error",
        "普通报告没有版记，不写抄送（copies）",
        "不标紧急程度",
    ] {
        assert!(told.contains(message), "{message}: {told}");
    }
}

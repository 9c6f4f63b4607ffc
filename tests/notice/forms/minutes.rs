//! 纪要格式 (GB/T 9704-2012, 10.3): organ and date above the red rule, below the text who took part.

use super::{kind, office, refused};
use crate::support::Run;

const NOTICE: &str = r#"form = "minutes"
organ = "云岭市人民政府办公室"
mark = "云岭市人民政府专题会议纪要"
number = "〔{issue_year}〕{number}号"
title = "研究|{year}年|河道|治理|工作"
allows = ["urgency"]
total_label = "合计"
rounding_note = "注：合计数与分项之和的差异由四舍五入产生。"
figures = ["works"]
sections = ["body"]
"#;

const ATTENDANCE: &str = "attended = \"甲某，市水务局　乙某\"\nobserving = \"市财政局　丙某\"\n";

fn input(year: i32, length: &str, attendance: &str) -> String {
    format!(
        "year = {year}\nnumber = 6\ndate = \"1月20日\"\n{attendance}copies = [\"市水务局\"]\n\n\
         [works]\nlength = {length}\n"
    )
}

fn minutes() -> Run {
    let run = office();
    let older = input(2022, "8.5", "attended = \"甲某\"\nexcused = \"丁某\"\n");
    let inputs = [("2022", older), ("2023", input(2023, "12.5", ATTENDANCE))];
    kind(&run, "rivers", NOTICE, &inputs);
    run
}

#[test]
fn all_of_it_is_on_the_paper_and_in_the_review_text() {
    let run = minutes();
    let (status, told) = run.said(&["build", "rivers", "2023"]);
    assert_eq!(status, 0, "{told}");
    let text = String::from_utf8(run.read("out/rivers/2023.txt")).unwrap();
    insta::assert_snapshot!(text, @"
    云岭市人民政府专题会议纪要

    〔2024〕6号

    云岭市人民政府办公室　　2024年1月20日

    研究2023年河道治理工作

    2023年，全市治理河道12.5公里。

    出席：甲某，市水务局　乙某
    列席：市财政局　丙某

    抄送：市水务局。

    云岭市人民政府办公室
    2024年1月20日印发
    ");
    let (status, told) = run.said(&["audit", "rivers", "2023"]);
    assert_eq!(status, 0, "{told}");
    assert!(told.contains("出席、请假、列席"), "{told}");
    assert!(!told.contains("署名与正文同面"), "{told}");
}

#[test]
fn two_of_them_are_compared_and_explained() {
    let run = minutes();
    for format in ["text", "json", "html", "pdf"] {
        let out = format!("diff.{format}");
        let arguments = [
            "diff", "rivers", "2022", "2023", "--format", format, "--out", &out,
        ];
        let (status, told) = run.said(&arguments);
        assert_eq!(status, 1, "{format}: {told}");
    }
    let text = String::from_utf8(run.read("diff.text")).unwrap();
    for label in ["出席", "请假", "列席"] {
        assert!(text.contains(label), "{label}: {text}");
    }
    let (status, told) = run.said(&["explain", "丙某", "rivers"]);
    assert_eq!(status, 0, "{told}");
    assert!(
        told.contains("列席：市财政局　丙某") && told.contains("数据文件的 observing"),
        "{told}"
    );
}

/// Minutes may do without a title: the mark is all that they are called by.
#[test]
fn a_title_may_be_missing() {
    let run = minutes();
    let without = NOTICE.replace("title = \"研究|{year}年|河道|治理|工作\"\n", "");
    run.write("templates/rivers/notice.toml", without);
    let (status, told) = run.said(&["build", "rivers", "2023"]);
    assert_eq!(status, 0, "{told}");
    let text = String::from_utf8(run.read("out/rivers/2023.txt")).unwrap();
    assert!(
        text.contains("2024年1月20日\n\n2023年，全市治理河道"),
        "{text}"
    );
}

#[test]
fn what_minutes_have_not_is_refused_at_its_place() {
    assert_eq!(refused(NOTICE), "");
    for (line, message) in [
        (
            "addressee = \"各县\"",
            "纪要格式没有主送机关，不写 addressee",
        ),
        ("seal = true", "纪要格式没有印章，不写 seal"),
        ("post = \"市长\"", "纪要格式没有签发人职务，不写 post"),
    ] {
        let told = refused(&format!("{line}\n{NOTICE}"));
        assert!(told.starts_with("t/notice.toml:1:"), "{told}");
        assert!(told.contains(message), "{told}");
    }
    let told = refused(&NOTICE.replace("会议纪要", "会议"));
    assert!(told.contains("纪要格式的 mark 应以“纪要”结尾"), "{told}");
}

#[test]
fn faults_of_the_lists_of_names_are_told_where_they_stand() {
    let run = minutes();
    for (attendance, message) in [
        ("", "缺少“出席人员名单”（attended）"),
        (
            "attended = \"出席：甲某\"\n",
            "出席人员名单自带了“出席”二字",
        ),
        ("attended = [\"甲某\"]\n", "出席人员名单应为引号里的文字"),
    ] {
        let input = input(2023, "12.5", attendance);
        run.write("inputs/rivers/2023.toml", input);
        let (status, told) = run.said(&["check", "rivers", "2023", "--format", "short"]);
        assert_eq!(status, 1, "{attendance}: {told}");
        assert!(told.contains(message), "{told}");
    }
    // What is still to be filled in is a gap on a draft, and nobody is nobody.
    let open = input(2023, "12.5", "attended = \"待填\"\nexcused = \"\"\n");
    run.write("inputs/rivers/2023.toml", open);
    let (status, told) = run.said(&["build", "rivers", "2023", "--draft"]);
    assert_eq!(status, 0, "{told}");
    let text = String::from_utf8(run.read("out/rivers/2023.txt")).unwrap();
    assert!(
        text.contains("出席：____") && !text.contains("请假"),
        "{text}"
    );
}

/// The next one asks for names anew and shows those of the one before.
#[test]
fn new_asks_who_took_part() {
    let run = minutes();
    let (status, told) = run.said(&["new", "rivers", "2024"]);
    assert_eq!(status, 0, "{told}");
    let text = String::from_utf8(run.read("inputs/rivers/2024.toml")).unwrap();
    assert!(text.contains("attended = \"待填\""), "{text}");
    assert!(text.contains("甲某，市水务局　乙某"), "{text}");
}

/// No other form knows them.
#[test]
fn a_letter_has_no_list_of_names() {
    let run = office();
    let letter = NOTICE
        .replace("form = \"minutes\"", "form = \"letter\"")
        .replace("专题会议纪要", "");
    kind(
        &run,
        "rivers",
        &letter,
        &[("2023", input(2023, "12.5", ATTENDANCE))],
    );
    let (status, told) = run.said(&["check", "rivers", "2023", "--format", "short"]);
    assert_eq!(status, 1, "{told}");
    assert!(
        told.contains("信函格式没有出席人员名单，不写 attended"),
        "{told}"
    );
}

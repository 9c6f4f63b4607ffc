//! 信函格式 (GB/T 9704-2012, 10.1): the organ's name without 文件, the number at the right, nobody
//! who printed it.

use super::{kind, office, refused};
use crate::support::Run;

const NOTICE: &str = r#"form = "letter"
organ = "云岭市水务局"
mark = "云岭市水务局"
number = "云水函〔{issue_year}〕{number}号"
title = "关于|报送|{year}年|河道|治理|情况|的函"
addressee = "各县（市、区）水务局"
allows = ["copy_number", "secrecy", "urgency"]
total_label = "合计"
rounding_note = "注：合计数与分项之和的差异由四舍五入产生。"
seal = true
figures = ["works"]
sections = ["body"]
"#;

fn input(year: i32, length: &str) -> String {
    format!(
        "year = {year}\nnumber = 6\ndate = \"1月20日\"\ncopy_number = \"000001\"\nurgency = \"特急\"\n\
         copies = [\"市政府办公室\"]\n\n[works]\nlength = {length}\n"
    )
}

fn letters(notice: &str) -> Run {
    let run = office();
    let inputs = [("2022", input(2022, "8.5")), ("2023", input(2023, "12.5"))];
    kind(&run, "rivers", notice, &inputs);
    run
}

fn text(run: &Run) -> String {
    let (status, told) = run.said(&["build", "rivers", "2023"]);
    assert_eq!(status, 0, "{told}");
    String::from_utf8(run.read("out/rivers/2023.txt")).unwrap()
}

#[test]
fn all_of_it_is_on_the_paper_and_in_the_review_text() {
    let run = letters(NOTICE);
    insta::assert_snapshot!(text(&run), @"
    云岭市水务局

    000001
    特急

    云水函〔2024〕6号

    关于报送2023年河道治理情况的函

    各县（市、区）水务局：

    2023年，全市治理河道12.5公里。

    云岭市水务局
    2024年1月20日

    抄送：市政府办公室。
    ");
    let (status, told) = run.said(&["audit", "rivers", "2023"]);
    assert_eq!(status, 0, "{told}");
    assert!(
        told.contains("红色双线") && !told.contains("版记分隔线"),
        "{told}"
    );
}

#[test]
fn two_of_them_are_compared_and_explained() {
    let run = letters(NOTICE);
    for format in ["text", "json", "html", "pdf"] {
        let out = format!("diff.{format}");
        let arguments = [
            "diff", "rivers", "2022", "2023", "--format", format, "--out", &out,
        ];
        let (status, told) = run.said(&arguments);
        assert_eq!(status, 1, "{format}: {told}");
    }
    let (status, told) = run.said(&["explain", "云水函", "rivers"]);
    assert_eq!(status, 0, "{told}");
    assert!(told.contains("发文字号：云水函〔2024〕6号"), "{told}");
}

/// Of a joint letter the host's mark alone stands at the head; all organs sign it.
#[test]
fn a_joint_letter_has_the_hosts_mark() {
    let joint = NOTICE.replace(
        "organ = \"云岭市水务局\"\nmark = \"云岭市水务局\"\n",
        "organs = [{ name = \"云岭市水务局\", mark = \"云岭市水务局\" }, { name = \"云岭市财政局\" }]\n",
    );
    let text = text(&letters(&joint));
    assert!(text.starts_with("云岭市水务局\n\n000001"), "{text}");
    assert!(
        text.contains("云岭市水务局\n云岭市财政局\n2024年1月20日"),
        "{text}"
    );
    let told = refused(&joint.replace(
        "{ name = \"云岭市财政局\" }",
        "{ name = \"云岭市财政局\", mark = \"云岭市财政局\" }",
    ));
    assert!(
        told.contains("信函格式只印主办机关的标志，不写“云岭市财政局”的 mark"),
        "{told}"
    );
    let told = refused(&joint.replace(", mark = \"云岭市水务局\"", ""));
    assert!(told.contains("organs 里“云岭市水务局”缺少 mark"), "{told}");
}

#[test]
fn what_a_letter_has_not_is_refused_at_its_place() {
    assert_eq!(refused(NOTICE), "");
    let told = refused(&NOTICE.replace("mark = \"云岭市水务局\"", "mark = \"云岭市水务局文件\""));
    assert!(told.contains("t/notice.toml:3:8"), "{told}");
    assert!(told.contains("信函格式的 mark 不带“文件”"), "{told}");
    let told = refused(&format!("signers = true\n{NOTICE}"));
    assert!(told.contains("信函格式没有签发人，不写 signers"), "{told}");
    let told = refused(&NOTICE.replace("mark = \"云岭市水务局\"\n", ""));
    assert!(told.contains("模板里缺少“mark”这一项"), "{told}");
}

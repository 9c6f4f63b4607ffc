//! 命令（令）格式 (GB/T 9704-2012, 10.2) and stamps of signatures (7.3.5.3): the mark is all the title,
//! below the text stands who signs it.

use super::{kind, office, refused};
use crate::support::Run;

const NOTICE: &str = r#"form = "order"
organ = "云岭市人民政府"
mark = "云岭市人民政府令"
number = "第{number}号"
post = "市长"
total_label = "合计"
rounding_note = "注：合计数与分项之和的差异由四舍五入产生。"
figures = ["works"]
sections = ["body"]
"#;

fn input(year: i32, length: &str) -> String {
    format!("year = {year}\nnumber = 6\ndate = \"1月20日\"\n\n[works]\nlength = {length}\n")
}

fn orders(notice: &str) -> Run {
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
    let run = orders(NOTICE);
    insta::assert_snapshot!(text(&run), @"
    云岭市人民政府令

    第6号

    2023年，全市治理河道12.5公里。

    市长
    2024年1月20日

    云岭市人民政府
    2024年1月20日印发
    ");
    let (status, told) = run.said(&["audit", "rivers", "2023"]);
    assert_eq!(status, 0, "{told}");
    assert!(told.contains("签发人职务和签名章"), "{told}");
    assert!(!told.contains("红线长短"), "{told}");
    // What has no title is listed by its mark.
    let (_, told) = run.said(&["list"]);
    assert!(told.contains("云岭市人民政府令"), "{told}");
}

#[test]
fn two_of_them_are_compared_and_explained() {
    let run = orders(NOTICE);
    for format in ["text", "json", "html", "pdf"] {
        let out = format!("diff.{format}");
        let arguments = [
            "diff", "rivers", "2022", "2023", "--format", format, "--out", &out,
        ];
        let (status, told) = run.said(&arguments);
        assert_eq!(status, 1, "{format}: {told}");
    }
    let (status, told) = run.said(&["explain", "市长", "rivers"]);
    assert_eq!(status, 0, "{told}");
    assert!(told.contains("签发人职务：市长"), "{told}");
    let (_, told) = run.said(&["explain", "第6号", "rivers"]);
    assert!(told.contains("令号：第6号"), "{told}");
}

/// Of a joint order the marks stand below one another with 令 beside them, and so do the stamps.
#[test]
fn a_joint_order_has_all_marks_and_all_posts() {
    let joint = NOTICE.replace(
        "organ = \"云岭市人民政府\"\nmark = \"云岭市人民政府令\"\n",
        "organs = [{ name = \"云岭市水务局\", mark = \"云岭市水务局\", post = \"云岭市水务局局长\" }, \
         { name = \"云岭市财政局\", mark = \"云岭市财政局\", post = \"云岭市财政局局长\" }]\n",
    );
    let joint = joint.replace("post = \"市长\"\n", "");
    let text = text(&orders(&joint));
    assert!(
        text.starts_with("云岭市水务局\n云岭市财政局\n令\n\n第6号"),
        "{text}"
    );
    assert!(
        text.contains("云岭市水务局局长\n云岭市财政局局长\n2024年1月20日"),
        "{text}"
    );
    let told = refused(&joint.replace(", post = \"云岭市财政局局长\"", ""));
    assert!(told.contains("organs 里“云岭市财政局”缺少 post"), "{told}");
    let told = refused(&joint.replace("mark = \"云岭市财政局\"", "mark = \"云岭市财政局令\""));
    assert!(told.contains("联合行文的 mark 不带“令”"), "{told}");
}

#[test]
fn what_an_order_has_not_is_refused_at_its_place() {
    assert_eq!(refused(NOTICE), "");
    for (line, message) in [
        ("title = \"关于河道的令\"", "命令格式没有标题，不写 title"),
        (
            "addressee = \"各县\"",
            "命令格式没有主送机关，不写 addressee",
        ),
        ("seal = true", "命令格式没有印章，不写 seal"),
        ("signers = true", "命令格式没有签发人，不写 signers"),
    ] {
        let told = refused(&format!("{line}\n{NOTICE}"));
        assert!(told.contains("t/notice.toml:1:"), "{told}");
        assert!(told.contains(message), "{told}");
    }
    let told = refused(&NOTICE.replace("post = \"市长\"\n", ""));
    assert!(told.contains("模板里缺少“post”这一项"), "{told}");
    let told = refused(&NOTICE.replace("人民政府令", "人民政府"));
    assert!(told.contains("命令格式的 mark 应以“令”结尾"), "{told}");
    let told = refused(&NOTICE.replace("市长", " "));
    assert!(told.contains("post（签发人职务）是空的"), "{told}");
}

/// What an input says of a seal is held against the templates as well.
#[test]
fn a_stamp_is_no_seal() {
    let run = orders(NOTICE);
    let with_seal = format!("seal = true\n{}", input(2023, "12.5"));
    run.write("inputs/rivers/2023.toml", with_seal);
    let (status, told) = run.said(&["check", "rivers", "2023", "--format", "short"]);
    assert_eq!(status, 1, "{told}");
    assert!(told.contains("2023.toml:1:8: error"), "{told}");
    assert!(told.contains("不盖印章（seal）"), "{told}");
    let document = NOTICE
        .replace("form = \"order\"\n", "seal = true\n")
        .replace("number =", "title = \"关于|河道|治理|的议案\"\nnumber =");
    let told = refused(&document);
    assert!(
        told.contains("有签发人职务（post）的公文盖签名章，不盖印章（seal）"),
        "{told}"
    );
    assert_eq!(refused(&document.replace("seal = true\n", "")), "");
}

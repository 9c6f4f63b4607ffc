//! What a document may bear beside its text: 份号, 密级, 紧急程度, 签发人, 附注, organs beside the
//! host. From the templates and the input to the paper, the review text, `diff`, `explain`, `new`.

use crate::support::Run;

/// A report of three offices to the one above, which bears all of it.
const NOTICE: &str = r#"
organs = [
    { name = "云岭市水务局", mark = "云岭市水务局" },
    { name = "云岭市财政局", mark = "云岭市财政局" },
    { name = "云岭市自然资源和规划局", mark = "云岭市自然资源和规划局" },
]
allows = ["copy_number", "secrecy", "urgency"]
signers = true
note = "此件公开发布"
number = "云水〔{issue_year}〕{number}号"
title = "关于|{year}年度|河道|治理|工作|的报告"
addressee = "云岭市人民政府"
total_label = "合计"
rounding_note = "注：合计数与分项之和的差异由四舍五入产生。"
seal = true
figures = ["works"]
sections = ["body"]
"#;

const WORKS: &str = r#"
label = "河道治理"

[[scalars]]
key = "length"
label = "治理长度"
unit = "公里"
amount = true
"#;

const BODY: &str = r#"
paragraphs = ["main"]

[phrases.main]
say = "{year}年，全市治理河道{works.length}公里。专此报告。"
"#;

const INPUT: &str = r#"year = 2023
number = 7
date = "2月1日"
copy_number = "000012"       # 份号
secrecy = "机密★1年"         # 密级和保密期限
urgency = "特急"             # 紧急程度
signers = ["甲乙丙", "丁戊", "己庚辛"]
note = "联系人：丁戊"

[works]
length = 12.5
"#;

/// An office with this kind of document, its template edited.
fn office(edit: impl Fn(&str) -> String) -> Run {
    let run = Run::new();
    for folder in ["templates", "fonts"] {
        run.copy(folder);
    }
    run.write("templates/report/notice.toml", edit(NOTICE));
    run.write("templates/report/figures/works.toml", WORKS);
    run.write("templates/report/sections/body.toml", BODY);
    run.write("inputs/report/2023.toml", INPUT);
    run
}

fn unchanged() -> Run {
    office(str::to_owned)
}

/// Exit status, and all that was said.
fn said(run: &Run, arguments: &[&str]) -> (i32, String) {
    let output = run.command(arguments).output().unwrap();
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    let said = text(&output.stdout) + &text(&output.stderr);
    (output.status.code().unwrap(), said)
}

/// What the review text has of an input.
fn text_of(run: &Run, input: &str) -> String {
    run.write("inputs/report/2023.toml", input);
    let (status, told) = said(run, &["build", "report", "2023", "--force"]);
    assert_eq!(status, 0, "{told}");
    String::from_utf8(run.read("out/report/2023.txt")).unwrap()
}

#[test]
fn all_of_it_is_on_the_paper_and_in_the_review_text() {
    let run = unchanged();
    insta::assert_snapshot!(text_of(&run, INPUT), @"
    000012
    机密★1年
    特急

    云岭市水务局
    云岭市财政局
    云岭市自然资源和规划局
    文件

    云水〔2024〕7号

    签发人：甲乙丙　丁戊　己庚辛

    关于2023年度河道治理工作的报告

    云岭市人民政府：

    2023年，全市治理河道12.5公里。
    专此报告。

    云岭市水务局
    云岭市财政局
    云岭市自然资源和规划局
    2024年2月1日
    （联系人：丁戊）

    云岭市水务局
    2024年2月1日印发
    ");
    let (status, told) = said(&run, &["audit", "report", "2023"]);
    assert_eq!(status, 0, "{told}");
    for rule in [
        "份号",
        "密级和保密期限",
        "紧急程度",
        "签发人",
        "附注",
        "联合行文的署名",
    ] {
        assert!(told.contains(rule), "{rule}: {told}");
    }
}

#[test]
fn what_may_be_missing_may_be_missing() {
    let run = office(|notice| {
        let bare = notice.replace("addressee = \"云岭市人民政府\"\n", "");
        bare.replace("signers = true\nnote = \"此件公开发布\"\n", "")
    });
    let bare: String = INPUT
        .lines()
        .filter(|line| {
            !["copy", "secr", "urge", "sign", "note"]
                .iter()
                .any(|key| line.starts_with(key))
        })
        .map(|line| format!("{line}\n"))
        .collect();
    let text = text_of(&run, &bare);
    assert!(text.starts_with("云岭市水务局\n"), "{text}");
    assert!(text.contains("工作的报告\n\n2023年，全市"), "{text}");
    assert!(!text.contains('（') && !text.contains("签发人"), "{text}");
    // The note of the templates stands unless a document has one of its own, or none.
    let run = unchanged();
    let without = INPUT.replace("note = \"联系人：丁戊\"\n", "");
    assert!(text_of(&run, &without).contains("2024年2月1日\n（此件公开发布）\n"));
    let none = INPUT.replace("联系人：丁戊", "");
    assert!(text_of(&run, &none).contains("2024年2月1日\n\n云岭市水务局\n"));
}

#[test]
fn what_is_written_wrong_is_told() {
    let run = unchanged();
    for (from, to, told) in [
        ("\"000012\"", "\"12\"", "份号应为六位半角数字，这里是“12”"),
        ("\"000012\"", "\"００００１２\"", "份号应为六位半角数字"),
        ("\"000012\"", "12", "份号应为引号里的文字，这里是"),
        ("copy_number = \"000012\"", "", "标了密级，没有份号"),
        ("机密★1年", "内部★1年", "密级应为绝密、机密或秘密"),
        ("机密★1年", "机密1年", "密级和保密期限之间应为“★”"),
        ("机密★1年", "机密★１年", "保密期限应为几年、几个月或长期"),
        ("机密★1年", "机密★永久", "保密期限应为几年、几个月或长期"),
        ("特急", "十万火急", "紧急程度应为特急或加急"),
        (
            "signers = [\"甲乙丙\", \"丁戊\", \"己庚辛\"]\n",
            "",
            "缺少“签发人”",
        ),
        (
            "[\"甲乙丙\", \"丁戊\", \"己庚辛\"]",
            "[\"甲乙丙\"]",
            "签发人应有 3 名（每个发文机关一名），这里有 1 名",
        ),
        ("\"联系人：丁戊\"", "\"（联系人：丁戊）\"", "附注自带了括号"),
    ] {
        let wrong = INPUT.replace(from, to);
        assert_ne!(wrong, INPUT, "{from}");
        run.write("inputs/report/2023.toml", wrong);
        let (status, found) = said(&run, &["check", "report", "2023"]);
        assert_eq!(status, 1, "{to}: {found}");
        assert!(found.contains(told), "{to}: {found}");
    }
    // Every degree and term that there is.
    for right in ["绝密★长期", "秘密★6个月", "机密★10年", "秘密"] {
        run.write("inputs/report/2023.toml", INPUT.replace("机密★1年", right));
        let (status, found) = said(&run, &["check", "report", "2023"]);
        assert_eq!(status, 0, "{right}: {found}");
    }
}

#[test]
fn only_what_the_kind_allows_may_be_given() {
    let run = office(|notice| {
        let strict = notice.replace("allows = [\"copy_number\", \"secrecy\", \"urgency\"]\n", "");
        strict.replace("signers = true\n", "")
    });
    let (status, found) = said(&run, &["check", "report", "2023"]);
    assert_eq!(status, 1);
    for told in [
        "模板规定这种公文不标份号（copy_number）",
        "模板规定这种公文不标密级和保密期限（secrecy）",
        "模板规定这种公文不标紧急程度（urgency）",
        "签发人（signers）只标在上行文上",
    ] {
        assert!(found.contains(told), "{told}: {found}");
    }
}

#[test]
fn faults_of_the_templates_are_told() {
    for (from, to, told) in [
        (
            "seal = true",
            "organ = \"云岭市水务局\"",
            "organs 写了，organ 和 mark 就不能再写",
        ),
        (
            "mark = \"云岭市财政局\"",
            "mark = \"云岭市财政局文件\"",
            "联合行文的 mark 不带“文件”",
        ),
        (
            "name = \"云岭市财政局\"",
            "name = \"云岭市水务局\"",
            "organs 里“云岭市水务局”写了两次",
        ),
        (
            "\"copy_number\", \"secrecy\"",
            "\"secrecy\"",
            "allows 里有 secrecy，没有 copy_number",
        ),
        ("\"urgency\"", "\"urgent\"", "“urgent”不是可用的取值"),
        ("此件公开发布", "（此件公开发布）", "note 自带了括号"),
    ] {
        let run = office(|notice| {
            assert!(notice.contains(from), "{from}");
            notice.replace(from, to)
        });
        let (status, found) = said(&run, &["check", "report", "2023"]);
        assert_ne!(status, 0, "{to}");
        assert!(found.contains(told), "{to}: {found}");
    }
    let one = NOTICE
        .lines()
        .filter(|line| !line.contains("财政局") && !line.contains("自然资源"));
    let one: String = one.map(|line| format!("{line}\n")).collect();
    let (_, found) = said(&office(|_| one.clone()), &["check", "report", "2023"]);
    assert!(
        found.contains("联合行文的机关应为 2 到 6 个，这里有 1 个"),
        "{found}"
    );
}

#[test]
fn the_next_one_asks_what_is_of_one_document() {
    let run = unchanged();
    let (status, told) = said(&run, &["new", "report", "2024"]);
    assert_eq!(status, 0, "{told}");
    let new = String::from_utf8(run.read("inputs/report/2024.toml")).unwrap();
    for line in ["copy_number", "secrecy", "urgency", "signers", "note"] {
        assert!(
            new.contains(&format!("\n{line} = \"待填\"")),
            "{line}: {new}"
        );
    }
    assert!(new.contains("上年 甲乙丙、丁戊、己庚辛"), "{new}");
    // A draft leaves a gap for each.
    let (status, told) = said(&run, &["build", "report", "2024", "--draft"]);
    assert_eq!(status, 0, "{told}");
    let text = String::from_utf8(run.read("out/report/2024.txt")).unwrap();
    assert!(
        text.starts_with("____\n____\n____\n\n云岭市水务局"),
        "{text}"
    );
    assert!(
        text.contains("签发人：____") && text.contains("（____）"),
        "{text}"
    );
}

#[test]
fn a_comparison_and_its_redline_have_all_of_it() {
    let run = unchanged();
    let later = INPUT
        .replace("year = 2023", "year = 2024")
        .replace("urgency = \"特急\"             # 紧急程度\n", "")
        .replace("机密★1年", "机密★2年")
        .replace("\"己庚辛\"]", "\"己庚辛\", \"壬癸\"]")
        .replace("丁戊\"\n\n", "己庚辛\"\n\n");
    run.write("inputs/report/2024.toml", later);
    let (_, told) = said(&run, &["diff", "report", "2023", "2024"]);
    for name in ["密级和保密期限", "紧急程度", "签发人", "附注"] {
        assert!(told.contains(name), "{name}: {told}");
    }
    let (_, json) = said(
        &run,
        &["diff", "report", "2023", "2024", "--format", "json"],
    );
    for id in [
        "head.copy_number",
        "head.secrecy",
        "head.signer.4",
        "tail.organ.3",
        "tail.note",
    ] {
        assert!(json.contains(&format!("\"{id}\"")), "{id}");
    }
    let (_, page) = said(
        &run,
        &["diff", "report", "2023", "2024", "--format", "html"],
    );
    assert!(page.contains("壬癸"), "{page}");
    let out = ["--format", "pdf", "--out", "redline.pdf"];
    let (_, told) = said(
        &run,
        &[&["diff", "report", "2023", "2024"][..], &out].concat(),
    );
    assert!(run.read("redline.pdf").starts_with(b"%PDF"), "{told}");
}

#[test]
fn it_is_explained_where_it_comes_from() {
    let run = unchanged();
    for (what, by) in [
        ("000012", "份号：000012\n　└ 数据文件的 copy_number"),
        ("机密", "数据文件的 secrecy"),
        ("特急", "数据文件的 urgency"),
        (
            "己庚辛",
            "签发人：甲乙丙　丁戊　己庚辛\n　└ 数据文件的 signers",
        ),
        ("联系人", "附注：（联系人：丁戊）\n　└ 数据文件的 note"),
    ] {
        let (_, told) = said(&run, &["explain", what, "report", "2023"]);
        let told = told.replace('│', "");
        assert!(told.contains(by), "{what}: {told}");
    }
}

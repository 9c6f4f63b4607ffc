//! Annexes that are no figures' table: texts, texts around a table, tables to be filled in by hand.

use crate::support::Run;

const NOTICE: &str = r#"
organ = "云岭市水务局"
mark = "云岭市水务局文件"
number = "云水〔{issue_year}〕{number}号"
title = "关于|{year}年度|河道|治理|情况|的通报"
addressee = "各县（市、区）水务局"
total_label = "合计"
rounding_note = "注：合计数与分项之和的差异由四舍五入产生。"
figures = ["works"]
sections = ["body"]
annexes = [{ before = "scope", table = "works", after = "contacts" }, "rules", "reports"]

[sets.counties]
label = "县"
"#;

const WORKS: &str = r#"
label = "河道治理"
title = "{year}年|河道|治理|情况"
rows = "counties"
row_head = "县"

[[columns]]
key = "length"
head = ["治理长度|（公里）"]
label = "治理长度"
unit = "公里"
amount = true
"#;

const BODY: &str = r#"
paragraphs = ["main"]

[phrases.main]
say = "{year}年，全市治理河道{works.total.length}公里，要求见附件2。"
"#;

const SCOPE: &str = r#"
paragraphs = ["main"]

[phrases.main]
say = "下表是{year}年的情况，共{works.total.length}公里。"
"#;

const CONTACTS: &str = r#"
paragraphs = ["main"]

[phrases.main]
choose = [
    { when = "works.total.length >= 10", say = "长度在10公里以上。" },
    { say = "长度不足10公里。" },
]
"#;

const RULES: &str = r#"
title = "河道|治理|要求"
paragraphs = ["main"]

[phrases.main]
say = """
一、范围
{year}年完工的河段。
（一）口径
1.长度
以公里计。"""
"#;

const REPORTS: &str = r#"
title = "{year+1}年|河道|治理|计划表"
rows = "counties"
row_head = "县"
columns = [{ head = ["河段"] }, { head = ["长度（公里）"] }]
notes = ["注：请于月底前报送。"]
"#;

fn input(year: i32, length: &str) -> String {
    format!(
        "year = {year}\nnumber = 6\ndate = \"1月20日\"\ncounties = [\"东县\", \"西县\"]\n\n\
         [works.\"东县\"]\nlength = {length}\n\n[works.\"西县\"]\nlength = 2.5\n"
    )
}

fn office(edit: impl Fn(&str, &str) -> String) -> Run {
    let run = Run::new();
    for folder in ["templates", "fonts"] {
        run.copy(folder);
    }
    let files = [
        ("notice.toml", NOTICE),
        ("figures/works.toml", WORKS),
        ("sections/body.toml", BODY),
        ("sections/scope.toml", SCOPE),
        ("sections/contacts.toml", CONTACTS),
        ("sections/rules.toml", RULES),
        ("tables/reports.toml", REPORTS),
    ];
    for (file, text) in files {
        run.write(&format!("templates/rivers/{file}"), edit(file, text));
    }
    run.write("inputs/rivers/2022.toml", input(2022, "5.5"));
    run.write("inputs/rivers/2023.toml", input(2023, "12.5"));
    run
}

fn unchanged() -> Run {
    office(|_, text| text.to_owned())
}

#[test]
fn they_are_on_the_paper_and_in_the_review_text() {
    let run = unchanged();
    let (status, told) = run.said(&["build", "rivers", "2023"]);
    assert_eq!(status, 0, "{told}");
    let text = String::from_utf8(run.read("out/rivers/2023.txt")).unwrap();
    let from = text.find("附件：").unwrap();
    insta::assert_snapshot!(&text[from..], @"
    附件：1. 2023年河道治理情况
    2. 河道治理要求
    3. 2024年河道治理计划表

    云岭市水务局
    2024年1月20日

    附件1

    2023年河道治理情况

    下表是2023年的情况，共15公里。

    （1）县
    （2）治理长度（公里）

    （1）     |     （2）
    合计      |        15
    东县      |      12.5
    西县      |       2.5

    长度在10公里以上。

    附件2

    河道治理要求

    一、范围

    2023年完工的河段。

    （一）口径

    1.长度

    以公里计。

    附件3

    2024年河道治理计划表

    （1）县
    （2）河段
    （3）长度（公里）

    （1）     |     （2） |     （3）
    东县      |           |
    西县      |           |

    注：请于月底前报送。

    云岭市水务局
    2024年1月20日印发
    ");
    let (status, told) = run.said(&["audit", "rivers", "2023"]);
    assert_eq!(status, 0, "{told}");
    assert!(told.contains("附件正文"), "{told}");
}

#[test]
fn their_texts_are_compared() {
    let run = unchanged();
    let diff = |format: &str| {
        let out = format!("diff.{format}");
        let arguments = [
            "diff", "rivers", "2022", "2023", "--all", "--format", format, "--out", &out,
        ];
        let (status, told) = run.said(&arguments);
        assert_eq!(status, 1, "{format}: {told}");
        run.read(&out)
    };
    for format in ["text", "json", "html"] {
        let told = String::from_utf8(diff(format)).unwrap();
        assert!(told.contains("不足10公里"), "{format}: {told}");
    }
    let page = String::from_utf8(diff("html")).unwrap();
    assert!(page.contains("附件1　2023年河道治理情况"), "{page}");
    assert!(diff("pdf").starts_with(b"%PDF"));
}

#[test]
fn their_words_and_figures_are_explained() {
    let run = unchanged();
    for (what, expected) in [
        ("长度在10公里以上", "正文 0 处，其他 1 处"),
        ("15公里", "【15】公里。…"),
        ("计划表", "附件3标题"),
    ] {
        let (status, told) = run.said(&["explain", what, "rivers"]);
        assert_eq!(status, 0, "{told}");
        assert!(told.contains(expected), "{what}: {told}");
    }
}

#[test]
fn what_is_wrong_with_them_is_told_at_its_place() {
    let refused = |file: &str, from: &str, to: &str| {
        let run = office(|name, text| {
            if name == file {
                assert!(text.contains(from), "{file}: {from}");
                text.replace(from, to)
            } else {
                text.to_owned()
            }
        });
        let (status, told) = run.said(&["check", "rivers", "2023", "--format", "short"]);
        assert_eq!(status, 1, "{told}");
        told
    };
    for (file, from, to, message) in [
        (
            "notice.toml",
            "\"reports\"]",
            "\"raports\"]",
            "附件“raports”没有列在 figures 里，也没有 tables/raports.toml",
        ),
        (
            "notice.toml",
            "\"reports\"]",
            "\"rules\"]",
            "“rules”已印在另一个附件里",
        ),
        (
            "notice.toml",
            "\"reports\"]",
            "\"reports\", \"reports\"]",
            "“reports”列了两次",
        ),
        (
            "notice.toml",
            "[\"body\"]",
            "[\"body\", \"rules\"]",
            "正文里的一节没有 title",
        ),
        (
            "notice.toml",
            "before =",
            "befor =",
            "模板里有不认识的项“befor”",
        ),
        (
            "sections/rules.toml",
            "title = \"河道|治理|要求\"\n",
            "",
            "附件“rules”没有标题（title）",
        ),
        (
            "sections/rules.toml",
            "paragraphs",
            "heading = \"main\"\nparagraphs",
            "附件里的文字没有 heading",
        ),
        (
            "sections/rules.toml",
            "[\"main\"]",
            "[\"main\", \"works\"]",
            "附件的文字里不能放表",
        ),
        (
            "sections/scope.toml",
            "paragraphs",
            "title = \"范围\"\nparagraphs",
            "表前后的文字没有自己的标题",
        ),
        (
            "sections/scope.toml",
            "{works.total.length}",
            "{works.total.lenght}",
            "没有叫“works.total.lenght”的数据或措辞",
        ),
        (
            "tables/reports.toml",
            "\"counties\"",
            "\"towns\"",
            "没有叫“towns”的一组行",
        ),
        ("tables/reports.toml", "\"counties\"", "[]", "这张表没有行"),
        (
            "tables/reports.toml",
            "columns = [{ head = [\"河段\"] }, { head = [\"长度（公里）\"] }]",
            "columns = []",
            "这张表没有要填的栏",
        ),
    ] {
        let told = refused(file, from, to);
        assert!(told.contains(message), "{from} → {to}: {told}");
        assert!(told.contains(&format!("{file}:")), "{told}");
    }
}

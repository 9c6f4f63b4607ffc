//! Notes to the text: `{note(phrase)}` is a footnote in a paragraph, and stands in brackets where a
//! page has no foot for it.

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
annexes = ["works", "rules"]

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
heading = "head"
paragraphs = ["main", "more"]

[phrases.head]
say = "治理情况{note(scope)}"

[phrases.main]
say = "{year}年，全市治理河道{note(scope)}{works.total.length}公里{note(source)}，{each_county}。"

[phrases.each_county]
each = "works"
join = "，"
say = "{name}{length}公里{note(carried)}"

[phrases.more]
say = "要继续推进河道{note(scope)}治理。"

[phrases.scope]
say = "指流域面积50平方公里以上的河道"

[phrases.source]
choose = [
    { when = "works.total.length >= 10", say = "{year}年全市计划治理10公里，数据由各县报送，共{works.total.length}公里。" },
    { say = "数据由各县报送。" },
]

[phrases.carried]
choose = [
    { when = "works.total.length >= 100", say = "含上年结转" },
    { say = "" },
]
"#;

const RULES: &str = r#"
title = "河道|治理|要求"
paragraphs = ["main"]

[phrases.main]
say = "河道{note(body.scope)}要按标准治理。"
"#;

fn input(year: i32, lengths: (&str, &str)) -> String {
    let (one, other) = lengths;
    format!(
        "year = {year}\nnumber = 6\ndate = \"1月20日\"\ncounties = [\"东县\", \"西县\"]\n\n\
         [works.\"东县\"]\nlength = {one}\n\n[works.\"西县\"]\nlength = {other}\n"
    )
}

fn rivers(body: &str) -> Run {
    let run = Run::new();
    for folder in ["templates", "fonts"] {
        run.copy(folder);
    }
    for (path, text) in [
        ("notice.toml", NOTICE),
        ("figures/works.toml", WORKS),
        ("sections/body.toml", body),
        ("sections/rules.toml", RULES),
    ] {
        run.write(&format!("templates/rivers/{path}"), text);
    }
    run.write("inputs/rivers/2022.toml", input(2022, ("3.5", "2.5")));
    run.write("inputs/rivers/2023.toml", input(2023, ("8.5", "4.0")));
    run
}

fn text(run: &Run, period: &str) -> String {
    let (status, told) = run.said(&["build", "rivers", period]);
    assert_eq!(status, 0, "{told}");
    String::from_utf8(run.read(&format!("out/rivers/{period}.txt"))).unwrap()
}

/// Each has a mark where it is said, and its words below the paragraph in the review text; what is
/// said again has the same mark; in a heading and in an annex it stands in brackets.
#[test]
fn notes_are_numbered_in_order_and_said_once() {
    let run = rivers(BODY);
    let text = text(&run, "2023");
    let body = text.split("附件：").next().unwrap();
    let body = body.split("各县（市、区）水务局：").nth(1).unwrap();
    insta::assert_snapshot!(body.trim(), @"
    一、治理情况（指流域面积50平方公里以上的河道）

    2023年，全市治理河道①12.5公里②，东县8.5公里，西县4.0公里。

    ①指流域面积50平方公里以上的河道

    ②2023年全市计划治理10公里，数据由各县报送，共12.5公里。

    要继续推进河道①治理。
    ");
    assert!(
        text.contains("河道（指流域面积50平方公里以上的河道）要按标准治理。"),
        "{text}"
    );
    let (status, told) = run.said(&["audit", "rivers", "2023"]);
    assert_eq!(status, 0, "{told}");
    assert!(told.contains("脚注"), "{told}");
}

#[test]
fn they_are_compared_and_explained() {
    let run = rivers(BODY);
    for format in ["text", "json", "html", "pdf"] {
        let out = format!("diff.{format}");
        let arguments = [
            "diff", "rivers", "2022", "2023", "--format", format, "--out", &out,
        ];
        let (status, told) = run.said(&arguments);
        assert_eq!(status, 1, "{format}: {told}");
    }
    let told = String::from_utf8(run.read("diff.text")).unwrap();
    assert!(told.contains("全市计划治理10公里"), "{told}");
    let (status, told) = run.said(&["explain", "全市计划治理", "rivers"]);
    assert_eq!(status, 0, "{told}");
    assert!(told.contains("2023年【全市计划治理】10公里"), "{told}");
}

#[test]
fn what_is_no_phrase_is_no_note() {
    for (from, to, message) in [
        ("{note(source)}", "{note(sourse)}", "sourse"),
        (
            "{note(source)}",
            "{note(works.total.length)}",
            "“works.total.length”是数据，注要写成措辞",
        ),
        (
            "{note(source)}",
            "{note(source, scope)}",
            "note 要 1 个名称",
        ),
        ("{note(source)}", "", "source"),
        (
            "{note(carried)}",
            "{note(length)}",
            "“length”是数据，注要写成措辞",
        ),
        // A word of the row goes before a phrase of the same name, which then nothing says.
        ("carried", "short", "short"),
    ] {
        let run = rivers(&BODY.replace(from, to));
        let (status, told) = run.said(&["check", "rivers", "2023", "--format", "short"]);
        assert_eq!(status, 1, "{to}: {told}");
        assert!(told.contains(message), "{to}: {told}");
    }
}

//! Charts of a made-up kind: what they show, where they stand, what is said of them, and what is
//! refused.

use std::fmt::Write;

use hongtou::diagnostic::Code;
use hongtou::model::ChartShape;
use hongtou::notice::{Chart, Notice};
use hongtou::office::{Input, Office};

use crate::support::{MadeUpKind, Run};

const NOTICE: &str = r#"
name = "用水季报"
cycle = "quarter"
organ = "某市节约用水办公室"
mark = "某市节约用水办公室文件"
number = "某水〔{issue_year}〕{number}号"
title = "关于{period}用水情况的通报"
addressee = "各单位"
total_label = "合计"
rounding_note = "注：四舍五入。"
figures = ["water", "history"]
annexes = ["used", { table = "water", chart = "compared", chart_first = true }]
sections = ["body"]

[sets.units]
label = "单位"

[sets.items]
label = "项目"
rows = [{ key = "tap", label = "自来水" }, { key = "reused", label = "再生水" }]
"#;

const WATER: &str = r#"
label = "用水"
title = "{period}用水情况"
rows = "units"
row_head = "单位"
order_by = "rate"

[[columns]]
key = "used"
head = ["用水量|（立方米）"]
label = "用水量"
unit = "立方米"
form = "万 bare"
places = 1

[[columns]]
key = "planned"
head = ["计划"]
label = "计划用水量"
unit = "立方米"
form = "万 bare"
places = 1

[[columns]]
key = "rate"
head = ["计划|执行率"]
label = "计划执行率"
formula = "used / planned"
places = 1

[[columns]]
key = "change"
head = ["比上季度|（个百分点）"]
label = "比上季度"
formula = "rate - last.rate"
form = "points plus"
signed = true
places = 1

[[columns]]
key = "people"
label = "人数"
unit = "人"

[[columns]]
key = "place"
head = ["名次"]
label = "名次"
formula = "rank(rate, rising)"

[[columns]]
key = "word"
head = ["评价"]
label = "评价"
choose = [{ when = "rate > 100%", say = "超" }, { say = "未超" }]
"#;

const HISTORY: &str = r#"
label = "历年用水"
rows = "items"
row_head = "项目"
[each]
key = "years"
label = "年度"
[[columns]]
key = "amount"
label = "{each}年水量"
each = true
unit = "万立方米"
"#;

const BODY: &str = r#"
paragraphs = ["main", "changes", "rest", "trend", "years", "last"]
[phrases.main]
say = "用水{water.total.used}立方米。"
[phrases.rest]
say = "各单位的增减见图1。"
[phrases.last]
say = "请继续节约。"
"#;

/// The charts, each in its file.
const CHARTS: [(&str, &str); 5] = [
    (
        "used",
        "title = '各单位用水量'\nof = 'water'\nshape = 'columns'\ncolumns = ['used', 'planned']\norder_by = 'used'\nfalling = true",
    ),
    (
        "compared",
        "title = '各单位|计划|执行率'\nof = 'water'\nshape = 'bars'\ncolumns = ['rate', 'last.rate', 'same.rate']",
    ),
    (
        "changes",
        "title = '比上季度'\nof = 'water'\nshape = 'bars'\ncolumns = ['change']",
    ),
    (
        "trend",
        "title = '全市计划执行率'\nof = 'water'\nshape = 'lines'\ncolumns = ['rate']\nalong = ['same', 'last']",
    ),
    (
        "years",
        "title = '历年自来水'\nof = 'history'\nshape = 'lines'\ncolumns = ['amount']\nalong = 'each'\nrow = 'tap'",
    ),
];

const INPUT: &str = r#"
year = 2023
quarter = 3
number = 1
date = "10月8日"
units = ["甲厂", "乙学校", "丙医院", "丁所"]

[water."甲厂"]
used = 84000
planned = 80000
people = 10
[water."乙学校"]
used = 45600
planned = 60000
people = 20
[water."丙医院"]
used = ""
planned = ""
people = 5
[water."丁所"]
used = "?"
planned = 30000
rate = 68.0
people = 5
[water.total]
used = 150000
rate = 88.2
change = 4.9

[history]
years = [2021, 2022, 2023]
[history.tap]
amount_2021 = 950
amount_2022 = 980
amount_2023 = 1000
[history.reused]
amount_2021 = 10
amount_2022 = 20
amount_2023 = ""

[last.water."甲厂"]
rate = 110.0
[last.water."乙学校"]
rate = 70.0
[last.water."丙医院"]
rate = ""
[last.water."丁所"]
rate = 50.0
[last.water.total]
rate = 83.3
[same.water."甲厂"]
rate = 101.0
[same.water."乙学校"]
rate = 72.5
[same.water."丙医院"]
rate = ""
[same.water."丁所"]
rate = 40.0
[same.water.total]
rate = 90.0
"#;

fn kind() -> MadeUpKind {
    let kind = MadeUpKind::new(NOTICE)
        .with("figures/water.toml", WATER)
        .with("figures/history.toml", HISTORY)
        .with("sections/body.toml", BODY);
    CHARTS.iter().fold(kind, |kind, (name, text)| {
        kind.with(&format!("charts/{name}.toml"), text)
    })
}

fn office() -> Office {
    kind().office().unwrap_or_else(|told| panic!("{told}"))
}

fn made(office: &Office, input: &str) -> Notice {
    let run = office.read(Input::of_text("2023-q3.toml", input), false);
    let told: Vec<_> = run
        .findings()
        .iter()
        .map(|finding| &finding.message)
        .collect();
    run.notice().unwrap_or_else(|| panic!("{told:#?}")).clone()
}

fn chart<'n>(notice: &'n Notice, id: &str) -> &'n Chart {
    notice.charts().find(|chart| chart.id == id).unwrap()
}

/// Each place with its figures.
fn shown(notice: &Notice, id: &str) -> Vec<String> {
    chart(notice, id).figures_in_words()
}

#[test]
fn a_chart_shows_what_the_table_prints_in_the_order_of_the_table_or_its_own() {
    let notice = made(&office(), INPUT);
    let used = chart(&notice, "used");
    assert_eq!(
        (used.shape, used.unit.as_str()),
        (ChartShape::Columns, "万立方米")
    );
    assert_eq!(
        used.figures_in_words(),
        [
            "甲厂：用水量8.4，计划用水量8.0",
            "乙学校：用水量4.6，计划用水量6.0",
            "丙医院：用水量无，计划用水量无",
            "丁所：用水量不详，计划用水量3.0",
        ]
    );
    assert_eq!(
        shown(&notice, "compared"),
        [
            "丁所：本季度68.0%，上季度50.0%，上年同期40.0%",
            "乙学校：本季度76.0%，上季度70.0%，上年同期72.5%",
            "甲厂：本季度105.0%，上季度110.0%，上年同期101.0%",
            "丙医院：本季度无，上季度无，上年同期无",
        ]
    );
    assert_eq!(
        shown(&notice, "changes"),
        ["丁所：+18.0", "乙学校：+6.0", "甲厂：−5.0", "丙医院：无"]
    );
    assert_eq!(
        shown(&notice, "trend"),
        [
            "2022年第三季度：90.0%",
            "2023年第二季度：83.3%",
            "2023年第三季度：88.2%"
        ]
    );
    assert_eq!(
        shown(&notice, "years"),
        ["2021年：950", "2022年：980", "2023年：1000"]
    );
    // What is drawn is what is printed.
    let number = used.series[0].points[1].number.as_ref().unwrap();
    assert_eq!(number.to_plain(), "4.6");
}

#[test]
fn charts_stand_in_the_text_and_in_annexes_and_in_the_review_text() {
    let office = office();
    let run = office.read(Input::of_text("2023-q3.toml", INPUT), false);
    let text = run.text().unwrap().clone();
    for part in [
        "用水150000立方米。\n\n〔图：图1　比上季度：条形图，比上季度（百分点）\n丁所：+18.0\n乙学校：+6.0\n甲厂：−5.0",
        "〔图：图2　全市计划执行率：折线图，计划执行率（%）\n2022年第三季度：90.0%",
        "〔图：图3　历年自来水：折线图，年水量（万立方米）\n2021年：950",
        "附件1\n\n各单位用水量\n\n〔图：柱形图，用水量、计划用水量（单位：万立方米）\n甲厂：用水量8.4",
        "附件2\n\n2023年第三季度用水情况\n\n〔图：各单位计划执行率：条形图，本季度、上季度、上年同期（单位：%）",
    ] {
        let part = part.replace("150000", "15.0万");
        assert!(text.contains(&part), "{part}\nis not in\n{text}");
    }
    let words = chart(run.notice().unwrap(), "changes").in_words();
    assert_eq!(
        words,
        "条形图：比上季度。比上季度（百分点）。丁所：+18.0；乙学校：+6.0；甲厂：−5.0；丙医院：无。最高的是丁所，最低的是甲厂。"
    );
}

#[test]
fn what_there_was_not_is_left_out_and_what_is_open_is_said() {
    let office = office();
    let start = INPUT.find("[same.water.\"甲厂\"]").unwrap();
    let without = format!("none = [\"same\"]\n{}", &INPUT[..start]);
    let notice = made(&office, &without);
    assert_eq!(
        shown(&notice, "compared")[1],
        "乙学校：本季度76.0%，上季度70.0%"
    );
    let open = INPUT.replace("used = 45600", "used = \"待填\"");
    let run = office.read(Input::of_text("2023-q3.toml", open), true);
    let notice = run
        .notice()
        .unwrap_or_else(|| panic!("{:#?}", run.findings()));
    assert!(shown(notice, "changes").contains(&"乙学校：待填".to_owned()));
    assert!(
        chart(notice, "changes")
            .points()
            .all(|point| point.text != "+6.0")
    );
    // Nothing to show, no chart.
    let start = INPUT.find("[last.water.\"甲厂\"]").unwrap();
    let never = format!(
        "none = [\"same\", \"last\"]\n{}",
        INPUT[..start].replace("change = 4.9\n", "")
    );
    let notice = made(&office, &never);
    assert!(notice.charts().all(|chart| chart.id != "changes"));
    let numbers: Vec<_> = notice.charts().filter_map(|chart| chart.number).collect();
    assert_eq!(numbers, [1, 2]);
}

#[test]
fn a_chart_that_no_page_holds_is_told_with_the_way_out() {
    let units: Vec<String> = (1..=40).map(|at| format!("第{at}厂")).collect();
    let mut input = String::from(
        "year = 2023\nquarter = 3\nnumber = 1\ndate = \"10月8日\"\nnone = [\"last\", \"same\"]\nunits = [",
    );
    input += &units
        .iter()
        .map(|unit| format!("\"{unit}\""))
        .collect::<Vec<_>>()
        .join(", ");
    input += "]\n";
    for unit in &units {
        write!(
            input,
            "[water.\"{unit}\"]\nused = 84000\nplanned = 80000\npeople = 1\n"
        )
        .unwrap();
    }
    input += &INPUT[INPUT.find("[history]").unwrap()..INPUT.find("[last").unwrap()];
    let office = office();
    let run = office.read(Input::of_text("2023-q3.toml", input), false);
    let crowded: Vec<_> = run
        .findings()
        .iter()
        .filter(|of| of.code == Code::ChartCrowded)
        .collect();
    let told: Vec<_> = crowded.iter().map(|of| of.message.as_str()).collect();
    assert_eq!(
        told,
        [
            "图“各单位计划执行率”画不下：40 处，每处 1 个数，最多画得下 31 处",
            "图“各单位用水量”画不下：40 处，每处 2 个数，最多画得下 13 处",
        ]
    );
    assert!(
        crowded[1].hints[0].contains("shape = \"bars\""),
        "{:?}",
        crowded[1].hints
    );
}

/// What is refused when a chart's file says so.
fn refused(name: &str, from: &str, to: &str) -> String {
    let (_, text) = CHARTS.iter().find(|(own, _)| *own == name).unwrap();
    assert!(text.contains(from), "{from}");
    let path = format!("charts/{name}.toml");
    kind()
        .with(&path, &text.replace(from, to))
        .office()
        .err()
        .unwrap_or_default()
}

#[test]
fn faults_of_charts_are_told_when_the_templates_load() {
    for (name, from, to, told) in [
        (
            "changes",
            "of = 'water'",
            "of = 'wator'",
            "没有叫“wator”的一组数据：图要画 figures 里的一组",
        ),
        (
            "changes",
            "['change']",
            "['chance']",
            "“用水”没有叫“chance”的一栏\n|可画的有 used、planned",
        ),
        (
            "changes",
            "['change']",
            "['word']",
            "“评价”（word）是文字，不是数",
        ),
        (
            "changes",
            "['change']",
            "['place']",
            "“名次”（place）是名次，不画图",
        ),
        (
            "changes",
            "['change']",
            "[]",
            "一张图画 1 到 3 栏，这里写了 0 栏",
        ),
        (
            "changes",
            "['change']",
            "['used', 'planned', 'last.used', 'last.planned']",
            "这里写了 4 栏\n|请另画一张图",
        ),
        (
            "changes",
            "['change']",
            "['used', 'used']",
            "“used”列了两次",
        ),
        (
            "changes",
            "['change']",
            "['used', 'people']",
            "“用水量”的单位是立方米，“人数”的是人，不能画在一张图里",
        ),
        (
            "changes",
            "['change']",
            "['rate', 'change']",
            "“计划执行率”的单位是%，“比上季度”的是个百分点",
        ),
        (
            "changes",
            "'bars'",
            "'pie'",
            "“pie”不是可用的取值\n|可用的有 bars、columns、lines",
        ),
        (
            "changes",
            "shape",
            "shade",
            "模板里有不认识的项“shade”\n|是否应为 shape？",
        ),
        (
            "changes",
            "columns",
            "along = ['next']\ncolumns",
            "“next”不是可用的取值\n|可用的有 last、same",
        ),
        (
            "changes",
            "columns",
            "along = 'row'\ncolumns",
            "“row”不是可用的取值\n|是否应为 rows？",
        ),
        ("changes", "columns", "along = 1\ncolumns", "这里应为文字"),
        (
            "changes",
            "columns",
            "row = 'total'\ncolumns",
            "各行都画在图上（along = \"rows\"），不用写 row",
        ),
        (
            "changes",
            "columns",
            "order_by = 'rates'\ncolumns",
            "没有叫“rates”的数据或措辞",
        ),
        (
            "trend",
            "['same', 'last']",
            "[]",
            "along 里写 \"last\"（上一期）、\"same\"（上年同期）之一或两个",
        ),
        ("trend", "['same', 'last']", "['last', 'last']", "各写一次"),
        (
            "trend",
            "['rate']",
            "['last.rate']",
            "另一期的数只画在各行旁边",
        ),
        (
            "trend",
            "['rate']",
            "['rate']\nrow = 'tap'",
            "“用水”没有叫“tap”的固定的一行\n|可用的有 total",
        ),
        (
            "trend",
            "['rate']",
            "['change', 'last.change']",
            "另一期的数只画",
        ),
        (
            "years",
            "'tap'",
            "'river'",
            "“历年用水”没有叫“river”的固定的一行\n|可用的有 tap、reused、total",
        ),
        (
            "years",
            "along = 'each'\n",
            "",
            "“{each}年水量”（amount）按清单重复：请写 along = \"each\"",
        ),
        (
            "years",
            "'history'",
            "'water'",
            "“用水”没有按清单重复的栏（[each]）",
        ),
        (
            "used",
            "title = '各单位用水量'\n",
            "",
            "附件“used”没有标题（title）",
        ),
        (
            "used",
            "'各单位用水量'",
            "'{wather.total.used}'",
            "没有叫“wather.total.used”的数据或措辞",
        ),
    ] {
        let found = refused(name, from, to);
        for part in told.split("\n|") {
            assert!(
                found.contains(part),
                "{name} {to}: {part}\nis not in\n{found}"
            );
        }
    }
}

#[test]
fn charts_are_printed_once_and_where_a_chart_can_stand() {
    let with = |path: &str, from: &str, to: &str| {
        let text = match path {
            "notice.toml" => NOTICE,
            _ => BODY,
        };
        assert!(text.contains(from), "{from}");
        kind()
            .with(path, &text.replace(from, to))
            .office()
            .err()
            .unwrap_or_default()
    };
    for (path, from, to, told) in [
        (
            "sections/body.toml",
            "\"trend\", ",
            "",
            "图“trend”没有印在任何地方",
        ),
        (
            "sections/body.toml",
            "\"rest\", ",
            "\"rest\", \"changes\", ",
            "图“changes”印了两处",
        ),
        (
            "sections/body.toml",
            ", \"last\"]",
            "]\nheading = \"last\"",
            "正文不能以图结束",
        ),
        (
            "notice.toml",
            "annexes = [\"used\"",
            "annexes = [\"usde\"",
            "附件“usde”没有列在 figures 里",
        ),
        (
            "notice.toml",
            "chart = \"compared\"",
            "chart = \"compares\"",
            "没有 charts/compares.toml 这张图",
        ),
        (
            "notice.toml",
            "table = \"water\", ",
            "",
            "chart_first 说的是图在表的上面",
        ),
        (
            "notice.toml",
            "{ table = \"water\", chart = \"compared\", chart_first = true }",
            "{ before = \"x\" }",
            "附件里要有表（table）或图（chart）",
        ),
        (
            "notice.toml",
            "chart_first = true",
            "chart_frist = true",
            "是否应为 chart_first？",
        ),
        (
            "notice.toml",
            "annexes = [\"used\", ",
            "annexes = [\"used\", 3, ",
            "这里应为文字",
        ),
    ] {
        let found = with(path, from, to);
        assert!(found.contains(told), "{to}: {told}\nis not in\n{found}");
    }
}

#[test]
fn figures_of_charts_are_explained_compared_and_measured() {
    let run = Run::new();
    kind().write(&run, "templates/water");
    run.copy("templates/gongwen");
    run.copy("fonts");
    for file in [
        "templates/gongwen.typ",
        "templates/notice.typ",
        "templates/fonts.toml",
    ] {
        run.write(
            file,
            std::fs::read(crate::shared::root().join(file)).unwrap(),
        );
    }
    run.write("inputs/water/2023-q3.toml", INPUT);
    let (status, told) = run.said(&[
        "explain",
        "water.乙学校.change",
        "inputs/water/2023-q3.toml",
    ]);
    assert!(
        status == 0 && told.contains("图1 乙学校 比上季度"),
        "{told}"
    );
    let (status, told) = run.said(&["explain", "water.乙学校.rate", "inputs/water/2023-q3.toml"]);
    assert!(
        status == 0 && told.contains("附件2 图 乙学校 本季度"),
        "{told}"
    );
    let (status, told) = run.said(&["explain", "图1 甲厂 比上季度", "inputs/water/2023-q3.toml"]);
    assert!(status == 0 && told.contains("water.甲厂.change"), "{told}");
    let (last, same) = (INPUT.find("[last").unwrap(), INPUT.find("[same").unwrap());
    let newer = INPUT
        .replace("quarter = 3", "quarter = 4")
        .replace("10月8日", "2024年1月8日");
    let newer = newer.replace("used = 84000", "used = 88000");
    let newer = newer
        .replace("used = 150000", "used = 154000")
        .replace("88.2", "90.6")
        .replace("4.9", "2.4");
    assert_eq!(
        newer.find("[last").unwrap() - last,
        newer.find("[same").unwrap() - same
    );
    let (start, end) = (newer.find("[last").unwrap(), newer.find("[same").unwrap());
    run.write(
        "inputs/water/2023-q4.toml",
        format!("{}{}", &newer[..start], &newer[end..]),
    );
    let (_, told) = run.said(&["diff", "water", "2023-q3", "2023-q4", "--all"]);
    for part in [
        "图1　比上季度　3 格变了",
        "附件2 图　各单位计划执行率",
        "附件1　各单位用水量　1 格变了",
        "−5.0个百分点 → +5.0个百分点",
    ] {
        assert!(told.contains(part), "{part}\n{told}");
    }
    let (status, told) = run.said(&["build", "water", "2023-q3"]);
    assert_eq!(status, 0, "{told}");
    let (status, told) = run.said(&["audit", "water", "2023-q3"]);
    assert!(status == 0 && told.contains("图与数据相符"), "{told}");
    let redline = [
        "diff",
        "water",
        "2023-q3",
        "2023-q4",
        "--format",
        "pdf",
        "--out",
        "redline.pdf",
    ];
    let (status, told) = run.said(&redline);
    assert_eq!(status, 1, "{told}");
}

//! What a table can say beside sums and rates: places, means, totals that are given, an order of
//! its rows, words that follow from figures.

use std::fmt::Write;

use hongtou::calendar::Period;
use hongtou::office::{Input, Office};
use proptest::prelude::*;

use crate::support::MadeUpKind;

/// One monthly kind, an air-quality ranking of cities.
const NOTICE: &str = r#"
cycle = "month"
organ = "某省环境监测中心"
mark = "某省环境监测中心文件"
number = "某监〔{issue_year}〕{number}号"
title = "关于{period}空气质量的通报"
addressee = "各市人民政府"
total_label = "全省"
rounding_note = "注：四舍五入。"
figures = ["air"]
annexes = ["air"]
sections = ["body"]
[sets.cities]
label = "市"
words = ["市"]
"#;

fn office(figures: &str, section: &str) -> Result<Office, String> {
    MadeUpKind::new(NOTICE)
        .with("figures/air.toml", figures)
        .with("sections/body.toml", section)
        .office()
}

const AIR: &str = r#"
label = "空气质量"
title = "{period}空气质量排名"
rows = "cities"
row_head = "市"
total_row = "last"
order_by = "place"

[tests]
good = "index < 4"

[[columns]]
key = "place"
head = ["名次"]
label = "名次"
formula = "rank(index, rising)"

[[columns]]
key = "index"
head = ["综合指数"]
label = "综合指数"
amount = true
places = 2
total = "mean"

[[columns]]
key = "days"
head = ["优良天数"]
label = "优良天数"
unit = "天"
total = "given"

[[columns]]
key = "grade"
head = ["评价"]
choose = [
    { when = "good", say = "优良" },
    { when = "index < 5", say = "一般" },
    { say = "较差" },
]
"#;

const BODY: &str = r#"
paragraphs = ["main"]
[phrases.main]
say = "{period}，全省综合指数平均{air.total.index}，优良天数{air.total.days}天。{first}居前列；{poor}较差。"
[phrases.first]
each = "air"
where = "place <= 2"
join = "、"
if_empty = "无市"
say = "{name}（第{place}，{grade}）"
[phrases.poor]
each = "air"
where = "index >= 5"
join = "、"
if_empty = "无市"
say = "{name}"
"#;

fn input(cities: &[(&str, &str)]) -> String {
    let names: Vec<String> = cities
        .iter()
        .map(|(name, _)| format!("\"{name}\""))
        .collect();
    let mut text = format!(
        "year = 2023\nmonth = 9\nnumber = 1\ndate = \"10月8日\"\ncities = [{}]\n\n[air.total]\ndays = 27\n",
        names.join(", ")
    );
    for (name, index) in cities {
        write!(text, "\n[air.\"{name}\"]\nindex = {index}\ndays = 25\n").unwrap();
    }
    text
}

const CITIES: [(&str, &str); 5] = [
    ("甲市", "4.20"),
    ("乙市", "3.95"),
    ("丙市", "5.31"),
    ("丁市", "3.95"),
    ("戊市", "\"\""),
];

/// The rows of the table as they are printed.
fn rows(office: &Office, input: &str) -> Vec<String> {
    let run = office.read(Input::of_text("2023-09.toml", input), false);
    let notice = run
        .notice()
        .unwrap_or_else(|| panic!("{:?}", run.findings()));
    let rows = notice.annexes[0].table.rows.iter();
    rows.map(|row| {
        let cells: Vec<&str> = row.cells.iter().map(|cell| cell.text.as_str()).collect();
        cells.join(" ")
    })
    .collect()
}

fn said(figures: &str, section: &str, input: &str) -> String {
    let office = office(figures, section).unwrap();
    let run = office.read(Input::of_text("2023-09.toml", input), false);
    run.text().map_or_else(
        || {
            format!(
                "{:?}",
                run.findings()
                    .iter()
                    .map(|f| &f.message)
                    .collect::<Vec<_>>()
            )
        },
        |text| text.replace('\n', ""),
    )
}

#[test]
fn places_means_given_totals_and_grades() {
    let office = office(AIR, BODY).unwrap();
    assert_eq!(
        rows(&office, &input(&CITIES)),
        [
            "乙市 1 3.95 25 优良",
            "丁市 1 3.95 25 优良",
            "甲市 3 4.20 25 一般",
            "丙市 4 5.31 25 较差",
            "戊市   25 ",
            "全省  4.35 27 ",
        ]
    );
    let text = said(AIR, BODY, &input(&CITIES));
    assert!(
        text.contains("2023年9月，全省综合指数平均4.35，优良天数27天。"),
        "{text}"
    );
    assert!(
        text.contains("乙市（第1，优良）、丁市（第1，优良）居前列；丙市较差。"),
        "{text}"
    );
}

#[test]
fn places_may_be_dense_or_falling() {
    let figures = AIR.replace("rank(index, rising)", "rank(index, rising, dense)");
    let dense = rows(&office(&figures, BODY).unwrap(), &input(&CITIES));
    assert_eq!(dense[3], "丙市 3 5.31 25 较差");
    let figures = AIR.replace("rank(index, rising)", "rank(index)");
    let falling = rows(&office(&figures, BODY).unwrap(), &input(&CITIES));
    assert_eq!(falling[0], "丙市 1 5.31 25 较差");
    let figures = AIR
        .replace("\"last\"", "\"none\"")
        .replace("order_by = \"place\"\n", "");
    let plain = rows(&office(&figures, BODY).unwrap(), &input(&CITIES));
    assert_eq!((plain.len(), plain[0].as_str()), (5, "甲市 3 4.20 25 一般"));
    let figures = AIR.replace("total_row", "total_label = \"平均\"\ntotal_row");
    let named = rows(&office(&figures, BODY).unwrap(), &input(&CITIES));
    assert_eq!(named[5], "平均  4.35 27 ");
}

#[test]
fn what_is_stated_beside_is_held_against_it() {
    let wrong = input(&CITIES).replace("index = 4.20\n", "index = 4.20\nplace = 2\n");
    let told = said(AIR, BODY, &wrong);
    assert!(
        told.contains("名次") && told.contains('2') && told.contains('3'),
        "{told}"
    );
    let wrong = input(&CITIES).replace("days = 27", "days = 27\nindex = 4.53");
    let told = said(AIR, BODY, &wrong);
    assert!(told.contains("综合指数") && told.contains("4.53"), "{told}");
    // The mean that is stated to two places is as good.
    let right = input(&CITIES).replace("days = 27", "days = 27\nindex = 4.35");
    assert!(said(AIR, BODY, &right).contains("平均4.35"));
    let wrong = input(&CITIES).replace("index = 4.20\n", "index = 4.20\ngrade = \"优良\"\n");
    assert!(said(AIR, BODY, &wrong).contains("不认识的项“grade”"));
}

#[test]
fn what_cannot_be_is_refused_when_the_templates_load() {
    let refused = |from: &str, to: &str| {
        let figures = AIR.replace(from, to);
        assert_ne!(figures, AIR);
        office(&figures, BODY).err().unwrap_or_default()
    };
    let told = refused("rank(index, rising)", "rank(index, upwards)");
    assert!(told.contains("rising（由低到高）"), "{told}");
    let told = refused("rank(index, rising)", "rank(indices)");
    assert!(told.contains("没有叫“indices”"), "{told}");
    let told = refused("order_by = \"place\"", "order_by = \"grade\"");
    assert!(told.contains("没有叫“grade”"), "{told}");
    let told = refused(
        "rank(index, rising)\"",
        "rank(index, rising)\"\ntotal = \"mean\"",
    );
    assert!(told.contains("名次没有合计"), "{told}");
    let told = refused("    { say = \"较差\" },\n", "");
    assert!(told.contains("最后一条不能带条件"), "{told}");
    let told = refused("index < 5", "index < 3");
    assert!(told.contains("第2条永远轮不到"), "{told}");
    let told = refused("rows = \"cities\"", "rows = \"city\"");
    assert!(told.contains("没有叫“city”的一套行"), "{told}");
}

#[test]
fn a_grade_is_not_belied_by_the_printed_figure() {
    let close = [("甲市", "3.996"), ("乙市", "4.004")];
    let rows = rows(&office(AIR, BODY).unwrap(), &input(&close));
    assert_eq!(rows[0], "甲市 1 3.996 25 优良");
    assert!(rows[1].ends_with("一般"), "{}", rows[1]);
}

#[test]
fn a_place_is_explained() {
    let office = office(AIR, BODY).unwrap();
    let run = office.read(Input::of_text("2023-09.toml", input(&CITIES)), false);
    let year = run.year().unwrap();
    let what = "air.甲市.place";
    let trees = hongtou::explain::answer(what, year, office.model(), run.sources(), run.input());
    let told = trees[0].render();
    assert!(told.contains("5 行由低到高排（并列占名次）"), "{told}");
}

proptest! {
    #![proptest_config(crate::shared::cases(200))]

    /// Held against an oracle that counts.
    #[test]
    fn places_are_those_that_one_counts(values in prop::collection::vec(prop::option::of(0..12_u32), 1..9), rising: bool, dense: bool) {
        let names: Vec<String> = (0..values.len()).map(|at| format!("第{at}市")).collect();
        let typed: Vec<String> = values.iter().map(|value| value.map_or("\"\"".into(), |v| format!("{v}.00"))).collect();
        let cities: Vec<(&str, &str)> = names.iter().map(String::as_str).zip(typed.iter().map(String::as_str)).collect();
        let order = format!("rank(index{}{})", if rising { ", rising" } else { "" }, if dense { ", dense" } else { "" });
        let figures = AIR.replace("rank(index, rising)", &order).replace("order_by = \"place\"\n", "");
        let section = "paragraphs = [\"main\"]\n[phrases.main]\nsay = \"{period}。\"\n";
        let office = office(&figures, section).unwrap();
        prop_assert_eq!(office.model().office.cycle, Period::parse("2023-09").unwrap().cycle());
        let run = office.read(Input::of_text("2023-09.toml", input(&cities)), true);
        let figures = &run.year().unwrap().figures;
        for (name, own) in names.iter().zip(&values) {
            let place = figures.named(&format!("air.{name}.place")).unwrap();
            let place = figures.get(place).printed();
            let expected = own.map(|own| {
                let mut before: Vec<u32> = values.iter().flatten().copied().filter(|other| if rising { *other < own } else { *other > own }).collect();
                before.sort_unstable();
                if dense {
                    before.dedup();
                }
                (before.len() + 1).to_string()
            });
            prop_assert_eq!(place, expected.unwrap_or_default());
        }
    }
}

const CHOICE: &str = r#"
[[texts]]
key = "weather"
label = "气象条件"
choices = ["有利", "不利", "一般"]

[[columns]]
key = "trend"
label = "趋势"
text = true
optional = true
choices = ["好转", "持平", "变差"]
"#;

fn of_choice(section: &str, weather: &str, trends: [&str; 2]) -> String {
    let figures = AIR.to_owned() + CHOICE;
    let office = match office(&figures, section) {
        Ok(office) => office,
        Err(refusal) => return refusal,
    };
    let [first, second] = trends;
    let text = input(&[("甲市", "4.20"), ("乙市", "3.95")])
        .replace(
            "[air.total]",
            &format!("[air]\nweather = \"{weather}\"\n\n[air.total]"),
        )
        .replace(
            "index = 4.20\n",
            &format!("index = 4.20\ntrend = \"{first}\"\n"),
        )
        .replace(
            "index = 3.95\n",
            &format!("index = 3.95\ntrend = \"{second}\"\n"),
        );
    let run = office.read(Input::of_text("2023-09.toml", text), true);
    run.text().map_or_else(
        || format!("{:?}", run.findings()),
        |text| text.replace('\n', ""),
    )
}

const SAYS: &str = r#"
paragraphs = ["main"]
[phrases.main]
choose = [
    { when = "air.weather = '不利' and count(better) > 0", say = "气象条件不利，{better}仍好转。" },
    { when = "air.weather != '不利'", say = "气象条件{air.weather}，{count_of}。" },
    { say = "气象条件不利。" },
]
[phrases.count_of]
choose = [
    { when = "count(better) = 0", say = "没有市好转" },
    { say = "{counted(better)}个{kinds(better)}好转" },
]
[phrases.better]
each = "air"
where = "trend = '好转'"
join = "、"
say = "{name}"
"#;

#[test]
fn a_condition_may_ask_what_words_say() {
    let said = of_choice(SAYS, "不利", ["好转", "变差"]);
    assert!(said.contains("气象条件不利，甲市仍好转。"), "{said}");
    let said = of_choice(SAYS, "有利", ["好转", "好转"]);
    assert!(said.contains("气象条件有利，两个市好转。"), "{said}");
    let said = of_choice(SAYS, "不利", ["持平", "变差"]);
    assert!(said.contains("气象条件不利。"), "{said}");
    // What a grade says can be asked as well.
    let section = SAYS.replace("trend = '好转'", "grade = '优良'");
    let said = of_choice(&section, "不利", ["持平", "变差"]);
    assert!(said.contains("乙市仍好转"), "{said}");
}

#[test]
fn a_choice_is_one_of_those_given() {
    let said = of_choice(SAYS, "较好", ["好转", "变差"]);
    assert!(
        said.contains("气象条件不能是“较好”") && said.contains("只能是 有利、不利、一般"),
        "{said}"
    );
    let said = of_choice(SAYS, "有利", ["转好", "变差"]);
    assert!(said.contains("趋势不能是“转好”"), "{said}");
    // So is what a condition asks for.
    let said = of_choice(&SAYS.replace("'好转'", "'变好'"), "有利", ["好转", "变差"]);
    assert!(said.contains("“trend”不会是“变好”"), "{said}");
    let said = of_choice(
        &SAYS.replace("trend = '好转'", "grade = '优秀'"),
        "有利",
        ["好转", "变差"],
    );
    assert!(said.contains("“grade”不会是“优秀”"), "{said}");
    let said = of_choice(
        &SAYS.replace("trend = '好转'", "index = '好转'"),
        "有利",
        ["好转", "变差"],
    );
    assert!(said.contains("“index”不是文字"), "{said}");
    let said = of_choice(
        &SAYS.replace("trend = '好转'", "trend > '好转'"),
        "有利",
        ["好转", "变差"],
    );
    assert!(said.contains("文字只能和名称比是否相同"), "{said}");
}

#[test]
fn what_is_still_open_decides_nothing() {
    let said = of_choice(SAYS, "待填", ["好转", "变差"]);
    assert!(said.contains("____"), "{said}");
}

#[test]
fn faults_of_a_template_name_what_was_meant_and_what_is_allowed() {
    let refused = |from: &str, to: &str| {
        let figures = AIR.replacen(from, to, 1);
        assert_ne!(figures, AIR, "{from}");
        office(&figures, BODY).err().unwrap_or_default()
    };
    for (from, to, told) in [
        ("row_head", "row_haed", "不认识的项“row_haed”"),
        ("row_head", "row_haed", "是否应为 row_head？可用的有"),
        (
            "total_row = \"last\"",
            "total_row = \"below\"",
            "“below”不是可用的取值",
        ),
        (
            "total_row = \"last\"",
            "total_row = \"below\"",
            "可用的有 first、last、none",
        ),
        (
            "places = 2",
            "places = \"2\"",
            "这里应为不小于 0 的整数，写的是文字 2",
        ),
        (
            "places = 2",
            "places = -2",
            "这里应为不小于 0 的整数，写的是整数 -2",
        ),
        (
            "amount = true",
            "amount = 1",
            "这里应为true 或 false，写的是整数 1",
        ),
        ("label = \"空气质量\"\n", "", "缺少“label”这一项"),
        ("amount = true", "amount = true,", "模板的写法不对"),
    ] {
        let said = refused(from, to);
        assert!(said.contains(told), "{to}: {said}");
        for word in ["expected", "invalid", "unknown", "missing"] {
            assert!(!said.replace("unknown-name", "").contains(word), "{said}");
        }
    }
}

#[test]
fn full_width_signs_are_read() {
    let figures = AIR
        .replace("index < 5", "（index ＜ 5 and index ≠ 5）")
        .replace("index < 4", "index ≤ 3.999")
        .replace("rank(index, rising)", "rank（index， rising）");
    let rows = rows(&office(&figures, BODY).unwrap(), &input(&CITIES));
    assert_eq!(rows[2], "甲市 3 4.20 25 一般");
}

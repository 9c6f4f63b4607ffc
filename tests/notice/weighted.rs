//! Totals that are means weighted by another column.

use std::fmt::Write;

use hongtou::number::{Decimal, Exact};
use hongtou::office::{Input, Office};
use proptest::prelude::*;

use crate::shared::cases;
use crate::support::{MadeUpKind, Run};

const NOTICE: &str = r#"
organ = "某市供热办公室"
mark = "某市供热办公室文件"
number = "某热〔{issue_year}〕{number}号"
title = "关于{year}年供热情况的通报"
addressee = "各供热单位"
total_label = "全市"
rounding_note = "注：四舍五入。"
figures = ["heat"]
annexes = ["heat"]
sections = ["body"]
[sets.firms]
label = "单位"
groups = true
subtotal = "小计"
"#;

const HEAT: &str = r#"
label = "供热"
title = "供热情况"
rows = "firms"
row_head = "单位"
total_row = "last"
[[columns]]
key = "homes"
head = ["户数"]
label = "户数"
unit = "户"
[[columns]]
key = "warm"
head = ["达标率"]
label = "室温达标率"
form = "percent"
places = 1
total = "weighted"
weighted_by = "homes"
[[columns]]
key = "degrees"
head = ["平均|室温"]
label = "平均室温"
unit = "℃"
amount = true
places = 1
total = "weighted"
weighted_by = "homes"
"#;

const BODY: &str = "paragraphs = [\"main\"]\n[phrases.main]\nsay = \"达标率{heat.total.warm}，平均室温{heat.total.degrees}℃。\"\n";

const INPUT: &str = r#"
year = 2023
number = 1
date = "1月8日"
[firms]
"东片" = ["甲站", "乙站"]
"西片" = ["丙站", "丁站"]
[heat."甲站"]
homes = 1000
warm = 98.0
degrees = 20.5
[heat."乙站"]
homes = 3000
warm = 90.0
degrees = 18.1
[heat."丙站"]
homes = 600
warm = ""
degrees = 22.0
[heat."丁站"]
homes = ""
warm = 50.0
degrees = 10.0
"#;

fn office(heat: &str) -> Result<Office, String> {
    MadeUpKind::new(NOTICE)
        .with("figures/heat.toml", heat)
        .with("sections/body.toml", BODY)
        .office()
}

fn rows(input: &str) -> Vec<String> {
    let office = office(HEAT).unwrap();
    let run = office.read(Input::of_text("2023.toml", input), false);
    let notice = run.notice();
    let notice = notice.unwrap_or_else(|| panic!("{:#?}", run.findings()));
    let rows = notice.annexes[0].table.rows.iter();
    rows.map(|row| {
        let cells: Vec<&str> = row.cells.iter().map(|cell| cell.text.as_str()).collect();
        cells.join(" ")
    })
    .collect()
}

fn told(input: &str) -> String {
    let office = office(HEAT).unwrap();
    let run = office.read(Input::of_text("2023.toml", input), false);
    let all = run.findings().iter();
    let all = all.map(|of| format!("{} {}", of.message, of.hints.join("；")));
    all.collect::<Vec<_>>().join("\n")
}

#[test]
fn totals_and_subtotals_are_weighted_and_what_has_no_weight_does_not_count() {
    assert_eq!(
        rows(INPUT),
        [
            "东片   ",
            "甲站 1000 98.0% 20.5",
            "乙站 3000 90.0% 18.1",
            "小计 4000 92.0% 18.7",
            "西片   ",
            "丙站 600  22.0",
            "丁站  50.0% 10.0",
            "小计 600  22.0",
            "全市 4600 92.0% 19.1",
        ]
    );
}

#[test]
fn a_stated_weighted_mean_is_held_against_the_rows_and_slips_are_asked_after() {
    let stated = |warm: &str| format!("{INPUT}[heat.total]\nwarm = {warm}\nhomes = 4600\n");
    assert!(
        !told(&stated("92.0")).contains("达标率"),
        "{}",
        told(&stated("92.0"))
    );
    let wrong = told(&stated("93.0"));
    assert!(
        wrong.contains("全市 室温达标率") && wrong.contains("92"),
        "{wrong}"
    );
    // A slip in a number or in a weight is told with what it should be.
    let wrong = told(&stated("92.0").replace("warm = 90.0", "warm = 80.0"));
    assert!(wrong.contains("是否应为 90.0"), "{wrong}");
    let wrong = told(&stated("92.0").replace("homes = 3000", "homes = 8000"));
    assert!(wrong.contains("是否应为 3000"), "{wrong}");
    // What has a weight must be known.
    let unknown = told(&INPUT.replace("warm = 98.0", "warm = \"?\""));
    assert!(unknown.contains("全市 室温达标率无从计算"), "{unknown}");
    let unknown = told(&INPUT.replace("warm = 50.0", "warm = \"?\""));
    assert!(!unknown.contains("无从计算"), "{unknown}");
}

#[test]
fn weights_are_figures_that_add_up() {
    for (from, to, what) in [
        (
            "weighted_by = \"homes\"",
            "weighted_by = \"houses\"",
            "没有叫“houses”的数据或措辞",
        ),
        (
            "weighted_by = \"homes\"",
            "weighted_by = \"warm\"",
            "不能按“室温达标率”加权：它是",
        ),
        ("weighted_by = \"homes\"\n", "", "要写就都写"),
        ("total = \"weighted\"\n", "", "要写就都写"),
        ("\"weighted\"", "\"weight\"", "这里的取值不对"),
        (
            "unit = \"户\"",
            "unit = \"户\"\nsigned = true",
            "不能按“户数”加权：它可以是负数",
        ),
    ] {
        let refused = office(&HEAT.replace(from, to)).err().unwrap_or_default();
        assert!(refused.contains(what), "{to}: {what}\nis not in\n{refused}");
    }
}

#[test]
fn a_weighted_mean_is_explained() {
    let run = Run::new();
    for folder in ["templates", "fonts"] {
        run.copy(folder);
    }
    MadeUpKind::new(NOTICE)
        .with("figures/heat.toml", HEAT)
        .with("sections/body.toml", BODY)
        .write(&run, "templates/heat");
    run.write("inputs/heat/2023.toml", INPUT);
    let (status, told) = run.said(&["explain", "92.0%", "inputs/heat/2023.toml"]);
    assert_eq!(status, 0, "{told}");
    assert!(
        told.contains("（98 × 1000 + 90 × 3000）÷（1000 + 3000） = 92%"),
        "{told}"
    );
    let (_, told) = run.said(&["impact", "inputs/heat/2023.toml", "heat.乙站.homes=1000"]);
    assert!(told.contains("94.0%"), "{told}");
}

proptest! {
    #![proptest_config(cases(40))]
    #[test]
    fn it_is_what_the_rows_come_to(firms in prop::collection::vec((0_i64..5000, 0_i64..1000), 1..7)) {
        let names: Vec<String> = (0..firms.len()).map(|at| format!("\"第{at}站\"")).collect();
        let mut text = format!("year = 2023\nnumber = 1\ndate = \"1月8日\"\n[firms]\n\"全片\" = [{}]\n", names.join(", "));
        for (name, (homes, tenths)) in names.iter().zip(&firms) {
            write!(text, "[heat.{name}]\nhomes = {homes}\nwarm = {}.{}\ndegrees = 20.0\n", tenths / 10, tenths % 10).unwrap();
        }
        let homes: i64 = firms.iter().map(|(homes, _)| homes).sum();
        let tenths: i64 = firms.iter().map(|(homes, tenths)| homes * tenths).sum();
        let office = office(HEAT).unwrap();
        let run = office.read(Input::of_text("2023.toml", text), false);
        let total = run.notice().map(|notice| {
            let last = notice.annexes[0].table.rows.last().unwrap();
            last.cells[2].text.trim_end_matches('%').to_owned()
        });
        let wanted = Exact::integer(tenths).checked_div(&Exact::integer(homes * 10));
        match (total, wanted) {
            (Some(total), Some(wanted)) => {
                let printed = Decimal::parse(&total).unwrap().value;
                let off = (&printed - &wanted).abs();
                prop_assert!(off <= Decimal::parse("0.05").unwrap().value, "{total} {wanted}");
            }
            // Nobody has a home: the sentence lacks its figures.
            (None, None) => {}
            (total, wanted) => prop_assert!(false, "{total:?} {wanted:?}"),
        }
    }
}

//! The rows of tables: in groups with subtotals, set in by levels, following from one another,
//! numbered; what is counted, ranked and gone through is what was typed.

use std::fmt::Write;

use hongtou::office::{EarlierFile, EarlierFiles, Input, TextFile};
use proptest::prelude::*;

use crate::shared::cases;
use crate::support::{MadeUpKind, Run};

const NOTICE: &str = r#"
name = "信访月报"
cycle = "month"
organ = "某市信访局"
mark = "某市信访局文件"
number = "某信〔{issue_year}〕{number}号"
title = "关于{period}信访事项办理情况的通报"
addressee = "各有关单位"
total_label = "合计"
rounding_note = "注：四舍五入。"
figures = ["work", "flow"]
annexes = ["work", "flow"]
sections = ["body"]

[sets.units]
label = "单位"
words = ["局", "区"]
groups = true
subtotal = "小计"

[sets.steps]
label = "环节"
rows = [
    { key = "new", label = "一、本月新收" },
    { key = "carried", label = "二、上月结转", carried_from = "open" },
    { key = "results", label = "三、办理结果", head = true },
    { key = "settled", label = "（一）办结", level = 1 },
    { key = "reasons", label = "（二）不予受理", level = 1, head = true },
    { key = "outside", label = "1.不属于受理范围的其他机关主管的事项", level = 2 },
    { key = "other", label = "2.其他", level = 2 },
    { key = "all", label = "（三）总计", level = 1, formula = "sum(settled, other)" },
    { key = "open", label = "四、结转下月", formula = "new + carried - all" },
]
"#;

const WORK: &str = r#"
label = "各单位办理"
title = "{period}各单位办理情况"
rows = "units"
row_head = "单位"
serial = "序号"
order_by = "place"
total_row = "last"

[[columns]]
key = "place"
head = ["名次"]
label = "名次"
formula = "rank(rate)"

[[columns]]
key = "due"
head = ["应办结|（件）"]
label = "应办结"
unit = "件"

[[columns]]
key = "done"
head = ["办结|（件）"]
label = "办结"
unit = "件"

[[columns]]
key = "rate"
head = ["办结率"]
label = "办结率"
formula = "done / due"
places = 1

[[columns]]
key = "days"
head = ["平均用时"]
label = "平均用时"
unit = "天"
amount = true
places = 1
total = "mean"

[[columns]]
key = "grade"
head = ["评价"]
label = "评价"
choose = [{ when = "rate >= 90%", say = "好" }, { say = "一般" }]
"#;

const FLOW: &str = r#"
label = "办理环节"
title = "{period}办理环节"
rows = "steps"
row_head = "环节"
total_row = "none"

[[columns]]
key = "letters"
head = ["来信"]
label = "来信"
unit = "件"

[[columns]]
key = "visits"
head = ["来访"]
label = "来访"
unit = "件"

[[columns]]
key = "both"
head = ["总计"]
label = "总计"
formula = "letters + visits"
unit = "件"
"#;

const BODY: &str = r#"
paragraphs = ["main"]

[phrases.main]
say = "{period}，新收{flow.new.both}件，办理{flow.all.both}件，结转{flow.open.both}件。{good}居前，共{counted(all)}个单位。"

[phrases.good]
each = "work"
where = "place = 1"
join = "、"
if_empty = "无单位"
say = "{name}"

[phrases.all]
each = "work"
join = "、"
say = "{name}"
"#;

fn kind() -> MadeUpKind {
    MadeUpKind::new(NOTICE)
        .with("figures/work.toml", WORK)
        .with("figures/flow.toml", FLOW)
        .with("sections/body.toml", BODY)
}

const UNITS: &str = r#"
[units]
"市直部门" = ["住房局", "教育局"]
"区县" = ["东区", "西区", "北区"]
"#;

const FIGURES: [(&str, u32, u32); 5] = [
    ("住房局", 20, 17),
    ("教育局", 10, 10),
    ("东区", 40, 30),
    ("西区", 30, 30),
    ("北区", 10, 9),
];

/// A month; of each step its letters and its visits.
fn input(month: u32, steps: [(u32, u32); 5]) -> String {
    let mut text = format!(
        "year = 2023\nmonth = {month}\nnumber = 1\ndate = \"{}月8日\"\n",
        month + 1
    );
    text += UNITS;
    for (name, due, done) in FIGURES {
        write!(
            text,
            "\n[work.\"{name}\"]\ndue = {due}\ndone = {done}\ndays = {}.5\n",
            due % 7
        )
        .unwrap();
    }
    for (key, (letters, visits)) in ["new", "carried", "settled", "outside", "other"]
        .iter()
        .zip(steps)
    {
        write!(
            text,
            "\n[flow.{key}]\nletters = {letters}\nvisits = {visits}\n"
        )
        .unwrap();
    }
    text
}

const STEPS: [(u32, u32); 5] = [(100, 50), (12, 6), (80, 44), (10, 2), (5, 1)];

fn text(input: &str) -> Result<String, String> {
    told(input, EarlierFile::Unasked)
}

fn told(input: &str, last: EarlierFile) -> Result<String, String> {
    let office = kind().office()?;
    let earlier = EarlierFiles {
        last,
        continues: true,
        ..EarlierFiles::default()
    };
    let run = office.read(Input::of_text("2023-03.toml", input).after(earlier), false);
    run.text().ok_or_else(|| {
        let findings = run.findings().iter();
        let told = findings.map(|f| format!("{}\n{}", f.message, f.hints.join("\n")));
        told.collect::<Vec<_>>().join("\n")
    })
}

#[test]
fn groups_have_heads_and_subtotals_and_levels_are_set_in() {
    let text = text(&input(3, STEPS)).unwrap();
    let joined: String = text.split_whitespace().collect();
    assert!(
        joined.contains("新收150件，办理142件，结转26件。教育局、西区居前，共五个单位。"),
        "{joined}"
    );
    let tables =
        &text[text.find("附件1\n").unwrap()..text.find("某市信访局\n2023年4月8日印发").unwrap()];
    insta::assert_snapshot!(tables, @"
    附件1

    2023年3月各单位办理情况

    （1）序号
    （2）单位
    （3）名次
    （4）应办结（件）
    （5）办结（件）
    （6）办结率
    （7）平均用时
    （8）评价

        （1） | （2）     |     （3） |     （4） |     （5） |     （6） |     （7） |     （8）
              | 市直部门  |           |           |           |           |           |
            1 | 　教育局  |         1 |        10 |        10 |    100.0% |       3.5 |        好
            2 | 　住房局  |         4 |        20 |        17 |     85.0% |       6.5 |      一般
              | 　小计    |           |        30 |        27 |     90.0% |       5.0 |
              | 区县      |           |           |           |           |           |
            3 | 　西区    |         1 |        30 |        30 |    100.0% |       2.5 |        好
            4 | 　北区    |         3 |        10 |         9 |     90.0% |       3.5 |        好
            5 | 　东区    |         5 |        40 |        30 |     75.0% |       5.5 |      一般
              | 　小计    |           |        80 |        69 |     86.3% |       3.8 |
              | 合计      |           |       110 |        96 |     87.3% |       4.3 |

    附件2

    2023年3月办理环节

    （1）环节
    （2）来信
    （3）来访
    （4）总计

    （1）                                    |     （2） |     （3） |     （4）
    一、本月新收                             |       100 |        50 |       150
    二、上月结转                             |        12 |         6 |        18
    三、办理结果                             |           |           |
    　（一）办结                             |        80 |        44 |       124
    　（二）不予受理                         |           |           |
    　　1.不属于受理范围的其他机关主管的事项 |        10 |         2 |        12
    　　2.其他                               |         5 |         1 |         6
    　（三）总计                             |        95 |        47 |       142
    四、结转下月                             |        17 |         9 |        26
    ");
}

#[test]
fn what_follows_from_other_rows_may_be_stated_and_is_checked() {
    let right = input(3, STEPS)
        + "\n[flow.all]\nletters = 95\n[flow.open]\nvisits = 9\n[work.\"区县小计\"]\ndone = 69\n";
    assert_eq!(text(&right).unwrap(), text(&input(3, STEPS)).unwrap());
    let wrong = right
        .replace("letters = 95", "letters = 96")
        .replace("done = 69", "done = 68");
    insta::assert_snapshot!(text(&wrong).unwrap_err(), @r#"
    （三）总计 来信填报为 96件，按其他数据计算为 95件，相差 1
    可能的笔误：（三）总计 来信是否应为 95？　（一）办结 来信是否应为 81？　1.不属于受理范围的其他机关主管的事项 来信是否应为 11？　2.其他 来信是否应为 6？
    请核对填报数和据以计算的各数，改正其中的错误；不需要填报时删掉这一项，由程序计算
    核对无误时，可在数据文件末尾认可它：
    [[accept]]
    code = "stated-differs"
    figure = "flow.all.letters"
    value = "96/95"
    reason = "理由"
    区县小计 办结填报为 68件，按其他数据计算为 69件，相差 1
    可能的笔误：区县小计 办结是否应为 69？　北区 办结是否应为 8？
    请核对填报数和据以计算的各数，改正其中的错误；不需要填报时删掉这一项，由程序计算
    核对无误时，可在数据文件末尾认可它：
    [[accept]]
    code = "stated-differs"
    figure = "work.区县小计.done"
    value = "68/69"
    reason = "理由"
    "#);
}

#[test]
fn a_row_goes_on_from_another_row_of_the_period_before() {
    let last = |text: &str| EarlierFile::File(TextFile::of_text("2023-02.toml", text));
    let before = input(2, [(60, 20), (2, 1), (40, 10), (8, 4), (2, 1)]);
    assert!(told(&input(3, STEPS), last(&before)).is_ok());
    let before = input(2, [(61, 20), (2, 1), (40, 10), (8, 4), (2, 1)]);
    let found = told(&input(3, STEPS), last(&before)).unwrap_err();
    assert!(
        found.contains("二、上月结转 来信 12，与上月的 四、结转下月 来信 13不符"),
        "{found}"
    );
}

#[test]
fn the_next_input_has_the_rows_that_are_typed() {
    let run = Run::new();
    run.copy_kind("housing");
    kind().write(&run, "templates/work");
    let stated = input(3, STEPS) + "\n[flow.all]\nletters = 95\n";
    run.write("inputs/work/2023-03.toml", stated);
    let (status, told) = run.said(&["new", "work", "2023-04"]);
    assert_eq!(status, 0, "{told}");
    let text = String::from_utf8(run.read("inputs/work/2023-04.toml")).unwrap();
    // What is left of March is where April begins.
    assert!(text.contains("letters = 17"), "{text}");
    assert!(text.contains("# letters = 95"), "{text}");
    let (status, told) = run.said(&["build", "work", "2023-03"]);
    assert_eq!(status, 0, "{told}");
    let (status, told) = run.said(&["explain", "附件2 （三）总计 来信", "work", "2023-03"]);
    assert!(status == 0 && told.contains("80 + 10 + 5"), "{told}");
    let other = input(3, [(100, 50), (12, 6), (70, 44), (10, 2), (5, 1)]);
    run.write("other.toml", other);
    let (_, told) = run.said(&[
        "diff",
        "--templates",
        "templates/work",
        "inputs/work/2023-03.toml",
        "other.toml",
    ]);
    assert!(told.contains("四、结转下月"), "{told}");
}

#[test]
fn lists_that_are_not_in_groups_or_name_things_twice_are_refused() {
    let sound = input(3, STEPS);
    for (from, to, wanted) in [
        (
            "[units]\n\"市直部门\" = [\"住房局\", \"教育局\"]\n\"区县\" = [\"东区\", \"西区\", \"北区\"]",
            "",
            "缺少“单位名单”",
        ),
        (
            "\"西区\", \"北区\"]",
            "\"西区\", \"北区\", \"住房局\"]",
            "“住房局”写了两次",
        ),
        (
            "\"教育局\"]\n",
            "\"教育局\"]\n\"空组\" = []\n",
            "“空组”是空的",
        ),
        ("\"区县\" =", "\"total\" =", "total 留给合计"),
    ] {
        let found = text(&sound.replace(from, to)).unwrap_err();
        assert!(found.contains(wanted), "{wanted}: {found}");
    }
    let (head, rest) = sound.split_once("[units]").unwrap();
    let flat = head.to_owned() + "units = [\"住房局\"]\n" + rest.split_once("]\n\n").unwrap().1;
    let found = text(&flat).unwrap_err();
    assert!(found.contains("单位名单应分组写"), "{found}");
    // A head has no figures.
    let found = text(&(sound + "\n[flow.reasons]\nletters = 1\n")).unwrap_err();
    assert!(found.contains("reasons"), "{found}");
}

#[test]
fn faults_of_rows_are_told_when_the_templates_load() {
    for (from, to, wanted) in [
        (
            "sum(settled, other)",
            "sum(settled, othr)",
            "没有叫“othr”的有数的行",
        ),
        ("sum(settled, other)", "sum(other, settled)", "没有填报的行"),
        (
            "new + carried - all",
            "new / carried",
            "一行只能由别的行相加减",
        ),
        (
            "new + carried - all",
            "new + reasons",
            "没有叫“reasons”的有数的行",
        ),
        ("sum(settled, other)", "open - new", "绕回了自己"),
        (
            "level = 2 },\n    { key = \"other\"",
            "level = 9 },\n    { key = \"other\"",
            "level 最多 3 级",
        ),
        (
            "carried_from = \"open\"",
            "carried_from = \"opened\"",
            "是否应为 open",
        ),
        ("groups = true\n", "", "就要写 groups = true"),
        (
            "key = \"other\"",
            "key = \"outside\"",
            "“outside”一行写了两次",
        ),
    ] {
        let notice = NOTICE.replacen(from, to, 1);
        assert_ne!(notice, NOTICE);
        let office = MadeUpKind::new(&notice)
            .with("figures/work.toml", WORK)
            .with("figures/flow.toml", FLOW)
            .with("sections/body.toml", BODY)
            .office();
        let Err(found) = office else {
            panic!("{wanted}")
        };
        assert!(found.contains(wanted), "{wanted}: {found}");
    }
}

proptest! {
    #![proptest_config(cases(60))]

    /// Whatever was typed: the parts make up the whole, column by column.
    #[test]
    fn new_and_carried_are_settled_and_open(steps in prop::array::uniform5((0_u32..500, 0_u32..500))) {
        let [(a, b), (c, d), (e, f), (g, h), (i, j)] = steps;
        // What is left open is never less than nothing.
        let steps = [(a + e + g + i, b + f + h + j), (c, d), (e, f), (g, h), (i, j)];
        let text = text(&input(3, steps)).unwrap();
        let row = |name: &str| -> Vec<u32> {
            let line = text.lines().find(|line| line.trim_start_matches('　').starts_with(name)).unwrap();
            line.split('|').skip(1).map(|cell| cell.trim().parse().unwrap()).collect()
        };
        let rows = ["一、", "二、", "（三）", "四、"].map(row);
        let [new, carried, settled, open] = &rows;
        let columns = new.iter().zip(carried).zip(settled.iter().zip(open));
        for ((new, carried), (settled, open)) in columns {
            prop_assert_eq!(new + carried, settled + open);
        }
        prop_assert_eq!(rows[2][2], rows[2][0] + rows[2][1]);
    }
}

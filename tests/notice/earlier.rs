//! Figures of the period before and of the same period of the year before, as these published
//! them: typed once, looked up ever after.

use std::fmt::Write;

use hongtou::number::Decimal;
use hongtou::office::{EarlierFile, EarlierFiles, Input, TextFile};
use proptest::prelude::*;

use crate::shared::cases;
use crate::support::{MadeUpKind, Run};

const NOTICE: &str = r#"
name = "接诉即办季报"
cycle = "quarter"
organ = "某市接诉即办办公室"
mark = "某市接诉即办办公室文件"
number = "某接诉〔{issue_year}〕{number}号"
title = "关于{period}接诉即办工作情况的通报"
addressee = "各街道办事处"
total_label = "全市"
rounding_note = "注：四舍五入。"
figures = ["calls", "staff"]
annexes = ["calls"]
sections = ["body"]

[sets.streets]
label = "街道"
"#;

const CALLS: &str = r#"
label = "诉求办理"
title = "{period}诉求办理情况"
rows = "streets"
row_head = "街道"

[tests]
worse = "change < 0"

[[columns]]
key = "due"
head = ["受理|（件）"]
label = "受理"
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
key = "change"
head = ["比上季度|（百分点）"]
label = "办结率增减"
formula = "rate - last.rate"
unit = "个百分点"
amount = true
signed = true
places = 1
total = "sum"

[[columns]]
key = "growth"
head = ["受理同比"]
label = "受理同比增长"
formula = "(due - same.due) / same.due"
signed = true
places = 1

[[columns]]
key = "place"
head = ["名次"]
label = "名次"
formula = "rank(rate)"

[[columns]]
key = "trend"
head = ["走势"]
label = "走势"
choose = [
    { when = "blank(last.rate)", say = "新设" },
    { when = "worse", say = "下降" },
    { when = "change = 0", say = "持平" },
    { say = "上升" },
]
"#;

const STAFF: &str = r#"
label = "人员"

[[scalars]]
key = "opening"
label = "季初人数"
unit = "人"
carried = { from = "closing" }

[[scalars]]
key = "closing"
label = "季末人数"
unit = "人"
"#;

const BODY: &str = r#"
paragraphs = ["main", "people"]

[phrases.main]
say = "{period}，全市受理诉求{calls.total.due}件{before}{year_before}。{moved}。{best}"

[phrases.before]
choose = [
    { when = "present(last)", say = "，上季度{last.calls.total.due}件" },
    { say = "" },
]

[phrases.year_before]
choose = [
    { when = "not present(same)", say = "" },
    { when = "calls.total.due > same.calls.total.due", say = "，同比多于{same.calls.total.due}件" },
    { say = "，同比不多于{same.calls.total.due}件" },
]

[phrases.moved]
each = "calls"
join = "，"
choose = [
    { when = "blank(last.rate)", say = "{name}办结率{rate}，{trend}" },
    { say = "{name}办结率{rate}，上季度{last.rate}，{trend}" },
]

[phrases.best]
each = "calls"
where = "rate > last.rate and place = 1"
join = "、"
if_empty = "没有进步的第一名。"
say = "{name}进步到第一。"

[phrases.people]
choose = [
    { when = "present(last)", say = "季末有{staff.closing}人，上季度末{last.staff.closing}人。" },
    { say = "季末有{staff.closing}人。" },
]
"#;

fn kind() -> MadeUpKind {
    MadeUpKind::new(NOTICE)
        .with("figures/calls.toml", CALLS)
        .with("figures/staff.toml", STAFF)
        .with("sections/body.toml", BODY)
}

/// A quarter of two streets, each with what it had to do and did.
fn input(year: i32, quarter: u32, streets: &[(&str, u32, u32)]) -> String {
    let names: Vec<String> = streets
        .iter()
        .map(|(name, ..)| format!("\"{name}\""))
        .collect();
    let mut text = format!(
        "year = {year}\nquarter = {quarter}\nnumber = 1\ndate = \"{}月10日\"\nstreets = [{}]\n",
        quarter * 3 % 12 + 1,
        names.join(", ")
    );
    for (name, due, done) in streets {
        write!(text, "\n[calls.\"{name}\"]\ndue = {due}\ndone = {done}\n").unwrap();
    }
    text + "\n[staff]\nopening = 8\nclosing = 8\n"
}

const THIS: [(&str, u32, u32); 2] = [("东街", 120, 100), ("西街", 80, 72)];
const LAST: [(&str, u32, u32); 2] = [("东街", 90, 60), ("西街", 70, 63)];
const SAME: [(&str, u32, u32); 2] = [("东街", 100, 90), ("西街", 160, 100)];

fn file(name: &str, text: &str) -> EarlierFile {
    EarlierFile::File(TextFile::of_text(name, text))
}

/// The text of the third quarter of 2023, or what was found.
fn made(input: &str, last: Option<&str>, same: Option<&str>) -> Result<String, String> {
    let office = kind().office()?;
    let of = |name: &str, text: Option<&str>| text.map_or(EarlierFile::Unasked, |t| file(name, t));
    let earlier = EarlierFiles {
        last: of("2023-q2.toml", last),
        same: of("2022-q3.toml", same),
        continues: true,
    };
    let run = office.read(Input::of_text("2023-q3.toml", input).after(earlier), false);
    run.text().ok_or_else(|| {
        let findings = run.findings().iter();
        let told = findings.map(|f| format!("{}\n{}", f.message, f.hints.join("\n")));
        told.collect::<Vec<_>>().join("\n")
    })
}

fn sentence(text: &str) -> String {
    let joined: String = text.split_whitespace().collect();
    let start = joined.find("2023年第三季度，").unwrap();
    joined[start..].chars().take(160).collect()
}

#[test]
fn what_earlier_periods_published_is_looked_up() {
    let text = made(
        &input(2023, 3, &THIS),
        Some(&input(2023, 2, &LAST)),
        Some(&input(2022, 3, &SAME)),
    )
    .unwrap();
    insta::assert_snapshot!(sentence(&text), @"2023年第三季度，全市受理诉求200件，上季度160件，同比不多于260件。东街办结率83.3%，上季度66.7%，上升，西街办结率90.0%，上季度90.0%，持平。没有进步的第一名。季末有8人，上季度末8人。附件：2023年第三季度诉求办理情况某市接诉即办办公室2023年10月10日附件2023年第三季度诉求办理");
    let table: Vec<&str> = text.lines().filter(|line| line.contains("东街")).collect();
    insta::assert_snapshot!(table.last().unwrap(), @"东街      |       120 |       100 |     83.3% |      16.6 |     20.0% |         2 |      上升");
}

#[test]
fn a_row_that_was_not_there_before_is_blank_then() {
    let three = [THIS[0], THIS[1], ("新街", 10, 9)];
    let text = made(
        &input(2023, 3, &three),
        Some(&input(2023, 2, &LAST)),
        Some(&input(2022, 3, &SAME)),
    )
    .unwrap();
    let joined: String = text.split_whitespace().collect();
    assert!(joined.contains("新街办结率90.0%，新设"), "{joined}");
    // Nor is there anything that it rose or fell by.
    let row = text.lines().rfind(|line| line.starts_with("新街")).unwrap();
    let cells: Vec<&str> = row.split('|').map(str::trim).collect();
    assert_eq!(cells[3..6], ["90.0%", "", ""], "{row}");
    assert!(joined.contains("上季度160件"), "{joined}");
}

#[test]
fn a_period_that_is_not_at_hand_is_asked_for() {
    let told = made(&input(2023, 3, &THIS), None, Some(&input(2022, 3, &SAME))).unwrap_err();
    insta::assert_snapshot!(told, @r#"
    没有上季度（2023 年第二季度）的数据，要用到 5 项，如上季度东街 办结率
    请把 2023-q2.toml 放在同一个文件夹里
    没有那个文件，就在文件末尾填上当时公布的数：
    [last.calls."东街"]
    rate = …
    本来就没有上季度的，在文件开头写 none = ["last"]
    "#);
    let told = made(&input(2023, 3, &THIS), Some(&input(2023, 2, &LAST)), None).unwrap_err();
    assert!(
        told.contains("没有上年同期（2022 年第三季度）的数据，要用到 3 项"),
        "{told}"
    );
}

const STATED: &str = "
[last.calls.\"东街\"]
rate = 66.7

[last.calls.\"西街\"]
rate = 90.0

[last.calls.total]
due = 160
rate = 76.9

[last.staff]
closing = 8
";

#[test]
fn what_is_not_at_hand_may_be_stated_and_is_checked_once_it_is() {
    let (this, last, same) = (
        input(2023, 3, &THIS),
        input(2023, 2, &LAST),
        input(2022, 3, &SAME),
    );
    let stated = this.clone() + STATED;
    let from_file = made(&this, Some(&last), Some(&same)).unwrap();
    assert_eq!(made(&stated, None, Some(&same)).unwrap(), from_file);
    assert_eq!(made(&stated, Some(&last), Some(&same)).unwrap(), from_file);
    let wrong = stated.replace("due = 160", "due = 161");
    let told = made(&wrong, Some(&last), Some(&same)).unwrap_err();
    insta::assert_snapshot!(told, @r#"
    全市 受理 填的是 161件，上季度公布的是 160件
    上季度的数据就在旁边，删掉这一行就会照用；那个数后来确实调整过，在文件末尾写明：
    [[restated]]
    figure = "last.calls.total.due"
    reason = "调整的原因"
    "#);
    let reason = "\n[[restated]]\nfigure = \"last.calls.total.due\"\nreason = \"后来核实\"\n";
    let text = made(&(wrong + reason), Some(&last), Some(&same)).unwrap();
    assert!(text.contains("上季度161件"), "{text}");
    // What nothing looks up has no place there.
    let told = made(
        &(this + "\n[last.calls.\"东街\"]\ndone = 1\n"),
        Some(&last),
        Some(&same),
    );
    assert!(told.unwrap_err().contains("上季度的数里用不到“done”"));
}

#[test]
fn where_there_was_no_earlier_period_the_input_says_so() {
    let (this, last) = (input(2023, 3, &THIS), input(2023, 2, &LAST));
    let first = this.replacen("year", "none = [\"same\"]\nyear", 1);
    let text = made(&first, Some(&last), None).unwrap();
    assert!(
        !text.contains("同比多于") && text.contains("上季度160件"),
        "{text}"
    );
    // It is not believed where the file lies beside.
    let office = kind().office().unwrap();
    let earlier = EarlierFiles {
        last: file("2023-q2.toml", &last),
        same: file("2022-q3.toml", &input(2022, 3, &SAME)),
        continues: true,
    };
    let run = office.read(Input::of_text("2023-q3.toml", first).after(earlier), false);
    let told: Vec<&str> = run.findings().iter().map(|f| f.message.as_str()).collect();
    assert!(
        told.iter().any(|m| m.contains("none 里写了没有上年同期")),
        "{told:?}"
    );
}

#[test]
fn a_single_figure_goes_on_from_the_period_before() {
    let last = input(2023, 2, &LAST).replace("closing = 8", "closing = 9");
    let told = made(
        &input(2023, 3, &THIS),
        Some(&last),
        Some(&input(2022, 3, &SAME)),
    );
    assert!(
        told.unwrap_err()
            .contains("季初人数 8，与上季度的 季末人数 9不符")
    );
}

#[test]
fn what_looks_back_is_not_looked_up_further_back() {
    let office = kind()
        .with(
            "figures/calls.toml",
            &CALLS.replace("blank(last.rate)", "last.change > 0"),
        )
        .office();
    let Err(told) = office else { panic!() };
    assert!(
        told.contains("last.change 要的数本身又由更早一期的数得来"),
        "{told}"
    );
    let office = kind()
        .with(
            "figures/calls.toml",
            &CALLS.replace("rate - last.rate", "rate - last.rat"),
        )
        .office();
    let Err(told) = office else { panic!() };
    assert!(told.contains("没有叫“last.rat”的数据"), "{told}");
}

/// The three quarters in the folder of their kind.
fn office() -> Run {
    let run = Run::new();
    run.copy_kind("housing");
    kind().write(&run, "templates/calls");
    run.write("inputs/calls/2022-q3.toml", input(2022, 3, &SAME));
    run.write(
        "inputs/calls/2023-q2.toml",
        input(2023, 2, &LAST).replace("year = 2023", "year = 2023\nnone = [\"last\", \"same\"]"),
    );
    run.write("inputs/calls/2023-q3.toml", input(2023, 3, &THIS));
    run
}

#[test]
fn the_commands_know_the_earlier_periods() {
    let run = office();
    let (status, told) = run.said(&["build", "calls", "2023-q3"]);
    assert_eq!(status, 0, "{told}");
    let text = String::from_utf8(run.read("out/calls/2023-q3.txt")).unwrap();
    let (_, told) = run.said(&["explain", "last.calls.东街.rate", "calls", "2023-q3"]);
    insta::assert_snapshot!(told, @"
    上季度东街 办结率　last.calls.东街.rate
    ├ 印作 66.7% ← 公布 66.7　inputs/calls/2023-q2.toml:9:7
    ├ 见于
    │　└ 正文 正文·main：…办结率83.3%，上季度【66.7%】，上升，西街办结率90.…
    └ 措辞
    　└ 正文·moved（东街）
    　　├ 不成立：上季度的办结率空白（上季度东街 办结率 66.7%）
    　　└ 其余情况，用它
    ");
    let (_, told) = run.said(&["impact", "inputs/calls/2023-q3.toml", "calls.西街.done=60"]);
    assert!(told.contains("下降"), "{told}");
    // The archive holds what was looked up: the files beside may change.
    run.write("inputs/calls/2022-q3.toml", "year = 2022\n");
    std::fs::rename(run.path().join("out/calls"), run.path().join("kept")).unwrap();
    let (status, told) = run.said(&["diff", "kept/2023-q3.zip", "kept/2023-q3.zip"]);
    assert_eq!(status, 0, "{told}");
    let (_, told) = run.said(&["list"]);
    assert!(told.contains("2023-q3.toml"), "{told}");
    assert!(text.contains("上季度160件"), "{text}");
}

/// A rate of 66.74% is printed as 66.7%, as the quarter's before was: a reader of both notices sees no
/// rise, so neither does the rule, and what it takes for one is told in what is printed.
#[test]
fn what_it_takes_for_a_rise_is_told_in_printed_numbers() {
    let run = office();
    let this = [("东街", 4600, 3070), ("西街", 80, 60)];
    run.write("inputs/calls/2023-q3.toml", input(2023, 3, &this));
    let (_, told) = run.said(&["explain", "calls.东街.change", "calls", "2023-q3"]);
    insta::assert_snapshot!(told, @"
    东街 办结率增减　calls.东街.change
    ├ 印作 0.0个百分点
    ├ 计算 66.7 − 66.7 = 0个百分点
    │　├ 东街 办结率 66.7%　calls.东街.rate
    │　│　├ 东街 办结 3070件　inputs/calls/2023-q3.toml:9:8
    │　│　└ 东街 受理 4600件　inputs/calls/2023-q3.toml:8:7
    │　└ 上季度东街 办结率 66.7%　inputs/calls/2023-q2.toml:9:7
    ├ 见于
    │　└ 附件 东街 比上季度（百分点）
    └ 由它决定的栏
    　└ 走势：“持平”
    　　├ 不成立：上季度的办结率空白（上季度东街 办结率 66.7%）
    　　├ 不成立：办结率增减小于 0（东街 办结率增减 0个百分点）
    　　└ 成立，用它：办结率增减等于 0（东街 办结率增减 0个百分点）
    ");
    let (_, told) = run.said(&["explain", "calls.西街.change", "calls", "2023-q3"]);
    insta::assert_snapshot!(told, @"
    西街 办结率增减　calls.西街.change
    ├ 印作 -15.0个百分点
    ├ 计算 75.0 − 90.0 = -15个百分点
    │　├ 西街 办结率 75.0%　calls.西街.rate
    │　│　├ 西街 办结 60件　inputs/calls/2023-q3.toml:13:8
    │　│　└ 西街 受理 80件　inputs/calls/2023-q3.toml:12:7
    │　└ 上季度西街 办结率 90.0%　inputs/calls/2023-q2.toml:13:7
    ├ 见于
    │　└ 附件 西街 比上季度（百分点）
    └ 由它决定的栏
    　└ 走势：“下降”
    　　├ 不成立：上季度的办结率空白（上季度西街 办结率 90%）
    　　└ 成立，用它：办结率增减小于 0（西街 办结率增减 -15个百分点）
    ");
    let rising = BODY.replace(
        "blank(last.rate)\", say = \"{name}办结率{rate}，{trend}\"",
        "rate > last.rate\", say = \"{name}办结率{rate}，高于上季度\"",
    );
    assert_ne!(rising, BODY);
    run.write("templates/calls/sections/body.toml", &rising);
    let (_, told) = run.said(&["explain", "办结率66.7%", "calls", "2023-q3"]);
    insta::assert_snapshot!(told, @"
    “办结率66.7%”　正文 1 处
    └ 正文·main：…，同比多于260件。东街【办结率66.7%】，上季度66.7%，持平…
    　├ 正文·moved（东街）
    　│　├ 不成立：办结率大于上季度的办结率（东街 办结率 66.7%，上季度东街 办结率 
    　│　│　　66.7%）
    　│　├ 其余情况，用它
    　│　└ 换一种说法，还差
    　│　　├ 东街 办结率 66.7% → 超过 66.7%：差 0.1 个百分点，改为“…办结率…，高于上
    　│　　│　　季度”
    　│　　└ 上季度东街 办结率 66.7% → 低于 66.7%：差 0.1 个百分点，改为“…办结率…，
    　│　　　　高于上季度”
    　├ “66.7%”是数据：东街 办结率
    　└ 正文·moved（东街）：见上
    ");
    let (_, told) = run.said(&["explain", "办结率75.0%", "calls", "2023-q3"]);
    insta::assert_snapshot!(told, @"
    “办结率75.0%”　正文 1 处
    └ 正文·main：…度66.7%，持平，西街【办结率75.0%】，上季度90.0%，下降…
    　├ 正文·moved（西街）
    　│　├ 不成立：办结率大于上季度的办结率（西街 办结率 75%，上季度西街 办结率 
    　│　│　　90%）
    　│　├ 其余情况，用它
    　│　└ 换一种说法，还差
    　│　　├ 西街 办结率 75.0% → 超过 90%：差 15.1 个百分点，改为“…办结率…，高于上季
    　│　　│　　度”
    　│　　└ 上季度西街 办结率 90.0% → 低于 75%：差 15.1 个百分点，改为“…办结率…，高
    　│　　　　于上季度”
    　├ “75.0%”是数据：西街 办结率
    　└ 正文·moved（西街）：见上
    ");
}

#[test]
fn the_next_period_is_not_told_what_was_stated_of_older_ones() {
    let run = office();
    let stated =
        input(2023, 3, &THIS).replace("year = 2023", "none = [\"same\"]\nyear = 2023") + STATED;
    run.write("inputs/calls/2023-q3.toml", stated);
    let (status, told) = run.said(&["new", "calls", "2023-q4"]);
    assert_eq!(status, 0, "{told}");
    let text = String::from_utf8(run.read("inputs/calls/2023-q4.toml")).unwrap();
    assert!(
        !text.contains("last.calls") && !text.contains("66.7"),
        "{text}"
    );
    assert!(text.contains("none = [\"same\"]"), "{text}");
    assert!(
        text.contains("opening = 8") && text.contains("由上季度结转"),
        "{text}"
    );
    run.write(
        "inputs/calls/2023-q2.toml",
        input(2023, 2, &LAST).replace("year = 2023", "year = 2023\nnone = [\"last\", \"same\"]"),
    );
    std::fs::remove_file(run.path().join("inputs/calls/2023-q3.toml")).unwrap();
    run.said(&["new", "calls", "2023-q3"]);
    let text = String::from_utf8(run.read("inputs/calls/2023-q3.toml")).unwrap();
    assert!(text.contains("none = [\"same\"]"), "{text}");
}

fn quarter() -> impl Strategy<Value = Vec<(u32, u32)>> {
    prop::collection::vec((1_u32..500, 0_u32..100), 2)
}

proptest! {
    #![proptest_config(cases(60))]

    /// A reader who has both notices finds the difference of what they print, to the last place.
    #[test]
    fn a_difference_is_that_of_what_was_published(this in quarter(), last in quarter()) {
        let street = |all: &[(u32, u32)]| -> Vec<(&'static str, u32, u32)> {
            let named = ["东街", "西街"].into_iter().zip(all);
            named.map(|(name, (due, share))| (name, *due, due * share / 100)).collect()
        };
        let (this, last) = (street(&this), street(&last));
        let text = made(&input(2023, 3, &this), Some(&input(2023, 2, &last)), Some(&input(2022, 3, &SAME))).unwrap();
        for ((name, due, done), (_, due_then, done_then)) in this.iter().zip(&last) {
            let tenths = |due: &u32, done: &u32| (i64::from(*done) * 2000 + i64::from(*due)) / (2 * i64::from(*due));
            let rises = tenths(due, done) - tenths(due_then, done_then);
            let trend = match rises.cmp(&0) {
                std::cmp::Ordering::Less => "下降",
                std::cmp::Ordering::Equal => "持平",
                std::cmp::Ordering::Greater => "上升",
            };
            let joined: String = text.split_whitespace().collect();
            let at = joined.find(&format!("{name}办结率")).unwrap();
            let said: String = joined[at..].chars().take(40).collect();
            prop_assert!(said.contains(trend), "{said}");
            // In print, too, the one is more than the other where a rule asks whether it is.
            let printed = |from: &str| {
                let rest = &said[said.find(from).unwrap() + from.len()..];
                Decimal::parse(&rest[..rest.find('%').unwrap()]).unwrap().value
            };
            let order = printed("办结率").cmp(&printed("上季度"));
            prop_assert_eq!(order, rises.cmp(&0), "{}", said);
        }
    }
}

/// What looks back is made from what both notices print, whatever else stands in the formula.
#[test]
fn a_sum_that_looks_back_is_made_from_what_is_printed() {
    let figures = r#"
label = "诉求办理"
title = "{period}诉求办理情况"
rows = "streets"
row_head = "街道"
[[columns]]
key = "all"
label = "受理"
unit = "件"
[[columns]]
key = "quick"
label = "当天办结"
unit = "件"
[[columns]]
key = "slow"
label = "次日办结"
unit = "件"
[[columns]]
key = "quick_rate"
head = ["当天办结率"]
label = "当天办结率"
formula = "quick / all"
places = 1
[[columns]]
key = "slow_rate"
head = ["次日办结率"]
label = "次日办结率"
formula = "slow / all"
places = 1
[[columns]]
key = "both"
label = "两天办结率"
form = "percent"
places = 1
[[columns]]
key = "change"
head = ["比上季度"]
label = "比上季度"
formula = "quick_rate + slow_rate - last.both"
form = "points"
places = 1
total = "none"
[[columns]]
key = "share"
head = ["为上季度的"]
label = "为上季度的"
formula = "quick_rate / last.both"
places = 2
total = "none"
"#;
    let body = "paragraphs = [\"main\"]\n[phrases.main]\nsay = \"已办结。\"\n";
    let notice = NOTICE.replace("[\"calls\", \"staff\"]", "[\"calls\"]");
    let office = MadeUpKind::new(&notice)
        .with("figures/calls.toml", figures)
        .with("sections/body.toml", body)
        .office()
        .unwrap_or_else(|told| panic!("{told}"));
    let input = "year = 2023\nquarter = 3\nnumber = 1\ndate = \"10月8日\"\nstreets = [\"甲街\"]\n\
        [calls.\"甲街\"]\nall = 3\nquick = 1\nslow = 1\nboth = 66.7\n\
        [last.calls.\"甲街\"]\nboth = 66.6\n";
    let run = office.read(Input::of_text("2023-q3.toml", input), false);
    let notice = run
        .notice()
        .unwrap_or_else(|| panic!("{:#?}", run.findings()));
    let rows = notice.annexes[0].table.rows.iter();
    let row = rows.map(|row| {
        row.cells
            .iter()
            .map(|cell| cell.text.as_str())
            .collect::<Vec<_>>()
    });
    // 33.3 + 33.3 − 66.6, and 33.3 ÷ 66.6: not 33.33… of either.
    assert!(
        row.into_iter()
            .any(|row| row == ["甲街", "33.3%", "33.3%", "0.0", "50.00%"])
    );
}

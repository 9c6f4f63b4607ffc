//! A half-year's notice of another office: shares of the whole, records that come and go, words that
//! follow from figures, lists that begin and end, grouped rows with a serial number.

use crate::support::{MadeUpKind, Run};

const NOTICE: &str = r#"
name = "热线半年报"
cycle = "half"
organ = "某市热线办"
mark = "某市热线办文件"
number = "某热线办〔{issue_year}〕{number}号"
title = "关于{period}热线办理情况的通报"
total_label = "全市"
rounding_note = "注：四舍五入。"
figures = ["plan", "calls", "projects"]
annexes = ["calls", "projects"]
sections = ["body"]
[sets.offices]
label = "部门"
words = ["局"]
groups = true
"#;

const CALLS: &str = r#"
label = "受理"
title = "{period}受理情况"
rows = "offices"
row_head = "部门"
serial = "序号"
total_row = "last"
blank = "—"
[tests]
good = "rate >= 90%"
poor = "growth > 0 and not (good and paid >= 1)"
[[columns]]
key = "calls"
head = ["受理"]
label = "受理"
unit = "件"
[[columns]]
key = "share"
head = ["占比"]
label = "占全市的比重"
formula = "calls / total.calls"
places = 1
[[columns]]
key = "more"
head = ["比平均"]
label = "比平均多"
formula = "calls - plan.usual"
unit = "件"
signed = true
form = "plus"
[[columns]]
key = "growth"
head = ["环比"]
label = "受理环比"
formula = "(calls - last.calls) / last.calls"
signed = true
form = "plus"
places = 1
[[columns]]
key = "done"
label = "办结"
unit = "件"
[[columns]]
key = "rate"
head = ["办结率"]
label = "办结率"
formula = "done / calls"
places = 1
[[columns]]
key = "paid"
label = "奖励"
unit = "元"
[[columns]]
key = "grade"
head = ["评价"]
label = "评价"
choose = [
    { when = "blank(rate)", say = "无件" },
    { when = "poor", say = "增多" },
    { when = "good", say = "优秀" },
    { say = "一般" },
]
[[columns]]
key = "left"
head = ["结余"]
label = "结余"
unit = "元"
"#;

const PLAN: &str = r#"
label = "平均"
[[scalars]]
key = "usual"
label = "平均受理"
unit = "件"
"#;

const PROJECTS: &str = r#"
label = "热点项目"
title = "{period}热点项目"
rows = "records"
total_row = "none"
[[columns]]
key = "topic"
head = ["项目"]
label = "项目"
text = true
[[columns]]
key = "state"
head = ["状态"]
label = "状态"
text = true
choices = ["在建", "完工"]
[[columns]]
key = "cost"
head = ["投资"]
label = "投资"
unit = "万元"
amount = true
places = 1
[[columns]]
key = "step"
head = ["增减"]
label = "投资增减"
formula = "cost - last.cost"
unit = "万元"
amount = true
signed = true
places = 1
"#;

const BODY: &str = r#"
paragraphs = ["main", "over", "states"]
[phrases.main]
say = "截至{last_day}（{first_day}起），受理{calls.total.calls}件。"
[phrases.over]
choose = [
    { when = "count(high) = 0", say = "没有成倍增长的部门。" },
    { say = "{high}成倍增长。" },
]
[phrases.high]
each = "calls"
where = "growth >= 100%"
join = "、"
say = "{name}"
[phrases.states]
choose = [
    { when = "count(done) = 0", say = "没有完工的项目。" },
    { say = "{done}完工；评为优秀的：{good}。" },
]
[phrases.done]
each = "projects"
where = "state = '完工'"
join = "、"
say = "{topic}"
[phrases.good]
each = "calls"
where = "grade = '优秀'"
join = "、"
if_empty = "无"
say = "{name}"
"#;

const FIRST: &str = r#"
year = 2024
half = 1
number = 1
date = "7月5日"
none = ["last"]
[offices]
"甲组" = ["财政局", "水务局"]
"乙组" = ["住房局"]
[calls."财政局"]
calls = 100
done = 95
paid = 1
left = ""
[calls."水务局"]
calls = 50
done = 45
paid = 0
left = 5
[calls."住房局"]
calls = 50
done = 10
paid = 0
left = 1
[plan]
usual = 60
[[projects]]
topic = "一桥"
state = "在建"
cost = 100.5
[[projects]]
topic = "水厂"
state = "完工"
cost = 30.0
[[projects]]
topic = "二桥"
state = "在建"
cost = 20.0
"#;

const SECOND: &str = r#"
year = 2024
half = 2
number = 2
date = "12月28日"
[offices]
"甲组" = ["财政局", "水务局"]
"乙组" = ["住房局", "农业局"]
[calls."财政局"]
calls = 80
done = 60
paid = 1
left = ""
[calls."水务局"]
calls = 120
done = 120
paid = 0
left = 0
[calls."住房局"]
calls = 50
done = 50
paid = 0
left = ""
[calls."农业局"]
calls = 10
done = 9
paid = 0
left = ""
[plan]
usual = 60
[[projects]]
topic = "水厂"
state = "完工"
cost = 31.0
[[projects]]
topic = "一桥"
state = "完工"
cost = 120.5
[[projects]]
topic = "隧道"
state = "在建"
cost = 500.0
"#;

fn kind() -> MadeUpKind {
    MadeUpKind::new(NOTICE)
        .with("figures/plan.toml", PLAN)
        .with("figures/calls.toml", CALLS)
        .with("figures/projects.toml", PROJECTS)
        .with("sections/body.toml", BODY)
}

/// The folder of an office that has these two half-years.
fn office(first: &str, second: &str) -> Run {
    let run = Run::new();
    run.copy_kind("housing");
    kind().write(&run, "templates/calls");
    run.write("inputs/calls/2024-h1.toml", first);
    run.write("inputs/calls/2024-h2.toml", second);
    run
}

/// What a command says, without the spaces that set it.
fn said(run: &Run, arguments: &[&str]) -> String {
    let (_, told) = run.said(arguments);
    told.replace(['\n', ' ', '　'], "").replace("│", "")
}

#[track_caller]
fn assert_says(text: &str, wanted: &[&str]) {
    for wanted in wanted {
        assert!(text.contains(wanted), "{wanted} is not in: {text}");
    }
}

/// 28 December lies in the half-year's last month, and is no day of the year after.
#[test]
fn a_notice_may_be_issued_in_the_last_month_of_its_period() {
    let run = office(FIRST, SECOND);
    let (status, told) = run.said(&["build", "calls", "2024-h2"]);
    assert_eq!(status, 0, "{told}");
    let text = String::from_utf8(run.read("out/calls/2024-h2.txt")).unwrap();
    assert_says(
        &text,
        &[
            "2024年12月28日",
            "截至2024年12月31日（2024年7月1日起），受理260件。",
        ],
    );
}

/// 80, 120, 50 and 10 of 260; each against 60; the total is 260 of 260, and 200 more than 60.
#[test]
fn a_row_is_set_against_the_whole_and_against_a_single_figure() {
    let run = office(FIRST, SECOND);
    let (status, told) = run.said(&["build", "calls", "2024-h2"]);
    assert_eq!(status, 0, "{told}");
    let text = String::from_utf8(run.read("out/calls/2024-h2.txt")).unwrap();
    let text = text.replace([' ', '　'], "");
    assert_says(
        &text,
        &[
            "1|财政局|80|30.8%|+20|−20.0%|75.0%|一般|—",
            "2|水务局|120|46.2%|+60|+140.0%|100.0%|增多|0",
            "3|住房局|50|19.2%|−10|0.0%|100.0%|优秀|—",
            "4|农业局|10|3.8%|−50|—|90.0%|优秀|—",
            "|全市|260|100.0%|+200|+30.0%|91.9%|—|0",
            // A head has nothing in its cells, and nothing is said there to be missing.
            "|甲组|||||||\n",
        ],
    );
    assert_says(
        &said(&run, &["explain", "calls.财政局.share", "calls", "2024-h2"]),
        &["80÷260=30.76923077%", "全市受理260件"],
    );
    // The whole moves with the row, and so do the shares of all others.
    assert_says(
        &said(
            &run,
            &["impact", "calls", "2024-h2", "calls.财政局.calls=340"],
        ),
        &[
            "财政局占全市的比重calls.财政局.share：30.8%→65.4%",
            "水务局占全市的比重calls.水务局.share：46.2%→23.1%",
        ],
    );
}

#[test]
fn conditions_are_read_as_they_are_meant() {
    let run = office(FIRST, SECOND);
    let told = said(&run, &["explain", "附件1 住房局 评价", "calls", "2024-h2"]);
    assert_says(
        &told,
        &[
            "住房局评价calls.住房局.grade",
            "写作“优秀”",
            "不成立：办结率空白",
            // More than 0 of what may be negative is more than that there is some.
            "不成立：受理环比大于0，且（办结率没有达到90%，或奖励没有达到1）",
            "成立，用它：办结率达到90%（住房局办结率100%）",
            "见于└附件1住房局评价",
        ],
    );
    let by_name = said(&run, &["explain", "calls.住房局.grade", "calls", "2024-h2"]);
    assert_eq!(told, by_name);
    // A figure says which words of its row hang on it.
    assert_says(
        &said(&run, &["explain", "calls.住房局.rate", "calls", "2024-h2"]),
        &["由它决定的栏└评价：“优秀”"],
    );
    assert_says(
        &said(&run, &["explain", "增多", "calls", "2024-h2"]),
        &["水务局评价calls.水务局.grade"],
    );
}

/// The second of the first half-year is the first of the second: each is compared with itself, what is
/// begun has nothing before it, and what became of 二桥 is told.
#[test]
fn records_are_compared_with_themselves() {
    let run = office(FIRST, SECOND);
    let told = said(&run, &["diff", "calls", "2024-h1", "2024-h2", "--all"]);
    assert_says(
        &told,
        &[
            "第1项（水厂）投资（万元）30.0→31.0+1.0",
            "第2项（一桥）投资（万元）100.5→120.5+20.0",
            "第3项（隧道）投资（万元）无→500.0",
            "第3项（二桥）投资（万元）20.0→无",
        ],
    );
    // last.cost goes by the same records.
    let (status, built) = run.said(&["build", "calls", "2024-h2"]);
    assert_eq!(status, 0, "{built}");
    let text = String::from_utf8(run.read("out/calls/2024-h2.txt")).unwrap();
    let text = text.replace([' ', '　'], "");
    assert_says(
        &text,
        &[
            "水厂|完工|31.0|1.0",
            "一桥|完工|120.5|20.0",
            "隧道|在建|500.0|\n",
        ],
    );
}

/// A list tells why it changed: by the rows that it says or said, and by no others; also where it stands
/// in no annex, and where it was empty.
#[test]
fn a_list_tells_which_rows_changed_it_and_why() {
    let run = office(FIRST, SECOND);
    let told = said(&run, &["diff", "calls", "2024-h1", "2024-h2", "--all"]);
    let (_, verdicts) = told.split_once("结论").unwrap();
    let (verdicts, _) = verdicts
        .split_once("数据平均")
        .or(verdicts.split_once("数据受理"))
        .unwrap();
    assert_says(
        verdicts,
        &[
            "正文·over：没有成倍增长的部门。→水务局成倍增长。因为水务局受理环比：空白→+140.0%（以100%为界）",
            "正文·done：水厂→水厂、一桥因为一桥状态：“在建”→“完工”",
            "正文·good：财政局、水务局→住房局、农业局",
            "因为财政局评价：“优秀”→“一般”",
            "因为住房局评价：空白→“优秀”",
            "因为2024年下半年有“农业局”（评价“优秀”），2024年上半年没有",
        ],
    );
    // Neither is on the list in either half-year.
    for row in ["隧道", "二桥"] {
        assert!(!verdicts.contains(row), "{row}: {verdicts}");
    }
    // Told once: the list that began has no line of its own.
    assert!(!verdicts.contains("正文·high"), "{verdicts}");
}

#[test]
fn nothing_is_asked_of_the_period_before_where_nothing_goes_on_from_it() {
    let without = |text: &str| text.replace(".more", ".over");
    let calls = CALLS.replace(
        "formula = \"(calls - last.calls) / last.calls\"",
        "formula = \"calls / done\"",
    );
    let projects = PROJECTS.replace("cost - last.cost", "2 * cost");
    let run = Run::new();
    run.copy_kind("housing");
    kind()
        .with("figures/calls.toml", &calls)
        .with("figures/projects.toml", &projects)
        .write(&run, "templates/calls");
    run.write("inputs/calls/2024-h2.toml", without(SECOND));
    let (_, told) = run.said(&["check", "calls", "2024-h2", "--notes"]);
    assert!(!told.contains("no-last-year"), "{told}");
}

/// What is set against a row that was not there is blank, whether or not this period knows its figure.
#[test]
fn an_unknown_figure_against_nothing_is_blank() {
    let second = SECOND.replace("cost = 500.0", "cost = \"?\"");
    let run = office(FIRST, &second);
    let (status, told) = run.said(&["build", "calls", "2024-h2"]);
    assert_eq!(status, 0, "{told}");
    let known = SECOND.replace("cost = 31.0", "cost = \"?\"");
    let (status, told) = office(FIRST, &known).said(&["check", "calls", "2024-h2"]);
    assert_eq!(status, 1, "{told}");
    assert_says(&told, &["follows-from-unknown", "水厂"]);
}

/// A difference of rates has no total where the table prints none; else the template has to say so.
#[test]
fn a_total_that_cannot_follow_is_told_when_the_templates_load() {
    let projects = PROJECTS
        .replace(
            "unit = \"万元\"\namount = true\nplaces = 1",
            "unit = \"%\"\nform = \"percent\"\nplaces = 1",
        )
        .replace(
            "unit = \"万元\"\namount = true\nsigned = true",
            "form = \"points\"\nsigned = true",
        );
    assert!(
        kind()
            .with("figures/projects.toml", &projects)
            .office()
            .is_ok()
    );
    let with_total = projects.replace("total_row = \"none\"\n", "");
    let told = kind().with("figures/projects.toml", &with_total).office();
    let told = told.err().unwrap();
    assert_says(
        &told,
        &[
            "合计行算不出“投资增减”：它由“投资”计算，而“投资”没有合计",
            "total = \"none\"",
        ],
    );
}

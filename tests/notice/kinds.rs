//! Several kinds of notices in one office: a quarterly one of departments beside the yearly one of
//! counties, told in the words of their own period.

use hongtou::calendar::{Cycle, Day, Period};
use proptest::prelude::*;

use crate::support::{Input, Run, root};

const NOTICE: &str = r#"
name = "督办季报"
cycle = "quarter"
organ = "某市人民政府督查室"
mark = "某市人民政府督查室文件"
number = "某督字〔{issue_year}〕{number}号"
title = "关于{period}督办事项办理情况的通报"
addressee = "各有关部门"
total_label = "合计"
rounding_note = "注：合计数与分项之和的差异由四舍五入产生。"
figures = ["matters"]
annexes = ["matters"]
sections = ["body"]

[sets.departments]
label = "部门"
"#;

const MATTERS: &str = r#"
label = "督办事项"
title = "{period}督办事项办理情况"
rows = "departments"
row_head = "部门"

[[columns]]
key = "due"
head = ["应办结|（件）"]
label = "应办结"
unit = "件"
carried = { from = "due" }

[[columns]]
key = "done"
head = ["已办结|（件）"]
label = "已办结"
unit = "件"

[[columns]]
key = "rate"
head = ["办结率"]
label = "办结率"
formula = "done / due"
places = 1

[[columns]]
key = "open"
head = ["未办结|（件）"]
label = "未办结"
unit = "件"

[[must]]
that = "done <= due"
say = "办结的不能多于应办结的"
"#;

const BODY: &str = r#"
paragraphs = ["main"]

[phrases.main]
say = "{period}，各部门应办结督办事项{matters.total.due}件，已办结{matters.total.done}件，办结率{matters.total.rate}。{months}的情况另行通报。{verdict}"

[phrases.verdict]
choose = [
    { when = "count(late) = 0", say = "各部门都已按期办结，比{period-1}更好；{same}没有通报。" },
    { say = "{late}共{counted(late)}个{kinds(late)}没有按期办结。" },
]

[phrases.late]
each = "matters"
where = "rate < 100%"
join = "、"
say = "{name}"
"#;

fn input(quarter: u32, done: [u32; 2]) -> String {
    let number = quarter;
    let [first, second] = done;
    let month = quarter * 3 % 12 + 1;
    format!(
        "sample = true\nyear = 2023\nquarter = {quarter}\nnumber = {number}\ndate = \"{month}月10日\"\n\
         departments = [\"财政局\", \"住房局\"]\n\n\
         [matters.\"财政局\"]\ndue = 12\ndone = {first}\nopen = {}\n\n\
         [matters.\"住房局\"]\ndue = 8\ndone = {second}\nopen = {}\n",
        12 - first,
        8 - second
    )
}

/// The housing notice right in `inputs/`, the quarterly one in a folder of its own.
fn office() -> Run {
    let run = Run::new();
    run.copy_kind("housing");
    run.write("templates/matters/notice.toml", NOTICE);
    run.write("templates/matters/figures/matters.toml", MATTERS);
    run.write("templates/matters/sections/body.toml", BODY);
    run.write("inputs/2023.toml", Input::of_2023().text());
    run.write("inputs/matters/2023-q2.toml", input(2, [12, 7]));
    run.write("inputs/matters/2023-q3.toml", input(3, [12, 8]));
    run
}

#[test]
fn a_kind_and_a_period_find_their_input() {
    let run = office();
    let (status, told) = run.said(&["build", "matters", "2023-q3"]);
    assert_eq!(status, 0, "{told}");
    assert!(told.contains("out/matters/2023-q3.pdf"), "{told}");
    let text = String::from_utf8(run.read("out/matters/2023-q3.txt")).unwrap();
    let text = text.replace('\n', "");
    assert!(
        text.contains("关于2023年第三季度督办事项办理情况的通报"),
        "{text}"
    );
    assert!(
        text.contains("1—9月的情况另行通报。各部门都已按期办结，比2023年第二季度更好；2022年第三季度没有通报。"),
        "{text}"
    );
    assert!(text.contains("2023年10月10日"), "{text}");
    // The newest of its kind; the period of the only kind that has it; the newest of inputs/ itself.
    let (_, told) = run.said(&["build", "matters"]);
    assert!(told.contains("out/matters/2023-q3.pdf"), "{told}");
    let (_, told) = run.said(&["build", "2023-q2"]);
    assert!(told.contains("out/matters/2023-q2.pdf"), "{told}");
    let (_, told) = run.said(&["build"]);
    assert!(told.contains("out/2023.pdf"), "{told}");
    let (_, told) = run.said(&["build", "housing", "2023"]);
    assert!(told.contains("out/2023.pdf"), "{told}");
    let (_, told) = run.said(&["explain", "办结率", "matters", "2023-q2"]);
    assert!(!told.contains("没有"), "{told}");
}

#[test]
fn a_list_tells_kinds_periods_and_how_they_stand() {
    let run = office();
    run.said(&["build", "matters", "2023-q2"]);
    run.said(&["build", "matters", "2023-q3"]);
    run.write("inputs/matters/2023-q3.toml", input(3, [11, 8]));
    run.write("inputs/matters/2023-q4.toml", "year = 2023\nquarter = 4\n");
    let (status, told) = run.said(&["list"]);
    assert_eq!(status, 0, "{told}");
    insta::assert_snapshot!(told, @"
    housing　年度通报（每年一期）
      2023 年度           inputs/2023.toml                  数据齐了，还没有生成
    matters　督办季报（每季度一期）
      2023 年第二季度     inputs/matters/2023-q2.toml       ✓ out/matters/2023-q2.pdf　送审稿 1
      2023 年第三季度     inputs/matters/2023-q3.toml       生成以后改过，要重新生成
      2023 年第四季度     inputs/matters/2023-q4.toml       ✗ 有错误，用 hongtou check 看
    ");
}

#[test]
fn the_next_quarter_begins_where_this_one_ends() {
    let run = office();
    let (status, told) = run.said(&["new", "matters", "2023-q4"]);
    assert_eq!(status, 0, "{told}");
    let new = String::from_utf8(run.read("inputs/matters/2023-q4.toml")).unwrap();
    assert!(new.contains("year = 2023\nquarter = 4\n"), "{new}");
    assert!(
        new.contains("due = 12") && new.contains("由上季度结转，上季度 12"),
        "{new}"
    );
    // Over the turn of the year.
    run.write("inputs/matters/2023-q4.toml", input(4, [12, 8]));
    run.said(&["new", "matters", "2024-q1"]);
    let new = String::from_utf8(run.read("inputs/matters/2024-q1.toml")).unwrap();
    assert!(new.contains("year = 2024\nquarter = 1\n"), "{new}");
    let (status, told) = run.said(&["new", "matters", "2024"]);
    assert!(
        status == 1 && told.contains("不是一样长的时期") || told.contains("没有 2024 以前"),
        "{told}"
    );
}

#[test]
fn what_does_not_go_on_from_the_quarter_before_is_told() {
    let run = office();
    run.write(
        "inputs/matters/2023-q3.toml",
        input(3, [12, 8])
            .replace("sample = true\n", "")
            .replace("due = 12", "due = 13"),
    );
    run.write(
        "inputs/matters/2023-q2.toml",
        input(2, [12, 7]).replace("sample = true\n", ""),
    );
    let (status, told) = run.said(&["check", "matters", "2023-q3"]);
    assert_eq!(status, 1, "{told}");
    assert!(
        told.contains("财政局 应办结 13，与上季度的 财政局 应办结 12不符"),
        "{told}"
    );
}

#[test]
fn two_quarters_are_compared_and_two_kinds_are_not() {
    let run = office();
    let (status, told) = run.said(&["diff", "matters", "2023-q2", "2023-q3"]);
    assert_eq!(status, 1, "{told}");
    assert!(told.contains("2023 年第二季度 → 2023 年第三季度"), "{told}");
    let (status, told) = run.said(&["diff", "inputs/2023.toml", "inputs/matters/2023-q3.toml"]);
    assert_eq!(status, 1);
    assert!(told.contains("不是同一种通报，比不了"), "{told}");
}

#[test]
fn a_kind_that_is_not_said_or_not_there_is_asked_for() {
    let run = office();
    run.write("2023-q3.toml", input(3, [12, 8]));
    let (status, told) = run.said(&["check", "2023-q3.toml"]);
    assert!(status == 1 && told.contains("没有写是哪一种通报"), "{told}");
    assert!(told.contains("housing、matters"), "{told}");
    run.write(
        "2023-q3.toml",
        "kind = \"matter\"\n".to_owned() + &input(3, [12, 8]),
    );
    let (_, told) = run.said(&["check", "2023-q3.toml"]);
    assert!(told.contains("没有这种通报的模板"), "{told}");
    // One that says its kind may stand anywhere, but takes no other kind's results.
    run.write("2023.toml", Input::of_2023().text());
    run.write(
        "q/2023.toml",
        "kind = \"matters\"\n".to_owned() + &input(3, [12, 8]),
    );
    run.said(&["build", "2023.toml"]);
    let archive = run.read("out/2023.zip");
    run.write(
        "templates/matters/notice.toml",
        NOTICE.replace("cycle = \"quarter\"", "cycle = \"year\""),
    );
    run.write(
        "templates/matters/sections/body.toml",
        BODY.replace("{months}的情况另行通报。", ""),
    );
    run.write(
        "q/2023.toml",
        "kind = \"matters\"\n".to_owned()
            + &input(3, [12, 8])
                .replace("quarter = 3\n", "")
                .replace("10月", "1月"),
    );
    let (status, told) = run.said(&["build", "q/2023.toml"]);
    assert!(
        status == 1 && told.contains("是另一种通报（housing）的"),
        "{told}"
    );
    assert_eq!(run.read("out/2023.zip"), archive);
}

#[test]
fn a_time_that_the_period_has_not_is_refused_when_the_templates_load() {
    let run = office();
    run.write(
        "templates/matters/sections/body.toml",
        BODY.replace("{months}", "{month}"),
    );
    let (status, told) = run.said(&["check", "matters"]);
    assert!(status == 1 && told.contains("这种通报按季度"), "{told}");
    let housing = root().join("templates/housing/sections/preamble.toml");
    let housing = std::fs::read_to_string(housing).unwrap();
    run.write(
        "templates/housing/sections/preamble.toml",
        housing.replacen("{year}", "{quarter}", 1),
    );
    let (status, told) = run.said(&["check", "housing"]);
    assert!(
        status == 1 && told.contains("这种通报按年，没有 {quarter}"),
        "{told}"
    );
}

#[test]
fn a_quarter_that_there_is_not_and_a_day_that_is_not_its_own() {
    let run = office();
    let wrong = input(3, [12, 8]).replace("quarter = 3", "quarter = 5");
    run.write("inputs/matters/2023-q3.toml", wrong);
    let (_, told) = run.said(&["check", "matters", "2023-q3"]);
    assert!(told.contains("季度应在 1 到 4 之间"), "{told}");
    let wrong = input(3, [12, 8]).replace("10月10日", "2024年3月10日");
    run.write("inputs/matters/2023-q3.toml", wrong);
    let (_, told) = run.said(&["check", "matters", "2023-q3"]);
    assert!(told.contains("与 2023 年第三季度不相称"), "{told}");
    assert!(told.contains("2023年9月1日到2023年12月31日"), "{told}");
    let wrong = input(3, [12, 8]).replace("departments", "counties");
    run.write("inputs/matters/2023-q3.toml", wrong);
    let (_, told) = run.said(&["check", "matters", "2023-q3"]);
    assert!(told.contains("缺少“部门名单”（departments）"), "{told}");
}

fn periods() -> impl Strategy<Value = Period> {
    let cycles = [Cycle::Year, Cycle::Half, Cycle::Quarter, Cycle::Month];
    (
        prop::sample::select(cycles.to_vec()),
        1949..2999_i32,
        1..=12_i32,
    )
        .prop_map(|(cycle, year, part)| Period::of(cycle, year, (part - 1) % cycle.per_year() + 1))
}

proptest! {
    #![proptest_config(crate::support::cases(500))]

    #[test]
    fn a_period_and_its_neighbours(period in periods(), on in -40..40_i32) {
        prop_assert_eq!(Period::parse(&period.stem()), Some(period));
        prop_assert_eq!(period.plus(on).plus(-on), period);
        prop_assert_eq!(period.plus(on).since(period), Some(on));
        prop_assert_eq!(period.in_year(1), period.plus(period.cycle().per_year()));
        prop_assert_eq!(period.in_year(1).part(), period.part());
        let (first, last) = period.days_of_issue().unwrap();
        let end = period.last_day().unwrap();
        prop_assert!(first < end && end < last);
        // A day without a year is one on which the notice may be issued, where there is one: the first
        // behind the period, else the one in its last month.
        for month in 1..=12 {
            let day = period.day_of_issue(month, 1).unwrap();
            let mut days = [end.year, end.year + 1].into_iter();
            let may_be = days.any(|year| (first..=last).contains(&Day::new(year, month, 1).unwrap()));
            prop_assert_eq!((first..=last).contains(&day), may_be);
            let behind = Day::new(day.year + 1, month, 1).unwrap();
            prop_assert!(day > end || !(first..=last).contains(&behind));
        }
        prop_assert!(period.plus(1).last_day().unwrap() > end);
    }
}

#[test]
fn a_new_kind_works_as_it_is_written() {
    let run = Run::new();
    for folder in ["templates", "fonts"] {
        run.copy(folder);
    }
    run.write("inputs/2023.toml", Input::of_2023().text());
    for (name, period, title) in [
        (
            "督办",
            "2024-q1",
            "关于2024年第一季度重点工作完成情况的通报",
        ),
        ("monthly", "2023-12", "关于2023年12月重点工作完成情况的通报"),
        ("half", "2024-h2", "关于2024年下半年重点工作完成情况的通报"),
        ("yearly", "2024", "关于2024年重点工作完成情况的通报"),
    ] {
        let (status, told) = run.said(&["kind", name, period]);
        assert_eq!(status, 0, "{told}");
        let (status, told) = run.said(&["build", name]);
        assert_eq!(status, 0, "{told}");
        let text = String::from_utf8(run.read(&format!("out/{name}/{period}.txt"))).unwrap();
        assert!(text.contains(title), "{text}");
        assert!(text.contains("乙部门（70.0%）进展较慢。"), "{text}");
        // Editors find the schema of what they have open.
        let input = format!("inputs/{name}/{period}.toml");
        let input = String::from_utf8(run.read(&input)).unwrap();
        let schema = format!("{name}.schema.json");
        assert!(
            input.starts_with(&format!("#:schema {schema}\n")),
            "{input}"
        );
        let schema = String::from_utf8(run.read(&format!("inputs/{name}/{schema}"))).unwrap();
        let (status, told) = run.said(&["schema", name]);
        assert!(status == 0 && told == schema, "{told}");
        let schema = serde_json::from_str(&schema).unwrap();
        assert_eq!(crate::schemas::wrong(&schema, &input), [""; 0]);
    }
    let (status, told) = run.said(&["schema"]);
    assert!(status == 1 && told.contains("没有写是哪一种"), "{told}");
    let (status, told) = run.said(&["new", "yearly", "2025"]);
    assert_eq!(status, 0, "{told}");
    let next = String::from_utf8(run.read("inputs/yearly/2025.toml")).unwrap();
    assert_eq!(next.matches("#:schema yearly.schema.json").count(), 1);
    // What is there stays as it is.
    let before = run.read("templates/督办/notice.toml");
    let (status, told) = run.said(&["kind", "督办", "2024-q2"]);
    assert!(status == 1 && told.contains("已经有了，没有动它"), "{told}");
    assert_eq!(run.read("templates/督办/notice.toml"), before);
    let (status, told) = run.said(&["kind", "a/b", "2024-q2"]);
    assert!(status == 1 && told.contains("不能作文种的名称"), "{told}");
    let (status, _) = run.said(&["kind", "c", "2024-q5"]);
    assert_eq!(status, 2);
}

#[test]
fn no_phrase_and_no_column_bears_the_name_of_a_time() {
    let run = office();
    run.write(
        "templates/matters/sections/body.toml",
        BODY.replace("verdict", "period"),
    );
    run.write(
        "templates/matters/figures/matters.toml",
        MATTERS
            .replace("key = \"rate\"", "key = \"month\"")
            .replace("rate", "month"),
    );
    let (status, told) = run.said(&["check", "matters"]);
    assert_eq!(status, 1);
    assert!(
        told.contains("“period”另有所指，不能作措辞的名称"),
        "{told}"
    );
    assert!(
        told.contains("“month”另有所指，不能作一项数据的名称"),
        "{told}"
    );
}

#[test]
fn one_of_many_that_is_not_there_stops_no_other() {
    let run = office();
    let inputs = [
        "check",
        "matters",
        "2023-q2",
        "nowhere.toml",
        "inputs/2023.toml",
    ];
    let (status, told) = run.said(&inputs);
    assert_eq!(status, 1);
    assert!(told.contains("✓ inputs/matters/2023-q2.toml"), "{told}");
    assert!(told.contains("✓ inputs/2023.toml"), "{told}");
    assert!(told.contains("读不了 nowhere.toml"), "{told}");
}

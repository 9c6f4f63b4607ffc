//! What a condition or a wording comes to while one writes it, and a section as a decision table.

use hongtou::office::{Input, Office, Templates};
use hongtou::rules::{SectionTable, section_table};
use hongtou::source::Sources;
use hongtou::trial::Tried;
use hongtou::verdict::Outcome;

use crate::shared::templates;

const NOTICE: &str = r#"
organ = "某市督查室"
mark = "某市督查室文件"
number = "某督〔{issue_year}〕{number}号"
title = "关于{year}年督办情况的通报"
addressee = "各部门"
total_label = "全市"
rounding_note = "注：四舍五入。"
figures = ["matters", "letters", "staff"]
annexes = ["matters"]
sections = ["ranking", "other"]
[sets.departments]
label = "部门"
"#;

const MATTERS: &str = r#"
label = "督办事项"
title = "督办事项"
rows = "departments"
row_head = "部门"

[tests]
slow = "rate < 80%"

[[columns]]
key = "due"
head = ["应办结"]
label = "应办结"
unit = "件"

[[columns]]
key = "done"
head = ["已办结"]
label = "已办结"
unit = "件"

[[columns]]
key = "rate"
head = ["办结率"]
label = "办结率"
formula = "done / due"
places = 1

[[columns]]
key = "grade"
head = ["评价"]
label = "评价"
choose = [{ when = "slow", say = "较慢" }, { say = "良好" }]
"#;

const LETTERS: &str = r#"
label = "信访件"
rows = "departments"

[[columns]]
key = "rate"
label = "答复率"
form = "percent"
places = 1
"#;

const STAFF: &str = r#"
label = "人员"

[[scalars]]
key = "posts"
label = "编制"
unit = "人"
"#;

const RANKING: &str = r#"
name = "办理情况"
paragraphs = ["main"]

[tests]
all_done = "matters.total.rate >= 100%"

[phrases.main]
choose = [
    { when = "all_done", say = "全部办结。" },
    { when = "matters.total.rate >= 80%", say = "大部办结，{late}较慢。" },
    { say = "办结较少，{late}较慢。" },
]

[phrases.late]
each = "matters"
where = "slow"
join = "、"
if_empty = "无部门"
say = "{name}"
"#;

const OTHER: &str = r#"
paragraphs = ["main"]
[phrases.main]
say = "信访答复率{letters.total.rate}，编制{staff.posts}人。"
"#;

const INPUT: &str = r#"
year = 2023
number = 1
date = "1月8日"
departments = ["财政局", "住房局", "教育局"]

[matters."财政局"]
due = 20
done = 20

[matters."住房局"]
due = 30
done = 21

[matters."教育局"]
due = ""
done = ""

[letters."财政局"]
rate = 96.0

[letters."住房局"]
rate = 70.0

[letters."教育局"]
rate = 88.5

[letters.total]
rate = 85.0

[staff]
posts = 12
"#;

fn office() -> Office {
    let mut files = templates("typ");
    for (name, text) in [
        ("notice.toml", NOTICE),
        ("figures/matters.toml", MATTERS),
        (
            "figures/letters.toml",
            &LETTERS.replace("places = 1", "places = 1\ntotal = \"given\""),
        ),
        ("figures/staff.toml", STAFF),
        ("sections/ranking.toml", RANKING),
        ("sections/other.toml", OTHER),
    ] {
        files.insert(name.to_owned(), text.to_owned());
    }
    files.insert("fonts.toml".into(), templates("toml")["fonts.toml"].clone());
    let templates = Templates::of_texts("templates/matters", &files);
    let office = Office::without_fonts(templates, Sources::default());
    office.unwrap_or_else(|refusal| panic!("{refusal}"))
}

fn tried(what: &str, changes: &[&str], of: Option<&str>) -> Result<Vec<Tried>, String> {
    let office = office();
    let mut run = office.read(Input::of_text("2023.toml", INPUT), true);
    let changes: Vec<String> = changes.iter().map(|change| (*change).to_owned()).collect();
    let tried = run.try_out(what, &changes, of);
    tried.ok_or_else(|| {
        let findings = run.findings().iter();
        let told = findings.map(|f| format!("{} {}", f.message, f.hints.join(" ")));
        told.collect::<Vec<_>>().join("\n")
    })
}

/// 住房局+ 财政局-: for whom it holds.
fn outcomes(tried: &Tried) -> String {
    let answers = tried.answers.iter().map(|answer| {
        let sign = match answer.outcome {
            Some(Outcome::Yes) => "+",
            Some(Outcome::No) => "-",
            Some(Outcome::Open) => "?",
            None => "",
        };
        format!("{}{sign}", answer.name)
    });
    answers.collect::<Vec<_>>().join(" ")
}

#[test]
fn a_condition_is_asked_of_each_row_and_the_total() {
    let found = tried("done < 21", &[], None).unwrap();
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].of, "督办事项（matters）各行");
    assert_eq!(found[0].reading.as_deref(), Some("已办结小于 21"));
    assert_eq!(outcomes(&found[0]), "财政局+ 住房局- 教育局- 全市-");
    assert_eq!(found[0].answers[1].told, ["已办结 21件"]);
    assert_eq!(found[0].answers[2].told, ["已办结 空白"]);
    // Named conditions, words and rows of other tables; figures with their value before rounding.
    let found = tried("slow and grade = '较慢' and letters.rate < 71%", &[], None).unwrap();
    assert_eq!(outcomes(&found[0]), "财政局- 住房局+ 教育局- 全市-");
    let found = tried("rate < 84%", &[], Some("matters")).unwrap();
    assert_eq!(found[0].answers[3].told, ["办结率 82%"]);
}

#[test]
fn trial_figures_stand_in_place_of_those_that_were_typed() {
    let found = tried("slow", &["matters.住房局.done=24"], None).unwrap();
    assert_eq!(outcomes(&found[0]), "财政局- 住房局- 教育局- 全市-");
    let found = tried("{late}", &["matters.住房局.done=24"], None).unwrap();
    assert_eq!(found[0].answers[0].told, ["无部门"]);
    let told = tried("slow", &["matters.住房局.don=24"], None).unwrap_err();
    assert!(told.contains("没有“matters.住房局.don=24”"), "{told}");
}

#[test]
fn what_is_asked_once_is_answered_once() {
    let found = tried("matters.total.rate >= 80% and staff.posts > 10", &[], None).unwrap();
    assert_eq!(
        (found[0].of.as_str(), outcomes(&found[0]).as_str()),
        ("", "+")
    );
    assert_eq!(found[0].answers[0].told, ["全市 办结率 82%", "编制 12人"]);
    let found = tried("posts > 12", &[], None).unwrap();
    assert_eq!(outcomes(&found[0]), "人员-");
    // What a section counts, and its own named conditions.
    let found = tried("count(late) = 1 and not all_done", &[], None).unwrap();
    assert_eq!(outcomes(&found[0]), "+");
    assert!(
        found[0].of.contains("办理情况（ranking）"),
        "{}",
        found[0].of
    );
    assert_eq!(found[0].answers[0].told[0], "3 项里有 1 项：住房局");
    let found = tried("matters.住房局.rate < 80%", &[], None).unwrap();
    assert_eq!(outcomes(&found[0]), "+");
}

#[test]
fn names_of_several_tables_are_tried_in_each() {
    let found = tried("rate < 90%", &[], None).unwrap();
    let of: Vec<&str> = found.iter().map(|tried| tried.of.as_str()).collect();
    assert_eq!(of, ["督办事项（matters）各行", "信访件（letters）各行"]);
    assert_eq!(outcomes(&found[1]), "财政局- 住房局+ 教育局+ 全市+");
    for of in ["letters", "信访件"] {
        let found = tried("rate < 90%", &[], Some(of)).unwrap();
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].of, "信访件（letters）各行");
    }
    let told = tried("rate < 90%", &[], Some("leters")).unwrap_err();
    assert!(told.contains("是否应为 letters？"), "{told}");
}

#[test]
fn a_wording_is_said_for_each_row() {
    let found = tried("{name}办结{done}件，{rate:0}", &[], None).unwrap();
    let said: Vec<String> = found[0].answers.iter().map(|a| a.told.join("；")).collect();
    assert_eq!(
        said,
        [
            "财政局办结20件，100%",
            "住房局办结21件，70%",
            "教育局办结件，；但“教育局 已办结”“教育局 办结率”没有数，通报里不能这样写",
        ]
    );
    let found = tried("{year}年办结率{matters.total.rate}", &[], None).unwrap();
    assert_eq!(found[0].answers[0].told, ["2023年办结率82.0%"]);
}

#[test]
fn faults_are_told_with_what_was_meant() {
    for (what, expected) in [
        ("ratee < 90%", "没有叫“ratee”的数据或措辞 是否应为 rate？"),
        ("slwo", "没有叫“slwo”的数据或措辞 是否应为 slow？"),
        (
            "done < 3 and posts > 1",
            "“posts”和别的名称不在一处，在这里写作 staff.posts",
        ),
        ("rate < 90", "“rate”是比率，要和百分数比，如 95%，不是 90"),
        ("rate <", "此处应为一个名称 条件写作 rate < 90%"),
        ("grade = '优秀'", "“grade”不会是“优秀” 它只能是 较慢、良好"),
        ("{name}{don}", "没有叫“don”的数据或措辞 是否应为 done？"),
        ("{name", "花括号不成对"),
        ("{done:percent}", "percent 只用于比率"),
        ("", "此处应为一个名称"),
    ] {
        let told = tried(what, &[], None).unwrap_err();
        assert!(told.contains(expected), "{what}: {told}");
    }
}

#[test]
fn a_section_is_a_decision_table() {
    let office = office();
    let run = office.read(Input::of_text("2023.toml", INPUT), true);
    let (year, sources) = (run.year().unwrap(), run.sources());
    let table = section_table("办理情况", office.model(), year, sources).unwrap();
    let main = &table.phrases[0];
    assert_eq!(main.rules.len(), 3);
    let bounds: Vec<String> = main
        .bounds
        .iter()
        .map(|bound| {
            let tried = bound.tried.iter().map(|tried| {
                let now = if tried.is_now { "*" } else { "" };
                format!("{}{now}{:?}", tried.value, tried.rules)
            });
            format!("{} {}", bound.label, tried.collect::<Vec<_>>().join(" "))
        })
        .collect();
    assert_eq!(
        bounds,
        [
            "全市 办结率 79.9%[3] 80%[2] 80.1%[2] 82%*[2]",
            "全市 办结率 82%*[2] 99.9%[2] 100%[1] 100.1%[1]",
        ]
    );
    let late = [("79.9%", vec![1]), ("80%", vec![]), ("80.1%", vec![])];
    let late = late
        .map(|(value, rules)| (value.to_owned(), rules))
        .to_vec();
    assert_eq!(of_rows(&table), ("办结率".to_owned(), late.clone()));
    assert!(section_table("ranking", office.model(), year, sources).is_some());
    assert!(section_table("rank", office.model(), year, sources).is_none());
    // Where a row stands now says nothing of the others, not even on the bound itself.
    let on_it = INPUT.replacen("done = 20", "done = 16", 1);
    let run = office.read(Input::of_text("2023.toml", on_it), true);
    let (year, sources) = (run.year().unwrap(), run.sources());
    let table = section_table("办理情况", office.model(), year, sources).unwrap();
    assert_eq!(of_rows(&table).1, late);
}

/// The first bound of what the second phrase says of each row.
fn of_rows(table: &SectionTable) -> (String, Vec<(String, Vec<usize>)>) {
    let bound = &table.phrases[1].bounds[0];
    assert!(bound.tried.iter().all(|tried| !tried.is_now));
    let tried = bound.tried.iter();
    let tried = tried.map(|tried| (tried.value.clone(), tried.rules.clone()));
    (bound.label.clone(), tried.collect())
}

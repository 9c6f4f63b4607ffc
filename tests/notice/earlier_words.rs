//! Words of the period before and of the same one of the year before: 由合格升为良好.

use hongtou::diagnostic::Severity;
use hongtou::explain::answer;
use hongtou::office::{EarlierFile, EarlierFiles, Input, Office, Run, TextFile};

use crate::support::{MadeUpKind, printed};

const NOTICE: &str = r#"
name = "考核季报"
cycle = "quarter"
organ = "某市考核办公室"
mark = "某市考核办公室文件"
number = "某考〔{issue_year}〕{number}号"
title = "关于{period}考核情况的通报"
addressee = "各街道办事处"
total_label = "全市"
rounding_note = "注：四舍五入。"
figures = ["scores"]
annexes = ["scores"]
sections = ["body"]

[sets.streets]
label = "街道"
"#;

const SCORES: &str = r#"
label = "考核"
title = "{period}考核情况"
rows = "streets"
row_head = "街道"
total_row = "none"

[tests]
moved = "grade != last.grade"
rose = "moved and score > last.score"

[[columns]]
key = "score"
head = ["得分"]
label = "得分"
unit = "分"

[[columns]]
key = "change"
head = ["变动"]
label = "变动"
choose = [
    { when = "blank(last.grade)", say = "新增" },
    { when = "step = '升'", say = "由{last.grade}升为{grade}" },
    { when = "step = '降'", say = "由{last.grade}降为{grade}" },
    { say = "仍为{grade}" },
]

[[columns]]
key = "step"
label = "升降"
choose = [
    { when = "not moved", say = "平" },
    { when = "rose", say = "升" },
    { say = "降" },
]

[[columns]]
key = "grade"
head = ["等次"]
label = "等次"
choose = [
    { when = "score >= 90", say = "优秀" },
    { when = "score >= 80", say = "良好" },
    { say = "合格" },
]

[[columns]]
key = "view"
head = ["意见"]
label = "意见"
text = true
optional = true
choices = ["表扬", "提醒"]

[[must]]
that = "view != last.view"
say = "意见不能连着两个季度一样"
"#;

const BODY: &str = r#"
paragraphs = ["main", "then"]

[phrases.main]
choose = [
    { when = "any(scores, moved)", say = "{moves}。" },
    { say = "各街道等次未变。" },
]

[phrases.moves]
each = "scores"
where = "moved"
join = "，"
choose = [
    { when = "rose", say = "{name}由{last.grade}升为{grade}" },
    { say = "{name}由{last.grade}降为{grade}" },
]

[phrases.then]
each = "scores"
where = "grade = same.grade"
join = "、"
if_empty = "没有与上年同期相同的。"
say = "{name}与上年同期同为{same.grade}"
"#;

const THIRD: &str = r#"year = 2023
quarter = 3
number = 3
date = "10月9日"
streets = ["东街", "西街", "南街", "北街"]

[scores."东街"]
score = 85

[scores."西街"]
score = 79
view = "提醒"

[scores."南街"]
score = 92

[scores."北街"]
score = 81
"#;

/// The second quarter, in which 北街 was not there yet.
const SECOND: &str = r#"year = 2023
quarter = 2
number = 2
date = "7月9日"
none = ["last", "same"]
streets = ["南街", "西街", "东街"]

[scores."东街"]
score = 75

[scores."西街"]
score = 84
view = "表扬"

[scores."南街"]
score = 91
"#;

const YEAR_BEFORE: &str = r#"year = 2022
quarter = 3
number = 3
date = "10月9日"
none = ["last", "same"]
streets = ["东街", "西街", "南街"]

[scores."东街"]
score = 88

[scores."西街"]
score = 84

[scores."南街"]
score = 61
"#;

fn kind() -> MadeUpKind {
    MadeUpKind::new(NOTICE)
        .with("figures/scores.toml", SCORES)
        .with("sections/body.toml", BODY)
}

fn office() -> Office {
    kind().office().unwrap_or_else(|told| panic!("{told}"))
}

/// The third quarter beside the earlier ones that are given.
fn third<'o>(office: &'o Office, input: &str, last: &str, same: &str, is_draft: bool) -> Run<'o> {
    let file = |name: &str, text: &str| match text {
        "" => EarlierFile::Missing {
            name: name.to_owned(),
            newest: None,
        },
        text => EarlierFile::File(TextFile::of_text(name, text.to_owned())),
    };
    let earlier = EarlierFiles {
        last: file("2023-q2.toml", last),
        same: file("2022-q3.toml", same),
        continues: true,
    };
    let input = Input::of_text("2023-q3.toml", input.to_owned());
    office.read(input.after(earlier), is_draft)
}

/// What the notice says, or what was found.
fn text(input: &str, last: &str, same: &str) -> String {
    let office = office();
    let run = third(&office, input, last, same, false);
    let found = run.findings().iter().cloned();
    let found: Vec<_> = found.filter(|f| f.severity != Severity::Note).collect();
    let found = printed(&found, run.sources());
    run.text().unwrap_or_default() + &found
}

#[test]
fn words_are_those_that_were_published() {
    let text = text(THIRD, SECOND, YEAR_BEFORE);
    for line in [
        "东街由合格升为良好，西街由良好降为合格。",
        "东街与上年同期同为良好",
        "东街      |        85 | 由合格升为良好 |      良好 |",
        "西街      |        79 | 由良好降为合格 |      合格 |      提醒",
        "南街      |        92 |     仍为优秀 |      优秀 |",
        "北街      |        81 |         新增 |      良好 |",
    ] {
        let squeezed = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(
            squeezed(&text).contains(&squeezed(line)),
            "{line}\nis not in\n{text}"
        );
    }
    assert!(!text.contains("警告"), "{text}");
}

const STATED: &str = r#"
[last.scores."东街"]
score = 75
grade = "合格"

[last.scores."西街"]
score = 84
grade = "良好"
view = "表扬"

[last.scores."南街"]
score = 91
grade = "优秀"

[last.scores."北街"]
score = ""
grade = ""
"#;

#[test]
fn without_the_file_they_are_stated_and_once_it_is_there_they_are_checked() {
    let same = "none = [\"same\"]\n".to_owned() + THIRD;
    let views =
        ["东街", "南街", "北街"].map(|row| (format!("[last.scores.\"{row}\"]\n"), "view = \"\"\n"));
    let stated = views.iter().fold(STATED.to_owned(), |text, (head, view)| {
        text.replace(head, &format!("{head}{view}"))
    });
    let said = text(&(same.clone() + &stated), "", "");
    assert!(
        said.contains("东街由合格升为良好，西街由良好降为合格。"),
        "{said}"
    );
    assert!(said.contains("没有与上年同期相同的。"), "{said}");
    // What is not stated is asked for, by its name.
    let told = text(&(same.clone() + STATED), "", "");
    assert!(
        told.contains("没有上季度（2023 年第二季度）的数据，要用到 3 项"),
        "{told}"
    );
    assert!(told.contains("东街的上季度的意见"), "{told}");
    assert!(
        told.contains("[last.scores.\"东街\"]\n         view = …"),
        "{told}"
    );
    // Beside the file it has to be what that says.
    let wrong = THIRD.to_owned() + "\n[last.scores.\"东街\"]\ngrade = \"良好\"\n";
    let told = text(&wrong, SECOND, YEAR_BEFORE);
    assert!(
        told.contains("东街 等次 填的是“良好”，上季度公布的是“合格”"),
        "{told}"
    );
    let restated =
        wrong + "\n[[restated]]\nfigure = \"last.scores.东街.grade\"\nreason = \"复核后调整\"\n";
    let said = text(&restated, SECOND, YEAR_BEFORE);
    assert!(
        said.contains("西街由良好降为合格。") && !said.contains("东街由"),
        "{said}"
    );
    assert!(!said.contains("不需要说明"), "{said}");
    let right = THIRD.to_owned() + "\n[last.scores.\"东街\"]\ngrade = \"合格\"\n";
    assert!(text(&right, SECOND, YEAR_BEFORE).contains("东街由合格升为良好"));
    for (typed, says) in [
        ("grade = \"合格的\"", "上季度东街等次不能是“合格的”"),
        ("grade = 3", "上季度东街等次应为文字，这里是数字"),
        ("step = \"升\"", "用不到“step”"),
    ] {
        let input = THIRD.to_owned() + &format!("\n[last.scores.\"东街\"]\n{typed}\n");
        let told = text(&input, SECOND, YEAR_BEFORE);
        assert!(told.contains(says), "{typed}: no {says} in\n{told}");
    }
}

#[test]
fn what_nobody_knows_decides_nothing() {
    let office = office();
    let input = "none = [\"same\"]\n".to_owned() + THIRD;
    let run = third(&office, &input, "", "", true);
    let told = printed(run.findings(), run.sources());
    let text = run.text().unwrap_or_else(|| panic!("{told}"));
    assert!(!text.contains("升为") && !text.contains("新增"), "{text}");
    assert!(text.contains("____"), "{text}");
    let none = "none = [\"last\", \"same\"]\n".to_owned() + THIRD;
    let run = third(&office, &none, "", "", false);
    let text = run.text().unwrap_or_default();
    assert!(text.contains("各街道等次未变。"), "{text}");
    assert_eq!(text.matches("新增").count(), 4, "{text}");
}

#[test]
fn a_sentence_does_not_name_what_was_not_said() {
    let body = BODY.replace("where = \"moved\"\n", "");
    let office = kind().with("sections/body.toml", &body).office();
    let office = office.unwrap_or_else(|told| panic!("{told}"));
    let run = third(&office, THIRD, SECOND, YEAR_BEFORE, false);
    let told = printed(run.findings(), run.sources());
    assert!(
        told.contains("正文里要写北街的“上季度的等次”（last.grade），而它是空白"),
        "{told}"
    );
    assert!(told.contains("not blank(last.grade)"), "{told}");
}

#[test]
fn a_rule_holds_words_of_two_periods_against_each_other() {
    let again = THIRD.replace("view = \"提醒\"", "view = \"表扬\"");
    let told = text(&again, SECOND, YEAR_BEFORE);
    assert!(told.contains("意见不能连着两个季度一样"), "{told}");
}

#[test]
fn rules_with_words_are_told_in_words() {
    let office = office();
    let run = third(&office, THIRD, SECOND, YEAR_BEFORE, false);
    let year = run.year().unwrap();
    let trees = answer(
        "东街由合格升为良好",
        year,
        office.model(),
        run.sources(),
        run.input(),
    );
    let told: String = trees.iter().map(hongtou::explain::Tree::render).collect();
    for words in [
        "等次与上季度的等次不同",
        "等次：“良好”，上季度的等次：“合格”",
        "得分大于",
    ] {
        assert!(told.contains(words), "{words}\n{told}");
    }
}

#[test]
fn templates_that_take_words_for_something_else_are_refused() {
    let scores = |from: &str, to: &str| {
        assert!(SCORES.contains(from), "{from}");
        let scores = SCORES.replacen(from, to, 1);
        kind()
            .with("figures/scores.toml", &scores)
            .office()
            .err()
            .unwrap_or_default()
    };
    for (from, to, says) in [
        (
            "grade != last.grade",
            "grade > last.grade",
            "只能比是否相同",
        ),
        (
            "grade != last.grade",
            "grade != 3",
            "“grade”是文字，不能和 3 比",
        ),
        (
            "grade != last.grade",
            "grade != last.score",
            "“grade”是文字，不能和 last.score 比",
        ),
        ("grade != last.grade", "grade != last.name", "last.name"),
        ("grade != last.grade", "grade != last.marks", "last.marks"),
        (
            "blank(last.grade)",
            "blank(last.change)",
            "会一期一期追下去",
        ),
        ("step = '升'", "last.step = '升'", "会一期一期追下去"),
        (
            "blank(last.grade)",
            "last.grade = '及格'",
            "“last.grade”不会是“及格”",
        ),
        ("仍为{grade}", "仍为{score}", "“score”是数"),
        ("仍为{grade}", "仍为{grades}", "没有叫“grades”的数据或措辞"),
        ("仍为{grade}", "仍为{grade:2}", "这里只能写本行的文字"),
        (
            "when = \"not moved\"",
            "when = \"change = '新增'\"",
            "绕回了自己",
        ),
    ] {
        let told = scores(from, to);
        assert!(told.contains(says), "{to}: no {says} in\n{told}");
    }
    let body = BODY.replace("升为{grade}", "升为{last.grade:2}");
    let told = kind()
        .with("sections/body.toml", &body)
        .office()
        .err()
        .unwrap_or_default();
    assert!(told.contains("不是数据，冒号后面不能写印法"), "{told}");
}

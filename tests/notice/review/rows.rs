//! Rows and columns that a reviewer put in, took out or named otherwise.

use hongtou::office::{Input, Reviewed};
use hongtou::review::{Edit, EditKind, Outcome};

use super::edited::{MAIN, Word};
use super::{Case, shown};
use crate::support::MadeUpKind;

const WORKS: &str = r#"
label = "河道治理"
title = "{year}年河道治理"
rows = "towns"
row_head = "乡镇"

[[columns]]
key = "length"
head = ["治理长度|（公里）"]
label = "治理长度"
unit = "公里"
amount = true
places = 1

[[columns]]
key = "homes"
head = ["受益户"]
label = "受益户"
unit = "户"

[[columns]]
key = "share"
head = ["每公里|受益户"]
label = "每公里受益户"
formula = "homes / length"
form = "ratio"
places = 1

[[columns]]
key = "remark"
head = ["备注"]
label = "备注"
text = true
optional = true

[[texts]]
key = "own"
label = "自己的话"
"#;

const VISITS: &str = r#"
label = "走访"
title = "{year}年走访情况"
rows = "records"

[[columns]]
key = "street"
head = ["街道"]
label = "街道"
text = true

[[columns]]
key = "asked"
head = ["走访|（户）"]
label = "走访"
unit = "户"

[[columns]]
key = "solved"
head = ["解决|（户）"]
label = "解决"
unit = "户"
"#;

const WATER: &str = r#"
label = "水厂"
title = "{year}年水厂供水"
rows = "plants"
row_head = "水厂"

[[columns]]
key = "supplied"
head = ["供水|（吨）"]
label = "供水"
unit = "吨"

[[columns]]
key = "lost"
head = ["漏损|（吨）"]
label = "漏损"
unit = "吨"
"#;

const STORAGE: &str = r#"
label = "湖库"
title = "{year}年湖库蓄水"
rows = "lakes"
row_head = "湖库"
sparse = true

[[columns]]
key = "held"
head = ["蓄水|（万方）"]
label = "蓄水"
unit = "万方"
"#;

const FIXED: &str = r#"
label = "支出"
title = "{year}年支出"
rows = "items"
row_head = "科目"

[[columns]]
key = "spent"
head = ["支出|（元）"]
label = "支出"
unit = "元"
"#;

const NOTICE: &str = r#"
organ = "云岭市人民政府"
mark = "云岭市人民政府文件"
title = "关于{year}年|河道|治理|情况的|通报"
addressee = "各乡镇"
number = "云河字〔{issue_year}〕{number}号"
total_label = "合计"
rounding_note = "注：合计数与分项之和的差异由四舍五入产生。"
figures = ["works", "visits", "water", "storage", "spending"]
annexes = ["works", "visits", "water", "storage", "spending"]
sections = ["body"]

[sets.towns]
label = "乡镇"

[sets.plants]
label = "水厂"
groups = true
subtotal = "小计"

[sets.lakes]
label = "湖库"
rows = [{ key = "大青湖" }, { key = "中青湖" }, { key = "小青湖" }]

[sets.items]
label = "科目"
rows = [{ key = "人员类" }, { key = "公用类" }]
"#;

const BODY: &str = r#"
paragraphs = ["main", "own"]

[phrases.main]
say = "{year}年，全市治理河道{works.total.length}公里，受益{works.total.homes}户。"

[phrases.own]
say = "{works.own}"
"#;

const INPUT: &str = r#"year = 2023
number = 6
date = "1月20日"   # 成文
towns = ["东河乡", "西山镇"]   # 乡镇名单

[plants]
"市区" = ["一水厂", "二水厂"]
"郊区" = ["三水厂"]

[works]
own = """
{year}年的工作得到各方支持。
下一步要早动手。
"""

# 各乡镇
[works."东河乡"]
length = 8.5       # 公里
homes = 10
remark = "含支流"

[works."西山镇"]
length = 12.5
homes = 20
remark = "含水库"

[water."一水厂"]
supplied = 101
lost = 11

[water."二水厂"]
supplied = 102
lost = 12

[water."三水厂"]
supplied = 103
lost = 13

[storage."大青湖"]
held = 31

[storage."小青湖"]
held = 33

[spending."人员类"]
spent = 41

[spending."公用类"]
spent = 42

# 走访
[[visits]]
street = "甲街"
asked = 51
solved = 50

[[visits]]
street = "乙街"    # 南段
asked = 61
solved = 60

[visits.total]
asked = 112
"#;

/// A kind with rows of every source.
pub fn towns() -> Case {
    case(WORKS, VISITS, INPUT)
}

fn case(works: &str, visits: &str, input: &str) -> Case {
    let kind = MadeUpKind::new(NOTICE)
        .with("figures/works.toml", works)
        .with("figures/visits.toml", visits)
        .with("figures/water.toml", WATER)
        .with("figures/storage.toml", STORAGE)
        .with("figures/spending.toml", FIXED)
        .with("sections/body.toml", BODY);
    let office = kind.office().unwrap_or_else(|fault| panic!("{fault}"));
    Case::of((office, Input::of_text("2023.toml", input)))
}

/// Rates beside the figures, and an input in which one of each table is odd and accepted.
fn accepted(change: impl Fn(String) -> String) -> (Case, String) {
    const PLANNED: &str = r#"
[[columns]]
key = "planned"
head = ["计划|（公里）"]
label = "计划长度"
unit = "公里"
amount = true
places = 1

[[columns]]
key = "rate"
head = ["完成率"]
label = "完成率"
formula = "length / planned"
places = 1

[[texts]]"#;
    const SOLVED: &str = r#"
[[columns]]
key = "rate"
head = ["解决率"]
label = "解决率"
formula = "solved / asked"
places = 1
"#;
    const ACCEPTED: &str = r#"
[[accept]]
code = "odd-rate"
figure = "works.西山镇.rate"
value = "1250.0%"
reason = "计划只列了一段"

[[accept]]
code = "odd-rate"
figure = "visits.2.rate"
value = "1500.0%"
reason = "上年走访的也在这时解决"
"#;
    let works = WORKS.replacen("[[texts]]", PLANNED.trim_start(), 1);
    let input = INPUT
        .replace("homes = 10\n", "homes = 10\nplanned = 8.5\n")
        .replace("homes = 20\n", "homes = 20\nplanned = 1.0\n")
        .replace("asked = 61", "asked = 4")
        .replace(
            "[visits.total]\nasked = 112",
            "[[visits]]\nstreet = \"丁街\"\nasked = 100\nsolved = 90\n\n[visits.total]\nasked = 155",
        );
    let input = change(format!("{input}{ACCEPTED}"));
    let visits = format!("{VISITS}{SOLVED}");
    (case(&works, &visits, &input), input)
}

/// The row of a file that has a cell of these words.
fn row(xml: &str, cell: &str) -> std::ops::Range<usize> {
    let at = xml
        .find(&format!("{cell}</w:t>"))
        .unwrap_or_else(|| panic!("no {cell}"));
    let start = xml[..at].rfind("<w:tr>").unwrap();
    start..at + xml[at..].find("</w:tr>").unwrap() + "</w:tr>".len()
}

/// A row like another one, with other words in its cells that say something.
fn like(row: &str, words: &[&str]) -> String {
    let mut made = String::new();
    let mut rest = row;
    for word in words {
        let from = rest
            .find("<w:t ")
            .map(|at| at + rest[at..].find('>').unwrap() + 1)
            .unwrap();
        let to = from + rest[from..].find('<').unwrap();
        made += &rest[..from];
        made += word;
        rest = &rest[to..];
    }
    made + rest
}

fn reviewed(case: &Case, change: impl Fn(&str) -> String) -> Reviewed {
    let mut word = Word::merged(&case.word);
    let xml = change(&word.xml());
    word.put(MAIN, xml);
    case.review(&word.bytes())
}

/// A row behind one that has a cell of these words.
fn with_row(xml: &str, behind: &str, words: &[&str]) -> String {
    let at = row(xml, behind);
    format!(
        "{}{}{}",
        &xml[..at.end],
        like(&xml[at.clone()], words),
        &xml[at.end..]
    )
}

fn without_row(xml: &str, cell: &str) -> String {
    let at = row(xml, cell);
    format!("{}{}", &xml[..at.start], &xml[at.end..])
}

/// The only change, and the input's text with it, which must print what the file says in that row.
fn put_in(case: &Case, reviewed: &Reviewed) -> String {
    let told: Vec<String> = reviewed.review.edits.iter().map(shown).collect();
    let edits: Vec<&Edit> = reviewed.review.edits.iter().collect();
    assert!(
        edits
            .iter()
            .all(|edit| matches!(edit.outcome, Outcome::Applies | Outcome::Follows)),
        "{told:#?}"
    );
    let text = reviewed.text.clone().unwrap_or_else(|| panic!("{told:#?}"));
    let run = case.office.read(case.with(&text), true);
    let notice = run.notice().unwrap();
    let printed = |words: &str| {
        let rows = notice.all_tables().flat_map(|annex| &annex.table.rows);
        rows.map(|row| {
            row.cells
                .iter()
                .map(|cell| super::bare(&cell.text))
                .collect::<Vec<_>>()
                .join(" ")
        })
        .any(|row| row == words)
    };
    for edit in edits.iter().filter(|edit| edit.kind == EditKind::Table) {
        assert!(
            edit.new.is_empty() || printed(&edit.new),
            "{text}\n{}",
            edit.new
        );
        assert!(
            edit.old.is_empty() || !printed(&edit.old),
            "{text}\n{}",
            edit.old
        );
    }
    text
}

#[test]
fn a_row_of_a_list_is_put_in_with_its_figures() {
    let case = towns();
    let new = reviewed(&case, |xml| {
        with_row(xml, "东河乡", &["南湖乡", "2.0", "5", "2.5", "新列"])
    });
    let text = put_in(&case, &new);
    assert!(
        text.contains("towns = [\"东河乡\", \"南湖乡\", \"西山镇\"]   # 乡镇名单"),
        "{text}"
    );
    let added = "[works.\"南湖乡\"]\nlength = 2.0  # 治理长度\nhomes = 5  # 受益户\nremark = \"新列\"  # 备注\n\n";
    assert!(text.contains(added), "{text}");
    let rest = text.replace(added, "").replace(", \"南湖乡\"", "");
    assert_eq!(rest, INPUT);
    // What follows from the row's own figures is not taken on trust.
    let wrong = reviewed(&case, |xml| {
        with_row(xml, "东河乡", &["南湖乡", "2.0", "5", "9.9", "新列"])
    });
    assert!(wrong.text.is_none());
    assert!(matches!(
        wrong.review.edits[0].outcome,
        Outcome::Refused { .. }
    ));
    // A group of a list in groups is that of its neighbour.
    let grouped = reviewed(&case, |xml| with_row(xml, "二水厂", &["四水厂", "7", "1"]));
    let text = put_in(&case, &grouped);
    assert!(
        text.contains("\"市区\" = [\"一水厂\", \"二水厂\", \"四水厂\"]\n\"郊区\" = [\"三水厂\"]"),
        "{text}"
    );
    // One that the kind fixes and the input left out.
    let sparse = reviewed(&case, |xml| with_row(xml, "大青湖", &["中青湖", "32"]));
    let text = put_in(&case, &sparse);
    assert!(text.contains("[storage.\"中青湖\"]\nheld = 32"), "{text}");
}

#[test]
fn a_row_is_taken_out() {
    let case = towns();
    let text = put_in(&case, &reviewed(&case, |xml| without_row(xml, "东河乡")));
    assert!(
        text.contains("towns = [\"西山镇\"]") && !text.contains("东河乡"),
        "{text}"
    );
    // What stood above all of them still does.
    assert!(text.contains("# 各乡镇\n[works.\"西山镇\"]"), "{text}");
    let text = put_in(&case, &reviewed(&case, |xml| without_row(xml, "三水厂")));
    assert!(!text.contains("三水厂") && !text.contains("郊区"), "{text}");
    let text = put_in(&case, &reviewed(&case, |xml| without_row(xml, "小青湖")));
    assert!(
        !text.contains("小青湖") && text.contains("大青湖"),
        "{text}"
    );
}

#[test]
fn records_come_and_go_and_their_total_with_them() {
    let case = towns();
    // The stated total says that something is missing, unless it was changed too.
    let alone = reviewed(&case, |xml| with_row(xml, "甲街", &["丙街", "7", "6"]));
    assert!(alone.text.is_none());
    let Outcome::Refused { why } = &alone.review.edits[0].outcome else {
        panic!("{:?}", alone.review.edits[0].outcome)
    };
    assert!(why.iter().any(|why| why.contains("合计")), "{why:?}");
    for behind in ["甲街", "乙街"] {
        let both = reviewed(&case, |xml| {
            with_row(xml, behind, &["丙街", "7", "6"])
                .replace(">112<", ">119<")
                .replace(">110<", ">116<")
        });
        let text = put_in(&case, &both);
        assert!(
            text.contains("[[visits]]\nstreet = \"丙街\"") && text.contains("asked = 119"),
            "{text}"
        );
        let (third, second) = (text.find("丙街").unwrap(), text.find("乙街").unwrap());
        assert_eq!(third < second, behind == "甲街", "{text}");
        assert!(
            text.trim_end().ends_with("[visits.total]\nasked = 119"),
            "{text}"
        );
    }
    for (gone, total, solved) in [("甲街", "61", "60"), ("乙街", "51", "50")] {
        let less = reviewed(&case, |xml| {
            without_row(xml, gone)
                .replace(">112<", &format!(">{total}<"))
                .replace(">110<", &format!(">{solved}<"))
        });
        let text = put_in(&case, &less);
        assert!(
            !text.contains(gone) && text.contains("# 走访\n[[visits]]"),
            "{text}"
        );
        assert!(
            text.trim_end()
                .ends_with(&format!("[visits.total]\nasked = {total}")),
            "{text}"
        );
    }
}

#[test]
fn what_the_templates_fix_is_told_with_its_file() {
    let case = towns();
    let told = |change: &dyn Fn(&str) -> String| {
        let reviewed = reviewed(&case, change);
        assert!(reviewed.text.is_none());
        let edit = reviewed
            .review
            .edits
            .first()
            .cloned()
            .unwrap_or_else(|| panic!("nothing was told"));
        (
            edit.what.clone(),
            edit.advice.join("；"),
            reviewed.review.edits.len(),
        )
    };
    let (what, advice, count) = told(&|xml| with_row(xml, "人员类", &["设备类", "43"]));
    assert!(
        what.contains("设备类") && advice.contains("notice.toml") && count == 1,
        "{what} {advice}"
    );
    let (what, advice, count) = told(&|xml| without_row(xml, "公用类"));
    assert!(
        what.contains("公用类") && advice.contains("sets.items") && count == 1,
        "{what} {advice}"
    );
    // A column less, one more: the other cells are compared all the same.
    let cut = |xml: &str, text: &str| {
        let at = xml.find(&format!(">{text}</w:t>")).unwrap();
        let start = xml[..at].rfind("<w:tc>").unwrap();
        let end = at + xml[at..].find("</w:tc>").unwrap() + "</w:tc>".len();
        (start, end)
    };
    let without_column = |xml: &str| {
        let mut xml = xml.to_owned();
        for text in ["受益户", "30", "10", "20"] {
            let table = xml
                .find(">治理长度</w:t>")
                .or_else(|| xml.find("治理长度"))
                .unwrap();
            let (start, end) = cut(&xml[table..], text);
            xml.replace_range(table + start..table + end, "");
        }
        xml
    };
    let (what, advice, count) = told(&without_column);
    assert!(
        what.contains("少了一列：受益户") && advice.contains("figures/works.toml") && count == 1,
        "{what} {advice} {count}"
    );
    let both = reviewed(&case, |xml| without_column(xml).replace(">8.5<", ">8.6<"));
    let kinds: Vec<EditKind> = both.review.edits.iter().map(|edit| edit.kind).collect();
    assert!(
        kinds.contains(&EditKind::Figure) && kinds.contains(&EditKind::Table),
        "{kinds:?}"
    );
}

#[test]
fn a_row_that_is_named_otherwise_is_so_in_all_lists() {
    let case = towns();
    let named = reviewed(&case, |xml| xml.replace(">西山镇<", ">新西山镇<"));
    let text = put_in(&case, &named);
    assert_eq!(text, INPUT.replace("西山镇", "新西山镇"));
    let fixed = reviewed(&case, |xml| xml.replace(">公用类<", ">公用经费类<"));
    assert!(fixed.text.is_none() && fixed.review.edits[0].kind == EditKind::Fixed);
}

/// What was accepted of a row, and what a text prints of it, goes by its new name.
#[test]
fn what_names_a_row_elsewhere_follows_it() {
    let says = "最长的一处治理{works.西山镇.length}公里。";
    let (case, input) = accepted(|input| input.replace("下一步要早动手。", says));
    assert!(input.contains(says));
    let named = reviewed(&case, |xml| xml.replace(">西山镇<", ">新西山镇<"));
    assert_eq!(put_in(&case, &named), input.replace("西山镇", "新西山镇"));
}

/// What was accepted of a row that goes, goes too; what was accepted of a record goes by its number.
#[test]
fn what_was_accepted_of_rows_follows_them() {
    let (case, input) = accepted(|input| input);
    let (of_town, of_record) = ("works.西山镇.rate", "visits.2.rate");
    assert!(input.contains(of_town) && input.contains(of_record));
    let text = put_in(&case, &reviewed(&case, |xml| without_row(xml, "西山镇")));
    assert!(
        !text.contains("西山镇") && text.contains(of_record),
        "{text}"
    );
    let marks = |change: &dyn Fn(&str) -> String| {
        let text = put_in(&case, &reviewed(&case, change));
        let marks = text.lines().filter(|line| line.starts_with("figure = "));
        marks.map(str::to_owned).collect::<Vec<_>>()
    };
    let town = format!("figure = \"{of_town}\"");
    let record = |number: usize| format!("figure = \"visits.{number}.rate\"");
    let first_out = |xml: &str| {
        without_row(xml, "甲街")
            .replace(">155<", ">104<")
            .replace(">200<", ">150<")
    };
    assert_eq!(marks(&first_out), [town.clone(), record(1)]);
    let second_out = |xml: &str| {
        without_row(xml, "乙街")
            .replace(">155<", ">151<")
            .replace(">200<", ">140<")
    };
    assert_eq!(marks(&second_out), std::slice::from_ref(&town));
    let one_more = |xml: &str| {
        with_row(xml, "甲街", &["丙街", "7", "6", "85.7%"])
            .replace(">155<", ">162<")
            .replace(">200<", ">206<")
    };
    assert_eq!(marks(&one_more), [town.clone(), record(3)]);
}

//! Workbooks of the counties' own shapes: known by their heads, or by a map.

use hongtou::office::{Imported, Importing, Input, Office, TextFile};
use hongtou::workbook::read::Book;

use super::editor::Editor;
use crate::support::MadeUpKind;

const NOTICE: &str = r#"
organ = "某局"
mark = "某局文件"
number = "某〔{issue_year}〕{number}号"
title = "关于{year}年情况的通报"
addressee = "各处"
total_label = "全区"
rounding_note = "注：四舍五入。"
figures = ["work", "sole"]
annexes = ["work"]
sections = ["body"]
[sets.towns]
label = "乡镇"
"#;

const WORK: &str = r#"
label = "办理情况"
title = "{year}年办理情况"
rows = "towns"
row_head = "乡镇"
[[columns]]
key = "due"
head = ["办理|（件）", "应办"]
label = "应办件数"
unit = "件"
[[columns]]
key = "done"
head = ["办理|（件）", "已办"]
label = "已办件数"
unit = "件"
[[columns]]
key = "rate"
head = ["办结率"]
label = "办结率"
formula = "done / due"
places = 1
[[columns]]
key = "money"
head = ["节约资金|（亿元）"]
label = "节约资金"
unit = "亿元"
amount = true
"#;

const OPEN: &str = r#"year = 2023
number = 3
date = "1月5日"
towns = ["东镇", "西乡"]
[work."东镇"]
due = "待填"
done = "待填"
money = "待填"
[work."西乡"]
due = "待填"
done = "待填"
money = "待填"
[sole]
people = "待填"
"#;

fn office() -> Office {
    let sole =
        "label = \"人口\"\n[[scalars]]\nkey = \"people\"\nlabel = \"常住人口\"\nunit = \"人\"\n";
    let body =
        "paragraphs = [\"main\"]\n[phrases.main]\nsay = \"{work.total.done}{sole.people}。\"\n";
    let kind = MadeUpKind::new(NOTICE)
        .with("figures/work.toml", WORK)
        .with("figures/sole.toml", sole);
    kind.with("sections/body.toml", body)
        .office()
        .unwrap_or_else(|faults| panic!("{faults}"))
}

fn import(books: Vec<(Book, Option<TextFile>)>) -> Imported {
    let how = Importing {
        day: "2024-01-05".to_owned(),
        replaces: false,
    };
    let input = Input::of_text("2023.toml", OPEN);
    office()
        .import(input, books, &how)
        .unwrap_or_else(|refusal| panic!("{refusal}"))
}

fn csv(name: &str, text: &str) -> Book {
    Book::read(name, text.as_bytes()).unwrap_or_else(|finding| panic!("{finding:?}"))
}

fn short(imported: &Imported) -> String {
    hongtou::diagnostic::short(&imported.findings, &imported.sources)
}

fn figures(imported: &Imported) -> Vec<&str> {
    let lines = imported
        .text
        .lines()
        .filter(|line| line.contains(" = ") && !line.contains("待填"));
    lines.skip(4).collect()
}

#[test]
fn a_table_is_known_by_its_heads_and_names() {
    // Other order, other units, a serial number, totals, a title above.
    let text = "2023年办理情况统计表,,,,\n,,,,单位：万元\n序号,单位名称,已办件数,办结率,节约资金（万元）,应办件数\n\
                1,西 乡,８,80.0%,\"12,500.0\",10\n2,东镇,12件,60.0,无,20\n,合计,20,,12500.0,30\n";
    let imported = import(vec![(csv("报来.csv", text), None)]);
    assert_eq!(short(&imported), "");
    assert_eq!(
        figures(&imported),
        [
            "due = 20",
            "done = 12",
            "money = \"\"",
            "due = 10",
            "done = 8",
            "money = 1.25000",
            "due = 30  # 全区应办件数",
            "done = 20  # 全区已办件数",
            "money = 1.25000  # 全区节约资金"
        ]
    );
}

#[test]
fn a_form_that_lost_its_hidden_names_is_known_all_the_same() {
    let full = OPEN
        .replacen("due = \"待填\"", "due = 20", 1)
        .replacen("done = \"待填\"", "done = 12", 1)
        .replacen("money = \"待填\"", "money = 3.450", 1);
    let forms = office().form_sheets(Input::of_text("2023.toml", full.clone()), None);
    let form = forms
        .unwrap_or_else(|refusal| panic!("{refusal}"))
        .into_iter()
        .next()
        .unwrap()
        .1;
    let mut editor = Editor::of(form);
    editor.without_names().only(&["办理情况"]);
    let imported = import(vec![(editor.book("抄.xlsx"), None)]);
    assert_eq!(short(&imported), "");
    assert_eq!(imported.text, full);
}

#[test]
fn what_heads_do_not_tell_is_named_and_not_guessed() {
    let text = "乡镇,数量,数量,金额\n东镇,20,12,1\n西乡,10,8,2\n";
    let imported = import(vec![(csv("报来.csv", text), None)]);
    insta::assert_snapshot!(short(&imported), @"报来.csv CSV!A1: warning[unknown-key]: 没有认出“CSV”是哪张表");
    assert_eq!(imported.text, OPEN);
}

#[test]
fn a_map_is_proposed_and_used_again() {
    let text = "东镇报送表,\n应办件数,20\n已办件数,12\n节约资金（万元）,345\n常住人口,1.2万人\n";
    let book = || csv("东镇2023.csv", text);
    let map = office().propose_map(Input::of_text("2023.toml", OPEN), &book());
    let map = map.unwrap_or_else(|refusal| panic!("{refusal}"));
    insta::assert_snapshot!(map, @r#"
    # 对照：这种工作簿里哪一格是哪项数据。由程序照表头和行名认出，请逐行核对，认错的改、认漏的补；下一期接着用。
    # 单位和数据文件不同的写成 { at = "工作表!D7", unit = "万元" }。
    workbook = "东镇*"   # 用于哪些文件，* 是任何字

    [cells]
    "work.东镇.due" = "CSV!B2"   # 东镇应办件数　20
    "work.东镇.done" = "CSV!B3"   # 东镇已办件数　12
    "work.东镇.money" = { at = "CSV!B4", unit = "万元" }   # 东镇节约资金　345
    "sole.people" = "CSV!B5"   # 常住人口　1.2万人
    "#);
    // Another period's workbook of the same shape.
    let next = csv(
        "东镇2024.csv",
        &text.replace("20\n", "21\n").replace("345", "346.5"),
    );
    let imported = import(vec![(
        next,
        Some(TextFile::of_text("东镇.toml", map.clone())),
    )]);
    assert_eq!(short(&imported), "");
    assert_eq!(
        figures(&imported),
        ["due = 21", "done = 12", "money = 0.03465", "people = 12000"]
    );
    // What is wrong in a map is told where it stands.
    let wrong = map
        .replace("work.东镇.due", "work.东镇.dew")
        .replace("CSV!B3", "别的!B3");
    let imported = import(vec![(book(), Some(TextFile::of_text("东镇.toml", wrong)))]);
    insta::assert_snapshot!(short(&imported), @"东镇.toml:6:17: error[unknown-name]: 没有叫“work.东镇.dew”的数据");
}

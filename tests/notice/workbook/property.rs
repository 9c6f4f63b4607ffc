//! Random figures of made-up kinds: a form is written, filled in, moved about, read back; and the
//! input has the same figures to the digit.

use std::collections::BTreeMap;
use std::fmt::Write;

use hongtou::office::{Importing, Input, Office};
use hongtou::workbook::Address;
use hongtou::workbook::form::Content;

use super::editor::{Editor, names};
use crate::dice::Dice;
use crate::support::MadeUpKind;

const NOTICE: &str = r#"
organ = "某局"
mark = "某局文件"
number = "某〔{issue_year}〕{number}号"
title = "关于{year}年情况的通报"
addressee = "各处"
total_label = "合计"
rounding_note = "注：四舍五入。"
figures = ["one", "two"]
annexes = ["one"]
sections = ["body"]
[sets.parts]
label = "处室"
"#;

/// A kind with its rows, and figures for it.
struct Made {
    office: Office,
    rows: Vec<String>,
    /// The typed columns of `one`: key, and whether it is whole, signed.
    columns: Vec<(String, bool, bool)>,
}

fn made(dice: &mut Dice) -> Made {
    let count = 2 + dice.index(5);
    let mut table =
        "label = \"甲表\"\ntitle = \"甲\"\nrows = \"parts\"\nrow_head = \"处室\"\n".to_owned();
    let mut columns = Vec::new();
    for number in 0..count {
        let (is_whole, is_signed) = (dice.odds(1, 2), dice.odds(1, 4));
        let head = if dice.odds(1, 2) {
            format!("\"大类{}\", ", number / 2)
        } else {
            String::new()
        };
        write!(table, "[[columns]]\nkey = \"c{number}\"\nhead = [{head}\"栏{number}\"]\nlabel = \"栏{number}的数\"\n").unwrap();
        if is_whole {
            table.push_str("unit = \"件\"\n");
        } else {
            table.push_str("unit = \"万元\"\namount = true\n");
        }
        if is_signed {
            table.push_str("signed = true\n");
        }
        columns.push((format!("c{number}"), is_whole, is_signed));
    }
    table.push_str("[[columns]]\nkey = \"rate\"\nhead = [\"率\"]\nlabel = \"率\"\nformula = \"c0 / c1\"\nform = \"permille\"\nplaces = 1\n");
    table.push_str("[[columns]]\nkey = \"place\"\nhead = [\"名次\"]\nlabel = \"名次\"\nformula = \"rank(rate, dense)\"\n");
    table.push_str(
        "[[columns]]\nkey = \"state\"\nlabel = \"状态\"\ntext = true\nchoices = [\"快\", \"慢\"]\n",
    );
    let two = "label = \"乙\"\n[[scalars]]\nkey = \"sole\"\nlabel = \"单项数\"\nunit = \"元\"\namount = true\n[[texts]]\nkey = \"said\"\nlabel = \"说明\"\n";
    let body = "paragraphs = [\"main\"]\n[phrases.main]\nsay = \"{two.said}{one.total.c0}。\"\n";
    let office = MadeUpKind::new(NOTICE)
        .with("figures/one.toml", &table)
        .with("figures/two.toml", two)
        .with("sections/body.toml", body)
        .office()
        .unwrap_or_else(|faults| panic!("{faults}"));
    let rows = (0..=dice.index(6))
        .map(|number| format!("第{number}处（原“{number}”科）"))
        .collect();
    Made {
        office,
        rows,
        columns,
    }
}

impl Made {
    /// An input: what `value` gives for each cell, with remarks that must stay.
    fn input(&self, mut value: impl FnMut(&str, &str) -> String) -> String {
        let rows: Vec<String> = self.rows.iter().map(|row| format!("\"{row}\"")).collect();
        let mut text = format!(
            "# 不要动的说明\nyear = 2023\nnumber = 3   # 号\ndate = \"1月5日\"\nparts = [{}]\n\n",
            rows.join(", ")
        );
        for row in &self.rows {
            writeln!(text, "[one.\"{row}\"]   # 行").unwrap();
            for (column, ..) in &self.columns {
                writeln!(text, "{column} = {}   # {column}的说明", value(row, column)).unwrap();
            }
            writeln!(text, "state = {}\n", value(row, "state")).unwrap();
        }
        writeln!(
            text,
            "[two]\nsole = {}\nsaid = {}",
            value("", "sole"),
            value("", "said")
        )
        .unwrap();
        text
    }
}

/// A figure as it would be typed.
fn typed(dice: &mut Dice, is_whole: bool, is_signed: bool) -> String {
    match dice.below(10) {
        0 => return "\"\"".to_owned(),
        1 => return "\"?\"".to_owned(),
        _ => {}
    }
    let most = [10, 1000, 100_000_000][dice.index(3)];
    let whole = dice.below(most);
    let sign = if is_signed && whole > 0 && dice.odds(1, 2) {
        "-"
    } else {
        ""
    };
    if is_whole || dice.odds(1, 4) {
        return format!("{sign}{whole}");
    }
    let places = 1 + dice.index(4);
    let fraction: String = (0..places).map(|_| dice.below(10).to_string()).collect();
    format!("{sign}{whole}.{fraction}")
}

/// Fills a form with what an input has.
fn fill(editor: &mut Editor, made: &Made, values: &BTreeMap<(String, String), String>) {
    for ((row, column), value) in values {
        let (sheet, row, column) = match (row.as_str(), column.as_str()) {
            ("", "sole") => ("乙", "single:sole".to_owned(), "value".to_owned()),
            ("", _) => ("文字", "text:two.said".to_owned(), "value".to_owned()),
            (row, column) => ("甲表", format!("row:{row}"), format!("cell:{column}")),
        };
        match value.trim_matches('"') {
            "" => editor.put(sheet, &row, &column, Content::default()),
            bare if value.starts_with('"') => editor.text(sheet, &row, &column, bare),
            _ => editor.number(sheet, &row, &column, value),
        };
    }
    assert!(!made.rows.is_empty());
}

/// Rows and columns put in and changed over, as a clerk may do.
fn shuffle(editor: &mut Editor, dice: &mut Dice) {
    let (row, column) = (
        u32::try_from(dice.index(9)).unwrap(),
        u32::try_from(1 + dice.index(9)).unwrap(),
    );
    let (_, columns) = names(editor.sheet("甲表"));
    let last = *columns.values().max().unwrap();
    let is_turned = dice.odds(1, 2);
    editor.moved("甲表", |at| {
        let down = u32::from(at.row >= row);
        let turned = if is_turned && at.column > 0 && at.column <= last {
            last + 1 - at.column
        } else {
            at.column
        };
        Address::new(at.row + down, turned + u32::from(turned >= column))
    });
}

#[test]
fn what_is_filled_in_comes_back_to_the_digit() {
    let cases = std::env::var("CASES")
        .ok()
        .and_then(|of| of.parse().ok())
        .unwrap_or(60_u64);
    for seed in 0..cases {
        let mut dice = Dice::new(seed);
        let made = made(&mut dice);
        let open = made.input(|_, _| "\"待填\"".to_owned());
        let mut values = BTreeMap::new();
        let full = made.input(|row, column| {
            let of = made.columns.iter().find(|(key, ..)| key == column);
            let value = match (column, of) {
                ("state", _) => ["\"快\"", "\"慢\""][dice.index(2)].to_owned(),
                ("said", _) => "\"说明的话，\"".to_owned(),
                ("sole", _) => "7.50".to_owned(),
                (_, Some((_, is_whole, is_signed))) => typed(&mut dice, *is_whole, *is_signed),
                _ => unreachable!(),
            };
            values.insert((row.to_owned(), column.to_owned()), value.clone());
            value
        });
        let input = |text: &str| Input::of_text("2023.toml", text);
        let forms = made.office.form_sheets(input(&open), None);
        let forms = forms.unwrap_or_else(|refusal| panic!("{seed}: {refusal}"));
        let mut editor = Editor::of(forms.into_iter().next().unwrap().1);
        fill(&mut editor, &made, &values);
        if dice.odds(1, 2) {
            shuffle(&mut editor, &mut dice);
        }
        let how = Importing {
            day: "2024-01-05".to_owned(),
            replaces: false,
        };
        let books = vec![(editor.book("甲.xlsx"), None)];
        let imported = made.office.import(input(&open), books, &how);
        let imported = imported.unwrap_or_else(|refusal| panic!("{seed}: {refusal}"));
        let said = hongtou::diagnostic::short(&imported.findings, &imported.sources);
        assert_eq!(said, "", "{seed}");
        // Comments keep their places where they can: only the width of gaps may differ.
        let even = |text: &str| {
            let lines = text
                .lines()
                .map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "));
            lines.collect::<Vec<_>>().join("\n")
        };
        assert_eq!(even(&imported.text), even(&full), "{seed}");
        // The same again changes nothing.
        let books = vec![(editor.book("甲.xlsx"), None)];
        let again = made
            .office
            .import(input(&imported.text), books, &how)
            .unwrap();
        assert!(
            again.changes.is_empty() && again.text == imported.text,
            "{seed}"
        );
    }
}

//! From the counties' workbooks, with the mistakes that are usual in them, to the same notice.

use std::fs;

use hongtou::office::{Imported, Importing, Input, Office, Templates};
use hongtou::source::Sources;
use hongtou::workbook::form::Content;

use super::editor::Editor;
use crate::shared::{root, templates};
use crate::support::{COUNTIES, Run};

fn office() -> Office {
    let mut files = templates("typ");
    files.extend(templates("toml"));
    let mut of = Templates::of_texts("templates", &files);
    "housing".clone_into(&mut of.kind);
    Office::without_fonts(of, Sources::default()).unwrap_or_else(|refusal| panic!("{refusal}"))
}

fn full() -> String {
    fs::read_to_string(root().join("inputs/2023.toml")).unwrap()
}

/// The year with the counties' figures still open; what the city itself knows is there.
fn open() -> String {
    let mut is_county = false;
    let lines = full()
        .lines()
        .map(|line| {
            if line.starts_with('[') {
                is_county = COUNTIES.iter().any(|county| line.contains(county));
            }
            match line.split_once(" = ") {
                Some((key, rest)) if is_county && !line.contains("填报") && is_figure(rest) => {
                    let (_, comment) = rest.split_once('#').unwrap_or_default();
                    format!("{key} = \"待填\"  #{comment}")
                }
                _ => line.to_owned(),
            }
        })
        .collect::<Vec<_>>();
    lines.join("\n") + "\n"
}

fn is_figure(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_digit() || c == '-')
        || text.starts_with("\"\"")
        || text.starts_with("\"?\"")
}

/// Each county's form, filled in with what it has in the full year.
fn counties(office: &Office) -> Vec<(String, Editor)> {
    let input = |text: String| Input::of_text("inputs/2023.toml", text);
    let empty = office
        .form_sheets(input(open()), Some("县"))
        .unwrap_or_else(|r| panic!("{r}"));
    let filled = office
        .form_sheets(input(full()), Some("counties"))
        .unwrap_or_else(|r| panic!("{r}"));
    let both = empty.into_iter().zip(filled);
    both.map(|((county, mut empty), (_, filled))| {
        for (sheet, full) in empty.sheets.iter_mut().zip(&filled.sheets) {
            for (at, cell) in &mut sheet.cells {
                if cell.content == Content::Text("待填".to_owned()) && sheet.has_keys {
                    *cell = full.cells[at].clone();
                }
            }
        }
        (county, Editor::of(empty))
    })
    .collect()
}

fn import(office: &Office, text: &str, editors: &[(String, Editor)]) -> Imported {
    let books = editors
        .iter()
        .map(|(county, editor)| (editor.book(&format!("{county}.xlsx")), None));
    let how = Importing {
        day: "2024-01-05".to_owned(),
        replaces: false,
    };
    let input = Input::of_text("inputs/2023.toml", text);
    office
        .import(input, books.collect(), &how)
        .unwrap_or_else(|refusal| panic!("{refusal}"))
}

fn short(imported: &Imported) -> String {
    hongtou::diagnostic::short(&imported.findings, &imported.sources)
}

/// Comments may stand in other columns.
fn even(text: &str) -> String {
    let lines = text
        .lines()
        .map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "));
    lines.collect::<Vec<_>>().join("\n")
}

#[test]
fn six_counties_with_their_mistakes_come_to_the_same_notice() {
    let office = office();
    let mut editors = counties(&office);
    {
        let sheet = "年度目标任务";
        let of = |name: &str, editors: &mut Vec<(String, Editor)>| {
            editors.iter().position(|(c, _)| c == name).unwrap()
        };
        let at = of("城区", &mut editors);
        let city = &mut editors[at].1;
        city.text(sheet, "row:城区", "cell:begun", "约763套");
        city.text(sheet, "row:城区", "cell:built", "８，０６４ 套");
        city.text(sheet, "row:城区", "cell:investment", "138700万元");
        city.text(sheet, "row:城区", "cell:subsidy", "433元");
        let at = of("泽州县", &mut editors);
        editors[at]
            .1
            .number(sheet, "row:泽州县", "cell:subsidy", "26.5");
        let at = of("高平市", &mut editors);
        editors[at]
            .1
            .text("审计发现问题整改", "row:高平市", "cell:found_2016", "-4");
        let at = of("阳城县", &mut editors);
        editors[at]
            .1
            .number(sheet, "row:阳城县", "cell:begun_rate", "99.0");
        let at = of("沁水县", &mut editors);
        editors[at].1.put(
            sheet,
            "row:沁水县",
            "cell:begun",
            Content::Text("待填".to_owned()),
        );
        editors.retain(|(county, _)| county != "陵川县");
    }
    let imported = import(&office, &open(), &editors);
    insta::assert_snapshot!(short(&imported), @"
    城区.xlsx 年度目标任务!D8: error[bad-number]: 城区开工量应为数，这里是“约763套”
    城区.xlsx 年度目标任务!O8: error[bad-number]: 城区租赁补贴发放量单位是户，这里写的是“元”
    泽州县.xlsx 年度目标任务!O8: error[bad-number]: 泽州县租赁补贴发放量应为整数（户），这里是 26.5
    高平市.xlsx 审计发现问题整改!C7: error[bad-number]: 高平市2016年审计发现问题数量不能是负数，这里是 -4
    阳城县.xlsx 年度目标任务!E8: error[stated-differs]: 阳城县开工率应由公式计算，是 100，这里写了 99.0
    ");
    assert_eq!(imported.missing, ["陵川县"]);
    assert_eq!(
        imported.incomplete,
        [
            ("城区".to_owned(), 2),
            ("泽州县".to_owned(), 1),
            ("高平市".to_owned(), 1),
            ("沁水县".to_owned(), 1)
        ]
    );
    // Mended, and the last one has come.
    let mended = counties(&office);
    let imported = import(&office, &open(), &mended);
    assert_eq!(short(&imported), "");
    assert!(imported.missing.is_empty() && imported.incomplete.is_empty());
    assert_eq!(even(&imported.text), even(&full()));
    let same = |text: String| {
        office
            .read(Input::of_text("inputs/2023.toml", text), false)
            .text()
            .unwrap()
    };
    assert_eq!(same(imported.text), same(full()));
}

#[test]
fn two_workbooks_that_disagree_are_named_with_both_places() {
    let office = office();
    let mut editors = counties(&office);
    let mut second = counties(&office).into_iter().next().unwrap();
    second.0 = "城区（改）".to_owned();
    second
        .1
        .number("年度目标任务", "row:城区", "cell:begun", "764");
    editors.push(second);
    let imported = import(&office, &open(), &editors);
    let said = crate::support::printed(&imported.findings, &imported.sources);
    insta::assert_snapshot!(said, @"
    错误[stated-differs]: 城区开工量在两处不一样
    --> 城区.xlsx 年度目标任务!D8
     = 格内: 763
    ::: 城区（改）.xlsx 年度目标任务!D8
     = 格内: 764　另一处
     = 处理: 请核对哪一处是对的，改正另一处
    ");
}

#[test]
fn what_was_typed_by_hand_since_is_kept() {
    let office = office();
    let editors = counties(&office);
    let typed = open().replacen("begun = \"待填\"", "begun = 700", 1);
    let imported = import(&office, &typed, &editors);
    insta::assert_snapshot!(short(&imported), @"城区.xlsx 年度目标任务!D8: error[stated-differs]: 城区开工量：数据文件里已经填了 700，工作簿里是 763");
    assert!(imported.text.contains("begun = 700"));
    let books = editors
        .iter()
        .map(|(county, editor)| (editor.book(county), None))
        .collect();
    let how = Importing {
        day: "2024-01-05".to_owned(),
        replaces: true,
    };
    let replaced = office
        .import(Input::of_text("2023.toml", typed), books, &how)
        .unwrap();
    assert_eq!(even(&replaced.text), even(&full()));
}

#[test]
fn a_finding_points_to_the_cell_until_the_figure_is_edited() {
    let run = Run::new();
    run.copy_kind("housing");
    run.write("inputs/2023.toml", open());
    let mut editors = counties(&office());
    editors[0]
        .1
        .number("年度目标任务", "row:城区", "cell:begun", "736");
    for (county, editor) in &editors {
        run.write(&format!("报来/{county}.xlsx"), editor.bytes());
    }
    let (status, said) = run.said(&["import", "报来"]);
    assert_eq!(status, 0, "{said}");
    assert!(said.contains("报来/城区.xlsx　填了"), "{said}");
    let (status, said) = run.said(&["check"]);
    assert_eq!(status, 1);
    assert!(
        said.contains("来自 报来/城区.xlsx 年度目标任务!D8"),
        "{said}"
    );
    // Mended by hand: nothing is said any more of where it came from.
    let text = String::from_utf8(run.read("inputs/2023.toml")).unwrap();
    run.write(
        "inputs/2023.toml",
        text.replacen("begun = 736", "begun = 763", 1),
    );
    let (status, said) = run.said(&["explain", "targets.城区.begun", "inputs/2023.toml"]);
    assert_eq!(status, 0, "{said}");
    let own: Vec<&str> = said
        .lines()
        .filter(|line| line.contains("填报 763"))
        .collect();
    assert!(own.iter().all(|line| !line.contains("来自")), "{said}");
    let (_, said) = run.said(&["explain", "targets.城区.built", "inputs/2023.toml"]);
    assert!(said.contains("来自 报来/城区.xlsx 年度目标任务!"), "{said}");
    // The notice is the one of the published figures, page by page.
    let (status, said) = run.said(&["build"]);
    assert_eq!(status, 0, "{said}");
    let made = run.read("out/2023.pdf");
    run.write("inputs/2023.toml", full());
    run.said(&["build", "--out", "from-text"]);
    assert!(!made.is_empty() && made == run.read("from-text/2023.pdf"));
}

#[test]
fn forms_of_last_period_and_of_other_kinds_are_refused() {
    let office = office();
    let text = fs::read_to_string(root().join("inputs/2022.toml")).unwrap();
    let input = Input::of_text("2022.toml", text);
    let old = office
        .form_sheets(input, None)
        .unwrap_or_else(|r| panic!("{r}"));
    let editors = vec![(
        "旧".to_owned(),
        Editor::of(old.into_iter().next().unwrap().1),
    )];
    let imported = import(&office, &open(), &editors);
    let said = short(&imported);
    assert_eq!(said.lines().count(), 1, "{said}");
    assert!(
        said.contains("是 2022 年度的填报表，不是 2023 年度的"),
        "{said}"
    );
}

#[test]
fn no_form_is_written_over_one_that_may_be_filled_in() {
    let run = Run::new();
    run.copy_kind("housing");
    run.write("inputs/2023.toml", full());
    let (status, said) = run.said(&["form", "2023", "--by", "县"]);
    assert_eq!(status, 0, "{said}");
    for county in COUNTIES {
        assert!(said.contains(&format!("out/2023-{county}.xlsx")), "{said}");
    }
    let before = run.read("out/2023-城区.xlsx");
    let (status, said) = run.said(&["form", "2023", "--by", "县"]);
    assert!(status == 1 && said.contains("没有盖掉它"), "{said}");
    for by in ["counties", "county"] {
        let (status, _) = run.said(&["form", "2023", "--by", by, "--force"]);
        assert!(
            status == 0 && before == run.read("out/2023-城区.xlsx"),
            "the same form has the same bytes"
        );
    }
    let (status, said) = run.said(&["form", "2023", "--by", "省"]);
    assert!(
        status == 1 && said.contains("counties（县（市、区））"),
        "{said}"
    );
}

#[test]
fn a_period_without_an_input_has_the_form_that_new_would_ask_for() {
    let run = Run::new();
    run.copy_kind("housing");
    run.write("inputs/2023.toml", full());
    let (status, said) = run.said(&["form", "2024"]);
    assert_eq!(status, 0, "{said}");
    assert!(run.read("inputs/2024.toml").is_empty());
    // Imported as it is, it is the file that `new` writes.
    let (status, said) = run.said(&["import", "out/2024.xlsx"]);
    assert_eq!(status, 0, "{said}");
    let imported = run.read("inputs/2024.toml");
    fs::remove_file(run.path().join("inputs/2024.toml")).unwrap();
    run.said(&["new", "2024"]);
    assert_eq!(
        String::from_utf8(imported).unwrap(),
        String::from_utf8(run.read("inputs/2024.toml")).unwrap()
    );
}

//! Dates in forms, and as clerks and spreadsheets write them.

use hongtou::office::{Imported, Importing, Input};
use hongtou::workbook::form::{Content, write};
use hongtou::workbook::read::{Book, Shown};

use super::kind::{JUNE, office};

fn open() -> String {
    JUNE.replacen("finished = 2024-06-20", "finished = \"待填\"", 1)
}

fn import(book: Book) -> Imported {
    let how = Importing {
        day: "2024-07-01".to_owned(),
        replaces: false,
    };
    let imported = office().import(
        Input::of_text("2024-06.toml", open()),
        vec![(book, None)],
        &how,
    );
    imported.unwrap_or_else(|refusal| panic!("{refusal}"))
}

/// A form as it is written, with another content for the cell that is still open.
fn form(content: &Content) -> Book {
    let office = office();
    let forms = office.form_sheets(Input::of_text("2024-06.toml", open()), None);
    let (_, mut form) = forms.unwrap_or_else(|r| panic!("{r}")).remove(0);
    let mut filled = 0;
    for sheet in form.sheets.iter_mut().filter(|sheet| sheet.name == "工程") {
        for cell in sheet.cells.values_mut() {
            if cell.content == Content::Text("待填".to_owned()) {
                cell.content = content.clone();
                filled += 1;
            }
        }
    }
    assert_eq!(filled, 1);
    let bytes = write(&form).unwrap();
    Book::read("填报.xlsx", &bytes).unwrap_or_else(|finding| panic!("{finding:?}"))
}

#[test]
fn a_form_shows_dates_as_dates() {
    let book = form(&Content::Text("待填".to_owned()));
    let page = book.pages.iter().find(|page| page.name == "工程").unwrap();
    let dates: Vec<&str> = page
        .cells
        .values()
        .filter_map(|shown| match shown {
            Shown::Other("日期", text) => Some(text.as_str()),
            _ => None,
        })
        .collect();
    assert!(dates.contains(&"2023年11月3日"), "{dates:?}");
    assert!(dates.contains(&"2024年9月30日"), "{dates:?}");
    // Nothing was changed: nothing is.
    let imported = import(book);
    assert_eq!(imported.text, open());
}

#[test]
fn a_date_comes_back_however_it_is_written() {
    let number = |text: &str| Content::Number(text.to_owned());
    let text = |text: &str| Content::Text(text.to_owned());
    for content in [
        number("45464"),
        text("2024年6月21日"),
        text("2024-06-21"),
        text("2024/6/21"),
        text("2024.6.21"),
        text("６月２１日"),
        text("二〇二四年六月二十一日"),
        text("20240621"),
    ] {
        let imported = import(form(&content));
        let wanted = JUNE.replacen("2024-06-20", "2024-06-21", 1);
        assert_eq!(imported.text, wanted, "{content:?}");
        assert!(
            !hongtou::diagnostic::has_errors(&imported.findings),
            "{content:?}"
        );
    }
    for (content, kept) in [
        ("无", "finished = \"\""),
        ("?", "finished = \"?\""),
        ("待填", "finished = \"待填\""),
    ] {
        let imported = import(form(&text(content)));
        assert!(
            imported
                .text
                .contains(&format!("deadline = 2024-06-15\n{kept}")),
            "{}",
            imported.text
        );
    }
}

#[test]
fn what_is_no_date_is_named_by_its_cell() {
    for (content, says) in [
        (Content::Text("近期".to_owned()), "应为日期，这里是“近期”"),
        (
            Content::Text("2024年2月30日".to_owned()),
            "应为日期，这里是“2024年2月30日”",
        ),
        (Content::Text("12".to_owned()), "应为日期，这里是“12”"),
        (Content::Number("20240621".to_owned()), "应为日期"),
    ] {
        let imported = import(form(&content));
        let told = hongtou::diagnostic::short(&imported.findings, &imported.sources);
        assert!(told.contains("东渠完成日期"), "{content:?}\n{told}");
        assert!(told.contains(says), "{content:?}\n{told}");
        assert_eq!(imported.text, open());
    }
}

#[test]
fn a_table_of_words_is_known_by_its_heads() {
    let csv = "工程,开工日期,完成期限,完成日期,报送日期,投资\n东渠,2024-03-01,2024年6月15日,6月22日,2024-06-30,120.5\n";
    let book = Book::read("东渠.csv", csv.as_bytes()).unwrap_or_else(|f| panic!("{f:?}"));
    let imported = import(book);
    let told = hongtou::diagnostic::short(&imported.findings, &imported.sources);
    assert!(
        imported.text.contains("finished = 2024-06-22"),
        "{told}\n{}",
        imported.text
    );
}

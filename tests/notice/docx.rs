//! The Word file: its parts are sound, it has all words of the notice in order, and the grid, the
//! sections and the styles that the standard asks for.

use std::io::{Cursor, Read};

use roxmltree::Document;

use crate::support::Run;

const MAIN: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

/// The parts of a package, by name.
fn parts(bytes: Vec<u8>) -> Vec<(String, String)> {
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let count = zip.len();
    let read = |at: usize| {
        let mut file = zip.by_index(at).unwrap();
        let mut text = String::new();
        file.read_to_string(&mut text).unwrap();
        (file.name().unwrap().into_owned(), text)
    };
    (0..count).map(read).collect()
}

fn part<'p>(parts: &'p [(String, String)], name: &str) -> &'p str {
    let found = parts.iter().find(|(part, _)| part == name);
    &found.unwrap_or_else(|| panic!("no {name}")).1
}

fn built(kind: &str, period: &str) -> (String, Vec<(String, String)>) {
    let run = Run::new();
    run.copy_kind(kind);
    run.copy(&format!("inputs/{kind}"));
    let (status, told) = run.said(&["build", kind, period, "--docx"]);
    assert_eq!(status, 0, "{told}");
    assert!(
        told.contains(&format!("Word 文件 out/{kind}/{period}.docx")),
        "{told}"
    );
    let first = run.read(&format!("out/{kind}/{period}.docx"));
    run.said(&["build", kind, period, "--docx"]);
    assert_eq!(
        first,
        run.read(&format!("out/{kind}/{period}.docx")),
        "not the same bytes"
    );
    let text = String::from_utf8(run.read(&format!("out/{kind}/{period}.txt"))).unwrap();
    (text, parts(first))
}

fn squeezed(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// All words of a part, as a reader meets them.
fn words(xml: &str) -> String {
    let document = Document::parse(xml).unwrap();
    let texts = document
        .descendants()
        .filter(|node| node.has_tag_name((MAIN, "t")));
    squeezed(&texts.filter_map(|node| node.text()).collect::<String>())
}

#[test]
fn every_kind_has_all_its_words_in_order() {
    for (kind, period) in [
        ("progress", "2023-q3"),
        ("disclosure", "2023"),
        ("inquiry", "2023-q3"),
    ] {
        let (text, parts) = built(kind, period);
        for (name, xml) in &parts {
            assert!(Document::parse(xml).is_ok(), "{kind}: {name} is no XML");
        }
        let words = words(part(&parts, "word/document.xml"));
        let mut at = 0;
        // A chart is drawn there, and told in words here.
        let mut is_chart = false;
        let body = text.lines().filter(|line| {
            is_chart |= line.starts_with("〔图");
            let is_of_chart = is_chart;
            is_chart &= !line.ends_with('〕');
            let is_table =
                line.contains(" | ") || line.starts_with("（1）") && line.contains("（2）");
            !line.is_empty()
                && !is_of_chart
                && !is_table
                && !line.starts_with('【')
                && !is_column(line)
        });
        for line in body {
            let line = squeezed(line);
            let found = words[at..].find(&line);
            let found = found.unwrap_or_else(|| panic!("{kind}: “{line}” is not in its place"));
            at += found + line.len();
        }
    }
}

/// The review text lists the columns of a table: （3）完成率.
fn is_column(line: &str) -> bool {
    let number = line
        .strip_prefix('（')
        .and_then(|rest| rest.split_once('）'));
    number.is_some_and(|(number, _)| number.chars().all(|c| c.is_ascii_digit()))
}

#[test]
fn its_pages_are_those_of_the_standard() {
    let (_, parts) = built("progress", "2023-q3");
    let xml = part(&parts, "word/document.xml");
    let document = Document::parse(xml).unwrap();
    let sections: Vec<_> = document
        .descendants()
        .filter(|node| node.has_tag_name((MAIN, "sectPr")))
        .collect();
    assert!(!sections.is_empty());
    for section in sections {
        let value = |element: &str, attribute: &str| -> i64 {
            let node = section
                .children()
                .find(|node| node.has_tag_name((MAIN, element)))
                .unwrap();
            node.attribute((MAIN, attribute)).unwrap().parse().unwrap()
        };
        // Twentieths of a point: 22 lines fill 225 mm.
        assert_eq!(value("docGrid", "linePitch"), 579);
        let (width, height) = (value("pgSz", "w"), value("pgSz", "h"));
        if width < height {
            assert_eq!((width, height), (11_905, 16_837));
            let sides = ["top", "left", "right"].map(|side| value("pgMar", side));
            assert_eq!(sides, [2_097, 1_587, 1_474]);
        } else {
            assert_eq!((width, height), (16_837, 11_905));
        }
    }
    let settings = part(&parts, "word/settings.xml");
    assert!(settings.contains("w:mirrorMargins") && settings.contains("w:evenAndOddHeaders"));
    let styles = part(&parts, "word/styles.xml");
    for style in [
        "Title",
        "Heading1",
        "AnnexLabel",
        "FootnoteText",
        "xiaobiaosong",
    ] {
        assert!(
            styles.contains(&format!("w:styleId=\"{style}\"")),
            "{style}"
        );
    }
    // The office's own names stand first; the free fonts stand in for them.
    let fonts = part(&parts, "word/fontTable.xml");
    assert!(
        fonts.contains("仿宋_GB2312") && fonts.contains("FandolFang"),
        "{fonts}"
    );
    // Every sheet of a table repeats its heads.
    assert!(xml.contains("w:tblHeader"));
}

#[test]
fn without_being_asked_for_there_is_none() {
    let run = Run::new();
    run.copy_kind("inquiry");
    run.copy("inputs/inquiry");
    run.said(&["build", "inquiry", "2023-q3"]);
    assert!(!run.path().join("out/inquiry/2023-q3.docx").exists());
}

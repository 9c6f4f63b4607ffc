//! Small parts of the program, each by itself.

use std::collections::HashSet;

use hongtou::calendar::Day;
use hongtou::diagnostic::Code;
use hongtou::explain::Tree;
use hongtou::key::Key;
use hongtou::text::sentences;
use hongtou::verdict::Outcome::{No, Open, Yes};
use hongtou::wording::{counted, numeral};

#[test]
fn names_are_read_and_written_again() {
    for text in [
        "survey.houses",
        "targets.total.begun",
        "targets.城区.begun",
        "overdue.12.left",
        "targets.东.西新区.begun",
    ] {
        assert_eq!(Key::parse(text).unwrap().to_string(), text);
    }
    let dotted = Key::parse("targets.东.西新区.begun").unwrap();
    assert_eq!(dotted.row_name(), Some("东.西新区"));
    assert_eq!(Key::parse("targets"), None);
}

#[test]
fn reads_the_ways_a_clerk_writes_a_day() {
    let day =
        |text| Day::parse(text, |month, day| Day::new(2024, month, day)).map(|day| day.to_string());
    for text in ["1月31日", "01月31日", "1-31", "2024-01-31", "2024年1月31日"] {
        assert_eq!(day(text).as_deref(), Some("2024年1月31日"), "{text}");
    }
    for text in [
        "2月30日",
        "13月1日",
        "2023年2月29日",
        "",
        "一月三十一日",
        "24-1-31",
        "1月",
    ] {
        assert_eq!(day(text), None, "{text}");
    }
}

#[test]
fn headings_are_numbered() {
    let numbers = [1, 9, 10, 11, 20, 99, 100].map(numeral);
    assert_eq!(numbers, ["一", "九", "十", "十一", "二十", "九十九", "100"]);
}

#[test]
fn counts_up_to_ten_are_written_out() {
    assert_eq!(
        [1, 2, 3, 10, 11].map(counted),
        ["一", "两", "三", "十", "11"]
    );
}

#[test]
fn what_is_open_decides_nothing_that_is_decided_without_it() {
    let both = [Yes.and(Yes), Yes.and(Open), No.and(Open), Open.and(No)];
    assert_eq!(both, [Yes, Open, No, No]);
    let one = [No.or(No), Yes.or(Open), Open.or(Yes), No.or(Open)];
    assert_eq!(one, [No, Yes, Yes, Open]);
    assert_eq!([!Yes, !No, !Open], [No, Yes, Open]);
}

#[test]
fn names_are_unique_and_kebab_case() {
    let names: HashSet<_> = Code::ALL.iter().map(|code| code.name()).collect();
    assert_eq!(names.len(), Code::ALL.len());
    assert!(
        names
            .iter()
            .all(|name| { name.bytes().all(|b| b.is_ascii_lowercase() || b == b'-') })
    );
}

#[test]
fn branches_are_drawn() {
    let tree = Tree::leaf("甲").with([
        Tree::leaf("乙").with([Tree::leaf("丙")]),
        Tree::leaf("丁").with([Tree::leaf("戊")]),
    ]);
    assert_eq!(tree.render(), "甲\n├ 乙\n│　└ 丙\n└ 丁\n　└ 戊\n");
}

#[test]
fn sentences_keep_their_closing_marks() {
    assert_eq!(
        sentences("甲说：“乙。”丙（丁。）戊！己"),
        ["甲说：“乙。”", "丙（丁。）", "戊！", "己"]
    );
}

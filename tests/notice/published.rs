//! The review text of 2023 against the published notice, character by
//! character without white space, and every printed cell of its tables.

use std::fs;

use hongtou::notice::{Annex, Notice};
use serde::Deserialize;

use crate::support::{Input, notice, root};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Differences {
    text: Vec<TextDifference>,
    cell: Vec<CellDifference>,
    head: Vec<HeadDifference>,
    note: Vec<NoteDifference>,
}

/// A line below a table that the published one has not.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct NoteDifference {
    annex: usize,
    ours: String,
    reason: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TextDifference {
    published: String,
    ours: String,
    reason: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CellDifference {
    annex: usize,
    row: String,
    /// From 1.
    column: usize,
    published: String,
    ours: String,
    reason: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct HeadDifference {
    annex: usize,
    published: String,
    ours: String,
    reason: String,
}

fn differences() -> Differences {
    let path = root().join("tests/notice/published/differences.toml");
    toml::from_str(&fs::read_to_string(path).unwrap()).unwrap()
}

fn published() -> String {
    fs::read_to_string(root().join("tests/notice/published/notice-2023.txt")).unwrap()
}

fn without_space(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// The text before the first annex, and the imprint behind the last.
fn text_around_annexes(text: &str, first: &str, imprint: &str) -> String {
    let annexes = text.find(first).unwrap();
    let tail = annexes + text[annexes..].find(imprint).unwrap();
    without_space(&(text[..annexes].to_owned() + &text[tail..]))
}

#[test]
fn the_text_is_the_published_one_but_for_the_listed_places() {
    let ours = hongtou::text::text(&notice(&Input::of_2023()));
    let ours = text_around_annexes(&ours, "\n附件1\n", "\n抄送：");
    let mut theirs = text_around_annexes(&published(), "\n附件 1\n", "\n抄 送：");
    for difference in differences().text {
        let count = theirs.matches(&difference.published).count();
        assert_eq!(count, 1, "{} ({})", difference.published, difference.reason);
        theirs = theirs.replace(&difference.published, &difference.ours);
    }
    let parted = ours
        .chars()
        .zip(theirs.chars())
        .position(|(ours, theirs)| ours != theirs);
    let around = |text: &str| {
        let at = parted.unwrap_or(0).saturating_sub(10);
        text.chars().skip(at).take(40).collect::<String>()
    };
    assert_eq!(
        parted.map(|_| around(&ours)),
        parted.map(|_| around(&theirs))
    );
    assert_eq!(ours.chars().count(), theirs.chars().count());
}

/// The published table of an annex: its lines of cells, without white space.
fn published_lines(annex: usize) -> Vec<Vec<String>> {
    let text = published();
    let from = text.find(&format!("\n附件 {annex}\n")).unwrap() + 1;
    let until = text[from..]
        .find("\n附件 ")
        .or_else(|| text[from..].find("\n抄 送"));
    text[from..from + until.unwrap()]
        .lines()
        .filter(|line| line.contains('\t'))
        .map(|line| line.split('\t').map(without_space).collect())
        .collect()
}

fn is_row(line: &[String], annex: &Annex) -> bool {
    let name = line[0].replace('(', "（").replace(')', "）");
    annex.table.rows.iter().any(|row| row.cells[0].text == name)
}

#[test]
fn every_cell_is_the_published_one_but_for_the_listed_ones() {
    let notice = notice(&Input::of_2023());
    let differences = differences();
    let mut used = 0;
    for annex in &notice.annexes {
        let number = annex.number.unwrap();
        let lines = published_lines(number);
        let rows: Vec<_> = lines.iter().filter(|line| is_row(line, annex)).collect();
        assert_eq!(rows.len(), annex.table.rows.len(), "annex {number}");
        for (theirs, ours) in rows.iter().zip(&annex.table.rows) {
            for (at, cell) in ours.cells.iter().enumerate() {
                let published = theirs.get(at).cloned().unwrap_or_default();
                let listed = differences.cell.iter().find(|difference| {
                    (difference.annex, difference.column) == (number, at + 1)
                        && difference.row == ours.cells[0].text
                });
                let expected = match listed {
                    Some(difference) => {
                        assert_eq!(published, difference.published, "{}", difference.reason);
                        used += 1;
                        difference.ours.clone()
                    }
                    None => published,
                };
                assert_eq!(cell.text, expected, "annex {number}, {ours:?}, cell {at}");
            }
        }
    }
    assert_eq!(
        used,
        differences.cell.len(),
        "every listed cell is one that differs"
    );
}

#[test]
fn every_head_is_the_published_one_but_for_the_listed_ones() {
    let notice = notice(&Input::of_2023());
    let differences = differences();
    for annex in &notice.annexes {
        let number = annex.number.unwrap();
        let mut theirs: Vec<String> = published_lines(number)
            .into_iter()
            .filter(|line| !is_row(line, annex))
            .flatten()
            .filter(|cell| !cell.is_empty())
            .collect();
        for difference in differences.head.iter().filter(|d| d.annex == number) {
            let cell = theirs
                .iter_mut()
                .find(|cell| **cell == difference.published);
            *cell.expect(&difference.reason) = difference.ours.clone();
        }
        assert_eq!(heads(annex), theirs, "annex {number}");
    }
}

#[test]
fn below_the_tables_stand_the_listed_lines_alone() {
    let notes: Vec<(usize, String)> = notice(&Input::of_2023())
        .annexes
        .into_iter()
        .flat_map(|annex| {
            let number = annex.number.unwrap();
            annex.notes.into_iter().map(move |note| (number, note))
        })
        .collect();
    let listed = differences().note;
    assert!(listed.iter().all(|note| !note.reason.is_empty()));
    let listed: Vec<_> = listed
        .into_iter()
        .map(|note| (note.annex, note.ours))
        .collect();
    assert_eq!(notes, listed);
}

fn heads(annex: &Annex) -> Vec<String> {
    let cells = annex.table.head.iter().flatten();
    cells
        .map(|cell| cell.text.to_string())
        .filter(|text| !text.is_empty())
        .collect()
}

/// Titles stand once in the input: the list of annexes and the annexes agree.
#[test]
fn the_list_of_annexes_has_their_titles() {
    let notice: Notice = notice(&Input::of_2023());
    let text = hongtou::text::text(&notice);
    for annex in &notice.annexes {
        assert_eq!(
            text.matches(&annex.title.to_string()).count(),
            2,
            "{}",
            annex.title
        );
    }
}

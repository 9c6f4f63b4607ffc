//! 7.3.1: titles, of the notice and of its annexes.

use super::Rule;
use super::head::centred_line;
use super::measurement::Ledger;
use super::sheet::{Line, Sheet, squeezed};
use super::standard::{PITCH, SECOND, THIRD, TOLERANCE, type_area};
use crate::model::DocumentForm;
use crate::notice::Words;
use crate::pages::{Length, PartKind};

pub(super) fn measure(sheet: &Sheet, ledger: &mut Ledger) {
    let parts = sheet.notice.title.as_ref().map(Words::title_parts);
    let parts = parts.unwrap_or_default().concat();
    for lines in sheet.parts(PartKind::Title) {
        place(sheet, lines, ledger);
        shape(lines, ledger);
        words(&parts, lines, Rule::TitleWords, ledger);
    }
    let titles = sheet.parts(PartKind::AnnexTitle);
    for (lines, annex) in titles.into_iter().zip(&sheet.notice.annexes) {
        shape(lines, ledger);
        words(
            &annex.title.title_parts().concat(),
            lines,
            Rule::TitleWords,
            ledger,
        );
    }
}

fn place(sheet: &Sheet, lines: &[Line], ledger: &mut Ledger) {
    let page = lines[0].page;
    let (rule, top) = (Rule::TitlePlace, lines[0].area().top);
    if sheet.notice.form == DocumentForm::Report {
        ledger.length(rule, page.number, type_area(page).top, top, TOLERANCE);
    } else if sheet.notice.form == DocumentForm::Letter {
        below_letter_head(sheet, &lines[0], ledger);
    } else if let Some((_, red)) = sheet.shape(PartKind::RedRule).first() {
        let empty = sheet.empty_lines(page, red.bottom, top);
        ledger.count(rule, page.number, "空行", 2, empty);
    }
    for line in lines {
        centred_line(Rule::TitlePlace, line, ledger);
    }
}

/// 10.1: two lines below the last part of a letter's head. Larger type may stand a little higher or
/// lower on its line.
fn below_letter_head(sheet: &Sheet, first: &Line, ledger: &mut Ledger) {
    use PartKind::{CopyNumber, Number, Secrecy, Urgency};
    let parts = [CopyNumber, Secrecy, Urgency, Number];
    let feet = parts.into_iter().flat_map(|kind| sheet.of(kind));
    if let Some(last) = feet.map(|line| line.baseline).max() {
        let (page, step) = (first.page.number, first.baseline - last);
        let give = (SECOND - THIRD) / 2;
        ledger.length(Rule::TitlePlace, page, PITCH * 3, step, give);
    }
}

/// A trapezium or a diamond of one to three lines, none under half of the longest.
fn shape(lines: &[Line], ledger: &mut Ledger) {
    let page = lines[0].page;
    let widths: Vec<Length> = lines.iter().map(|line| line.area().width()).collect();
    let longest = widths.iter().copied().max().unwrap_or(Length::ZERO);
    let shortest = widths.iter().copied().min().unwrap_or(Length::ZERO);
    let limit = type_area(page).width();
    ledger.at_most(Rule::TitleShape, page.number, limit, longest, TOLERANCE);
    ledger.judge(
        Rule::TitleShape,
        page.number,
        "1 至 3 行",
        format!("{} 行", lines.len()),
        lines.len() <= 3,
    );
    ledger.at_least(
        Rule::TitleShape,
        page.number,
        longest / 2,
        shortest,
        Length::ZERO,
    );
    let waist = widths
        .windows(3)
        .all(|w| w[1] + TOLERANCE >= w[0] || w[1] + TOLERANCE >= w[2]);
    ledger.judge(
        Rule::TitleShape,
        page.number,
        "梯形或菱形",
        if waist {
            "梯形或菱形"
        } else {
            "沙漏形"
        },
        waist,
    );
    for pair in lines.windows(2) {
        let pitch = pair[1].baseline - pair[0].baseline;
        ledger.length(Rule::TitleShape, page.number, PITCH, pitch, TOLERANCE);
    }
}

/// Lines end only where words do.
pub(super) fn words(words: &[String], lines: &[Line], rule: Rule, ledger: &mut Ledger) {
    let length = |text: &str| squeezed(text).chars().count();
    let ends = |lengths: &mut dyn Iterator<Item = usize>| -> Vec<usize> {
        lengths
            .scan(0, |sum, length| {
                *sum += length;
                Some(*sum)
            })
            .collect()
    };
    let word_ends = ends(&mut words.iter().map(|word| length(word)));
    let line_ends = ends(&mut lines.iter().map(|line| length(&line.text())));
    for (end, pair) in line_ends.iter().zip(lines.windows(2)) {
        let is_whole = word_ends.contains(end);
        let break_ = format!("{}｜{}", pair[0].last(), pair[1].first());
        ledger.judge(rule, pair[0].page.number, "词间换行", break_, is_whole);
    }
}

//! Bodies that end on every line, headings and paragraphs of every length, names and titles.

use hongtou::notice::{Notice, Words};
use hongtou::pages::{Length, PartKind};

use super::{all_clean, annex, ending, heading, lines, notice, paragraph};
use crate::support::{audited, broken, pages};

#[test]
fn bodies_that_end_on_each_line_without_annexes() {
    let cases = (2..=3).flat_map(|page| (1..=22).map(move |line| (page, line)));
    all_clean(cases.map(|(page, line)| {
        let mut notice = notice(ending(page, line), Vec::new());
        notice.signature.seal = line % 2 == 0;
        (format!("page {page} line {line}"), notice)
    }));
}

#[test]
fn bodies_that_end_on_each_line_with_annexes() {
    let cases = (2..=3).flat_map(|page| (1..=22).map(move |line| (page, line)));
    all_clean(cases.map(|(page, line)| {
        let annexes = vec![annex(Some(1), 7, 5), annex(Some(2), 7, 4)];
        (
            format!("page {page} line {line}"),
            notice(ending(page, line), annexes),
        )
    }));
}

/// How the end of the text, the list and the signature come to stand: page and lines of the last
/// page of text before the signature's, and the signature's own; with their pitch where it is not
/// the standard one.
fn ends(notice: &Notice) -> String {
    let audit = audited(notice, &[]);
    assert_eq!(broken(&audit), [""; 0]);
    let pages = pages(notice, &[]);
    let signed = pages.pages.iter().find(|page| {
        let kinds = page.texts.iter().map(|text| pages.kind(text.part));
        kinds.flatten().any(|kind| kind == PartKind::SignatureDate)
    });
    let signed = signed.unwrap().number;
    let told = [signed - 1, signed].map(|number| {
        let mut baselines: Vec<Length> = Vec::new();
        for text in &pages.pages[number - 1].texts {
            if pages.kind(text.part) == Some(PartKind::Paragraph) {
                baselines.push(text.baseline);
            }
        }
        baselines.sort_unstable();
        baselines.dedup();
        let steps: Vec<Length> = baselines.windows(2).map(|w| w[1] - w[0]).collect();
        let pitch = steps
            .first()
            .map_or(String::new(), |step| format!(" at {step}"));
        format!("{number}: {} lines{pitch}", baselines.len())
    });
    told.join(", ")
}

/// Text is never parted from the signature: the lines of a page come a little nearer, so that all
/// has room, or stand a little wider, so that the last one goes over without leaving a gap.
#[test]
fn the_spacing_before_a_signature() {
    let table = (10..=22).map(|line| {
        let annexes = vec![annex(Some(1), 7, 5), annex(Some(2), 7, 4)];
        let listed = ends(&notice(ending(3, line), annexes));
        let bare = ends(&notice(ending(3, line), Vec::new()));
        format!("{line} | {listed} | {bare}")
    });
    let table: Vec<String> = table.collect();
    assert_eq!(
        table[6..],
        [
            "16 | 2: 22 lines at 10.45, 3: 16 lines at 10.45 | 2: 22 lines at 10.45, 3: 16 lines at 10.45",
            "17 | 2: 22 lines at 10.45, 3: 17 lines at 9.97 | 2: 22 lines at 10.45, 3: 17 lines at 10.45",
            "18 | 3: 17 lines at 10.45, 4: 1 lines | 2: 22 lines at 10.45, 3: 18 lines at 10.45",
            "19 | 3: 18 lines at 10.45, 4: 1 lines | 2: 22 lines at 10.45, 3: 19 lines at 10.45",
            "20 | 3: 19 lines at 10.45, 4: 1 lines | 3: 19 lines at 10.45, 4: 1 lines",
            "21 | 3: 20 lines at 10.45, 4: 1 lines | 3: 20 lines at 10.45, 4: 1 lines",
            "22 | 3: 21 lines at 10.97, 4: 1 lines | 3: 21 lines at 10.97, 4: 1 lines",
        ]
    );
}

#[test]
fn short_bodies() {
    all_clean((1..=8).map(|count| {
        let notice = notice(vec![lines(count, 12)], Vec::new());
        (format!("{count} lines"), notice)
    }));
}

#[test]
fn paragraphs_that_end_in_any_character_of_a_line() {
    all_clean((1..=28).map(|tail| {
        let body = vec![lines(3, tail), paragraph("此事请抓紧办理。")];
        (format!("tail {tail}"), notice(body, Vec::new()))
    }));
}

/// Lines before what may not be parted: a bracket with its first character,
/// the last two of a paragraph, a figure.
#[test]
fn what_moves_whole_to_the_next_line() {
    let tails = [
        "（市、区）均要落实。",
        "慢等。",
        "1234.5万平方米，全部完成。",
        "“一盘棋”意识。",
        "〔2023〕136号）。",
    ];
    let cases = tails
        .into_iter()
        .flat_map(|tail| (20..=28).map(move |before| (tail, before)));
    all_clean(cases.map(|(tail, before)| {
        let text: String = "城镇住房保障工作".chars().cycle().take(before).collect();
        let body = vec![paragraph(&(text + tail)), lines(3, 9)];
        (format!("{tail} after {before}"), notice(body, Vec::new()))
    }));
}

#[test]
fn headings_that_come_on_each_line() {
    all_clean((1..=22).map(|line| {
        let body = vec![
            lines(8 + line, 10),
            heading(1, "一、", "总体情况"),
            heading(2, "（一）", "任务完成"),
            lines(3, 9),
            heading(3, "1.", "开工建设"),
            heading(4, "（1）", "城区"),
            lines(2, 9),
        ];
        (
            format!("line {line}"),
            notice(body, vec![annex(None, 7, 4)]),
        )
    }));
}

#[test]
fn names_of_four_to_forty_characters() {
    const LONG: &str =
        "晋城市城镇保障性安居工程和城市危旧房改造暨老旧小区整治提升工作领导小组联合办公室";
    let cases = [4, 6, 8, 10, 12, 15, 16, 18, 20, 24, 28, 32, 36, 40];
    let cases = cases
        .into_iter()
        .flat_map(|length| [(length, true), (length, false)]);
    all_clean(cases.map(|(length, seal)| {
        let organ: String = LONG.chars().take(length).collect();
        let mut notice = notice(ending(2, 5), Vec::new());
        notice.head.organ = LONG
            .chars()
            .take(length - 2)
            .chain("文件".chars())
            .collect();
        notice.signature.organ.clone_from(&organ);
        notice.signature.seal = seal;
        notice.imprint.printed.as_mut().unwrap().organ = organ;
        (format!("{length} characters, seal {seal}"), notice)
    }));
}

#[test]
fn titles_of_one_to_three_lines() {
    let titles = [
        "关于|工作|的通报",
        "关于|2023年度|住房|保障|工作|的通报",
        "关于|2023年度|城镇|住房|保障|主要|工作|任务|目标|完成|情况|的通报",
        "关于|2023年度|全市|城镇|住房|保障|和|城市|危旧房|改造|暨|老旧|小区|整治|提升|主要|工作|目标|任务|完成|情况|及|考核|结果|的通报",
        "关于2023年度城镇住房保障主要工作完成情况的通报",
    ];
    all_clean(titles.map(|title| {
        let mut notice = notice(ending(2, 5), Vec::new());
        notice.title = Some(Words::parse(title));
        (title.to_owned(), notice)
    }));
}

#[test]
fn addressees_that_turn_over() {
    all_clean([1, 2, 3].map(|times| {
        let mut notice = notice(ending(2, 9), Vec::new());
        let names = "各县（市、区）人民政府，市直各有关单位，".repeat(times);
        notice.addressee = Some(names + "各开发区管委会");
        (format!("{times} times"), notice)
    }));
}

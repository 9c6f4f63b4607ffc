use insta::assert_snapshot;

use crate::support::{Input, in_short};

fn says(text: &str) -> String {
    let input = Input::of_2023().set("own.loans_background", &format!("\"{text}\""));
    in_short(&input)
        .lines()
        .filter(|line| line.contains("warning"))
        .map(|line| line.split(": ").skip(1).collect::<Vec<_>>().join(": "))
        .collect::<Vec<_>>()
        .join("\n")
}

#[test]
fn years_left_over() {
    assert_snapshot!(says("2018年起步，2019年底前开工，{year}年，按〔2017〕5号文"), @"warning[stale-year]: 2018 年不是这一期会写到的年份");
    let input = Input::of_2023()
        .set("own.loans_background", "\"2018年起步\"")
        .add("", "background_years = [2018]");
    assert!(!in_short(&input).contains("stale-year"));
}

#[test]
fn a_year_of_last_years_copy_is_left_over() {
    // 2023 rolled on to 2024: its own year was typed, not {year}.
    let input = Input::of_2023()
        .set("year", "2027")
        .set("own.loans_background", "\"2022年尾款对接\"");
    assert!(in_short(&input).contains("2022 年不是这一期会写到的年份"));
}

#[test]
fn figures_that_the_input_has() {
    assert_snapshot!(says("安排24万元、2694万元，完成125.0%，发行债券11.76亿元，共9间"), @"
    warning[typed-figure]: “24万元”在数据里已经有了
    warning[typed-figure]: “2694万元”在数据里已经有了
    warning[typed-figure]: “125.0%”在数据里已经有了
    warning[typed-figure]: “11.76亿元”在数据里已经有了
    ");
}

#[test]
fn figures_that_the_input_has_written_otherwise() {
    // More places, a space before the unit; a county's own, when it is named.
    assert_snapshot!(says("完成125.00%，安排24 万元；阳城县开工1094套；开工1094套"), @"
    warning[typed-figure]: “125.00%”在数据里已经有了
    warning[typed-figure]: “24万元”在数据里已经有了
    warning[typed-figure]: “1094套”在数据里已经有了
    ");
}

#[test]
fn ranges_written_in_other_ways() {
    assert_snapshot!(says("2021年-2023年、2021至2023年、2021～2023年，10－15%"), @"
    warning[usage]: “2021年-2023”的起止号用得不一致
    warning[usage]: “2021至2023”的起止号用得不一致
    warning[usage]: “2021～2023”的起止号用得不一致
    warning[usage]: “10－15”的起止号用得不一致
    ");
    assert_eq!(says("{year-2}—{year}年、{year-2}年至{year}年"), "");
}

#[test]
fn official_usage() {
    assert_snapshot!(says("截止2023年底,2021-2023年推进(含续建)，增长13~15%"), @"
    warning[usage]: “截止”是停止的意思
    warning[usage]: “底,”里的标点是半角的
    warning[usage]: “2021-2023”的起止号用得不一致
    warning[usage]: “进(”里的标点是半角的
    warning[usage]: “建)”里的标点是半角的
    warning[usage]: “13~15”的起止号用得不一致
    ");
    assert_eq!(
        says("截至{year}年底，{year-2}—{year}年推进（含续建），增长13%～15%"),
        ""
    );
}

//! Figures that a text writes out, in whatever numerals and units.

use insta::assert_snapshot;

use super::says;

#[test]
fn one_figure_in_every_writing() {
    let writings = [
        "2694万元",
        "2694.00万元",
        "0.2694亿元",
        "26940000元",
        "二千六百九十四万元",
        "两千六百九十四万元",
    ];
    for writing in writings {
        let all = says(&format!("下达{writing}。"));
        assert!(all.contains("在数据里已经有了"), "{writing}: {all}");
    }
}

#[test]
fn chinese_numerals() {
    assert_snapshot!(says("完成百分之一百二十五，基本建成一万二千三百一十九套，全市“一盘棋”，三年行动，十四五时期，千方百计。"), @"
    warning[typed-figure]: “百分之一百二十五”在数据里已经有了
    warning[typed-figure]: “一万二千三百一十九套”在数据里已经有了
    ");
}

#[test]
fn a_slip_of_a_figure_that_the_words_name() {
    assert_snapshot!(says("下达中央财政补助资金2695万元，安排省级配套补助资金42万元，支出中央财政补助资金2858.84万元。"), @"
    warning[typed-figure]: “2695万元”和数据里的“中央财政补助资金·收入合计”相近而不同
    warning[typed-figure]: “42万元”和数据里的“中央财政补助资金·省级配套补助资金”相近而不同
    warning[typed-figure]: “2858.84万元”和数据里的“中央财政补助资金·支出合计”相近而不同
    ");
    // Another year's, a difference, a round number, something else.
    let quiet = "下达中央财政补助资金约2690万元，{year-1}年下达中央财政补助资金2695万元，\
                 中央财政补助资金比上年增加2695万元，另有社会资金2695万元，提高24个百分点。";
    assert_eq!(says(quiet), "");
}

#[test]
fn every_text_is_read() {
    use crate::support::{Input, in_short};
    let input = Input::of_2023()
        .set("overdue.泽州县.remark", "\"（2018年搬迁,共2694万元）\"")
        .replace("\"薛明耀市长", "\"2019年的薛明耀市长");
    assert_snapshot!(in_short(&input), @"
    2023.toml:197:12: warning[stale-year]: 2018 年不是这一期会写到的年份
    2023.toml:197:18: warning[usage]: “迁,”里的标点是半角的
    2023.toml:197:21: warning[typed-figure]: “2694万元”在数据里已经有了
    ");
}

//! References to annexes that this year's notice does not have.

use insta::assert_snapshot;

use super::{found, says, with_paragraph_in};
use crate::support::{Input, ROWS};

#[test]
fn beyond_the_last() {
    assert_snapshot!(says("详见附件6、附件 7和附件六，另见附件1、8。"), @"
    warning[no-annex]: 附件7不在本通报里：这次的附件是 1 到 5
    warning[no-annex]: 附件8不在本通报里：这次的附件是 1 到 5
    warning[no-annex]: 附件6不在本通报里：这次的附件是 1 到 5
    warning[no-annex]: 附件六不在本通报里：这次的附件是 1 到 5
    ");
    assert_eq!(
        says("详见附件1、附件 5、附件1—5，附件二；按晋建〔2023〕5号附件9执行，《办法》附件8略。"),
        ""
    );
}

#[test]
fn every_number_is_told_from_those_that_are_there() {
    for number in 1..=30 {
        let all = says(&format!("详见附件{number}。"));
        assert_eq!(all.contains("no-annex]"), number > 5, "{number}: {all}");
    }
}

#[test]
fn an_annex_that_is_absent_this_year() {
    let mut input = Input::of_2023()
        .add("", "none = [\"audit\"]")
        .remove_table("audit");
    for row in ROWS {
        input = input.remove_table(&format!("audit.{row}"));
    }
    let all = found(&with_paragraph_in(&input, "详见附件5。")).join("\n");
    assert_snapshot!(all, @"warning[no-annex]: 附件5不在本通报里：这次的附件是 1 到 4");
}

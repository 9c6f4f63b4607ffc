//! `{names}` where none can be.

use insta::assert_snapshot;

use super::found;
use crate::support::Input;

#[test]
fn only_paragraphs_have_holes() {
    let input = Input::of_2023()
        .set("overdue.泽州县.label", "\"原泽州县{year}\"")
        .set("overdue.泽州县.remark", "\"（{funds.provincal}）\"")
        .replace("\"薛明耀市长", "\"{name}薛明耀市长")
        .replace("project = \"钟家庄B地块\"", "project = \"{project}B地块\"")
        .replace(
            "reason = \"与公布的通报一致\"            # 理由",
            "reason = \"见{note}\"",
        );
    assert_snapshot!(found(&input).join("\n"), @"
    error[unknown-name]: 没有叫“name”的数据
    error[bad-text]: 这里不能写 {year}：它会照样印出来，不会换成数据
    error[unknown-name]: 没有叫“funds.provincal”的数据
    error[unknown-name]: 没有叫“project”的数据
    warning[unknown-name]: 没有叫“note”的数据
    ");
}

//! What a paragraph claims must be what the figures say.

use insta::assert_snapshot;

use super::{found, says, with_paragraph_in};
use crate::support::Input;

/// A year in which one target was missed, and nothing else is finished.
fn missed() -> Input {
    Input::of_2023().set("targets.阳城县.begun", "194")
}

#[test]
fn a_claim_that_the_figures_belie() {
    let input = with_paragraph_in(&missed(), "全市圆满完成了省下达的各项年度目标任务。");
    assert_snapshot!(found(&input).join("\n"), @"warning[claim]: “全市圆满完成了省下达的各项年度目标任”与数据不符：年度目标任务有的没有完成；正文的结论是“年度目标任务部分完成”");
}

#[test]
fn each_claim_of_the_templates_can_be_belied() {
    // None of these is so in 2023.
    let wrong = [
        "年度目标任务未完成",
        "全市续建项目全部建成",
        "审计发现的问题，截至{year}年底已全部整改",
        "逾期项目实现清零",
        "补助资金全部支出",
        "棚改专项贷款全部发放",
    ];
    for claim in wrong {
        let all = says(&format!("{claim}。"));
        assert!(all.contains("claim]"), "{claim}: {all}");
    }
    let right = [
        "各项目标任务圆满完成",
        "城市危旧房摸底调查圆满完成",
        "过渡安置费全部发放",
    ];
    for claim in right {
        assert_eq!(says(&format!("{claim}。")), "", "{claim}");
    }
}

#[test]
fn what_is_denied_wished_or_only_spoken_of_is_no_claim() {
    let quiet = [
        "年度目标任务未圆满完成",
        "年度目标任务没有全部完成",
        "为年度任务的顺利完成和城镇住房保障体系的进一步完善奠定了坚实基础",
        "确保各项目标任务圆满完成",
        "各县要力争目标任务全面完成",
        "对圆满完成任务的县予以表扬",
        "城区圆满完成目标任务",
        "5个县圆满完成目标任务",
        "目标任务尚未全部完成",
    ];
    for text in quiet {
        let input = with_paragraph_in(&missed(), &format!("{text}。"));
        let all = found(&input).join("\n");
        assert!(!all.contains("claim]"), "{text}: {all}");
    }
}

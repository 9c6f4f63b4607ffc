//! Marks and brackets, each with the right form beside it.

use insta::assert_snapshot;

use super::{says, with_paragraph};
use crate::support::all_findings;

#[test]
fn half_width_marks_among_chinese() {
    for (half, full) in [
        (",", "，"),
        (";", "；"),
        (":", "："),
        ("?", "？"),
        ("!", "！"),
        (".", "。"),
    ] {
        let all = says(&format!("加强督导{half}狠抓落实。"));
        assert!(
            all.contains(&format!("“导{half}”里的标点是半角的")),
            "{half}: {all}"
        );
        assert_eq!(says(&format!("加强督导{full}狠抓落实。")), "", "{full}");
    }
    // Of numbers and letters they are their own.
    assert_eq!(says("增长3.5个点，完成CD级房屋认定，比例为1:3。"), "");
}

#[test]
fn the_right_form_is_told() {
    let findings = all_findings(&with_paragraph("加强督导,印发通知（晋建[2023]5号）。"));
    let hints: Vec<String> = findings
        .iter()
        .filter(|finding| finding.code.name() == "usage")
        .map(|finding| finding.hints[0].clone())
        .collect();
    assert_snapshot!(hints.join("\n"), @"
    写作“导，”，中文里用全角标点：，。；：？！（）“”
    写作“〔2023〕5号”
    ");
}

#[test]
fn straight_quotes_are_told_which_half_they_are() {
    let findings = all_findings(&with_paragraph("印发\"办法\"等。"));
    let hints = findings.iter().filter_map(|finding| finding.hints.first());
    let hints: Vec<&str> = hints.map(String::as_str).collect();
    for right in ["写作“发“”", "写作“法””"] {
        assert!(
            hints.iter().any(|hint| hint.starts_with(right)),
            "{hints:?}"
        );
    }
}

#[test]
fn document_numbers() {
    assert_snapshot!(says("按晋建[2023]5号、晋建（2023）5号、晋建【2023】5号、晋建〔23〕5号、晋建〔2023〕第5号、晋建〔2023〕05号、晋建({year})5号推进。"), @"
    warning[usage]: 文号“[2023]5号”写得不规范
    warning[usage]: 文号“（2023）5号”写得不规范
    warning[usage]: 文号“【2023】5号”写得不规范
    warning[usage]: 文号“〔23〕5号”写得不规范
    warning[usage]: 文号“〔2023〕第5号”写得不规范
    warning[usage]: 文号“〔2023〕05号”写得不规范
    warning[usage]: “建(”里的标点是半角的
    warning[usage]: 文号“({year})5号”写得不规范
    ");
    assert_eq!(says("按晋建〔2023〕5号推进。"), "");
}

#[test]
fn a_rolling_year_in_a_document_number_is_noted() {
    assert_snapshot!(says("按晋建〔{year}〕5号推进。"), @"note[stale-year]: 文号〔{year}〕5号的年份明年会变，文件却还是那一份");
}

#[test]
fn brackets_and_quotes_come_in_pairs() {
    for (left, right) in [
        ("（", "）"),
        ("《", "》"),
        ("“", "”"),
        ("‘", "’"),
        ("〔", "〕"),
    ] {
        assert!(
            says(&format!("印发{left}办法。")).contains(&format!("“{left}”没有后面的“{right}”"))
        );
        assert!(
            says(&format!("印发办法{right}。")).contains(&format!("“{right}”没有前面的“{left}”"))
        );
        assert_eq!(says(&format!("印发{left}办法{right}。")), "");
    }
    assert_eq!(says("印发《关于转发〈办法〉的通知》（“一盘棋”）。"), "");
}

#[test]
fn doubled_marks_and_open_ends() {
    assert_snapshot!(says("加强督导，，狠抓落实。。\n再次部署，"), @"
    warning[usage]: “，，”多了一个标点
    warning[usage]: “。。”多了一个标点
    warning[usage]: 这一段以“次部署，”结束，末尾没有句号
    ");
    assert_eq!(says("（一）加强督导\n狠抓落实。\n1.部署"), "");
}

//! The kinds that are shipped beside each other: the commands of the manual mean the yearly notice,
//! and the quarterly letter is made by its name.

use crate::support::{Run, root};

/// All that is shipped, in a folder of its own.
fn shipped() -> Run {
    let run = Run::new();
    for folder in ["templates", "fonts", "inputs"] {
        run.copy(folder);
    }
    run
}

#[test]
fn without_a_kind_the_yearly_notice_is_meant() {
    let run = shipped();
    for arguments in [
        &["build"][..],
        &["build", "inputs/2023.toml"],
        &["build", "2023"],
    ] {
        let (status, told) = run.said(arguments);
        assert_eq!(status, 0, "{told}");
        assert!(told.contains("out/2023.pdf"), "{arguments:?}: {told}");
    }
    let (status, told) = run.said(&["check"]);
    assert_eq!(status, 0, "{told}");
    let (status, told) = run.said(&["new", "2024", "--from", "inputs/2023.toml"]);
    assert_eq!(status, 0, "{told}");
    assert!(told.contains("inputs/2024.toml"), "{told}");
    let (status, told) = run.said(&["explain", "圆满完成", "inputs/2023.toml"]);
    assert_eq!(status, 0, "{told}");
    let (status, told) = run.said(&["build", "inputs/*.toml"]);
    assert!(status == 1 && told.contains("2022"), "{told}");
}

#[test]
fn the_letter_asks_for_a_quarter() {
    let run = shipped();
    let (status, told) = run.said(&["build", "inquiry"]);
    assert_eq!(status, 0, "{told}");
    let text = String::from_utf8(run.read("out/inquiry/2023-q3.txt")).unwrap();
    for part in [
        "关于报送2023年第三季度保障性安居工程进展情况的函",
        "高平市（迟3天）没有按期报送",
        "陵川县至今没有报送2023年第二季度的数据",
        "附件：2023年第三季度保障性安居工程进展情况表",
        "租赁补贴发放（户）",
        "填报说明",
    ] {
        assert!(text.contains(part), "{part}: {text}");
    }
    let (status, told) = run.said(&["audit", "inquiry", "2023-q2"]);
    assert_eq!(status, 0, "{told}");
    // Nobody was late: the paragraph drops out.
    assert_eq!(run.said(&["build", "inquiry", "2023-q2"]).0, 0);
    let text = String::from_utf8(run.read("out/inquiry/2023-q2.txt")).unwrap();
    assert!(!text.contains("没有按期"), "{text}");
}

#[test]
fn its_quarters_are_compared_and_go_on() {
    let run = shipped();
    let (status, told) = run.said(&["diff", "inquiry", "2023-q2", "2023-q3"]);
    assert_eq!(status, 1, "{told}");
    assert!(told.contains("高平市"), "{told}");
    let (status, told) = run.said(&["new", "inquiry", "2023-q4"]);
    assert_eq!(status, 0, "{told}");
    let new = String::from_utf8(run.read("inputs/inquiry/2023-q4.toml")).unwrap();
    assert!(new.contains("quarter = 4") && new.contains("待填"), "{new}");
    let (status, told) = run.said(&["check", "inquiry", "2023-q4"]);
    assert!(status == 1 && told.contains("待填"), "{told}");
}

/// An input that can't be read says no kind: it is taken for one of those beside it.
#[test]
fn what_is_no_text_is_told_of_whatever_its_kind() {
    let run = shipped();
    for (name, arguments) in [
        ("inputs/2024.toml", &["check"][..]),
        ("inputs/inquiry/2023-q4.toml", &["check", "inquiry"]),
    ] {
        run.write(name, b"PK\x03\x04\0\0\0\0");
        let (status, told) = run.said(arguments);
        assert_eq!(status, 1);
        assert!(told.contains(&format!("{name} 不是文本文件")), "{told}");
    }
}

/// Sample data say so, and no file of the example holds a name of a person.
#[test]
fn its_inputs_are_samples() {
    for period in ["2023-q2", "2023-q3"] {
        let path = root().join(format!("inputs/inquiry/{period}.toml"));
        let text = std::fs::read_to_string(path).unwrap();
        assert!(text.contains("# 样例数据") && text.contains("sample = true"));
    }
}

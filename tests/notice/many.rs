//! Many inputs at once.

use std::cell::Cell;
use std::thread;
use std::time::Duration;

use hongtou::at_once;
use insta::assert_snapshot;

use crate::support::{Input, Run};

/// 2023 as another year: every year in it moved by as many.
fn year(year: i32) -> String {
    let by = year - 2023;
    let text = Input::of_2023().text().to_owned();
    let moved = |from: i32| (from.to_string(), (from + by).to_string());
    let years: Vec<(String, String)> = (2015..=2026).map(moved).collect();
    let mut out = String::new();
    let mut rest = text.as_str();
    while let Some(c) = rest.chars().next() {
        let is_within = out.ends_with(|c: char| c.is_ascii_digit() || c == '.');
        let is_alone =
            |n: &str| !rest[n.len()..].starts_with(|c: char| c.is_ascii_digit() || c == '.');
        let found = years
            .iter()
            .find(|(from, _)| rest.starts_with(from.as_str()) && is_alone(from));
        if let Some((from, to)) = found.filter(|_| !is_within) {
            out.push_str(to);
            rest = &rest[from.len()..];
        } else {
            out.push(c);
            rest = &rest[c.len_utf8()..];
        }
    }
    out
}

/// Three years that do not lie beside each other, and one that is wrong.
fn years() -> Run {
    let run = Run::new();
    for of in [2023, 2031, 2047] {
        run.write(&format!("{of}/{of}.toml"), year(of));
    }
    run.write("2040.toml", "year = 2040\n");
    run
}

const RESULTS: [&str; 3] = ["pdf", "txt", "zip"];

#[test]
fn many_are_built_as_each_is_alone() {
    let run = years();
    let files = [
        "2047/2047.toml",
        "2040.toml",
        "2023/2023.toml",
        "2031/2031.toml",
    ];
    let all: Vec<&str> = ["build"].into_iter().chain(files).collect();
    let (status, told, found) = run.run(&all);
    assert_eq!(status, 1);
    // In the order in which they were named; one that fails stops no other.
    assert_snapshot!(told, @"
    ✓ 2047/2047.toml　通报　　out/2047.pdf（12 页）
    ✗ 2040.toml　共 11 处错误。没有写出任何文件。
    ✓ 2023/2023.toml　通报　　out/2023.pdf（12 页）
    ✓ 2031/2031.toml　通报　　out/2031.pdf（12 页）
    共 4 份，3 份完成，1 份有错误。
    ");
    let headed = found.lines().next();
    assert_eq!(headed, Some("2040.toml："));
    assert!(found.contains("错误["), "{found}");
    assert!(!run.path().join("out/2040.pdf").exists());
    for of in ["2023", "2031", "2047"] {
        let alone = ["build", &format!("{of}/{of}.toml"), "--out", "alone"];
        assert_eq!(run.run(&alone).0, 0);
        for kind in RESULTS {
            let together = run.read(&format!("out/{of}.{kind}"));
            assert!(!together.is_empty());
            assert_eq!(
                together,
                run.read(&format!("alone/{of}.{kind}")),
                "{of}.{kind}"
            );
        }
    }
}

#[test]
fn all_done_is_0() {
    let run = years();
    let (status, told, _) = run.run(&["build", "2023/2023.toml", "2031/2031.toml"]);
    assert_eq!(status, 0);
    assert!(told.ends_with("共 2 份，全部完成。\n"), "{told}");
}

#[test]
fn a_folder_and_a_pattern_are_written_out() {
    let run = years();
    for told in ["2023", "2023/*.toml", "2023/202?.toml"] {
        let (status, lines, _) = run.run(&["build", told, "--out", "out"]);
        assert_eq!(status, 0, "{told}");
        assert!(lines.starts_with("✓ 2023/2023.toml　通报"), "{lines}");
    }
    let (status, _, found) = run.run(&["build", "2023/*.tom", "nowhere*"]);
    assert_eq!(status, 1);
    assert_snapshot!(found, @"
    错误[file]: 2023/*.tom 里没有数据文件
     |
     = 处理: 数据文件是 .toml 文件，例如 inputs/2023.toml

    错误[file]: nowhere* 里没有数据文件
     |
     = 处理: 数据文件是 .toml 文件，例如 inputs/2023.toml

    共 2 处错误。没有写出任何文件。
    ");
}

#[test]
fn two_that_would_write_the_same_file_write_neither() {
    let run = years();
    run.write("copy/2023.toml", year(2023));
    let inputs = [
        "build",
        "2023/2023.toml",
        "2031/2031.toml",
        "copy/2023.toml",
    ];
    let (status, told, found) = run.run(&inputs);
    assert_eq!(status, 1);
    assert_snapshot!(found, @"
    2023/2023.toml：
    错误[file]: 2023/2023.toml 和 copy/2023.toml 都是 2023 年度的数据，都要写 out/2023.pdf，都没有写
     |
     = 处理: 请分开来生成，用 --out 写到不同的文件夹
    copy/2023.toml：
    错误[file]: copy/2023.toml 和 2023/2023.toml 都是 2023 年度的数据，都要写 out/2023.pdf，都没有写
     |
     = 处理: 请分开来生成，用 --out 写到不同的文件夹
    ");
    assert!(told.contains("✓ 2031/2031.toml"), "{told}");
    let written = RESULTS.map(|kind| run.path().join(format!("out/2023.{kind}")).exists());
    assert_eq!(written, [false; 3]);
    // The same file named twice is one.
    let (status, told, _) = run.run(&["build", "2023/2023.toml", "2023"]);
    assert!(
        status == 0 && told.ends_with("共 1 份，全部完成。\n"),
        "{told}"
    );
}

#[test]
fn last_year_is_found_beside_each() {
    let run = Run::new();
    run.write("2022.toml", Input::with_totals(2022).text());
    run.write("2023.toml", Input::with_totals(2023).text());
    let (_, alone, _) = run.run(&["check", "2023.toml", "--format", "json"]);
    let (_, many, _) = run.run(&["check", "2022.toml", "2023.toml", "--format", "json"]);
    let alone: serde_json::Value = serde_json::from_str(&alone).unwrap();
    let many: Vec<serde_json::Value> = many
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!(many[1]["input"], "2023.toml");
    assert_eq!(many[1]["findings"], alone["findings"]);
    assert_eq!(many[0]["input"], "2022.toml");
}

#[test]
fn many_are_checked() {
    let run = years();
    let (status, told, found) = run.run(&["check", "2040.toml", "2031"]);
    assert_eq!(status, 1);
    assert!(
        told.contains("✓ 2031/2031.toml　检查完毕，没有错误。"),
        "{told}"
    );
    assert!(told.starts_with("✗ 2040.toml　共 "), "{told}");
    assert!(found.starts_with("2040.toml：\n错误["), "{found}");
    assert!(!run.path().join("out").exists());
}

thread_local! {
    /// Whether this thread is at an item.
    static AT_WORK: Cell<bool> = const { Cell::new(false) };
}

#[test]
fn no_item_waits_for_another() {
    // In two halves, as a notice is: while a thread waits for the other half it must not begin an item.
    let half = || thread::sleep(Duration::from_micros(200));
    for count in [0, 1, 2, 3, 64] {
        for _ in 0..20 {
            let items: Vec<usize> = (0..count).collect();
            let mut told = Vec::new();
            let work = |item: &usize| {
                assert!(!AT_WORK.replace(true), "begun within another");
                rayon::join(half, half);
                AT_WORK.set(false);
                *item
            };
            at_once::each(&items, work, |item, result| told.push((*item, result))).unwrap();
            let in_order: Vec<_> = items.iter().map(|item| (*item, *item)).collect();
            assert_eq!(told, in_order);
        }
    }
}

//! The kinds that come with the program beside the yearly notice: what they say of figures other
//! than those of their samples, read whole.

use std::fs;

use crate::shared::root;
use crate::support::Run;

/// The folder of one kind, with its sample inputs.
fn office(kind: &str) -> Run {
    let run = Run::new();
    run.copy_kind(kind);
    run.copy(&format!("inputs/{kind}"));
    run
}

/// The text of a period, without its line breaks.
fn made(run: &Run, kind: &str, period: &str) -> String {
    let (status, told) = run.said(&["build", kind, period]);
    assert_eq!(status, 0, "{told}");
    let text = run.read(&format!("out/{kind}/{period}.txt"));
    String::from_utf8(text)
        .unwrap()
        .split_whitespace()
        .collect()
}

fn sample(path: &str) -> String {
    fs::read_to_string(root().join("inputs").join(path)).unwrap()
}

/// What the counties had by June, in hundredths.
const BY_JUNE: [u32; 6] = [286, 112, 62, 47, 14, 43];

/// The third quarter with other investments by September, in hundredths.
fn quarter(by_september: [u32; 6]) -> String {
    let amount = |hundredths: u32| format!("{}.{:02}", hundredths / 100, hundredths % 100);
    let mut rows = BY_JUNE.iter().zip(by_september);
    let mut invested = String::new();
    let lines = sample("progress/2023-q3.toml")
        .lines()
        .map(|line| {
            if line.starts_with("investment = ") {
                let (before, now) = rows.next().unwrap();
                invested = amount(now - before);
                format!("investment = {}", amount(now))
            } else if line.starts_with("invested = ") {
                format!("invested = {invested}")
            } else {
                line.to_owned()
            }
        })
        .collect::<Vec<_>>();
    lines.join("\n") + "\n"
}

#[test]
fn a_quarter_is_held_against_its_schedule_and_both_earlier_ones() {
    let run = office("progress");
    let text = made(&run, "progress", "2023-q3");
    for said in [
        "累计完成8.51亿元，比上年同期下降12.4%，完成率79.4%，快于时序进度4.4个百分点。其中2023年第三季度完成2.87亿元，比2023年第二季度少0.37亿元。",
        "沁水县93.8%（第1）、高平市93.0%（第2）",
        "其中泽州县和陵川县两个县慢于时序进度，陵川县本季度完成的投资还少于上季度。",
    ] {
        assert!(text.contains(said), "{said}\n{text}");
    }
    let first = made(&run, "progress", "2022-q3");
    assert!(
        !first.contains("上年同期") && !first.contains("第二季度"),
        "{first}"
    );
    // A change against nothing is nothing.
    assert!(!first.contains('+'), "{first}");
}

#[test]
fn a_place_rises_by_places_and_by_no_per_cent() {
    let run = office("progress");
    let (_, told) = run.said(&["diff", "progress", "2023-q2", "2023-q3", "--all"]);
    let place = told
        .lines()
        .find(|line| line.contains("沁水县 名次"))
        .unwrap();
    assert!(place.contains("-2") && !place.contains('%'), "{place}");
}

#[test]
fn whatever_the_counties_did_the_quarter_says_it_once_and_truly() {
    let run = office("progress");
    for (by_september, wanted) in [
        (
            [500, 300, 110, 105, 45, 85],
            [
                "投资任务提前完成",
                "比上年同期增长17.9%",
                "各县（市、区）都不慢于时序进度。",
                "抓紧谋划下一年度项目。",
            ],
        ),
        (
            BY_JUNE,
            [
                "投资慢于时序进度",
                "2023年第三季度没有完成投资，比2023年第二季度少3.24亿元。",
                "各县（市、区）都慢于时序进度，本季度完成的投资还少于上季度。",
                "各县（市、区）要逐项目分析原因",
            ],
        ),
        (
            [354, 210, 75, 75, 20, 60],
            [
                "投资慢于时序进度",
                "慢于时序进度0.9个百分点",
                "阳城县75.0%（第1）、沁水县75.0%（第1）、陵川县50.0%（第6）",
                "其中陵川县慢于时序进度，本季度完成的投资还少于上季度。",
            ],
        ),
        (
            [354, 210, 75, 75, 30, 60],
            [
                "投资符合时序进度",
                "与时序进度持平",
                "各县（市、区）投资完成率相同，都是75.0%。",
                "各县进度正常",
            ],
        ),
    ] {
        run.write("inputs/progress/2023-q3.toml", quarter(by_september));
        let (status, told) = run.said(&["check", "progress", "2023-q3", "--format", "short"]);
        assert_eq!(status, 0, "{told}");
        let text = made(&run, "progress", "2023-q3");
        for said in wanted {
            assert!(text.contains(said), "{said}\n{text}");
        }
    }
}

#[test]
fn the_disclosure_report_has_its_six_sections_and_its_tables_foot() {
    let run = office("disclosure");
    let text = made(&run, "disclosure", "2023");
    let sections = [
        "一、总体情况",
        "二、主动公开政府信息情况",
        "三、收到和处理政府信息公开申请情况",
        "四、政府信息公开行政复议、行政诉讼情况",
        "五、存在的主要问题及改进情况",
        "六、其他需要报告的事项",
    ];
    let places = sections.map(|section| text.find(section).unwrap());
    assert!(places.is_sorted(), "{text}");
    assert!(text.contains("2023年新收政府信息公开申请23件，多于上年的19件，上年结转1件；办结23件，结转下年度继续办理1件。"), "{text}");
    // One and two are three and four, in every column, and two is what the year before left.
    let report = String::from_utf8(run.read("out/disclosure/2023.txt")).unwrap();
    let row = |name: &str| -> Vec<u32> {
        let line = report
            .lines()
            .find(|line| line.trim_start_matches('　').starts_with(name));
        let cells = line.unwrap().split('|').skip(1);
        cells.map(|cell| cell.trim().parse().unwrap()).collect()
    };
    let [new, carried, settled, open] = [
        "一、本年新收",
        "二、上年结转",
        "（七）总计",
        "四、结转下年度",
    ]
    .map(row);
    assert_eq!(new.len(), 7);
    for column in 0..7 {
        assert_eq!(
            new[column] + carried[column],
            settled[column] + open[column]
        );
    }
    let other = sample("disclosure/2023.toml").replacen(
        "[requests.carried]  # 二、上年结转政府信息公开申请数量\npeople = 1",
        "[requests.carried]\npeople = 2",
        1,
    );
    run.write("inputs/disclosure/2023.toml", other);
    let (status, told) = run.said(&["check", "disclosure", "2023"]);
    assert!(
        status == 1 && told.contains("与上年的 四、结转下年度继续办理 自然人 1不符"),
        "{told}"
    );
}

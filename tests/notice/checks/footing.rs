use std::collections::BTreeSet;

use hongtou::figures::{Earlier, derive};
use hongtou::input::Entry;
use hongtou::model::Kind;
use hongtou::number::Decimal;
use insta::assert_snapshot;

use crate::support::{Input, all_findings, findings, in_short, in_short_with_notes, model, notice};

#[test]
fn a_total_that_does_not_foot_names_the_likely_slip() {
    let input = Input::of_2023().set("funds.城区.spent_renewal", "526.52");
    assert_snapshot!(findings(&input), @r#"
    错误[stated-differs]: 晋城市 支出合计填报为 2885.84万元，按其他数据计算为 2849.83万元，相差 36.01
       --> inputs/2023.toml:225:9
        |
    225 | spent = 2885.84    # 填报：本年支出合计（万元）
        |         ^^^^^^^ 填报 2885.84
    ...
    233 | spent_subsidy = 190.98  # 本年支出：用于租赁补贴（万元）
        |                 ------
    234 | spent_renewal = 526.52
        |                 ------ 562.52？
    ...
    242 | spent_subsidy = 10.55  # 本年支出：用于租赁补贴（万元）
        |                 -----
    ...
    251 | spent_subsidy = 67.51  # 本年支出：用于租赁补贴（万元）
        |                 -----
    ...
    260 | spent_subsidy = 22.55    # 本年支出：用于租赁补贴（万元）
        |                 -----
        |
        = 位置: …另有 5 处
        = 处理: 可能的笔误：城区 支出：城镇棚户区住房改造是否应为 562.52？
        = 处理: 请核对填报数和据以计算的各数，改正其中的错误；不需要填报时删掉这一项，由程序计算
        = 处理: 核对无误时，可在数据文件末尾认可它：
                [[accept]]
                code = "stated-differs"
                figure = "funds.total.spent"
                value = "2885.84/2849.83"
                reason = "理由"
    "#);
}

#[test]
fn a_slip_in_the_total_itself() {
    let input = Input::of_2023().set("funds.total.carried", "411.69");
    assert_snapshot!(in_short(&input), @"2023.toml:221:11: error[stated-differs]: 晋城市 截至上年末结余填报为 411.69万元，按其他数据计算为 411.952万元，相差 0.262");
    assert!(findings(&input).contains("截至上年末结余是否应为 411.96？"));
}

#[test]
fn a_decimal_point_gone_astray() {
    let input = Input::of_2023().set("funds.阳城县.renewal", "168.23");
    assert!(findings(&input).contains("阳城县 收入：城镇棚户区改造是否应为 1682.3？"));
}

/// 40.7 of 46.43 are 87.7 %: the published annex says 85.7 %.
#[test]
fn the_published_contradiction_is_found() {
    let input = Input::of_2023().append("[loans.total]\nrate = 85.7\n");
    assert_snapshot!(in_short(&input), @"2023.toml:457:8: error[stated-differs]: 晋城市 贷款发放率填报为 85.7%，按其他数据计算为 87.7%，相差 2.0");
}

#[test]
fn a_total_less_than_the_parts_that_are_known() {
    // Down: the projects of 城区 are not known, those of the others are.
    let stated = |known: &str| Input::of_2023().set("overdue.泽州县.projects", known);
    assert_eq!(in_short(&stated("4")), "");
    assert_snapshot!(in_short(&stated("10")), @"2023.toml:180:12: error[stated-differs]: 晋城市 逾期项目填报为 10个，而已知的各部分相加已有 11个");
    // Across: one kind of spending is not known, the other is.
    let spent = |spent: &str| {
        Input::of_2023()
            .set("funds.城区.spent_renewal", "\"?\"")
            .add("funds.城区", &format!("spent = {spent}"))
            .add("funds.total", "spent_renewal = 2581.28")
    };
    assert_eq!(in_short(&spent("753.50")), "");
    assert_snapshot!(in_short(&spent("153.50")), @"
    2023.toml:225:9: error[stated-differs]: 晋城市 支出合计填报为 2885.84万元，按各行相加为 2285.83万元，相差 600.01
    2023.toml:237:9: error[stated-differs]: 城区 支出合计填报为 153.50万元，而已知的各部分相加已有 190.98万元
    ");
}

#[test]
fn the_closed_intervals_decide() {
    // 13.87 of 4.72 are 293.86 %; 13.865 to 13.875 are 293.75 to 293.96 %.
    for (stated, is_found) in [
        ("293.8", false),
        ("293.7", false),
        ("293.6", true),
        ("294.1", true),
    ] {
        let input = Input::of_2023().set("targets.城区.investment_rate", stated);
        assert_eq!(
            in_short(&input).contains("error[stated-differs]"),
            is_found,
            "{stated}"
        );
    }
}

/// The note stands under the tables whose printed parts don't add up, and under no others.
#[test]
fn the_yearbook_sentence() {
    let notes: Vec<(usize, Vec<String>)> = notice(&Input::of_2023())
        .annexes
        .into_iter()
        .filter(|annex| !annex.notes.is_empty())
        .map(|annex| (annex.number.unwrap(), annex.notes))
        .collect();
    assert_eq!(
        notes,
        [(
            3,
            vec!["注：合计数与分项之和的差异由四舍五入产生。".to_owned()]
        )]
    );
    let footed = Input::of_2023().set_all(&[
        ("funds.total.carried", "411.952"),
        ("funds.total.spent", "2885.83"),
    ]);
    assert!(
        notice(&footed)
            .annexes
            .iter()
            .all(|annex| annex.notes.is_empty())
    );
}

#[test]
fn odd_rates_and_verdicts_near_their_threshold() {
    let input = Input::of_2023().set_all(&[
        ("targets.陵川县.subsidy", "3000"),
        ("loans.城区.lent_cdb", "11.33"),
        ("loans.城区.new_cdb", "\"\""),
    ]);
    assert_snapshot!(in_short_with_notes(&input), @"
    2023.toml:31:19: note[rounded-total]: 晋城市 投资完成率填报为 379.1%，按其他数据计算为 379.1667，差 0.0667 在四舍五入的范围内
    2023.toml:36:16: note[odd-rate]: 已认可：城区 基本建成完成率达 1612.8%，很不寻常（理由：与公布的通报一致）
    2023.toml:43:19: note[rounded-total]: 城区 投资完成率填报为 293.8%，按其他数据计算为 293.8559，差 0.0559 在四舍五入的范围内
    2023.toml:64:18: note[odd-rate]: 已认可：高平市 租赁补贴完成率达 1030.0%，很不寻常（理由：与公布的通报一致）
    2023.toml:66:19: note[rounded-total]: 高平市 投资完成率填报为 137.4%，按其他数据计算为 137，差 0.4 在四舍五入的范围内
    2023.toml:78:19: note[rounded-total]: 阳城县 投资完成率填报为 149.5%，按其他数据计算为 150，差 0.5 在四舍五入的范围内
    2023.toml:88:18: warning[odd-rate]: 陵川县 租赁补贴完成率达 10000.0%，很不寻常
    2023.toml:221:11: note[rounded-total]: 晋城市 截至上年末结余填报为 411.96万元，按其他数据计算为 411.952，差 0.008 在四舍五入的范围内
    2023.toml:225:9: note[rounded-total]: 晋城市 支出合计填报为 2885.84万元，按其他数据计算为 2885.83，差 0.01 在四舍五入的范围内
    2023.toml:294:14: note[near-threshold]: 城区 贷款发放率为 80.0394%，离措辞的界限 80% 很近
    ");
}

/// Every single-digit change of every figure that a total or a stated rate
/// covers is reported unless it is within the rounding, and the right
/// correction is among the suggestions.
#[test]
fn a_rate_that_the_body_rounds_over_its_threshold() {
    // 99.97 % in the annex; the body prints one place less, and not "100%".
    let input = Input::of_2023().set_all(&[
        ("funds.城区.spent_renewal", "605.28"),
        ("funds.泽州县.spent_subsidy", "20.14"),
        ("funds.阳城县.spent_renewal", "1870.07"),
        ("funds.陵川县.spent_subsidy", "19.50"),
        ("funds.沁水县.spent_subsidy", "18.09"),
    ]);
    let input = input.remove("funds.total.spent");
    assert_snapshot!(in_short(&input), @"2023.toml:221:11: warning[rounding-flips]: 晋城市 支出进度实为 99.9697%，按 1 位小数会印成 100.0%，与界限 100% 的结论不符，改印 99.97%");
}

#[test]
fn every_single_digit_change_of_a_covered_figure_is_found() {
    let mut sources = hongtou::source::Sources::default();
    let model = model(&mut sources);
    let id = sources.add("2023.toml", Input::of_2023().text());
    let (inputs, _) = hongtou::input::read(id, &sources, &model);
    let figures = derive(&model, &inputs.unwrap(), Earlier::default()).unwrap();
    let constraints = figures.constraints();
    let mut covered: BTreeSet<_> = constraints.iter().map(|c| c.stated).collect();
    covered.extend(
        constraints
            .iter()
            .flat_map(|c| figures.typed_leaves(&c.derivation)),
    );
    let (mut tried, mut caught, mut corrected) = (0, 0, 0);
    for id in &covered {
        let figure = figures.get(*id);
        let typed = figure.stated.as_ref().and_then(Entry::decimal).unwrap();
        for changed in single_digit_changes(&typed.text) {
            tried += 1;
            let input = Input::of_2023().set(&figure.key.to_string(), &changed);
            let found = all_findings(&input);
            let own = found.iter().filter(|f| f.code.name() == "stated-differs");
            let hints: Vec<String> = own.flat_map(|finding| finding.hints.clone()).collect();
            let is_right = hints
                .iter()
                .any(|hint| suggests(hint, &figure.label, &typed.text));
            caught += usize::from(!hints.is_empty());
            corrected += usize::from(is_right);
            if is_beyond_rounding(figure, typed, &changed) {
                assert!(!hints.is_empty(), "{} = {changed} passed", figure.key);
            }
            assert!(
                hints.is_empty() || is_right,
                "{} = {changed}: {hints:?}",
                figure.key
            );
        }
    }
    println!(
        "single-digit changes: {tried} tried, {caught} found, {corrected} with the right correction"
    );
    assert_eq!(caught, corrected);
    assert!(caught * 10 > tried * 8, "{caught} of {tried}");
    let silent: BTreeSet<String> = figures
        .iter()
        .filter(|(id, figure)| {
            !covered.contains(id)
                && figure
                    .stated
                    .as_ref()
                    .is_some_and(|e| e.decimal().is_some())
        })
        .map(|(_, figure)| column_of(&figure.key.to_string()))
        .collect();
    // What nothing covers: no total of these is stated, so the totals follow.
    assert_snapshot!(silent.into_iter().collect::<Vec<_>>().join("\n"), @"
    audit.*.found_2016
    audit.*.found_2017
    audit.*.found_2019
    audit.*.solved_2016
    audit.*.solved_2017
    audit.*.solved_2019
    continued.built
    fees.*.households
    fees.*.paid
    funds.provincial
    loans.*.bonds
    loans.*.credit_adbc
    loans.*.credit_cdb
    loans.*.lent_adbc
    loans.*.lent_cdb
    loans.*.new_adbc
    loans.*.new_cdb
    overdue.*.delivered
    overdue.*.delivered_projects
    overdue.*.households
    overdue.*.projects
    overdue.*.rate
    overdue.surveyed
    survey.abandoned
    survey.abandoned_area
    survey.abandoned_flats
    survey.appraised
    survey.appraised_area
    survey.appraised_flats
    survey.deformed
    survey.incomplete
    survey.incomplete_area
    survey.incomplete_flats
    survey.others
    survey.sound
    targets.*.begun
    targets.*.begun_target
    targets.*.built
    targets.*.built_continued
    targets.*.built_target
    targets.*.subsidy
    targets.*.subsidy_target
    unfinished.*.economic_begun
    unfinished.*.economic_built
    unfinished.*.limited_begun
    unfinished.*.limited_built
    unfinished.*.public_begun
    unfinished.*.public_built
    unfinished.*.renewal_begun
    unfinished.*.renewal_built
    ");
}

/// Whether a hint asks if the figure should be `meant`, among others.
pub(super) fn suggests(hint: &str, label: &str, meant: &str) -> bool {
    let question = hint.split(&format!("{label}是否应为 ")).nth(1);
    let meanings = question.and_then(|rest| rest.split('？').next());
    meanings.is_some_and(|meanings| meanings.split('、').any(|other| other == meant))
}

/// `funds.城区.carried` → `funds.*.carried`.
pub(super) fn column_of(name: &str) -> String {
    match name.split('.').collect::<Vec<_>>().as_slice() {
        [group, _, column] => format!("{group}.*.{column}"),
        _ => name.to_owned(),
    }
}

pub(super) fn single_digit_changes(text: &str) -> Vec<String> {
    let characters: Vec<char> = text.chars().collect();
    let mut slips = Vec::new();
    let digits = characters
        .iter()
        .enumerate()
        .filter(|(_, c)| c.is_ascii_digit());
    for (at, old) in digits {
        for digit in ('0'..='9').filter(|digit| digit != old) {
            let mut other = characters.clone();
            other[at] = digit;
            let slip: String = other.into_iter().collect();
            let plain = slip.trim_start_matches('-');
            if plain.len() == 1 || !plain.starts_with('0') || plain.starts_with("0.") {
                slips.push(slip);
            }
        }
    }
    slips
}

/// A sum of seven amounts of two places may be off by 0.035, either way; a rate
/// of two such amounts by a good deal less than two per cent points.
fn is_beyond_rounding(figure: &hongtou::figures::Figure, old: &Decimal, new: &str) -> bool {
    let new = Decimal::parse(new).unwrap();
    let difference = (&new.value - &old.value).abs();
    let slack = match (figure.measure.kind, figure.measure.unit.as_str()) {
        (Kind::Rate(_), _) => "3",
        (_, "亿元") => "0.1",
        _ => "0.07",
    };
    difference > Decimal::parse(slack).unwrap().value
}

//! What guards the typed figures: a wrong digit in any of them is noticed.

use std::collections::BTreeMap;

use hongtou::diagnostic::{Diagnostic, Severity};
use hongtou::figures::{Earlier, Figures, derive};
use hongtou::input::{Entry, read};
use hongtou::model::Model;
use hongtou::pipeline::{Setting, make_year};
use hongtou::source::Sources;

use super::footing::{column_of, single_digit_changes, suggests};
use crate::support::{Input, all_findings, in_short, model};
use insta::assert_snapshot;

struct Typed {
    name: String,
    label: String,
    text: String,
}

/// Every figure that is typed, in rows, totals and alone.
fn typed(figures: &Figures) -> Vec<Typed> {
    let typed = figures.iter().filter_map(|(_, figure)| {
        let decimal = figure.stated.as_ref().and_then(Entry::decimal)?;
        Some(Typed {
            name: figure.key.to_string(),
            label: figure.label.clone(),
            text: decimal.text.to_string(),
        })
    });
    typed.collect()
}

/// What a clerk is told of the input with one figure mistyped.
fn told(model: &Model, input: &Input) -> Vec<Diagnostic> {
    let mut sources = Sources::default();
    let id = sources.add("2023.toml", input.text());
    let (_, mut findings) = make_year(model, id, &sources, Setting::default());
    findings.retain(|finding| finding.severity != Severity::Note);
    findings
}

fn figures_of(model: &Model, input: &Input) -> Figures {
    let mut sources = Sources::default();
    let id = sources.add("2023.toml", input.text());
    derive(
        model,
        &read(id, &sources, model).0.unwrap(),
        Earlier::default(),
    )
    .unwrap()
}

#[derive(Default)]
struct Tally {
    tried: u32,
    noticed: u32,
    corrected: u32,
    /// How many wrong digits of a column nobody is told of.
    passed: BTreeMap<String, u32>,
}

impl Tally {
    fn add(&mut self, other: Self) {
        self.tried += other.tried;
        self.noticed += other.noticed;
        self.corrected += other.corrected;
        for (column, count) in other.passed {
            *self.passed.entry(column).or_default() += count;
        }
    }
}

/// Every digit of every figure replaced by every other one.
fn mistype_each(model: &Model, input: &Input, figures: &[Typed]) -> Tally {
    let mut tally = Tally::default();
    for figure in figures {
        for changed in single_digit_changes(&figure.text) {
            let findings = told(model, &input.clone().set(&figure.name, &changed));
            let mut hints = findings.iter().flat_map(|finding| &finding.hints);
            let is_right = hints.any(|hint| suggests(hint, &figure.label, &figure.text));
            if findings.is_empty() {
                *tally.passed.entry(column_of(&figure.name)).or_default() += 1;
            }
            tally.tried += 1;
            tally.noticed += u32::from(!findings.is_empty());
            tally.corrected += u32::from(is_right);
        }
    }
    tally
}

#[test]
fn a_wrong_digit_in_any_figure_of_any_table_is_noticed() {
    let model = model(&mut Sources::default());
    let input = Input::with_totals(2023);
    assert_eq!(told(&model, &input), []);
    let figures = typed(&figures_of(&model, &input));
    let halves = figures.split_at(figures.len() / 2);
    let (mut all, other) = std::thread::scope(|scope| {
        let first = scope.spawn(|| mistype_each(&model, &input, halves.0));
        let second = mistype_each(&model, &input, halves.1);
        (first.join().unwrap(), second)
    });
    all.add(other);
    let Tally {
        tried,
        noticed,
        corrected,
        passed,
    } = all;
    println!("{tried} wrong digits: {noticed} noticed, {corrected} with the right correction");
    println!("not noticed: {passed:#?}");
    assert!(
        noticed * 100 >= tried * 95,
        "{noticed} of {tried}: {passed:?}"
    );
    assert!(corrected * 100 >= noticed * 90, "{corrected} of {noticed}");
}

/// The figures of an input that no stated total or rate guards, and the line that says so.
fn unguarded(input: &Input) -> (Vec<String>, String) {
    let model = model(&mut Sources::default());
    let figures = figures_of(&model, input);
    let names = hongtou::check::unguarded(&figures);
    let names = names.into_iter().map(|figure| figure.key.to_string());
    let line = hongtou::check::unguarded_in_short(&model, &figures);
    (names.collect(), line.unwrap_or_default())
}

#[test]
fn what_nothing_guards_is_said_in_one_line() {
    let (names, line) = unguarded(&Input::with_totals(2023));
    assert_snapshot!(names.join("\n"), @"
    continued.built
    overdue.城区.delivered_projects
    overdue.城区.rate
    overdue.泽州县.projects
    overdue.泽州县.delivered_projects
    overdue.泽州县.rate
    overdue.阳城县.projects
    overdue.阳城县.households
    overdue.阳城县.delivered_projects
    overdue.total.projects
    overdue.surveyed
    funds.provincial
    survey.incomplete_flats
    survey.incomplete_area
    ");
    assert_snapshot!(line, @"另有 14 项填报数没有合计或比率可以核对，填错了也看不出来：续建项目（续建项目基本建成量）、棚改逾期安置（城区 交付使用的项目等 10 项）、中央财政补助资金（省级配套补助资金）、城市危旧房摸底调查（非成套住房等 2 项）。");
}

#[test]
fn a_control_total_guards_its_column() {
    let without = Input::of_2023();
    let (names, _) = unguarded(&without);
    let of_bonds = |names: &[String]| {
        names
            .iter()
            .filter(|name| column_of(name) == "loans.*.bonds")
            .count()
    };
    assert_eq!(of_bonds(&names), 3);
    let with = without.append("[loans.total]\nbonds = 11.76\n");
    assert_eq!(of_bonds(&unguarded(&with).0), 0);
    assert_eq!(in_short(&with), "");
}

#[test]
fn every_kind_of_table_takes_totals() {
    for (total, wrong) in [
        ("targets.total.begun", "2038"),
        ("unfinished.total.renewal_built", "3663"),
        ("overdue.total.delivered", "1484"),
        ("fees.total.paid", "143"),
        ("funds.total.spent_subsidy", "298.98"),
        ("loans.total.new_cdb", "0.8"),
        ("audit.total.found_2017", "37"),
        ("audit.total.open_2019", "3"),
        ("survey.dangerous_area", "6490"),
    ] {
        let found = in_short(&Input::with_totals(2023).set(total, wrong));
        assert!(found.contains("error[stated-differs]"), "{total}: {found}");
    }
}

#[test]
fn two_totals_of_the_records_are_one_too_many() {
    let input = Input::of_2023().replace(
        "[[fees]]",
        "[[fees]]\ncounty = \"城区\"\nproject = \"甲\"\nhouseholds = 3\npaid = 3\n[fees.total]\npaid = 3\n[[fees]]",
    );
    let input = input.replace(
        "\n\n# ════ 附件3",
        "\n[fees.total]\npaid = 145\n\n# ════ 附件3",
    );
    assert_snapshot!(in_short(&input), @"
    2023.toml:212:8: error[stated-differs]: 晋城市 已发放过渡安置费填报为 3户，按其他数据计算为 145户，相差 142
    2023.toml:219:1: error[duplicate-key]: “欠发过渡安置费的项目”的合计写了两次
    ");
}

#[test]
fn a_rate_bounds_a_base_that_nobody_knows() {
    // 58.2 % of at least 2363 and at most 2366 households; 107 are elsewhere, of 2627.
    let overdue = |edits: &[(&str, &str)]| in_short(&Input::with_totals(2023).set_all(edits));
    assert_eq!(overdue(&[]), "");
    // More than the city has.
    assert_snapshot!(overdue(&[("overdue.城区.rate", "48.2")]), @"2023.toml:210:14: error[stated-differs]: 城区 逾期安置居民写作未知（?），按填报的合计、比率推算，应不小于 2852户，又应不大于 2520户，两者矛盾");
    // Less than none is left for the others.
    assert_snapshot!(overdue(&[("overdue.total.households", "2427")]), @"
    2023.toml:210:14: error[stated-differs]: 城区 逾期安置居民写作未知（?），按填报的合计、比率推算，应不小于 2363户，又应不大于 2320户，两者矛盾
    2023.toml:212:8: error[stated-differs]: 晋城市 整改率填报为 56.5%，按其他数据计算为 61.1%，相差 4.6
    ");
    // No whole number of households is so many per cent.
    assert_snapshot!(overdue(&[("overdue.城区.delivered", "3")]), @"
    2023.toml:211:13: error[stated-differs]: 晋城市 交付安置居民填报为 1483户，按其他数据计算为 110户，相差 1373
    2023.toml:218:13: error[stated-differs]: 城区 逾期安置居民写作未知（?），按填报的合计、比率推算，应不小于 6户，又应不大于 5户，两者矛盾
    ");
    // Some per cent of none: then the others don't come to the total.
    assert_snapshot!(overdue(&[("overdue.泽州县.rate", "5")]), @"2023.toml:210:14: error[stated-differs]: 城区 逾期安置居民写作未知（?），按填报的合计、比率推算，应不小于 2520户，又应不大于 2366户，两者矛盾");
    // More projects delivered than can be there.
    assert_snapshot!(overdue(&[("overdue.城区.delivered_projects", "8")]), @"2023.toml:209:12: error[stated-differs]: 城区 逾期项目写作未知（?），按填报的合计、比率推算，应不小于 8个，又应不大于 7个，两者矛盾");
}

#[test]
fn where_rounding_seldom_does_so_much() {
    let input = |carried: &str| Input::of_2023().set("funds.total.carried", carried);
    assert_eq!(in_short(&input("411.95")), "");
    assert_snapshot!(findings_of(&input("411.97")), @r#"
    警告[rounded-total]: 晋城市 截至上年末结余填报为 411.97万元，按其他数据计算为 411.952，差 0.018，只由四舍五入很少会差这么多
       --> inputs/2023.toml:221:11
        |
    221 | carried = 411.97
        |           ^^^^^^ 填报 411.97
        |
        = 处理: 可能的笔误：晋城市 截至上年末结余是否应为 411.94、411.95、411.96？　城区 截至上年末结余是否应为 186.02、186.03、186.04？　泽州县 截至上年末结余是否应为 20.15、20.16、20.17？　高平市 截至上年末结余是否应为 22.52、22.53、22.54？　阳城县 截至上年末结余是否应为 140.036、140.037、140.038、140.039、140.042、140.052、140.062？　陵川县 截至上年末结余是否应为 25.18、25.19？
        = 处理: 请核对填报数和据以计算的各数的末位
        = 处理: 核对无误时，可在数据文件末尾认可它：
                [[accept]]
                code = "rounded-total"
                figure = "funds.total.carried"
                value = "411.97/411.952"
                reason = "理由"
    "#);
}

fn findings_of(input: &Input) -> String {
    let (_, printed) = crate::support::try_notice(input).unwrap();
    printed
}

#[test]
fn of_many_places_the_likeliest_are_shown() {
    // Eleven figures make the total; the slip is in the last.
    let input = Input::of_2023().set("funds.沁水县.spent_renewal", "285.32");
    let found = crate::support::findings(&input);
    let marked = |line: &&str| line.contains("---") || line.contains("^^^");
    assert_eq!(found.lines().filter(marked).count(), 6);
    assert!(found.contains("285.23？"), "{found}");
    assert!(found.contains("…另有 5 处"), "{found}");
}

#[test]
fn what_is_odd_of_a_total_is_not_put_down_to_every_county() {
    let input = Input::of_2023().set("targets.阳城县.subsidy", "60085");
    let found = all_findings(&input);
    let odd = found
        .iter()
        .filter(|finding| finding.message.contains("晋城市 租赁补贴完成率"));
    let places: Vec<usize> = odd.map(|finding| finding.labels.len()).collect();
    assert_eq!(places, [2]);
}

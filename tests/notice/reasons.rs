//! What a reviewer is told of a verdict: what differs between the two years'
//! figures, in words.

use hongtou::compare::page::page;
use hongtou::compare::terminal::terminal;
use hongtou::compare::{Comparison, VerdictChange};
use hongtou::model::PhraseSource;
use insta::assert_snapshot;

use crate::support::{Input, Run, Years, model, root};

fn compared(old: &Input, new: &Input) -> Comparison {
    Years::new().compare(old, new)
}

fn reasons<'c>(comparison: &'c Comparison, phrase: &str) -> Vec<&'c str> {
    let change = comparison.verdicts.iter().find(|v| v.phrase == phrase);
    let change: &VerdictChange = change.unwrap_or_else(|| panic!("{phrase} did not move"));
    change.reasons.iter().map(|r| r.text.as_str()).collect()
}

#[test]
fn a_verdict_that_moved_from_56_of_57_to_60_of_60() {
    let old = Input::of_2023()
        .set("survey.deformed", "42")
        .set("survey.sound", "31");
    let comparison = compared(&old, &Input::of_2023());
    assert_snapshot!(reasons(&comparison, "survey.heading").join("\n"), @"已摸底调查房屋：56栋（待摸底调查房屋总量 57栋）→ 60栋（待摸底调查房屋总量 60栋）");
}

#[test]
fn the_items_of_a_list_whose_test_came_out_otherwise() {
    let old = Input::of_2023().set("targets.城区.subsidy", "38");
    let comparison = compared(&old, &Input::of_2023());
    // Three of the four goals were met in both: they are no reason.
    assert_snapshot!(reasons(&comparison, "targets.heading").join("\n"), @"晋城市 租赁补贴完成率：99.8% → 179.6%（以 100% 为界）");
}

#[test]
fn the_counties_that_came_to_fall_short() {
    let new = Input::of_2023()
        .set("targets.沁水县.begun", "90")
        .set("targets.城区.subsidy", "300");
    let comparison = compared(&Input::of_2023(), &new);
    let mut verdicts = comparison.verdicts.iter();
    let fault = verdicts.find(|v| v.phrase == "closing.by_county");
    assert_snapshot!(fault.unwrap().new.text, @"沁水县未按计划完成棚户区住房改造年度开工任务；陵川县未按计划完成城镇住房保障家庭租赁补贴年度发放任务；城区未按计划完成城镇住房保障家庭租赁补贴年度发放任务，逾期在建棚改项目整改较慢；泽州县逾期在建棚改项目整改较慢；阳城县棚改专项贷款发放进度较慢");
    assert_snapshot!(reasons(&comparison, "closing.by_county").join("\n"), @"
    沁水县 开工率：100.0% → 50.0%（以 100% 为界）
    城区 租赁补贴完成率：123.7% → 85.7%（以 100% 为界）
    ");
}

#[test]
fn every_change_has_reasons_that_differ() {
    let base = Input::of_2023();
    let edits: [&[(&str, &str)]; 6] = [
        &[("targets.城区.begun", "1")],
        &[("targets.沁水县.begun", "90")],
        &[("survey.sound", "0")],
        &[("fees.paid", "100")],
        &[
            ("overdue.阳城县.delivered", "50"),
            ("overdue.阳城县.delivered_projects", "0"),
        ],
        &[("unfinished.城区.renewal_built", "0")],
    ];
    let mut moved = 0;
    for edit in edits {
        let comparison = compared(&base, &base.clone().set_all(edit));
        for change in &comparison.verdicts {
            moved += 1;
            let parts = change.parts.iter().flat_map(|part| &part.reasons);
            let all: Vec<_> = change.reasons.iter().chain(parts).collect();
            assert!(!all.is_empty(), "{edit:?}: {change:?}");
            assert!(all.iter().all(|r| r.old != r.new), "{edit:?}: {change:?}");
        }
    }
    assert!(moved > 5, "{moved}");
    // And between two whole years.
    for change in &compared(&Input::of_2022(), &base).verdicts {
        assert!(
            !change.reasons.is_empty() || !change.parts.is_empty(),
            "{change:?}"
        );
    }
}

#[test]
fn templates_that_alone_made_the_difference_are_told() {
    let run = Run::new();
    run.write("a.toml", Input::of_2023().text());
    run.copy("templates");
    let path = "templates/housing/figures/audit.toml";
    let text = String::from_utf8(run.read(path)).unwrap();
    run.write(path, text.replacen("all_rate < 90%", "all_rate < 99%", 1));
    let old = root().join("templates/housing");
    let (status, output, errors) = run.run(&[
        "diff",
        "a.toml",
        "a.toml",
        "--templates",
        "templates",
        "--old-templates",
        old.to_str().unwrap(),
    ]);
    assert_eq!((status, errors.as_str()), (1, ""));
    let told = "审计发现问题整改·小标题：审计发现问题整改顺利 → 审计发现问题整改需加快推进";
    assert!(output.replace("\n  ", "").contains(told), "{output}");
    assert!(
        output.contains("模板的条件改了，现为：审计发现问题整改 整改率低于 99%"),
        "{output}"
    );
}

#[test]
fn rules_are_told_in_prose() {
    let comparison = compared(&Input::of_2022(), &Input::of_2023());
    let mut sources = hongtou::source::Sources::default();
    let model = model(&mut sources);
    let page = page(&comparison);
    let start = page.find("id=\"verdicts\"").unwrap();
    let verdicts = &page[start..start + page[start..].find("</section>").unwrap()];
    let told = crate::diff::plain(&terminal(&comparison, true));
    for change in &comparison.verdicts {
        assert!(!verdicts.contains(&change.phrase), "{}", change.phrase);
        assert!(!told.contains(&change.phrase), "{}", change.phrase);
        assert!(
            told.replace('\n', "").contains(&change.name),
            "{}",
            change.name
        );
    }
    assert!(!verdicts.contains("templates/"), "{verdicts}");
    // The keys stay beside the prose for programs.
    let json: serde_json::Value =
        serde_json::from_str(&hongtou::compare::json::json(&comparison)).unwrap();
    let first = &json["verdicts"][0];
    assert_eq!(first["phrase"], "preamble.works");
    assert_eq!(first["name"], "引言·重点工作");
    // No reading holds a name of the templates' language.
    for section in &model.sections {
        for phrase in &section.phrases {
            let items = match &phrase.source {
                PhraseSource::Each(each) => model.item_source(section, &each.of.value),
                PhraseSource::Once | PhraseSource::Parts | PhraseSource::Merge(_) => None,
            };
            for when in phrase.rules.iter().filter_map(|rule| rule.when.as_ref()) {
                let reading = model.reading(&when.value, section, items.as_ref());
                let is_prose =
                    !reading.contains(['_', '>', '<', '{']) && !reading.contains("count");
                assert!(is_prose, "{reading}");
            }
        }
    }
}

#[test]
fn every_phrase_with_a_choice_has_a_name() {
    let mut sources = hongtou::source::Sources::default();
    let model = model(&mut sources);
    let mut nameless = Vec::new();
    for section in &model.sections {
        if section.name.is_none() {
            nameless.push(section.key.clone());
        }
        for phrase in &section.phrases {
            let has_filter = match &phrase.source {
                PhraseSource::Each(each) => each.filter.is_some(),
                PhraseSource::Once | PhraseSource::Parts | PhraseSource::Merge(_) => false,
            };
            if phrase.name.is_none() && (phrase.rules.len() > 1 || has_filter) {
                nameless.push(format!("{}.{}", section.key, phrase.key));
            }
        }
    }
    assert!(
        nameless.is_empty(),
        "these want a `name = \"…\"`: {nameless:?}"
    );
}

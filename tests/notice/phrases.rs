//! What a phrase that goes through items says of them as a list: 甲市、乙市和丙市; 甲市、乙市等四个市;
//! 无. And no words stand around a list that has nothing in it.

use std::fmt::Write;

use hongtou::office::{Input, Office, Refusal, Templates};
use hongtou::rules::rules;
use hongtou::source::Sources;

use crate::shared::templates;

/// An office with one monthly kind, the rain of cities.
fn office(section: &str) -> Result<Office, Refusal> {
    let mut files = templates("typ");
    let notice = r#"
cycle = "month"
organ = "某省气象台"
mark = "某省气象台文件"
number = "某气〔{issue_year}〕{number}号"
title = "关于{period}降水的通报"
total_label = "全省"
rounding_note = "注：四舍五入。"
figures = ["rain"]
annexes = ["rain"]
sections = ["body"]
[sets.cities]
label = "市"
words = ["市"]
"#;
    let rain = r#"
label = "降水"
title = "{period}降水"
rows = "cities"
row_head = "市"
[[columns]]
key = "days"
head = ["降水日数"]
label = "降水日数"
unit = "天"
"#;
    files.insert("notice.toml".into(), notice.into());
    files.insert("fonts.toml".into(), templates("toml")["fonts.toml"].clone());
    files.insert("figures/rain.toml".into(), rain.into());
    files.insert("sections/body.toml".into(), section.into());
    let templates = Templates::of_texts("templates/rain", &files);
    Office::without_fonts(templates, Sources::default())
}

/// A section that says one sentence; `wet` are the cities with ten days and more.
fn section(main: &str, wet: &str) -> String {
    format!(
        "paragraphs = [\"main\"]\n[phrases.main]\n{main}\n[phrases.wet]\neach = \"rain\"\n\
         where = \"days >= 10\"\njoin = \"、\"\nsay = \"{{name}}\"\n{wet}\n"
    )
}

/// The input of a month in which cities, the first of these names, had so many days of rain.
fn input(days: &[u32]) -> String {
    let names = ["甲市", "乙市", "丙市", "丁市", "戊市"];
    let names = &names[..days.len()];
    let listed: Vec<String> = names.iter().map(|name| format!("\"{name}\"")).collect();
    let listed = listed.join(", ");
    let mut text =
        format!("year = 2023\nmonth = 9\nnumber = 1\ndate = \"10月8日\"\ncities = [{listed}]\n");
    for (name, days) in names.iter().zip(days) {
        write!(text, "\n[rain.\"{name}\"]\ndays = {days}\n").unwrap();
    }
    text
}

fn said(section: &str, days: &[u32]) -> String {
    let office = office(section).unwrap_or_else(|refusal| panic!("{refusal}"));
    let run = office.read(Input::of_text("2023-09.toml", input(days)), false);
    let text = run.text().unwrap_or_else(|| panic!("{:?}", run.findings()));
    text.replace('\n', "")
}

/// Why templates with this section do not load, and the ways out.
fn refused(section: &str) -> String {
    let Err(refusal) = office(section) else {
        return String::new();
    };
    let findings = refusal.findings.iter();
    let told =
        findings.map(|finding| format!("{}\n{}\n", finding.message, finding.hints.join("\n")));
    told.collect()
}

const GUARDED: &str = r#"choose = [
    { when = "count(wet) > 0", say = "{wet}多雨。" },
    { say = "各市少雨。" },
]"#;

#[test]
fn another_word_may_stand_before_the_last_item() {
    let section = section(GUARDED, "last_join = \"和\"");
    let told = said(&section, &[12, 11, 10]);
    assert!(told.contains("甲市、乙市和丙市多雨。"), "{told}");
    assert!(said(&section, &[12, 3, 10]).contains("甲市和丙市多雨。"));
    let told = said(&section, &[12, 3, 4]);
    assert!(
        told.contains("甲市多雨。") && !told.contains('和'),
        "{told}"
    );
}

#[test]
fn parts_may_have_a_last_word_as_well() {
    let section = r#"
paragraphs = ["main"]
[phrases.main]
say = "本月{parts}。"
[phrases.parts]
join = "，"
last_join = "，并且"
parts = [
    { say = "多云" },
    { when = "rain.total.days > 5", say = "有雨" },
    { when = "rain.total.days > 9", say = "雨量大" },
]
"#;
    assert!(said(section, &[12]).contains("本月多云，有雨，并且雨量大。"));
    assert!(said(section, &[7]).contains("本月多云，并且有雨。"));
}

#[test]
fn a_long_list_is_cut_and_says_how_long_it_is() {
    let wet = "last_join = \"和\"\nlimit = 2\nmore = \"等{count}个市\"";
    let section = section(GUARDED, wet);
    let told = said(&section, &[12, 11, 10, 19]);
    assert!(told.contains("甲市、乙市等四个市多雨。"), "{told}");
    // As many as are said: nothing is left to stand behind them.
    assert!(said(&section, &[12, 3, 10]).contains("甲市和丙市多雨。"));
}

#[test]
fn what_is_not_said_is_counted() {
    let main = GUARDED.replace("{wet}多雨", "{counted(wet)}个{kinds(wet)}多雨，如{wet}");
    let section = section(&main, "falling = \"days\"\nlimit = 1");
    let told = said(&section, &[12, 11, 10, 19]);
    assert!(told.contains("四个市多雨，如丁市。"), "{told}");
    let section = section.replace("count(wet) > 0", "count(wet) = 3");
    assert!(said(&section, &[12, 11, 10]).contains("三个市多雨，如甲市。"));
}

#[test]
fn an_empty_list_may_say_what_stands_in_its_place() {
    let section = section(
        "say = \"多雨的市：{wet}。\"",
        "if_empty = \"无（{year}年）\"",
    );
    assert!(said(&section, &[12, 3, 10]).contains("多雨的市：甲市、丙市。"));
    let told = said(&section, &[1, 2]);
    assert!(told.contains("多雨的市：无（2023年）。"), "{told}");
    // A paragraph that is the list alone is printed with those words.
    let alone = section
        .replace("say = \"多雨的市：{wet}。\"", "say = \"{wet}\"")
        .replace("无（{year}年）", "本月没有多雨的市。");
    let told = said(&alone, &[1, 2]);
    assert!(told.contains("本月没有多雨的市。"), "{told}");
}

#[test]
fn an_empty_list_is_not_counted_as_one_item() {
    let main = GUARDED.replace("各市少雨", "多雨的市{wet}");
    let section = section(&main, "if_empty = \"无\"");
    assert!(said(&section, &[1, 2]).contains("多雨的市无。"));
    assert!(said(&section, &[1, 12]).contains("乙市多雨。"));
}

#[test]
fn the_keys_go_where_they_mean_something() {
    let told = refused(&section(GUARDED, "more = \"等\""));
    assert!(told.contains("写了 more 就要写 limit"), "{told}");
    let told = refused(&section(GUARDED, "limit = 0"));
    assert!(told.contains("limit 至少是 1"), "{told}");
    let told = refused(&section(GUARDED, "limit = 2\nmore = \"等{number_of}个\""));
    assert!(told.contains("没有叫“number_of”"), "{told}");
    // An item's words are not those of the list.
    let told = refused(&section(GUARDED, "if_empty = \"{name}\""));
    assert!(told.contains("没有叫“name”"), "{told}");
    let told = refused(&section(&format!("{GUARDED}\nif_empty = \"无\""), ""));
    assert!(told.contains("limit、more、if_empty 只用于逐项"), "{told}");
    let shared = "last_join = \"和\"\nshared = { say = \"{kinds_of}\", join = \"；\" }";
    let told = refused(&section(GUARDED, shared));
    assert!(told.contains("有 shared 的措辞不用 last_join"), "{told}");
}

#[test]
fn a_list_that_says_itself_is_refused() {
    let told = refused(&section(GUARDED, "if_empty = \"{wet}\""));
    assert!(told.contains("wet"), "{told}");
    let told = refused(&section(GUARDED, "limit = 2\nmore = \"等{main}\""));
    assert!(told.contains("main"), "{told}");
}

#[test]
fn the_rules_tell_what_a_list_says() {
    let wet = "limit = 2\nmore = \"等{count}个市\"\nif_empty = \"无\"";
    let office = office(&section("say = \"多雨的市：{wet}。\"", wet)).unwrap();
    let run = office.read(Input::of_text("2023-09.toml", input(&[12, 11, 10])), false);
    let rules = rules(office.model(), run.year().unwrap(), run.sources());
    let rule = rules.iter().find(|rule| rule.phrase == "body.wet").unwrap();
    let within = rule.within.as_deref().unwrap();
    assert!(within.starts_with("逐项 rain，只取 days >= 10"), "{within}");
    assert!(
        within.ends_with("，最多说 2 项，更多时接“等{count}个市”，一项都没有时写“无”"),
        "{within}"
    );
    // The rule has spoken of every city, said or not.
    assert_eq!(rule.times, 3);
}

/// A list that may have nothing in it is refused, with a way out.
fn may_be_empty(section: &str) {
    let told = refused(section);
    assert!(
        told.contains("清单“wet”可能一项也没有"),
        "{section}\n{told}"
    );
    assert!(told.contains("if_empty = \"无\"") && told.contains("count(wet) > 0"));
}

#[test]
fn words_around_a_list_that_may_be_empty_are_refused() {
    may_be_empty(&section("say = \"{wet}多雨。\"", ""));
    may_be_empty(&section("say = \"{first(wet)}等多雨。\"", ""));
    // Through another phrase as well.
    let through = "say = \"其中{named}。\"\n[phrases.named]\nsay = \"{wet}\"";
    may_be_empty(&section(through, ""));
    // A heading is no heading without words.
    let heading = "say = \"各市有雨。\"\n[phrases.head]\nsay = \"{wet}\"";
    may_be_empty(&format!("heading = \"head\"\n{}", section(heading, "")));
    // `limit` bounds it from above alone.
    may_be_empty(&section(
        "say = \"{wet}多雨。\"",
        "limit = 2\nmore = \"等\"",
    ));
}

#[test]
fn a_guard_keeps_the_words_from_an_empty_list() {
    for guard in [
        "count(wet) > 0",
        "count(wet) >= 1",
        "count(wet) = 3",
        "not count(wet) = 0",
    ] {
        let main = GUARDED.replace("count(wet) > 0", guard);
        assert_eq!(refused(&section(&main, "")), "", "{guard}");
    }
    // What the rule before has taken out, the last one need not fear.
    let after = r#"choose = [
    { when = "count(wet) = 0", say = "各市少雨。" },
    { when = "count(wet) = 1", say = "只有{wet}多雨。" },
    { say = "{wet}多雨。" },
]"#;
    assert_eq!(refused(&section(after, "")), "");
    may_be_empty(&section(&after.replace("(wet) = 0", "(wet) = 2"), ""));
    may_be_empty(&section(&GUARDED.replace("> 0", "< 3"), ""));
    // Nor does the phrase that is said under a guard.
    let through = format!(
        "{}\n[phrases.named]\nsay = \"其中{{wet}}\"",
        GUARDED.replace("{wet}", "{named}")
    );
    assert_eq!(refused(&section(&through, "")), "");
    // A section that is printed only then.
    let guarded = format!(
        "when = \"count(wet) > 0\"\n{}",
        section("say = \"{wet}多雨。\"", "")
    );
    assert_eq!(refused(&guarded), "");
}

#[test]
fn a_list_that_has_an_item_or_stands_alone_needs_no_guard() {
    let all = section("say = \"{wet}有雨。\"", "").replace("where = \"days >= 10\"\n", "");
    assert_eq!(refused(&all), "");
    // A paragraph that is nothing but the list is left out with it.
    let alone = section("say = \"{wet}\"", "");
    assert_eq!(refused(&alone), "");
    // So is a part.
    let parts = section(
        "join = \"，\"\nparts = [{ say = \"有雨\" }, { say = \"{wet}\" }]",
        "",
    );
    assert_eq!(refused(&parts), "");
}

//! Every rule of the templates, and whether this year's figures choose it.

mod table;

pub use table::{BoundTable, PhraseTable, SectionTable, TriedValue, section_table};

use std::collections::BTreeMap;

use crate::language::Condition;
use crate::model::{
    Enumeration, ItemSource, ListEntry, Model, Phrase, PhraseSource, Placed, Section,
};
use crate::pipeline::Year;
use crate::source::{Place, Sources};
use crate::verdict::{Judge, Scope};

/// One rule as it stands in the templates.
#[derive(Debug, PartialEq, Eq)]
pub struct RuleUse {
    /// The section and the phrase or list: `targets.verdict`; or the section alone.
    pub phrase: String,
    /// The same for a reader: 年度目标任务·结论.
    pub title: String,
    /// Of what the phrase is said, when not once by the first rule that matches.
    pub within: Option<String>,
    /// From 1.
    pub number: usize,
    /// When it is chosen, as the template has it; nothing of the last of a set.
    pub condition: Option<String>,
    /// The same in words.
    pub reading: Option<String>,
    /// The wording as it stands in the template, on one line.
    pub wording: String,
    /// Where it stands.
    pub place: Place,
    /// How often it was chosen: once, or for so many rows.
    pub times: usize,
}

/// The rules of all sections in order: of the section itself, of its lists, of its phrases.
pub fn rules(model: &Model, year: &Year, sources: &Sources) -> Vec<RuleUse> {
    let mut times: BTreeMap<(&str, usize), usize> = BTreeMap::new();
    for rule in &year.notice.used {
        *times.entry((&rule.phrase, rule.index)).or_default() += 1;
    }
    let judge = Judge::new(model, &year.inputs, &year.figures);
    let mut rules = Vec::new();
    for section in &model.sections {
        let holds = |when: Option<&Placed<Condition>>| {
            when.is_none_or(|when| judge.holds(&when.value, Scope::of(section)))
        };
        let is_in = holds(section.when.as_ref());
        if let Some(when) = &section.when {
            rules.push(RuleUse {
                wording: "（整节）".to_owned(),
                times: usize::from(is_in),
                ..rule(
                    model,
                    section,
                    (section.key.clone(), 0),
                    Some(when),
                    None,
                    &when.place,
                )
            });
        }
        rules.extend(
            entries(model, section, sources).map(|(entry, rule)| RuleUse {
                times: usize::from(is_in && holds(entry.when.as_ref())),
                ..rule
            }),
        );
        rules.extend(phrases(model, section, sources).map(|rule| {
            let key = (rule.phrase.as_str(), rule.number - 1);
            let times = times.get(&key).copied().unwrap_or(0);
            RuleUse { times, ..rule }
        }));
    }
    rules
}

/// A rule by the key and the index in its set; without its wording, and how often it was chosen.
fn rule(
    model: &Model,
    section: &Section,
    (key, at): (String, usize),
    when: Option<&Placed<Condition>>,
    items: Option<&ItemSource>,
    place: &Place,
) -> RuleUse {
    RuleUse {
        title: model.phrase_title(&key),
        phrase: key,
        within: None,
        number: at + 1,
        condition: when.map(|when| when.value.to_string()),
        reading: when.map(|when| model.reading(&when.value, section, items)),
        wording: String::new(),
        place: place.clone(),
        times: 0,
    }
}

/// The entries of a section's lists, each with its words.
fn entries<'a>(
    model: &'a Model,
    section: &'a Section,
    sources: &'a Sources,
) -> impl Iterator<Item = (&'a ListEntry, RuleUse)> {
    section.lists.iter().flat_map(move |list| {
        list.entries.iter().enumerate().map(move |(at, entry)| {
            let words = entry.words.iter();
            let words: Vec<_> = words
                .map(|(_, word)| as_written(&word.place, sources))
                .collect();
            let key = format!("{}.{}", section.key, list.key);
            let first = entry.words.first().map(|(_, word)| &word.place);
            let place = first.unwrap_or(&list.place);
            let rule = RuleUse {
                within: Some("列表".to_owned()),
                wording: words.join("，"),
                ..rule(model, section, (key, at), entry.when.as_ref(), None, place)
            };
            (entry, rule)
        })
    })
}

fn phrases<'a>(
    model: &'a Model,
    section: &'a Section,
    sources: &'a Sources,
) -> impl Iterator<Item = RuleUse> + 'a {
    section.phrases.iter().flat_map(move |phrase| {
        let within = within(model, section, phrase, sources);
        let items = items_of(model, section, phrase);
        let rules = phrase.rules.iter().enumerate();
        rules.map(move |(at, of)| {
            let key = format!("{}.{}", section.key, phrase.key);
            let (when, place) = (of.when.as_ref(), &of.say.place);
            RuleUse {
                within: within.clone(),
                wording: as_written(place, sources),
                ..rule(model, section, (key, at), when, items.as_ref(), place)
            }
        })
    })
}

fn items_of<'a>(model: &'a Model, section: &Section, phrase: &Phrase) -> Option<ItemSource<'a>> {
    model.item_source(section, &phrase.each()?.of.value)
}

fn within(model: &Model, section: &Section, phrase: &Phrase, sources: &Sources) -> Option<String> {
    match &phrase.source {
        PhraseSource::Once => None,
        PhraseSource::Parts => Some("各条都可用".to_owned()),
        PhraseSource::Merge(_) => Some("逐行合并".to_owned()),
        PhraseSource::Each(each) => {
            let of = &each.of.value;
            let told = match &each.filter {
                Some(filter) => {
                    let items = items_of(model, section, phrase);
                    let reading = model.reading(&filter.value, section, items.as_ref());
                    format!("逐项 {of}，只取 {}（{reading}）", filter.value)
                }
                None => format!("逐项 {of}"),
            };
            Some(told + &of_the_list(each, sources))
        }
    }
}

/// What a phrase says of its items as a list.
fn of_the_list(each: &Enumeration, sources: &Sources) -> String {
    let mut told = String::new();
    if let Some(limit) = &each.limit {
        told.extend(["，最多说 ", &limit.most.to_string(), " 项"]);
        if let Some(more) = &limit.more {
            told.extend(["，更多时接“", &as_written(&more.place, sources), "”"]);
        }
    }
    if let Some(words) = &each.if_empty {
        told.extend(["，一项都没有时写“", &as_written(&words.place, sources), "”"]);
    }
    told
}

/// A text of a template without its quotes and line joints.
pub(crate) fn as_written(place: &Place, sources: &Sources) -> String {
    let raw = &sources.get(place.source).text[place.span.clone()];
    let text = raw.trim_matches(['"', '\'']);
    text.replace("\\\n", "").replace('\n', "")
}

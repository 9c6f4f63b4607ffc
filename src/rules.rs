//! Every rule of the templates, and whether this year's figures choose it.

use std::collections::BTreeMap;

use crate::language::Condition;
use crate::model::{ItemSource, ListEntry, Model, PhraseSource, Placed, Section};
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

/// The rules of all sections, in order: whether a section is in the notice at
/// all, its lists' entries, and its phrases.
pub fn rules(model: &Model, year: &Year, sources: &Sources) -> Vec<RuleUse> {
    let mut times: BTreeMap<(&str, usize), usize> = BTreeMap::new();
    for rule in &year.notice.used {
        *times.entry((&rule.phrase, rule.index)).or_default() += 1;
    }
    let judge = Judge::new(model, &year.inputs, &year.figures);
    let mut rules = Vec::new();
    for section in &model.sections {
        let holds = |when: &Option<Placed<Condition>>| {
            let when = when.as_ref();
            when.is_none_or(|when| judge.holds(&when.value, Scope::of(section)))
        };
        let is_in = holds(&section.when);
        if let Some(when) = &section.when {
            rules.push(RuleUse {
                phrase: section.key.clone(),
                title: section.title().to_owned(),
                reading: Some(model.reading(&when.value, section, None)),
                within: None,
                number: 1,
                condition: Some(when.value.to_string()),
                wording: "（整节）".to_owned(),
                place: when.place.clone(),
                times: usize::from(is_in),
            });
        }
        rules.extend(
            entries(model, section, sources).map(|(entry, rule)| RuleUse {
                times: usize::from(is_in && holds(&entry.when)),
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
            let first = entry.words.first().map(|(_, word)| word.place.clone());
            let rule = RuleUse {
                phrase: format!("{}.{}", section.key, list.key),
                title: model.phrase_title(&format!("{}.{}", section.key, list.key)),
                reading: entry
                    .when
                    .as_ref()
                    .map(|when| model.reading(&when.value, section, None)),
                within: Some("列表".to_owned()),
                number: at + 1,
                condition: entry.when.as_ref().map(|when| when.value.to_string()),
                wording: words.join("，"),
                place: first.unwrap_or_else(|| list.place.clone()),
                times: 0,
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
        let within = within(model, section, &phrase.source);
        let rules = phrase.rules.iter().enumerate();
        rules.map(move |(at, rule)| RuleUse {
            phrase: format!("{}.{}", section.key, phrase.key),
            title: model.phrase_title(&format!("{}.{}", section.key, phrase.key)),
            reading: rule.when.as_ref().map(|when| {
                let items = items_of(model, section, &phrase.source);
                model.reading(&when.value, section, items.as_ref())
            }),
            within: within.clone(),
            number: at + 1,
            condition: rule.when.as_ref().map(|when| when.value.to_string()),
            wording: as_written(&rule.say.place, sources),
            place: rule.say.place.clone(),
            times: 0,
        })
    })
}

fn items_of<'a>(
    model: &'a Model,
    section: &Section,
    source: &PhraseSource,
) -> Option<ItemSource<'a>> {
    match source {
        PhraseSource::Each(each) => model.item_source(section, &each.of.value),
        PhraseSource::Once | PhraseSource::Parts | PhraseSource::Merge(_) => None,
    }
}

fn within(model: &Model, section: &Section, source: &PhraseSource) -> Option<String> {
    match source {
        PhraseSource::Once => None,
        PhraseSource::Parts => Some("各条都可用".to_owned()),
        PhraseSource::Merge(_) => Some("按县（市、区）合并".to_owned()),
        PhraseSource::Each(each) => {
            let of = &each.of.value;
            Some(match &each.filter {
                Some(filter) => {
                    let items = items_of(model, section, source);
                    let reading = model.reading(&filter.value, section, items.as_ref());
                    format!("逐项 {of}，只取 {}（{reading}）", filter.value)
                }
                None => format!("逐项 {of}"),
            })
        }
    }
}

/// A text of a template without its quotes and line joints.
pub(crate) fn as_written(place: &Place, sources: &Sources) -> String {
    let raw = &sources.get(place.source).text[place.span.clone()];
    let text = raw.trim_matches(['"', '\'']);
    text.replace("\\\n", "").replace('\n', "")
}

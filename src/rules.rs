//! Every rule of the templates, and whether this year's figures choose it.

use std::collections::BTreeMap;

use crate::model::{Model, Section};
use crate::notice::Notice;
use crate::source::{Place, Sources};

/// One rule as it stands in the templates.
#[derive(Debug, PartialEq, Eq)]
pub struct RuleUse {
    /// The section and the phrase: `targets.verdict`.
    pub phrase: String,
    /// From 1.
    pub number: usize,
    pub condition: Option<String>,
    /// The wording as it stands in the template, on one line.
    pub wording: String,
    pub place: Place,
    /// How often it was chosen: once, or for so many rows.
    pub times: usize,
}

/// The rules of all sections, in order.
pub fn rules(model: &Model, notice: &Notice, sources: &Sources) -> Vec<RuleUse> {
    let mut times: BTreeMap<(&str, usize), usize> = BTreeMap::new();
    for rule in &notice.used {
        *times.entry((&rule.phrase, rule.index)).or_default() += 1;
    }
    let mut rules = Vec::new();
    for section in &model.sections {
        rules.extend(of_section(section, sources).map(|rule| {
            let key = (rule.phrase.as_str(), rule.number - 1);
            let times = times.get(&key).copied().unwrap_or(0);
            RuleUse { times, ..rule }
        }));
    }
    rules
}

fn of_section<'a>(
    section: &'a Section,
    sources: &'a Sources,
) -> impl Iterator<Item = RuleUse> + 'a {
    section.phrases.iter().flat_map(move |phrase| {
        phrase
            .rules
            .iter()
            .enumerate()
            .map(move |(at, rule)| RuleUse {
                phrase: format!("{}.{}", section.key, phrase.key),
                number: at + 1,
                condition: rule.when.as_ref().map(|when| when.value.to_string()),
                wording: as_written(&rule.say.place, sources),
                place: rule.say.place.clone(),
                times: 0,
            })
    })
}

/// A text of a template without its quotes and line joints.
fn as_written(place: &Place, sources: &Sources) -> String {
    let raw = &sources.get(place.source).text[place.span.clone()];
    let text = raw.trim_matches(['"', '\'']);
    text.replace("\\\n", "").replace('\n', "")
}

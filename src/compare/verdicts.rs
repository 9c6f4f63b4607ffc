use std::collections::HashMap;

use serde::Serialize;

use super::Side;
use super::figures::file_line;
use crate::model::{PhraseSource, Rule};
use crate::notice::Chosen;
use crate::source::Sources;

/// A phrase for which the two years chose different rules.
#[derive(Debug, Serialize)]
pub struct VerdictChange {
    /// The section and the phrase: lasts from year to year.
    pub phrase: String,
    /// The row that it was said of, if of one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub row: Option<String>,
    pub old: Verdict,
    pub new: Verdict,
}

#[derive(Debug, PartialEq, Eq, Serialize)]
pub struct Verdict {
    /// What it came to.
    pub text: String,
    /// The conditions of the rules that matched; 其余 for the one without.
    pub rules: Vec<String>,
    /// The same, in words for a reviewer.
    pub readings: Vec<String>,
    /// Where the first of them stands: file and line.
    pub place: Option<String>,
}

pub(super) const OTHERWISE: &str = "其余";

pub(super) fn compare(old: Side, new: Side, sources: &Sources) -> Vec<VerdictChange> {
    let before = numbered(&old.year.notice.chosen);
    let before: HashMap<_, _> = before.into_iter().collect();
    numbered(&new.year.notice.chosen)
        .into_iter()
        .filter_map(|(key, chosen)| {
            let (was, is) = (
                verdict(old, before.get(&key)?, sources),
                verdict(new, chosen, sources),
            );
            (was.rules != is.rules && was.text != is.text).then(|| VerdictChange {
                phrase: chosen.phrase.clone(),
                row: chosen.row.clone(),
                old: was,
                new: is,
            })
        })
        .collect()
}

type ChosenKey<'a> = (&'a str, Option<&'a str>, usize);

/// Items without a row of their own are told apart by their order.
fn numbered(chosen: &[Chosen]) -> Vec<(ChosenKey<'_>, &Chosen)> {
    let mut counts: HashMap<(&str, Option<&str>), usize> = HashMap::new();
    chosen
        .iter()
        .map(|chosen| {
            let key = (chosen.phrase.as_str(), chosen.row.as_deref());
            let count = counts.entry(key).or_default();
            *count += 1;
            ((key.0, key.1, *count), chosen)
        })
        .collect()
}

fn verdict(side: Side, chosen: &Chosen, sources: &Sources) -> Verdict {
    let found = chosen.phrase.split_once('.').and_then(|(section, phrase)| {
        let section = side.model.section(section)?;
        Some((section, section.phrase(phrase)?))
    });
    let rules: Vec<&Rule> = found.map_or_else(Vec::new, |(_, phrase)| {
        let rules = chosen.rules.iter();
        rules.filter_map(|at| phrase.rules.get(*at)).collect()
    });
    let reading = |rule: &&Rule| match (&rule.when, found) {
        (Some(when), Some((section, phrase))) => {
            let items = match &phrase.source {
                PhraseSource::Each(each) => side.model.item_source(section, &each.of.value),
                PhraseSource::Once | PhraseSource::Parts | PhraseSource::Merge(_) => None,
            };
            side.model.reading(&when.value, section, items.as_ref())
        }
        _ => OTHERWISE.to_owned(),
    };
    let condition = |rule: &&Rule| match &rule.when {
        Some(when) => {
            let text = &sources.get(when.place.source).text;
            text[when.place.span.clone()].trim_matches('"').to_owned()
        }
        None => OTHERWISE.to_owned(),
    };
    let place = |rule: &&Rule| {
        let when = rule.when.as_ref().map(|when| &when.place);
        file_line(when.unwrap_or(&rule.say.place), sources)
    };
    Verdict {
        text: chosen.text.clone(),
        rules: rules.iter().map(condition).collect(),
        readings: rules.iter().map(reading).collect(),
        place: rules.first().map(place),
    }
}

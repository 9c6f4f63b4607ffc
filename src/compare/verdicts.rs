use std::collections::{BTreeSet, HashMap};

use serde::Serialize;

use super::Side;
use super::figures::file_line;
use super::reasons::{self, PartChange, Reason};
use crate::model::{PhraseSource, Rule};
use crate::source::Sources;
use crate::wording::Chosen;

/// A phrase for which the two years chose different rules.
#[derive(Debug, Serialize)]
pub struct VerdictChange {
    /// The section and the phrase: lasts from year to year.
    pub phrase: String,
    /// What a reviewer calls the phrase: 年度目标任务·结论.
    pub name: String,
    /// The row that it was said of, if of one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub row: Option<String>,
    /// What the older notice says.
    pub old: Verdict,
    /// What the newer notice says.
    pub new: Verdict,
    /// What the figures of the two years say differently.
    pub reasons: Vec<Reason>,
    /// Of a sentence in parts: those that came or went.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub parts: Vec<PartChange>,
}

/// What one of the notices says by a phrase, and by which rules.
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

impl VerdictChange {
    /// The phrase and its row for a reader; a record has only its number for a name.
    pub fn title(&self) -> String {
        let row = self.row.as_ref().map(|row| match row.parse::<usize>() {
            Ok(number) => format!("（第{number}项）"),
            Err(_) => format!("（{row}）"),
        });
        format!("{}{}", self.name, row.unwrap_or_default())
    }
}

pub(super) const OTHERWISE: &str = "其余情况";

/// The verdicts that differ, in the order of the newer notice.
pub(super) fn compare(old: Side, new: Side, sources: &Sources) -> Vec<VerdictChange> {
    let before = numbered(&old.year.notice.chosen);
    let before: HashMap<_, _> = before.into_iter().collect();
    let mut changes: Vec<VerdictChange> = numbered(&new.year.notice.chosen)
        .into_iter()
        .filter_map(|(key, chosen)| {
            let earlier = before.get(&key)?;
            let (was, is) = (
                verdict(old, earlier, sources),
                verdict(new, chosen, sources),
            );
            let in_parts = new.model.phrase_of(&chosen.phrase);
            let in_parts = in_parts.is_some_and(|(_, phrase)| reasons::says_parts(phrase));
            (was.rules != is.rules && was.text != is.text).then(|| VerdictChange {
                phrase: chosen.phrase.clone(),
                name: new.model.phrase_title(&chosen.phrase),
                row: chosen.row.clone(),
                old: was,
                new: is,
                reasons: if in_parts {
                    Vec::new()
                } else {
                    reasons::of_choice(old, new, earlier, chosen)
                },
                parts: if in_parts {
                    reasons::of_parts(old, new, earlier, chosen)
                } else {
                    Vec::new()
                },
            })
        })
        .collect();
    for change in names(old, new) {
        let is_told = changes.iter().any(|told| {
            let is_same_text = told.old.text == change.old.text && told.new.text == change.new.text;
            told.phrase == change.phrase || is_same_text
        });
        if !is_told {
            changes.push(change);
        }
    }
    changes
}

/// The lists of names, such as those of the counties that fell short, that
/// have other names in them.
fn names(old: Side, new: Side) -> impl Iterator<Item = VerdictChange> {
    let used = new.year.notice.used.iter().map(|rule| rule.phrase.as_str());
    let used: BTreeSet<&str> = used.collect();
    used.into_iter().filter_map(move |key| {
        let (was, is, reasons) = reasons::of_names(old, new, key)?;
        let verdict = |text| Verdict {
            text,
            rules: Vec::new(),
            readings: Vec::new(),
            place: None,
        };
        Some(VerdictChange {
            phrase: key.to_owned(),
            name: new.model.phrase_title(key),
            row: None,
            old: verdict(was),
            new: verdict(is),
            reasons,
            parts: Vec::new(),
        })
    })
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

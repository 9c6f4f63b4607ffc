use std::collections::{BTreeSet, HashMap};

use serde::Serialize;

use super::Side;
use super::figures::file_line;
use super::reasons::{self, PartChange, Reason};
use super::records::Records;
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
pub(super) fn compare(
    old: Side,
    new: Side,
    records: &Records,
    sources: &Sources,
) -> Vec<VerdictChange> {
    let before = numbered(&old.year.notice.chosen, |chosen| {
        let row = chosen.row.as_deref()?;
        Some(records.row_of_phrase(old, &chosen.phrase, row))
    });
    let before: HashMap<_, _> = before.into_iter().collect();
    let both = (old, new, records);
    let mut changes: Vec<VerdictChange> = numbered(&new.year.notice.chosen, Chosen::row)
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
                    reasons::of_choice(both, earlier, chosen)
                },
                parts: if in_parts {
                    reasons::of_parts(both, earlier, chosen)
                } else {
                    Vec::new()
                },
            })
        })
        .collect();
    for change in names(both) {
        let is_told = changes.iter().any(|told| {
            let is_same_text = told.old.text == change.old.text && told.new.text == change.new.text;
            told.phrase == change.phrase || is_same_text || is_begun_or_over(&change, told)
        });
        if !is_told {
            changes.push(change);
        }
    }
    changes
}

/// Whether a list is empty in one of the periods, and another verdict told of it already for the same
/// reasons: 没有逾期的 → 一桥逾期.
fn is_begun_or_over(list: &VerdictChange, told: &VerdictChange) -> bool {
    let is_empty = list.old.text.is_empty() || list.new.text.is_empty();
    is_empty && list.reasons.iter().all(|of| told.reasons.contains(of))
}

/// The lists of names, such as those of the counties that fell short, that
/// have other names in them.
fn names<'a>(
    both: (Side<'a>, Side<'a>, &'a Records),
) -> impl Iterator<Item = VerdictChange> + use<'a> {
    let (old, new, _) = both;
    let used = [old, new]
        .into_iter()
        .flat_map(|side| &side.year.notice.used);
    let used: BTreeSet<&str> = used.map(|rule| rule.phrase.as_str()).collect();
    used.into_iter().filter_map(move |key| {
        let (was, is, reasons) = reasons::of_names(both, key)?;
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
fn numbered<'c>(
    chosen: &'c [Chosen],
    row: impl Fn(&'c Chosen) -> Option<&'c str>,
) -> Vec<(ChosenKey<'c>, &'c Chosen)> {
    let mut counts: HashMap<(&str, Option<&str>), usize> = HashMap::new();
    chosen
        .iter()
        .map(|chosen| {
            let key = (chosen.phrase.as_str(), row(chosen));
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

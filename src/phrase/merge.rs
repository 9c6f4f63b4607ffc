//! What several phrases say of rows, put together by county: each county is
//! named once, with all that is to be said of it.

use super::{Local, Locals, Phraser, Said, SaidItem, Scope, say::joined};
use crate::input::RowInput;
use crate::model::{
    Content, Group, ItemSource, MERGED_WORD, Meaning, Merge, Phrase, PhraseSource, Rows, Section,
};
use crate::notice::{Span, plain};

/// What is said of one county: the rules that said it, and the words.
struct OfCounty {
    county: String,
    rules: Vec<usize>,
    said: Vec<Vec<Span>>,
}

impl Phraser<'_> {
    pub(super) fn merge(&self, section: &Section, phrase: &Phrase, merge: &Merge) -> Said {
        let mut all: Vec<OfCounty> = Vec::new();
        for (rule, of) in merge.of.iter().enumerate() {
            let Some(Meaning::Phrase(owner, each)) = self.model.meaning(Some(section), &of.value)
            else {
                continue;
            };
            for (county, items) in self.by_county(owner, each) {
                let locals: Locals = vec![(MERGED_WORD.to_owned(), Local::Words(items))];
                let scope = Scope {
                    section: Some(section),
                    locals: &locals,
                };
                let said = self.choose(phrase, rule..=rule, scope, Some(&county));
                let spans = said.into_iter().flat_map(|said| said.spans).collect();
                match all.iter_mut().find(|of| of.county == county) {
                    Some(of) => {
                        of.rules.push(rule);
                        of.said.push(spans);
                    }
                    None => all.push(OfCounty {
                        county,
                        rules: vec![rule],
                        said: vec![spans],
                    }),
                }
            }
        }
        // In the order of what is said, then of the counties.
        all.sort_by_key(|of| (of.rules.clone(), self.rank(&of.county)));
        let mut items = Vec::new();
        let mut rest = all.as_slice();
        while let Some(first) = rest.first() {
            let is_same =
                |of: &&OfCounty| of.rules == first.rules && texts(&of.said) == texts(&first.said);
            let count = rest.iter().take_while(is_same).count();
            items.push(item(&rest[..count], merge));
            rest = &rest[count..];
        }
        joined(items, &phrase.join)
    }

    /// The items of a phrase that goes through rows, by county.
    fn by_county(&self, owner: &Section, each: &Phrase) -> Vec<(String, Vec<Span>)> {
        let PhraseSource::Each(enumeration) = &each.source else {
            return Vec::new();
        };
        let Some(ItemSource::Rows(group)) = self.model.item_source(owner, &enumeration.of.value)
        else {
            return Vec::new();
        };
        let said = self.phrase(owner, each);
        let mut found: Vec<(String, Vec<Span>)> = Vec::new();
        for item in &said.items {
            let rows = &self.input_of(group).rows;
            let row = item.row.as_ref().and_then(|row| rows.get(row.as_str()));
            let Some(county) = row.map(|row| county_of(group, row)) else {
                continue;
            };
            match found.iter_mut().find(|(other, _)| *other == county) {
                Some((_, spans)) => {
                    spans.push(Span::text(&each.join));
                    spans.extend(item.spans.iter().cloned());
                }
                None => found.push((county, item.spans.clone())),
            }
        }
        found
    }

    /// Where a county stands in the list of the input; a row that is no county, behind them all.
    fn rank(&self, county: &str) -> usize {
        let counties = &self.inputs.counties;
        counties
            .iter()
            .position(|other| other == county)
            .unwrap_or(counties.len())
    }
}

/// The county that a row is of: the row itself, or what a record says.
fn county_of(group: &Group, row: &RowInput) -> String {
    let is_county = |content: &Content| matches!(content, Content::Text { county: true, .. });
    let column = group
        .columns
        .iter()
        .find(|column| is_county(&column.content));
    let named = column.and_then(|column| row.texts.get(&column.key));
    match (&group.rows, named) {
        (Rows::Records, Some(county)) => county.clone(),
        _ => row.key.to_string(),
    }
}

fn texts(said: &[Vec<Span>]) -> Vec<String> {
    said.iter().map(|spans| plain(spans)).collect()
}

/// A county's name is said by the rule that says the first thing of it.
fn name_of(county: &OfCounty) -> Span {
    let name = Span::text(&county.county);
    let mut said = county.said.iter().flatten();
    match said.find_map(|span| span.origin.clone()) {
        Some(origin) => name.said_by(&origin),
        None => name,
    }
}

/// Counties of which the same is said, and what.
fn item(same: &[OfCounty], merge: &Merge) -> SaidItem {
    let mut spans = Vec::new();
    for (at, of) in same.iter().enumerate() {
        if at > 0 {
            spans.push(Span::text(&merge.names));
        }
        spans.push(name_of(of));
    }
    let first = same.first();
    let mut before = None;
    for (rule, words) in first
        .into_iter()
        .flat_map(|of| of.rules.iter().zip(&of.said))
    {
        let lead = &merge.leads[*rule];
        if before == Some(lead) && !lead.is_empty() {
            spans.push(Span::text(&merge.names));
        } else {
            spans.push(Span::text(before.map_or("", |_| merge.between.as_str())));
            spans.push(Span::text(lead));
        }
        spans.extend(words.iter().cloned());
        before = Some(lead);
    }
    SaidItem {
        spans,
        row: None,
        rule: first.and_then(|of| of.rules.first().copied()).unwrap_or(0),
    }
}

//! What several phrases say of rows, put together by row of a set: each is
//! named once, with all that is to be said of it.

use std::collections::HashMap;

use indexmap::IndexMap;

use super::{Extra, Phraser, Said, SaidItem, Span, plain, say::joined};
use crate::model::{ItemSource, MERGED_WORD, Meaning, Merge, Phrase, Section};
use crate::verdict::Scope;

/// What is said of one row: the rules that said it, and the words.
struct OfMember {
    member: String,
    rules: Vec<usize>,
    said: Vec<Vec<Span>>,
}

impl<'a> Phraser<'a> {
    pub(super) fn merge(
        &mut self,
        section: &'a Section,
        phrase: &'a Phrase,
        merge: &'a Merge,
    ) -> Said {
        let mut all: IndexMap<String, OfMember> = IndexMap::new();
        for (rule, of) in merge.of.iter().enumerate() {
            let meaning = self.judge.model.meaning(Some(section), &of.value);
            let Some(Meaning::Phrase(owner, each)) = meaning else {
                continue;
            };
            for (member, items) in self.by_member(owner, each) {
                let extra = Extra {
                    words: &[(MERGED_WORD, items)],
                    row: Some(&member),
                };
                let said = self.choose(phrase, rule..rule + 1, Scope::of(section), extra);
                let spans = said.map(|said| said.spans).unwrap_or_default();
                let of = all.entry(member.clone()).or_insert_with(|| OfMember {
                    member,
                    rules: Vec::new(),
                    said: Vec::new(),
                });
                of.rules.push(rule);
                of.said.push(spans);
            }
        }
        // In the order of what is said, then of the sets; a row that is of none, behind them.
        let ranks: HashMap<&str, usize> = self.judge.inputs.row_names().zip(0..).collect();
        let mut all: Vec<OfMember> = all.into_values().collect();
        all.sort_by_key(|of| {
            let rank = ranks.get(of.member.as_str()).copied();
            (of.rules.clone(), rank.unwrap_or(ranks.len()))
        });
        let same = all.chunk_by(|one, other| {
            one.rules == other.rules && texts(&one.said) == texts(&other.said)
        });
        let items = same.map(|same| item(same, merge)).collect();
        joined(items, &phrase.join, phrase.last_join())
    }

    /// The items of a phrase that goes through rows, by row of a set.
    fn by_member(&mut self, owner: &'a Section, each: &'a Phrase) -> IndexMap<String, Vec<Span>> {
        let mut found: IndexMap<String, Vec<Span>> = IndexMap::new();
        let model = self.judge.model;
        let source = each
            .each()
            .map(|each| model.item_source(owner, &each.of.value));
        let Some(Some(ItemSource::Rows(group))) = source else {
            return found;
        };
        let rows = &self.judge.inputs.of(group).rows;
        for item in &self.phrase(owner, each).items {
            let row = item.row.as_ref().and_then(|row| rows.get(row.as_str()));
            let Some(row) = row else {
                continue;
            };
            let spans = found.entry(row.member(group).to_owned()).or_default();
            if !spans.is_empty() {
                spans.push(Span::text(&each.join));
            }
            spans.extend(item.spans.iter().cloned());
        }
        found
    }
}

fn texts(said: &[Vec<Span>]) -> Vec<String> {
    said.iter().map(|spans| plain(spans)).collect()
}
/// A row's name is said by the rule that says the first thing of it.
fn name_of(of: &OfMember) -> Span {
    let name = Span::text(&of.member);
    let mut said = of.said.iter().flatten();
    match said.find_map(|span| span.origin.clone()) {
        Some(origin) => name.said_by(&origin),
        None => name,
    }
}

/// Rows of which the same is said, and what.
fn item(same: &[OfMember], merge: &Merge) -> SaidItem {
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

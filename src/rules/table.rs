//! A section as a decision table: its rules, and which of them is chosen at each bound, just below
//! and just above it.

use super::{RuleUse, rules};
use crate::model::{Model, Phrase, PhraseSource, Section};
use crate::pipeline::Year;
use crate::source::Sources;
use crate::verdict::{Item, Judge, Scope};
use crate::wording::{AtBound, Phraser};

/// A section's rules and bounds.
#[derive(Debug)]
pub struct SectionTable {
    /// What a reviewer calls the section.
    pub title: String,
    /// The rule of the section itself, and those of its lists and phrases.
    pub phrases: Vec<PhraseTable>,
}

/// The rules of a phrase or a list.
#[derive(Debug)]
pub struct PhraseTable {
    /// In the order in which they are tried.
    pub rules: Vec<RuleUse>,
    /// Which rule is chosen where; empty where no rule compares a figure with a number.
    pub bounds: Vec<BoundTable>,
}

/// A figure with what it is compared with.
#[derive(Debug)]
pub struct BoundTable {
    /// 办结率, as a condition of rows names it; or 全市 办结率.
    pub label: String,
    /// What it is compared with.
    pub bound: String,
    /// Just below it, on it, just above it, and where the figure is now.
    pub tried: Vec<TriedValue>,
}

/// What is chosen at one value.
#[derive(Debug, PartialEq, Eq)]
pub struct TriedValue {
    /// The value with its unit.
    pub value: String,
    /// The rules that are chosen, from 1; none: it is not said.
    pub rules: Vec<usize>,
    /// Whether it is what the figure is now.
    pub is_now: bool,
}

/// The section of this key or name; nothing where there is none.
pub fn section_table(
    name: &str,
    model: &Model,
    year: &Year,
    sources: &Sources,
) -> Option<SectionTable> {
    let is_it = |section: &&Section| section.key == name || section.title() == name;
    let section = model.sections.iter().find(is_it)?;
    let judge = Judge::new(model, &year.inputs, &year.figures);
    let phraser = Phraser::new(model, &year.inputs, &year.figures);
    let mut tables: Vec<PhraseTable> = Vec::new();
    for rule in rules(model, year, sources) {
        let (of, phrase) = rule.phrase.split_once('.').unwrap_or((&rule.phrase, ""));
        if of != section.key {
            continue;
        }
        let last = tables.last_mut();
        if let Some(last) = last.filter(|last| last.rules[0].phrase == rule.phrase) {
            last.rules.push(rule);
            continue;
        }
        let phrase = section.phrase(phrase);
        let bounds = phrase.map(|phrase| bounds(section, phrase, judge, &phraser));
        tables.push(PhraseTable {
            rules: vec![rule],
            bounds: bounds.unwrap_or_default(),
        });
    }
    Some(SectionTable {
        title: format!("{}（{}）", section.title(), section.key),
        phrases: tables,
    })
}

fn bounds<'a>(
    section: &'a Section,
    phrase: &'a Phrase,
    judge: Judge<'a>,
    phraser: &Phraser<'a>,
) -> Vec<BoundTable> {
    let scope = Scope::of(section);
    let scopes = match &phrase.source {
        PhraseSource::Once | PhraseSource::Parts => vec![scope],
        // What is put together has its bounds where it is said.
        PhraseSource::Merge(_) => Vec::new(),
        PhraseSource::Each(each) => {
            let items = judge.items(section, &each.of.value).into_iter();
            // What holds for one row holds for all; each entry of a list has figures of its own.
            let is_row = |item: &Item| !matches!(item, Item::Entry(..));
            let first = items.clone().next().filter(is_row);
            match first {
                Some(row) => vec![scope.with(row)],
                None => items.map(|item| scope.with(item)).collect(),
            }
        }
    };
    let of_row = phrase.each().is_some();
    let found = scopes
        .into_iter()
        .flat_map(|scope| phraser.at_bounds(phrase, scope));
    found.map(|at| table(&at, judge, of_row)).collect()
}

fn table(at: &AtBound, judge: Judge, of_row: bool) -> BoundTable {
    let figure = judge.figures.get(at.figure);
    let label = judge.model.label_of(&figure.key, &figure.label);
    let is_row = of_row && figure.key.row_name().is_some();
    let label = match label.rsplit_once(' ') {
        Some((_, own)) if is_row => own.to_owned(),
        _ => label,
    };
    // Where one row is now says nothing of the others.
    let tried = at.tried.iter().filter(|tried| !is_row || tried.is_at_bound);
    let tried = tried.map(|tried| TriedValue {
        value: figure.measure.in_full(&tried.at),
        rules: tried.rules.iter().map(|rule| rule + 1).collect(),
        is_now: tried.is_now && !is_row,
    });
    BoundTable {
        label,
        bound: figure.measure.in_full(&at.bound),
        tried: tried.collect(),
    }
}

//! A section of the text: its lists, its phrases and their rules; what words of the year's own texts claim.

use super::Placed;
use crate::language::{Condition, Wording};
use crate::source::Place;

/// A section of the body: one file of `templates/sections/`.
#[derive(Debug)]
pub struct Section {
    /// The name of its file without `.toml`; the first part of its phrases' names: `targets`.
    pub key: String,
    /// What a reviewer calls it: 年度目标任务.
    pub name: Option<String>,
    /// Whether it stands in an annex, not in the text.
    pub in_annex: bool,
    /// The title of the annex that it is by itself.
    pub title: Option<Placed<Wording>>,
    /// Conditions by name, for this section and for others: `targets.met`.
    pub tests: Vec<(String, Placed<Condition>)>,
    /// When it is printed; `None`: in every year.
    pub when: Option<Placed<Condition>>,
    /// Items that the templates write out, not the input.
    pub lists: Vec<List>,
    /// Every piece of wording of the section, the heading and the paragraphs among them.
    pub phrases: Vec<Phrase>,
    /// The phrase that is the heading; nothing for the preamble and the closing.
    pub heading: Option<Placed<String>>,
    /// The phrases that are paragraphs.
    pub paragraphs: Vec<Placed<String>>,
}

impl Section {
    /// The section's own phrase with this key; `None` when it has none.
    pub fn phrase(&self, key: &str) -> Option<&Phrase> {
        self.phrases.iter().find(|phrase| phrase.key == key)
    }

    /// The section's own list with this key; `None` when it has none.
    pub fn list(&self, key: &str) -> Option<&List> {
        self.lists.iter().find(|list| list.key == key)
    }
}

/// Items that several phrases go through together.
#[derive(Debug)]
pub struct List {
    /// What phrases and conditions of the section call it: `goals`.
    pub key: String,
    /// The start of the section's file.
    pub place: Place,
    /// In the order in which they are said.
    pub entries: Vec<ListEntry>,
}

/// One item of a list, with the words that phrases use for it.
#[derive(Debug)]
pub struct ListEntry {
    /// The item drops out of every list when this does not hold.
    pub when: Option<Placed<Condition>>,
    /// What it lends to conditions and wording; all items of a list have the same names.
    pub words: Vec<(String, Placed<Wording>)>,
}

/// A set of rules that comes to a piece of wording.
#[derive(Debug)]
pub struct Phrase {
    /// Its name in the section's wording; elsewhere `targets.verdict`, with the section in front.
    pub key: String,
    /// What a reviewer calls it, behind the section's name: 结论.
    pub name: Option<String>,
    /// Where the template defines it.
    pub place: Place,
    /// How often its rules are asked, and of what.
    pub source: PhraseSource,
    /// In the order in which they are tried; what none of them matches is not said.
    pub rules: Vec<Rule>,
    /// What stands between items.
    pub join: String,
    /// What stands before the last item instead: 和. `None`: the same as between the others.
    pub last_join: Option<String>,
}

impl Phrase {
    /// What stands before the last item where that is not `join`: 和.
    pub fn last_join(&self) -> Option<&str> {
        self.last_join.as_deref()
    }

    /// What it says of its list as a whole: where there is no item, and where there are more.
    pub fn list_words(&self) -> impl Iterator<Item = &Placed<Wording>> {
        let each = self.each();
        let more = each.and_then(|each| each.limit.as_ref()?.more.as_ref());
        let if_empty = each.and_then(|each| each.if_empty.as_ref());
        if_empty.into_iter().chain(more)
    }
}

/// What a phrase applies its rules to.
#[derive(Debug)]
pub enum PhraseSource {
    /// The first matching rule says it.
    Once,
    /// Every matching rule says its part.
    Parts,
    /// Said for each item.
    Each(Box<Enumeration>),
    /// What several phrases say of rows, put together by the county that they are of.
    Merge(Box<Merge>),
}

/// Counties of which the same is to be said stand together, and none stands twice.
#[derive(Debug)]
pub struct Merge {
    /// The phrases that go through rows, one for each rule.
    pub of: Vec<Placed<String>>,
    /// What each of them begins with, said once for neighbours that begin alike.
    pub leads: Vec<String>,
    /// What stands between two things said of one county.
    pub between: String,
    /// What stands between two counties of which the same is said.
    pub names: String,
}

/// The items of a list, of a table or of a group's repeated columns, one by one.
#[derive(Debug)]
pub struct Enumeration {
    /// What it goes through, as [`Model::item_source`] reads it: `goals`, `targets`, `audit.years`.
    pub of: Placed<String>,
    /// Which items are said; `None`: all of them.
    pub filter: Option<Placed<Condition>>,
    /// The figure to sort by, the highest first; nothing: the order of the input.
    pub falling: Option<Placed<String>>,
    /// What neighbours share is said once, before the first: 棚户区住房改造.
    pub shared: Option<Shared>,
    /// How many items are said; `None`: all of them.
    pub limit: Option<Limit>,
    /// What is said when there is no item: 无. `None`: nothing, and the loader asks for a guard.
    pub if_empty: Option<Placed<Wording>>,
}

/// How many items of a list are said. All of them are counted still.
#[derive(Debug)]
pub struct Limit {
    /// So many, the first in order; at least one.
    pub most: usize,
    /// What stands behind them where there are more: 等. It may name [`COUNT_WORD`].
    pub more: Option<Placed<Wording>>,
}

/// Words that an item may have in common with its neighbours.
#[derive(Debug)]
pub struct Shared {
    /// The shared words, filled in for each item: neighbours whose words are the same share them.
    pub say: Placed<Wording>,
    /// What stands between items that don't share it.
    pub join: String,
}

/// One case of a phrase: what it says, and when.
#[derive(Debug)]
pub struct Rule {
    /// When it matches; `None`: always.
    pub when: Option<Placed<Condition>>,
    /// What it says; words that come out empty count as saying nothing.
    pub say: Placed<Wording>,
}

/// What certain words of the year's own texts claim, and when that is so.
#[derive(Debug)]
pub struct Claim {
    /// 圆满完成, 全面完成.
    pub words: Vec<String>,
    /// Of what: one of these words stands near.
    pub of: Vec<String>,
    /// The section whose names the condition uses, and whose heading is the verdict.
    pub section: Placed<String>,
    /// What the figures must satisfy for the claim to be true.
    pub when: Placed<Condition>,
    /// What is so when it does not hold.
    pub say: String,
}

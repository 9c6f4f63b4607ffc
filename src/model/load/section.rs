//! Sections: lists, phrases and their rules.

use super::Loader;
use super::parse::placed_text;
use crate::language::Wording;
use crate::model::file::{EntryFile, MergeFile, PhraseFile, RuleFile, SectionFile};
use crate::model::spanned::Spanned;
use crate::model::{
    Enumeration, Limit, List, ListEntry, Merge, Phrase, PhraseSource, Placed, Rule, Section, Shared,
};
use crate::source::{Place, SourceId};

/// What a merge goes through, and the rules that say it.
fn merge(
    parts: Vec<MergeFile>,
    (between, names): (String, String),
    source: SourceId,
) -> (Merge, Vec<RuleFile>) {
    let mut merge = Merge {
        of: Vec::new(),
        leads: Vec::new(),
        between,
        names,
    };
    let mut rules = Vec::new();
    for part in parts {
        merge.of.push(placed_text(part.of, source));
        merge.leads.push(part.lead);
        rules.push(RuleFile {
            when: None,
            say: part.say,
        });
    }
    (merge, rules)
}

impl Loader<'_> {
    pub(super) fn section(&mut self, key: &str, file: SectionFile, source: SourceId) -> Section {
        let named = |name| placed_text(name, source);
        Section {
            key: key.to_owned(),
            name: file.name,
            in_annex: false,
            title: file.title.map(|title| self.wording(&title, source)),
            when: file.when.and_then(|when| self.condition(&when, source)),
            tests: self.tests(file.tests, source),
            heading: file.heading.map(named),
            paragraphs: file.paragraphs.into_iter().map(named).collect(),
            lists: file
                .lists
                .into_iter()
                .map(|(key, entries)| List {
                    key,
                    place: Place::new(source, 0..0),
                    entries: entries
                        .into_iter()
                        .map(|entry| self.entry(entry, source))
                        .collect(),
                })
                .collect(),
            phrases: file
                .phrases
                .into_iter()
                .map(|(key, phrase)| self.phrase(key, phrase, source))
                .collect(),
        }
    }

    fn entry(&mut self, mut file: EntryFile, source: SourceId) -> ListEntry {
        let when = file.shift_remove("when");
        ListEntry {
            when: when.and_then(|when| self.condition(&when, source)),
            words: file
                .into_iter()
                .map(|(name, word)| (name, self.wording(&word, source)))
                .collect(),
        }
    }

    /// How many items are said, and what is said when there are none or more: only of items that
    /// are gone through.
    fn list_words(
        &mut self,
        file: &PhraseFile,
        source: SourceId,
    ) -> (Option<Limit>, Option<Placed<Wording>>) {
        if file.each.is_none() {
            let limit = file.limit.as_ref().map(Spanned::span);
            let words = [&file.more, &file.if_empty].into_iter().flatten();
            if let Some(span) = limit.or(words.map(Spanned::span).next()) {
                self.fault(
                    Place::new(source, span),
                    "limit、more、if_empty 只用于逐项（each）的措辞",
                );
            }
            return (None, None);
        }
        if let Some(more) = file.more.as_ref().filter(|_| file.limit.is_none()) {
            let message = "写了 more 就要写 limit：最多说几项";
            self.fault(Place::new(source, more.span()), message);
        }
        if let Some(limit) = file.limit.as_ref().filter(|limit| *limit.get_ref() == 0) {
            self.fault(Place::new(source, limit.span()), "limit 至少是 1");
        }
        let limit = file.limit.as_ref().map(|limit| Limit {
            most: usize::try_from(*limit.get_ref()).unwrap_or(usize::MAX),
            more: file.more.as_ref().map(|more| self.wording(more, source)),
        });
        let if_empty = file.if_empty.as_ref();
        (limit, if_empty.map(|words| self.wording(words, source)))
    }

    fn phrase(&mut self, key: String, file: Spanned<PhraseFile>, source: SourceId) -> Phrase {
        let place = Place::new(source, file.span());
        let file = file.into_inner();
        let (limit, if_empty) = self.list_words(&file, source);
        if let Some(last) = file.last_join.as_ref().filter(|_| file.shared.is_some()) {
            let message = "有 shared 的措辞不用 last_join：各段之间用 shared 的 join";
            self.fault(Place::new(source, last.span()), message);
        }
        let is_parts = file.parts.is_some();
        let mut merged = None;
        let rules = match (file.say, file.choose, file.parts, file.merge) {
            (Some(say), None, None, None) => vec![RuleFile { when: None, say }],
            (None, Some(rules), None, None) | (None, None, Some(rules), None) => rules,
            (None, None, None, Some(parts)) => {
                let (merge, rules) = merge(parts, (file.between, file.names), source);
                merged = Some(merge);
                rules
            }
            _ => {
                let message = format!("措辞“{key}”须写 say、choose、parts、merge 之一，且只写一个");
                self.fault(place.clone(), message);
                Vec::new()
            }
        };
        let source_of = match file.each {
            Some(of) => PhraseSource::Each(Box::new(Enumeration {
                of: placed_text(of, source),
                filter: file.filter.and_then(|text| self.condition(&text, source)),
                falling: file.falling.map(|text| placed_text(text, source)),
                shared: file.shared.map(|shared| Shared {
                    say: self.wording(&shared.say, source),
                    join: shared.join,
                }),
                limit,
                if_empty,
            })),
            None => match merged {
                Some(merge) => PhraseSource::Merge(Box::new(merge)),
                None if is_parts => PhraseSource::Parts,
                None => PhraseSource::Once,
            },
        };
        Phrase {
            key,
            name: file.name,
            place,
            source: source_of,
            rules: rules
                .into_iter()
                .map(|rule| Rule {
                    when: rule.when.and_then(|when| self.condition(&when, source)),
                    say: self.wording(&rule.say, source),
                })
                .collect(),
            join: file.join,
            last_join: file.last_join.map(Spanned::into_inner),
        }
    }
}

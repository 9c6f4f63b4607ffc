use std::cmp::Reverse;
use std::ops::Range;
use std::sync::Arc;

use super::{Chosen, NotePart, Origin, RuleId, Span, is_blank, plain};
use super::{Extra, ExtraWord, Phraser, Said, SaidItem, chinese};
use crate::input::GAP;
use crate::language::{Form, Function, Piece, Wording};
use crate::model::{
    COUNT_WORD, Enumeration, ItemSource, Meaning, Phrase, PhraseSource, Rule, Section, Shared,
};
use crate::verdict::{Item, Outcome, Scope};

impl<'a> Phraser<'a> {
    /// What a phrase comes to.
    pub fn phrase(&mut self, section: &'a Section, phrase: &'a Phrase) -> Arc<Said> {
        let key = (section.key.as_str(), phrase.key.as_str());
        if let Some(said) = self.said.get(&key) {
            return Arc::clone(said);
        }
        let said = Arc::new(self.work_out(section, phrase));
        self.record(section, phrase, &said);
        self.said.insert(key, Arc::clone(&said));
        said
    }

    fn work_out(&mut self, section: &'a Section, phrase: &'a Phrase) -> Said {
        let scope = Scope::of(section);
        let all = 0..phrase.rules.len();
        match &phrase.source {
            PhraseSource::Once => {
                let said = self.choose(phrase, all, scope, Extra::default());
                joined(said.into_iter().collect(), "", None)
            }
            PhraseSource::Parts => {
                let parts =
                    all.filter_map(|at| self.choose(phrase, at..at + 1, scope, Extra::default()));
                joined(parts.collect(), &phrase.join, phrase.last_join())
            }
            PhraseSource::Each(each) => self.each(section, phrase, each),
            PhraseSource::Merge(merge) => self.merge(section, phrase, merge),
        }
    }

    /// Keeps which rules of a phrase were chosen, where there was a choice.
    fn record(&mut self, section: &Section, phrase: &Phrase, said: &Said) {
        if phrase.rules.len() < 2 {
            return;
        }
        let chosen = |row: Option<&str>, items: &[SaidItem], spans: &[Span]| Chosen {
            phrase: format!("{}.{}", section.key, phrase.key),
            row: row.map(str::to_owned),
            rules: items.iter().map(|item| item.rule).collect(),
            text: plain(spans),
        };
        let record = &mut self.remarks.chosen;
        if matches!(phrase.source, PhraseSource::Each(_)) {
            record.extend(
                said.items.iter().map(|item| {
                    chosen(item.row.as_deref(), std::slice::from_ref(item), &item.spans)
                }),
            );
        } else {
            record.push(chosen(None, &said.items, &said.spans));
        }
    }

    /// What the first matching rule of a range says; nothing when it says nothing.
    pub(super) fn choose(
        &mut self,
        phrase: &'a Phrase,
        range: Range<usize>,
        scope: Scope<'a>,
        extra: Extra,
    ) -> Option<SaidItem> {
        let row = extra.row.or(scope.item.and_then(|item| item.row_name()));
        let (index, rule, is_open) = self.first_match(phrase, range, scope)?;
        let section = scope.section.map_or("", |section| section.key.as_str());
        let id = RuleId {
            phrase: format!("{section}.{}", phrase.key),
            index,
            row: row.map(str::to_owned),
        };
        let spans = if is_open {
            vec![Span::text(GAP)]
        } else {
            self.wording(&rule.say.value, scope, extra.words)
        };
        let origin = Origin::Rule(id.clone());
        let row = id.row.clone();
        self.remarks.used.insert(id);
        let spans: Vec<Span> = spans
            .into_iter()
            .map(|span| span.said_by(&origin))
            .collect();
        (!is_blank(&spans)).then_some(SaidItem {
            spans,
            row,
            rule: index,
        })
    }

    /// The first rule of a range that matches, its number, and whether a rule before it hangs on
    /// a figure that is open: no verdict is given in advance of the figures that decide it.
    fn first_match(
        &mut self,
        phrase: &'a Phrase,
        range: Range<usize>,
        scope: Scope<'a>,
    ) -> Option<(usize, &'a Rule, bool)> {
        let mut is_open = false;
        for index in range {
            let rule = phrase.rules.get(index)?;
            match self.ask(rule.when.as_ref(), scope) {
                Outcome::Yes => return Some((index, rule, is_open)),
                Outcome::Open => is_open = true,
                Outcome::No => {}
            }
        }
        None
    }

    /// The items of a source that is gone through.
    fn items(&mut self, section: &'a Section, name: &str) -> Vec<Item<'a>> {
        let Some(ItemSource::List(owner, list)) = self.judge.model.item_source(section, name)
        else {
            return self.judge.items(section, name);
        };
        let entries = list.entries.iter();
        let kept = entries.filter(|entry| {
            let outcome = self.ask(entry.when.as_ref(), Scope::of(owner));
            outcome.is_yes()
        });
        kept.map(|entry| Item::Entry(owner, entry)).collect()
    }

    fn each(&mut self, section: &'a Section, phrase: &'a Phrase, each: &'a Enumeration) -> Said {
        let scope = Scope::of(section);
        let mut items = self.items(section, &each.of.value);
        let mut is_open = false;
        items.retain(|item| {
            let outcome = self.ask(each.filter.as_ref(), scope.with(*item));
            is_open |= outcome == Outcome::Open;
            outcome.is_yes()
        });
        if let Some(falling) = &each.falling {
            // A stable sort: equal figures keep the order of the input; blank ones come last.
            items.sort_by_key(|item| {
                let figure = self.judge.figure(&falling.value, scope.with(*item));
                Reverse(figure.and_then(|figure| figure.value.as_ref()))
            });
        }
        let said = items.into_iter().filter_map(|item| {
            let all = 0..phrase.rules.len();
            let said = self.choose(phrase, all, scope.with(item), Extra::default())?;
            Some((item, said))
        });
        let mut said: Vec<(Item, SaidItem)> = said.collect();
        if let Some(words) = each.if_empty.as_ref().filter(|_| said.is_empty()) {
            // That there is none is no more to be said in advance than that there is one.
            let spans = if is_open {
                vec![Span::text(GAP)]
            } else {
                self.wording(&words.value, scope, &[])
            };
            return Said {
                items: Vec::new(),
                spans,
            };
        }
        let all = said.len();
        let limit = each.limit.as_ref().filter(|limit| limit.most < all);
        let unsaid = said.split_off(limit.map_or(all, |limit| limit.most));
        // Behind 等 there is no last one.
        let last = phrase.last_join().filter(|_| limit.is_none());
        let mut result = match &each.shared {
            None => joined(
                said.into_iter().map(|(_, said)| said).collect(),
                &phrase.join,
                last,
            ),
            Some(shared) => self.with_shared(scope, said, &phrase.join, shared),
        };
        if let Some(more) = limit.and_then(|limit| limit.more.as_ref()) {
            let count = (COUNT_WORD, vec![Span::text(&chinese::counted(all))]);
            result
                .spans
                .extend(self.wording(&more.value, scope, &[count]));
        }
        // What is not said is counted.
        result
            .items
            .extend(unsaid.into_iter().map(|(_, said)| said));
        result
    }

    /// Joins items, saying what neighbours share once, before the first of them.
    fn with_shared(
        &mut self,
        scope: Scope<'a>,
        said: Vec<(Item<'a>, SaidItem)>,
        join: &str,
        shared: &'a Shared,
    ) -> Said {
        let mut result = Said::default();
        let mut before: Option<String> = None;
        for (item, said) in said {
            let lead = self.wording(&shared.say.value, scope.with(item), &[]);
            let text = plain(&lead);
            // Nothing shared with anyone: each stands on its own.
            let is_same = before.as_deref() == Some(text.as_str()) && !text.is_empty();
            if before.is_some() {
                let between = if is_same { join } else { shared.join.as_str() };
                result.spans.push(Span::text(between));
            }
            if !is_same {
                result.spans.extend(lead);
            }
            result.spans.extend(said.spans.iter().cloned());
            result.items.push(said);
            before = Some(text);
        }
        result
    }

    /// A wording with its holes filled. `extra` are words beside those of the item.
    pub fn wording(
        &mut self,
        wording: &'a Wording,
        scope: Scope<'a>,
        extra: &[ExtraWord],
    ) -> Vec<Span> {
        let mut spans = Vec::new();
        for piece in &wording.pieces {
            match piece {
                Piece::Text(text) => spans.push(Span::text(text)),
                Piece::Time(time) => {
                    spans.push(Span::time(self.judge.inputs.period, *time));
                }
                Piece::Name { name, form } => {
                    let word = extra.iter().find(|(word, _)| word == name);
                    match word {
                        Some((_, words)) => spans.extend(words.iter().cloned()),
                        None => spans.extend(self.name(name, *form, scope)),
                    }
                }
                Piece::Call {
                    function,
                    arguments,
                } => spans.extend(self.call(*function, arguments, scope)),
            }
        }
        spans
    }

    fn name(&mut self, name: &'a str, form: Option<Form>, scope: Scope<'a>) -> Vec<Span> {
        if let Some(words) = self.item_words(name, scope) {
            return words;
        }
        if let Some(figure) = self.judge.figure(name, scope) {
            if figure.value.is_none() && !figure.open {
                self.find_blank(figure);
            }
            // The figure's own places are the check's matter.
            let form = form.unwrap_or_default();
            let is_other = form.places.is_some() || form.scale.is_some();
            let more = self.judge.figures.note_of_more_places(figure.id, form);
            if let Some(finding) = more.filter(|_| is_other) {
                self.remarks.find(finding);
            }
            return vec![Span::figure(&figure.in_text(form), &figure.key)];
        }
        match self.judge.model.meaning(scope.section, name) {
            Some(Meaning::Phrase(section, phrase)) => self.phrase(section, phrase).spans.clone(),
            Some(Meaning::Text(group, key)) => {
                let text = self.judge.inputs.of(group).texts.get(key);
                let origin = Origin::Own(name.to_owned());
                let spans = text.map_or_else(Vec::new, |text| {
                    self.wording(&text.value, Scope::default(), &[])
                });
                spans.into_iter().map(|s| s.said_by(&origin)).collect()
            }
            Some(Meaning::Figure(_)) | None => Vec::new(),
        }
    }

    /// A note, in brackets; nothing where its phrase says nothing.
    fn note(&mut self, name: &'a str, scope: Scope<'a>) -> Vec<Span> {
        let said = self.name(name, None, scope);
        if is_blank(&said) {
            return Vec::new();
        }
        let id = match self.judge.model.meaning(scope.section, name) {
            Some(Meaning::Phrase(section, phrase)) => format!("{}.{}", section.key, phrase.key),
            _ => name.to_owned(),
        };
        let bracket = |text: &str, note: NotePart| Span {
            note: Some(note),
            ..Span::text(text)
        };
        // It is one paragraph, and has no heading.
        let within = said.into_iter().map(|span| Span {
            text: span.text.replace('\n', ""),
            note: Some(NotePart::Within),
            ..span
        });
        let opening = std::iter::once(bracket("（", NotePart::Opens(id)));
        let closing = std::iter::once(bracket("）", NotePart::Closes));
        opening.chain(within).chain(closing).collect()
    }

    fn call(&mut self, function: Function, arguments: &'a [String], scope: Scope<'a>) -> Vec<Span> {
        if let (Function::Note, Some(name)) = (function, arguments.first()) {
            return self.note(name, scope);
        }
        let lists =
            arguments
                .iter()
                .map(|name| match self.judge.model.meaning(scope.section, name) {
                    Some(Meaning::Phrase(section, phrase)) => self.phrase(section, phrase),
                    _ => Arc::default(),
                });
        let lists: Vec<Arc<Said>> = lists.collect();
        let Some(list) = lists.first() else {
            return Vec::new();
        };
        let spans_of = |item: Option<&SaidItem>| item.map_or_else(Vec::new, |i| i.spans.clone());
        let text = match function {
            Function::Counted => chinese::counted(list.items.len()),
            Function::Kinds => self.kinds(&arguments[0], list, scope),
            Function::Note => return Vec::new(),
            Function::First => return spans_of(list.items.first()),
            Function::Last => return spans_of(list.items.last()),
            Function::Respectively => {
                let counts: Vec<usize> = lists.iter().map(|list| list.items.len()).collect();
                if counts.iter().any(|count| *count != counts[0]) {
                    self.find_unequal(arguments, &counts);
                }
                let is_pair = counts[0] > 1;
                if is_pair { "分别" } else { "" }.to_owned()
            }
        };
        vec![Span::text(&text)]
    }
}

impl<'a> Phraser<'a> {
    /// What the rows are of which a phrase says something.
    fn kinds(&self, phrase: &str, said: &Said, scope: Scope<'a>) -> String {
        let model = self.judge.model;
        let source = match model.meaning(scope.section, phrase) {
            Some(Meaning::Phrase(section, phrase)) => phrase
                .each()
                .and_then(|each| model.item_source(section, &each.of.value)),
            _ => None,
        };
        let set = match source {
            Some(ItemSource::Rows(group)) => group.set().and_then(|set| model.set(set)),
            Some(ItemSource::Set(set)) => Some(set),
            _ => None,
        };
        let rows = said.items.iter().filter_map(|item| item.row.as_deref());
        set.map_or_else(String::new, |set| chinese::kinds(rows, set))
    }
}

/// Items with `join` between them, and with `last`, if it is given, before the last.
pub(super) fn joined(items: Vec<SaidItem>, join: &str, last: Option<&str>) -> Said {
    let mut spans = Vec::new();
    for (index, item) in items.iter().enumerate() {
        if index > 0 {
            let is_last = index + 1 == items.len();
            let between = last.filter(|_| is_last).unwrap_or(join);
            spans.push(Span::text(between));
        }
        spans.extend(item.spans.iter().cloned());
    }
    Said { items, spans }
}

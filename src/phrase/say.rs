use std::cmp::Reverse;
use std::ops::RangeBounds;
use std::rc::Rc;

use super::{Item, Local, Locals, Phraser, Said, SaidItem, Scope, chinese};
use crate::diagnostic::{Code, Diagnostic};
use crate::figures::FigureId;
use crate::input::GAP;
use crate::language::{Function, Piece, Wording};
use crate::model::{Enumeration, Meaning, Phrase, PhraseSource, Rule, Section, Shared};
use crate::notice::{Chosen, Origin, RuleId, Span, is_blank, plain};

impl Phraser<'_> {
    /// What a phrase comes to.
    pub fn phrase(&self, section: &Section, phrase: &Phrase) -> Rc<Said> {
        let key = (section.key.clone(), phrase.key.clone());
        if let Some(said) = self.said.borrow().get(&key) {
            return Rc::clone(said);
        }
        // Should a phrase come to say itself after all, it says nothing there.
        self.said.borrow_mut().insert(key.clone(), Rc::default());
        let said = Rc::new(self.work_out(section, phrase));
        self.record(section, phrase, &said);
        self.said.borrow_mut().insert(key, Rc::clone(&said));
        said
    }

    fn work_out(&self, section: &Section, phrase: &Phrase) -> Said {
        let none = Locals::new();
        let scope = Scope {
            section: Some(section),
            locals: &none,
        };
        match &phrase.source {
            PhraseSource::Once => joined(self.choose(phrase, 0.., scope, None), ""),
            PhraseSource::Parts => {
                let parts = (0..phrase.rules.len())
                    .flat_map(|at| self.choose(phrase, at..=at, scope, None));
                joined(parts.collect(), &phrase.join)
            }
            PhraseSource::Each(each) => self.each(section, phrase, each),
            PhraseSource::Merge(merge) => self.merge(section, phrase, merge),
        }
    }

    /// Keeps which rules of a phrase were chosen, where there was a choice.
    fn record(&self, section: &Section, phrase: &Phrase, said: &Said) {
        if phrase.rules.len() < 2 {
            return;
        }
        let chosen = |row: Option<&str>, items: &[SaidItem], spans: &[Span]| Chosen {
            phrase: format!("{}.{}", section.key, phrase.key),
            row: row.map(str::to_owned),
            rules: items.iter().map(|item| item.rule).collect(),
            text: plain(spans),
        };
        let mut record = self.chosen.borrow_mut();
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
        &self,
        phrase: &Phrase,
        range: impl RangeBounds<usize>,
        scope: Scope,
        row: Option<&str>,
    ) -> Vec<SaidItem> {
        let matches = |(_, rule): &(usize, &Rule)| {
            let when = rule.when.as_ref();
            when.is_none_or(|when| self.holds(&when.value, &when.place, scope))
        };
        let before = self.undecided.replace(false);
        let mut rules = phrase.rules.iter().enumerate();
        let found = rules.find(|rule| range.contains(&rule.0) && matches(rule));
        // No verdict is given in advance of the figures that decide it.
        let is_open = self.undecided.replace(before);
        let Some((index, rule)) = found else {
            return Vec::new();
        };
        let section = scope.section.map_or("", |section| section.key.as_str());
        let id = RuleId {
            phrase: format!("{section}.{}", phrase.key),
            index,
            row: row.map(str::to_owned),
        };
        let spans = if is_open {
            vec![Span::text(GAP)]
        } else {
            self.wording(&rule.say.value, scope)
        };
        let origin = Origin::Rule(id.clone());
        self.used.borrow_mut().insert(id);
        let said = SaidItem {
            spans: spans
                .into_iter()
                .map(|span| span.said_by(&origin))
                .collect(),
            row: row.map(str::to_owned),
            rule: index,
        };
        Some(said)
            .filter(|said| !is_blank(&said.spans))
            .into_iter()
            .collect()
    }

    fn each(&self, section: &Section, phrase: &Phrase, each: &Enumeration) -> Said {
        let mut items = self.items(section, &each.of.value);
        if let Some(filter) = &each.filter {
            items.retain(|item| self.holds(&filter.value, &filter.place, scope_of(section, item)));
        }
        if let Some(falling) = &each.falling {
            // A stable sort: equal figures keep the order of the input; blank ones come last.
            items.sort_by_key(|item| {
                let id = self.figure(&falling.value, scope_of(section, item));
                Reverse(id.and_then(|id| self.figures.get(id).value.clone()))
            });
        }
        let said: Vec<(Item, SaidItem)> = items
            .into_iter()
            .filter_map(|item| {
                let scope = scope_of(section, &item);
                let said = self.choose(phrase, 0.., scope, item.row.as_deref());
                Some((item, said.into_iter().next()?))
            })
            .collect();
        match &each.shared {
            None => joined(
                said.into_iter().map(|(_, said)| said).collect(),
                &phrase.join,
            ),
            Some(shared) => self.with_shared(section, said, &phrase.join, shared),
        }
    }

    /// Joins items, saying what neighbours share once, before the first of them.
    fn with_shared(
        &self,
        section: &Section,
        said: Vec<(Item, SaidItem)>,
        join: &str,
        shared: &Shared,
    ) -> Said {
        let mut result = Said::default();
        let mut before: Option<String> = None;
        for (item, said) in said {
            let scope = scope_of(section, &item);
            let lead = self.wording(&shared.say.value, scope);
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

    /// A wording with its holes filled.
    pub fn wording(&self, wording: &Wording, scope: Scope) -> Vec<Span> {
        let mut spans = Vec::new();
        for piece in &wording.pieces {
            match piece {
                Piece::Text(text) => spans.push(Span::text(text)),
                Piece::Year(offset) => {
                    spans.push(Span::year(self.inputs.year, *offset));
                }
                Piece::Name { name, places } => spans.extend(self.name(name, *places, scope)),
                Piece::Call {
                    function,
                    arguments,
                } => spans.extend(self.call(*function, arguments, scope)),
            }
        }
        spans
    }

    fn name(&self, name: &str, places: Option<u32>, scope: Scope) -> Vec<Span> {
        if let Some((_, Local::Words(words))) = scope.locals.iter().find(|(n, _)| n == name) {
            return words.clone();
        }
        if let Some(id) = self.figure(name, scope) {
            let figure = self.figures.get(id);
            if figure.value.is_none() && !figure.open {
                self.find_blank(id);
            }
            self.find_more_places(id, places);
            return vec![Span::figure(&figure.in_text(places), &figure.key)];
        }
        match self.model.meaning(scope.section, name) {
            Some(Meaning::Phrase(section, phrase)) => self.phrase(section, phrase).spans.clone(),
            Some(Meaning::Text(group, key)) => {
                let text = self.inputs.of(group).texts.get(key);
                let none = Locals::new();
                let scope = Scope {
                    section: None,
                    locals: &none,
                };
                let origin = Origin::Own(name.to_owned());
                let spans = text.map_or_else(Vec::new, |text| self.wording(&text.value, scope));
                spans.into_iter().map(|s| s.said_by(&origin)).collect()
            }
            Some(Meaning::Figure(_)) | None => Vec::new(),
        }
    }

    /// The wording prints fewer places than the figure needs. The figure's own places are the
    /// check's matter.
    fn find_more_places(&self, id: FigureId, places: Option<u32>) {
        let Some(places) = places else {
            return;
        };
        let Some(finding) = self.figures.note_of_more_places(id, places) else {
            return;
        };
        let mut findings = self.findings.borrow_mut();
        if !findings.contains(&finding) {
            findings.push(finding);
        }
    }

    /// A sentence needs a figure that is blank: it would print as a gap.
    fn find_blank(&self, id: FigureId) {
        let figure = self.figures.get(id);
        let state = if figure.unknown {
            "未知（?）"
        } else {
            "空白"
        };
        let mut finding = Diagnostic::error(
            Code::BlankInWording,
            format!(
                "正文里要写“{}”（{}），而它是{state}",
                figure.label, figure.key
            ),
        );
        finding = finding.at_all(self.figures.typed_places(&[id]));
        let finding = finding.hint("请填上数字，没有就填 0；或在正文里去掉这一处");
        let mut findings = self.findings.borrow_mut();
        if !findings.contains(&finding) {
            findings.push(finding);
        }
    }

    fn call(&self, function: Function, arguments: &[String], scope: Scope) -> Vec<Span> {
        let lists: Vec<Rc<Said>> = arguments
            .iter()
            .map(|name| match self.model.meaning(scope.section, name) {
                Some(Meaning::Phrase(section, phrase)) => self.phrase(section, phrase),
                _ => Rc::default(),
            })
            .collect();
        let Some(list) = lists.first() else {
            return Vec::new();
        };
        let text = match function {
            Function::Counted => chinese::counted(list.items.len()),
            Function::Kinds => chinese::kinds(list.items.iter().filter_map(|i| i.row.as_deref())),
            Function::First => {
                return list
                    .items
                    .first()
                    .map_or_else(Vec::new, |i| i.spans.clone());
            }
            Function::Last => return list.items.last().map_or_else(Vec::new, |i| i.spans.clone()),
            Function::Respectively => {
                let counts: Vec<usize> = lists.iter().map(|list| list.items.len()).collect();
                if counts.iter().any(|count| *count != counts[0]) {
                    self.unequal(arguments, &counts);
                }
                let is_pair = counts[0] > 1;
                if is_pair {
                    "分别".to_owned()
                } else {
                    String::new()
                }
            }
        };
        vec![Span::text(&text)]
    }

    fn unequal(&self, arguments: &[String], counts: &[usize]) {
        let counts: Vec<_> = counts.iter().map(usize::to_string).collect();
        self.findings.borrow_mut().push(
            Diagnostic::error(
                Code::BadTemplate,
                format!(
                    "“分别”前后的两列不一样长：{} 各有 {} 项",
                    arguments.join("、"),
                    counts.join("、")
                ),
            )
            .hint("请在模板里让两列用同一个清单和同样的条件"),
        );
    }
}

pub(super) fn joined(items: Vec<SaidItem>, join: &str) -> Said {
    let mut spans = Vec::new();
    for (index, item) in items.iter().enumerate() {
        if index > 0 {
            spans.push(Span::text(join));
        }
        spans.extend(item.spans.iter().cloned());
    }
    Said { items, spans }
}

fn scope_of<'s>(section: &'s Section, item: &'s Item) -> Scope<'s> {
    Scope {
        section: Some(section),
        locals: &item.locals,
    }
}

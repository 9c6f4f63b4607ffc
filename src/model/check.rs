//! The model checked as a whole, when the templates load and not in January
//! of a bad year.

use std::collections::HashSet;

use super::{
    Column, Content, Group, ITEM_WORD, ItemSource, Kind, Meaning, Model, Phrase, PhraseSource,
    Placed, Rows, Section,
};
use crate::diagnostic::{Code, Diagnostic};
use crate::language::{Condition, Formula, Function, Operand, Piece, Wording, unreachable};
use crate::source::{Place, Sources};

pub(super) fn check(model: &Model, sources: &Sources) -> Vec<Diagnostic> {
    let mut checker = Checker {
        model,
        sources,
        used: HashSet::new(),
        findings: Vec::new(),
    };
    checker.office();
    for group in &model.groups {
        checker.group(group);
    }
    for section in &model.sections {
        checker.section(section);
    }
    checker.unused_phrases();
    checker.circles();
    checker.findings
}

/// The names of the item that is being said: each with its kind if it is a figure.
type Locals<'a> = Vec<(&'a str, Option<Kind>)>;

struct Checker<'m> {
    model: &'m Model,
    sources: &'m Sources,
    /// Phrases that something says: section and key.
    used: HashSet<(String, String)>,
    findings: Vec<Diagnostic>,
}

impl<'m> Checker<'m> {
    fn fault(&mut self, code: Code, place: &Place, message: String) -> &mut Diagnostic {
        self.findings
            .push(Diagnostic::error(code, message).at(place.clone()));
        let last = self.findings.len() - 1;
        &mut self.findings[last]
    }

    fn unknown(&mut self, place: &Place, name: &str) {
        let text = &self.sources.get(place.source).text;
        let within = text[place.span.clone()].find(name);
        let span = within.map_or(place.span.clone(), |at| {
            place.span.start + at..place.span.start + at + name.len()
        });
        let place = Place::new(place.source, span);
        self.fault(
            Code::UnknownName,
            &place,
            format!("没有叫“{name}”的数据或措辞"),
        );
    }

    fn group(&mut self, group: &'m Group) {
        let mut seen = HashSet::new();
        let columns = group.columns.iter().map(|c| (&c.key, &c.place));
        let scalars = group.scalars.iter().map(|s| (&s.key, &s.place));
        for (key, place) in columns.chain(scalars) {
            if !seen.insert(key) {
                self.fault(Code::DuplicateKey, place, format!("“{key}”写了两次"));
            }
        }
        for column in &group.columns {
            self.column(group, column);
        }
        for scalar in &group.scalars {
            let names = scalar
                .content
                .formula()
                .into_iter()
                .flat_map(Formula::terms);
            for term in names {
                let full = format!("{}.{}", group.key, term.name);
                let known = [full.as_str(), term.name.as_str()]
                    .iter()
                    .any(|name| matches!(self.model.meaning(None, name), Some(Meaning::Figure(_))));
                if !known {
                    self.unknown(&scalar.place, &term.name);
                }
            }
        }
        let (row, repeated) = (ItemSource::Rows(group), ItemSource::Repeated(group));
        let mut names = if group.rows == Rows::None {
            group
                .scalars
                .iter()
                .map(|scalar| {
                    (
                        scalar.key.as_str(),
                        scalar.content.measure().map(|measure| measure.kind),
                    )
                })
                .collect()
        } else {
            row.names(self.model)
        };
        names.extend(repeated.names(self.model));
        for must in &group.musts {
            self.condition(None, &names, &must.that);
        }
        if self
            .model
            .annexes
            .iter()
            .any(|at| self.model.groups[*at].key == group.key)
        {
            self.annex(group);
        }
    }

    fn column(&mut self, group: &Group, column: &Column) {
        if column.repeated && group.each.is_none() {
            self.fault(
                Code::BadTemplate,
                &column.place,
                format!(
                    "“{}”要按清单重复（each = true），却没有写 [each]",
                    column.key
                ),
            );
        }
        let names = column
            .content
            .formula()
            .into_iter()
            .flat_map(Formula::terms);
        for term in names {
            let is_borne = |other: &&Column| match term.name.strip_suffix('*') {
                // A repeated column's own key ends where the item's name begins.
                Some(prefix) => format!("{}_", other.key).starts_with(prefix) && other.repeated,
                None => other.key == term.name && (!other.repeated || column.repeated),
            };
            let found = group.columns.iter().find(is_borne);
            if found.is_none_or(|other| matches!(other.content, Content::Text { .. })) {
                self.unknown(&column.place, &term.name);
            }
        }
        self.carried(group, column);
    }

    fn carried(&mut self, group: &Group, column: &Column) {
        let Some(carried) = &column.carried else {
            return;
        };
        if !matches!(column.content, Content::Given(_)) {
            let message = "只有填报的数字才能从上年结转".to_owned();
            self.fault(Code::BadTemplate, &carried.from.place, message);
        }
        for formula in [&carried.from, &carried.opening] {
            for term in formula.value.terms() {
                let is_borne = |other: &&Column| {
                    other.key == term.name
                        && other.content.measure().is_some()
                        && (!other.repeated || column.repeated)
                };
                if !group.columns.iter().any(|other| is_borne(&other)) {
                    self.unknown(&formula.place, &term.name);
                }
            }
        }
    }

    fn annex(&mut self, group: &Group) {
        if group.title.is_none() || group.rows == Rows::None {
            self.fault(
                Code::BadTemplate,
                &group.place,
                format!("附件“{}”要有标题 title 和行 rows", group.label),
            );
        }
        if group.columns.iter().all(|column| column.head.is_empty()) {
            self.fault(
                Code::BadTemplate,
                &group.place,
                format!("附件“{}”没有一栏有表头 head，印出来是空的", group.label),
            );
        }
        let first = group.columns.iter().find(|column| !column.head.is_empty());
        if group.rows == Rows::Records && first.is_some_and(|c| c.content.measure().is_some()) {
            self.fault(
                Code::BadTemplate,
                &group.place,
                format!(
                    "附件“{}”的第一栏应为文字（text = true），合计行才有名称",
                    group.label
                ),
            );
        }
    }

    fn section(&mut self, section: &'m Section) {
        if let Some(when) = &section.when {
            self.condition(Some(section), &Vec::new(), when);
        }
        for name in section.paragraphs.iter().chain(&section.heading) {
            if section.phrase(&name.value).is_some() {
                self.used.insert((section.key.clone(), name.value.clone()));
            } else {
                let message = format!("没有叫“{}”的措辞", name.value);
                self.fault(Code::UnknownName, &name.place, message);
            }
        }
        for list in &section.lists {
            self.list(section, list);
        }
        for phrase in &section.phrases {
            self.phrase(section, phrase);
        }
    }

    fn list(&mut self, section: &'m Section, list: &'m super::List) {
        let source = ItemSource::List(section, list);
        let names = source.names(self.model);
        for entry in &list.entries {
            if let Some(when) = &entry.when {
                self.condition(Some(section), &Vec::new(), when);
            }
            for (name, word) in &entry.words {
                if !names.iter().any(|(known, _)| known == name) {
                    self.fault(
                        Code::BadTemplate,
                        &word.place,
                        format!("清单“{}”的各项要有同样的词，“{name}”只有这一项有", list.key),
                    );
                }
                self.wording(section, &Vec::new(), word);
            }
            if entry.words.is_empty() {
                let place = entry.when.as_ref().map(|when| when.place.clone());
                let place = place.unwrap_or_else(|| list.place.clone());
                self.fault(
                    Code::BadTemplate,
                    &place,
                    format!("清单“{}”有空的一项", list.key),
                );
            }
            for (name, _) in &names {
                if !entry.words.iter().any(|(key, _)| key == name)
                    && let Some((_, word)) = entry.words.first()
                {
                    self.fault(
                        Code::BadTemplate,
                        &word.place,
                        format!("清单“{}”的这一项缺少“{name}”", list.key),
                    );
                }
            }
        }
    }

    fn phrase(&mut self, section: &'m Section, phrase: &'m Phrase) {
        let mut locals = Vec::new();
        if let PhraseSource::Each(each) = &phrase.source {
            match self.model.item_source(section, &each.of.value) {
                Some(source) => {
                    let names = source.names(self.model);
                    locals = names.into_iter().map(|(n, f)| (n.to_owned(), f)).collect();
                }
                // What the items would lend can't be known: more would be noise.
                None => return self.unknown(&each.of.place, &each.of.value),
            }
            let locals = borrowed(&locals);
            if let Some(filter) = &each.filter {
                self.condition(Some(section), &locals, filter);
            }
            if let Some(falling) = &each.falling {
                self.figure_name(Some(section), &locals, &falling.value, &falling.place);
            }
            if let Some(shared) = &each.shared {
                self.wording(section, &locals, &shared.say);
            }
        }
        let locals = borrowed(&locals);
        let is_heading = section
            .heading
            .as_ref()
            .is_some_and(|h| h.value == phrase.key);
        for rule in &phrase.rules {
            if is_heading && rule.say.value.pieces.is_empty() {
                self.fault(
                    Code::BadTemplate,
                    &rule.say.place,
                    "小标题不能是空白".to_owned(),
                );
            }
            if let Some(when) = &rule.when {
                self.condition(Some(section), &locals, when);
            }
            self.wording(section, &locals, &rule.say);
        }
        self.reach(phrase);
    }

    fn reach(&mut self, phrase: &Phrase) {
        let conditions: Vec<_> = phrase
            .rules
            .iter()
            .map(|rule| rule.when.as_ref().map(|when| &when.value))
            .collect();
        let lost: Vec<usize> = if matches!(phrase.source, PhraseSource::Parts) {
            (0..conditions.len())
                .filter(|at| !unreachable(&conditions[*at..=*at]).is_empty())
                .collect()
        } else {
            if conditions.last().is_some_and(Option::is_some) {
                self.fault(
                    Code::BadTemplate,
                    &phrase.place,
                    format!("措辞“{}”的最后一条不能带条件，否则可能无话可说", phrase.key),
                );
            }
            unreachable(&conditions)
        };
        for at in lost {
            let rule = &phrase.rules[at];
            let place = rule
                .when
                .as_ref()
                .map_or(&rule.say.place, |when| &when.place);
            self.fault(
                Code::UnreachableRule,
                place,
                format!("措辞“{}”的第{}条永远轮不到", phrase.key, at + 1),
            )
            .hints
            .push("前面的规则已包括了它，或它的条件自相矛盾；请调整次序或条件".to_owned());
        }
    }

    fn condition(
        &mut self,
        section: Option<&'m Section>,
        locals: &Locals,
        condition: &Placed<Condition>,
    ) {
        let mut leaves = Vec::new();
        condition.value.walk(&mut |leaf| leaves.push(leaf.clone()));
        for leaf in leaves {
            match leaf {
                Condition::Compare { left, right, .. } => {
                    for operand in [&left, &right] {
                        self.operand(section, locals, operand, &condition.place);
                    }
                    self.threshold(locals, &left, &right, &condition.place);
                    self.threshold(locals, &right, &left, &condition.place);
                }
                Condition::Blank(name) => {
                    self.figure_name(section, locals, &name, &condition.place);
                }
                Condition::Every { list, inner } | Condition::Some { list, inner } => {
                    self.list_test(section, &list, *inner, &condition.place);
                }
                Condition::Not(_) | Condition::And(_) | Condition::Or(_) => {}
            }
        }
    }

    fn list_test(
        &mut self,
        section: Option<&'m Section>,
        list: &str,
        inner: Condition,
        place: &Place,
    ) {
        let source = section.and_then(|section| self.model.item_source(section, list));
        let Some(source) = source else {
            self.unknown(place, list);
            return;
        };
        let inner = Placed {
            value: inner,
            place: place.clone(),
        };
        self.condition(section, &source.names(self.model), &inner);
    }

    fn operand(
        &mut self,
        section: Option<&'m Section>,
        locals: &Locals,
        operand: &Operand,
        place: &Place,
    ) {
        match operand {
            Operand::Number { .. } => {}
            Operand::Figure(name) => self.figure_name(section, locals, name, place),
            Operand::Count(name) => self.countable(section, name, place),
        }
    }

    /// A rate is compared with a per cent: 0.95 would be less than one of them.
    fn threshold(&mut self, locals: &Locals, figure: &Operand, threshold: &Operand, place: &Place) {
        let (
            Operand::Figure(name),
            Operand::Number {
                value,
                is_percent: false,
            },
        ) = (figure, threshold)
        else {
            return;
        };
        let local = locals.iter().find(|(local, _)| *local == name.as_str());
        let kind = local.map_or_else(|| self.model.kind(name), |(_, kind)| *kind);
        if kind == Some(Kind::Rate) && !value.is_zero() {
            self.fault(
                Code::BadTemplate,
                place,
                format!("“{name}”是比率，要和百分数比，如 95%，不是 {value}"),
            );
        }
    }

    fn countable(&mut self, section: Option<&'m Section>, name: &str, place: &Place) {
        let is_source =
            section.is_some_and(|section| self.model.item_source(section, name).is_some());
        if is_source {
            return;
        }
        match self.model.meaning(section, name) {
            Some(Meaning::Phrase(section, phrase)) => {
                self.used.insert((section.key.clone(), phrase.key.clone()));
            }
            _ => self.unknown(place, name),
        }
    }

    fn figure_name(
        &mut self,
        section: Option<&Section>,
        locals: &Locals,
        name: &str,
        place: &Place,
    ) {
        let is_local = locals
            .iter()
            .any(|(local, kind)| *local == name && kind.is_some());
        if !is_local && !matches!(self.model.meaning(section, name), Some(Meaning::Figure(_))) {
            self.unknown(place, name);
        }
    }

    fn wording(
        &mut self,
        section: impl Into<Option<&'m Section>>,
        locals: &Locals,
        wording: &Placed<Wording>,
    ) {
        let section = section.into();
        for piece in &wording.value.pieces {
            match piece {
                Piece::Text(_) | Piece::Year(_) => {}
                Piece::Name { name, .. } => {
                    if locals.iter().any(|(local, _)| *local == name.as_str()) {
                        continue;
                    }
                    match self.model.meaning(section, name) {
                        Some(Meaning::Phrase(section, phrase)) => {
                            self.used.insert((section.key.clone(), phrase.key.clone()));
                        }
                        Some(_) => {}
                        None => self.unknown(&wording.place, name),
                    }
                }
                Piece::Call {
                    function,
                    arguments,
                } => {
                    for name in arguments {
                        self.countable(section, name, &wording.place);
                    }
                    if *function == Function::Respectively {
                        self.pair(section, arguments, &wording.place);
                    }
                }
            }
        }
    }

    /// The two lists of a 分别 go through the same items.
    fn pair(&mut self, section: Option<&'m Section>, arguments: &[String], place: &Place) {
        let model = self.model;
        let items = |name: &String| match model.meaning(section, name) {
            Some(Meaning::Phrase(section, phrase)) => match &phrase.source {
                PhraseSource::Each(each) => {
                    let filter = each.filter.as_ref().map(|filter| filter.value.to_string());
                    Some((&section.key, &each.of.value, filter))
                }
                _ => None,
            },
            _ => None,
        };
        let items: Vec<_> = arguments.iter().map(items).collect();
        if items
            .iter()
            .any(|other| other.is_none() || *other != items[0])
        {
            self.fault(
                Code::BadTemplate,
                place,
                format!(
                    "“分别”的两列“{}”要用同一个清单和同样的条件",
                    arguments.join("”“")
                ),
            );
        }
    }

    /// The words outside the body: number and title may name what only they know.
    fn office(&mut self) {
        let office = &self.model.office;
        let words = vec![("issue_year", None), ("number", None)];
        self.wording(None, &words, &office.number);
        self.wording(None, &words, &office.title);
        for group in &self.model.groups {
            let words = Vec::new();
            for wording in group.title.iter().chain(&group.notes) {
                self.wording(None, &words, wording);
            }
            for column in &group.columns {
                let words = if column.repeated {
                    vec![(ITEM_WORD, None)]
                } else {
                    Vec::new()
                };
                for head in &column.head {
                    self.wording(None, &words, head);
                }
            }
        }
    }

    fn unused_phrases(&mut self) {
        for section in &self.model.sections {
            for phrase in &section.phrases {
                if !self
                    .used
                    .contains(&(section.key.clone(), phrase.key.clone()))
                {
                    self.fault(
                        Code::UnreachableRule,
                        &phrase.place,
                        format!("措辞“{}”没有任何地方用到", phrase.key),
                    )
                    .hints
                    .push("在 paragraphs 或别的措辞里用上它，或把它删掉".to_owned());
                }
            }
        }
    }

    /// Phrases that say themselves, directly or through others.
    fn circles(&mut self) {
        for section in &self.model.sections {
            for phrase in &section.phrases {
                let mut seen = HashSet::new();
                if says(
                    self.model,
                    section,
                    phrase,
                    (&section.key, &phrase.key),
                    &mut seen,
                ) {
                    self.fault(
                        Code::BadTemplate,
                        &phrase.place,
                        format!("措辞“{}”绕回了自己", phrase.key),
                    );
                }
            }
        }
    }
}

fn borrowed(locals: &[(String, Option<Kind>)]) -> Locals<'_> {
    locals.iter().map(|(n, f)| (n.as_str(), *f)).collect()
}

/// Whether `phrase` comes to say the phrase `wanted`.
fn says(
    model: &Model,
    section: &Section,
    phrase: &Phrase,
    wanted: (&str, &str),
    seen: &mut HashSet<(String, String)>,
) -> bool {
    let mut names: Vec<&str> = Vec::new();
    for rule in &phrase.rules {
        for piece in &rule.say.value.pieces {
            match piece {
                Piece::Name { name, .. } => names.push(name),
                Piece::Call { arguments, .. } => names.extend(arguments.iter().map(String::as_str)),
                Piece::Text(_) | Piece::Year(_) => {}
            }
        }
        if let Some(when) = &rule.when {
            when.value.walk(&mut |leaf| {
                if let Condition::Compare { left, right, .. } = leaf {
                    names.extend(
                        [left, right]
                            .into_iter()
                            .filter_map(|operand| match operand {
                                Operand::Count(name) => Some(name.as_str()),
                                _ => None,
                            }),
                    );
                }
            });
        }
    }
    if let PhraseSource::Each(each) = &phrase.source
        && let Some(source) = model.item_source(section, &each.of.value)
    {
        // A word of the item goes before a phrase of the same name.
        let locals = source.names(model);
        names.retain(|name| !locals.iter().any(|(local, _)| local == name));
    }
    names
        .iter()
        .any(|name| match model.meaning(Some(section), name) {
            Some(Meaning::Phrase(section, phrase)) => {
                (section.key.as_str(), phrase.key.as_str()) == wanted
                    || (seen.insert((section.key.clone(), phrase.key.clone()))
                        && says(model, section, phrase, wanted, seen))
            }
            _ => false,
        })
}

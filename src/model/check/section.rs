//! Sections: every list and phrase comes to something, every rule can match,
//! and everything is used.

use super::{Checker, Locals};
use crate::diagnostic::Code;
use crate::language::unreachable;
use crate::model::{
    AnnexTable, COUNT_WORD, Claim, Group, ItemSource, Kind, List, MERGED_WORD, Meaning, Phrase,
    PhraseSource, Placed, Section,
};
use crate::source::Place;

impl<'m> Checker<'m> {
    pub(super) fn section(&mut self, section: &'m Section) {
        for when in section
            .when
            .iter()
            .chain(section.tests.iter().map(|(_, test)| test))
        {
            self.condition(Some(section), &Vec::new(), when);
        }
        for name in section.paragraphs.iter().chain(&section.heading) {
            let is_heading = section.heading.as_ref() == Some(name);
            if section.phrase(&name.value).is_some() {
                self.used.insert((section.key.clone(), name.value.clone()));
            } else if let Some(group) = self.model.group(&name.value).filter(|_| !is_heading) {
                self.table_in_text(group, name);
                if section.in_annex {
                    let message = "附件的文字里不能放表".to_owned();
                    let hint =
                        "表和文字都要的附件写成 { before = \"…\", table = \"…\", after = \"…\" }";
                    let finding = self.fault(&name.place, message);
                    finding.hints.push(hint.to_owned());
                }
            } else if self.model.chart(&name.value).is_some() && !is_heading {
                if section.in_annex {
                    let hint =
                        "图和文字都要的附件写成 { before = \"…\", chart = \"…\", after = \"…\" }";
                    let finding = self.fault(&name.place, "附件的文字里不能放图");
                    finding.hints.push(hint.to_owned());
                }
            } else {
                let message = format!("没有叫“{}”的措辞、表或图", name.value);
                self.fault_of(Code::UnknownName, &name.place, message);
            }
        }
        self.ends_in_text(section);
        for list in &section.lists {
            self.list(section, list);
        }
        for phrase in &section.phrases {
            self.phrase(section, phrase);
        }
    }

    /// A table stands once: in the text or as an annex.
    fn table_in_text(&mut self, group: &'m Group, name: &Placed<String>) {
        self.table(group, "表");
        let sections = self.model.sections.iter();
        let named = sections.flat_map(|section| {
            let names = section.paragraphs.iter();
            names.filter(|other| section.phrase(&other.value).is_none())
        });
        let in_text = named.filter(|other| other.value == name.value).count();
        let annexes = self.model.annexes.iter();
        let own = AnnexTable::Group(group.key.clone());
        let is_annex = annexes.filter(|annex| annex.table.as_ref() == Some(&own));
        if in_text + is_annex.count() > 1 {
            let message = format!("“{}”的表印了两处", group.label);
            let finding = self.fault(&name.place, message);
            let hint = "一张表只能印在正文的一处，或印作附件";
            finding.hints.push(hint.to_owned());
        }
    }

    /// The signature stands below a text, not below a table.
    fn ends_in_text(&mut self, section: &Section) {
        let mut sections = self.model.sections.iter();
        let last = sections.rfind(|other| !other.in_annex);
        let is_last = last.is_some_and(|last| last.key == section.key);
        let last = section.paragraphs.last().filter(|_| is_last);
        if let Some(name) = last.filter(|name| section.phrase(&name.value).is_none()) {
            let what = if self.model.chart(&name.value).is_some() {
                "图"
            } else {
                "表"
            };
            let message = format!("正文不能以{what}结束：署名要跟在一段文字后面");
            let finding = self.fault(&name.place, message);
            let hint = "请在最后一节的 paragraphs 末尾加一段措辞";
            finding.hints.push(hint.to_owned());
        }
    }

    fn list(&mut self, section: &'m Section, list: &'m List) {
        let source = ItemSource::List(section, list);
        let names = source.names(self.model);
        for entry in &list.entries {
            if let Some(when) = &entry.when {
                self.condition(Some(section), &Vec::new(), when);
            }
            for (name, word) in &entry.words {
                if !names.iter().any(|(known, _)| known == name) {
                    self.fault(
                        &word.place,
                        format!("清单“{}”的各项要有同样的词，“{name}”只有这一项有", list.key),
                    );
                }
                self.wording(section, &Vec::new(), word);
            }
            if entry.words.is_empty() {
                let place = entry.when.as_ref().map(|when| when.place.clone());
                let place = place.unwrap_or_else(|| list.place.clone());
                self.fault(&place, format!("清单“{}”有空的一项", list.key));
            }
            for (name, _) in &names {
                if !entry.words.iter().any(|(key, _)| key == name)
                    && let Some((_, word)) = entry.words.first()
                {
                    self.fault(
                        &word.place,
                        format!("清单“{}”的这一项缺少“{name}”", list.key),
                    );
                }
            }
        }
    }

    fn phrase(&mut self, section: &'m Section, phrase: &'m Phrase) {
        let mut locals = Vec::new();
        if let PhraseSource::Merge(merge) = &phrase.source {
            locals.push((MERGED_WORD.to_owned(), None));
            for of in &merge.of {
                self.merged(section, of);
            }
        }
        if let Some(each) = phrase.each() {
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
            if let Some(words) = &each.if_empty {
                self.wording(section, &Vec::new(), words);
            }
            if let Some(more) = each.limit.as_ref().and_then(|limit| limit.more.as_ref()) {
                self.wording(section, &vec![(COUNT_WORD, None)], more);
            }
        }
        let locals = borrowed(&locals);
        let is_heading = section
            .heading
            .as_ref()
            .is_some_and(|h| h.value == phrase.key);
        for rule in &phrase.rules {
            if is_heading && rule.say.value.pieces.is_empty() {
                self.fault(&rule.say.place, "小标题不能是空白");
            }
            if let Some(when) = &rule.when {
                self.condition(Some(section), &locals, when);
            }
            self.wording(section, &locals, &rule.say);
        }
        self.reach(phrase);
    }

    /// A merge goes by rows: each of its phrases must go through some.
    fn merged(&mut self, section: &'m Section, of: &Placed<String>) {
        let goes_by_rows = |phrase: &Phrase, owner: &Section| {
            let source = phrase.each();
            let source = source.and_then(|each| self.model.item_source(owner, &each.of.value));
            matches!(source, Some(ItemSource::Rows(_)))
        };
        match self.model.meaning(Some(section), &of.value) {
            Some(Meaning::Phrase(owner, phrase)) if goes_by_rows(phrase, owner) => {
                self.used.insert((owner.key.clone(), phrase.key.clone()));
            }
            Some(Meaning::Phrase(..)) => {
                let message = format!("“{}”不是逐行（each）的措辞，不能按行合并", of.value);
                self.fault(&of.place, message);
            }
            _ => self.unknown(&of.place, &of.value),
        }
    }

    fn reach(&mut self, phrase: &Phrase) {
        let conditions: Vec<_> = phrase
            .rules
            .iter()
            .map(|rule| rule.when.as_ref().map(|when| &when.value))
            .collect();
        let lost: Vec<usize> =
            if matches!(phrase.source, PhraseSource::Parts | PhraseSource::Merge(_)) {
                (0..conditions.len())
                    .filter(|at| !unreachable(&conditions[*at..=*at]).is_empty())
                    .collect()
            } else {
                if conditions.last().is_some_and(Option::is_some) {
                    self.fault(
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
            self.never_reached(&format!("措辞“{}”", phrase.key), at, place);
        }
    }

    /// Tells of a rule that never has its turn.
    pub(super) fn never_reached(&mut self, what: &str, at: usize, place: &Place) {
        let message = format!("{what}的第{}条永远轮不到", at + 1);
        let finding = self.fault_of(Code::UnreachableRule, place, message);
        let hint = "前面的规则已包括了它，或它的条件自相矛盾；请调整次序或条件";
        finding.hints.push(hint.to_owned());
    }

    /// A claim's section and names are there, and it can be tripped at all.
    pub(super) fn claim(&mut self, claim: &'m Claim) {
        let Some(section) = self.model.section(&claim.section.value) else {
            return self.unknown(&claim.section.place, &claim.section.value);
        };
        let is_empty = |words: &[String]| words.is_empty() || words.iter().any(String::is_empty);
        if is_empty(&claim.words) || is_empty(&claim.of) {
            let message = "断言（claims）的 words 和 of 要各有词，且不能是空白";
            self.fault(&claim.section.place, message);
        }
        self.condition(Some(section), &Vec::new(), &claim.when);
    }

    pub(super) fn unused_phrases(&mut self) {
        for section in &self.model.sections {
            for phrase in &section.phrases {
                if !self
                    .used
                    .contains(&(section.key.clone(), phrase.key.clone()))
                {
                    self.fault_of(
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
}

fn borrowed(locals: &[(String, Option<Kind>)]) -> Locals<'_> {
    locals.iter().map(|(n, f)| (n.as_str(), *f)).collect()
}

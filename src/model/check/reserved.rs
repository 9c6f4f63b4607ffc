//! Nothing is called by a name that means something else.

use super::Checker;
use crate::calendar::TimeForm;
use crate::model::{Group, Rows, Section, is_reserved_in_rows};
use crate::source::Place;

impl Checker<'_> {
    pub(super) fn reserved(&mut self, group: &Group) {
        if self.model.is_reserved_for_input(&group.key) {
            self.is_taken(&group.place, &group.key, "一组数据");
        }
        let columns = group
            .columns
            .iter()
            .map(|column| (&column.key, &column.place));
        let scalars = group
            .scalars
            .iter()
            .map(|scalar| (&scalar.key, &scalar.place));
        let texts = group.texts.iter().map(|text| (&text.key, &group.place));
        let each = group.each.iter().map(|each| (&each.key, &group.place));
        for (key, place) in columns.chain(scalars).chain(texts).chain(each) {
            if is_reserved_in_rows(key) || key.contains('.') {
                self.is_taken(place, key, "一项数据");
            }
        }
        let Rows::Set { extra, .. } = &group.rows else {
            return;
        };
        let beside = group.beside_rows();
        for row in extra {
            let bearers = beside.iter().filter(|(key, _)| *key == row.key);
            if is_reserved_in_rows(&row.key) || row.key.contains('.') || bearers.count() > 1 {
                self.is_taken(&group.place, &row.key, "一行");
            }
        }
    }

    /// A hole with the name of a time says the time, not the phrase or the word.
    pub(super) fn reserved_in_section(&mut self, section: &Section) {
        let phrases = section
            .phrases
            .iter()
            .map(|phrase| (&phrase.key, &phrase.place));
        let entries = section.lists.iter().flat_map(|list| &list.entries);
        let words = entries.flat_map(|entry| &entry.words);
        let words = words.map(|(name, word)| (name, &word.place));
        for (key, place) in phrases.chain(words) {
            if TimeForm::named(key).is_some() {
                self.is_taken(place, key, "措辞");
            }
        }
    }

    fn is_taken(&mut self, place: &Place, key: &str, what: &str) {
        let why = if key.contains('.') {
            "里有句点"
        } else {
            "另有所指"
        };
        let message = format!("“{key}”{why}，不能作{what}的名称");
        let finding = self.fault(place, message);
        finding.hints.push("请换一个名称".to_owned());
    }
}

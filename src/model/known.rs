//! All names that a template may write, for one that is spelt wrong.

use super::{Model, Rows};
use crate::diagnostic::closest;

impl Model {
    /// What may help with a name that nothing bears where it is written: how it is said in full, where
    /// it belongs to something else, or the name that is spelt most like it.
    pub fn meant_by(&self, name: &str) -> Option<String> {
        let ways = self.ways_to_say(name);
        if !ways.is_empty() {
            return Some(format!(
                "“{name}”和别的名称不在一处，在这里写作 {}",
                ways.join(" 或 ")
            ));
        }
        let known = self.known_names();
        let known = closest(name, known.iter().map(String::as_str));
        known.map(|known| format!("是否应为 {known}？"))
    }

    /// How a name that some table or section has is said in full, from wherever.
    fn ways_to_say(&self, name: &str) -> Vec<String> {
        let groups = self.groups.iter().filter_map(|group| {
            let column = group.columns.iter().any(|column| column.key == name);
            let test = group.tests.iter().any(|(test, _)| test == name);
            let scalar = group.scalars.iter().any(|scalar| scalar.key == name);
            let key = &group.key;
            match (scalar || test && group.rows == Rows::None, column || test) {
                (true, _) => Some(format!("{key}.{name}")),
                (false, true) => Some(format!("{key}.total.{name}（{}的合计）", group.label)),
                (false, false) => None,
            }
        });
        let sections = self.sections.iter().filter(|section| {
            let is_test = section.tests.iter().any(|(test, _)| test == name);
            is_test || section.phrase(name).is_some() || section.list(name).is_some()
        });
        let sections = sections.map(|section| format!("{}.{name}", section.key));
        groups.chain(sections).collect()
    }

    /// All that may be named somewhere.
    fn known_names(&self) -> Vec<String> {
        let mut names = self.figure_names();
        for group in &self.groups {
            names.extend(group.columns.iter().map(|column| column.key.clone()));
            names.extend(group.scalars.iter().map(|scalar| scalar.key.clone()));
            for (test, _) in &group.tests {
                names.push(test.clone());
                names.push(match group.rows {
                    Rows::None => format!("{}.{test}", group.key),
                    Rows::Set { .. } | Rows::Records => format!("{}.total.{test}", group.key),
                });
            }
            let texts = group.texts.iter();
            names.extend(texts.map(|text| format!("{}.{}", group.key, text.key)));
        }
        for section in &self.sections {
            let tests = section.tests.iter().map(|(test, _)| test);
            let phrases = section.phrases.iter().map(|phrase| &phrase.key);
            let lists = section.lists.iter().map(|list| &list.key);
            for own in tests.chain(phrases).chain(lists) {
                names.push(own.clone());
                names.push(format!("{}.{own}", section.key));
            }
        }
        names
    }
}

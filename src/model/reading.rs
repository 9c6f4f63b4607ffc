//! Conditions as a reviewer reads them: 晋城市 开工率 ≥ 100%, not
//! `targets.total.begun_rate >= 100%`.

use super::{Group, ItemSource, Meaning, Model, PhraseSource, Section};
use crate::language::{Condition, Operand};

impl Model {
    /// A condition of a section in Chinese. `items` is what a phrase goes
    /// through item by item, where it does.
    pub fn reading(
        &self,
        condition: &Condition,
        section: &Section,
        items: Option<&ItemSource>,
    ) -> String {
        Reader {
            model: self,
            section,
        }
        .condition(condition, items)
    }
}

struct Reader<'m> {
    model: &'m Model,
    section: &'m Section,
}

impl Reader<'_> {
    fn condition(&self, condition: &Condition, items: Option<&ItemSource>) -> String {
        match condition {
            Condition::Compare {
                left,
                comparison,
                right,
            } => {
                let (left, right) = (self.operand(left, items), self.operand(right, items));
                format!("{left} {} {right}", comparison.sign())
            }
            Condition::Blank(name) => format!("{} 空白", self.figure(name, items)),
            Condition::Present(group) => {
                let group = self.model.group(group);
                format!("有“{}”的数据", group.map_or("", |group| &group.label))
            }
            Condition::Named(name) => name.clone(),
            Condition::Every { list, inner } => format!("每项{}", self.of_items(list, inner)),
            Condition::Some { list, inner } => format!("至少一项{}", self.of_items(list, inner)),
            Condition::Not(inner) => match inner.as_ref() {
                Condition::Blank(name) => format!("{} 不空白", self.figure(name, items)),
                inner => format!("不是“{}”", self.condition(inner, items)),
            },
            Condition::And(parts) => self.joined(parts, "，且 ", items),
            Condition::Or(parts) => self.joined(parts, "，或 ", items),
        }
    }

    fn joined(&self, parts: &[Condition], between: &str, items: Option<&ItemSource>) -> String {
        let parts = parts.iter().map(|part| match part {
            Condition::Or(_) => format!("（{}）", self.condition(part, items)),
            _ => self.condition(part, items),
        });
        parts.collect::<Vec<_>>().join(between)
    }

    /// What is asked of each item: 的整改率 = 100%.
    fn of_items(&self, list: &str, inner: &Condition) -> String {
        let items = self.model.item_source(self.section, list);
        format!("的{}", self.condition(inner, items.as_ref()))
    }

    fn operand(&self, operand: &Operand, items: Option<&ItemSource>) -> String {
        match operand {
            Operand::Number { .. } => operand.to_string(),
            Operand::Figure(name) => self.figure(name, items),
            Operand::Count(name) => self.count(name),
        }
    }

    /// How many items there are: of a list, or of those that a phrase keeps.
    fn count(&self, name: &str) -> String {
        if let Some(source) = self.model.item_source(self.section, name) {
            return format!("{}的项数", Self::source(&source));
        }
        let Some(Meaning::Phrase(section, phrase)) = self.model.meaning(Some(self.section), name)
        else {
            return format!("{name} 的项数");
        };
        let PhraseSource::Each(each) = &phrase.source else {
            return format!("{name} 的项数");
        };
        let Some(source) = self.model.item_source(section, &each.of.value) else {
            return format!("{name} 的项数");
        };
        let of = Self::source(&source);
        match &each.filter {
            Some(filter) => {
                let reader = Reader {
                    model: self.model,
                    section,
                };
                let kept = reader.condition(&filter.value, Some(&source));
                format!("{of}中“{kept}”的项数")
            }
            None => format!("{of}的项数"),
        }
    }

    fn source(source: &ItemSource) -> String {
        match source {
            ItemSource::Rows(group) | ItemSource::Repeated(group) => group.label.clone(),
            ItemSource::Counties => "县（市、区）".to_owned(),
            ItemSource::List(section, list) => {
                let named = list.entries.iter().filter_map(|entry| {
                    let (_, word) = entry.words.iter().find(|(key, _)| key == "name")?;
                    word.value.plain()
                });
                let named: Vec<String> = named.collect();
                if named.len() == list.entries.len() {
                    named.join("、")
                } else {
                    format!("{}.{} ", section.key, list.key)
                }
            }
        }
    }

    /// What a figure is called: a column of the items, or one that the model names.
    fn figure(&self, name: &str, items: Option<&ItemSource>) -> String {
        let of_items = items.and_then(|items| self.of_item(name, items));
        of_items
            .or_else(|| self.model.figure_label(name))
            .unwrap_or_else(|| name.to_owned())
    }

    fn of_item(&self, name: &str, items: &ItemSource) -> Option<String> {
        let label = |group: &Group, repeated: bool| {
            let columns = group.columns.iter();
            let mut columns = columns.filter(|column| column.repeated == repeated);
            let column = columns.find(|column| column.key == name)?;
            Some(column.label.clone())
        };
        match items {
            ItemSource::Rows(group) => label(group, false),
            ItemSource::Repeated(group) => label(group, true),
            ItemSource::Counties => None,
            ItemSource::List(_, list) => {
                let words = list.entries.iter().map(|entry| {
                    let (_, word) = entry.words.iter().find(|(key, _)| key == name)?;
                    self.model.figure_label(word.value.only_name()?)
                });
                let labels: Option<Vec<String>> = words.collect();
                labels.map(|labels| said_once(&labels))
            }
        }
    }
}

/// 晋城市 开工率、投资完成率: whose figures they are is said once.
fn said_once(labels: &[String]) -> String {
    let whose = |label: &String| label.split_once(' ').map(|(whose, _)| whose.to_owned());
    let first = labels.first().and_then(whose);
    let is_common = labels.iter().all(|label| whose(label) == first);
    match first.filter(|_| is_common) {
        Some(whose) => {
            let rest = labels.iter().filter_map(|label| label.split_once(' '));
            let rest: Vec<&str> = rest.map(|(_, label)| label).collect();
            format!("{whose} {}", rest.join("、"))
        }
        None => labels.join("、"),
    }
}

impl Model {
    /// What a figure that the model itself names is called: 晋城市 开工率; where several tables
    /// have such a column, 棚改逾期安置 整改率.
    pub fn figure_label(&self, name: &str) -> Option<String> {
        let (group, rest) = name.split_once('.')?;
        let group = self.group(group)?;
        if let Some(key) = rest.strip_prefix("total.") {
            let column = group.single_columns().find(|column| column.key == key)?;
            let bears = |group: &&Group| {
                let mut columns = group.single_columns();
                columns.any(|other| other.total && other.label == column.label)
            };
            let is_only = self.groups.iter().filter(bears).count() == 1;
            let whose = if is_only {
                &self.office.total_label
            } else {
                &group.label
            };
            return Some(format!("{whose} {}", column.label));
        }
        let scalar = group.scalars.iter().find(|scalar| scalar.key == rest)?;
        Some(scalar.label.clone())
    }
}

//! What a reviewer calls the sections and phrases: 年度目标任务·结论, not `targets.verdict`.

use super::{Enumeration, Group, Measure, Model, Phrase, PhraseSource, Placed, Rows, Section};
use crate::key::{Epoch, Key, Row};
use crate::language::Condition;

impl Section {
    /// What it is called; without a name of its own, what it can be found by.
    pub fn title(&self) -> &str {
        let usual = if self.in_annex { "附件" } else { "正文" };
        self.name.as_deref().unwrap_or(usual)
    }
}

impl Model {
    /// What a phrase is called, by its key: `targets.verdict`, `targets`.
    pub fn phrase_title(&self, key: &str) -> String {
        let (section, phrase) = key.split_once('.').unwrap_or((key, ""));
        let Some(section) = self.section(section) else {
            return "正文的措辞".to_owned();
        };
        let name = section.phrase(phrase).map(Phrase::title);
        let list = section.list(phrase).map(|_| "各项");
        match name.or(list) {
            Some(name) => format!("{}·{name}", section.title()),
            None => section.title().to_owned(),
        }
    }

    /// A phrase by its section and its key.
    pub fn phrase_of(&self, key: &str) -> Option<(&Section, &Phrase)> {
        let (section, phrase) = key.split_once('.')?;
        let section = self.section(section)?;
        Some((section, section.phrase(phrase)?))
    }
}

impl Measure {
    /// （套）: its sign or unit behind a label; nothing where it has none.
    pub fn bracketed_unit(&self) -> String {
        match self.sign_or_unit() {
            "" => String::new(),
            unit => format!("（{unit}）"),
        }
    }
}

impl Phrase {
    /// What it goes through item by item, where it does.
    pub fn each(&self) -> Option<&Enumeration> {
        match &self.source {
            PhraseSource::Each(each) => Some(each),
            PhraseSource::Once | PhraseSource::Parts | PhraseSource::Merge(_) => None,
        }
    }

    /// The condition on which an item is gone through at all.
    pub fn filter(&self) -> Option<&Placed<Condition>> {
        self.each()?.filter.as_ref()
    }

    /// What it is called; where the template gives it no name, its key.
    pub fn title(&self) -> &str {
        self.name.as_deref().unwrap_or(&self.key)
    }
}

impl Model {
    /// What a figure is called where its table is not in sight: 棚改逾期安置 城区 整改率, as several
    /// tables have such a rate.
    pub fn label_of(&self, key: &Key, label: &str) -> String {
        if let Some(own) = self.figure_label(key) {
            // The year's own label has its years written out.
            let parts = own.split_once(' ').zip(label.split_once(' '));
            return parts.map_or(label.to_owned(), |((whose, _), (_, what))| {
                format!("{whose} {what}")
            });
        }
        let Some(group) = self.group(key.model_group()) else {
            return label.to_owned();
        };
        let mut columns = group.columns.iter();
        let column = columns.find(|column| column.key == *key.column);
        let bears = |other: &&Group| {
            let mut columns = other.columns.iter();
            columns.any(|other| column.is_some_and(|column| column.label == other.label))
        };
        if group.rows == Rows::Records || self.groups.iter().filter(bears).count() > 1 {
            format!("{} {label}", group.label)
        } else {
            label.to_owned()
        }
    }

    /// What words are called that a condition names: a column's label, or a text's.
    pub fn words_label(&self, name: &str) -> String {
        if let Some((epoch, name)) = Epoch::split(name) {
            return format!("{}的{}", self.epoch_name(epoch), self.words_label(name));
        }
        let columns = self.groups.iter().flat_map(|group| &group.columns);
        let mut columns = columns.filter(|column| column.content.measure().is_none());
        let column = columns.find(|column| column.key == name);
        let text = name.split_once('.').and_then(|(group, key)| {
            let mut texts = self.group(group)?.texts.iter();
            texts.find(|text| text.key == key)
        });
        let text = text.map(|text| text.label.as_str());
        text.or(column.map(|column| column.label.as_str()))
            .unwrap_or(name)
            .to_owned()
    }

    /// What a figure that the model itself names is called: 晋城市 开工率; where several tables
    /// have such a column, 棚改逾期安置 整改率.
    pub fn figure_label(&self, key: &Key) -> Option<String> {
        let group = self.group(&key.group)?;
        if key.row == Row::Total {
            let mut columns = group.single_columns();
            let column = columns.find(|column| column.key == *key.column)?;
            let bears = |group: &&Group| {
                let mut columns = group.single_columns();
                columns.any(|other| other.total.is_there() && other.label == column.label)
            };
            let is_only = self.groups.iter().filter(bears).count() == 1;
            let whose = if is_only {
                &self.office.total_label
            } else {
                &group.label
            };
            let label = column.label.replace("{year}", "本");
            return Some(format!("{whose} {label}"));
        }
        if let Row::Of(row) = &key.row {
            let row = self.fixed_rows(group).find(|of| of.key == **row)?;
            let column = group.single_columns().find(|of| of.key == *key.column)?;
            return Some(format!("{} {}", row.label, column.label));
        }
        let mut scalars = group.scalars.iter().filter(|_| key.row == Row::None);
        let scalar = scalars.find(|scalar| scalar.key == *key.column)?;
        Some(scalar.label.clone())
    }
}

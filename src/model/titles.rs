//! What a reviewer calls the sections and phrases: 年度目标任务·结论, not `targets.verdict`.

use super::{Group, Model, Phrase, Rows, Section};

impl Section {
    /// What it is called; without a name of its own, what it can be found by.
    pub fn title(&self) -> &str {
        self.name.as_deref().unwrap_or("正文")
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

impl Phrase {
    pub fn title(&self) -> &str {
        self.name.as_deref().unwrap_or("措辞")
    }
}

impl Model {
    /// What a figure is called where its table is not in sight: 棚改逾期安置 城区 整改率, as several
    /// tables have such a rate.
    pub fn label_of(&self, name: &str, label: &str) -> String {
        if let Some(own) = self.figure_label(name) {
            // The year's own label has its years written out.
            let parts = own.split_once(' ').zip(label.split_once(' '));
            return parts.map_or(label.to_owned(), |((whose, _), (_, what))| {
                format!("{whose} {what}")
            });
        }
        let mut parts = name.splitn(3, '.');
        let (Some(group), Some(_), Some(key)) = (parts.next(), parts.next(), parts.next()) else {
            return label.to_owned();
        };
        let Some(group) = self.group(group) else {
            return label.to_owned();
        };
        let column = group.columns.iter().find(|column| column.key == key);
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
            let label = column.label.replace("{year}", "本");
            return Some(format!("{whose} {label}"));
        }
        let scalar = group.scalars.iter().find(|scalar| scalar.key == rest)?;
        Some(scalar.label.clone())
    }
}

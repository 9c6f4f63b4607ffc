//! Conditions as a reviewer reads them: 晋城市 开工率达到 100%, not
//! `targets.total.begun_rate >= 100%`.

use super::{Group, ItemSource, Kind, Meaning, Model, Section};
use crate::key::{Epoch, Key};
use crate::language::{Comparison, Condition, NamedDay, Operand};

impl Model {
    /// A condition of a section in Chinese, asked of `items` where a phrase goes through them.
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
        .condition(condition, items, true)
    }
}

struct Reader<'m> {
    model: &'m Model,
    section: &'m Section,
}

impl Reader<'_> {
    /// The condition, or what it comes to when it does not hold.
    fn condition(&self, condition: &Condition, items: Option<&ItemSource>, is_so: bool) -> String {
        match condition {
            Condition::Compare {
                left,
                comparison,
                right,
            } => self.compare(left, *comparison, right, items, is_so),
            Condition::Says { name, text } => {
                let word = if is_so { "是" } else { "不是" };
                format!("{}{word}“{text}”", self.model.words_label(name))
            }
            Condition::Blank(name) => {
                let state = if is_so { "空白" } else { "不空白" };
                self.figure(name, items) + state
            }
            Condition::Present(name) => {
                let word = if is_so { "有" } else { "没有" };
                format!("{word}{}的数据", self.model.presence_label(name))
            }
            // The loader wrote every name out, or refused it.
            Condition::Named(_) => "已命名的条件成立".to_owned(),
            Condition::Items { every, list, inner } => {
                let words = if *every {
                    ("都", "每个")
                } else {
                    ("至少有一项", "至少有一个")
                };
                self.of_items(list, inner, is_so, words)
            }
            Condition::Not(inner) => self.condition(inner, items, !is_so),
            Condition::Or(parts) if !is_so && is_none(parts).is_some() => {
                let name = is_none(parts).unwrap_or_default();
                format!("有{}", self.figure(name, items))
            }
            // Neither of two is both not, and the other way round.
            Condition::And(parts) => self.joined(parts, items, is_so, is_so),
            Condition::Or(parts) => self.joined(parts, items, !is_so, is_so),
        }
    }

    fn joined(
        &self,
        parts: &[Condition],
        items: Option<&ItemSource>,
        every: bool,
        is_so: bool,
    ) -> String {
        let parts = parts.iter().map(|part| {
            let read = self.condition(part, items, is_so);
            // 甲，且乙，或丙 says nothing of what belongs together.
            match is_every(part, is_so) {
                Some(inner) if inner != every => format!("（{read}）"),
                _ => read,
            }
        });
        let between = if every { "，且" } else { "，或" };
        parts.collect::<Vec<_>>().join(between)
    }

    fn compare(
        &self,
        left: &Operand,
        comparison: Comparison,
        right: &Operand,
        items: Option<&ItemSource>,
        is_so: bool,
    ) -> String {
        if let (Operand::Count(name), Operand::Number { .. }) = (left, right) {
            let comparison = if is_so {
                comparison
            } else {
                opposite(comparison)
            };
            return self.count(name, comparison, &right.to_string());
        }
        let figure = self.operand(left, items);
        let of_item = items.is_some_and(|items| match left {
            Operand::Figure(name) => self.of_item(name, items).is_some(),
            _ => false,
        });
        if is_zero(right) && comparison == Comparison::Greater {
            match (is_so, self.may_be_negative(left, items)) {
                (true, false) if of_item => return format!("有{figure}"),
                (false, false) => return format!("{figure}为 0 或空白"),
                _ => {}
            }
        }
        let number = self.operand(right, items);
        let is_plain = !self.is_date(left, items) && !self.is_date(right, items);
        // 没有不超过 is no Chinese. What is blank is neither more nor less.
        if !is_so && is_plain && comparison == Comparison::LessOrEqual {
            return format!("{figure}超过 {number}或空白");
        }
        let denied = match (is_so, comparison) {
            (true, _) => "",
            (false, Comparison::Equal) => "不",
            (false, _) => "没有",
        };
        if self.is_words(left, items) && self.is_words(right, items) {
            let is_same = (comparison == Comparison::Equal) == is_so;
            return format!(
                "{figure}与{number}{}",
                if is_same { "相同" } else { "不同" }
            );
        }
        if self.is_date(left, items) || self.is_date(right, items) {
            return format!("{figure}{denied}{}{number}", date_word(comparison));
        }
        let gap = if number.starts_with(|c: char| c.is_ascii()) {
            " "
        } else {
            ""
        };
        let word = match (is_so, comparison) {
            (false, Comparison::GreaterOrEqual) => "达到",
            _ => word(comparison, right),
        };
        format!("{figure}{denied}{word}{gap}{number}")
    }

    /// What is asked of each item: 开工率、投资完成率都达到 100%.
    fn of_items(
        &self,
        list: &str,
        inner: &Condition,
        is_so: bool,
        (of_figures, of_rows): (&str, &str),
    ) -> String {
        let items = self.model.item_source(self.section, list);
        let denied = if is_so { "" } else { "并非" };
        if let (
            Some(ItemSource::List(..)),
            Condition::Compare {
                left,
                comparison,
                right,
            },
        ) = (&items, inner)
        {
            let figures = self.operand(left, items.as_ref());
            let number = self.operand(right, items.as_ref());
            if self.is_date(left, items.as_ref()) || self.is_date(right, items.as_ref()) {
                let word = date_word(*comparison);
                return format!("{figures}{denied}{of_figures}{word}{number}");
            }
            let word = word(*comparison, right);
            return format!("{figures}{denied}{of_figures}{word} {number}");
        }
        let source = items.as_ref().map(source_name).unwrap_or_default();
        let noun = items.as_ref().map_or("项", |items| noun(self.model, items));
        let asked = self.condition(inner, items.as_ref(), true);
        format!("{denied}{source}中{of_rows}{noun}{asked}")
    }

    fn operand(&self, operand: &Operand, items: Option<&ItemSource>) -> String {
        match operand {
            Operand::Number { .. } => operand.to_string(),
            Operand::Day(day) => self.day(*day),
            Operand::Figure(name) => self.figure(name, items),
            Operand::Count(name) => format!("{}的个数", self.counted(name)),
        }
    }

    /// How many items there are: of a list, or of those that a phrase keeps.
    fn count(&self, name: &str, comparison: Comparison, number: &str) -> String {
        let counted = self.counted(name);
        match (comparison, number) {
            (Comparison::Equal | Comparison::LessOrEqual, "0") | (Comparison::Less, "1") => {
                format!("没有{counted}")
            }
            (Comparison::Greater | Comparison::NotEqual, "0")
            | (Comparison::GreaterOrEqual, "1") => format!("有{counted}"),
            (Comparison::Equal, number) => format!("{counted}正好 {number} 个"),
            (comparison, number) => {
                let word = word(comparison, &Operand::Count(String::new()));
                format!("{counted}{word} {number} 个")
            }
        }
    }

    /// What is counted: 棚改逾期安置中整改率低于 80% 的县（市、区）.
    fn counted(&self, name: &str) -> String {
        if let Some(source) = self.model.item_source(self.section, name) {
            return counted_source(self.model, &source);
        }
        let Some(Meaning::Phrase(section, phrase)) = self.model.meaning(Some(self.section), name)
        else {
            return "这样的项".to_owned();
        };
        // What the templates call it says more at once than how it is found.
        if let Some(name) = &phrase.name {
            return format!("“{name}”");
        }
        let each = phrase.each();
        let source = each.and_then(|each| self.model.item_source(section, &each.of.value));
        let Some(source) = source else {
            return phrase.title().to_owned();
        };
        let Some(filter) = phrase.filter() else {
            return counted_source(self.model, &source);
        };
        let reader = Reader {
            model: self.model,
            section,
        };
        let kept = reader.condition(&filter.value, Some(&source), true);
        let gap = if kept.ends_with(|c: char| c.is_ascii()) {
            " "
        } else {
            ""
        };
        match source {
            // The figures' names say already of what they are.
            ItemSource::List(..) => format!("{kept}{gap}的项"),
            _ => format!(
                "{}中{kept}{gap}的{}",
                source_name(&source),
                noun(self.model, &source)
            ),
        }
    }

    /// Whether an item lends words under this name.
    fn is_words(&self, operand: &Operand, items: Option<&ItemSource>) -> bool {
        let (Operand::Figure(name), Some(items)) = (operand, items) else {
            return false;
        };
        let name = Epoch::split(name).map_or(name.as_str(), |(_, own)| own);
        let names = items.names(self.model);
        names
            .iter()
            .any(|(own, kind)| *own == name && kind.is_none())
    }

    fn is_date(&self, operand: &Operand, items: Option<&ItemSource>) -> bool {
        match operand {
            Operand::Day(_) => true,
            Operand::Number { .. } | Operand::Count(_) => false,
            Operand::Figure(name) => {
                let name = Epoch::split(name).map_or(name.as_str(), |(_, own)| own);
                let names = items.map_or_else(Vec::new, |items| items.names(self.model));
                let local = names.iter().find(|(own, _)| *own == name);
                let kind = local.map_or_else(|| self.model.kind(name), |(_, kind)| *kind);
                kind == Some(Kind::Date)
            }
        }
    }

    /// Whether a figure may stand below 0: then more than 0 is more than that there is something.
    fn may_be_negative(&self, operand: &Operand, items: Option<&ItemSource>) -> bool {
        let Operand::Figure(name) = operand else {
            return false;
        };
        let name = Epoch::split(name).map_or(name.as_str(), |(_, own)| own);
        let of_items = match items {
            Some(ItemSource::Rows(group) | ItemSource::Repeated(group)) => group.measure_of(name),
            Some(ItemSource::List(_, list)) => list.entries.iter().find_map(|entry| {
                let (_, word) = entry.words.iter().find(|(key, _)| key == name)?;
                self.model.measure(word.value.only_name()?)
            }),
            Some(ItemSource::Set(_)) | None => None,
        };
        let measure = of_items.or_else(|| self.model.measure(name));
        measure.is_some_and(|measure| measure.signed)
    }

    /// 本月最后一天, 上月第一天, 9月30日.
    fn day(&self, day: NamedDay) -> String {
        let cycle = self.model.office.cycle;
        let period = |offset: i32| match offset {
            0 => cycle.this_name().to_owned(),
            -1 => cycle.last_name().to_owned(),
            offset if offset < 0 => format!("前 {} 期", -offset),
            1 => "下一期".to_owned(),
            offset => format!("后 {offset} 期"),
        };
        match day {
            NamedDay::First(offset) => format!("{}第一天", period(offset)),
            NamedDay::Last(offset) => format!("{}最后一天", period(offset)),
            NamedDay::Issue => "成文日期".to_owned(),
            NamedDay::On(_) | NamedDay::OfYear { .. } => day.to_string(),
        }
    }

    /// What a figure is called: a column of the items, or one that the model names.
    fn figure(&self, name: &str, items: Option<&ItemSource>) -> String {
        if let Some((epoch, name)) = Epoch::split(name) {
            return format!(
                "{}的{}",
                self.model.epoch_name(epoch),
                self.figure(name, items)
            );
        }
        let of_items = items.and_then(|items| self.of_item(name, items));
        of_items
            .or_else(|| self.model.figure_label(&Key::parse(name)?))
            .unwrap_or_else(|| name.to_owned())
    }

    fn of_item(&self, name: &str, items: &ItemSource) -> Option<String> {
        let label = |group: &Group, repeated: bool| {
            let columns = group.columns.iter();
            let mut columns = columns.filter(|column| column.repeated == repeated);
            let column = columns.find(|column| column.key == name);
            let mut scalars = group.scalars.iter().filter(|_| !repeated);
            let mut scalar = || scalars.find(|scalar| scalar.key == name);
            match column {
                Some(column) => Some(column.label.clone()),
                None => scalar().map(|scalar| scalar.label.clone()),
            }
        };
        match items {
            ItemSource::Rows(group) => label(group, false),
            ItemSource::Repeated(group) => label(group, true),
            ItemSource::Set(_) => None,
            ItemSource::List(_, list) => {
                let words = list.entries.iter().map(|entry| {
                    let (_, word) = entry.words.iter().find(|(key, _)| key == name)?;
                    self.model
                        .figure_label(&Key::parse(word.value.only_name()?)?)
                });
                let labels: Option<Vec<String>> = words.collect();
                labels.map(|labels| said_once(&labels))
            }
        }
    }
}

/// Whether a condition reads as parts all of which must hold, or as parts one of which must; nothing
/// where it reads as one part.
fn is_every(condition: &Condition, is_so: bool) -> Option<bool> {
    match condition {
        Condition::Not(inner) => is_every(inner, !is_so),
        Condition::And(_) => Some(is_so),
        Condition::Or(parts) if !is_so && is_none(parts).is_some() => None,
        Condition::Or(_) => Some(!is_so),
        _ => None,
    }
}

/// The figure of which a condition says that it is blank or zero.
fn is_none(parts: &[Condition]) -> Option<&str> {
    match parts {
        [
            Condition::Blank(name),
            Condition::Compare {
                left: Operand::Figure(figure),
                comparison: Comparison::Equal,
                right,
            },
        ] if name == figure && is_zero(right) => Some(name),
        _ => None,
    }
}

fn is_zero(operand: &Operand) -> bool {
    matches!(operand, Operand::Number { value, .. } if value.is_zero())
}

/// A comparison in words: a rate reaches its threshold, a number is above none.
fn word(comparison: Comparison, right: &Operand) -> &'static str {
    let is_percent = matches!(right, Operand::Number { share: Some(_), .. });
    match comparison {
        Comparison::Less if is_percent => "低于",
        Comparison::Less => "小于",
        Comparison::LessOrEqual => "不超过",
        Comparison::Greater if is_percent => "超过",
        Comparison::Greater => "大于",
        Comparison::GreaterOrEqual if is_percent => "达到",
        Comparison::GreaterOrEqual => "不少于",
        Comparison::Equal => "等于",
        Comparison::NotEqual => "不等于",
    }
}

/// The same of dates.
fn date_word(comparison: Comparison) -> &'static str {
    match comparison {
        Comparison::Less => "早于",
        Comparison::LessOrEqual => "不晚于",
        Comparison::Greater => "晚于",
        Comparison::GreaterOrEqual => "不早于",
        Comparison::Equal => "是",
        Comparison::NotEqual => "不是",
    }
}

/// Of numbers that are never blank, such as counts.
fn opposite(comparison: Comparison) -> Comparison {
    match comparison {
        Comparison::Less => Comparison::GreaterOrEqual,
        Comparison::LessOrEqual => Comparison::Greater,
        Comparison::Greater => Comparison::LessOrEqual,
        Comparison::GreaterOrEqual => Comparison::Less,
        Comparison::Equal => Comparison::NotEqual,
        Comparison::NotEqual => Comparison::Equal,
    }
}

/// What one item is.
fn noun<'m>(model: &'m Model, source: &ItemSource<'m>) -> &'m str {
    match source {
        ItemSource::Rows(group) => {
            let set = group.set().and_then(|set| model.set(set));
            set.map_or("项目", |set| &set.label)
        }
        ItemSource::Set(set) => &set.label,
        ItemSource::Repeated(_) => "年度",
        ItemSource::List(..) => "项",
    }
}

fn counted_source(model: &Model, source: &ItemSource) -> String {
    match source {
        ItemSource::List(..) | ItemSource::Set(_) => source_name(source),
        _ => format!("{}的{}", source_name(source), noun(model, source)),
    }
}

/// What the items are called together; of many, the first and how many.
fn source_name(source: &ItemSource) -> String {
    const MOST: usize = 2;
    match source {
        ItemSource::Rows(group) | ItemSource::Repeated(group) => group.label.clone(),
        ItemSource::Set(set) => format!("全部{}", set.label),
        ItemSource::List(section, list) => {
            let named = list.entries.iter().filter_map(|entry| {
                let (_, word) = entry.words.iter().find(|(key, _)| key == "name")?;
                word.value.plain()
            });
            let named: Vec<String> = named.collect();
            match named.as_slice() {
                [] => section.title().to_owned(),
                named if named.len() <= MOST => named.join("、"),
                [first, ..] => format!("{first}等 {} 项", named.len()),
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

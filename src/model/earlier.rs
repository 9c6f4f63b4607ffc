//! Which figures of earlier periods the templates name: `last.rate`, `same.targets.total.begun`.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    Along, ChartPlan, Grade, Group, ItemSource, Model, Phrase, PhraseSource, Rows, Section, Total,
};
use crate::calendar::Cycle;
use crate::key::{Epoch, Key, Name, Row, TOTAL};
use crate::language::{Condition, Formula, Operand, Piece, Wording};

/// A column or a single figure that is looked up in an earlier period.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct EarlierFigure {
    /// In which period.
    pub epoch: Epoch,
    /// Of which group.
    pub group: String,
    /// Where in the group.
    pub spot: Spot,
    /// The one row in which it is looked up; nothing: in whichever row asks for it.
    pub row: Option<Name>,
    /// The key of the column or single figure, as the template has it.
    pub column: String,
}

impl EarlierFigure {
    /// Whether it is looked up in a row, where it is looked up in rows.
    pub fn is_asked_of(&self, row: &str) -> bool {
        self.row.as_ref().is_none_or(|asked| **asked == *row)
    }
}

/// Where in a group a name looks for figures.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Spot {
    /// In its rows.
    Rows,
    /// In the row of totals.
    Total,
    /// Among its single figures.
    Single,
}

/// A group and a column or single figure of it.
pub(super) type ColumnName = (Name, Name);

/// Where a name is looked for first.
#[derive(Clone, Copy)]
enum Within<'a> {
    /// In no item.
    Nothing,
    /// In a row, or the single figures, of a group.
    Group(&'a Group, Spot),
    /// In the items that a section's phrase or condition goes through.
    Items(&'a Section, &'a str),
}

impl Model {
    /// Notes which figures of earlier periods are named anywhere.
    pub(super) fn note_earlier(&mut self) {
        let mut finder = Finder {
            model: self,
            found: BTreeSet::new(),
        };
        for group in &self.groups {
            finder.group(group);
        }
        for section in &self.sections {
            finder.section(section);
        }
        for chart in &self.charts {
            finder.chart(chart);
        }
        for claim in &self.claims {
            finder.condition(&claim.when.value, Within::Nothing);
        }
        for wording in self.office.wordings() {
            finder.wording(&wording.value, Within::Nothing);
        }
        self.earlier = finder.found;
    }

    /// The columns of words that are looked up in an earlier period, by their groups.
    pub fn earlier_words(&self) -> impl Iterator<Item = (&EarlierFigure, &Group)> {
        let found = self.earlier.iter();
        let found = found.filter(|figure| figure.spot == Spot::Rows);
        found.filter_map(|figure| {
            let group = self.group(&figure.group)?;
            group.word_column(&figure.column)?;
            Some((figure, group))
        })
    }

    /// Whether figures of an earlier period are needed.
    pub fn looks_back(&self, epoch: Epoch) -> bool {
        self.earlier.iter().any(|figure| figure.epoch == epoch)
    }

    /// What the clerk calls an earlier period: 上季度, 上年同期.
    pub fn epoch_name(&self, epoch: Epoch) -> &'static str {
        match (epoch, self.office.cycle) {
            (Epoch::Last, cycle) => cycle.last_name(),
            (Epoch::Same, Cycle::Year) => Cycle::Year.last_name(),
            (Epoch::Same, _) => "上年同期",
        }
    }

    /// What `present(…)` asks after, for a reader: a group, or an earlier period.
    pub fn presence_label(&self, name: &str) -> String {
        match Epoch::named(name) {
            Some(epoch) => self.epoch_name(epoch).to_owned(),
            None => format!("“{}”", self.group(name).map_or(name, |group| &group.label)),
        }
    }

    /// The columns and single figures that a name means among items: in any row.
    pub(super) fn columns_meant(
        &self,
        name: &str,
        items: Option<&ItemSource>,
    ) -> Vec<(ColumnName, Spot)> {
        let is_local = |items: &&ItemSource| items.names(self).iter().any(|(n, _)| *n == name);
        match items.filter(is_local) {
            Some(ItemSource::Rows(group)) => vec![(own(group, name), Spot::Rows)],
            Some(ItemSource::Repeated(group)) => vec![(own(group, name), Spot::Total)],
            Some(ItemSource::List(_, list)) => {
                let words = list.entries.iter().flat_map(|entry| &entry.words);
                let words = words.filter(|(key, _)| key == name);
                words
                    .filter_map(|(_, word)| column_named(word.value.only_name()?))
                    .collect()
            }
            Some(ItemSource::Set(_)) => Vec::new(),
            None => column_named(name).into_iter().collect(),
        }
    }
}

fn own(group: &Group, column: &str) -> ColumnName {
    (group.key.as_str().into(), column.into())
}

/// `targets.total.begun`, `survey.houses`.
fn column_named(name: &str) -> Option<(ColumnName, Spot)> {
    let key = Key::parse(name)?;
    let spot = match key.row {
        Row::None => Spot::Single,
        Row::Total => Spot::Total,
        Row::Of(_) => Spot::Rows,
    };
    Some(((key.group, key.column), spot))
}

struct Finder<'m> {
    model: &'m Model,
    found: BTreeSet<EarlierFigure>,
}

impl Finder<'_> {
    fn name(&mut self, name: &str, within: Within) {
        let Some((epoch, name)) = Epoch::split(name) else {
            return;
        };
        let columns = match within {
            Within::Nothing => self.model.columns_meant(name, None),
            Within::Items(section, of) => {
                let items = self.model.item_source(section, of);
                self.model.columns_meant(name, items.as_ref())
            }
            Within::Group(group, spot) => match total_of(name) {
                Some(column) if bears(group, column) => vec![(own(group, column), Spot::Total)],
                _ if bears(group, name) => vec![(own(group, name), spot)],
                // A rule may name the same row of another table.
                _ => match name
                    .split_once('.')
                    .map(|(of, name)| (self.model.group(of), name))
                {
                    Some((Some(of), column)) if of.columns.iter().any(|c| c.key == column) => {
                        vec![(own(of, column), spot)]
                    }
                    _ => self.model.columns_meant(name, None),
                },
            },
        };
        // `requests.new.all` asks for one row alone.
        let asked = Key::parse(name);
        let columns = columns.into_iter().map(|((group, column), spot)| {
            let asked = asked.as_ref().filter(|key| key.group == group);
            let row = asked.and_then(|key| match &key.row {
                Row::Of(row) => Some(Name::clone(row)),
                Row::None | Row::Total => None,
            });
            EarlierFigure {
                epoch,
                group: group.to_string(),
                spot,
                row,
                column: column.to_string(),
            }
        });
        self.found.extend(columns);
    }

    fn formula(&mut self, formula: &Formula, group: &Group, spot: Spot) {
        for term in formula.terms() {
            self.name(&term.name, Within::Group(group, spot));
        }
    }

    fn group(&mut self, group: &Group) {
        for column in &group.columns {
            if let Some(formula) = column.content.formula() {
                self.formula(formula, group, Spot::Rows);
                // The total is worked out by the same formula.
                if column.total == Total::Natural {
                    self.formula(formula, group, Spot::Total);
                }
            }
            for grade in column.content.grades() {
                for name in grade.names() {
                    self.name(name, Within::Group(group, Spot::Rows));
                }
            }
        }
        for scalar in &group.scalars {
            if let Some(formula) = scalar.content.formula() {
                self.formula(formula, group, Spot::Single);
            }
        }
        for must in &group.musts {
            let spots = match group.rows {
                Rows::None => &[Spot::Single][..],
                _ => &[Spot::Rows, Spot::Total],
            };
            for spot in spots {
                self.condition(&must.that.value, Within::Group(group, *spot));
            }
        }
        if let Some(when) = &group.when {
            self.condition(&when.value, Within::Nothing);
        }
        let heads = group.columns.iter().flat_map(|column| &column.head);
        for wording in group.title.iter().chain(&group.notes).chain(heads) {
            self.wording(&wording.value, Within::Nothing);
        }
    }

    fn chart(&mut self, chart: &ChartPlan) {
        if let Some(when) = &chart.when {
            self.condition(&when.value, Within::Nothing);
        }
        if let Some(title) = &chart.title {
            self.wording(&title.value, Within::Nothing);
        }
        let Some(group) = self.model.group(&chart.of.value) else {
            return;
        };
        let spot = match (&chart.along, &chart.row) {
            (Along::Rows, _) => Spot::Rows,
            (_, Some(row)) if row.value != TOTAL => Spot::Rows,
            _ => Spot::Total,
        };
        let row = chart.row.as_ref().filter(|_| spot == Spot::Rows);
        for (own_epoch, column) in chart.series() {
            let epochs = match &chart.along {
                Along::Periods(epochs) => epochs.clone(),
                Along::Rows | Along::Items => own_epoch.into_iter().collect(),
            };
            let found = epochs.into_iter().map(|epoch| EarlierFigure {
                epoch,
                group: group.key.clone(),
                spot,
                row: row.map(|row| row.value.as_str().into()),
                column: column.to_owned(),
            });
            self.found.extend(found);
        }
    }

    fn section(&mut self, section: &Section) {
        let entries = section.lists.iter().flat_map(|list| &list.entries);
        for entry in entries {
            if let Some(when) = &entry.when {
                self.condition_of(section, &when.value, Within::Nothing);
            }
            for (_, word) in &entry.words {
                self.wording(&word.value, Within::Nothing);
            }
        }
        if let Some(when) = &section.when {
            self.condition_of(section, &when.value, Within::Nothing);
        }
        for phrase in &section.phrases {
            self.phrase(section, phrase);
        }
    }

    fn phrase(&mut self, section: &Section, phrase: &Phrase) {
        let mut within = Within::Nothing;
        if let PhraseSource::Each(each) = &phrase.source {
            within = Within::Items(section, &each.of.value);
            if let Some(filter) = &each.filter {
                self.condition_of(section, &filter.value, within);
            }
            if let Some(falling) = &each.falling {
                self.name(&falling.value, within);
            }
            if let Some(shared) = &each.shared {
                self.wording(&shared.say.value, within);
            }
        }
        for wording in phrase.list_words() {
            self.wording(&wording.value, Within::Nothing);
        }
        for rule in &phrase.rules {
            if let Some(when) = &rule.when {
                self.condition_of(section, &when.value, within);
            }
            self.wording(&rule.say.value, within);
        }
    }

    fn condition(&mut self, condition: &Condition, within: Within) {
        condition.walk(&mut |leaf| self.leaf(leaf, within));
    }

    /// The same in a section, whose conditions may test the items of a list.
    fn condition_of(&mut self, section: &Section, condition: &Condition, within: Within) {
        condition.walk(&mut |leaf| match leaf {
            Condition::Items { list, inner, .. } => {
                self.condition_of(section, inner, Within::Items(section, list));
            }
            leaf => self.leaf(leaf, within),
        });
    }

    fn leaf(&mut self, leaf: &Condition, within: Within) {
        match leaf {
            Condition::Compare { left, right, .. } => {
                for operand in [left, right] {
                    if let Operand::Figure(name) = operand {
                        self.name(name, within);
                    }
                }
            }
            Condition::Says { name, .. } | Condition::Blank(name) => self.name(name, within),
            _ => {}
        }
    }

    fn wording(&mut self, wording: &Wording, within: Within) {
        for piece in &wording.pieces {
            if let Piece::Name { name, .. } = piece {
                self.name(name, within);
            }
        }
    }
}

/// The column of its own total that a name means beside single figures.
fn total_of(name: &str) -> Option<&str> {
    name.strip_prefix(TOTAL)?.strip_prefix('.')
}

fn bears(group: &Group, key: &str) -> bool {
    let mut columns = group.columns.iter().map(|column| &column.key);
    let mut scalars = group.scalars.iter().map(|scalar| &scalar.key);
    columns.any(|own| own == key) || scalars.any(|own| own == key)
}

/// The figures that come to need an earlier period by their formulas: behind an epoch they would
/// lead back through all of time.
pub(super) fn needs_earlier(model: &Model) -> BTreeSet<ColumnName> {
    let mut formulas: BTreeMap<ColumnName, Vec<ColumnName>> = BTreeMap::new();
    let mut needing = BTreeSet::new();
    for group in &model.groups {
        let columns = group.columns.iter().map(|c| (&c.key, &c.content));
        let scalars = group.scalars.iter().map(|s| (&s.key, &s.content));
        for (key, content) in columns.chain(scalars) {
            let terms = content.formula().into_iter().flat_map(Formula::terms);
            let terms = terms.map(|term| term.name.as_str());
            for term in terms.chain(content.grades().iter().flat_map(Grade::names)) {
                if Epoch::split(term).is_some() {
                    needing.insert(own(group, key));
                    continue;
                }
                let name = total_of(term).unwrap_or(term);
                let meant = if bears(group, name) {
                    Some(own(group, name))
                } else {
                    column_named(term).map(|(column, _)| column)
                };
                formulas.entry(own(group, key)).or_default().extend(meant);
            }
        }
    }
    loop {
        let more = formulas.iter().filter(|(of, terms)| {
            !needing.contains(*of) && terms.iter().any(|term| needing.contains(term))
        });
        let more: Vec<ColumnName> = more.map(|(of, _)| of.clone()).collect();
        if more.is_empty() {
            return needing;
        }
        needing.extend(more);
    }
}

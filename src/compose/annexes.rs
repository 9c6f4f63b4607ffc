//! What the annexes consist of: tables of figures or to be filled in by hand, texts.

use super::Composer;
use crate::language::Wording;
use crate::model::{AnnexPlan, AnnexTable, Group, HandRows, HandTable, Placed, Section};
use crate::notice::{Annex, Block, Cell, RowKind, Table, TableColumn, TableRow, Words, head};
use crate::verdict::Scope;

impl<'a> Composer<'a> {
    pub(super) fn annexes(&mut self) -> Vec<Annex> {
        let plans = self.model.annexes.iter();
        let mut annexes: Vec<Annex> = plans.filter_map(|plan| self.annex(plan)).collect();
        let count = annexes.len();
        for (number, annex) in (1..).zip(&mut annexes) {
            annex.number = (count > 1).then_some(number);
        }
        annexes
    }

    /// An annex, without its number; nothing where this period has none of it.
    fn annex(&mut self, plan: &'a AnnexPlan) -> Option<Annex> {
        let table = match &plan.table {
            Some(AnnexTable::Group(key)) => {
                let group = self.model.group(key)?;
                if !self.is_printed(group, self.inputs.of(group)) {
                    return None;
                }
                self.of_group(group)
            }
            Some(AnnexTable::ByHand(key)) => self.by_hand(self.model.table(key)?),
            None => match &plan.chart {
                Some(chart) => self.of_chart(self.model.chart(&chart.key)?)?,
                None => self.of_text(self.model.section(plan.key())?),
            },
        };
        let before = self.annex_text(plan.before.as_ref());
        if plan.table.is_none() && plan.chart.is_none() && before.is_empty() {
            return None;
        }
        let beside = plan.chart.as_ref().filter(|_| plan.table.is_some());
        let beside = beside.and_then(|own| {
            let chart = self.chart(self.model.chart(&own.key)?)?;
            Some((chart, own.first))
        });
        let chart_first = beside.as_ref().is_some_and(|(_, first)| *first);
        Some(Annex {
            before,
            after: self.annex_text(plan.after.as_ref()),
            chart: beside.map(|(chart, _)| chart).or(table.chart),
            chart_first,
            ..table
        })
    }

    /// A table to be filled in by hand, with the lines around it.
    fn by_hand(&mut self, hand: &'a HandTable) -> Annex {
        let notes = hand.notes.iter().map(|note| self.words(&note.value));
        Annex {
            notes: notes.collect(),
            table: self.hand_table(hand),
            ..self.titled(&hand.key, Some(&hand.title))
        }
    }

    /// An annex of text alone; its text is still to come.
    fn of_text(&mut self, section: &'a Section) -> Annex {
        self.titled(&section.key, section.title.as_ref())
    }

    /// An annex of which only the title is there yet.
    pub(super) fn titled(&mut self, id: &str, title: Option<&'a Placed<Wording>>) -> Annex {
        let title = title.map(|title| self.words(&title.value));
        Annex {
            id: id.to_owned(),
            below: None,
            number: None,
            title: Words::parse(&title.unwrap_or_default()),
            unit_line: None,
            before: Vec::new(),
            table: Table::default(),
            notes: Vec::new(),
            chart: None,
            chart_first: false,
            after: Vec::new(),
        }
    }

    /// A table in the text, below a block of its section; of the blank id, above all of them.
    pub(super) fn table_in_text(&mut self, group: &'a Group, below: String) {
        // The text goes on from it: without a condition it stands there whatever is in it.
        let is_printed = match &group.when {
            Some(when) => self.phraser.ask(Some(when), Scope::default()).is_yes(),
            None => true,
        };
        if !is_printed {
            return;
        }
        let table = self.of_group(group);
        self.tables.push(Annex {
            below: Some(below),
            ..table
        });
    }

    /// A group's table with the lines around it.
    fn of_group(&mut self, group: &'a Group) -> Annex {
        let input = self.inputs.of(group);
        let unit_line = group.unit_line.as_ref();
        Annex {
            unit_line: unit_line.map(|line| self.words(&line.value)),
            table: self.table(group, input),
            notes: self.notes(group),
            ..self.titled(&group.key, group.title.as_ref())
        }
    }

    fn annex_text(&mut self, section: Option<&String>) -> Vec<Block> {
        let section = section.and_then(|key| self.model.section(key));
        section.map_or_else(Vec::new, |section| self.paragraphs(section))
    }

    /// A table to be filled in by hand: heads, names, and nothing in its cells.
    fn hand_table(&mut self, hand: &'a HandTable) -> Table {
        let head_of = |column: &'a Vec<Placed<Wording>>| {
            let texts = column.iter().map(|text| self.words(&text.value));
            texts.collect::<Vec<String>>()
        };
        let heads: Vec<Vec<String>> = hand.columns.iter().map(head_of).collect();
        let paths: Vec<Vec<String>> = std::iter::once(vec![hand.row_head.clone()])
            .chain(heads)
            .collect();
        let names: Vec<&str> = match &hand.rows {
            HandRows::Set(set) => {
                let rows = self.inputs.set(set).iter();
                let rows = rows.filter(|row| row.role.is_typed());
                rows.map(|row| row.label.as_str()).collect()
            }
            HandRows::Named(names) => names.iter().map(String::as_str).collect(),
        };
        let row = |name: &str| {
            let empty = hand.columns.iter().map(|_| Cell::words(""));
            TableRow {
                kind: RowKind::Row,
                key: name.to_owned(),
                level: 0,
                cells: std::iter::once(Cell::words(name)).chain(empty).collect(),
            }
        };
        let empty = hand.columns.iter().map(|_| TableColumn::Text);
        Table {
            columns: std::iter::once(TableColumn::Name).chain(empty).collect(),
            head: head(&paths),
            rows: names.into_iter().map(row).collect(),
        }
    }
}

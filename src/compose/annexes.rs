//! What the annexes consist of: tables of figures or to be filled in by hand, texts.

use super::Composer;
use crate::language::Wording;
use crate::model::{AnnexPlan, AnnexTable, Group, HandRows, HandTable, Placed};
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
        let (title, table, notes) = match &plan.table {
            Some(AnnexTable::Group(key)) => {
                let group = self.model.group(key)?;
                let input = self.inputs.of(group);
                if !self.is_printed(group, input) {
                    return None;
                }
                let (table, notes) = (self.table(group, input), self.notes(group, input));
                (group.title.as_ref(), table, notes)
            }
            Some(AnnexTable::ByHand(key)) => {
                let table = self.model.table(key)?;
                let notes = table.notes.iter().map(|note| self.words(&note.value));
                let notes = notes.collect();
                (Some(&table.title), self.hand_table(table), notes)
            }
            None => {
                let section = self.model.section(plan.key())?;
                (section.title.as_ref(), Table::default(), Vec::new())
            }
        };
        let before = self.annex_text(plan.before.as_ref());
        if plan.table.is_none() && before.is_empty() {
            return None;
        }
        let title = title.map(|title| self.words(&title.value));
        let group = self.model.group(plan.key());
        let group = group.filter(|_| plan.table.is_some());
        let unit_line = group.and_then(|group| group.unit_line.as_ref());
        Some(Annex {
            id: plan.key().to_owned(),
            below: None,
            number: None,
            title: Words::parse(&title.unwrap_or_default()),
            unit_line: unit_line.map(|line| self.words(&line.value)),
            before,
            table,
            notes,
            after: self.annex_text(plan.after.as_ref()),
        })
    }

    /// A table in the text, below a block of its section; of the blank id, above all of them.
    pub(super) fn table_in_text(&mut self, group: &'a Group, below: String) {
        let input = self.inputs.of(group);
        // The text goes on from it: without a condition it stands there whatever is in it.
        let is_printed = match &group.when {
            Some(when) => self.phraser.ask(Some(when), Scope::default()).is_yes(),
            None => true,
        };
        if !is_printed {
            return;
        }
        let title = group.title.as_ref().map(|title| self.words(&title.value));
        let unit_line = group.unit_line.as_ref();
        let table = Annex {
            id: group.key.clone(),
            below: Some(below),
            number: None,
            title: Words::parse(&title.unwrap_or_default()),
            unit_line: unit_line.map(|line| self.words(&line.value)),
            before: Vec::new(),
            table: self.table(group, input),
            notes: self.notes(group, input),
            after: Vec::new(),
        };
        self.tables.push(table);
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

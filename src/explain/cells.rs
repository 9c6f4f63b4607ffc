//! Cells of words: which condition chose them, or that the input gives them.

use super::wording::told;
use super::{Explainer, Tree};
use crate::figures::{Figure, FigureId};
use crate::input::RowInput;
use crate::key::{Epoch, Key, Row};
use crate::model::{Column, Content, Group};
use crate::notice::{Annex, RowKind, TableColumn, TableRow};
use crate::verdict::Fate;
use crate::wording::TriedRule;

/// A cell of words: its table, its row and its column.
type Cell<'a> = (&'a Group, &'a RowInput, &'a Column);

impl<'a> Explainer<'a> {
    /// What is known of the cells of words that a reader means: by name (matters.财政局.grade), by place
    /// (附件1 财政局 评价) or by what they are called (财政局 评价).
    pub(super) fn cells_of_words(&self, what: &str) -> Vec<Tree> {
        if let Some(cell) = self.named(what) {
            return vec![self.cell(cell)];
        }
        let words: Vec<&str> = what.split_whitespace().collect();
        let mut cells: Vec<Tree> = Vec::new();
        for annex in self.work.notice.all_tables() {
            let label = annex.label();
            let words = match words.split_first() {
                Some((first, rest)) if *first == label => rest,
                _ => &words,
            };
            let (Some(group), [row, head]) = (self.model.group(&annex.id), words) else {
                continue;
            };
            let rows = self.work.inputs.of(group).rows.values();
            let rows = rows.filter(|of| of.label == *row || of.listed(group) == *row);
            for of in rows {
                let columns = group.single_columns().filter(|column| {
                    let at = place_of(annex, column, group, self);
                    let path = at.map(|at| annex.table.path(at).concat());
                    let is_head = path.is_some_and(|path| path.contains(head));
                    column.content.measure().is_none() && (column.label == *head || is_head)
                });
                cells.extend(columns.map(|column| self.cell((group, of, column))));
            }
        }
        cells
    }

    /// The cells of words that say this, as trees of one line and what chose them.
    pub(super) fn cells_that_say(&self, what: &str) -> Vec<Tree> {
        let mut cells = Vec::new();
        for annex in self.work.notice.all_tables() {
            let Some(group) = self.model.group(&annex.id) else {
                continue;
            };
            let chosen = group.columns.iter();
            let chosen = chosen.filter(|column| matches!(column.content, Content::Chosen(_)));
            for column in chosen.filter(|column| !column.head.is_empty()) {
                let rows = self.work.inputs.of(group).rows.values();
                let rows = rows.filter(|row| row.texts.get(&column.key).is_some_and(|t| t == what));
                cells.extend(rows.map(|row| self.cell((group, row, column))));
            }
        }
        cells
    }

    /// The cells of words that a figure chose, or had a part in.
    pub(super) fn decides_cells(&self, id: FigureId, figure: &Figure) -> Option<Tree> {
        let Row::Of(row) = &figure.key.row else {
            return None;
        };
        let group = self.model.group(&figure.key.group)?;
        let row = self.work.inputs.of(group).rows.get(row)?;
        let chosen = group.single_columns();
        let chosen = chosen.filter(|column| matches!(column.content, Content::Chosen(_)));
        let cells = chosen.filter_map(|column| {
            let mut phraser = self.phraser.borrow_mut();
            let tried = phraser.tried_in_row(group, row, column);
            let mut facts = tried.iter().flat_map(|(tried, _)| &tried.facts);
            let is_meant = facts.any(|fact| fact.figure == Some(id));
            is_meant.then(|| {
                let said = row.texts.get(&column.key).map_or("", String::as_str);
                let rules = tried.iter().map(|tried| Tree::leaf(fared(tried)));
                Tree::leaf(format!("{}：“{said}”", column.label)).with(rules)
            })
        });
        let cells: Vec<Tree> = cells.collect();
        (!cells.is_empty()).then(|| Tree::leaf("由它决定的栏").with(cells))
    }

    fn named(&self, what: &str) -> Option<Cell<'a>> {
        let key = Key::parse(what)?;
        let Row::Of(name) = &key.row else {
            return None;
        };
        if Epoch::split(what).is_some() {
            return None;
        }
        let group = self.model.group(&key.group)?;
        let row = self.work.inputs.of(group).rows.get(name)?;
        Some((group, row, group.word_column(&key.column)?))
    }

    fn cell(&self, (group, row, column): Cell<'a>) -> Tree {
        let said = row.texts.get(&column.key).map_or("", String::as_str);
        let said = match said {
            "" => "（空白）".to_owned(),
            said => format!("“{said}”"),
        };
        let mut phraser = self.phraser.borrow_mut();
        let tried = phraser.tried_in_row(group, row, column);
        let by = match column.content {
            Content::Chosen(_) => "由本行的数据和文字选定",
            _ => "数据文件里填报的文字",
        };
        let rules = tried.iter().map(|tried| Tree::leaf(fared(tried)));
        let by = Tree::leaf(format!("写作 {said} ← {by}")).with(rules);
        let name = format!("{}.{}.{}", group.key, row.key, column.key);
        let label = format!("{} {}", row.told(group), column.label);
        Tree::leaf(format!("{label}　{name}"))
            .with([by])
            .with(self.stands_in(group, row, column))
    }

    /// 见于 附件1 财政局 评价.
    fn stands_in(&self, group: &Group, row: &RowInput, column: &Column) -> Option<Tree> {
        let places = self.work.notice.all_tables().filter_map(|annex| {
            if annex.id != group.key {
                return None;
            }
            let at = place_of(annex, column, group, self)?;
            let name = row.listed(group);
            let is_it = |of: &&TableRow| {
                let label = annex.table.name_of(of);
                of.kind == RowKind::Row && (of.key == *row.key || label == name)
            };
            let of = annex.table.rows.iter().find(is_it)?;
            let (name, head) = (annex.table.name_of(of), annex.table.head_of(at));
            Some(Tree::leaf(format!("{} {name} {head}", annex.label())))
        });
        let places: Vec<Tree> = places.collect();
        (!places.is_empty()).then(|| Tree::leaf("见于").with(places))
    }
}

/// How a condition fared, in words.
fn fared((tried, fate): &(TriedRule, Fate)) -> String {
    match (fate, &tried.reading) {
        (Fate::Unfounded, Some(reading)) => format!("要看的都是空白，不能定：{reading}"),
        (Fate::Unfounded, None) => "其余情况：上面有不能定的，不写".to_owned(),
        (Fate::Open, Some(reading)) => format!("有待填的，不能定：{reading}"),
        _ => told(tried),
    }
}

/// In which column of the table a column of the group is printed.
fn place_of(annex: &Annex, column: &Column, group: &Group, of: &Explainer) -> Option<usize> {
    let printed = of.work.inputs.of(group).columns.iter();
    let mut printed = printed.filter(|column| !column.head.is_empty());
    let at = printed.position(|printed| printed.key == column.key)?;
    let own = |kind: &TableColumn| {
        !matches!(
            kind,
            TableColumn::Serial | TableColumn::Name | TableColumn::Outline
        )
    };
    annex
        .table
        .columns
        .iter()
        .position(own)
        .map(|first| first + at)
}

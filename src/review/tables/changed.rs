//! Rows that were put in or taken out: where the input lists the rows, that is a change of the input.

use super::cells::{column_of, row_key};
use super::pair::Pair;
use super::sources::{Source, fixed};
use super::{EditKind, Matter};
use crate::model::{Content, Group, RowSet};
use crate::notice::{Annex, RowKind};
use crate::review::Desk;
use crate::review::figure::{self, Untold};
use crate::review::letters::bare;
use crate::review::put::{Beside, Listed, NewCell, Put};

const ADVICE: &str = "表的行由数据文件的名单或记录定，增减行改的是数据文件";

impl Desk<'_> {
    /// What takes a row out of the input.
    pub(super) fn removal(&self, annex: &Annex, row: usize, name: &str) -> Matter {
        let what = format!("少了一行：{name}");
        let source = self.source_of(annex);
        let of = &annex.table.rows[row];
        let (group, set) = match &source {
            Source::Fixed(file) => return fixed(what, file),
            Source::Listed(group, set) => (*group, Some(*set)),
            Source::Records(group) | Source::Sparse(group, _) => (*group, None),
        };
        let matter = Matter::new(EditKind::Table, what).advise(ADVICE);
        let key = row_key(annex, row, self.ground.year, &group.key);
        let Some(key) = key.filter(|key| self.is_typed(group, key) && of.kind == RowKind::Row)
        else {
            return matter.advise("这一行不是填报的行（合计、小计、小标题），随其他各行而定");
        };
        let texts = self.ground.year.inputs.texts.iter();
        let mut texts =
            texts.filter(|text| text.name.starts_with(&format!("{}.{key}.", group.key)));
        let figures = of.cells.iter().filter_map(|cell| cell.figure.as_ref());
        let mut stated = figures.filter_map(|key| {
            let figures = &self.ground.year.figures;
            let figure = figures.get(figures.id(key)?);
            figure.stated.as_ref().map(|entry| entry.place.clone())
        });
        let place = stated
            .next()
            .or_else(|| texts.next().map(|text| text.place.clone()));
        let mut matter = matter.at(place);
        matter.name = format!("{}.{key}", group.key);
        matter.input = Some([matter.name.clone(), String::new()]);
        matter.put = Some(Put::RowOut {
            group: group.key.clone(),
            also: set.map_or_else(Vec::new, |set| self.unseen_groups(set)),
            row: key,
            set: set.map(|set| set.key.clone()),
        });
        matter
    }

    pub(super) fn is_typed(&self, group: &Group, key: &str) -> bool {
        let row = self.ground.year.inputs.of(group).rows.get(key);
        row.is_some_and(|row| row.role.is_typed())
    }

    /// Groups on a set of which nobody sees a table: their rows go with those that are seen.
    fn unseen_groups(&self, set: &RowSet) -> Vec<String> {
        let model = self.ground.model;
        let is_seen = |group: &Group| {
            let mut all = self.ground.year.notice.all_tables();
            all.any(|annex| annex.id == group.key && annex.has_table())
        };
        let groups = model
            .groups
            .iter()
            .filter(|group| group.set() == Some(&set.key));
        groups
            .filter(|group| !is_seen(group))
            .map(|group| group.key.clone())
            .collect()
    }

    /// What puts a row into the input.
    pub(super) fn addition(&self, pair: &Pair, other: usize, name: &str) -> Matter {
        let what = format!("多了一行：{name}");
        let (group, set, row) = match self.source_of(pair.now) {
            Source::Fixed(file) => return fixed(what, &file),
            Source::Records(group) => (group, None, None),
            Source::Listed(group, set) => (group, Some(set), Some(name.to_owned())),
            Source::Sparse(group, set) => {
                let mut rows = set.rows.iter();
                let row = rows.find(|row| bare(&row.label) == name || row.key == name);
                let Some(row) = row else {
                    return Matter::new(EditKind::Table, what)
                        .advise(format!("{}名单里没有“{name}”，名单由模板定", set.label));
                };
                (group, None, Some(row.key.clone()))
            }
        };
        let mut matter = Matter::new(EditKind::Table, what).advise(ADVICE);
        let named = row.as_ref();
        matter.name = named.map_or_else(|| group.key.clone(), |row| format!("{}.{row}", group.key));
        if row.as_ref().is_some_and(String::is_empty) {
            return matter.refuse("这一行没有行名");
        }
        if !pair.theirs[other].is_whole || !pair.columns.is_whole() {
            return matter.refuse("这一行的格数和表的列数不一样，请经办人照着填");
        }
        let beside = self.neighbour(pair, other, group);
        let made = self.new_cells(pair, other);
        let made = made.and_then(|cells| Ok((cells, self.list_of(set, beside.as_ref())?)));
        let (cells, listed) = match made {
            Ok(made) => made,
            Err(why) => return matter.refuse(why),
        };
        let told = cells
            .iter()
            .map(|cell| format!("{} = {}", cell.key, cell.literal));
        matter.input = Some([String::new(), told.collect::<Vec<_>>().join("，")]);
        matter.put = Some(Put::RowIn {
            group: group.key.clone(),
            row,
            beside,
            listed,
            cells,
        });
        matter
    }

    /// Behind which typed row of the input a row of the file stands, or before which.
    fn neighbour(&self, pair: &Pair, other: usize, group: &Group) -> Option<Beside> {
        let key = |(own, _): &(usize, usize)| {
            let row = pair.row_now(*own)?.checked_sub(pair.now_heads())?;
            let is_row = pair.now.table.rows.get(row)?.kind == RowKind::Row;
            let key = row_key(pair.now, row, self.ground.year, &group.key)?;
            (is_row && self.is_typed(group, &key)).then_some(key)
        };
        let before = pair
            .pairs
            .iter()
            .rev()
            .filter(|(_, at)| *at < other)
            .find_map(key);
        let after = || {
            pair.pairs
                .iter()
                .filter(|(_, at)| *at > other)
                .find_map(key)
        };
        before
            .map(Beside::Behind)
            .or_else(|| after().map(Beside::Before))
    }

    /// The list of the input that names the new row's neighbour.
    fn list_of(
        &self,
        set: Option<&RowSet>,
        beside: Option<&Beside>,
    ) -> Result<Option<Listed>, String> {
        let Some(set) = set else { return Ok(None) };
        if !set.is_grouped {
            return Ok(Some(Listed {
                set: set.key.clone(),
                part: None,
            }));
        }
        let Some(Beside::Behind(row) | Beside::Before(row)) = beside else {
            return Err("不知道这一行归在哪一组".to_owned());
        };
        let rows = self.ground.year.inputs.set(&set.key);
        let at = rows.iter().position(|of| of.key == *row);
        let head = at.and_then(|at| rows[..at].iter().rev().find(|of| of.level == 0));
        let head = head.ok_or_else(|| "不知道这一行归在哪一组".to_owned())?;
        Ok(Some(Listed {
            set: set.key.clone(),
            part: Some(head.key.clone()),
        }))
    }

    /// The figures and words of a new row, as the input would type them.
    fn new_cells(&self, pair: &Pair, other: usize) -> Result<Vec<NewCell>, String> {
        let row = &pair.table.rows[other];
        let mut cells = Vec::new();
        for (at, cell) in row.cells.iter().enumerate() {
            let Some((_, column)) = column_of(self.ground, pair.now, at) else {
                continue;
            };
            let text = cell.text().trim().to_owned();
            let bare = bare(&text);
            let literal = match &column.content {
                Content::Derived(..) | Content::Chosen(_) => continue,
                Content::Text { optional: true, .. } if bare.is_empty() => continue,
                Content::Text { .. } => toml_edit::Value::from(text.as_str()).to_string(),
                Content::Given(_) if bare == column.blank => "\"\"".to_owned(),
                Content::Given(measure) => {
                    let year = self.ground.year.inputs.period.year();
                    figure::typed(measure, year, &bare).map_err(|fault| match fault {
                        Untold::Words => format!("{}“{bare}”不是数", column.label),
                        Untold::Rounded => format!("{}：{}", column.label, figure::ROUNDED),
                    })?
                }
            };
            cells.push(NewCell {
                key: column.key.clone(),
                label: column.label.clone(),
                literal: literal.trim().to_owned(),
            });
        }
        Ok(cells)
    }
}

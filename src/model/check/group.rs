//! Groups: their columns, formulas, rules and heads; the words of the office.

use std::collections::HashSet;

use super::{Checker, Locals};
use crate::diagnostic::Code;
use crate::key::Epoch;
use crate::language::{Formula, Piece, Wording, unreachable};
use crate::model::{
    AnnexPlan, AnnexTable, Carried, Column, Content, Group, HandTable, ITEM_WORD, ItemSource, Kind,
    Meaning, Placed, ROW_WORDS, Rows, Scalar, TotalRow,
};

impl<'m> Checker<'m> {
    pub(super) fn group(&mut self, group: &'m Group) {
        let mut seen = HashSet::new();
        let columns = group.columns.iter().map(|c| (&c.key, &c.place));
        let scalars = group.scalars.iter().map(|s| (&s.key, &s.place));
        for (key, place) in columns.chain(scalars) {
            if !seen.insert(key) {
                self.fault_of(Code::DuplicateKey, place, format!("“{key}”写了两次"));
            }
        }
        for column in &group.columns {
            self.column(group, column);
        }
        self.sums(group);
        self.sums_of_rates(group);
        self.formulas_of_dates(group);
        self.order(group);
        self.ground(group);
        for scalar in &group.scalars {
            self.scalar(group, scalar);
        }
        self.conditions(group);
        for with in group.texts.iter().filter_map(|text| text.with.as_ref()) {
            if self.model.group(&with.value).is_none() {
                self.unknown(&with.place, &with.value);
            }
        }
        let is_it = |annex: &AnnexPlan| annex.table == Some(AnnexTable::Group(group.key.clone()));
        if self.model.annexes.iter().any(is_it) {
            self.annex(group);
        }
    }

    fn scalar(&mut self, group: &Group, scalar: &Scalar) {
        let names = scalar
            .content
            .formula()
            .into_iter()
            .flat_map(Formula::terms);
        for term in names {
            let full = match Epoch::split(&term.name) {
                Some((epoch, name)) => format!("{}.{}.{name}", epoch.name(), group.key),
                None => format!("{}.{}", group.key, term.name),
            };
            let known = [full.as_str(), term.name.as_str()]
                .iter()
                .any(|name| matches!(self.model.meaning(None, name), Some(Meaning::Figure(_))));
            if !known {
                self.unknown(&scalar.place, &term.name);
            }
        }
        self.carried_single(group, scalar);
    }

    /// The rows' named conditions, the rules that must hold, when the annex is there.
    fn conditions(&mut self, group: &'m Group) {
        let (row, repeated) = (ItemSource::Rows(group), ItemSource::Repeated(group));
        let mut names = if group.rows == Rows::None {
            group
                .scalars
                .iter()
                .map(|scalar| {
                    (
                        scalar.key.as_str(),
                        scalar.content.measure().map(|measure| measure.kind),
                    )
                })
                .collect()
        } else {
            row.names(self.model)
        };
        names.extend(repeated.names(self.model));
        for (_, test) in &group.tests {
            self.condition(None, &names, test);
        }
        for column in &group.columns {
            self.grades(group, column, &names);
        }
        for column in group.chosen_in_order().1 {
            let message = format!("“{}”的条件或文字绕回了自己", column.key);
            self.fault(&column.place, message);
        }
        // A rule may look at the same row of another table: targets.built_continued.
        let others: Vec<(String, Option<Kind>)> = self.model.same_row_names(group);
        names.extend(others.iter().map(|(name, kind)| (name.as_str(), *kind)));
        for must in &group.musts {
            self.condition(None, &names, &must.that);
        }
        if let Some(when) = &group.when {
            self.condition(None, &Vec::new(), when);
        }
    }

    fn column(&mut self, group: &Group, column: &Column) {
        if column.repeated && group.each.is_none() {
            self.fault(
                &column.place,
                format!(
                    "“{}”要按清单重复（each = true），却没有写 [each]",
                    column.key
                ),
            );
        }
        let names = column
            .content
            .formula()
            .into_iter()
            .flat_map(Formula::terms);
        for term in names {
            let name = Epoch::split(&term.name).map_or(term.name.as_str(), |(_, name)| name);
            let is_borne = |other: &&Column| match term.name.strip_suffix('*') {
                // A repeated column's own key ends where the item's name begins.
                Some(prefix) => format!("{}_", other.key).starts_with(prefix) && other.repeated,
                None => other.key == name && (!other.repeated || column.repeated),
            };
            let found = group.columns.iter().find(is_borne);
            let is_column = found.is_some_and(|other| other.content.measure().is_some());
            let is_rank = column.content.formula().is_some_and(Formula::is_rank);
            if !is_column && (is_rank || !self.is_beside_rows(group, &term.name)) {
                self.unknown(&column.place, &term.name);
            }
        }
        self.carried(group, column);
    }

    /// Whether a name in a column's formula is that of a figure that is the same for all rows: a total
    /// of their own table (total.accepted), or one that the model itself names (plan.schedule).
    fn is_beside_rows(&self, group: &Group, name: &str) -> bool {
        let full = format!("{}.{name}", group.key);
        let names = [full.as_str(), name];
        let mut names = names.iter().filter(|_| Epoch::split(name).is_none());
        names.any(|name| matches!(self.model.meaning(None, name), Some(Meaning::Figure(_))))
    }

    /// The words of a column: each can be reached, and one is left when no condition holds.
    fn grades(&mut self, group: &Group, column: &Column, names: &Locals) {
        let Content::Chosen(grades) = &column.content else {
            return;
        };
        let conditions = grades.iter().map(|grade| grade.when.as_ref());
        for when in conditions.clone().flatten() {
            self.condition(None, names, when);
        }
        for grade in grades {
            self.said_of_row(group, &grade.say);
        }
        if grades.last().is_none_or(|grade| grade.when.is_some()) {
            let message = format!("“{}”的最后一条不能带条件，否则可能是空白", column.key);
            self.fault(&column.place, message);
        }
        let conditions: Vec<_> = conditions
            .map(|when| when.map(|when| &when.value))
            .collect();
        for at in unreachable(&conditions) {
            let place = grades[at]
                .when
                .as_ref()
                .map_or(&column.place, |when| &when.place);
            self.never_reached(&format!("“{}”", column.key), at, place);
        }
    }

    /// Words that follow may name other words of their row, and times.
    fn said_of_row(&mut self, group: &Group, say: &Placed<Wording>) {
        for piece in &say.value.pieces {
            let name = match piece {
                Piece::Text(_) | Piece::Time(_) => continue,
                Piece::Name { name, form: None } => name.as_str(),
                Piece::Name { name, .. } => {
                    self.fault(&say.place, format!("{{{name}:…}}：这里只能写本行的文字"));
                    continue;
                }
                Piece::Call { .. } => {
                    self.fault(&say.place, "这里只能写本行的文字，不能用清单");
                    continue;
                }
            };
            let own = Epoch::split(name).map_or(name, |(_, own)| own);
            let is_of_row = own == name && ROW_WORDS.contains(&name);
            if group.word_column(own).is_some() || is_of_row {
                continue;
            }
            if group.columns.iter().any(|column| column.key == own) {
                let message = format!("“{name}”是数，不能写在随之而定的文字里");
                let finding = self.fault(&say.place, message);
                finding
                    .hints
                    .push("数有自己的栏；这里只能写本行的文字，如 {last.grade}".to_owned());
            } else {
                self.unknown(&say.place, name);
            }
        }
    }

    /// The ground of a list is a typed year; what is left of it can be told of its columns.
    fn ground(&mut self, group: &Group) {
        let Some(ground) = &group.ground else {
            return;
        };
        if group.rows == Rows::None {
            let message = "没有行，就没有名单：不用写 ground";
            self.fault(&ground.figure.place, message);
        }
        if self.model.ground_of(group).is_none() {
            let message = format!(
                "“{}”不是填报的年份（[[scalars]] 里 year = true 的一项）",
                ground.figure.value
            );
            self.fault(&ground.figure.place, message);
        }
        if ground.left.is_empty() {
            let message = "要写 left（还剩多少），才知道名单何时全部完成";
            self.fault(&ground.figure.place, message);
        }
        for formula in &ground.left {
            for term in formula.value.terms() {
                let is_borne = |column: &Column| {
                    column.key == term.name
                        && column.total.is_there()
                        && column.content.measure().is_some()
                };
                if !group.single_columns().any(is_borne) {
                    self.unknown(&formula.place, &term.name);
                }
            }
        }
    }

    /// The column that orders the rows is a figure of theirs.
    fn order(&mut self, group: &Group) {
        let Some(order) = &group.order else {
            return;
        };
        let name = &order.column.value;
        let mut columns = group.single_columns();
        let is_borne = columns.any(|c| c.key == *name && c.content.measure().is_some());
        if !is_borne {
            self.unknown(&order.column.place, name);
        }
    }

    fn carried(&mut self, group: &Group, column: &Column) {
        let Some(carried) = &column.carried else {
            return;
        };
        self.is_typed(&column.content, carried);
        for formula in [&carried.from, &carried.opening] {
            for term in formula.value.terms() {
                let is_borne = |other: &&Column| {
                    other.key == term.name
                        && other.content.measure().is_some()
                        && (!other.repeated || column.repeated)
                };
                if !group.columns.iter().any(|other| is_borne(&other)) {
                    self.unknown(&formula.place, &term.name);
                }
            }
        }
    }

    /// A single figure is carried from single figures.
    fn carried_single(&mut self, group: &Group, scalar: &Scalar) {
        let Some(carried) = &scalar.carried else {
            return;
        };
        self.is_typed(&scalar.content, carried);
        for formula in [&carried.from, &carried.opening] {
            for term in formula.value.terms() {
                if group.scalars.iter().all(|other| other.key != term.name) {
                    self.unknown(&formula.place, &term.name);
                }
            }
        }
    }

    fn is_typed(&mut self, content: &Content, carried: &Carried) {
        if !matches!(content, Content::Given(_)) {
            let message = "只有填报的数字才能从上一期结转";
            self.fault(&carried.from.place, message);
        }
    }

    fn annex(&mut self, group: &Group) {
        if group.title.is_none() {
            self.fault(&group.place, format!("附件“{}”要有标题 title", group.label));
        }
        self.table(group, "附件");
    }

    /// What is printed as a table has rows and heads.
    pub(super) fn table(&mut self, group: &Group, what: &str) {
        if group.rows == Rows::None {
            self.fault(&group.place, format!("{what}“{}”要有行 rows", group.label));
        }
        if group.columns.iter().all(|column| column.head.is_empty()) {
            self.fault(
                &group.place,
                format!("{what}“{}”没有一栏有表头 head，印出来是空的", group.label),
            );
        }
        let first = group.columns.iter().find(|column| !column.head.is_empty());
        let has_total = group.total_row != TotalRow::None;
        let is_figure = first.is_some_and(|c| c.content.measure().is_some());
        if group.rows == Rows::Records && has_total && is_figure {
            self.fault(
                &group.place,
                format!(
                    "{what}“{}”的第一栏应为文字（text = true），合计行才有名称",
                    group.label
                ),
            );
        }
    }

    /// The words outside the body: number and title may name what only they know.
    pub(super) fn office(&mut self) {
        let office = &self.model.office;
        let words = vec![("issue_year", None), ("number", None)];
        for wording in office.wordings() {
            self.wording(None, &words, wording);
        }
        let tables = self.model.tables.iter().flat_map(HandTable::wordings);
        let titles = self.model.sections.iter().filter_map(|s| s.title.as_ref());
        for wording in tables.chain(titles) {
            self.wording(None, &Vec::new(), wording);
        }
        for group in &self.model.groups {
            let words = Vec::new();
            let lines = group.title.iter().chain(&group.unit_line);
            for wording in lines.chain(&group.notes) {
                self.wording(None, &words, wording);
            }
            for column in &group.columns {
                let words = if column.repeated {
                    vec![(ITEM_WORD, None)]
                } else {
                    Vec::new()
                };
                for head in &column.head {
                    self.wording(None, &words, head);
                }
            }
        }
    }
}

//! Groups: tables and single figures.

use super::Loader;
use super::parse::placed_text;
use crate::diagnostic::{Code, Diagnostic};
use crate::key::Epoch;
use crate::language::Formula;
use crate::model::file::{GroupFile, NamedRowFile, TextFile, TotalRowFile};
use crate::model::spanned::Spanned;
use crate::model::{
    Column, Each, Ground, Group, Kind, Must, RowOrder, RowSet, Rows, TextField, Total, TotalRow,
};
use crate::source::{Place, SourceId};

/// What a table has rows of where each is an entry of the input's own.
const RECORDS: &str = "records";

/// The texts that the input gives for a group.
fn texts(files: Vec<TextFile>, source: SourceId) -> Vec<TextField> {
    files
        .into_iter()
        .map(|text| TextField {
            key: text.key,
            label: text.label,
            optional: text.optional,
            day: text.day,
            clause: text.clause,
            choices: text.choices,
            with: text.with.map(|with| placed_text(with, source)),
        })
        .collect()
}

impl Loader<'_> {
    pub(super) fn group(
        &mut self,
        key: &str,
        file: GroupFile,
        sets: &[RowSet],
        source: SourceId,
    ) -> Group {
        let has_rows = file.rows.is_some();
        let group = self.read_group(key, file, sets, source);
        if let Some(first) = group.columns.first().filter(|_| !has_rows) {
            let message = format!("“{}”有栏（columns），却没有写它的行 rows", group.label);
            let finding = Diagnostic::error(Code::BadTemplate, message).at(first.place.clone());
            let sets = sets.iter().map(|set| set.key.as_str());
            let known: Vec<&str> = sets.chain([RECORDS]).collect();
            let hint = format!(
                "请写 rows = \"…\"：可用的有 {}；不分行的数写成 [[scalars]]",
                known.join("、")
            );
            self.findings.push(finding.hint(hint));
        }
        self.totals_that_follow(group)
    }

    /// A total that would follow from columns without totals is not there where the table prints no
    /// totals; else the template has to say what stands in its place.
    fn totals_that_follow(&mut self, mut group: Group) -> Group {
        let bare = |key: &str| {
            let column = group.columns.iter().find(|column| column.key == key)?;
            // Of days between dates it is said elsewhere.
            let measure = column.content.measure().filter(|of| of.kind != Kind::Date);
            let is_bare = !column.total.is_there() && measure.is_some();
            is_bare.then(|| column.label.clone())
        };
        let of_column = |column: &Column| {
            let formula = column.content.formula()?;
            let mut terms = formula.terms();
            terms.find_map(|term| {
                bare(Epoch::split(&term.name).map_or(term.name.as_str(), |(_, own)| own))
            })
        };
        let natural = |column: &Column| column.total == Total::Natural;
        let without: Vec<Option<String>> = group
            .columns
            .iter()
            .map(|column| of_column(column).filter(|_| natural(column)))
            .collect();
        for (column, bare) in group.columns.iter_mut().zip(without) {
            let Some(bare) = bare else { continue };
            column.total = Total::None;
            if group.total_row != TotalRow::None {
                let message = format!(
                    "合计行算不出“{}”：它由“{bare}”计算，而“{bare}”没有合计",
                    column.label
                );
                let finding =
                    Diagnostic::error(Code::BadTemplate, message).at(column.place.clone());
                let hint = "请写 total = \"none\"（合计行里空着）、\"mean\"（平均）或 \"given\"（填报），或给据以计算的栏写 total";
                self.findings.push(finding.hint(hint));
            }
        }
        group
    }

    fn read_group(
        &mut self,
        key: &str,
        file: GroupFile,
        sets: &[RowSet],
        source: SourceId,
    ) -> Group {
        Group {
            key: key.to_owned(),
            label: file.label,
            place: Place::new(source, 0..0),
            title: file.title.map(|title| self.wording(&title, source)),
            when: file.when.and_then(|when| self.condition(&when, source)),
            tests: self.tests(file.tests, source),
            rows: self.rows(
                file.rows.as_ref(),
                (file.sparse, file.extra_rows),
                sets,
                source,
            ),
            ground: self.ground(key, file.ground, &file.left, source),
            unit_line: file.unit_line.map(|line| self.wording(&line, source)),
            row_head: file.row_head,
            serial: file.serial,
            total_row: match file.total_row {
                TotalRowFile::First => TotalRow::First,
                TotalRowFile::Last => TotalRow::Last,
                TotalRowFile::None => TotalRow::None,
            },
            total_label: file.total_label,
            order: file.order_by.map(|column| RowOrder {
                column: placed_text(column, source),
                falling: file.falling,
            }),
            each: file.each.map(|each| Each {
                key: each.key,
                label: each.label,
                rolls: each.rolls,
            }),
            columns: {
                let blank = self.blank(file.blank.as_ref(), source);
                let columns = file.columns.into_iter();
                let columns = columns.map(|column| self.column(column, sets, &blank, source));
                columns.collect()
            },
            scalars: file
                .scalars
                .into_iter()
                .map(|scalar| self.scalar(scalar, source))
                .collect(),
            texts: texts(file.texts, source),
            notes: self.wordings(&file.notes, source),
            musts: file
                .must
                .into_iter()
                .filter_map(|must| {
                    Some(Must {
                        that: self.condition(&must.that, source)?,
                        say: must.say,
                    })
                })
                .collect(),
        }
    }

    /// Where the rows come from: a set, records, or nowhere.
    fn rows(
        &mut self,
        of: Option<&Spanned<String>>,
        (sparse, extra): (bool, Vec<NamedRowFile>),
        sets: &[RowSet],
        source: SourceId,
    ) -> Rows {
        if of.is_some_and(|of| of.get_ref() == RECORDS) {
            return Rows::Records;
        }
        match self.set_named(of, sets, source) {
            Some(set) => Rows::Set {
                set,
                sparse,
                extra: self.named_rows(&extra, source),
            },
            None => Rows::None,
        }
    }

    /// The key of a set that the templates declare.
    pub(super) fn set_named(
        &mut self,
        key: Option<&Spanned<String>>,
        sets: &[RowSet],
        source: SourceId,
    ) -> Option<String> {
        let key = key?;
        if sets.iter().all(|set| set.key != *key.get_ref()) {
            let known = sets.iter().map(|set| set.key.as_str());
            let known: Vec<&str> = known.chain([RECORDS]).collect();
            let finding = Diagnostic::error(
                Code::UnknownName,
                format!("没有叫“{}”的一套行", key.get_ref()),
            )
            .at(Place::new(source, key.span()))
            .hint(format!(
                "可用的有 {}；各套行写在 notice.toml 的 [sets.名称] 里",
                known.join("、")
            ));
            self.findings.push(finding);
            return None;
        }
        Some(key.get_ref().clone())
    }

    /// A bare name is a figure of the group's own.
    fn ground(
        &mut self,
        key: &str,
        figure: Option<Spanned<String>>,
        left: &[Spanned<String>],
        source: SourceId,
    ) -> Option<Ground> {
        let left: Vec<_> = left
            .iter()
            .filter_map(|formula| self.parsed(formula, source, Formula::parse))
            .collect();
        let Some(figure) = figure else {
            if let Some(formula) = left.first() {
                let message = "写了 left（还剩多少），就要写 ground（依据哪一年的名单）";
                self.fault(formula.place.clone(), message);
            }
            return None;
        };
        let mut figure = placed_text(figure, source);
        if !figure.value.contains('.') {
            figure.value = format!("{key}.{}", figure.value);
        }
        Some(Ground { figure, left })
    }
}

//! What the annexes consist of, and the files that only they have.

use super::Loader;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::file::{AnnexFile, AnnexPartsFile, HandRowsFile, HandTableFile, SectionFile};
use crate::model::{AnnexChart, AnnexPlan, AnnexTable, HandRows, HandTable, Model, Section};
use crate::source::{Place, SourceId};

impl Loader<'_> {
    /// Adds the annexes to a model that has its groups and the sections of the text.
    pub(super) fn annexes(&mut self, model: &mut Model, files: Vec<(AnnexFile, Place)>) {
        for (file, place) in files {
            let parts = match file {
                AnnexFile::Parts(parts) => parts,
                AnnexFile::Name(name) if self.is_text(model, &name) => {
                    let plan = AnnexPlan {
                        before: self.text(model, &name, true, &place),
                        ..AnnexPlan::default()
                    };
                    self.add(model, plan, &place);
                    continue;
                }
                AnnexFile::Name(chart) if self.is_chart_alone(model, &chart) => AnnexPartsFile {
                    chart: Some(chart),
                    ..AnnexPartsFile::default()
                },
                AnnexFile::Name(table) => AnnexPartsFile {
                    table: Some(table),
                    ..AnnexPartsFile::default()
                },
            };
            if let Some(plan) = self.parts(model, parts, &place) {
                self.add(model, plan, &place);
            }
        }
    }

    /// A table and a chart, either of which may be left out, with the texts around them.
    fn parts(
        &mut self,
        model: &mut Model,
        parts: AnnexPartsFile,
        place: &Place,
    ) -> Option<AnnexPlan> {
        if parts.table.is_none() && parts.chart.is_none() {
            let finding =
                Diagnostic::error(Code::BadTemplate, "附件里要有表（table）或图（chart）");
            let hint = "只有文字的附件写成 \"名称\"：sections/名称.toml";
            self.findings.push(finding.at(place.clone()).hint(hint));
            return None;
        }
        if parts.chart_first && (parts.table.is_none() || parts.chart.is_none()) {
            let message = "chart_first 说的是图在表的上面：表（table）和图（chart）都要有";
            self.fault(place.clone(), message);
        }
        let table = match &parts.table {
            Some(table) => Some(self.annex_table(model, table, place)?),
            None => None,
        };
        let chart = match parts.chart {
            Some(key) => Some(self.annex_chart(model, key, parts.chart_first, place)?),
            None => None,
        };
        let mut text =
            |name: Option<String>| name.and_then(|name| self.text(model, &name, false, place));
        Some(AnnexPlan {
            before: text(parts.before),
            table,
            chart,
            after: text(parts.after),
        })
    }

    fn annex_chart(
        &mut self,
        model: &mut Model,
        key: String,
        first: bool,
        place: &Place,
    ) -> Option<AnnexChart> {
        if !self.is_chart(&key) {
            let message = format!("没有 charts/{key}.toml 这张图");
            let finding = Diagnostic::error(Code::UnknownName, message);
            self.findings.push(finding.at(place.clone()));
            return None;
        }
        self.add_chart(model, &key, place)?;
        Some(AnnexChart { key, first })
    }

    fn add(&mut self, model: &mut Model, plan: AnnexPlan, place: &Place) {
        let is_taken = |other: &AnnexPlan| other.key() == plan.key();
        if model.annexes.iter().any(is_taken) {
            let message = format!("“{}”列了两次", plan.key());
            let finding = Diagnostic::error(Code::DuplicateKey, message);
            self.findings.push(finding.at(place.clone()));
            return;
        }
        model.annexes.push(plan);
    }

    /// Whether the name is that of a text: there is no table of it.
    fn is_text(&self, model: &Model, name: &str) -> bool {
        let has = |folder: &str| self.files.contains_key(&format!("{folder}/{name}.toml"));
        model.group(name).is_none() && !has("tables") && !has("charts") && has("sections")
    }

    /// Whether the name is that of a chart, and of no table.
    fn is_chart_alone(&self, model: &Model, name: &str) -> bool {
        let is_table = self.files.contains_key(&format!("tables/{name}.toml"));
        model.group(name).is_none() && !is_table && self.is_chart(name)
    }

    fn annex_table(&mut self, model: &mut Model, name: &str, place: &Place) -> Option<AnnexTable> {
        if model.group(name).is_some() {
            return Some(AnnexTable::Group(name.to_owned()));
        }
        if self.unread.contains(name) {
            return None;
        }
        let file = format!("tables/{name}.toml");
        if !self.files.contains_key(&file) {
            let message = format!("附件“{name}”没有列在 figures 里，也没有 tables/{name}.toml");
            let hint = "附件可以是 figures 里的一组数据、tables/名称.toml（空表）、charts/名称.toml（图）或 sections/名称.toml（文字）";
            let finding = Diagnostic::error(Code::UnknownName, message);
            self.findings.push(finding.at(place.clone()).hint(hint));
            return None;
        }
        let (table, source) = self.file::<HandTableFile>(&file, Some(place.clone()))?;
        let table = self.hand_table(name, table, source);
        if let HandRows::Set(set) = &table.rows
            && model.set(set).is_none()
        {
            let message = format!("没有叫“{set}”的一组行");
            let finding = Diagnostic::error(Code::UnknownName, message).at(table.place.clone());
            let hint =
                "rows 是 notice.toml 里 [sets.名称] 的名称，或写明各行：rows = [\"…\", \"…\"]";
            self.findings.push(finding.hint(hint));
        }
        model.tables.push(table);
        Some(AnnexTable::ByHand(name.to_owned()))
    }

    fn hand_table(&mut self, key: &str, file: HandTableFile, source: SourceId) -> HandTable {
        let place = Place::new(source, file.rows.span());
        let rows = match file.rows.into_inner() {
            HandRowsFile::Set(set) => HandRows::Set(set),
            HandRowsFile::Named(names) => HandRows::Named(names),
        };
        if rows == HandRows::Named(Vec::new()) {
            self.fault(place.clone(), "这张表没有行");
        }
        if file.columns.iter().all(|column| column.head.is_empty()) {
            self.fault(place.clone(), "这张表没有要填的栏（columns）");
        }
        HandTable {
            key: key.to_owned(),
            title: self.wording(&file.title, source),
            row_head: file.row_head,
            rows,
            columns: file
                .columns
                .iter()
                .map(|column| self.wordings(&column.head, source))
                .collect(),
            notes: self.wordings(&file.notes, source),
            place,
        }
    }

    /// Takes up a section that stands in an annex; by itself it has the annex's title.
    fn text(
        &mut self,
        model: &mut Model,
        name: &str,
        is_alone: bool,
        place: &Place,
    ) -> Option<String> {
        if let Some(other) = model.section(name) {
            let (where_to, key) = if other.in_annex {
                ("另一个附件", "annexes")
            } else {
                ("正文", "sections")
            };
            let message = format!("“{name}”已印在{where_to}里，不能再作附件的文字");
            let hint = format!("请从 {key} 里去掉一处，或另写一个 sections/名称.toml");
            let finding = Diagnostic::error(Code::DuplicateKey, message);
            self.findings.push(finding.at(place.clone()).hint(hint));
            return None;
        }
        let path = format!("sections/{name}.toml");
        let (file, source) = self.file::<SectionFile>(&path, Some(place.clone()))?;
        let start = Place::new(source, 0..0);
        match (&file.title, is_alone) {
            (None, true) => {
                let message = format!("附件“{name}”没有标题（title）");
                let finding = Diagnostic::error(Code::BadTemplate, message).at(start);
                let hint = "单独作附件的文字要有标题，请在文件开头写：title = \"…\"";
                self.findings.push(finding.hint(hint));
            }
            (Some(title), false) => {
                let place = Place::new(source, title.span());
                let hint = "附件的标题是表的标题；请删掉 title";
                let finding = Diagnostic::error(Code::BadTemplate, "表前后的文字没有自己的标题");
                self.findings.push(finding.at(place).hint(hint));
            }
            _ => {}
        }
        if let Some(heading) = &file.heading {
            let place = Place::new(source, heading.span());
            let hint = "请删掉 heading；小标题写在段落里，单独一行，以一、（一）1. 开头";
            let finding = Diagnostic::error(Code::BadTemplate, "附件里的文字没有 heading");
            self.findings.push(finding.at(place).hint(hint));
        }
        let section = Section {
            in_annex: true,
            ..self.section(name, file, source)
        };
        model.sections.push(section);
        Some(name.to_owned())
    }

    /// A title is that of an annex; a section of the text has a heading.
    pub(super) fn untitled(&mut self, file: &SectionFile, source: SourceId) {
        if let Some(title) = &file.title {
            let place = Place::new(source, title.span());
            let finding = Diagnostic::error(Code::BadTemplate, "正文里的一节没有 title");
            let hint = "正文的小标题写 heading；title 是单独作附件的文字的标题";
            self.findings.push(finding.at(place).hint(hint));
        }
    }
}

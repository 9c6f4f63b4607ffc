//! Charts: their files are read where an annex or the text names them.

use super::Loader;
use super::parse::placed_text;
use crate::diagnostic::{Code, Diagnostic};
use crate::key::Epoch;
use crate::model::file::{AlongFile, AlongWord, ChartFile, EpochWord};
use crate::model::spanned::Spanned;
use crate::model::{Along, ChartPlan, Model, Placed, RowOrder};
use crate::source::{Place, SourceId};

/// Where the charts of a kind stand.
const FOLDER: &str = "charts/";

impl Loader<'_> {
    /// Whether the name is that of a chart.
    pub(super) fn is_chart(&self, name: &str) -> bool {
        self.files.contains_key(&format!("{FOLDER}{name}.toml"))
    }

    /// Reads the charts that the sections name between their phrases.
    pub(super) fn charts_in_text(&mut self, model: &mut Model) {
        let named = model.sections.iter().flat_map(|section| {
            let names = section.paragraphs.iter();
            names.filter(|name| section.phrase(&name.value).is_none())
        });
        let named = named.filter(|name| model.group(&name.value).is_none());
        let named: Vec<Placed<String>> = named.cloned().collect();
        for name in named {
            if self.is_chart(&name.value) {
                self.add_chart(model, &name.value, &name.place);
            }
        }
    }

    /// Adds a chart to the model; nothing where its file can't be read.
    pub(super) fn add_chart(&mut self, model: &mut Model, name: &str, place: &Place) -> Option<()> {
        if model.chart(name).is_some() {
            let finding = Diagnostic::error(Code::DuplicateKey, format!("图“{name}”印了两处"));
            let hint =
                "一张图只能印在正文的一处，或印在一个附件里；两处都要的，另写一个 charts/名称.toml";
            self.findings.push(finding.at(place.clone()).hint(hint));
            return None;
        }
        let path = format!("{FOLDER}{name}.toml");
        let (file, source) = self.file::<ChartFile>(&path, Some(place.clone()))?;
        let chart = self.chart(name, file, source);
        model.charts.push(chart);
        Some(())
    }

    fn chart(&mut self, key: &str, file: ChartFile, source: SourceId) -> ChartPlan {
        let named = |name| placed_text(name, source);
        let along = file.along.map(Spanned::into_inner);
        ChartPlan {
            key: key.to_owned(),
            title: file.title.map(|title| self.wording(&title, source)),
            when: file.when.and_then(|when| self.condition(&when, source)),
            of: named(file.of),
            shape: file.shape,
            columns: file.columns.into_iter().map(named).collect(),
            along: match along {
                None | Some(AlongFile::Word(AlongWord::Rows)) => Along::Rows,
                Some(AlongFile::Word(AlongWord::Each)) => Along::Items,
                Some(AlongFile::Periods(epochs)) => {
                    let epoch = |word| match word {
                        EpochWord::Last => Epoch::Last,
                        EpochWord::Same => Epoch::Same,
                    };
                    Along::Periods(epochs.into_iter().map(epoch).collect())
                }
            },
            row: file.row.map(named),
            order: file.order_by.map(|column| RowOrder {
                column: placed_text(column, source),
                falling: file.falling,
            }),
            place: Place::new(source, 0..0),
        }
    }

    /// A file of a chart that is printed nowhere is a slip.
    pub(super) fn unused_charts(&mut self, model: &Model) {
        for (path, source) in self.files {
            let name = path.strip_prefix(FOLDER);
            let name = name.and_then(|name| name.strip_suffix(".toml"));
            let Some(name) = name.filter(|name| model.chart(name).is_none()) else {
                continue;
            };
            // What is wrong with a chart that is named was told where it is read.
            let mut labels = self.findings.iter().flat_map(|finding| &finding.labels);
            if labels.any(|label| label.place.source == *source) {
                continue;
            }
            let (message, hint) = match model.group(name) {
                Some(_) => (
                    format!("图“{name}”和一组数据同名，用到的是那组数据"),
                    "请给图的文件换一个名称",
                ),
                None => (
                    format!("图“{name}”没有印在任何地方"),
                    "在一节的 paragraphs 或 notice.toml 的 annexes 里用上它，或删掉这个文件",
                ),
            };
            let finding = Diagnostic::error(Code::UnreachableRule, message);
            let finding = finding.at(Place::new(*source, 0..0)).hint(hint);
            self.findings.push(finding);
        }
    }
}

//! Charts: what they show are figures of one table that can share an axis.

use super::Checker;
use crate::calendar::Cycle;
use crate::diagnostic::Code;
use crate::key::{Epoch, TOTAL};
use crate::language::Formula;
use crate::model::{Along, AnnexPlan, ChartPlan, Column, Group, Placed, Rows};

/// So many columns can be told apart in black and white.
const MOST_COLUMNS: usize = 3;

impl<'m> Checker<'m> {
    pub(super) fn chart(&mut self, chart: &'m ChartPlan) {
        if let Some(when) = &chart.when {
            self.condition(None, &Vec::new(), when);
        }
        if let Some(title) = &chart.title {
            self.wording(None, &Vec::new(), title);
        }
        self.annex_title(chart);
        let Some(group) = self.model.group(&chart.of.value) else {
            let name = &chart.of.value;
            let message = format!("没有叫“{name}”的一组数据：图要画 figures 里的一组");
            self.fault_of(Code::UnknownName, &chart.of.place, message);
            return;
        };
        if matches!(group.rows, Rows::None | Rows::Records) {
            let message = format!("“{}”的行没有名称，不能画图", group.label);
            let finding = self.fault(&chart.of.place, message);
            let hint = "图要画各行有名称的表（rows 是 [sets.名称] 里的一套行）";
            finding.hints.push(hint.to_owned());
            return;
        }
        self.along(chart, group);
        self.columns_of_chart(chart, group);
        if let Some(order) = &chart.order {
            self.chart_order(chart, group, &order.column);
        }
    }

    /// A chart that is an annex by itself has the annex's title.
    fn annex_title(&mut self, chart: &ChartPlan) {
        let is_alone = |annex: &AnnexPlan| {
            let own = annex.chart.as_ref();
            annex.table.is_none() && own.is_some_and(|own| own.key == chart.key)
        };
        if chart.title.is_none() && self.model.annexes.iter().any(is_alone) {
            let message = format!("附件“{}”没有标题（title）", chart.key);
            let hint = "单独作附件的图要有标题，请在文件里写：title = \"…\"";
            self.fault(&chart.place, message)
                .hints
                .push(hint.to_owned());
        }
    }

    /// What stands along the axis is there, and whose figures are meant is said.
    fn along(&mut self, chart: &ChartPlan, group: &Group) {
        match &chart.along {
            Along::Rows => {
                if let Some(row) = &chart.row {
                    let message = "各行都画在图上（along = \"rows\"），不用写 row";
                    self.fault(&row.place, message);
                }
                return;
            }
            Along::Items if group.each.is_none() => {
                let message = format!("“{}”没有按清单重复的栏（[each]）", group.label);
                self.fault(&chart.of.place, message);
            }
            Along::Items => {}
            Along::Periods(epochs) => self.periods(chart, epochs),
        }
        let Some(row) = chart.row.as_ref().filter(|row| row.value != TOTAL) else {
            return;
        };
        let fixed: Vec<&str> = self
            .model
            .fixed_rows(group)
            .filter(|of| of.role.has_figures())
            .map(|of| of.key.as_str())
            .collect();
        if !fixed.contains(&row.value.as_str()) {
            let message = format!("“{}”没有叫“{}”的固定的一行", group.label, row.value);
            let rows = fixed.iter().copied().chain([TOTAL]).collect::<Vec<_>>();
            let finding = self.fault_of(Code::UnknownName, &row.place, message);
            finding.hints.push(format!("可用的有 {}", rows.join("、")));
        }
    }

    fn periods(&mut self, chart: &ChartPlan, epochs: &[Epoch]) {
        let last_is_same = self.model.office.cycle == Cycle::Year;
        let twice =
            epochs.len() > 1 && (last_is_same || epochs[0] == epochs[1]) || epochs.len() > 2;
        if epochs.is_empty() || twice {
            let message = if last_is_same {
                "按年的通报，along 写 [\"last\"]：上一年和本年"
            } else {
                "along 里写 \"last\"（上一期）、\"same\"（上年同期）之一或两个，各写一次"
            };
            self.fault(&chart.place, message);
        }
    }

    fn columns_of_chart(&mut self, chart: &'m ChartPlan, group: &'m Group) {
        let count = chart.columns.len();
        if count == 0 || count > MOST_COLUMNS {
            let message = format!("一张图画 1 到 {MOST_COLUMNS} 栏，这里写了 {count} 栏");
            let finding = self.fault(&chart.place, message);
            let hint = "再多就分不清了；多的请另画一张图";
            finding.hints.push(hint.to_owned());
        }
        let mut known: Vec<&Column> = Vec::new();
        for (at, (name, (epoch, key))) in chart.columns.iter().zip(chart.series()).enumerate() {
            if chart.columns[..at]
                .iter()
                .any(|other| other.value == name.value)
            {
                self.fault_of(
                    Code::DuplicateKey,
                    &name.place,
                    format!("“{}”列了两次", name.value),
                );
                continue;
            }
            if epoch.is_some() && chart.along != Along::Rows {
                let message = format!(
                    "“{}”：另一期的数只画在各行旁边（along = \"rows\"）",
                    name.value
                );
                self.fault(&name.place, message);
                continue;
            }
            let Some(column) = self.chart_column(chart, group, name, key) else {
                continue;
            };
            if let Some(first) = known.first()
                && let Some((one, other)) = first.content.measure().zip(column.content.measure())
                && !one.shares_axis(other)
            {
                let (one, other) = (one.sign_or_unit(), other.sign_or_unit());
                let message = format!(
                    "“{}”的单位是{}，“{}”的是{}，不能画在一张图里",
                    first.label,
                    called(one),
                    column.label,
                    called(other)
                );
                let finding = self.fault(&name.place, message);
                finding
                    .hints
                    .push("单位（和 form 里的万、亿）不同的各画一张图".to_owned());
            }
            known.push(column);
        }
    }

    /// A column that a chart shows: a figure, and no place in an order.
    fn chart_column(
        &mut self,
        chart: &ChartPlan,
        group: &'m Group,
        name: &Placed<String>,
        key: &str,
    ) -> Option<&'m Column> {
        let Some(column) = group.columns.iter().find(|column| column.key == key) else {
            let message = format!("“{}”没有叫“{key}”的一栏", group.label);
            let figures = group
                .columns
                .iter()
                .filter(|c| c.content.measure().is_some());
            let keys: Vec<&str> = figures.map(|column| column.key.as_str()).collect();
            let finding = self.fault_of(Code::UnknownName, &name.place, message);
            finding.hints.push(format!("可画的有 {}", keys.join("、")));
            return None;
        };
        let (is_items, is_total) = (
            chart.along == Along::Items,
            chart.along != Along::Rows && chart.row.as_ref().is_none_or(|row| row.value == TOTAL),
        );
        let why = match column.content.measure() {
            None => Some("是文字，不是数"),
            Some(_) if column.content.formula().is_some_and(Formula::is_rank) => {
                Some("是名次，不画图：请画它所依的那一栏，并写 order_by")
            }
            Some(_) if column.repeated && !is_items => Some("按清单重复：请写 along = \"each\""),
            Some(_) if !column.repeated && is_items => Some("不按清单重复，不能沿清单画"),
            Some(_) if is_total && !column.total.is_there() => {
                Some("没有合计：请用 row 写明画哪一行")
            }
            Some(measure) => measure.undrawable(),
        };
        if let Some(why) = why {
            self.fault(&name.place, format!("“{}”（{key}）{why}", column.label));
            return None;
        }
        Some(column)
    }

    fn chart_order(&mut self, chart: &ChartPlan, group: &Group, column: &Placed<String>) {
        if chart.along != Along::Rows {
            let message = "order_by 排各行的次序；清单和各期按先后排";
            self.fault(&column.place, message);
        }
        let mut columns = group.single_columns();
        if !columns.any(|own| own.key == column.value && own.content.measure().is_some()) {
            self.unknown(&column.place, &column.value);
        }
    }
}

fn called(unit: &str) -> &str {
    if unit.is_empty() {
        "数（没有写）"
    } else {
        unit
    }
}

//! Puts the notice together: what the rules say, the annexes, and what stands around them.

mod annexes;
mod charts;
mod footnotes;
mod levels;
mod rows;

use std::collections::BTreeSet;

use rayon::prelude::*;

use self::footnotes::Footnotes;
use self::rows::{cell, table_rows};
use crate::check::{NoticeFacts, is_rounded};
use crate::diagnostic::Diagnostic;
use crate::figures::{At, Figures};
use crate::input::{GAP, GroupInput, Inputs, RowInput};
use crate::key::TOTAL;
use crate::language::Wording;
use crate::model::{Column, Group, Model, Organ, RowOrder, RowRole, Rows, Section, TotalRow};
use crate::notice::{
    Annex, Block, BlockKind, Cell, Head, Imprint, Notice, Printed, RowKind, Signature, Table,
    TableColumn, TableRow, Words, head,
};
use crate::verdict::Scope;
use crate::wording::{Phraser, Span, is_blank, numeral, plain};

/// Puts the notice together: what the rules say, and the annexes. The
/// findings are verdicts that rounding would flip.
pub fn compose(model: &Model, inputs: &Inputs, figures: &Figures) -> (Notice, Vec<Diagnostic>) {
    let mut composer = Composer {
        model,
        inputs,
        figures,
        phraser: Phraser::new(model, inputs, figures),
        tables: Vec::new(),
        rounded: BTreeSet::new(),
        findings: Vec::new(),
    };
    let rounded = || {
        let groups = model.groups.par_iter();
        let rounded = groups.filter(|group| is_rounded(group, inputs.of(group), figures));
        rounded.map(|group| group.key.as_str()).collect()
    };
    let (rounded, body) = rayon::join(rounded, || composer.body());
    composer.rounded = rounded;
    let mut notice = composer.notice(body);
    let remarks = composer.phraser.into_remarks();
    notice.used = remarks.used;
    notice.chosen = remarks.chosen;
    let mut findings = remarks.findings;
    findings.extend(composer.findings);
    (notice, findings)
}

/// What the check needs to know of the finished notice, to hold the year's texts against it.
pub fn facts(model: &Model, notice: &Notice) -> NoticeFacts {
    let headings = notice.body.iter().filter_map(|block| {
        let (section, _) = model.phrase_of(&block.id)?;
        let is_heading = matches!(block.kind, BlockKind::Heading { level: 1, .. });
        is_heading.then(|| (section.key.clone(), plain(&block.spans)))
    });
    let spans = notice.blocks().flat_map(|block| &block.spans);
    let said = spans.filter_map(|span| {
        let rule = span.rule()?;
        let (_, phrase) = model.phrase_of(&rule.phrase)?;
        let place = &phrase.rules.get(rule.index)?.say.place;
        Some((span.text.clone(), place.clone()))
    });
    NoticeFacts {
        annexes: notice.annexes.len(),
        headings: headings.collect(),
        said: said.collect(),
    }
}

struct Composer<'a> {
    model: &'a Model,
    inputs: &'a Inputs,
    figures: &'a Figures,
    phraser: Phraser<'a>,
    /// Those in the text, as they come up.
    tables: Vec<Annex>,
    /// The groups of which the printed parts don't add up to the printed total.
    rounded: BTreeSet<&'a str>,
    /// What is wrong with a chart.
    findings: Vec<Diagnostic>,
}

impl<'a> Composer<'a> {
    fn notice(&mut self, body: Vec<Block>) -> Notice {
        let (office, inputs) = (&self.model.office, self.inputs);
        let date = self.date();
        let elements = &inputs.elements;
        let (host, joint) = organs(&office.organs);
        Notice {
            period: inputs.period,
            form: office.form,
            sample: inputs.sample,
            head: Head {
                copy_number: elements.copy_number.clone(),
                secrecy: elements.secrecy.clone(),
                urgency: elements.urgency.clone(),
                organ: host.mark.clone(),
                joint: joint
                    .iter()
                    .filter(|_| office.form.has_joint_marks())
                    .map(|organ| organ.mark.clone())
                    .collect(),
                number: office.number.as_ref().map(|n| self.words(&n.value)),
                signers: elements.signers.clone(),
            },
            title: office
                .title
                .as_ref()
                .map(|title| Words::parse(&self.words(&title.value))),
            addressee: office.addressee.clone(),
            body,
            signature: Signature {
                organ: host.name.clone(),
                joint: joint.iter().map(|organ| organ.name.clone()).collect(),
                posts: office
                    .organs
                    .iter()
                    .filter_map(|organ| organ.post.clone())
                    .collect(),
                date: date.clone(),
                seal: inputs.seal.unwrap_or(office.seal),
                note: note(elements.note.as_ref().or(office.note.as_ref())),
                day: inputs.issued,
            },
            attendance: elements.attendance.clone(),
            tables: std::mem::take(&mut self.tables),
            annexes: self.annexes(),
            imprint: Imprint {
                copies: copies(&inputs.copies),
                printed: office.form.says_who_printed().then(|| Printed {
                    organ: host.name.clone(),
                    date,
                }),
            },
            around: None,
            chosen: Vec::new(),
            used: BTreeSet::new(),
        }
    }

    fn date(&self) -> String {
        let day = self.inputs.issued;
        if self.inputs.open_date {
            format!("{}年{GAP}月{GAP}日", day.year)
        } else {
            day.to_string()
        }
    }

    fn number(&self) -> String {
        match self.inputs.number {
            Some(number) if !self.inputs.open_number => number.to_string(),
            Some(_) => GAP.to_owned(),
            None => String::new(),
        }
    }

    /// A wording outside the body: it may name the year and number of issue.
    fn words(&mut self, wording: &'a Wording) -> String {
        let word = |name, text: &str| (name, vec![Span::text(text)]);
        let words = [
            word("issue_year", &self.inputs.issued.year.to_string()),
            word("number", &self.number()),
        ];
        plain(&self.phraser.wording(wording, Scope::default(), &words))
    }

    fn body(&mut self) -> Vec<Block> {
        let mut footnotes = Footnotes::default();
        let mut blocks = Vec::new();
        let mut number = 0;
        for section in self.model.sections.iter().filter(|s| !s.in_annex) {
            let before = self.tables.len();
            let paragraphs = self.paragraphs(section);
            if paragraphs.is_empty() && self.tables.len() == before {
                continue;
            }
            let heading = section.heading.as_ref();
            let heading = heading.and_then(|key| section.phrase(&key.value));
            // A table above all paragraphs of its section stands below the heading.
            let above = heading.map(|heading| format!("{}.{}", section.key, heading.key));
            let above = above.or_else(|| blocks.last().map(|block: &Block| block.id.clone()));
            for table in &mut self.tables[before..] {
                if table.below.as_deref() == Some("") {
                    table.below.clone_from(&above);
                }
            }
            if let Some(heading) = heading {
                number += 1;
                blocks.push(Block {
                    id: format!("{}.{}", section.key, heading.key),
                    kind: BlockKind::Heading {
                        level: 1,
                        number: format!("{}、", numeral(number)),
                    },
                    spans: self.phraser.phrase(section, heading).spans.clone(),
                });
            }
            blocks.extend(
                paragraphs
                    .into_iter()
                    .flat_map(|block| footnotes.parted(block)),
            );
        }
        blocks
    }

    /// The section's paragraphs; none when it does not apply.
    fn paragraphs(&mut self, section: &'a Section) -> Vec<Block> {
        let (scope, in_annex) = (Scope::of(section), section.in_annex);
        if !self.phraser.ask(section.when.as_ref(), scope).is_yes() {
            return Vec::new();
        }
        let mut blocks: Vec<Block> = Vec::new();
        for key in &section.paragraphs {
            if let Some(phrase) = section.phrase(&key.value) {
                let said = self.phraser.phrase(section, phrase);
                let id = format!("{}.{}", section.key, phrase.key);
                let lines = lines(&said.spans);
                let last = lines.len().saturating_sub(1);
                blocks.extend(lines.into_iter().enumerate().map(|(at, spans)| {
                    let (kind, spans) = levels::block(spans, at == last, in_annex);
                    let id = id.clone();
                    Block { id, kind, spans }
                }));
            } else if let Some(group) = self.model.group(&key.value) {
                let below = blocks.last().map_or("", |block| &block.id).to_owned();
                self.table_in_text(group, below);
            } else if let Some(plan) = self.model.chart(&key.value) {
                let below = blocks.last().map_or("", |block| &block.id).to_owned();
                self.chart_in_text(plan, below);
            }
        }
        blocks
    }

    /// Whether an annex is in this year's notice: as its table says, or when the year has something of it.
    fn is_printed(&mut self, group: &'a Group, input: &'a GroupInput) -> bool {
        let when = group.when.as_ref();
        when.map_or(input.is_there(), |when| {
            self.phraser.ask(Some(when), Scope::default()).is_yes()
        })
    }

    /// The lines below a table: its own, and why its parts don't add up where they don't.
    fn notes(&mut self, group: &'a Group) -> Vec<String> {
        let is_rounded = self.rounded.contains(group.key.as_str());
        let rounding = is_rounded.then_some(&self.model.office.rounding_note);
        let notes = group.notes.iter().chain(rounding);
        notes.map(|note| self.words(&note.value)).collect()
    }

    fn table(&mut self, group: &'a Group, input: &'a GroupInput) -> Table {
        let printed: Vec<&Column> = input
            .columns
            .iter()
            .filter(|column| !column.head.is_empty())
            .collect();
        let mut columns = Vec::new();
        let mut paths = Vec::new();
        if let Some(serial) = &group.serial {
            columns.push(TableColumn::Serial);
            paths.push(vec![serial.clone()]);
        }
        if has_names(group) {
            let mut rows = input.rows.values();
            let is_outline = rows.any(|row| row.level > 0 || row.role == RowRole::Head);
            columns.push(if is_outline {
                TableColumn::Outline
            } else {
                TableColumn::Name
            });
            paths.push(vec![group.row_head.clone()]);
        }
        for column in &printed {
            columns.push(match column.content.measure() {
                Some(_) => TableColumn::Figure,
                None if column.content.choices().is_empty() => TableColumn::Text,
                None => TableColumn::Word,
            });
            paths.push(
                column
                    .head
                    .iter()
                    .map(|text| self.words(&text.value))
                    .collect(),
            );
        }
        let has_total = !input.rows.is_empty() && group.total_row != TotalRow::None;
        let total = has_total.then(|| self.total_row(group, &printed));
        let ordered = self.in_order(group, input, group.order.as_ref());
        let rows = table_rows(self.figures, group, &ordered, &printed).into_iter();
        let mut rows: Vec<TableRow> = match group.total_row {
            TotalRow::First | TotalRow::None => total.into_iter().chain(rows).collect(),
            TotalRow::Last => rows.chain(total).collect(),
        };
        let before = usize::from(group.serial.is_some()) + usize::from(has_names(group));
        fill_blanks(&mut rows, before, &printed);
        Table {
            columns,
            head: head(&paths),
            rows,
        }
    }

    /// The rows in the order of print: by a column, where the table or chart says so; what is blank
    /// stands behind.
    fn in_order(
        &self,
        group: &Group,
        input: &'a GroupInput,
        order: Option<&RowOrder>,
    ) -> Vec<&'a RowInput> {
        let mut rows: Vec<&RowInput> = input.rows.values().collect();
        let (Some(order), Some(grid)) = (order, self.figures.grid(&group.key)) else {
            return rows;
        };
        let value = |row: &&RowInput| {
            let id = grid.id(grid.row(&row.key)?, &order.column.value)?;
            self.figures.get(id).value.clone()
        };
        // Heads and subtotals keep their places.
        let runs = rows.chunk_by_mut(|one, other| one.role.is_typed() == other.role.is_typed());
        for run in runs.filter(|run| run.iter().all(|row| row.role.is_typed())) {
            run.sort_by(|one, other| match (value(one), value(other)) {
                (Some(one), Some(other)) if order.falling => other.cmp(&one),
                (Some(one), Some(other)) => one.cmp(&other),
                (one, other) => one.is_none().cmp(&other.is_none()),
            });
        }
        rows
    }

    fn total_row(&self, group: &'a Group, columns: &[&Column]) -> TableRow {
        let label = group.total_label.as_ref();
        let label = label.unwrap_or(&self.model.office.total_label);
        let name = has_names(group).then(|| Cell::words(label));
        let serial = group.serial.as_ref().map(|_| Cell::words(""));
        let figures = columns.iter().map(|column| {
            cell(self.figures, group, At::Total, column).unwrap_or_else(|| Cell::words(""))
        });
        let mut cells: Vec<Cell> = name.into_iter().chain(figures).collect();
        if let Some(first) = cells.first_mut().filter(|cell| cell.text.is_empty()) {
            *first = Cell::words("合计");
        }
        TableRow {
            kind: RowKind::Total,
            key: TOTAL.to_owned(),
            level: 0,
            cells: serial.into_iter().chain(cells).collect(),
        }
    }
}

/// What stands in cells that have nothing, behind `before` columns of numbers and names. A head has
/// no cells of its own.
fn fill_blanks(rows: &mut [TableRow], before: usize, columns: &[&Column]) {
    for row in rows.iter_mut().filter(|row| row.kind != RowKind::Head) {
        let cells = row.cells.iter_mut().skip(before).zip(columns);
        for (cell, column) in cells.filter(|(cell, _)| cell.text.is_empty()) {
            cell.text.clone_from(&column.blank);
        }
    }
}

/// Records have no names of their own: their first column says what they are. Nor has a table
/// whose template gives no head for them.
fn has_names(group: &Group) -> bool {
    group.rows != Rows::Records && !group.row_head.is_empty()
}

/// A text of several lines is as many paragraphs; blank ones drop out.
fn lines(spans: &[Span]) -> Vec<Vec<Span>> {
    let mut lines = vec![Vec::new()];
    for span in spans {
        for (index, part) in span.text.split('\n').enumerate() {
            if index > 0 {
                lines.push(Vec::new());
            }
            if let Some(line) = lines.last_mut()
                && !part.is_empty()
            {
                line.push(Span {
                    text: part.to_owned(),
                    ..span.clone()
                });
            }
        }
    }
    lines.retain(|line| !is_blank(line));
    for line in &mut lines {
        trim(line);
    }
    lines
}

/// Takes off the white space at both ends, and the spans that are nothing but.
fn trim(line: &mut Vec<Span>) {
    if let Some(first) = line.iter().position(|span| !span.text.trim().is_empty()) {
        line.drain(..first);
    }
    while line.last().is_some_and(|span| span.text.trim().is_empty()) {
        line.pop();
    }
    if let Some(first) = line.first_mut() {
        first.text = first.text.trim_start().to_owned();
    }
    if let Some(last) = line.last_mut() {
        last.text = last.text.trim_end().to_owned();
    }
}

/// The host, and the organs that issue the notice with it.
fn organs(organs: &[Organ]) -> (&Organ, &[Organ]) {
    const NOBODY: &Organ = &Organ {
        name: String::new(),
        mark: String::new(),
        post: None,
    };
    organs.split_first().unwrap_or((NOBODY, &[]))
}

/// 附注 in its brackets (GB/T 9704 7.3.6).
fn note(note: Option<&String>) -> Option<String> {
    let note = note.filter(|note| !note.is_empty());
    note.map(|note| format!("（{note}）"))
}

/// 抄送: ranks are parted by ； and the last ends with 。 (GB/T 9704 7.4.2).
fn copies(ranks: &[String]) -> Option<String> {
    let ranks: Vec<_> = ranks
        .iter()
        .map(|rank| rank.trim_end_matches(['。', '；', '，', ';', ',']))
        .collect();
    (!ranks.is_empty()).then(|| ranks.join("；") + "。")
}

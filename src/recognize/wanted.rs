//! What a notice says, part by part in the order in which it is read.

use crate::drawing::{Drawing, Ink, Role, draw};
use crate::notice::{Annex, Block, BlockKind, HeadCell, Notice, TableRow};
use crate::pages::PartKind;
use crate::wording::NotePart;

/// A part and what it says, without white space.
#[derive(Clone, Debug)]
pub(super) struct Wanted {
    pub(super) kind: PartKind,
    pub(super) number: usize,
    pub(super) letters: Vec<char>,
    /// Those of its letters that are marks of notes: parts of their own.
    pub(super) marks: Vec<usize>,
}

/// What is looked for in one go.
pub(super) enum Step {
    /// One part.
    Part(Wanted),
    /// A table, on one sheet or several.
    Table(Sheets),
    /// A chart's words, and what it draws.
    Chart {
        number: usize,
        drawing: Drawing,
        words: Vec<Wanted>,
    },
}

/// A table as it may be cut into sheets.
pub(super) struct Sheets {
    pub(super) number: usize,
    pub(super) unit: Option<Wanted>,
    pub(super) heads: Vec<Wanted>,
    pub(super) rows: Vec<Vec<Wanted>>,
}

impl Wanted {
    pub(super) fn new(kind: PartKind, number: usize, text: &str) -> Self {
        Self {
            kind,
            number,
            letters: letters(text),
            marks: Vec::new(),
        }
    }
}

fn letters(text: &str) -> Vec<char> {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// The parts of the head: all on page 1, in no certain order.
pub(super) fn head(notice: &Notice) -> Vec<Wanted> {
    let head = &notice.head;
    let mut found = Vec::new();
    let mut add = |kind, number, text: &str| found.push(Wanted::new(kind, number, text));
    add(PartKind::Mark, 0, &head.organ);
    for (number, organ) in (1..).zip(&head.joint) {
        add(PartKind::Mark, number, organ);
    }
    add(PartKind::MarkWord, 0, notice.mark_word());
    for (kind, text) in [
        (PartKind::CopyNumber, &head.copy_number),
        (PartKind::Secrecy, &head.secrecy),
        (PartKind::Urgency, &head.urgency),
        (PartKind::Number, &head.number),
    ] {
        add(kind, 0, text.as_deref().unwrap_or_default());
    }
    add(PartKind::Signers, 0, &head.signed());
    if notice.form.is_dated_at_head() {
        found.extend(signature(notice));
    }
    said(found)
}

/// Organ, posts and date; of a joint issue each organ.
fn signature(notice: &Notice) -> Vec<Wanted> {
    let signature = &notice.signature;
    let mut found = Vec::new();
    if notice.names_organs() {
        let organs = std::iter::once(&signature.organ).chain(&signature.joint);
        let organs = organs.enumerate();
        found.extend(organs.map(|(at, organ)| Wanted::new(PartKind::SignatureOrgan, at, organ)));
    }
    let posts = signature.posts.iter().enumerate();
    found.extend(posts.map(|(at, post)| Wanted::new(PartKind::Post, at, post)));
    found.push(Wanted::new(PartKind::SignatureDate, 0, &signature.date));
    found
}

/// From the title to what stands below the text, then the annexes.
pub(super) fn text(notice: &Notice) -> Vec<Step> {
    let mut steps = Vec::new();
    let mut add = |kind, text: String| steps.push(Step::Part(Wanted::new(kind, 0, &text)));
    let title = notice.title.as_ref().map(ToString::to_string);
    add(PartKind::Title, title.unwrap_or_default());
    let addressee = notice.addressee.as_ref();
    let addressee = addressee.map(|name| format!("{name}："));
    add(PartKind::Addressee, addressee.unwrap_or_default());
    for (at, block) in notice.body.iter().enumerate() {
        if !block.is_footnote() {
            let kinds = (PartKind::Heading, PartKind::Paragraph);
            steps.push(Step::Part(of_block(block, kinds)));
        }
        for (number, table) in notice.tables.iter().enumerate() {
            if notice.block_above(table) == Some(at) {
                in_text(table, number, &mut steps);
            }
        }
    }
    for (at, annex) in notice.annexes.iter().enumerate() {
        let label = if at == 0 { "附件：" } else { "" };
        let number = annex.number.map(|number| format!("{number}."));
        let text = format!("{label}{}{}", number.unwrap_or_default(), annex.title);
        let entry = Wanted::new(PartKind::AnnexList, at, &text);
        steps.push(Step::Part(entry));
    }
    let attendance = notice.attendance.iter().enumerate();
    steps.extend(attendance.map(|(at, (role, names))| {
        let text = format!("{}：{names}", role.label());
        Step::Part(Wanted::new(PartKind::Attendance, at, &text))
    }));
    if !notice.form.is_dated_at_head() {
        steps.extend(signature(notice).into_iter().map(Step::Part));
    }
    let note = notice.signature.note.as_deref().unwrap_or_default();
    steps.push(Step::Part(Wanted::new(PartKind::Note, 0, note)));
    for (at, annex) in notice.annexes.iter().enumerate() {
        of_annex(annex, notice.tables.len() + at, &mut steps);
    }
    steps.retain(|step| !matches!(step, Step::Part(part) if part.letters.is_empty()));
    steps
}

/// A heading or a paragraph; the marks of notes within it are parts of their own.
fn of_block(block: &Block, (heading, paragraph): (PartKind, PartKind)) -> Wanted {
    let (kind, number, lead) = match &block.kind {
        BlockKind::Heading { level, number } => (heading, usize::from(*level), number.as_str()),
        _ => (paragraph, 0, ""),
    };
    let mut wanted = Wanted::new(kind, number, lead);
    for span in &block.spans {
        let from = wanted.letters.len();
        wanted.letters.extend(letters(&span.text));
        if matches!(span.note, Some(NotePart::Mark(_))) {
            wanted.marks.extend(from..wanted.letters.len());
        }
    }
    wanted
}

/// A table or a chart that stands in the text.
fn in_text(table: &Annex, number: usize, steps: &mut Vec<Step>) {
    if table.has_table() {
        let caption = table.title.to_string();
        steps.push(Step::Part(Wanted::new(
            PartKind::TableCaption,
            number,
            &caption,
        )));
    }
    drawn(table, number, PartKind::ChartCaption, steps);
}

fn of_annex(annex: &Annex, number: usize, steps: &mut Vec<Step>) {
    let kinds = (PartKind::AnnexHeading, PartKind::AnnexParagraph);
    let text = |blocks: &[Block]| -> Vec<Step> {
        let blocks = blocks.iter();
        let blocks = blocks.map(|block| Step::Part(of_block(block, kinds)));
        blocks.collect()
    };
    steps.push(Step::Part(Wanted::new(
        PartKind::AnnexLabel,
        0,
        &annex.label(),
    )));
    let title = annex.title.to_string();
    steps.push(Step::Part(Wanted::new(PartKind::AnnexTitle, 0, &title)));
    steps.extend(text(&annex.before));
    drawn(annex, number, PartKind::AnnexChartCaption, steps);
    steps.extend(text(&annex.after));
}

/// A table with its notes and a chart with what stands below it, in their order.
fn drawn(annex: &Annex, number: usize, caption: PartKind, steps: &mut Vec<Step>) {
    let chart = |steps: &mut Vec<Step>| {
        if let Some(chart) = &annex.chart
            && let Ok(drawing) = draw(chart)
        {
            let words = words(&drawing);
            steps.push(Step::Chart {
                number,
                drawing,
                words,
            });
            steps.push(Step::Part(Wanted::new(caption, number, &chart.caption())));
        }
    };
    if annex.chart_first {
        chart(steps);
    }
    if annex.has_table() {
        steps.push(Step::Table(sheets(annex, number)));
        let notes = annex.notes.concat();
        steps.push(Step::Part(Wanted::new(PartKind::Notes, 0, &notes)));
    }
    if !annex.chart_first {
        chart(steps);
    }
}

fn sheets(annex: &Annex, number: usize) -> Sheets {
    let unit = annex.unit_line.as_deref();
    let unit = unit.map(|line| Wanted::new(PartKind::TableUnit, number, line));
    let heads = annex.table.head.iter().flatten();
    let head =
        |cell: &HeadCell| Wanted::new(PartKind::HeadCell, cell.column, &cell.text.to_string());
    let heads = heads.filter(|cell| !cell.joined_above).map(head).collect();
    let row = |row: &TableRow| {
        let cells = row.cells.iter().enumerate();
        let cells = cells.map(|(column, cell)| Wanted::new(PartKind::Cell, column, &cell.text));
        said(cells.collect())
    };
    Sheets {
        number,
        unit,
        heads: said(heads),
        rows: annex.table.rows.iter().map(row).collect(),
    }
}

/// The words of a chart in the order in which they are drawn.
fn words(drawing: &Drawing) -> Vec<Wanted> {
    let words = drawing.marks.iter().filter_map(|mark| match &mark.ink {
        Ink::Words { lines, .. } => Some(Wanted::new(kind(mark.role), mark.index, &lines.concat())),
        _ => None,
    });
    said(words.collect())
}

/// What a mark of a chart is on the page.
pub(super) fn kind(role: Role) -> PartKind {
    match role {
        Role::Name => PartKind::ChartName,
        Role::Value => PartKind::ChartValue,
        Role::Tick => PartKind::ChartTick,
        Role::Legend => PartKind::ChartLegend,
        Role::Bar => PartKind::ChartBar,
        Role::Point => PartKind::ChartPoint,
        Role::Rule => PartKind::ChartRule,
    }
}

/// The notes at the foot of pages.
pub(super) fn footnotes(notice: &Notice) -> Vec<Wanted> {
    let notes = notice.body.iter().filter(|block| block.is_footnote());
    said(
        notes
            .map(|note| Wanted::new(PartKind::Footnote, 0, &note.text()))
            .collect(),
    )
}

/// 版记, on the last page.
pub(super) fn imprint(notice: &Notice) -> Vec<Wanted> {
    let imprint = &notice.imprint;
    let mut found = Vec::new();
    if let Some(copies) = &imprint.copies {
        found.push(Wanted::new(
            PartKind::ImprintCopies,
            0,
            &format!("抄送：{copies}"),
        ));
    }
    if let Some(printed) = &imprint.printed {
        found.push(Wanted::new(PartKind::ImprintOrgan, 0, &printed.organ));
        let date = format!("{}印发", printed.date);
        found.push(Wanted::new(PartKind::ImprintDate, 0, &date));
    }
    said(found)
}

/// Those that say anything.
fn said(mut wanted: Vec<Wanted>) -> Vec<Wanted> {
    wanted.retain(|part| !part.letters.is_empty());
    wanted
}

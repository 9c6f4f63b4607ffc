//! From a finished notice, or a redline, to what the layout reads: what can be known before
//! anything is laid out is known here.

use super::notes::Notes;
use super::plan::{self, AREA, Around, HeadWords, Plan, SECOND, THIRD, along};
use super::title::{self, Word};
use super::view::{
    AnnexView, AttendanceView, BlockView, CellView, Change, ColumnKind, ColumnView, EntryView,
    HeadCellView, HeadView, ImprintView, LeadView, Line, ListView, NoticeView, Periods,
    PrintedView, Run, SheetView, SignatureView, TableView, TextTableView, TitleView,
};
use super::width::{Billionths, Measure, ONE, estimate, of_runs};
use super::{FontSet, Layout, Standard, cells, charts, pieces};
use crate::model::Attendance;
use crate::notice::{
    Annex, AnnexAround, Block, BlockKind, Cell, Notice, Table, TableColumn, TableRow, Words,
};
use crate::segment;
use crate::wording::{NotePart, Span};

/// Seals beside each other (7.3.5.1).
const MOST_SEALS: usize = 3;

/// The role of type that titles are set in.
const TITLE: &str = "xiaobiaosong";

/// What the layout reads of a notice, before a first layout.
pub fn view(notice: &Notice, layout: &Layout, fonts: &FontSet) -> NoticeView {
    let day = notice.signature.day;
    let measure = |text: &str| fonts.width(layout.families(TITLE), text);
    let annexes: Vec<AnnexView> = notice
        .annexes
        .iter()
        .enumerate()
        .map(|(at, annex)| annex_view(annex, around(notice, at), &measure))
        .collect();
    let tables = notice.tables.iter().enumerate().filter_map(|(at, table)| {
        let around = notice.around.as_ref();
        text_table(
            notice,
            table,
            around.and_then(|around| around.tables.get(at)),
        )
    });
    NoticeView {
        form: notice.form,
        fonts: layout.fonts(fonts),
        date: (day.year, day.month, day.day),
        sample: notice.sample,
        draft: layout.draft,
        // PDFBox preflight takes the destinations of bookmarks for faults.
        bookmarks: layout.standard != Standard::A1b,
        redline: notice.around.as_ref().map(|around| Periods {
            old: around.periods.0.to_string(),
            new: around.periods.1.to_string(),
        }),
        head: head(notice),
        heading: notice.heading(),
        title: has_title(notice).then(|| title_view(&title(notice), AREA.0, &measure)),
        addressee: optional(
            notice.addressee.as_ref(),
            notice.around.as_ref().map(|a| &a.addressee),
        ),
        body: body(notice),
        list: list(notice),
        signature: signature(notice),
        attendance: attendance(notice),
        tables: tables.collect(),
        annexes,
        imprint: imprint(notice),
        lines: Vec::new(),
    }
}

fn around(notice: &Notice, annex: usize) -> Option<&AnnexAround> {
    notice.around.as_ref()?.annexes.get(annex)
}

fn line(text: &str) -> Line {
    vec![Run::plain(text)]
}

/// What a notice may do without; in a redline it is there when either notice has it.
fn optional(text: Option<&String>, around: Option<&Vec<Span>>) -> Option<Line> {
    match around {
        None => text.map(|text| line(text)),
        Some(spans) => (!spans.is_empty()).then(|| marked(spans)),
    }
}

/// Texts of which there may be several.
fn several(texts: &[String], around: Option<&Vec<Vec<Span>>>) -> Vec<Line> {
    match around {
        None => texts.iter().map(|text| line(text)).collect(),
        Some(spans) => spans.iter().map(|spans| marked(spans)).collect(),
    }
}

/// Words of parts, of a redline. A stretch that changed is one word, to be broken only where it must be.
pub(super) fn words(spans: &[Span]) -> Vec<Word> {
    let mut words = Vec::new();
    for span in spans {
        let parts = segment::words(&span.text).into_iter();
        match span.change.map(Change::from) {
            None => words.extend(parts.map(|part| vec![Run::Plain(part)])),
            Some(change) => words.push(parts.map(|text| Run::Changed { text, change }).collect()),
        }
    }
    words
}

pub(super) fn of_parts(parts: Vec<Vec<String>>) -> Vec<Word> {
    let word = |word: Vec<String>| word.into_iter().map(Run::Plain).collect();
    parts.into_iter().map(word).collect()
}

/// What is printed of the newer notice.
fn plain(runs: &[Run]) -> String {
    let stays = |run: &&Run| !matches!(run, Run::Changed { change, .. } if change.is_gone());
    runs.iter().filter(stays).map(Run::text).collect()
}

fn head(notice: &Notice) -> HeadView {
    let organ = match &notice.around {
        None => line(&notice.head.organ),
        Some(around) => marked(&around.mark),
    };
    let characters = notice.head.organ.chars().count();
    let width = match &notice.around {
        None => ONE * Billionths::try_from(characters).unwrap_or(1),
        Some(_) => of_runs(&organ, &estimate),
    };
    let (head, around) = (&notice.head, notice.around.as_ref());
    HeadView {
        copy_number: optional(head.copy_number.as_ref(), around.map(|a| &a.copy_number)),
        secrecy: optional(head.secrecy.as_ref(), around.map(|a| &a.secrecy)),
        urgency: optional(head.urgency.as_ref(), around.map(|a| &a.urgency)),
        organ_width: narrowed(width),
        organ,
        joint: several(&head.joint, around.map(|a| &a.joint_marks)),
        joint_word: notice.form.joint_word(),
        number: optional(head.number.as_ref(), around.map(|a| &a.number)),
        signers: several(&head.signers, around.map(|a| &a.signers)),
    }
}

fn title(notice: &Notice) -> Vec<Word> {
    match &notice.around {
        None => {
            let title = notice.title.as_ref();
            of_parts(title.map(Words::title_parts).unwrap_or_default())
        }
        Some(around) => words(&around.title),
    }
}

/// Of a redline, whether either notice has one.
fn has_title(notice: &Notice) -> bool {
    match &notice.around {
        None => notice.title.is_some(),
        Some(around) => !around.title.is_empty(),
    }
}

/// Who took part, of a redline in either notice.
fn attendance(notice: &Notice) -> Vec<AttendanceView> {
    let view = |role: Attendance, names: Line| AttendanceView {
        label: role.label(),
        names: pieces::of_paragraph(&names),
    };
    match &notice.around {
        None => {
            let attendance = notice.attendance.iter();
            attendance
                .map(|(role, names)| view(*role, line(names)))
                .collect()
        }
        Some(around) => {
            let attendance = around.attendance.iter();
            attendance
                .map(|(role, spans)| view(*role, marked(spans)))
                .collect()
        }
    }
}

/// A title in 二号 type, on lines of `width` points.
fn title_view(words: &[Word], width: Billionths, measure: Measure) -> TitleView {
    let lines = title::lines(words, width * ONE / SECOND, measure);
    TitleView {
        text: plain(&words.concat()),
        lines: lines.into_iter().map(cells::joined).collect(),
    }
}

/// The span as it stands in the text; the mark of a note by the character that stands for it.
fn run(span: &Span) -> Run {
    let mark = match span.note {
        Some(NotePart::Mark(number)) => pieces::note(number).map(String::from),
        _ => None,
    };
    let text = mark.unwrap_or_else(|| span.text.clone());
    match span.change {
        None => Run::Plain(text),
        Some(mark) => Run::Changed {
            text,
            change: mark.into(),
        },
    }
}

/// The blocks of the text; its notes stand where their marks are. In a redline they are paragraphs.
fn body(notice: &Notice) -> Vec<BlockView> {
    let is_set = |block: &&Block| !block.is_footnote();
    let mut notes = Notes::of(notice);
    let blocks = notice.body.iter().filter(is_set);
    blocks.map(|block| notes.set(self::block(block))).collect()
}

fn block(block: &Block) -> BlockView {
    let runs = |spans: &[Span]| cells::joined(spans.iter().map(run).collect());
    match &block.kind {
        BlockKind::Heading { level, number } => {
            let number = std::iter::once(Run::plain(number));
            let text = number.chain(block.spans.iter().map(run)).collect();
            BlockView::Heading {
                level: *level,
                pieces: pieces::of_runs(&cells::joined(text)),
            }
        }
        BlockKind::Paragraph | BlockKind::Footnote { .. } => {
            let is_lead = |span: &&Span| span.level.is_some();
            let count = block.spans.iter().take_while(is_lead).count();
            let (lead, rest) = block.spans.split_at(count);
            BlockView::Paragraph {
                lead: lead.first().and_then(|first| {
                    Some(LeadView {
                        level: first.level?,
                        pieces: pieces::of_runs(&runs(lead)),
                    })
                }),
                pieces: pieces::of_paragraph(&runs(rest)),
            }
        }
    }
}

/// A list of which every name surely stands on one line has as many lines as names.
fn list(notice: &Notice) -> ListView {
    let annexes = notice.annexes.iter().enumerate();
    let entries: Vec<(Line, Line)> = annexes
        .map(|(at, annex)| match around(notice, at) {
            None => (
                annex
                    .number
                    .map_or_else(Line::new, |number| line(&format!("{number}."))),
                line(&annex.title.to_string()),
            ),
            Some(around) => (marked(&around.ordinal), marked(&around.title)),
        })
        .collect();
    let widths = entries.iter().map(|(number, _)| of_runs(number, &estimate));
    let widest = widths.max().unwrap_or(0);
    let number_width = if widest > 0 { widest + ONE / 2 } else { 0 };
    // Two characters in, 附件： before the name, and one kept back for what an estimate can't know.
    let room = AREA.0 * ONE / THIRD - number_width - 6 * ONE;
    let fits = |(_, name): &(Line, Line)| of_runs(name, &estimate) <= room;
    ListView {
        number_width: narrowed(number_width),
        lines: entries.iter().all(fits).then_some(entries.len()),
        entries: entries
            .into_iter()
            .map(|(ordinal, name)| EntryView {
                ordinal,
                name: pieces::of_paragraph(&name),
            })
            .collect(),
    }
}

/// The runs of a redline's line.
fn marked(spans: &[Span]) -> Line {
    cells::joined(words(spans).concat())
}

fn signature(notice: &Notice) -> SignatureView {
    let signature = &notice.signature;
    let count = notice
        .around
        .as_ref()
        .map_or(signature.joint.len(), |around| around.joint_organs.len());
    let (limit, one_line) = if notice.form.is_dated_at_head() {
        NAME_BESIDE_DATE
    } else {
        name_room(1 + count, signature.seal)
    };
    let own = |name: &String| vec![organ_words(name, one_line)];
    let (words, others, date) = match &notice.around {
        None => (
            own(&signature.organ),
            signature.joint.iter().map(own).collect(),
            line(&signature.date),
        ),
        Some(around) => (
            words(&around.organ),
            around
                .joint_organs
                .iter()
                .map(|spans| words(spans))
                .collect::<Vec<_>>(),
            marked(&around.date),
        ),
    };
    let broken = |words: &[Word]| -> Vec<Line> {
        let lines = title::lines(words, limit, &estimate);
        lines.into_iter().map(cells::joined).collect()
    };
    let note = optional(
        notice.signature.note.as_ref(),
        notice.around.as_ref().map(|a| &a.note),
    );
    SignatureView {
        organ: plain(&words.concat()),
        lines: broken(&words),
        joint: others.iter().map(|words| broken(words)).collect(),
        posts: posts(notice),
        date,
        seal: notice.signature.seal,
        note: note.map(|note| pieces::of_paragraph(&note)),
    }
}

/// What 签发人职务 may take up, in em: beside it two characters, a stamp of eight, and four to the
/// edge (7.3.5.3).
const POST_ROOM: Billionths = 14;

/// 签发人职务, each in its lines.
fn posts(notice: &Notice) -> Vec<Vec<Line>> {
    let broken = |words: &[Word]| -> Vec<Line> {
        let lines = title::lines(words, POST_ROOM * ONE, &estimate);
        lines.into_iter().map(cells::joined).collect()
    };
    let one_line = usize::try_from(POST_ROOM).unwrap_or_default();
    match &notice.around {
        None => {
            let posts = notice.signature.posts.iter();
            posts
                .map(|post| broken(&[organ_words(post, one_line)]))
                .collect()
        }
        Some(around) => around
            .posts
            .iter()
            .map(|spans| broken(&words(spans)))
            .collect(),
    }
}

/// How wide a name on the line of its date may be, as of [`name_room`]: one character in from either
/// edge, seven of the date, and one between them.
const NAME_BESIDE_DATE: (Billionths, usize) = (18 * ONE, 18);

/// How wide a name below the text may be, in em, and up to how many characters it is surely one
/// line: sealed names stand beside each other.
fn name_room(organs: usize, seal: bool) -> (Billionths, usize) {
    if !seal || organs == 1 {
        return (AREA.0 * ONE / THIRD - 2 * ONE, 20);
    }
    match organs.div_ceil(organs.div_ceil(MOST_SEALS)) {
        2 => (12 * ONE, 12),
        _ => (7 * ONE, 7),
    }
}

/// The words of the organ's name, or one word where a line holds it anyway.
fn organ_words(name: &str, one_line: usize) -> Word {
    if name.chars().count() <= one_line {
        return line(name);
    }
    segment::words(name).into_iter().map(Run::Plain).collect()
}

fn imprint(notice: &Notice) -> Option<ImprintView> {
    let (imprint, around) = (&notice.imprint, notice.around.as_ref());
    let printed = imprint.printed.as_ref().map(|printed| match around {
        None => PrintedView {
            organ: line(&printed.organ),
            date: line(&printed.date),
        },
        Some(around) => PrintedView {
            organ: marked(&around.organ),
            date: marked(&around.date),
        },
    });
    let copies = optional(imprint.copies.as_ref(), around.map(|a| &a.copies));
    let is_there = copies.is_some() || printed.is_some();
    is_there.then_some(ImprintView { copies, printed })
}

/// A table and the lines around it, before it is known where it stands.
struct Surrounded {
    title: Vec<Word>,
    unit_line: Option<Line>,
    notes: Vec<Line>,
    head: Vec<Vec<HeadWords>>,
    plan: Plan,
}

fn surrounded(annex: &Annex, around: Option<&AnnexAround>) -> Surrounded {
    let head = head_words(&annex.table, around);
    Surrounded {
        title: match around {
            None => of_parts(annex.title.title_parts()),
            Some(around) => words(&around.title),
        },
        unit_line: match around {
            None => annex.unit_line.as_deref().map(line),
            Some(around) => Some(marked(&around.unit_line)).filter(|line| !line.is_empty()),
        },
        notes: match around {
            None => annex.notes.iter().map(|note| line(note)).collect(),
            Some(around) => around.notes.iter().map(|note| marked(note)).collect(),
        },
        plan: plan::plan(&annex.table, &head, annex.below.is_some()),
        head,
    }
}

impl Surrounded {
    fn table(&self, table: &Table, title_lines: Option<usize>) -> TableView {
        let beside = Beside {
            title_lines,
            unit_line: self.unit_line.is_some(),
            notes: &self.notes,
        };
        table_view(table, &self.head, &self.plan, &beside)
    }
}

fn annex_view(annex: &Annex, around: Option<&AnnexAround>, measure: Measure) -> AnnexView {
    let label = match around {
        None => line(&annex.label()),
        Some(around) => marked(&around.label),
    };
    let surrounded = surrounded(annex, around);
    // A text or a chart stands upright, and the title above it.
    let is_first = annex.before.is_empty() && !annex.chart_first;
    let across = surrounded.plan.across && annex.has_table() && is_first;
    let title = title_view(&surrounded.title, along(across), measure);
    let title_lines = is_first.then_some(title.lines.len());
    let table = annex
        .has_table()
        .then(|| surrounded.table(&annex.table, title_lines));
    AnnexView {
        heading: format!("{}　{}", plain(&label), title.text),
        label,
        title: title.lines,
        before: annex.before.iter().map(block).collect(),
        table,
        unit_line: surrounded.unit_line,
        notes: surrounded.notes,
        chart: annex
            .chart
            .as_ref()
            .and_then(|chart| charts::view(chart, None)),
        chart_first: annex.chart_first,
        after: annex.after.iter().map(block).collect(),
    }
}

/// How many blocks before one are set as blocks: notes stand at the foot of the page.
fn set_before(notice: &Notice, block: usize) -> usize {
    let before = notice.body.iter().take(block);
    before.filter(|block| !block.is_footnote()).count()
}

/// A table or chart of the text; nothing where the text has no place for it.
fn text_table(
    notice: &Notice,
    annex: &Annex,
    around: Option<&AnnexAround>,
) -> Option<TextTableView> {
    if let Some(chart) = &annex.chart {
        let chart = charts::view(chart, around)?;
        return Some(TextTableView {
            below: set_before(notice, notice.block_above(annex)?),
            lines: vec![chart.lines],
            caption: Vec::new(),
            unit_line: None,
            table: None,
            chart: Some(chart),
            notes: Vec::new(),
        });
    }
    let surrounded = surrounded(annex, around);
    let has_caption = !surrounded.title.is_empty() && !plain(&surrounded.title.concat()).is_empty();
    let caption: Vec<Line> = if has_caption {
        let lines = title::lines(&surrounded.title, AREA.0 * ONE / THIRD, &estimate);
        lines.into_iter().map(cells::joined).collect()
    } else {
        Vec::new()
    };
    let table = surrounded.table(&annex.table, Some(caption.len()));
    let foot = plan::notes_height(&surrounded.notes, AREA.0);
    let above: i64 = table.head_heights.iter().sum();
    let unit = plan::unit_line_height(surrounded.unit_line.is_some());
    let last = table.sheets.len().saturating_sub(1);
    let lines = table.sheets.iter().enumerate().map(|(at, sheet)| {
        let rows = Billionths::from(above + sheet.heights.iter().sum::<i64>());
        let notes = if at == last { foot } else { 0 };
        plan::grid_lines(rows + unit + plan::FRAME + notes)
    });
    Some(TextTableView {
        below: set_before(notice, notice.block_above(annex)?),
        lines: lines.collect(),
        caption,
        unit_line: surrounded.unit_line,
        table: Some(table),
        chart: None,
        notes: surrounded.notes,
    })
}

/// The words of the heads; of a redline, those of the heads that changed hold both.
fn head_words(table: &Table, around: Option<&AnnexAround>) -> Vec<Vec<HeadWords>> {
    let changed = |level: usize, at: usize| around?.heads.get(level)?.get(at)?.as_ref();
    let cell = |level: usize, at: usize| {
        let cell = &table.head[level][at];
        HeadWords {
            words: match changed(level, at) {
                None => of_parts(cell.text.cell_parts()),
                Some(spans) => words(spans),
            },
            column: cell.column,
            colspan: cell.colspan,
            rowspan: cell.rowspan,
        }
    };
    let row = |level: usize| {
        (0..table.head[level].len())
            .map(|at| cell(level, at))
            .collect()
    };
    (0..table.head.len()).map(row).collect()
}

/// What stands on the sheets of an annex beside its table.
struct Beside<'a> {
    /// Nothing where a text stands between it and the table: the sheets are then planned for whole
    /// pages, and the first one stands below the text where it has room.
    title_lines: Option<usize>,
    unit_line: bool,
    notes: &'a [Line],
}

fn table_view(table: &Table, head: &[Vec<HeadWords>], plan: &Plan, beside: &Beside) -> TableView {
    let lines: Vec<Vec<Vec<Line>>> = head
        .iter()
        .map(|cells| {
            let lines =
                |cell: &HeadWords| cells::lines(&cell.words, plan.room(cell.column, cell.colspan));
            cells.iter().map(lines).collect()
        })
        .collect();
    let heights = plan.head_heights(head, &lines);
    let rows: Vec<(Vec<CellView>, usize)> = table
        .rows
        .iter()
        .map(|row| cells_of(table, plan, row))
        .collect();
    let counts: Vec<usize> = rows.iter().map(|(_, lines)| *lines).collect();
    let around = Around {
        title: beside
            .title_lines
            .map(|lines| Billionths::try_from(lines).unwrap_or(1)),
        head: heights.iter().sum::<Billionths>() + plan::unit_line_height(beside.unit_line),
        foot: plan::notes_height(beside.notes, along(plan.across)),
    };
    let mut rows = rows.into_iter().map(|(cells, _)| cells);
    let sheets = plan
        .sheets(&counts, &around)
        .into_iter()
        .map(|heights| SheetView {
            rows: rows.by_ref().take(heights.len()).collect(),
            heights: heights.into_iter().map(narrowed).collect(),
        });
    let columns = table.columns.iter().zip(&plan.widths).zip(plan.sides());
    TableView {
        across: plan.across,
        size: narrowed(plan.size),
        squeeze: narrowed(plan.squeeze),
        columns: columns
            .map(|((kind, width), side)| ColumnView {
                kind: match kind {
                    TableColumn::Name | TableColumn::Serial | TableColumn::Word => ColumnKind::Name,
                    TableColumn::Figure => ColumnKind::Figure,
                    TableColumn::Text | TableColumn::Outline => ColumnKind::Text,
                },
                width: narrowed(*width),
                side: narrowed(side),
            })
            .collect(),
        head_side: narrowed(plan.head_side()),
        head_heights: heights.into_iter().map(narrowed).collect(),
        head: head_cells(table, lines),
        sheets: sheets.collect(),
    }
}

fn head_cells(table: &Table, lines: Vec<Vec<Vec<Line>>>) -> Vec<HeadCellView> {
    let mut cells = Vec::new();
    for (row, lines) in lines.into_iter().enumerate() {
        for (cell, lines) in table.head[row].iter().zip(lines) {
            let below = table.head.get(row + cell.rowspan).into_iter().flatten();
            let columns = cell.column..cell.column + cell.colspan;
            cells.push(HeadCellView {
                row,
                column: cell.column,
                colspan: cell.colspan,
                rowspan: cell.rowspan,
                lines,
                joined_above: cell.joined_above,
                joined_below: below
                    .into_iter()
                    .any(|below| below.joined_above && columns.contains(&below.column)),
            });
        }
    }
    cells
}

/// The cells of a row, and how many lines it takes up.
fn cells_of(table: &Table, plan: &Plan, row: &TableRow) -> (Vec<CellView>, usize) {
    let mut most = 1;
    let cells = row.cells.iter().enumerate().map(|(column, cell)| {
        let kind = table.columns[column];
        if kind == TableColumn::Figure && cell.redline.is_none() {
            return figure(plan, column, &cell.text);
        }
        if kind == TableColumn::Outline && cell.redline.is_none() {
            let (view, lines) = outline(plan, column, row, &cell.text);
            most = most.max(lines);
            return view;
        }
        let lines = cell_lines(plan, column, kind, &cell.text);
        if kind != TableColumn::Figure {
            most = most.max(lines.len());
        }
        cell_view(kind, cell, lines, plan.room(column, 1))
    });
    (cells.collect(), most)
}

/// A name set in by its level, its turnovers as far as its first line; and how many lines it has.
fn outline(plan: &Plan, column: usize, row: &TableRow, text: &str) -> (CellView, usize) {
    let indent = row.indent();
    let words = of_parts(Words::parse(text).cell_parts());
    let room = plan.room(column, 1);
    let mut lines = cells::lines(&words, room - estimate(&indent));
    if lines.len() <= 1 && estimate(&indent) + estimate(text) + ONE / 2 <= room {
        let text = (!text.is_empty()).then(|| indent + text);
        return (CellView::Text(text), 1);
    }
    if !indent.is_empty() {
        for line in &mut lines {
            line.insert(0, Run::plain(&indent));
        }
    }
    let count = lines.len();
    (CellView::Lines { lines }, count)
}

fn figure(plan: &Plan, column: usize, text: &str) -> CellView {
    let whole = || (!text.is_empty()).then(|| text.to_owned());
    match plan.lack(column, text) {
        0 => CellView::Text(whole()),
        _ if text.is_empty() => CellView::Text(None),
        lack => CellView::Short {
            text: text.to_owned(),
            lack: narrowed(lack),
        },
    }
}

fn cell_lines(plan: &Plan, column: usize, kind: TableColumn, text: &str) -> Vec<Line> {
    match kind {
        TableColumn::Name | TableColumn::Serial | TableColumn::Word | TableColumn::Outline => {
            let words = of_parts(Words::parse(text).cell_parts());
            cells::lines(&words, plan.room(column, 1))
        }
        TableColumn::Text => cells::running(text, plan.room(column, 1)),
        TableColumn::Figure => Vec::new(),
    }
}

fn cell_view(kind: TableColumn, cell: &Cell, lines: Vec<Line>, room: Billionths) -> CellView {
    if cell.text.is_empty() {
        return CellView::Text(None);
    }
    if let Some([old, new]) = &cell.redline {
        // A cell that came or went is no figure that moved.
        return CellView::Redline {
            old: old.clone(),
            new: new.clone(),
            moved: cell.figure.is_some() && !old.is_empty() && !new.is_empty(),
        };
    }
    if kind == TableColumn::Name && cell.text.chars().count() == 2 {
        return CellView::Spread {
            spread: cell.text.clone(),
        };
    }
    // Where there is room to spare nothing can break it.
    if lines.len() == 1 && estimate(&cell.text) + ONE / 2 <= room {
        return CellView::Text(Some(cell.text.clone()));
    }
    CellView::Lines { lines }
}

/// As the layout reads it. No length of a page comes near the limit.
pub(super) fn narrowed(length: Billionths) -> i64 {
    i64::try_from(length).unwrap_or(i64::MAX)
}

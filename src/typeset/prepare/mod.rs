//! From a finished notice, or a redline, to what the layout reads: what can be known before
//! anything is laid out is known here.

mod signature;
mod tables;

use self::signature::signature;
use self::tables::{annex_view, text_table};
use super::notes::Notes;
use super::plan::{AREA, SECOND, THIRD};
use super::title::{self, Word};
use super::view::{
    AnnexView, AttendanceView, BlockView, Change, EntryView, HeadView, ImprintView, LeadView, Line,
    ListView, NoticeView, Periods, PrintedView, Run, TitleView,
};
use super::width::{Billionths, Measure, ONE, estimate, of_runs};
use super::{FontSet, Layout, Standard, cells, pieces};
use crate::model::Attendance;
use crate::notice::{AnnexAround, Block, BlockKind, Notice, Words};
use crate::segment;
use crate::wording::{NotePart, Span};

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

/// As the layout reads it. No length of a page comes near the limit.
pub(super) fn narrowed(length: Billionths) -> i64 {
    i64::try_from(length).unwrap_or(i64::MAX)
}

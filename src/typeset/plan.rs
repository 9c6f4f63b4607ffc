//! What a table needs before it is laid out: the direction and the size of type that fit, the
//! widths of its columns, the heights of its rows, and the rows of each sheet.

use super::title::Word;
use super::view::Line;
use super::width::{Billionths, ONE, estimate, of_runs, times};
use crate::notice::{Table, TableColumn};

/// The type area (5.2.1), upright: 156 mm by 225 mm, in points.
pub(super) const AREA: (Billionths, Billionths) = (156 * ONE * 360 / 127, 225 * ONE * 360 / 127);
/// Type sizes by their Chinese names.
pub(super) const SECOND: Billionths = 22 * ONE;
pub(super) const THIRD: Billionths = 15_750_000_000;
const SMALL_FOURTH: Billionths = 12 * ONE;
pub(super) const FIFTH: Billionths = 10_500_000_000;
const SMALL_FIFTH: Billionths = 9 * ONE;
/// From one line of the grid to the next: 22 fill the type area.
pub(super) const PITCH: Billionths = (AREA.1 - THIRD) / 21;
/// White between two lines of the grid.
const LEADING: Billionths = PITCH - THIRD;
/// The rule around a table.
pub(super) const FRAME: Billionths = ONE;
/// White between the lines of a cell, and above and below a head, in em.
const LINE_GAP: Billionths = ONE * 3 / 10;
const HEAD_INSET: Billionths = ONE * 45 / 100;
/// White between an annex's title and its table.
const TABLE_GAP: Billionths = PITCH * 3 / 4;
/// A table's rows are never lower than this, in em, where they can all stand on one page; and so
/// high where they can't.
const TIGHT: Billionths = ONE * 16 / 10;
const USUAL: Billionths = ONE * 19 / 10;
const ROOMY: Billionths = ONE * 24 / 10;
/// The least rows of a table's last page.
const LAST_ROWS: usize = 3;

/// How a table might be set.
#[derive(Clone, Copy)]
struct Trial {
    across: bool,
    size: Billionths,
    /// The least white beside a cell's text, in em.
    inset: Billionths,
    head: HeadNeed,
}

#[derive(Clone, Copy, PartialEq, Eq)]
struct HeadNeed {
    lines: Billionths,
    /// The width in em below which a head is not broken.
    narrowest: Billionths,
    /// Up to which a word or bracket in it is kept whole.
    widest: Billionths,
}

const fn trial(across: bool, size: Billionths, head: (i128, i128, i128)) -> Trial {
    Trial {
        across,
        size,
        inset: if across { ONE / 4 } else { ONE / 2 },
        head: HeadNeed {
            lines: head.0,
            narrowest: head.1 * ONE,
            widest: head.2 * ONE,
        },
    }
}

/// Tried in this order; the last is taken though it may not fit (then the type is narrowed, never
/// made smaller).
const TRIALS: [Trial; 7] = [
    trial(false, SMALL_FOURTH, (3, 3, 8)),
    trial(false, FIFTH, (3, 3, 8)),
    trial(true, SMALL_FOURTH, (3, 3, 8)),
    trial(true, FIFTH, (3, 3, 8)),
    trial(true, FIFTH, (4, 2, 5)),
    trial(true, SMALL_FIFTH, (4, 2, 5)),
    trial(true, SMALL_FIFTH, (5, 2, 4)),
];

/// In the text a table is never set across.
const IN_TEXT: [Trial; 4] = [
    trial(false, SMALL_FOURTH, (3, 3, 8)),
    trial(false, FIFTH, (3, 3, 8)),
    trial(false, SMALL_FIFTH, (4, 2, 5)),
    trial(false, SMALL_FIFTH, (5, 2, 4)),
];

/// What a column must hold, in em.
struct Need {
    least: Billionths,
    natural: Billionths,
    /// Of figures, the widest part before the point or per cent sign, and from it on.
    parts: Option<(Billionths, Billionths)>,
}

/// A cell of the head, in words that a line must not cut.
pub(super) struct HeadWords {
    pub words: Vec<Word>,
    pub column: usize,
    pub colspan: usize,
    pub rowspan: usize,
}

/// How a table is set.
pub(super) struct Plan {
    pub across: bool,
    pub size: Billionths,
    /// The share of its width to which type is narrowed.
    pub squeeze: Billionths,
    pub widths: Vec<Billionths>,
    in_text: bool,
    inset: Billionths,
    needs: Vec<Need>,
}

/// Plans the columns of a table; `head` has its heads row by row.
pub(super) fn plan(table: &Table, head: &[Vec<HeadWords>], in_text: bool) -> Plan {
    let columns = table.columns.iter().enumerate();
    let bodies: Vec<Need> = columns
        .map(|(at, kind)| body_need(table, at, *kind))
        .collect();
    let count = Billionths::try_from(bodies.len()).unwrap_or(0);
    let mut last = None;
    let trials = if in_text { &IN_TEXT[..] } else { &TRIALS };
    for trial in trials.iter().copied() {
        let padding = 2 * times(trial.inset, trial.size);
        let inside = along(trial.across) - FRAME - count * padding;
        let narrow = in_points(&column_needs(&bodies, head, trial.head), trial.size);
        let whole: Billionths = narrow.iter().sum();
        let fits = whole <= inside;
        let widths = if fits {
            let natural: Vec<_> = bodies.iter().map(|need| need.natural).collect();
            spread(narrow, &in_points(&natural, trial.size), inside)
        } else {
            narrow.iter().map(|width| width * inside / whole).collect()
        };
        last = Some((
            trial,
            widths.iter().map(|width| width + padding).collect(),
            inside * ONE / whole.max(1),
        ));
        if fits {
            break;
        }
    }
    let (trial, widths, squeeze) = last.unwrap_or((TRIALS[0], Vec::new(), ONE));
    Plan {
        across: trial.across,
        size: trial.size,
        squeeze: squeeze.min(ONE),
        widths,
        in_text,
        inset: trial.inset,
        needs: bodies,
    }
}

/// How wide a sheet's type area is.
pub(super) fn along(across: bool) -> Billionths {
    if across { AREA.1 } else { AREA.0 }
}

fn in_points(widths: &[Billionths], size: Billionths) -> Vec<Billionths> {
    widths.iter().map(|width| times(*width, size)).collect()
}

/// A figure whole, a name or text in lines of a few characters.
fn body_need(table: &Table, column: usize, kind: TableColumn) -> Need {
    let texts = table.rows.iter().filter_map(|row| row.cells.get(column));
    let texts = texts.map(|cell| cell.text.as_str());
    if kind == TableColumn::Figure {
        let (mut whole, mut tail, mut longest) = (0, 0, 0);
        for text in texts {
            longest = longest.max(estimate(text));
            if let Some((before, behind)) = figure_parts(text) {
                whole = whole.max(before);
                tail = tail.max(behind);
            }
        }
        // What has no point stands in the middle of what has.
        whole = whole.max(longest - tail);
        let width = (whole + tail).max(2 * ONE);
        return Need {
            least: width,
            natural: width,
            parts: Some((whole, tail)),
        };
    }
    let longest = if kind == TableColumn::Outline {
        let rows = table.rows.iter();
        let names = rows.map(|row| estimate(&(row.indent() + table.name_of(row))));
        names.max().unwrap_or(0)
    } else {
        texts.map(estimate).max().unwrap_or(0)
    };
    let limit = match kind {
        TableColumn::Name | TableColumn::Serial | TableColumn::Word => 5,
        TableColumn::Text | TableColumn::Figure => 8,
        TableColumn::Outline => 10,
    } * ONE;
    Need {
        least: longest.min(limit).max(longest.min(3 * ONE)),
        natural: longest,
        parts: None,
    }
}

/// The widths of a figure's part before, and from, its decimal point or the sign behind it; nothing
/// of what has no digit: 十二, —.
pub(super) fn figure_parts(text: &str) -> Option<(Billionths, Billionths)> {
    text.find(|c: char| c.is_ascii_digit())?;
    Some(match text.find(['.', '%', '‰', '万', '亿']) {
        None => (estimate(text), 0),
        Some(at) => (estimate(&text[..at]), estimate(&text[at..])),
    })
}

fn head_need(words: &[Word], head: HeadNeed) -> Billionths {
    let texts = words.iter().flatten().map(super::view::Run::text);
    let text: String = texts.collect();
    let length: Billionths = words.iter().map(|word| of_runs(word, &estimate)).sum();
    let longest = words.iter().map(|word| of_runs(word, &estimate)).max();
    let word = longest.unwrap_or(0).max(bracket_width(&text));
    let shared = (length + head.lines * ONE - 1) / (head.lines * ONE) * ONE;
    length
        .min(head.narrowest)
        .max(shared)
        .max(word.min(head.widest))
}

/// The widest text in brackets, with them.
fn bracket_width(text: &str) -> Billionths {
    let inside = text
        .split('（')
        .skip(1)
        .filter_map(|rest| rest.split_once('）'));
    let widths = inside.map(|(inside, _)| estimate(inside) + 2 * ONE);
    widths.max().unwrap_or(0)
}

/// What the columns need below their heads: of a head over several, each takes its share.
fn column_needs(needs: &[Need], head: &[Vec<HeadWords>], how: HeadNeed) -> Vec<Billionths> {
    let mut widths: Vec<Billionths> = needs.iter().map(|need| need.least).collect();
    let mut cells: Vec<&HeadWords> = head.iter().flatten().collect();
    cells.sort_by_key(|cell| cell.colspan);
    for cell in cells {
        let over = cell.column..cell.column + cell.colspan;
        let lack = head_need(&cell.words, how) - widths[over.clone()].iter().sum::<Billionths>();
        if lack > 0 {
            let share = lack / Billionths::try_from(cell.colspan).unwrap_or(1).max(1);
            for width in &mut widths[over] {
                *width += share;
            }
        }
    }
    widths
}

/// Widths from least widths: text columns take what they lack first, then the narrow columns are
/// raised to a common level, so that columns of a kind come out equal.
fn spread(least: Vec<Billionths>, natural: &[Billionths], total: Billionths) -> Vec<Billionths> {
    let slack = total - least.iter().sum::<Billionths>();
    let want = |(least, natural): (&Billionths, &Billionths)| (natural - least).max(0);
    let wants: Vec<Billionths> = least.iter().zip(natural).map(want).collect();
    let wanted: Billionths = wants.iter().sum();
    let mut widths = least;
    if wanted > 0 {
        for (width, want) in widths.iter_mut().zip(wants) {
            *width += if slack < wanted {
                want * slack / wanted
            } else {
                want
            };
        }
    }
    let mut is_wide = vec![false; widths.len()];
    loop {
        let narrow = is_wide.iter().filter(|is_wide| !**is_wide).count();
        let pairs = widths.iter().zip(&is_wide);
        let taken: Billionths = pairs.filter(|(_, is_wide)| **is_wide).map(|(w, _)| w).sum();
        let level = (total - taken) / Billionths::try_from(narrow).unwrap_or(1).max(1);
        let mut has_grown = false;
        for (width, is_wide) in widths.iter().zip(&mut is_wide) {
            if !*is_wide && *width > level + ONE / 1000 {
                *is_wide = true;
                has_grown = true;
            }
        }
        if !has_grown {
            let pairs = widths.iter().zip(is_wide);
            return pairs
                .map(|(width, is_wide)| if is_wide { *width } else { level })
                .collect();
        }
    }
}

impl Plan {
    /// What a cell's text may take up, in em.
    pub fn room(&self, column: usize, colspan: usize) -> Billionths {
        let width: Billionths = self.widths[column..column + colspan].iter().sum();
        let inside = width * ONE / self.size - 2 * self.inset;
        inside * ONE / self.squeeze.max(1) + ONE / 100
    }

    /// White on either side of a column's cells: its figures are centred as a block.
    pub fn sides(&self) -> Vec<Billionths> {
        let columns = self.needs.iter().zip(&self.widths);
        let side = |(need, width): (&Need, &Billionths)| match need.parts {
            None => times(self.inset, self.size),
            Some((whole, tail)) => {
                (width - times(times(whole + tail, self.size), self.squeeze)) / 2
            }
        };
        columns.map(side).collect()
    }

    /// White beside a head's text.
    pub fn head_side(&self) -> Billionths {
        times(self.inset, self.size)
    }

    /// What a figure lacks behind its point beside the longest of its column, in em; what has no
    /// point, beside the middle of the column's figures.
    pub fn lack(&self, column: usize, text: &str) -> Billionths {
        let (whole, tail) = self.needs[column].parts.unwrap_or_default();
        let lack = match figure_parts(text) {
            Some((_, behind)) => tail - behind,
            None => (whole + tail - estimate(text)) / 2,
        };
        if lack > ONE / 1000 { lack } else { 0 }
    }

    fn lines_height(&self, count: usize) -> Billionths {
        let count = Billionths::try_from(count).unwrap_or(1);
        times(count * ONE + (count - 1) * LINE_GAP, self.size)
    }

    /// The heights of the head's rows: a head over several rows raises the last of them.
    pub fn head_heights(
        &self,
        head: &[Vec<HeadWords>],
        lines: &[Vec<Vec<Line>>],
    ) -> Vec<Billionths> {
        let mut heights = vec![0; head.len()];
        for span in 1..=head.len() {
            for (row, (cells, lines)) in head.iter().zip(lines).enumerate() {
                for (cell, lines) in cells
                    .iter()
                    .zip(lines)
                    .filter(|(cell, _)| cell.rowspan == span)
                {
                    let need = self.lines_height(lines.len()) + 2 * times(HEAD_INSET, self.size);
                    let rows = &mut heights[row..row + cell.rowspan];
                    let lack = need - rows.iter().sum::<Billionths>();
                    if let Some(last) = rows.last_mut()
                        && lack > 0
                    {
                        *last += lack;
                    }
                }
            }
        }
        heights
    }

    /// Rows by page, with their heights, from the count of lines of each: on one page if any
    /// height from roomy to tight allows it; else as many as each page holds, and never fewer
    /// than three on the last.
    pub fn sheets(&self, lines: &[usize], around: &Around) -> Vec<Vec<Billionths>> {
        let area = if self.across { AREA.0 } else { AREA.1 };
        let page = area - around.head - FRAME - around.foot;
        let extras: Vec<Billionths> = lines
            .iter()
            .map(|count| self.lines_height(*count) - self.size)
            .collect();
        let count = Billionths::try_from(lines.len()).unwrap_or(0).max(1);
        // 附件1, a blank line, the title.
        let top = match around.title {
            // A heading stays with the table below it.
            Some(caption) if self.in_text => (1 + caption) * PITCH,
            Some(title) => (2 + title) * PITCH - LEADING + TABLE_GAP,
            None => 0,
        };
        let one_page = (page - top - extras.iter().sum::<Billionths>()) / count;
        if one_page >= times(TIGHT, self.size) {
            let height = one_page.min(PITCH).min(times(ROOMY, self.size));
            return vec![extras.iter().map(|extra| height + extra).collect()];
        }
        let heights: Vec<Billionths> = extras
            .iter()
            .map(|extra| times(USUAL, self.size) + extra)
            .collect();
        let mut starts = vec![0];
        let mut left = page - top;
        for (at, height) in heights.iter().enumerate() {
            if *height > left && starts.last().is_some_and(|start| at > *start) {
                starts.push(at);
                left = page;
            }
            left -= height;
        }
        if let [.., before, last] = starts.as_mut_slice() {
            *last = (*last)
                .min(lines.len().saturating_sub(LAST_ROWS))
                .max(*before + 1);
        }
        let ends = starts.iter().copied().skip(1).chain([lines.len()]);
        starts
            .iter()
            .zip(ends)
            .map(|(from, to)| heights[*from..to].to_vec())
            .collect()
    }
}

/// How many lines of the grid so much takes up in the text.
pub(super) fn grid_lines(height: Billionths) -> i64 {
    let lines = (height + LEADING + PITCH - 1) / PITCH;
    i64::try_from(lines).unwrap_or(i64::MAX)
}

/// What stands on a table's sheets beside its rows.
pub(super) struct Around {
    /// The lines of the annex's title; nothing where a text stands above the table.
    pub title: Option<Billionths>,
    /// The height of the table's head, and of the line of the unit above it.
    pub head: Billionths,
    /// The height of the notes, and of the white above them.
    pub foot: Billionths,
}

/// What the line of the unit takes up above a table, with the white below it.
pub(super) fn unit_line_height(is_there: bool) -> Billionths {
    const GAP: Billionths = ONE * 4 / 10;
    if is_there { times(ONE + GAP, FIFTH) } else { 0 }
}

/// The most that an annex's notes take up below its table, on a line of `width` points.
pub(super) fn notes_height(notes: &[Line], width: Billionths) -> Billionths {
    const GAP: Billionths = ONE * 4 / 10;
    let room = width * ONE / FIFTH;
    // The first line is full, what it turns over to is two em in. One em is kept back for what an estimate can't know.
    let count = |note: &Line| {
        let beyond = of_runs(note, &estimate) - (room - ONE);
        let inside = room - 3 * ONE;
        1 + (beyond.max(0) + inside - 1) / inside
    };
    let lines: Billionths = notes.iter().map(count).sum();
    if lines == 0 {
        return 0;
    }
    times(lines * ONE + (lines - 1) * GAP, FIFTH) + LEADING
}

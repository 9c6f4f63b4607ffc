//! The pages as a reader sees them: lines of characters.

use super::standard::{AREA, FINE, LINES, PITCH, PITCH_GIVE, THIRD, TOLERANCE, ascent, type_area};
use crate::model::DocumentForm;
use crate::notice::Notice;
use crate::pages::{Area, Character, Length, Page, Pages, Part, PartId, PartKind, Text};

/// What a rule looks at.
pub(super) struct Sheet<'a> {
    pub notice: &'a Notice,
    /// The families of each role.
    pub roles: &'a [(String, Vec<String>)],
    pub pages: &'a Pages,
    /// From top to bottom of each part, the parts in their order.
    pub lines: Vec<Line<'a>>,
}

/// The characters of one part on one baseline, from left to right.
#[derive(Clone)]
pub(super) struct Line<'a> {
    pub page: &'a Page,
    pub id: PartId,
    pub part: &'a Part,
    pub baseline: Length,
    /// Never empty, and without white space at either end.
    pub glyphs: Vec<(&'a Text, &'a Character)>,
}

impl<'a> Sheet<'a> {
    pub fn new(notice: &'a Notice, roles: &'a [(String, Vec<String>)], pages: &'a Pages) -> Self {
        let mut lines = Vec::new();
        for page in &pages.pages {
            let from = lines.len();
            for text in &page.texts {
                if let Some((id, part)) = text.part.and_then(|id| Some((id, pages.parts.get(id)?)))
                {
                    add(&mut lines, from, page, id, part, text);
                }
            }
        }
        for line in &mut lines {
            line.tidy();
        }
        lines.retain(|line| !line.glyphs.is_empty());
        lines.sort_by_key(|line| (line.id, line.page.number, line.baseline));
        Self {
            notice,
            roles,
            pages,
            lines,
        }
    }

    pub fn of(&self, kind: PartKind) -> impl Iterator<Item = &Line<'a>> {
        self.lines.iter().filter(move |line| line.part.kind == kind)
    }

    /// The lines of each part of a kind.
    pub fn parts(&self, kind: PartKind) -> Vec<&[Line<'a>]> {
        self.lines
            .chunk_by(|one, other| one.id == other.id)
            .filter(|lines| lines[0].part.kind == kind)
            .collect()
    }

    /// Whether a table or chart of the text stands on a page.
    pub fn has_text_table(&self, page: usize) -> bool {
        self.text_cells(page).next().is_some()
    }

    /// Whether a table or chart of the text stands on a page below a height, and, if one is given, above
    /// another.
    pub fn has_text_table_between(&self, page: usize, top: Length, foot: Option<Length>) -> bool {
        let mut cells = self.text_cells(page);
        cells.any(|line| line.baseline > top && foot.is_none_or(|foot| line.baseline < foot))
    }

    fn text_cells(&self, page: usize) -> impl Iterator<Item = &Line<'a>> {
        let in_text = |table: &Part| self.notice.is_in_text(table.number);
        let cells = self.lines.iter().filter(|line| line.is_in_table());
        cells.filter(move |line| {
            let table = self.pages.part(line.part.within);
            line.page.number == page && table.is_some_and(in_text)
        })
    }

    pub fn page(&self, number: usize) -> Option<&'a Page> {
        self.pages.pages.iter().find(|page| page.number == number)
    }

    /// The lines of the text on a page, 标题 to 成文日期, from top to bottom.
    pub fn text_lines(&self, page: usize) -> Vec<&Line<'a>> {
        let mut lines: Vec<&Line<'a>> = self
            .lines
            .iter()
            .filter(|line| line.page.number == page && line.is_text())
            .collect();
        lines.sort_by_key(|line| line.baseline);
        lines
    }

    /// Pages with 正文, 附件说明 or 署名 on them.
    pub fn text_pages(&self) -> impl Iterator<Item = &'a Page> {
        self.pages.pages.iter().filter(|page| {
            self.lines
                .iter()
                .any(|line| line.page.number == page.number && line.is_text())
        })
    }

    /// From one line of the text to the next on a page: as the standard has it, or, where the
    /// signature asks for it and the lines fill the page, what was measured.
    pub fn pitch(&self, page: usize) -> Length {
        let mut signed = self
            .of(PartKind::SignatureDate)
            .map(|line| line.page.number);
        let lines = self.text_lines(page);
        let (Some(first), Some(last)) = (lines.first(), lines.last()) else {
            return PITCH;
        };
        let pairs = lines
            .windows(2)
            .filter(|pair| pair.iter().all(|line| line.is_body()));
        let mut steps: Vec<Length> = pairs
            .map(|pair| pair[1].baseline - pair[0].baseline)
            .collect();
        steps.sort_unstable();
        let is_filled = (last.baseline - first.baseline + THIRD - AREA.1).abs() <= TOLERANCE;
        match steps.get(steps.len() / 2) {
            Some(step)
                if is_filled
                    && (*step - PITCH).abs() <= PITCH_GIVE
                    && signed.any(|signed| signed == page || signed == page + 1) =>
            {
                *step
            }
            _ => PITCH,
        }
    }

    /// Which line of its page a line of the text stands on, from 0.
    pub fn slot(&self, line: &Line) -> i64 {
        let top = line.baseline - ascent(THIRD) - self.grid_top(line.page);
        top.nearest_multiple(self.pitch(line.page.number))
    }

    /// Where the first line of a page begins: at the 版心's upper edge. On page 1 of a letter the lines
    /// hang from the title, which hangs from the double rule.
    pub fn grid_top(&self, page: &Page) -> Length {
        let top = type_area(page).top;
        if self.notice.form != DocumentForm::Letter || page.number != 1 {
            return top;
        }
        let title = self.of(PartKind::Title).next();
        let below = title.map_or(Length::ZERO, |title| title.baseline - THIRD - top);
        let lines = below.in_micrometres().div_euclid(PITCH.in_micrometres());
        top + below - PITCH * lines
    }

    /// How many lines of the grid a page has.
    pub fn line_count(&self, page: &Page) -> i64 {
        if self.grid_top(page) <= type_area(page).top + TOLERANCE {
            return LINES;
        }
        LINES - 1
    }

    /// Lines of the grid that lie wholly between two heights of a page.
    pub fn empty_lines(&self, page: &Page, from: Length, to: Length) -> i64 {
        let top = self.grid_top(page);
        let give = TOLERANCE;
        let is_between = |slot: &i64| {
            let line = top + PITCH * *slot;
            line + give >= from && line + THIRD <= to + give
        };
        let slots = (0..LINES).filter(is_between);
        i64::try_from(slots.count()).unwrap_or_default()
    }

    pub fn families(&self, role: &str) -> Vec<&str> {
        self.roles
            .iter()
            .filter(|(name, _)| name == role)
            .flat_map(|(_, families)| families.iter().map(String::as_str))
            .collect()
    }

    pub fn shape(&self, kind: PartKind) -> Vec<(&'a Page, Area)> {
        let mut found = Vec::new();
        for page in &self.pages.pages {
            for shape in &page.shapes {
                if self.pages.kind(shape.part) == Some(kind) {
                    found.push((page, shape.covered()));
                }
            }
        }
        found
    }
}

fn add<'a>(
    lines: &mut Vec<Line<'a>>,
    from: usize,
    page: &'a Page,
    id: PartId,
    part: &'a Part,
    text: &'a Text,
) {
    let near =
        |line: &&mut Line| line.id == id && (line.baseline - text.baseline).abs() <= TOLERANCE;
    let glyphs = text.characters.iter().map(|character| (text, character));
    match lines[from..].iter_mut().rev().find(near) {
        Some(line) => line.glyphs.extend(glyphs),
        None => lines.push(Line {
            page,
            id,
            part,
            baseline: text.baseline,
            glyphs: glyphs.collect(),
        }),
    }
}

impl Line<'_> {
    fn tidy(&mut self) {
        let is_blank = |(_, c): &(&Text, &Character)| c.text.trim().is_empty();
        self.glyphs
            .sort_by_key(|(_, character)| character.area.left);
        while self.glyphs.last().is_some_and(is_blank) {
            self.glyphs.pop();
        }
        let blank = self
            .glyphs
            .iter()
            .take_while(|glyph| is_blank(glyph))
            .count();
        self.glyphs.drain(..blank);
    }

    pub fn text(&self) -> String {
        self.glyphs.iter().map(|(_, c)| c.text.as_str()).collect()
    }

    pub fn first(&self) -> char {
        self.text().chars().next().unwrap_or(' ')
    }

    pub fn last(&self) -> char {
        self.text().chars().next_back().unwrap_or(' ')
    }

    /// What the characters cover. A mark that is squeezed at the line's end
    /// counts half, though justification may have lengthened it.
    pub fn area(&self) -> Area {
        let around = Area::around(self.glyphs.iter().map(|(_, character)| character.area));
        let mut around = around.unwrap_or(Area {
            left: Length::ZERO,
            top: self.baseline,
            right: Length::ZERO,
            bottom: self.baseline,
        });
        if let Some((_, last)) = self.glyphs.last()
            && (last.area.width() + FINE < last.natural
                || is_mark(&last.text) && around.right > type_area(self.page).right + TOLERANCE)
        {
            around.right = around.right.min(last.area.left + last.natural / 2);
        }
        around
    }

    pub fn size(&self) -> Length {
        let sizes = self.glyphs.iter().map(|(text, _)| text.size);
        sizes.max().unwrap_or(Length::ZERO)
    }

    /// From the 版心's left edge.
    pub fn left(&self) -> Length {
        self.area().left - type_area(self.page).left
    }

    /// From the 版心's right edge, inwards.
    pub fn right(&self) -> Length {
        type_area(self.page).right - self.area().right
    }

    pub fn is_text(&self) -> bool {
        use PartKind::{
            Addressee, AnnexList, Attendance, ChartCaption, Heading, Note, Paragraph,
            SignatureDate, SignatureOrgan, TableCaption, Title,
        };
        matches!(
            self.part.kind,
            Title
                | Addressee
                | Heading
                | Paragraph
                | TableCaption
                | ChartCaption
                | AnnexList
                | SignatureOrgan
                | SignatureDate
                | Note
                | Attendance
        )
    }

    /// A cell of a table, or a word of a chart.
    pub fn is_in_table(&self) -> bool {
        matches!(self.part.kind, PartKind::Cell | PartKind::HeadCell) || self.is_in_chart()
    }

    /// A word of a chart.
    pub fn is_in_chart(&self) -> bool {
        use PartKind::{ChartLegend, ChartName, ChartTick, ChartValue};
        matches!(
            self.part.kind,
            ChartLegend | ChartName | ChartTick | ChartValue
        )
    }

    /// The text of an annex.
    pub fn is_annex_text(&self) -> bool {
        use PartKind::{AnnexHeading, AnnexParagraph};
        matches!(self.part.kind, AnnexHeading | AnnexParagraph)
    }

    /// 正文 proper: what makes a page not 此页无正文.
    pub fn is_body(&self) -> bool {
        matches!(self.part.kind, PartKind::Heading | PartKind::Paragraph)
    }
}

/// Full-width marks with their ink in the left half.
fn is_mark(text: &str) -> bool {
    text.chars()
        .all(|c| "，。、；：？！）〕》〉】”’".contains(c))
}

/// The text of several lines, without the white space that lines bring about.
pub(super) fn joined(lines: &[Line]) -> String {
    squeezed(&lines.iter().map(Line::text).collect::<String>())
}

pub(super) fn squeezed(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

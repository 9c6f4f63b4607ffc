//! 5.2.3 and 7.3.3: where lines break, and how full they are.

use super::Rule;
use super::footnotes;
use super::measurement::{Ledger, cut};
use super::sheet::{Line, Sheet};
use super::standard::{AREA, CHARACTERS, THIRD, TOLERANCE};
use crate::pages::{Area, Character, Length, PartKind, Text};

const OPENING: &str = "（〔《〈“‘【(";
const CLOSING: &str = "，。、；：？！）〕》〉”’】…),.;:?!%％‰";

pub(super) fn measure(sheet: &Sheet, ledger: &mut Ledger) {
    for kind in [
        PartKind::Title,
        PartKind::Addressee,
        PartKind::Heading,
        PartKind::Paragraph,
        PartKind::AnnexList,
        PartKind::Note,
        PartKind::Attendance,
        PartKind::AnnexTitle,
        PartKind::AnnexHeading,
        PartKind::AnnexParagraph,
        PartKind::ImprintCopies,
    ] {
        for lines in sheet.parts(kind) {
            ends(lines, ledger);
        }
    }
    let paragraphs = sheet.parts(PartKind::Paragraph).into_iter();
    for lines in paragraphs.chain(sheet.parts(PartKind::AnnexParagraph)) {
        for (index, pair) in lines.windows(2).enumerate() {
            fullness(
                sheet,
                (&pair[0], &pair[1]),
                index + 2 == lines.len(),
                ledger,
            );
        }
        if let [.., last] = lines
            && lines.len() > 1
        {
            let page = last.page.number;
            let text = last.text();
            let alone = text.chars().filter(|c| is_word(*c)).count() < 2;
            ledger.judge(Rule::LastCharacter, page, "≥ 2 字", cut(&text, 0), !alone);
        }
    }
}

fn ends(lines: &[Line], ledger: &mut Ledger) {
    for line in lines {
        let page = line.page.number;
        let (first, last) = (line.first(), line.last());
        let is_right = !CLOSING.contains(first) && !OPENING.contains(last);
        let found = format!("{first}…{last}");
        ledger.judge(
            Rule::LineEnds,
            page,
            "行首无后标点，行尾无前标点",
            found,
            is_right,
        );
    }
    for pair in lines.windows(2) {
        let (before, after) = (pair[0].text(), pair[1].text());
        let found = format!("{}｜{}", pair[0].last(), pair[1].first());
        let whole = !cuts_figure(&before, &after);
        ledger.judge(
            Rule::WholeFigures,
            pair[0].page.number,
            "数字与单位同行",
            found,
            whole,
        );
    }
}

/// Whether a line's end and the next one's head belong to one figure.
fn cuts_figure(before: &str, after: &str) -> bool {
    let Some(next) = after.chars().next() else {
        return false;
    };
    let multiples = |c: char| matches!(c, '万' | '亿');
    let stem = before.trim_end_matches(multiples);
    let stem = stem.trim_end_matches("平方").trim_end_matches("立方");
    let stem = stem.trim_end_matches(multiples);
    let ends_in_figure = stem.ends_with(|c: char| c.is_ascii_digit());
    let joins = ['-', '—', '–', '～', '~', '.', ','];
    let ends_in_range = before.ends_with(joins)
        && before
            .trim_end_matches(joins)
            .ends_with(|c: char| c.is_ascii_digit() || "%％".contains(c));
    let goes_on = next.is_alphanumeric() || "%％‰㎡㎥".contains(next);
    (ends_in_figure && goes_on) || (ends_in_range && next.is_ascii_digit())
}

/// A line is full when what comes first on the next one would not have fitted.
/// A mark at the end may be squeezed to make it fit, but need not be.
fn fullness(sheet: &Sheet, (line, next): (&Line, &Line), next_ends: bool, ledger: &mut Ledger) {
    let page = line.page.number;
    let marks = footnotes::marks_in(sheet, line);
    let filled = line.left() + width(&line.glyphs) + width_of(&marks);
    let count = (filled + THIRD / 4).in_micrometres() / THIRD.in_micrometres();
    let taken = piece(&next.text(), next_ends).min(next.glyphs.len());
    // The mark at the line's end would not be squeezed if more followed it,
    // but the one that would come to stand there is.
    let end = line.glyphs.last();
    let squeezed = end.map_or(Length::ZERO, |(_, last)| last.natural - last.area.width());
    let mut wide = filled + squeezed + width(&next.glyphs[..taken]);
    // At the end of a paragraph a mark is squeezed only where nothing stands behind it, not even the
    // room that is kept for what follows.
    if let Some((_, last)) = next.glyphs.last().filter(|_| taken == next.glyphs.len()) {
        wide = wide + last.natural - last.area.width();
    }
    // The marks behind them stay with them.
    if let Some((_, last)) = next.glyphs[..taken].last() {
        let mut marks = footnotes::marks_in(sheet, next);
        marks.retain(|mark| mark.left <= last.area.right + TOLERANCE);
        wide = wide + width_of(&marks);
    }
    // So is an opening mark at a line's head, but not within a line.
    if let Some((_, first)) = next.glyphs.first()
        && OPENING.contains(next.first())
    {
        wide = wide + first.natural - first.area.width();
    }
    // Each width was rounded to a micrometre: where a line would have been full to a hair, their sum
    // tells nothing.
    let hair =
        Length::micrometres(1) * i64::try_from(line.glyphs.len() + taken).unwrap_or_default();
    let is_full = wide + hair > AREA.0 && count <= CHARACTERS;
    let measured = if is_full && count < CHARACTERS {
        format!("{count} 字，后随不可拆")
    } else if is_full {
        format!("{count} 字")
    } else {
        format!("{count} 字，后随“{}”", cut(&next.text(), 0))
    };
    ledger.judge(
        Rule::CharactersPerLine,
        page,
        format!("{CHARACTERS} 字"),
        measured,
        is_full,
    );
    loosened(line, &marks, ledger);
}

/// How far justification has parted the characters of a line: a third of one
/// at most, or evenly what a piece that can't be parted has left free.
fn loosened(line: &Line, marks: &[Area], ledger: &mut Ledger) {
    const LOOSE: Length = Length::micrometres(20);
    let page = line.page.number;
    let pairs = line.glyphs.windows(2);
    let gaps = pairs.map(|pair| {
        let (left, right) = (pair[0].1.area.right, pair[1].1.area.left);
        let between = marks
            .iter()
            .filter(|mark| mark.left >= left - TOLERANCE && mark.right <= right + TOLERANCE);
        right - left - width_of(&between.copied().collect::<Vec<_>>())
    });
    let gaps: Vec<Length> = gaps.filter(|gap| *gap > LOOSE).collect();
    let sum = gaps.iter().fold(Length::ZERO, |sum, gap| sum + *gap);
    let even = sum / i64::try_from(gaps.len().max(1)).unwrap_or(1);
    let widest = gaps.into_iter().max().unwrap_or(Length::ZERO);
    let limit = (THIRD / 3).max(even);
    ledger.at_most(Rule::CharacterGaps, page, limit, widest, TOLERANCE);
}

fn width_of(marks: &[Area]) -> Length {
    let widths = marks.iter().map(Area::width);
    widths.fold(Length::ZERO, |sum, width| sum + width)
}

fn width(glyphs: &[(&Text, &Character)]) -> Length {
    let widths = glyphs.iter().map(|(_, character)| character.area.width());
    widths.fold(Length::ZERO, |sum, width| sum + width)
}

/// A character of a word or figure, or of the gap that stands for one in a draft.
fn is_word(character: char) -> bool {
    character.is_alphanumeric() || character == '_'
}

/// How many characters at a line's head can't be parted.
fn piece(text: &str, ends_paragraph: bool) -> usize {
    let characters: Vec<char> = text.chars().collect();
    let words = characters.iter().filter(|c| is_word(**c)).count();
    if ends_paragraph && words <= 2 {
        return characters.len();
    }
    let is = |at: usize, test: &dyn Fn(char) -> bool| characters.get(at).copied().is_some_and(test);
    let narrow = |c: char| c.is_ascii_graphic() || "–—～²³%％‰〔〕−\u{a0}".contains(c);
    let mut at = 0;
    while is(at, &|c| OPENING.contains(c) && c != '〔') {
        at += 1;
    }
    let has_figure = is(at, &|c| c.is_ascii_digit() || "〔+-−_".contains(c));
    if is(at, &narrow) {
        while is(at, &narrow) {
            at += 1;
        }
        if has_figure {
            while is(at, &|c| "万亿平立方".contains(c)) {
                at += 1;
            }
            if is(at, &narrow) {
                while is(at, &narrow) {
                    at += 1;
                }
            } else {
                at += usize::from(is(at, &|c| c.is_alphanumeric() || "㎡㎥".contains(c)));
            }
        }
    } else {
        at += 1;
    }
    while is(at, &|c| CLOSING.contains(c)) {
        at += 1;
    }
    at.min(characters.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_cut_between_digits_and_before_units() {
        for (before, after) in [
            ("完成12", "3套"),
            ("完成100", "%，"),
            ("投资10", "亿元"),
            ("投资10亿", "元"),
            ("面积10万平方", "米"),
            ("13%～", "15%"),
            ("2021—", "2023年"),
        ] {
            assert!(cuts_figure(before, after), "{before}|{after}");
        }
        for (before, after) in [
            ("完成", "123套"),
            ("123套", "，其中"),
            ("共5个，", "3个"),
            ("万", "元"),
        ] {
            assert!(!cuts_figure(before, after), "{before}|{after}");
        }
    }

    #[test]
    fn pieces_hold_together() {
        for (text, length) in [
            ("城区", 1),
            ("城，区", 2),
            ("（城区）", 2),
            ("1377套，建成", 6),
            ("10万平方米的", 6),
            ("10万km²的", 6),
            ("1\u{a0}239人，", 7),
            ("〔2023〕11号）要求", 10),
            ("成。", 2),
        ] {
            assert_eq!(piece(text, text.ends_with('。')), length, "{text}");
        }
    }
}

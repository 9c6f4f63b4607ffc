//! The figures of GB/T 9704-2012, by themselves: nothing here comes from the
//! templates that are measured by them.

use crate::pages::{Area, Length, Page};

/// 5.2.1: A4.
pub const PAPER: (Length, Length) = (Length::millimetres(210), Length::millimetres(297));
/// 天头.
pub const TOP: Length = Length::millimetres(37);
/// 订口, the edge that is bound: the left one of odd pages.
pub const BINDING: Length = Length::millimetres(28);
/// 切口, the edge across from it.
pub const OUTER: Length = Length::millimetres(26);
/// 版心.
pub const AREA: (Length, Length) = (Length::millimetres(156), Length::millimetres(225));

/// 5.2.2: sizes of type by their Chinese numbers.
pub const SECOND: Length = Length::quarter_points(88);
pub const THIRD: Length = Length::quarter_points(63);
pub const FOURTH: Length = Length::quarter_points(56);
/// 五号, in which a line above or below a table is set.
pub const FIFTH: Length = Length::quarter_points(42);
pub const SMALL_FIFTH: Length = Length::quarter_points(36);

/// 5.2.3: lines that fill the 版心, and characters that fill a line.
pub const LINES: i64 = 22;
pub const CHARACTERS: i64 = 28;
/// From one line's top to the next one's: the first line's top and the last
/// one's foot are the edges of the 版心.
pub const PITCH: Length =
    Length::micrometres((AREA.1.in_micrometres() - THIRD.in_micrometres()) / (LINES - 1));

/// 7.3.5.4: how much nearer or farther the lines may stand, "a little", where the signature would
/// otherwise not share its page with text.
pub const PITCH_GIVE: Length = Length::micrometres(PITCH.in_micrometres() * 6 / 100);

/// What may be off without being seen.
pub const TOLERANCE: Length = Length::micrometres(500);
/// What the thickness of a rule may be off.
pub const FINE: Length = Length::micrometres(20);

/// 7.2.4: the mark's upper edge, from the paper's.
pub const MARK_TOP: Length = Length::millimetres(72);
/// 10.2: that of an order, from the paper's.
pub const ORDER_MARK_TOP: Length = Length::millimetres(57);
/// 10.1: that of a letter, from the paper's.
pub const LETTER_MARK_TOP: Length = Length::millimetres(30);
/// 10.1: from a letter's mark to its first double rule; from the second one to the paper's foot; how
/// long both are.
pub const LETTER_RULE_GAP: Length = Length::millimetres(4);
pub const LETTER_RULE_FOOT: Length = Length::millimetres(20);
pub const LETTER_RULE: Length = Length::millimetres(170);
/// 10.1: from the first double rule to the type below it, 7/8 of the height of a character.
pub const BELOW_LETTER_RULE: Length = Length::micrometres(THIRD.in_micrometres() * 7 / 8);
/// 7.2.1: 份号 has so many figures.
pub const COPY_NUMBER: usize = 6;
/// 7.2.6: names of 签发人 on a line.
pub const SIGNERS_PER_LINE: i64 = 2;
/// 7.3.5.1: seals of a joint issue beside each other, and how wide a seal is: those of organs of
/// counties and of offices are the smallest.
pub const SEALS_PER_ROW: i64 = 3;
pub const SEAL: Length = Length::millimetres(42);
/// 7.3.5.3: the room for the stamp of a signature, in characters and in lines. The standard has no
/// size of it: stamps are up to 40 mm wide and 20 mm high.
pub const STAMP: (i64, i64) = (8, 3);
/// 7.3.5.3: from the room of the stamp to the edge, and from 签发人职务 to that room, in characters.
pub const STAMP_INSET: i64 = 4;
pub const STAMP_GAP: i64 = 2;
/// 7.2.7: from the number's foot to the red rule.
pub const RED_RULE_GAP: Length = Length::millimetres(4);
pub const RED_RULE: (Length, Length) = (Length::micrometres(350), Length::micrometres(500));
/// 7.4.1: the imprint's first and last rule, and those between.
pub const HEAVY_RULE: Length = Length::micrometres(350);
pub const LIGHT_RULE: Length = Length::micrometres(250);
/// 7.5: from the 版心 to the dashes of the folio.
pub const FOLIO_GAP: Length = Length::millimetres(7);

/// Where an em box begins above the baseline.
pub fn ascent(size: Length) -> Length {
    size * 88 / 100
}

/// The 版心 of a page as it is read. A sheet set across has been turned: its
/// long sides are the foot and the top of the paper.
pub fn type_area(page: &Page) -> Area {
    let side = if page.is_odd() { BINDING } else { OUTER };
    let (left, top, width, height) = if page.is_across() {
        (PAPER.1 - TOP - AREA.1, side, AREA.1, AREA.0)
    } else {
        (side, TOP, AREA.0, AREA.1)
    };
    Area {
        left,
        top,
        right: left + width,
        bottom: top + height,
    }
}

/// The place of an area of a sheet set across on the same sheet held upright.
pub fn upright(page: &Page, area: Area) -> Area {
    if !page.is_across() {
        return area;
    }
    Area {
        left: area.top,
        top: page.width - area.right,
        right: area.bottom,
        bottom: page.width - area.left,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What the standard says, and what is not seen, once more and in plain figures: whoever
    /// changes one of them by mistake is told.
    #[test]
    fn the_figures_are_those_of_the_standard() {
        let micrometres = [
            (PAPER.0, 210_000),
            (PAPER.1, 297_000),
            (TOP, 37_000),
            (BINDING, 28_000),
            (OUTER, 26_000),
            (AREA.0, 156_000),
            (AREA.1, 225_000),
            (SECOND, 7_761),
            (THIRD, 5_556),
            (FOURTH, 4_939),
            (SMALL_FIFTH, 3_175),
            (PITCH, 10_449),
            (PITCH_GIVE, 626),
            (TOLERANCE, 500),
            (FINE, 20),
            (MARK_TOP, 72_000),
            (ORDER_MARK_TOP, 57_000),
            (LETTER_MARK_TOP, 30_000),
            (LETTER_RULE_GAP, 4_000),
            (LETTER_RULE_FOOT, 20_000),
            (LETTER_RULE, 170_000),
            (BELOW_LETTER_RULE, 4_861),
            (SEAL, 42_000),
            (RED_RULE_GAP, 4_000),
            (RED_RULE.0, 350),
            (RED_RULE.1, 500),
            (HEAVY_RULE, 350),
            (LIGHT_RULE, 250),
            (FOLIO_GAP, 7_000),
            (ascent(Length::micrometres(1000)), 880),
        ];
        for (length, expected) in micrometres {
            assert_eq!(length.in_micrometres(), expected);
        }
        assert_eq!((LINES, CHARACTERS), (22, 28));
        assert_eq!((STAMP, STAMP_INSET, STAMP_GAP), ((8, 3), 4, 2));
        assert_eq!((COPY_NUMBER, SIGNERS_PER_LINE, SEALS_PER_ROW), (6, 2, 3));
    }
}

//! Lengths as Word counts them: twentieths of a point, and half points for type.

use crate::typeset::view::{Line, Run};

/// A twentieth of a point.
pub(super) type Twips = i64;

/// Whole millimetres.
pub(super) const fn mm(millimetres: i64) -> Twips {
    millimetres * 14_400 / 254
}

/// The 版心 (GB/T 9704 5.2.1).
pub(super) const AREA: (Twips, Twips) = (mm(156), mm(225));
/// From one line of the text to the next: 22 of them fill the 版心 (5.2.3).
pub(super) const LINE: Twips = AREA.1 / 22;
/// The width of a character of the text: 28 fill a line (5.2.3). Word knows no type of 15.75 points:
/// that of 16 is set a quarter of a point closer.
pub(super) const EM: Twips = 315;

/// 二号, 三号, 四号 and 五号, in half points.
pub(super) const SECOND: i64 = 44;
pub(super) const THIRD: i64 = 32;
pub(super) const FOURTH: i64 = 28;
pub(super) const FIFTH: i64 = 21;

/// How much closer characters of the text stand, in twips.
pub(super) const CLOSER: i64 = -5;

/// Billionths of a point.
pub(super) fn points(billionths: i64) -> Twips {
    (billionths + 25_000_000).div_euclid(50_000_000)
}

/// How wide a text is, in hundredths of an em: a letter or figure is half as wide as a character.
pub(super) fn width(text: &str) -> i64 {
    let half = |c: char| u32::from(c) < 0x2000;
    text.chars().map(|c| if half(c) { 50 } else { 100 }).sum()
}

/// The characters of a line.
pub(super) fn of_line(line: &Line) -> String {
    line.iter().map(of_run).collect()
}

fn of_run(run: &Run) -> &str {
    match run {
        Run::Plain(text) | Run::Changed { text, .. } => text,
    }
}

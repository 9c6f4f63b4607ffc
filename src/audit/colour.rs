//! 5.2.4: everything is black but the mark and the rule below the number; what a chart draws may be
//! grey or white.

use super::Rule;
use super::measurement::Ledger;
use super::sheet::Sheet;
use crate::pages::{Page, PartId, PartKind};

pub(super) fn measure(sheet: &Sheet, ledger: &mut Ledger) {
    for page in &sheet.pages.pages {
        for (part, colour) in colours(page) {
            let kind = sheet.pages.kind(part);
            let (wanted, is_right) = match kind {
                Some(PartKind::Mark | PartKind::MarkWord | PartKind::RedRule) => {
                    ("红色", is_red(colour))
                }
                Some(PartKind::SheetMark) => continue,
                Some(PartKind::ChartBar | PartKind::ChartPoint | PartKind::ChartRule) => {
                    ("黑、白、灰", is_grey(colour))
                }
                _ => ("黑色", colour == "#000000"),
            };
            ledger.judge(Rule::Colours, page.number, wanted, colour, is_right);
        }
    }
}

fn colours(page: &Page) -> impl Iterator<Item = (Option<PartId>, &str)> {
    let texts = page
        .texts
        .iter()
        .map(|text| (text.part, text.colour.as_str()));
    let shapes = page.shapes.iter().flat_map(|shape| {
        let fill = shape.fill.as_deref();
        let stroke = shape.stroke.as_ref().map(|stroke| stroke.colour.as_str());
        fill.into_iter()
            .chain(stroke)
            .map(|colour| (shape.part, colour))
    });
    texts.chain(shapes)
}

/// Of equal red, green and blue.
fn is_grey(colour: &str) -> bool {
    let channels = [colour.get(1..3), colour.get(3..5), colour.get(5..7)];
    colour.len() == 7 && channels[0].is_some() && channels.iter().all(|own| *own == channels[0])
}

/// Red enough to be taken for nothing else.
fn is_red(colour: &str) -> bool {
    let channel = |at: usize| {
        let digits = colour.get(at..at + 2)?;
        u8::from_str_radix(digits, 16).ok()
    };
    match (channel(1), channel(3), channel(5)) {
        (Some(red), Some(green), Some(blue)) => red >= 0xb0 && green <= 0x40 && blue <= 0x40,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reds() {
        assert!(is_red("#e60012") && is_red("#ff0000"));
        assert!(
            is_grey("#404040") && is_grey("#ffffff") && !is_grey("#404041") && !is_grey("mixed")
        );
        assert!(!is_red("#000000") && !is_red("#ff8000") && !is_red("mixed"));
    }
}

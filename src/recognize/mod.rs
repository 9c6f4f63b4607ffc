//! Which words and lines of a file are which part of a notice, where nothing in the file says so: the
//! notice says what each of its parts reads, and so each is found by its words. What is found nowhere
//! stays without a part, and what belongs to no part stays a stray.

mod families;
mod letters;
mod order;
mod places;
mod runs;
mod shapes;
mod wanted;

pub use families::name_families;

use crate::notice::Notice;
use crate::pages::{Pages, PartKind};
use letters::Letters;
use order::Search;
use wanted::{Step, Wanted};

/// The pages of a file with the parts of this notice that its words are. Each of their texts has one
/// glyph and its ink, in the order in which they are drawn.
pub fn recognize(notice: &Notice, pages: &Pages) -> Pages {
    let mut letters = Letters::of(pages);
    places::marks_and_folios(pages, &mut letters);
    for part in wanted::head(notice) {
        places::in_head(pages, &mut letters, &part);
    }
    for part in wanted::imprint(notice).iter().rev() {
        places::in_imprint(&mut letters, part);
    }
    for part in wanted::footnotes(notice) {
        places::anywhere(&mut letters, &part);
    }
    let steps = wanted::text(notice);
    let mut charts = Vec::new();
    let mut search = Search::new(&mut letters);
    for step in &steps {
        let chart = search.step(step);
        if let (Some(chart), Step::Chart { drawing, .. }) = (chart, step) {
            charts.push((chart, drawing));
        }
    }
    runs::put_together(pages, &letters, &charts)
}

/// The kinds of parts that a notice has and the pages don't, each once; folios, rules in red and those
/// of 版记 are left to who knows how many of them there should be.
pub fn missing(notice: &Notice, pages: &Pages) -> Vec<PartKind> {
    let mut kinds: Vec<PartKind> = Vec::new();
    let mut add = |part: &Wanted| {
        if !kinds.contains(&part.kind) {
            kinds.push(part.kind);
        }
    };
    let text = wanted::text(notice);
    wanted::head(notice).iter().for_each(&mut add);
    wanted::imprint(notice).iter().for_each(&mut add);
    wanted::footnotes(notice).iter().for_each(&mut add);
    for step in &text {
        match step {
            Step::Part(part) => add(part),
            Step::Table(sheets) => {
                sheets.heads.iter().for_each(&mut add);
                sheets.rows.iter().flatten().for_each(&mut add);
                sheets.unit.iter().for_each(&mut add);
            }
            Step::Chart { words, .. } => words.iter().for_each(&mut add),
        }
    }
    kinds.extend(drawn(notice, &text));
    kinds.retain(|kind| !is_there(pages, *kind));
    kinds
}

/// What is drawn and not written.
fn drawn(notice: &Notice, text: &[Step]) -> Vec<PartKind> {
    let mut kinds = Vec::new();
    if !wanted::footnotes(notice).is_empty() {
        kinds.extend([PartKind::FootnoteRule, PartKind::FootnoteMark]);
    }
    for step in text {
        match step {
            Step::Table(_) => kinds.push(PartKind::Table),
            Step::Chart { drawing, .. } => {
                let roles = drawing.marks.iter().map(|mark| wanted::kind(mark.role));
                kinds.extend(roles.filter(|kind| *kind != PartKind::ChartRule));
            }
            Step::Part(_) => {}
        }
    }
    kinds
}

fn is_there(pages: &Pages, kind: PartKind) -> bool {
    pages.pages.iter().any(|page| {
        let texts = page.texts.iter().map(|text| text.part);
        let shapes = page.shapes.iter().map(|shape| shape.part);
        texts
            .chain(shapes)
            .any(|part| pages.kind(part) == Some(kind))
    })
}

//! Words in charts.

use super::Desk;
use super::letters::{bare, likeness};
use super::matter::{Found, Matter};
use super::told::{Edit, EditKind, Site};
use crate::returned::Spot;

impl Desk<'_> {
    /// Words in charts that are not those that are drawn.
    pub(super) fn drawn(&self) -> Vec<Edit> {
        const ADVICE: &str = "图是按数据画的，下次生成照数据重画；数据有误的，请改数据";
        let mut left: Vec<String> = self.drawn.iter().map(|words| bare(words)).collect();
        let all = left.len();
        let boxes = self.returned.boxes.iter().enumerate();
        let mut others = Vec::new();
        for (at, paragraph) in boxes.filter(|(at, _)| !self.flow.boxes.contains(at)) {
            let text = bare(&paragraph.text());
            match left.iter().position(|words| *words == text) {
                Some(found) => {
                    left.swap_remove(found);
                }
                None if !text.is_empty() => others.push(at),
                None => {}
            }
        }
        // A picture in place of shapes, or lines cut otherwise: nothing to be told.
        if left.len() * 2 > all || all == 0 {
            return Vec::new();
        }
        if left.is_empty() {
            return Vec::new();
        }
        let edit = |at: usize| {
            let paragraph = &self.returned.boxes[at];
            let text = bare(&paragraph.text());
            let best = left.iter().max_by_key(|words| likeness(words, &text));
            let found = Found {
                by: paragraph
                    .letters
                    .iter()
                    .filter_map(|letter| letter.by)
                    .take(1)
                    .collect(),
                ..Found::of_table(
                    "图".to_owned(),
                    [best.cloned().unwrap_or_default(), text],
                    Site::Letters(Spot {
                        paragraph: paragraph.id,
                        from: 0,
                        to: paragraph.letters.len(),
                    }),
                )
            };
            self.edit(
                found,
                Matter::new(EditKind::Chart, "图里的字").advise(ADVICE),
            )
        };
        others.into_iter().map(edit).collect()
    }
}

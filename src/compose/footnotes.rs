//! Notes to the text: in a paragraph of 正文 each is a mark, and what it says stands at the foot of
//! the page. In a heading, a table or an annex it stays in its brackets.

use crate::notice::{Block, BlockKind};
use crate::wording::{NotePart, Span, plain};

/// The notes that have a mark already, in order.
#[derive(Default)]
pub(super) struct Footnotes {
    /// What says each, and its words.
    marked: Vec<(String, String)>,
}

impl Footnotes {
    /// A paragraph with marks in place of its notes, and behind it the notes that are new. The same
    /// words are one note, however often they are said.
    pub fn parted(&mut self, block: Block) -> Vec<Block> {
        if block.kind != BlockKind::Paragraph || block.spans.iter().all(|span| span.note.is_none())
        {
            return vec![block];
        }
        let mut spans = Vec::new();
        let mut notes = Vec::new();
        let mut open: Option<(Span, String, Vec<Span>)> = None;
        for span in block.spans {
            match (&span.note, &mut open) {
                // A note within a note stays in its brackets.
                (Some(NotePart::Opens(id)), None) => {
                    let id = id.clone();
                    open = Some((span, id, Vec::new()));
                }
                (Some(NotePart::Closes), Some(_)) => {
                    if let Some((opening, id, within)) = open.take() {
                        let (number, is_new) = self.number(&id, plain(&within));
                        let mark = mark(number + 1);
                        spans.push(Span {
                            text: mark.clone(),
                            note: Some(NotePart::Mark(number)),
                            ..opening
                        });
                        if is_new {
                            notes.push(Block {
                                id,
                                kind: BlockKind::Footnote { mark },
                                spans: within,
                            });
                        }
                    }
                }
                (_, Some((.., within))) => within.push(Span { note: None, ..span }),
                (_, None) => spans.push(span),
            }
        }
        let paragraph = Block { spans, ..block };
        std::iter::once(paragraph).chain(notes).collect()
    }

    /// The number of a note, from 0, and whether it is the first time that it is said.
    fn number(&mut self, id: &str, words: String) -> (usize, bool) {
        let known = |(other, said): &(String, String)| other == id && *said == words;
        if let Some(at) = self.marked.iter().position(known) {
            return (at, false);
        }
        self.marked.push((id.to_owned(), words));
        (self.marked.len() - 1, true)
    }
}

/// ① to ㊿, as far as there are such characters.
fn mark(number: usize) -> String {
    let circled = match number {
        1..=20 => Some(0x2460 + number - 1),
        21..=35 => Some(0x3251 + number - 21),
        36..=50 => Some(0x32B1 + number - 36),
        _ => None,
    };
    let circled = circled.and_then(|code| u32::try_from(code).ok());
    let circled = circled.and_then(char::from_u32);
    circled.map_or_else(|| format!("〔{number}〕"), String::from)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_circled_as_far_as_they_go() {
        let marks = [1, 20, 21, 35, 36, 50, 51].map(mark);
        assert_eq!(marks, ["①", "⑳", "㉑", "㉟", "㊱", "㊿", "〔51〕"]);
    }
}

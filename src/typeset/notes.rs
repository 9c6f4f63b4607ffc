//! Notes at the foot of a page: each stands in the text where its mark does.

use super::pieces;
use super::view::{BlockView, LeadView, NoteView, Piece, Run};
use crate::notice::{BlockKind, Notice};

/// The notes of a text, in the order of their marks.
pub(super) struct Notes(Vec<Note>);

struct Note {
    mark: String,
    pieces: Vec<Piece>,
    /// Whether it has its place already: a mark that comes again only refers to it.
    is_set: bool,
}

impl Notes {
    pub fn of(notice: &Notice) -> Self {
        let notes = notice.body.iter().filter_map(|block| match &block.kind {
            BlockKind::Footnote { mark } => Some(Note {
                mark: mark.clone(),
                pieces: pieces::of_runs(&super::cells::joined(
                    block
                        .spans
                        .iter()
                        .map(|span| Run::plain(&span.text))
                        .collect(),
                )),
                is_set: false,
            }),
            BlockKind::Heading { .. } | BlockKind::Paragraph => None,
        });
        Self(notes.collect())
    }

    /// A block with its notes where their marks are.
    pub fn set(&mut self, block: BlockView) -> BlockView {
        match block {
            BlockView::Paragraph { lead, pieces } => BlockView::Paragraph {
                lead: lead.map(|lead| LeadView {
                    pieces: self.all(lead.pieces),
                    ..lead
                }),
                pieces: self.all(pieces),
            },
            heading @ BlockView::Heading { .. } => heading,
        }
    }

    fn all(&mut self, pieces: Vec<Piece>) -> Vec<Piece> {
        pieces
            .into_iter()
            .flat_map(|piece| self.piece(piece))
            .collect()
    }

    fn piece(&mut self, piece: Piece) -> Vec<Piece> {
        match piece {
            Piece::Plain(text)
            | Piece::Of {
                text, change: None, ..
            } if has_mark(&text) => self.parted(&text),
            Piece::Tail { tail } => vec![Piece::Tail {
                tail: self.all(tail),
            }],
            other => vec![other],
        }
    }

    /// What stands before a mark, the marks, and what stands behind them.
    fn parted(&mut self, text: &str) -> Vec<Piece> {
        let is_mark = |c: char| pieces::noted(c).is_some();
        let start = text.find(is_mark).unwrap_or(text.len());
        let marks = text[start..].chars().take_while(|c| is_mark(*c));
        let end = start + marks.clone().map(char::len_utf8).sum::<usize>();
        let notes: Vec<NoteView> = marks.filter_map(|mark| self.note(mark)).collect();
        let (before, after) = (text[..start].to_owned(), text[end..].to_owned());
        if !has_mark(&after) {
            return vec![Piece::Noted {
                text: before,
                notes,
                after,
            }];
        }
        let first = Piece::Noted {
            text: before,
            notes,
            after: String::new(),
        };
        std::iter::once(first).chain(self.parted(&after)).collect()
    }

    fn note(&mut self, mark: char) -> Option<NoteView> {
        let note = self.0.get_mut(pieces::noted(mark)?)?;
        let is_first = !std::mem::replace(&mut note.is_set, true);
        Some(NoteView {
            mark: note.mark.clone(),
            text: if is_first {
                note.pieces.clone()
            } else {
                Vec::new()
            },
        })
    }
}

fn has_mark(text: &str) -> bool {
    text.contains(|c| pieces::noted(c).is_some())
}

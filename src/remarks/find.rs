//! What remarks are on, looked for in the notice as it is now.

use serde::Serialize;

use super::{Anchor, Remark, Remarks};
use crate::notice::{Annex, Notice, Words};
use crate::text::sentences;

/// Where what a remark is on stands now.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Stand {
    /// 正文第3段, 附件1第5行第3列（…）, 标题; empty: nowhere any more.
    pub place: String,
    /// What that is called now, as an anchor has it.
    #[serde(skip)]
    pub id: String,
    /// What stands there now; empty: nothing.
    pub now: String,
    /// It says another thing than it did when the remark was made: 所指文字已改.
    pub is_changed: bool,
}

/// A remark, and where what it is on stands now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Located {
    /// The remark.
    pub remark: Remark,
    /// Where what it is on stands.
    pub stand: Stand,
}

/// All remarks with where they belong in a notice, in the order of their numbers.
pub fn located(notice: &Notice, remarks: &Remarks) -> Vec<Located> {
    let remarks = remarks.all().iter().map(|remark| Located {
        stand: find(notice, &remark.on),
        remark: remark.clone(),
    });
    remarks.collect()
}

/// A sentence, a cell or a part of the notice, with where it is.
struct Piece {
    id: String,
    place: String,
    text: String,
}

/// Less alike than this, in per mille of their letters, a sentence is not the same one changed.
const LEAST: usize = 500;

/// Looks for what a remark is on: as it was, under its own name before all others; else what it has become.
pub fn find(notice: &Notice, anchor: &Anchor) -> Stand {
    if anchor.id.is_empty() && anchor.text.is_empty() {
        return Stand {
            place: "全文".to_owned(),
            ..Stand::default()
        };
    }
    let pieces = pieces(notice);
    let wanted = bare(&anchor.text);
    let is_own = |piece: &&Piece| piece.id == anchor.id;
    let is_same = |piece: &&Piece| bare(&piece.text) == wanted;
    let is_cell = anchor.id.starts_with("annex:");
    let same = pieces.iter().filter(is_own).find(is_same);
    // A sentence may have moved; the same number in another cell is another one.
    let same = same.or_else(|| pieces.iter().find(|piece| !is_cell && is_same(piece)));
    if let Some(piece) = same {
        return Stand {
            place: piece.place.clone(),
            id: piece.id.clone(),
            now: piece.text.clone(),
            is_changed: false,
        };
    }
    let likeness = |piece: &&Piece| alike(&bare(&piece.text), &wanted);
    let own = pieces.iter().filter(is_own);
    let best = if is_cell {
        own.take(1).next()
    } else {
        let has_words = |piece: &&Piece| {
            !anchor.words.is_empty() && bare(&piece.text).contains(&bare(&anchor.words))
        };
        let best = own.max_by_key(|piece| (has_words(piece), likeness(piece)));
        best.filter(|piece| {
            has_words(piece) || likeness(piece) >= LEAST || !anchor.id.contains('.')
        })
    };
    best.map_or_else(
        || Stand {
            is_changed: true,
            ..Stand::default()
        },
        |piece| Stand {
            place: piece.place.clone(),
            id: piece.id.clone(),
            now: piece.text.clone(),
            is_changed: true,
        },
    )
}

fn bare(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// How many neighbouring letters two texts have in common, in per mille.
fn alike(one: &str, other: &str) -> usize {
    let pairs = |text: &str| -> Vec<(char, char)> {
        let letters: Vec<char> = text.chars().collect();
        letters.windows(2).map(|pair| (pair[0], pair[1])).collect()
    };
    let (one, mut other) = (pairs(one), pairs(other));
    let all = one.len() + other.len();
    let mut common = 0;
    for pair in one {
        if let Some(at) = other.iter().position(|of| *of == pair) {
            other.swap_remove(at);
            common += 1;
        }
    }
    2000 * common / all.max(1)
}

fn pieces(notice: &Notice) -> Vec<Piece> {
    let mut pieces = around(notice);
    let blocks = |blocks: &mut dyn Iterator<Item = (&str, &str, String)>| -> Vec<Piece> {
        let mut found = Vec::new();
        for (at, (whose, id, text)) in blocks.enumerate() {
            found.extend(sentences(&text).into_iter().map(|sentence| Piece {
                id: id.to_owned(),
                place: format!("{whose}第{}段", at + 1),
                text: sentence.to_owned(),
            }));
        }
        found
    };
    let body = notice
        .body
        .iter()
        .map(|block| ("正文", block.id.as_str(), block.text()));
    pieces.extend(blocks(&mut { body }));
    for annex in &notice.annexes {
        let label = annex.label();
        let text = annex
            .blocks()
            .map(|block| (label.as_str(), block.id.as_str(), block.text()));
        pieces.extend(blocks(&mut { text }));
    }
    for annex in notice.all_tables() {
        cells(annex, &mut pieces);
    }
    pieces
}

fn cells(annex: &Annex, pieces: &mut Vec<Piece>) {
    let heads = annex.table.head.len();
    for (at, row) in annex.table.rows.iter().enumerate() {
        for (column, cell) in row.cells.iter().enumerate() {
            let head = annex.table.head_of(column);
            let name = annex.table.name_of(row);
            pieces.push(Piece {
                id: Anchor::of_cell(&annex.id, &row.key, &head, "").id,
                place: format!(
                    "{}第{}行第{}列（{name}　{head}）",
                    annex.label(),
                    at + heads + 1,
                    column + 1
                ),
                text: cell.text.clone(),
            });
        }
    }
}

/// What stands around the text, by the names that reviewers know.
fn around(notice: &Notice) -> Vec<Piece> {
    let piece = |name: &str, text: String| Piece {
        id: name.to_owned(),
        place: name.to_owned(),
        text,
    };
    let title = notice.title.as_ref().map(Words::to_string);
    let signature = &notice.signature;
    let imprint = &notice.imprint;
    let printed = imprint.printed.as_ref();
    let parts = [
        ("发文机关标志", Some(notice.head.organ.clone())),
        ("发文字号", notice.head.number.clone()),
        ("标题", title),
        (
            "主送机关",
            notice.addressee.as_ref().map(|name| format!("{name}：")),
        ),
        ("发文机关署名", Some(signature.organ.clone())),
        ("成文日期", Some(signature.date.clone())),
        ("附注", signature.note.clone()),
        (
            "抄送",
            imprint
                .copies
                .as_ref()
                .map(|copies| format!("抄送：{copies}")),
        ),
        (
            "印发机关和日期",
            printed.map(|printed| format!("{}{}印发", printed.organ, printed.date)),
        ),
    ];
    let parts = parts
        .into_iter()
        .filter_map(|(name, text)| Some(piece(name, text?)));
    let titles = notice
        .annexes
        .iter()
        .map(|annex| piece(&format!("{}标题", annex.label()), annex.title.to_string()));
    parts
        .chain(titles)
        .filter(|piece| !piece.text.is_empty())
        .collect()
}

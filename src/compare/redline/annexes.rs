use super::body::marked_text;
use super::rows::rows;
use super::{Side, both, leave_behind, marked, spans};
use crate::compare::annexes::column_key;
use crate::compare::{
    AnnexComparison, Change, ColumnComparison, Comparison, Piece, Status, Which, text_of,
};
use crate::notice::{Annex, AnnexAround, Block, Notice, Table, TableColumn, head};
use crate::wording::{Mark, Span, plain};

/// Parts the rows of a head in the path of a column.
const LEVELS: char = '／';

/// The annexes of both notices, and what is marked around their cells.
pub(super) fn marked_annexes(
    comparison: &Comparison,
    older: &Notice,
    newer: &Notice,
) -> (Vec<Annex>, Vec<AnnexAround>) {
    let of = |notice: &Notice, id: &str| notice.all_tables().find(|a| a.id == id).cloned();
    let annexes = comparison.annexes.iter().filter_map(|compared| {
        let (old, new) = (of(older, &compared.id), of(newer, &compared.id));
        let (mut annex, around) = annex(compared, old.as_ref(), new.as_ref())?;
        let text = |blocks: fn(&Annex) -> &[Block]| {
            let both = [old.as_ref(), new.as_ref()].into_iter().flatten();
            let sections: Vec<&str> = both.flat_map(blocks).map(Block::section).collect();
            marked_text(comparison, older, &|section| sections.contains(&section))
        };
        annex.before = text(|annex| &annex.before);
        annex.after = text(|annex| &annex.after);
        Some((annex, around))
    });
    annexes.unzip()
}

fn annex(
    compared: &AnnexComparison,
    old: Option<&Annex>,
    new: Option<&Annex>,
) -> Option<(Annex, AnnexAround)> {
    let base = new.or(old)?;
    let text =
        |annex: Option<&Annex>, of: &dyn Fn(&Annex) -> String| annex.map(of).unwrap_or_default();
    let ordinal = |annex: &Annex| annex.number.map_or(String::new(), |n| format!("{n}."));
    let places = places(&compared.columns, old);
    let columns: Vec<Column> = places
        .iter()
        .map(|(at, side)| Column::new(&compared.columns[*at], *side, old, new))
        .collect();
    let paths: Vec<Vec<String>> = columns.iter().map(|column| column.path.clone()).collect();
    let head = head(&paths);
    let heads = head.iter().enumerate().map(|(level, cells)| {
        let marks = cells.iter().map(|cell| {
            let over = &columns[cell.column..cell.column + cell.colspan];
            let kept = over.iter().find(|column| column.is_kept);
            kept.or(over.first())?.marks(level)
        });
        marks.collect()
    });
    let around = AnnexAround {
        label: both(&text(old, &Annex::label), &text(new, &Annex::label)),
        ordinal: both(&text(old, &ordinal), &text(new, &ordinal)),
        title: compared.title.iter().flat_map(spans).collect(),
        unit_line: compared.unit_line.iter().flat_map(spans).collect(),
        heads: if base.has_table() {
            heads.collect()
        } else {
            Vec::new()
        },
        notes: lines(&compared.notes),
    };
    let annex = Annex {
        unit_line: Some(plain(&around.unit_line)).filter(|line| !line.is_empty()),
        notes: around.notes.iter().map(|line| plain(line)).collect(),
        // A chart stays as the newer notice draws it.
        table: if base.has_table() {
            Table {
                columns: columns.iter().map(|column| column.kind).collect(),
                head,
                rows: rows(compared, &places, old),
            }
        } else {
            Table::default()
        },
        ..base.clone()
    };
    Some((annex, around))
}

/// Which columns stand where. One that moved stands in both its places.
fn places(columns: &[ColumnComparison], old: Option<&Annex>) -> Vec<(usize, Side)> {
    let mut places: Vec<(usize, Side)> = columns
        .iter()
        .enumerate()
        .map(|(at, column)| match column.status {
            Status::Moved => (at, Side::Newer),
            _ => (at, Side::Both),
        })
        .collect();
    let keys = old.iter().flat_map(|annex| {
        let table = &annex.table;
        (0..table.columns.len()).map(move |at| column_key(table, at))
    });
    leave_behind(
        &mut places,
        keys,
        |(at, side), key| {
            let column = &columns[*at];
            let is_older = column.status != Status::New && *side != Side::Older;
            is_older && column.id == *key
        },
        |(at, side), _| (*side == Side::Newer).then_some((*at, Side::Older)),
    );
    places
}

/// A column of either table.
struct Column {
    kind: TableColumn,
    /// Whether both tables have it.
    is_kept: bool,
    /// What stands over it, from the top row down, with bars between the words.
    path: Vec<String>,
    /// By the rows of the head; nothing when nothing changed.
    levels: Option<Vec<Vec<Span>>>,
}

impl Column {
    fn new(
        compared: &ColumnComparison,
        side: Side,
        old: Option<&Annex>,
        new: Option<&Annex>,
    ) -> Self {
        let at = |annex: Option<&'_ Annex>| {
            let table = annex.map(|annex| &annex.table)?;
            let at = (0..table.columns.len()).find(|at| column_key(table, *at) == compared.id)?;
            Some((table.columns[at], words(table, at)))
        };
        let found = match side {
            Side::Older => at(old),
            Side::Both | Side::Newer => at(new).or_else(|| at(old)),
        };
        let (kind, path) = found.unwrap_or((TableColumn::Figure, Vec::new()));
        let is_changed = compared
            .head
            .iter()
            .any(|piece| piece.change != Change::Same);
        let whole = |mark| {
            let texts = path.iter().map(|text| text.replace('|', ""));
            Some(texts.map(|text| vec![marked(&text, Some(mark))]).collect())
        };
        Self {
            kind,
            is_kept: side == Side::Both && !matches!(compared.status, Status::New | Status::Gone),
            levels: match side {
                Side::Both => is_changed.then(|| levels(&compared.head, path.len())),
                Side::Older => whole(Mark::Old),
                Side::Newer => whole(Mark::New),
            },
            path,
        }
    }

    fn marks(&self, level: usize) -> Option<Vec<Span>> {
        self.levels.as_ref()?.get(level).cloned()
    }
}

/// What stands over a column, with bars between the words.
fn words(table: &Table, column: usize) -> Vec<String> {
    let over = table.over(column);
    over.map(|cell| cell.text.words().join("|")).collect()
}

/// The pieces of a path by the rows of the head. A path that got deeper or
/// shallower is marked as a whole.
fn levels(pieces: &[Piece], depth: usize) -> Vec<Vec<Span>> {
    let (old, new) = (text_of(pieces, Which::Older), text_of(pieces, Which::Newer));
    let common = pieces.iter().filter(|piece| piece.change == Change::Same);
    let parted: usize = common.map(|piece| piece.new.matches(LEVELS).count()).sum();
    if parted + 1 == depth {
        let marked = pieces.iter().flat_map(spans);
        return cut(marked, LEVELS);
    }
    let is_one_sided = old.is_empty() || new.is_empty();
    let shown = if new.is_empty() { &old } else { &new };
    let mark = if new.is_empty() { Mark::Old } else { Mark::New };
    let mut levels: Vec<Vec<Span>> = shown
        .split(LEVELS)
        .map(|text| vec![marked(text, Some(mark))])
        .collect();
    if let (Some(first), false) = (levels.first_mut(), is_one_sided) {
        first.insert(0, marked(&old, Some(Mark::Old)));
    }
    levels
}

/// Spans cut at each `mark`, which is left out.
fn cut(spans: impl Iterator<Item = Span>, mark: char) -> Vec<Vec<Span>> {
    let mut parts = vec![Vec::new()];
    for span in spans {
        for (index, text) in span.text.split(mark).enumerate() {
            if index > 0 {
                parts.push(Vec::new());
            }
            if let (Some(last), false) = (parts.last_mut(), text.is_empty()) {
                last.push(Span {
                    text: text.to_owned(),
                    ..span.clone()
                });
            }
        }
    }
    parts
}

fn lines(notes: &[Piece]) -> Vec<Vec<Span>> {
    let mut lines = cut(notes.iter().flat_map(spans), '\n');
    lines.retain(|line| !line.is_empty());
    lines
}

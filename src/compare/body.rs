use serde::Serialize;

use super::align::{Pair, by_key};
use super::tokens::{Token, of_spans, of_text};
use super::words::{self, Change, Piece};
use super::{Side, Status, sentences};
use crate::notice::{Block, BlockKind, Notice};

/// A section of the two texts, whole.
#[derive(Debug, Serialize)]
pub struct SectionComparison {
    /// The section's own name; `head` and `tail` for what stands around the text.
    pub id: String,
    /// Its heading in the newer notice, or in the older one when it is gone.
    pub title: String,
    pub status: Status,
    pub lines: Vec<Line>,
}

/// A heading, a sentence or an element of the head, of both notices.
#[derive(Debug, Serialize)]
pub struct Line {
    /// The section and the phrase: lasts from year to year.
    pub id: String,
    /// The same for a reader: 年度目标任务·结论.
    pub name: String,
    pub heading: bool,
    /// Of a heading, from 1; 0 of a sentence.
    #[serde(skip)]
    pub level: u8,
    /// Whether a paragraph begins here.
    pub opens: bool,
    pub status: Status,
    pub pieces: Vec<Piece>,
}

/// One notice's sentence before it is compared.
pub(super) struct Part {
    pub id: String,
    /// Of a heading, from 1; 0 of a sentence.
    pub level: u8,
    pub opens: bool,
    /// The numeral of a heading, which follows from the order alone.
    number: String,
    tokens: Vec<Token>,
}

impl Part {
    pub fn text(&self) -> String {
        let words = self.tokens.iter().map(|token| token.text.as_str());
        self.number.clone() + &words.collect::<String>()
    }
}

pub(super) fn compare(old: Side, new: Side) -> Vec<SectionComparison> {
    let (left, right) = (parts(&old.year.notice), parts(&new.year.notice));
    let (a, b) = (names(&left), names(&right));
    by_key(&a, &b)
        .into_iter()
        .map(|pair| {
            let name = pair
                .new
                .map_or_else(|| &a[pair.old.unwrap_or(0)], |at| &b[at]);
            let of = |parts: &[Part]| -> Vec<usize> {
                (0..parts.len())
                    .filter(|at| section_of(&parts[*at]) == name)
                    .collect()
            };
            section(
                name,
                pair,
                (&left, &of(&left)),
                (&right, &of(&right)),
                (old, new),
            )
        })
        .collect()
}

fn section_of(part: &Part) -> &str {
    part.id.split('.').next().unwrap_or_default()
}

fn names(parts: &[Part]) -> Vec<String> {
    let mut names: Vec<String> = parts
        .iter()
        .map(|part| section_of(part).to_owned())
        .collect();
    names.dedup();
    names
}

type Chosen<'a> = (&'a [Part], &'a [usize]);

fn section(
    name: &str,
    pair: Pair,
    (left, of_left): Chosen,
    (right, of_right): Chosen,
    sides: (Side, Side),
) -> SectionComparison {
    let old: Vec<&Part> = of_left.iter().map(|at| &left[*at]).collect();
    let new: Vec<&Part> = of_right.iter().map(|at| &right[*at]).collect();
    let blocks = |parts: &[&Part]| {
        let mut ids: Vec<String> = parts.iter().map(|part| part.id.clone()).collect();
        ids.dedup();
        ids
    };
    let (a, b) = (blocks(&old), blocks(&new));
    let mut lines = Vec::new();
    for block in by_key(&a, &b) {
        let id = block
            .new
            .map_or_else(|| &a[block.old.unwrap_or(0)], |at| &b[at]);
        let within = |parts: &[&'_ Part]| -> Vec<usize> {
            (0..parts.len()).filter(|at| parts[*at].id == *id).collect()
        };
        let (i, j) = (within(&old), within(&new));
        let i: Vec<&Part> = i.iter().map(|at| old[*at]).collect();
        let j: Vec<&Part> = j.iter().map(|at| new[*at]).collect();
        lines.extend(block_lines(&i, &j, block.moved, sides));
    }
    let is_same = lines.iter().all(|line| line.status == Status::Same);
    SectionComparison {
        id: name.to_owned(),
        title: title(if new.is_empty() { &old } else { &new }),
        status: match (pair.old, pair.new) {
            (None, _) => Status::New,
            (_, None) => Status::Gone,
            _ if pair.moved => Status::Moved,
            _ if is_same => Status::Same,
            _ => Status::Changed,
        },
        lines,
    }
}

fn title(parts: &[&Part]) -> String {
    let Some(first) = parts.first() else {
        return String::new();
    };
    match section_of(first) {
        "head" => "版头、标题和主送机关".to_owned(),
        "tail" => "署名、日期和版记".to_owned(),
        _ if first.level == 1 => {
            let words: String = first
                .tokens
                .iter()
                .map(|token| token.text.as_str())
                .collect();
            first.number.clone() + &words
        }
        "preamble" => "引言".to_owned(),
        "closing" => "结尾".to_owned(),
        name => name.to_owned(),
    }
}

fn block_lines(old: &[&Part], new: &[&Part], moved: bool, sides: (Side, Side)) -> Vec<Line> {
    let tokens = |parts: &[&Part]| -> Vec<Vec<Token>> {
        parts.iter().map(|part| part.tokens.clone()).collect()
    };
    let is_single = old.len() == 1 && new.len() == 1;
    let pairs = if is_single
        && (old[0].level > 0 || section_of(old[0]) == "head" || section_of(old[0]) == "tail")
    {
        vec![Pair::of(Some(0), Some(0))]
    } else {
        sentences::pair(&tokens(old), &tokens(new))
    };
    pairs
        .into_iter()
        .map(|pair| {
            line(
                pair.old.map(|at| old[at]),
                pair.new.map(|at| new[at]),
                pair.moved || moved,
                sides,
            )
        })
        .collect()
}

fn line(old: Option<&Part>, new: Option<&Part>, moved: bool, sides: (Side, Side)) -> Line {
    let (status, pieces) = match (old, new) {
        (Some(old), Some(new)) => {
            let mut pieces: Vec<Piece> = number(&old.number, &new.number).into_iter().collect();
            pieces.extend(words::compare(&old.tokens, &new.tokens, sides));
            let is_same = pieces
                .iter()
                .all(|p| matches!(p.change, Change::Same | Change::Rolled));
            let status = if moved {
                Status::Moved
            } else if is_same {
                Status::Same
            } else {
                Status::Changed
            };
            (status, pieces)
        }
        (Some(old), None) => {
            let mut tokens = of_text(&old.number, 0);
            tokens.extend(old.tokens.iter().cloned());
            (Status::Gone, words::whole(&tokens, Change::Gone, sides))
        }
        (None, Some(new)) => {
            let mut tokens = of_text(&new.number, 0);
            tokens.extend(new.tokens.iter().cloned());
            (Status::New, words::whole(&tokens, Change::New, sides))
        }
        (None, None) => (Status::Same, Vec::new()),
    };
    let part = new.or(old);
    let id = part.map(|part| part.id.clone()).unwrap_or_default();
    let model = if new.is_some() {
        sides.1.model
    } else {
        sides.0.model
    };
    Line {
        name: element_name(&id).map_or_else(|| model.phrase_title(&id), str::to_owned),
        id,
        heading: part.is_some_and(|part| part.level > 0),
        level: part.map_or(0, |part| part.level),
        opens: part.is_some_and(|part| part.opens),
        status,
        pieces,
    }
}

/// What an element that stands around the text is called.
fn element_name(id: &str) -> Option<&'static str> {
    Some(match id {
        "head.sample" => "样例标记",
        "head.organ" => "发文机关标志",
        "head.number" => "发文字号",
        "head.title" => "标题",
        "head.addressee" => "主送机关",
        "tail.organ" => "发文机关署名",
        "tail.date" => "成文日期",
        "tail.copies" => "抄送",
        _ => return None,
    })
}

/// The numeral of a heading that moved up or down rolled on as a year does.
fn number(old: &str, new: &str) -> Option<Piece> {
    (!old.is_empty() || !new.is_empty()).then(|| Piece {
        change: if old == new {
            Change::Same
        } else {
            Change::Rolled
        },
        old: old.to_owned(),
        new: new.to_owned(),
        figure: None,
        cause: None,
    })
}

/// The notice as headings and sentences, in order.
pub(super) fn parts(notice: &Notice) -> Vec<Part> {
    let year = notice.year;
    let element = |id: &str, text: &str| Part {
        id: id.to_owned(),
        level: 0,
        opens: true,
        number: String::new(),
        tokens: of_text(text, year)
            .into_iter()
            .map(|token| Token {
                origin: Some(crate::wording::Origin::Own(id.to_owned())),
                ..token
            })
            .collect(),
    };
    let mut parts = Vec::new();
    if notice.sample {
        parts.push(element("head.sample", "样例数据"));
    }
    parts.push(element("head.organ", &notice.head.organ));
    parts.push(element("head.number", &notice.head.number));
    parts.push(element("head.title", &notice.title.to_string()));
    parts.push(element("head.addressee", &notice.addressee));
    parts.extend(notice.body.iter().flat_map(|block| of_block(block, year)));
    parts.push(element("tail.organ", &notice.signature.organ));
    parts.push(element("tail.date", &notice.signature.date));
    let copies = notice.imprint.copies.as_ref();
    parts.extend(copies.map(|copies| element("tail.copies", copies)));
    parts
}

fn of_block(block: &Block, year: i32) -> Vec<Part> {
    let (level, number) = match &block.kind {
        BlockKind::Heading { level, number } => (*level, number.clone()),
        BlockKind::Paragraph => (0, String::new()),
    };
    sentences::cut(of_spans(&block.spans, year))
        .into_iter()
        .enumerate()
        .map(|(index, tokens)| Part {
            id: block.id.clone(),
            level,
            opens: index == 0,
            number: number.clone(),
            tokens,
        })
        .collect()
}

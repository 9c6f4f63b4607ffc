use indexmap::IndexMap;
use serde::Serialize;

use super::align::{Pair, by_key};
use super::pieces::{self, Change, Piece};
use super::tokens::{Token, of_spans, of_text};
use super::{Side, Status, sentences};
use crate::model::Attendance;
use crate::notice::{Annex, Block, BlockKind, Notice};

/// A section of the two texts, whole.
#[derive(Debug, Serialize)]
pub struct SectionComparison {
    /// The section's own name; `head` and `tail` for what stands around the text.
    pub id: String,
    /// Its heading in the newer notice, or in the older one when it is gone.
    pub title: String,
    /// What became of the section as a whole.
    pub status: Status,
    /// Its headings and sentences, in the order of the newer notice.
    pub lines: Vec<LineComparison>,
}

/// A heading, a sentence or an element of the head, of both notices.
#[derive(Debug, Serialize)]
pub struct LineComparison {
    /// The section and the phrase: lasts from year to year.
    pub id: String,
    /// The same for a reader: 年度目标任务·结论.
    pub name: String,
    /// Whether it is a heading.
    pub heading: bool,
    /// Of a heading, from 1; 0 of a sentence.
    #[serde(skip)]
    pub level: u8,
    /// Whether a paragraph begins here.
    pub opens: bool,
    /// What became of the line.
    pub status: Status,
    /// What it says in either notice.
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
    let (left, right) = (grouped(&left, section_of), grouped(&right, section_of));
    let pairs = paired(&left, &right).into_iter();
    let sections = pairs.map(|(name, pair, parts)| section(name, pair, parts, (old, new)));
    sections.collect()
}

fn section_of(part: &Part) -> &str {
    part.id.split('.').next().unwrap_or_default()
}

/// Parts in order under what they belong to.
type Grouped<'p> = IndexMap<&'p str, Vec<&'p Part>>;

fn grouped<'p>(
    parts: impl IntoIterator<Item = &'p Part>,
    name: impl Fn(&'p Part) -> &'p str,
) -> Grouped<'p> {
    let mut groups = Grouped::new();
    for part in parts {
        groups.entry(name(part)).or_default().push(part);
    }
    groups
}

/// The parts of the two notices under one name; empty where a notice has none.
type BothParts<'a> = (&'a [&'a Part], &'a [&'a Part]);

fn paired<'a>(old: &'a Grouped, new: &'a Grouped) -> Vec<(&'a str, Pair, BothParts<'a>)> {
    let keys = |groups: &'a Grouped| -> Vec<&'a str> { groups.keys().copied().collect() };
    let pairs = by_key(&keys(old), &keys(new)).into_iter();
    let found = pairs.filter_map(|pair| {
        let of = |groups: &'a Grouped, at: Option<usize>| groups.get_index(at?);
        let (a, b) = (of(old, pair.old), of(new, pair.new));
        let (name, _) = b.or(a)?;
        let parts = |of: Option<(&&str, &'a Vec<&'a Part>)>| of.map_or(&[][..], |(_, parts)| parts);
        Some((*name, pair, (parts(a), parts(b))))
    });
    found.collect()
}

fn section(
    name: &str,
    pair: Pair,
    (old, new): BothParts,
    sides: (Side, Side),
) -> SectionComparison {
    let of_block = |parts| grouped(parts, |part| part.id.as_str());
    let (left, right) = (of_block(old.iter().copied()), of_block(new.iter().copied()));
    let mut lines = Vec::new();
    for (_, block, (old, new)) in paired(&left, &right) {
        lines.extend(block_lines(old, new, block.moved, sides));
    }
    let is_same = lines.iter().all(|line| line.status == Status::Same);
    SectionComparison {
        id: name.to_owned(),
        title: title(if new.is_empty() { old } else { new }, sides),
        status: pair.status(is_same),
        lines,
    }
}

fn title(parts: &[&Part], sides: (Side, Side)) -> String {
    let Some(first) = parts.first() else {
        return String::new();
    };
    let notices = [sides.1, sides.0].map(|side| &side.year.notice);
    let annex = |notice: &&Notice| annex_of(notice, section_of(first)).is_some();
    if let Some(annex) = notices.into_iter().find(annex) {
        let annex = annex_of(annex, section_of(first));
        return annex.map_or_else(String::new, |annex| {
            format!("{}　{}", annex.label(), annex.title)
        });
    }
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

fn block_lines(
    old: &[&Part],
    new: &[&Part],
    moved: bool,
    sides: (Side, Side),
) -> Vec<LineComparison> {
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

fn line(
    old: Option<&Part>,
    new: Option<&Part>,
    moved: bool,
    sides: (Side, Side),
) -> LineComparison {
    let (status, pieces) = match (old, new) {
        (Some(old), Some(new)) => {
            let mut pieces: Vec<Piece> = number(&old.number, &new.number).into_iter().collect();
            pieces.extend(pieces::compare(&old.tokens, &new.tokens, sides));
            let is_same = pieces
                .iter()
                .all(|p| matches!(p.change, Change::Same | Change::Rolled));
            let status = Pair {
                moved,
                ..Pair::of(Some(0), Some(0))
            }
            .status(is_same);
            (status, pieces)
        }
        (Some(old), None) => {
            let mut tokens = of_text(&old.number, 0);
            tokens.extend(old.tokens.iter().cloned());
            (Status::Gone, pieces::whole(&tokens, Change::Gone, sides))
        }
        (None, Some(new)) => {
            let mut tokens = of_text(&new.number, 0);
            tokens.extend(new.tokens.iter().cloned());
            (Status::New, pieces::whole(&tokens, Change::New, sides))
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
    LineComparison {
        name: element_name(&id).map_or_else(|| model.phrase_title(&id), str::to_owned),
        id,
        heading: part.is_some_and(|part| part.level > 0),
        level: part.map_or(0, |part| part.level),
        opens: part.is_some_and(|part| part.opens),
        status,
        pieces,
    }
}

/// As what 出席、请假、列席 is compared.
pub(super) fn attendance_id(role: Attendance) -> String {
    format!("tail.{}", role.key())
}

/// What an element that stands around the text is called.
fn element_name(id: &str) -> Option<&'static str> {
    let role = Attendance::all().find(|role| attendance_id(*role) == id);
    if let Some(role) = role {
        return Some(role.label());
    }
    let kind = id.trim_end_matches(|c: char| c.is_ascii_digit());
    Some(match kind.trim_end_matches('.') {
        "head.sample" => "样例标记",
        "head.copy_number" => "份号",
        "head.secrecy" => "密级和保密期限",
        "head.urgency" => "紧急程度",
        "head.signer" => "签发人",
        "tail.note" => "附注",
        "tail.post" => "签发人职务",
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
    let year = notice.period.year();
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
    let head = &notice.head;
    let some = |id: &str, text: &Option<String>| text.as_ref().map(|text| element(id, text));
    // Of several the place tells which: the second organ, the first signer.
    let several = |id: &str, texts: &[String], first: usize| -> Vec<Part> {
        let texts = (first..).zip(texts);
        let elements = texts.map(|(at, text)| element(&format!("{id}.{at}"), text));
        elements.collect()
    };
    parts.extend(some("head.copy_number", &head.copy_number));
    parts.extend(some("head.secrecy", &head.secrecy));
    parts.extend(some("head.urgency", &head.urgency));
    if !head.organ.is_empty() {
        parts.push(element("head.organ", &head.organ));
    }
    parts.extend(several("head.organ", &head.joint, 2));
    parts.extend(some("head.number", &head.number));
    parts.extend(several("head.signer", &head.signers, 1));
    parts.extend(
        notice
            .title
            .as_ref()
            .map(|title| element("head.title", &title.to_string())),
    );
    parts.extend(some("head.addressee", &notice.addressee));
    parts.extend(notice.body.iter().flat_map(|block| of_block(block, year)));
    parts.push(element("tail.organ", &notice.signature.organ));
    parts.extend(several("tail.organ", &notice.signature.joint, 2));
    parts.extend(several("tail.post", &notice.signature.posts, 1));
    let attendance = notice.attendance.iter();
    parts.extend(attendance.map(|(role, names)| element(&attendance_id(*role), names)));
    parts.push(element("tail.date", &notice.signature.date));
    parts.extend(some("tail.note", &notice.signature.note));
    let copies = notice.imprint.copies.as_ref();
    parts.extend(copies.map(|copies| element("tail.copies", copies)));
    let annexes = notice.annexes.iter().flat_map(Annex::blocks);
    parts.extend(annexes.flat_map(|block| of_block(block, year)));
    parts
}

/// The annex in which a section stands; nothing of one of the text.
pub(super) fn annex_of<'n>(notice: &'n Notice, section: &str) -> Option<&'n Annex> {
    let is_of = |block: &Block| block.section() == section;
    let mut annexes = notice.annexes.iter();
    annexes.find(|annex| annex.blocks().any(is_of))
}

fn of_block(block: &Block, year: i32) -> Vec<Part> {
    let (level, number) = match &block.kind {
        BlockKind::Heading { level, number } => (*level, number.clone()),
        BlockKind::Paragraph => (0, String::new()),
        BlockKind::Footnote { mark } => (0, mark.clone()),
    };
    sentences::cut(of_spans(&block.spans, year))
        .into_iter()
        .enumerate()
        .map(|(index, tokens)| Part {
            id: block.id.clone(),
            level,
            opens: index == 0,
            // Of a note of several sentences the first bears its mark.
            number: Some(&number)
                .filter(|_| index == 0)
                .cloned()
                .unwrap_or_default(),
            tokens,
        })
        .collect()
}

//! What the input says at its head.

use super::Desk;
use super::expected::{Content, Piece, Root};
use super::flow::{Change, piece_of};
use super::letters::{bare, plain};
use super::matter::Matter;
use super::put::Put;
use super::told::EditKind;
use crate::calendar::Day;
use crate::source::Place;
use crate::workbook::Target;

impl Desk<'_> {
    /// What the input says at its head.
    pub(super) fn of_head(&self, change: &Change, root: &Root) -> Option<Matter> {
        let Root::Head(key) = root else { return None };
        let flow = &self.flow;
        let near = if change.old.is_empty() {
            let is_of = |at: &usize| {
                let piece = piece_of(&self.expected, &flow.old[*at]);
                piece.is_some_and(|piece| piece.from == *root)
            };
            let left = change.old.start.checked_sub(1).filter(is_of);
            left.or_else(|| {
                Some(change.old.start)
                    .filter(|at| *at < flow.old.len())
                    .filter(is_of)
            })?
        } else {
            change.old.start
        };
        let letter = flow.old[near];
        let at = (letter.part, letter.piece);
        let piece = piece_of(&self.expected, &letter)?.clone();
        let new = self.patched_words(at, change);
        let label = self
            .part_at(change)
            .map_or("", |part| part.label.as_str())
            .to_owned();
        let mut matter = Matter::new(EditKind::Element, label);
        (*key).clone_into(&mut matter.name);
        matter.place = self.head_place(key);
        let before = self.head_literal(key).unwrap_or_default();
        let put = match *key {
            "number" => number(&new),
            "date" => self.date(&new, &before),
            "copies" => self.copies(&new),
            "signers" => Ok(self.signer(at, &new)),
            _ => Ok(Put::Words {
                target: Target::Head((*key).to_owned()),
                words: new.clone(),
            }),
        };
        match put {
            Ok(put) => {
                let after = match &put {
                    Put::Value { literal, .. } => literal.clone(),
                    Put::Words { words, .. } => words.clone(),
                    _ => new.clone(),
                };
                let before = if before.is_empty() {
                    piece.text.clone()
                } else {
                    before
                };
                matter.input = Some([before, after]);
                matter.put = Some(put);
            }
            Err(why) => matter.refused.push(why),
        }
        Some(matter)
    }

    /// What a piece says in the file, with the white space of both.
    fn patched_words(&self, at: (usize, usize), change: &Change) -> String {
        let all = self.all_of(at);
        let Some(piece) = self
            .flow
            .old
            .get(all.start)
            .and_then(|letter| piece_of(&self.expected, letter))
        else {
            return String::new();
        };
        let from = change.old.start.clamp(all.start, all.end) - all.start;
        let to = change.old.end.clamp(all.start, all.end) - all.start;
        // Letters that are compared are those that are seen.
        let seen: Vec<usize> = piece
            .text
            .char_indices()
            .filter(|(_, c)| plain(*c).is_some())
            .map(|(at, _)| at)
            .collect();
        let byte = |letter: usize| seen.get(letter).copied().unwrap_or(piece.text.len());
        let (before, after) = (&piece.text[..byte(from)], &piece.text[byte(to)..]);
        // Names are parted by white space, which is no letter: what was put in may have some at its ends.
        let is_parted = |at: usize| !change.new.is_empty() && self.is_parted_before(at);
        let edge = |is_so: bool| if is_so { "　" } else { "" };
        let first = edge(!before.ends_with('　') && is_parted(change.new.start));
        let last = !after.is_empty() && !after.starts_with('　');
        let last = edge(last && is_parted(change.new.end));
        let words = self.words_of(&change.new);
        format!("{before}{first}{words}{last}{after}")
    }

    /// Where a key at the head of the input stands.
    fn head_place(&self, key: &str) -> Option<Place> {
        let input = self.input_source()?;
        let text = &self.ground.sources.get(input).text;
        let mut at = 0;
        for line in text.split_inclusive('\n') {
            if line.starts_with('[') {
                break;
            }
            let value = line.trim_start().strip_prefix(key).map(str::trim_start);
            if value.is_some_and(|rest| rest.starts_with('=')) {
                return Some(Place::new(input, at..at + line.trim_end().len()));
            }
            at += line.len();
        }
        None
    }

    /// The input among the sources: where any of its figures or texts stands.
    fn input_source(&self) -> Option<crate::source::SourceId> {
        let figures = self.ground.year.figures.iter();
        let mut own = figures.filter(|(_, figure)| figure.key.epoch().is_none());
        let figure =
            own.find_map(|(_, figure)| figure.stated.as_ref().map(|entry| entry.place.source));
        let text = self
            .ground
            .year
            .inputs
            .texts
            .first()
            .map(|text| text.place.source);
        figure.or(text)
    }

    fn head_literal(&self, key: &str) -> Option<String> {
        let text = &self.ground.sources.get(self.input_source()?).text;
        let document: toml_edit::DocumentMut = text.parse().ok()?;
        let mut value = document.get(key)?.as_value()?.clone();
        value.decor_mut().clear();
        Some(value.to_string().trim().to_owned())
    }

    /// 成文日期, written as the input writes it.
    fn date(&self, new: &str, before: &str) -> Result<Put, String> {
        let year = self.ground.year.inputs.issued.year;
        let day = Day::parse(new, |month, day| Day::new(year, month, day));
        let Some(day) = day else {
            return Err(format!("“{new}”不是存在的日期"));
        };
        let words = match (before.contains('年'), before.contains('-')) {
            (true, _) => day.to_string(),
            (_, true) if before.matches('-').count() == 2 => {
                format!("{:04}-{:02}-{:02}", day.year, day.month, day.day)
            }
            _ if day.year != year => day.to_string(),
            (_, true) => format!("{:02}-{:02}", day.month, day.day),
            _ => day.without_year(),
        };
        Ok(Put::Words {
            target: Target::Head("date".to_owned()),
            words,
        })
    }

    /// 抄送: one text a rank.
    fn copies(&self, new: &str) -> Result<Put, String> {
        let new = new.trim().trim_end_matches('。');
        if new.is_empty() {
            return Err("抄送删空了：不再抄送的，请删掉数据文件里的 copies 一行".to_owned());
        }
        let old = &self.ground.year.inputs.copies;
        let ranks: Vec<&str> = new.split('；').collect();
        let item = |(at, rank): (usize, &&str)| {
            let end: &[char] = &['。', '；', '，', ';', ','];
            let is_same = old
                .get(at)
                .is_some_and(|old| bare(old.trim_end_matches(end)) == bare(rank));
            let is_same = is_same && ranks.len() == old.len();
            (!is_same).then(|| (*rank).to_owned())
        };
        Ok(Put::List {
            key: "copies".to_owned(),
            items: ranks.iter().enumerate().map(item).collect(),
        })
    }

    /// One of 签发人, who stand in the order of the input.
    fn signer(&self, at: (usize, usize), new: &str) -> Put {
        let mut items: Vec<Option<String>> = Vec::new();
        for (part, content) in self.expected.contents.iter().enumerate() {
            let Content::Part(of) = content else { continue };
            let pieces: Vec<&Piece> = of.pieces.iter().collect();
            for (number, piece) in pieces.iter().enumerate() {
                if piece.from == Root::Head("signers") {
                    items.push(((part, number) == at).then(|| new.trim().to_owned()));
                }
            }
        }
        Put::List {
            key: "signers".to_owned(),
            items,
        }
    }
}

/// 发文顺序号.
fn number(new: &str) -> Result<Put, String> {
    let is_number =
        !new.is_empty() && new.chars().all(|c| c.is_ascii_digit()) && !new.starts_with('0');
    if !is_number {
        return Err(format!("发文顺序号应为不带零的数字，这里是“{new}”"));
    }
    Ok(Put::Value {
        target: Target::Head("number".to_owned()),
        literal: new.to_owned(),
    })
}

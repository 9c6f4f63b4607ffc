//! Differences of the text, each with what it is of.

use std::ops::Range;

use super::choice::{has_choice, other_rule};
use super::expected::{Content, Part, Piece, Root};
use super::flow::{Change, END, Old, TABLE, piece_of, root_of};
use super::own::{Inked, places, typed};
use super::put::Put;
use super::{Desk, Edit, EditKind, Ground, Outcome, figure};
use crate::check::belied;
use crate::compose::facts;
use crate::remarks::Stamp;
use crate::source::Place;
use crate::wording::RuleId;
use crate::workbook::Target;

/// A difference that is of one thing.
pub(super) struct One {
    pub change: Change,
    /// The piece, where it is a figure that is printed otherwise.
    pub figure: Option<(usize, usize)>,
}

/// What a difference is of, and what to do about it.
pub(super) struct Matter {
    pub kind: EditKind,
    pub what: String,
    pub name: String,
    pub place: Option<Place>,
    pub input: Option<[String; 2]>,
    pub advice: Vec<String>,
    pub put: Option<Put>,
    /// Why it can't be put in, though it is the input's.
    pub refused: Vec<String>,
}

impl Matter {
    pub fn new(kind: EditKind, what: impl Into<String>) -> Self {
        Self {
            kind,
            what: what.into(),
            name: String::new(),
            place: None,
            input: None,
            advice: Vec::new(),
            put: None,
            refused: Vec::new(),
        }
    }

    pub fn advise(mut self, advice: impl Into<String>) -> Self {
        self.advice.push(advice.into());
        self
    }
}

const OVERWRITTEN: &str = "只改 Word 没有用，下次生成又是模板的话；要改，请改模板";

impl Desk<'_> {
    /// Everything that the text says otherwise.
    pub(super) fn text(&self) -> Vec<Edit> {
        let changes = self.flow.changes.iter();
        let changes = changes.filter(|change| !self.is_of_no_matter(change));
        let ones = changes.flat_map(|change| self.parted(change));
        ones.filter_map(|one| {
            let matter = self.matter(&one)?;
            let matter = self.with_claims(&one.change, matter);
            Some(self.edit(&one.change, matter))
        })
        .collect()
    }

    /// Words of the templates that were changed to claim what the figures belie.
    fn with_claims(&self, change: &Change, mut matter: Matter) -> Matter {
        if !matches!(matter.kind, EditKind::Wording | EditKind::Fixed) {
            return matter;
        }
        let Ground { model, year, .. } = self.ground;
        let facts = facts(model, &year.notice);
        let belied = |text: &str| belied(model, &year.inputs, &year.figures, &facts, text);
        let [old, new] = self.sentences_of(change);
        let before = belied(&old);
        let claim = belied(&new)
            .into_iter()
            .find(|claim| !before.contains(claim));
        if let Some(claim) = claim {
            matter.kind = EditKind::Verdict;
            matter.advice.insert(0, format!("与数据矛盾：{claim}"));
        }
        matter
    }

    /// Paragraphs that were parted or joined around the text, as programs do with long lines, and heads
    /// that a program numbers by itself.
    fn is_of_no_matter(&self, change: &Change) -> bool {
        let flow = &self.flow;
        let is_of_text = |letter: &Old| {
            let content = self.expected.contents.get(letter.part);
            matches!(content, Some(Content::Part(part)) if part.id.contains('.'))
        };
        let reach = change.old.start.saturating_sub(1)..(change.old.end + 1).min(flow.old.len());
        if flow.is_of_ends(change) {
            let letters = &flow.old[reach];
            return !letters.iter().all(is_of_text)
                || letters.iter().any(|letter| letter.c == TABLE);
        }
        let counted = |letter: &Old| {
            letter.c != END && root_of(&self.expected, letter) == Some(&Root::Counted)
        };
        let is_counted = flow.old[change.old.clone()].iter().all(counted);
        let paragraph = self.paragraphs.get(&flow.spot(&change.new).paragraph);
        is_counted
            && change.new.is_empty()
            && paragraph.is_some_and(|paragraph| paragraph.is_numbered)
    }

    /// A difference in its parts: figures each by itself, where numbers stand in their places.
    fn parted(&self, change: &Change) -> Vec<One> {
        let figures = self.figures_in(change);
        let one = |figure| {
            vec![One {
                change: change.clone(),
                figure,
            }]
        };
        if figures.is_empty() || change.new.is_empty() {
            return one(None);
        }
        // One figure, or a part of it: what it says now must be a number.
        if let [only] = figures.as_slice() {
            let all = self.all_of(*only);
            let is_within = all.start <= change.old.start && change.old.end <= all.end;
            if is_within && figure::is_number(&self.patched(&all, change)) {
                return one(Some(*only));
            }
        }
        self.by_numbers(change, &figures)
            .unwrap_or_else(|| one(None))
    }

    /// The figures of the notice in a difference, by their parts and pieces.
    fn figures_in(&self, change: &Change) -> Vec<(usize, usize)> {
        let letters = self.flow.old[change.old.clone()].iter();
        let mut figures: Vec<(usize, usize)> = Vec::new();
        for letter in letters.filter(|letter| letter.c != END) {
            let at = (letter.part, letter.piece);
            let piece = piece_of(&self.expected, letter);
            if piece.is_some_and(|piece| piece.figure.is_some()) && figures.last() != Some(&at) {
                figures.push(at);
            }
        }
        figures
    }

    /// A difference parted at its figures and, in the file, at as many numbers; nothing where there are not
    /// as many.
    fn by_numbers(&self, change: &Change, figures: &[(usize, usize)]) -> Option<Vec<One>> {
        let flow = &self.flow;
        let of = |at: (usize, usize)| self.letters_of(at, &change.old);
        let ends_in_sign = |at: &(usize, usize)| {
            let last = flow.old[of(*at)].last();
            last.is_some_and(|letter| !letter.c.is_ascii_digit())
        };
        let has_sign: Vec<bool> = figures.iter().map(ends_in_sign).collect();
        let numbers = numbers(&flow.new_text(change.new.clone()), &has_sign);
        if numbers.len() != figures.len() {
            return None;
        }
        let mut ones = Vec::new();
        let (mut old, mut new) = (change.old.start, change.new.start);
        let mut push = |old: Range<usize>, new: Range<usize>, figure| {
            if flow.old_text(old.clone()) != flow.new_text(new.clone()) {
                let change = Change { old, new };
                ones.push(One { change, figure });
            }
        };
        for (at, number) in figures.iter().zip(numbers) {
            let figure = of(*at);
            let number = change.new.start + number.start..change.new.start + number.end;
            push(old..figure.start, new..number.start, None);
            (old, new) = (figure.end, number.end);
            push(figure, number, Some(*at));
        }
        push(old..change.old.end, new..change.new.end, None);
        Some(ones)
    }

    /// The letters of a piece within a stretch.
    fn letters_of(&self, (part, piece): (usize, usize), within: &Range<usize>) -> Range<usize> {
        let is_of = |at: &usize| {
            let letter = &self.flow.old[*at];
            (letter.part, letter.piece) == (part, piece) && letter.c != END
        };
        let mut all = within.clone().filter(is_of);
        let first = all.next().unwrap_or(within.start);
        first..all.next_back().map_or(first + 1, |last| last + 1)
    }

    /// All letters of a piece.
    pub(super) fn all_of(&self, at: (usize, usize)) -> Range<usize> {
        self.letters_of(at, &(0..self.flow.old.len()))
    }

    /// What a stretch of the notice says in the file, where a change is within it.
    pub(super) fn patched(&self, all: &Range<usize>, change: &Change) -> String {
        let flow = &self.flow;
        let before = flow.old_text(all.start..change.old.start.clamp(all.start, all.end));
        let after = flow.old_text(change.old.end.clamp(all.start, all.end)..all.end);
        before + &flow.new_text(change.new.clone()) + &after
    }

    fn matter(&self, one: &One) -> Option<Matter> {
        if let Some(at) = one.figure {
            return self.of_figure(&one.change, at);
        }
        let letters = &self.flow.old[one.change.old.clone()];
        if letters.iter().any(|letter| letter.c == TABLE) {
            let matter = Matter::new(EditKind::Table, "整张表");
            return Some(
                matter.advise("文件里没有这张表了；表由模板和数据定，不印的，请改模板里的条件"),
            );
        }
        let roots = self.roots(&one.change);
        let is_time = |letter: &Old| {
            letter.c == END || piece_of(&self.expected, letter).is_some_and(|piece| piece.is_time)
        };
        if let [Root::Own(name)] = roots.as_slice() {
            return Some(self.of_own(&one.change, name));
        }
        if !letters.is_empty() && letters.iter().all(is_time) {
            let matter = Matter::new(EditKind::Period, "期别");
            return Some(matter.advise(
                "年度、期别随数据文件的 year 等而定，别处也都照它印；期别确实错了，请改那里",
            ));
        }
        let known = roots.iter().find(|root| !matches!(root, Root::Counted));
        Some(match known {
            None => Matter::new(EditKind::Format, "编号")
                .advise("标题和附件的编号、注释的标记由程序按次序编，不必改"),
            Some(Root::Head(_)) if roots.len() == 1 => self.of_head(&one.change, roots[0])?,
            Some(_) => {
                let mut rules = roots.iter().filter_map(|root| match root {
                    Root::Rule(rule) => Some(rule),
                    _ => None,
                });
                match rules.next() {
                    Some(rule) => self.of_rule(&one.change, rule),
                    None => self.of_fixed(&one.change, &roots),
                }
            }
        })
    }

    /// Where the words of a change come from, each once; of what was put in, what stands beside it: a
    /// text of the input takes it, before all else.
    pub(super) fn roots(&self, change: &Change) -> Vec<&Root> {
        let flow = &self.flow;
        let mut roots: Vec<&Root> = Vec::new();
        if !change.old.is_empty() {
            let letters = flow.old[change.old.clone()]
                .iter()
                .filter(|letter| letter.c != END && letter.c != TABLE);
            for root in letters.filter_map(|letter| root_of(&self.expected, letter)) {
                if !roots.contains(&root) && *root != Root::Counted {
                    roots.push(root);
                }
            }
            if !roots.is_empty() {
                return roots;
            }
        }
        let [left, right] = self.beside(change);
        let beside = [left, right].into_iter().flatten();
        let beside: Vec<&Root> = beside
            .filter_map(|at| root_of(&self.expected, &flow.old[at]))
            .collect();
        let own = beside.iter().find(|root| matches!(root, Root::Own(_)));
        let counted = beside.iter().find(|root| **root != &Root::Counted);
        own.or(counted)
            .or(beside.first())
            .copied()
            .into_iter()
            .collect()
    }

    /// The letters of the notice before and behind a change; those of its own paragraph first.
    fn beside(&self, change: &Change) -> [Option<usize>; 2] {
        let flow = &self.flow;
        let is_letter = |at: &usize| flow.old[*at].c != END && flow.old[*at].c != TABLE;
        let left = (0..change.old.start).rev().find(is_letter);
        let right = (change.old.end..flow.old.len()).find(is_letter);
        [left, right]
    }

    fn of_rule(&self, change: &Change, rule: &RuleId) -> Matter {
        let model = self.ground.model;
        let title = model.phrase_title(&rule.phrase);
        let Some((section, phrase)) = model.phrase_of(&rule.phrase) else {
            return Matter::new(EditKind::Wording, title).advise(OVERWRITTEN);
        };
        let own = phrase.rules.get(rule.index);
        let place = own.map_or_else(|| phrase.place.clone(), |rule| rule.say.place.clone());
        let other = self
            .said_by(change, rule)
            .and_then(|text| other_rule(model, rule, &text));
        let number = if phrase.rules.len() > 1 {
            format!("（第 {} 条措辞）", rule.index + 1)
        } else {
            String::new()
        };
        let source = phrase
            .each()
            .and_then(|each| model.item_source(section, &each.of.value));
        let reading = |at: usize| {
            let when = phrase.rules.get(at)?.when.as_ref()?;
            Some(model.reading(&when.value, section, source.as_ref()))
        };
        let mut matter = if let Some(other) = other {
            let because = reading(rule.index).map(|reading| format!("：{reading}"));
            let wanted = reading(other).map(|reading| format!("；要“{reading}”才是改成的说法"));
            Matter::new(EditKind::Verdict, title).advise(format!(
                "与数据矛盾：这句话是按数据选的{}{}。数据有误的，请改数据；结论会随着变",
                because.unwrap_or_default(),
                wanted.unwrap_or_default()
            ))
        } else {
            Matter::new(EditKind::Wording, format!("{title}{number}")).advise(OVERWRITTEN)
        };
        if other.is_none() && has_choice(phrase) {
            matter = matter.advise("这句话随数据而变，改模板时其他各条措辞也看一看");
        }
        rule.phrase.clone_into(&mut matter.name);
        matter.place = Some(place);
        matter
    }

    /// What all the words of a rule come to in the file, where a change is among them.
    fn said_by(&self, change: &Change, rule: &RuleId) -> Option<String> {
        let flow = &self.flow;
        let [left, right] = self.beside(change);
        let near = if change.old.is_empty() {
            left.or(right)?
        } else {
            change.old.start
        };
        let part = flow.old[near].part;
        let is_of = |at: &usize| {
            let letter = &flow.old[*at];
            letter.part == part
                && matches!(root_of(&self.expected, letter), Some(Root::Rule(own)) if own == rule)
        };
        let mut all = (0..flow.old.len()).filter(is_of);
        let first = all.next()?;
        let last = all.next_back().unwrap_or(first);
        let end = if flow.old[last].c == END {
            last
        } else {
            last + 1
        };
        let (first, end) = (first.min(change.old.start), end.max(change.old.end));
        Some(self.patched(&(first..end), change))
    }

    fn of_fixed(&self, change: &Change, roots: &[&Root]) -> Matter {
        let place = roots.iter().find_map(|root| match root {
            Root::Fixed(place) => place.clone(),
            _ => None,
        });
        let label = self
            .part_at(change)
            .map_or("", |part| part.label.as_str())
            .to_owned();
        let mut matter = Matter::new(EditKind::Fixed, label);
        matter.advice.push(match place {
            Some(_) => OVERWRITTEN.to_owned(),
            None => "这是模板里固定的，写在 notice.toml；只改 Word 没有用".to_owned(),
        });
        matter.place = place;
        matter
    }

    /// The part in which a change is.
    pub(super) fn part_at(&self, change: &Change) -> Option<&Part> {
        let [left, right] = self.beside(change);
        let at = if change.old.is_empty() {
            left.or(right)?
        } else {
            change.old.start
        };
        match self.expected.contents.get(self.flow.old[at].part)? {
            Content::Part(part) => Some(part),
            Content::Table(_) => None,
        }
    }

    /// A text of the input.
    fn of_own(&self, change: &Change, name: &str) -> Matter {
        let (label, place) = self.own_text(name);
        let mut matter = Matter::new(EditKind::Own, label);
        name.clone_into(&mut matter.name);
        let Some(place) = place else { return matter };
        let raw = self.own_raw(&place);
        matter.place = Some(place.clone());
        let Some((target, raw)) = name.split_once('.').zip(raw) else {
            return matter;
        };
        let Some((range, words)) = self.in_own(change, name, &raw) else {
            let why = "印出的文字和数据文件里写的不是逐字对应，请经办人照着改";
            matter.refused.push(why.to_owned());
            return matter;
        };
        let lines = raw[..range.start].matches('\n').count();
        let source = &self.ground.sources.get(place.source).text;
        let is_long = source[place.span.clone()].starts_with("\"\"\"\n");
        let mut at = place.span.start;
        for _ in 0..lines + usize::from(is_long) {
            at = source[at..].find('\n').map_or(at, |next| at + next + 1);
        }
        matter.place = Some(Place::new(place.source, at..place.span.end.max(at)));
        matter.input = Some([raw[range.clone()].to_owned(), words.clone()]);
        matter.put = Some(Put::Part {
            target: Target::Text(target.0.to_owned(), target.1.to_owned()),
            range,
            words,
        });
        matter
    }

    /// What a text of the input is called, and where it stands.
    fn own_text(&self, name: &str) -> (String, Option<Place>) {
        let (model, inputs) = (self.ground.model, &self.ground.year.inputs);
        let found = name.split_once('.').and_then(|(group, key)| {
            let group = model.group(group)?;
            let field = group.texts.iter().find(|text| text.key == key)?;
            let text = inputs.of(group).texts.get(key);
            Some((field.label.clone(), text.map(|text| text.place.clone())))
        });
        found.unwrap_or_else(|| ("本期自己的文字".to_owned(), None))
    }

    /// The text as it was typed.
    fn own_raw(&self, place: &Place) -> Option<String> {
        let source = &self.ground.sources.get(place.source).text;
        let value: toml_edit::Value = source.get(place.span.clone())?.parse().ok()?;
        value.as_str().map(str::to_owned)
    }

    /// Which bytes of a text of the input a change is of, and what would stand there.
    fn in_own(&self, change: &Change, name: &str, raw: &str) -> Option<(Range<usize>, String)> {
        let flow = &self.flow;
        let is_own = |at: &usize| {
            let letter = &flow.old[*at];
            let root = root_of(&self.expected, letter);
            letter.c != END && matches!(root, Some(Root::Own(own)) if own == name)
        };
        let letters: Vec<usize> = (0..flow.old.len()).filter(is_own).collect();
        let inked: Vec<Inked> = letters
            .iter()
            .map(|at| {
                let letter = &flow.old[*at];
                let is_hole = piece_of(&self.expected, letter)
                    .is_some_and(|piece: &Piece| piece.figure.is_some() || piece.is_time);
                Inked {
                    c: letter.c,
                    hole: is_hole.then_some(letter.part * 1000 + letter.piece),
                }
            })
            .collect();
        let places = places(raw, &inked)?;
        let words = typed(&self.words_of(&change.new));
        let covered: Vec<usize> = (0..letters.len())
            .filter(|at| change.old.contains(&letters[*at]))
            .collect();
        let (Some(first), Some(last)) = (covered.first(), covered.last()) else {
            return self.between(change, &letters, &places, words);
        };
        // A hole gives way as a whole.
        let hole_of = |at: usize| inked[at].hole;
        let is_same =
            |one: usize, other: usize| hole_of(one).is_some() && hole_of(one) == hole_of(other);
        let (mut from, mut to) = (*first, *last);
        while from > 0 && is_same(from - 1, from) {
            from -= 1;
        }
        while to + 1 < letters.len() && is_same(to + 1, to) {
            to += 1;
        }
        let kept = |range: Range<usize>| -> String { range.map(|at| inked[at].c).collect() };
        let words = kept(from..*first) + &words + &kept(last + 1..to + 1);
        (places[from].start < places[to].end).then(|| (places[from].start..places[to].end, words))
    }

    /// What was put in between two letters, or parts or joins paragraphs.
    fn between(
        &self,
        change: &Change,
        letters: &[usize],
        places: &[Range<usize>],
        words: String,
    ) -> Option<(Range<usize>, String)> {
        let before = letters.partition_point(|at| *at < change.old.start);
        let left = before
            .checked_sub(1)
            .map(|at| (letters[at], places[at].end));
        let right = letters
            .get(before)
            .zip(places.get(before))
            .map(|(at, place)| (*at, place.start));
        let is_join = !change.old.is_empty();
        if is_join {
            // The end of a paragraph within the text: its breaks go.
            let ((_, from), (_, to)) = left.zip(right)?;
            return (from <= to).then_some((from..to, words));
        }
        let part = |at: usize| self.flow.old[at].part;
        let [near_left, near_right] = self.beside(change);
        let is_left = left.is_some_and(|(at, _)| Some(at) == near_left);
        let is_right = right.is_some_and(|(at, _)| Some(at) == near_right);
        // The new paragraph comes before the break that the old one ended with, or behind it.
        let is_behind_end = is_left
            && change
                .old
                .start
                .checked_sub(1)
                .is_some_and(|at| self.flow.old[at].c == END)
            && near_left
                .zip(near_right)
                .is_none_or(|(left, right)| part(left) != part(right));
        match (left, right) {
            (Some((_, end)), _) if is_left => {
                let words = match words.strip_suffix(END) {
                    Some(words) if is_behind_end => format!("\n{words}"),
                    _ => words,
                };
                Some((end..end, words))
            }
            (_, Some((_, start))) if is_right => {
                let words = match words.strip_prefix(END) {
                    Some(words) => format!("{words}\n"),
                    None => words,
                };
                Some((start..start, words))
            }
            _ => None,
        }
    }

    /// A difference as it is told.
    pub(super) fn edit(&self, change: &Change, matter: Matter) -> Edit {
        let (before, after) = self.around(&change.new);
        let by = self.flow.hands(change).into_iter();
        let by = by
            .filter_map(|hand| self.returned.hands.get(hand))
            .map(Stamp::from);
        Edit {
            kind: matter.kind,
            place: self.place_of(change),
            before,
            old: told(&self.flow.old_text(change.old.clone())),
            new: told(&self.words_of(&change.new)),
            after,
            by: by.collect(),
            what: matter.what,
            name: matter.name,
            at: matter.place.as_ref().map(|place| self.ground.at(place)),
            input: matter.input,
            advice: matter.advice,
            outcome: if matter.refused.is_empty() {
                Outcome::Told
            } else {
                Outcome::Refused {
                    why: matter.refused,
                }
            },
            follows: Vec::new(),
            spot: self.flow.spot(&change.new),
            put: matter.put,
        }
    }
}

/// Letters as a reader is shown them.
fn told(text: &str) -> String {
    text.trim_matches(END)
        .replace(END, "⏎")
        .replace(TABLE, "［表］")
}

/// The numbers in a text, by their letters; those of a place that has a sign behind it take theirs along.
fn numbers(text: &str, has_sign: &[bool]) -> Vec<Range<usize>> {
    const SIGNS: [&str; 5] = ["个百分点", "%", "‰", "万", "亿"];
    let letters: Vec<char> = text.chars().collect();
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut at = 0;
    while at < letters.len() {
        if !letters[at].is_ascii_digit() {
            at += 1;
            continue;
        }
        let more = letters[at..]
            .iter()
            .take_while(|c| c.is_ascii_digit() || matches!(c, '.' | ','))
            .count();
        let last = letters[at..at + more]
            .iter()
            .rposition(char::is_ascii_digit)
            .unwrap_or(0);
        let mut end = at + last + 1;
        if has_sign.get(found.len()) == Some(&true) {
            let rest: String = letters[end..].iter().take(4).collect();
            let sign = SIGNS.into_iter().find(|sign| rest.starts_with(sign));
            end += sign.map_or(0, |sign| sign.chars().count());
        }
        let is_signed = at > 0 && matches!(letters[at - 1], '-' | '−' | '+');
        found.push(at - usize::from(is_signed)..end);
        at = end;
    }
    found
}

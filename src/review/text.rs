//! Differences of the text, each with what it is of.

use super::Desk;
use super::expected::{Content, Part, Root};
use super::flow::{Change, END, Old, TABLE, piece_of, root_of};
use super::matter::{Found, Matter};
use super::merge::Whose;
use super::parted::One;
use super::told::{Edit, EditKind, Since, Site};

/// So many texts are named.
const MOST: usize = 4;

impl Desk<'_> {
    /// Everything that the text says otherwise.
    pub(super) fn text(&self) -> Vec<Edit> {
        let changes = self.flow.changes.iter();
        let changes = changes.filter(|of| of.whose != Whose::Ours && !self.is_of_no_matter(of));
        let ones = changes.flat_map(|change| self.parted(change));
        ones.filter_map(|one| {
            let matter = self.matter(&one)?;
            let matter = self.with_claims(&one.change, matter);
            Some(self.edit(self.found(&one.change), matter))
        })
        .collect()
    }

    /// What the text says otherwise since the file was sent, and nobody has to do anything about.
    pub(super) fn since(&self) -> Vec<Since> {
        let ours = self
            .flow
            .changes
            .iter()
            .filter(|of| of.whose == Whose::Ours);
        let all = ours.chain(&self.flow.agreed);
        let all = all.filter(|change| !self.is_of_no_matter(change));
        all.map(|change| Since {
            place: self.place_of(change),
            before: told(&self.flow.sent_text(change)),
            now: told(&self.flow.old_text(change.old.clone())),
            is_in_file: change.whose == Whose::Agreed,
        })
        .collect()
    }

    fn found(&self, change: &Change) -> Found {
        let flow = &self.flow;
        let now = told(&flow.old_text(change.old.clone()));
        let is_clash = change.whose == Whose::Both;
        let old = if is_clash {
            told(&flow.sent_text(change))
        } else {
            now.clone()
        };
        Found {
            place: self.place_of(change),
            words: [old, told(&self.words_of(&change.new))],
            around: self.around(&change.new),
            by: flow.hands(change),
            site: Site::Letters(flow.spot(&change.new)),
            clash: is_clash.then_some(now),
        }
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
        if self.is_whole_paragraph(&one.change) {
            return Some(self.of_new_paragraph());
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

    /// Whether nothing was put in but whole paragraphs.
    fn is_whole_paragraph(&self, change: &Change) -> bool {
        let new = &self.flow.new[change.new.clone()];
        let is_end = |at: Option<usize>| {
            at.and_then(|at| self.flow.new.get(at))
                .is_none_or(|of| of.c == END)
        };
        let is_before_end =
            is_end(Some(change.new.end)) && new.first().is_some_and(|of| of.c == END);
        let is_behind_end =
            is_end(change.new.start.checked_sub(1)) && new.last().is_some_and(|of| of.c == END);
        change.old.is_empty() && new.len() > 1 && (is_before_end || is_behind_end)
    }

    /// A paragraph that the notice does not have: which texts of the input could take it.
    fn of_new_paragraph(&self) -> Matter {
        let groups = self.ground.model.groups.iter();
        let texts = groups.flat_map(|group| group.texts.iter().map(move |text| (group, text)));
        let free = texts.filter(|(_, text)| text.choices.is_empty() && !text.day);
        let names =
            free.map(|(group, text)| format!("{}（{}.{}）", text.label, group.key, text.key));
        let names = names.take(MOST).collect::<Vec<String>>().join("、");
        let own = if names.is_empty() {
            String::new()
        } else {
            format!("只这一期要说的，请写进数据文件里本期自己的文字：{names}；")
        };
        Matter::new(EditKind::Wording, "多出的一段")
            .advise(format!("通报里没有这一段。{own}期期要说的，请改模板"))
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
    pub(super) fn beside(&self, change: &Change) -> [Option<usize>; 2] {
        let flow = &self.flow;
        let is_letter = |at: &usize| flow.old[*at].c != END && flow.old[*at].c != TABLE;
        let left = (0..change.old.start).rev().find(is_letter);
        let right = (change.old.end..flow.old.len()).find(is_letter);
        [left, right]
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
}

/// Letters as a reader is shown them.
fn told(text: &str) -> String {
    text.trim_matches(END)
        .replace(END, "⏎")
        .replace(TABLE, "［表］")
}

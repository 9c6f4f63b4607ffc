//! Where in the file something is; one figure in several places.

use super::Desk;
use super::expected::{Content, Role, Root};
use super::flow::{Change, END};
use super::letters::bare;
use super::put::Put;
use super::told::{Edit, EditKind, Outcome};

/// So many places are named, the others counted.
const MOST: usize = 4;

impl Desk<'_> {
    /// Where a change is.
    pub(super) fn place_of(&self, change: &Change) -> String {
        let table = self.flow.old[change.old.clone()]
            .first()
            .and_then(|letter| {
                let content = self.expected.contents.get(letter.part);
                let Some(Content::Table(table)) = content else {
                    return None;
                };
                self.ground.year.notice.all_tables().nth(*table)
            });
        if let Some(table) = table {
            return table.label();
        }
        let Some(part) = self.part_at(change) else {
            return "文件末尾".to_owned();
        };
        let Some(role) = Some(part.role).filter(|role| *role != Role::Around) else {
            return part.label.clone();
        };
        let is_of = |content: &Content| matches!(content, Content::Part(part) if part.role == role);
        let first = self.expected.contents.iter().position(is_of);
        let start =
            first.and_then(|first| self.flow.old.iter().position(|letter| letter.part == first));
        let start = self.flow.new_of(start.unwrap_or(0));
        let at = change.new.start.min(self.flow.new.len());
        let letters = self.flow.new.get(start..at).unwrap_or_default();
        let mut count = letters.iter().filter(|letter| letter.c == END).count() + 1;
        // What begins with the end of a paragraph stands in that one.
        let begins_with_end =
            self.flow.new.get(at).is_some_and(|letter| letter.c == END) && !change.new.is_empty();
        count += usize::from(begins_with_end && change.new.len() > 1);
        let whose = match role {
            Role::Annex(at) => self.ground.year.notice.annexes[at].label(),
            Role::Body | Role::Around => "正文".to_owned(),
        };
        format!("{whose}第{count}段")
    }

    /// Says of each figure, and of a date, where else it is printed, and whether it was changed there as well; what was
    /// changed in two ways can't be put in.
    pub(super) fn join_places(&self, edits: &mut [Edit]) {
        for at in 0..edits.len() {
            let (kind, name) = (edits[at].kind, edits[at].name.clone());
            if !matches!(kind, EditKind::Figure | EditKind::Element) || name.is_empty() {
                continue;
            }
            let changed = edits
                .iter()
                .filter(|edit| edit.name == name && edit.kind == kind);
            let changed: Vec<String> = changed.map(|edit| edit.place.clone()).collect();
            let all = self.places_of(&name);
            if all.len() > changed.len() {
                let others: Vec<String> = all
                    .iter()
                    .filter(|place| !changed.contains(place))
                    .cloned()
                    .collect();
                let told = others
                    .iter()
                    .take(MOST)
                    .cloned()
                    .collect::<Vec<_>>()
                    .join("、");
                let more = if others.len() > MOST {
                    format!("等 {} 处", others.len())
                } else {
                    String::new()
                };
                if !others.is_empty() {
                    edits[at].advice.push(format!(
                        "同一项还印在 {told}{more}，那里没有改；改数据，各处一起变"
                    ));
                }
            }
        }
        let clashes: Vec<bool> = (0..edits.len())
            .map(|at| {
                let own = edits[at].put.as_ref();
                let mut others = edits.iter().enumerate().filter(|(other, _)| *other != at);
                others.any(|(_, other)| {
                    own.zip(other.put.as_ref())
                        .is_some_and(|(own, other)| own.contradicts(other))
                })
            })
            .collect();
        for (edit, _) in edits
            .iter_mut()
            .zip(clashes)
            .filter(|(_, clashes)| *clashes)
        {
            edit.put = None;
            let why = "文件里几处改得不一样，请先定下改成什么".to_owned();
            edit.outcome = Outcome::Refused { why: vec![why] };
        }
    }

    /// Says of words that were taken out in one place and put in at another that they were moved. What only the one
    /// place can give up or take is not put in: it would be said twice, or not at all.
    pub(super) fn join_moves(edits: &mut [Edit]) {
        const LEAST: usize = 10;
        for from in 0..edits.len() {
            let words = bare(&edits[from].old);
            if !edits[from].new.is_empty() || words.chars().count() < LEAST {
                continue;
            }
            let is_here = |edit: &Edit| edit.old.is_empty() && bare(&edit.new) == words;
            let Some(to) = edits.iter().position(is_here) else {
                continue;
            };
            let [left, right] = [from, to].map(|at| edits[at].place.clone());
            edits[from].advice.push(format!("这些话移到了{right}"));
            edits[to].advice.push(format!("这些话是从{left}移来的"));
            if edits[from].kind == EditKind::Table {
                Self::refuse(
                    edits,
                    [from, to],
                    "行的次序照数据文件里的，请在那里移动这一行",
                );
            } else if edits[from].put.is_some() != edits[to].put.is_some() {
                let own = if edits[from].put.is_some() { from } else { to };
                let why = "移动的另一头在模板里，只改这一头，就会说两遍或者漏掉".to_owned();
                edits[own].outcome = Outcome::Refused { why: vec![why] };
                edits[own].put = None;
            }
        }
    }

    /// A row that was taken out at one place and put in at another is no new one: it may have more than is printed.
    pub(super) fn join_rows(edits: &mut [Edit]) {
        for from in 0..edits.len() {
            let Some(Put::RowOut { group, row, .. }) = edits[from].put.clone() else {
                continue;
            };
            let is_it = |edit: &Edit| matches!(&edit.put, Some(Put::RowIn { group: of, row: Some(other), .. }) if *of == group && *other == row);
            if let Some(to) = edits.iter().position(is_it) {
                let why = "这一行移了位置，又改了内容，请经办人在数据文件里改";
                Self::refuse(edits, [from, to], why);
            }
        }
    }

    fn refuse(edits: &mut [Edit], which: [usize; 2], why: &str) {
        for at in which {
            edits[at].put = None;
            edits[at].outcome = Outcome::Refused {
                why: vec![why.to_owned()],
            };
        }
    }

    /// Where the notice prints a figure, or what the input says at its head.
    fn places_of(&self, name: &str) -> Vec<String> {
        let mut places: Vec<String> = Vec::new();
        let mut count = 0;
        for content in &self.expected.contents {
            match content {
                Content::Part(part) => {
                    count += usize::from(part.role == Role::Body);
                    let is_there = part.pieces.iter().any(|piece| {
                        let figure = piece.figure.as_ref();
                        let is_head = matches!(piece.from, Root::Head(key) if key == name);
                        is_head || figure.is_some_and(|key| key.to_string() == name)
                    });
                    let place = match part.role {
                        Role::Body => format!("正文第{count}段"),
                        Role::Annex(at) => self.ground.year.notice.annexes[at].label(),
                        Role::Around => part.label.clone(),
                    };
                    places.extend(is_there.then_some(place));
                }
                Content::Table(table) => places.extend(self.cell_of_figure(*table, name)),
            }
        }
        places.dedup();
        places
    }
}

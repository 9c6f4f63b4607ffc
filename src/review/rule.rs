//! Words that come from the templates.

use super::choice::{has_choice, other_rule};
use super::expected::Root;
use super::flow::{Change, END, piece_of, root_of};
use super::letters::bare;
use super::matter::Matter;
use super::told::EditKind;
use super::{Desk, Ground};
use crate::check::belied;
use crate::compose::facts;
use crate::wording::RuleId;

const OVERWRITTEN: &str = "只改 Word 没有用，下次生成又是模板的话；要改，请改模板";

impl Desk<'_> {
    pub(super) fn of_rule(&self, change: &Change, rule: &RuleId) -> Matter {
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
        matter.advice.extend(self.of_unit(change));
        matter.advice.extend(self.of_name(change));
        rule.phrase.clone_into(&mut matter.name);
        matter.place = Some(place);
        matter
    }

    /// What is said where the size of the unit behind a figure was changed.
    fn of_unit(&self, change: &Change) -> Option<String> {
        let flow = &self.flow;
        let is_size =
            |text: &str| !text.is_empty() && text.chars().all(|c| "百千万亿%‰".contains(c));
        let (old, new) = (
            flow.old_text(change.old.clone()),
            flow.new_text(change.new.clone()),
        );
        let before = flow.old.get(change.old.start.checked_sub(1)?)?;
        let figure = piece_of(&self.expected, before)?.figure.as_ref()?;
        let is_unit =
            is_size(&old) && (new.is_empty() || is_size(&new)) || old.is_empty() && is_size(&new);
        is_unit.then(|| {
            format!("改的是前面那个数（{figure}）的单位，单位由模板定；数有误的，请改数据")
        })
    }

    /// What is said where a name of a row was changed.
    fn of_name(&self, change: &Change) -> Option<String> {
        let flow = &self.flow;
        let is_in = |name: &str| {
            let length = name.chars().count();
            let first = (change.old.end + 1).saturating_sub(length.max(1));
            (first..=change.old.start).any(|from| {
                let letters = flow.old.get(from..from + length);
                from + length >= change.old.end
                    && letters.is_some_and(|of| of.iter().map(|of| of.c).eq(name.chars()))
            })
        };
        let sets = self.ground.model.sets.iter();
        let rows = sets.flat_map(|set| self.ground.year.inputs.set(&set.key));
        let name = rows.map(|row| bare(&row.label)).find(|name| is_in(name));
        let name = name.filter(|_| !change.old.is_empty());
        name.map(|name| format!("“{name}”是名单里的名称；要改名，请改名单，各处一起变"))
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

    pub(super) fn of_fixed(&self, change: &Change, roots: &[&Root]) -> Matter {
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

    /// Words of the templates that were changed to claim what the figures belie.
    pub(super) fn with_claims(&self, change: &Change, mut matter: Matter) -> Matter {
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
}

//! Every name in conditions and wording is borne by something.

use super::{Checker, Locals};
use crate::calendar::{Day, Time};
use crate::diagnostic::{Code, Diagnostic};
use crate::key::Epoch;
use crate::language::{
    Comparison, Condition, Form, Function, Operand, Piece, Scale, Share, Wording,
};
use crate::model::{Kind, Meaning, POINTS, Placed, Section};
use crate::source::Place;

impl<'m> Checker<'m> {
    pub(super) fn condition(
        &mut self,
        section: Option<&'m Section>,
        locals: &Locals,
        condition: &Placed<Condition>,
    ) {
        let mut leaves = Vec::new();
        condition.value.walk(&mut |leaf| leaves.push(leaf.clone()));
        for leaf in leaves {
            match leaf {
                Condition::Compare {
                    left,
                    comparison,
                    right,
                } => {
                    let both = (&left, comparison, &right);
                    if self.compared_words(section, locals, both, &condition.place) {
                        continue;
                    }
                    for operand in [&left, &right] {
                        self.operand(section, locals, operand, &condition.place);
                    }
                    self.compared_dates(locals, (&left, &right), &condition.place);
                    self.threshold(locals, &left, &right, &condition.place);
                    self.threshold(locals, &right, &left, &condition.place);
                }
                Condition::Says { name, text } => {
                    self.says(section, locals, (&name, &text), &condition.place);
                }
                Condition::Blank(name) if self.is_words(section, locals, &name) => {}
                Condition::Blank(name) => {
                    self.figure_name(section, locals, &name, &condition.place);
                }
                Condition::Present(group) => {
                    if self.model.group(&group).is_none() && Epoch::named(&group).is_none() {
                        self.unknown(&condition.place, &group);
                    }
                }
                Condition::Named(name) => self.unknown(&condition.place, &name),
                Condition::Items { list, inner, .. } => {
                    self.list_test(section, &list, *inner, &condition.place);
                }
                Condition::Not(_) | Condition::And(_) | Condition::Or(_) => {}
            }
        }
    }

    fn list_test(
        &mut self,
        section: Option<&'m Section>,
        list: &str,
        inner: Condition,
        place: &Place,
    ) {
        let source = section.and_then(|section| self.model.item_source(section, list));
        let Some(source) = source else {
            self.unknown(place, list);
            return;
        };
        let inner = Placed::new(inner, place.clone());
        self.condition(section, &source.names(self.model), &inner);
    }

    fn operand(
        &mut self,
        section: Option<&'m Section>,
        locals: &Locals,
        operand: &Operand,
        place: &Place,
    ) {
        match operand {
            Operand::Number { .. } | Operand::Day(_) => {}
            Operand::Figure(name) => self.figure_name(section, locals, name, place),
            Operand::Count(name) => self.countable(section, name, place),
        }
    }

    /// What an item lends under a name, if it does. Behind an epoch figures are lent, and the words of
    /// columns.
    pub(super) fn local(&self, locals: &Locals, name: &str) -> Option<Lent> {
        let lent = lent(locals, name)?;
        match (Epoch::split(name), &lent) {
            (Some((_, own)), Lent::Words) => {
                let mut groups = self.model.groups.iter();
                groups
                    .any(|group| group.word_column(own).is_some())
                    .then_some(lent)
            }
            _ => Some(lent),
        }
    }

    /// Whether a name means words.
    fn is_words(&self, section: Option<&Section>, locals: &Locals, name: &str) -> bool {
        match self.local(locals, name) {
            Some(lent) => lent == Lent::Words,
            None => matches!(self.model.meaning(section, name), Some(Meaning::Text(..))),
        }
    }

    /// Words that a comparison holds against each other; whether there are any in it.
    fn compared_words(
        &mut self,
        section: Option<&Section>,
        locals: &Locals,
        (left, comparison, right): (&Operand, Comparison, &Operand),
        place: &Place,
    ) -> bool {
        let is_words = |operand: &Operand| match operand {
            Operand::Figure(name) => self.is_words(section, locals, name),
            Operand::Number { .. } | Operand::Day(_) | Operand::Count(_) => false,
        };
        let (one, other) = (is_words(left), is_words(right));
        if !one && !other {
            return false;
        }
        let (words, against) = if one { (left, right) } else { (right, left) };
        if !(one && other) {
            if self.is_written(place, &words.to_string()) {
                let message = format!("“{words}”是文字，不能和 {against} 比");
                let finding = self.fault(place, message);
                let hint = format!("文字和文字比：{words} = '…'，或 {words} != last.{words}");
                finding.hints.push(hint);
            }
        } else if !matches!(comparison, Comparison::Equal | Comparison::NotEqual)
            && self.is_written(place, &words.to_string())
        {
            let message = format!("“{left}”和“{right}”是文字，只能比是否相同，写 = 或 !=");
            self.fault(place, message);
        }
        true
    }

    /// Words that a condition asks for: there are such words, and they may say it.
    fn says(
        &mut self,
        section: Option<&'m Section>,
        locals: &Locals,
        (name, text): (&str, &str),
        place: &Place,
    ) {
        if !self.is_words(section, locals, name) {
            if self.is_written(place, name) {
                let message = format!("“{name}”不是文字，不能和“{text}”比");
                let is_day = Day::parse(text, |month, day| Day::new(2000, month, day)).is_some();
                let finding = self.fault(place, message);
                if is_day {
                    let hint = format!("日期不放在引号里：{name} = {text}");
                    finding.hints.push(hint);
                }
            }
            return;
        }
        let own = Epoch::split(name).map_or(name, |(_, own)| own);
        let choices = self.model.choices(own);
        if !choices.is_empty() && !choices.contains(&text) && self.is_written(place, text) {
            let finding = self.fault(place, format!("“{name}”不会是“{text}”"));
            finding
                .hints
                .push(format!("它只能是 {}", choices.join("、")));
        }
    }

    /// A rate is compared with what it is told in: 0.95 would be less than one per cent.
    fn threshold(&mut self, locals: &Locals, figure: &Operand, threshold: &Operand, place: &Place) {
        let (Operand::Figure(name), Operand::Number { value, share }) = (figure, threshold) else {
            return;
        };
        let kind = match self.local(locals, name) {
            Some(Lent::Figure(kind)) => Some(kind),
            Some(Lent::Words) => None,
            None => self.model.kind(name),
        };
        let wanted = match kind {
            Some(Kind::Rate(Share::PerCent)) => {
                (Some(Share::PerCent), "是比率，要和百分数比，如 95%")
            }
            Some(Kind::Rate(Share::PerMille)) => {
                (Some(Share::PerMille), "按千分比印，要和千分数比，如 5‰")
            }
            Some(Kind::Rate(Share::Quotient)) => {
                (None, "是倍数（form = \"ratio\"），要和数比，如 1.25")
            }
            Some(Kind::Points) => (None, "是百分点，要和数比，如 3.2"),
            // Of any other figure a per cent may be the unit that its template gives it.
            Some(Kind::Count | Kind::Amount | Kind::Date) | None => return,
        };
        let (wanted, told) = wanted;
        let is_nothing = value.is_zero() && share.is_none();
        if *share != wanted && !is_nothing && self.is_written(place, name) {
            self.fault(place, format!("“{name}”{told}，不是 {threshold}"));
        }
    }

    pub(super) fn countable(&mut self, section: Option<&'m Section>, name: &str, place: &Place) {
        let is_source =
            section.is_some_and(|section| self.model.item_source(section, name).is_some());
        if is_source {
            return;
        }
        match self.model.meaning(section, name) {
            Some(Meaning::Phrase(section, phrase)) => {
                self.used.insert((section.key.clone(), phrase.key.clone()));
            }
            _ => self.unknown(place, name),
        }
    }

    pub(super) fn figure_name(
        &mut self,
        section: Option<&Section>,
        locals: &Locals,
        name: &str,
        place: &Place,
    ) {
        let is_local = matches!(self.local(locals, name), Some(Lent::Figure(_)));
        if !is_local && !matches!(self.model.meaning(section, name), Some(Meaning::Figure(_))) {
            self.unknown(place, name);
        }
    }

    /// A notice that is made once a year has no quarter.
    fn time(&mut self, time: Time, place: &Place) {
        let cycle = self.model.office.cycle;
        if time.form.is_of(cycle) {
            return;
        }
        let name = time.form.name();
        let message = match cycle.key() {
            Some((key, label)) => {
                format!("这种通报按{label}（cycle = \"{key}\"），没有 {{{name}}}")
            }
            None => format!("这种通报按年，没有 {{{name}}}"),
        };
        let finding = Diagnostic::error(Code::UnknownName, message).at(place.clone());
        let hint = "可用的有 {year}、{period}、{same}，以及与 cycle 相应的 {half}、{quarter}、{month}、{months}";
        self.findings.push(finding.hint(hint));
    }

    pub(super) fn wording(
        &mut self,
        section: impl Into<Option<&'m Section>>,
        locals: &Locals,
        wording: &Placed<Wording>,
    ) {
        let section = section.into();
        let pieces = &wording.value.pieces;
        for (at, piece) in pieces.iter().enumerate() {
            match piece {
                Piece::Text(_) => {}
                Piece::Time(time) => self.time(*time, &wording.place),
                Piece::Name { name, form } => {
                    if let Some(Piece::Text(behind)) = pieces.get(at + 1) {
                        let form = form.unwrap_or_default();
                        self.doubled(locals, (name, form), behind, &wording.place);
                    }
                    if let Some(form) = form {
                        self.form_of_hole(section, locals, (name, form), &wording.place);
                    }
                    if self.local(locals, name).is_some() {
                        continue;
                    }
                    match self.model.meaning(section, name) {
                        Some(Meaning::Phrase(section, phrase)) => {
                            self.used.insert((section.key.clone(), phrase.key.clone()));
                        }
                        Some(_) => {}
                        None => self.unknown(&wording.place, name),
                    }
                }
                Piece::Call {
                    function: Function::Note,
                    arguments,
                } => self.noted(section, locals, arguments, &wording.place),
                Piece::Call {
                    function,
                    arguments,
                } => {
                    for name in arguments {
                        self.countable(section, name, &wording.place);
                    }
                    if *function == Function::Respectively {
                        self.pair(section, arguments, &wording.place);
                    }
                }
            }
        }
    }

    /// A figure whose sentence has its sign or its points by itself does not stand before them.
    fn doubled(
        &mut self,
        locals: &Locals,
        (name, form): (&str, Form),
        behind: &str,
        place: &Place,
    ) {
        if form.bare || form.plain {
            return;
        }
        let kind = match self.local(locals, name) {
            Some(Lent::Figure(kind)) => Some(kind),
            Some(Lent::Words) => None,
            None => self
                .model
                .kind(Epoch::split(name).map_or(name, |(_, name)| name)),
        };
        let share = match (kind, form.scale) {
            (Some(Kind::Rate(_)), Some(Scale::Share(asked))) => Some(asked),
            (Some(Kind::Rate(own)), _) => Some(own),
            _ => None,
        };
        let words: &[&str] = match (kind, share) {
            (Some(Kind::Points), _) => &[POINTS, "百分点"],
            (_, Some(Share::PerCent)) => &["%", "％"],
            (_, Some(Share::PerMille)) => &["‰"],
            _ => &[],
        };
        let Some(word) = words.iter().find(|word| behind.starts_with(**word)) else {
            return;
        };
        let message = format!("{{{name}}}在句子里自己带“{}”，后面又写了“{word}”", words[0]);
        let finding = self.fault(place, message);
        finding.hints.push(format!(
            "请删掉后面的“{word}”，或写 {{{name}:plain}} 只印数字"
        ));
    }

    /// A note is what a phrase, a text of the input or a word of the item says.
    fn noted(
        &mut self,
        section: Option<&'m Section>,
        locals: &Locals,
        arguments: &[String],
        place: &Place,
    ) {
        let of_figure = |name: &str| format!("“{name}”是数据，注要写成措辞：note(措辞的名称)");
        for name in arguments {
            match self.local(locals, name) {
                Some(Lent::Words) => continue,
                Some(Lent::Figure(_)) => {
                    self.fault(place, of_figure(name));
                    continue;
                }
                None => {}
            }
            match self.model.meaning(section, name) {
                Some(Meaning::Phrase(section, phrase)) => {
                    self.used.insert((section.key.clone(), phrase.key.clone()));
                }
                Some(Meaning::Text(..)) => {}
                Some(Meaning::Figure(_)) => {
                    self.fault(place, of_figure(name));
                }
                None => self.unknown(place, name),
            }
        }
    }

    /// The two lists of a 分别 go through the same items.
    pub(super) fn pair(
        &mut self,
        section: Option<&'m Section>,
        arguments: &[String],
        place: &Place,
    ) {
        let model = self.model;
        let items = |name: &String| match model.meaning(section, name) {
            Some(Meaning::Phrase(section, phrase)) => {
                let filter = phrase.filter().map(|filter| filter.value.to_string());
                Some((&section.key, &phrase.each()?.of.value, filter))
            }
            _ => None,
        };
        let items: Vec<_> = arguments.iter().map(items).collect();
        if items
            .iter()
            .any(|other| other.is_none() || *other != items[0])
        {
            self.fault(
                place,
                format!(
                    "“分别”的两列“{}”要用同一个清单和同样的条件",
                    arguments.join("”“")
                ),
            );
        }
    }
}

/// What an item lends under a name.
#[derive(PartialEq, Eq)]
pub(super) enum Lent {
    Words,
    Figure(Kind),
}

/// What an item lends under a name, if it does. Of words that are lent behind an epoch, whether they
/// are those of a column is not known here.
fn lent(locals: &Locals, name: &str) -> Option<Lent> {
    let own = Epoch::split(name).map_or(name, |(_, own)| own);
    let (_, kind) = locals.iter().find(|(local, _)| *local == own)?;
    Some(kind.map_or(Lent::Words, Lent::Figure))
}

//! Printed forms that names can bear: points are of rates, and a hole asks for no form that its
//! figure can't have.

use super::names::Lent;
use super::{Checker, Locals};
use crate::language::{Form, Formula, Share};
use crate::model::{Content, Group, Kind, Meaning, Section};
use crate::source::Place;

impl<'m> Checker<'m> {
    /// A difference of rates is of rates in per cent; a sum of rates is of rates of its own sort.
    pub(super) fn sums_of_rates(&mut self, group: &'m Group) {
        let columns = group.columns.iter().map(|c| (&c.content, &c.place));
        let scalars = group.scalars.iter().map(|s| (&s.content, &s.place));
        for (content, place) in columns.chain(scalars) {
            let Content::Derived(measure, Formula::Sum(terms)) = content else {
                continue;
            };
            let fits = |kind: Kind| match measure.kind {
                Kind::Points => matches!(kind, Kind::Rate(Share::PerCent) | Kind::Points),
                own @ Kind::Rate(_) => kind == own,
                Kind::Count | Kind::Amount | Kind::Date => true,
            };
            let kind = |name: &str| own_kind(group, name).or_else(|| self.model.kind(name));
            let other = terms
                .iter()
                .find(|t| kind(&t.name).is_some_and(|k| !fits(k)));
            let Some(other) = other else {
                continue;
            };
            let message = match measure.kind {
                Kind::Points => format!(
                    "“{}”不是百分比：points（百分点）是两个百分比的差",
                    other.name
                ),
                _ => format!("“{}”不是同样的比率，不能和它相加减", other.name),
            };
            self.fault(place, message);
        }
    }

    /// The form that a hole asks of what it names.
    pub(super) fn form_of_hole(
        &mut self,
        section: Option<&'m Section>,
        locals: &Locals,
        (name, form): (&str, &Form),
        place: &Place,
    ) {
        let kind = match self.local(locals, name) {
            Some(Lent::Figure(kind)) => Some(kind),
            Some(Lent::Words) => None,
            None => match self.model.meaning(section, name) {
                Some(Meaning::Figure(_)) => match self.model.kind(name) {
                    Some(kind) => Some(kind),
                    // A figure of a row that the template does not know.
                    None => return,
                },
                Some(_) => None,
                None => return,
            },
        };
        let message = match kind {
            Some(kind) => kind.misfit(form),
            None => Some("不是数据，冒号后面不能写印法".to_owned()),
        };
        if let Some(message) = message {
            self.fault(place, format!("{{{name}:…}}：{message}"));
        }
    }
}

/// The kind of a group's own column or single figure.
pub(super) fn own_kind(group: &Group, name: &str) -> Option<Kind> {
    let columns = group.columns.iter().map(|c| (&c.key, &c.content));
    let mut all = columns.chain(group.scalars.iter().map(|s| (&s.key, &s.content)));
    // A row's formula may name the total of its own table.
    let name = name.strip_prefix("total.").unwrap_or(name);
    let (_, content) = all.find(|(key, _)| *key == name)?;
    content.measure().map(|measure| measure.kind)
}

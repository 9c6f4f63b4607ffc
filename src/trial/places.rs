//! Where a condition or a wording can be tried: what lends it its names.

use crate::diagnostic::{Code, Diagnostic, closest};
use crate::language::Condition;
use crate::model::{Asked, Content, Group, ItemSource, Kind, List, Model, Rows, Section};
use crate::verdict::{Item, Judge, Scope};

/// A place to try something in: a section or none, and what is gone through there.
pub(super) struct Spot<'m> {
    pub section: Option<&'m Section>,
    pub of: Of<'m>,
    /// Columns of the same row of other tables.
    others: Vec<(String, Option<Kind>)>,
}

/// What is gone through, item by item.
#[derive(Clone, Copy)]
pub(super) enum Of<'m> {
    /// Nothing: it is asked once.
    Nothing,
    /// The rows of a table and its total; or single figures, once.
    Rows(&'m Group),
    /// The same for each of the repeated columns.
    Each(&'m Group),
    /// The entries of a section's list.
    List(&'m List),
}

/// The spots, in the order in which they are tried: a name is looked for everywhere, then in the
/// rows, then in the sections. With `only`, those of one table or section.
pub(super) fn levels<'m>(model: &'m Model, only: Option<&str>) -> Vec<Vec<Spot<'m>>> {
    let is_group = |group: &&Group| {
        only.is_none_or(|only| [&group.key, &group.label].contains(&&only.to_owned()))
    };
    let is_section = |section: &&Section| {
        only.is_none_or(|only| section.key == only || section.name.as_deref() == Some(only))
    };
    let groups: Vec<&Group> = model.groups.iter().filter(is_group).collect();
    let sections: Vec<&Section> = model.sections.iter().filter(is_section).collect();
    let spot = |section, of| Spot::new(model, section, of);
    let of_rows = |section: Option<&'m Section>| -> Vec<Spot<'m>> {
        let groups = groups
            .iter()
            .filter(|g| g.rows != Rows::None || !g.scalars.is_empty());
        groups.map(|group| spot(section, Of::Rows(group))).collect()
    };
    let each = groups.iter().filter(|group| group.each.is_some());
    let lists = sections.iter().flat_map(|section| {
        let lists = section.lists.iter();
        lists.map(|list| spot(Some(section), Of::List(list)))
    });
    let everywhere = only.is_none().then(|| spot(None, Of::Nothing));
    vec![
        everywhere.into_iter().collect(),
        of_rows(None),
        each.map(|group| spot(None, Of::Each(group))).collect(),
        sections
            .iter()
            .map(|s| spot(Some(s), Of::Nothing))
            .collect(),
        lists.collect(),
        // A condition of a phrase that goes through rows may count what its section has.
        model
            .sections
            .iter()
            .flat_map(|section| of_rows(Some(section)))
            .collect(),
    ]
}

/// No table and no section is called so.
pub(super) fn no_such_place(model: &Model, name: &str) -> Diagnostic {
    let groups = model.groups.iter().map(|group| group.key.as_str());
    let sections = model.sections.iter().map(|section| section.key.as_str());
    let all: Vec<&str> = groups.chain(sections).collect();
    let finding = Diagnostic::error(Code::UnknownName, format!("没有叫“{name}”的表或节"));
    let known = all.join("、");
    finding.hint(match closest(name, all.into_iter()) {
        Some(near) => format!("是否应为 {near}？有 {known}"),
        None => format!("有 {known}"),
    })
}

impl<'m> Spot<'m> {
    fn new(model: &'m Model, section: Option<&'m Section>, of: Of<'m>) -> Self {
        let others = match of {
            Of::Rows(group) | Of::Each(group) => model.same_row_names(group),
            Of::Nothing | Of::List(_) => Vec::new(),
        };
        Self {
            section,
            of,
            others,
        }
    }

    /// The names that are known here.
    pub fn asked(&self, model: &Model) -> Asked<'m> {
        let lent = |source: ItemSource| -> Vec<(String, Option<Kind>)> {
            let names = source.names(model).into_iter();
            names.map(|(name, kind)| (name.to_owned(), kind)).collect()
        };
        let mut names = match self.of {
            Of::Nothing => Vec::new(),
            Of::Rows(group) if group.rows == Rows::None => {
                let scalars = group.scalars.iter();
                let kind = |content: &Content| content.measure().map(|of| of.kind);
                scalars.map(|s| (s.key.clone(), kind(&s.content))).collect()
            }
            Of::Rows(group) => lent(ItemSource::Rows(group)),
            Of::Each(group) => {
                let mut names = lent(ItemSource::Rows(group));
                names.extend(lent(ItemSource::Repeated(group)));
                names
            }
            Of::List(list) => match self.section {
                Some(section) => lent(ItemSource::List(section, list)),
                None => Vec::new(),
            },
        };
        names.extend(self.others.iter().cloned());
        (self.section, names)
    }

    /// The condition with named conditions written out.
    pub fn written_out(&self, condition: &Condition, model: &Model) -> Condition {
        let section = self.section.map(|section| section.key.as_str());
        let of = match self.of {
            Of::Rows(group) | Of::Each(group) => Some(group.key.as_str()),
            Of::Nothing | Of::List(_) => None,
        };
        model.written_out(condition, section, of)
    }

    /// What is gone through, for a reader of the condition.
    pub fn items(&self) -> Option<ItemSource<'m>> {
        match self.of {
            Of::Nothing => None,
            Of::Rows(group) | Of::Each(group) => Some(ItemSource::Rows(group)),
            Of::List(list) => Some(ItemSource::List(self.section?, list)),
        }
    }

    /// Each item that it is asked of, in its scope.
    pub fn scopes<'a>(&self, judge: &Judge<'a>) -> Vec<Scope<'a>>
    where
        'm: 'a,
    {
        let own = Scope {
            section: self.section,
            item: None,
        };
        let items = match self.of {
            Of::Nothing => return vec![own],
            Of::Rows(group) => judge
                .rows_and_total(group)
                .into_iter()
                .map(Item::Row)
                .collect(),
            Of::Each(group) => judge
                .places_of_musts(group)
                .into_iter()
                .map(Item::Row)
                .collect(),
            Of::List(list) => match self.section {
                Some(section) => judge.items(section, &list.key),
                None => Vec::new(),
            },
        };
        let items: Vec<Item<'a>> = items;
        items.into_iter().map(|item| own.with(item)).collect()
    }
}

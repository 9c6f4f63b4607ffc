use super::{Phraser, Scope, chinese};
use crate::figures::FigureId;
use crate::input::{GroupInput, RowInput};
use crate::model::{Group, ItemSource, List, ListEntry, Section, repeated_key};
use crate::notice::Span;

/// What a name of an item stands for.
#[derive(Clone, Debug)]
pub enum Local {
    Figure(FigureId),
    Words(Vec<Span>),
}

pub type Locals = Vec<(String, Local)>;

/// One item of a list, a table or repeated columns.
#[derive(Debug)]
pub struct Item {
    pub locals: Locals,
    /// The row's name, for items that are rows.
    pub row: Option<String>,
}

/// A place where the rules of a table must hold.
#[derive(Debug)]
pub struct MustPlace {
    pub locals: Locals,
    pub is_total: bool,
}

/// A row's figures, with the repeated columns of one item under their own keys.
fn with_item(group: &Group, locals: &Locals, item: &str) -> Locals {
    let repeated = group.repeated_columns().filter_map(|column| {
        let key = repeated_key(&column.key, item);
        let (_, local) = locals.iter().find(|(name, _)| *name == key)?;
        Some((column.key.clone(), local.clone()))
    });
    repeated.chain(locals.iter().cloned()).collect()
}

impl Phraser<'_> {
    /// The items of a source, in the order of the input. The model was
    /// checked: the name is one of a source.
    pub fn items(&self, section: &Section, name: &str) -> Vec<Item> {
        match self.model.item_source(section, name) {
            Some(ItemSource::List(section, list)) => self.list_items(section, list),
            Some(ItemSource::Rows(group)) => self.row_items(group),
            Some(ItemSource::Repeated(group)) => self.repeated_items(group),
            Some(ItemSource::Counties) => self.county_items(),
            None => Vec::new(),
        }
    }

    fn list_items(&self, section: &Section, list: &List) -> Vec<Item> {
        let none = Locals::new();
        let scope = Scope {
            section: Some(section),
            locals: &none,
        };
        list.entries
            .iter()
            .filter(|entry| {
                let when = entry.when.as_ref();
                when.is_none_or(|when| self.holds(&when.value, &when.place, scope))
            })
            .map(|entry| self.entry_item(entry, scope))
            .collect()
    }

    /// An entry of a list, whether or not it drops out.
    pub(super) fn entry_item(&self, entry: &ListEntry, scope: Scope) -> Item {
        Item {
            row: None,
            locals: entry
                .words
                .iter()
                .map(|(name, word)| {
                    let figure = word.value.only_name().and_then(|n| self.figures.named(n));
                    let local = match figure {
                        Some(id) => Local::Figure(id),
                        None => Local::Words(self.wording(&word.value, scope)),
                    };
                    (name.clone(), local)
                })
                .collect(),
        }
    }

    fn row_items(&self, group: &Group) -> Vec<Item> {
        let input = self.input_of(group);
        input
            .rows
            .values()
            .map(|row| Item {
                locals: self.row_locals(group, input, row),
                row: Some(row.key.to_string()),
            })
            .collect()
    }

    fn row_locals(&self, group: &Group, input: &GroupInput, row: &RowInput) -> Locals {
        let words = |text: &str| Local::Words(vec![Span::text(text)]);
        let mut locals = vec![
            ("name".to_owned(), words(&row.key)),
            ("label".to_owned(), words(&row.label)),
            ("short".to_owned(), words(self.short_name(&row.key))),
        ];
        locals.extend(self.figures_of_row(group, &row.key));
        for column in input
            .columns
            .iter()
            .filter(|c| c.content.measure().is_none())
        {
            let text = row.texts.get(&column.key).map_or("", String::as_str);
            locals.push((column.key.clone(), words(text)));
        }
        locals
    }

    fn county_items(&self) -> Vec<Item> {
        let words = |text: &str| Local::Words(vec![Span::text(text)]);
        let counties = self.inputs.counties.iter();
        counties
            .map(|county| Item {
                locals: vec![
                    ("name".to_owned(), words(county)),
                    ("label".to_owned(), words(county)),
                    ("short".to_owned(), words(self.short_name(county))),
                ],
                row: Some(county.clone()),
            })
            .collect()
    }

    /// Whole where another county's would be the same.
    fn short_name<'n>(&self, name: &'n str) -> &'n str {
        let short = chinese::short_name(name);
        let others = self.inputs.counties.iter().filter(|other| *other != name);
        let mut others = others.map(|other| chinese::short_name(other));
        if others.any(|other| other == short) {
            name
        } else {
            short
        }
    }

    /// The figures of a row, or of the total row, by their columns' keys.
    fn figures_of_row(&self, group: &Group, row: &str) -> Locals {
        self.input_of(group)
            .columns
            .iter()
            .filter_map(|column| {
                let id = self
                    .figures
                    .named(&format!("{}.{row}.{}", group.key, column.key))?;
                Some((column.key.clone(), Local::Figure(id)))
            })
            .collect()
    }

    /// Where the rules of a table must hold: in every row and then in the
    /// total, for every item of repeated columns; of single figures, once.
    /// `others` are the columns of other tables that the rule names, of the same row.
    pub fn places_of_musts(&self, group: &Group, others: &[&str]) -> Vec<MustPlace> {
        if !group.has_total() {
            let scalars = group.scalars.iter().filter_map(|scalar| {
                let id = self
                    .figures
                    .named(&format!("{}.{}", group.key, scalar.key))?;
                Some((scalar.key.clone(), Local::Figure(id)))
            });
            return vec![MustPlace {
                locals: scalars.collect(),
                is_total: false,
            }];
        }
        let input = self.input_of(group);
        let rows = input.rows.keys().map(|key| (&**key, false));
        rows.chain([("total", true)])
            .flat_map(|(row, is_total)| {
                let mut locals = self.figures_of_row(group, row);
                locals.extend(others.iter().filter_map(|other| {
                    let (group, column) = other.split_once('.')?;
                    let id = self.figures.named(&format!("{group}.{row}.{column}"))?;
                    Some(((*other).to_owned(), Local::Figure(id)))
                }));
                let of_items: Vec<Locals> = if input.items.is_empty() {
                    vec![locals]
                } else {
                    let items = input.items.iter();
                    items.map(|item| with_item(group, &locals, item)).collect()
                };
                of_items
                    .into_iter()
                    .map(move |locals| MustPlace { locals, is_total })
            })
            .collect()
    }

    fn repeated_items(&self, group: &Group) -> Vec<Item> {
        self.input_of(group)
            .items
            .iter()
            .map(|item| {
                let each = ("each".to_owned(), Local::Words(vec![Span::text(item)]));
                let totals = group.repeated_columns().filter_map(|column| {
                    let key = repeated_key(&column.key, item);
                    let id = self.figures.named(&format!("{}.total.{key}", group.key))?;
                    Some((column.key.clone(), Local::Figure(id)))
                });
                Item {
                    locals: std::iter::once(each).chain(totals).collect(),
                    row: None,
                }
            })
            .collect()
    }

    pub(super) fn input_of(&self, group: &Group) -> &GroupInput {
        self.inputs.of(group)
    }
}

//! Which typed figures nothing guards: a slip in one of them contradicts nothing.

use crate::figures::{Figure, FigureId, Figures};
use crate::input::Entry;
use crate::model::Model;

/// The typed figures that have no part in any stated total or rate, in the order of the tables.
pub fn unguarded(figures: &Figures) -> Vec<&Figure> {
    let constraints = figures.constraints();
    let is_guarded = |id: FigureId| constraints.iter().any(|constraint| constraint.is_about(id));
    figures
        .iter()
        .filter(|(_, figure)| figure.stated.as_ref().and_then(Entry::decimal).is_some())
        .filter(|(id, _)| !is_guarded(*id))
        .map(|(_, figure)| figure)
        .collect()
}

/// The same in one line: how many, and of each table the first.
pub fn unguarded_in_short(model: &Model, figures: &Figures) -> Option<String> {
    let all = unguarded(figures);
    if all.is_empty() {
        return None;
    }
    let group_of = |figure: &Figure| figure.name.split('.').next().map(str::to_owned);
    let tables: Vec<String> = all
        .chunk_by(|a, b| group_of(a) == group_of(b))
        .filter_map(|figures| {
            let first = figures.first()?;
            let group = model.group(&group_of(first)?)?;
            let rest = match figures.len() {
                1 => String::new(),
                count => format!("等 {count} 项"),
            };
            Some(format!("{}（{}{rest}）", group.label, first.label))
        })
        .collect();
    Some(format!(
        "另有 {} 项填报数没有合计或比率可以核对，填错了也看不出来：{}。",
        all.len(),
        tables.join("、")
    ))
}

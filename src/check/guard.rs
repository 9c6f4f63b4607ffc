//! Which typed figures nothing guards: a slip in one of them contradicts nothing.

use rustc_hash::FxHashSet;

use crate::figures::{Figure, FigureId, Figures};
use crate::model::{Kind, Model};

/// The typed figures that have no part in any stated total or rate, in the order of the tables.
pub fn unguarded(figures: &Figures) -> Vec<&Figure> {
    let constraints = figures.constraints();
    let guarded = constraints.iter();
    let guarded = guarded.flat_map(|of| of.leaves.iter().copied().chain([of.stated]));
    let guarded: FxHashSet<FigureId> = guarded.collect();
    figures
        .own()
        .filter(|(_, figure)| figure.typed().is_some())
        // No total is made of dates; a slip in one is told by the days around it.
        .filter(|(_, figure)| figure.measure.kind != Kind::Date)
        .filter(|(id, _)| !guarded.contains(id))
        .map(|(_, figure)| figure)
        .collect()
}

/// The same in one line: how many, and of each table the first.
pub fn unguarded_in_short(model: &Model, figures: &Figures) -> Option<String> {
    let all = unguarded(figures);
    if all.is_empty() {
        return None;
    }
    let tables: Vec<String> = all
        .chunk_by(|a, b| a.key.group == b.key.group)
        .filter_map(|figures| {
            let first = figures.first()?;
            let group = model.group(&first.key.group)?;
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

//! Printed figures that were changed.

use super::Desk;
use super::figure::{ROUNDED, Untold, literal};
use super::flow::{Change, piece_of};
use super::letters::bare;
use super::matter::Matter;
use super::put::Put;
use super::told::EditKind;
use crate::figures::{Derivation, Figure};
use crate::input::Typed;
use crate::key::{Key, Row};
use crate::workbook::Target;

/// So many figures are named, the others counted.
const MOST: usize = 6;

impl Desk<'_> {
    /// A printed figure of the text.
    pub(super) fn of_figure(&self, change: &Change, at: (usize, usize)) -> Option<Matter> {
        let all = self.all_of(at);
        let new = self.patched(&all, change);
        let piece = piece_of(&self.expected, self.flow.old.get(all.start)?)?;
        let key = piece.figure.clone()?;
        Some(self.figure(&key, &bare(&piece.text), &new))
    }

    /// A figure that is printed as `old` and was changed to `new`.
    pub(super) fn figure(&self, key: &Key, old: &str, new: &str) -> Matter {
        let figures = &self.ground.year.figures;
        let Some(figure) = figures.id(key).map(|id| figures.get(id)) else {
            return Matter::new(EditKind::Derived, key.to_string());
        };
        let label = self.ground.model.label_of(key, &figure.label);
        let mut matter = if figure.derivation().is_some() && figure.stated.is_none() {
            self.derived(figure, label)
        } else {
            Matter::new(EditKind::Figure, label)
        };
        matter.name = key.to_string();
        if matter.kind == EditKind::Derived {
            return matter;
        }
        if key.epoch().is_some() {
            let why =
                "这是上一期或上年同期公布的数，请改那一期的数据；公布后调整过的，写 [[restated]]";
            matter.refused.push(why.to_owned());
            return matter;
        }
        if figure.derivation().is_some() {
            matter.advice.push(format!(
                "这一项既填报又可算出，由{}算得",
                self.sources_of(figure)
            ));
        }
        let Some(entry) = &figure.stated else {
            matter.refused.push("数据文件里没有填这一项".to_owned());
            return matter;
        };
        matter.place = Some(entry.place.clone());
        let source = &self.ground.sources.get(entry.place.source).text;
        let before = source
            .get(entry.place.span.clone())
            .unwrap_or_default()
            .to_owned();
        // A gap is filled in as it is typed.
        let old = if matches!(entry.typed, Typed::ToFill) {
            ""
        } else {
            old
        };
        match literal(figure, old, new) {
            Ok(literal) => {
                matter.input = Some([before, literal.clone()]);
                matter.put = Some(Put::Value {
                    target: Target::Figure(key.clone()),
                    literal,
                });
            }
            Err(Untold::Rounded) => matter.refused.push(ROUNDED.to_owned()),
            Err(Untold::Words) => matter.refused.push(format!("“{new}”不是数")),
        }
        matter
    }

    fn derived(&self, figure: &Figure, label: String) -> Matter {
        let matter = Matter::new(EditKind::Derived, label);
        let from = self.sources_of(figure);
        let is_total = figure.key.row == Row::Total;
        let what = match figure.derivation() {
            Some(Derivation::Sum(_)) if is_total => {
                format!("合计由{from}相加得出，改了合计，就和各行对不上")
            }
            Some(Derivation::Rank { .. }) => format!("名次由{from}排出"),
            _ => format!("这个数由{from}算出"),
        };
        let printed = figure.printed();
        matter.advise(format!(
            "与数据矛盾：{what}，按数据是 {printed}；哪个数据有误，请改那个数据"
        ))
    }

    /// The typed figures that one goes back to, for a reader.
    fn sources_of(&self, figure: &Figure) -> String {
        let figures = &self.ground.year.figures;
        let Some(derivation) = figure.derivation() else {
            return String::new();
        };
        let leaves = figures.typed_leaves(derivation);
        let label = |id: &crate::figures::FigureId| {
            let leaf = figures.get(*id);
            self.ground.model.label_of(&leaf.key, &leaf.label)
        };
        let told: Vec<String> = leaves.iter().take(MOST).map(label).collect();
        let more = if leaves.len() > MOST {
            format!("等 {} 项", leaves.len())
        } else {
            String::new()
        };
        format!("{}{more}", told.join("、"))
    }
}

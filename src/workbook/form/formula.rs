//! What follows from others, as the formulas of a spreadsheet.
//!
//! A cell has a number, nothing (no such task), `?` (unknown) or 待填. Formulas keep these apart as
//! [`crate::figures`] does: blank cells drop out of sums, and what is unknown or open makes unknown
//! or open what follows from it.

use std::collections::HashMap;
use std::fmt::Write;

use super::super::Address;
use crate::figures::{Derivation, Field, FigureId, Figures, Terms};
use crate::input::TO_FILL;
use crate::model::Kind;
use crate::number::Exact;

/// Sums of binary fractions are off in their last digits; no figure has so many places.
pub(super) const PLACES: u32 = 10;

/// Where a figure stands in a workbook.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Located {
    /// The sheet, by its number.
    pub sheet: usize,
    /// The cell of the figure itself.
    pub at: Address,
    /// The cell of a figure that was received beside it, and that goes before it.
    pub stated: Option<Address>,
}

/// Where all figures stand.
#[derive(Debug, Default)]
pub(super) struct Layout {
    pub of: HashMap<FigureId, Located>,
    /// The names of the sheets as formulas of others write them.
    pub sheets: Vec<String>,
}

/// The formulas of a sheet.
pub(super) struct Formulas<'a> {
    pub figures: &'a Figures,
    pub located: &'a Layout,
    /// The sheet in which they stand.
    pub sheet: usize,
}

/// A figure, or some in a row, as a formula names them.
struct Operand {
    weight: Exact,
    /// A cell, a range of cells, or an expression.
    name: String,
    kind: OperandKind,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum OperandKind {
    Cell,
    Range,
    Expression,
}

/// A weighted sum in its parts.
struct Sum {
    is_open: String,
    is_text: String,
    is_blank: String,
    value: String,
}

impl Formulas<'_> {
    /// The formula of a derivation; nothing where one of its figures stands nowhere.
    pub fn of(&self, derivation: &Derivation) -> Option<String> {
        match derivation {
            Derivation::Sum(terms) => {
                let sum = self.sum(terms)?;
                let value = rounded(&sum.value, PLACES);
                Some(guarded(&sum, &format!("IF({},\"\",{value})", sum.is_blank)))
            }
            Derivation::Mean(terms) => {
                let sum = self.sum(terms)?;
                let names: Vec<String> =
                    self.operands(terms)?.into_iter().map(|o| o.name).collect();
                let mean = rounded(&format!("AVERAGE({})", names.join(",")), PLACES);
                Some(guarded(&sum, &format!("IF({},\"\",{mean})", sum.is_blank)))
            }
            Derivation::Ratio { share, part, base } => {
                let (part, base) = (self.sum(part)?, self.sum(base)?);
                let state = format!(
                    "IF({}+{}>0,\"{TO_FILL}\",\"?\")",
                    part.is_open, base.is_open
                );
                let whole = share.whole();
                let times = if whole.is_one() {
                    String::new()
                } else {
                    format!("*{whole}")
                };
                let quotient =
                    rounded(&format!("({})/({}){times}", part.value, base.value), PLACES);
                let base_value = rounded(&base.value, PLACES);
                Some(format!(
                    "IF({bt}>0,{state},IF({bb},IF({pt}>0,{state},\"\"),IF({base_value}=0,\"\",IF({pt}>0,{state},IF({pb},\"\",{quotient})))))",
                    bt = base.is_text,
                    bb = base.is_blank,
                    pt = part.is_text,
                    pb = part.is_blank,
                ))
            }
            Derivation::Weighted { of, by } => self.weighted_mean(of, by),
            Derivation::Rank { own, field } => self.rank(*own, field),
        }
    }

    /// Each figure times its weight, through the sum of the weights of those that are there.
    fn weighted_mean(&self, of: &Terms, by: &Terms) -> Option<String> {
        let (figures, weights) = (self.sum(of)?, self.sum(by)?);
        let (names, by) = (self.operands(of)?, self.operands(by)?);
        if names.len() != by.len() {
            return None;
        }
        let mut products = Vec::new();
        let mut there = Vec::new();
        for (figure, weight) in names.iter().zip(&by) {
            let (x, w) = (&figure.name, &weight.name);
            let numbers = format!("ISNUMBER({x})*ISNUMBER({w})");
            products.push(format!("SUMPRODUCT({numbers},{x},{w})"));
            there.push(format!("SUMPRODUCT({numbers},{w})"));
        }
        let (product, sum) = (products.join("+"), there.join("+"));
        let mean = rounded(&format!("({product})/({sum})"), PLACES);
        let value = format!("IF(ROUND({sum},{PLACES})=0,\"\",{mean})");
        let both = Sum {
            is_open: format!("{}+{}", figures.is_open, weights.is_open),
            is_text: format!("{}+{}", figures.is_text, weights.is_text),
            ..figures
        };
        Some(guarded(&both, &value))
    }

    /// A cell as a formula of this sheet names it.
    fn name(&self, sheet: usize, at: Address) -> String {
        if sheet == self.sheet {
            return at.to_string();
        }
        let prefix = self.located.sheets.get(sheet).cloned().unwrap_or_default();
        format!("{prefix}{at}")
    }

    /// The value of a figure: what was received goes before what follows.
    pub fn value(&self, id: FigureId) -> Option<String> {
        let located = self.located.of.get(&id)?;
        let own = self.name(located.sheet, located.at);
        Some(match located.stated {
            Some(stated) => {
                let stated = self.name(located.sheet, stated);
                format!("IF(ISNUMBER({stated}),{stated},{own})")
            }
            None => own,
        })
    }

    /// The same, where it is set against another period: as it is printed.
    pub fn compared(&self, id: FigureId) -> Option<String> {
        let value = self.value(id)?;
        let figure = self.figures.get(id);
        Some(match figure.places {
            Some(places) if figure.key.epoch().is_none() => {
                format!("IF(ISNUMBER({value}),ROUND({value},{places}),{value})")
            }
            _ => value,
        })
    }

    fn is_compared(&self, (weight, id): &(Exact, FigureId), terms: &Terms) -> bool {
        let key = &self.figures.get(*id).key;
        terms.iter().any(|(other_weight, other)| {
            weight.is_negative() != other_weight.is_negative()
                && key.is_other_time_of(&self.figures.get(*other).key)
        })
    }

    fn operands(&self, terms: &Terms) -> Option<Vec<Operand>> {
        let looks_back = |id: &FigureId| self.figures.get(*id).key.epoch().is_some();
        let is_back = terms.iter().any(|(_, id)| looks_back(id));
        let mut operands: Vec<Operand> = Vec::new();
        let mut run: Option<(Exact, usize, Address, Address)> = None;
        for term in terms {
            let (weight, id) = term;
            let located = self.located.of.get(id)?;
            let is_plain = located.stated.is_none() && !(is_back && self.is_compared(term, terms));
            if !is_plain {
                operands.extend(run.take().map(|run| self.range(run)));
                let name = if is_back && self.is_compared(term, terms) {
                    self.compared(*id)?
                } else {
                    self.value(*id)?
                };
                operands.push(Operand {
                    weight: weight.clone(),
                    name,
                    kind: OperandKind::Expression,
                });
                continue;
            }
            let at = located.at;
            run = Some(match run.take() {
                Some((w, sheet, first, last))
                    if w == *weight && sheet == located.sheet && follows(first, last, at) =>
                {
                    (w, sheet, first, at)
                }
                other => {
                    operands.extend(other.map(|run| self.range(run)));
                    (weight.clone(), located.sheet, at, at)
                }
            });
        }
        operands.extend(run.map(|run| self.range(run)));
        Some(operands)
    }

    fn range(&self, (weight, sheet, first, last): (Exact, usize, Address, Address)) -> Operand {
        let name = self.name(sheet, first);
        if first == last {
            return Operand {
                weight,
                name,
                kind: OperandKind::Cell,
            };
        }
        Operand {
            weight,
            name: format!("{name}:{last}"),
            kind: OperandKind::Range,
        }
    }

    fn sum(&self, terms: &Terms) -> Option<Sum> {
        let operands = self.operands(terms)?;
        let open: Vec<String> = operands.iter().map(Operand::is_open).collect();
        let text: Vec<String> = operands.iter().map(Operand::is_text).collect();
        let names: Vec<&str> = operands.iter().map(|o| o.name.as_str()).collect();
        let mut is_blank = format!("COUNT({})=0", names.join(","));
        let back = |id: &FigureId| self.figures.get(*id).key.epoch().is_some();
        // From no day to another there are no days.
        let is_date = |id: &FigureId| self.figures.get(*id).measure.kind == Kind::Date;
        if terms.iter().any(|(_, id)| back(id) || is_date(id)) {
            let needed = terms.iter();
            let needed = needed
                .filter(|term| back(&term.1) || is_date(&term.1) || self.is_compared(term, terms));
            let needed: Option<Vec<String>> = needed.map(|(_, id)| self.value(*id)).collect();
            let needed = needed?;
            is_blank = format!(
                "OR({is_blank},COUNT({})<{})",
                needed.join(","),
                needed.len()
            );
        }
        Some(Sum {
            is_open: open.join("+"),
            is_text: text.join("+"),
            is_blank,
            value: weighted(&operands),
        })
    }

    /// The place of a cell among those of its column.
    fn rank(&self, own: FigureId, field: &Field) -> Option<String> {
        let own_name = self.value(own)?;
        let cells: Option<Vec<&Located>> = field
            .among
            .iter()
            .map(|(_, id)| self.located.of.get(id))
            .collect();
        let cells = cells?;
        let first = cells.iter().map(|cell| cell.at.row).min()?;
        let last = cells.iter().map(|cell| cell.at.row).max()?;
        let (sheet, column) = (cells.first()?.sheet, cells.first()?.at.column);
        let name = |column: u32, row: u32| {
            let at = Address::new(row, column);
            format!("${}${}", at.letters(), at.row + 1)
        };
        let prefix = self.name(sheet, Address::new(0, 0));
        let prefix = prefix.strip_suffix("A1").unwrap_or_default().to_owned();
        let range = |column: u32| format!("{prefix}{}:{}", name(column, first), name(column, last));
        let (values, keys) = (range(column), range(0));
        let typed = format!("(LEFT({keys},4)=\"row:\")");
        let sign = if field.order.rising { "<" } else { ">" };
        let before = format!("{typed}*ISNUMBER({values})*({values}{sign}{own_name})");
        let before = if field.order.dense {
            let marked = format!("{typed}&\"|\"&{values}");
            let at = format!("ROW({values})-ROW({prefix}{})+1", name(column, first));
            format!("{before}*(MATCH({marked},{marked},0)={at})")
        } else {
            before
        };
        let open = format!("SUMPRODUCT({typed}*({values}=\"{TO_FILL}\"))");
        let text = format!("SUMPRODUCT({typed}*ISTEXT({values})*({values}<>\"\"))");
        Some(format!(
            "IF(NOT(ISNUMBER({own_name})),{own_name}&\"\",IF({open}>0,\"{TO_FILL}\",IF({text}>0,\"?\",SUMPRODUCT({before})+1)))"
        ))
    }
}

impl Operand {
    /// How many of its cells are still to be filled in.
    fn is_open(&self) -> String {
        let name = &self.name;
        match self.kind {
            OperandKind::Range => format!("COUNTIF({name},\"{TO_FILL}\")"),
            OperandKind::Cell | OperandKind::Expression => format!("({name}=\"{TO_FILL}\")"),
        }
    }

    /// How many of its cells have words.
    fn is_text(&self) -> String {
        let name = &self.name;
        match self.kind {
            OperandKind::Range => format!("SUMPRODUCT(ISTEXT({name})*({name}<>\"\"))"),
            OperandKind::Cell | OperandKind::Expression => {
                format!("(ISTEXT({name})*({name}<>\"\"))")
            }
        }
    }
}

fn weighted(operands: &[Operand]) -> String {
    let mut text = String::new();
    for operand in operands {
        let size = operand.weight.abs();
        text.push(if operand.weight.is_negative() {
            '-'
        } else {
            '+'
        });
        if !size.is_one() {
            text.push_str(&size.to_plain());
            text.push('*');
        }
        let function = match operand.kind {
            OperandKind::Range => "SUM",
            OperandKind::Cell | OperandKind::Expression => "N",
        };
        let _ = write!(text, "{function}({})", operand.name);
    }
    text.strip_prefix('+').unwrap_or(&text).to_owned()
}

/// Whether a cell goes on from others in one direction.
fn follows(first: Address, last: Address, next: Address) -> bool {
    let down = next.column == last.column && next.row == last.row + 1;
    let right = next.row == last.row && next.column == last.column + 1;
    down && first.column == last.column || right && first.row == last.row
}

fn rounded(value: &str, places: u32) -> String {
    format!("ROUND({value},{places})")
}

/// What is open or unknown before what is not.
fn guarded(sum: &Sum, value: &str) -> String {
    format!(
        "IF({}>0,\"{TO_FILL}\",IF({}>0,\"?\",{value}))",
        sum.is_open, sum.is_text
    )
}

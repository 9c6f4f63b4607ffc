//! The table of a quarter, cell by cell.

use std::cmp::Ordering;

use hongtou::notice::RowKind;

use super::Oracle;
use super::made::County;
use super::text::signed;
use crate::any_period::numbers::{Ratio, Wanted};
use crate::any_period::reading::{Reading, Row};

impl Oracle<'_> {
    pub fn table(&self, reading: &mut Reading) {
        if self.is_empty() {
            return;
        }
        let this = &self.series.this;
        let rows = reading.table("progress").unwrap_or_default();
        let ranks = self.ranks();
        let without = this.counties.iter().map(String::as_str);
        let without = without.filter(|name| ranks.iter().all(|(ranked, ..)| ranked != name));
        let names = ranks.iter().map(|(name, ..)| *name).chain(without);
        let wanted: Vec<&str> = ["晋城市"].into_iter().chain(names).collect();
        let printed: Vec<&str> = rows.iter().map(|row| row.name).collect();
        reading.must(
            printed == wanted,
            format!("rows {printed:?}, not {wanted:?}"),
        );
        for row in &rows {
            if row.kind == RowKind::Total {
                let sum = County {
                    target: this.total(|row| row.target),
                    investment: this.total(|row| row.investment),
                    invested: this.total(|row| row.invested),
                    begun_target: this.total(|row| row.begun_target),
                    begun: this.total(|row| row.begun),
                };
                self.row(
                    reading,
                    row,
                    &sum,
                    None,
                    (self.change_of_all(), self.grown_of_all()),
                );
            } else if let Some(county) = this.row(row.name) {
                let place = ranks.iter().find(|(name, ..)| *name == row.name);
                let same = self.series.same.as_ref();
                let same = same.and_then(|same| same.row(row.name)?.investment);
                let grown = Self::grown(county.investment, same);
                let place = place.map(|(_, _, place)| i128::try_from(*place).unwrap());
                self.row(reading, row, county, place, (self.change(row.name), grown));
            }
        }
    }

    fn row(
        &self,
        reading: &mut Reading,
        row: &Row,
        county: &County,
        place: Option<i128>,
        (change, grown): (Option<i128>, Option<(i128, i128)>),
    ) {
        let columns = 11;
        reading.must(
            row.cells.len() == columns,
            format!("cells of {}: {:?}", row.name, row.cells),
        );
        let plain = |wanted: Option<Wanted>| wanted.map(|wanted| ("", wanted, ""));
        let money = |amount: Option<u64>| plain(amount.map(|n| Wanted::two_places(signed(n))));
        let count = |count: Option<u64>| plain(count.map(|n| Wanted::whole(signed(n))));
        let rate = |done: Option<u64>, target: Option<u64>, sides: &[Ratio]| {
            let (done, target) = (signed(done?), signed(target.filter(|n| *n > 0)?));
            Some(("", Wanted::percent(done, target, sides), "%"))
        };
        let sign = |number: i128| match number.cmp(&0) {
            Ordering::Less => "−",
            Ordering::Equal => "",
            Ordering::Greater => "+",
        };
        let grown = grown.map(|(more, base)| {
            (
                sign(more),
                Wanted::difference(Ratio::new(100 * more, base)),
                "%",
            )
        });
        let wanted = [
            plain(place.map(Wanted::whole)),
            money(county.target),
            money(county.investment),
            money(county.invested),
            change.map(|change| (sign(change), Wanted::two_places(change.abs()), "")),
            rate(county.investment, county.target, &[self.schedule()]),
            grown,
            count(county.begun_target),
            count(county.begun),
            rate(county.begun, county.begun_target, &[]),
        ];
        for (at, (cell, wanted)) in row.cells.iter().zip(&wanted).enumerate() {
            let wanted = wanted
                .as_ref()
                .map(|(before, number, behind)| (*before, number, *behind));
            reading.cell(&format!("{} column {at}", row.name), cell, wanted);
        }
        let state = match (row.kind, county.task(), county.investment) {
            (RowKind::Row, Some(target), Some(done)) => {
                let rate = Ratio::new(100 * signed(done), signed(target));
                match rate.cmp(self.schedule()) {
                    _ if done >= target => "已完成",
                    Ordering::Less => "滞后",
                    _ => "正常",
                }
            }
            _ => "",
        };
        let printed = row.cells[columns - 1];
        reading.must(
            printed == state,
            format!("{} is {printed}, not {state}", row.name),
        );
    }
}

//! Made-up quarters of the progress notice.

mod made;
mod table;
mod text;

use self::made::{Series, series};
use super::Case;

/// A made-up quarter, with those before it as far as they are at hand.
pub fn case(seed: u64) -> Case {
    let series = series(seed);
    let file = |quarter: &made::Quarter| (quarter.file(), quarter.toml());
    let is_there = |quarter: &&made::Quarter| quarter.is_file;
    Case {
        name: series.this.file(),
        toml: series.toml(),
        last: series.last.as_ref().filter(is_there).map(file),
        same: series.same.as_ref().filter(is_there).map(file),
        read: Box::new(move |reading| {
            Oracle { series: &series }.read(reading);
        }),
    }
}

/// Knows what the notice must say, from the made-up numbers alone.
struct Oracle<'s> {
    series: &'s Series,
}

impl Oracle<'_> {
    fn read(&self, reading: &mut super::Reading) {
        self.frame(reading);
        self.whole(reading);
        self.ranking(reading);
        self.asks(reading);
        self.table(reading);
    }
}

//! Made-up yearly reports on disclosure.

mod made;
mod oracle;

use self::made::series;
use super::Case;

/// A made-up report, with the one before it where there is a file of it.
pub fn case(seed: u64) -> Case {
    let series = series(seed);
    let last = series.last.as_ref().filter(|_| series.is_file);
    Case {
        name: format!("{}.toml", series.this.year),
        toml: series.toml(),
        last: last.map(|last| {
            (
                format!("{}.toml", last.year),
                last.toml("none = [\"last\"]\n"),
            )
        }),
        same: None,
        read: Box::new(move |reading| series.read(reading)),
    }
}

//! The figures of one made-up county, year after year. Stocks are drawn and what moved follows from
//! them, so that a year goes on from the one before without having been made.

use super::City;

/// What a figure is drawn for: each is drawn on its own.
const TASK: u64 = 1;
const OVER: u64 = 2;
const HAS: u64 = 3;
const LEFT: u64 = 4;
const MORE: u64 = 5;
const OVERDUE: u64 = 6;
const FUNDS: u64 = 7;
const CREDIT: u64 = 8;
const BONDS: u64 = 9;
const AUDIT: u64 = 10;

/// A typed column with its figure in the smallest unit; a blank has none.
pub type Cell = (String, Option<i64>);

const HOUSING: [[&str; 2]; 4] = [
    ["renewal_begun", "renewal_built"],
    ["public_begun", "public_built"],
    ["economic_begun", "economic_built"],
    ["limited_begun", "limited_built"],
];
const BANKS: [[&str; 3]; 2] = [
    ["credit_cdb", "lent_cdb", "new_cdb"],
    ["credit_adbc", "lent_adbc", "new_adbc"],
];

impl City {
    /// A figure from 0 to below `most`, the same on every run.
    fn draw(self, at: u64, what: u64, which: u64, most: i64) -> i64 {
        let mut mixed = self.place.wrapping_mul(0x9E37_79B9_7F4A_7C15);
        for part in [self.year, at, what, which] {
            mixed = (mixed ^ part).wrapping_mul(0xBF58_476D_1CE4_E5B9);
            mixed ^= mixed >> 29;
        }
        i64::try_from(mixed >> 1).unwrap() % most
    }

    /// The same as in every other year.
    fn always(self, at: u64, what: u64, which: u64, most: i64) -> i64 {
        Self { year: 0, ..self }.draw(at, what, which, most)
    }

    /// A figure of its county's own size, a little more or less from year to year.
    fn about(self, at: u64, what: u64, which: u64, most: i64) -> i64 {
        let size = 20 + self.always(at, what, which, most);
        size * (95 + self.draw(at, what, which, 10)) / 100
    }

    fn before(self) -> Self {
        Self {
            year: self.year - 1,
            ..self
        }
    }

    /// The year of the lists of what is overdue and of what the audits found: one in ten years.
    pub(super) fn listed(self) -> u64 {
        (self.year - 1) / 10 * 10
    }

    /// How many years the lists are old; after ten years all is settled that is on them.
    fn age(self) -> i64 {
        i64::try_from(self.year - self.listed()).unwrap()
    }

    pub(super) fn audited(self) -> [u64; 3] {
        [4, 3, 1].map(|before| self.listed() - before)
    }

    /// Of what is listed.
    fn of_list(self, at: u64, what: u64, which: u64, most: i64) -> i64 {
        let year = self.listed();
        Self { year, ..self }.draw(at, what, which, most)
    }

    pub(super) fn targets(self, at: u64) -> Vec<Cell> {
        let task = |which, most| {
            let has = self.always(at, HAS, which, 4) > 0;
            has.then(|| self.about(at, TASK, which, most))
        };
        let over = |which, task: Option<i64>| {
            task.map(|task| task * (100 + self.always(at, OVER, which, 25)) / 100)
        };
        let (begun, built) = (task(0, 900), task(1, 900));
        let (invested, subsidy) = (task(2, 900), task(3, 400));
        // What was built of the unfinished goes on from earlier years.
        let continued = self.built(at, 0).unwrap_or(0);
        let all_built = continued + over(1, built).unwrap_or(0);
        cells([
            ("begun_target", Some(begun.unwrap_or(0))),
            ("begun", over(0, begun)),
            ("built_target", Some(built.unwrap_or(0))),
            ("built", Some(all_built)),
            ("built_continued", Some(continued)),
            ("investment_target", Some(invested.unwrap_or(0))),
            ("investment", over(2, invested)),
            ("subsidy_target", Some(subsidy.unwrap_or(0))),
            ("subsidy", over(3, subsidy)),
        ])
    }

    /// What was left over at the end of the year of one kind of housing.
    fn left(self, at: u64, kind: u64) -> i64 {
        self.about(at, LEFT, kind, 40)
    }

    /// What was begun of it and was still unfinished a year ago; one county in three has none.
    fn begun(self, at: u64, kind: u64) -> Option<i64> {
        let has = self.always(at, HAS, 10 + kind, 3) > 0;
        let more = 50 + self.about(at, MORE, kind, 900);
        has.then(|| self.before().left(at, kind) + more)
    }

    fn built(self, at: u64, kind: u64) -> Option<i64> {
        self.begun(at, kind)
            .map(|begun| begun - self.left(at, kind))
    }

    pub(super) fn unfinished(self, at: u64) -> Vec<Cell> {
        let kinds = (0..).zip(HOUSING);
        kinds
            .flat_map(|(kind, [begun, built])| {
                let of = self.begun(at, kind);
                cells([
                    (begun, Some(of.unwrap_or(0))),
                    (built, self.built(at, kind)),
                ])
            })
            .collect()
    }

    /// Three counties have something overdue; a part more of it is done every year.
    pub(super) fn overdue(self, at: u64) -> Vec<Cell> {
        if at >= 3 {
            return Vec::new();
        }
        let projects = 3 + self.of_list(at, OVERDUE, 0, 6);
        let households = 100 + self.of_list(at, OVERDUE, 1, 900);
        cells([
            ("projects", Some(projects)),
            ("households", Some(households)),
            ("delivered_projects", Some(projects * self.age() / 10)),
            ("delivered", Some(households * (80 + 2 * self.age()) / 100)),
        ])
    }

    /// In hundredths of 万元.
    pub(super) fn funds(self, at: u64) -> Vec<Cell> {
        let carried = self.before().remaining(at);
        let received = [0, 1].map(|which| self.about(at, FUNDS, which, 90_000));
        let adjusted = self.about(at, FUNDS, 2, 1000);
        let spent = carried + adjusted + received[0] + received[1] - self.remaining(at);
        let subsidy = spent * (10 + self.always(at, FUNDS, 3, 80)) / 100;
        cells([
            ("carried", Some(carried)),
            ("adjusted", Some(adjusted)),
            ("rental", Some(received[0])),
            ("renewal", Some(received[1])),
            ("spent_public", None),
            ("spent_subsidy", Some(subsidy)),
            ("spent_renewal", Some(spent - subsidy)),
        ])
    }

    fn remaining(self, at: u64) -> i64 {
        self.about(at, FUNDS, 4, 2000)
    }

    /// In thousandths of 亿元.
    pub(super) fn loans(self, at: u64) -> Vec<Cell> {
        let mut row = Vec::new();
        for (bank, [credit, lent, new]) in (0..).zip(BANKS) {
            let has = self.always(at, HAS, 20 + bank, 2) > 0;
            let years = i64::try_from(self.year - 1900).unwrap();
            let lines = |years: i64| {
                has.then(|| {
                    self.always(at, CREDIT, bank, 8000)
                        + 2000
                        + years * (40 + self.always(at, CREDIT, 2 + bank, 90))
                })
            };
            let by = |years: i64| lines(years).map(|lines| lines * 95 / 100);
            let since = by(years).zip(by(years - 1)).map(|(now, then)| now - then);
            row.extend(cells([
                (credit, lines(years)),
                (lent, by(years)),
                (new, since),
            ]));
        }
        let bonds = self.always(at, BONDS, 0, 4) == 0;
        row.extend(cells([(
            "bonds",
            bonds.then(|| self.about(at, BONDS, 1, 5000)),
        )]));
        row
    }

    pub(super) fn audit(self, at: u64) -> Vec<Cell> {
        let years = (0..).zip(self.audited());
        years
            .flat_map(|(which, year)| {
                let count = self.of_list(at, AUDIT, which, 15);
                let found = (count > 0).then_some(count);
                let solved = found.map(|found| found * (90 + self.age()) / 100);
                [
                    (format!("found_{year}"), found),
                    (format!("solved_{year}"), solved),
                ]
            })
            .collect()
    }
}

fn cells<const N: usize>(cells: [(&str, Option<i64>); N]) -> Vec<Cell> {
    cells.map(|(key, figure)| (key.to_owned(), figure)).into()
}

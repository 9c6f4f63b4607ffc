//! Printed rates: right to their last place, and never on the other side of a threshold.

use super::Oracle;
use crate::any_year::made::Pair;

/// A printed number: digits without the point, and how many stand behind it.
struct Printed {
    digits: u64,
    places: u32,
}

impl Printed {
    fn of(text: &str) -> Self {
        let (whole, part) = text.split_once('.').unwrap_or((text, ""));
        Self {
            digits: format!("{whole}{part}").parse().unwrap(),
            places: u32::try_from(part.len()).unwrap(),
        }
    }

    fn unit(&self) -> u64 {
        10_u64.pow(self.places)
    }

    /// Whether it is the rate, rounded half up to these places.
    fn is(&self, pair: Pair) -> bool {
        let scaled = u128::from(pair.done) * 100 * u128::from(self.unit()) * 2;
        let base = u128::from(pair.base) * 2;
        (scaled + u128::from(pair.base)) / base == u128::from(self.digits)
    }

    /// Whether it stands where the rate does to a threshold.
    fn tells(&self, pair: Pair, percent: u64) -> bool {
        let (all, limit) = (100 * self.unit(), percent * self.unit());
        // All, more than all and none are told in any case.
        (self.digits >= limit) == pair.reaches(percent)
            && (self.digits >= all) == pair.reaches(100)
            && (self.digits > all) == (pair.done > pair.base)
            && (self.digits > 0) == (pair.done > 0)
    }
}

impl Oracle<'_> {
    pub(super) fn figures(&mut self) {
        self.annex_rates();
        let goals: Vec<Pair> = self.goals().into_iter().map(|(_, pair)| pair).collect();
        self.text_rates("targets", &goals, &[100]);
        let mut resettled: Vec<Pair> = vec![self.overdue(), self.fees()];
        resettled.extend(self.made.overdue.iter().map(|row| row.households));
        resettled.extend(self.made.fees.iter().map(|row| row.households));
        self.text_rates("overdue", &resettled, &[100, 80, 50]);
        let spent = self.funds();
        let rows = self.made.funds.iter().flatten();
        let received = rows.map(|row| row.rental + row.renewal).sum();
        let of_received = Pair {
            base: received,
            done: spent.done,
        };
        self.text_rates("funds", &[spent, of_received], &[100]);
        self.of_spending(spent);
        self.must_print("funds", of_received, received > 0 && spent.done > 0);
        self.text_rates("loans", &[self.loans()], &[100, 85, 80]);
        self.text_rates("audit", &[self.audit()], &[100, 90, 50]);
    }

    /// The rate by which the funds are judged.
    fn of_spending(&mut self, spent: Pair) {
        let text = self.section("funds");
        let Some((_, rest)) = text.split_once("占可支出资金总额") else {
            return;
        };
        let printed = Printed::of(rest.split('%').next().unwrap_or_default());
        let tells = [95, 90].iter().all(|t| printed.tells(spent, *t));
        self.must(
            printed.is(spent) && tells,
            format!("the funds' rate: {rest}"),
        );
    }

    /// The rates of an annex, cell by cell.
    fn annex_rates(&mut self) {
        let cells: Vec<(String, String)> = self
            .notice
            .annexes
            .iter()
            .flat_map(|annex| &annex.table.rows)
            .flat_map(|row| &row.cells)
            .filter_map(|cell| Some((cell.figure.as_ref()?.to_string(), cell.text.clone())))
            .collect();
        for (name, text) in cells {
            let Some((pair, thresholds)) = self.rate(&name) else {
                continue;
            };
            let Some(number) = text.strip_suffix('%') else {
                self.must(pair.base == 0, format!("{name} prints no rate"));
                continue;
            };
            let printed = Printed::of(number);
            self.must(
                pair.base > 0 && printed.is(pair),
                format!("{name} prints {text} of {pair:?}"),
            );
            for percent in thresholds {
                self.must(
                    printed.tells(pair, *percent),
                    format!("{name} prints {text} beside {percent} % of {pair:?}"),
                );
            }
        }
    }

    /// What a rate of an annex is of, and what its verdicts hang on.
    fn rate(&self, name: &str) -> Option<(Pair, &'static [u64])> {
        let mut parts = name.splitn(3, '.');
        let (group, row, column) = (parts.next()?, parts.next()?, parts.next()?);
        let sum = |rows: Vec<Pair>| rows.into_iter().fold(Pair::default(), Pair::plus);
        let is_row = |at: usize, offset: usize| {
            row == "total"
                || (at >= offset && self.made.counties[at - offset] == row)
                || (at < offset && row == "市本级")
        };
        let of_table = |table: &Option<Vec<[Pair; 4]>>, kinds: &[usize]| {
            let rows = table.iter().flatten().enumerate();
            let rows = rows.filter(|(at, _)| is_row(*at, 0));
            sum(rows
                .flat_map(|(_, row)| kinds.iter().map(|kind| row[*kind]))
                .collect())
        };
        match (group, column) {
            ("targets", "begun_rate") => Some((of_table(&self.made.targets, &[0]), &[100])),
            ("targets", "built_rate") => Some((of_table(&self.made.targets, &[1]), &[100])),
            ("targets", "investment_rate")
                if row == "total" && self.made.falls_short_by_rounding =>
            {
                Some((
                    Pair {
                        base: 1000,
                        done: 999,
                    },
                    &[100],
                ))
            }
            ("targets", "investment_rate") => Some((of_table(&self.made.targets, &[2]), &[100])),
            ("targets", "subsidy_rate") => Some((of_table(&self.made.targets, &[3]), &[100])),
            ("unfinished", "rate") => Some((
                of_table(&self.made.unfinished, &[0, 1, 2, 3]),
                &[100, 70, 40],
            )),
            ("unfinished", "renewal_rate") => Some((of_table(&self.made.unfinished, &[0]), &[100])),
            ("unfinished", "public_rate") => Some((of_table(&self.made.unfinished, &[1]), &[100])),
            ("unfinished", "economic_rate") => {
                Some((of_table(&self.made.unfinished, &[2]), &[100]))
            }
            ("unfinished", "limited_rate") => Some((of_table(&self.made.unfinished, &[3]), &[100])),
            ("funds", "progress") => {
                let rows = self.made.funds.iter().flatten().enumerate();
                let rows = rows
                    .filter(|(at, _)| is_row(*at, 0))
                    .map(|(_, row)| row.spent);
                Some((sum(rows.collect()), &[100, 95, 90]))
            }
            ("loans", "rate") => {
                let rows = self.made.loans.iter().flatten().enumerate();
                let rows = rows
                    .filter(|(at, _)| is_row(*at, 1))
                    .flat_map(|(_, row)| row.lent);
                Some((sum(rows.collect()), &[100, 85, 80]))
            }
            ("audit", column) => {
                let year: i64 = column.strip_prefix("rate_")?.parse().ok()?;
                let kind = self
                    .made
                    .audit_years
                    .iter()
                    .position(|other| *other == year)?;
                let rows = self.made.audit.iter().flatten().enumerate();
                let rows = rows
                    .filter(|(at, _)| is_row(*at, 1))
                    .map(|(_, row)| row[kind]);
                Some((sum(rows.collect()), &[100]))
            }
            _ => None,
        }
    }

    /// Each of these rates stands in the section, and tells what its verdicts say.
    fn text_rates(&mut self, key: &str, pairs: &[Pair], thresholds: &[u64]) {
        let text = self.section(key);
        let printed = percents(&text);
        for number in &printed {
            let known = pairs.iter().filter(|pair| pair.base > 0);
            let mut fitting = known
                .filter(|pair| Printed::of(number).is(**pair))
                .peekable();
            if fitting.peek().is_none() {
                continue;
            }
            let tells = |pair: &Pair| {
                let all = thresholds.iter();
                all.copied().all(|t| Printed::of(number).tells(*pair, t))
            };
            self.must(
                fitting.any(tells),
                format!("{key} prints {number}% where another verdict stands"),
            );
        }
        if key == "targets" {
            let count = pairs.len();
            let all = printed.len() == count
                && printed
                    .iter()
                    .zip(pairs)
                    .all(|(number, pair)| Printed::of(number).is(*pair));
            self.must(all, format!("targets prints {printed:?} for {pairs:?}"));
        }
        for pair in pairs.iter().filter(|_| key == "loans" || key == "audit") {
            let wants = pair.done > 0 && (key != "audit" || pair.base > 1);
            self.must_print(key, *pair, wants);
        }
    }

    fn must_print(&mut self, key: &str, pair: Pair, wants: bool) {
        let printed = percents(&self.section(key));
        let is_there = pair.base > 0 && printed.iter().any(|number| Printed::of(number).is(pair));
        self.must(
            !wants || is_there,
            format!("{key} does not print the rate of {pair:?}: {printed:?}"),
        );
    }
}

fn percents(text: &str) -> Vec<String> {
    let mut all = Vec::new();
    for part in text.split('%').rev().skip(1) {
        let digits: Vec<char> = part
            .chars()
            .rev()
            .take_while(|c| c.is_ascii_digit() || *c == '.')
            .collect();
        all.push(digits.into_iter().rev().collect());
    }
    all.reverse();
    all
}

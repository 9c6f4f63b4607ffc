//! What a notice of a made-up year must say and must not, worked out from the made-up numbers
//! alone, without the templates.

pub mod chinese;
pub mod claims;
mod closing;
mod figures;
mod sections;

use hongtou::notice::Notice;

use super::made::{Fee, Made, Overdue, Pair};
use crate::support::section;

/// What the notice says that its figures don't, and what it does not say of them.
pub fn violations(made: &Made, notice: &Notice, said: &[String]) -> Vec<String> {
    let mut oracle = Oracle {
        made,
        notice,
        found: Vec::new(),
    };
    oracle.structure();
    oracle.sections();
    oracle.closing();
    oracle.figures();
    oracle.chinese();
    oracle.claims(said);
    oracle.found
}

pub struct Oracle<'a> {
    pub made: &'a Made,
    pub notice: &'a Notice,
    found: Vec<String>,
}

/// The four kinds of work that may be a target, as the notice calls them: shared words, verb of
/// what is done, unit, what it is called when missed, decimal places.
pub const GOALS: [(&str, &str, &str, &str); 4] = [
    ("棚户区住房改造", "开工", "套", "棚户区住房改造开工"),
    ("棚户区住房改造", "基本建成", "套", "棚户区住房改造基本建成"),
    (
        "城镇保障性安居工程",
        "完成投资",
        "亿元",
        "城镇保障性安居工程投资",
    ),
    (
        "城镇住房保障家庭租赁补贴",
        "发放",
        "户",
        "城镇住房保障家庭租赁补贴发放",
    ),
];

impl Oracle<'_> {
    pub fn must(&mut self, holds: bool, what: impl Into<String>) {
        if !holds {
            self.found.push(what.into());
        }
    }

    /// The text says it if, and only if, it is so.
    pub fn says(&mut self, text: &str, words: &str, is_so: bool) {
        let says = text.contains(words);
        self.must(says == is_so, format!("“{words}”: said {says}, is {is_so}"));
    }

    pub fn section(&self, key: &str) -> String {
        section(self.notice, key)
    }

    /// Exactly one of several headings, the first whose condition holds.
    pub fn heading(&mut self, key: &str, choices: &[(bool, &str)]) {
        let text = self.section(key);
        let heading = text.split('〗').next().unwrap_or_default().to_owned();
        let wanted = choices.iter().find(|(holds, _)| *holds).unwrap().1;
        self.must(
            heading.ends_with(wanted),
            format!("heading of {key} is {heading}, not {wanted}"),
        );
    }

    /// What each target's verdict hangs on.
    pub fn goals(&self) -> Vec<(usize, Pair)> {
        let mut totals = self.targets();
        if self.made.falls_short_by_rounding {
            totals[2] = Pair {
                base: 1000,
                done: 999,
            };
        }
        let all = totals.into_iter().enumerate();
        all.filter(|(_, pair)| pair.base > 0).collect()
    }

    pub fn targets(&self) -> [Pair; 4] {
        columns(self.made.targets.as_deref().unwrap_or_default())
    }

    pub fn unfinished(&self) -> Pair {
        let rows = self.made.unfinished.iter().flatten().flatten();
        rows.fold(Pair::default(), |sum, pair| sum.plus(*pair))
    }

    /// The counties that have projects overdue.
    pub fn concerned(&self) -> Vec<Overdue> {
        let rows = self.made.overdue.iter();
        rows.filter(|row| row.projects.base > 0).cloned().collect()
    }

    /// The projects that owe something.
    pub fn owing(&self) -> Vec<Fee> {
        let fees = self.made.fees.iter();
        fees.filter(|fee| fee.households.base > 0)
            .cloned()
            .collect()
    }

    pub fn overdue(&self) -> Pair {
        let rows = self.made.overdue.iter().map(|row| row.households);
        rows.fold(Pair::default(), Pair::plus)
    }

    pub fn fees(&self) -> Pair {
        let rows = self.made.fees.iter().map(|row| row.households);
        rows.fold(Pair::default(), Pair::plus)
    }

    pub fn funds(&self) -> Pair {
        let rows = self.made.funds.iter().flatten().map(|row| row.spent);
        rows.fold(Pair::default(), Pair::plus)
    }

    pub fn funds_moved(&self) -> bool {
        let mut rows = self.made.funds.iter().flatten();
        rows.any(|row| row.carried + row.rental + row.renewal > 0 || row.adjusted != 0)
    }

    pub fn loans(&self) -> Pair {
        let rows = self.made.loans.iter().flatten().flat_map(|row| row.lent);
        rows.fold(Pair::default(), Pair::plus)
    }

    pub fn bonds(&self) -> u64 {
        self.made.loans.iter().flatten().map(|row| row.bonds).sum()
    }

    pub fn audit(&self) -> Pair {
        let rows = self.made.audit.iter().flatten().flatten();
        rows.fold(Pair::default(), |sum, pair| sum.plus(*pair))
    }

    pub fn houses(&self) -> Pair {
        let survey = self.made.survey.unwrap_or_default();
        Pair {
            base: survey.deformed + survey.others,
            done: survey.found.iter().sum(),
        }
    }

    /// Sections and annexes are there if the year has something of them, in their order and
    /// numbered without a gap.
    fn structure(&mut self) {
        let targets = self.targets().iter().any(|pair| pair.base + pair.done > 0);
        let is_there = [
            ("targets", targets),
            (
                "continued",
                self.unfinished().base > 0 || self.made.continued.unwrap_or(0) > 0,
            ),
            (
                "overdue",
                !(self.concerned().is_empty() && self.owing().is_empty()),
            ),
            ("funds", self.funds_moved()),
            ("loans", self.made.has_loans()),
            ("audit", self.audit().base > 0),
            ("survey", self.houses().base > 0),
        ];
        let numbers = ["一", "二", "三", "四", "五", "六", "七"];
        let mut count = 0;
        for (key, is_there) in is_there {
            let text = self.section(key);
            self.must(
                text.is_empty() != is_there,
                format!("section {key} should be there: {is_there}"),
            );
            if is_there {
                let number = format!("〖{}、", numbers[count]);
                self.must(text.starts_with(&number), format!("{key} is not {number}"));
                count += 1;
            }
        }
        let annexes = [
            ("targets", targets),
            ("unfinished", self.unfinished().base > 0),
            ("funds", self.funds_moved()),
            ("loans", self.made.has_loans()),
            ("audit", self.audit().base > 0),
        ];
        let wanted: Vec<&str> = annexes
            .iter()
            .filter(|(_, is)| *is)
            .map(|(key, _)| *key)
            .collect();
        let printed: Vec<&str> = self.notice.annexes.iter().map(|a| a.id.as_str()).collect();
        self.must(
            wanted == printed,
            format!("annexes {printed:?}, not {wanted:?}"),
        );
    }
}

pub fn columns(rows: &[[Pair; 4]]) -> [Pair; 4] {
    std::array::from_fn(|at| {
        let column = rows.iter().map(|row| row[at]);
        column.fold(Pair::default(), Pair::plus)
    })
}

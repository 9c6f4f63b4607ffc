//! A made-up year as the input that a clerk would type.

use std::fmt::Write;

use super::made::{Made, Pair};
use super::oracle::claims::CLAIMS;

const TARGETS: [&str; 4] = ["begun", "built", "investment", "subsidy"];
const HOUSING: [&str; 4] = ["renewal", "public", "economic", "limited"];
const BANKS: [&str; 2] = ["cdb", "adbc"];

impl Made {
    pub fn toml(&self) -> String {
        let mut text = self.root();
        self.targets_and_unfinished(&mut text);
        self.resettlement(&mut text);
        self.money(&mut text);
        self.audit_and_survey(&mut text);
        text += "\n[own]\n";
        if self.has_loans() {
            text += "loans_background = \"经开展{year-1}年棚改专项贷款项目对接\"\n";
        }
        let claims = CLAIMS
            .iter()
            .filter(|_| self.claims)
            .map(|(claim, _)| *claim);
        let claims: String = claims.collect();
        writeln!(
            text,
            "cooperation = \"市住建局、市财政局等部门协同推进住房保障工作。{claims}\""
        )
        .unwrap();
        text
    }

    pub fn has_loans(&self) -> bool {
        let rows = self.loans.iter().flatten();
        rows.into_iter()
            .any(|row| row.bonds > 0 || row.lent.iter().any(|pair| pair.base > 0))
    }

    fn root(&self) -> String {
        let names: Vec<String> = self.counties.iter().map(|c| format!("\"{c}\"")).collect();
        let mut text = format!(
            "year = {}\nnumber = 1\ndate = \"1月31日\"\nsample = true\ncounties = [{}]\n",
            self.year,
            names.join(", ")
        );
        let none = [
            ("targets", self.targets.is_none()),
            ("unfinished", self.unfinished.is_none()),
            ("continued", self.continued.is_none()),
            ("funds", self.funds.is_none()),
            ("loans", self.loans.is_none()),
            ("audit", self.audit.is_none()),
            ("survey", self.survey.is_none()),
        ];
        let none: Vec<String> = none
            .iter()
            .filter(|(_, is_none)| *is_none)
            .map(|(name, _)| format!("\"{name}\""))
            .collect();
        if !none.is_empty() {
            writeln!(text, "none = [{}]", none.join(", ")).unwrap();
        }
        text
    }

    fn targets_and_unfinished(&self, text: &mut String) {
        if self.falls_short_by_rounding {
            *text += "\n[targets.total]\ninvestment_rate = 99.9\n";
        }
        for (at, rows) in self.targets.iter().flatten().enumerate() {
            writeln!(text, "\n[targets.\"{}\"]", self.counties[at]).unwrap();
            for (key, pair) in TARGETS.iter().zip(rows) {
                let print = if *key == "investment" {
                    hundredths
                } else {
                    whole
                };
                writeln!(text, "{key}_target = {}", print(pair.base)).unwrap();
                writeln!(text, "{key} = {}", self.of(*pair, print)).unwrap();
            }
            let part = self.built_continued[at].map_or("\"\"".to_owned(), whole);
            writeln!(text, "built_continued = {part}").unwrap();
        }
        for (at, rows) in self.unfinished.iter().flatten().enumerate() {
            writeln!(text, "\n[unfinished.\"{}\"]", self.counties[at]).unwrap();
            for (key, pair) in HOUSING.iter().zip(rows) {
                writeln!(text, "{key}_begun = {}", pair.base).unwrap();
                writeln!(text, "{key}_built = {}", self.of(*pair, whole)).unwrap();
            }
        }
        if let Some(continued) = self.continued {
            writeln!(text, "\n[continued]\nbuilt = {continued}").unwrap();
        }
    }

    fn resettlement(&self, text: &mut String) {
        if !(self.overdue.is_empty() && self.fees.is_empty()) {
            writeln!(text, "\n[overdue]\nsurveyed = {}", self.surveyed).unwrap();
        }
        for row in &self.overdue {
            writeln!(
                text,
                "\n[overdue.\"{}\"]\nprojects = {}\nhouseholds = {}\ndelivered_projects = {}\ndelivered = {}",
                self.counties[row.county],
                row.projects.base,
                row.households.base,
                row.projects.done,
                row.households.done
            )
            .unwrap();
            if let Some(label) = &row.label {
                writeln!(text, "label = \"{label}\"").unwrap();
            }
            if !row.remark.is_empty() {
                writeln!(text, "remark = \"{}\"", row.remark).unwrap();
            }
        }
        for fee in &self.fees {
            writeln!(
                text,
                "\n[[fees]]\ncounty = \"{}\"\nproject = \"{}\"\nhouseholds = {}\npaid = {}",
                self.counties[fee.county], fee.project, fee.households.base, fee.households.done
            )
            .unwrap();
        }
    }

    fn money(&self, text: &mut String) {
        if self.funds.is_some() {
            *text += "\n[funds]\nprovincial = 0\n";
        }
        for (at, row) in self.funds.iter().flatten().enumerate() {
            let sign = if row.adjusted < 0 { "-" } else { "" };
            let spent = if row.spent.base + row.rental + row.renewal == 0 {
                "\"\"".to_owned()
            } else {
                hundredths(row.spent.done)
            };
            writeln!(
                text,
                "\n[funds.\"{}\"]\ncarried = {}\nadjusted = {sign}{}\nrental = {}\nrenewal = {}\n\
                 spent_public = \"\"\nspent_subsidy = \"\"\nspent_renewal = {spent}",
                self.counties[at],
                hundredths(row.carried),
                hundredths(row.adjusted.unsigned_abs()),
                hundredths(row.rental),
                hundredths(row.renewal),
            )
            .unwrap();
        }
        for (at, row) in self.loans.iter().flatten().enumerate() {
            writeln!(text, "\n[loans.\"{}\"]", self.row(at)).unwrap();
            for (bank, (lent, new)) in BANKS.iter().zip(row.lent.iter().zip(row.new)) {
                writeln!(text, "credit_{bank} = {}", thousandths(lent.base)).unwrap();
                writeln!(text, "lent_{bank} = {}", self.of(*lent, thousandths)).unwrap();
                let new = Pair {
                    base: lent.done,
                    done: new,
                };
                writeln!(text, "new_{bank} = {}", self.of(new, thousandths)).unwrap();
            }
            let bonds = Pair {
                base: 0,
                done: row.bonds,
            };
            writeln!(text, "bonds = {}", self.of(bonds, thousandths)).unwrap();
        }
    }

    fn audit_and_survey(&self, text: &mut String) {
        if self.audit.is_some() {
            writeln!(text, "\n[audit]\nyears = {:?}", self.audit_years).unwrap();
        }
        for (at, row) in self.audit.iter().flatten().enumerate() {
            writeln!(text, "\n[audit.\"{}\"]", self.row(at)).unwrap();
            for (year, pair) in self.audit_years.iter().zip(row) {
                let found = Pair {
                    base: 0,
                    done: pair.base,
                };
                let found = self.of(found, whole);
                writeln!(
                    text,
                    "found_{year} = {found}\nsolved_{year} = {}",
                    self.of(*pair, whole)
                )
                .unwrap();
            }
        }
        if let Some(survey) = &self.survey {
            let [sound, appraised, abandoned, incomplete] = survey.found;
            writeln!(
                text,
                "\n[survey]\nuntil = \"9月25日\"\ndeformed = {}\nothers = {}\nsound = {sound}\n\
                 appraised = {appraised}\nappraised_flats = {}\nappraised_area = {}\n\
                 abandoned = {abandoned}\nabandoned_flats = {}\nabandoned_area = {}\n\
                 incomplete = {incomplete}\nincomplete_flats = {}\nincomplete_area = {}",
                survey.deformed,
                survey.others,
                appraised * 3,
                appraised * 91,
                abandoned * 2,
                abandoned * 77,
                incomplete * 4,
                incomplete * 120,
            )
            .unwrap();
        }
    }

    /// Nothing to do and nothing done is blank, or 0.
    fn of(&self, pair: Pair, print: fn(u64) -> String) -> String {
        if pair.base == 0 && pair.done == 0 && !self.zeros {
            "\"\"".to_owned()
        } else {
            print(pair.done)
        }
    }

    /// The rows of loans and audit: the city itself, then the counties.
    pub fn row(&self, at: usize) -> &str {
        at.checked_sub(1).map_or("市本级", |at| &self.counties[at])
    }
}

fn whole(value: u64) -> String {
    value.to_string()
}

fn hundredths(value: u64) -> String {
    format!("{}.{:02}", value / 100, value % 100)
}

fn thousandths(value: u64) -> String {
    format!("{}.{:03}", value / 1000, value % 1000)
}
